//! What the tagger labels: the pieces of a sentence, and the stretches of them that may hold a name.
//!
//! A piece is a token, or a part of a hyphenated one: `Seoul-based` names Seoul, `Dae-jung` belongs together, and which
//! is which the model has learned. Names are written with capitals; a piece without one can only stand inside a name
//! (`of`, `bin`, a number). So all pieces but one in five are outside any name without asking, and a sentence falls
//! into stretches that are decoded by themselves. This is what makes the tagger fast.

use std::ops::Range;

use text::{TextRange, TextSize, Token, TokenKind};

use super::hash;

/// A token or a part of one.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    /// Where it stands, in bytes from its block's start.
    pub range: TextRange,
    /// The kind of its token; [`TokenKind::Dash`] for the hyphen inside one.
    pub kind: TokenKind,
    /// Whether it touches the piece before.
    pub glued: bool,
    /// How it is written.
    pub case: Case,
    /// The hash of its text.
    pub exact: u64,
    /// The hash of its text in lower case.
    pub lower: u64,
}

/// How a word uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// No letters.
    None,
    /// `word`
    Lower,
    /// `Word`, `O’Neill`
    Capital,
    /// `WORD`, `W.`
    Upper,
    /// `eBay`
    Mixed,
}

impl Case {
    fn of(word: &str) -> Self {
        let (mut letter, mut upper, mut lower) = (false, false, false);
        for c in word.chars().filter(|c| c.is_alphabetic()) {
            letter = true;
            upper |= c.is_uppercase();
            lower |= c.is_lowercase();
        }
        if !letter {
            Self::None
        } else if !upper {
            Self::Lower
        } else if !lower {
            Self::Upper
        } else if word.starts_with(char::is_uppercase) {
            Self::Capital
        } else {
            Self::Mixed
        }
    }

    /// Whether a name may start here: some letter is a capital.
    pub fn is_capital(self) -> bool {
        matches!(self, Self::Capital | Self::Upper | Self::Mixed)
    }
}

/// Lower-case words and marks that stand inside names, between capitalised words.
const CONNECTORS: &[&str] = &[
    "of", "the", "and", "for", "de", "da", "do", "dos", "das", "del", "della", "di", "du", "des",
    "der", "den", "van", "von", "bin", "bint", "ibn", "al", "el", "la", "le", "les", "las", "los",
    "y", "e", "i", "ul", "ur", "on", "in", "to", "at", "with", "from", "&", "+", "/", ".", "'",
    "’", "-", "ter", "ten", "zu", "und", "et", "a", "an",
];

/// Words after a comma that belong to the name before it.
const AFTER_COMMA: &[&str] = &[
    "jr", "jr.", "sr", "sr.", "inc", "inc.", "ltd", "ltd.", "llc", "l.p.", "d.c.",
];

/// A name’s stretch is bridged over at most so many pieces without capitals: `University of the`, `for and of the`.
const LONGEST_BRIDGE: usize = 3;

/// Cuts the tokens of a sentence into pieces. `lower` is a buffer, kept to spare allocations.
pub fn pieces(text: &str, tokens: &[Token], out: &mut Vec<Piece>, lower: &mut String) {
    out.clear();
    let mut last_end = TextSize::new(u32::MAX);
    for token in tokens {
        let word = token.text(text);
        let mut push = |start: usize, end: usize, kind: TokenKind| {
            let part = &word[start..end];
            let offset = |n: usize| token.range.start() + TextSize::new(n as u32);
            let range = TextRange::new(offset(start), offset(end));
            let case = Case::of(part);
            let exact = hash::word(part);
            let lower = match case {
                Case::None | Case::Lower => exact,
                _ => hash::word(lowered(part, lower)),
            };
            out.push(Piece {
                range,
                kind,
                glued: range.start() == last_end,
                case,
                exact,
                lower,
            });
            last_end = range.end();
        };
        if token.kind != TokenKind::Word || !word.contains(is_hyphen) {
            push(0, word.len(), token.kind);
            continue;
        }
        let mut start = 0;
        for (at, hyphen) in word.match_indices(is_hyphen) {
            if start < at {
                push(start, at, TokenKind::Word);
            }
            push(at, at + hyphen.len(), TokenKind::Dash);
            start = at + hyphen.len();
        }
        if start < word.len() {
            push(start, word.len(), TokenKind::Word);
        }
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// A word in lower case, apostrophes straightened, written into `buffer`.
pub fn lowered<'b>(word: &str, buffer: &'b mut String) -> &'b str {
    buffer.clear();
    if word.is_ascii() {
        buffer.push_str(word);
        buffer.make_ascii_lowercase();
    } else {
        for c in word.chars() {
            match c {
                '’' => buffer.push('\''),
                _ => buffer.extend(c.to_lowercase()),
            }
        }
    }
    buffer
}

