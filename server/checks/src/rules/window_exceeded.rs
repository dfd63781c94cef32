//! # window-exceeded
//!
//! A date after the end of the stretch in which it is said to fall.
//!
//! ## Why it matters
//! The length of the stretch or the date is wrong.
//!
//! ## How it decides
//! `Over the next 10 days` ends ten days after the article’s date; a day named later in the same sentence must not lie
//! after that.
//!
//! ## What it leaves alone
//! Quotations, months and years, and sentences that go on with another plan (`and then`, `after`, `later`, `until`).
//!
//! ## Example
//! “Over the next 10 days he will see three cities, the last on Aug. 30,” in an article of August 15.

use article::BlockFacts;
use dates::{
    Amount, Expression, Form, Granularity, Unit,
    calendar::{add_days, days_between},
    format_date,
};

use crate::{
    engine::Sources,
    finding::{Finding, Location, Place, Related},
    passage::{is_quoted, same_sentence, words_before, words_between},
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
    fn leaves_alone() {
        check(
            "window-exceeded",
            r#"
//- 2002-08-15 a.txt
Over the next 10 days he will see three cities, the last on Aug. 24, officials said.
Over the next two weeks he will rest, and then he will travel on Sept. 30. He rested for 10 days and left on Sept. 3.
//- b.txt
Over the next 10 days he will see three cities, the last on Aug. 30, officials said.
"#,
        );
    }
}
