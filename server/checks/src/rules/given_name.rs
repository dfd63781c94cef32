//! # given-name
//!
//! One surname, two given names: “Jane Roe” all through, “Martin Roe” once.
//!
//! ## Why it matters
//! The reader meets somebody who does not exist.
//!
//! ## How it decides
//! Two people of one surname are named in full, one of them once, and nothing says who the other is. It is a warning where
//! something makes the two one: an office that stands before both (`Sen. Jane Roe`, `Roe`, `Sen. Martin Roe`); the same
//! words behind both (`(D-Ohio)`, `the chief of the agency`) or before both (`Under Secretary of Defense for Policy`, `the
//! nomination of`); that the second is spoken of as one speaks of somebody known, without an office, an age or a word on
//! who it is, in an article that is about the first; that a pronoun goes with the first and not with the second (`Diana Roe
//! left when he was asked`, `Mr. Diana Roe`, `without Diana Roe. Mr. Roe was asked`); that the first stands in full in the
//! headline alone; that it stands below a letter (`Sincerely, Martin Roe`), or in the address of one (`Martin Roe … Dear
//! Secretary Roe`). Else it is a hint: there are people who share a surname.
//!
//! On 71,761 press releases of senators that nobody had touched (2026-11-23) it says nothing: a given name is hardly ever
//! wrong there. Of hints there most name two people.
//!
//! ## What it leaves alone
//! Given names that begin alike or are forms of one another. Relatives: a word for one near either, other than for the
//! first one’s wife, husband or family; both names side by side; a child called by the given name alone, `Paul’s father`.
//! Two who are told apart: `the nomination of Jane Roe, not the nomination of Martin Roe`. Hospitals that go by a person’s
//! name, `at Walter Reed`; two surnames in a row. Families of several well-known office-holders. Surnames of more than two
//! people in the article. Lists, where every name stands in full.
//!
//! ## Example
//! “Jane Roe spoke. Roe was pleased. … Martin Roe said” → “Jane Roe said”.

mod one_person;
mod two_people;

use article::{MentionRef, Name};
use names::MentionKind;

use self::{
    one_person::{is_same_by_place, same_office},
    two_people::{differ, is_house, is_told_apart, is_two_surnames, relatives},
};
use crate::{
    described::{same_description, same_introduction},
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related, times},
    passage::{is_one_piece, word_after, words_before},
    people::{bearers, is_dynasty},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct GivenName;

static RULE: Rule = Rule {
    id: "given-name",
    severity: Severity::Warning,
    fixes: Fixes::Maybe,
    source: include_str!("given_name.rs"),
};

/// How often the surname must stand, alone or in full, for the person that it is known from.
const ENOUGH: usize = 3;

impl Check for GivenName {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn name(&self, sources: &Sources<'_>, name: &Name, found: &mut Vec<Finding>) {
        let known = bearers(name);
        let Some(_) = known.first() else { return };
        let mut people = known.clone();
        people.extend(others_named(sources, name, &known));
        people.sort_unstable();
        people.retain(|entity| {
            in_full(name, *entity)
                .iter()
                .any(|m| is_one_name(sources, m))
        });
        let [a, b] = people.as_slice() else { return };
        let (full_a, full_b) = (in_full(name, *a), in_full(name, *b));
        let (most, rare) = if full_a.len() >= full_b.len() {
            (a, b)
        } else {
            (b, a)
        };
        if !known.contains(rare) {
            return;
        }
        let (known, slip) = (in_full(name, *most), in_full(name, *rare));
        let surname = name.mentions.len() - known.len() - slip.len();
        let ([slip], Some(first)) = (slip.as_slice(), known.first()) else {
            return;
        };
        if !is_one_name(sources, slip) {
            return;
        }
        let (known_as, slip_as) = (&name.family.entities[*most], &name.family.entities[*rare]);
        if !differ(known_as, slip_as)
            || !known_as.proved_person
            || is_house(slip)
            || [known_as, slip_as]
                .iter()
                .any(|e| is_two_surnames(sources, e))
            || relatives(sources, [known_as, slip_as], &known, slip)
            || surname == 0 && [first, slip].iter().any(|m| goes_on(sources, m))
        {
            return;
        }
        let below = (slip.block, slip.index) > (first.block, first.index);
        let is_one = surname > 0 && same_office(sources, name, *rare, [first, slip])
            || known.iter().any(|m| same_description(sources, m, slip))
            || !known.iter().any(|m| is_told_apart(sources, m, slip))
                && known.iter().any(|m| same_introduction(sources, m, slip))
            || below && is_same_by_place(sources, name, [*most, *rare], slip, surname);
        if !is_one && (known.len() + surname < ENOUGH || !below) {
            return;
        }
        let mut finding = told(first, known.len(), slip, surname);
        finding.one_person = Some((slip_as.name.clone(), known_as.name.clone()));
        // Else the second may be somebody else of that name.
        if !is_one || is_dynasty(&name.key) {
            finding.severity = Severity::Hint;
        }
        found.push(finding);
    }
}

