//! The calendar: days of the week, the days near a day, the dates of holidays, and how a date is written in print.

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

use crate::form::Holiday;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month, 1 to 12.
pub fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1)
        .ok()
        .and_then(|i| MONTHS.get(i))
        .copied()
        .unwrap_or_default()
}

/// The name of a day of the week.
pub fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// The day of the week on which `date` fell.
pub fn weekday_of(date: Date) -> Weekday {
    date.weekday()
}

/// `June 9, 2000`
pub fn format_date(date: Date) -> String {
    format!(
        "{} {}, {}",
        month_name(date.month()),
        date.day(),
        format_year(date.year())
    )
}

/// `June 9`
pub fn format_month_day(date: Date) -> String {
    format!("{} {}", month_name(date.month()), date.day())
}

/// `1998`, `480 BC`
pub fn format_year(year: i16) -> String {
    if year > 0 {
        year.to_string()
    } else {
        format!("{} BC", 1 - i32::from(year))
    }
}

/// `day` days after `date`, or before it; the end of the calendar stops it.
pub fn add_days(date: Date, days: i64) -> Date {
    let days = days.clamp(-3_000_000, 3_000_000);
    date.saturating_add(days.days())
}

/// `months` after `date`; the last day of a shorter month stands for the days that it lacks.
pub fn add_months(date: Date, months: i64) -> Date {
    date.saturating_add(months.clamp(-200_000, 200_000).months())
}

/// How many days from `from` to `to`.
pub fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// The latest such weekday on or before `date`.
pub fn weekday_on_or_before(date: Date, weekday: Weekday) -> Date {
    add_days(date, -i64::from(date.weekday().since(weekday)))
}

/// The first such weekday on or after `date`.
pub fn weekday_on_or_after(date: Date, weekday: Weekday) -> Date {
    add_days(date, i64::from(date.weekday().until(weekday)))
}

/// The two days nearest to `date` that are such a weekday, the nearer first; one, if `date` is.
pub fn nearest_with_weekday(date: Date, weekday: Weekday) -> Vec<Date> {
    let before = weekday_on_or_before(date, weekday);
    let after = weekday_on_or_after(date, weekday);
    if before == after {
        vec![date]
    } else if days_between(before, date) <= days_between(date, after) {
        vec![before, after]
    } else {
        vec![after, before]
    }
}

/// The last day of a month.
pub fn month_end(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok().map(|d| d.last_of_month())
}

/// Easter Sunday, by the computus of Meeus, Jones and Butcher.
pub fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let a = y.rem_euclid(19);
    let (b, c) = (y.div_euclid(100), y.rem_euclid(100));
    let d = (19 * a + b - b.div_euclid(4) - (b - (b + 8).div_euclid(25) + 1).div_euclid(3) + 15)
        .rem_euclid(30);
    let e = (32 + 2 * b.rem_euclid(4) + 2 * (c / 4) - d - c % 4).rem_euclid(7);
    let f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    Date::new(
        year,
        i8::try_from(f / 31).ok()?,
        i8::try_from(f % 31 + 1).ok()?,
    )
    .ok()
}

/// How the date of a holiday follows from the year.
enum Rule {
    Fixed(i8, i8),
    /// The nth such weekday of a month; -1 is the last.
    Nth(i8, i8, Weekday),
    /// Days from Easter Sunday.
    Easter(i64),
    /// The Tuesday after the first Monday in November.
    Election,
    /// Days after another holiday.
    DayAfter(Holiday, i64),
}

