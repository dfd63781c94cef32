//! Names of known words that are near-misses of others: `Hansen`, where `Hanson` stands far more often.

use article::{MentionRef, Name};
use corpus::{ArticleId, Corpus};
use names::{
    Entity, EntityType, MentionKind, fold, is_changed_letter, is_slip_of, lexicon, near_miss_part,
};
use smol_str::SmolStr;

use super::{MOST_SLIPS, RULE};
use crate::{
    described::{is_named_as_person, office},
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related, times},
    passage::word_after,
    people::bearers,
};

/// How many times as often the right form must stand.
const RATIO: usize = 3;

/// How often a person must stand for whom a surname is a slip that stands as a person's.
const TWICE: usize = 2;

/// The shortest surname that a slip of is looked for where only a person is named, in letters.
const SHORTEST: usize = 4;

pub(super) fn name(sources: &Sources<'_>, name: &Name, found: &mut Vec<Finding>) {
    for (index, entity) in name.family.entities.iter().enumerate() {
        // A surname alone that follows a misspelt full name is spelt right.
        let misspelt =
            |m: &&MentionRef| entity.person.is_none() || m.candidate.kind == MentionKind::Full;
        let mentions: Vec<&MentionRef> = mentions(name, index)
            .filter(|m| m.candidate.certain)
            .filter(misspelt)
            .collect();
        let listed = lexicon::listed(&entity.name).is_some();
        let place = entity.entity_type == EntityType::Place;
        if mentions.is_empty() || mentions.len() > MOST_SLIPS || listed || place {
            continue;
        }
        let right = given_name(sources, name, entity, mentions.len())
            .or_else(|| surname(sources, name, entity, mentions.len()))
            .or_else(|| named_as_person(sources, name, &mentions));
        let Some(right) = right else { continue };
        for mention in mentions.into_iter().filter(|m| !m.candidate.quoted) {
            let mut finding = finding(mention, &right);
            finding.one_person = Some((entity.name.clone(), right.whose.clone()));
            found.push(finding);
        }
    }
}

/// The form that was probably meant.
struct Right {
    /// What should stand in the place of the whole mention.
    text: SmolStr,
    /// Whose name it is.
    whose: SmolStr,
    count: usize,
    elsewhere: bool,
    location: Option<Location>,
}

fn finding(mention: &MentionRef, right: &Right) -> Finding {
    let place = Place::new(mention.block, mention.candidate.range);
    let scope = if right.elsewhere {
        "in these articles"
    } else {
        "in this article"
    };
    let message = format!(
        "“{}” stands {} {scope}; “{}” is one letter away.",
        right.text,
        times(right.count),
        mention.candidate.text
    );
    let mut finding = Finding::new(&RULE, place, message);
    finding
        .related
        .extend(right.location.clone().map(|location| Related {
            location,
            message: format!("“{}”", right.text),
        }));
    finding.fixes.push(Fix::new(
        right.text.as_str(),
        place,
        right.text.as_str(),
        Applicability::Maybe,
    ));
    finding
}

fn mentions(name: &Name, entity: usize) -> impl Iterator<Item = &MentionRef> {
    let linked = name.mentions.iter().zip(&name.family.links);
    linked
        .filter(move |(_, l)| l.as_ref().is_some_and(|l| l.entity == entity))
        .map(|(m, _)| m)
}

fn parts(entity: &Entity) -> Option<Vec<&SmolStr>> {
    entity
        .person
        .as_ref()
        .map(|p| p.given.iter().chain([&p.family]).collect())
}

/// The surname is right, a given name is off: `Vladmir Putin`.
fn given_name(sources: &Sources<'_>, name: &Name, entity: &Entity, count: usize) -> Option<Right> {
    let wrong = parts(entity)?;
    if wrong.iter().any(|part| !names::is_known_word(part)) {
        return None; // the word itself is marked
    }
    let is_right =
        |right: &[&SmolStr]| near_miss_part(&wrong, right).is_some_and(|p| p + 1 < right.len());
    // The other form: how often, and where first.
    let mut best: Option<(SmolStr, usize, Location)> = None;
    for (index, other) in name.family.entities.iter().enumerate() {
        if parts(other).is_some_and(|right| is_right(&right)) {
            let all: Vec<&MentionRef> = mentions(name, index)
                .filter(|m| m.candidate.kind == MentionKind::Full)
                .collect();
            let Some(first) = all.first() else { continue };
            best = Some((
                other.name.clone(),
                all.len(),
                Location::Here(Place::new(first.block, first.candidate.range)),
            ));
            break;
        }
    }
    let here = best.is_some();
    if is_borne_elsewhere(sources, entity) {
        return None;
    }
    if let Some((corpus, own)) = sources.corpus {
        let found = corpus.by_key(&name.key);
        for found in found.iter().filter(|f| f.article != *own) {
            let row = &found.row;
            if !is_right(&row.parts.iter().collect::<Vec<_>>()) {
                continue;
            }
            let full: usize = row
                .forms
                .iter()
                .filter(|f| f.full)
                .map(|f| f.count as usize)
                .sum();
            match &mut best {
                Some((_, count, _)) => *count += full,
                None => {
                    best = Some((
                        row.name.clone(),
                        full,
                        Location::Elsewhere(found.article.clone(), row.definition()?),
                    ))
                }
            }
        }
    }
    let (text, often, location) = best?;
    let elsewhere = !here || sources.corpus.is_some();
    (often >= RATIO * count).then_some(Right {
        whose: text.clone(),
        text,
        count: often,
        elsewhere,
        location: Some(location),
    })
}

