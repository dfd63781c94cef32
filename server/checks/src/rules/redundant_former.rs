//! # redundant-former
//!
//! “The collapse of the former Soviet Union”: what collapsed was not former yet.
//!
//! ## Why it matters
//! It says that something ended which had ended before.
//!
//! ## How it decides
//! A word for an end or a beginning, `of the former`, and a name.
//!
//! ## What it leaves alone
//! Every other `former`: the republics of the former Soviet Union, the end of the former president’s term. Quotations.
//!
//! ## Example
//! “the collapse of the former Yugoslavia” → “the collapse of Yugoslavia”.

use article::BlockFacts;
use text::{TextRange, TokenKind};

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Place},
    passage::is_quoted,
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct RedundantFormer;

static RULE: Rule = Rule {
    id: "redundant-former",
    severity: Severity::Hint,
    fixes: Fixes::Maybe,
    source: include_str!("redundant_former.rs"),
};

/// What happens to a state while it is one.
const EVENTS: &[&str] = &[
    "collapse",
    "breakup",
    "break-up",
    "fall",
    "dissolution",
    "disintegration",
    "demise",
    "disbanding",
    "founding",
    "creation",
    "birth",
];

impl Check for RedundantFormer {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        let text = facts.block.text();
        for words in facts.block.tokens().windows(5) {
            let [event, of, the, former, name] = words else {
                continue;
            };
            let is = |token: &text::Token, word: &str| token.text(text) == word;
            if !is(former, "former") || !is(of, "of") || !is(the, "the") {
                continue;
            }
            let word = event.text(text).to_lowercase();
            if !EVENTS.contains(&word.as_str())
                || name.kind != TokenKind::Word
                || !name.text(text).starts_with(char::is_uppercase)
                || is_quoted(facts, former.range)
            {
                continue;
            }
            let message = format!("What is spoken of is its {word}: it was not former yet.");
            let place = |range| Place::new(facts.block.id(), range);
            let all = TextRange::new(event.range.start(), name.range.end());
            let mut finding = Finding::new(&RULE, place(all), message);
            // “The” goes with the Soviet Union, not with Yugoslavia: a person looks at it.
            let gone = TextRange::new(former.range.start(), name.range.start());
            let title = format!("{word} of the {}", name.text(text));
            finding
                .fixes
                .push(Fix::new(title, place(gone), "", Applicability::Maybe));
            found.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn what_collapsed_was_not_former() {
        check(
            "redundant-former",
            r#"
The two had met before the collapse of the former Soviet Union, officials in the capital said.
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ What is spoken of is its collapse: it was not former yet.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "redundant-former",
            "The states of the former Soviet Union met. The fall of the former president came late, the end of the former Soviet Union’s army later.",
        );
    }
}
