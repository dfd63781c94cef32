//! Decades and centuries: `the 1990s`, `the '60s`, `the nineties`, `the 20th century`.

use super::Place;
use crate::{
    form::{Point, Unit},
    lexer::{Case, Lexemes},
    lexicon::{Key, Lex},
};

pub(super) fn read(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let at = if lexemes.is(i, Key::The) { i + 1 } else { i };
    let edge = match lexemes.key(at) {
        _ if at == i => None,
        Some(Key::Early) => Some(crate::form::Modifier::Start),
        Some(Key::Late) => Some(crate::form::Modifier::End),
        Some(Key::Mid | Key::Middle) => Some(crate::form::Modifier::Mid),
        _ => None,
    };
    let at = match edge {
        None => at,
        Some(_) if lexemes.lex(at + 1) == Lex::Hyphen => at + 2,
        Some(_) => at + 1,
    };
    let mut place = decade(lexemes, at, at > i).or_else(|| century(lexemes, at))?;
    place.edge = edge;
    Some(place)
}

fn decade(lexemes: &Lexemes, i: usize, led: bool) -> Option<Place> {
    let (first, to) = match lexemes.lex(i) {
        Lex::Years(first, true) => (first, i + 1),
        Lex::Years(first, false) if led && is_bc(lexemes, i + 1) => (first, i + 1),
        Lex::Quote if lexemes.glued(i + 1) => match lexemes.lex(i + 1) {
            Lex::Years(tens @ 10..=90, false) => (1900 + tens, i + 2),
            _ => return None,
        },
        Lex::Digits(first, 4)
            if led && first % 10 == 0 && first >= 1000 && lexemes.lex(i + 1) == Lex::Possessive =>
        {
            (i16::try_from(first).ok()?, i + 2)
        }
        // `the nineteen eighties`
        Lex::Number(century @ 17..=19) => match lexemes.lex(i + 1) {
            Lex::Decade(tens) => (i16::try_from(century).ok()? * 100 + tens, i + 2),
            _ => return None,
        },
        Lex::Decade(tens) if led => (1900 + tens, i + 1),
        _ => return None,
    };
    Some(if is_bc(lexemes, to) {
        Place::new(Point::Decade { first: -first }, to + 1)
    } else {
        Place::new(Point::Decade { first }, to)
    })
}

fn is_bc(lexemes: &Lexemes, i: usize) -> bool {
    lexemes.is(i, Key::Bc) && lexemes.case(i) == Case::Upper
}

fn century(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let (n, at) = match lexemes.lex(i) {
        Lex::Ordinal(n @ 1..=30) => (n, i + 1),
        Lex::Key(Key::Second) => (2, i + 1),
        Lex::Number(20) if lexemes.hyphen(i + 1) && lexemes.lex(i + 2) == Lex::Ordinal(1) => {
            (21, i + 3)
        }
        _ => return None,
    };
    let at = if lexemes.hyphen(at) { at + 1 } else { at };
    if lexemes.lex(at) != Lex::Unit(Unit::Century) {
        return None;
    }
    let century = i16::try_from(n).ok()?;
    let (century, to) = if is_bc(lexemes, at + 1) {
        (-century, at + 2)
    } else {
        (century, at + 1)
    };
    Some(Place::new(Point::Century { century }, to))
}
