//! How a value was found, as plain data that prints as the sentence an editor reads.

use std::fmt;

use jiff::civil::{Date, Weekday};

use crate::{
    calendar::{month_name, weekday_name},
    period::Period,
};

/// How a value was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Explanation {
    /// The text says it in full.
    Written,
    /// The day does not exist.
    Impossible,
    /// Nothing near says from where to count.
    Unknown,
    /// The latest such weekday on or before the article's date.
    LatestWeekday(Weekday, Date),
    /// The next such weekday after the article's date.
    NextWeekday(Weekday, Date),
    /// The such weekday nearest to a day named before.
    WeekdayNearMention(Weekday, Date),
    /// The month and day nearest to the article's date.
    NearestDay(Date),
    /// The sentence tells of what happened: the latest on or before the article's date.
    LookingBack(Date),
    /// The month nearest to the article's date.
    NearestMonth(i8, Date),
    /// The year was named before in this passage.
    YearOfMention(i16),
    /// Of this year, the nearest after the one that was taken.
    OtherYear(i16),
    /// Counted from the article's date.
    FromPublication(Date),
    /// Counted from the time last named.
    FromMention(Period),
    /// A length of time.
    Length,
    /// A time that returns.
    Returning,
    /// A word for now, before or after.
    Reference,
}

/// `15 August 2002`
struct Long(Date);

impl fmt::Display for Long {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {} {}",
            self.0.day(),
            month_name(self.0.month()),
            crate::calendar::format_year(self.0.year())
        )
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Written => f.write_str("written in full"),
            Self::Impossible => f.write_str("the calendar has no such day"),
            Self::Unknown => f.write_str("nothing nearby says which"),
            Self::LatestWeekday(w, d) => {
                write!(
                    f,
                    "the latest {} on or before the article’s date, {}",
                    weekday_name(w),
                    Long(d)
                )
            }
            Self::NextWeekday(w, d) => write!(
                f,
                "the first {} after the article’s date, {}",
                weekday_name(w),
                Long(d)
            ),
            Self::WeekdayNearMention(w, d) => {
                write!(
                    f,
                    "the {} nearest to {}, named before",
                    weekday_name(w),
                    Long(d)
                )
            }
            Self::NearestDay(d) => write!(
                f,
                "the year that brings it nearest to the article’s date, {}",
                Long(d)
            ),
            Self::LookingBack(d) => write!(
                f,
                "the latest on or before the article’s date, {}: the sentence tells of what happened",
                Long(d)
            ),
            Self::NearestMonth(m, d) => write!(
                f,
                "the {} nearest to the article’s date, {}",
                month_name(m),
                Long(d)
            ),
            Self::YearOfMention(y) => write!(
                f,
                "of {}, the year last named",
                crate::calendar::format_year(y)
            ),
            Self::OtherYear(y) => write!(f, "of {}", crate::calendar::format_year(y)),
            Self::FromPublication(d) => write!(f, "counted from the article’s date, {}", Long(d)),
            Self::FromMention(period) => write!(f, "counted from {}, named before", period.value()),
            Self::Length => f.write_str("a length of time"),
            Self::Returning => f.write_str("a time that returns"),
            Self::Reference => f.write_str("no exact time"),
        }
    }
}

impl Explanation {
    /// The sentence for a hover.
    pub fn sentence(&self) -> String {
        self.to_string()
    }
}
