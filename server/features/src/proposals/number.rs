//! Numbers that nobody vouches for: the sentence says neither who counted nor who says so.

use dates::TimexKind;
use notes::ClaimKind;
use text::{TextRange, Token, TokenKind};

use super::passage::{Passage, Spot, meeting};

/// What multiplies the number before it.
const SCALES: &[&str] = &["billion", "hundred", "million", "thousand", "trillion"];
/// Counts without a digit, if `of` follows: `hundreds of people`.
const ROUND: &[&str] = &[
    "billions",
    "dozens",
    "hundreds",
    "millions",
    "scores",
    "thousands",
    "trillions",
];
/// Words beside a verb of saying that name where a number comes from.
const FROM: &[&str] = &[
    "according",
    "counted",
    "estimate",
    "estimated",
    "estimates",
    "reported",
    "reports",
    "survey",
];
/// Small words after a number that do not say what is counted.
const NOT_COUNTED: &[&str] = &[
    "a", "after", "and", "as", "at", "before", "but", "by", "for", "from", "in", "into", "is",
    "of", "on", "or", "than", "that", "the", "to", "was", "were", "when", "which", "who", "with",
];

impl Passage<'_> {
    pub(super) fn numbers(&self) -> Vec<Spot> {
        let tokens = self.facts.block.tokens();
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match self.count(tokens, at) {
                Some(end) => {
                    let start = at - usize::from(at > 0 && self.is_currency(tokens[at - 1]));
                    let range = tokens[start].range.cover(tokens[end - 1].range);
                    if self.is_bare(range) {
                        let why = "A number, and the sentence does not say from whom it is.";
                        found.push(self.spot(range, ClaimKind::Number, why));
                    }
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The end of the count that starts with that token, what is counted included.
    fn count(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let word = |i: usize| {
            tokens
                .get(i)
                .map_or("", |t| t.text(self.facts.block.text()))
        };
        let scale = |i: usize| SCALES.contains(&word(i).to_lowercase().as_str());
        let first = tokens[at];
        let written = word(at);
        let mut end = at + 1;
        match first.kind {
            TokenKind::Number if !written.ends_with(char::is_alphabetic) => {}
            TokenKind::Word if ROUND.contains(&written.to_lowercase().as_str()) => {
                while word(end) == "of" && ROUND.contains(&word(end + 1)) {
                    end += 2;
                }
                if word(end) != "of" {
                    return None;
                }
                end += 1;
            }
            // `three million`, but not `a million`: that is a way of speaking.
            TokenKind::Word if scale(at + 1) && is_written_out(written) => {}
            _ => return None,
        }
        while scale(end) {
            end += 1;
        }
        match word(end) {
            "%" | "percent" => return Some(end + 1),
            "per" if word(end + 1) == "cent" => return Some(end + 2),
            _ => {}
        }
        let counted = tokens.get(end).is_some_and(|t| {
            let text = t.text(self.facts.block.text());
            // In `$50 million last year` nothing is counted.
            let mut dates = meeting(&self.facts.timexes, t.range, |timex| timex.range);
            t.kind == TokenKind::Word
                && text.starts_with(char::is_lowercase)
                && !NOT_COUNTED.contains(&text)
                && dates.next().is_none()
        });
        Some((end + usize::from(counted)).min(tokens.len()))
    }

    fn is_currency(&self, token: Token) -> bool {
        matches!(token.text(self.facts.block.text()), "$" | "€" | "£" | "¥")
    }

    /// Whether it is a number of the article's own: no date, no part of a name, and nobody's word.
    fn is_bare(&self, range: TextRange) -> bool {
        let reading = &self.facts.reading;
        let dated = meeting(&self.facts.timexes, range, |timex| timex.range).any(|timex| {
            matches!(
                timex.kind,
                TimexKind::Date | TimexKind::Time | TimexKind::Set
            )
        });
        let mut names = meeting(&reading.names, range, |name| name.range);
        let named = names.next().is_some() || self.names(range);
        let mut anniversaries = meeting(&reading.anniversaries, range, |a| a.range);
        let anniversary = anniversaries.next().is_some();
        !dated
            && !named
            && !anniversary
            && !self.is_dateline(range)
            && !self.is_quoted(range)
            && !self.is_attributed(range)
    }

    /// Whether it is a name’s own: the Group of 77.
    fn names(&self, range: TextRange) -> bool {
        let block = &self.facts.block;
        let before = block
            .tokens()
            .partition_point(|t| t.range.start() < range.start());
        let word = |n: usize| {
            let token = before.checked_sub(n).map(|i| block.tokens()[i]);
            token.map_or("", |t| t.text(block.text()))
        };
        word(1) == "of" && word(2).starts_with(char::is_uppercase)
    }

    /// Whether its sentence says whose word it is.
    fn is_attributed(&self, range: TextRange) -> bool {
        let block = &self.facts.block;
        let mut sentences = meeting(block.sentences(), range, |sentence| *sentence);
        let Some(sentence) = sentences.next() else {
            return false;
        };
        let within = meeting(block.tokens(), *sentence, |token| token.range);
        let within = within.filter(|t| !self.is_quoted(t.range));
        let mut words = within.map(|t| t.text(block.text()));
        words.any(|word| article::is_saying(word) || FROM.contains(&word.to_lowercase().as_str()))
    }
}

/// The numbers that are written as words before a scale.
fn is_written_out(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ];
    WORDS.contains(&word.to_lowercase().as_str())
}
