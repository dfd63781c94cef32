//! Lengths of time: `two years`, `24-day`, `the past two months`, `several weeks`, `12 to 18 months`.

use super::{Found, Place, calendar, edge, number};
use crate::{
    form::{Amount, Form, Modifier, Point, Unit},
    lexer::{Case, Lexemes},
    lexicon::{Key, Lex},
};

pub(super) fn read(lexemes: &Lexemes, i: usize) -> Option<Found> {
    let (modifier, at) = edge::approximation(lexemes, i).map_or((None, i), |(m, to)| (Some(m), to));
    compound(lexemes, at, modifier)
        .or_else(|| selected(lexemes, at, modifier))
        .or_else(|| counted(lexemes, at, modifier))
        .or_else(|| quarter_century(lexemes, at, modifier))
        .or_else(|| first_of_two(lexemes, at, modifier))
        .or_else(|| bare_plural(lexemes, at, modifier))
}

fn duration(amount: Amount, unit: Unit, modifier: Option<Modifier>, to: usize) -> Option<Found> {
    Some(Found::new(
        Form::Duration {
            amount,
            unit,
            modifier,
        },
        to,
    ))
}

/// `two-year`, `24-day`, `decades-long`, `day-long`, `centuries-old`
fn compound(lexemes: &Lexemes, i: usize, modifier: Option<Modifier>) -> Option<Found> {
    if let Lex::Spanning(unit) = lexemes.lex(i) {
        return duration(Amount::Exact(1), unit, modifier, i + 1);
    }
    if let Some((unit, plural)) = number::unit(lexemes, i)
        && lexemes.hyphen(i + 1)
        && (lexemes.is(i + 2, Key::Long) || (plural && lexemes.is(i + 2, Key::Old)))
    {
        return duration(
            if plural {
                Amount::Vague
            } else {
                Amount::Exact(1)
            },
            unit,
            modifier,
            i + 3,
        );
    }
    let (amount, at) =
        number::amount(lexemes, i).filter(|(_, at)| *at > i && lexemes.hyphen(*at))?;
    let (unit, plural) = number::unit(lexemes, at + 1)?;
    // `three-quarters` is a fraction, `twenty-second` an ordinal.
    if (unit == Unit::Quarter && plural) || (unit == Unit::Second && !plural) {
        return None;
    }
    let to = at + 2;
    let to = if lexemes.hyphen(to) && lexemes.is(to + 1, Key::Long) {
        to + 2
    } else {
        to
    };
    if lexemes.hyphen(to) {
        return None;
    }
    duration(amount, unit, modifier, to)
}

/// `the past two months`, `the next four years`, `recent days`, `the past decade`, `the first three years`
fn selected(lexemes: &Lexemes, i: usize, modifier: Option<Modifier>) -> Option<Found> {
    let the = lexemes.is(i, Key::The);
    let at = if the { i + 1 } else { i };
    if let Some(found) = counted_first(lexemes, at, modifier).filter(|_| the) {
        return Some(found);
    }
    let counts = match lexemes.lex(at) {
        Lex::Key(
            Key::Past
            | Key::Last
            | Key::Next
            | Key::Coming
            | Key::Following
            | Key::Previous
            | Key::Final,
        ) => true,
        Lex::Key(Key::Recent | Key::These) => false,
        Lex::Ordinal(1) => true,
        _ => return None,
    };
    if let Some((amount, unit_at)) =
        number::amount(lexemes, at + 1).filter(|(a, _)| counts && *a != Amount::Exact(1))
        && let Some((unit, _)) = number::unit(lexemes, unit_at)
    {
        return duration(amount, unit, modifier, of_year(lexemes, unit_at + 1));
    }
    match lexemes.lex(at + 1) {
        Lex::Units(unit) if !matches!(lexemes.lex(at), Lex::Ordinal(_)) => {
            duration(Amount::Vague, unit, modifier, at + 2)
        }
        Lex::Unit(unit)
            if lexemes.is(at, Key::Past)
                || (the
                    && unit >= Unit::Decade
                    && matches!(lexemes.key(at), Some(Key::Last | Key::Next))) =>
        {
            duration(Amount::Exact(1), unit, modifier, at + 2)
        }
        _ => None,
    }
}

/// `the` **`four previous weeks`**
fn counted_first(lexemes: &Lexemes, i: usize, modifier: Option<Modifier>) -> Option<Found> {
    let (amount, at) = number::amount(lexemes, i)?;
    let chosen = matches!(
        lexemes.key(at)?,
        Key::Past | Key::Last | Key::Next | Key::Following | Key::Previous | Key::Final
    );
    let (unit, plural) = number::unit(lexemes, at + 1)?;
    (chosen && plural)
        .then(|| duration(amount, unit, modifier, at + 2))
        .flatten()
}

