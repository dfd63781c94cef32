//! What makes two people of one surname one person: an office, or how the second is named.

use article::{MentionRef, Name};
use names::{Gender, MentionKind};

use super::in_full;
use crate::{
    described::{is_addressed, is_signature, office, pronoun, stands_as_known, stands_plainly},
    engine::Sources,
    passage::{tokens_before, words_apart, words_before},
    people,
};

/// How often somebody is named, in full or not, who is known from then on.
const ENOUGH: usize = 3;

/// Whether one office or rank stands before the slip and before another mention of the name, in full or not, that is not
/// the slip's: `Sen.` and `Senator` are one.
pub(super) fn same_office(
    sources: &Sources<'_>,
    name: &Name,
    rare: usize,
    [first, slip]: [&MentionRef; 2],
) -> bool {
    let Some(of_slip) = office(sources, slip) else {
        return false;
    };
    // `Sen. Lisa Roe`, `former Sen. Frank Roe`: one office, one after the other.
    let in_full = name
        .mentions
        .iter()
        .filter(|m| m.candidate.kind == MentionKind::Full);
    let mut titles = in_full.filter_map(|m| m.candidate.title.as_ref());
    if titles.any(|title| title.of_another_time) {
        return false;
    }
    let linked = name.mentions.iter().zip(&name.family.links);
    let mut others = linked.filter(|(m, link)| {
        // What stands below the slip may mean whom the slip brought in, and above the first nobody is known yet.
        let at = (m.block, m.index);
        let between = (first.block, first.index) < at && at < (slip.block, slip.index);
        let other = link.as_ref().is_some_and(|l| l.entity != rare);
        other && (between || m.candidate.kind == MentionKind::Full)
    });
    others.any(|(m, _)| office(sources, m).is_some_and(|office| office == of_slip))
}

/// Whether the slip, below the other, stands where nobody is brought in: as somebody known, under a letter, in the address of
/// one whom the article calls by an office.
pub(super) fn is_same_by_place(
    sources: &Sources<'_>,
    name: &Name,
    [most, rare]: [usize; 2],
    slip: &MentionRef,
    surname: usize,
) -> bool {
    let often = in_full(name, most).len() + surname;
    let gender = |entity: usize| people::gender(&name.family.entities[entity]);
    // A wife or a husband is known with the other.
    let of_rare = gender(rare);
    let same_gender = of_rare.is_some() && gender(most).is_none_or(|g| Some(g) == of_rare);
    // Where the next words are on `Mr. Roe`, she is no wife whom nothing is said of.
    let related = name.mentions.iter().any(|m| m.candidate.relative_near);
    let of_next = gender_of_next(sources, name, slip).filter(|_| !related && of_rare.is_some());
    let same_gender = same_gender || of_next.is_some() && of_next == gender(most);
    let untitled = slip.candidate.title.is_none();
    let known = often >= ENOUGH
        && (same_gender || !slip.candidate.quoted)
        && stands_as_known(sources, slip)
        || often > ENOUGH && same_gender && stands_plainly(sources, slip);
    // `Diana Roe left when he was asked`: the pronoun goes with the other name.
    let called = pronoun(sources, slip).filter(|_| gender(rare).is_some());
    let mistaken = called.is_some() && called != gender(rare) && called == gender(most);
    // `Mr. Diana Roe`
    let title = slip.candidate.title.as_ref();
    let honorific = title.and_then(|title| title.gender);
    let mistaken = mistaken
        || honorific.is_some()
            && gender(rare).is_some_and(|g| Some(g) != honorific)
            && honorific == gender(most);
    untitled && known
        || often >= ENOUGH && (mistaken || is_of_headline(sources, &in_full(name, most), slip))
        || surname > 0 && is_signature(sources, slip)
        || is_addressee(sources, name, slip)
}

/// The gender with which the next words have the surname alone: `the letter to Helen Roe. Mr. Roe has not answered`.
fn gender_of_next(sources: &Sources<'_>, name: &Name, slip: &MentionRef) -> Option<Gender> {
    let next = mention_below(name, slip).filter(|next| next.block == slip.block)?;
    let facts = sources.article.block(slip.block)?;
    let near = words_apart(facts, slip.candidate.range, next.candidate.range) <= NEXT;
    let title = next.candidate.title.as_ref()?;
    title.gender.filter(|_| near)
}

/// How many tokens behind a name the next words on the same person stand at most.
const NEXT: usize = 40;

/// The next mention of the name, if it is the surname alone.
fn mention_below<'n>(name: &'n Name, mention: &MentionRef) -> Option<&'n MentionRef> {
    let at = (mention.block, mention.index);
    let below = name.mentions.partition_point(|m| (m.block, m.index) <= at);
    let next = name.mentions.get(below);
    next.filter(|m| m.candidate.kind == MentionKind::Short)
}

/// Whether the next to be named is who a letter is addressed to: `Martin Roe, Secretary … Dear Secretary Roe`; or, in its
/// address, who has the same office: `The Honorable Martin Roe, Secretary … Secretary Roe: We ask`.
fn is_addressee(sources: &Sources<'_>, name: &Name, slip: &MentionRef) -> bool {
    let Some(next) = mention_below(name, slip) else {
        return false;
    };
    let facts = sources.article.block(slip.block);
    let before = facts.and_then(|f| words_before(f, slip.candidate.range.start()).next());
    let same = || office(sources, slip).is_some_and(|own| office(sources, next) == Some(own));
    is_addressed(sources, next) || before == Some("Honorable") && same()
}

/// Whether the other is named in full in the headline alone, and the slip is whom the text names instead.
fn is_of_headline(sources: &Sources<'_>, known: &[&MentionRef], slip: &MentionRef) -> bool {
    let [first] = known else { return false };
    // Whom no office brings in may be a wife, or stand in the name of a law.
    let title = slip.candidate.title.as_ref();
    if title.is_none_or(|title| title.gender.is_some()) {
        return false;
    }
    let headline = sources.article.header().headline;
    if slip.block != first.block {
        return headline.is_some_and(|(block, _)| block == first.block);
    }
    // Where the ends of lines were lost, wide gaps are left.
    let Some(facts) = sources.article.block(first.block) else {
        return false;
    };
    let (end, start) = (first.candidate.range.end(), slip.candidate.range.start());
    let opens = tokens_before(facts, end).len() <= HEADLINE;
    opens && facts.block.text()[end.into()..start.into()].contains(LOST_LINE)
}

/// How far into an article, in tokens, its headline goes, what stands over it included.
const HEADLINE: usize = 12;

/// What is left of the end of a line.
const LOST_LINE: &str = "        ";