/// Further people of the surname, whose given names are in no list: something else proves them, and the name is no other
/// thing's, `the Weber Keller bill`.
fn others_named(sources: &Sources<'_>, name: &Name, bearers: &[usize]) -> Vec<usize> {
    let is_alone = |m: &&MentionRef| {
        let facts = sources.article.block(m.block);
        let before = facts.and_then(|f| words_before(f, m.candidate.range.start()).next());
        // Among the capitals of a headline any word stands like a given name: `Official Roe  Fired Attorney`.
        let end = m.candidate.range.end();
        let after = facts.and_then(|f| word_after(f, end));
        let headline = after.is_some_and(|w| w.len() > 1 && w.starts_with(char::is_uppercase));
        !headline
            && !goes_on(sources, m)
            && !before.is_some_and(|w| matches!(w, "the" | "The" | "a" | "A"))
    };
    let entities = name.family.entities.iter().enumerate();
    let proved = entities.filter(|(index, e)| {
        let short = e
            .person
            .as_ref()
            .is_some_and(|p| p.given.len() <= MOST_GIVEN);
        short && e.proved_person && !bearers.contains(index)
    });
    let named = proved.filter(|(index, _)| in_full(name, *index).iter().any(is_alone));
    named.map(|(index, _)| index).collect()
}

/// More words before a surname are no given names.
const MOST_GIVEN: usize = 2;

/// What is found: who stands here, who there, how often.
fn told(first: &MentionRef, known: usize, slip: &MentionRef, surname: usize) -> Finding {
    let (there, here) = (&first.candidate, &slip.candidate);
    let surname_alone = match surname {
        0 => String::new(),
        n => format!(", the surname alone {}", times(n)),
    };
    let message = format!(
        "“{}” stands {} in this article, “{}” once{surname_alone}.",
        there.text,
        times(known),
        here.text,
    );
    let place = Place::new(slip.block, here.range);
    let other = Place::new(first.block, there.range);
    let mut finding = Finding::new(&RULE, place, message);
    finding.related.push(Related {
        location: Location::Here(other),
        message: format!("“{}”", there.text),
    });
    let right = there.text.as_str();
    finding
        .fixes
        .push(Fix::new(right, place, right, Applicability::Maybe));
    if known == 1 {
        let right = here.text.as_str();
        let title = format!("{right} there too");
        finding
            .fixes
            .push(Fix::new(title, other, right, Applicability::Maybe));
    }
    finding
}

/// Whether a mention is one name, not two between which a mark was lost.
fn is_one_name(sources: &Sources<'_>, mention: &MentionRef) -> bool {
    let facts = sources.article.block(mention.block);
    facts.is_some_and(|facts| is_one_piece(facts, mention.candidate.range))
}

/// Whether a mention may be part of a longer name: a capitalised word follows.
fn goes_on(sources: &Sources<'_>, mention: &MentionRef) -> bool {
    let Some(facts) = sources.article.block(mention.block) else {
        return true;
    };
    let end = mention.candidate.range.end();
    let rest = &facts.block.text()[end.into()..];
    let beside = rest.starts_with(' ') && !rest.starts_with("  ");
    let after = word_after(facts, end);
    beside && after.is_some_and(|w| w.len() > 2 && w.starts_with(char::is_uppercase))
}

