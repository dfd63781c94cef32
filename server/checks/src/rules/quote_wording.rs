//! # quote-wording
//!
//! One quotation in two wordings.
//!
//! ## Why it matters
//! What stands between quotation marks was said so and not otherwise: one of the two is wrong, or is a translation that
//! should say so.
//!
//! ## How it decides
//! Two quotations share a run of five words and at least eight words in their order, four fifths of the shorter one, and
//! differ in the middle by no more than eight words at a time; or one begins a sentence where the other is in the middle of
//! one. Of these, only the speaker's own word on what follows (`I affirm that`) is missed; else it is information.
//!
//! Of 23 warnings read in press releases of senators that nobody had touched (2026-11-22) 15 were one statement in two
//! wordings, of 23 more 11, and of three it could not be said. Most of the others were changes in brackets, names of laws,
//! questions with their answers and speeches that take up their own words, which are left alone since.
//! Of 20 drawn from 71,761 such releases after that (2026-11-23) 16 were; the rest were two statements of one pattern, which
//! are left alone since: then seven of nine were, and of two it could not be said, and of eight more six; the other two
//! were one quotation with another inside, which is left alone since.
//!
//! ## What it leaves alone
//! A part of a quotation given as a part (`at “an early date”`), one that leaves out a “But” at its start, differences in
//! case, marks and hyphens, and two speakers. A change that brackets or points own to, the name of a law, a question and its
//! answer, a speech that goes on in the next paragraphs, two days (`… (radio address, 2/8/03)`), a name for other words
//! (`the firemen of Weber`, `the firemen here`), and a formula that is said three times.
//!
//! ## Example
//! “I affirm that I am ready to meet you at an early date …” and, lower down, “I am ready to meet you at an early date …”.

mod difference;
mod left_alone;

use article::{BlockFacts, Quotation, QuoteRef};
use smol_str::SmolStr;
use text::{TextRange, TokenKind};

use self::{
    difference::{COMMON, Difference, are_two_things, changes, difference, letters},
    left_alone::{goes_on, is_formula, is_question, is_reworded, on_two_days},
};
use crate::{
    engine::Sources,
    finding::{Finding, Location, Place, Related},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct QuoteWording;

static RULE: Rule = Rule {
    id: "quote-wording",
    severity: Severity::Warning,
    fixes: Fixes::None,
    source: include_str!("quote_wording.rs"),
};

impl Check for QuoteWording {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn quotation(&self, sources: &Sources<'_>, quote: QuoteRef, found: &mut Vec<Finding>) {
        let Some((facts, quotation)) = sources.article.quotation(quote) else {
            return;
        };
        if quotation.words.len() < COMMON || is_reworded(facts, quotation) {
            return;
        }
        let ours: Vec<u32> = quotation.words.iter().map(|(w, _)| *w).collect();
        let finding = within(sources, quote, facts, quotation, &ours)
            .or_else(|| across(sources, facts, quotation, &ours));
        found.extend(finding);
    }
}

/// The key of whoever says it: a surname, letters. It is known from the paragraph alone.
fn speaker<'a>(facts: &'a BlockFacts, quotation: &Quotation) -> Option<&'a SmolStr> {
    let candidate = facts.reading.names.get(quotation.speaker?)?;
    Some(&candidate.key)
}

