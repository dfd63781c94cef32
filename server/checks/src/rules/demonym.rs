//! # demonym
//!
//! A nationality where the country is meant.
//!
//! ## Why it matters
//! A noun is missing or the wrong form was typed; readers stumble.
//!
//! ## How it decides
//! An office or another word that goes with a country, `of`, a nationality as adjective, and then no noun.
//!
//! ## What it leaves alone
//! Nationalities before a noun (`of North Korean origin`), with an article (`of the French`), in the plural, and those
//! that are a people's name too (`of Chinese and Koreans`).
//!
//! ## Example
//! “the leader of North Korean is set to visit” → “the leader of North Korea is set to visit”.

use article::BlockFacts;
use names::{
    MentionKind,
    lexicon::{self, Listed},
};
use text::TokenKind;

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Place},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct Demonym;

static RULE: Rule = Rule {
    id: "demonym",
    severity: Severity::Warning,
    fixes: Fixes::Maybe,
    source: include_str!("demonym.rs"),
};

/// Words that go with `of` and a country.
const OF_A_COUNTRY: &[&str] = &[
    "leader",
    "leaders",
    "president",
    "presidents",
    "government",
    "governments",
    "capital",
    "king",
    "queen",
    "emperor",
    "minister",
    "premier",
    "chancellor",
    "ruler",
    "rulers",
    "dictator",
    "ambassador",
    "republic",
    "kingdom",
    "army",
    "parliament",
    "borders",
    "border",
    "invasion",
    "occupation",
    "economy",
    "constitution",
    "founder",
    "regime",
    "head",
    "part",
    "north",
    "south",
    "east",
    "west",
    "people",
    "citizens",
    "territory",
    "annexation",
    "partition",
];

/// Words that follow a country's name and no adjective.
const AFTER_A_NOUN: &[&str] = &[
    "is",
    "was",
    "are",
    "were",
    "has",
    "had",
    "have",
    "will",
    "would",
    "said",
    "says",
    "and",
    "or",
    "who",
    "which",
    "that",
    "to",
    "in",
    "on",
    "at",
    "for",
    "from",
    "with",
    "as",
    "after",
    "before",
    "during",
    "by",
    "but",
    "while",
    "when",
    "met",
    "told",
    "announced",
    "can",
    "could",
    "may",
    "might",
    "should",
    "did",
    "does",
];

impl Check for Demonym {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        let block = &facts.block;
        let tokens = block.tokens();
        for candidate in facts
            .reading
            .names
            .iter()
            .filter(|c| c.kind == MentionKind::Demonym)
        {
            let Some(Listed::Demonym(country)) = lexicon::listed(&candidate.text) else {
                continue;
            };
            // `Swiss`, `French`, `Chinese` name the people as well.
            if !candidate.text.ends_with('n') {
                continue;
            }
            let at = tokens.partition_point(|t| t.range.start() < candidate.range.start());
            let word = |i: Option<usize>| {
                i.and_then(|i| tokens.get(i))
                    .map_or("", |t| t.text(block.text()))
            };
            let head = word(at.checked_sub(2)).to_lowercase();
            if word(at.checked_sub(1)) != "of" || !OF_A_COUNTRY.contains(&head.as_str()) {
                continue;
            }
            let next = tokens
                .iter()
                .find(|t| t.range.start() >= candidate.range.end());
            let no_noun = next.is_none_or(|t| match t.kind {
                TokenKind::Mark | TokenKind::Possessive => t.text(block.text()) != "-",
                TokenKind::Word => AFTER_A_NOUN.contains(&t.text(block.text())),
                _ => false,
            });
            if !no_noun {
                continue;
            }
            let place = Place::new(block.id(), candidate.range);
            let message = format!(
                "“{}” is an adjective; the country is {}.",
                candidate.text, country.name
            );
            let mut finding = Finding::new(&RULE, place, message);
            finding.fixes.push(Fix::new(
                country.name,
                place,
                country.name,
                Applicability::Maybe,
            ));
            found.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn a_nationality_where_the_country_is_meant() {
        check(
            "demonym",
            r#"
Kim Jong Un the leader of North Korean is set to visit the city.
                          ^^^^^^^^^^^^ “North Korean” is an adjective; the country is North Korea.
He met the president of Russian, who had come by train to the city.
                        ^^^^^^^ “Russian” is an adjective; the country is Russia.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "demonym",
            r#"
He is the leader of North Korean migrants and a man of Russian origin.
The government of the French spoke of Russian, a language, and the people of German-speaking lands.
The leader of North Korea is set to visit the city on Monday.
"#,
        );
    }
}
