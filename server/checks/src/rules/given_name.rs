//! # given-name
//!
//! One surname, two given names: “Jane Roe” all through, “Martin Roe” once.
//!
//! ## Why it matters
//! The reader meets somebody who does not exist.
//!
//! ## How it decides
//! A full name stands once, nothing around it says who this is, and the article knows the surname from somebody else who is
//! named in full and again by surname. The two given names are no forms of one another. With one office before both
//! (`Sen. Jane Roe`, `Sen. Martin Roe`) it is a warning, else a hint: there are people who share a surname.
//!
//! ## What it leaves alone
//! Relatives: a word for one near either name, or both names side by side. Surnames of more than two people in the article. Quotations.
//!
//! ## Example
//! “Jane Roe spoke. Roe was pleased. … Martin Roe said” → “Jane Roe said”.

use article::{MentionRef, Name};
use names::{Entity, MentionKind};

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related, times},
    people::bearers,
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct GivenName;

static RULE: Rule = Rule {
    id: "given-name",
    severity: Severity::Warning,
    fixes: Fixes::Maybe,
    source: include_str!("given_name.rs"),
};

/// How often the surname must stand, alone or in full, for the person that it is known from.
const ENOUGH: usize = 3;

impl Check for GivenName {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn name(&self, _: &Sources<'_>, name: &Name, found: &mut Vec<Finding>) {
        let people = bearers(name);
        let [a, b] = people.as_slice() else { return };
        let (full_a, full_b) = (in_full(name, *a), in_full(name, *b));
        let (most, rare) = if full_a.len() >= full_b.len() {
            (a, b)
        } else {
            (b, a)
        };
        let (known, slip) = (in_full(name, *most), in_full(name, *rare));
        let surname = name.mentions.len() - known.len() - slip.len();
        let ([slip], Some(first)) = (slip.as_slice(), known.first()) else {
            return;
        };
        let (known_as, slip_as) = (&name.family.entities[*most], &name.family.entities[*rare]);
        let candidate = &slip.candidate;
        if known.len() + surname < ENOUGH
            || (slip.block, slip.index) < (first.block, first.index)
            || candidate.quoted
            || !differ(known_as, slip_as)
            || !known_as.proved_person
            || relatives(&known, slip)
        {
            return;
        }
        let place = Place::new(slip.block, candidate.range);
        let message = format!(
            "“{}” stands {} in this article, “{}” once.",
            known_as.name,
            times(known.len()),
            candidate.text
        );
        let mut finding = Finding::new(&RULE, place, message);
        // One office before both names: else the second may be somebody else of that name.
        if !same_title(first, slip) {
            finding.severity = Severity::Hint;
        }
        finding.related.push(Related {
            location: Location::Here(Place::new(first.block, first.candidate.range)),
            message: format!("“{}”", first.candidate.text),
        });
        let right = first.candidate.text.as_str();
        finding
            .fixes
            .push(Fix::new(right, place, right, Applicability::Maybe));
        found.push(finding);
    }
}

/// The mentions of an entity by its full name.
fn in_full(name: &Name, entity: usize) -> Vec<&MentionRef> {
    let linked = name.mentions.iter().zip(&name.family.links);
    let of_entity = linked.filter(|(m, link)| {
        m.candidate.kind == MentionKind::Full && link.as_ref().is_some_and(|l| l.entity == entity)
    });
    of_entity.map(|(m, _)| m).collect()
}

/// Whether the given names are two: not an initial, a short or a pet form of one another.
fn differ(a: &Entity, b: &Entity) -> bool {
    let given = |e: &Entity| e.person.as_ref().and_then(|p| p.given.first().cloned());
    match (given(a), given(b)) {
        (Some(a), Some(b)) => !names::may_be_one_given_name(&a, &b),
        _ => false,
    }
}

/// Whether one title stands before both names: `Sen.` and `Senator` are one.
fn same_title(a: &MentionRef, b: &MentionRef) -> bool {
    let short = |m: &MentionRef| {
        let title = m.candidate.title.as_ref()?;
        Some(
            title
                .text
                .to_lowercase()
                .chars()
                .take(3)
                .collect::<String>(),
        )
    };
    short(a).is_some() && short(a) == short(b)
}

/// Whether something says that the two are relatives, or both are named in one breath.
fn relatives(known: &[&MentionRef], slip: &MentionRef) -> bool {
    let beside = |m: &&MentionRef| m.block == slip.block && m.index.abs_diff(slip.index) <= 1;
    slip.candidate.relative_near || known.iter().any(beside)
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn another_given_name() {
        check(
            "given-name",
            r#"
Sen. Jane Keller spoke to reporters in the capital on Monday, officials said.

Keller was pleased, and Keller said so to reporters there on Monday.

Later in the evening Martin Keller left for home, officials there said.
                     ^^^^^^^^^^^^^ “Jane Keller” stands once in this article, “Martin Keller” once.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "given-name",
            r#"
Sen. Jane Keller spoke to reporters in the capital on Monday. Keller was pleased, Keller said.

Her brother Martin Keller left for home. Sen. Bob Weber spoke. Weber left, Weber came, Robert Weber said.

Sen. Anna Huber spoke. Huber left, Huber came. The baker Paul Huber said so. Peter Huber agreed, and so did Huber.
"#,
        );
    }
}
