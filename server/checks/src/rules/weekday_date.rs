//! # weekday-date
//!
//! A weekday that is not the weekday of the date beside it.
//!
//! ## Why it matters
//! One of the two is wrong, and a reader who wants to be there comes on the wrong day.
//!
//! ## How it decides
//! By the calendar. Where the year is not written, it is the one that puts the date nearest to the article's own; the
//! rule speaks only if the weekday is wrong in the years before and after too.
//!
//! Of 9 warnings read in press releases of senators that nobody had touched (2026-11-22) 8 were slips; the other was the second
//! of two weekdays before two days, which is left alone since.
//!
//! ## What it leaves alone
//! Dates before 1900, where calendars differ; dates without a year in an article whose own date is not known; a weekday that
//! ends a headline above the article's own date, or one in capitals above any, papers called `Sun`, and the last of several weekdays before as many days
//! (`Monday & Tuesday, August 6-7`).
//!
//! ## Example
//! “Thursday, June 9, 2000” → “Friday, June 9, 2000”, or June 8, or June 15.

use article::BlockFacts;
use dates::{
    Date, Form, Named, Point, Weekday, calendar::weekday_name, format_date, format_month_day,
    nearest_with_weekday, weekday_of,
};
use text::{TextRange, TextSize};

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Place},
    passage::{words_before, words_between, written},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct WeekdayDate;

static RULE: Rule = Rule {
    id: "weekday-date",
    severity: Severity::Warning,
    fixes: Fixes::Maybe,
    source: include_str!("weekday_date.rs"),
};

/// Before this year the calendars of countries differ.
const FIRST_YEAR: i16 = 1900;

impl Check for WeekdayDate {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        let story = facts.context.and_then(|c| c.story);
        let expressions = &facts.reading.dates.expressions;
        for (i, expression) in expressions.iter().enumerate() {
            let written = written(facts, expression);
            let weekday = written.weekday.or_else(|| weekday_beside(facts, i));
            let (Some((weekday, at)), Some((day, day_at)), Some((month, month_at))) =
                (weekday, written.day, written.month)
            else {
                continue;
            };
            if is_elsewhere(facts, at, month_at) || is_last_of_several(facts, at, day_at) {
                continue;
            }
            let year = written.year.map(|(y, _)| y);
            let Some(date) = wrong_date(weekday, year, month, day, story) else {
                continue;
            };
            // `Wednesday, 03/04/2002`: in the other order the weekday is right.
            if written.either && wrong_date(weekday, year, day, month, story).is_none() {
                continue;
            }
            if Some(date) == story && is_line_above(facts, at, month_at) {
                continue;
            }
            let place = Place::new(facts.block.id(), at);
            let verb = if story.is_some_and(|s| date > s) {
                "is"
            } else {
                "was"
            };
            let right = weekday_name(weekday_of(date));
            let article = if right.starts_with(['A', 'E', 'I', 'O', 'U']) {
                "an"
            } else {
                "a"
            };
            let mut finding = Finding::new(
                &RULE,
                place,
                format!("{} {verb} {article} {right}.", format_date(date)),
            );
            finding
                .fixes
                .push(Fix::new(right, place, right, Applicability::Maybe));
            finding
                .fixes
                .extend(dates_with(weekday, date).map(|d| fix_day(facts, d, day_at)));
            found.push(finding);
        }
    }
}

/// Whether the weekday belongs to what stands before it: to a headline in capitals above the date, or to the name of a paper
/// (`Baltimore Sun Oct. 19`).
fn is_elsewhere(facts: &BlockFacts, weekday: TextRange, month: TextRange) -> bool {
    let (written, month_written) = (facts.block.slice(weekday), facts.block.slice(month));
    if weekday.end() > month.start() || words_between(facts, weekday, month).contains(&",") {
        return false;
    }
    let shouted = |word: &str| word.len() > 3 && !word.contains(char::is_lowercase);
    let headline = shouted(written) && !shouted(month_written);
    let before = words_before(facts, weekday.start()).next();
    let name = before.is_some_and(|word| word.starts_with(char::is_uppercase));
    headline || (written == "Sun" && name)
}

/// Whether a weekday before the article's own date ends the headline above the date line, joined with it: `Hearing Put Off
/// Until Thursday     April 16, 2007`. Nothing parts the two but one blank, or several; where a comma was lost, two are left.
fn is_line_above(facts: &BlockFacts, weekday: TextRange, month: TextRange) -> bool {
    if weekday.end() > month.start() {
        return false;
    }
    let between = facts
        .block
        .slice(TextRange::new(weekday.end(), month.start()));
    let before = words_before(facts, weekday.start()).next();
    let headline = before.is_some_and(|word| word.starts_with(char::is_uppercase));
    headline && between.chars().all(char::is_whitespace) && between.len() != LOST_COMMA
}

/// So many blanks stand where a comma was taken out.
const LOST_COMMA: usize = 2;

