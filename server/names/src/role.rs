//! Offices that stand for a name: `the North Korean leader` after `North Korean leader Kim Jong Il`.
//!
//! Here is found where such words stand and what they are alike in; who is meant by them, [`crate::Forms`] knows.

use smol_str::{SmolStr, format_smolstr};
use text::{TextRange, Token, TokenKind};

use crate::{
    Candidate, TitleKind, fold,
    lexicon::{self, LONGEST_LISTED, Listed},
};

/// Words that stand for whoever holds an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// With the article.
    pub range: TextRange,
    /// The country, if it is said, and the office: the same for all that are described alike.
    pub role: SmolStr,
}

/// Words that say when an office is held, not which.
pub(crate) const TIME: &[&str] = &[
    "former", "then", "late", "new", "outgoing", "longtime", "current",
];

/// Words that say which office it is.
pub(crate) const NARROWER: &[&str] = &[
    "prime",
    "vice",
    "deputy",
    "foreign",
    "defense",
    "defence",
    "finance",
    "interior",
    "crown",
    "state",
    "supreme",
    "assistant",
    "health",
    "trade",
    "justice",
    "energy",
    "labor",
    "labour",
    "education",
    "treasury",
    "opposition",
];

/// Offices in lower case that are other words as well, or nobody's in particular.
const NO_OFFICE: &[&str] = &["general", "attorney", "counterpart", "candidate"];

/// The descriptions of a block: `the`, perhaps a country, an office, and no name.
pub fn descriptions(text: &str, tokens: &[Token]) -> Vec<Description> {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.text(text));
    let the = (0..tokens.len()).filter(|i| word(*i).eq_ignore_ascii_case("the"));
    let description = |start: usize| {
        let (end, role) = role(text, tokens, start + 1)?;
        // What follows may be the name itself, or say whose office it is.
        let next = word(end);
        let named = next.starts_with(char::is_uppercase) || matches!(next, "of" | "for" | "-");
        let lower = word(end - 1).starts_with(char::is_lowercase);
        (!named && lower && !NO_OFFICE.contains(&word(end - 1))).then(|| Description {
            range: tokens[start].range.cover(tokens[end - 1].range),
            role,
        })
    };
    the.filter_map(description).collect()
}

/// What a named person may be called by his office: what stands before the name says it.
pub(crate) fn note_roles(text: &str, tokens: &[Token], candidates: &mut [Candidate]) {
    for candidate in candidates {
        let Some(range) = candidate.description else {
            continue;
        };
        let first = tokens.partition_point(|t| t.range.start() < range.start());
        let Some((_, role)) = role(text, tokens, first) else {
            continue;
        };
        // Without the country: the office alone.
        if let Some((_, office)) = role
            .split_once('/')
            .filter(|(country, _)| !country.is_empty())
        {
            candidate.roles.push(format_smolstr!("/{office}"));
        }
        candidate.roles.push(role);
    }
}

/// A country, if one stands there, and an office, from token `start` on: where it ends, and `country/office`.
fn role(text: &str, tokens: &[Token], start: usize) -> Option<(usize, SmolStr)> {
    let mut at = start;
    let mut country = SmolStr::default();
    let mut office = String::new();
    // No description is longer.
    for _ in 0..8 {
        let token = tokens.get(at)?;
        let word = token.text(text);
        let lower = word.to_lowercase();
        if let Some((end, name)) = country_at(text, tokens, at) {
            country = name;
            at = end;
        } else if lexicon::title(word).is_some_and(|(kind, _)| kind == TitleKind::Office) {
            office.push_str(&lexicon::spelt_out(word));
            return Some((at + 1, format_smolstr!("{country}/{office}")));
        } else if NARROWER.contains(&lower.as_str()) {
            office.push_str(&lower);
            office.push(' ');
            at += 1;
        } else if token.kind == TokenKind::Possessive || TIME.contains(&lower.as_str()) {
            at += 1;
        } else {
            return None;
        }
    }
    None
}

/// The country that is named, or whose people are, at token `at`; and where its name ends.
fn country_at(text: &str, tokens: &[Token], at: usize) -> Option<(usize, SmolStr)> {
    if !lexicon::may_begin_listed(tokens.get(at)?.text(text)) {
        return None;
    }
    let last = tokens.len().min(at + LONGEST_LISTED);
    (at + 1..=last).rev().find_map(|end| {
        let range = tokens[at].range.cover(tokens[end - 1].range);
        match lexicon::listed(&text[range])? {
            Listed::Country(country) | Listed::Demonym(country) => Some((end, fold(country.name))),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::descriptions;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = descriptions(text, &text::tokenize(text));
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|d| (&text[d.range], d.role.as_str()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn offices_that_stand_for_a_name() {
        check(
            "The North Korean leader left. Then the former prime minister and Russia’s envoy met the president.",
            &[
                ("The North Korean leader", "northkorea/leader"),
                ("the former prime minister", "/prime minister"),
                ("the president", "/president"),
            ],
        );
    }

    #[test]
    fn offices_that_do_not() {
        check(
            "The president of the bank, the North Korean leader Kim Jong Il, the general mood, the city, the President",
            &[],
        );
    }
}
