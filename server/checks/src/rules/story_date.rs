//! # story-date
//!
//! Two dates of one article that are more than a few days apart.
//!
//! ## Why it matters
//! Every “yesterday” and “next month” counts from the article’s date. An old story under a new date, as a reprint or a
//! page copied from the web, makes all of them wrong.
//!
//! ## How it decides
//! The line above the story, the end of the headline, the dateline, the front matter and the file’s name are read; a story may be printed up to three days after it was filed.
//!
//! ## What it leaves alone
//! Datelines without a year: they take the one that fits. Articles whose date the desk has set: then it is settled.
//!
//! ## Example
//! “January 27, 2022” above a story that starts “MOSCOW, April 23, 2019 (AP) —”.

use article::BlockFacts;
use dates::{How, calendar::days_between, format_date};

use crate::{
    engine::Sources,
    finding::{Finding, Location, Place, Related},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct StoryDate;

static RULE: Rule = Rule {
    id: "story-date",
    severity: Severity::Information,
    fixes: Fixes::None,
    source: include_str!("story_date.rs"),
};

impl Check for StoryDate {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, sources: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        let header = sources.article.header();
        let Some(own) = header.date.as_ref().filter(|d| d.how != How::Given) else {
            return;
        };
        let place = |evidence: usize| {
            let (block, range) = header.evidence.get(evidence).copied().flatten()?;
            Some(Place::new(block, range))
        };
        for other in own.alternatives.iter().filter(|a| a.contradicts) {
            let (here, there) = (place(other.evidence), place(own.evidence));
            let Some(at) = here.or(there).filter(|p| p.block == facts.block.id()) else {
                continue;
            };
            let days = days_between(own.date, other.date).unsigned_abs();
            let message = format!(
                "Two dates of this article are {days} days apart: {}, but {}.",
                own.why, other.why
            );
            let mut finding = Finding::new(&RULE, at, message);
            if let Some(there) = there.filter(|p| *p != at) {
                finding.related.push(Related {
                    location: Location::Here(there),
                    message: format!("Dates are counted from {}.", format_date(own.date)),
                });
            }
            found.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn an_old_story_under_a_new_date() {
        check(
            "story-date",
            r#"
//- story.txt
January 27, 2022

MOSCOW, April 23, 2019 (AP) - The president will meet the visitor soon, officials said Tuesday.
^^^^^^^^^^^^^^^^^^^^^^^^^^^ Two dates of this article are 1010 days apart: the line above the story says January 27, 2022, but the dateline says April 23, 2019.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "story-date",
            r#"
//- story.txt
June 10, 2000

MOSCOW, JUNE 9 (AP) - The president will meet the visitor soon, officials said Friday.
"#,
        );
    }
}
