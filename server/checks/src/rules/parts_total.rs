//! # parts-total
//!
//! Parts that do not add up to the total they are given as.
//!
//! ## Why it matters
//! The reader can do the sum, and then doubts every figure of the article.
//!
//! ## How it decides
//! “12 dead: five men, four women and two children”: a figure, a colon, a dash or a bracket, and a list of nothing but
//! figures that ends with the sentence, the dash or the bracket; or the list and then “a total of 12”. The parts of a count
//! add up exactly; amounts in millions may be rounded, each by half its last digit.
//!
//! It spoke twice in 71,761 press releases of senators (2026-11-22), of opening hours and of `five of the 10`, which it leaves
//! alone since: a hint until more is known.
//!
//! ## What it leaves alone
//! Lists that begin with `including` or `among them`, or tell of the same thing twice (`of them`, `both`); `about`, `more
//! than`, ranges and rates; percentages; figures of which one is money and another is not; parts that count other things
//! than the total does; quotations.
//!
//! ## Example
//! “12 dead: five men, four women and two children” → “11 dead”, or a man more.

use text::TextRange;

use article::BlockFacts;

use crate::{
    engine::Sources,
    figures::Figure,
    finding::{Applicability, Finding, Fix, Location, Place, Related},
    passage::is_quoted,
    rule::{Check, Fixes, Rule, Severity},
    sentence::{Parts, Words},
};

pub(crate) struct PartsTotal;

static RULE: Rule = Rule {
    id: "parts-total",
    severity: Severity::Hint,
    fixes: Fixes::Maybe,
    source: include_str!("parts_total.rs"),
};

/// How many tokens may stand between the total and its parts.
const REACH: usize = 10;

/// So many tokens before a figure may say that it is not meant exactly.
const BEFORE: usize = 4;

/// Words that say that the parts are not all there are, or are told in another measure.
const NOT_PARTS: &[&str] = &[
    "including",
    "included",
    "includes",
    "include",
    "among",
    "whom",
    "which",
    "them",
    "these",
    "those",
    "both",
    "also",
    "such",
    "e.g.",
    "per",
    "each",
    "every",
    "annual",
    "annually",
    "average",
    "additional",
    "percent",
    "%",
    "am",
    "pm",
    "a.m.",
    "p.m.",
];

/// What lasts or is played is not the sum of what happened in it: `in five games: three wins and four losses`.
const SPANS: &[&str] = &[
    "years",
    "months",
    "weeks",
    "days",
    "hours",
    "minutes",
    "games",
    "matches",
    "innings",
    "seasons",
    "rounds",
    "points",
    "times",
    "year",
    "miles",
    "kilometers",
];

/// What leads from parts to their total.
const TOTAL: &[&str] = &["total", "totaling", "totalling"];

impl Check for PartsTotal {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        for words in Words::sentences(facts) {
            // Parts stand behind a mark, or a total behind them: most sentences have neither.
            if !(words.has_dash_or(&[":", "("]) || words.any_of(words.start..words.end, TOTAL)) {
                continue;
            }
            let mut at = words.start;
            while at < words.end {
                let Some(figure) = Figure::counted(facts, at) else {
                    at += 1;
                    continue;
                };
                found.extend(parts_after(&words, at, figure).or_else(|| total_after(&words, at)));
                at = figure.next;
            }
        }
    }
}

/// `12 dead: five men, four women and two children`.
fn parts_after(words: &Words<'_>, at: usize, total: Figure) -> Option<Finding> {
    let stops = |i: &usize| {
        matches!(words.at(*i), ":" | "(" | "," | ";" | "")
            || words.is_dash(*i)
            || Figure::counted(words.facts, *i).is_some()
    };
    let open = (total.next..total.next + REACH).find(stops)?;
    let dash = words.is_dash(open);
    if !dash && !matches!(words.at(open), ":" | "(") {
        return None;
    }
    let parts = words.parts(open + 1)?;
    let closed = match words.at(open) {
        "(" => words.at(parts.end) == ")" && parts.parts.len() > 2,
        _ if dash => parts.joined && (words.is_dash(parts.end) || words.ends(parts.end)),
        _ => parts.joined && (words.ends(parts.end) || is_said(words, parts.end)),
    };
    let exact = is_exact(words, at..parts.end) && !words.any_of(total.next..open, SPANS);
    (closed && exact).then(|| told(words, total, &parts))?
}

/// `five men, four women and two children, a total of 12`.
fn total_after(words: &Words<'_>, at: usize) -> Option<Finding> {
    let parts = words.parts(at).filter(|p| p.joined)?;
    let mut next = parts.end + usize::from(words.at(parts.end) == "," || words.is_dash(parts.end));
    next += usize::from(words.is(next, "for"));
    next += usize::from(words.is(next, "a"));
    let at_total = match words.is(next, "total") && words.is(next + 1, "of") {
        true => next + 2,
        false if words.is_one_of(next, &["totaling", "totalling"]) => next + 1,
        false => return None,
    };
    let total = Figure::counted(words.facts, at_total)?;
    // `48 wins, 20 losses and 14 draws, for a total of 110 points`
    let named = words.kind(total.next) == Some(text::TokenKind::Word)
        && !words.is_one_of(total.next, &["people", "in"]);
    let other = named && !words.any_of(at..parts.end, &[words.at(total.next)]);
    (!other && is_exact(words, at..total.next)).then(|| told(words, total, &parts))?
}

/// `…, officials said`: the list has ended before.
fn is_said(words: &Words<'_>, at: usize) -> bool {
    words.at(at) == "," && (at + 2..at + 5).any(|i| article::is_saying(words.at(i)))
}