/// Another wording in the same article.
fn within(
    sources: &Sources<'_>,
    quote: QuoteRef,
    facts: &BlockFacts,
    quotation: &Quotation,
    ours: &[u32],
) -> Option<Finding> {
    let mut seen = vec![quote];
    for shingle in quotation.shingles() {
        for other in sources.article.quotes_with(shingle) {
            if seen.contains(&other) {
                continue;
            }
            seen.push(other);
            let Some((other_facts, theirs_quotation)) = sources.article.quotation(other) else {
                continue;
            };
            let (this, that) = (
                (quote, facts, quotation),
                (other, &**other_facts, theirs_quotation),
            );
            if is_reworded(other_facts, theirs_quotation)
                || is_question(facts, quotation) != is_question(other_facts, theirs_quotation)
                || goes_on(sources, this, that)
                || goes_on(sources, that, this)
                || on_two_days(this, that)
            {
                continue;
            }
            let theirs: Vec<u32> = theirs_quotation.words.iter().map(|(w, _)| *w).collect();
            let Some(difference) = difference(ours, &theirs) else {
                continue;
            };
            let severity = match difference {
                Difference::Part {
                    start,
                    ours_shorter,
                } => {
                    let (shorter, longer) = if ours_shorter {
                        ((facts, quotation), (&**other_facts, theirs_quotation))
                    } else {
                        ((&**other_facts, theirs_quotation), (facts, quotation))
                    };
                    if !begins_sentence(shorter.0, shorter.1)
                        || !in_mid_sentence(longer.0, longer.1, start)
                    {
                        continue;
                    }
                    // What is left out before it may be another thought; `I affirm that` is none.
                    match drops_own_word(longer.0, longer.1, start) {
                        true => RULE.severity,
                        false => Severity::Information,
                    }
                }
                Difference::Inside(places) => {
                    let changed = changes(facts, quotation, other_facts, theirs_quotation, &places);
                    if changed.is_empty()
                        || changed.iter().any(|(a, b)| are_two_things(a, b))
                        || is_formula(sources, quotation, theirs_quotation)
                    {
                        continue;
                    }
                    RULE.severity
                }
            };
            if differ(
                speaker(facts, quotation),
                speaker(other_facts, theirs_quotation),
            ) {
                continue;
            }
            let words = beginning(other_facts.block.slice(theirs_quotation.range));
            let above = if other < quote { "above" } else { "below" };
            let mut finding = Finding::new(
                &RULE,
                Place::new(quote.block, quotation.range),
                format!("These words stand otherwise {above}: that quotation begins “{words}”."),
            );
            finding.severity = severity;
            finding.related.push(Related {
                location: Location::Here(Place::new(other.block, theirs_quotation.range)),
                message: "The other wording.".to_owned(),
            });
            return Some(finding);
        }
    }
    None
}

/// Another wording in another article: two agencies may translate differently, so it is worth knowing, no more.
fn across(
    sources: &Sources<'_>,
    facts: &BlockFacts,
    quotation: &Quotation,
    ours: &[u32],
) -> Option<Finding> {
    let (corpus, own) = sources.corpus?;
    let mut others = corpus.quotes_like(ours);
    // A part of a quotation is no other wording of it, in another article.
    let found = others.find(|found| {
        found.article != *own
            && matches!(
                difference(ours, &found.row.words),
                Some(Difference::Inside(_))
            )
            && letters(facts.block.slice(quotation.range)) != letters(&found.row.text)
    })?;
    let mut finding = Finding::new(
        &RULE,
        Place::new(facts.block.id(), quotation.range),
        format!(
            "These words stand otherwise in {}: that quotation begins “{}”.",
            found.article,
            beginning(&found.row.text)
        ),
    );
    finding.severity = Severity::Information;
    finding.related.push(Related {
        location: Location::Elsewhere(found.article, found.row.spot),
        message: "The other wording.".to_owned(),
    });
    Some(finding)
}

