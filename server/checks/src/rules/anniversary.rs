//! # anniversary
//!
//! An anniversary whose number does not fit the years.
//!
//! ## Why it matters
//! The number or the year of the event is wrong, and readers count.
//!
//! ## How it decides
//! The year of the event and the number make a year. It must be the one in which the anniversary is said to fall, or,
//! where nothing is said, the article’s own or one beside it: papers write of what is coming and of what was, and
//! years ahead of a great one (the 200th).
//!
//! ## What it leaves alone
//! Quotations, articles without a date, and a year that is as likely the anniversary’s own.
//!
//! ## Example
//! “the 55th anniversary of the end of the war in 1945”, in an article of 2002 → the 57th.

use article::BlockFacts;
use dates::{Anniversary as Counted, Expression, Form, Point, Timex, Unit};

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related},
    passage::{is_quoted, words_apart},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct Anniversary;

static RULE: Rule = Rule {
    id: "anniversary",
    severity: Severity::Warning,
    fixes: Fixes::Maybe,
    source: include_str!("anniversary.rs"),
};

/// How many years ahead a great anniversary is written about: commissions prepare it.
const PREPARED: i16 = 10;

/// A year further away than so many words and marks is told of something else, in a sentence that lost its end.
const FARTHEST: usize = 25;

/// How many expressions before and after are asked for the anniversary's year.
const NEAR: usize = 6;

impl Check for Anniversary {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        let Some(story) = facts.context.and_then(|c| c.story) else {
            return;
        };
        for anniversary in &facts.reading.anniversaries {
            if !is_quoted(facts, anniversary.range) {
                found.extend(miscounted(facts, anniversary, story.year()));
            }
        }
    }
}

fn miscounted(facts: &BlockFacts, anniversary: &Counted, story: i16) -> Option<Finding> {
    let index = anniversary.event?;
    let event: &Expression = facts.reading.dates.expressions.get(index)?;
    let (base, _) = event.written.year?;
    // A year nearer to the article’s than to the event’s is the anniversary’s own.
    if anniversary.nth > 1 && base > story - anniversary.nth / 2 {
        return None;
    }
    let falls = base.checked_add(anniversary.nth)?;
    let told = told_year(facts, anniversary, index);
    let ahead = if anniversary.nth % 25 == 0 {
        PREPARED
    } else {
        1
    };
    let (first, last) = told.unwrap_or((story - 1, story + ahead));
    if (first..=last).contains(&falls) {
        return None;
    }
    // Where the year is told only by the article’s date, the nearest year is the likeliest.
    let year = if told.is_some() { first } else { story };
    let block = facts.block.id();
    let message = format!(
        "{base} and {} years make {falls}; {year} is {} years after {base}.",
        anniversary.nth,
        year - base
    );
    let mut finding = Finding::new(&RULE, Place::new(block, anniversary.range), message);
    finding.related.push(Related {
        location: Location::Here(Place::new(block, event.range)),
        message: "The year of the event.".to_owned(),
    });
    let written = facts.block.slice(anniversary.number);
    if written.starts_with(|c: char| c.is_ascii_digit()) && !written.contains('-') && year > base {
        let text = ordinal(year - base);
        let place = Place::new(block, anniversary.number);
        finding
            .fixes
            .push(Fix::new(text.clone(), place, text, Applicability::Maybe));
    }
    Some(finding)
}

/// The years in which the sentence says that the anniversary falls: `this year`, `next year`, or a year of its own.
fn told_year(facts: &BlockFacts, anniversary: &Counted, event: usize) -> Option<(i16, i16)> {
    let sentence = facts.block.sentence_at(anniversary.range.start())?;
    let expressions = &facts.reading.dates.expressions;
    let near = event.saturating_sub(NEAR)..expressions.len().min(event + NEAR);
    let mut told = near
        .filter(|i| *i != event && sentence.contains_range(expressions[*i].range))
        .filter(|i| words_apart(facts, anniversary.range, expressions[*i].range) <= FARTHEST)
        .filter(|i| names_year(&expressions[*i]))
        .filter_map(|i| facts.timexes.get(i).and_then(bounds_in_years));
    let year = told.next()?;
    told.next().is_none().then_some(year)
}

fn names_year(expression: &Expression) -> bool {
    matches!(
        expression.form,
        Form::Date {
            point: Point::Shifted {
                unit: Unit::Year,
                ..
            },
            edge: None
        }
    )
}

fn bounds_in_years(timex: &Timex) -> Option<(i16, i16)> {
    timex.bounds.map(|(a, b)| (a.year(), b.year()))
}

fn ordinal(n: i16) -> String {
    let ending = match (n % 10, n / 10 % 10) {
        (1, t) if t != 1 => "st",
        (2, t) if t != 1 => "nd",
        (3, t) if t != 1 => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn another_number() {
        check(
            "anniversary",
            r#"
//- 2002-08-15 story.txt
The message marked the 54th anniversary of the end of the war in 1945, he said.
                       ^^^^^^^^^^^^^^^^ 1945 and 54 years make 1999; 2002 is 57 years after 1945.
This year brings the 58th anniversary of the 1945 truce, officials said.
                     ^^^^^^^^^^^^^^^^ 1945 and 58 years make 2003; 2002 is 57 years after 1945.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "anniversary",
            r#"
//- 2002-08-15 a.txt
The message marked the 57th anniversary of the end of the war in 1945, he said.
Next year is the 58th anniversary of the truce of 1945, and the 58th anniversary of the 1945 pact is near.
“It is the 50th anniversary of the 1945 truce,” he said of the 10th anniversary of the club in 2002.
//- b.txt
The message marked the 54th anniversary of the end of the war in 1945, he said.
"#,
        );
    }
}