fn rule(holiday: Holiday) -> Rule {
    use Holiday as H;
    match holiday {
        H::NewYearsDay => Rule::Fixed(1, 1),
        H::NewYearsEve => Rule::Fixed(12, 31),
        H::KingDay => Rule::Nth(3, 1, Weekday::Monday),
        H::GroundhogDay => Rule::Fixed(2, 2),
        H::ValentinesDay => Rule::Fixed(2, 14),
        H::PresidentsDay => Rule::Nth(3, 2, Weekday::Monday),
        H::SaintPatricksDay => Rule::Fixed(3, 17),
        H::AprilFools => Rule::Fixed(4, 1),
        H::AshWednesday => Rule::Easter(-46),
        H::PalmSunday => Rule::Easter(-7),
        H::GoodFriday => Rule::Easter(-2),
        H::Easter => Rule::Easter(0),
        H::EasterMonday => Rule::Easter(1),
        H::Pentecost => Rule::Easter(49),
        H::MayDay => Rule::Fixed(5, 1),
        H::MothersDay => Rule::Nth(2, 5, Weekday::Sunday),
        H::MemorialDay => Rule::Nth(-1, 5, Weekday::Monday),
        H::FlagDay => Rule::Fixed(6, 14),
        H::FathersDay => Rule::Nth(3, 6, Weekday::Sunday),
        H::IndependenceDay => Rule::Fixed(7, 4),
        H::BastilleDay => Rule::Fixed(7, 14),
        H::LaborDay => Rule::Nth(1, 9, Weekday::Monday),
        H::ColumbusDay => Rule::Nth(2, 10, Weekday::Monday),
        H::Halloween => Rule::Fixed(10, 31),
        H::ElectionDay => Rule::Election,
        H::VeteransDay => Rule::Fixed(11, 11),
        H::Thanksgiving => Rule::Nth(4, 11, Weekday::Thursday),
        H::ChristmasEve => Rule::Fixed(12, 24),
        H::Christmas => Rule::Fixed(12, 25),
        H::BoxingDay => Rule::Fixed(12, 26),
        H::Epiphany => Rule::Fixed(1, 6),
        H::AustraliaDay => Rule::Fixed(1, 26),
        H::WomensDay => Rule::Fixed(3, 8),
        H::ShroveTuesday => Rule::Easter(-47),
        H::MaundyThursday => Rule::Easter(-3),
        H::SaintGeorgesDay => Rule::Fixed(4, 23),
        H::EarthDay => Rule::Fixed(4, 22),
        H::AnzacDay => Rule::Fixed(4, 25),
        H::CincoDeMayo => Rule::Fixed(5, 5),
        H::VictoryDay => Rule::Fixed(5, 9),
        H::AscensionDay => Rule::Easter(39),
        H::WhitMonday => Rule::Easter(50),
        H::Juneteenth => Rule::Fixed(6, 19),
        H::CanadaDay => Rule::Fixed(7, 1),
        H::AssumptionDay => Rule::Fixed(8, 15),
        H::AllSaintsDay => Rule::Fixed(11, 1),
        H::GuyFawkesNight => Rule::Fixed(11, 5),
        H::RemembranceSunday => Rule::Nth(2, 11, Weekday::Sunday),
        H::BlackFriday => Rule::DayAfter(Holiday::Thanksgiving, 1),
        H::CyberMonday => Rule::DayAfter(Holiday::Thanksgiving, 4),
    }
}

/// The day on which `holiday` falls in `year`.
pub fn holiday_date(holiday: Holiday, year: i16) -> Option<Date> {
    match rule(holiday) {
        Rule::Fixed(month, day) => Date::new(year, month, day).ok(),
        Rule::Nth(n, month, weekday) => Date::new(year, month, 1)
            .ok()?
            .nth_weekday_of_month(n, weekday)
            .ok(),
        Rule::Easter(days) => easter(year).map(|d| add_days(d, days)),
        Rule::DayAfter(other, days) => holiday_date(other, year).map(|d| add_days(d, days)),
        Rule::Election => {
            let monday = Date::new(year, 11, 1)
                .ok()?
                .nth_weekday_of_month(1, Weekday::Monday)
                .ok()?;
            Some(add_days(monday, 1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn weekdays_near_a_day() {
        assert_eq!(weekday_of(date(2000, 6, 9)), Weekday::Friday);
        assert_eq!(
            nearest_with_weekday(date(2000, 6, 9), Weekday::Thursday),
            [date(2000, 6, 8), date(2000, 6, 15)]
        );
        assert_eq!(
            nearest_with_weekday(date(2000, 6, 9), Weekday::Friday),
            [date(2000, 6, 9)]
        );
        assert_eq!(
            weekday_on_or_before(date(2002, 8, 15), Weekday::Thursday),
            date(2002, 8, 15)
        );
    }

    #[test]
    fn holidays() {
        assert_eq!(easter(2000), Some(date(2000, 4, 23)));
        assert_eq!(easter(1998), Some(date(1998, 4, 12)));
        assert_eq!(
            holiday_date(Holiday::Thanksgiving, 1999),
            Some(date(1999, 11, 25))
        );
        assert_eq!(
            holiday_date(Holiday::ElectionDay, 1998),
            Some(date(1998, 11, 3))
        );
        assert_eq!(
            holiday_date(Holiday::MemorialDay, 2002),
            Some(date(2002, 5, 27))
        );
    }

    #[test]
    fn in_print() {
        assert_eq!(format_date(date(2000, 6, 9)), "June 9, 2000");
        assert_eq!(format_month_day(date(2000, 6, 9)), "June 9");
        assert_eq!(format_year(-479), "480 BC");
        assert_eq!(days_between(date(2000, 2, 28), date(2000, 3, 1)), 2);
    }
}
