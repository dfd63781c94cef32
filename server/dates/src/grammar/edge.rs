//! Which part of a time is meant: `early`, `late`, `mid-`, `the end of`, `earlier this year`, `almost four years ago`.

use super::{Found, Place, number, place, relative};
use crate::{
    form::{Amount, Form, Modifier, Point, Unit},
    lexer::Lexemes,
    lexicon::{Key, Lex},
};

pub(super) fn read(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let at = if lexemes.is(i, Key::The) { i + 1 } else { i };
    let found = adjective(lexemes, at)
        .or_else(|| noun(lexemes, at))
        .or_else(|| {
            if at == i {
                comparative(lexemes, i).or_else(|| how_exactly(lexemes, i))
            } else {
                None
            }
        })
        .or_else(|| weekend(lexemes, i));
    // `the` belongs to a month or year only if more words need it.
    found
}

/// `early 1990s`, `late last month`, `mid-August`, `early in the year`
fn adjective(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let edge = match lexemes.key(i)? {
        Key::Early => Modifier::Start,
        Key::Late => Modifier::End,
        Key::Mid => Modifier::Mid,
        _ => return None,
    };
    let mut at = if lexemes.lex(i + 1) == Lex::Hyphen {
        i + 2
    } else {
        i + 1
    };
    let mut inside = None;
    if lexemes.is(at, Key::In) {
        at += 1;
        inside = relative::the_unit(lexemes, at);
    }
    let mut found = place(lexemes, at).or(inside)?;
    if matches!(found.point, Point::Reference(_)) || found.edge.is_some() {
        return None;
    }
    found.edge = Some(edge);
    Some(found)
}

/// `the end of March`, `the beginning of this year`, `the early part of the decade`
fn noun(lexemes: &Lexemes, i: usize) -> Option<Place> {
    if let Some(found) = end_unit(lexemes, i) {
        return Some(found);
    }
    let (edge, of) = match (lexemes.key(i)?, lexemes.str(i + 1)) {
        (Key::Beginning, _) => (Modifier::Start, i + 1),
        (Key::End, _) => (Modifier::End, i + 1),
        (Key::Middle, _) => (Modifier::Mid, i + 1),
        // `the rest of the year`
        (Key::Remainder, _) => (Modifier::End, i + 1),
        (Key::Early, "part" | "days" | "months" | "hours" | "years") => (Modifier::Start, i + 2),
        (Key::Late | Key::Later, "part" | "days" | "months" | "years") => (Modifier::End, i + 2),
        _ => return None,
    };
    if !lexemes.is(of, Key::Of) {
        return None;
    }
    let mut found = place(lexemes, of + 1).or_else(|| relative::the_unit(lexemes, of + 1))?;
    if matches!(found.point, Point::Reference(_)) {
        return None;
    }
    found.edge = Some(edge);
    Some(found)
}

/// `the last week of August`, `the first days of 1990`
fn end_unit(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let edge = match lexemes.lex(i) {
        Lex::Ordinal(1) => Modifier::Start,
        Lex::Key(Key::Last | Key::Final) => Modifier::End,
        _ => return None,
    };
    let (unit, _) = number::unit(lexemes, i + 1)?;
    if !lexemes.is(i + 2, Key::Of) || unit < Unit::Day || unit > Unit::Month {
        return None;
    }
    let mut found = place(lexemes, i + 3).or_else(|| relative::the_unit(lexemes, i + 3))?;
    if matches!(found.point, Point::Reference(_)) {
        return None;
    }
    found.edge = Some(edge);
    Some(found)
}

/// `earlier this year`, `later that month`, `later in the year`
fn comparative(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let edge = match lexemes.key(i)? {
        Key::Earlier => Modifier::Start,
        Key::Later => Modifier::End,
        _ => return None,
    };
    let mut found = if lexemes.is(i + 1, Key::In) {
        relative::the_unit(lexemes, i + 2).or_else(|| place(lexemes, i + 2))?
    } else {
        place(lexemes, i + 1)?
    };
    match found.point {
        Point::Shifted { unit, .. } if unit > Unit::Day => found.edge = Some(edge),
        Point::Shifted { .. } | Point::Season { .. } => {}
        Point::Date { .. } if lexemes.is(i + 1, Key::In) => {}
        _ => return None,
    }
    Some(found)
}

/// `almost four years ago`, `more than a year earlier`
fn how_exactly(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let (modifier, at) = approximation(lexemes, i)?;
    let mut found = place(lexemes, at)?;
    let Point::Offset { .. } = found.point else {
        return None;
    };
    found.edge = Some(modifier);
    Some(found)
}

/// The words for how exactly an amount is meant, and the lexeme after them.
pub(super) fn approximation(lexemes: &Lexemes, i: usize) -> Option<(Modifier, usize)> {
    match (lexemes.key(i)?, lexemes.key(i + 1)) {
        (Key::Almost | Key::Nearly, _) => Some((Modifier::LessThan, i + 1)),
        (Key::At, Some(Key::Least)) => Some((Modifier::EqualOrMore, i + 2)),
        (Key::More, Some(Key::Than)) => Some((Modifier::MoreThan, i + 2)),
        (Key::Less, Some(Key::Than)) => Some((Modifier::LessThan, i + 2)),
        // `over two years`; but `over the next year` and `over several years` say when, not how long.
        (Key::Over, _) => number::amount(lexemes, i + 1)
            .filter(|(amount, _)| *amount != Amount::Vague)
            .map(|_| (Modifier::MoreThan, i + 1)),
        _ => None,
    }
}

/// `about`, `around`, `roughly` before an expression stand outside it and say how exactly it is meant.
pub(super) fn hedged(lexemes: &Lexemes, i: usize, mut found: Found) -> Found {
    let hedge = matches!(
        lexemes.key_before(i, 1),
        Some(Key::About | Key::Around | Key::Roughly | Key::Circa)
    );
    if let (
        true,
        Form::Date {
            edge: edge @ None, ..
        }
        | Form::Duration {
            modifier: edge @ None,
            ..
        },
    ) = (hedge, &mut found.form)
    {
        *edge = Some(Modifier::Approx);
    }
    found
}

/// `the weekend`
fn weekend(lexemes: &Lexemes, i: usize) -> Option<Place> {
    (lexemes.is(i, Key::The) && lexemes.is(i + 1, Key::Weekend))
        .then(|| Place::new(Point::Weekend { by: None }, i + 2))
}
