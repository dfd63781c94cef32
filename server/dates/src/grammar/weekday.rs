//! Days of the week: `Friday`, and with a selector `last Friday`, `next Monday`.

use jiff::civil::Weekday;

use super::Place;
use crate::{
    form::{Point, Written, YearRef},
    lexer::Lexemes,
    lexicon::Lex,
};

/// The weekday written at `i` and the lexeme after it, short names included.
pub(super) fn written(lexemes: &Lexemes, i: usize) -> Option<(Weekday, usize)> {
    if !lexemes.capital(i) {
        return None;
    }
    match lexemes.lex(i) {
        Lex::Weekday(weekday) => Some((weekday, i + 1)),
        Lex::WeekdayShort(weekday) => {
            let point =
                !lexemes.str(i).ends_with('.') && lexemes.str(i + 1) == "." && lexemes.glued(i + 1);
            Some((weekday, if point { i + 2 } else { i + 1 }))
        }
        _ => None,
    }
}

/// A weekday that stands for itself: only its full name.
pub(super) fn read(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let Lex::Weekday(weekday) = lexemes.lex(i) else {
        return None;
    };
    // `Black Monday`, `Super Tuesday` are days of their own.
    let named = matches!(
        lexemes.str(i.wrapping_sub(1)),
        "Black" | "Bloody" | "Super" | "Cyber" | "Fat" | "Ruby" | "Bowl"
    );
    if !lexemes.capital(i) || named {
        return None;
    }
    let point = Point::Date {
        year: YearRef::Unsaid,
        month: None,
        day: None,
        weekday: Some(weekday),
    };
    let written = Written {
        weekday: Some((weekday, lexemes.range(i))),
        ..Written::default()
    };
    Some(Place {
        point,
        edge: None,
        written,
        to: i + 1,
    })
}
