//! # percent-change
//!
//! A rise or fall in percent that its own two figures do not make.
//!
//! ## Why it matters
//! The reader can do the sum, and so can whoever is written about.
//!
//! ## How it decides
//! “From 40 to 50, a rise of 20 percent”: two figures of one kind and a percentage beside them, in one sentence. From 40 to
//! 50 is 25 percent. Every figure is taken for all that rounds to it (`$1.5 billion` is 1.45 to 1.55 billion), the
//! percentage too.
//!
//! It spoke twice in 16,454 press releases of senators and 166 newspaper articles (2026-11-22), and both were wrong sums: too
//! few to make it a warning.
//!
//! ## What it leaves alone
//! `About`, `nearly`, `more than` before the percentage; percentage points, and percentages of percentages; rates (`a year`);
//! years; figures of which one has a currency and the other none; more than one percentage that could be meant; quotations.
//!
//! ## Example
//! “a fall from 500 to 400, or 25 percent” → “20 percent”.

mod words;

use article::BlockFacts;
use text::TextRange;

use self::words::{CHANGES, OF_ANOTHER, RATES};
use crate::{
    engine::Sources,
    figures::{Figure, token_at},
    finding::{Applicability, Finding, Fix, Location, Place, Related},
    passage::is_quoted,
    rule::{Check, Fixes, Rule, Severity},
    sentence::{HEDGES, Words},
};

pub(crate) struct PercentChange;

static RULE: Rule = Rule {
    id: "percent-change",
    severity: Severity::Information,
    fixes: Fixes::Maybe,
    source: include_str!("percent_change.rs"),
};

/// How many tokens may stand between `from` with its figure and `to`.
const TO_REACH: usize = 7;

/// How many tokens before `from` and after the second figure the percentage may stand.
const REACH: usize = 8;

impl Check for PercentChange {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        for words in Words::sentences(facts) {
            let froms = (words.start..words.end).filter(|i| words.is(*i, "from"));
            found.extend(froms.filter_map(|from| change(&words, from)));
        }
    }
}

fn change(words: &Words<'_>, from: usize) -> Option<Finding> {
    let facts = words.facts;
    let first = Figure::at(facts, from + 1)?;
    let to = (first.next..first.next + TO_REACH).find(|i| words.is(*i, "to"))?;
    let second = Figure::at(facts, to + 1)?;
    // Another figure in between: `from 5 in 1990 to …` is fine, `from 5 to 10 to …` is not.
    let percent = |f: &Figure| words.percentage(token_at(facts, f.range.start())).is_some();
    if second.next > words.end
        || first.money != second.money
        || percent(&first)
        || percent(&second)
        || first.may_be_year(facts)
        || second.may_be_year(facts)
    {
        return None;
    }
    let first = match first.scale == 1.0 && second.scale > 1.0 && first.value < 1000.0 {
        true => first.scaled(second.scale),
        false => first,
    };
    let (stated, at) = stated(words, from, &second)?;
    if is_quoted(facts, stated.range) {
        return None;
    }
    let (lowest, highest) = percent_bounds(first, second)?;
    let (least, most) = stated.bounds();
    if lowest <= most && least <= highest {
        return None;
    }
    Some(told(facts, (first, second), stated, at))
}

