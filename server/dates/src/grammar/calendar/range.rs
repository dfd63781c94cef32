//! Two dates that share what one of them says: `July 21-23`, `25 and 26 August`, `1950-53`.

use text_size::TextRange;

use super::{Parts, counted::is_counted, day, day_month, with_year};
use crate::{
    form::{Expression, Form, Point, Written, YearRef},
    grammar::{Found, Place},
    lexer::Lexemes,
    lexicon::{Key, Lex},
};

/// The first of two days that share the month after them: `21-23 July`, `25 and 26 August`.
pub(super) fn shared_month(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let (first, to) = day(lexemes, i)?;
    let joined = lexemes.lex(to) == Lex::Hyphen
        || matches!(
            lexemes.key(to),
            Some(Key::And | Key::To | Key::Or | Key::Until | Key::Through)
        );
    if !joined {
        return None;
    }
    let second = day_month(lexemes, to + 1)?;
    let mut parts = second;
    parts.written.day = Some((first, lexemes.range(i)));
    parts.to = to;
    Some(parts.place())
}

/// The second end of a range or coordination that leaves out what the first has said: `July 21-23`, `Aug. 25 and 26`,
/// `1950-53`. Returns where it starts.
pub(in crate::grammar) fn continued(lexemes: &Lexemes, first: &Found) -> Option<(usize, Found)> {
    let Form::Date {
        point: Point::Date { year, .. },
        ..
    } = first.form
    else {
        return None;
    };
    let written = &first.written;
    let at = first.to;
    let dash = lexemes.lex(at) == Lex::Hyphen;
    let tight = lexemes.hyphen(at);
    let word = matches!(
        lexemes.key(at),
        Some(Key::And | Key::To | Key::Or | Key::Until | Key::Through)
    );
    let listed = lexemes.comma(at) && written.year.is_none() && list_goes_on(lexemes, at + 2);
    if !(dash || word || listed) {
        return None;
    }
    let at = if lexemes.comma(at) && lexemes.is(at + 1, Key::And) {
        at + 2
    } else {
        at + 1
    };
    if let (Some(month), Some(_)) = (written.month, written.day) {
        return next_day(lexemes, at, written, month, year, tight).map(|found| (at, found));
    }
    let (first_year, _) = written.year.filter(|_| written.month.is_none())?;
    let Lex::Digits(value @ 0..=99, 2) = lexemes.lex(at) else {
        return None;
    };
    let rest = first_year.rem_euclid(100);
    let second = i16::try_from(value)
        .ok()
        .filter(|v| *v > rest || (rest == 99 && *v == 0) || (tight && is_turned(rest, *v)))?;
    if !(tight || (dash && !is_counted(lexemes, at + 1)))
        || matches!(lexemes.lex(at + 1), Lex::Percent | Lex::Month(_))
    {
        return None;
    }
    let century = if rest == 99 && second == 0 { 100 } else { 0 };
    let second = first_year - rest + second + century;
    let mut parts = Parts {
        to: at + 1,
        ..Parts::default()
    };
    parts.written.year = Some((second, lexemes.range(at)));
    Some((at, parts.place().into()))
}

/// `1953-50`: two years in the wrong order, and no year with a month (`1953-07`).
fn is_turned(first: i16, second: i16) -> bool {
    const FARTHEST: i16 = 30;
    second > 12 && second < first && first - second <= FARTHEST
}

fn list_goes_on(lexemes: &Lexemes, i: usize) -> bool {
    (lexemes.comma(i) || lexemes.is(i, Key::And))
        && (day(lexemes, i + 1).is_some() || day(lexemes, i + 2).is_some())
        || (lexemes.is(i.wrapping_sub(1), Key::And) && day(lexemes, i).is_some())
}

fn next_day(
    lexemes: &Lexemes,
    at: usize,
    first: &Written,
    month: (i8, TextRange),
    year: YearRef,
    tight: bool,
) -> Option<Found> {
    let (day, to) = day(lexemes, at)?;
    if super::month(lexemes, to, true).is_some() {
        return None;
    }
    let free = match lexemes.lex(to) {
        Lex::Percent
        | Lex::Hyphen
        | Lex::Slash
        | Lex::Units(_)
        | Lex::Unit(_)
        | Lex::Meridiem(_) => false,
        Lex::Other => {
            tight || lexemes.capital(to) || matches!(lexemes.str(to), "was" | "were" | "when")
        }
        _ => true,
    };
    if !free {
        return None;
    }
    let mut parts = Parts {
        to,
        year: Some(year),
        ..Parts::default()
    };
    parts.written = Written {
        weekday: None,
        day: Some((day, lexemes.range(at))),
        month: Some(month),
        year: first.year,
        either: false,
    };
    if first.year.is_none() {
        parts = with_year(lexemes, parts);
    }
    Some(parts.place().into())
}

/// A year that stands after the second end is the year of the first end too: `July 21-23, 2000`.
pub(in crate::grammar) fn share_year(expressions: &mut [Expression], second: &Found) {
    if second.written.year.is_none() {
        return;
    }
    for expression in expressions.iter_mut().rev() {
        let same_month =
            expression.written.month == second.written.month && expression.written.month.is_some();
        if !same_month || expression.written.year.is_some() {
            return;
        }
        expression.written.year = second.written.year;
        let year = match second.form {
            Form::Date {
                point: Point::Date { year, .. },
                ..
            } => year,
            _ => return,
        };
        if let Form::Date {
            point: Point::Date { year: first, .. },
            ..
        } = &mut expression.form
            && *first == YearRef::Unsaid
        {
            *first = year;
        }
    }
}
