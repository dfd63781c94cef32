//! Calendar dates as written: `June 9, 2000`, `9 June`, `2002-08-23`, `1950-53`, `480 BC`, `May`, `May of last year`.

mod counted;
mod numeric;
mod range;
mod year;

use super::Place;
use crate::{
    form::{Origin, Point, Written, YearRef},
    lexer::{Case, Lexemes},
    lexicon::{Key, Lex},
};
use counted::{counts_something, is_percent};
pub(super) use range::{continued, share_year};
use year::written_year;
pub(super) use year::{year_at, year_place};

/// The parts read so far.
#[derive(Clone, Copy, Default)]
struct Parts {
    written: Written,
    /// A year that is named by its distance.
    year: Option<YearRef>,
    to: usize,
}

impl Parts {
    fn place(self) -> Place {
        Place {
            point: point_of(&self.written, self.year),
            edge: None,
            written: self.written,
            to: self.to,
        }
    }
}

fn point_of(written: &Written, year: Option<YearRef>) -> Point {
    let explicit = written.year.map(|(y, _)| YearRef::Year(y));
    Point::Date {
        year: explicit.or(year).unwrap_or(YearRef::Unsaid),
        month: written.month.map(|(m, _)| m),
        day: written.day.map(|(d, _)| d),
        weekday: written.weekday.map(|(w, _)| w),
    }
}

/// Reads a calendar date at `i`.
pub(super) fn read(lexemes: &Lexemes, i: usize) -> Option<Place> {
    full_date(lexemes, i)
        .or_else(|| numeric::numeric(lexemes, i))
        .or_else(|| range::shared_month(lexemes, i))
        .or_else(|| month_alone(lexemes, i))
        .or_else(|| year::year_alone(lexemes, i))
        .or_else(|| day_alone(lexemes, i))
}

/// A month and a day, with a weekday before and a year after them if written.
pub(crate) fn full_date(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let (weekday, at) = super::weekday::written(lexemes, i).map_or((None, i), |(w, to)| {
        let to = if lexemes.comma(to) { to + 1 } else { to };
        (Some((w, lexemes.range(i))), to)
    });
    let mut parts = month_day(lexemes, at).or_else(|| day_month(lexemes, at))?;
    parts.written.weekday = weekday;
    Some(parts.place())
}

/// `June 9`, `June 9, 2000`, `June 9th`, `June the 9th`
fn month_day(lexemes: &Lexemes, i: usize) -> Option<Parts> {
    let (month, mut to) = month(lexemes, i, true)?;
    if lexemes.is(to, Key::The) {
        to += 1;
    }
    let (day, day_to) = day(lexemes, to)?;
    if is_percent(lexemes, day_to) {
        return None;
    }
    let mut parts = Parts {
        to: day_to,
        ..Parts::default()
    };
    parts.written.month = Some((month, lexemes.range(i)));
    parts.written.day = Some((day, lexemes.range(to)));
    Some(with_year(lexemes, parts))
}

/// `9 June`, `9th of June 2000`, `the 9th of June`
fn day_month(lexemes: &Lexemes, i: usize) -> Option<Parts> {
    let at = if lexemes.is(i, Key::The) { i + 1 } else { i };
    let (day, day_to) = day(lexemes, at)?;
    let month_at = if lexemes.is(day_to, Key::Of) {
        day_to + 1
    } else {
        day_to
    };
    let (month, to) = month(lexemes, month_at, true)?;
    if month_at == day_to && stand_apart(lexemes, day_to - 1, month_at) {
        return None;
    }
    if ends_score(lexemes, i) && has_day_behind(lexemes, to) {
        return None;
    }
    // In `the 9 June attack` the article is the attack’s.
    let described = lexemes.lex(to) == Lex::Other && !lexemes.capital(to);
    if at > i && described && !matches!(lexemes.lex(at), Lex::Ordinal(_)) {
        return None;
    }
    let mut parts = Parts {
        to,
        ..Parts::default()
    };
    parts.written.day = Some((day, lexemes.range(at)));
    parts.written.month = Some((month, lexemes.range(month_at)));
    Some(with_year(lexemes, parts))
}

/// Whether so much space lies between two words that they belong to different parts of a page: `30`, which ends a press
/// release, and the month that heads a list beside it.
fn stand_apart(lexemes: &Lexemes, one: usize, next: usize) -> bool {
    /// Bytes; set flush, words of one line come as far apart.
    const WIDE: u32 = 3;
    let (end, start) = (lexemes.range(one).end(), lexemes.range(next).start());
    u32::from(start.checked_sub(end).unwrap_or_default()) > WIDE
}

/// Whether the number at `i` may be the second of a score: `won 30-7`.
fn ends_score(lexemes: &Lexemes, i: usize) -> bool {
    i > 1 && lexemes.hyphen(i - 1) && matches!(lexemes.lex(i - 2), Lex::Digits(..))
}

