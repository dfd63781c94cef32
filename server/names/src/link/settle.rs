//! One name is one kind of thing throughout an article: what its mentions speak for, taken together, is what each is.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::{
    Candidate, EntityType, MentionKind, PersonName,
    known::{is_listed_firm, is_listed_given_name, is_listed_persons_name, is_listed_town},
    leaning::Leaning,
    lexicon,
};

/// How far a surname that somebody bears in full speaks for that person wherever it stands alone, as log-odds: articles
/// name people in full once and then by surname. Less than a place that is clear from what stands around it.
const BORNE: f32 = 4.0;

/// From here on what stands around a town's name leaves no doubt that the town is meant, as log-odds against a person.
const CLEAR_PLACE: f32 = 6.0;

/// How far it speaks against a person that a name of one word is on no list of given or family names, and that nobody
/// bears it in full.
const UNHEARD_OF: f32 = 1.0;

/// The candidates of a key, each with the type that all mentions of its name speak for together. A person's full name
/// speaks for the surname too. What a list or a title vouches for stays what it is.
pub fn settle<'c>(candidates: &[&'c Candidate]) -> Vec<Cow<'c, Candidate>> {
    let mut votes: FxHashMap<&SmolStr, Leaning> = FxHashMap::default();
    for candidate in candidates {
        if let Some(vote) = vote(candidate) {
            let sum = votes.entry(&candidate.folded).or_default();
            *sum = sum.and(vote);
        }
    }
    let borne = Leaning::of([BORNE, BORNE, 0.0, 0.0]);
    // Whether somebody bears the surname, and with a given name of a list: so much it takes against a list of places.
    let (mut is_borne, mut is_given, mut of_bearers) = (false, false, Leaning::default());
    for candidate in candidates {
        if candidate.person.is_some()
            && let Some(vote) = vote(candidate)
            && is_person(votes.get(&candidate.folded))
        {
            is_borne = true;
            is_given |= has_listed_given_name(candidate);
            of_bearers = of_bearers.and(vote);
        }
    }
    if is_borne {
        let alone = candidates.iter().filter(|c| is_surname(c));
        of_bearers = alone.fold(of_bearers, |sum, _| sum.and(borne));
    }
    let above = on_their_own(candidates, &votes);
    // What stands for itself is that, and has no say in what the surname means elsewhere.
    let for_itself = |i: usize, candidate: &Candidate| match above {
        _ if is_borne && is_clear_place(candidate) => Some(EntityType::Place),
        Some((first, entity_type)) if i < first && is_surname(candidate) => Some(entity_type),
        _ => None,
    };
    let others = candidates.iter().enumerate();
    let others = others.filter(|(i, c)| is_surname(c) && for_itself(*i, c).is_none());
    let of_others = others.filter_map(|(_, c)| vote(c)).reduce(Leaning::and);
    let unheard_of = Leaning::of([-UNHEARD_OF, 0.0, 0.0, 0.0]);
    let settled = candidates.iter().enumerate().map(|(i, candidate)| {
        let sum = votes.get(&candidate.folded).copied();
        let open = candidate.leaning.is_some() && !vouched(candidate);
        let open = open && (is_given || lexicon::listed(&candidate.text).is_none());
        let Some(sum) = sum.filter(|_| open) else {
            return Cow::Borrowed(*candidate);
        };
        if let Some(entity_type) = for_itself(i, candidate) {
            return named(candidate, entity_type);
        }
        let sum = match is_surname(candidate) {
            true if is_borne => of_others.unwrap_or(sum).and(of_bearers),
            true if !is_listed_persons_name(&candidate.text) => sum.and(unheard_of),
            _ => sum,
        };
        retyped(candidate, sum.entity_type())
    });
    settled.collect()
}

/// Whether a surname alone is a town here, whoever else bears it: `Jakob Bamberg owns the brewery in Bamberg.`
fn is_clear_place(candidate: &Candidate) -> bool {
    use EntityType::{Person, Place};
    let clear = |leaning: Leaning| leaning.rather(Place, Person) >= CLEAR_PLACE;
    is_surname(candidate) && candidate.leaning.is_some_and(clear) && is_listed_town(&candidate.text)
}

/// Where somebody of the surname is first named in full, and what the word alone stands for above that, if its mentions there
/// speak for a place or a firm: `Porsche raised its forecast. Wolfgang Porsche chairs the board.`
fn on_their_own(
    candidates: &[&Candidate],
    votes: &FxHashMap<&SmolStr, Leaning>,
) -> Option<(usize, EntityType)> {
    let bears = |c: &&Candidate| c.person.is_some() && is_person(votes.get(&c.folded));
    let first = candidates.iter().position(bears)?;
    let alone = candidates
        .iter()
        .enumerate()
        .filter(|(i, c)| is_surname(c) && *i < first || is_clear_place(c));
    let sum = alone
        .map(|(_, c)| c)
        .filter_map(|c| vote(c))
        .reduce(Leaning::and)?;
    let entity_type = sum.entity_type();
    (entity_type != EntityType::Person).then_some((first, entity_type))
}

fn has_listed_given_name(candidate: &Candidate) -> bool {
    let given = candidate.person.iter().flat_map(|p| p.given.first());
    given.into_iter().any(|given| is_listed_given_name(given))
}

