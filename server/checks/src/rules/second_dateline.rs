//! # second-dateline
//!
//! A second dateline in the middle of a file: two agencies' stories pasted together.
//!
//! ## Why it matters
//! “Wednesday” and “next month” count from another day in the second story, the same facts stand twice, and the two
//! may contradict each other.
//!
//! ## How it decides
//! A paragraph that opens like an agency's story does (`BEIJING (Kyodo) —`), after another one did or after the story
//! has begun. Dates below it are counted from its own date, if it has one.
//!
//! ## What it leaves alone
//! The first dateline of a file.
//!
//! ## Example
//! “BEIJING (Kyodo) — …” in the tenth paragraph of a story from Seoul.

use article::BlockFacts;

use crate::{
    engine::Sources,
    finding::{Finding, Location, Place, Related},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct SecondDateline;

static RULE: Rule = Rule {
    id: "second-dateline",
    severity: Severity::Information,
    fixes: Fixes::None,
    source: include_str!("second_dateline.rs"),
};

impl Check for SecondDateline {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, sources: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        let id = facts.block.id();
        let Some(dateline) = &facts.reading.dateline else {
            return;
        };
        if !sources
            .article
            .stories()
            .iter()
            .skip(1)
            .any(|s| s.start == id)
        {
            return;
        }
        let message =
            "A second story starts here: dates below count from its own dateline.".to_owned();
        let mut finding = Finding::new(&RULE, Place::new(id, dateline.range), message);
        finding.related.extend(
            sources
                .article
                .header()
                .dateline
                .map(|(first, at)| Related {
                    location: Location::Here(Place::new(first, at)),
                    message: "The first dateline.".to_owned(),
                }),
        );
        found.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn two_stories_in_one_file() {
        check(
            "second-dateline",
            r#"
Leaders ready to meet at an early date

AFP, Seoul :
The Russian president is ready to meet, state media reported Wednesday.
BEIJING (Kyodo) — The leader has been asked again to hold a summit meeting.
^^^^^^^^^^^^^^^ A second story starts here: dates below count from its own dateline.
"#,
        );
    }

    #[test]
    fn one_story() {
        check(
            "second-dateline",
            r#"
MOSCOW, JUNE 9 (AP) - The president will visit the country, officials said Friday.
UN (United Nations) officials said they would follow.
"#,
        );
    }
}
