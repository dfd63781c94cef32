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
        let titled: Vec<Titled<'_>> = name.mentions.iter().filter_map(Titled::of).collect();
        let (masculine, feminine): (Vec<_>, Vec<_>) =
            titled.iter().partition(|t| t.gender == Gender::Masculine);
        let (most, rare) = if masculine.len() >= feminine.len() {
            (masculine, feminine)
        } else {
            (feminine, masculine)
        };
        if rare.is_empty() || most.len() < RATIO * rare.len() || bearers(name).len() > 1 {
            return;
        }
        for one in &rare {
            let (block, range) = (one.mention.block, one.mention.candidate.range);
            let Some(facts) = sources.article.block(block) else {
                continue;
            };
            if one.mention.candidate.kind == MentionKind::Full || is_relative_near(facts, range) {
                continue;
            }
            let word = |t: &Titled<'_>| {
                let facts = sources.article.block(t.mention.block)?;
                Some(facts.block.slice(t.title).to_owned())
            };
            let Some((right, wrong)) = most.first().and_then(|t| word(t)).zip(word(one)) else {
                continue;
            };
            let text = &one.mention.candidate.text;
            let message = format!(
                "“{right} {text}” stands {} in this article, “{wrong}” {}.",
                times(most.len()),
                times(rare.len())
            );
            let place = Place::new(block, one.title);
            let mut finding = Finding::new(&RULE, place, message);
            finding.related.extend(most.first().map(|t| Related {
                location: Location::Here(Place::new(t.mention.block, t.title)),
                message: format!("“{right} {text}”"),
            }));
            finding
                .fixes
                .push(Fix::new(right.clone(), place, right, Applicability::Maybe));
            found.push(finding);
        }
    }

    fn word(&self, sources: &Sources<'_>, word: &str, found: &mut Vec<Finding>) {
        if !article::OFFICES.contains(&word) {
            return;
        }
        let places = sources.article.word_places(word);
        let addressed: Vec<Addressed<'_>> = places
            .filter_map(|(block, office)| Addressed::of(sources, block, office))
            .collect();
        let (masculine, feminine): (Vec<_>, Vec<_>) = addressed
            .iter()
            .partition(|a| a.gender == Gender::Masculine);
        let (most, rare) = if masculine.len() >= feminine.len() {
            (masculine, feminine)
        } else {
            (feminine, masculine)
        };
        let (Some(right), true) = (most.first(), most.len() >= RATIO * rare.len()) else {
            return;
        };
        for one in rare {
            let message = format!(
                "“{} {}” stands {} in this article.",
                right.honorific,
                right.office,
                times(most.len())
            );
            let mut finding = Finding::new(&RULE, one.place, message);
            finding.related.push(Related {
                location: Location::Here(right.place),
                message: format!("“{} {}”", right.honorific, right.office),
            });
            let fix = Fix::new(
                right.honorific,
                one.place,
                right.honorific,
                Applicability::Maybe,
            );
            finding.fixes.push(fix);
            found.push(finding);
        }
    }
}

/// `Mr. Chairman`
struct Addressed<'a> {
    place: Place,
    honorific: &'a str,
    office: &'a str,
    gender: Gender,
}

impl<'a> Addressed<'a> {
    fn of(sources: &Sources<'a>, block: BlockId, office: TextRange) -> Option<Self> {
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
            office: facts.block.slice(office),
            gender,
        })
    }
}

/// A mention with an honorific that has a gender.
struct Titled<'n> {
    mention: &'n MentionRef,
    title: TextRange,
    gender: Gender,
}

impl<'n> Titled<'n> {
    fn of(mention: &'n MentionRef) -> Option<Self> {
        let title = mention.candidate.title.as_ref()?;
        let honorific = title.kind == names::TitleKind::Honorific;
        Some(Self {
            mention,
            title: title.range,
            gender: title.gender.filter(|_| honorific)?,
        })
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
                                                                    ^^^^ “Mr. Chairman” stands twice in this article.
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
