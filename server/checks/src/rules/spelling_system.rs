//! # spelling-system
//!
//! British and American spelling in one article, or `-ise` and `-ize`.
//!
//! ## Why it matters
//! Nobody is misled, but the text reads as pasted together, and often it was.
//!
//! ## How it decides
//! Lists of words that are spelt one way in Britain and another in America, and of verbs in `-ise` or `-ize`. The side with
//! fewer words is pointed at, or all words of both where both have as many. A verb that stands both ways, `realise` and
//! `realize`, is pointed at wherever it stands.
//!
//! ## What it leaves alone
//! `-ize` beside British spellings, which many British houses write. Words with a capital: names keep their spelling.
//!
//! ## Example
//! “They realised it” and “she realizes it” → “she realises it”.

use article::{BlockFacts, Spelling, Variant, VariantSet};
use rustc_hash::FxHashMap;

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct SpellingSystem;

static RULE: Rule = Rule {
    id: "spelling-system",
    severity: Severity::Hint,
    fixes: Fixes::Maybe,
    source: include_str!("spelling_system.rs"),
};

/// Two sides of which a text takes one.
struct Sides {
    /// What belongs to each.
    spellings: [&'static [Spelling]; 2],
    /// What each is called.
    names: [&'static str; 2],
}

const SIDES: &[Sides] = &[
    Sides {
        spellings: [&[Spelling::British, Spelling::Ise], &[Spelling::American]],
        names: ["the British way", "the American way"],
    },
    Sides {
        spellings: [&[Spelling::Ise], &[Spelling::Ize]],
        names: ["with “s”", "with “z”"],
    },
];

impl Check for SpellingSystem {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn variants(&self, sources: &Sources<'_>, set: VariantSet, found: &mut Vec<Finding>) {
        if set != VariantSet::Spelling {
            return;
        }
        for sides in SIDES {
            let side = |side: usize| {
                let of_side = sources.article.variants_of(set).filter(move |(_, v)| {
                    sides.spellings[side].contains(&Spelling::of_form(v.form))
                });
                of_side.collect::<Vec<_>>()
            };
            let both = [side(0), side(1)];
            let [Some(first), Some(second)] = [both[0].first(), both[1].first()] else {
                continue;
            };
            let place = |(facts, variant): &Spelt<'_>| Place::new(facts.block.id(), variant.range);
            // Of two that stand as often, neither is the article’s own: both are pointed at.
            for (own, usual) in [(0, second), (1, first)] {
                let other = &both[1 - own];
                let is_rare = both[own].len() <= other.len();
                let same_verb = if is_rare {
                    FxHashMap::default()
                } else {
                    by_verb(other)
                };
                for one in &both[own] {
                    let (usual, others) = match verb(one).and_then(|v| same_verb.get(v)) {
                        Some(same) => (*same, 1),
                        None if is_rare => (usual, other.len()),
                        None => continue,
                    };
                    // `Realise` beside `color` and `realize` is one finding, not two.
                    if found.iter().any(|f| f.place == place(one)) {
                        continue;
                    }
                    found.push(told(one, usual, sides, own, others));
                }
            }
        }
    }
}

/// A word of the article that is spelt one of two ways.
type Spelt<'a> = (&'a BlockFacts, Variant);

/// What a verb in `-ise` or `-ize` is without its ending.
fn verb<'a>((facts, variant): &Spelt<'a>) -> Option<&'a str> {
    let word = facts.block.slice(variant.range);
    let at = match Spelling::of_form(variant.form) {
        Spelling::Ise => word.rfind("is")?,
        Spelling::Ize => word.rfind("iz")?,
        Spelling::British | Spelling::American => return None,
    };
    Some(&word[..at])
}

/// The first word of each verb.
fn by_verb<'a, 'b>(side: &'b [Spelt<'a>]) -> FxHashMap<&'a str, &'b Spelt<'a>> {
    let mut verbs = FxHashMap::default();
    for one in side {
        if let Some(verb) = verb(one) {
            verbs.entry(verb).or_insert(one);
        }
    }
    verbs
}

/// What is found: this word is spelt so, that one and so many more otherwise.
fn told(
    (facts, variant): &Spelt<'_>,
    (usual_facts, usual): &Spelt<'_>,
    sides: &Sides,
    rare: usize,
    others: usize,
) -> Finding {
    let word = facts.block.slice(variant.range);
    let usual_word = usual_facts.block.slice(usual.range);
    let more = match others {
        1 => String::new(),
        2 => " and one more word".to_owned(),
        n => format!(" and {} more words", n - 1),
    };
    let message = format!(
        "“{word}” is spelt {}, “{usual_word}”{more} {}.",
        sides.names[rare],
        sides.names[1 - rare]
    );
    let place = Place::new(facts.block.id(), variant.range);
    let mut finding = Finding::new(&RULE, place, message);
    finding.related.push(Related {
        location: Location::Here(Place::new(usual_facts.block.id(), usual.range)),
        message: format!("“{usual_word}” here."),
    });
    let [from, to] = match Spelling::of_form(variant.form) {
        Spelling::Ise => ["is", "iz"],
        Spelling::Ize => ["iz", "is"],
        Spelling::British | Spelling::American => return finding,
    };
    if let Some(at) = word.rfind(from) {
        let right = format!("{}{to}{}", &word[..at], &word[at + from.len()..]);
        let fix = Fix::new(right.as_str(), place, right.as_str(), Applicability::Maybe);
        finding.fixes.push(fix);
    }
    finding
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn s_and_z() {
        check(
            "spelling-system",
            r#"
They realised on Monday that the talks had been organised badly, officials in the capital said.
“We recognize that,” she said in the evening, and nobody there was pleased with her words.
    ^^^^^^^^^ “recognize” is spelt with “z”, “realised” and one more word with “s”.
"#,
        );
    }

    #[test]
    fn one_verb_both_ways() {
        check(
            "spelling-system",
            r#"
They recognised it on Monday, officials in the capital said, and the port is to be modernized.
     ^^^^^^^^^^ “recognised” is spelt with “s”, “modernized” and one more word with “z”.
Few of them recognize it now, and nobody there was pleased with her words.
            ^^^^^^^^^ “recognize” is spelt with “z”, “recognised” with “s”.
"#,
        );
    }

    #[test]
    fn two_sides_of_the_ocean() {
        check(
            "spelling-system",
            r#"
The color of the center was grey, and the theater had none, officials in the capital said there.
In the evening the neighbours came by, officials said to reporters in the capital on Monday.
                   ^^^^^^^^^^ “neighbours” is spelt the British way, “color” and 2 more words the American way.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "spelling-system",
            "They organize the theatre in the centre, and the Defense Department and Pearl Harbor keep their colour.",
        );
    }
}
