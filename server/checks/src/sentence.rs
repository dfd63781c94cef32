//! A sentence as rules read it, token by token, and the lists of figures in it.

use article::BlockFacts;
use text::{TextRange, Token, TokenKind};

use crate::figures::{Figure, token_at};

/// The tokens of a sentence, by their index in the block.
pub(crate) struct Words<'a> {
    /// The block.
    pub(crate) facts: &'a BlockFacts,
    /// The first token.
    pub(crate) start: usize,
    /// The one behind the last.
    pub(crate) end: usize,
}

impl<'a> Words<'a> {
    /// The sentences of a block.
    pub(crate) fn sentences(facts: &'a BlockFacts) -> impl Iterator<Item = Self> {
        let sentences = facts.block.sentences().iter();
        sentences.map(move |sentence| Self {
            facts,
            start: token_at(facts, sentence.start()),
            end: token_at(facts, sentence.end()),
        })
    }

    /// Its tokens.
    pub(crate) fn tokens(&self) -> &'a [Token] {
        let tokens = self.facts.block.tokens();
        tokens.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether one of these marks stands in it, or a dash: what has none opens no list.
    pub(crate) fn has_dash_or(&self, marks: &[&str]) -> bool {
        let text = self.facts.block.text();
        self.tokens().iter().any(|token| match token.kind {
            TokenKind::Dash => true,
            TokenKind::Mark => marks.contains(&token.text(text)),
            _ => false,
        })
    }

    /// The token at `i`; nothing outside the sentence.
    pub(crate) fn at(&self, i: usize) -> &'a str {
        let inside = (self.start..self.end).contains(&i);
        let token = self.facts.block.tokens().get(i).filter(|_| inside);
        token.map_or("", |t| t.text(self.facts.block.text()))
    }

    /// Whether the token at `i` is this word, in any case.
    pub(crate) fn is(&self, i: usize, word: &str) -> bool {
        self.at(i).eq_ignore_ascii_case(word)
    }

    /// Whether the token at `i` is one of these words, which are in lower case.
    pub(crate) fn is_one_of(&self, i: usize, words: &[&str]) -> bool {
        let word = self.at(i);
        !word.is_empty() && words.iter().any(|w| w.eq_ignore_ascii_case(word))
    }

    /// Whether one of these words stands among the tokens.
    pub(crate) fn any_of(&self, tokens: std::ops::Range<usize>, words: &[&str]) -> bool {
        tokens.into_iter().any(|i| self.is_one_of(i, words))
    }

    /// Whether a figure behind these tokens is not meant exactly.
    pub(crate) fn is_loose(&self, tokens: std::ops::Range<usize>) -> bool {
        self.any_of(tokens.clone(), HEDGES) || self.any_of(tokens, GUESSES)
    }

    /// What kind of token stands at `i`.
    pub(crate) fn kind(&self, i: usize) -> Option<TokenKind> {
        let inside = (self.start..self.end).contains(&i);
        let token = self.facts.block.tokens().get(i).filter(|_| inside);
        token.map(|t| t.kind)
    }

    /// Whether a dash stands at `i` that parts what it stands between: not the hyphen of `a 10-mile road`.
    pub(crate) fn is_dash(&self, i: usize) -> bool {
        self.kind(i) == Some(TokenKind::Dash) && self.at(i) != "-"
            || self.at(i) == "-" && {
                let tokens = self.facts.block.tokens();
                let gap = |a: usize, b: usize| match (tokens.get(a), tokens.get(b)) {
                    (Some(a), Some(b)) => a.range.end() < b.range.start(),
                    _ => true,
                };
                i > 0 && gap(i - 1, i) && gap(i, i + 1)
            }
    }

    /// Whether the sentence ends at `i`.
    pub(crate) fn ends(&self, i: usize) -> bool {
        i >= self.end || matches!(self.at(i), "." | "!" | "?")
    }

    /// From token `a` to before token `b`, in bytes of the block.
    pub(crate) fn range(&self, a: usize, b: usize) -> Option<TextRange> {
        let tokens = self.facts.block.tokens();
        let last = tokens.get(b.checked_sub(1)?)?;
        Some(tokens.get(a)?.range.cover(last.range))
    }

    /// A percentage at token `i`: the figure, and the token behind `percent`.
    pub(crate) fn percentage(&self, i: usize) -> Option<(Figure, usize)> {
        let figure = Figure::at(self.facts, i).filter(|f| !f.money && f.scale == 1.0)?;
        Some((figure, self.percent(figure.next)?))
    }

    /// The token behind `percent`, `per cent` or `%` at `i`.
    pub(crate) fn percent(&self, i: usize) -> Option<usize> {
        match self.at(i) {
            "%" => Some(i + 1),
            _ if self.is(i, "percent") => Some(i + 1),
            _ if self.is(i, "per") && self.is(i + 1, "cent") => Some(i + 2),
            _ => None,
        }
    }
}

