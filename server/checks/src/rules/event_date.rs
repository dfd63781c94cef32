//! # event-date
//!
//! A birth, death, founding or enactment that is dated otherwise elsewhere, or a meeting, vote or crash of two days.
//!
//! ## Why it matters
//! It happened once. One of the two dates is wrong, and whoever reads both articles sees it.
//!
//! ## How it decides
//! “The Mill Street Players were founded in 1947”, “Jane Roe, who was born on May 3, 1942,” and their like are compared with
//! what this article, the others of the folder and the dossier state of the same full name. Dates differ only if they cannot both be
//! true: a year and a day of that year agree.
//!
//! What an article names by one day, “the Aug. 22 meeting”, is compared with the one other day up to three days off that it
//! tells of: “they met on Aug. 23”. That is a hint: it said nothing on 71,761 press releases of senators (2026-11-23), of which
//! some eighty name something by its day and six tell of it with a day as well.
//!
//! ## What it leaves alone
//! Names of one or two ordinary words (“Education Center”), which many bear; a place owned by another (“the city’s
//! hospital”); what may happen twice, such as passing a bill or opening a shop; plans. Of meetings and the like: a third day
//! of the kind, a day that stands beside it in other words too, quotations.
//!
//! ## Example
//! “founded in 1947” in one article, “founded in 1936” in another → which is it?

mod in_article;

use article::{BlockFacts, Day, Milestone, MilestoneKind, VariantSet};
use corpus::{FactRow, Found};
use smol_str::SmolStr;

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related, other_articles},
    known,
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct EventDate;

static RULE: Rule = Rule {
    id: "event-date",
    severity: Severity::Warning,
    fixes: Fixes::Maybe,
    source: include_str!("event_date.rs"),
};

impl Check for EventDate {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn milestones(&self, sources: &Sources<'_>, subject: &str, found: &mut Vec<Finding>) {
        let here: Vec<(&BlockFacts, &Milestone)> = sources.article.milestones_of(subject).collect();
        let elsewhere = match sources.corpus {
            Some((corpus, own)) => {
                let mut all = corpus.facts_of(subject);
                let namesake = |article: &corpus::ArticleId| {
                    let dossier = corpus.dossier();
                    dossier.mean_different_people(subject, own.as_str(), article.as_str())
                };
                all.retain(|found| found.article != *own && !namesake(&found.article));
                all
            }
            None => Vec::new(),
        };
        for (facts, milestone) in &here {
            let other = here.iter().find(|(_, other)| {
                differ((milestone.kind, milestone.day), (other.kind, other.day))
            });
            let here = (*facts, *milestone);
            let finding = match other {
                Some((block, other)) => in_article(here, (block, other)),
                None => in_dossier(sources, subject, here)
                    .unwrap_or_else(|| in_corpus(here, &elsewhere)),
            };
            found.extend(finding);
        }
    }

    fn variants(&self, sources: &Sources<'_>, set: VariantSet, found: &mut Vec<Finding>) {
        found.extend(in_article::two_days(sources, set));
    }
}

/// Whether two dates of one kind of event cannot both be true.
fn differ(a: (MilestoneKind, Day), b: (MilestoneKind, Day)) -> bool {
    let (Some(first), Some(second)) = (a.1.bounds(), b.1.bounds()) else {
        return false;
    };
    a.0 == b.0 && (first.1 < second.0 || second.1 < first.0)
}

type Here<'a> = (&'a BlockFacts, &'a Milestone);

fn in_article(here: Here<'_>, other: Here<'_>) -> Option<Finding> {
    let (facts, milestone) = other;
    let text = facts.block.slice(milestone.range);
    let (place, at) = (
        Place::new(here.0.block.id(), here.1.range),
        Place::new(facts.block.id(), milestone.range),
    );
    let side = if at < place { "above" } else { "below" };
    let where_else = format!("{} {side}", dated(milestone.day, text));
    Some(finding(here, &where_else, text, Location::Here(at)))
}

/// What the dossier says, if it knows: then it does not matter what other articles say.
fn in_dossier(sources: &Sources<'_>, subject: &str, here: Here<'_>) -> Option<Option<Finding>> {
    let dossier = known::dossier(sources)?;
    let (origin, date) = match (
        here.1.kind,
        known::person(sources, subject),
        dossier.organisations(subject),
    ) {
        (MilestoneKind::Born, Some(person), _) => (&person.about.origin, person.born.as_ref()?),
        (MilestoneKind::Died, Some(person), _) => (&person.about.origin, person.died.as_ref()?),
        (MilestoneKind::Founded, _, [one]) => (&one.about.origin, one.founded.as_ref()?),
        _ => return None,
    };
    let ((first, last), (earliest, latest)) = (here.1.day.bounds()?, date.value.bounds());
    if earliest <= last && first <= latest {
        return Some(None);
    }
    let where_else = format!("{} in {}", known::in_words(date.value), origin.file);
    let location = Location::Dossier(origin.file.clone(), date.range);
    Some(Some(finding(
        here,
        &where_else,
        &known::plainly(date.value),
        location,
    )))
}

