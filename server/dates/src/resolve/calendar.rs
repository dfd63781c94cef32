//! Calendar dates that leave something unsaid: the year, the month, or all but the day of the week.

use jiff::civil::{Date, Weekday};

use super::{Meaning, Passage, ahead};
use crate::{
    calendar::{add_days, days_between, holiday_date, weekday_on_or_after, weekday_on_or_before},
    explain::Explanation,
    form::{Expression, Holiday, Season, Unit, YearRef},
    period::Period,
    timex::Anchor,
};

/// A year with its reasons.
pub(super) struct YearMeaning {
    pub(super) year: i16,
    pub(super) anchor: Anchor,
    pub(super) why: Explanation,
}

/// The year that the words give, or the passage. None: the article's date decides.
pub(super) fn year_of(passage: &Passage, year: YearRef) -> Option<YearMeaning> {
    match year {
        YearRef::Year(year) => Some(YearMeaning {
            year,
            anchor: Anchor::None,
            why: Explanation::Written,
        }),
        YearRef::Shifted { by, from } => {
            let (period, anchor) = passage.origin(from)?;
            let year = i16::try_from(i32::from(period.year()?) + by).ok()?;
            let why = match (anchor, passage.cx.story) {
                (Anchor::Publication, Some(story)) => Explanation::FromPublication(story),
                _ => Explanation::FromMention(period),
            };
            Some(YearMeaning { year, anchor, why })
        }
        YearRef::Unsaid => passage.year.map(|year| YearMeaning {
            year,
            anchor: Anchor::Mention,
            why: Explanation::YearOfMention(year),
        }),
    }
}

/// The year of a month in a passage that tells history: that of the time last named, but the next one where the tale has
/// come to the end of a year and goes on in its first months.
fn year_in_tale(passage: &Passage, year: YearRef, month: i8) -> Option<YearMeaning> {
    let mut known = year_of(passage, year)?;
    let last = match passage.last {
        Some(Period::Day(date) | Period::Month(date)) => Some(date),
        _ => None,
    };
    if year == YearRef::Unsaid && last.is_some_and(|date| date.month() == 12 && month <= 2) {
        known.year += 1;
    }
    Some(known)
}

/// Any combination of weekday, day, month and year.
pub(super) fn date(
    passage: &mut Passage,
    expression: &Expression,
    year: YearRef,
    month: Option<i8>,
    day: Option<i8>,
    weekday: Option<Weekday>,
) -> Meaning {
    match (month, day) {
        (Some(month), Some(day)) => month_day(passage, expression, year, month, day),
        (Some(month), None) => bare_month(passage, expression, year, month),
        (None, Some(day)) => bare_day(passage, day),
        (None, None) => match (weekday, year) {
            (Some(weekday), _) => bare_weekday(passage, expression, weekday),
            (None, YearRef::Year(year)) => {
                Meaning::new(Some(Period::Year(year)), Anchor::None, Explanation::Written)
            }
            _ => Meaning::unknown(),
        },
    }
}

fn day_meaning(year: i16, month: i8, day: i8, anchor: Anchor, why: Explanation) -> Meaning {
    match Date::new(year, month, day) {
        Ok(date) => Meaning::new(Some(Period::Day(date)), anchor, why),
        Err(_) => Meaning::new(None, Anchor::None, Explanation::Impossible),
    }
}

/// Month and day without a year: the year of the passage, else the nearest to the article's date.
fn month_day(
    passage: &Passage,
    expression: &Expression,
    year: YearRef,
    month: i8,
    day: i8,
) -> Meaning {
    if let Some(known) = year_in_tale(passage, year, month) {
        return day_meaning(known.year, month, day, known.anchor, known.why);
    }
    let Some(story) = passage.cx.story else {
        return Meaning::unknown();
    };
    let in_year = |year: i16| Date::new(year, month, day).ok();
    let nearest = nearest_year(story, in_year);
    let past = nearest.filter(|d| *d > story && ahead::looks_back(passage.text, expression.range));
    if let Some(date) = past.and_then(|d| in_year(d.year() - 1)) {
        let why = Explanation::LookingBack(story);
        return Meaning::new(Some(Period::Day(date)), Anchor::Publication, why);
    }
    match nearest {
        Some(date) => Meaning::new(
            Some(Period::Day(date)),
            Anchor::Publication,
            Explanation::NearestDay(story),
        ),
        None => Meaning::new(None, Anchor::None, Explanation::Impossible),
    }
}

/// Of the days that `in_year` gives for the years around `story`, the nearest to it.
fn nearest_year(story: Date, in_year: impl Fn(i16) -> Option<Date>) -> Option<Date> {
    (-1..=1)
        .filter_map(|by| in_year(story.year() + by))
        .min_by_key(|date| (days_between(story, *date).abs(), *date > story))
}

