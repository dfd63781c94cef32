//! # inferred-date
//!
//! An article that does not say its date, where one follows from its text.
//!
//! ## Why it matters
//! Every “yesterday” and “next month” counts from the article’s date. One that was worked out should be looked at by
//! somebody who can know.
//!
//! ## How it decides
//! An anniversary has a number, and its event a day: one that the text names, or one that is called by name (`the fall of
//! the Berlin Wall`). If that day of that year is the only weekday of which the text speaks, and no later year stands in the
//! text, it is the article’s date.
//!
//! Of 71,761 press releases of senators read without their dates (2026-11-23), three were dated so: to the day, a day off and
//! three days off.
//!
//! ## What it leaves alone
//! Articles with a date above the story, in the dateline, in the front matter or in the file’s name, and those whose date
//! the desk has set: write it down in any of these places, and nothing is said any more.
//!
//! ## Example
//! “Monday’s 20th anniversary of the fall of the Berlin Wall”, with no date anywhere → November 9, 2009.

use article::BlockFacts;
use dates::{How, format_date};

use crate::{
    engine::Sources,
    finding::{Finding, Place},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct InferredDate;

static RULE: Rule = Rule {
    id: "inferred-date",
    severity: Severity::Hint,
    fixes: Fixes::None,
    source: include_str!("inferred_date.rs"),
};

impl Check for InferredDate {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, sources: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        let header = sources.article.header();
        let Some(date) = header.date.as_ref().filter(|d| d.how == How::Inferred) else {
            return;
        };
        // A file’s name stands in no block.
        let evidence = header.evidence.get(date.evidence).copied().flatten();
        let Some((block, range)) = evidence.filter(|(block, _)| *block == facts.block.id()) else {
            return;
        };
        let message = format!(
            "No date stands with this article. Dates are counted from {}: {}.",
            format_date(date.date),
            date.why
        );
        found.push(Finding::new(&RULE, Place::new(block, range), message));
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn from_an_anniversary() {
        check(
            "inferred-date",
            r#"
Thousands came to the gate in the evening, the mayor of the city said on Monday.
They marked the 20th anniversary of the fall of the Berlin Wall with candles and songs.
                ^^^^^^^^^^^^^^^^ No date stands with this article. Dates are counted from November 9, 2009: November 9, 2009 was a Monday and the anniversary number 20 of 1989.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "inferred-date",
            r#"
//- 2009-11-09 a.txt
They marked the 20th anniversary of the fall of the Berlin Wall with candles, he said on Monday.
//- b.txt
They marked the 20th anniversary of the fall of the Berlin Wall with candles, he said on Tuesday.
//- c.txt
They marked the 20th anniversary of the fall of the wall with candles, he said on Monday.
//- d.txt
They marked the 20th anniversary of the fall of the Berlin Wall, and will again in 2014, he said on Monday.
"#,
        );
    }
}
