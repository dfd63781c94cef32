//! Lengths of time: `two years`, `24-day`, `the past two months`, `several weeks`, `12 to 18 months`.

use super::{Found, Place, calendar, edge, number};
use crate::{
    form::{Amount, Form, Modifier, Point, Unit},
    lexer::Lexemes,
    lexicon::{Key, Lex},
};

pub(super) fn read(lexemes: &Lexemes, i: usize) -> Option<Found> {
    let (modifier, at) = edge::approximation(lexemes, i).map_or((None, i), |(m, to)| (Some(m), to));
    compound(lexemes, at, modifier)
        .or_else(|| selected(lexemes, at, modifier))
        .or_else(|| counted(lexemes, at, modifier))
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

/// `two-year`, `24-day`, `decades-long`, `day-long`
fn compound(lexemes: &Lexemes, i: usize, modifier: Option<Modifier>) -> Option<Found> {
    if let Lex::Spanning(unit) = lexemes.lex(i) {
        return duration(Amount::Exact(1), unit, modifier, i + 1);
    }
    if let Some((unit, plural)) = number::unit(lexemes, i)
        && lexemes.hyphen(i + 1)
        && lexemes.is(i + 2, Key::Long)
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
    let (unit, _) = number::unit(lexemes, at + 1)?;
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
    let (amount, to) = half_after(lexemes, amount, at + 1);
    duration(amount, unit, modifier, to)
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

/// The first number of `12 to 18 months`.
fn first_of_two(lexemes: &Lexemes, i: usize, modifier: Option<Modifier>) -> Option<Found> {
    let (first, to) = number::whole(lexemes, i)?;
    let joined =
        lexemes.lex(to) == Lex::Hyphen || matches!(lexemes.key(to), Some(Key::To | Key::Or));
    let (second, at) = number::whole(lexemes, to + 1)?;
    let (unit, true) = number::unit(lexemes, at)? else {
        return None;
    };
    (joined && first < second)
        .then(|| duration(Amount::Exact(first), unit, modifier, to))
        .flatten()
}

/// `for years`, `in decades`: a plural that a preposition makes a length of time.
fn bare_plural(lexemes: &Lexemes, i: usize, modifier: Option<Modifier>) -> Option<Found> {
    let Lex::Units(unit) = lexemes.lex(i) else {
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
    (led && unit > Unit::Second)
        .then(|| duration(Amount::Vague, unit, modifier, i + 1))
        .flatten()
}
