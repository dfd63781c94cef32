//! Stretches of the calendar: a day, a week, a quarter, a decade, with their bounds and how they are written down.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use smol_str::{SmolStr, format_smolstr};

use crate::{
    calendar::{add_days, add_months},
    form::{Modifier, Season, Unit},
};

/// How exact a time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Granularity {
    Time,
    Day,
    Weekend,
    Week,
    Month,
    Season,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    /// No stretch of the calendar: a duration, a set, `now`.
    None,
}

/// A stretch of the calendar. Years count as astronomers count: 0 is 1 BC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// One day.
    Day(Date),
    /// Saturday and Sunday of the week that starts on this Monday.
    Weekend(Date),
    /// The week that starts on this Monday.
    Week(Date),
    /// A month, by its first day.
    Month(Date),
    /// A season of a year; winter is that which starts in it.
    Season(i16, Season),
    /// 1 to 4.
    Quarter(i16, i8),
    /// 1 or 2.
    Half(i16, i8),
    /// A year.
    Year(i16),
    /// A fiscal year, which may start half a year before.
    FiscalYear(i16),
    /// Ten years by the first; before Christ by the negative of its name (`the 470s BC` is -470).
    Decade(i16),
    /// A hundred years by number: 20 is 1901 to 2000; -4 the fourth before Christ.
    Century(i16),
}

fn monday(date: Date) -> Date {
    crate::calendar::weekday_on_or_before(date, Weekday::Monday)
}

