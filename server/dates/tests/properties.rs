//! What holds for every text.

use dates::{Context, Mode, Period, hand_on, recognise, resolve};
use proptest::prelude::*;

/// Words of time and of nothing, marks and numbers, so that random texts are dense with expressions.
fn prose() -> impl Strategy<Value = String> {
    let words = [
        "June",
        "May",
        "Sept.",
        "Friday",
        "Sun.",
        "the",
        "last",
        "next",
        "this",
        "of",
        "and",
        "to",
        "from",
        "-",
        "–",
        "/",
        ",",
        ".",
        ":",
        "’s",
        "'",
        "(",
        "year",
        "years",
        "week",
        "day",
        "days",
        "month",
        "quarter",
        "century",
        "decade",
        "ago",
        "later",
        "early",
        "late",
        "mid-",
        "end",
        "two",
        "twenty",
        "a",
        "an",
        "half",
        "12",
        "9",
        "11",
        "31",
        "99",
        "1990",
        "2002-08-23",
        "1990s",
        "'90s",
        "480",
        "BC",
        "AD",
        "10:30",
        "24:00",
        "p.m.",
        "GMT",
        "noon",
        "night",
        "spring",
        "fall",
        "fiscal",
        "first",
        "second",
        "21st",
        "every",
        "daily",
        "Mondays",
        "now",
        "today",
        "tomorrow",
        "Easter",
        "New",
        "Year",
        "Day",
        "9999",
        "0000",
        "4294967295",
        "99999999999",
        "%",
        "$5",
        "Kim",
        "é",
        "日本",
        "\u{301}",
        "years-old",
        "12-year-old",
    ];
    prop::collection::vec(
        (
            prop::sample::select(words.to_vec()),
            prop::bool::weighted(0.8),
        ),
        0..40,
    )
    .prop_map(|parts| {
        parts
            .into_iter()
            .map(|(word, space)| {
                if space {
                    format!("{word} ")
                } else {
                    word.to_owned()
                }
            })
            .collect()
    })
}

fn check(text: &str, cx: &Context) -> Result<(), TestCaseError> {
    let recognised = recognise(text, &text::tokenize(text));
    let mut end = 0;
    for expression in &recognised.expressions {
        let (from, to) = (
            usize::from(expression.range.start()),
            usize::from(expression.range.end()),
        );
        prop_assert!(end <= from && from < to && to <= text.len());
        prop_assert!(text.is_char_boundary(from) && text.is_char_boundary(to));
        end = to;
    }
    for span in &recognised.spans {
        prop_assert!(span.from < span.to && span.to < recognised.expressions.len());
    }
    let timexes = resolve(&recognised, text, cx);
    prop_assert_eq!(timexes.len(), recognised.expressions.len());
    for (timex, expression) in timexes.iter().zip(&recognised.expressions) {
        prop_assert_eq!(timex.range, expression.range);
        if let Some((from, to)) = timex.bounds {
            prop_assert!(from <= to, "{:?} {}", timex, text);
        }
        prop_assert!(!timex.why.sentence().is_empty());
        timex.compare(timex);
    }
    let last = hand_on(&recognised, text, cx).last;
    prop_assert!(
        cx.mode == Mode::Narrative || last.is_none_or(|l| matches!(l, Period::Quarter(..)))
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text(text in any::<String>()) {
        check(&text, &Context { story: Some(dates::Date::constant(2002, 8, 23)), ..Context::default() })?;
    }

    #[test]
    fn dense_text(text in prose(), year in -9999i16..=9999, month in 1i8..=12, narrative: bool) {
        let story = dates::Date::new(year, month, 15).unwrap();
        let mode = if narrative { Mode::Narrative } else { Mode::News };
        check(&text, &Context { story: Some(story), mode, ..Context::default() })?;
        check(&text, &Context { story: None, mode: Mode::Narrative, last: Some(Period::Day(story)), ..Context::default() })?;
        dates::read_date(&text).as_ref().and_then(dates::written_date);
    }
}

/// A reader that called itself along a run of such words would overflow the stack or take for ever.
#[test]
fn long_runs_of_one_phrase_are_read() {
    for phrase in [
        "last week of ",
        "another ",
        "the end of ",
        "early ",
        "a ",
        "two ",
        "Friday ",
        "1990-",
        "June ",
        "the next ",
        "1 and ",
        "May 1, ",
        "every ",
        "twenty-",
        "from 1 to ",
    ] {
        let text = phrase.repeat(5_000);
        let recognised = recognise(&text, &text::tokenize(&text));
        resolve(&recognised, &text, &Context::default());
    }
}
