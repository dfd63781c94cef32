//! # impossible-date
//!
//! A day that its month does not have.
//!
//! ## Why it matters
//! Day or month is mistyped, and nobody can tell which from the article.
//!
//! ## How it decides
//! By the calendar. February 29 without a year is taken to be in the year nearest to the article's own date that the
//! words allow; it is wrong only if no year near has it.
//!
//! ## What it leaves alone
//! February 29 without a year, where the article's date is not known; a number and a month with a wide gap between them,
//! as “30” at the end of a press release beside the list of the month's.
//!
//! ## Example
//! “February 30, 2001”; “June 31”.

use article::BlockFacts;
use dates::calendar::{month_end, month_name};

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Place},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct ImpossibleDate;

static RULE: Rule = Rule {
    id: "impossible-date",
    severity: Severity::Warning,
    fixes: Fixes::Maybe,
    source: include_str!("impossible_date.rs"),
};

/// A leap year, for dates whose year is not known.
const SOME_LEAP_YEAR: i16 = 2000;

impl Check for ImpossibleDate {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        let story = facts.context.and_then(|c| c.story);
        for expression in &facts.reading.dates.expressions {
            let written = &expression.written;
            let (Some((day, day_at)), Some((month, _))) = (written.day, written.month) else {
                continue;
            };
            let years = match (written.year, story) {
                (Some((year, _)), _) => vec![year],
                (None, Some(story)) => vec![story.year() - 1, story.year(), story.year() + 1],
                (None, None) => vec![SOME_LEAP_YEAR],
            };
            let Some(last) = years
                .iter()
                .filter_map(|y| month_end(*y, month))
                .map(|d| d.day())
                .max()
            else {
                continue;
            };
            if day <= last {
                continue;
            }
            let month = month_name(month);
            let message = match written.year {
                Some((year, _)) if day == 29 => {
                    format!("{year} was no leap year: its February had 28 days.")
                }
                _ => format!("{month} has {last} days."),
            };
            let mut finding = Finding::new(
                &RULE,
                Place::new(facts.block.id(), expression.range),
                message,
            );
            let place = Place::new(facts.block.id(), day_at);
            finding.fixes.push(Fix::new(
                format!("{month} {last}"),
                place,
                last.to_string(),
                Applicability::Maybe,
            ));
            found.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn days_that_no_month_has() {
        check(
            "impossible-date",
            r#"
//- 2002-08-15 story.txt
The treaty was signed on February 30, 2001, and came into force on June 31.
                         ^^^^^^^^^^^^^^^^^ February has 28 days.
                                                                   ^^^^^^^ June has 30 days.
"#,
        );
        check(
            "impossible-date",
            r#"
They met on February 29, 2002, in the capital of the country.
            ^^^^^^^^^^^^^^^^^ 2002 was no leap year: its February had 28 days.
"#,
        );
    }

    #[test]
    fn numbers_that_are_no_day_of_any_month() {
        check(
            "impossible-date",
            r#"
The treaty was signed on May 32, 2005, in the capital of the country.
                         ^^^^^^^^^^^^ May has 31 days.
The club was founded on May 32, 1778, in the capital of the country.
                        ^^^^^^^^^^^^ May has 31 days.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "impossible-date",
            "They met on February 29, 2000, and on June 30 and on February 29 of another year.",
        );
        check(
            "impossible-date",
            "The town gets a new road, she said.      30             February 2005 News Archive",
        );
    }
}
