//! Times of day: the day that the words name or the passage speaks of, and when on it.

use smol_str::{SmolStr, format_smolstr};

use super::{Meaning, Passage, blank};
use crate::{
    explain::Explanation,
    form::{DayPart, Expression, Form, Modifier, Point, TimeOfDay},
    period::{Granularity, Period, edtf_day},
    timex::{Anchor, Timex, TimexKind},
};

pub(super) fn timed(
    passage: &mut Passage,
    expression: &Expression,
    day: Option<Point>,
    time: TimeOfDay,
    edge: Option<Modifier>,
    rest: &[Expression],
) -> Timex {
    let meaning = match day {
        Some(point) => {
            let meaning = passage.point(expression, point);
            passage.remember(&meaning);
            meaning
        }
        None => day_of_clock(passage, expression, rest),
    };
    let mut timex = Timex {
        modifier: edge,
        anchor: meaning.anchor,
        why: meaning.why,
        ..blank(expression, TimexKind::Time)
    };
    let day = match meaning.period {
        Some(Period::Day(date)) => {
            timex.bounds = Some((date, date));
            timex.period = Some(Period::Day(date));
            timex.edtf = Some(edtf_day(date));
            timex.granularity = Granularity::Time;
            Period::Day(date).value()
        }
        _ => SmolStr::new_static("XXXX-XX-XX"),
    };
    timex.value = Some(match time {
        TimeOfDay::Part(part) => format_smolstr!("{day}{}", part_code(part)),
        TimeOfDay::Clock { hour, minute, utc } => {
            format_smolstr!(
                "{day}T{hour:02}:{:02}{}",
                minute.unwrap_or(0),
                if utc { "Z" } else { "" }
            )
        }
    });
    timex
}

/// The day of a time that names none: a day named right after it, else the day last named, else the article's.
fn day_of_clock(passage: &mut Passage, expression: &Expression, rest: &[Expression]) -> Meaning {
    let near = |e: &&Expression| {
        e.range
            .start()
            .checked_sub(expression.range.end())
            .is_some_and(|gap| u32::from(gap) <= 16)
    };
    let dated = |e: &Expression| match e.form {
        Form::Date {
            point: point @ Point::Date { .. },
            ..
        } => Some((e.clone(), point)),
        _ => None,
    };
    if let Some((next, point)) = rest.iter().take(2).take_while(near).find_map(dated) {
        let next = &next;
        let meaning = passage.point(next, point);
        if matches!(meaning.period, Some(Period::Day(_))) {
            return meaning;
        }
    }
    match (passage.last, passage.cx.story) {
        (Some(Period::Day(date)), _) => Meaning::new(
            Some(Period::Day(date)),
            Anchor::Mention,
            Explanation::FromMention(Period::Day(date)),
        ),
        (_, Some(story)) if !passage.narrative() => Meaning::new(
            Some(Period::Day(story)),
            Anchor::Publication,
            Explanation::FromPublication(story),
        ),
        _ => Meaning::unknown(),
    }
}

fn part_code(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "TMO",
        DayPart::Midday => "TMI",
        DayPart::Afternoon => "TAF",
        DayPart::Evening => "TEV",
        DayPart::Night => "TNI",
        DayPart::Daytime => "TDT",
    }
}
