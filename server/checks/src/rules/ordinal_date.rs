//! # ordinal-date
//!
//! A day of the month as an ordinal: “September 11th”.
//!
//! ## Why it matters
//! Nobody is misled. But a house writes its dates one way, and no house style that Copydesk knows writes this one.
//!
//! ## How it decides
//! The month stands before the day, and `st`, `nd`, `rd` or `th` behind it.
//!
//! ## What it leaves alone
//! Quotations; the day before the month (`the 4th of July`); days without a month (`the 11th`); holidays with a name of their
//! own (`July Fourth`).
//!
//! ## Example
//! “since September 11th” → “since September 11”.

use article::BlockFacts;
use text::{TextRange, TextSize};

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Place},
    passage::is_quoted,
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct OrdinalDate;

static RULE: Rule = Rule {
    id: "ordinal-date",
    severity: Severity::Hint,
    fixes: Fixes::Maybe,
    source: include_str!("ordinal_date.rs"),
};

impl Check for OrdinalDate {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        for expression in &facts.reading.dates.expressions {
            let written = &expression.written;
            let (Some((day, day_at)), Some((_, month_at))) = (written.day, written.month) else {
                continue;
            };
            let number = day.to_string();
            let digits = TextRange::at(day_at.start(), TextSize::of(number.as_str()));
            let rest = facts
                .block
                .text()
                .get(digits.end().into()..)
                .unwrap_or_default();
            let ending = rest
                .get(..2)
                .filter(|e| ENDINGS.contains(&e.to_lowercase().as_str()));
            if month_at.end() > day_at.start()
                || facts.block.slice(digits) != number
                || ending.is_none()
                || is_quoted(facts, expression.range)
            {
                continue;
            }
            let place = Place::new(
                facts.block.id(),
                TextRange::new(month_at.start(), digits.end() + TextSize::of("th")),
            );
            let right = facts
                .block
                .slice(TextRange::new(month_at.start(), digits.end()));
            let message = format!("House style writes “{right}”.");
            let mut finding = Finding::new(&RULE, place, message);
            finding
                .fixes
                .push(Fix::new(right, place, right, Applicability::Maybe));
            found.push(finding);
        }
    }
}

const ENDINGS: &[&str] = &["st", "nd", "rd", "th"];

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn a_day_as_an_ordinal() {
        check(
            "ordinal-date",
            r#"
The law was made after September 11th, 2001, and changed on Sept. 3rd of the same year, officials said.
                       ^^^^^^^^^^^^^^ House style writes “September 11”.
                                                            ^^^^^^^^^ House style writes “Sept. 3”.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "ordinal-date",
            "“It was on September 11th,” he said on the 4th of July. On the 11th, and on September 12, he left.",
        );
    }
}
