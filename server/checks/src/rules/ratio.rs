//! # ratio
//!
//! A ratio in words beside a percentage that is not the same: “one in four (20 percent)”.
//!
//! ## Why it matters
//! The words are what readers keep, and they are of another size than the figure.
//!
//! ## How it decides
//! A ratio (`one in four`, `two-thirds`, `half`) or a change (`doubled`, `halved`) and beside it, behind a comma, a dash or a
//! bracket, the percentage that it rounds. A third may be 30 percent or 36, but not 40. `More than half` must be more,
//! `fewer than half` less.
//!
//! It said nothing on 71,761 press releases of senators (2026-11-22), where ratios beside percentages are rare: a hint until
//! more is known.
//!
//! ## What it leaves alone
//! Percentages of another thing (`a third, 12 percent more than last year`), quotations.
//!
//! ## Example
//! “one in four (20 percent)” → “one in five (20 percent)”, or “one in four (25 percent)”.

use article::BlockFacts;

use crate::{
    engine::Sources,
    figures::{Figure, number_word},
    finding::{Applicability, Finding, Fix, Place},
    passage::is_quoted,
    rule::{Check, Fixes, Rule, Severity},
    sentence::Words,
};

pub(crate) struct Ratio;

static RULE: Rule = Rule {
    id: "ratio",
    severity: Severity::Hint,
    fixes: Fixes::Maybe,
    source: include_str!("ratio.rs"),
};

/// How far the percentage may be off, as a share of the ratio: words are rounder than figures.
const ROUNDED: f64 = 0.15;

/// How many tokens may stand between the ratio and the mark before its percentage.
const REACH: usize = 5;

/// Changes that are ratios, in percent.
const CHANGES: &[(&str, f64)] = &[
    ("doubled", 100.0),
    ("tripled", 200.0),
    ("trebled", 200.0),
    ("quadrupled", 300.0),
    ("halved", 50.0),
];

/// What stands between a change and its percentage, and says no more.
const PLAIN: &[&str] = &[
    "up",
    "down",
    "by",
    "a",
    "an",
    "of",
    "or",
    "rise",
    "increase",
    "gain",
    "jump",
    "fall",
    "drop",
    "decline",
    "decrease",
    "reduction",
    "cut",
    "growth",
    "from",
];

/// Words in front that say on which side the figure lies.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Above,
    Below,
    Either,
}

impl Check for Ratio {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        for words in Words::sentences(facts) {
            // Most sentences have no percentage that a ratio could be compared with.
            if !(words.start..words.end).any(|at| words.percent(at).is_some()) {
                continue;
            }
            for at in words.start..words.end {
                let finding = share(&words, at)
                    .and_then(|(share, next)| beside_share(&words, at, share, next));
                found.extend(finding.or_else(|| beside_change(&words, at)));
            }
        }
    }
}

/// A ratio at token `at`, in percent, and the token behind it.
fn share(words: &Words<'_>, at: usize) -> Option<(f64, usize)> {
    // `one-half`, `a half` and `half`
    let word = words.at(at);
    let whole = |i: usize| Figure::counted(words.facts, i).filter(|f| f.scale == 1.0 && !f.money);
    if word.eq_ignore_ascii_case("half") {
        return Some((50.0, at + 1));
    }
    if let Some((count, part)) = word.split_once('-')
        && let (Some(count), Some(parts)) = (number_word(count), parts_in(part))
    {
        return Some((f64::from(count) / parts * 100.0, at + 1))
            .filter(|(share, _)| *share < 100.0);
    }
    if word.eq_ignore_ascii_case("a")
        && let Some(parts) = parts_in(words.at(at + 1))
    {
        return Some((100.0 / parts, at + 2));
    }
    let count = whole(at)?;
    if let Some(parts) = parts_in(words.at(count.next)) {
        return Some((count.value / parts * 100.0, count.next + 1))
            .filter(|(share, _)| *share < 100.0);
    }
    // `one in four`, `one out of every four`
    let out = usize::from(words.is(count.next, "out"));
    let joins = words.is(count.next + out, if out == 1 { "of" } else { "in" });
    let every = usize::from(words.is(count.next + out + 1, "every"));
    let all = whole(count.next + out + 1 + every).filter(|_| joins)?;
    // `one in 2004`, `three in 100 years`
    let ratio = all.value > count.value && all.value <= 20.0;
    ratio.then_some((count.value / all.value * 100.0, all.next))
}

/// How many parts the whole has of which one is called so.
fn parts_in(word: &str) -> Option<f64> {
    const PARTS: &[(&str, f64)] = &[
        ("half", 2.0),
        ("third", 3.0),
        ("quarter", 4.0),
        ("fifth", 5.0),
        ("sixth", 6.0),
        ("eighth", 8.0),
        ("tenth", 10.0),
    ];
    let word = word.strip_suffix('s').unwrap_or(word);
    PARTS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(word))
        .map(|(_, parts)| *parts)
}

