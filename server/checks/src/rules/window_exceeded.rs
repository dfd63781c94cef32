//! # window-exceeded
//!
//! A date after the end of the stretch in which it is said to fall.
//!
//! ## Why it matters
//! The length of the stretch or the date is wrong.
//!
//! ## How it decides
//! `Over the next 10 days` ends ten days after the article’s date; a day named later in the same sentence must not lie
//! after that. A day in another sentence of the story is a question, as a hint: if both sentences share four words, one of
//! them no name, they may tell of the same. What will be `soon` is so within two months; it is compared with the dates next to it.
//!
//! On 71,761 press releases of senators and 2,257 other texts, all with their right dates, it never asks that
//! (2026-11-23).
//!
//! ## What it leaves alone
//! Quotations, months and years, and sentences that go on with another plan (`and then`, `after`, `later`, `until`).
//!
//! ## Example
//! “Over the next 10 days he will see three cities, the last on Aug. 30,” in an article of August 15.

use article::{BlockFacts, Variant, VariantSet};
use dates::{
    Amount, Expression, Form, Granularity, Unit,
    calendar::{add_days, days_between},
    format_date,
};

use rustc_hash::FxHashMap;
use text::{TextRange, TokenKind};

use crate::{
    engine::Sources,
    finding::{Finding, Location, Place, Related},
    passage::{is_quoted, same_sentence, words_after, words_before, words_between},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct WindowExceeded;

static RULE: Rule = Rule {
    id: "window-exceeded",
    severity: Severity::Information,
    fixes: Fixes::None,
    source: include_str!("window_exceeded.rs"),
};

/// Words after which something else is told.
const BREAKS: &[&str] = &[
    ";",
    "then",
    "after",
    "later",
    "until",
    "before",
    "but",
    "while",
    "when",
    "that",
    "which",
    "ahead",
    "by",
    "beginning",
    "starting",
    "from",
    "since",
    "deadline",
    "expire",
    "expires",
];

impl Check for WindowExceeded {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        let Some(story) = facts.context.and_then(|c| c.story) else {
            return;
        };
        let expressions = &facts.reading.dates.expressions;
        for (i, pair) in expressions.windows(2).enumerate() {
            let [window, day] = pair else { continue };
            let Some(days) = window_days(facts, window) else {
                continue;
            };
            let Some(timex) = facts.timexes.get(i + 1) else {
                continue;
            };
            let (Some((from, _)), Granularity::Day) = (timex.bounds, timex.granularity) else {
                continue;
            };
            let end = add_days(story, days);
            let broken = words_between(facts, window.range, day.range)
                .iter()
                .any(|w| BREAKS.contains(w));
            if from <= end
                || broken
                || day.written.day.is_none()
                || days_between(end, from) > 60
                || !same_sentence(facts, window.range, day.range)
                || is_quoted(facts, window.range)
            {
                continue;
            }
            let block = facts.block.id();
            let message = format!(
                "Counted from the article’s date this ends on {}, before {}.",
                format_date(end),
                format_date(from)
            );
            let mut finding = Finding::new(&RULE, Place::new(block, window.range), message);
            finding.related.push(Related {
                location: Location::Here(Place::new(block, day.range)),
                message: "The date that lies after it.".to_owned(),
            });
            found.push(finding);
        }
    }

    fn variants(&self, sources: &Sources<'_>, set: VariantSet, found: &mut Vec<Finding>) {
        if set != VariantSet::Ahead {
            return;
        }
        let all: Vec<(&BlockFacts, Variant)> = sources.article.variants_of(set).collect();
        for (at, (facts, near)) in all.iter().enumerate() {
            if near.form == article::NEAR {
                let reach = if is_soon(facts, near.range) {
                    1
                } else {
                    BESIDE
                };
                let beside = &all[at.saturating_sub(reach)..all.len().min(at + reach + 1)];
                found.extend(in_another_sentence(sources, (facts, near.range), beside));
            }
        }
    }
}

/// How many dates and words for what is to come, before a stretch and after it, are compared with it; `soon`, which says
/// less, with its neighbours alone.
const BESIDE: usize = 24;

/// What is `soon` is not further away than so many days.
const SOON: i64 = 60;

/// What is dated later than so many days after the end is another thing.
const FARTHEST: i64 = 60;

