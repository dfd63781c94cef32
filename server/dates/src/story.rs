//! The article's own date, solved from what stands in and around it. Never the machine's clock; where nothing certain
//! follows, none: a wrong date costs more than a missing one.

use jiff::civil::{Date, Weekday};

use crate::{
    calendar::{days_between, format_date, format_month_day, month_name, weekday_name},
    form::Written,
    written::written_date,
};

/// One thing that bears on the article's date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Evidence {
    /// The desk has set it.
    Given(Date),
    /// The front matter says it.
    FrontMatter(Date),
    /// A line above the story.
    Masthead(Written),
    /// The end of the headline: `- 2002-08-23`.
    Headline(Written),
    /// The dateline; its year is seldom written.
    Dateline(Written),
    /// The file's name.
    FileName(Date),
    /// A bare weekday for the day of the story: `said Thursday`.
    Weekday(Weekday),
    /// `57th anniversary`, of what year, on what day.
    Anniversary {
        /// Which.
        nth: i16,
        /// The year of the event, if named.
        base_year: Option<i16>,
        /// Month and day of the event, if named.
        month_day: Option<(i8, i8)>,
    },
    /// A year written in the text: the article is not older.
    Year(i16),
    /// Somebody is named with an office that they held from the one day to the other.
    Term(Date, Date),
}

/// The article's own date and how it is known.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryDate {
    /// The date.
    pub date: Date,
    /// From what.
    pub how: How,
    /// In words.
    pub why: String,
    /// Index of the evidence that says so.
    pub evidence: usize,
    /// What other evidence says, where it says something else.
    pub alternatives: Vec<Alternative>,
}

/// Another date that the article could have.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// The date.
    pub date: Date,
    /// In words.
    pub why: String,
    /// Index of the evidence that says so.
    pub evidence: usize,
    /// Whether the two cannot both be right: a story may be printed a day or two after it was filed.
    pub contradicts: bool,
}

/// From what the article's date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum How {
    Given,
    FrontMatter,
    Masthead,
    Dateline,
    Inferred,
}

impl How {
    /// Its name in extracted data.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::FrontMatter => "front-matter",
            Self::Masthead => "masthead",
            Self::Dateline => "dateline",
            Self::Inferred => "inferred",
        }
    }
}

/// How many days a paper may print after a story was filed.
const PRINT_DELAY: i64 = 3;

struct Candidate {
    date: Date,
    how: How,
    why: String,
    /// Index of the evidence.
    evidence: usize,
}

/// The article's own date, from all that bears on it.
pub fn story_date(evidence: &[Evidence]) -> Option<StoryDate> {
    let mut candidates = full_dates(evidence);
    let outer = candidates.first().map(|c| c.date);
    let dateline = evidence.iter().enumerate().find_map(|(i, e)| match e {
        Evidence::Dateline(written) => dateline_date(i, written, outer, evidence),
        _ => None,
    });
    if let Some(dateline) = dateline {
        // Filed before it was printed: the story's day is the dateline's. What the desk has set goes first.
        let set = candidates
            .iter()
            .take_while(|c| matches!(c.how, How::Given | How::FrontMatter))
            .count();
        let near =
            outer.is_none_or(|date| (0..=PRINT_DELAY).contains(&days_between(dateline.date, date)));
        let at = if near && set == 0 {
            0
        } else {
            candidates.len()
        };
        candidates.insert(at, dateline);
    }
    if candidates.is_empty() {
        candidates.extend(from_anniversary(evidence));
    }
    let mut candidates = candidates.into_iter();
    let Candidate {
        date,
        how,
        why,
        evidence,
    } = candidates.next()?;
    let other = candidates.filter(|c| c.date != date);
    let alternatives = other.map(|c| Alternative {
        contradicts: days_between(date, c.date).abs() > PRINT_DELAY,
        date: c.date,
        why: c.why,
        evidence: c.evidence,
    });
    Some(StoryDate {
        date,
        how,
        why,
        evidence,
        alternatives: alternatives.collect(),
    })
}