/// Whether the month that ends at `to` has its day behind it: `30-7 Oct. 19`.
fn has_day_behind(lexemes: &Lexemes, to: usize) -> bool {
    day(lexemes, to).is_some_and(|(_, after)| !counted::is_counted(lexemes, after))
}

/// The year after a month or a day, with or without comma: `, 2000`, ` 2000`, ` of last year`, `, '99`.
fn with_year(lexemes: &Lexemes, mut parts: Parts) -> Parts {
    let at = parts.to;
    let mut skip = at;
    if lexemes.comma(skip) || (lexemes.is(skip, Key::Of) && !lexemes.comma(skip)) {
        skip += 1;
    }
    if let Some((year, to)) =
        written_year(lexemes, skip).filter(|_| skip == at || !counts_something(lexemes, skip + 1))
    {
        parts.written.year = Some((year, lexemes.cover(skip, to)));
        parts.to = to;
    } else if let Some(year) = far_year(lexemes, &parts, skip) {
        parts.written.year = Some((year, lexemes.range(skip)));
        parts.to = skip + 1;
    } else if let Some((year, to)) =
        relative_year(lexemes, if lexemes.is(at, Key::Of) { at + 1 } else { at })
    {
        parts.year = Some(year);
        parts.to = to;
    } else {
        parts.year = known_day(lexemes, &parts);
    }
    parts
}

/// A year of the far future, which four digits are only after a day and a comma, or a day and a month, and where they
/// count nothing.
fn far_year(lexemes: &Lexemes, parts: &Parts, i: usize) -> Option<i16> {
    let (_, day) = parts.written.day?;
    let (_, month) = parts.written.month?;
    let Lex::Digits(year @ 2200..=9999, 4) = lexemes.lex(i) else {
        return None;
    };
    let promised = lexemes.comma(i.wrapping_sub(1)) || day.start() < month.start();
    let counts = counts_something(lexemes, i + 1) || lexemes.lex(i + 1) == Lex::Other;
    (promised && !counts)
        .then(|| i16::try_from(year).ok())
        .flatten()
}

/// The year of `September 11`, where the words after it or before it say what happened: `the September 11 attacks`.
fn known_day(lexemes: &Lexemes, parts: &Parts) -> Option<YearRef> {
    let day = (parts.written.month?.0, parts.written.day?.0) == (9, 11);
    let named = matches!(
        lexemes.str(parts.to),
        "attack" | "attacks" | "terror" | "terrorist" | "hijackings" | "hijackers"
    );
    (day && named).then_some(YearRef::Year(2001))
}

/// `last year`, `that year`, `the same year`, `next year`
pub(super) fn relative_year(lexemes: &Lexemes, i: usize) -> Option<(YearRef, usize)> {
    let at = if lexemes.is(i, Key::The) { i + 1 } else { i };
    let (by, from) = match lexemes.key(at)? {
        Key::Last => (-1, Origin::Publication),
        Key::This => (0, Origin::Publication),
        Key::Next if at == i => (1, Origin::Publication),
        Key::Next | Key::Following => (1, Origin::Mention),
        Key::Previous => (-1, Origin::Mention),
        Key::That | Key::Same => (0, Origin::Mention),
        _ => return None,
    };
    let at = if lexemes.is(at, Key::That) && lexemes.is(at + 1, Key::Same) {
        at + 1
    } else {
        at
    };
    (lexemes.lex(at + 1) == Lex::Unit(crate::form::Unit::Year))
        .then_some((YearRef::Shifted { by, from }, at + 2))
}

/// The month at `i` and the lexeme after it. Short names and names that are words too need what `dated` promises: that
/// a day or year stands beside them.
pub(super) fn month(lexemes: &Lexemes, i: usize, dated: bool) -> Option<(i8, usize)> {
    let capital = lexemes.capital(i);
    let month = match lexemes.lex(i) {
        Lex::Month(month) if capital => month,
        Lex::MonthOrWord(month) if capital && (dated || month_not_word(lexemes, i)) => month,
        Lex::MonthShort(month) if capital && (dated || lexemes.str(i).ends_with('.')) => month,
        Lex::MonthShort(month)
            if capital
                && (matches!(lexemes.lex(i + 1), Lex::Digits(_, 4))
                    || year::short_year(lexemes, i + 1).is_some()) =>
        {
            month
        }
        _ => return None,
    };
    let point = matches!(lexemes.lex(i), Lex::MonthShort(_))
        && lexemes.str(i + 1) == "."
        && lexemes.glued(i + 1);
    Some((month, if point { i + 2 } else { i + 1 }))
}

