//! Dates in digits: `2002-08-23`, `7/8/07`, `11/02/1989`, `9/11`.

use text_size::TextRange;

use super::Parts;
use crate::{form::YearRef, grammar::Place, lexer::Lexemes, lexicon::Lex};

/// `2002-08-23`, `7/8/07`, `11/02/1989`, `9/11`
pub(super) fn numeric(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let digits = |at: usize| match lexemes.lex(at) {
        Lex::Digits(value, width) => Some((value, width)),
        _ => None,
    };
    if lexemes.lex(i) == Lex::Digits(9, 1)
        && lexemes.hyphenlike(i + 1, Lex::Slash)
        && lexemes.lex(i + 2) == Lex::Digits(11, 2)
        && !lexemes.hyphenlike(i + 3, Lex::Slash)
    {
        let mut parts = Parts {
            year: Some(YearRef::Year(2001)),
            to: i + 3,
            ..Parts::default()
        };
        parts.written.month = Some((9, lexemes.range(i)));
        parts.written.day = Some((11, lexemes.range(i + 2)));
        return Some(parts.place());
    }
    let (first, first_width) = digits(i)?;
    let joined =
        |at: usize, lex: Lex| lexemes.lex(at) == lex && lexemes.glued(at) && lexemes.glued(at + 1);
    let (second, second_width) = digits(i + 2)?;
    let ranges = [lexemes.range(i), lexemes.range(i + 2), lexemes.range(i + 4)];
    let build = |year: (u32, TextRange), month: (u32, TextRange), day: (u32, TextRange)| {
        let mut parts = Parts {
            to: i + 5,
            ..Parts::default()
        };
        parts.written.year = Some((i16::try_from(year.0).ok()?, year.1));
        parts.written.month = Some((
            i8::try_from(month.0)
                .ok()
                .filter(|m| (1..=12).contains(m))?,
            month.1,
        ));
        parts.written.day = Some((
            i8::try_from(day.0).ok().filter(|d| (1..=31).contains(d))?,
            day.1,
        ));
        Some(parts.place())
    };
    let (third, third_width) = digits(i + 4)?;
    if joined(i + 1, Lex::Hyphen)
        && joined(i + 3, Lex::Hyphen)
        && (first_width, second_width, third_width) == (4, 2, 2)
    {
        return build((first, ranges[0]), (second, ranges[1]), (third, ranges[2]));
    }
    if joined(i + 1, Lex::Slash)
        && joined(i + 3, Lex::Slash)
        && first_width <= 2
        && second_width <= 2
    {
        let year = match third_width {
            4 => third,
            2 if third <= 29 => 2000 + third,
            2 => 1900 + third,
            _ => return None,
        };
        let (month, day) = if first > 12 {
            ((second, ranges[1]), (first, ranges[0]))
        } else {
            ((first, ranges[0]), (second, ranges[1]))
        };
        let mut place = build((year, ranges[2]), month, day)?;
        place.written.either = first <= 12 && second <= 12 && first != second;
        return Some(place);
    }
    None
}
