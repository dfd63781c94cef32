//! # list-count
//!
//! A count before a list that has more or fewer entries: “three cities: Paris, Lyon, Nice and Lille”.
//!
//! ## Why it matters
//! An entry was added or dropped, and nobody counted again.
//!
//! ## How it decides
//! A number and what it counts, a colon or a dash, and a list of names or single words with one `and` before the last, up to
//! the end of the sentence. The entries are counted.
//!
//! It said nothing on 71,761 press releases of senators (2026-11-22), in which a first, wider form was wrong in nearly all of 60
//! read: a hint
//! until more is known.
//!
//! ## What it leaves alone
//! Lists with `including` or `such as`; entries of more than four words, with a second `and`, or with a place behind a city
//! (`Lyon, France, and Turin, Italy`); lists of clauses; quotations.
//!
//! ## Example
//! “three cities: Paris, Lyon, Nice and Lille” → “four cities”.

use article::BlockFacts;
use names::lexicon::{Listed, listed};
use text::TokenKind;

use crate::{
    engine::Sources,
    figures::Figure,
    finding::{Applicability, Finding, Fix, Location, Place, Related},
    passage::is_quoted,
    rule::{Check, Fixes, Rule, Severity},
    sentence::Words,
};

pub(crate) struct ListCount;

static RULE: Rule = Rule {
    id: "list-count",
    severity: Severity::Hint,
    fixes: Fixes::Maybe,
    source: include_str!("list_count.rs"),
};

/// How many tokens may stand between the number and the colon.
const REACH: usize = 7;

/// An entry of more words may be several.
const LONGEST: usize = 4;

/// Lists of more entries are tables.
const MOST: usize = 12;

/// Words between the number and the list after which the list is not all of it, or of something else.
const NOT_ALL: &[&str] = &[
    "of",
    "including",
    "such",
    "like",
    "other",
    "more",
    "additional",
    "first",
    "among",
    "than",
    "year",
    "years",
    "months",
    "days",
    "percent",
    "times",
    "separate",
    "-",
    "million",
    "billion",
];

impl Check for ListCount {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        for words in Words::sentences(facts) {
            // A list takes a mark to open it: most sentences have none.
            if !words.has_dash_or(&[":"]) {
                continue;
            }
            let opens =
                (words.start..words.end).filter(|i| words.at(*i) == ":" || words.is_dash(*i));
            found.extend(opens.filter_map(|open| counted(&words, open)));
        }
    }
}

/// The list that opens at a token, and the number before it.
fn counted(words: &Words<'_>, open: usize) -> Option<Finding> {
    let facts = words.facts;
    let before = open.saturating_sub(REACH).max(words.start)..open;
    let at = before
        .rev()
        .find(|i| Figure::counted(facts, *i).is_some())?;
    let total = Figure::counted(facts, at)?;
    let whole = !total.money && total.scale == 1.0 && total.value.fract() == 0.0;
    // `three cities`, not `three: …` nor `Section 3: …`
    let counts = words.at(open.checked_sub(1)?).ends_with(['s', 'n', 'e']) && total.next < open;
    let plain = (total.next..open).all(|i| words.kind(i) == Some(TokenKind::Word));
    let loose = words.is_loose(at.saturating_sub(2).max(words.start)..at)
        || words.any_of(total.next..open, NOT_ALL);
    if !whole || !counts || !plain || loose || !(2.0..=MOST as f64).contains(&total.value) {
        return None;
    }
    let (entries, end) = entries(words, open + 1)?;
    let count = entries.len();
    let off = count.abs_diff(total.value as usize);
    if off == 0 || off > 2 || is_quoted(facts, total.range) || !are_alike(words, &entries) {
        return None;
    }
    let right = total.like(facts, count as f64);
    let list = words.range(open + 1, end)?;
    let counted = facts.block.slice(words.range(at, open)?);
    let message = format!("“{counted}”, but {} follow.", right.to_lowercase());
    let id = facts.block.id();
    let place = Place::new(id, total.range);
    let mut finding = Finding::new(&RULE, place, message);
    finding.related.push(Related {
        location: Location::Here(Place::new(id, list)),
        message: "The list.".to_owned(),
    });
    finding.fixes.push(Fix::new(
        right.as_str(),
        place,
        right.as_str(),
        Applicability::Maybe,
    ));
    Some(finding)
}

