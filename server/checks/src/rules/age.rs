//! # age
//!
//! Two ages of one person, or an age that does not fit the year of birth.
//!
//! ## Why it matters
//! One of the two is wrong, and an age is the fact about a person that is most often corrected in print.
//!
//! ## How it decides
//! Ages and births are read where they stand beside a name, and belong to whoever that name means. In one story a person
//! has one age; somebody born in 1942 is 59 or 60 in 2002, and by the day exactly one of them. The birth may also stand in
//! the dossier.
//!
//! ## What it leaves alone
//! Quotations, sentences that tell of another year, mentions that could mean two people, people who have died, and those of
//! whom only one name is known: two may be called Janice.
//!
//! ## Example
//! “Maria Keller, 52, spoke. … Keller, 48, lost the vote.”

use article::{Day, Fact, FactKind, MentionRef, Name};
use dates::{Date, format_date};
use dossier::Answer;
use names::EntityType;
use text::TextRange;

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related},
    known,
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct Age;

static RULE: Rule = Rule {
    id: "age",
    severity: Severity::Warning,
    fixes: Fixes::Maybe,
    source: include_str!("age.rs"),
};

/// A fact about one person and the date of its story.
struct Stated {
    place: Place,
    kind: FactKind,
    story: Option<Date>,
}

impl Check for Age {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn name(&self, sources: &Sources<'_>, name: &Name, found: &mut Vec<Finding>) {
        for entity in 0..name.family.entities.len() {
            let stated = stated_of(sources, name, entity);
            let who = &name.family.entities[entity].name;
            against_dossier(sources, &stated, who, found);
            if stated.len() < 2 || stated.iter().any(|s| matches!(s.kind, FactKind::Died(_))) {
                continue;
            }
            two_ages(&stated, who, found);
            age_and_birth(&stated, who, found);
        }
    }
}

/// What the article states of one person, in its order.
fn stated_of(sources: &Sources<'_>, name: &Name, entity: usize) -> Vec<Stated> {
    let bearer = &name.family.entities[entity];
    // Two people may be called Janice: `mother of Janice, 25; widower of Janice, 46`.
    let in_full = bearer.person.as_ref().is_some_and(|p| !p.given.is_empty());
    let person = bearer.entity_type == EntityType::Person;
    let linked = name.mentions.iter().zip(&name.family.links);
    let certain = linked.filter(|(mention, link)| {
        let link = link
            .as_ref()
            .filter(|l| l.entity == entity && l.alternatives.is_empty());
        person && in_full && link.is_some() && !mention.candidate.quoted
    });
    certain
        .flat_map(|(mention, _)| facts_of(sources, mention))
        .collect()
}

fn facts_of(sources: &Sources<'_>, mention: &MentionRef) -> Vec<Stated> {
    let Some(block) = sources.article.block(mention.block) else {
        return Vec::new();
    };
    let story = block.context.and_then(|c| c.story);
    let facts = article::facts_of(block, mention.index).iter();
    let stated = facts.map(|fact| Stated {
        place: Place::new(mention.block, marked(fact)),
        kind: fact.kind,
        story,
    });
    stated.collect()
}

/// The number alone where it is written in digits: that is what is wrong.
fn marked(fact: &Fact) -> TextRange {
    match fact.kind {
        FactKind::Age { digits, .. } => digits.unwrap_or(fact.range),
        _ => fact.range,
    }
}

fn two_ages(stated: &[Stated], who: &str, found: &mut Vec<Finding>) {
    let ages = |s: &Stated| match s.kind {
        FactKind::Age { years, digits } => Some((years, digits)),
        _ => None,
    };
    let mut first: Option<(&Stated, u16, bool)> = None;
    for one in stated {
        let Some((years, digits)) = ages(one) else {
            continue;
        };
        let Some((earlier, before, in_digits)) = first else {
            first = Some((one, years, digits.is_some()));
            continue;
        };
        // Two stories of one file may be years apart.
        if years == before || earlier.story != one.story {
            continue;
        }
        let message = format!("{who} is {before} years old above.");
        let mut finding = Finding::new(&RULE, one.place, message);
        finding.related.push(Related {
            location: Location::Here(earlier.place),
            message: format!("{before} here."),
        });
        if digits.is_some() && in_digits {
            for (place, years) in [(one.place, before), (earlier.place, years)] {
                let years = years.to_string();
                let title = if place == one.place {
                    years.clone()
                } else {
                    format!("{years} above")
                };
                finding
                    .fixes
                    .push(Fix::new(title, place, years, Applicability::Maybe));
            }
        }
        found.push(finding);
    }
}