impl Period {
    /// The unit in which `date` lies.
    pub fn containing(date: Date, unit: Unit) -> Self {
        let year = date.year();
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::Day(date),
            Unit::Week | Unit::Fortnight => Self::Week(monday(date)),
            Unit::Month => Self::Month(date.first_of_month()),
            Unit::Quarter => Self::Quarter(year, (date.month() - 1) / 3 + 1),
            Unit::Year => Self::Year(year),
            Unit::Decade => Self::Decade(year - year.rem_euclid(10)),
            Unit::Century => Self::Century((year - 1).div_euclid(100) + 1),
        }
    }

    /// How exact it is.
    pub fn granularity(self) -> Granularity {
        match self {
            Self::Day(_) => Granularity::Day,
            Self::Weekend(_) => Granularity::Weekend,
            Self::Week(_) => Granularity::Week,
            Self::Month(_) => Granularity::Month,
            Self::Season(..) => Granularity::Season,
            Self::Quarter(..) => Granularity::Quarter,
            Self::Half(..) => Granularity::Half,
            Self::Year(_) | Self::FiscalYear(_) => Granularity::Year,
            Self::Decade(_) => Granularity::Decade,
            Self::Century(_) => Granularity::Century,
        }
    }

    /// The year in which it starts, decades and centuries excepted.
    pub fn year(self) -> Option<i16> {
        match self {
            Self::Day(date) | Self::Month(date) => Some(date.year()),
            Self::Week(date) | Self::Weekend(date) => Some(date.iso_week_date().year()),
            Self::Season(year, _) | Self::Quarter(year, _) | Self::Half(year, _) => Some(year),
            Self::Year(year) | Self::FiscalYear(year) => Some(year),
            Self::Decade(_) | Self::Century(_) => None,
        }
    }

    /// First and last day.
    pub fn bounds(self) -> Option<(Date, Date)> {
        let years =
            |from: i16, to: i16| Some((Date::new(from, 1, 1).ok()?, Date::new(to, 12, 31).ok()?));
        let months = |year: i16, from: i8, n: i64| {
            let start = Date::new(year, from, 1).ok()?;
            Some((start, add_days(add_months(start, n), -1)))
        };
        match self {
            Self::Day(date) => Some((date, date)),
            Self::Weekend(monday) => Some((add_days(monday, 5), add_days(monday, 6))),
            Self::Week(monday) => Some((monday, add_days(monday, 6))),
            Self::Month(first) => Some((first, first.last_of_month())),
            // The meteorological and the astronomical season together.
            Self::Season(year, season) => {
                let (from, to) = match season {
                    Season::Spring => ((3, 1), (6, 21)),
                    Season::Summer => ((6, 1), (9, 22)),
                    Season::Autumn => ((9, 1), (12, 21)),
                    Season::Winter => ((12, 1), (3, 20)),
                };
                let end_year = if season == Season::Winter {
                    year + 1
                } else {
                    year
                };
                Some((
                    Date::new(year, from.0, from.1).ok()?,
                    Date::new(end_year, to.0, to.1).ok()?,
                ))
            }
            Self::Quarter(year, quarter) => months(year, quarter * 3 - 2, 3),
            Self::Half(year, half) => months(year, half * 6 - 5, 6),
            Self::Year(year) => years(year, year),
            Self::FiscalYear(year) => Some((
                Date::new(year - 1, 7, 1).ok()?,
                Date::new(year, 12, 31).ok()?,
            )),
            Self::Decade(first) if first < 0 => years(1 + first - 9, 1 + first),
            Self::Decade(first) => years(first, first.checked_add(9)?),
            Self::Century(n) if n < 0 => years(n.checked_mul(100)? + 1, n * 100 + 100),
            Self::Century(n) => years((n - 1).checked_mul(100)? + 1, n.checked_mul(100)?),
        }
    }

    /// The TIMEX3 value.
    pub fn value(self) -> SmolStr {
        match self {
            Self::Day(date) => {
                format_smolstr!("{}-{:02}-{:02}", Y(date.year()), date.month(), date.day())
            }
            Self::Weekend(monday) => format_smolstr!("{}-WE", week(monday)),
            Self::Week(monday) => week(monday),
            Self::Month(first) => format_smolstr!("{}-{:02}", Y(first.year()), first.month()),
            Self::Season(year, season) => format_smolstr!("{}-{}", Y(year), season_code(season)),
            Self::Quarter(year, quarter) => format_smolstr!("{}-Q{quarter}", Y(year)),
            Self::Half(year, half) => format_smolstr!("{}-H{half}", Y(year)),
            Self::Year(year) => format_smolstr!("{}", Y(year)),
            Self::FiscalYear(year) => format_smolstr!("FY{year}"),
            Self::Decade(first) if first < 0 => format_smolstr!("BC{:03}", -i32::from(first) / 10),
            Self::Decade(first) => format_smolstr!("{:03}", first / 10),
            Self::Century(n) if n < 0 => format_smolstr!("BC{:02}", -i32::from(n) - 1),
            Self::Century(n) => format_smolstr!("{:02}", n - 1),
        }
    }

    /// The date in Extended Date/Time Format (ISO 8601-2).
    pub fn edtf(self) -> Option<SmolStr> {
        let year = |year: i16| E(year);
        Some(match self {
            Self::Day(date) => edtf_day(date),
            Self::Month(first) => format_smolstr!("{}-{:02}", E(first.year()), first.month()),
            Self::Season(y, season) => {
                let code = match season {
                    Season::Spring => 21,
                    Season::Summer => 22,
                    Season::Autumn => 23,
                    Season::Winter => 24,
                };
                format_smolstr!("{}-{code}", year(y))
            }
            Self::Quarter(y, quarter) => format_smolstr!("{}-{}", year(y), 32 + quarter),
            Self::Half(y, half) => format_smolstr!("{}-{}", year(y), 39 + half),
            Self::Year(y) => format_smolstr!("{}", year(y)),
            Self::FiscalYear(y) => format_smolstr!("{}~", year(y)),
            Self::Decade(first) if first >= 0 => format_smolstr!("{:03}X", first / 10),
            Self::Weekend(_) | Self::Week(_) | Self::Decade(_) | Self::Century(_) => {
                let (from, to) = self.bounds()?;
                format_smolstr!("{}/{}", edtf_day(from), edtf_day(to))
            }
        })
    }

    /// As many of its own unit later.
    pub fn shifted(self, by: i32) -> Option<Self> {
        let years = |year: i16, n: i32| {
            i16::try_from(i32::from(year) + n)
                .ok()
                .filter(|y| (-9999..=9999).contains(y))
        };
        let by64 = i64::from(by);
        Some(match self {
            Self::Day(date) => Self::Day(add_days(date, by64)),
            Self::Weekend(monday) => Self::Weekend(add_days(monday, by64 * 7)),
            Self::Week(monday) => Self::Week(add_days(monday, by64 * 7)),
            Self::Month(first) => Self::Month(add_months(first, by64)),
            Self::Season(year, season) => Self::Season(years(year, by)?, season),
            Self::Quarter(year, quarter) => {
                let n = i32::from(year) * 4 + i32::from(quarter) - 1 + by;
                Self::Quarter(
                    years(0, n.div_euclid(4))?,
                    i8::try_from(n.rem_euclid(4)).ok()? + 1,
                )
            }
            Self::Half(year, half) => {
                let n = i32::from(year) * 2 + i32::from(half) - 1 + by;
                Self::Half(
                    years(0, n.div_euclid(2))?,
                    i8::try_from(n.rem_euclid(2)).ok()? + 1,
                )
            }
            Self::Year(year) => Self::Year(years(year, by)?),
            Self::FiscalYear(year) => Self::FiscalYear(years(year, by)?),
            Self::Decade(first) => Self::Decade(years(first, by.checked_mul(10)?)?),
            Self::Century(n) => Self::Century(years(n, by)?),
        })
    }
}

