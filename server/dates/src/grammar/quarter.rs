//! Quarters, halves and fiscal years: `third-quarter`, `the first quarter of 1990`, `Q3`, `the latter half of 2008`,
//! `fiscal 1989`, `the year-ago period`.

use text_size::TextRange;

use super::{Place, calendar};
use crate::{
    form::{Origin, Point, Unit, YearRef},
    lexer::Lexemes,
    lexicon::{Key, Lex},
};

/// A year, the lexeme after it, and where it is written if it is written.
type Year = (YearRef, usize, Option<(i16, TextRange)>);

pub(super) fn read(lexemes: &Lexemes, i: usize) -> Option<Place> {
    fiscal(lexemes, i)
        .or_else(|| fiscal_year(lexemes, i))
        .or_else(|| part_of_year(lexemes, i))
        .or_else(|| year_first(lexemes, i))
        .or_else(|| same_period(lexemes, i))
        .or_else(|| the_quarter(lexemes, i))
}

/// `fiscal 1989`, `fiscal year 1989`
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
    let year = modern_year(lexemes, year_at)?;
    let mut place = Place::new(
        Point::FiscalYear {
            year: YearRef::Year(year),
        },
        year_at + 1,
    );
    place.written.year = Some((year, lexemes.range(year_at)));
    Some(place)
}

/// `the current fiscal year`, `last fiscal year`, `the 1990 fiscal year`
fn fiscal_year(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let the = lexemes.is(i, Key::The);
    let at = if the { i + 1 } else { i };
    let (year, at, written) = match lexemes.key(at) {
        Some(Key::Fiscal) if the => (shifted(0), at, None),
        Some(Key::This | Key::Current) => (shifted(0), at + 1, None),
        Some(Key::Last | Key::Previous | Key::Latest) => (shifted(-1), at + 1, None),
        Some(Key::Next | Key::Coming | Key::Upcoming) => (shifted(1), at + 1, None),
        _ => {
            let year = modern_year(lexemes, at)?;
            (YearRef::Year(year), at + 1, Some((year, lexemes.range(at))))
        }
    };
    let unit_at = if lexemes.hyphen(at + 1) {
        at + 2
    } else {
        at + 1
    };
    if !lexemes.is(at, Key::Fiscal) || lexemes.lex(unit_at) != Lex::Unit(Unit::Year) {
        return None;
    }
    let mut place = Place::new(Point::FiscalYear { year }, unit_at + 1);
    place.written.year = written;
    Some(place)
}

fn shifted(by: i32) -> YearRef {
    YearRef::Shifted {
        by,
        from: Origin::Publication,
    }
}

fn modern_year(lexemes: &Lexemes, i: usize) -> Option<i16> {
    match lexemes.lex(i) {
        Lex::Digits(value @ 1900..=2199, 4) => i16::try_from(value).ok(),
        _ => None,
    }
}

/// `third-quarter`, `the final quarter of 2012`, `Q3 2012`, `the latter half of last year`
fn part_of_year(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let (number, half, certain, at) = code(lexemes, i).or_else(|| name(lexemes, i))?;
    let (year, to, written) = year(lexemes, at);
    // `the first half` without a year is as often that of a game.
    if year == YearRef::Unsaid && !certain {
        return None;
    }
    let point = if half {
        Point::Half { half: number, year }
    } else {
        Point::Quarter {
            quarter: number,
            year,
        }
    };
    let mut place = Place::new(point, to);
    place.written.year = written;
    Some(place)
}

/// `Q3`: the number, whether it is a half, that it needs no year, and the lexeme after it.
fn code(lexemes: &Lexemes, i: usize) -> Option<(i8, bool, bool, usize)> {
    match lexemes.lex(i) {
        // `H1` alone is as often a visa.
        Lex::PartOfYear(number, half) if lexemes.capital(i) => Some((number, half, !half, i + 1)),
        _ => None,
    }
}

/// `the third quarter`, `first-half`, `the last quarter`: as [`code`].
fn name(lexemes: &Lexemes, i: usize) -> Option<(i8, bool, bool, usize)> {
    let mut at = if lexemes.is(i, Key::The) { i + 1 } else { i };
    if matches!(lexemes.key(at), Some(Key::This | Key::Fiscal)) {
        at += 1;
    }
    // `the last quarter` alone is the one before this.
    let (ordinal, certain) = match lexemes.lex(at) {
        Lex::Ordinal(n @ 1..=4) => (i8::try_from(n).ok()?, true),
        Lex::Key(Key::Second) => (2, true),
        Lex::Key(Key::Final) => (4, true),
        Lex::Key(Key::Last | Key::Latter) => (4, false),
        _ => return None,
    };
    let compound = lexemes.hyphen(at + 1);
    at += if compound { 2 } else { 1 };
    if lexemes.is(at, Key::Fiscal) {
        at += 1;
    }
    match lexemes.key(at)? {
        Key::Quarter => Some((ordinal, false, certain, at + 1)),
        Key::Half if ordinal <= 2 => Some((ordinal, true, compound, at + 1)),
        Key::Half if !compound => Some((2, true, false, at + 1)),
        _ => None,
    }
}

