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

/// The token before a range.
pub(crate) fn token_before(facts: &BlockFacts, range: TextRange) -> Option<&Token> {
    let tokens = facts.block.tokens();
    let at = tokens.partition_point(|t| t.range.start() < range.start());
    tokens.get(at.checked_sub(1)?)
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

/// How many words before and after a name are searched for a relative.
const RELATIVE_REACH: usize = 12;

/// Whether a word for a relative or for a couple stands near a name.
pub(crate) fn is_relative_near(facts: &BlockFacts, name: TextRange) -> bool {
    let tokens = facts.block.tokens();
    let from = tokens.partition_point(|t| t.range.start() < name.start());
    let to = tokens.partition_point(|t| t.range.start() < name.end());
    let near = from.saturating_sub(RELATIVE_REACH)..tokens.len().min(to + RELATIVE_REACH);
    tokens[near].iter().any(|t| {
        let word = t.text(facts.block.text()).trim_end_matches('.');
        RELATIVES.iter().any(|r| r.eq_ignore_ascii_case(word))
    })
}

const RELATIVES: &[&str] = &[
    "wife",
    "husband",
    "widow",
    "widower",
    "spouse",
    "couple",
    "married",
    "bride",
    "groom",
    "brother",
    "brothers",
    "sister",
    "sisters",
    "sibling",
    "siblings",
    "twin",
    "twins",
    "son",
    "sons",
    "daughter",
    "daughters",
    "father",
    "mother",
    "dad",
    "mom",
    "mum",
    "parent",
    "parents",
    "child",
    "children",
    "uncle",
    "aunt",
    "cousin",
    "cousins",
    "nephew",
    "niece",
    "grandfather",
    "grandmother",
    "grandson",
    "granddaughter",
    "grandparents",
    "family",
    "families",
    "in-law",
    "father-in-law",
    "mother-in-law",
    "son-in-law",
    "daughter-in-law",
    "brother-in-law",
    "sister-in-law",
    "stepfather",
    "stepmother",
    "stepson",
    "ex-wife",
    "ex-husband",
    "fiancé",
    "fiancée",
    "relative",
    "relatives",
    "Jr",
    "Sr",
    "elder",
    "younger",
    "namesake",
    "Messrs",
    "née",
    "nee",
    "partner",
    "survived",
];
