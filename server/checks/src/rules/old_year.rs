//! # old-year
//!
//! Last year’s number in a date of this January or February.
//!
//! ## Why it matters
//! In the first weeks of a year hands still write the old one, and the date is a whole year off.
//!
//! ## How it decides
//! The article is of January or February; the date is written with the year before and would, with the article’s own
//! year, lie within two weeks of it.
//!
//! ## What it leaves alone
//! Quotations; dates with a weekday, which another rule checks; and sentences that look a year back (`a year ago`,
//! `last year`, `since`, `anniversary`).
//!
//! ## Example
//! “The court ruled on Jan. 3, 2001,” in an article of January 5, 2002 → “Jan. 3, 2002”.

use article::BlockFacts;
use dates::{Date, Expression, Written, calendar::days_between, format_date};

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Place},
    passage::{is_quoted, words_before, written},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct OldYear;

static RULE: Rule = Rule {
    id: "old-year",
    severity: Severity::Information,
    fixes: Fixes::Maybe,
    source: include_str!("old_year.rs"),
};

/// How far from the article's date, in days, the date would lie with the year put right.
const NEAR: i64 = 14;

impl Check for OldYear {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        let story = facts.context.and_then(|c| c.story);
        let Some(story) = story.filter(|s| s.month() <= 2) else {
            return;
        };
        for expression in &facts.reading.dates.expressions {
            let Some((year_at, meant)) = mistaken(&written(facts, expression), story) else {
                continue;
            };
            if is_quoted(facts, expression.range) || looks_back(facts, expression) {
                continue;
            }
            let block = facts.block.id();
            let message = format!(
                "This is a year before the article’s date, {}.",
                format_date(story)
            );
            let mut finding = Finding::new(&RULE, Place::new(block, expression.range), message);
            let (title, year) = (format_date(meant), meant.year().to_string());
            let place = Place::new(block, year_at);
            finding
                .fixes
                .push(Fix::new(title, place, year, Applicability::Maybe));
            found.push(finding);
        }
    }
}

/// Where the year stands, and the date with the article's own year, if that is near the article's date.
fn mistaken(written: &Written, story: Date) -> Option<(text::TextRange, Date)> {
    let ((year, year_at), (month, _), (day, _)) = (written.year?, written.month?, written.day?);
    if year != story.year() - 1 || written.weekday.is_some() {
        return None;
    }
    let meant = Date::new(story.year(), month, day).ok()?;
    // What lies in December was last year, and what is to come is planned, not remembered wrongly.
    ((0..=NEAR).contains(&days_between(meant, story))).then_some((year_at, meant))
}

fn looks_back(facts: &BlockFacts, expression: &Expression) -> bool {
    let Some(sentence) = facts.block.sentence_at(expression.range.start()) else {
        return true;
    };
    let words = facts.block.slice(sentence).to_lowercase();
    [
        "ago",
        "last year",
        "since",
        "anniversary",
        "until",
        "through",
        " from ",
        "born",
        "between",
        "year-old",
        "then",
    ]
    .iter()
    .any(|w| words.contains(w))
        || words_before(facts, expression.range.start())
            .take(3)
            .any(|w| w == "of" || w == "the")
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn the_old_year_in_january() {
        check(
            "old-year",
            r#"
//- 2002-01-05 story.txt
The court ruled on Jan. 3, 2001, that the plan may go on.
                   ^^^^^^^^^^^^ This is a year before the article’s date, January 5, 2002.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "old-year",
            r#"
//- 2002-01-05 a.txt
The court ruled on Jan. 3, 2002, and on Dec. 3, 2001. A year ago, on Jan. 3, 2001, it had not.
“I was there on Jan. 3, 2001,” he said. It was the law since Jan. 1, 2001.
//- 2002-08-05 b.txt
The court ruled on Aug. 3, 2001, that the plan may go on.
"#,
        );
    }
}
