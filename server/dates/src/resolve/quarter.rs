//! Quarters, halves and fiscal years, named or those that a report of earnings speaks of.

use jiff::civil::Date;

use super::{Meaning, Passage, calendar::year_of};
use crate::{
    calendar::days_between,
    explain::Explanation,
    form::{Unit, YearRef},
    period::Period,
    timex::Anchor,
};

/// How long before the article's date a quarter must at least have begun: reports look back, forecasts a quarter ahead.
const QUARTER_AHEAD: i64 = 100;

pub(super) fn quarter(passage: &Passage, quarter: i8, year: YearRef) -> Meaning {
    if let Some(known) = year_of(passage, year) {
        return Meaning::new(
            Some(Period::Quarter(known.year, quarter)),
            known.anchor,
            known.why,
        );
    }
    let Some(story) = passage.cx.story else {
        return Meaning::unknown();
    };
    Meaning::new(
        begun(story, Period::Quarter(story.year(), quarter), -4),
        Anchor::Publication,
        Explanation::FromPublication(story),
    )
}

/// The quarter that a report without its name speaks of: the last that was over, for earnings are told afterwards.
fn reported_quarter(passage: &Passage) -> Option<(Period, Anchor, Explanation)> {
    if let Some(quarter) = passage.quarter {
        return Some((quarter, Anchor::Mention, Explanation::FromMention(quarter)));
    }
    let story = passage.cx.story.filter(|_| !passage.narrative())?;
    let quarter = Period::containing(story, Unit::Quarter).shifted(-1)?;
    Some((
        quarter,
        Anchor::Publication,
        Explanation::FromPublication(story),
    ))
}

/// `the year-ago period`: the quarter of the passage in the year before; without one, that year.
pub(super) fn same_period(passage: &Passage, year: YearRef, quarterly: bool) -> Meaning {
    let Some((quarter, anchor, why)) = reported_quarter(passage) else {
        return Meaning::unknown();
    };
    let Period::Quarter(now, number) = quarter else {
        return Meaning::unknown();
    };
    let year = match year {
        YearRef::Year(year) => Some(year),
        YearRef::Shifted { by, .. } => i16::try_from(i32::from(now) + by).ok(),
        YearRef::Unsaid => None,
    };
    let period = |year: i16| {
        if quarterly || passage.quarter.is_some() {
            Period::Quarter(year, number)
        } else {
            Period::Year(year)
        }
    };
    Meaning::new(year.map(period), anchor, why)
}

/// `the quarter`, `the previous quarter`
pub(super) fn the_quarter(passage: &Passage, by: i32) -> Meaning {
    match reported_quarter(passage) {
        Some((quarter, anchor, why)) => Meaning::new(quarter.shifted(by), anchor, why),
        None => Meaning::unknown(),
    }
}

/// Half a year without its year has begun, like a quarter.
pub(super) fn half(passage: &Passage, half: i8, year: YearRef) -> Meaning {
    if let Some(known) = year_of(passage, year) {
        let period = Period::Half(known.year, half);
        return Meaning::new(Some(period), known.anchor, known.why);
    }
    match passage.cx.story {
        Some(story) => Meaning::new(
            begun(story, Period::Half(story.year(), half), -2),
            Anchor::Publication,
            Explanation::FromPublication(story),
        ),
        None => Meaning::unknown(),
    }
}

/// A stretch that returns every year: this year’s, or last year’s if this one’s is far ahead.
fn begun(story: Date, this: Period, year_before: i32) -> Option<Period> {
    let ahead = this
        .bounds()
        .is_some_and(|(from, _)| days_between(story, from) > QUARTER_AHEAD);
    if ahead {
        this.shifted(year_before)
    } else {
        Some(this)
    }
}

pub(super) fn fiscal(passage: &Passage, year: YearRef) -> Meaning {
    match year_of(passage, year) {
        Some(known) => Meaning::new(
            Some(Period::FiscalYear(known.year)),
            known.anchor,
            known.why,
        ),
        None => Meaning::unknown(),
    }
}