/// The stretches of a sentence that may hold names, in order; they neither touch nor overlap.
pub fn stretches(text: &str, pieces: &[Piece], out: &mut Vec<Range<usize>>) {
    out.clear();
    let mut i = 0;
    while i < pieces.len() {
        if !pieces[i].case.is_capital() {
            i += 1;
            continue;
        }
        // A number or a glued particle in front belongs to it: `2018 World Cup`, `al-Assad`.
        let floor = out.last().map_or(0, |r: &Range<usize>| r.end);
        let mut start = i;
        while start > floor && pieces[start].glued && joins(text, &pieces[start - 1]) {
            start -= 1;
        }
        if start > floor && pieces[start - 1].kind == TokenKind::Number {
            start -= 1;
        }
        let mut end = i + 1;
        while let Some(next) = extended(text, pieces, end) {
            end = next;
        }
        match out.last_mut().filter(|r| r.end == start) {
            Some(last) => last.end = end,
            None => out.push(start..end),
        }
        i = end;
    }
}

fn joins(text: &str, piece: &Piece) -> bool {
    match piece.kind {
        TokenKind::Dash => text[piece.range].chars().count() == 1,
        TokenKind::Word => piece.range.len() <= TextSize::new(12),
        _ => false,
    }
}

/// Where a stretch that ends before `end` goes on to, if it does.
fn extended(text: &str, pieces: &[Piece], end: usize) -> Option<usize> {
    let next = pieces.get(end)?;
    if next.case.is_capital()
        || matches!(next.kind, TokenKind::Possessive | TokenKind::Number)
        || (next.glued && joins(text, next))
    {
        return Some(end + 1);
    }
    if &text[next.range] == "," {
        let after = pieces.get(end + 1)?;
        let word = text[after.range].to_lowercase();
        return AFTER_COMMA.contains(&word.as_str()).then_some(end + 2);
    }
    let bridge = pieces[end..]
        .iter()
        .take(LONGEST_BRIDGE)
        .take_while(|p| CONNECTORS.contains(&&text[p.range]))
        .count();
    let capital = pieces.get(end + bridge)?;
    (bridge > 0 && capital.case.is_capital()).then_some(end + bridge + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let document = text::Document::new(text, text::Format::Plain);
        let block = document.blocks().next().unwrap();
        let (mut all, mut ranges) = (Vec::new(), Vec::new());
        pieces(block.text(), block.tokens(), &mut all, &mut String::new());
        stretches(block.text(), &all, &mut ranges);
        ranges
            .into_iter()
            .map(|r| {
                all[r]
                    .iter()
                    .map(|p| &block.text()[p.range])
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect()
    }

    #[test]
    fn stretches_hold_names_and_what_joins_them() {
        assert_eq!(
            found(
                "yesterday the University of the Pacific told Kim Dae-jung’s aides near al-Basra, the Seoul-based band said."
            ),
            [
                "University of the Pacific",
                "Kim Dae - jung ’s",
                "al - Basra",
                "Seoul - based"
            ]
        );
    }

    #[test]
    fn marks_and_ordinary_words_end_a_stretch() {
        assert_eq!(
            found("we saw Ann, Bob and two of Carl’s (and Dana’s) dogs in 2010"),
            ["Ann", "Bob", "Carl ’s", "Dana ’s"]
        );
    }
}
