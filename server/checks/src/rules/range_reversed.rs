//! # range-reversed
//!
//! A range of dates or years that ends before it begins.
//!
//! ## Why it matters
//! The two ends are swapped, or one of them is mistyped.
//!
//! ## How it decides
//! Two days of one month compare as numbers, two years as years; a shortened second year is in the first one's century.
//!
//! A reversed range of years to come, in a sentence that speaks of a date that is moved, is information only.
//!
//! ## What it leaves alone
//! Ranges over a year's end (`November to March`), and everything that is no date: scores, pages, telephone numbers.
//!
//! ## Example
//! “July 23-21” → “July 21-23”; “from 1995 to 1990”.

use article::BlockFacts;
use dates::{Expression, SpanKind};
use text::TextRange;

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Place, TextEdit},
    passage::word_after,
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct RangeReversed;

static RULE: Rule = Rule {
    id: "range-reversed",
    severity: Severity::Warning,
    fixes: Fixes::Maybe,
    source: include_str!("range_reversed.rs"),
};

impl Check for RangeReversed {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        let expressions = &facts.reading.dates.expressions;
        for span in facts
            .reading
            .dates
            .spans
            .iter()
            .filter(|s| s.kind == SpanKind::Range)
        {
            let (Some(from), Some(to)) = (expressions.get(span.from), expressions.get(span.to))
            else {
                continue;
            };
            let Some((first, second)) = reversed(from, to) else {
                continue;
            };
            // `From 2020 to 1990 levels`: what is compared with, and no end.
            if word_after(facts, span.range.end()).is_some_and(|w| w.starts_with("level")) {
                continue;
            }
            let id = facts.block.id();
            let message = "This range ends before it begins.".to_owned();
            let mut finding = Finding::new(&RULE, Place::new(id, span.range), message);
            if may_move(facts, from, to) {
                finding.severity = Severity::Information;
            }
            let (a, b) = (facts.block.slice(first), facts.block.slice(second));
            // A shortened year cannot stand first.
            if a.len() == b.len() || a.len() <= 2 {
                finding.fixes.push(Fix {
                    title: format!("{b} first"),
                    edits: vec![
                        TextEdit {
                            place: Place::new(id, first),
                            text: b.to_owned(),
                        },
                        TextEdit {
                            place: Place::new(id, second),
                            text: a.to_owned(),
                        },
                    ],
                    applicability: Applicability::Maybe,
                });
            }
            found.push(finding);
        }
    }
}

/// Whether it may be a date that was moved: `bring the deadline forward from 2015 to 2010`, in a story of 2007.
fn may_move(facts: &BlockFacts, from: &Expression, to: &Expression) -> bool {
    let story = facts.context.and_then(|context| context.story);
    let years = (from.written.year, to.written.year);
    let (Some((first, _)), Some((last, _))) = years else {
        return false;
    };
    // Where the article's own date is not known, any year may be to come.
    let to_come = story.is_none_or(|story| first > story.year() && last >= story.year());
    let sentence = facts.block.sentence_at(from.range.start());
    let words = sentence.map(|s| facts.block.slice(s).to_lowercase());
    let words = words.unwrap_or_default();
    to_come && MOVED.iter().any(|word| words.contains(word))
}

/// What is said of a date that is moved.
const MOVED: &[&str] = &[
    "accelerat",
    "advanc",
    "closing",
    "deadline",
    "expedit",
    "earlier",
    "expir",
    "forward",
    "moved",
    "moving",
    "moves",
    "move up",
    "move back",
    "phase",
    "push",
    "shift",
    "sooner",
    "target",
];

/// The two numbers that are the wrong way round.
fn reversed(from: &Expression, to: &Expression) -> Option<(TextRange, TextRange)> {
    let (a, b) = (&from.written, &to.written);
    let ((day_a, at_a), (day_b, at_b)) = match (a.day, b.day) {
        (Some(a), Some(b)) => (a, b),
        (None, None) => {
            let ((year_a, at_a), (year_b, at_b)) = (a.year?, b.year?);
            let months = (a.month.map(|m| m.0), b.month.map(|m| m.0));
            let later = year_a > year_b
                || (year_a == year_b && months.0.zip(months.1).is_some_and(|(a, b)| a > b));
            return later.then_some((at_a, at_b));
        }
        _ => return None,
    };
    // A month or year that both share is one of them said once; one said twice is another date's.
    let month_said_twice = matches!((a.month, b.month), (Some((_, a)), Some((_, b))) if a != b);
    let same_month = a.month.map(|m| m.0) == b.month.map(|m| m.0);
    (same_month && !month_said_twice && day_a > day_b).then_some((at_a, at_b))
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn ends_before_it_begins() {
        check(
            "range-reversed",
            r#"
//- 2000-06-10 story.txt
The summit in Japan on July 23-21 was to follow, officials said.
                       ^^^^^^^^^^ This range ends before it begins.
The country was at war from 1995 to 1990 and again later, they said.
                            ^^^^^^^^^^^^ This range ends before it begins.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "range-reversed",
            r#"
//- 2000-06-10 story.txt
The summit in Japan on July 21-23 was to follow the 1950-53 war.
It lasted from November to March, from Dec. 28 to Jan. 3, and from 1998 to 2003.
They won 3-1 on page 23-21, call 555-1234, officials said. Emissions would fall by 2020 to 1990 levels.
"#,
        );
    }

    #[test]
    fn a_date_that_is_moved_is_no_warning() {
        let text = "The law would bring the deadline forward from September 2006 to January 2006, officials there said.\n";
        let date = "2005-06-10".parse().ok();
        let hints = article::Hints {
            date,
            ..article::Hints::default()
        };
        let document = text::Document::new(text, text::Format::Plain);
        let article = article::Article::new(document, hints);
        let findings = crate::Findings::new(&article, None);
        let severities: Vec<_> = findings.sorted(None).iter().map(|f| f.1).collect();
        assert_eq!(severities, [crate::Severity::Information]);
    }
}
