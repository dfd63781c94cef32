//! Years as written: `1998`, `480 BC`, `AD 70`, `'82`, `nineteen ninety-six`, and the numbers that are none.

use super::{
    Parts,
    counted::{counts_something, is_counted},
};
use crate::{
    form::Unit,
    grammar::{Place, number},
    lexer::{Case, Lexemes},
    lexicon::{Key, Lex},
};

/// A year in digits, with or without its era, and the lexeme after it.
pub(super) fn written_year(lexemes: &Lexemes, i: usize) -> Option<(i16, usize)> {
    if let Some(era) = with_era(lexemes, i) {
        return Some(era);
    }
    match lexemes.lex(i) {
        Lex::Digits(value @ 1000..=2199, 4) => Some((i16::try_from(value).ok()?, i + 1)),
        Lex::Quote => short_year(lexemes, i),
        _ => None,
    }
}

/// The year written at `i`, where a season or quarter before it promises one.
pub(in crate::grammar) fn year_at(lexemes: &Lexemes, i: usize) -> Option<(i16, usize)> {
    written_year(lexemes, i).filter(|(_, to)| !counts_something(lexemes, *to))
}

/// `480 BC`, `AD 70`, `70 AD`
fn with_era(lexemes: &Lexemes, i: usize) -> Option<(i16, usize)> {
    if lexemes.is(i, Key::Ad) && lexemes.case(i) == Case::Upper {
        if let Lex::Digits(year @ 1..=2199, _) = lexemes.lex(i + 1) {
            return Some((i16::try_from(year).ok()?, i + 2));
        }
        return None;
    }
    let Lex::Digits(year @ 1..=9998, _) = lexemes.lex(i) else {
        return None;
    };
    let (bc, to) = era(lexemes, i + 1)?;
    let year = i16::try_from(year).ok()?;
    Some((if bc { 1 - year } else { year }, to))
}

/// The era at `i`: true is before Christ.
fn era(lexemes: &Lexemes, i: usize) -> Option<(bool, usize)> {
    if lexemes.case(i) != Case::Upper {
        return None;
    }
    match lexemes.key(i)? {
        Key::Bc => Some((true, i + 1)),
        Key::Ad => Some((false, i + 1)),
        _ => None,
    }
}

/// `'82`
pub(super) fn short_year(lexemes: &Lexemes, i: usize) -> Option<(i16, usize)> {
    let apostrophe = matches!(lexemes.str(i), "'" | "’" | "‘");
    match lexemes.lex(i + 1) {
        Lex::Digits(value @ 0..=99, 2)
            if apostrophe && lexemes.glued(i + 1) && !is_counted(lexemes, i + 2) =>
        {
            let century = if value <= 29 { 2000 } else { 1900 };
            Some((century + i16::try_from(value).ok()?, i + 2))
        }
        _ => None,
    }
}

/// A year as a place, its digits in `from..to`.
pub(in crate::grammar) fn year_place(
    lexemes: &Lexemes,
    year: i16,
    from: usize,
    to: usize,
) -> Place {
    let mut parts = Parts {
        to,
        ..Parts::default()
    };
    parts.written.year = Some((year, lexemes.cover(from, to)));
    parts.place()
}

/// A year that stands for itself.
pub(super) fn year_alone(lexemes: &Lexemes, i: usize) -> Option<Place> {
    // `the year 1950`, `the years 1950-53`
    if lexemes.is(i, Key::The)
        && matches!(
            lexemes.lex(i + 1),
            Lex::Unit(Unit::Year) | Lex::Units(Unit::Year)
        )
    {
        let (year, to) = written_year(lexemes, i + 2)?;
        return Some(year_place(lexemes, year, i + 2, to));
    }
    let parts = |year: i16, to: usize| year_place(lexemes, year, i, to);
    if let Some((year, to)) = with_era(lexemes, i)
        .or_else(|| before_era(lexemes, i))
        .or_else(|| spelled(lexemes, i))
    {
        return Some(parts(year, to));
    }
    if lexemes.lex(i) == Lex::Quote {
        // `Euro '96`, `iLife '11` are names.
        let free = !lexemes.glued(i)
            && lexemes.lex(i + 2) != Lex::Quote
            && !(lexemes.before(i, 1) == Lex::Other && lexemes.capital(i.wrapping_sub(1)));
        return short_year(lexemes, i)
            .filter(|_| free)
            .map(|(year, to)| parts(year, to));
    }
    let Lex::Digits(value @ 1000..=2199, 4) = lexemes.lex(i) else {
        return None;
    };
    is_year(lexemes, i, value)
        .then(|| i16::try_from(value).ok())
        .flatten()
        .map(|year| parts(year, i + 1))
}

