//! Words that nobody knows: slips of words of the article, or of names of other articles.

use article::{MentionRef, Standing, WordPlace};
use corpus::{EntityRow, Found};
use names::{EntityType, PersonName, fold, is_changed_letter, is_slip_of, near_miss_part};
use smol_str::SmolStr;
use text::{TextSize, capitalised};

use super::{MOST_SLIPS, RULE, throughout};
use crate::{
    described::is_named_as_person,
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related, TextEdit, times},
    passage::word_after,
    rule::Severity,
};

/// In so many other articles of the corpus must a name stand that a word here is a slip of.
const ENOUGH_ARTICLES: usize = 2;

/// Words of at most so many letters are near many others.
const SHORT: usize = 5;

/// Words of at least so many letters are near no other by chance.
const LONG: usize = 7;

/// A word that was probably meant.
struct Meant {
    /// In lower case.
    word: SmolStr,
    /// Whose name it is part of.
    whose: Option<SmolStr>,
    count: usize,
    elsewhere: bool,
    severity: Severity,
    location: Location,
}

pub(super) fn word(sources: &Sources<'_>, word: &str, found: &mut Vec<Finding>) {
    // `Colombias` lost its apostrophe, nothing else.
    let plural = word.strip_suffix('s').is_some_and(names::is_known_word);
    // `Romaâs` is an apostrophe that was read in another encoding.
    if plural || word.ends_with("âs") || !sources.article.is_unknown_word(word) {
        return;
    }
    let places = sources.article.word_places(word);
    let places: Vec<WordPlace> = places.take(MOST_SLIPS + 1).collect();
    if places.len() > MOST_SLIPS {
        return;
    }
    let meant = in_article(sources, word, &places)
        .or_else(|| in_corpus(sources, word, places.first()?))
        .or_else(|| given_name(sources, word, places.first()?));
    let Some(meant) = meant else { return };
    // A county is no slip of a person.
    if meant.whose.is_some() && places.iter().any(|place| is_area(sources, place)) {
        return;
    }
    let other_way = other_way(sources, &places, &meant);
    for place in places {
        let names = who(sources, &place).zip(meant.whose.clone());
        let place = Place::new(place.block, place.range);
        found.extend(finding(sources, place, &meant).map(|mut finding| {
            finding.fixes.extend(other_way.clone());
            Finding {
                one_person: names,
                ..finding
            }
        }));
    }
}

/// Whether a word is the name of a part of the country: `Dallam County`.
fn is_area(sources: &Sources<'_>, place: &WordPlace) -> bool {
    let facts = sources.article.block(place.block);
    let behind = facts.and_then(|facts| word_after(facts, place.range.end()));
    matches!(
        behind,
        Some("Counties" | "County" | "Parish" | "Township" | "Village")
    )
}

/// The correction of the other form, where that stands no more often: nothing tells then which of the two is the slip.
fn other_way(sources: &Sources<'_>, places: &[WordPlace], meant: &Meant) -> Option<Fix> {
    if meant.elsewhere || meant.count > places.len() {
        return None;
    }
    let first = places.first()?;
    let right = sources.article.block(first.block)?.block.slice(first.range);
    let others = sources.article.word_places(&meant.word);
    let edits = others.map(|other| TextEdit {
        place: Place::new(other.block, other.range),
        text: right.to_owned(),
    });
    Some(Fix {
        title: format!("{right} there too"),
        edits: edits.collect(),
        applicability: Applicability::Maybe,
    })
}

/// Whether a word here and another are of two people, each of them named by a known given name, each by another:
/// `Joseph Muiller` and `Kyle Miller`.
fn are_two_people(sources: &Sources<'_>, ours: &[WordPlace], word: &str) -> bool {
    let person = |place: &WordPlace| {
        let person = mention_at(sources, place)?.candidate.person.clone()?;
        person.gender.is_some().then_some(person)
    };
    let places = sources.article.word_places(word).take(MOST_ASKED);
    let theirs: Vec<_> = places.map(|place| person(&place)).collect();
    let is_another = |ours: &PersonName| {
        let other = |theirs: &PersonName| match (ours.given.first(), theirs.given.first()) {
            (Some(a), Some(b)) => {
                ours.family != theirs.family && a != b && !is_slip_of(a, b) && !is_slip_of(b, a)
            }
            _ => false,
        };
        theirs
            .iter()
            .all(|theirs| theirs.as_ref().is_some_and(other))
    };
    let mut ours = ours.iter().map(person);
    !theirs.is_empty() && ours.all(|ours| ours.as_ref().is_some_and(is_another))
}

