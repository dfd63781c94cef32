//! Which two quotations are no two wordings of one, whatever their words: another kind of text, another day, one speech.

use article::{BlockFacts, Quotation, QuoteRef};
use rustc_hash::FxHashSet;
use text::TextRange;

use crate::engine::Sources;

/// Whether it says itself that it is not the wording, by brackets or points; or is none, but the name of a law or a book,
/// or what stands before a quotation inside it: `"They say that it is "open" there"`.
pub(super) fn is_reworded(facts: &BlockFacts, quotation: &Quotation) -> bool {
    let text = facts.block.slice(quotation.range);
    let long = text.split_whitespace().filter(|word| word.len() >= 4);
    let (mut words, mut small) = (0, 0);
    for word in long {
        words += 1;
        small += usize::from(word.starts_with(char::is_lowercase));
    }
    let owns_to = ["[", "…", "..", ". ."];
    owns_to.iter().any(|mark| text.contains(mark))
        || small * 4 <= words
        || text.ends_with(char::is_whitespace)
}

/// Whether it is a question: an answer takes up its words.
pub(super) fn is_question(facts: &BlockFacts, quotation: &Quotation) -> bool {
    facts.block.slice(quotation.range).ends_with('?')
}

/// A quotation with where it stands.
pub(super) type Placed<'a> = (QuoteRef, &'a BlockFacts, &'a Quotation);

/// Whether one speech goes on from the first to the second, in the same paragraph or in the next ones: nobody misquotes
/// there, but says it of something else.
pub(super) fn goes_on(sources: &Sources<'_>, first: Placed<'_>, second: Placed<'_>) -> bool {
    let mut at = (first.0.block, first.0.index);
    let (mut facts, mut quotation) = (first.1, first.2);
    for _ in 0..PARAGRAPHS {
        let last = at.1 + 1 == facts.reading.quotations.len();
        if quotation.closed || !last {
            return false;
        }
        let next = sources.article.prose_after(at.0);
        let Some(next) = next.and_then(|block| sources.article.block(block)) else {
            return false;
        };
        at = (next.block.id(), 0);
        if at == (second.0.block, second.0.index) {
            return true;
        }
        let Some(first) = next.reading.quotations.first() else {
            return false;
        };
        (facts, quotation) = (next, first);
    }
    false
}

/// A speech is followed over so many paragraphs.
const PARAGRAPHS: usize = 12;

/// Whether two quotations are given to two days: `… (radio address, 2/8/03)` and `… (press conference, 2/6/03)`. What is
/// said twice is worded twice.
pub(super) fn on_two_days(a: Placed<'_>, b: Placed<'_>) -> bool {
    let (Some(a), Some(b)) = (day_behind(a.1, a.2), day_behind(b.1, b.2)) else {
        return false;
    };
    a != b
}

/// The words of the first date or weekday behind a quotation, in its sentence or in the brackets behind it.
fn day_behind<'a>(facts: &'a BlockFacts, quotation: &Quotation) -> Option<&'a str> {
    let end = quotation.marked.end();
    let expressions = facts.reading.dates.expressions.iter();
    let mut behind = expressions.filter(|e| e.range.start() >= end);
    let first = behind.find(|e| e.written.day.is_some() || e.written.weekday.is_some())?;
    let near = usize::from(first.range.start() - end) <= NEAR;
    let between = facts.block.slice(TextRange::new(end, first.range.start()));
    let another = between.contains(['“', '"', '.', '\n']);
    (near && !another).then(|| facts.block.slice(first.range))
}

/// So many bytes behind a quotation the day of it is named.
const NEAR: usize = 100;

/// Whether one of the two wordings is said again and again, as of each project in a list.
pub(super) fn is_formula(sources: &Sources<'_>, ours: &Quotation, theirs: &Quotation) -> bool {
    let said = |quotation: &Quotation| {
        let words = || quotation.words.iter().map(|(word, _)| *word);
        let run = quotation.shingles().next();
        let like = run
            .into_iter()
            .flat_map(|run| sources.article.quotes_with(run));
        // It may begin with one run several times.
        let like: FxHashSet<QuoteRef> = like.take(OFTEN * 4).collect();
        let same = like.into_iter().filter(|other| {
            let other = sources.article.quotation(*other);
            other.is_some_and(|(_, other)| other.words.iter().map(|(w, _)| *w).eq(words()))
        });
        same.count()
    };
    said(ours).max(said(theirs)) >= OFTEN
}

/// What is said so often in the same words is a formula.
const OFTEN: usize = 3;
