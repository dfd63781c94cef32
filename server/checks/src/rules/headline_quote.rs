//! # headline-quote
//!
//! A quotation in the headline that the text below does not have.
//!
//! ## Why it matters
//! Who is quoted in a headline looks for those words, and so do the readers. Misquotation is what sources complain of most,
//! and headlines come second.
//!
//! ## How it decides
//! The words between the marks, without regard to case and marks, are looked for in the whole text, quoted there or not. What
//! comes nearest is shown beside it.
//!
//! In press releases of senators that nobody had touched (2026-11-22) headlines with quotations are rare: of 11 read ten
//! were titles of hearings and speeches, which it leaves alone since, and one was a quotation that the text did not have.
//!
//! ## What it leaves alone
//! Single words, quotations with words left out (`…`), titles (`Hearing on “Trade”`) that nothing in the text comes near,
//! headlines without a text below them.
//!
//! ## Example
//! “Leaders to meet at ‘an early time’” over a text that has “an early date”.

use article::{BlockFacts, Quotation, QuoteRef};

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related},
    passage::{Said, is_short, said_in, words_before},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct HeadlineQuote;

static RULE: Rule = Rule {
    id: "headline-quote",
    severity: Severity::Hint,
    fixes: Fixes::Maybe,
    source: include_str!("headline_quote.rs"),
};

/// A single word in quotation marks is no quotation but a distance.
const SHORTEST: usize = 2;

impl Check for HeadlineQuote {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn quotation(&self, sources: &Sources<'_>, quote: QuoteRef, found: &mut Vec<Finding>) {
        let article = sources.article;
        let headline = article.header().headline;
        let Some((facts, quotation)) = article
            .quotation(quote)
            .filter(|_| headline.is_some_and(|(h, _)| h == quote.block))
        else {
            return;
        };
        let written = facts.block.slice(quotation.range);
        if !quotation.closed
            || quotation.words.len() < SHORTEST
            || written.contains(['…', '['])
            || written.contains("..")
        {
            return;
        }
        let mut nearest: Option<(&BlockFacts, text::TextRange)> = None;
        for below in article
            .blocks()
            .filter(|f| f.block.id() > quote.block && f.block.kind().is_prose())
        {
            match said_in(&below.block, quotation) {
                Some(Said::Whole) => return,
                Some(Said::Nearly(range)) if nearest.is_none() => nearest = Some((below, range)),
                _ => {}
            }
        }
        if nearest.is_none() && (is_short(article) || is_title(facts, quotation)) {
            return;
        }
        let place = Place::new(quote.block, quotation.range);
        let message = match nearest {
            Some((there, range)) => format!("The text has “{}”.", there.block.slice(range)),
            None => "These words do not stand in the text.".to_owned(),
        };
        let mut finding = Finding::new(&RULE, place, message);
        if let Some((there, range)) = nearest {
            let (there_place, theirs) = (
                Place::new(there.block.id(), range),
                there.block.slice(range),
            );
            finding.related.push(Related {
                location: Location::Here(there_place),
                message: "What comes nearest.".to_owned(),
            });
            finding
                .fixes
                .push(Fix::new(theirs, place, theirs, Applicability::Maybe));
            finding.fixes.push(Fix::new(
                format!("{written} below"),
                there_place,
                written,
                Applicability::Maybe,
            ));
        }
        found.push(finding);
    }
}

/// Whether the words before it say that it is what something is called: `Hearing on “Trade and Other Topics”`.
fn is_title(facts: &BlockFacts, quotation: &Quotation) -> bool {
    const BEFORE: &[&str] = &[
        "on",
        "of",
        "before",
        "the",
        "hearing",
        "symposium",
        "briefing",
        "meeting",
        "speech",
        "conference",
        "panel",
        "entitled",
        "titled",
        "called",
        "named",
        "in",
        "at",
        ":",
        ",",
        "'",
        "’",
        "”",
        "\"",
    ];
    let before = words_before(facts, quotation.marked.start()).next();
    before.is_none_or(|word| BEFORE.iter().any(|b| b.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn other_words_below() {
        check(
            "headline-quote",
            r#"
Leaders ready to meet at ‘an early time’
                          ^^^^^^^^^^^^^ The text has “an early date”.

The two leaders are ready to meet “at an early date”, the agency said on Monday.

Nobody knows when that will be, and nobody in the capital wanted to say more.

The last time that they met was in the spring of the year before, in a port.
"#,
        );
    }

    #[test]
    fn nothing_like_it_below() {
        check(
            "headline-quote",
            r#"
Mayor calls plan “a shameless theft”
                  ^^^^^^^^^^^^^^^^^ These words do not stand in the text.

The mayor does not like the plan for the harbor, he said on Monday at the town hall.

Nobody knows what will come of it, and nobody in the hall wanted to say more.

The council will vote on it in the spring, and the mayor will not be there.
"#,
        );
    }

    #[test]
    fn leaves_titles_alone() {
        check(
            "headline-quote",
            r#"
Mayor speaks at a hearing on “Harbors and Other Topics”

The mayor does not like the plan for the harbor, and called it a shameless theft.

Nobody knows what will come of it, and nobody in the hall wanted to say more.

The council will vote on it in the spring, and the mayor will not be there.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "headline-quote",
            r#"
Mayor calls plan “a shameless theft” and “bold”, says “plan … must go”

The mayor does not like the plan for the harbor, and called it a shameless theft.

Nobody knows what will come of it, and nobody in the hall wanted to say more.

The council will vote on it in the spring, and the mayor will not be there.
"#,
        );
    }
}
