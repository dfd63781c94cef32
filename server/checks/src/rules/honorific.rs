//! # honorific
//!
//! “Mrs.” once where the article says “Mr.” of the same person, or the other way round.
//!
//! ## Why it matters
//! It is read as an insult, or as a second person.
//!
//! ## How it decides
//! A surname stands with honorifics of both genders, one of them at least twice as often as the other, and nobody else
//! of that surname is named in the article. An office stands for a surname: `Mr. Chairman`. Where “Mrs.” is the rule, “Mr.”
//! may be her husband: then a pronoun that goes on from the name must be hers, `Mr. Roe was asked when she came`.
//!
//! ## What it leaves alone
//! Couples: the rarer honorific with a given name of its own, with a word for a relative near it, or with a pronoun that
//! agrees with it. Names between which a mark was lost: `Mr. Huber  Mrs. Weber`.
//!
//! ## Example
//! “Mr. Weber spoke. … Mrs. Weber said” → “Mr. Weber said”.

use article::{MentionRef, Name, WordPlace, other_addresses};
use names::{Gender, MentionKind, Title, TitleKind};
use text::capitalised;

use crate::{
    described::pronoun,
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related, times},
    passage::is_one_piece,
    people::bearers,
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct Honorific;

static RULE: Rule = Rule {
    id: "honorific",
    severity: Severity::Warning,
    fixes: Fixes::Maybe,
    source: include_str!("honorific.rs"),
};

/// How many times as often the right honorific must stand.
const RATIO: usize = 2;

/// An address that stands more often than this is no slip.
const MOST_SLIPS: usize = 2;

impl Check for Honorific {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn name(&self, sources: &Sources<'_>, name: &Name, found: &mut Vec<Finding>) {
        let mut all: Vec<Titled<'_>> = name.mentions.iter().filter_map(Titled::of).collect();
        let mixed = all.iter().any(|a| a.gender != all[0].gender);
        if !mixed || bearers(name).len() > 1 {
            return;
        }
        all.retain(|a| a.is_whole(sources));
        let (masculine, feminine): (Vec<_>, Vec<_>) =
            all.iter().partition(|a| a.gender == Gender::Masculine);
        let (most, rare) = if masculine.len() >= feminine.len() {
            (masculine, feminine)
        } else {
            (feminine, masculine)
        };
        let Some(right) = most.first().filter(|_| most.len() >= RATIO * rare.len()) else {
            return;
        };
        let counts = (most.len(), rare.len());
        let husband = most.iter().all(|a| a.is_wife());
        let is_one = |one: &Titled<'_>| match pronoun(sources, one.mention) {
            Some(gender) => gender == right.gender,
            None => !husband,
        };
        for one in rare.iter().filter(|a| !a.is_somebody_else() && is_one(a)) {
            let called = &one.mention.candidate.text;
            let (right, wrong) = ((right.place(), right.text()), (one.place(), one.text()));
            found.push(clash(called, right, wrong, counts));
        }
    }

    fn word(&self, sources: &Sources<'_>, word: &str, found: &mut Vec<Finding>) {
        let Some((wrong, office)) = word.split_once(' ') else {
            return;
        };
        let places: Vec<WordPlace> = sources
            .article
            .word_places(word)
            .take(MOST_SLIPS + 1)
            .collect();
        let others = other_addresses(word).filter(|other| gender(other) != gender(word));
        let counted = others.map(|other| (sources.article.word_places(&other).count(), other));
        let Some((count, other)) = counted.max_by_key(|(count, _)| *count) else {
            return;
        };
        let first = sources.article.word_places(&other).next();
        let (Some(first), Some((right, _))) = (first, other.split_once(' ')) else {
            return;
        };
        if places.len() > MOST_SLIPS || count < RATIO * places.len() {
            return;
        }
        let right = (Place::new(first.block, first.range), right);
        for slip in &places {
            let wrong = (Place::new(slip.block, slip.range), wrong);
            let office: Vec<String> = office.split(' ').map(capitalised).collect();
            found.push(clash(
                &office.join(" "),
                right,
                wrong,
                (count, places.len()),
            ));
        }
    }
}

