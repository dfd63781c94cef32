//! # name-typo
//!
//! A name that is one typing error away from another.
//!
//! ## Why it matters
//! A misspelt name is the commonest error that newspapers correct.
//!
//! ## How it decides
//! One letter is dropped, doubled, changed or swapped with its neighbour, and not the first. A word that is not among the
//! few hundred thousand known ones is taken for a slip of a word that stands more often in the article (as often, if a
//! letter was dropped, doubled or swapped), or in two other articles of the corpus. A known word may be a name too: then it must be part of a person’s name, the other form must
//! stand three times as often, and the two must have five letters.
//!
//! ## What it leaves alone
//! Endings (`Tennesseans`, `Russian`), people whose given names differ, words of the lists of countries and
//! places, and forms that are themselves frequent.
//!
//! ## Example
//! “Vladmir Putin” → “Vladimir Putin”.

use article::{MentionRef, Name};
use names::{
    Entity, EntityType, MentionKind, is_changed_letter, is_slip_of, lexicon, near_miss_part,
};
use smol_str::SmolStr;

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related, times},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct NameTypo;

static RULE: Rule = Rule {
    id: "name-typo",
    severity: Severity::Warning,
    fixes: Fixes::Maybe,
    source: include_str!("name_typo.rs"),
};

/// How many times as often the right form must stand.
const RATIO: usize = 3;
/// In so many other articles of the corpus must a name stand that a word here is a slip of.
const ENOUGH_ARTICLES: usize = 2;
/// A form that stands more often than this is no slip.
const MOST_SLIPS: usize = 2;

impl Check for NameTypo {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn name(&self, sources: &Sources<'_>, name: &Name, found: &mut Vec<Finding>) {
        for (index, entity) in name.family.entities.iter().enumerate() {
            // A surname alone that follows a misspelt full name is spelt right.
            let misspelt =
                |m: &&MentionRef| entity.person.is_none() || m.candidate.kind == MentionKind::Full;
            let mentions: Vec<&MentionRef> = mentions(name, index)
                .filter(|m| m.candidate.certain)
                .filter(misspelt)
                .collect();
            if mentions.is_empty()
                || mentions.len() > MOST_SLIPS
                || lexicon::listed(&entity.name).is_some()
            {
                continue;
            }
            if !matches!(
                entity.entity_type,
                EntityType::Person | EntityType::Other | EntityType::Organisation
            ) {
                continue;
            }
            let right = given_name(sources, name, entity, mentions.len())
                .or_else(|| surname(sources, name, entity, mentions.len()));
            let Some(right) = right else { continue };
            for mention in mentions.into_iter().filter(|m| !m.candidate.quoted) {
                found.push(finding(mention, &right));
            }
        }
    }

    fn word(&self, sources: &Sources<'_>, word: &str, found: &mut Vec<Finding>) {
        if !sources.article.is_unknown_word(word) {
            return;
        }
        // `Colombias` lost its apostrophe, nothing else.
        if word.strip_suffix('s').is_some_and(names::is_known_word) {
            return;
        }
        let places: Vec<_> = sources.article.word_places(word).collect();
        if places.len() > MOST_SLIPS {
            return;
        }
        let right = meant_here(sources, word, places.len());
        let Some(right) = right.or_else(|| meant_elsewhere(sources, word)) else {
            return;
        };
        for (block, range) in places {
            found.extend(slip(sources, Place::new(block, range), &right));
        }
    }
}

/// The form that was probably meant.
struct Right {
    /// What should stand in the place of the whole mention.
    text: SmolStr,
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
    // The word itself is marked where the article has the right one.
    let marked = |part: &&SmolStr| {
        sources.article.is_unknown_word(part) && meant_here(sources, part, count).is_some()
    };
    if wrong.iter().any(marked) {
        return None;
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
    if let Some((corpus, own)) = sources.corpus {
        for (article, row) in corpus.by_key(&name.key).filter(|(a, _)| *a != own) {
            if row.folded == entity.folded {
                return None; // spelt like this elsewhere too
            }
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
                        Location::Elsewhere(article.clone(), row.definition),
                    ))
                }
            }
        }
    }
    let (text, often, location) = best?;
    let elsewhere = !here || sources.corpus.is_some();
    (often >= RATIO * count).then_some(Right {
        text,
        count: often,
        elsewhere,
        location: Some(location),
    })
}

