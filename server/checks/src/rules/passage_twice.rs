//! # passage-twice
//!
//! A paragraph that says again, nearly word for word, what one above says.
//!
//! ## Why it matters
//! Two agencies’ reports were pasted together, or a passage was copied and not cut where it came from.
//!
//! ## How it decides
//! Three fifths of the runs of five words in one of the two paragraphs stand in the other too. Both have 25 words or more.
//!
//! Of 25 read in press releases of senators that nobody had touched (2026-11-22) all stood twice, and eight were pasted twice;
//! the others were letters and speeches, given in full below a part of them. A hint.
//!
//! ## What it leaves alone
//! Shorter paragraphs, lists and headings; a letter or a speech that one of the two quotes and the other gives in full; what
//! stands more than four times, as a form or a refrain does.
//!
//! ## Example
//! “The two leaders met in the port on Friday and spoke for two hours about trade …” in the second paragraph and in the tenth.

use article::{BlockFacts, VariantSet, runs, sketch};

use crate::{
    engine::Sources,
    finding::{Finding, Location, Place, Related},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct PassageTwice;

static RULE: Rule = Rule {
    id: "passage-twice",
    severity: Severity::Hint,
    fixes: Fixes::None,
    source: include_str!("passage_twice.rs"),
};

/// The share of its runs that stand in the other.
const SHARE: f64 = 0.6;

/// What stands more often is no slip.
const MOST: usize = 4;

impl Check for PassageTwice {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn variants(&self, sources: &Sources<'_>, set: VariantSet, found: &mut Vec<Finding>) {
        let VariantSet::Passage(key) = set else {
            return;
        };
        let passages = sources.article.variants_of(set).map(|(facts, _)| facts);
        let passages: Vec<&BlockFacts> = passages.take(MOST + 1).collect();
        let [first, others @ ..] = &passages[..] else {
            return;
        };
        if others.is_empty() || passages.len() > MOST {
            return;
        }
        // Each is compared with the first alone: one look at each.
        let first_runs = runs(&first.block);
        let first_sketch = sketch(first_runs.iter().copied());
        for facts in others {
            let own = runs(&facts.block);
            // The two meet under every run that both are looked up by: one of them speaks.
            let meets = sketch(own.iter().copied())
                .into_iter()
                .find(|run| first_sketch.contains(run));
            let common = own.intersection(&first_runs).count() as f64;
            let share = common / own.len().min(first_runs.len()).max(1) as f64;
            if meets == Some(key) && share >= SHARE && !is_excerpt(facts, first) {
                found.push(told(facts, first, share));
            }
        }
    }
}

/// Whether one of the two quotes what the other gives in full: a letter, a speech.
fn is_excerpt(a: &BlockFacts, b: &BlockFacts) -> bool {
    a.reading.quotations.is_empty() != b.reading.quotations.is_empty()
}

fn told(facts: &BlockFacts, first: &BlockFacts, share: f64) -> Finding {
    let place = |facts: &BlockFacts| Place::new(facts.block.id(), facts.block.content_range());
    let message = match share > 0.99 {
        true => "This paragraph stands above, word for word.".to_owned(),
        false => format!(
            "{:.0} percent of this stands in one paragraph above, word for word.",
            share * 100.0
        ),
    };
    let mut finding = Finding::new(&RULE, place(facts), message);
    finding.related.push(Related {
        location: Location::Here(place(first)),
        message: "The paragraph above.".to_owned(),
    });
    finding
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn a_paragraph_that_came_again() {
        check(
            "passage-twice",
            r#"
The headline of it

The two leaders met in the port on Friday and spoke for two hours about trade, fishing and the railway that both of them have wanted for years.

Nobody else was there, and nobody was told of it until the evening of that day.

The leaders met in the port on Friday and spoke for two hours about trade, fishing and the railway that both have wanted for years.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 76 percent of this stands in one paragraph above, word for word.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "passage-twice",
            r#"
The headline of it

The two leaders met in the port on Friday and spoke for two hours about trade, fishing and the railway that both of them have wanted for years.

In the words of the agency, “the two leaders met in the port on Friday and spoke for two hours about trade, fishing and the railway that both of them have wanted for years.”

On Friday the leaders of both countries met in the port for two hours, and their talk was of trade and of fishing, and of the railway that is wanted.

Nobody was told.

Nobody was told.
"#,
        );
    }

    #[test]
    fn leaves_a_form_alone() {
        let form = "Whoever comes into the port shall say so at the gate, shall show what he brings and \
                    where it is from, and shall wait until somebody has looked at all of it.\n\n";
        check(
            "passage-twice",
            &format!("The headline of it\n\n{}", form.repeat(super::MOST + 1)),
        );
    }
}
