//! A date as a dossier writes it: EDTF (ISO 8601-2), as exact as the desk knows it.
//!
//! Read are days, months, seasons, quarters, halves, years and decades, each with `~`, `?` or `%` behind it where it is not
//! certain, and two of them with `/` between. Bounds are wide rather than narrow: what is said to be about 1942 may be
//! 1941 or 1943.

use dates::{Date, Period, Season};
use smol_str::{SmolStr, format_smolstr};

/// A time and how exact it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The earliest stretch that it can be; none: as early as you like.
    pub first: Option<Period>,
    /// The latest; the same as `first` but for `1941/1942`. None: as late as you like.
    pub last: Option<Period>,
    /// Whether it is only about then (`~`, `?`, `%`).
    pub about: bool,
}

impl When {
    /// The time that EDTF writes like this, if it is one of the forms that a dossier may use.
    pub fn parse(words: &str) -> Option<Self> {
        let words = words.trim();
        let Some((first, last)) = words.split_once('/') else {
            let (period, about) = period(words)?;
            return Some(Self {
                first: Some(period),
                last: Some(period),
                about,
            });
        };
        let end = |words: &str| match words.trim() {
            ".." => Some((None, false)),
            words => period(words).map(|(period, about)| (Some(period), about)),
        };
        let ((first, a), (last, b)) = (end(first)?, end(last)?);
        let when = Self {
            first,
            last,
            about: a || b,
        };
        let (earliest, latest) = when.bounds();
        ((first.is_some() || last.is_some()) && earliest <= latest).then_some(when)
    }

    /// The earliest and the latest day that it can be; `Date::MIN` and `Date::MAX` where there is no end.
    pub fn bounds(self) -> (Date, Date) {
        let shifted = |period: Period, by: i32| match self.about {
            true => period.shifted(by).unwrap_or(period),
            false => period,
        };
        let first = self.first.and_then(|p| shifted(p, -1).bounds());
        let last = self.last.and_then(|p| shifted(p, 1).bounds());
        (
            first.map_or(Date::MIN, |(from, _)| from),
            last.map_or(Date::MAX, |(_, to)| to),
        )
    }

    /// The one day that it is, if it is that exact.
    pub fn day(self) -> Option<Date> {
        let (first, last) = self.bounds();
        (first == last).then_some(first)
    }

    /// The year in which it certainly lies, if there is one.
    pub fn year(self) -> Option<i16> {
        let (first, last) = self.bounds();
        (first.year() == last.year()).then_some(first.year())
    }

    /// The time in Extended Date/Time Format.
    pub fn edtf(self) -> SmolStr {
        let about = if self.about { "~" } else { "" };
        let end = |period: Option<Period>| match period.and_then(Period::edtf) {
            Some(edtf) => format_smolstr!("{edtf}{about}"),
            None => "..".into(),
        };
        match self.first == self.last {
            true => end(self.first),
            false => format_smolstr!("{}/{}", end(self.first), end(self.last)),
        }
    }
}

/// One stretch of the calendar, and whether it is only about then.
fn period(words: &str) -> Option<(Period, bool)> {
    let bare = words.trim_end_matches(['~', '?', '%']);
    if words.len() - bare.len() > 1 {
        return None;
    }
    let parsed = decade(bare).or_else(|| parts(bare)?.period());
    Some((parsed?, bare.len() < words.len()))
}

/// `194X`
fn decade(words: &str) -> Option<Period> {
    let tens = digits(words.strip_suffix('X')?, 3)?;
    Some(Period::Decade(tens * 10))
}

/// So many digits and nothing else.
pub(crate) fn digits(words: &str, count: usize) -> Option<i16> {
    let plain = words.len() == count && words.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| words.parse().ok()).flatten()
}

/// The numbers of `1942-02-16`, which need be no day of the calendar.
#[derive(Clone, Copy)]
pub(crate) struct Parts {
    pub(crate) year: i16,
    pub(crate) month: Option<i8>,
    pub(crate) day: Option<i8>,
}

pub(crate) fn parts(words: &str) -> Option<Parts> {
    let (sign, rest) = match words.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, words),
    };
    let mut numbers = rest.split('-');
    let year = sign * digits(numbers.next()?, 4)?;
    let mut two = || match numbers.next() {
        Some(number) => i8::try_from(digits(number, 2)?).ok().map(Some),
        None => Some(None),
    };
    let (month, day) = (two()?, two()?);
    numbers
        .next()
        .is_none()
        .then_some(Parts { year, month, day })
}

impl Parts {
    pub(crate) fn period(self) -> Option<Period> {
        let Self { year, month, day } = self;
        Some(match (month, day) {
            (None, _) => Period::Year(year),
            (Some(month), Some(day)) => Period::Day(Date::new(year, month, day).ok()?),
            (Some(21), None) => Period::Season(year, Season::Spring),
            (Some(22), None) => Period::Season(year, Season::Summer),
            (Some(23), None) => Period::Season(year, Season::Autumn),
            (Some(24), None) => Period::Season(year, Season::Winter),
            (Some(quarter @ 33..=36), None) => Period::Quarter(year, quarter - 32),
            (Some(half @ 40..=41), None) => Period::Half(year, half - 39),
            (Some(month), None) => Period::Month(Date::new(year, month, 1).ok()?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dates::Date;

    fn bounds(words: &str) -> (String, String) {
        let (from, to) = When::parse(words).unwrap().bounds();
        (from.to_string(), to.to_string())
    }

    #[test]
    fn bounds_are_as_wide_as_the_words() {
        for (words, from, to) in [
            ("1942", "1942-01-01", "1942-12-31"),
            ("1942-02", "1942-02-01", "1942-02-28"),
            ("1942-02-16", "1942-02-16", "1942-02-16"),
            ("1942~", "1941-01-01", "1943-12-31"),
            ("1942-02?", "1942-01-01", "1942-03-31"),
            ("1941/1942", "1941-01-01", "1942-12-31"),
            ("194X", "1940-01-01", "1949-12-31"),
            ("2001-22", "2001-06-01", "2001-09-22"),
            ("2001-36", "2001-10-01", "2001-12-31"),
        ] {
            assert_eq!(bounds(words), (from.to_owned(), to.to_owned()), "{words}");
        }
        assert_eq!(When::parse("../1942").unwrap().bounds().0, Date::MIN);
        assert_eq!(When::parse("1942/..").unwrap().bounds().1, Date::MAX);
    }

    #[test]
    fn written_as_read() {
        for words in [
            "1942",
            "1942-02",
            "1942-02-16",
            "1942~",
            "1941/1942",
            "../1942",
            "194X",
            "-0479",
            "2001-41",
        ] {
            assert_eq!(When::parse(words).unwrap().edtf(), words);
        }
    }
}