fn bare_month(passage: &Passage, expression: &Expression, year: YearRef, month: i8) -> Meaning {
    let in_year = |year: i16| Date::new(year, month, 1).ok();
    if let Some(known) = year_in_tale(passage, year, month) {
        return Meaning::new(
            in_year(known.year).map(Period::Month),
            known.anchor,
            known.why,
        );
    }
    let Some(story) = passage.cx.story else {
        return Meaning::unknown();
    };
    // Whole months apart; at the same distance the earlier one.
    let months = |date: &Date| {
        i32::from(date.year() - story.year()) * 12 + i32::from(date.month())
            - i32::from(story.month())
    };
    let nearest = (-1..=1)
        .filter_map(|by| in_year(story.year() + by))
        .min_by_key(|d| (months(d).abs(), months(d) > 0));
    let past = nearest.filter(|d| *d > story && ahead::looks_back(passage.text, expression.range));
    let (month_meant, why) = match past.and_then(|d| in_year(d.year() - 1)) {
        Some(past) => (Some(past), Explanation::LookingBack(story)),
        None => (nearest, Explanation::NearestMonth(month, story)),
    };
    Meaning::new(month_meant.map(Period::Month), Anchor::Publication, why)
}

/// `the 13th`: of the month last named, else of the article's month.
fn bare_day(passage: &Passage, day: i8) -> Meaning {
    let base = match passage.last {
        Some(Period::Day(date) | Period::Month(date)) => Some((
            date,
            Anchor::Mention,
            Explanation::FromMention(Period::Month(date.first_of_month())),
        )),
        _ => passage
            .cx
            .story
            .map(|d| (d, Anchor::Publication, Explanation::FromPublication(d))),
    };
    match base {
        Some((base, anchor, why)) => day_meaning(base.year(), base.month(), day, anchor, why),
        None => Meaning::unknown(),
    }
}

/// A weekday: the latest on or before the article's date, unless the words before it look ahead.
fn bare_weekday(passage: &Passage, expression: &Expression, weekday: Weekday) -> Meaning {
    if passage.narrative() {
        return match passage.last {
            Some(Period::Day(near)) => {
                let before = weekday_on_or_before(near, weekday);
                let after = weekday_on_or_after(near, weekday);
                let date = if days_between(before, near) <= days_between(near, after) {
                    before
                } else {
                    after
                };
                Meaning::new(
                    Some(Period::Day(date)),
                    Anchor::Mention,
                    Explanation::WeekdayNearMention(weekday, near),
                )
            }
            _ => Meaning::unknown(),
        };
    }
    let Some(story) = passage.cx.story else {
        return Meaning::unknown();
    };
    if story.weekday() != weekday && ahead::looks_ahead(passage.text, expression.range) {
        let date = weekday_on_or_after(add_days(story, 1), weekday);
        return Meaning::new(
            Some(Period::Day(date)),
            Anchor::Publication,
            Explanation::NextWeekday(weekday, story),
        );
    }
    let date = weekday_on_or_before(story, weekday);
    Meaning::new(
        Some(Period::Day(date)),
        Anchor::Publication,
        Explanation::LatestWeekday(weekday, story),
    )
}

pub(super) fn season(passage: &Passage, season: Season, year: YearRef) -> Meaning {
    if let Some(known) = year_of(passage, year) {
        return Meaning::new(
            Some(Period::Season(known.year, season)),
            known.anchor,
            known.why,
        );
    }
    let Some(story) = passage.cx.story else {
        return Meaning::unknown();
    };
    let nearest = nearest_year(story, |year| {
        Period::Season(year, season)
            .bounds()
            .map(|(from, _)| add_days(from, 45))
    });
    let year = nearest.map_or(story.year(), |d| {
        if season == Season::Winter && d.month() < 6 {
            d.year() - 1
        } else {
            d.year()
        }
    });
    Meaning::new(
        Some(Period::Season(year, season)),
        Anchor::Publication,
        Explanation::FromPublication(story),
    )
}

pub(super) fn holiday(passage: &Passage, holiday: Holiday, year: YearRef) -> Meaning {
    if let Some(known) = year_of(passage, year) {
        return Meaning::new(
            holiday_date(holiday, known.year).map(Period::Day),
            known.anchor,
            known.why,
        );
    }
    let Some(story) = passage.cx.story else {
        return Meaning::unknown();
    };
    let nearest = nearest_year(story, |year| holiday_date(holiday, year));
    Meaning::new(
        nearest.map(Period::Day),
        Anchor::Publication,
        Explanation::NearestDay(story),
    )
}

/// The week of a holiday; its weekend is the one that it lengthens.
pub(super) fn around_holiday(
    passage: &Passage,
    day: Holiday,
    weekend: bool,
    year: YearRef,
) -> Meaning {
    let meaning = holiday(passage, day, year);
    let period = match meaning.period {
        Some(Period::Day(date)) if weekend => {
            // A Monday or Tuesday lengthens the weekend before it.
            let near = add_days(date, -2);
            match Period::containing(near, Unit::Week) {
                Period::Week(monday) => Some(Period::Weekend(monday)),
                _ => None,
            }
        }
        Some(Period::Day(date)) => Some(Period::containing(date, Unit::Week)),
        _ => None,
    };
    Meaning { period, ..meaning }
}

pub(super) fn week_of(
    passage: &mut Passage,
    expression: &Expression,
    month: i8,
    day: i8,
    year: YearRef,
) -> Meaning {
    let meaning = date(passage, expression, year, Some(month), Some(day), None);
    let period = match meaning.period {
        Some(Period::Day(day)) => Some(Period::containing(day, Unit::Week)),
        _ => None,
    };
    Meaning { period, ..meaning }
}
