//! Who is meant by an office with a name, and what says that two of them are one person.

use article::Name;
use names::lexicon::{Listed, listed};

use super::{
    held::Held,
    offices::{OFFICES, is_career, is_last},
};
use crate::{
    described::{is_addressed, same_description, stands_as_known, stands_plainly},
    engine::Sources,
    passage::words_before,
    people::{bearers, family_offices, is_dynasty},
};

/// Whom the surname alone means behind an office: the only one of its bearers who is named in full with one.
pub(super) fn only_holder(name: &Name, held: &[Held<'_>]) -> Option<usize> {
    let full = held
        .iter()
        .filter(|h| h.is_full() && !h.title.of_another_time);
    let mut full = full.map(|h| h.entity);
    let holder = full.next().or(held.first().map(|h| h.entity))?;
    let only = full.all(|entity| entity == holder);
    let borne = bearers(name).len() <= 1 || held.iter().any(Held::is_full);
    (only && borne && !is_dynasty(&name.key)).then_some(holder)
}

/// Marks the offices that nobody of a family of well-known office-holders had, if it stands with one that it had and with
/// no other; whether there are any.
pub(super) fn mark_foreign(name: &Name, held: &mut [Held<'_>]) -> bool {
    let Some(offices) = family_offices(&name.key) else {
        return false;
    };
    let is_of_family = |h: &Held<'_>| OFFICES[h.office].iter().any(|o| offices.contains(o));
    let mut own = held.iter().filter(|h| is_of_family(h)).map(|h| h.office);
    let Some(first) = own.next() else {
        return false;
    };
    if !own.all(|office| office == first) {
        return false;
    }
    for h in &mut *held {
        h.foreign = !h.is_full() && !is_of_family(h);
    }
    held.iter().any(|h| !is_of_family(h))
}

/// Whether the headline calls by the surname alone whom the text then names first, in full: `Sen. Roe on the Port`, and
/// below it `Gov. Jane Roe said`.
pub(super) fn is_of_headline(sources: &Sources<'_>, held: &[Held<'_>], short: &Held<'_>) -> bool {
    let headline = sources.article.header().headline;
    let at = headline.map(|(block, _)| block);
    let below = held
        .iter()
        .filter(|h| h.mention.block > short.mention.block);
    let first = below.min_by_key(|h| (h.mention.block, h.mention.index));
    at == Some(short.mention.block) && first.is_some_and(Held::is_full)
}

/// Whether somebody stands as known, whatever he is called: `we thank Sen. Roe`, `with Sen. Roe`, `Dear Sen. Roe`.
pub(super) fn stands_as_of_now(sources: &Sources<'_>, held: &Held<'_>) -> bool {
    stands_as_known(sources, held.mention)
        || stands_plainly(sources, held.mention)
        || is_addressed(sources, held.mention)
}

/// Whether one nationality stands before both offices: `Afghan President Roe`, `Afghan Gov. Roe`.
pub(super) fn same_nation(sources: &Sources<'_>, a: &Held<'_>, b: &Held<'_>) -> bool {
    let nation = |held: &Held<'_>| {
        let facts = sources.article.block(held.mention.block)?;
        let word = words_before(facts, held.title.range.start()).next()?;
        matches!(listed(word), Some(Listed::Demonym(_))).then_some(word)
    };
    nation(a).is_some_and(|nation_of_a| nation(b) == Some(nation_of_a))
}

/// Whether what stands around the two names says that one person has both.
pub(super) fn is_one_person(sources: &Sources<'_>, most: &Held<'_>, one: &Held<'_>) -> bool {
    let president = |h: &Held<'_>| OFFICES[h.office].contains(&"president");
    // `John H. Roe` may be the father of `John Roe`.
    let is_same_name = |a: &Held<'_>, b: &Held<'_>| {
        a.is_full() && a.mention.candidate.folded == b.mention.candidate.folded
    };
    same_description(sources, most.mention, one.mention)
        || same_nation(sources, most, one)
        || is_same_name(most, one) && !president(most) && !president(one)
        // A president needs no full name; of two members of a parliament by surname each may be another.
        || (most.is_full() || one.certain && (is_last(most.office) || !is_career(one.office)))
            && !one.is_full()
            && stands_as_of_now(sources, one)
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn of_one_nation() {
        check(
            "title",
            r#"
In the port he met Afghan President Paul Keller on Monday, officials in the capital said to reporters.
What divides Afghan Gov. Keller and his neighbors was not told on Tuesday.
                    ^^^^ “President Paul Keller” stands once in this article, “Gov. Keller” once.
"#,
        );
    }

    #[test]
    fn the_full_name_second() {
        check(
            "title",
            r#"
Reporters in the port asked on Monday about Judge Keller, officials there said on Tuesday.
Nobody in the capital had heard of Prime Minister Jane Keller until then.
                                   ^^^^^^^^^^^^^^ “Judge Keller” stands once in this article, “Prime Minister Jane Keller” once.
"#,
        );
    }

    #[test]
    fn joined_to_another_who_is_known() {
        check(
            "title",
            r#"
Rep. Jane Keller spoke to reporters in the capital on Monday, officials there said.
On Tuesday the port was shown to Sen. Weber and Gov. Keller as it is.
                                                ^^^^ “Rep. Jane Keller” stands once in this article, “Gov. Keller” once.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "title",
            r#"
Prime Minister Keller spoke on Monday in the port. On Tuesday his friend, Judge Paul Keller, was asked.
"#,
        );
    }
}
