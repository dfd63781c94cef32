//! # quote-direction
//!
//! A closing quotation mark where one opens.
//!
//! ## Why it matters
//! It prints upside down, and it hides where a quotation begins.
//!
//! ## How it decides
//! A ” that opens a quotation: in a paragraph without any “ the marks pair by turns.
//!
//! ## What it leaves alone
//! Straight marks, and the languages in which ” opens, where it closes too.
//!
//! ## Example
//! ”in late August” → “in late August”.

use article::BlockFacts;
use text::{TextRange, TextSize};

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Place},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct QuoteDirection;

static RULE: Rule = Rule {
    id: "quote-direction",
    severity: Severity::Hint,
    fixes: Fixes::Safe,
    source: include_str!("quote_direction.rs"),
};

impl Check for QuoteDirection {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        for quotation in &facts.reading.quotations {
            let opening = TextRange::at(quotation.marked.start(), TextSize::of('”'));
            if facts
                .block
                .text()
                .get(std::ops::Range::<usize>::from(opening))
                != Some("”")
            {
                continue;
            }
            let id = facts.block.id();
            let message = "This quotation opens with a closing mark.".to_owned();
            let mut finding = Finding::new(&RULE, Place::new(id, quotation.marked), message);
            finding.fixes.push(Fix::new(
                "“",
                Place::new(id, opening),
                "“",
                Applicability::Safe,
            ));
            found.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn a_closing_mark_opens() {
        check(
            "quote-direction",
            r#"
The agency said he would come ”in late August”, and ”soon” at that.
                              ^^^^^^^^^^^^^^^^ This quotation opens with a closing mark.
                                                    ^^^^^^ This quotation opens with a closing mark.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "quote-direction",
            "The agency said “in late August” and \"soon\", and the workers’ party agreed.",
        );
    }
}