/// The word of the article that an unknown one is a slip of: the most frequent.
fn meant_here(sources: &Sources<'_>, word: &str, count: usize) -> Option<Meant> {
    let article = sources.article;
    let near = article
        .words_of_letter(word)
        .filter(|w| is_slip_of(word, w));
    let counted = near.map(|w| (article.word_places(w).count(), w));
    let here = counted
        .filter(|(n, w)| {
            let bare = *n == count && !article.is_unknown_word(w);
            *n > count || (bare && !is_changed_letter(word, w))
        })
        .max_by_key(|(n, _)| *n);
    let (count, word) = here?;
    let (block, range) = article.word_places(word).next()?;
    Some(Meant {
        word: word.clone(),
        count,
        elsewhere: false,
        location: Location::Here(Place::new(block, range)),
    })
}

/// The name of other articles that an unknown word is a slip of, if none of them spells it so.
fn meant_elsewhere(sources: &Sources<'_>, word: &str) -> Option<Meant> {
    let (corpus, own) = sources.corpus?;
    let others = |key: &str| {
        corpus
            .by_key(key)
            .filter(|(a, _)| *a != own)
            .collect::<Vec<_>>()
    };
    let key = names::fold(word);
    if !others(&key).is_empty() {
        return None;
    }
    let near = corpus
        .keys_from(word.chars().next()?)
        .filter(|k| is_slip_of(&key, k));
    let rows = near
        .map(|k| (k, others(k)))
        .filter(|(_, rows)| rows.len() >= ENOUGH_ARTICLES);
    let (key, rows) = rows.max_by_key(|(_, rows)| rows.len())?;
    let (article, row) = rows.first()?;
    // Joined parts (`vanderberg`) are no word that could stand here.
    let spelt = row
        .name
        .split([' ', '-'])
        .any(|part| names::fold(part) == *key);
    let count = rows.iter().map(|(_, row)| row.mentions.len()).sum();
    let location = Location::Elsewhere((*article).clone(), row.definition);
    spelt.then(|| Meant {
        word: key.clone(),
        count,
        elsewhere: true,
        location,
    })
}

/// A word that was probably meant.
struct Meant {
    /// In lower case.
    word: SmolStr,
    count: usize,
    elsewhere: bool,
    location: Location,
}

fn slip(sources: &Sources<'_>, place: Place, meant: &Meant) -> Option<Finding> {
    let facts = sources.article.block(place.block)?;
    let text = capitalised(&meant.word);
    let scope = if meant.elsewhere {
        "in other articles"
    } else {
        "in this article"
    };
    let message = format!(
        "“{text}” stands {} {scope}; “{}” is one letter away.",
        times(meant.count),
        facts.block.slice(place.range.0)
    );
    let mut finding = Finding::new(&RULE, place, message);
    finding.related.push(Related {
        location: meant.location.clone(),
        message: format!("“{text}”"),
    });
    finding
        .fixes
        .push(Fix::new(text.clone(), place, text, Applicability::Maybe));
    Some(finding)
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
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
                count: all.len(),
                elsewhere: false,
                location: Some(location),
            });
        }
    }
    None
}

fn given_names_agree(wrong: &Entity, right: &Entity) -> bool {
    match (&wrong.person, &right.person) {
        (Some(a), Some(b)) => a.given == b.given,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn one_letter_off() {
        check(
            "name-typo",
            r#"
Senator John Sununu spoke in the capital on Monday, officials there said.
Sununu was pleased, and Mr. Sununu said so. Later Mr. Sunnuu left for home.
                                                      ^^^^^^ “Sununu” stands 3 times in this article; “Sunnuu” is one letter away.
"#,
        );
    }

    #[test]
    fn a_given_name_off_against_the_corpus() {
        check(
            "name-typo",
            r#"
//- a.txt
Russian President Vladmir Putin will visit the country, officials said.
                  ^^^^^^^^^^^^^ “Vladimir Putin” stands 3 times in these articles; “Vladmir Putin” is one letter away.
//- b.txt
Russian President Vladimir Putin came by train, and Vladimir Putin left by train, officials said.
//- c.txt
Russian President Vladimir Putin stayed at home, and Mr. Putin was pleased, officials said.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "name-typo",
            r#"
Senator John Hanson met Mr. Peter Hansen. Hanson spoke, Hanson left, Hanson came, officials said.
Kim Jong Il and Kim Jong Un and Kim Jong Un and Kim Jong Un met in Russia; the Russian side was pleased.
"#,
        );
    }
}
