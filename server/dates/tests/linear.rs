//! Reading takes time in proportion to the length of the text, also where a text repeats what readers look ahead for.

use std::time::{Duration, Instant};

use dates::{Context, Date, recognise, resolve};

/// The beginnings and middles of expressions, which a reader could follow along the whole text.
const PHRASES: &[&str] = &[
    "May 1, 2, 3 and ",
    "May 1, ",
    "1 and ",
    "the day before ",
    "the end of the end of ",
    "last week of ",
    "two years and a half ",
    "two-and-a-",
    "1950-53-",
    "1953-50 to ",
    "from 12 to 18 to ",
    "Friday at 10 p.m. ",
    "early in the morning of ",
    "the same period ",
    "third quarter ",
    "year's ",
    "1998's ",
    "’98 ",
    "Martin Luther King ",
    "plan planned ",
    "two hundred ",
    "twenty-",
    "over more than at least ",
    "a ",
    "the ",
    "9/11/",
    "2002-08-",
    "a quarter of a ",
    "Monday through ",
    "word ",
];

/// How long the shorter text is, in bytes.
const LENGTH: usize = if cfg!(debug_assertions) {
    1_500
} else {
    25_000
};

/// The longer text is this many times as long.
const FACTOR: usize = 16;

/// How much longer the longer text may take than the shorter one read so many times: a square takes `FACTOR` times as
/// long. Both take about as long, so that a busy machine interrupts both as often.
const MARGIN: u32 = 5;

/// How often a measurement that came out too long is made again: a busy machine spoils one, a square all of them.
const ATTEMPTS: u32 = 6;

/// How long it takes to read `text`, `times` times.
fn time(text: &str, times: usize) -> Duration {
    let tokens = text::tokenize(text);
    let cx = Context {
        story: Some(Date::constant(2002, 8, 15)),
        ..Context::default()
    };
    let start = Instant::now();
    for _ in 0..times {
        let recognised = recognise(text, &tokens);
        resolve(&recognised, text, &cx);
        dates::hand_on(&recognised, text, &cx);
    }
    start.elapsed()
}

#[test]
fn a_text_takes_as_long_as_its_parts() {
    for phrase in PHRASES {
        let part = phrase.repeat(LENGTH / phrase.len());
        let whole = part.repeat(FACTOR);
        let linear = (0..ATTEMPTS).any(|_| time(&whole, 1) <= time(&part, FACTOR) * MARGIN);
        assert!(
            linear,
            "“{phrase}”: all at once takes over {MARGIN} times as long as in {FACTOR} parts"
        );
    }
}
