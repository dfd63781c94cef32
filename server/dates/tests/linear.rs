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
const LENGTH: usize = 6_000;

/// The longer text is this many times as long.
const FACTOR: usize = 4;

/// How many times the time it may take: far less than the square of the factor, far more than a busy machine adds.
const MARGIN: u32 = 10;

/// How often a measurement that came out too long is made again.
const ATTEMPTS: u32 = 6;

fn time(text: &str) -> Duration {
    let tokens = text::tokenize(text);
    let cx = Context {
        story: Some(Date::constant(2002, 8, 15)),
        ..Context::default()
    };
    let once = || {
        let start = Instant::now();
        let recognised = recognise(text, &tokens);
        resolve(&recognised, text, &cx);
        dates::hand_on(&recognised, text, &cx);
        start.elapsed()
    };
    (0..3).map(|_| once()).min().unwrap_or_default()
}

#[test]
fn four_times_the_text_takes_about_four_times_as_long() {
    for phrase in PHRASES {
        let short = phrase.repeat(LENGTH / phrase.len());
        let long = short.repeat(FACTOR);
        // A busy machine spoils one measurement, a square all of them.
        let linear = (0..ATTEMPTS).any(|_| {
            let floor = Duration::from_millis(1);
            time(&long) <= time(&short).max(floor) * MARGIN
        });
        assert!(
            linear,
            "“{phrase}”: {FACTOR} times as much takes over {MARGIN} times as long"
        );
    }
}