/// Whether four digits are a year and no quantity.
fn is_year(lexemes: &Lexemes, i: usize, value: u32) -> bool {
    let before = lexemes.before(i, 1);
    let next = lexemes.lex(i + 1);
    let led = matches!(
        before,
        Lex::Key(
            Key::In
                | Key::Since
                | Key::Until
                | Key::By
                | Key::During
                | Key::Early
                | Key::Late
                | Key::Mid
                | Key::Before
                | Key::After
                | Key::Of
                | Key::From
                | Key::Between
                | Key::Fiscal
                | Key::Through
                | Key::Circa
                | Key::The
        ) | Lex::Season(_)
            | Lex::Open
    );
    if matches!(before, Lex::Dollar)
        || matches!(next, Lex::Percent | Lex::Meridiem(_) | Lex::Zone(_))
    {
        return false;
    }
    if matches!(
        before,
        Lex::Key(Key::Than | Key::Least | Key::Nearly | Key::Almost | Key::Some | Key::Over)
    ) {
        return false;
    }
    // `1990-model` is no year; `1998--when` and the second end of `between 1999 and 2005-under` are.
    let ends_range = matches!(before, Lex::Key(Key::And | Key::To))
        && matches!(lexemes.before(i, 2), Lex::Digits(1700..=2035, 4));
    if lexemes.hyphen(i + 1)
        && !lexemes.hyphen(i + 2)
        && !ends_range
        && !matches!(
            lexemes.lex(i + 2),
            Lex::Digits(..) | Lex::Month(_) | Lex::MonthOrWord(_)
        )
    {
        return false;
    }
    // `G-2000`, `555-1989`
    if before == Lex::Hyphen && lexemes.glued(i) && lexemes.glued(i - 1) {
        match lexemes.before(i, 2) {
            Lex::Other => return false,
            Lex::Digits(_, width) if width != 4 => return false,
            _ => {}
        }
    }
    let modern = (1700..=2035).contains(&value);
    let recent = (1950..=2035).contains(&value);
    let counted = if recent || (led && modern) {
        counts_something(lexemes, i + 1)
    } else {
        is_counted(lexemes, i + 1)
    };
    if counted || lexemes.str(i.wrapping_sub(1)).eq_ignore_ascii_case("no.") {
        return false;
    }
    // A digit group or a part number goes on: `1999 2000` may, `1999-2000-3` may not.
    if matches!(next, Lex::Slash)
        && lexemes.glued(i + 1)
        && !matches!(lexemes.lex(i + 2), Lex::Digits(..))
    {
        return false;
    }
    let named = matches!(before, Lex::Other) && lexemes.capital(i.wrapping_sub(1));
    match value {
        1900..=2035 => !(named && named_product(lexemes, i)),
        1700..=1899 => true,
        _ => {
            led || matches!(
                before,
                Lex::Key(Key::And | Key::To | Key::Around | Key::About)
            )
        }
    }
}

/// `Office 2007`, `Windows 2000`: a name that sells by its year.
fn named_product(lexemes: &Lexemes, i: usize) -> bool {
    matches!(
        lexemes.str(i - 1),
        "Windows"
            | "Office"
            | "Server"
            | "Boeing"
            | "Peugeot"
            | "Route"
            | "Highway"
            | "Flight"
            | "Vista"
            | "Studio"
            | "Resolution"
            | "Room"
            | "Page"
            | "Model"
            | "Nokia"
            | "Exchange"
    )
}

/// The first of two years that share their era: `490 and 480 BC`, `149–146 BC`.
fn before_era(lexemes: &Lexemes, i: usize) -> Option<(i16, usize)> {
    let Lex::Digits(year @ 1..=9998, 1..=4) = lexemes.lex(i) else {
        return None;
    };
    let joined = lexemes.lex(i + 1) == Lex::Hyphen
        || matches!(
            lexemes.key(i + 1),
            Some(Key::And | Key::To | Key::Or | Key::Until)
        );
    let Lex::Digits(second, _) = lexemes.lex(i + 2) else {
        return None;
    };
    let (bc, _) = era(lexemes, i + 3)?;
    let year = i16::try_from(year).ok()?;
    let ordered = if bc {
        i32::from(year) > second as i32
    } else {
        (year as i32) < second as i32
    };
    (joined && ordered).then_some((if bc { 1 - year } else { year }, i + 1))
}

/// `nineteen ninety-six`, `nineteen-ninety six`
fn spelled(lexemes: &Lexemes, i: usize) -> Option<(i16, usize)> {
    let Lex::Number(century @ 13..=20) = lexemes.lex(i) else {
        return None;
    };
    let at = if lexemes.hyphen(i + 1) { i + 2 } else { i + 1 };
    let Lex::Number(tens @ 10..=90) = lexemes.lex(at) else {
        return None;
    };
    let (rest, to) = number::whole(lexemes, at)?;
    (tens <= rest && rest < 100 && number::unit(lexemes, to).is_none())
        .then(|| Some((i16::try_from(century * 100 + rest).ok()?, to)))
        .flatten()
}
