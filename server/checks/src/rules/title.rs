//! # title
//!
//! One person with two offices: “Sen. Roe” twice, “Gov. Roe” once.
//!
//! ## Why it matters
//! The reader takes the two for two people, or takes the wrong one for the office.
//!
//! ## How it decides
//! Every mention that an office stands before is counted. An office that stands once, beside another that stands twice or
//! more before the same person, is taken for a slip.
//!
//! It is a hint: `President Kennedy` and `Senator Kennedy` may be two.
//!
//! ## What it leaves alone
//! `Former`, `then`, `acting`, `-elect` and the like before an office; offices that one person holds together; ranks and
//! honorifics; surnames that two people in the article share; quotations.
//!
//! ## Example
//! “Sen. Jane Roe … Sen. Roe … Gov. Roe said” → “Sen. Roe said”.

use article::{MentionRef, Name};

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related, times},
    people::bearers,
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct Title;

static RULE: Rule = Rule {
    id: "title",
    severity: Severity::Hint,
    fixes: Fixes::Maybe,
    source: include_str!("title.rs"),
};

/// Offices of which one person has one at a time, each with its short form.
const OFFICES: &[&[&str]] = &[
    &["senator", "sen", "sens", "senators"],
    &[
        "representative",
        "rep",
        "reps",
        "representatives",
        "congressman",
        "congresswoman",
    ],
    &["governor", "gov", "govs", "governors"],
    &["president", "pres"],
    &["prime minister", "premier"],
    &["judge"],
    &["justice", "chief justice"],
    &["mayor"],
    &["foreign minister"],
    &["defense minister", "defence minister"],
    &["chancellor"],
    &["king"],
    &["queen"],
    &["prince"],
    &["princess"],
    &["pope"],
    &["attorney general"],
    &["vice president"],
];

/// How often the other office must stand.
const ENOUGH: usize = 2;

impl Check for Title {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn name(&self, _: &Sources<'_>, name: &Name, found: &mut Vec<Finding>) {
        // Two bearers of one surname may hold an office each.
        if bearers(name).len() > 1 {
            return;
        }
        let held: Vec<Held<'_>> = name.mentions.iter().filter_map(Held::of).collect();
        let count = |office: usize| held.iter().filter(|h| h.office == office).count();
        let counts: Vec<usize> = (0..OFFICES.len()).map(count).collect();
        let Some(most) = held.iter().max_by_key(|h| counts[h.office]) else {
            return;
        };
        let often = counts[most.office];
        let others = held.iter().filter(|h| h.office != most.office);
        for one in others.filter(|h| often >= ENOUGH && counts[h.office] == 1 && h.counts()) {
            let (right, wrong) = (most.title.text.as_str(), &one.title.text);
            let message = format!(
                "“{right} {}” stands {} in this article, “{wrong}” once.",
                one.mention.candidate.text,
                times(often)
            );
            let place = Place::new(one.mention.block, one.title.range);
            let mut finding = Finding::new(&RULE, place, message);
            finding.related.push(Related {
                location: Location::Here(Place::new(most.mention.block, most.title.range)),
                message: format!("“{right}” here."),
            });
            finding
                .fixes
                .push(Fix::new(right, place, right, Applicability::Maybe));
            found.push(finding);
        }
    }
}

/// An office before a mention.
struct Held<'n> {
    mention: &'n MentionRef,
    title: &'n names::Title,
    /// Index into [`OFFICES`].
    office: usize,
}

impl<'n> Held<'n> {
    fn of(mention: &'n MentionRef) -> Option<Self> {
        let title = mention.candidate.title.as_ref()?;
        let plain = title.text.trim_end_matches('.').to_lowercase();
        let is_form = |forms: &&[&str]| forms.contains(&plain.as_str());
        let office = OFFICES.iter().position(is_form)?;
        Some(Self {
            mention,
            title,
            office,
        })
    }

    /// Whether it is said to be held when the story tells of it, and by the person that the story is of.
    fn counts(&self) -> bool {
        let candidate = &self.mention.candidate;
        !self.title.of_another_time && !candidate.relative_near && !candidate.quoted
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn another_office() {
        check(
            "title",
            r#"
Sen. Jane Keller spoke to reporters in the capital on Monday, he said.
Sen. Keller was pleased, officials there said. Later Gov. Keller left for home.
                                                     ^^^^ “Sen. Keller” stands twice in this article, “Gov.” once.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "title",
            r#"
Sen. Jane Keller, who was then Gov. Keller, spoke. Sen. Keller left, and Senator Keller came back.

Sen. John Weber met Gov. Paul Weber; Sen. Weber left. Sen. Anna Huber met Sen. Huber, former Gov. Huber.
"#,
        );
    }
}