/// The entries of a list that ends with the sentence and has its only `and` before the last, and the token behind it.
fn entries(words: &Words<'_>, start: usize) -> Option<(Vec<std::ops::Range<usize>>, usize)> {
    let mut entries = Vec::new();
    let mut from = start;
    let mut last = false;
    let mut i = start;
    loop {
        let ends = words.ends(i);
        let and = words.is(i, "and");
        if ends || and || words.at(i) == "," {
            if from < i {
                entries.push(from..i);
            } else if !and {
                // `, and` has nothing between its marks; anything else that has is no list.
                return None;
            }
            from = i + 1;
        }
        if ends {
            break;
        }
        // A second `and`, or a comma after it: entries of two, an apposition.
        if last && (and || words.at(i) == ",") {
            return None;
        }
        last |= and;
        let fits = matches!(words.kind(i), Some(TokenKind::Word)) || words.at(i) == ",";
        if !fits || entries.len() > MOST {
            return None;
        }
        i += 1;
    }
    // What is behind the point would be another sentence.
    (last && entries.len() > 2 && i + 1 >= words.end).then_some((entries, i))
}

/// Whether all entries are names, or all are one or two words in lower case, and none may explain the one before it.
fn are_alike(words: &Words<'_>, entries: &[std::ops::Range<usize>]) -> bool {
    let capital = |i: usize| words.at(i).starts_with(char::is_uppercase);
    let name = |e: &std::ops::Range<usize>| {
        let joined = |i| {
            words.is_one_of(
                i,
                &["of", "the", "de", "la", "el", "al", "van", "von", "for"],
            )
        };
        e.len() <= LONGEST && capital(e.end - 1) && e.clone().all(|i| capital(i) || joined(i))
    };
    let common = |e: &std::ops::Range<usize>| e.len() <= 2 && e.clone().all(|i| !capital(i));
    // `Lyon, France, and Turin, Italy`: countries and states among other places.
    let explains = |e: &std::ops::Range<usize>| -> bool {
        let range = words.range(e.start, e.end);
        range
            .and_then(|r| listed(words.facts.block.slice(r)))
            .is_some_and(|l| !matches!(l, Listed::Capital(_)))
    };
    // No list of such pairs begins with the country.
    let mixed = entries.iter().any(explains) && !entries.first().is_some_and(explains);
    !mixed && (entries.iter().all(name) || entries.iter().all(common))
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn more_or_fewer_than_counted() {
        check(
            "list-count",
            r#"
The band will play in three cities: Zurich, Milan, Lille and Turin.
                      ^^^^^ “three cities”, but four follow.
She has lived in four Balkan countries: Albania, Serbia and Bulgaria.
                 ^^^^ “four Balkan countries”, but three follow.
The kit has three parts: gloves, boots, coats, and hoods.
            ^^^^^ “three parts”, but four follow.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "list-count",
            r#"
The band will play in three cities: Zurich, Milan and Turin. It played in two cities: Lyon, France, and Turin, Italy.
He named three of the towns: Zurich, Milan, Lille and Turin. She leads three programs: Health, Arts and Crafts, and Sports.
It plays in three cities, including these: Zurich, Milan, Lille and Turin. At least three cities: Zurich, Milan, Lille and Turin.
Three guests came: Anna Roe, the mayor, Jon Doe and Max Mole. It has two aims: to clean the river, plant trees and open a park.
“It will play in three cities: Zurich, Milan, Lille and Turin.” In five years: Zurich, Milan, Lille and Turin.
"#,
        );
    }
}
