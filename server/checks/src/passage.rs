//! The words around a place: what rules ask of a block's tokens.

use article::BlockFacts;
use text::{TextRange, TextSize, Token};

/// The tokens between two ranges.
pub(crate) fn tokens_between(facts: &BlockFacts, a: TextRange, b: TextRange) -> &[Token] {
    let tokens = facts.block.tokens();
    let from = tokens.partition_point(|t| t.range.start() < a.end());
    let to = tokens.partition_point(|t| t.range.start() < b.start());
    &tokens[from..to.max(from)]
}

/// How many words and marks stand between two ranges, whichever comes first.
pub(crate) fn words_apart(facts: &BlockFacts, a: TextRange, b: TextRange) -> usize {
    let (first, last) = if a.start() < b.start() {
        (a, b)
    } else {
        (b, a)
    };
    tokens_between(facts, first, last).len()
}

/// The words and marks between two ranges.
pub(crate) fn words_between(facts: &BlockFacts, a: TextRange, b: TextRange) -> Vec<&str> {
    let between = tokens_between(facts, a, b).iter();
    between.map(|t| t.text(facts.block.text())).collect()
}

/// The words and marks before `at`, the nearest first.
pub(crate) fn words_before(facts: &BlockFacts, at: TextSize) -> impl Iterator<Item = &str> {
    let tokens = facts.block.tokens();
    let end = tokens.partition_point(|t| t.range.start() < at);
    tokens[..end]
        .iter()
        .rev()
        .map(|t| t.text(facts.block.text()))
}

/// Whether a range stands in a quotation: what somebody said is not the article's to correct.
pub(crate) fn is_quoted(facts: &BlockFacts, range: TextRange) -> bool {
    let quotations = &facts.reading.quotations;
    let before = quotations.partition_point(|q| q.marked.start() <= range.start());
    let last = before.checked_sub(1).and_then(|i| quotations.get(i));
    last.is_some_and(|q| q.marked.contains_range(range))
}

/// Whether two ranges stand in one sentence.
pub(crate) fn same_sentence(facts: &BlockFacts, a: TextRange, b: TextRange) -> bool {
    let sentence = facts.block.sentence_at(a.start());
    sentence.is_some_and(|s| s.contains_range(a) && s.contains_range(b))
}

/// The words and marks after `at`.
pub(crate) fn words_after(facts: &BlockFacts, at: TextSize) -> impl Iterator<Item = &str> {
    let tokens = facts.block.tokens();
    let start = tokens.partition_point(|t| t.range.start() < at);
    tokens[start..].iter().map(|t| t.text(facts.block.text()))
}

/// The word or mark after `at`.
pub(crate) fn word_after(facts: &BlockFacts, at: TextSize) -> Option<&str> {
    words_after(facts, at).next()
}

/// Whether a name is written in one piece. Where a mark was lost on the way, two names stand with a wide gap between them:
/// `Senator Schumer  Mayor Driscoll`. After an initial the mark alone is lost: `Edward M  Kennedy`.
pub(crate) fn is_one_piece(facts: &BlockFacts, range: TextRange) -> bool {
    let text = facts.block.slice(range);
    let mut before = 0;
    let mut rest = text;
    while let Some(gap) = rest.find(char::is_whitespace) {
        let word = &rest[..gap];
        let after = rest[gap..].trim_start();
        let width = rest.len() - gap - after.len();
        if width > 1 && word.trim_end_matches('.').len() > 1 {
            return false;
        }
        before += 1;
        rest = after;
    }
    before < 4
}