fn is_surname(candidate: &Candidate) -> bool {
    candidate.person.is_none() && candidate.folded == candidate.key
}

fn is_person(votes: Option<&Leaning>) -> bool {
    votes.is_some_and(|sum| sum.entity_type() == EntityType::Person)
}

/// Whether more than the model says that this is a person.
fn vouched(candidate: &Candidate) -> bool {
    candidate.title.is_some() && candidate.entity_type == Some(EntityType::Person)
}

fn vote(candidate: &Candidate) -> Option<Leaning> {
    if vouched(candidate) {
        Some(Leaning::person())
    } else {
        candidate.leaning
    }
}

/// A word that stands for itself here: what is on a list of towns or firms is named in full, and no short form of a person.
fn named(candidate: &Candidate, entity_type: EntityType) -> Cow<'_, Candidate> {
    let mut named = retyped(candidate, entity_type);
    let is_listed = || is_listed_town(&candidate.text) || is_listed_firm(&candidate.text);
    if named.kind == MentionKind::Short && is_listed() {
        named.to_mut().kind = MentionKind::Full;
    }
    named
}

/// A candidate as a name of this type.
fn retyped(candidate: &Candidate, entity_type: EntityType) -> Cow<'_, Candidate> {
    if candidate.entity_type == Some(entity_type) {
        return Cow::Borrowed(candidate);
    }
    let mut new = candidate.clone();
    new.entity_type = Some(entity_type);
    let words: Vec<&str> = new.text.split(' ').collect();
    if entity_type == EntityType::Person {
        new.person = PersonName::parse(&words);
    } else {
        new.person = None;
        new.proves_person = false;
    }
    new.kind = match entity_type {
        EntityType::Person if new.person.is_none() => MentionKind::Short,
        EntityType::Organisation if candidate.kind == MentionKind::Acronym => candidate.kind,
        _ => MentionKind::Full,
    };
    Cow::Owned(new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Title, recognise};

    /// What `Oslavia` is taken for three times: alone, and by all three together.
    fn settled(alone: [(EntityType, [f32; 4]); 3], title: Option<&Title>) -> Vec<EntityType> {
        let text = "We met Oslavia and saw Oslavia near Oslavia.";
        let document = text::Document::new(text, text::Format::Plain);
        let block = document.blocks().next().unwrap();
        let mut found = recognise(text, block.tokens(), block.sentences(), false);
        found.retain(|c| c.text == "Oslavia");
        for (candidate, (entity_type, scores)) in found.iter_mut().zip(alone) {
            candidate.entity_type = Some(entity_type);
            candidate.leaning = Some(Leaning::of(scores));
        }
        found[0].title = title.cloned();
        let candidates: Vec<&Candidate> = found.iter().collect();
        let types = settle(&candidates).into_iter().map(|c| c.entity_type);
        types.map(Option::unwrap).collect()
    }

    #[test]
    fn a_surname_that_somebody_bears_is_no_place() {
        let text = "The show is of Ada Lowery. Lowery painted, and Lowery left. A work by Lowery hangs there.";
        let document = text::Document::new(text, text::Format::Plain);
        let block = document.blocks().next().unwrap();
        let mut found = recognise(text, block.tokens(), block.sentences(), false);
        found.retain(|c| c.key == "lowery");
        for candidate in &mut found {
            let full = candidate.person.is_some();
            let scores = if full {
                [3.0, 0.0, 0.0, 0.0]
            } else {
                [0.0, 0.0, 2.0, 0.0]
            };
            candidate.leaning = Some(Leaning::of(scores));
        }
        let candidates: Vec<&Candidate> = found.iter().collect();
        let types = settle(&candidates).into_iter().map(|c| c.entity_type);
        assert_eq!(types.collect::<Vec<_>>(), [Some(EntityType::Person); 4]);
    }

    #[test]
    fn a_name_is_one_thing_and_a_title_is_not_outvoted() {
        use EntityType::{Person, Place};
        let alone = [
            (Person, [1.0, 0.0, 0.5, 0.0]),
            (Place, [0.0, 0.0, 3.0, 0.0]),
            (Place, [0.0, 0.0, 1.0, 0.0]),
        ];
        assert_eq!(settled(alone, None), [Place, Place, Place]);
        let range = text::TextRange::empty(0.into());
        let title = Title {
            range,
            text: "Mr.".into(),
            kind: crate::TitleKind::Honorific,
            gender: None,
            of_another_time: false,
        };
        assert_eq!(settled(alone, Some(&title)), [Person, Person, Person]);
    }

    #[test]
    fn a_listed_town_is_somebodys_surname_where_it_is_borne() {
        let found = crate::recognise::tests::read(
            "Whitney Houston sang. Houston smiled. She had never been to the city of Houston.",
        );
        assert_eq!(
            found,
            ["Whitney Houston Person", "Houston Person", "Houston Place"]
        );
    }

    #[test]
    fn a_town_above_its_namesake_has_no_say_below() {
        let found = crate::recognise::tests::read(
            "Durham lies in the north. Mary Durham has a statue there, though Durham never saw the town.",
        );
        assert_eq!(found[1..], ["Mary Durham Person", "Durham Person"]);
        assert_eq!(found[0], "Durham Place");
    }
}
