//! Superlatives: words that one other case makes wrong. A short list of words and what stands beside them; no grammar.

use notes::ClaimKind;
use text::{TextRange, Token, TokenKind};

use super::passage::{Passage, Spot, meeting};

/// Words that claim by themselves that there is no other case.
const ALONE: &[&str] = &[
    "all-time",
    "first-ever",
    "never",
    "record-breaking",
    "unequalled",
    "unmatched",
    "unparalleled",
    "unprecedented",
    "unrivaled",
    "unrivalled",
];

/// The greatest or least of their kind. Left out is what mostly says something else: `latest`, `closest`, `next`.
const GREATEST: &[&str] = &[
    "best",
    "biggest",
    "bloodiest",
    "busiest",
    "cheapest",
    "coldest",
    "costliest",
    "deadliest",
    "deepest",
    "driest",
    "earliest",
    "fastest",
    "fewest",
    "greatest",
    "heaviest",
    "highest",
    "hottest",
    "largest",
    "longest",
    "lowest",
    "newest",
    "oldest",
    "poorest",
    "richest",
    "shortest",
    "slowest",
    "smallest",
    "steepest",
    "strongest",
    "tallest",
    "toughest",
    "wealthiest",
    "weakest",
    "wettest",
    "widest",
    "worst",
    "youngest",
];

/// What is a record: `a record harvest`. The word alone may be a note of something.
const RECORDS: &[&str] = &[
    "amount", "crop", "crowd", "harvest", "heat", "high", "highs", "level", "levels", "loss",
    "losses", "low", "lows", "number", "numbers", "price", "prices", "profit", "profits",
    "rainfall", "sales", "sum", "time", "turnout",
];

/// Words after `first` that make a claim of it: the `first` of a list makes none.
const OF_ALL: &[&str] = &["ever", "known", "recorded", "time"];
/// The same anywhere behind it in the clause: `the first visit since 1983`.
const SINCE: &[&str] = &["ever", "history", "since"];
/// How far behind.
const REACH: usize = 8;

const DETERMINERS: &[&str] = &[
    "a", "an", "her", "his", "its", "my", "our", "the", "their", "whose", "your",
];
const NOBODY: &[&str] = &["no", "no-one", "nobody", "none", "not", "nothing"];

/// The longest piece that is shown.
const LONGEST: usize = 14;

impl Passage<'_> {
    pub(super) fn superlatives(&self) -> Vec<Spot> {
        let block = &self.facts.block;
        let mut found: Vec<Spot> = Vec::new();
        for clause in clauses(block.tokens(), block.sentences()) {
            let words: Vec<String> = clause
                .iter()
                .map(|token| token.text(block.text()).to_lowercase())
                .collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let hit = (0..clause.len()).find(|&at| {
                is_superlative(block.text(), &words, clause, at)
                    && meeting(&self.facts.timexes, clause[at].range, |timex| timex.range)
                        .next()
                        .is_none()
            });
            let Some(at) = hit else { continue };
            let whole = matches!(words[at], "never" | "ever" | "unprecedented");
            let start = match at.checked_sub(1) {
                _ if whole => 0,
                Some(before) if belongs_before(words[before], clause[before]) => before,
                _ => at,
            };
            let end = clause
                .len()
                .min(start.max(at.saturating_sub(LONGEST / 2)) + LONGEST);
            let range = TextRange::new(clause[start].range.start(), clause[end - 1].range.end());
            let word = block.slice(clause[at].range);
            let why = format!("“{word}” is wrong if there is a single other case.");
            found.push(self.spot(range, ClaimKind::Superlative, why));
        }
        found
    }
}

/// The pieces between marks, quotation marks and dashes.
fn clauses<'t>(tokens: &'t [Token], sentences: &[TextRange]) -> Vec<&'t [Token]> {
    let mut clauses = Vec::new();
    let mut sentences = sentences.iter().peekable();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        let mut opens = false;
        while sentences
            .next_if(|s| s.start() <= token.range.start())
            .is_some()
        {
            opens = true;
        }
        let parts = matches!(
            token.kind,
            TokenKind::Mark | TokenKind::Quote | TokenKind::Dash
        );
        if parts || opens {
            clauses.push(&tokens[start..at]);
            start = at + usize::from(parts);
        }
    }
    clauses.push(&tokens[start..]);
    clauses.retain(|clause| !clause.is_empty());
    clauses
}

fn belongs_before(word: &str, token: Token) -> bool {
    token.kind == TokenKind::Possessive || DETERMINERS.contains(&word)
}

/// Whether the word at `at` claims that there is no other case.
fn is_superlative(text: &str, words: &[&str], tokens: &[Token], at: usize) -> bool {
    let word = words[at];
    let next = words.get(at + 1).copied().unwrap_or_default();
    let is_word = |i: usize| tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word);
    let before = |n: usize| at.checked_sub(n).map_or("", |i| words[i]);
    let determined = at
        .checked_sub(1)
        .is_some_and(|i| belongs_before(words[i], tokens[i]));
    match word {
        _ if ALONE.contains(&word) => true,
        "first" => {
            let reach = at + 2..words.len().min(at + 2 + REACH);
            // `the first Russian to visit`, but not `the first visit to Asia`
            let does = |i: usize| {
                let verb = tokens.get(i + 1).filter(|t| t.kind == TokenKind::Word);
                let verb = verb.map_or("", |t| t.text(text));
                words[i] == "to"
                    && verb.starts_with(char::is_lowercase)
                    && !DETERMINERS.contains(&verb)
            };
            OF_ALL.contains(&next)
                || determined && reach.clone().any(|i| SINCE.contains(&words[i]) || does(i))
        }
        // No head of state has ever been there.
        "ever" => words[..at].iter().any(|w| NOBODY.contains(w)),
        "only" | "sole" => determined && !NOBODY.contains(&before(2)) && is_word(at + 1),
        "record" => RECORDS.contains(&next),
        "most" | "least" => {
            determined && is_word(at + 1) && !matches!(next, "of" | "part" | "people")
        }
        _ => GREATEST.contains(&word) && before(1) != "at",
    }
}