/// What is found: who is called so, the right and the wrong honorific with their places, how often each stands.
fn clash(
    called: &str,
    (there, right): (Place, &str),
    (here, wrong): (Place, &str),
    (most, rare): (usize, usize),
) -> Finding {
    let message = format!(
        "“{right} {called}” stands {} in this article, “{wrong}” {}.",
        times(most),
        times(rare)
    );
    let mut finding = Finding::new(&RULE, here, message);
    finding.related.push(Related {
        location: Location::Here(there),
        message: format!("“{right} {called}”"),
    });
    finding
        .fixes
        .push(Fix::new(right, here, right, Applicability::Maybe));
    finding
}

/// The gender that an address such as `Mrs. chairman` goes with.
fn gender(address: &str) -> Gender {
    if address.starts_with("Mr. ") {
        Gender::Masculine
    } else {
        Gender::Feminine
    }
}

/// A mention with an honorific that has a gender.
struct Titled<'n> {
    mention: &'n MentionRef,
    title: &'n Title,
    gender: Gender,
}

impl<'n> Titled<'n> {
    fn of(mention: &'n MentionRef) -> Option<Self> {
        let title = mention.candidate.title.as_ref()?;
        let gender = title
            .gender
            .filter(|_| title.kind == TitleKind::Honorific)?;
        Some(Self {
            mention,
            title,
            gender,
        })
    }

    fn place(&self) -> Place {
        Place::new(self.mention.block, self.title.range)
    }

    fn text(&self) -> &'n str {
        &self.title.text
    }

    /// Whether the honorific belongs to this name alone.
    fn is_whole(&self, sources: &Sources<'_>) -> bool {
        let facts = sources.article.block(self.mention.block);
        facts.is_some_and(|facts| is_one_piece(facts, self.mention.candidate.range))
    }

    /// Whether she is called by the honorific of a wife: her husband has the surname too.
    fn is_wife(&self) -> bool {
        self.text().trim_end_matches('.') == "Mrs"
    }

    /// Whether the text says so: by a given name, or a word for a relative.
    fn is_somebody_else(&self) -> bool {
        let candidate = &self.mention.candidate;
        candidate.kind == MentionKind::Full || candidate.relative_near
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn another_honorific() {
        check(
            "honorific",
            r#"
Paul Weber, the minister, spoke to reporters. Mr. Weber was pleased.
Mr. Weber said so twice, officials there said. Later Mrs. Weber left for home.
                                                     ^^^^ “Mr. Weber” stands twice in this article, “Mrs.” once.
“Thank you, Mr. Chairman,” he said. “Mr. Chairman, I am ready. But, Mrs. Chairman, are you?”
                                                                    ^^^^ “Mr. Chairman” stands twice in this article, “Mrs.” once.
“Mr. Ranking Member, I am ready,” she said. “Mr. Ranking Member, I thank you. But, Mrs. Ranking Member, are you?”
                                                                                   ^^^^ “Mr. Ranking Member” stands twice in this article, “Mrs.” once.
"#,
        );
    }

    #[test]
    fn a_pronoun_of_the_other_gender() {
        check(
            "honorific",
            r#"
Mrs. Weber spoke to reporters in the port. Later Mrs. Weber left for home.
On Tuesday the committee thanked Mr. Weber for what she had done there.
                                 ^^^ “Mrs. Weber” stands twice in this article, “Mr.” once.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "honorific",
            r#"
Mrs. Huber spoke to reporters. Mrs. Huber left. The house had been built for Mr. Huber in the port.

Mr. Moser spoke to reporters. Mr. Moser left. On Tuesday Mrs. Moser said that she had not been asked.

Mr. Weber spoke, Mr. Weber left. His wife, Mrs. Weber, stayed with Mr. and Mrs. Keller.

Mr. Keller spoke, Mr. Keller left. Mrs. Anna Keller came.
"#,
        );
    }
}