/// The evidence that writes a full date, the weightiest first.
fn full_dates(evidence: &[Evidence]) -> Vec<Candidate> {
    let mut candidates: Vec<(u8, Candidate)> = evidence
        .iter()
        .enumerate()
        .filter_map(|(index, e)| {
            let (weight, date, how, source) = match e {
                Evidence::Given(date) => (0, *date, How::Given, "it was set for this article"),
                Evidence::FrontMatter(date) => (1, *date, How::FrontMatter, "the front matter"),
                Evidence::Headline(written) => (
                    2,
                    written_date(written)?,
                    How::Masthead,
                    "the end of the headline",
                ),
                Evidence::Masthead(written) => (
                    3,
                    written_date(written)?,
                    How::Masthead,
                    "the line above the story",
                ),
                Evidence::FileName(date) => (4, *date, How::Inferred, "the file’s name"),
                _ => return None,
            };
            let why = match how {
                How::Given => source.to_owned(),
                _ => format!("{source} says {}", format_date(date)),
            };
            Some((
                weight,
                Candidate {
                    date,
                    how,
                    why,
                    evidence: index,
                },
            ))
        })
        .collect();
    candidates.sort_by_key(|(weight, _)| *weight);
    candidates
        .into_iter()
        .map(|(_, candidate)| candidate)
        .collect()
}

/// A dateline's date, with its year from itself, from a full date near it, or from its weekday and the years named.
fn dateline_date(
    index: usize,
    written: &Written,
    outer: Option<Date>,
    evidence: &[Evidence],
) -> Option<Candidate> {
    let (month, day) = (written.month?.0, written.day?.0);
    let candidate = |date: Date, why: String| Candidate {
        date,
        how: How::Dateline,
        why,
        evidence: index,
    };
    if let Some(date) = written_date(written) {
        return Some(candidate(
            date,
            format!("the dateline says {}", format_date(date)),
        ));
    }
    let said = format!("the dateline says {} {day}", month_name(month));
    if let Some(outer) = outer {
        let date = (-1..=1)
            .filter_map(|by| Date::new(outer.year() + by, month, day).ok())
            .min_by_key(|date| days_between(*date, outer).abs())?;
        return Some(candidate(
            date,
            format!("{said}; the year follows from {}", format_date(outer)),
        ));
    }
    if let Some((year, nth, base)) = year_by_anniversary(evidence)
        && let Ok(date) = Date::new(year, month, day)
        && written.weekday.is_none_or(|(w, _)| w == date.weekday())
    {
        let why = format!("{said}; anniversary number {nth} of {base} makes the year {year}");
        return Some(candidate(date, why));
    }
    if let Some(date) = year_by_terms(month, day, written, evidence) {
        let why = format!(
            "{said}; {} is the only year that fits the offices named",
            date.year()
        );
        return Some(candidate(date, why));
    }
    let (date, weekday) = year_by_weekday(month, day, written, evidence)?;
    let date_text = format_month_day(date);
    let why = format!(
        "{said}; {date_text} was a {} in {}, not before the years named",
        weekday_name(weekday),
        date.year()
    );
    Some(candidate(date, why))
}

/// The year in which month and day fell on the story's weekday and which is the latest year named, or the one after.
fn year_by_weekday(
    month: i8,
    day: i8,
    written: &Written,
    evidence: &[Evidence],
) -> Option<(Date, Weekday)> {
    let weekday = written
        .weekday
        .map(|(w, _)| w)
        .or_else(|| todays_weekday(evidence))?;
    let latest = latest_year(evidence)?;
    let mut fitting = (0..=1)
        .filter_map(|by| Date::new(latest.checked_add(by)?, month, day).ok())
        .filter(|date| date.weekday() == weekday);
    let date = fitting.next()?;
    fitting.next().is_none().then_some((date, weekday))
}

