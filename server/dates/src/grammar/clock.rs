//! Times of day: `10:30 a.m.`, `noon`, `Sunday night`, `10 p.m. Wednesday`, `the morning of April 19`, `this morning`.

use super::{Found, edged_place, place};
use crate::{
    form::{DayPart, Form, Modifier, Origin, Point, TimeOfDay, Unit, Written},
    lexer::{Lexemes, twelve},
    lexicon::{Key, Lex},
};

pub(super) fn read(lexemes: &Lexemes, i: usize) -> Option<Found> {
    clock_first(lexemes, i)
        .or_else(|| small_hours(lexemes, i))
        .or_else(|| day_first(lexemes, i))
        .or_else(|| part_of_this_day(lexemes, i))
        .or_else(|| part_first(lexemes, i))
}

fn time(
    day: Option<Point>,
    time: TimeOfDay,
    edge: Option<Modifier>,
    written: Written,
    to: usize,
) -> Option<Found> {
    Some(Found {
        form: Form::Time { day, time, edge },
        written,
        to,
    })
}

/// A time by the clock at `i` and the lexeme after it.
fn clock(lexemes: &Lexemes, i: usize) -> Option<(TimeOfDay, usize)> {
    let (hour, minute, mut to) = match lexemes.lex(i) {
        Lex::Clock(hour, minute) => match lexemes.lex(i + 1) {
            Lex::Meridiem(pm) if (1..=12).contains(&hour) => {
                (twelve(hour, pm), Some(minute), i + 2)
            }
            _ => (hour, Some(minute), i + 1),
        },
        Lex::ClockTwelve(hour, minute) => (hour, minute, i + 1),
        Lex::Digits(value @ 1..=12, 1..=2) => {
            let hour = i8::try_from(value).ok()?;
            match lexemes.lex(i + 1) {
                Lex::Meridiem(pm) => (twelve(hour, pm), None, i + 2),
                Lex::Key(Key::Oclock) => oclock(lexemes, i + 2, hour),
                _ => in_the_morning(lexemes, i + 1, hour)?,
            }
        }
        Lex::Number(hour @ 1..=12) if lexemes.is(i + 1, Key::Oclock) => {
            oclock(lexemes, i + 2, i8::try_from(hour).ok()?)
        }
        Lex::Digits(value @ 0..=2359, 4) if matches!(lexemes.lex(i + 1), Lex::Zone(true)) => {
            let (hour, minute) = (
                i8::try_from(value / 100).ok()?,
                i8::try_from(value % 100).ok()?,
            );
            (hour, Some(minute).filter(|m| *m < 60), i + 1)
        }
        // `high noon` is a turn of speech.
        Lex::Noon if !lexemes.word(i.wrapping_sub(1), "high") => (12, Some(0), i + 1),
        Lex::Midnight => (24, Some(0), i + 1),
        _ => return None,
    };
    let mut utc = false;
    if let Lex::Zone(universal) = lexemes.lex(to) {
        utc = universal;
        to += 1;
    }
    Some((TimeOfDay::Clock { hour, minute, utc }, to))
}

/// `six o’clock`, and in which half of the day if that is said.
fn oclock(lexemes: &Lexemes, i: usize, hour: i8) -> (i8, Option<i8>, usize) {
    in_the_morning(lexemes, i, hour).unwrap_or((hour, None, i))
}

/// `4 in the morning`
fn in_the_morning(lexemes: &Lexemes, i: usize, hour: i8) -> Option<(i8, Option<i8>, usize)> {
    if !(lexemes.is(i, Key::In) && lexemes.is(i + 1, Key::The)) {
        return None;
    }
    match lexemes.lex(i + 2) {
        Lex::Part(DayPart::Morning) => Some((twelve(hour, false), None, i + 3)),
        Lex::Part(DayPart::Afternoon | DayPart::Evening) => Some((twelve(hour, true), None, i + 3)),
        _ => None,
    }
}