/// How far ahead `soon` is taken for another time’s: a page copied from an old one.
const FARTHEST_SOON: i64 = 300;

/// So many words tell that two sentences are about the same.
const SHARED: usize = 4;

/// A date in another sentence that may tell of what is said to be nearer here.
fn in_another_sentence(
    sources: &Sources<'_>,
    (facts, near): (&BlockFacts, TextRange),
    beside: &[(&BlockFacts, Variant)],
) -> Option<Finding> {
    let story = facts.context?.story?;
    let days = days_of(facts, near);
    let (end, last) = match days {
        Some(days) => (add_days(story, days), add_days(story, days + FARTHEST)),
        None if is_soon(facts, near) => (add_days(story, SOON), add_days(story, FARTHEST_SOON)),
        None => return None,
    };
    let start = sources.article.story_at(facts.block.id())?.start;
    let (other, range, day) = beside.iter().find_map(|(other, dated)| {
        let id = other.block.id();
        let here = id == facts.block.id() && same_sentence(facts, near, dated.range);
        if dated.form != article::DATED
            || here
            || sources.article.story_at(id)?.start != start
            || is_bound(other, dated.range)
        {
            return None;
        }
        let timex = other.timexes.iter().find(|t| t.range == dated.range)?;
        let (from, to) = timex.bounds?;
        // Two days that are named together are one stretch.
        let exceeds = match days {
            Some(_) => timex.granularity == Granularity::Day && to > end,
            None => from > end,
        };
        if !exceeds || from <= story || to > last {
            return None;
        }
        let there = content(other, dated.range)?;
        let same = share(&content(facts, near)?, &there)
            && (days.is_some() || promises(facts, near, &there));
        same.then_some((*other, dated.range, to))
    })?;
    let (here, there) = (
        Place::new(facts.block.id(), near),
        Place::new(other.block.id(), range),
    );
    let text = other.block.slice(range);
    let message = match days {
        Some(_) => format!(
            "Counted from the article’s date this ends on {}. Is it the same that is dated {}?",
            format_date(end),
            format_date(day)
        ),
        None => format!(
            "“{}” in an article of {}, but “{text}” in another sentence: is it the same, and is the article’s date right?",
            facts.block.slice(near),
            format_date(story)
        ),
    };
    let mut finding = Finding::new(&RULE, here, message);
    finding.severity = Severity::Hint;
    finding.related.push(Related {
        location: Location::Here(there),
        message: format!("“{text}” here."),
    });
    Some(finding)
}

/// The words of the sentence around a place that say what it is about, in lower case and without their endings, each with
/// whether it is written with a capital.
fn content(facts: &BlockFacts, at: TextRange) -> Option<FxHashMap<String, bool>> {
    let sentence = facts.block.sentence_at(at.start())?;
    let (text, tokens) = (facts.block.text(), facts.block.tokens());
    let from = tokens.partition_point(|t| t.range.start() < sentence.start());
    let to = tokens.partition_point(|t| t.range.start() < sentence.end());
    let words = tokens[from..to.max(from)].iter().filter_map(|token| {
        let word = token.text(text);
        let lower = word.to_lowercase();
        let tells = token.kind == TokenKind::Word
            && lower.len() > 3
            && !EMPTY.contains(&&*lower)
            && !facts
                .timexes
                .iter()
                .any(|t| t.range.contains_range(token.range));
        tells.then(|| (stem(&lower), word.starts_with(char::is_uppercase)))
    });
    Some(words.collect())
}

fn stem(word: &str) -> String {
    word.chars().take(STEM).collect()
}

/// So many letters of a word are the same in `Japan` and `Japanese`.
const STEM: usize = 5;

/// Words of four letters and more that say nothing of what a sentence is about.
const EMPTY: &[&str] = &[
    "about", "after", "also", "been", "before", "being", "during", "from", "have", "here", "into",
    "more", "most", "must", "near", "next", "other", "over", "said", "says", "should", "since",
    "some", "soon", "such", "than", "that", "their", "them", "then", "there", "these", "they",
    "this", "those", "through", "told", "under", "until", "were", "what", "when", "where", "which",
    "while", "will", "with", "within", "would", "your",
];

