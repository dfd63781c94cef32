//! Quarters, halves and fiscal years: `third-quarter`, `the first quarter of 1990`, `fiscal 1989`.

use super::{Place, calendar};
use crate::{
    form::{Origin, Point, Unit, YearRef},
    lexer::Lexemes,
    lexicon::{Key, Lex},
};

pub(super) fn read(lexemes: &Lexemes, i: usize) -> Option<Place> {
    fiscal(lexemes, i)
        .or_else(|| quarter(lexemes, i))
        .or_else(|| year_first(lexemes, i))
        .or_else(|| the_quarter(lexemes, i))
}

fn fiscal(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let at = if lexemes.is(i, Key::The) { i + 1 } else { i };
    if !lexemes.is(at, Key::Fiscal) {
        return None;
    }
    let year_at = if lexemes.word(at + 1, "year") {
        at + 2
    } else {
        at + 1
    };
    let Lex::Digits(value @ 1900..=2199, 4) = lexemes.lex(year_at) else {
        return None;
    };
    let year = i16::try_from(value).ok()?;
    let mut place = Place::new(
        Point::FiscalYear {
            year: YearRef::Year(year),
        },
        year_at + 1,
    );
    place.written.year = Some((year, lexemes.range(year_at)));
    Some(place)
}

fn quarter(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let mut at = if lexemes.is(i, Key::The) { i + 1 } else { i };
    if matches!(lexemes.key(at), Some(Key::This | Key::Fiscal)) {
        at += 1;
    }
    let ordinal = match lexemes.lex(at) {
        Lex::Ordinal(n @ 1..=4) => i8::try_from(n).ok()?,
        Lex::Key(Key::Second) => 2,
        Lex::Key(Key::Final) => 4,
        _ => return None,
    };
    at = if lexemes.hyphen(at + 1) {
        at + 2
    } else {
        at + 1
    };
    if lexemes.is(at, Key::Fiscal) {
        at += 1;
    }
    let half = match lexemes.key(at)? {
        Key::Quarter => false,
        Key::Half if ordinal <= 2 || lexemes.is(at - 1, Key::Final) => true,
        _ => return None,
    };
    let (year, to, written) = year(lexemes, at + 1);
    let compound = lexemes.hyphen(at.wrapping_sub(1));
    if half && year == YearRef::Unsaid && !compound {
        return None;
    }
    let point = if half {
        Point::Half {
            half: ordinal.min(2),
            year,
        }
    } else {
        Point::Quarter {
            quarter: ordinal,
            year,
        }
    };
    let mut place = Place::new(point, to);
    place.written.year = written;
    Some(place)
}

/// `the 1988 third quarter`
fn year_first(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let at = if lexemes.is(i, Key::The) { i + 1 } else { i };
    let Lex::Digits(value @ 1900..=2199, 4) = lexemes.lex(at) else {
        return None;
    };
    let mut place = quarter(lexemes, at + 1)?;
    let year = i16::try_from(value).ok()?;
    match &mut place.point {
        Point::Quarter {
            year: unsaid @ YearRef::Unsaid,
            ..
        }
        | Point::Half {
            year: unsaid @ YearRef::Unsaid,
            ..
        } => {
            *unsaid = YearRef::Year(year);
        }
        _ => return None,
    }
    place.written.year = Some((year, lexemes.range(at)));
    Some(place)
}

/// `the quarter`: the one that the passage speaks of.
fn the_quarter(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let free = !lexemes.is(i + 2, Key::Of) && !lexemes.hyphen(i + 2);
    (lexemes.is(i, Key::The) && lexemes.is(i + 1, Key::Quarter) && free).then(|| {
        Place::new(
            Point::Shifted {
                unit: Unit::Quarter,
                by: 0,
                from: Origin::Mention,
            },
            i + 2,
        )
    })
}

/// `of 1990`, `1990`, `of last year`
fn year(lexemes: &Lexemes, i: usize) -> (YearRef, usize, Option<(i16, text_size::TextRange)>) {
    let at = if lexemes.is(i, Key::Of) { i + 1 } else { i };
    let at = if lexemes.is(at, Key::Fiscal) {
        at + 1
    } else {
        at
    };
    if let Lex::Digits(value @ 1900..=2199, 4) = lexemes.lex(at) {
        let year = i16::try_from(value).unwrap_or(i16::MAX);
        return (YearRef::Year(year), at + 1, Some((year, lexemes.range(at))));
    }
    if let Some((year, to)) = calendar::relative_year(lexemes, at) {
        return (year, to, None);
    }
    (YearRef::Unsaid, i, None)
}
