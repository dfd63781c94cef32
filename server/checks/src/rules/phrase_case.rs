//! # phrase-case
//!
//! A phrase with a capital here and without one there: “Korean Peninsula”, “Korean peninsula”.
//!
//! ## Why it matters
//! Each is right in some desk’s style, both are in none’s.
//!
//! ## How it decides
//! A name and a noun behind it that a desk writes one way (`peninsula`, `administration`, `army`, `coast` and the like), or one
//! of a few pairs (`Far East`, `Cold War`), with
//! a capital and without one in one article. The rarer is pointed at; both where they stand as often. And one without a capital
//! that other articles of the folder have as a name.
//!
//! Of 60 read in press releases of senators that nobody had touched (2026-11-22) 56 were one phrase in two forms; the others
//! stood in headlines, which it knows better since. A matter of style: a hint.
//!
//! ## What it leaves alone
//! Headlines, quotations, and phrases that are a part of a longer name (`Iraq War Veterans`).
//!
//! ## Example
//! “the Korean Peninsula … the Korean peninsula” → one of the two.

use article::{BlockFacts, Variant, VariantSet};
use names::fold;
use text::capitalised;

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related, times},
    passage::is_quoted,
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct PhraseCase;

static RULE: Rule = Rule {
    id: "phrase-case",
    severity: Severity::Hint,
    fixes: Fixes::Maybe,
    source: include_str!("phrase_case.rs"),
};

/// So many articles are looked at: one is enough, and this one may be among them.
const FEW: usize = 4;

impl Check for PhraseCase {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn variants(&self, sources: &Sources<'_>, set: VariantSet, found: &mut Vec<Finding>) {
        let VariantSet::Phrase(_) = set else { return };
        let all = sources.article.variants_of(set);
        let all: Vec<_> = all
            .filter(|(facts, v)| !is_quoted(facts, v.range))
            .collect();
        let count = |form: u8| all.iter().filter(|(_, v)| v.form == form).count();
        let counts = [count(0), count(1)];
        if counts.contains(&0) {
            found.extend(all.first().and_then(|first| elsewhere(sources, *first)));
            return;
        }
        for (facts, variant) in &all {
            let own = counts[usize::from(variant.form)];
            let other = counts[usize::from(1 - variant.form)];
            let usual = all.iter().find(|(_, v)| v.form != variant.form);
            let Some((there, usual)) = usual.filter(|_| own <= other) else {
                continue;
            };
            let written = one_line(facts.block.slice(variant.range));
            let right = one_line(there.block.slice(usual.range));
            let message = format!(
                "“{written}” stands {} in this article, “{right}” {}.",
                times(own),
                times(other)
            );
            let place = Place::new(facts.block.id(), variant.range);
            let mut finding = Finding::new(&RULE, place, message);
            finding.related.push(Related {
                location: Location::Here(Place::new(there.block.id(), usual.range)),
                message: format!("“{right}” here."),
            });
            let fix = Fix::new(right.as_str(), place, right.as_str(), Applicability::Maybe);
            finding.fixes.push(fix);
            found.push(finding);
        }
    }
}

/// The phrase is written without a capital here, and other articles have it as a name.
fn elsewhere(sources: &Sources<'_>, (facts, variant): (&BlockFacts, Variant)) -> Option<Finding> {
    let (corpus, own) = sources.corpus.filter(|_| variant.form == 0)?;
    let written = one_line(facts.block.slice(variant.range));
    let (proper, noun) = written.rsplit_once(' ')?;
    let right = format!("{} {}", capitalised(proper), capitalised(noun));
    let others = corpus.by_name(&fold(&written), FEW).into_iter();
    let mut others = others.filter(|f| f.article != *own && f.row.name == right);
    let first = others.next()?;
    let more = others.next().map_or("", |_| " and in others");
    let message = format!("“{right}” in {}{more}.", first.article);
    let place = Place::new(facts.block.id(), variant.range);
    let mut finding = Finding::new(&RULE, place, message);
    finding
        .related
        .extend(first.row.definition().map(|spot| Related {
            location: Location::Elsewhere(first.article.clone(), spot),
            message: format!("“{right}” here."),
        }));
    let fix = Fix::new(right.as_str(), place, right.as_str(), Applicability::Maybe);
    finding.fixes.push(fix);
    Some(finding)
}

/// Words that a line break may part, on one line.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn with_a_capital_and_without() {
        check(
            "phrase-case",
            r#"
The talks on the Korean Peninsula went on, and nobody on the Korean Peninsula was surprised.
Later the Korean peninsula was quiet, officials in the capital said on Monday.
          ^^^^^^^^^^^^^^^^ “Korean peninsula” stands once in this article, “Korean Peninsula” twice.
The Iraqi army was there, said officials; the Iraqi Army was not, said others.
    ^^^^^^^^^^ “Iraqi army” stands once in this article, “Iraqi Army” once.
                                              ^^^^^^^^^^ “Iraqi Army” stands once in this article, “Iraqi army” once.
"#,
        );
    }

    #[test]
    fn a_name_in_other_articles() {
        check(
            "phrase-case",
            r#"
//- a.txt
The talks on the Korean peninsula went on, and nobody on the Korean peninsula was surprised.
                 ^^^^^^^^^^^^^^^^ “Korean Peninsula” in b.txt.
//- b.txt
The talks on the Korean Peninsula went on, and nobody was surprised, officials said.
//- c.txt
They have worked in the far east of Russia for years, officials there said on Monday.
                        ^^^^^^^^ “Far East” in d.txt.
//- d.txt
They have worked in Russia’s Far East for years, officials there said on Monday.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "phrase-case",
            r#"
The talks on the Korean Peninsula went on, and “the Korean peninsula is quiet,” he said.
The Iraq war was long. He leads the Iraq War Veterans. The Administration met; the administration agreed.
"#,
        );
    }
}