/// More places of a word need not be looked at.
const MOST_ASKED: usize = 4;

/// The word of the article that an unknown one is a slip of: the most frequent.
fn in_article(sources: &Sources<'_>, unknown: &str, places: &[WordPlace]) -> Option<Meant> {
    let article = sources.article;
    let slip = Slip {
        word: unknown,
        count: places.len(),
        is_person: places.iter().all(|place| {
            let facts = article.block(place.block);
            facts.is_some_and(|facts| is_named_as_person(facts, place.range))
        }),
    };
    let near = article
        .words_of_letter(unknown)
        .filter(|word| is_slip_of(unknown, word) && fold(unknown) != fold(word));
    // A surname of few letters behind a known given name is a slip of a name, not of any word.
    let is_surname = slip.is_short() && places.iter().any(|place| is_surname(sources, place));
    let near = near.filter(|word| {
        let mut places = article.word_places(word);
        !is_surname || places.any(|place| who(sources, &place).is_some())
    });
    let likely = near.filter_map(|word| {
        let often = article.word_places(word).count();
        let known = !article.is_unknown_word(word);
        slip.is_likely(word, often, known).then_some((often, word))
    });
    let (count, word) = likely.max_by_key(|(often, _)| *often)?;
    if are_two_people(sources, places, word) {
        return None;
    }
    // A word that only opens sentences is no name.
    let mut places = article.word_places(word);
    let first = places.find(|place| place.standing == Standing::Inside)?;
    Some(Meant {
        word: word.clone(),
        whose: who(sources, &first),
        count,
        elsewhere: false,
        severity: RULE.severity,
        location: Location::Here(Place::new(first.block, first.range)),
    })
}

/// A word that nobody knows, in the article.
struct Slip<'w> {
    word: &'w str,
    count: usize,
    /// Whether it stands where only persons are named, each time.
    is_person: bool,
}

impl Slip<'_> {
    /// Whether so many mentions of a word beside it make it a slip. Short names are like one another by chance, and a
    /// changed letter is how different names differ; but whoever speaks without having been named is known by another.
    fn is_likely(&self, word: &str, often: usize, known: bool) -> bool {
        let changed = is_changed_letter(self.word, word) && !self.is_person;
        // `Shawa` beside `Shawan` may be another.
        if word.starts_with(self.word) && word.chars().count() < LONG && !self.is_person {
            return false;
        }
        if self.is_short() {
            return known && often >= if changed { 3 } else { 2 };
        }
        often > self.count
            || (often == self.count && known && !changed && self.letters() + 1 >= LONG)
    }

    fn letters(&self) -> usize {
        self.word.chars().count()
    }

    fn is_short(&self) -> bool {
        self.letters() <= SHORT
    }
}