fn age_and_birth(stated: &[Stated], who: &str, found: &mut Vec<Finding>) {
    let born = stated.iter().find_map(|s| match s.kind {
        FactKind::Born(day) => Some((s, day)),
        _ => None,
    });
    let Some((birth, day)) = born else { return };
    for one in stated {
        let (FactKind::Age { years, digits }, Some(story)) = (one.kind, one.story) else {
            continue;
        };
        let Some((youngest, oldest)) = ages_on(story, day) else {
            continue;
        };
        if (youngest..=oldest).contains(&i32::from(years)) {
            continue;
        }
        let age = if youngest == oldest {
            format!("{youngest}")
        } else {
            format!("{youngest} or {oldest}")
        };
        let message = format!("Born then, {who} is {age} on {}.", format_date(story));
        let mut finding = Finding::new(&RULE, one.place, message);
        finding.related.push(Related {
            location: Location::Here(birth.place),
            message: "The birth.".to_owned(),
        });
        if digits.is_some() && youngest == oldest {
            let age = youngest.to_string();
            finding
                .fixes
                .push(Fix::new(age.clone(), one.place, age, Applicability::Maybe));
        }
        found.push(finding);
    }
}

/// An age that does not go with the birth that the dossier has.
fn against_dossier(sources: &Sources<'_>, stated: &[Stated], who: &str, found: &mut Vec<Finding>) {
    let Some(person) = known::person(sources, who) else {
        return;
    };
    let Some(born) = &person.born else { return };
    for one in stated {
        let (FactKind::Age { years, digits }, Some(story)) = (one.kind, one.story) else {
            continue;
        };
        let alive = person.was_alive_on(story) != Answer::No;
        let Some(age) = person.age_on(story).filter(|_| alive) else {
            continue;
        };
        if (age.youngest..=age.oldest).contains(&years) {
            continue;
        }
        let exact = age.youngest == age.oldest;
        let (day, born_then) = (format_date(story), known::in_words(born.value));
        let years = match age.oldest - age.youngest {
            0 => age.oldest.to_string(),
            1 => format!("{} or {}", age.youngest, age.oldest),
            _ => format!("{} to {}", age.youngest, age.oldest),
        };
        let message = format!("Born {born_then}, {who} is {years} on {day}.");
        let mut finding = Finding::new(&RULE, one.place, message);
        let proof = known::proof(&person.about.origin, born.range, "The birth.".to_owned());
        finding.related.push(proof);
        if digits.is_some() && exact {
            finding.fixes.push(Fix::new(
                years.clone(),
                one.place,
                years,
                Applicability::Maybe,
            ));
        }
        found.push(finding);
    }
}

/// The youngest and the oldest that somebody born then can be on a date, in whole years.
fn ages_on(date: Date, born: Day) -> Option<(i32, i32)> {
    let (first, last) = born.bounds()?;
    let age = |born: Date| {
        let birthday_to_come = (date.month(), date.day()) < (born.month(), born.day());
        i32::from(date.year()) - i32::from(born.year()) - i32::from(birthday_to_come)
    };
    (age(last) >= 0).then(|| (age(last), age(first)))
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn two_ages_of_one_person() {
        check(
            "age",
            r#"
//- 2002-08-15 story.txt
Maria Keller, 52, spoke to reporters in the capital on Monday.

The party leader lost the vote, and Keller, 48, said she would not run again.
                                            ^^ Maria Keller is 52 years old above.
"#,
        );
    }

    #[test]
    fn an_age_and_a_birth() {
        check(
            "age",
            r#"
//- 2002-08-15 story.txt
Maria Keller, 52, spoke to reporters in the capital on Monday.
              ^^ Born then, Maria Keller is 59 or 60 on August 15, 2002.

Maria Keller was born in 1942 in a village near the border.
Paul Weber, 51, spoke to reporters in the capital on Monday.
            ^^ Born then, Paul Weber is 52 on August 15, 2002.

Paul Weber was born on May 3, 1950, in a village near the border.
"#,
        );
    }

    #[test]
    fn an_age_and_the_dossier() {
        check(
            "age",
            r#"
//- dossier/people.toml
[[person]]
name = "Maria Keller"
born = "1942"
[[person]]
name = "Paul Weber"
born = "1950-05-03"
//- 2002-08-15 story.txt
Maria Keller, 52, spoke to reporters in the capital on Monday.
              ^^ Born in 1942, Maria Keller is 59 or 60 on August 15, 2002.
Paul Weber, 52, spoke to reporters in the capital on Monday.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "age",
            r#"
//- 2002-08-15 story.txt
Anna Thorn, mother of Janice, 25, spoke. Paul Weber, widower of Janice, 46, spoke too.

Maria Keller, 52, spoke to reporters. Keller, 52, said so. Maria Keller was born in 1950.

In 1990 Maria Keller, 40, left the party. Paul Weber, 52, met Anna Weber, 48, and Weber, 48, said no.
"#,
        );
    }
}