fn differ(a: Option<&SmolStr>, b: Option<&SmolStr>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

/// The first words of a quotation.
fn beginning(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(7).collect();
    let rest = text.split_whitespace().nth(7).is_some();
    words.join(" ") + if rest { " …" } else { "" }
}

/// Whether what a quotation has before word `at` of it is the speaker's own word on what follows: `I affirm that`.
fn drops_own_word(facts: &BlockFacts, quotation: &Quotation, at: usize) -> bool {
    let before = quotation.words.get(..at).unwrap_or_default();
    let word = |(_, range): &(u32, TextRange)| facts.block.slice(*range);
    let start = before.len().saturating_sub(OWN_WORD);
    let dropped: Vec<&str> = before[start..].iter().map(word).collect();
    dropped.contains(&"I") && dropped.last() == Some(&"that")
}

/// `I affirm that`, `I do think that`
const OWN_WORD: usize = 4;

/// Whether the quotation begins a sentence of the article and starts like one.
fn begins_sentence(facts: &BlockFacts, quotation: &Quotation) -> bool {
    let block = &facts.block;
    let capital = block.slice(quotation.range).starts_with(char::is_uppercase);
    let before = block
        .tokens()
        .iter()
        .rev()
        .find(|t| t.range.end() <= quotation.marked.start());
    let opens = before.is_none_or(|t| {
        t.kind == TokenKind::Mark && matches!(t.text(block.text()), "." | "," | ":" | "?" | "!")
            || block
                .sentences()
                .iter()
                .any(|s| s.start() == quotation.marked.start())
    });
    capital && opens
}

/// Whether word `at` of a quotation stands in the middle of one of its sentences.
fn in_mid_sentence(facts: &BlockFacts, quotation: &Quotation, at: usize) -> bool {
    let (Some(before), Some((_, word))) = (
        at.checked_sub(1).and_then(|i| quotation.words.get(i)),
        quotation.words.get(at),
    ) else {
        return false;
    };
    let between = facts
        .block
        .slice(TextRange::new(before.1.end(), word.start()));
    let starts = |before: &str| at == 1 || before.ends_with(['.', '!', '?', '“', '"']);
    let joins = matches!(facts.block.slice(before.1), "And" | "But" | "So")
        && starts(facts.block.text()[..usize::from(before.1.start())].trim_end());
    !joins
        && !between.contains(['.', '!', '?', ':', '…'])
        && !facts.block.slice(before.1).ends_with('.')
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn words_dropped_at_the_start() {
        check(
            "quote-wording",
            r#"
“I affirm that I am ready to meet you soon to talk about urgent matters,” Putin said in a message.
 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ These words stand otherwise below: that quotation begins “I am ready to meet you soon …”.
The agency reported it at once to the whole of the world on Wednesday.
“I am ready to meet you soon to talk about urgent matters,” Putin was quoted as telling him.
 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ These words stand otherwise above: that quotation begins “I affirm that I am ready to …”.
"#,
        );
    }

    #[test]
    fn a_word_changed_across_articles() {
        check(
            "quote-wording",
            r#"
//- a.txt
“We shall never again close this door to our neighbours in the south,” he said.
 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information: These words stand otherwise in b.txt: that quotation begins “We shall never again shut this door …”.
//- b.txt
“We shall never again shut this door to our neighbours in the south,” he said.
 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information: These words stand otherwise in a.txt: that quotation begins “We shall never again close this door …”.
"#,
        );
    }

    #[test]
    fn a_hyphen_is_no_wording() {
        check(
            "quote-wording",
            r#"
//- a.txt
“We cannot have any more of this foot-dragging by the agencies of the harbor in our state,” she said.
//- b.txt
“We cannot have any more of this foot dragging by the agencies of the harbor in our state,” she said.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "quote-wording",
            r#"
“We shall never again close this door to our neighbours in the south,” he said.
He said they would “never again close this door to our neighbours in the south”.
“We shall never again close this door to our neighbours in the South!” he said.

"How can the mayor of the town claim that the harbor is "open" when no ship has come in for a year?" she asked.

"How can the chief of the harbor claim that the harbor is "closed" when ships have come in for a year?" she asked.

“Did the chief of the harbor use the boats of the port for needs of his own?” she asked.

“The chief of the harbor did not use the boats of the port for needs of his own,” he said.

“As much as we would like it, we do not get to pick the judges of the south in the north.

“As much as they would like it, they do not get to pick the judges of the south in the north,” he said.

“The sale of the old lighthouse in the port of Weber will be good for everybody in the town,” she said.

“The sale of [the lighthouse] in the port of Weber will be good for everybody in the town,” she said.

“But the sale of the new lighthouse in the port of Weber is bad for nobody in the town,” she said.

“The sale of the new lighthouse in the port of Weber is bad for nobody in the town,” she said.

“We are glad to tell you that these works are going on as they should by the end of May,” she said.

“We are glad to tell you that the Weber Lighthouse is going on as they should by the end of May,” she said.

“We are glad to have found the boats of the port for Weber,” he said.

“We are glad to have found the boats of the port for whoever needs them in the town,” he said.

“We were asked by all of you to look after the old boats of the port,” he said of Weber.

“We were asked by all of you to look after the old boats of the port,” he said of Thorn.

“We were asked by all of you to look after the old boats of the port,” he said of Mill Street.

“We were asked by many of you to look after the old boats of the port,” he said of the lake.

“The Harbor and Lighthouse Act and the Law of the Sea of 1990 for the Port” is the name. “The Harbor and Lighthouse Act and the Law of the Sea of 1990 for the good of all in the Port was ours,” she said.
"#,
        );
    }
}
