//! # relative-date
//!
//! A word like “yesterday” or “next month” beside a date that it cannot mean.
//!
//! ## Why it matters
//! The word counts from the article’s date. When a story is held for a day, the word is easily left as it was.
//!
//! ## How it decides
//! The word and the date stand side by side: `yesterday, Aug. 15,`. The word is counted from the article’s date, and
//! from every other date that the article could have; the rule speaks if none of them fits.
//!
//! It is information where the article's date is told from outside and not by its own words: of 17 such findings read in 71,761
//! press releases of senators (2026-11-22) three were slips; most others stood in texts that were put on a page a day or two
//! after they were written.
//!
//! ## What it leaves alone
//! Quotations, and articles whose own date is only inferred.
//!
//! ## Example
//! “The talks ended yesterday, Aug. 15,” in an article of August 18.

use article::{BlockFacts, Story};
use dates::{
    Expression, Form, Origin, Point, Timex, Unit,
    calendar::{add_days, days_between, month_name},
    format_date,
};

use crate::{
    engine::Sources,
    finding::{Finding, Location, Place, Related},
    passage::{is_quoted, same_sentence, words_between},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct RelativeDate;

static RULE: Rule = Rule {
    id: "relative-date",
    severity: Severity::Warning,
    fixes: Fixes::None,
    source: include_str!("relative_date.rs"),
};

impl Check for RelativeDate {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, sources: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        let Some(story) = sources.article.story_at(facts.block.id()) else {
            return;
        };
        let expressions = &facts.reading.dates.expressions;
        for (i, pair) in expressions.windows(2).enumerate() {
            let [a, b] = pair else { continue };
            let (relative, written) = match (relative_unit(a), relative_unit(b)) {
                (Some(unit), None) if writes(b, unit) => (i, i + 1),
                (None, Some(unit)) if writes(a, unit) => (i + 1, i),
                _ => continue,
            };
            if !side_by_side(facts, a, b)
                || is_quoted(facts, a.range)
                || is_another_word(facts, &expressions[relative])
            {
                continue;
            }
            let (Some(relative), Some(written)) =
                (facts.timexes.get(relative), facts.timexes.get(written))
            else {
                continue;
            };
            found.extend(clash(facts, story, relative, written));
        }
    }
}

/// The unit that a word counts from the article’s date: a day for `yesterday`, a month for `next month`.
fn relative_unit(expression: &Expression) -> Option<Unit> {
    let point = match expression.form {
        Form::Date { point, edge: None } => point,
        Form::Time {
            day: Some(point), ..
        } => point,
        _ => return None,
    };
    match point {
        Point::Shifted {
            unit: unit @ (Unit::Day | Unit::Month | Unit::Year),
            from: Origin::Publication,
            by: -1..=1,
        } => Some(unit),
        _ => None,
    }
}

/// Whether an expression writes its day, month or year, as exactly as `unit` and no more.
fn writes(expression: &Expression, unit: Unit) -> bool {
    let written = &expression.written;
    let parts = (
        written.year.is_some(),
        written.month.is_some(),
        written.day.is_some(),
    );
    match unit {
        Unit::Day => matches!(parts, (_, true, true)),
        Unit::Month => matches!(parts, (_, true, false)),
        _ => parts == (true, false, false),
    }
}

/// `yesterday, Aug. 15`, `yesterday (Aug. 15)`, `last month, in July`. Without a mark between, a new sentence may start.
fn side_by_side(facts: &BlockFacts, a: &Expression, b: &Expression) -> bool {
    let between = words_between(facts, a.range, b.range);
    let joined = matches!(
        between.as_slice(),
        ["," | "(" | "—" | "–"] | [",", "on" | "in"]
    );
    joined && same_sentence(facts, a.range, b.range)
}

/// `the last year for which data is available` counts from elsewhere; `USA Today` is a name.
fn is_another_word(facts: &BlockFacts, relative: &Expression) -> bool {
    let text = facts.block.slice(relative.range);
    let sentence = facts.block.sentence_at(relative.range.start());
    let opens = sentence.is_some_and(|s| s.start() == relative.range.start());
    // `It was on this day, May 15, 1907, that she was born.`
    text.starts_with("the ")
        || text.eq_ignore_ascii_case("this day")
        || (text.starts_with(char::is_uppercase) && !opens)
}

fn clash(facts: &BlockFacts, story: &Story, relative: &Timex, written: &Timex) -> Option<Finding> {
    let own = story
        .date
        .as_ref()
        .filter(|d| d.how != dates::How::Inferred)?;
    let (first, last) = relative.bounds?;
    let (from, to) = written.bounds?;
    let dates = [own.date].into_iter();
    let fits = dates
        .chain(own.alternatives.iter().map(|a| a.date))
        .any(|date| {
            let by = days_between(own.date, date);
            add_days(first, by) <= to && from <= add_days(last, by)
        });
    if fits {
        return None;
    }
    let block = facts.block.id();
    let word = facts.block.slice(relative.range);
    let means = if first == last {
        format_date(first)
    } else if first.month() == last.month() {
        format!("{} {}", month_name(first.month()), first.year())
    } else {
        first.year().to_string()
    };
    let date = format_date(own.date);
    let message = format!("In an article of {date}, “{word}” is {means}.");
    let mut finding = Finding::new(&RULE, Place::new(block, relative.range), message);
    // The day of publication, told from outside, may be later than the day of writing.
    if own.how == dates::How::Given {
        finding.severity = Severity::Information;
    }
    finding.related.push(Related {
        location: Location::Here(Place::new(block, written.range)),
        message: "The date beside it.".to_owned(),
    });
    Some(finding)
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn a_word_and_another_day() {
        check(
            "relative-date",
            r#"
//- 2002-08-18 story.txt
The talks in the port ended yesterday, Aug. 15, officials said.
                            ^^^^^^^^^ information: In an article of August 18, 2002, “yesterday” is August 17, 2002.
They will meet again next month, in October, and sign the pact.
                     ^^^^^^^^^^ information: In an article of August 18, 2002, “next month” is September 2002.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "relative-date",
            r#"
//- 2002-08-18 a.txt
The talks in the port ended yesterday, Aug. 17, and go on today, Aug. 18.
“We ended it yesterday, Aug. 15,” he said. They meet next month, in September.
It was on this day, Aug. 18, 1902, that she was born.
It fell in 1999, the last year of the war (USA Today, Aug. 3, 2002). It rose from last month to October, and was built last year; 1950 was the start.
//- b.txt
The talks in the port ended yesterday, Aug. 15, officials said.
"#,
        );
    }

    #[test]
    fn either_of_two_dates_of_the_article_is_good() {
        check(
            "relative-date",
            r#"
//- story.txt
June 10, 2000

MOSCOW, JUNE 9 (AP) - The talks in the port will end today, June 10, officials said.
"#,
        );
    }
}
