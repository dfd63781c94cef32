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

/// Why words are no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NoDate {
    /// Goes on after the name of the key: `is no date: “Feburary 1942”.`
    pub(crate) fact: String,
    pub(crate) remedy: String,
    /// What was probably meant, as it should be written.
    pub(crate) suggestion: Option<SmolStr>,
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
fn digits(words: &str, count: usize) -> Option<i16> {
    let plain = words.len() == count && words.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| words.parse().ok()).flatten()
}

/// The numbers of `1942-02-16`, which need be no day of the calendar.
#[derive(Clone, Copy)]
struct Parts {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

fn parts(words: &str) -> Option<Parts> {
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
    fn period(self) -> Option<Period> {
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

    /// Why it is none: a month or a day that does not exist.
    fn reason(self) -> Option<String> {
        let Self { year, month, day } = self;
        let month = month?;
        let Some(last) = dates::calendar::month_end(year, month) else {
            return Some("Months go from 01 to 12.".to_owned());
        };
        let name = dates::calendar::month_name(month);
        let year = dates::calendar::format_year(year);
        day.map(|_| format!("{name} {year} has {} days.", last.day()))
    }
}

impl NoDate {
    /// Why these words, which [`When::parse`] does not read, are no date.
    pub(crate) fn of(words: &str) -> Self {
        if let Some(remedy) = parts(words.trim_end_matches(['~', '?', '%'])).and_then(Parts::reason)
        {
            return Self {
                fact: format!("is no day of the calendar: “{words}”."),
                remedy,
                suggestion: None,
            };
        }
        let ends = words
            .split_once('/')
            .and_then(|(a, b)| Some((When::parse(a)?, When::parse(b)?)));
        if ends.is_some() {
            return Self {
                fact: format!("ends before it begins: “{words}”."),
                remedy: "Write the earlier date first.".to_owned(),
                suggestion: None,
            };
        }
        let suggestion = in_prose(words);
        let remedy = match &suggestion {
            Some(date) => format!("Write it as {date}."),
            None => "Write it as 1942, 1942-02 or 1942-02-16.".to_owned(),
        };
        Self {
            fact: format!("is no date: “{words}”."),
            remedy,
            suggestion,
        }
    }
}

/// The date that prose probably means, month names with a slip included: `Feburary 1942`, `16 Feb. 1942`, `about 1942`.
fn in_prose(words: &str) -> Option<SmolStr> {
    let pieces = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|piece| !piece.is_empty());
    let (mut year, mut month, mut day, mut about) = (None, None, None, "");
    for piece in pieces {
        let piece = piece
            .trim_end_matches("st")
            .trim_end_matches("nd")
            .trim_end_matches("rd");
        let piece = piece.trim_end_matches("th");
        match piece.to_lowercase().as_str() {
            "about" | "around" | "circa" | "c" | "ca" => about = "~",
            "of" | "the" | "in" | "on" => {}
            word => match (digits(word, 4), word.parse::<i8>(), month_like(word)) {
                (Some(number), ..) if year.is_none() => year = Some(number),
                (_, Ok(number), _) if day.is_none() => day = Some(number),
                (_, _, Some(number)) if month.is_none() => month = Some(number),
                _ => return None,
            },
        }
    }
    let (year, parts) = (
        year?,
        Parts {
            year: year?,
            month,
            day,
        },
    );
    // 3/4/1942 may be March or April.
    if day.is_some() && month.is_none() {
        return None;
    }
    parts.period()?;
    Some(match (month, day) {
        (Some(month), Some(day)) => format_smolstr!("{year:04}-{month:02}-{day:02}{about}"),
        (Some(month), None) => format_smolstr!("{year:04}-{month:02}{about}"),
        _ => format_smolstr!("{year:04}{about}"),
    })
}

/// The month whose name a word is, shortened or with a slip.
fn month_like(word: &str) -> Option<i8> {
    let close = |month: &i8| {
        let name = dates::calendar::month_name(*month).to_lowercase();
        (word.len() >= 3 && name.starts_with(word))
            || strsim::osa_distance(word, &name) <= name.len() / 4
    };
    word.chars()
        .all(char::is_alphabetic)
        .then(|| (1..=12).find(close))
        .flatten()
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

    #[test]
    fn no_dates_and_what_was_meant() {
        let told = |words: &str| {
            assert_eq!(When::parse(words), None);
            let no_date = NoDate::of(words);
            format!("{} {}", no_date.fact, no_date.remedy)
        };
        assert_eq!(
            told("Feburary 1942"),
            "is no date: “Feburary 1942”. Write it as 1942-02."
        );
        assert_eq!(
            told("Feb. 16, 1942"),
            "is no date: “Feb. 16, 1942”. Write it as 1942-02-16."
        );
        assert_eq!(
            told("about 1942"),
            "is no date: “about 1942”. Write it as 1942~."
        );
        assert_eq!(
            told("16/2/1942"),
            "is no date: “16/2/1942”. Write it as 1942, 1942-02 or 1942-02-16."
        );
        assert_eq!(
            told("1942-02-30"),
            "is no day of the calendar: “1942-02-30”. February 1942 has 28 days."
        );
        assert_eq!(
            told("1942-13"),
            "is no day of the calendar: “1942-13”. Months go from 01 to 12."
        );
        assert_eq!(
            told("1943/1942"),
            "ends before it begins: “1943/1942”. Write the earlier date first."
        );
        assert_eq!(
            told("../.."),
            "is no date: “../..”. Write it as 1942, 1942-02 or 1942-02-16."
        );
    }
}