/// `10 p.m. Wednesday`, `9:34 p.m., March 19`, `08:30 UTC`
fn clock_first(lexemes: &Lexemes, i: usize) -> Option<Found> {
    let (clock, to) = clock(lexemes, i)?;
    let mut at = if lexemes.comma(to) || lexemes.is(to, Key::On) {
        to + 1
    } else {
        to
    };
    if lexemes.lex(to) == Lex::Open {
        at = to;
    }
    // `8 p.m. tonight`
    if lexemes.is(at, Key::Tonight) {
        return time(Some(TODAY), clock, None, Written::default(), at + 1);
    }
    match edged_place(lexemes, at).filter(|day| is_day(day.point)) {
        Some(day) => {
            // `11 p.m. Friday night`, `six o’clock Friday night`
            let (clock, to) = match part(lexemes, day.to) {
                Some(part) if lexemes.is(to - 1, Key::Oclock) => (in_part(clock, part), day.to + 1),
                Some(_) => (clock, day.to + 1),
                None => (clock, day.to),
            };
            time(Some(day.point), clock, None, day.written, to)
        }
        None => time(None, clock, None, Written::default(), to),
    }
}

/// An hour of twelve in the half of the day to which the part belongs.
fn in_part(clock: TimeOfDay, part: DayPart) -> TimeOfDay {
    match clock {
        TimeOfDay::Clock { hour, minute, utc } if part != DayPart::Morning && hour < 12 => {
            TimeOfDay::Clock {
                hour: hour + 12,
                minute,
                utc,
            }
        }
        clock => clock,
    }
}

const TODAY: Point = Point::Shifted {
    unit: Unit::Day,
    by: 0,
    from: Origin::Publication,
};

/// `the early hours of Thursday morning`, `overnight`
fn small_hours(lexemes: &Lexemes, i: usize) -> Option<Found> {
    if lexemes.is(i, Key::Overnight) {
        // `overnight trading` is a kind of trading.
        let adverb = !matches!(
            lexemes.lex(i + 1),
            Lex::Other | Lex::Hyphen | Lex::Key(Key::Consecutive)
        ) || lexemes.str(i + 1).ends_with("ly");
        return adverb
            .then(|| {
                let night = TimeOfDay::Part(DayPart::Night);
                time(Some(TODAY), night, None, Written::default(), i + 1)
            })
            .flatten();
    }
    let at = if lexemes.is(i, Key::The) { i + 1 } else { i };
    if !(lexemes.is(at, Key::Early) && lexemes.word(at + 1, "hours") && lexemes.is(at + 2, Key::Of))
    {
        return None;
    }
    let day = place(lexemes, at + 3).filter(|day| is_day(day.point))?;
    let part = usize::from(part(lexemes, day.to).is_some());
    time(
        Some(day.point),
        TimeOfDay::Part(DayPart::Morning),
        Some(Modifier::Start),
        day.written,
        day.to + part,
    )
}

fn is_day(point: Point) -> bool {
    match point {
        Point::Date { day, weekday, .. } => day.is_some() || weekday.is_some(),
        Point::Shifted { unit, .. } => unit == Unit::Day,
        Point::Holiday { .. } => true,
        Point::Beside { name, .. } => matches!(
            name,
            crate::form::Named::Weekday(_) | crate::form::Named::Holiday(_)
        ),
        _ => false,
    }
}

fn part(lexemes: &Lexemes, i: usize) -> Option<DayPart> {
    match lexemes.lex(i) {
        Lex::Part(part) => Some(part),
        _ => None,
    }
}

fn early_or_late(lexemes: &Lexemes, i: usize) -> (Option<Modifier>, usize) {
    match lexemes.key(i) {
        Some(Key::Early) => (Some(Modifier::Start), i + 1),
        Some(Key::Late) => (Some(Modifier::End), i + 1),
        _ => (None, i),
    }
}