fn in_corpus(here: Here<'_>, elsewhere: &[Found<FactRow>]) -> Option<Finding> {
    let (_, milestone) = here;
    let mut others = elsewhere
        .iter()
        .filter(|f| differ((milestone.kind, milestone.day), (f.row.kind, f.row.day)));
    let other = others.next()?;
    let mut articles: Vec<_> = others
        .filter(|f| f.row.day == other.row.day && f.article != other.article)
        .map(|f| &f.article)
        .collect();
    articles.dedup();
    let more = match articles.len() {
        0 => String::new(),
        n => format!(" and {}", other_articles(n)),
    };
    let where_else = format!(
        "{} in {}{more}",
        dated(other.row.day, &other.row.text),
        other.article
    );
    let location = Location::Elsewhere(other.article.clone(), other.row.spot);
    let mut finding = finding(here, &where_else, &other.row.text, location);
    if matches!(milestone.kind, MilestoneKind::Born | MilestoneKind::Died) {
        let name = one_line(here.0.block.slice(milestone.name));
        finding.one_person = Some((name, one_line(&other.row.name)));
    }
    Some(finding)
}

/// `in 1947`, `on May 3, 1947`
fn dated(day: Day, text: &str) -> String {
    let preposition = if day.day.is_some() { "on" } else { "in" };
    format!("{preposition} {}", one_line(text))
}

fn finding(here: Here<'_>, where_else: &str, other: &str, location: Location) -> Finding {
    let (facts, milestone) = here;
    let place = Place::new(facts.block.id(), milestone.range);
    let message = format!(
        "“{}” {} {} here, {where_else}.",
        one_line(facts.block.slice(milestone.name)),
        happened(milestone.kind),
        dated(milestone.day, facts.block.slice(milestone.range)),
    );
    let mut finding = Finding::new(&RULE, place, message);
    let other = one_line(other);
    finding.related.push(Related {
        location,
        message: format!("“{other}”"),
    });
    finding
        .fixes
        .push(Fix::new(other.clone(), place, other, Applicability::Maybe));
    finding
}

fn happened(kind: MilestoneKind) -> &'static str {
    match kind {
        MilestoneKind::Born => "was born",
        MilestoneKind::Died => "died",
        MilestoneKind::Founded => "was founded",
        MilestoneKind::Enacted => "was enacted",
    }
}

fn one_line(text: &str) -> SmolStr {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").into()
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn two_articles_two_years() {
        check(
            "event-date",
            r#"
//- a.txt
The Mill Street Players were founded in 1947 by three sisters.
                                        ^^^^ “Mill Street Players” was founded in 1947 here, in 1936 in b.txt and one other article.
//- b.txt
Founded in 1936, the Mill Street Players have grown since.
           ^^^^ “Mill Street Players” was founded in 1936 here, in 1947 in a.txt.
//- c.txt
The Mill Street Players, which were established in 1936, will tour.
                                                   ^^^^ “Mill Street Players” was founded in 1936 here, in 1947 in a.txt.
"#,
        );
    }

    #[test]
    fn a_day_and_another_year() {
        check(
            "event-date",
            r#"
Maria Keller was born on May 3, 1942, in Graz, and sang for the king.
                         ^^^^^^^^^^^ “Maria Keller” was born on May 3, 1942 here, in 1943 below.
She left early. Maria Keller, who was born in 1943, never came back to it.
                                              ^^^^ “Maria Keller” was born in 1943 here, on May 3, 1942 above.
"#,
        );
    }

    #[test]
    fn the_dossier_has_another_date() {
        check(
            "event-date",
            r#"
//- dossier/known.toml
[[organisation]]
name = "Mill Street Players"
founded = "1936"
[[person]]
name = "Maria Keller"
born = "1942-05-03"
//- a.txt
The Mill Street Players were founded in 1947 by three sisters.
                                        ^^^^ “Mill Street Players” was founded in 1947 here, in 1936 in dossier/known.toml.
Maria Keller was born in 1943, in Graz, and sang for the king, they said.
                         ^^^^ “Maria Keller” was born in 1943 here, on May 3, 1942 in dossier/known.toml.
//- b.txt
Founded in 1936, the Mill Street Players have grown. Maria Keller was born in 1942, in Graz.
"#,
        );
    }

    #[test]
    fn a_meeting_of_two_days() {
        check(
            "event-date",
            r#"
//- 2002-08-26 a.txt
The ministers met in the old harbour on Aug. 23, their office said.
Nobody spoke of what was said at the Aug. 22 meeting, and nobody will.
                                     ^^^^^^^ hint: The meeting of August 22, 2002 is told of above with August 23, 2002.
//- 2002-08-26 b.txt
The ministers met on Aug. 23, and met again on Aug. 24, after the Aug. 22 meeting.
//- 2002-08-26 c.txt
The ministers met on Aug. 23. They had planned it on Aug. 22. The Aug. 22 meeting was short.
//- 2002-08-26 d.txt
The ministers met on Aug. 23. The Aug. 12 meeting was short. The Aug. 22 vote is not over.
//- 2002-08-26 e.txt
The ministers met on Aug. 23. The Aug. 23 meeting was short.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "event-date",
            r#"
//- a.txt
The Clean Harbours Act was enacted in 1990. Maria Keller was born in 1942. The Education Center was founded in 1952.
The city’s Marine Research Institute was founded in 1960, and Anna Falk founded it in 1961.
//- b.txt
The Clean Harbours Act was enacted on May 3, 1990. Maria Keller was born on May 3, 1942. The Education Center was founded in 1967.
The Marine Research Institute was founded in 1988. The Clean Harbours Act is to be enacted in 2010.
"#,
        );
    }
}
