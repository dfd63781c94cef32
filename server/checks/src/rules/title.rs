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
use text::TextRange;

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related, times},
    passage::{is_relative_near, token_before, words_before},
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

/// Words before an office that say it is not held now, or not yet.
const ANOTHER_TIME: &[&str] = &[
    "former",
    "then",
    "ex",
    "late",
    "acting",
    "future",
    "onetime",
    "one-time",
    "elect",
    "designate",
    "was",
    "became",
    "as",
    "become",
    "elected",
    "old",
    "ousted",
    "deposed",
    "retired",
    "state",
    "deputy",
];

/// Words that belong to the office after them.
const FIRST_WORDS: &[&str] = &[
    "Prime",
    "Foreign",
    "Defense",
    "Defence",
    "Vice",
    "Attorney",
    "Chief",
    "Deputy",
    "Interior",
    "Finance",
    "Secretary",
    "Justice",
];

/// How often the other office must stand.
const ENOUGH: usize = 2;

impl Check for Title {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn name(&self, sources: &Sources<'_>, name: &Name, found: &mut Vec<Finding>) {
        // Two bearers of one surname may hold an office each.
        if bearers(name).len() > 1 {
            return;
        }
        let held: Vec<Held<'_>> = name
            .mentions
            .iter()
            .filter_map(|m| Held::of(sources, m))
            .collect();
        let count = |office: usize| held.iter().filter(|h| h.office == office).count();
        let Some(most) = held.iter().max_by_key(|h| count(h.office)) else {
            return;
        };
        if count(most.office) < ENOUGH {
            return;
        }
        for one in held.iter().filter(|h| h.office != most.office) {
            if count(one.office) > 1 || !one.is_now(sources) || one.mention.candidate.quoted {
                continue;
            }
            let (block, text) = (one.mention.block, &one.mention.candidate.text);
            let message = format!(
                "“{} {text}” stands {} in this article, “{}” once.",
                most.text,
                times(count(most.office)),
                one.text
            );
            let place = Place::new(block, one.range);
            let mut finding = Finding::new(&RULE, place, message);
            finding.related.push(Related {
                location: Location::Here(Place::new(most.mention.block, most.range)),
                message: format!("“{}” here.", most.text),
            });
            let right = most.text.clone();
            finding
                .fixes
                .push(Fix::new(right.clone(), place, right, Applicability::Maybe));
            found.push(finding);
        }
    }
}

/// An office before a mention.
struct Held<'n> {
    mention: &'n MentionRef,
    range: TextRange,
    text: String,
    /// Index into [`OFFICES`].
    office: usize,
}

impl<'n> Held<'n> {
    fn of(sources: &Sources<'_>, mention: &'n MentionRef) -> Option<Self> {
        let title = mention.candidate.title.as_ref()?;
        let facts = sources.article.block(mention.block)?;
        let mut range = title.range;
        // `Prime Minister`, `Attorney General`
        if let Some(before) = token_before(facts, range)
            && FIRST_WORDS.contains(&before.text(facts.block.text()))
        {
            range = before.range.cover(range);
        }
        let text = facts.block.slice(range);
        let plain = text.trim_end_matches('.').to_lowercase();
        let office = OFFICES
            .iter()
            .position(|forms| forms.contains(&plain.as_str()))?;
        Some(Self {
            mention,
            range,
            text: text.to_owned(),
            office,
        })
    }

    /// Whether it is said to be held when the story tells of it, and by the person that the story is of.
    fn is_now(&self, sources: &Sources<'_>) -> bool {
        let Some(facts) = sources.article.block(self.mention.block) else {
            return false;
        };
        let mut before = words_before(facts, self.range.start()).take(3);
        let another_time = before.any(|w| ANOTHER_TIME.contains(&w.to_lowercase().as_str()));
        !another_time && !is_relative_near(facts, self.mention.candidate.range)
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
