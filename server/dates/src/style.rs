//! How a desk writes a day: its house style, named by an example.

use jiff::civil::Date;

use crate::calendar::{format_year, month_name};

/// A way to write a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DateStyle {
    /// `Aug. 15, 2002`: months of more than five letters are shortened.
    #[default]
    ShortMonthFirst,
    /// `August 15, 2002`
    MonthFirst,
    /// `15 August 2002`
    DayFirst,
    /// `2002-08-15`
    Iso,
}

impl DateStyle {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::ShortMonthFirst,
        Self::MonthFirst,
        Self::DayFirst,
        Self::Iso,
    ];

    /// The example by which a desk names it.
    pub fn example(self) -> &'static str {
        match self {
            Self::ShortMonthFirst => "Aug. 15, 2002",
            Self::MonthFirst => "August 15, 2002",
            Self::DayFirst => "15 August 2002",
            Self::Iso => "2002-08-15",
        }
    }

    /// The style of that example.
    pub fn of_example(example: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.example() == example)
    }

    /// A day in this style. ISO dates always have their year.
    pub fn write(self, date: Date, with_year: bool) -> String {
        let (month, day) = (month_name(date.month()), date.day());
        let year = format_year(date.year());
        match (self, with_year) {
            (Self::ShortMonthFirst, true) => format!("{} {day}, {year}", short(month)),
            (Self::ShortMonthFirst, false) => format!("{} {day}", short(month)),
            (Self::MonthFirst, true) => format!("{month} {day}, {year}"),
            (Self::MonthFirst, false) => format!("{month} {day}"),
            (Self::DayFirst, true) => format!("{day} {month} {year}"),
            (Self::DayFirst, false) => format!("{day} {month}"),
            (Self::Iso, _) => date.to_string(),
        }
    }
}

/// As news agencies shorten months: `Sept.`, but `March`.
fn short(month: &str) -> String {
    match month {
        "September" => "Sept.".to_owned(),
        _ if month.len() > 5 => format!("{}.", &month[..3]),
        _ => month.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_style_writes_its_own_example() {
        for style in DateStyle::ALL {
            assert_eq!(style.write(date(2002, 8, 15), true), style.example());
            assert_eq!(DateStyle::of_example(style.example()), Some(style));
        }
        assert_eq!(DateStyle::of_example("15.8.2002"), None);
    }

    #[test]
    fn short_months() {
        let write = |m| DateStyle::ShortMonthFirst.write(date(2002, m, 1), false);
        assert_eq!(
            [3, 5, 6, 7, 9, 12].map(write),
            ["March 1", "May 1", "June 1", "July 1", "Sept. 1", "Dec. 1"]
        );
    }
}