/// Whether two sentences share enough words, one of them at least no name in either.
fn share(a: &FxHashMap<String, bool>, b: &FxHashMap<String, bool>) -> bool {
    let shared = a
        .iter()
        .filter_map(|(word, name)| Some(*name || *b.get(word)?));
    let (mut all, mut plain) = (0, 0);
    for name in shared {
        all += 1;
        plain += usize::from(!name);
    }
    all >= SHARED && plain > 0
}

/// Whether what will be soon, `will soon pay a visit`, is among the words of another sentence.
fn promises(facts: &BlockFacts, soon: TextRange, there: &FxHashMap<String, bool>) -> bool {
    let mut promised = words_after(facts, soon.end()).take(PROMISED);
    promised.any(|word| word.len() > 3 && there.contains_key(&stem(&word.to_lowercase())))
}

/// How many words behind `soon` say what it will be.
const PROMISED: usize = 4;

/// `by Aug. 26`, `before Aug. 26`: when something ends.
fn is_bound(facts: &BlockFacts, date: TextRange) -> bool {
    let mut before = words_before(facts, date.start());
    before
        .next()
        .is_some_and(|word| BREAKS.contains(&&*word.to_lowercase()) || word == "through")
}

fn is_soon(facts: &BlockFacts, range: TextRange) -> bool {
    matches!(facts.block.slice(range), "soon" | "shortly")
}

/// The days of the expression at a place, if it says how many are to come.
fn days_of(facts: &BlockFacts, range: TextRange) -> Option<i64> {
    let mut expressions = facts.reading.dates.expressions.iter();
    window_days(facts, expressions.find(|e| e.range == range)?)
}

/// The days of `over the next 10 days`.
fn window_days(facts: &BlockFacts, expression: &Expression) -> Option<i64> {
    let Form::Duration {
        amount: Amount::Exact(n),
        unit,
        modifier: None,
    } = expression.form
    else {
        return None;
    };
    let days = match unit {
        Unit::Day => i64::from(n),
        // What is said of weeks is said of whole ones.
        Unit::Week => i64::from(n) * 7 + 6,
        _ => return None,
    };
    let text = facts.block.slice(expression.range);
    let led = words_before(facts, expression.range.start()).next()?;
    let within = matches!(
        led.to_ascii_lowercase().as_str(),
        "over" | "in" | "within" | "during"
    );
    (text.split_whitespace().any(|w| w == "next") && within).then_some(days)
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn a_day_after_the_end() {
        check(
            "window-exceeded",
            r#"
//- 2002-08-15 story.txt
Over the next 10 days he will see three cities, the last on Aug. 30, officials said.
     ^^^^^^^^^^^^^^^^ Counted from the article’s date this ends on August 25, 2002, before August 30, 2002.
"#,
        );
    }

    #[test]
    fn a_day_in_another_sentence() {
        check(
            "window-exceeded",
            r#"
//- 2002-08-15 a.txt
The ministers will hold talks with fishermen of the Danish port over the next 10 days, officials said.
                                                                     ^^^^^^^^^^^^^^^^ hint: Counted from the article’s date this ends on August 25, 2002. Is it the same that is dated August 29, 2002?
The gate is closed. After a pause the Danish fishermen and the ministers will hold a last round of talks on Aug. 29.
//- 2002-01-27 b.txt
The Danish minister will open the new harbor in Graz in May, officials in the capital said.
He “will soon visit the harbor” in Graz, a Danish official said, and the minister will stay.
         ^^^^ hint: “soon” in an article of January 27, 2002, but “May” in another sentence: is it the same, and is the article’s date right?
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "window-exceeded",
            r#"
//- 2002-08-15 a.txt
Over the next 10 days he will see three cities, the last on Aug. 24, officials said.
Over the next two weeks he will rest, and then he will travel on Sept. 30. He rested for 10 days and left on Sept. 3.
//- 2002-08-15 c.txt
The ministers will hold talks with fishermen of the Danish port over the next 10 days, officials said.
A Danish court will look at the case of a teacher on Aug. 29. The talks must end by Aug. 30, the ministers and Danish fishermen said.
Danish ministers will soon visit the port. The fishermen of the Danish port will hold their feast in December, said ministers.
//- b.txt
Over the next 10 days he will see three cities, the last on Aug. 30, officials said.
"#,
        );
    }
}
