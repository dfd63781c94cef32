//! # two-holders
//!
//! One office of one country, and two who hold it.
//!
//! ## Why it matters
//! One of the two names is wrong, or one of the two countries.
//!
//! ## How it decides
//! “South Korean President Weber” and “President Keller of South Korea” in one story: the same office, which one person holds
//! at a time, the same country, and two names that have nothing in common.
//!
//! It said nothing on 71,761 press releases of senators (2026-11-22): a hint until more is known.
//!
//! ## What it leaves alone
//! `Former`, `then`, `acting`, `elected`, `successor` and the like near either; sentences that tell of another time;
//! quotations; articles that tell history.
//!
//! ## Example
//! “French President Keller … French President Weber”: one of the two.

use article::{BlockFacts, VariantSet};
use names::Candidate;

use crate::{
    engine::Sources,
    finding::{Finding, Location, Place, Related},
    known::tells_of_another_time,
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct TwoHolders;

static RULE: Rule = Rule {
    id: "two-holders",
    severity: Severity::Hint,
    fixes: Fixes::None,
    source: include_str!("two_holders.rs"),
};

/// Words in a sentence that say that an office goes from one to another, or is not held.
const CHANGE: &[&str] = &[
    "former",
    "then",
    "late",
    "ex",
    "acting",
    "interim",
    "elect",
    "elected",
    "election",
    "elections",
    "outgoing",
    "incoming",
    "successor",
    "predecessor",
    "succeeded",
    "succeed",
    "succeeds",
    "replaced",
    "replace",
    "replaces",
    "ousted",
    "deposed",
    "resigned",
    "assassinated",
    "assassination",
    "previous",
    "previously",
    "next",
    "new",
    "newly",
    "candidate",
    "appointed",
    "designate",
    "inaugurated",
    "inauguration",
    "first",
    "opposition",
    "rival",
    "historic",
    "era",
    "was",
    "were",
    "deputy",
    "old",
    "when",
    "during",
    "since",
    "had",
];

impl Check for TwoHolders {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn variants(&self, sources: &Sources<'_>, set: VariantSet, found: &mut Vec<Finding>) {
        let VariantSet::Office(_) = set else {
            return;
        };
        let holder = |(facts, variant): (_, article::Variant)| {
            let facts: &BlockFacts = facts;
            let names = facts.reading.names.iter();
            let name = names.into_iter().find(|name| name.range == variant.range)?;
            holds_now(facts, name).then_some((facts, &**name))
        };
        let mut holders = sources.article.variants_of(set).filter_map(holder);
        let Some(first) = holders.next() else {
            return;
        };
        let story =
            |facts: &BlockFacts| sources.article.story_at(facts.block.id()).map(|s| s.start);
        // Each is compared with the first alone: one look at each.
        let others = holders.filter(|(_, other)| are_two(first.1, other));
        let beside = others.filter(|(facts, _)| story(facts) == story(first.0));
        found.extend(beside.map(|other| told(first, other)));
    }
}

/// Whether nothing says that somebody holds the office at another time than the story’s.
fn holds_now(facts: &BlockFacts, name: &Candidate) -> bool {
    let Some(sentence) = facts.block.sentence_at(name.range.start()) else {
        return false;
    };
    let another = match facts.context.and_then(|c| c.story) {
        Some(story) => tells_of_another_time(facts, name.range, story),
        None => facts
            .timexes
            .iter()
            .any(|t| sentence.contains_range(t.range)),
    };
    let tokens = facts.block.tokens();
    let from = tokens.partition_point(|t| t.range.start() < sentence.start());
    let within = tokens
        .iter()
        .skip(from)
        .take_while(|t| t.range.end() <= sentence.end());
    let mut words = within.map(|t| t.text(facts.block.text()));
    !name.quoted && !another && !words.any(|w| CHANGE.iter().any(|c| c.eq_ignore_ascii_case(w)))
}

/// Whether two names have nothing in common.
fn are_two(a: &Candidate, b: &Candidate) -> bool {
    let part = |a: &Candidate, b: &Candidate| {
        let mut words = a.text.split([' ', '-']).map(names::fold);
        words.any(|word| word.len() > 1 && b.folded.contains(word.as_str()))
    };
    !part(a, b) && !part(b, a) && !names::is_slip_of(&a.key, &b.key)
}

fn told(
    (there, first): (&BlockFacts, &Candidate),
    (here, other): (&BlockFacts, &Candidate),
) -> Finding {
    let place = Place::new(here.block.id(), other.range);
    let message = format!("“{}” holds this office above.", first.text);
    let mut finding = Finding::new(&RULE, place, message);
    finding.related.push(Related {
        location: Location::Here(Place::new(there.block.id(), first.range)),
        message: format!("“{}” with the same office.", first.text),
    });
    finding
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn two_presidents() {
        check(
            "two-holders",
            r#"
French President Jacques Keller met reporters in the capital and said that he agrees with the plan.
The plan is a good one, French President Anna Weber told reporters in the capital.
                                         ^^^^^^^^^^ “Jacques Keller” holds this office above.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "two-holders",
            r#"
French President Jacques Keller met reporters in the capital. French President Keller said that he agrees with the plan.
Former French President Anna Weber told reporters in the capital. In 1995, French President Paul Huber told them otherwise.
German President Max Mole agrees. French Foreign Minister Paul Huber does not. French Senator Anna Roe and French Senator Max Roth agree.
“French President Paul Huber is late,” he said.
"#,
        );
    }
}
