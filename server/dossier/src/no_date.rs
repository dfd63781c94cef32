//! Words that should be a date and are none: why, and what was probably meant.

use smol_str::{SmolStr, format_smolstr};

use crate::{
    When,
    when::{Parts, digits, parts},
};

/// Why words are no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NoDate {
    /// Goes on after the name of the key: `is no date: “Feburary 1942”.`
    pub(crate) fact: String,
    pub(crate) remedy: String,
    /// What was probably meant, as it should be written.
    pub(crate) suggestion: Option<SmolStr>,
}

impl Parts {
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
        // `16th`
        let piece = match piece.starts_with(|c: char| c.is_ascii_digit()) {
            true => piece.trim_end_matches(char::is_alphabetic),
            false => piece,
        };
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