/// The mentions of an entity by its full name.
fn in_full(name: &Name, entity: usize) -> Vec<&MentionRef> {
    let linked = name.mentions.iter().zip(&name.family.links);
    let of_entity = linked.filter(|(m, link)| {
        m.candidate.kind == MentionKind::Full && link.as_ref().is_some_and(|l| l.entity == entity)
    });
    of_entity.map(|(m, _)| m).collect()
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn another_given_name() {
        check(
            "given-name",
            r#"
Sen. Jane Keller spoke to reporters in the capital on Monday, officials said.

Keller was pleased, and Keller said so to reporters there on Monday.

Later in the evening Senator Martin Keller left for home, officials there said.
                             ^^^^^^^^^^^^^ “Jane Keller” stands once in this article, “Martin Keller” once, the surname alone twice.
"#,
        );
    }

    #[test]
    fn a_rank_is_no_given_name() {
        check(
            "given-name",
            r#"
Holly Keller spoke to reporters in the capital on Monday. Keller was pleased, and Keller said so.

Later in the evening the bill was named after Lance Corporal Keller, officials there said on Monday.
"#,
        );
    }

    #[test]
    fn in_a_list_of_one_office() {
        check(
            "given-name",
            r#"
Senators Anna Huber (R-Ohio) and Jane Keller met on Monday, officials there said.

Keller was pleased, officials there said on Monday. On Tuesday Sen. Martin Keller of Ohio left.
                                                                    ^^^^^^^^^^^^^ “Jane Keller” stands once in this article, “Martin Keller” once, the surname alone once.
"#,
        );
    }

    #[test]
    fn an_office_before_the_surname_alone() {
        check(
            "given-name",
            r#"
Jane Keller spoke to reporters in the capital on Monday, and officials were pleased with it.

Secretary Keller left in the evening. Weber met Secretary Martin Keller on Tuesday, officials said.
                                                          ^^^^^^^^^^^^^ “Jane Keller” stands once in this article, “Martin Keller” once, the surname alone once.
"#,
        );
    }

    #[test]
    fn the_same_words_behind_both() {
        check(
            "given-name",
            r#"
Sen. Jane Keller (D-Ohio) spoke to reporters in the capital on Monday, officials said there.

Weber met Martin Keller (D-Ohio) on Tuesday, officials in the capital said to reporters.
          ^^^^^^^^^^^^^ “Jane Keller” stands once in this article, “Martin Keller” once.
"#,
        );
    }

    #[test]
    fn as_somebody_known() {
        check(
            "given-name",
            r#"
Jane Keller spoke to reporters on Monday. Keller was pleased, and Keller said so, and Keller left.

“We are ready for what may come in the port,” said Martin Keller.
                                                   ^^^^^^^^^^^^^ “Jane Keller” stands once in this article, “Martin Keller” once, the surname alone 3 times.
"#,
        );
    }

    #[test]
    fn as_the_pronoun_has_it() {
        check(
            "given-name",
            r#"
Paul Keller spoke to reporters on Monday. Keller was pleased, and Keller said so in the port.

“In the short time Diana Keller has been in office, he has made the port safe,” Anna Weber said.
                   ^^^^^^^^^^^^ “Paul Keller” stands once in this article, “Diana Keller” once, the surname alone twice.
"#,
        );
    }

    #[test]
    fn another_than_in_the_headline() {
        check(
            "given-name",
            r#"
Paul Keller fights for the harbor

Keller’s bill will help the port, officials there said on Monday.

Sen. Martin Keller (D-Ohio) has written a bill, officials there said on Monday. Keller was pleased.
     ^^^^^^^^^^^^^ “Paul Keller” stands once in this article, “Martin Keller” once, the surname alone twice.
"#,
        );
    }

    #[test]
    fn another_than_in_the_headline_without_an_office() {
        check(
            "given-name",
            r#"
Paul Keller fights for the harbor

Keller’s bill will help the port, officials there said on Monday.

A law of long ago has the name of Martin Keller (D-Ohio), officials there said on Monday. Keller was pleased.
                                  ^^^^^^^^^^^^^ hint: “Paul Keller” stands once in this article, “Martin Keller” once, the surname alone twice.
"#,
        );
    }

    #[test]
    fn another_second_name() {
        check(
            "given-name",
            r#"
Mary Ann Keller spoke to reporters on Monday. Keller was pleased, and Keller said so, and Keller left.

On Tuesday the harbor was closed, and Mary Helen Keller said so. “We are ready,” said Mary Helen Keller.

The case of Anna Maria Moser came up on Monday. Moser was pleased, and Moser said so, and Moser left.

“We are ready for what may come in the port,” said Anna Helen Moser.
                                                   ^^^^^^^^^^^^^^^^ “Anna Maria Moser” stands once in this article, “Anna Helen Moser” once, the surname alone 3 times.
"#,
        );
    }

    #[test]
    fn an_office_behind_the_name() {
        check(
            "given-name",
            r#"
The port was the matter of Deputy Secretary Jane Keller on Monday. Keller was pleased with it.

“The port is open,” said Martin Keller, Deputy Secretary, Department of the Harbor.
                         ^^^^^^^^^^^^^ “Jane Keller” stands once in this article, “Martin Keller” once, the surname alone once.
"#,
        );
    }

    #[test]
    fn below_a_letter() {
        check(
            "given-name",
            r#"
Jane Keller wrote to the ministry in the capital on Monday. The letter of Keller follows here.

We ask you to look at the harbor, which has been closed for all of the winter that is past.

Sincerely,
/s/ Martin Keller
    ^^^^^^^^^^^^^ “Jane Keller” stands once in this article, “Martin Keller” once, the surname alone once.
"#,
        );
    }

    #[test]
    fn in_an_address() {
        check(
            "given-name",
            r#"
Huber wrote to Jane Keller of the ministry on Monday. The letter to Secretary Keller follows here.

The Honorable Martin Keller, Department of the Harbor. Dear Secretary Keller: We are ready for what may come.
              ^^^^^^^^^^^^^ “Jane Keller” stands once in this article, “Martin Keller” once, the surname alone twice.
"#,
        );
    }

    #[test]
    fn the_same_words_before_both() {
        check(
            "given-name",
            r#"
The letter was written by Assistant Harbor Commissioner Jane Keller on Monday. Keller was pleased with it.

On Tuesday, Assistant Harbor Commissioner Martin Keller, of Ohio, was asked about the port.
                                          ^^^^^^^^^^^^^ “Jane Keller” stands once in this article, “Martin Keller” once, the surname alone once.

The committee put off the nomination of Paul Huber on Monday. Huber was not there, and Huber was not asked.

Nobody in the port had thought of the nomination of Anna Huber, of Ohio, until then.
                                                    ^^^^^^^^^^ “Paul Huber” stands once in this article, “Anna Huber” once, the surname alone twice.
"#,
        );
    }

    #[test]
    fn an_honorific_of_the_other_gender() {
        check(
            "given-name",
            r#"
Paul Keller spoke to reporters on Monday. Keller was pleased, and Keller said so in the port.

The witness for the port on Tuesday: Mr. Diana Keller, of Ohio.
                                         ^^^^^^^^^^^^ “Paul Keller” stands once in this article, “Diana Keller” once, the surname alone twice.
"#,
        );
    }

    #[test]
    fn of_one_whose_relatives_are_named_elsewhere() {
        check(
            "given-name",
            r#"
Paul Keller and his family spoke to reporters on Monday. Keller was pleased, and Keller said so, and Keller left.

“We are ready for what may come in the port,” said Martin Keller.
                                                   ^^^^^^^^^^^^^ “Paul Keller” stands once in this article, “Martin Keller” once, the surname alone 3 times.
"#,
        );
    }

    #[test]
    fn without_an_office_a_hint() {
        check(
            "given-name",
            r#"
Jane Keller spoke to reporters on Monday. Keller was pleased, and Keller said so.

Later in the evening Martin Keller left for home, officials there said.
                     ^^^^^^^^^^^^^ hint: “Jane Keller” stands once in this article, “Martin Keller” once, the surname alone twice.
"#,
        );
    }

    #[test]
    fn who_is_brought_in_may_be_another() {
        check(
            "given-name",
            r#"
Jane Sommer spoke in the port. Sommer left, Sommer came, Sommer was pleased. Anna Sommer was nominated for the court.
                                                                             ^^^^^^^^^^^ hint: “Jane Sommer” stands once in this article, “Anna Sommer” once, the surname alone 3 times.
Jane Wagner spoke in the port. Wagner left, Wagner came, Wagner was pleased. Peter Hahn and Anna Wagner proposed a fix.
                                                                                            ^^^^^^^^^^^ hint: “Jane Wagner” stands once in this article, “Anna Wagner” once, the surname alone 3 times.
"#,
        );
    }

    #[test]
    fn behind_a_word_of_time() {
        check(
            "given-name",
            r#"
Paul Keller spoke to reporters on Monday. Keller was pleased, and Keller said so, and Keller left.

For the past two years Martin Keller has been in the port, officials there said.
                       ^^^^^^^^^^^^^ “Paul Keller” stands once in this article, “Martin Keller” once, the surname alone 3 times.
"#,
        );
    }

    #[test]
    fn as_the_next_words_have_it() {
        check(
            "given-name",
            r#"
Paul Keller spoke to reporters on Monday. Keller was pleased, and Keller said so, and Keller left.

Nobody in the port had listened to Helen Keller. On Tuesday Mr. Keller was asked again.
                                   ^^^^^^^^^^^^ “Paul Keller” stands once in this article, “Helen Keller” once, the surname alone 4 times.
"#,
        );
    }

    #[test]
    fn in_a_list_of_senators() {
        check(
            "given-name",
            r#"
Sen. Jane Keller spoke to reporters in the capital on Monday. Keller was pleased with it.

The letter has the names of Anna Moser, U.S. Senator; Martin Keller, U.S. Senator.
                                                      ^^^^^^^^^^^^^ “Jane Keller” stands once in this article, “Martin Keller” once, the surname alone once.
"#,
        );
    }

    #[test]
    fn two_to_be_appointed() {
        check(
            "given-name",
            r#"
The committee put off the nomination of Jane Keller. Keller was not asked, and Keller was not there.

It will read the nomination of Martin Keller of Ohio to a court in the port, and not the nomination of Jane Keller to a
                               ^^^^^^^^^^^^^ hint: “Jane Keller” stands twice in this article, “Martin Keller” once, the surname alone twice.
court in the capital.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "given-name",
            r#"
Sen. Jane Keller spoke to reporters in the capital on Monday. Keller was pleased, Keller said.

Her brother Martin Keller left for home. Sen. Bob Weber spoke. Weber left, Weber came, Robert Weber said.

Sen. Anna Huber spoke. Huber left, Huber came. The baker Paul Huber said so. Peter Huber agreed, and so did Huber.

Sen. Frank R. Lorenz spoke. Lorenz left. Sincerely, ANNA KELLERFRANK LORENZ United States Senator

The Honorable Jane Moser and The Honorable Martin Moser were asked. Secretary Moser came, and Moser left again.

The law was written by Rep. John Falk and Rep. Maria Falk. Sen. Jane Adler spoke. Rep. Martin Adler did not.

Jack Reed spoke in the port. Reed left, Reed came, Reed was pleased. He was told of Walter Reed before.

The Weber Brandt bill was read. John Brandt spoke. Brandt left, Brandt came, Brandt was pleased with it.

WEBER BRANDT BILL IS READ

Anna Weber and John Brandt met. Brandt left, Brandt came, and Brandt was pleased with it, said John Brandt.

John Paul Roth spoke in the port. Roth left, Roth came, Roth was pleased. “We are ready,” said Paul Roth.
"#,
        );
    }
}
