//! What makes two people of one surname two people: names that differ, and words that say so.

use article::MentionRef;
use names::Entity;
use smol_str::SmolStr;

use crate::{
    described::is_with_own_family,
    engine::Sources,
    passage::{words_apart, words_before},
    people::gender,
};

/// Two names with so few tokens between them are named in one breath.
const BESIDE: usize = 8;

/// Whether the given names are two: not an initial, a short or a pet form of one another, and not one that ran together with
/// the surname of somebody above, `ANNA KELLERPAUL ROE`. Where the first is the same, the second counts: `Anna Maria Roe`,
/// `Anna Helen Roe`.
pub(super) fn differ(a: &Entity, b: &Entity) -> bool {
    let given = |e: &Entity| e.person.as_ref().map(|p| p.given.clone());
    let (Some(a), Some(b)) = (given(a), given(b)) else {
        return false;
    };
    let two = |a: &str, b: &str| !names::may_be_one_given_name(a, b);
    match (a.as_slice(), b.as_slice()) {
        ([a, second, ..], [b, other, ..]) if a == b => {
            second.len() > 2 && other.len() > 2 && two(second, other)
        }
        ([first, ..], [second, ..]) => {
            let ran_together = |g: &SmolStr| g.len() > first.len() && g.ends_with(&**first);
            // `Anna Maria Roe`, `Maria Roe`
            let is_second = a.contains(second) || b.contains(first);
            two(first, second) && !is_second && !b.iter().any(ran_together)
        }
        _ => false,
    }
}

/// Whether both are named so near each other that what is said of both tells them apart: `the nomination of Jane Roe, not
/// that of Martin Roe`.
pub(super) fn is_told_apart(sources: &Sources<'_>, known: &MentionRef, slip: &MentionRef) -> bool {
    let facts = sources.article.block(slip.block);
    let (a, b) = (known.candidate.range, slip.candidate.range);
    known.block == slip.block && facts.is_some_and(|f| words_apart(f, a, b) <= TOLD_APART)
}

/// Two names with so few tokens between them are told apart.
const TOLD_APART: usize = 40;

/// Whether what looks like a full name is two surnames: `the Keller Roe bill`, where a Keller is named in full.
pub(super) fn is_two_surnames(sources: &Sources<'_>, entity: &Entity) -> bool {
    let given = entity.person.iter().flat_map(|person| &person.given);
    let names = given.filter_map(|given| sources.article.name(given));
    let mut others = names.flat_map(|name| &name.family.entities);
    others.any(|other| other.person.as_ref().is_some_and(|p| !p.given.is_empty()))
}

/// Whether a full name is that of a house, by which it is called as a person is: `at Walter Reed`.
pub(super) fn is_house(slip: &MentionRef) -> bool {
    HOUSES.contains(&&*slip.candidate.text.to_lowercase())
}

/// Hospitals and schools that go by the name of a person alone.
const HOUSES: &[&str] = &[
    "barnes jewish",
    "brooke army",
    "fannie mae",
    "freddie mac",
    "johns hopkins",
    "sallie mae",
    "walter reed",
];

/// Whether something says that the two are relatives, or both are named in one breath.
pub(super) fn relatives(
    sources: &Sources<'_>,
    [known_as, slip_as]: [&Entity; 2],
    known: &[&MentionRef],
    slip: &MentionRef,
) -> bool {
    let facts = sources.article.block(slip.block);
    let near = |m: &MentionRef| {
        facts.is_some_and(|f| words_apart(f, m.candidate.range, slip.candidate.range) <= BESIDE)
    };
    let beside =
        |m: &MentionRef| m.block == slip.block && m.index.abs_diff(slip.index) <= 1 && near(m);
    // `Jane Roe, mother of the suspect`; her husband, who stands beside her without a name, is no other woman.
    let same_gender = gender(known_as).is_some() && gender(known_as) == gender(slip_as);
    let of_relative = |m: &MentionRef| {
        m.candidate.relative_near && !(same_gender && is_with_own_family(sources, m))
    };
    is_child(sources, known_as)
        || is_child(sources, slip_as)
        || slip.candidate.relative_near
        || is_of_a_couple(sources, slip)
        || known
            .iter()
            .any(|m| beside(m) || of_relative(m) || is_of_a_couple(sources, m))
}

/// Whether somebody is called by the given name alone beside a word for a relative: `Paul’s father`.
fn is_child(sources: &Sources<'_>, person: &Entity) -> bool {
    let given = person.person.as_ref().and_then(|p| p.given.first());
    let alone = given.and_then(|given| sources.article.name(given));
    alone.is_some_and(|name| name.mentions.iter().any(|m| m.candidate.relative_near))
}

/// `Ed and Martha Roe`: a given name alone stands before.
fn is_of_a_couple(sources: &Sources<'_>, mention: &MentionRef) -> bool {
    let Some(facts) = sources.article.block(mention.block) else {
        return false;
    };
    let mut before = words_before(facts, mention.candidate.range.start());
    let capital = |word: Option<&str>| word.is_some_and(|w| w.starts_with(char::is_uppercase));
    let and = before.next() == Some("and");
    and && capital(before.next()) && !capital(before.next())
}
