//! # self-relation
//!
//! A country on both sides of a deal, a war or a border.
//!
//! ## Why it matters
//! One of the two names is wrong: a fact that a reader will take away.
//!
//! ## How it decides
//! `between A and A`; or A, a word for something that takes two (deal, war, talks …), `with` or `against`, and A again,
//! with no other name between. Right behind the first stands what it did: `signed`, `announced`.
//! All names of a country count as one.
//!
//! ## What it leaves alone
//! Countries that differ (North and South Korea), `itself`, and sentences with another name between the two.
//!
//! ## Example
//! “Iraq announced a new cooperation deal with Iraq.”

use crate::{
    engine::Sources,
    finding::{Finding, Location, Place, Related},
    passage::{same_sentence, words_before, words_between},
    rule::{Check, Fixes, Rule, Severity},
};
use article::BlockFacts;
use names::{
    Candidate, EntityType,
    lexicon::{self, Listed},
};

pub(crate) struct SelfRelation;

static RULE: Rule = Rule {
    id: "self-relation",
    severity: Severity::Warning,
    fixes: Fixes::None,
    source: include_str!("self_relation.rs"),
};

/// What takes two.
const TAKES_TWO: &[&str] = &[
    "deal",
    "deals",
    "agreement",
    "agreements",
    "treaty",
    "pact",
    "accord",
    "accords",
    "talks",
    "war",
    "wars",
    "border",
    "relations",
    "ties",
    "relationship",
    "summit",
    "trade",
    "alliance",
    "conflict",
    "dispute",
    "negotiations",
    "contract",
    "partnership",
    "cooperation",
    "friendship",
    "ceasefire",
    "truce",
    "sanctions",
    "embargo",
    "match",
];

/// What a side does that concludes something, or ends it, where the verb does not end in `ed`.
const DOES: &[&str] = &[
    "announces",
    "began",
    "begins",
    "broke",
    "held",
    "holds",
    "made",
    "makes",
    "negotiates",
    "plans",
    "reaches",
    "resumes",
    "seeks",
    "shares",
    "sign",
    "signs",
    "struck",
    "wants",
    "won",
];

/// What may stand before it.
const AUXILIARIES: &[&str] = &[
    "has",
    "had",
    "have",
    "will",
    "would",
    "to",
    "also",
    "again",
    "recently",
    "just",
    "officially",
    "formally",
    "finally",
    "yesterday",
    "today",
];

/// How many words may stand between the two names: where more do, another clause has begun.
const FARTHEST: usize = 12;

/// How many words a sentence may put between the word that takes two and `with`.
const REACH: usize = 4;

impl Check for SelfRelation {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        let names = &facts.reading.names;
        for (i, second) in names.iter().enumerate().skip(1) {
            let Some(country) = country(second) else {
                continue;
            };
            let first = &names[i - 1];
            if self::country(first) != Some(country)
                || !same_sentence(facts, first.range, second.range)
            {
                continue;
            }
            let words = words_between(facts, first.range, second.range);
            let mut before = words_before(facts, first.range.start());
            let before = before.find(|w| *w != "the").unwrap_or("");
            let message = match deal_with(&words) {
                Some(deal) if deal.ends_with('s') => {
                    format!("{country} stands on both sides of these {deal}.")
                }
                Some(deal) => format!("{country} stands on both sides of this {deal}."),
                None if between_and(before, &words) => format!("{country} stands on both sides."),
                None => continue,
            };
            let id = facts.block.id();
            let mut finding = Finding::new(
                &RULE,
                Place::new(id, first.range.cover(second.range)),
                message,
            );
            finding.related.push(Related {
                location: Location::Here(Place::new(id, first.range)),
                message: format!("{country}, the first time."),
            });
            found.push(finding);
        }
    }
}

/// The country that a candidate names.
fn country(candidate: &Candidate) -> Option<&'static str> {
    match lexicon::listed(&candidate.text) {
        Some(Listed::Country(country)) if candidate.entity_type == Some(EntityType::Place) => {
            Some(country.name)
        }
        _ => None,
    }
}

fn between_and(before: &str, words: &[&str]) -> bool {
    before.eq_ignore_ascii_case("between")
        && words.iter().all(|w| matches!(*w, "and" | "the"))
        && words.contains(&"and")
}

/// The word for what takes two, if these words join two sides by it.
fn deal_with<'w>(words: &[&'w str]) -> Option<&'w str> {
    let (last, rest) = words.split_last()?;
    let clause_ends = rest.iter().any(|w| {
        matches!(
            *w,
            ";" | "“" | "”" | "\"" | "that" | "who" | "which" | "but" | "and" | "," | "while"
        )
    });
    // `Iraq signed a deal with Iraq`, but not `we face Iran with weapons or war with Iran`: the first does something.
    let mut doing = rest.iter().filter(|w| !AUXILIARIES.contains(w));
    if !doing
        .next()
        .is_some_and(|w| w.ends_with("ed") || DOES.contains(w))
    {
        return None;
    }
    if rest.len() > FARTHEST {
        return None;
    }
    let near = &rest[rest.len().saturating_sub(REACH)..];
    let deal = near.iter().rev().find(|w| TAKES_TWO.contains(w)).copied();
    deal.filter(|_| matches!(*last, "with" | "against") && !clause_ends)
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn one_country_twice() {
        check(
            "self-relation",
            r#"
Less than a week ago, Iraq announced a new $40 billion economic cooperation deal with Iraq.
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Iraq stands on both sides of this deal.
The border between the United States and the U.S. is long, and so is that between Russia and Russia.
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^ United States stands on both sides.
                                                                                  ^^^^^^^^^^^^^^^^^ Russia stands on both sides.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "self-relation",
            r#"
Talks between North Korea and South Korea ended, and Iran signed a deal with Iraq.
Russia said on Monday that its war would end; the deal with Russia stands.
China has agreed to abide by the rules that we wrote there, and so we can help to end its trade with China.
We look at Iran with its weapons or at a war with Iran. China continues to sell, and the trade deficit with China grows.
France is at war with itself, and France will play a match with Spain.
"#,
        );
    }
}