/// `the 1988 third quarter`, `the 1988 quarter`, `2012 Q3`
fn year_first(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let the = lexemes.is(i, Key::The);
    let at = if the { i + 1 } else { i };
    let year = modern_year(lexemes, at)?;
    let written = Some((year, lexemes.range(at)));
    if the && matches!(lexemes.key(at + 1), Some(Key::Quarter | Key::Period)) {
        let mut place = Place::new(
            Point::SamePeriod {
                year: YearRef::Year(year),
                quarter: lexemes.is(at + 1, Key::Quarter),
            },
            at + 2,
        );
        place.written.year = written;
        return Some(place);
    }
    let mut place = part_of_year(lexemes, at + 1)?;
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
    place.written.year = written;
    Some(place)
}

/// `the year-ago quarter`, `the year-earlier period`, `the same period last year`, `the same quarter a year earlier`
fn same_period(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let the = lexemes.is(i, Key::The);
    let at = if the { i + 1 } else { i };
    let period = |at: usize| matches!(lexemes.key(at), Some(Key::Quarter | Key::Period));
    let place = |year: YearRef, noun: usize, to: usize| {
        let quarter = lexemes.is(noun, Key::Quarter);
        Place::new(Point::SamePeriod { year, quarter }, to)
    };
    let back = || YearRef::Shifted {
        by: -1,
        from: Origin::Publication,
    };
    if lexemes.lex(at) == Lex::Unit(Unit::Year)
        && lexemes.hyphen(at + 1)
        && matches!(lexemes.key(at + 2), Some(Key::Ago | Key::Earlier))
        && period(at + 3)
    {
        return Some(place(back(), at + 3, at + 4));
    }
    if !(the && lexemes.is(at, Key::Same) && period(at + 1)) {
        return None;
    }
    let (year, to, written) = if lexemes.is(at + 2, Key::A)
        && lexemes.lex(at + 3) == Lex::Unit(Unit::Year)
        && matches!(lexemes.key(at + 4), Some(Key::Ago | Key::Earlier))
    {
        (back(), at + 5, None)
    } else if lexemes.is(at + 2, Key::In) {
        let year = modern_year(lexemes, at + 3)?;
        let written = Some((year, lexemes.range(at + 3)));
        (YearRef::Year(year), at + 4, written)
    } else {
        self::year(lexemes, at + 2)
    };
    if year == YearRef::Unsaid {
        return None;
    }
    let mut place = place(year, at + 1, to);
    place.written.year = written;
    Some(place)
}

/// `the quarter`, `the latest quarter`: the one that the passage speaks of.
fn the_quarter(lexemes: &Lexemes, i: usize) -> Option<Place> {
    if !lexemes.is(i, Key::The) {
        return None;
    }
    let at = match lexemes.key(i + 1)? {
        Key::Latest => i + 2,
        _ => i + 1,
    };
    let free = !lexemes.is(at + 1, Key::Of) && !lexemes.hyphen(at + 1);
    (lexemes.is(at, Key::Quarter) && free).then(|| {
        Place::new(
            Point::Shifted {
                unit: Unit::Quarter,
                by: 0,
                from: Origin::Mention,
            },
            at + 1,
        )
    })
}

/// `of 1990`, `1990`, `of last year`, `of the year`
fn year(lexemes: &Lexemes, i: usize) -> Year {
    let of = lexemes.is(i, Key::Of);
    let at = if of { i + 1 } else { i };
    let at = if lexemes.is(at, Key::Fiscal) {
        at + 1
    } else {
        at
    };
    if let Some(year) = modern_year(lexemes, at) {
        return (YearRef::Year(year), at + 1, Some((year, lexemes.range(at))));
    }
    if of && lexemes.is(at, Key::The) && lexemes.lex(at + 1) == Lex::Unit(Unit::Year) {
        return (shifted(0), at + 2, None);
    }
    match calendar::relative_year(lexemes, at) {
        Some((year, to)) => (year, to, None),
        None => (YearRef::Unsaid, i, None),
    }
}