/// Whether somebody is named so in other articles, too.
fn is_borne_elsewhere(sources: &Sources<'_>, entity: &Entity) -> bool {
    let named = |(corpus, own): (&Corpus, &ArticleId)| corpus.is_named_beside(&entity.folded, own);
    sources.corpus.is_some_and(named)
}

/// The surname is off: `Sunnuu`, beside `Sununu` three times.
fn surname(sources: &Sources<'_>, name: &Name, entity: &Entity, count: usize) -> Option<Right> {
    // `Committed` at the start of a sentence is no `Committee`.
    let verb = entity.person.is_none()
        && ["ed", "ing", "ly"]
            .iter()
            .any(|end| name.key.ends_with(end));
    if entity.entity_type == EntityType::Organisation
        || !names::is_known_word(&name.key)
        || lexicon::is_plain_word(&entity.name)
        || verb
    {
        return None;
    }
    for other in sources.article.names_near(&name.key) {
        for (index, right) in other.family.entities.iter().enumerate() {
            if !right.proved_person || !given_names_agree(entity, right) {
                continue;
            }
            let all: Vec<_> = mentions(other, index).collect();
            if all.len() < RATIO * count {
                continue;
            }
            let full = entity.person.is_some();
            if full && is_borne_elsewhere(sources, entity) {
                return None;
            }
            let first = all.first()?;
            // A surname for a surname, a full name for a full one.
            let short = all.iter().find(|m| m.candidate.kind == MentionKind::Short);
            let text = match (&entity.person, short) {
                (None, Some(short)) => short.candidate.text.clone(),
                (None, None) => right.name.split(' ').next_back().map(SmolStr::new)?,
                _ => right.name.clone(),
            };
            let location = Location::Here(Place::new(first.block, first.candidate.range));
            return Some(Right {
                text,
                whose: right.name.clone(),
                count: all.len(),
                elsewhere: false,
                location: Some(location),
            });
        }
    }
    None
}

/// A surname alone, short or a plain word too, where only a person is named: behind an office, or as who spoke. Nobody is
/// brought in like this, so it is somebody that the article knows.
fn named_as_person(sources: &Sources<'_>, name: &Name, mentions: &[&MentionRef]) -> Option<Right> {
    let [mention] = mentions else { return None };
    let alone = fold(&mention.candidate.text) == name.key && name.mentions.len() == 1;
    let facts = sources.article.block(mention.block)?;
    let known = names::is_known_word(&name.key);
    if !alone || !known || !is_named_as_person(facts, mention.candidate.range) {
        return None;
    }
    // `Roe said First it means`: the words said begin here, and their marks are lost.
    let opens = |word: &str| {
        matches!(
            word,
            "he" | "it" | "she" | "the" | "they" | "this" | "we" | "you"
        )
    };
    if mention.candidate.title.is_none()
        && word_after(facts, mention.candidate.range.end()).is_some_and(opens)
    {
        return None;
    }
    // Different names differ in a letter too: `Senator Reid` is no slip of `Walter Reed`.
    let changed = |key: &str| is_changed_letter(&name.key, key);
    let of_mention = office(sources, mention);
    let same_office = |right: &Name| {
        right
            .mentions
            .iter()
            .any(|m| office(sources, m) == of_mention)
    };
    let near = sources.article.names_of_letter(&name.key);
    let near = near.filter(|right| {
        let long = right.key.chars().count() >= SHORTEST;
        long && is_slip_of(&name.key, &right.key) && (of_mention.is_none() || same_office(right))
    });
    let known = near.filter_map(|right| {
        let least = if changed(&right.key) { RATIO } else { TWICE };
        known_person(right, least)
    });
    let (count, first, whose) = known.max_by_key(|(count, ..)| *count)?;
    let text = first.candidate.text.split(' ').next_back()?;
    Some(Right {
        text: text.into(),
        whose: whose.clone(),
        count,
        elsewhere: false,
        location: Some(Location::Here(Place::new(
            first.block,
            first.candidate.range,
        ))),
    })
}

/// How often the surname stands, where first, and whose it is, if one person bears it, named in full and at least so often.
fn known_person(right: &Name, least: usize) -> Option<(usize, &MentionRef, &SmolStr)> {
    let [bearer] = bearers(right)[..] else {
        return None;
    };
    let all: Vec<&MentionRef> = mentions(right, bearer).collect();
    let entity = right.family.entities.get(bearer)?;
    let often = entity.proved_person && all.len() >= least;
    often.then_some((all.len(), *all.first()?, &entity.name))
}

fn given_names_agree(wrong: &Entity, right: &Entity) -> bool {
    match (&wrong.person, &right.person) {
        (Some(a), Some(b)) => a.given == b.given,
        _ => true,
    }
}
