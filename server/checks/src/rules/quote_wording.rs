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
//! are left alone since: then seven of nine were, and of two it could not be said, and of eight more
//! six; the other two were one quotation with another inside, which is left alone since.
//!
//! ## What it leaves alone
//! A part of a quotation given as a part (`at “an early date”`), one that leaves out a “But” at its start, differences in case and marks, and two speakers. A change
//! that brackets or points own to, the name of a law, a question and its answer, a speech that goes on in the next paragraphs,
//! two days (`… (radio address, 2/8/03)`), a name for other words (`the firemen of Weber`, `the firemen here`), a formula that is said three times, a hyphen.
//!
//! ## Example
//! “I affirm that I am ready to meet you at an early date …” and, lower down, “I am ready to meet you at an early date …”.

use article::{BlockFacts, Quotation, QuoteRef};
use names::lexicon;
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;
use text::{TextRange, TokenKind};

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

/// Fewer common words than this may be chance.
const COMMON: usize = 8;
/// So many words may be left out or put in at one place. More are a sentence.
const WIDEST: usize = 8;
/// Longer quotations are compared by this many words from their start.
const LONGEST: usize = 400;

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

/// Whether it says itself that it is not the wording, by brackets or points; or is none, but the name of a law or a book,
/// or what stands before a quotation inside it: `"They say that it is "open" there"`.
fn is_reworded(facts: &BlockFacts, quotation: &Quotation) -> bool {
    let text = facts.block.slice(quotation.range);
    let long = text.split_whitespace().filter(|word| word.len() >= 4);
    let (mut words, mut small) = (0, 0);
    for word in long {
        words += 1;
        small += usize::from(word.starts_with(char::is_lowercase));
    }
    let owns_to = ["[", "…", "..", ". ."];
    owns_to.iter().any(|mark| text.contains(mark))
        || small * 4 <= words
        || text.ends_with(char::is_whitespace)
}

/// Whether it is a question: an answer takes up its words.
fn is_question(facts: &BlockFacts, quotation: &Quotation) -> bool {
    facts.block.slice(quotation.range).ends_with('?')
}

/// A quotation with where it stands.
type Placed<'a> = (QuoteRef, &'a BlockFacts, &'a Quotation);

/// Whether one speech goes on from the first to the second, in the same paragraph or in the next ones: nobody misquotes
/// there, but says it of something else.
fn goes_on(sources: &Sources<'_>, first: Placed<'_>, second: Placed<'_>) -> bool {
    let mut at = (first.0.block, first.0.index);
    let (mut facts, mut quotation) = (first.1, first.2);
    for _ in 0..PARAGRAPHS {
        let last = at.1 + 1 == facts.reading.quotations.len();
        if quotation.closed || !last {
            return false;
        }
        let next = sources.article.prose_after(at.0);
        let Some(next) = next.and_then(|block| sources.article.block(block)) else {
            return false;
        };
        at = (next.block.id(), 0);
        if at == (second.0.block, second.0.index) {
            return true;
        }
        let Some(first) = next.reading.quotations.first() else {
            return false;
        };
        (facts, quotation) = (next, first);
    }
    false
}

/// A speech is followed over so many paragraphs.
const PARAGRAPHS: usize = 12;

/// Whether two quotations are given to two days: `… (radio address, 2/8/03)` and `… (press conference, 2/6/03)`. What is
/// said twice is worded twice.
fn on_two_days(a: Placed<'_>, b: Placed<'_>) -> bool {
    let (Some(a), Some(b)) = (day_behind(a.1, a.2), day_behind(b.1, b.2)) else {
        return false;
    };
    a != b
}

/// The words of the first date or weekday behind a quotation, in its sentence or in the brackets behind it.
fn day_behind<'a>(facts: &'a BlockFacts, quotation: &Quotation) -> Option<&'a str> {
    let end = quotation.marked.end();
    let expressions = facts.reading.dates.expressions.iter();
    let mut behind = expressions.filter(|e| e.range.start() >= end);
    let first = behind.find(|e| e.written.day.is_some() || e.written.weekday.is_some())?;
    let near = usize::from(first.range.start() - end) <= NEAR;
    let between = facts.block.slice(TextRange::new(end, first.range.start()));
    let another = between.contains(['“', '"', '.', '\n']);
    (near && !another).then(|| facts.block.slice(first.range))
}

/// So many bytes behind a quotation the day of it is named.
const NEAR: usize = 100;

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

enum Difference {
    /// The shorter one is a part of the longer one, in one piece that starts at a word of the longer.
    Part { start: usize, ours_shorter: bool },
    /// Words differ in between: the places of those that are the same, in ours and in theirs.
    Inside(Vec<(usize, usize)>),
}

