//! # ambiguous-surname
//!
//! A bare surname that could be either of two people in the article.
//!
//! ## Why it matters
//! The reader takes the last one named; the writer may have meant the other.
//!
//! ## How it decides
//! Two people of that surname stand above; the surname alone meant one of them before, and since then the other has
//! been named in full.
//!
//! It is a warning where the family name stands first, for many people share it there. Else it is information: of 12 read in
//! 71,761 press releases of senators that nobody had touched (2026-11-22) one was right.
//!
//! ## What it leaves alone
//! Names without a known given name (`Officer Roe`), families of well-known office-holders, relatives (`his son John`), a surname after an office (`President Kim`), in the paragraph that names its bearer, inside quotations, and all
//! further ones until another full name.
//!
//! ## Example
//! Kim Jong Un … Kim … then leader Kim Jong Il … “Kim quickly rebuffed the statement”.

use article::{MentionRef, Name};
use names::{Entity, EntityType, MentionKind, TitleKind, near_miss_part};

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related},
    known,
    people::{bearers, is_dynasty},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct AmbiguousSurname;

static RULE: Rule = Rule {
    id: "ambiguous-surname",
    severity: Severity::Warning,
    fixes: Fixes::Maybe,
    source: include_str!("ambiguous_surname.rs"),
};

impl Check for AmbiguousSurname {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn name(&self, sources: &Sources<'_>, name: &Name, found: &mut Vec<Finding>) {
        // `Officer Roe` is no second person, and of `the Clinton years` all know whose they were.
        let known = bearers(name);
        let family_first = |e: &usize| {
            let person = name.family.entities[*e].person.as_ref();
            person.is_some_and(|person| person.family_first)
        };
        if is_dynasty(&name.key) && !known.iter().any(family_first) {
            return;
        }
        let mut last_short = None;
        let mut last_full = None;
        // Where each of them was last named in full.
        let mut introduced: Vec<Option<&MentionRef>> = vec![None; name.family.entities.len()];
        for (mention, link) in name.mentions.iter().zip(&name.family.links) {
            let Some(link) = link else { continue };
            let candidate = &mention.candidate;
            let entity = &name.family.entities[link.entity];
            if entity.entity_type != EntityType::Person || !entity.proved_person {
                continue;
            }
            if candidate.kind != MentionKind::Short {
                last_full = Some(mention);
                introduced[link.entity] = Some(mention);
                continue;
            }
            let office = candidate
                .title
                .as_ref()
                .is_some_and(|t| t.kind != TitleKind::Honorific);
            let changed = last_short.is_some_and(|before| before != link.entity);
            last_short = Some(link.entity);
            let same_block = last_full.is_some_and(|m| m.block == mention.block);
            if !changed || office || same_block || link.alternatives.is_empty() || candidate.quoted
            {
                continue;
            }
            let place = Place::new(mention.block, candidate.range);
            // One of them misspelt is no second person.
            let misspelt = |e: &&usize| {
                let other = &name.family.entities[**e];
                is_misspelt(entity, other) && !known::are_two(sources, &entity.name, &other.name)
            };
            let others = link
                .alternatives
                .iter()
                .filter(|e| !misspelt(e) && name.family.entities[**e].proved_person);
            // A relative is named to explain somebody else.
            let relative = |e: &usize| introduced[*e].is_some_and(|m| m.candidate.relative_near);
            let people = std::iter::once(link.entity).chain(others.copied());
            let people: Vec<usize> = people
                .filter(|e| !relative(e) && known.contains(e))
                .collect();
            let names: Vec<&str> = people
                .iter()
                .map(|e| name.family.entities[*e].name.as_str())
                .collect();
            let Some((last, first)) = names.split_last().filter(|_| names.len() > 1) else {
                continue;
            };
            let all = if names.len() == 2 { "both" } else { "all" };
            let message = format!(
                "Which {}? {} and {last} {all} stand above.",
                candidate.text,
                first.join(", ")
            );
            let mut finding = Finding::new(&RULE, place, message);
            // Elsewhere people with one surname are mostly told apart by what they do.
            if !people.iter().any(family_first) {
                finding.severity = Severity::Information;
            }
            for (person, name) in people.iter().zip(&names) {
                if let Some(full) = introduced[*person] {
                    let location = Location::Here(Place::new(full.block, full.candidate.range));
                    finding.related.push(Related {
                        location,
                        message: (*name).to_owned(),
                    });
                }
                finding
                    .fixes
                    .push(Fix::new(*name, place, *name, Applicability::Maybe));
            }
            found.push(finding);
        }
    }
}

fn is_misspelt(a: &Entity, b: &Entity) -> bool {
    match (&a.person, &b.person) {
        (Some(a), Some(b)) => near_miss_part(&a.given, &b.given).is_some(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn either_of_two() {
        check(
            "ambiguous-surname",
            r#"
Kim Jong Un is set to visit the country, officials there said on Tuesday.
A day later Kim told reporters that he was ready to go, officials said.
The country’s then leader Kim Jong Il had said that he could do business.
Although Kim quickly rebuffed the statement, relations remained warm then.
         ^^^ Which Kim? Kim Jong Il and Kim Jong Un both stand above.
Years later Kim crossed the country by train, officials there said then.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "ambiguous-surname",
            r#"
Kim Jong Un met President Kim Dae-jung, and President Kim smiled, they said.
Kim Jong Un left. On the way Kim spoke to reporters, officials there said.
President Kim Dae-jung stayed. On Monday Kim spoke of it, officials said.
"#,
        );
    }
}