/// Whether nothing says that the figures are not meant as they stand, or that the parts are not all.
fn is_exact(words: &Words<'_>, tokens: std::ops::Range<usize>) -> bool {
    let before = tokens.start.saturating_sub(BEFORE).max(words.start);
    let is = |back: usize, list: &[&str]| {
        let at = tokens.start.checked_sub(back);
        at.is_some_and(|i| words.is_one_of(i, list))
    };
    // `between 10 and 12`, `10-12`: a range.
    let hyphen = tokens
        .start
        .checked_sub(1)
        .is_some_and(|i| words.kind(i) == Some(text::TokenKind::Dash) && !words.is_dash(i));
    let range = hyphen || is(1, &["and", "or", "to"]);
    // `five of the 10`: the parts are those of five.
    let of_more = is(2, &["of"]) || is(1, &["of"]) && !is(2, &["total", "toll", "sum"]);
    !range && !of_more && !words.is_loose(before..tokens.end) && !words.any_of(tokens, NOT_PARTS)
}

fn told(words: &Words<'_>, total: Figure, parts: &Parts) -> Option<Finding> {
    let facts = words.facts;
    let figures = || parts.parts.iter().map(|p| p.figure);
    let alike = |f: Figure| f.money == total.money && !f.may_be_year(facts);
    if total.may_be_year(facts) || !figures().all(alike) || parts.parts.iter().any(|p| p.percent) {
        return None;
    }
    let sum: f64 = figures().map(|f| f.value).sum();
    let slack: f64 = figures().map(|f| f.slack(facts)).sum::<f64>() + total.slack(facts);
    let off = (sum - total.value).abs();
    // A sum that is far off is of other things: `five committees: 12 hearings and three reports`.
    if off <= slack * 1.001 + 1e-6 || sum > total.value * 2.0 || sum < total.value / 2.0 {
        return None;
    }
    let (first, last) = (parts.parts.first()?, parts.parts.last()?);
    let list = TextRange::new(first.figure.range.start(), last.figure.range.end());
    if is_quoted(facts, total.range) || is_quoted(facts, list) {
        return None;
    }
    let id = facts.block.id();
    let terms: Vec<String> = figures().map(|f| in_digits(facts, f, f.value)).collect();
    let message = format!(
        "{} make {}, not {}.",
        terms.join(" + "),
        in_digits(facts, total, sum),
        in_digits(facts, total, total.value)
    );
    let place = Place::new(id, total.range);
    let mut finding = Finding::new(&RULE, place, message);
    finding.related.push(Related {
        location: Location::Here(Place::new(
            id,
            TextRange::new(list.start(), words.range(first.words, last.end)?.end()),
        )),
        message: "The parts.".to_owned(),
    });
    // The total may be wrong, or any of the parts.
    let rest = |f: Figure| total.value - (sum - f.value);
    let corrections = [(total, sum)]
        .into_iter()
        .chain(figures().map(|f| (f, rest(f))));
    for (figure, right) in corrections.filter(|(_, right)| *right > 0.0) {
        let text = figure.like(facts, right);
        let title = match figure == total {
            true => text.clone(),
            false => format!("{text} for {}", facts.block.slice(figure.range)),
        };
        let place = Place::new(id, figure.range);
        finding
            .fixes
            .push(Fix::new(title, place, text, Applicability::Maybe));
    }
    Some(finding)
}

/// A value as the figure is written, but never in words: it stands in a sum.
fn in_digits(facts: &BlockFacts, figure: Figure, value: f64) -> String {
    match facts
        .block
        .slice(figure.range)
        .starts_with(char::is_alphabetic)
    {
        true => format!("{value}"),
        false => figure.like(facts, value),
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn parts_behind_a_total() {
        check(
            "parts-total",
            r#"
The fire left 12 dead: five men, four women and two children, officials said on Monday.
              ^^ 5 + 4 + 2 make 11, not 12.
Officials counted 12 dead: five men, four women and two children.
                  ^^ 5 + 4 + 2 make 11, not 12.
The board spent $30 million - $12 million on roads, $11 million on schools and $4 million on parks - last year.
                ^^^^^^^^^^^ $12 million + $11 million + $4 million make $27 million, not $30 million.
They took a total of 30 boats: 12 trawlers and 17 ferries.
                     ^^ 12 + 17 make 29, not 30.
Fourteen boats were lost (six trawlers, five ferries, two tugs) in the storm, the harbor office said.
^^^^^^^^ 6 + 5 + 2 make 13, not 14.
"#,
        );
    }

    #[test]
    fn a_total_behind_its_parts() {
        check(
            "parts-total",
            r#"
The ship carried 21 sailors, nine cooks and two doctors, a total of 31.
                                                                    ^^ 21 + 9 + 2 make 32, not 31.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "parts-total",
            r#"
Officials counted 12 dead: five men, four women and three children. About 12 were hurt: five men, four women and two children.
It cost $30 million: $12.4 million for roads and $17.3 million for schools. It has 12 members, including five men and four women.
In five games: three wins and four losses. The team had 48 wins, 20 losses and 14 draws, for a total of 110 points.
Incomes between $130,000 and $166,000 ($65,000, $13,000 and $83,000 for others) count. It cost $30 million: 12 for roads and 17 for schools.
Twelve people were held: five of them men, four of them women and two of them children. “We lost 12: five men and six women.”
Of 100 voters: 40 percent for, 50 percent against and 20 percent neither. Five of the 10 judges are new - four men and one woman.
It opens from 1-7 on Friday, 10 AM - 7 PM on Monday, and 9 AM - 3 PM on Sunday. In 2004: 12 men, 500 women and 900 children.
"#,
        );
    }
}
