//! # duration-range
//!
//! A number of days or years beside a range that is not so long.
//!
//! ## Why it matters
//! The number or one of the two ends is wrong.
//!
//! ## How it decides
//! The days from the first to the last are counted with both ends and without; a week may be its five working days.
//! Years are counted the same way. The rule speaks if none of these is the number written.
//!
//! ## What it leaves alone
//! A length and a range with other words between them than a short name for what lasted, rounded lengths (`about`,
//! `nearly`), and months.
//!
//! ## Example
//! “the five-day talks from Aug. 12 to 14” → three days.

use article::BlockFacts;
use dates::{
    Amount, Expression, Form, Granularity, Span, SpanKind, Timex, Unit, calendar::days_between,
};
use text::TextRange;

use crate::{
    engine::Sources,
    finding::{Finding, Location, Place, Related},
    passage::{is_quoted, same_sentence, words_before, words_between},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct DurationRange;

static RULE: Rule = Rule {
    id: "duration-range",
    severity: Severity::Information,
    fixes: Fixes::None,
    source: include_str!("duration_range.rs"),
};

/// How many words may name what lasted: `a five-day visit to the north from ...`.
const REACH: usize = 6;

impl Check for DurationRange {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        let dates = &facts.reading.dates;
        for span in dates.spans.iter().filter(|s| s.kind == SpanKind::Range) {
            let Some((length, unit, at)) = length_before(facts, span) else {
                continue;
            };
            let (Some(from), Some(to)) = (facts.timexes.get(span.from), facts.timexes.get(span.to))
            else {
                continue;
            };
            let Some(counted) = counted(from, to, unit) else {
                continue;
            };
            if counted.fits(length) {
                continue;
            }
            let block = facts.block.id();
            let mut finding =
                Finding::new(&RULE, Place::new(block, at), counted.message(facts, span));
            finding.related.push(Related {
                location: Location::Here(Place::new(block, span.range)),
                message: "From here to there.".to_owned(),
            });
            found.push(finding);
        }
    }
}

/// The length that a range is said to have: how many of what unit.
fn length_before(facts: &BlockFacts, span: &Span) -> Option<(u32, Unit, TextRange)> {
    let index = span.from.checked_sub(1)?;
    let before: &Expression = facts.reading.dates.expressions.get(index)?;
    let Form::Duration {
        amount: Amount::Exact(length),
        unit,
        modifier: None,
    } = before.form
    else {
        return None;
    };
    let between = words_between(facts, before.range, span.range);
    // `60 days from May 20` counts from there; `10-year periods between` are several.
    let joined = (1..=REACH).contains(&between.len())
        && between != ["from"]
        && !between.iter().any(|w| w.ends_with("periods"))
        && matches!(between.last(), Some(&("from" | "(" | "," | "of")))
        && !between.iter().any(|w| BREAKS.contains(w))
        && same_sentence(facts, before.range, span.range);
    let rounded = words_before(facts, before.range.start())
        .take(2)
        .any(|w| ROUNDED.contains(&w));
    (joined && !rounded && !is_quoted(facts, before.range)).then_some((length, unit, before.range))
}

/// Words after which the range is another’s.
const BREAKS: &[&str] = &[
    ";",
    ".",
    "after",
    "before",
    "since",
    "ago",
    "later",
    "earlier",
    "and",
    "or",
    "but",
    "that",
    "which",
    "than",
    "with",
    "within",
    "notice",
    "delay",
    "extension",
    "extended",
    "increase",
    "rose",
    "fell",
    "grew",
    "down",
    "up",
    "during",
    "old",
    "sentence",
    "term",
    "plan",
    "history",
    "contract",
];

const ROUNDED: &[&str] = &[
    "about",
    "around",
    "nearly",
    "almost",
    "over",
    "than",
    "some",
    "roughly",
    "least",
    "most",
    "next",
    "last",
    "past",
    "first",
    "final",
    "additional",
    "other",
    "previous",
];

/// The stretch between two ends, in days or years.
struct Counted {
    /// Without the last one.
    without: i64,
    unit: Unit,
}

fn counted(from: &Timex, to: &Timex, unit: Unit) -> Option<Counted> {
    let ((first, _), (last, _)) = (from.bounds?, to.bounds?);
    let both = |granularity| from.granularity == granularity && to.granularity == granularity;
    let without = match unit {
        Unit::Day | Unit::Week if both(Granularity::Day) => days_between(first, last),
        Unit::Year if both(Granularity::Year) => i64::from(last.year()) - i64::from(first.year()),
        _ => return None,
    };
    (without > 0).then_some(Counted { without, unit })
}

impl Counted {
    fn fits(&self, length: u32) -> bool {
        let length = i64::from(length);
        match self.unit {
            // Monday of the first to Friday of the last week, or the same weekday again.
            Unit::Week => (length * 7 - 3..=length * 7).contains(&self.without),
            _ => (self.without..=self.without + 1).contains(&length),
        }
    }

    fn message(&self, facts: &BlockFacts, span: &Span) -> String {
        let range = facts.block.slice(span.range);
        let range = range.split_whitespace().collect::<Vec<_>>().join(" ");
        let unit = if self.unit == Unit::Year {
            "years"
        } else {
            "days"
        };
        let n = self.without;
        format!("“{range}” is {} {unit}, or {n} without the last.", n + 1)
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn another_length() {
        check(
            "duration-range",
            r#"
//- 2002-08-18 story.txt
Officials held five-day talks from Aug. 12 to 14, the ministry said.
               ^^^^^^^^ “Aug. 12 to 14” is 3 days, or 2 without the last.
The five-year war (1950-53) ended in a truce, the ministry said.
    ^^^^^^^^^ “1950-53” is 4 years, or 3 without the last.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "duration-range",
            r#"
//- 2002-08-18 story.txt
Officials held three-day talks from Aug. 12 to 14 and two-day talks from Aug. 16 to 18.
The three-year war (1950-53) ended in a truce after a two-week meeting from Aug. 5 to Aug. 16.
It took about ten days, from Aug. 12 to 14. The 24-day trip ended two days before Aug. 12 to 14.
“We met for nine days, from Aug. 12 to 14,” he said.
"#,
        );
    }
}