/// Whether it is the last of several weekdays before as many days: `Monday & Tuesday, August 6-7`.
fn is_last_of_several(facts: &BlockFacts, weekday: TextRange, day: TextRange) -> bool {
    let mut before = words_before(facts, weekday.start());
    let joined = matches!(
        before.next(),
        Some("and" | "&" | "-" | "–" | "to" | "through")
    );
    let first = before.next().is_some_and(|word| word.ends_with("day"));
    let rest = facts.block.text()[day.end().into()..].trim_start();
    let several = ["-", "–", "&", "and ", "to "];
    joined && first && several.iter().any(|word| rest.starts_with(word))
}

/// The weekday that stands before the date at `i` in words of its own: `this Sunday, November 24`.
fn weekday_beside(facts: &BlockFacts, i: usize) -> Option<(Weekday, TextRange)> {
    let expressions = &facts.reading.dates.expressions;
    let (before, date) = (expressions.get(i.checked_sub(1)?)?, expressions.get(i)?);
    let Form::Date {
        point: Point::Beside {
            name: Named::Weekday(weekday),
            ..
        },
        ..
    } = before.form
    else {
        return None;
    };
    let joined = words_between(facts, before.range, date.range) == [","];
    // The weekday is the last word: `this Sunday`.
    let word = facts
        .block
        .slice(before.range)
        .rsplit(char::is_whitespace)
        .next()?;
    let start = before.range.end() - TextSize::of(word);
    joined.then(|| (weekday, TextRange::new(start, before.range.end())))
}

/// The date meant, if it is on another weekday.
fn wrong_date(
    weekday: Weekday,
    year: Option<i16>,
    month: i8,
    day: i8,
    story: Option<Date>,
) -> Option<Date> {
    let date = |year| Date::new(year, month, day).ok();
    let wrong = |d: &Date| weekday_of(*d) != weekday;
    match (year, story) {
        (Some(year), _) if year >= FIRST_YEAR => date(year).filter(wrong),
        (None, Some(story)) if story.year() >= FIRST_YEAR => {
            let years = [story.year() - 1, story.year(), story.year() + 1].map(date);
            let near = years
                .iter()
                .flatten()
                .min_by_key(|d| dates::calendar::days_between(**d, story).abs())?;
            years.iter().flatten().all(wrong).then_some(*near)
        }
        _ => None,
    }
}

/// The nearest dates with that weekday in the same month: only the day need change.
fn dates_with(weekday: Weekday, date: Date) -> impl Iterator<Item = Date> {
    nearest_with_weekday(date, weekday)
        .into_iter()
        .filter(move |d| d.month() == date.month())
}

fn fix_day(facts: &BlockFacts, date: Date, day_at: TextRange) -> Fix {
    // `9th` becomes `8th`: an ending after the digits stays an ending.
    let was = facts.block.slice(day_at);
    let day = date.day();
    let text = match was.trim_start_matches(|c: char| c.is_ascii_digit()) {
        "" => day.to_string(),
        _ => format!("{day}{}", ordinal_ending(day)),
    };
    Fix::new(
        format_month_day(date),
        Place::new(facts.block.id(), day_at),
        text,
        Applicability::Maybe,
    )
}

fn ordinal_ending(day: i8) -> &'static str {
    match (day % 10, day / 10) {
        (1, t) if t != 1 => "st",
        (2, t) if t != 1 => "nd",
        (3, t) if t != 1 => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn a_weekday_beside_a_full_date() {
        check(
            "weekday-date",
            r#"
//- 2000-06-10 moscow.txt
Officials spoke to reporters on Thursday, June 9, 2000.
                                ^^^^^^^^ June 9, 2000 was a Friday.
They will meet again on Monday, June 19, 2001.
                        ^^^^^^ June 19, 2001 is a Tuesday.
"#,
        );
    }

    #[test]
    fn a_date_without_a_year_is_near_the_story() {
        check(
            "weekday-date",
            r#"
//- 2002-08-15 story.txt
The two leaders will meet there on Monday, Aug. 20, officials said.
They had met in the capital on Saturday, Aug. 10, officials said.
The talks in the port had opened on Friday, Aug. 14, officials said.
                                    ^^^^^^ August 14, 2002 was a Wednesday.
They will meet again next Sunday, Aug. 27, and this Sunday, Aug. 18, officials said.
                          ^^^^^^ August 27, 2002 is a Tuesday.
"#,
        );
    }

    #[test]
    fn leaves_right_old_and_unknown_dates_alone() {
        check(
            "weekday-date",
            r#"
//- 2000-06-10 a.txt
Officials spoke to reporters on Friday, June 9, 2000, and on Friday.
He was born on Monday, October 25, 1854, they said to reporters.
//- b.txt
The talks opened on Friday, Aug. 14, officials said to reporters.
//- 2006-10-27 c.txt
SENATOR TO VISIT THE PRISON ON MONDAY October 27th 2006 The senator said to reporters that he would go.
//- 2007-10-20 d.txt
The story was in the Baltimore Sun Oct. 19, 2007, and it was read by many in the capital.
//- 2007-08-03 e.txt
The senator will be in the port on Monday & Tuesday, August 6-7, 2007, and after that at home.
"#,
        );
    }
}