/// The only percentage beside the two figures that is a change: `by 20 percent, from`, `to 50, a 20 percent rise`.
fn stated(words: &Words<'_>, from: usize, second: &Figure) -> Option<(Figure, TextRange)> {
    let before = (from.saturating_sub(REACH).max(words.start)..from)
        .filter_map(|i| words.percentage(i).map(|p| (i, p)));
    let after = (second.next..(second.next + REACH).min(words.end))
        .filter_map(|i| words.percentage(i).map(|p| (i, p)));
    let mut all: Vec<(usize, (Figure, usize), bool)> = before.map(|(i, p)| (i, p, true)).collect();
    all.extend(after.map(|(i, p)| (i, p, false)));
    let [(at, (figure, next), comes_before)] = all.as_slice() else {
        return None;
    };
    let before = at.saturating_sub(3)..*at;
    let hedged = words.any_of(before.clone(), HEDGES) || words.any_of(before, OF_ANOTHER);
    let rate = (*next..next + 3).any(|i| RATES.contains(&words.at(i).to_lowercase().as_str()));
    let close = match comes_before {
        // `by 20 percent, from`, `a 20 percent rise, from`
        true => {
            let between: Vec<String> = (*next..from).map(|i| words.at(i).to_lowercase()).collect();
            let plain = |w: &String| {
                matches!(w.as_str(), "," | "(" | "-" | "–" | "—") || CHANGES.contains(&w.as_str())
            };
            let verb = (1..=4)
                .any(|n| CHANGES.contains(&words.at(at.wrapping_sub(n)).to_lowercase().as_str()));
            between.iter().all(plain)
                && (verb || between.iter().any(|w| CHANGES.contains(&w.as_str())))
        }
        // `to 50, a rise of 20 percent`, `to 50 – a 20 percent rise`
        false => {
            let between: Vec<String> = (second.next..*at)
                .map(|i| words.at(i).to_lowercase())
                .collect();
            let article = between
                .iter()
                .rposition(|w| matches!(w.as_str(), "a" | "an" | "or"));
            let marked = between
                .iter()
                .any(|w| matches!(w.as_str(), "," | "(" | "-" | "–" | "—" | "--"));
            let noun = between
                .iter()
                .chain([&words.at(*next).to_lowercase()])
                .any(|w| CHANGES.contains(&w.as_str()));
            marked && article.is_some() && noun
        }
    };
    (close && !hedged && !rate).then_some((*figure, figure.range))
}

/// The least and the greatest change, in percent and without a sign, that rounds to the two figures.
fn percent_bounds(first: Figure, second: Figure) -> Option<(f64, f64)> {
    let ((a, b), (c, d)) = (first.bounds(), second.bounds());
    if a <= 0.0 || c < 0.0 {
        return None;
    }
    let percent = |from: f64, to: f64| (to - from) / from * 100.0;
    let (low, high) = (percent(b, c), percent(a, d));
    // Rise or fall: else the figures are the same when rounded.
    match (low > 0.0, high < 0.0) {
        (true, _) => Some((low, high)),
        (_, true) => Some((-high, -low)),
        _ => None,
    }
}

fn told(
    facts: &BlockFacts,
    (first, second): (Figure, Figure),
    stated: Figure,
    at: TextRange,
) -> Finding {
    let percent = (second.value - first.value) / first.value * 100.0;
    let kind = if percent < 0.0 { "fall" } else { "rise" };
    let decimals = usize::from(stated.half < 0.5);
    let right = format!("{:.decimals$}", percent.abs());
    let message = format!(
        "From {} to {} is a {kind} of {right} percent.",
        facts.block.slice(first.range),
        facts.block.slice(second.range),
    );
    let place = Place::new(facts.block.id(), at);
    let mut finding = Finding::new(&RULE, place, message);
    finding.related.push(Related {
        location: Location::Here(Place::new(
            facts.block.id(),
            first.range.cover(second.range),
        )),
        message: "The two figures.".to_owned(),
    });
    finding
        .fixes
        .push(Fix::new(right.clone(), place, right, Applicability::Maybe));
    finding
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn a_sum_that_is_wrong() {
        check(
            "percent-change",
            r#"
Sales fell from 525 cars to 420 cars in March, a drop of 25 percent, the company said.
                                                         ^^ From 525 to 420 is a fall of 20 percent.
Output rose by 55 percent, from $909 million to $1.5 billion, officials said there.
               ^^ From $909 million to $1.5 billion is a rise of 65 percent.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "percent-change",
            r#"
Sales fell from 525 cars to 420 cars, a drop of 20 percent. Output rose 33.3 percent, from 4 to 5.3 million.
Sales fell from 500 to 420, a drop of about 25 percent. It grew by 3 percent a year, from 100 to 190.
The rate fell from 11 percent to 9 percent, a drop of 2 percentage points. From 2000 to 2005, a rise of 3 percent.
Aid rose from 20 to 30, and 70 percent of the people were pleased. Costs rose by 304%, from 147 in 1994 to 594 in 2003.
"#,
        );
    }
}
