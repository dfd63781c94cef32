//! # honorific-form
//!
//! A surname once without the “Mr.” that it has elsewhere in the article, or once with one.
//!
//! ## Why it matters
//! A desk writes honorifics or does not; the odd one out reads like another tone, or another person.
//!
//! ## How it decides
//! All mentions of one surname that the article tells of in its own words are counted. Where one stands apart from three others,
//! it is pointed at.
//!
//! Of 112 places in 71,761 press releases of senators (2026-11-23) 50 were read: 35 were the odd one out, the others stood in
//! headlines, in quotations that had lost their marks, or in longer names.
//!
//! ## What it leaves alone
//! Quotations, headlines and captions; full names, and surnames behind an office (`President Roe`); surnames of two people,
//! and who is called both “Mr.” and “Mrs.”; what somebody is addressed by, and `the Roe case`.
//!
//! ## Example
//! “Mr. Roe … Mr. Roe … Mr. Roe … Roe said” → “Mr. Roe said”.

use article::{BlockFacts, MentionRef, Name};
use names::{EntityType, MentionKind, TitleKind};
use text::BlockKind;

use crate::{
    described::{is_addressed, start},
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related, times},
    passage::{may_be_of_name, words_before},
    people::bearers,
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct HonorificForm;

static RULE: Rule = Rule {
    id: "honorific-form",
    severity: Severity::Hint,
    fixes: Fixes::Maybe,
    source: include_str!("honorific_form.rs"),
};

/// From so many others one stands apart.
const ENOUGH: usize = 3;

impl Check for HonorificForm {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn name(&self, sources: &Sources<'_>, name: &Name, found: &mut Vec<Finding>) {
        let people = name.family.entities.iter();
        let people = people.filter(|e| e.entity_type == EntityType::Person);
        if bearers(name).len() > 1 || people.count() != 1 {
            return;
        }
        let told: Vec<&MentionRef> = told(sources, name).collect();
        let (with, without): (Vec<&MentionRef>, Vec<&MentionRef>) =
            told.iter().partition(|m| honorific(m).is_some());
        let mut honorifics = with.iter().filter_map(|m| honorific(m));
        let Some(first) = honorifics.next() else {
            return;
        };
        let points = |text: &str| text.trim_end_matches('.').to_owned();
        if honorifics.any(|other| points(other) != points(first)) {
            return;
        }
        let (odd, known) = match (with.as_slice(), without.as_slice()) {
            ([one], [known, ..]) if without.len() >= ENOUGH => (*one, *known),
            ([known, ..], [one]) if with.len() >= ENOUGH => (*one, *known),
            _ => return,
        };
        found.push(finding(odd, known, first, told.len() - 1));
    }
}

/// The surnames alone that the article says in its own words, with an honorific or with nothing before them.
fn told<'a>(sources: &Sources<'a>, name: &'a Name) -> impl Iterator<Item = &'a MentionRef> {
    let linked = name.mentions.iter().zip(&name.family.links);
    let article = sources.article;
    let mentions = linked.filter(|(_, link)| link.is_some()).map(|(m, _)| m);
    mentions.filter(move |mention| {
        let candidate = &mention.candidate;
        let facts = article.block(mention.block);
        let plain = candidate.title.is_none() && candidate.description.is_none();
        candidate.kind == MentionKind::Short
            && candidate.entity_type == Some(EntityType::Person)
            && candidate.text.contains(char::is_lowercase)
            && !candidate.quoted
            && facts.is_some_and(|facts| stands_alone(facts, mention))
            && !is_addressed(sources, mention)
            && (plain || honorific(mention).is_some())
    })
}

/// Whether a name stands in prose for the person alone: not in `the Roe case`, `Messrs. Weber and Roe`, `Senator and Mrs. Roe`.
fn stands_alone(facts: &BlockFacts, mention: &MentionRef) -> bool {
    let mut before = words_before(facts, start(mention));
    let joined = match before.next() {
        Some("the" | "The" | "a" | "an" | "&") => true,
        Some("and" | "or") => before.next().is_some_and(may_be_of_name),
        word => word.is_some_and(may_be_of_name),
    };
    facts.block.kind() == BlockKind::Paragraph && !joined
}

/// `Mr.`, `Mrs.`, `Ms.` before a name.
fn honorific(mention: &MentionRef) -> Option<&str> {
    let title = mention.candidate.title.as_ref()?;
    let is_honorific = title.kind == TitleKind::Honorific && title.gender.is_some();
    is_honorific.then_some(title.text.as_str())
}

fn finding(odd: &MentionRef, known: &MentionRef, first: &str, often: usize) -> Finding {
    let surname = odd.candidate.text.as_str();
    let full = format!("{first} {surname}");
    let own = odd.candidate.range;
    let (range, message, right) = match odd.candidate.title.as_ref() {
        Some(title) => (
            title.range.cover(own),
            format!("“{full}” once here, “{surname}” {}.", times(often)),
            surname,
        ),
        None => (
            own,
            format!("“{surname}” once here, “{full}” {}.", times(often)),
            full.as_str(),
        ),
    };
    let place = Place::new(odd.block, range);
    let mut finding = Finding::new(&RULE, place, message);
    finding.related.push(Related {
        location: Location::Here(Place::new(known.block, known.candidate.range)),
        message: "The other form.".to_owned(),
    });
    finding
        .fixes
        .push(Fix::new(right, place, right, Applicability::Maybe));
    finding
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn one_stands_apart() {
        check(
            "honorific-form",
            r#"
//- a.txt
Anna Weber came to the port. Ms. Weber was pleased with the ships, and Ms. Weber said so to the mayor.
Later Ms. Weber left by train. A day after that, Weber came back.
                                                 ^^^^^ “Weber” once here, “Ms. Weber” 3 times.
//- b.txt
Anna Weber came to the port. Weber was pleased with the ships, and Weber said so to the mayor.
Later Ms. Weber left by train. A day after that, Weber came back.
      ^^^^^^^^^ “Ms. Weber” once here, “Weber” 3 times.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "honorific-form",
            r#"
//- a.txt
Anna Weber came to the port. Ms. Weber was pleased with the ships, and Ms. Weber said so to the mayor.
“We saw Weber,” he said. Later Ms. Weber left by train. A day after that, Mayor Weber came back.
//- b.txt
Anna Weber and Paul Weber came. Ms. Weber was pleased, Ms. Weber and Ms. Weber said so. Weber left.
//- c.txt
Anna Weber came. Ms. Weber was pleased with the ships. Weber left. Ms. Weber came back, and Weber left.
"#,
        );
    }
}
