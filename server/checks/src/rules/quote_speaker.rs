//! # quote-speaker
//!
//! One quotation in the mouths of two.
//!
//! ## Why it matters
//! One of the two did not say it, and can say so.
//!
//! ## How it decides
//! Two quotations of eight words or more, word for word the same, and beside each a name and a verb of saying: two names that
//! have nothing in common.
//!
//! It said nothing on 71,761 press releases of senators (2026-11-22): a hint until more is known.
//!
//! ## What it leaves alone
//! Quotations without a name beside them; a person and an organisation, which one speaks for the other; what two say together.
//!
//! ## Example
//! “‘We shall never again close this door,’ Weber said … ‘We shall never again close this door,’ Keller said.”

use article::{BlockFacts, Quotation, QuoteRef};
use names::{Candidate, EntityType};

use crate::{
    engine::Sources,
    finding::{Finding, Location, Place, Related},
    passage::words_between,
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct QuoteSpeaker;

static RULE: Rule = Rule {
    id: "quote-speaker",
    severity: Severity::Hint,
    fixes: Fixes::None,
    source: include_str!("quote_speaker.rs"),
};

/// Fewer words than this are said by many.
const SHORTEST: usize = 8;

impl Check for QuoteSpeaker {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn quotation(&self, sources: &Sources<'_>, quote: QuoteRef, found: &mut Vec<Finding>) {
        let article = sources.article;
        let Some((facts, quotation)) = article.quotation(quote) else {
            return;
        };
        if quotation.words.len() < SHORTEST {
            return;
        }
        let (Some(own), Some(run)) = (speaker(facts, quotation), quotation.shingles().next())
        else {
            return;
        };
        // The same words begin with the same run. The first of all others that somebody else says is enough.
        let other = article
            .quotes_with(run)
            .filter(|other| *other != quote)
            .find_map(|other| {
                let (there, said) = article.quotation(other)?;
                let theirs = speaker(there, said)?;
                let same = said
                    .words
                    .iter()
                    .map(|w| w.0)
                    .eq(quotation.words.iter().map(|w| w.0));
                (same && are_two(own, theirs)).then_some((other, said, theirs))
            });
        if let Some((other, said, theirs)) = other {
            let above = if other < quote { "above" } else { "below" };
            let message = format!("“{}” says this here, “{}” {above}.", own.text, theirs.text);
            let mut finding =
                Finding::new(&RULE, Place::new(quote.block, quotation.range), message);
            finding.related.push(Related {
                location: Location::Here(Place::new(other.block, said.range)),
                message: format!("The same words of “{}”.", theirs.text),
            });
            found.push(finding);
        }
    }
}

/// The person who says it alone.
fn speaker<'a>(facts: &'a BlockFacts, quotation: &Quotation) -> Option<&'a Candidate> {
    let at = quotation.speaker?;
    let names = &facts.reading.names;
    let name = names.get(at)?;
    // `Weber and Keller said`, `Weber, with Keller`: both do.
    let joined = |a: usize, b: usize| {
        let (Some(a), Some(b)) = (names.get(a), names.get(b)) else {
            return false;
        };
        let between = words_between(facts, a.range, b.range);
        between.len() < 8 && between.iter().any(|w| matches!(*w, "and" | "with" | "&"))
    };
    let alone = !joined(at, at + 1) && !at.checked_sub(1).is_some_and(|before| joined(before, at));
    (alone && name.entity_type == Some(EntityType::Person)).then_some(name)
}

fn are_two(a: &Candidate, b: &Candidate) -> bool {
    a.key != b.key && !a.folded.contains(b.key.as_str()) && !b.folded.contains(a.key.as_str())
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn two_who_say_the_same() {
        check(
            "quote-speaker",
            r#"
“We shall never again close this door to our neighbours,” Mr. Weber said in the evening.
 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “Weber” says this here, “Keller” below.
Nobody in the hall was surprised to hear it, and nobody asked what it meant.
“We shall never again close this door to our neighbours,” Mr. Keller said on the next day.
 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ “Keller” says this here, “Weber” above.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "quote-speaker",
            r#"
“We shall never again close this door to our neighbours,” Mr. Weber said in the evening.
“We shall never again close this door to our neighbours,” Anna Weber said on the next day.
“We shall never again close this door to our neighbours,” Mr. Weber and Mr. Keller said on the next day.
“We shall never again close this door to our neighbours,” the council said on the next day.
“We shall see,” Mr. Weber said. “We shall see,” Mr. Keller said.
"#,
        );
    }
}
