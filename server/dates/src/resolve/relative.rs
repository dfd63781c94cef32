//! Values that are counted from another time.

use jiff::civil::{Date, Weekday};

use super::{Meaning, Passage, ahead, quarter};
use crate::{
    calendar::{add_days, add_months, holiday_date, weekday_on_or_after, weekday_on_or_before},
    explain::Explanation,
    form::{Amount, Expression, Named, Origin, Unit},
    period::{Granularity, Period},
    timex::Anchor,
};

fn why(passage: &Passage, period: Period, anchor: Anchor) -> Explanation {
    match (anchor, passage.cx.story) {
        (Anchor::Publication, Some(story)) => Explanation::FromPublication(story),
        _ => Explanation::FromMention(period),
    }
}

/// The first day of a period, if the period is short enough to count `unit`s from it.
fn base(period: Period, unit: Unit) -> Option<Date> {
    let fine_enough = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => {
            period.granularity() <= Granularity::Day
        }
        Unit::Week | Unit::Fortnight => period.granularity() <= Granularity::Week,
        Unit::Month => period.granularity() <= Granularity::Month,
        Unit::Quarter => period.granularity() <= Granularity::Quarter,
        Unit::Year | Unit::Decade | Unit::Century => period.granularity() <= Granularity::Year,
    };
    fine_enough
        .then(|| period.bounds())
        .flatten()
        .map(|(from, _)| from)
}

/// `last week`, `yesterday`, `the following year`
pub(super) fn shifted(passage: &Passage, unit: Unit, by: i32, from: Origin) -> Meaning {
    // A historian's `today` is the reader's.
    if unit == Unit::Day && by == 0 && from == Origin::Publication && passage.narrative() {
        return Meaning::value("PRESENT_REF");
    }
    if unit == Unit::Quarter && from == Origin::Mention && !passage.narrative() {
        return quarter::the_quarter(passage, by);
    }
    let Some((origin, anchor)) = passage.origin(from) else {
        return Meaning::unknown();
    };
    let Some(date) = base(origin, unit) else {
        return Meaning::unknown();
    };
    let period = Period::containing(date, unit).shifted(by);
    Meaning::new(period, anchor, why(passage, origin, anchor))
}

/// `two weeks ago`, `a year earlier`
pub(super) fn offset(
    passage: &Passage,
    amount: Amount,
    unit: Unit,
    back: bool,
    from: Origin,
) -> Meaning {
    let sign = if back { -1 } else { 1 };
    let n = match amount {
        Amount::Exact(n) => i64::from(n) * sign,
        Amount::Tenths(_) | Amount::Vague => {
            return Meaning::value(if back { "PAST_REF" } else { "FUTURE_REF" });
        }
    };
    // In a report of earnings `a year earlier` is the same quarter of the year before.
    if (unit, amount, back) == (Unit::Year, Amount::Exact(1), true)
        && let Some(quarter) = passage.quarter
    {
        return Meaning::new(
            quarter.shifted(-4),
            Anchor::Mention,
            Explanation::FromMention(quarter),
        );
    }
    let Some((origin, anchor)) = passage.origin(from) else {
        return Meaning::unknown();
    };
    let Some(date) = base(origin, unit) else {
        return Meaning::unknown();
    };
    let n = n.clamp(-100_000, 100_000);
    let target = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return Meaning::unknown(),
        Unit::Day => add_days(date, n),
        Unit::Week => add_days(date, n * 7),
        Unit::Fortnight => add_days(date, n * 14),
        Unit::Month => add_months(date, n),
        Unit::Quarter => add_months(date, n * 3),
        Unit::Year => add_months(date, n * 12),
        Unit::Decade => add_months(date, n * 120),
        Unit::Century => add_months(date, n * 1200),
    };
    let unit = if matches!(unit, Unit::Decade | Unit::Century) {
        Unit::Year
    } else {
        unit
    };
    Meaning::new(
        Some(Period::containing(target, unit)),
        anchor,
        why(passage, origin, anchor),
    )
}

/// `last November`, `next Friday`, `this summer`
pub(super) fn beside(passage: &Passage, name: Named, by: i32, from: Origin) -> Meaning {
    let Some((origin, anchor)) = passage.origin(from) else {
        return Meaning::unknown();
    };
    let Some((base, _)) = origin.bounds() else {
        return Meaning::unknown();
    };
    let period = match name {
        Named::Weekday(weekday) => Some(Period::Day(match by {
            -1 => weekday_on_or_before(add_days(base, -1), weekday),
            0 => weekday_on_or_after(add_days(base, -2), weekday),
            _ => weekday_on_or_after(add_days(base, 1), weekday),
        })),
        Named::Month(month) => beside_year(base, by, |year| {
            Date::new(year, month, 1).ok().map(Period::Month)
        }),
        Named::Season(season) => beside_year(base, by, |year| Some(Period::Season(year, season))),
        Named::Holiday(holiday) => beside_year(base, by, |year| {
            holiday_date(holiday, year).map(Period::Day)
        }),
    };
    Meaning::new(period, anchor, why(passage, origin, anchor))
}

/// `a week ago Friday`, `two weeks from Tuesday`
pub(super) fn weeks_from(passage: &Passage, weekday: Weekday, weeks: i32) -> Meaning {
    let Some((origin, anchor)) = passage.origin(Origin::Publication) else {
        return Meaning::unknown();
    };
    let Some(date) = base(origin, Unit::Day) else {
        return Meaning::unknown();
    };
    let nearest = if weeks < 0 {
        weekday_on_or_before(date, weekday)
    } else {
        weekday_on_or_after(date, weekday)
    };
    let day = add_days(nearest, i64::from(weeks) * 7);
    Meaning::new(Some(Period::Day(day)), anchor, why(passage, origin, anchor))
}

/// What returns every year: the last that is over, the one of this year, the next that has not begun.
fn beside_year(base: Date, by: i32, in_year: impl Fn(i16) -> Option<Period>) -> Option<Period> {
    let year = base.year();
    match by {
        -1 => [year, year - 1].into_iter().filter_map(&in_year).find(|p| {
            p.bounds().is_some_and(|(from, to)| {
                // `last fall` may be the one that is just ending.
                to < base
                    || (from < base
                        && p.granularity() == Granularity::Season
                        && add_days(from, 75) < base)
            })
        }),
        0 => in_year(year),
        _ => [year, year + 1]
            .into_iter()
            .filter_map(&in_year)
            .find(|p| p.bounds().is_some_and(|(from, _)| from > base)),
    }
}

/// `the weekend`, `last weekend`, `next weekend`
pub(super) fn weekend(passage: &Passage, expression: &Expression, by: Option<i32>) -> Meaning {
    let Some((origin, anchor)) = passage.origin(Origin::Publication) else {
        return Meaning::unknown();
    };
    let Some(date) = base(origin, Unit::Week) else {
        return Meaning::unknown();
    };
    let Period::Week(monday) = Period::containing(date, Unit::Week) else {
        return Meaning::unknown();
    };
    // What a report tells of the weekend is over, or just going on.
    let over = date.weekday().to_monday_one_offset() < 6
        && !ahead::looks_ahead(passage.text, expression.range);
    let by = by.unwrap_or(if over && anchor == Anchor::Publication {
        -1
    } else {
        0
    });
    Meaning::new(
        Period::Weekend(monday).shifted(by),
        anchor,
        why(passage, origin, anchor),
    )
}
