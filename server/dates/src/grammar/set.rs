//! Times that return: `daily`, `every two years`, `each Friday`, `Mondays`, `twice a week`, `$5 a day`.

use super::{Found, number};
use crate::{
    form::{Amount, Form, Quant, Recurrence, Unit},
    lexer::{Case, Lexemes},
    lexicon::{Key, Lex},
};

pub(super) fn read(lexemes: &Lexemes, i: usize) -> Option<Found> {
    every(lexemes, i)
        .or_else(|| adverb(lexemes, i))
        .or_else(|| weekdays(lexemes, i))
        .or_else(|| rate(lexemes, i))
}

fn set(
    recurrence: Recurrence,
    quant: Option<Quant>,
    freq: Option<u32>,
    to: usize,
) -> Option<Found> {
    Some(Found::new(
        Form::Set {
            recurrence,
            quant,
            freq,
        },
        to,
    ))
}

fn every(lexemes: &Lexemes, i: usize) -> Option<Found> {
    let quant = match lexemes.key(i)? {
        Key::Each => Quant::Each,
        Key::Every => Quant::Every,
        _ => return None,
    };
    if let Lex::Weekday(weekday) = lexemes.lex(i + 1) {
        return set(Recurrence::Weekday(weekday), Some(quant), None, i + 2);
    }
    let (amount, at) = match lexemes.lex(i + 1) {
        Lex::Key(Key::Other) => (Amount::Exact(2), i + 2),
        _ => number::amount(lexemes, i + 1).unwrap_or((Amount::Exact(1), i + 1)),
    };
    let (unit, _) = number::unit(lexemes, at).filter(|(unit, _)| *unit != Unit::Second)?;
    set(Recurrence::Every(amount, unit), Some(quant), None, at + 1)
}

fn adverb(lexemes: &Lexemes, i: usize) -> Option<Found> {
    let Lex::Recurring(n, unit) = lexemes.lex(i) else {
        return None;
    };
    // `the Daily Mirror`; `the annual Conference on Ageing` is an event of that name.
    let name = lexemes.capital(i) && !lexemes.starts_sentence(i);
    let event = unit == Unit::Year && lexemes.case(i + 1) == Case::Initial;
    (!name && !event && !lexemes.hyphen(i + 1))
        .then(|| set(Recurrence::Every(Amount::Exact(n), unit), None, None, i + 1))
        .flatten()
}

fn weekdays(lexemes: &Lexemes, i: usize) -> Option<Found> {
    if lexemes.is(i, Key::Weekends) {
        return set(Recurrence::Weekend, None, None, i + 1);
    }
    let Lex::Weekdays(weekday) = lexemes.lex(i) else {
        return None;
    };
    lexemes
        .capital(i)
        .then(|| set(Recurrence::Weekday(weekday), None, None, i + 1))
        .flatten()
}

/// `a day` after what is counted by the day; `per day`; `twice a week`.
fn rate(lexemes: &Lexemes, i: usize) -> Option<Found> {
    let times = match lexemes.lex(i) {
        Lex::Key(Key::Once) => Some((1, i + 1)),
        Lex::Key(Key::Twice) => Some((2, i + 1)),
        _ => number::whole(lexemes, i)
            .filter(|(_, to)| lexemes.word(*to, "times"))
            .map(|(n, to)| (n, to + 1)),
    };
    let at = times.map_or(i, |(_, to)| to);
    let per = lexemes.is(at, Key::Per);
    let article = lexemes.is(at, Key::A) && (times.is_some() || after_amount(lexemes, at));
    let Lex::Unit(unit) = lexemes.lex(at + 1) else {
        return None;
    };
    if !(per || article) || lexemes.hyphen(at + 2) {
        return None;
    }
    set(
        Recurrence::Every(Amount::Exact(1), unit),
        None,
        times.map(|(n, _)| n),
        at + 2,
    )
}

/// `$5 a day`, `5,000 barrels a day`, `5 percent a year`: an amount within the two words before `a`.
fn after_amount(lexemes: &Lexemes, i: usize) -> bool {
    let number = |lex: Lex| {
        matches!(
            lex,
            Lex::Digits(..) | Lex::Grouped(_) | Lex::Decimal(_) | Lex::Number(_) | Lex::Hundred
        )
    };
    let before = lexemes.before(i, 1);
    number(before)
        || matches!(before, Lex::Percent)
        || (number(lexemes.before(i, 2)) && matches!(before, Lex::Other | Lex::Units(_)))
        || (matches!(
            lexemes.str(i.wrapping_sub(1)),
            "million" | "billion" | "percent" | "times" | "dollars" | "barrels" | "hours"
        ))
}
