//! # tense-date
//!
//! Something that “was held” on a day still to come, or “will be held” on a day gone by.
//!
//! ## Why it matters
//! The date or the tense is left over from an earlier version of the story.
//!
//! ## How it decides
//! The verb stands right before the date: `was held on`, `will open on`. The day is compared with the article’s date; a
//! day without a year counts only within six weeks of it.
//!
//! ## What it leaves alone
//! Quotations, plans told in the past (`was scheduled for`, `was to`, `would`), and articles whose own date is only
//! inferred.
//!
//! ## Example
//! “The meeting will be held on Aug. 10,” in an article of August 15.

use article::BlockFacts;
use dates::{Date, Expression, Form, Granularity, Point, calendar::days_between, format_date};

use crate::{
    engine::Sources,
    finding::{Finding, Place},
    passage::{is_quoted, same_sentence, words_before},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct TenseDate;

static RULE: Rule = Rule {
    id: "tense-date",
    severity: Severity::Information,
    fixes: Fixes::None,
    source: include_str!("tense_date.rs"),
};

/// How far from the article's date, in days, a day without a year may lie.
const NEAR: i64 = 42;

/// How many words back from the date the verb may stand.
const REACH: usize = 6;

/// How many expressions before and after are asked for another year.
const NEIGHBOURS: usize = 4;

/// Words that tell a plan, whatever the tense.
const PLANS: &[&str] = &[
    "scheduled",
    "expected",
    "due",
    "planned",
    "supposed",
    "set",
    "slated",
    "to",
    "would",
    "until",
    "through",
    "by",
    "effective",
    "if",
    "should",
    "may",
    "might",
    "could",
    "postponed",
    "moved",
    "delayed",
    "extended",
    "rescheduled",
    "booked",
    "announced",
    "invited",
    "before",
    "after",
    "between",
    "than",
    "not",
    "dated",
    "expire",
    "expires",
    "deadline",
    "since",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tense {
    Past,
    Future,
}

impl Check for TenseDate {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, sources: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        let story = sources.article.story_at(facts.block.id());
        let Some(own) = story.and_then(|s| s.date.as_ref()) else {
            return;
        };
        if own.how == dates::How::Inferred {
            return;
        }
        for (expression, timex) in facts.reading.dates.expressions.iter().zip(&facts.timexes) {
            let Some((first, last)) = timex.bounds.filter(|_| is_written_day(expression)) else {
                continue;
            };
            let Some(tense) = tense_before(facts, expression) else {
                continue;
            };
            if is_quoted(facts, expression.range)
                || timex.granularity != Granularity::Day
                || another_year_is_told(facts, expression)
            {
                continue;
            }
            // The article may be of any of its dates.
            let all = [own.date]
                .into_iter()
                .chain(own.alternatives.iter().map(|a| a.date));
            let year_said = expression.written.year.is_some();
            let clashes = |date: Date| match tense {
                Tense::Past => {
                    days_between(date, first) > 0
                        && (year_said || days_between(date, first) <= NEAR)
                }
                Tense::Future => {
                    days_between(last, date) > 0 && (year_said || days_between(last, date) <= NEAR)
                }
            };
            if !all.into_iter().all(clashes) {
                continue;
            }
            let side = if tense == Tense::Past {
                "after"
            } else {
                "before"
            };
            let message = format!(
                "{} is {side} the article’s date, {}.",
                format_date(first),
                format_date(own.date)
            );
            found.push(Finding::new(
                &RULE,
                Place::new(facts.block.id(), expression.range),
                message,
            ));
        }
    }
}

/// `Aug. 15`, `Thursday, Aug. 15, 2002`
fn is_written_day(expression: &Expression) -> bool {
    let day = matches!(
        expression.form,
        Form::Date {
            point: Point::Date { .. },
            edge: None
        }
    );
    day && expression.written.day.is_some() && expression.written.month.is_some()
}

/// `In 1918 it was signed on November 11` is of that year.
fn another_year_is_told(facts: &BlockFacts, expression: &Expression) -> bool {
    let expressions = &facts.reading.dates.expressions;
    let at = expressions.partition_point(|e| e.range.start() < expression.range.start());
    let near = expressions[at.saturating_sub(NEIGHBOURS)..]
        .iter()
        .take(2 * NEIGHBOURS);
    near.filter(|e| e.range != expression.range)
        .any(|e| e.written.year.is_some() && same_sentence(facts, e.range, expression.range))
}

/// The tense of the verb that a date belongs to: `was held on`, `will open on`.
fn tense_before(facts: &BlockFacts, expression: &Expression) -> Option<Tense> {
    let mut words = words_before(facts, expression.range.start());
    if !matches!(words.next()?, "on") {
        return None;
    }
    let mut participle = false;
    for (n, word) in words.take(REACH).enumerate() {
        if PLANS.contains(&word) {
            return None;
        }
        match word {
            "was" | "were" => return participle.then_some(Tense::Past),
            "will" => return Some(Tense::Future),
            // Another verb's subject stands between.
            "we" | "they" | "he" | "she" | "it" | "those" | "I" | "you" => return None,
            "." | ";" | ":" | "," | "(" | ")" | "that" | "which" | "who" | "and" | "when" | "“"
            | "”" | "\"" => return None,
            _ => participle |= n == 0 && (word.ends_with("ed") || HELD.contains(&word)),
        }
    }
    None
}

/// Participles without `ed` that dates belong to.
const HELD: &[&str] = &[
    "held", "built", "found", "begun", "shot", "sworn", "made", "sent", "taken", "sold", "won",
    "met", "born", "hit", "struck", "put",
];

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn tense_and_day() {
        check(
            "tense-date",
            r#"
//- 2002-08-15 story.txt
The meeting will be held in the port on Aug. 10, officials said.
                                        ^^^^^^^ August 10, 2002 is before the article’s date, August 15, 2002.
The agreement was signed on Sept. 3, 2002, in the capital.
                            ^^^^^^^^^^^^^ September 3, 2002 is after the article’s date, August 15, 2002.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "tense-date",
            r#"
//- 2002-08-15 a.txt
The meeting will be held on Aug. 20, and the last one was held on Aug. 10 and signed on Dec. 24.
It was scheduled to be held on Sept. 3, 2002. It would be held on Aug. 10. “It will open on Aug. 10,” he said.
The law will have been in force on Jan. 3 for a year.
//- b.txt
The meeting will be held in the port on Aug. 10, 1950, officials said.
"#,
        );
    }
}