/// `one in four people (20 percent)`.
fn beside_share(words: &Words<'_>, at: usize, share: f64, next: usize) -> Option<Finding> {
    let mark = (next..next + REACH).find(|i| is_mark(words, *i))?;
    let or = usize::from(words.is_one_of(mark + 1, &["or", "about", "some"]));
    let (figure, behind) = words.percentage(mark + 1 + or)?;
    // `a third, 12 percent more than last year` is of another thing.
    let ends =
        matches!(words.at(behind), ")" | "," | ";") || words.is_dash(behind) || words.ends(behind);
    (ends && is_off(side(words, at), share, figure.value))
        .then(|| told(words, at, next, share, figure))?
}

/// `Prices doubled, up 50 percent`.
fn beside_change(words: &Words<'_>, at: usize) -> Option<Finding> {
    let word = words.at(at);
    let (_, change) = CHANGES
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(word))?;
    let mark = (at + 1..at + 1 + REACH).find(|i| is_mark(words, *i))?;
    let percent = (mark + 1..mark + 6).find(|i| !words.is_one_of(*i, PLAIN))?;
    let (figure, behind) = words.percentage(percent)?;
    let noun = usize::from(words.is_one_of(behind, PLAIN));
    let ends = matches!(words.at(behind + noun), ")" | "," | ";")
        || words.is_dash(behind + noun)
        || words.ends(behind + noun);
    // `doubled (from 4 percent)`, `doubled (to 8 percent)` give a share, not a change.
    let level = percent == mark + 1 || words.any_of(mark..percent, &["from"]);
    (ends && !level && is_off(side(words, at), *change, figure.value))
        .then(|| told(words, at, at + 1, *change, figure))?
}

fn is_mark(words: &Words<'_>, i: usize) -> bool {
    matches!(words.at(i), "(" | ",") || words.is_dash(i)
}

fn side(words: &Words<'_>, at: usize) -> Side {
    let before = |n: usize| at.checked_sub(n);
    let is = |n: usize, list: &[&str]| before(n).is_some_and(|i| words.is_one_of(i, list));
    let than = is(1, &["than"]);
    match () {
        () if than && is(2, &["more"]) || is(1, &["over"]) => Side::Above,
        () if than && is(2, &["less", "fewer"]) || is(1, &["nearly", "almost", "under"]) => {
            Side::Below
        }
        () => Side::Either,
    }
}

/// Whether no rounding makes the words of the figure.
fn is_off(side: Side, words: f64, figure: f64) -> bool {
    let off = (figure - words).abs() > words * ROUNDED;
    match side {
        Side::Above => figure < words - 0.5 || figure > words * 1.5,
        Side::Below => figure > words + 0.5 || figure < words * 0.6,
        Side::Either => off,
    }
}

fn told(words: &Words<'_>, at: usize, next: usize, share: f64, figure: Figure) -> Option<Finding> {
    let facts = words.facts;
    if is_quoted(facts, figure.range) {
        return None;
    }
    let range = words.range(at, next)?;
    let written = facts.block.slice(range);
    let right = format!("{share:.0}");
    let message = format!(
        "“{written}” is {right} percent, not {}.",
        facts.block.slice(figure.range)
    );
    let id = facts.block.id();
    let mut finding = Finding::new(&RULE, Place::new(id, range.cover(figure.range)), message);
    let fix = Fix::new(
        right.as_str(),
        Place::new(id, figure.range),
        right.as_str(),
        Applicability::Maybe,
    );
    finding.fixes.push(fix);
    Some(finding)
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn words_and_figure_differ() {
        check(
            "ratio",
            r#"
One in four people (20 percent) said they would move, the town council was told on Monday.
^^^^^^^^^^^^^^^^^^^^^^ “One in four” is 25 percent, not 20.
More than half, 48 percent, were in favor, and two-thirds (86 percent) wanted another vote.
          ^^^^^^^^ “half” is 50 percent, not 48.
                                               ^^^^^^^^^^^^^^ “two-thirds” is 67 percent, not 86.
Exports halved, a drop of 30 percent, and imports doubled, up 40 percent, the agency said.
        ^^^^^^^^^^^^^^^^^^^^ “halved” is 50 percent, not 30.
                                                  ^^^^^^^^^^^^^^ “doubled” is 100 percent, not 40.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "ratio",
            r#"
One in four people (24 percent) said so; a third, 35 percent, did not. Fewer than half (47 percent) came.
More than half, 58 percent, were in favor. It doubled, up 104 percent. It doubled (to 8 percent) and halved, from 8 percent.
A third of them came, 12 percent more than last year. Nearly half (48 percent) left. Three in 2004 (12 percent) stayed.
One in four, he said, would go, and 10 percent would stay. “One in four (20 percent) said so,” he said.
"#,
        );
    }
}
