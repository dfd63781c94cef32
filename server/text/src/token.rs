//! Tokens: words, numbers and marks, as a copy editor would count them.
//!
//! A word keeps its inner apostrophes, hyphens and the points of an abbreviation (`O’Neill`, `Dae-jung`, `U.S.`,
//! `Sept.`); a possessive ending is a token of its own. A number keeps its separators and its suffix (`1,200`,
//! `10:30`, `57th`, `1990s`).

use text_size::TextRange;

use crate::block::size;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with what belongs inside a word.
    Word,
    /// `’s` or `'s` after a word.
    Possessive,
    /// Digits, with separators and suffix.
    Number,
    /// An opening, closing or neutral quotation mark, single or double.
    Quote,
    /// A hyphen or dash of any length.
    Dash,
    /// Any other mark or symbol.
    Mark,
}

/// A token: its kind and where it stands, in bytes from its block's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub range: TextRange,
    /// What it is.
    pub kind: TokenKind,
}

impl Token {
    /// Its text, given its block's.
    pub fn text<'t>(&self, block_text: &'t str) -> &'t str {
        &block_text[self.range]
    }
}

/// Shortened words whose point belongs to them and that never end a sentence.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "messrs", "dr", "gen", "sen", "sens", "rep", "reps", "gov", "govs", "st",
    "prof", "rev", "lt", "col", "capt", "sgt", "maj", "adm", "cmdr", "cpl", "brig", "hon", "pres",
    "supt", "det", "insp", "no", "nos", "vs", "mt", "ft", "gens", "drs",
];

/// Shortened words whose point belongs to them and that may end a sentence too.
const SHORTENED: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon",
    "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "inc", "corp", "co", "ltd", "bros", "jr",
    "sr", "etc", "ave", "blvd", "est", "dept", "univ", "assn", "calif", "conn", "fla", "ill", "ky",
    "md", "mass", "mich", "minn", "miss", "mo", "neb", "nev", "okla", "ore", "pa", "tenn", "tex",
    "va", "vt", "wash", "wis", "wyo", "ala", "ariz", "ark", "colo", "del", "ga", "kan", "la",
    "mont", "ind",
];

/// Months, in full and shortened.
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
];

fn listed(list: &[&str], word: &str) -> bool {
    word.len() <= 9 && list.iter().any(|w| w.eq_ignore_ascii_case(word))
}

/// A text with its first letter as a capital.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Whether `word` names a month, in full or shortened, with or without its point, in any case.
pub fn is_month_name(word: &str) -> bool {
    listed(MONTHS, word.trim_end_matches('.'))
}

/// Whether `word` names a day of the week, in full or shortened, with or without its point, in any case.
pub fn is_weekday_name(word: &str) -> bool {
    listed(WEEKDAYS, word.trim_end_matches('.'))
}

/// Whether the token text is a title with its point: `Mr.`, `Gen.`.
pub(crate) fn is_title(word: &str) -> bool {
    word.strip_suffix('.').is_some_and(|w| listed(TITLES, w))
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}')
}

/// Cuts `text` into tokens. White space belongs to none.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut cursor = Cursor { text, at: 0 };
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
    while let Some(first) = cursor.peek() {
        if first.is_whitespace() {
            cursor.bump(first);
            continue;
        }
        let start = cursor.at;
        let after_word = tokens
            .last()
            .is_some_and(|t| t.kind == TokenKind::Word && t.range.end() == size(start));
        let kind = if first.is_ascii_digit() {
            cursor.number();
            TokenKind::Number
        } else if is_letter(first) {
            cursor.word();
            TokenKind::Word
        } else if is_apostrophe(first) && after_word && cursor.possessive() {
            TokenKind::Possessive
        } else {
            cursor.bump(first);
            match first {
                '"' | '“' | '”' | '„' | '«' | '»' | '\'' | '‘' | '’' | '`' => {
                    TokenKind::Quote
                }
                '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' => {
                    while cursor.peek() == Some(first) {
                        cursor.bump(first);
                    }
                    TokenKind::Dash
                }
                '.' => {
                    while cursor.peek() == Some('.') {
                        cursor.bump('.');
                    }
                    TokenKind::Mark
                }
                _ => TokenKind::Mark,
            }
        };
        tokens.push(Token {
            range: TextRange::new(size(start), size(cursor.at)),
            kind,
        });
    }
    tokens
}

struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl Cursor<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        match self.text.as_bytes().get(self.at) {
            Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
            _ => self.rest().chars().next(),
        }
    }

    fn second(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    fn bump(&mut self, c: char) {
        self.at += c.len_utf8();
    }

    /// Digits; separators only where a digit follows; then letters that touch (`57th`, `1990s`, `10am`).
    fn number(&mut self) {
        while let Some(c) = self.peek() {
            let inside = c.is_ascii_digit()
                || (matches!(c, ',' | '.' | ':')
                    && self.second().is_some_and(|n| n.is_ascii_digit()));
            if !inside {
                break;
            }
            self.bump(c);
        }
        while let Some(c) = self.peek().filter(|c| is_letter(*c)) {
            self.bump(c);
        }
    }

    fn letters(&mut self) -> usize {
        let start = self.at;
        while let Some(c) = self.peek().filter(|c| is_letter(*c) || c.is_ascii_digit()) {
            self.bump(c);
        }
        self.at - start
    }

    fn word(&mut self) {
        let start = self.at;
        let mut part = self.at;
        loop {
            self.letters();
            let Some(c) = self.peek() else { return };
            let next = self.second();
            let next_is_letter = next.is_some_and(is_letter);
            if c == '.' {
                let part_is_initial = self.text[part..self.at].chars().count() == 1;
                if part_is_initial && next_is_letter {
                    self.bump(c); // inside U.S.
                } else {
                    let pointed = self.text[start..self.at].contains('.') && part_is_initial;
                    let initial =
                        part_is_initial && part == start && self.starts_a_name_after_point();
                    let word = &self.text[start..self.at];
                    if pointed || initial || self.is_shortened(word) {
                        self.bump(c);
                    }
                    return;
                }
            } else if (is_apostrophe(c) && next_is_letter && !self.possessive_here())
                || (is_hyphen(c) && next.is_some_and(|n| is_letter(n) || n.is_ascii_digit()))
            {
                self.bump(c);
            } else {
                return;
            }
            part = self.at;
        }
    }

    /// Whether the point after this single letter is an initial's: `J. Smith`.
    fn starts_a_name_after_point(&self) -> bool {
        let before = self.text[..self.at].chars().next_back();
        let mut rest = self.rest().chars().skip(1);
        before.is_some_and(char::is_uppercase)
            && rest.next() == Some(' ')
            && rest.next().is_some_and(|c| c.is_uppercase())
    }

    /// Whether the point after `word` belongs to it. `co`, `no` and `la` are words too: only with a capital, and `No.`
    /// only before a number, is it short for something.
    fn is_shortened(&self, word: &str) -> bool {
        if listed(&["no", "nos"], word) {
            return self.rest()[1..]
                .trim_start_matches(' ')
                .starts_with(|c: char| c.is_ascii_digit());
        }
        (word.starts_with(char::is_uppercase) || matches!(word, "etc" | "vs"))
            && (listed(TITLES, word) || listed(SHORTENED, word))
    }

    /// At an apostrophe: does `s` follow and then no letter?
    fn possessive_here(&self) -> bool {
        let mut rest = self.rest().chars().skip(1);
        matches!(rest.next(), Some('s' | 'S'))
            && !rest
                .next()
                .is_some_and(|c| is_letter(c) || c.is_ascii_digit())
    }

    fn possessive(&mut self) -> bool {
        if !self.possessive_here() {
            return false;
        }
        for _ in 0..2 {
            if let Some(c) = self.peek() {
                self.bump(c);
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        tokenize(text).iter().map(|t| t.text(text)).collect()
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        assert_eq!(
            cut("Kim Dae-jung’s G-8 talks"),
            ["Kim", "Dae-jung", "’s", "G-8", "talks"]
        );
        assert_eq!(
            cut("Mr. O’Neill didn't go."),
            ["Mr.", "O’Neill", "didn't", "go", "."]
        );
        assert_eq!(
            cut("the U.S. and U.S claims"),
            ["the", "U.S.", "and", "U.S", "claims"]
        );
        assert_eq!(
            cut("on Sept. 5 J. Smith left at 5 p.m."),
            ["on", "Sept.", "5", "J.", "Smith", "left", "at", "5", "p.m."]
        );
        assert_eq!(cut("plan B. Then"), ["plan", "B.", "Then"]);
        assert_eq!(cut("mid-1990s"), ["mid-1990s"]);
    }

    #[test]
    fn numbers_keep_separators_and_suffixes() {
        assert_eq!(
            cut("1,200 of 57th, 1990s; 10:30."),
            ["1,200", "of", "57th", ",", "1990s", ";", "10:30", "."]
        );
        assert_eq!(
            cut("July 21-23, a 24-day trip"),
            ["July", "21", "-", "23", ",", "a", "24", "-", "day", "trip"]
        );
        assert_eq!(cut("2002-08-23"), ["2002", "-", "08", "-", "23"]);
    }

    #[test]
    fn every_byte_is_in_a_token_or_white_space() {
        let text = "a😀b e\u{301}t “x’ — …\u{200d} ''s 's ...";
        let mut at = 0;
        for t in tokenize(text) {
            let start = usize::from(t.range.start());
            assert!(text[at..start].trim().is_empty());
            at = usize::from(t.range.end());
        }
        assert!(text[at..].trim().is_empty());
    }
}