/// Words before a figure that say that it is not meant exactly.
pub(crate) const HEDGES: &[&str] = &[
    "about",
    "around",
    "some",
    "roughly",
    "nearly",
    "almost",
    "over",
    "least",
    "most",
    "approximately",
    "up",
    "under",
    "than",
    "close",
    "well",
    "just",
    "virtually",
];

/// Words before a figure that say that it is one end of a range, or a guess.
pub(crate) const GUESSES: &[&str] = &[
    "between",
    "from",
    "to",
    "or",
    "estimated",
    "maybe",
    "perhaps",
];

/// A figure and the words that belong to it, as one of several: `four women` in `five men, four women and two children`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    /// The figure.
    pub(crate) figure: Figure,
    /// The first token behind the figure, and behind `percent`.
    pub(crate) words: usize,
    /// The token behind its last word.
    pub(crate) end: usize,
    /// Whether it is a percentage.
    pub(crate) percent: bool,
}

/// Parts that are told as all there are: `A, B and C`.
#[derive(Debug)]
pub(crate) struct Parts {
    /// In order, two at least.
    pub(crate) parts: Vec<Part>,
    /// The token behind the last part.
    pub(crate) end: usize,
    /// Whether `and` stands before the last.
    pub(crate) joined: bool,
}

/// More tokens than this belong to no figure of a list.
const LONGEST_PART: usize = 12;

/// More parts than this are a table.
const MOST_PARTS: usize = 12;

impl Words<'_> {
    /// The parts that begin at token `at`: each starts with a figure, and a comma, a semicolon or `and` stands between.
    pub(crate) fn parts(&self, at: usize) -> Option<Parts> {
        let mut parts = vec![self.part(at)?];
        let mut joined = false;
        while parts.len() < MOST_PARTS {
            let end = parts.last()?.end;
            let comma = usize::from(matches!(self.at(end), "," | ";"));
            let and = usize::from(self.is(end + comma, "and") || self.at(end + comma) == "&");
            let mut next = end + comma + and;
            if next == end {
                break;
            }
            // `and another 12`, `and the other two`
            while self.is_one_of(next, &["another", "the", "other", "remaining"]) {
                next += 1;
            }
            let Some(part) = self.part(next) else {
                break;
            };
            parts.push(part);
            joined = and == 1;
            if joined {
                break;
            }
        }
        let end = parts.last()?.end;
        (parts.len() > 1).then_some(Parts { parts, end, joined })
    }

    fn part(&self, at: usize) -> Option<Part> {
        let figure = Figure::counted(self.facts, at)?;
        let percent = self.percent(figure.next);
        let words = percent.unwrap_or(figure.next);
        let ends = |i: usize| {
            let and = self.is(i, "and") && Figure::counted(self.facts, i + 1).is_some();
            let mark = matches!(
                self.at(i),
                "," | ";" | ":" | "." | "(" | ")" | "!" | "?" | ""
            );
            mark || and || self.is_dash(i) || i >= self.end
        };
        let end = (words..words + LONGEST_PART).find(|i| ends(*i))?;
        // Another figure within is another thing.
        let plain = (words..end).all(|i| Figure::at(self.facts, i).is_none());
        plain.then_some(Part {
            figure,
            words,
            end,
            percent: percent.is_some(),
        })
    }
}