/// How two quotations that are one differ; `None` if they are equal, or are two.
fn difference(ours: &[u32], theirs: &[u32]) -> Option<Difference> {
    let (ours, theirs) = (
        &ours[..ours.len().min(LONGEST)],
        &theirs[..theirs.len().min(LONGEST)],
    );
    if ours == theirs {
        return None;
    }
    let ours_shorter = ours.len() < theirs.len();
    let (short, long) = if ours_shorter {
        (ours, theirs)
    } else {
        (theirs, ours)
    };
    if short.len() < COMMON {
        return None;
    }
    if let Some(start) = long.windows(short.len()).position(|w| w == short) {
        return Some(Difference::Part {
            start,
            ours_shorter,
        });
    }
    let are_enough = |common: usize| common >= COMMON && common * 5 >= short.len() * 4;
    // In their order there are no more of them: most pairs that share a phrase need no closer look.
    if !are_enough(common_words(short, long)) {
        return None;
    }
    let common = longest_common(short, long);
    let gaps = common.windows(2).map(|pair| match pair {
        [(a, b), (next_a, next_b)] => (next_a - a - 1).max(next_b - b - 1),
        _ => 0,
    });
    let (least, most) = gaps
        .filter(|gap| *gap > 0)
        .fold((0, 0), |(least, most), gap| {
            (if least == 0 { gap } else { gap.min(least) }, gap.max(most))
        });
    // Without a gap the two are cut otherwise out of one; a wide gap is a sentence left out.
    let differs = are_enough(common.len()) && least > 0 && most <= WIDEST;
    differs.then(|| {
        let turned = |(a, b): (usize, usize)| if ours_shorter { (a, b) } else { (b, a) };
        Difference::Inside(common.into_iter().map(turned).collect())
    })
}

/// The words in which two quotations differ, in between: ours and theirs, where more than hyphens and blanks do.
fn changes<'a>(
    facts: &'a BlockFacts,
    ours: &Quotation,
    other_facts: &'a BlockFacts,
    theirs: &Quotation,
    same: &[(usize, usize)],
) -> Vec<(&'a str, &'a str)> {
    let between = |facts: &'a BlockFacts, words: &[(u32, TextRange)], from: usize, to: usize| {
        let range = match words.get(from + 1..to) {
            Some([(_, first), .., (_, last)]) => Some(first.cover(*last)),
            Some([(_, only)]) => Some(*only),
            _ => None,
        };
        range.map_or("", |range| facts.block.slice(range))
    };
    // The ends are another matter, unless both go on: `the funding for Thorn`, `the funding that Weber needs`.
    let end = (ours.words.len(), theirs.words.len());
    let ends = same.windows(2).map(|pair| (pair[0], pair[1]));
    let end = same
        .last()
        .filter(|last| last.0 + 1 < end.0 && last.1 + 1 < end.1)
        .map(|last| (*last, end));
    let gaps = ends.chain(end).map(|((a, b), (next_a, next_b))| {
        (
            between(facts, &ours.words, a, next_a),
            between(other_facts, &theirs.words, b, next_b),
        )
    });
    gaps.filter(|(a, b)| letters(a) != letters(b)).collect()
}

/// What is left of words where hyphens, blanks and capitals do not count.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether a name stands for other words, or a number for another: what is said of one town is said of the next one too.
fn are_two_things(a: &str, b: &str) -> bool {
    let any = |text: &str, test: fn(&str) -> bool| text.split_whitespace().any(test);
    let is_name = |word: &str| {
        let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
        letters.starts_with(char::is_uppercase)
            && letters.len() > 1
            && !lexicon::is_plain_word(letters)
    };
    let is_number = |word: &str| word.starts_with(char::is_numeric);
    if a.is_empty() || b.is_empty() {
        return false;
    }
    any(a, is_name) || any(b, is_name) || any(a, is_number) && any(b, is_number)
}

/// Whether one of the two wordings is said again and again, as of each project in a list.
fn is_formula(sources: &Sources<'_>, ours: &Quotation, theirs: &Quotation) -> bool {
    let said = |quotation: &Quotation| {
        let words = || quotation.words.iter().map(|(word, _)| *word);
        let run = quotation.shingles().next();
        let like = run
            .into_iter()
            .flat_map(|run| sources.article.quotes_with(run));
        // It may begin with one run several times.
        let like: FxHashSet<QuoteRef> = like.take(OFTEN * 4).collect();
        let same = like.into_iter().filter(|other| {
            let other = sources.article.quotation(*other);
            other.is_some_and(|(_, other)| other.words.iter().map(|(w, _)| *w).eq(words()))
        });
        same.count()
    };
    said(ours).max(said(theirs)) >= OFTEN
}

/// What is said so often in the same words is a formula.
const OFTEN: usize = 3;

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

/// How many words two quotations have in common, in whatever order.
fn common_words(a: &[u32], b: &[u32]) -> usize {
    let mut left: FxHashMap<u32, usize> = FxHashMap::default();
    for word in a {
        *left.entry(*word).or_default() += 1;
    }
    let is_left = |word: &&u32| match left.get_mut(word) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    };
    b.iter().filter(is_left).count()
}

/// The longest common subsequence, as places in both.
fn longest_common(a: &[u32], b: &[u32]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    // The length that is still to come from each pair of places on.
    let mut left = vec![0_u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let at = i * width + j;
            left[at] = match a[i] == b[j] {
                true => left[at + width + 1] + 1,
                false => left[at + width].max(left[at + 1]),
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut common = Vec::new();
    while i < a.len() && j < b.len() {
        let at = i * width + j;
        if a[i] == b[j] {
            common.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if left[at + width] >= left[at + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    common
}

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
