//! Any text, read as news and as history, on any day: ranges lie inside the text and in order, values have bounds in
//! order, and nothing panics.

#![no_main]

use dates::{Context, Date, Mode, hand_on, read_date, recognise, resolve, written_date};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (i16, i8, &str)| {
    let (year, month, text) = input;
    let story = Date::new(year, month.rem_euclid(12) + 1, 15).ok();
    let recognised = recognise(text, &text::tokenize(text));
    let mut end = 0;
    for expression in &recognised.expressions {
        let (from, to) = (
            usize::from(expression.range.start()),
            usize::from(expression.range.end()),
        );
        assert!(end <= from && from < to && text.get(from..to).is_some());
        end = to;
    }
    for mode in [Mode::News, Mode::Narrative] {
        let mut cx = Context {
            story,
            mode,
            ..Context::default()
        };
        for _ in 0..2 {
            for timex in resolve(&recognised, text, &cx) {
                assert!(timex.bounds.is_none_or(|(from, to)| from <= to));
            }
            cx = hand_on(&recognised, text, &cx);
        }
    }
    read_date(text).as_ref().and_then(written_date);
});