/// A part of a stretch: early is its first 40 of 100, late its last 40, so that no true sentence is contradicted; of
/// decades and centuries the halves.
pub(crate) fn part_of(period: Period, modifier: Modifier) -> Option<(Date, Date)> {
    let (from, to) = period.bounds()?;
    let days = crate::calendar::days_between(from, to) + 1;
    let long = matches!(period, Period::Decade(_) | Period::Century(_));
    let part = if long {
        days / 2
    } else {
        (days * 2 / 5).max(1)
    };
    match modifier {
        Modifier::Start => Some((from, add_days(from, part - 1))),
        Modifier::End => Some((add_days(to, 1 - part), to)),
        Modifier::Mid => {
            let start = add_days(from, (days - part) / 2);
            Some((start, add_days(start, part - 1)))
        }
        Modifier::Approx => Some((add_days(from, -days / 2), add_days(to, days / 2))),
        _ => None,
    }
}

/// A day in EDTF.
pub(crate) fn edtf_day(date: Date) -> SmolStr {
    format_smolstr!("{}-{:02}-{:02}", E(date.year()), date.month(), date.day())
}

fn week(monday: Date) -> SmolStr {
    let week: ISOWeekDate = monday.iso_week_date();
    format_smolstr!("{}-W{:02}", Y(week.year()), week.week())
}

fn season_code(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

/// A year as TIMEX3 writes it.
struct Y(i16);

impl std::fmt::Display for Y {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0 > 0 {
            write!(f, "{:04}", self.0)
        } else {
            write!(f, "BC{:04}", 1 - i32::from(self.0))
        }
    }
}

/// A year as EDTF writes it.
struct E(i16);

impl std::fmt::Display for E {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0 >= 0 {
            write!(f, "{:04}", self.0)
        } else {
            write!(f, "-{:04}", -i32::from(self.0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn values_and_bounds() {
        let late_august = part_of(Period::Month(date(2002, 8, 1)), Modifier::End);
        assert_eq!(late_august, Some((date(2002, 8, 20), date(2002, 8, 31))));
        assert_eq!(
            part_of(Period::Month(date(2002, 8, 1)), Modifier::Start),
            Some((date(2002, 8, 1), date(2002, 8, 12)))
        );
        assert_eq!(
            part_of(Period::Month(date(2002, 8, 1)), Modifier::Mid),
            Some((date(2002, 8, 10), date(2002, 8, 21)))
        );
        assert_eq!(Period::Decade(1970).value(), "197");
        assert_eq!(Period::Century(20).value(), "19");
        assert_eq!(Period::Year(-479).value(), "BC0480");
        assert_eq!(
            Period::Decade(-470).bounds(),
            Some((date(-478, 1, 1), date(-469, 12, 31)))
        );
        assert_eq!(
            Period::Quarter(1990, 1).shifted(-1),
            Some(Period::Quarter(1989, 4))
        );
        assert_eq!(
            Period::containing(date(2008, 10, 18), Unit::Week).value(),
            "2008-W42"
        );
    }
}