/// `Sunday night`, `early Friday morning`, `tomorrow evening`, `Friday at noon`
fn day_first(lexemes: &Lexemes, i: usize) -> Option<Found> {
    let (edge, at) = early_or_late(lexemes, i);
    let day = place(lexemes, at).filter(|day| is_day(day.point))?;
    let (edge, at) = if edge.is_none() {
        early_or_late(lexemes, day.to)
    } else {
        (edge, day.to)
    };
    if let Some(part) = part(lexemes, at) {
        return time(
            Some(day.point),
            TimeOfDay::Part(part),
            edge,
            day.written,
            at + 1,
        );
    }
    // `Friday at noon`, `Wednesday 10 p.m.`
    let at = match lexemes.lex(day.to) {
        Lex::Key(Key::At) => day.to + 1,
        Lex::Clock(..) | Lex::ClockTwelve(..) => day.to,
        Lex::Digits(..) if matches!(lexemes.lex(day.to + 1), Lex::Meridiem(_)) => day.to,
        _ => return None,
    };
    let (clock, to) = clock(lexemes, at)?;
    time(Some(day.point), clock, None, day.written, to)
}

/// `tonight`, `this morning`, `last night`, `that afternoon`, `the next morning`
fn part_of_this_day(lexemes: &Lexemes, i: usize) -> Option<Found> {
    let (edge, start) = early_or_late(lexemes, i);
    let build = |by: i32, from: Origin, part: DayPart, to: usize| {
        time(
            Some(Point::Shifted {
                unit: Unit::Day,
                by,
                from,
            }),
            TimeOfDay::Part(part),
            edge,
            Written::default(),
            to,
        )
    };
    if lexemes.is(start, Key::Tonight) {
        return build(0, Origin::Publication, DayPart::Night, start + 1);
    }
    let the = lexemes.is(start, Key::The);
    let at = if the { start + 1 } else { start };
    let (by, from) = match lexemes.key(at)? {
        Key::This => (0, Origin::Publication),
        Key::Last => (-1, Origin::Publication),
        Key::Next | Key::Following => (1, Origin::Mention),
        Key::Previous => (-1, Origin::Mention),
        Key::That | Key::Same => (0, Origin::Mention),
        _ => return None,
    };
    let at = if lexemes.is(at + 1, Key::Same) {
        at + 1
    } else {
        at
    };
    build(by, from, part(lexemes, at + 1)?, at + 2)
}

/// `the morning of April 19`, `early in the morning of 29 April 1975`, `the night of 10 August`
fn part_first(lexemes: &Lexemes, i: usize) -> Option<Found> {
    let (edge, mut at) = early_or_late(lexemes, i);
    if lexemes.is(at, Key::In) && edge.is_some() {
        at += 1;
    }
    if lexemes.is(at, Key::The) {
        at += 1;
    }
    let (edge, at) = if edge.is_none() {
        early_or_late(lexemes, at)
    } else {
        (edge, at)
    };
    let part = part(lexemes, at)?;
    let of = if lexemes.word(at + 1, "hours") {
        at + 2
    } else {
        at + 1
    };
    if !matches!(lexemes.key(of), Some(Key::Of | Key::On)) {
        return in_the_part(lexemes, i, edge, part, at + 1);
    }
    let day = edged_place(lexemes, of + 1).filter(|day| is_day(day.point))?;
    time(
        Some(day.point),
        TimeOfDay::Part(part),
        edge,
        day.written,
        day.to,
    )
}

/// `in the morning`, `during the night`: of the day that the passage speaks of.
fn in_the_part(
    lexemes: &Lexemes,
    i: usize,
    edge: Option<Modifier>,
    part: DayPart,
    to: usize,
) -> Option<Found> {
    let led = lexemes.is(i, Key::The)
        && matches!(
            lexemes.key_before(i, 1),
            Some(Key::In | Key::During | Key::Throughout | Key::Through)
        );
    let free = !matches!(lexemes.lex(to), Lex::Other | Lex::Hyphen | Lex::Possessive);
    (led && free)
        .then(|| time(None, TimeOfDay::Part(part), edge, Written::default(), to))
        .flatten()
}