/// The one year in which everybody held the office that the article gives them on that day, which fell on the story's
/// weekday, and which is not before the years named.
fn year_by_terms(month: i8, day: i8, written: &Written, evidence: &[Evidence]) -> Option<Date> {
    let terms = evidence.iter().filter_map(|e| match *e {
        Evidence::Term(from, to) => Some((from, to)),
        _ => None,
    });
    let (from, to) = terms.reduce(|(a, b), (from, to)| (a.max(from), b.min(to)))?;
    let weekday = written
        .weekday
        .map(|(w, _)| w)
        .or_else(|| todays_weekday(evidence));
    let named = latest_year(evidence).unwrap_or(i16::MIN);
    let mut fitting = (from.year().max(named)..=to.year())
        .filter_map(|year| Date::new(year, month, day).ok())
        .filter(|date| (from..=to).contains(date))
        .filter(|date| weekday.is_none_or(|w| w == date.weekday()));
    let date = fitting.next()?;
    fitting.next().is_none().then_some(date)
}

/// The year in which an anniversary falls, its number and the year that it counts from, if all that are named agree.
fn year_by_anniversary(evidence: &[Evidence]) -> Option<(i16, i16, i16)> {
    let mut falls = evidence.iter().filter_map(|e| match *e {
        Evidence::Anniversary {
            nth,
            base_year: Some(base),
            ..
        } => Some((base.checked_add(nth)?, nth, base)),
        _ => None,
    });
    let first = falls.next()?;
    let agree = falls.all(|(year, ..)| year == first.0);
    // What an article tells of last year or plans for next year would date it wrongly.
    let latest = latest_year(evidence).is_none_or(|year| year <= first.0);
    (agree && latest).then_some(first)
}

fn latest_year(evidence: &[Evidence]) -> Option<i16> {
    evidence
        .iter()
        .filter_map(|e| {
            if let Evidence::Year(year) = e {
                Some(*year)
            } else {
                None
            }
        })
        .max()
}

/// The one weekday that the text uses for its own day; two different ones prove nothing.
fn todays_weekday(evidence: &[Evidence]) -> Option<Weekday> {
    let mut weekdays = evidence.iter().filter_map(|e| {
        if let Evidence::Weekday(w) = e {
            Some(*w)
        } else {
            None
        }
    });
    let first = weekdays.next()?;
    weekdays.all(|w| w == first).then_some(first)
}

