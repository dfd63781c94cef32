//! # term-variant
//!
//! One term in two forms: “World War II” here, “Second World War” there.
//!
//! ## Why it matters
//! Each is right, both are not: a desk writes one.
//!
//! ## How it decides
//! A list of terms of which several forms are usual. The rarer is pointed at; both where they stand as often.
//!
//! ## What it leaves alone
//! Terms that stand in one form only, whichever it is.
//!
//! ## Example
//! “adviser” three times, “advisor” once → “adviser”.

use article::VariantSet;
use rustc_hash::FxHashMap;
use text::capitalised;

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related, times},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct TermVariant;

static RULE: Rule = Rule {
    id: "term-variant",
    severity: Severity::Hint,
    fixes: Fixes::Maybe,
    source: include_str!("term_variant.rs"),
};

impl Check for TermVariant {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn variants(&self, sources: &Sources<'_>, set: VariantSet, found: &mut Vec<Finding>) {
        if !matches!(set, VariantSet::Term(_)) {
            return;
        }
        let mut counts: FxHashMap<u8, usize> = FxHashMap::default();
        for (_, variant) in sources.article.variants_of(set) {
            *counts.entry(variant.form).or_default() += 1;
        }
        if counts.len() < 2 {
            return;
        }
        let most = counts.values().copied().max().unwrap_or_default();
        let is_usual = |form: u8| counts.get(&form) == Some(&most);
        let mut usual = sources
            .article
            .variants_of(set)
            .filter(|(_, v)| is_usual(v.form));
        let Some((first_block, first)) = usual.next() else {
            return;
        };
        // Of two that stand as often, neither is the article’s own: both are pointed at.
        let second = usual.find(|(_, v)| v.form != first.form);
        for (facts, variant) in sources.article.variants_of(set) {
            let (block, usual) = match second {
                Some(second) if variant.form == first.form => second,
                _ if variant.form == first.form => continue,
                _ => (first_block, first),
            };
            let usual_place = Place::new(block.block.id(), usual.range);
            let usual_text = block.block.slice(usual.range);
            let written = facts.block.slice(variant.range);
            let often = counts.get(&variant.form).copied().unwrap_or_default();
            let message = format!(
                "“{written}” stands {} in this article, “{usual_text}” {}.",
                times(often),
                times(most)
            );
            let place = Place::new(facts.block.id(), variant.range);
            let mut finding = Finding::new(&RULE, place, message);
            finding.related.push(Related {
                location: Location::Here(usual_place),
                message: format!("“{usual_text}” here."),
            });
            let right = match written.starts_with(char::is_uppercase) {
                true => capitalised(usual_text),
                false => usual_text.to_owned(),
            };
            let fix = Fix::new(right.as_str(), place, right.as_str(), Applicability::Maybe);
            finding.fixes.push(fix);
            found.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn two_forms_of_one_term() {
        check(
            "term-variant",
            r#"
The treaty that ended World War II was read by the advisers of both sides, officials said.
After the Second World War nobody read it, and after World War II was over nobody asked.
          ^^^^^^^^^^^^^^^^ “Second World War” stands once in this article, “World War II” twice.
"#,
        );
    }

    #[test]
    fn of_two_that_stand_as_often_both() {
        check(
            "term-variant",
            r#"
The adviser came to the capital on Monday, officials there said to reporters in the evening.
    ^^^^^^^ “adviser” stands once in this article, “advisor” once.
Advisers are many, but one is enough for now. Another advisor came, officials said.
                                                      ^^^^^^^ “advisor” stands once in this article, “adviser” once.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "term-variant",
            "The advisors met after the Second World War. The advisors were pleased with health care.",
        );
    }
}
