//! How many: `two`, `24`, `a couple of`, `two and a half`, `several`.

use crate::{
    form::{Amount, Unit},
    lexer::Lexemes,
    lexicon::{Key, Lex},
};

/// A whole number in words or digits and the lexeme after it.
pub(crate) fn whole(lexemes: &Lexemes, i: usize) -> Option<(u32, usize)> {
    match lexemes.lex(i) {
        Lex::Digits(value, width) if width <= 4 => Some((value, i + 1)),
        Lex::Grouped(value) => Some((value, i + 1)),
        Lex::Number(value) => {
            let (mut value, mut to) = (value, i + 1);
            if value >= 20 {
                let unit_at = if lexemes.hyphen(to) { to + 1 } else { to };
                if let Lex::Number(unit @ 1..=9) = lexemes.lex(unit_at) {
                    value += unit;
                    to = unit_at + 1;
                }
            }
            if lexemes.lex(to) == Lex::Hundred {
                value *= 100;
                to += 1;
            }
            Some((value, to))
        }
        Lex::Dozen => Some((12, i + 1)),
        Lex::Hundred => Some((100, i + 1)),
        _ => None,
    }
}

/// The unit of time at `i`; true if it is a plural.
pub(crate) fn unit(lexemes: &Lexemes, i: usize) -> Option<(Unit, bool)> {
    match lexemes.lex(i) {
        Lex::Unit(unit) => Some((unit, false)),
        Lex::Units(unit) => Some((unit, true)),
        Lex::Key(Key::Quarter) => Some((Unit::Quarter, false)),
        Lex::Key(Key::Second) => Some((Unit::Second, false)),
        _ => None,
    }
}

/// An amount before a unit, and the lexeme after it. `a` and `an` are one.
pub(crate) fn amount(lexemes: &Lexemes, i: usize) -> Option<(Amount, usize)> {
    let (amount, to) = bare(lexemes, i)?;
    let (amount, to) = and_a_half(lexemes, amount, to);
    let to = if matches!(lexemes.key(to), Some(Key::More | Key::Consecutive)) {
        to + 1
    } else {
        to
    };
    Some((amount, to))
}

fn bare(lexemes: &Lexemes, i: usize) -> Option<(Amount, usize)> {
    match lexemes.lex(i) {
        Lex::Decimal(tenths) => return Some((Amount::Tenths(tenths), i + 1)),
        Lex::Key(Key::Several | Key::Many | Key::Few) => return Some((Amount::Vague, i + 1)),
        Lex::Key(Key::Half) if lexemes.is(i + 1, Key::A) => {
            return Some((Amount::Tenths(5), i + 2));
        }
        Lex::Key(Key::Half) if lexemes.hyphen(i + 1) => return Some((Amount::Tenths(5), i + 2)),
        Lex::Key(Key::Another) => {
            let (n, to) = whole(lexemes, i + 1).unwrap_or((1, i + 1));
            return Some((Amount::Exact(n), to));
        }
        // `the next couple of weeks`
        Lex::Key(Key::Couple) if lexemes.is(i + 1, Key::Of) => {
            return Some((Amount::Exact(2), i + 2));
        }
        Lex::Key(Key::A) => return Some(after_article(lexemes, i + 1)),
        _ => {}
    }
    let (value, to) = whole(lexemes, i)?;
    // `5 1/2`
    if lexemes.lex(to) == Lex::Digits(1, 1)
        && lexemes.lex(to + 1) == Lex::Slash
        && lexemes.lex(to + 2) == Lex::Digits(2, 1)
    {
        return Some((
            Amount::Tenths(value.saturating_mul(10).saturating_add(5)),
            to + 3,
        ));
    }
    Some((Amount::Exact(value), to))
}

fn after_article(lexemes: &Lexemes, i: usize) -> (Amount, usize) {
    let of = |to: usize| if lexemes.is(to, Key::Of) { to + 1 } else { to };
    match lexemes.lex(i) {
        Lex::Key(Key::Few) => (Amount::Vague, i + 1),
        Lex::Key(Key::Couple) => (Amount::Exact(2), of(i + 1)),
        Lex::Key(Key::Half) => (
            Amount::Tenths(5),
            if lexemes.hyphen(i + 1) { i + 2 } else { i + 1 },
        ),
        Lex::Key(Key::Consecutive) => (Amount::Exact(1), i + 1),
        Lex::Dozen => (Amount::Exact(12), i + 1),
        Lex::Hundred => (Amount::Exact(100), i + 1),
        _ => (Amount::Exact(1), i),
    }
}

fn and_a_half(lexemes: &Lexemes, amount: Amount, to: usize) -> (Amount, usize) {
    match amount {
        // `two-and-a-half`
        Amount::Exact(n) if lexemes.hyphen(to) && lexemes.is(to + 1, Key::And) => {
            let half = lexemes.hyphen(to + 2)
                && lexemes.is(to + 3, Key::A)
                && lexemes.hyphen(to + 4)
                && lexemes.is(to + 5, Key::Half);
            if half {
                (
                    Amount::Tenths(n.saturating_mul(10).saturating_add(5)),
                    to + 6,
                )
            } else {
                (amount, to)
            }
        }
        Amount::Exact(n) if lexemes.is(to, Key::And) => {
            let half = if lexemes.is(to + 1, Key::A) {
                to + 2
            } else {
                to + 1
            };
            if lexemes.is(half, Key::Half) {
                return (
                    Amount::Tenths(n.saturating_mul(10).saturating_add(5)),
                    half + 1,
                );
            }
            (amount, to)
        }
        _ => (amount, to),
    }
}