/// The day of an anniversary: it needs the event's year and day, the number, and a weekday that agrees.
fn from_anniversary(evidence: &[Evidence]) -> Option<Candidate> {
    evidence.iter().enumerate().find_map(|(index, e)| {
        let Evidence::Anniversary {
            nth,
            base_year: Some(base),
            month_day: Some((month, day)),
        } = *e
        else {
            return None;
        };
        let date = Date::new(base.checked_add(nth)?, month, day).ok()?;
        let weekday = todays_weekday(evidence)?;
        let agrees = date.weekday() == weekday
            && latest_year(evidence).is_none_or(|year| year <= date.year());
        agrees.then(|| Candidate {
            date,
            how: How::Inferred,
            why: format!(
                "{} was a {} and the anniversary number {nth} of {base}",
                format_date(date),
                weekday_name(weekday)
            ),
            evidence: index,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::written::read_date;
    use jiff::civil::date;

    fn written(text: &str) -> Written {
        read_date(text).unwrap_or_default()
    }

    #[test]
    fn offices_leave_one_year() {
        let dateline = Evidence::Dateline(written("June 9"));
        let president = Evidence::Term(date(1993, 1, 20), date(2001, 1, 20));
        let other = Evidence::Term(date(2000, 5, 7), date(2008, 5, 7));
        let solved = |evidence: &[Evidence]| story_date(evidence).map(|d| d.date);
        assert_eq!(solved(&[dateline, president]), None);
        assert_eq!(
            solved(&[dateline, president, other]),
            Some(date(2000, 6, 9))
        );
        assert_eq!(
            solved(&[
                dateline,
                president,
                Evidence::Weekday(Weekday::Friday),
                Evidence::Year(1996)
            ]),
            Some(date(2000, 6, 9))
        );
        assert_eq!(
            solved(&[dateline, president, Evidence::Weekday(Weekday::Friday)]),
            None
        );
        // Nobody can hold an office that ended before another began: then something else is wrong.
        let earlier = Evidence::Term(date(1980, 1, 1), date(1984, 1, 1));
        assert_eq!(solved(&[dateline, president, earlier]), None);
    }

    #[test]
    fn the_dateline_takes_its_year_from_the_masthead() {
        let story = story_date(&[
            Evidence::Masthead(written("June 10, 2000")),
            Evidence::Dateline(written("JUNE 9")),
        ])
        .unwrap();
        assert_eq!((story.date, story.how), (date(2000, 6, 9), How::Dateline));
        assert_eq!(story.alternatives[0].date, date(2000, 6, 10));
    }

    #[test]
    fn the_year_turns_between_dateline_and_masthead() {
        let story = story_date(&[
            Evidence::Masthead(written("January 1, 2001")),
            Evidence::Dateline(written("Dec. 31")),
        ]);
        assert_eq!(story.unwrap().date, date(2000, 12, 31));
    }

    #[test]
    fn the_weekday_finds_the_year() {
        let dateline = Evidence::Dateline(written("JUNE 9"));
        let evidence = [
            dateline,
            Evidence::Weekday(Weekday::Friday),
            Evidence::Year(1999),
            Evidence::Year(1972),
        ];
        assert_eq!(story_date(&evidence).unwrap().date, date(2000, 6, 9));
        assert_eq!(story_date(&evidence[..2]), None);
        assert_eq!(story_date(&[dateline]), None);
    }

    #[test]
    fn an_anniversary_finds_the_year_of_the_dateline() {
        let evidence = [
            Evidence::Dateline(written("AUG. 15")),
            Evidence::Anniversary {
                nth: 57,
                base_year: Some(1945),
                month_day: None,
            },
        ];
        assert_eq!(story_date(&evidence).unwrap().date, date(2002, 8, 15));
        let later = [evidence[0], evidence[1], Evidence::Year(2003)];
        assert_eq!(story_date(&later), None);
    }

    #[test]
    fn dates_too_far_apart_contradict() {
        let story = story_date(&[
            Evidence::Masthead(written("January 27, 2022")),
            Evidence::Dateline(written("April 23, 2019")),
        ])
        .unwrap();
        assert_eq!(story.date, date(2022, 1, 27));
        let other = &story.alternatives[0];
        assert_eq!(
            (other.date, other.contradicts, other.evidence),
            (date(2019, 4, 23), true, 1)
        );
    }

    #[test]
    fn a_headline_may_end_in_the_date() {
        let story = story_date(&[Evidence::Headline(written(
            "Leaders Meet in Vladivostok - 2002-08-23",
        ))])
        .unwrap();
        assert_eq!((story.date, story.how), (date(2002, 8, 23), How::Masthead));
    }

    #[test]
    fn an_anniversary_needs_its_year_day_and_weekday() {
        let anniversary = Evidence::Anniversary {
            nth: 57,
            base_year: Some(1945),
            month_day: Some((8, 15)),
        };
        assert_eq!(story_date(&[anniversary]), None);
        let story = story_date(&[anniversary, Evidence::Weekday(Weekday::Thursday)]).unwrap();
        assert_eq!((story.date, story.how), (date(2002, 8, 15), How::Inferred));
        assert_eq!(
            story_date(&[anniversary, Evidence::Weekday(Weekday::Monday)]),
            None
        );
    }
}
