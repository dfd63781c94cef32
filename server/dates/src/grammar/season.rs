//! Seasons: `summer 1918`, `the spring of 1776`, `in autumn`.

use super::{Place, calendar};
use crate::{
    form::{Point, Season, YearRef},
    lexer::Lexemes,
    lexicon::{Key, Lex},
};

pub(super) fn read(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let the = lexemes.is(i, Key::The);
    let at = if the { i + 1 } else { i };
    let Lex::Season(season) = lexemes.lex(at) else {
        return None;
    };
    let (year, to, written) = year(lexemes, at + 1);
    let alone = year == YearRef::Unsaid;
    if alone && !stands_alone(lexemes, i, at, season) {
        return None;
    }
    let mut place = Place::new(Point::Season { season, year }, to);
    place.written.year = written;
    Some(place)
}

fn year(lexemes: &Lexemes, i: usize) -> (YearRef, usize, Option<(i16, text_size::TextRange)>) {
    let of = lexemes.is(i, Key::Of);
    let at = if of || lexemes.comma(i) { i + 1 } else { i };
    if let Some((year, to)) = calendar::year_at(lexemes, at) {
        // `the winter of 1987-88`
        let second = lexemes.hyphen(to) && matches!(lexemes.lex(to + 1), Lex::Digits(_, 2 | 4));
        let end = if second { to + 2 } else { to };
        return (
            YearRef::Year(year),
            end,
            Some((year, lexemes.cover(at, to))),
        );
    }
    if let Some((year, to)) = calendar::relative_year(lexemes, at) {
        return (year, to, None);
    }
    (YearRef::Unsaid, i, None)
}

/// Whether a season without a year is one: not `the fall of Saigon`, `a spring`, `the Summer Olympics`.
fn stands_alone(lexemes: &Lexemes, i: usize, at: usize, season: Season) -> bool {
    let next = lexemes.lex(at + 1);
    let goes_on = matches!(next, Lex::Hyphen) && lexemes.glued(at + 1)
        || (matches!(next, Lex::Other) && lexemes.capital(at + 1) && lexemes.capital(at));
    if goes_on || lexemes.is(at + 1, Key::Of) {
        return false;
    }
    let led = matches!(
        lexemes.key_before(i, 1),
        Some(Key::In | Key::By | Key::During | Key::Since | Key::Until | Key::Of | Key::Through)
    );
    match season {
        Season::Summer | Season::Autumn if lexemes.str(at).eq_ignore_ascii_case("autumn") => true,
        Season::Summer | Season::Winter => led || at > i,
        _ => led,
    }
}
