//! The date that a header line, a front matter value, a dateline, a headline's suffix or a file name writes.

use jiff::civil::Date;

use crate::{
    form::{Form, Point, Written},
    grammar::{full_date, recognise},
    lexer::Lexemes,
};

/// The first date written in `text`, explicit parts only: `June 10, 2000`, `JUNE 9`, `2002-08-23`, `Friday, June 9`.
/// A bare year, month or weekday is none.
pub fn read_date(text: &str) -> Option<Written> {
    let tokens = text::tokenize(text);
    let lexemes = Lexemes::new(text, &tokens);
    // Headers write months in any case and stand alone, so every place is tried; prose is read with more care.
    let first = (0..lexemes.len())
        .find_map(|i| full_date(&lexemes, i))
        .map(|place| place.written);
    first
        .filter(|w| w.year.is_some())
        .or_else(|| numeric(text, &tokens))
        .or(first)
}

fn numeric(text: &str, tokens: &[text::Token]) -> Option<Written> {
    recognise(text, tokens)
        .expressions
        .into_iter()
        .find(|e| {
            matches!(
                e.form,
                Form::Date {
                    point: Point::Date { day: Some(_), .. },
                    ..
                }
            ) && e.written.month.is_some()
        })
        .map(|e| e.written)
}

/// The day that the written parts name, if they name a full and possible one.
pub fn written_date(written: &Written) -> Option<Date> {
    let (year, month, day) = (written.year?.0, written.month?.0, written.day?.0);
    Date::new(year, month, day).ok()
}
