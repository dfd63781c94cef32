//! # years-since
//!
//! A number of years that does not reach back to the year named: “ten years in office since 1998”, in 2002.
//!
//! ## Why it matters
//! The number or the year is wrong, often because a sentence was kept from an older story.
//!
//! ## How it decides
//! From the year to the article’s date is so many years; one more or less is allowed, for years are rounded.
//!
//! ## What it leaves alone
//! Quotations, rounded numbers (`about`, `nearly`, `more than`), other words between the two, and articles without a
//! date.
//!
//! ## Example
//! “He has led the party for 10 years, since 1998,” in an article of 2002 → 4 years.

use article::BlockFacts;
use dates::{Amount, Expression, Form, Unit};

use crate::{
    engine::Sources,
    finding::{Finding, Location, Place, Related},
    passage::{is_quoted, same_sentence, words_before, words_between},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct YearsSince;

static RULE: Rule = Rule {
    id: "years-since",
    severity: Severity::Information,
    fixes: Fixes::None,
    source: include_str!("years_since.rs"),
};

/// How many words may stand between the years and `since`.
const REACH: usize = 6;

impl Check for YearsSince {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        let Some(story) = facts.context.and_then(|c| c.story) else {
            return;
        };
        for pair in facts.reading.dates.expressions.windows(2) {
            let [length, start] = pair else { continue };
            let (Some(years), Some((since, _))) = (exact_years(length), start.written.year) else {
                continue;
            };
            let told = i64::from(story.year()) - i64::from(since);
            if told < 0 || (told - years).abs() <= 1 || !since_joins(facts, length, start) {
                continue;
            }
            let block = facts.block.id();
            let message = format!("From {since} to {} are {told} years.", story.year());
            let mut finding = Finding::new(&RULE, Place::new(block, length.range), message);
            finding.related.push(Related {
                location: Location::Here(Place::new(block, start.range)),
                message: "The year it counts from.".to_owned(),
            });
            found.push(finding);
        }
    }
}

fn exact_years(expression: &Expression) -> Option<i64> {
    match expression.form {
        Form::Duration {
            amount: Amount::Exact(n),
            unit: Unit::Year,
            modifier: None,
        } => Some(i64::from(n)),
        _ => None,
    }
}

fn since_joins(facts: &BlockFacts, length: &Expression, start: &Expression) -> bool {
    let between = words_between(facts, length.range, start.range);
    let Some((last, rest)) = between.split_last() else {
        return false;
    };
    let joined = *last == "since"
        && rest.len() <= REACH
        && !rest.iter().any(|w| {
            matches!(
                *w,
                "." | ";"
                    | "and"
                    | "or"
                    | "but"
                    | "that"
                    | "old"
                    | "ago"
                    | "time"
                    | "than"
                    | "Not"
                    | "not"
            )
        });
    let counted = words_before(facts, length.range.start());
    let before: Vec<&str> = counted.take(3).collect();
    let rounded = before.iter().any(|w| {
        matches!(
            *w,
            "minimum"
                | "aggregate"
                | "total"
                | "first"
                | "about"
                | "nearly"
                | "almost"
                | "over"
                | "than"
                | "some"
                | "least"
                | "every"
                | "last"
                | "past"
                | "time"
                | "within"
        )
    });
    let spans = matches!(
        before.first(),
        Some(&("for" | "the" | "in" | "after" | "of" | "spent" | "has" | "served"))
    );
    joined
        && spans
        && !rounded
        && same_sentence(facts, length.range, start.range)
        && !is_quoted(facts, length.range)
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn too_many_years() {
        check(
            "years-since",
            r#"
//- 2002-08-15 story.txt
He has led the party for 10 years, since 1998, and will not run again.
                         ^^^^^^^^ From 1998 to 2002 are 4 years.
In the 12 years since 1995 the country has changed, officials said.
       ^^^^^^^^ From 1995 to 2002 are 7 years.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "years-since",
            r#"
//- 2002-08-15 a.txt
He has led the party for 10 years, since 1992, and for nearly 10 years since 1990.
The worst drought in 20 years, and the first time in 10 years since 1998 that rain fell for 3 years. Since 1998 it is dry.
//- b.txt
He has led the party for 10 years, since 1998, and will not run again.
"#,
        );
    }
}