/// Whether `May` or `March` with a capital is the month here.
fn month_not_word(lexemes: &Lexemes, i: usize) -> bool {
    let before = lexemes.before(i, 1);
    let led = matches!(
        before,
        Lex::Key(
            Key::In
                | Key::Of
                | Key::Since
                | Key::Until
                | Key::By
                | Key::Early
                | Key::Late
                | Key::Last
                | Key::Next
                | Key::This
                | Key::During
                | Key::From
                | Key::To
                | Key::Through
                | Key::Between
                | Key::Before
                | Key::After
                | Key::Mid
                | Key::And
                | Key::Or
                | Key::Around
                | Key::About
                | Key::Previous
                | Key::Every
                | Key::For
                | Key::Each
                | Key::Same
                | Key::Following
        )
    ) || (before == Lex::Hyphen && lexemes.glued(i));
    let year = matches!(lexemes.lex(i + 1), Lex::Digits(_, 4))
        || year::short_year(lexemes, i + 1).is_some();
    // `(May-August 1950)`
    let range = lexemes.hyphen(i + 1) && matches!(lexemes.lex(i + 2), Lex::Month(_));
    // `Mrs. May`, `Theresa May`, `by March Fong`: a name before or after it.
    let named = matches!(lexemes.lex(i + 1), Lex::Other)
        && lexemes.capital(i + 1)
        && lexemes.case(i) != Case::Upper;
    year || range || (led && !named)
}

/// A day of the month at `i`, possible or not (`31`), and the lexeme after it. A number that is no day of any month is
/// one mistyped where a comma and a year follow (`32, 2007`).
fn day(lexemes: &Lexemes, i: usize) -> Option<(i8, usize)> {
    let year_follows = || {
        lexemes.lex(i + 1) == Lex::Comma
            && matches!(lexemes.lex(i + 2), Lex::Digits(1500..=2100, 4))
    };
    let (value, to) = match lexemes.lex(i) {
        Lex::Digits(value @ 32..=99, 2) if year_follows() => (value, i + 1),
        Lex::Digits(value @ 1..=31, 1..=2) => (value, i + 1),
        Lex::Ordinal(value @ 1..=31) => (value, i + 1),
        Lex::Key(Key::Second) => (2, i + 1),
        // `twenty-second`, `twenty second`
        Lex::Number(tens @ (20 | 30)) => {
            let at = if lexemes.hyphen(i + 1) { i + 2 } else { i + 1 };
            let unit = match lexemes.lex(at) {
                Lex::Ordinal(unit @ 1..=9) => unit,
                Lex::Key(Key::Second) => 2,
                _ => return None,
            };
            (Some(tens + unit).filter(|day| *day <= 31)?, at + 1)
        }
        _ => return None,
    };
    Some((i8::try_from(value).ok()?, to))
}

/// A month that stands for itself, with its year if written.
fn month_alone(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let (month, to) = month(lexemes, i, false)?;
    if is_given_name(lexemes, i, to) {
        return None;
    }
    let mut parts = Parts {
        to,
        ..Parts::default()
    };
    parts.written.month = Some((month, lexemes.range(i)));
    let mut parts = with_year(lexemes, parts);
    if parts.written.year.is_none()
        && parts.year.is_none()
        && lexemes.str(parts.to.wrapping_sub(1)) == "."
    {
        parts.to = to;
    }
    Some(parts.place())
}

/// `April Jones`, `June Carter`: no word leads to it and a capital follows.
fn is_given_name(lexemes: &Lexemes, i: usize, to: usize) -> bool {
    matches!(lexemes.str(i), "April" | "June" | "August")
        && !matches!(lexemes.before(i, 1), Lex::Key(_) | Lex::Hyphen)
        && lexemes.lex(to) == Lex::Other
        && lexemes.case(to) == Case::Initial
}

/// A day of a month that was named before: `the 13th`.
fn day_alone(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let Lex::Ordinal(value @ 1..=31) = lexemes.lex(i + 1) else {
        return None;
    };
    let numeral = lexemes.str(i + 1).starts_with(|c: char| c.is_ascii_digit());
    let led = matches!(
        lexemes.key_before(i, 1),
        Some(Key::On | Key::By | Key::Until | Key::From | Key::To | Key::Of)
    );
    let free = !matches!(
        lexemes.lex(i + 2),
        Lex::Other
            | Lex::Unit(_)
            | Lex::Units(_)
            | Lex::Hyphen
            | Lex::Possessive
            | Lex::Key(Key::Quarter)
    ) || matches!(
        lexemes.str(i + 2),
        "when" | "but" | "were" | "was" | "he" | "they"
    );
    if !(lexemes.is(i, Key::The) && numeral && led && free) {
        return None;
    }
    let mut parts = Parts {
        to: i + 2,
        ..Parts::default()
    };
    parts.written.day = Some((i8::try_from(value).ok()?, lexemes.range(i + 1)));
    Some(parts.place())
}
