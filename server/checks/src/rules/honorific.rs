//! # honorific
//!
//! “Mrs.” once where the article says “Mr.” of the same person, or the other way round.
//!
//! ## Why it matters
//! It is read as an insult, or as a second person.
//!
//! ## How it decides
//! A surname stands with honorifics of both genders, one of them at least twice as often as the other, and nobody else
//! of that surname is named in the article. An office stands for a surname: `Mr. Chairman`.
//!
//! ## What it leaves alone
//! Couples: the rarer honorific with a given name of its own, or with a word for a relative near it.
//!
//! ## Example
//! “Mr. Weber spoke. … Mrs. Weber said” → “Mr. Weber said”.

use article::{MentionRef, Name};
use names::{Gender, MentionKind};
use text::{BlockId, TextRange};

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related, times},
    passage::{is_relative_near, token_before},
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

impl Check for Honorific {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn name(&self, sources: &Sources<'_>, name: &Name, found: &mut Vec<Finding>) {
        if bearers(name).len() > 1 {
            return;
        }
        let mentions = name.mentions.iter();
        let all = mentions.filter_map(|m| Addressed::by_name(sources, m));
        clashes(sources, &all.collect::<Vec<_>>(), found);
    }

    fn word(&self, sources: &Sources<'_>, word: &str, found: &mut Vec<Finding>) {
        if !article::OFFICES.contains(&word) {
            return;
        }
        let places = sources.article.word_places(word);
        let all = places.filter_map(|(block, office)| Addressed::by_office(sources, block, office));
        clashes(sources, &all.collect::<Vec<_>>(), found);
    }
}

/// The rarer honorific, where the other stands often enough.
fn clashes(sources: &Sources<'_>, all: &[Addressed<'_>], found: &mut Vec<Finding>) {
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
    for one in rare.iter().filter(|a| !a.is_explained(sources)) {
        let message = format!(
            "“{} {}” stands {} in this article, “{}” {}.",
            right.honorific,
            one.called,
            times(most.len()),
            one.honorific,
            times(rare.len())
        );
        let mut finding = Finding::new(&RULE, one.place, message);
        finding.related.push(Related {
            location: Location::Here(right.place),
            message: format!("“{} {}”", right.honorific, right.called),
        });
        let honorific = right.honorific;
        let fix = Fix::new(honorific, one.place, honorific, Applicability::Maybe);
        finding.fixes.push(fix);
        found.push(finding);
    }
}

/// An honorific that has a gender, and who is addressed by it: `Mr. Weber`, `Mr. Chairman`.
struct Addressed<'a> {
    /// Where the honorific stands.
    place: Place,
    honorific: &'a str,
    called: &'a str,
    gender: Gender,
    /// Where the name stands, and whether it is a full one; none for an office.
    name: Option<(TextRange, bool)>,
}

impl<'a> Addressed<'a> {
    fn by_name(sources: &Sources<'a>, mention: &MentionRef) -> Option<Self> {
        let candidate = &mention.candidate;
        let title = candidate.title.as_ref()?;
        let honorific = title.kind == names::TitleKind::Honorific;
        let facts = sources.article.block(mention.block)?;
        Some(Self {
            place: Place::new(mention.block, title.range),
            honorific: facts.block.slice(title.range),
            called: facts.block.slice(candidate.range),
            gender: title.gender.filter(|_| honorific)?,
            name: Some((candidate.range, candidate.kind == MentionKind::Full)),
        })
    }

    fn by_office(sources: &Sources<'a>, block: BlockId, office: TextRange) -> Option<Self> {
        let facts = sources.article.block(block)?;
        let before = token_before(facts, office)?;
        let honorific = before.text(facts.block.text());
        let gender = match honorific {
            "Mr." | "Mr" => Gender::Masculine,
            "Mrs." | "Mrs" | "Ms." | "Ms" => Gender::Feminine,
            _ => return None,
        };
        Some(Self {
            place: Place::new(block, before.range),
            honorific,
            called: facts.block.slice(office),
            gender,
            name: None,
        })
    }

    /// Whether the text says that this is somebody else: by a given name, or a word for a relative.
    fn is_explained(&self, sources: &Sources<'_>) -> bool {
        let facts = sources.article.block(self.place.block);
        self.name
            .zip(facts)
            .is_some_and(|((name, full), facts)| full || is_relative_near(facts, name))
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
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "honorific",
            r#"
Mr. Weber spoke, Mr. Weber left. His wife, Mrs. Weber, stayed with Mr. and Mrs. Keller.

Mr. Keller spoke, Mr. Keller left. Mrs. Anna Keller came.
"#,
        );
    }
}