/// `the first ten months` **`of 1915`**: the year or month belongs to it.
fn of_year(lexemes: &Lexemes, to: usize) -> usize {
    let inside = |place: Place| match place.point {
        Point::Date {
            day: None,
            weekday: None,
            ..
        } => Some(place.to),
        _ => None,
    };
    if !lexemes.is(to, Key::Of) {
        return to;
    }
    calendar::read(lexemes, to + 1)
        .and_then(inside)
        .unwrap_or(to)
}

/// `two years`, `a week`, `several days`, `half an hour`, `two more weeks`
fn counted(lexemes: &Lexemes, i: usize, modifier: Option<Modifier>) -> Option<Found> {
    let (amount, at) = number::amount(lexemes, i)?;
    let (unit, plural) = number::unit(lexemes, at)?;
    if lexemes.hyphen(at + 1) {
        return None;
    }
    // `three quarters` is a fraction.
    if unit == Unit::Quarter && !lexemes.is(at - 1, Key::Consecutive) {
        return None;
    }
    // `A second` and `one second` are more often an ordinal.
    if unit == Unit::Second && !plural {
        return None;
    }
    // A programme's name: `on “60 Minutes”`.
    if lexemes.before(i, 1) == Lex::Quote && lexemes.case(at) == Case::Initial && plural {
        return None;
    }
    let (amount, to) = half_after(lexemes, amount, at + 1);
    duration(amount, unit, modifier, to)
}

/// `a quarter century`, `a quarter of a century`
fn quarter_century(lexemes: &Lexemes, i: usize, modifier: Option<Modifier>) -> Option<Found> {
    if !(lexemes.is(i, Key::A) && lexemes.is(i + 1, Key::Quarter)) {
        return None;
    }
    let at = if lexemes.is(i + 2, Key::Of) && lexemes.is(i + 3, Key::A) {
        i + 4
    } else if lexemes.hyphen(i + 2) {
        i + 3
    } else {
        i + 2
    };
    (lexemes.lex(at) == Lex::Unit(Unit::Century))
        .then(|| duration(Amount::Exact(25), Unit::Year, modifier, at + 1))
        .flatten()
}

/// `a year and a half`
fn half_after(lexemes: &Lexemes, amount: Amount, to: usize) -> (Amount, usize) {
    match amount {
        Amount::Exact(n)
            if lexemes.is(to, Key::And)
                && lexemes.is(to + 1, Key::A)
                && lexemes.is(to + 2, Key::Half) =>
        {
            (
                Amount::Tenths(n.saturating_mul(10).saturating_add(5)),
                to + 3,
            )
        }
        _ => (amount, to),
    }
}

/// The first number of `12 to 18 months`, `between 60 and 90 days`, `a six- to nine-month delay`, `three-to-five years`.
fn first_of_two(lexemes: &Lexemes, i: usize, modifier: Option<Modifier>) -> Option<Found> {
    let (first, to) = number::whole(lexemes, i)?;
    let compound = lexemes.lex(to) == Lex::Hyphen && lexemes.glued(to);
    let join = if compound && lexemes.key(to + 1).is_some() {
        to + 1
    } else {
        to
    };
    let joined = lexemes.lex(join) == Lex::Hyphen
        || match lexemes.key(join) {
            Some(Key::To | Key::Or) => true,
            Some(Key::And) => lexemes.key_before(i, 1) == Some(Key::Between),
            _ => false,
        };
    let second_at = if lexemes.hyphen(join + 1) {
        join + 2
    } else {
        join + 1
    };
    let (second, at) = number::whole(lexemes, second_at)?;
    let unit = if compound && lexemes.hyphen(at) {
        number::unit(lexemes, at + 1)?.0
    } else {
        number::unit(lexemes, at).filter(|(_, plural)| *plural)?.0
    };
    (joined && first < second)
        .then(|| duration(Amount::Exact(first), unit, modifier, to))
        .flatten()
}

/// `for years`, `in decades`, `in the weeks before`: a plural that a preposition makes a length of time.
fn bare_plural(lexemes: &Lexemes, i: usize, modifier: Option<Modifier>) -> Option<Found> {
    let at = if lexemes.is(i, Key::The) { i + 1 } else { i };
    let Lex::Units(unit) = lexemes.lex(at) else {
        return None;
    };
    let led = matches!(
        lexemes.key_before(i, 1),
        Some(
            Key::For
                | Key::In
                | Key::Of
                | Key::After
                | Key::Within
                | Key::Over
                | Key::During
                | Key::Through
        )
    );
    // `the years 1950-53` are a range.
    let numbered = matches!(lexemes.lex(at + 1), Lex::Digits(..));
    (led && unit > Unit::Second && !numbered)
        .then(|| duration(Amount::Vague, unit, modifier, at + 1))
        .flatten()
}
