//! Surnames that one article spells wrongly throughout: only other articles tell.

use article::{MentionRef, Name};
use corpus::{ArticleId, EntityRow, Found};
use names::{Entity, MentionKind, PersonName, fold, is_pet_form};
use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::RULE;
use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related, TextEdit, other_articles},
};

/// In so many other articles must the person stand under the other surname.
pub(super) const ENOUGH_ARTICLES: usize = 3;

/// The shortest surname that a slip of is looked for, in letters.
const SHORTEST: usize = 5;

pub(super) fn name(sources: &Sources<'_>, name: &Name, found: &mut Vec<Finding>) {
    let Some((corpus, own)) = sources.corpus else {
        return;
    };
    for (index, entity) in name.family.entities.iter().enumerate() {
        let Some(person) = entity.person.as_ref().filter(|p| !p.given.is_empty()) else {
            continue;
        };
        // Spelt so elsewhere too, whoever bears it.
        if corpus.is_known_beside(&name.key, own) {
            return;
        }
        let right = corpus.keys_meant_by(&name.key).into_iter().filter(|key| {
            key.chars().count() >= SHORTEST
                && sources
                    .article
                    .name(key)
                    .is_none_or(|right| is_beside(name, person, right))
        });
        let bearers = right.map(|key| same_person(corpus.by_key(&key), own, person));
        let most = bearers.max_by_key(|(articles, _)| *articles);
        if let Some((articles, Some(bearer))) = most
            && articles >= ENOUGH_ARTICLES
        {
            found.extend(finding(name, index, entity, &bearer, articles));
        }
    }
}

/// Whether the right form only stands beside the wrong one, as in a headline: less often, and nobody else is named by it in
/// full.
fn is_beside(wrong: &Name, person: &PersonName, right: &Name) -> bool {
    let other = |e: &Entity| {
        e.person
            .as_ref()
            .is_some_and(|p| !p.given.is_empty() && !same_given_name(&p.given, &person.given))
    };
    right.mentions.len() < wrong.mentions.len() && !right.family.entities.iter().any(other)
}

/// Whether two people go by one given name or its pet form: the first, or the one after an initial (`T. Michael`).
fn same_given_name(ours: &[SmolStr], theirs: &[SmolStr]) -> bool {
    let called = |given: &[SmolStr]| {
        let spelt_out = given.iter().find(|name| name.chars().count() > 1);
        spelt_out.or(given.first()).cloned()
    };
    let both = called(ours).zip(called(theirs));
    both.is_some_and(|(a, b)| a == b || is_pet_form(&a, &b))
}

/// In how many other articles somebody of this given name bears the other surname, and the first of them.
fn same_person(
    bearers: Vec<Found<EntityRow>>,
    own: &ArticleId,
    person: &PersonName,
) -> (usize, Option<Found<EntityRow>>) {
    let same = bearers.into_iter().filter(|f| {
        let given = f.row.parts.split_last().map_or(&[][..], |(_, given)| given);
        f.article != *own && same_given_name(&person.given, given)
    });
    let same: Vec<Found<EntityRow>> = same.collect();
    let articles: FxHashSet<&ArticleId> = same.iter().map(|f| &f.article).collect();
    (articles.len(), same.first().cloned())
}

fn finding(
    name: &Name,
    entity: usize,
    wrong: &Entity,
    right: &Found<EntityRow>,
    articles: usize,
) -> Option<Finding> {
    let linked = name.mentions.iter().zip(&name.family.links);
    let all: Vec<&MentionRef> = linked
        .filter(|(_, link)| link.as_ref().is_some_and(|l| l.entity == entity))
        .map(|(mention, _)| mention)
        .collect();
    let first = all.iter().find(|m| m.candidate.kind == MentionKind::Full)?;
    let (was, now) = (
        surname(&wrong.name, &name.key)?,
        surname(&right.row.name, &right.row.key)?,
    );
    let place = Place::new(first.block, first.candidate.range);
    let message = format!(
        "“{}” stands in {}; “{}” is one letter away.",
        right.row.name,
        other_articles(articles),
        first.candidate.text
    );
    let mut finding = Finding::new(&RULE, place, message);
    finding.one_person = Some((wrong.name.clone(), right.row.name.clone()));
    finding.related.push(Related {
        location: Location::Elsewhere(right.article.clone(), right.row.definition()?),
        message: format!("“{}”", right.row.name),
    });
    let edit = |m: &MentionRef| TextEdit {
        place: Place::new(m.block, m.candidate.range),
        text: m.candidate.text.replace(was.as_str(), &now),
    };
    let mut fix = |title: String, edits: Vec<TextEdit>| {
        finding.fixes.push(Fix {
            title,
            edits,
            applicability: Applicability::Maybe,
        });
    };
    fix(right.row.name.to_string(), vec![edit(first)]);
    if all.len() > 1 {
        fix(
            format!("{now}, all in this article"),
            all.iter().map(|m| edit(m)).collect(),
        );
    }
    Some(finding)
}

/// The part of a name that folds to a key.
fn surname(name: &str, key: &str) -> Option<SmolStr> {
    name.split(' ')
        .find(|part| fold(part) == *key)
        .map(SmolStr::new)
}