/// The name of other articles that an unknown word is a slip of, if none of them spells it so.
fn in_corpus(sources: &Sources<'_>, word: &str, place: &WordPlace) -> Option<Meant> {
    let (corpus, own) = sources.corpus?;
    let key = fold(word);
    let person = mention_at(sources, place).and_then(|m| m.candidate.person.clone());
    let given = person
        .filter(|p| p.family == key && !p.given.is_empty())
        .map(|p| p.given);
    let others = |key: &str| {
        let mut found = corpus.by_key(key);
        found.retain(|f| f.article != *own);
        found
    };
    if corpus.is_known_beside(&key, own) {
        return None;
    }
    // Whoever has another given name has another surname.
    let may_be_meant = |found: &Found<EntityRow>| match (&given, found.row.parts.split_last()) {
        (Some(ours), Some((_, theirs))) => **ours == *theirs,
        _ => true,
    };
    let near = corpus.keys_meant_by(&key);
    let found = near.iter().map(|k| {
        let mut found = others(k);
        found.retain(may_be_meant);
        (k, found)
    });
    let found = found.filter(|(_, found)| found.len() >= ENOUGH_ARTICLES);
    let (key, found) = found.max_by_key(|(_, found)| found.len())?;
    let first = found.first()?;
    // Joined parts (`vanderberg`) are no word that could stand here.
    let mut parts = first.row.name.split([' ', '-']);
    let spelt = parts.any(|part| fold(part) == *key);
    let count = found.iter().map(|f| f.row.mentions.len()).sum();
    let location = Location::Elsewhere(first.article.clone(), first.row.definition()?);
    // Of one word alone, known from elsewhere only, nothing tells that it is no other name: `Kerrey` is not `Kerry`. Of a full
    // name the given name does.
    let named = found.iter().filter(|f| f.row.parts.len() > 1).count();
    let severity = match given {
        Some(_) if named >= ENOUGH_ARTICLES => RULE.severity,
        _ => Severity::Hint,
    };
    // Where more articles have it and this one does not, `throughout` tells.
    let told = given.is_some()
        && named >= throughout::ENOUGH_ARTICLES
        && sources.article.name(key).is_none();
    (spelt && !told).then(|| Meant {
        word: key.clone(),
        whose: Some(first.row.name.clone()),
        count,
        elsewhere: true,
        severity,
        location,
    })
}

/// The mention that a word belongs to.
fn mention_at(sources: &Sources<'_>, place: &WordPlace) -> Option<MentionRef> {
    let start = sources.article.document().start_of(place.block)?;
    let inside = start + place.range.start() + TextSize::new(1);
    sources.article.mention_at(inside)
}

/// Whether a word is the surname of somebody whose given name is known.
fn is_surname(sources: &Sources<'_>, place: &WordPlace) -> bool {
    let mention = mention_at(sources, place);
    let person = mention.as_ref().and_then(|m| m.candidate.person.as_ref());
    let word = sources
        .article
        .block(place.block)
        .map(|facts| fold(facts.block.slice(place.range)));
    person.is_some_and(|p| p.gender.is_some() && Some(&p.family) == word.as_ref())
}

/// The full name of the person whom a word names.
fn who(sources: &Sources<'_>, place: &WordPlace) -> Option<SmolStr> {
    let mention = mention_at(sources, place)?;
    let (who, _) = sources.article.link_of(mention.block, mention.index)?;
    let entity = sources.article.entity(&who)?;
    let person = entity.entity_type == EntityType::Person;
    person.then(|| entity.name.clone())
}

/// The given name that other articles give a person whom the word names here: `Vladmir` before `Putin`.
fn given_name(sources: &Sources<'_>, word: &str, place: &WordPlace) -> Option<Meant> {
    let (corpus, own) = sources.corpus?;
    let mention = mention_at(sources, place)?.candidate;
    let person = mention.person.as_ref()?;
    let wrong: Vec<&SmolStr> = person.given.iter().chain([&person.family]).collect();
    let found = corpus.by_key(&mention.key);
    let others = found.iter().filter(|f| f.article != *own);
    let right = others.filter_map(|found| {
        let part = near_miss_part(&wrong, &found.row.parts.iter().collect::<Vec<_>>())?;
        (*wrong[part] == fold(word)).then_some((found, part))
    });
    let right: Vec<_> = right.collect();
    let (first, part) = right.first()?;
    let location = Location::Elsewhere(first.article.clone(), first.row.definition()?);
    (right.len() >= ENOUGH_ARTICLES).then(|| Meant {
        word: first.row.parts[*part].clone(),
        whose: Some(first.row.name.clone()),
        count: right.iter().map(|(f, _)| f.row.mentions.len()).sum(),
        elsewhere: true,
        severity: RULE.severity,
        location,
    })
}

fn finding(sources: &Sources<'_>, place: Place, meant: &Meant) -> Option<Finding> {
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
    finding.severity = meant.severity;
    finding.related.push(Related {
        location: meant.location.clone(),
        message: format!("“{text}”"),
    });
    finding
        .fixes
        .push(Fix::new(text.clone(), place, text, Applicability::Maybe));
    Some(finding)
}
