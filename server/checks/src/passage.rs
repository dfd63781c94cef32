//! The words around a place: what rules ask of a block's tokens.

use article::{Article, BlockFacts, Quotation};
use dates::{Expression, Written};
use text::{Block, TextRange, TextSize, Token, TokenKind};

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

/// The tokens before `at`.
pub(crate) fn tokens_before(facts: &BlockFacts, at: TextSize) -> &[Token] {
    let tokens = facts.block.tokens();
    &tokens[..tokens.partition_point(|t| t.range.start() < at)]
}

/// The words and marks before `at`, the nearest first.
pub(crate) fn words_before(facts: &BlockFacts, at: TextSize) -> impl Iterator<Item = &str> {
    let tokens = tokens_before(facts, at).iter();
    tokens.rev().map(|t| t.text(facts.block.text()))
}

/// The written parts of a date, in the order in which the article writes day and month.
pub(crate) fn written(facts: &BlockFacts, expression: &Expression) -> Written {
    let order = facts.context.map(|context| context.order);
    expression.written.in_order(order.unwrap_or_default())
}

/// Whether a word may be part of a name: a capital, and none of the ordinary words that stand at a sentence’s start.
pub(crate) fn may_be_of_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && !names::lexicon::is_plain_word(word)
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

/// Whether an article has so few blocks that its text may still be unwritten.
pub(crate) fn is_short(article: &Article) -> bool {
    article.blocks().nth(3).is_none()
}

/// How the words of a quotation stand in a block.
pub(crate) enum Said {
    /// All of them, in their order.
    Whole,
    /// Most of them, in as many words, here.
    Nearly(TextRange),
}

/// Whether a block has the words of a quotation, between marks or not.
pub(crate) fn said_in(block: &Block, quotation: &Quotation) -> Option<Said> {
    let wanted: Vec<u32> = quotation.words.iter().map(|(word, _)| *word).collect();
    let tokens = block.tokens().iter();
    let words = tokens.filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number));
    let words: Vec<(u32, TextRange)> = words
        .map(|t| (article::hash_word(t.text(block.text())), t.range))
        .collect();
    let mut nearest: Option<(usize, TextRange)> = None;
    for window in words.windows(wanted.len().max(1)) {
        let same = window
            .iter()
            .zip(&wanted)
            .filter(|((a, _), b)| a == *b)
            .count();
        if same == wanted.len() {
            return Some(Said::Whole);
        }
        // Two words of three, and most of a longer one.
        let most = wanted.len() > 2 && same * 3 >= wanted.len() * 2;
        if most && nearest.is_none_or(|(best, _)| same > best) {
            let range = window.first()?.1.cover(window.last()?.1);
            nearest = Some((same, range));
        }
    }
    nearest.map(|(_, range)| Said::Nearly(range))
}
