//! What counts from another time: `today`, `last week`, `the following year`, `two months ago`, `next November`.

use super::{Place, calendar, holiday, number};
use crate::{
    form::{Amount, Modifier, Named, Origin, Point, Unit},
    lexer::Lexemes,
    lexicon::{Key, Lex},
};

pub(super) fn read(lexemes: &Lexemes, i: usize) -> Option<Place> {
    day_word(lexemes, i)
        .or_else(|| selected(lexemes, i))
        .or_else(|| offset(lexemes, i))
        .or_else(|| beside_yesterday(lexemes, i))
        .or_else(|| unit_then_word(lexemes, i))
        .or_else(|| compound(lexemes, i))
        .or_else(|| the_whole(lexemes, i))
}

fn shifted(unit: Unit, by: i32, from: Origin, to: usize) -> Place {
    Place::new(Point::Shifted { unit, by, from }, to)
}

fn day_word(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let by = match lexemes.key(i)? {
        Key::Today => 0,
        Key::Yesterday => -1,
        Key::Tomorrow => 1,
        _ => return None,
    };
    Some(shifted(Unit::Day, by, Origin::Publication, i + 1))
}

/// `last`, `this`, `the following` and what they choose from.
fn selector(lexemes: &Lexemes, i: usize) -> Option<(i32, Origin, usize)> {
    let the = lexemes.is(i, Key::The);
    let at = if the { i + 1 } else { i };
    let (by, from) = match lexemes.key(at)? {
        Key::Last => (-1, Origin::Publication),
        Key::This if !the => (0, Origin::Publication),
        Key::Current => (0, Origin::Publication),
        Key::Next if the => (1, Origin::Mention),
        Key::Next => (1, Origin::Publication),
        Key::Coming | Key::Upcoming => (1, Origin::Publication),
        Key::Following => (1, Origin::Mention),
        Key::Previous => (-1, Origin::Mention),
        Key::That if !the => (0, Origin::Mention),
        Key::Same => (0, Origin::Mention),
        _ => return None,
    };
    let at = match (lexemes.key(at), lexemes.key(at + 1)) {
        (Some(Key::That | Key::This), Some(Key::Same | Key::Coming | Key::Past)) => at + 1,
        _ => at,
    };
    Some((by, from, at + 1))
}

/// The unit or name that a selector chooses.
fn selected(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let (by, from, at) = selector(lexemes, i)?;
    let beside = |name: Named, to: usize| Some(Place::new(Point::Beside { name, by, from }, to));
    match lexemes.lex(at) {
        Lex::Unit(unit) if unit >= Unit::Day => {
            let the = lexemes.is(i, Key::The);
            // `the last week of August` is a part of August, `the last year of his term` none of the calendar.
            let led = the || lexemes.key_before(i, 1) == Some(Key::The);
            let whole = lexemes.lex(at + 2) != Lex::Other || !lexemes.capital(at + 2);
            let part =
                by != 0 && lexemes.is(at + 1, Key::Of) && whole && (led || unit < Unit::Year);
            // `the last decade`, `the next decade` are ten years from now.
            let stretch = unit >= Unit::Decade
                && the
                && matches!(
                    lexemes.key(at - 1),
                    Some(Key::Last | Key::Next | Key::Coming)
                );
            if lexemes.hyphen(at + 1) || part || stretch {
                return None;
            }
            Some(shifted(unit, by, from, at + 1))
        }
        Lex::Key(Key::Quarter) => Some(shifted(Unit::Quarter, by, from, at + 1)),
        Lex::Key(Key::Weekend) => Some(Place::new(Point::Weekend { by: Some(by) }, at + 1)),
        Lex::Weekday(weekday) if lexemes.capital(at) => beside(Named::Weekday(weekday), at + 1),
        Lex::Month(_) | Lex::MonthOrWord(_) | Lex::MonthShort(_) => {
            let (month, to) = calendar::month(lexemes, at, false)?;
            match lexemes.lex(to) {
                Lex::Digits(..) => None,
                _ => beside(Named::Month(month), to),
            }
        }
        // `those that fall outside it`
        Lex::Season(_)
            if lexemes.is(at - 1, Key::That)
                && lexemes.word(at, "fall")
                && !ends(lexemes, at + 1) =>
        {
            None
        }
        Lex::Season(season) => beside(Named::Season(season), at + 1),
        _ => {
            let (holiday, to) = holiday::name(lexemes, at)?;
            beside(Named::Holiday(holiday), to)
        }
    }
}

/// `two weeks ago`, `a year earlier`, `three days later`, `two months from now`
fn offset(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let (amount, at) = number::amount(lexemes, i).unwrap_or((Amount::Vague, i));
    let (unit, _) = number::unit(lexemes, at).filter(|(unit, _)| *unit > Unit::Second)?;
    if let Some(place) = weeks_from(lexemes, amount, unit, at + 1) {
        return Some(place);
    }
    let (back, from, to) = direction(lexemes, at + 1)?;
    Some(Place::new(
        Point::Offset {
            amount,
            unit,
            back,
            from,
        },
        to,
    ))
}

/// `a week` **`ago Friday`**, `two weeks` **`from Tuesday`**
fn weeks_from(lexemes: &Lexemes, amount: Amount, unit: Unit, i: usize) -> Option<Place> {
    let (Amount::Exact(n), Unit::Week) = (amount, unit) else {
        return None;
    };
    let weeks = i32::try_from(n).ok().filter(|n| (1..=52).contains(n))?;
    let weeks = match lexemes.key(i)? {
        Key::Ago => -weeks,
        Key::From => weeks,
        _ => return None,
    };
    let Lex::Weekday(weekday) = lexemes.lex(i + 1) else {
        return None;
    };
    // `a week ago Friday, June 9` is that day, and `a week from Tuesday to Sunday` no distance.
    let dated = lexemes.lex(i + 2) == Lex::Comma
        && matches!(lexemes.lex(i + 3), Lex::Month(_) | Lex::MonthShort(_));
    let alone = weeks < 0 || ends(lexemes, i + 2);
    (lexemes.capital(i + 1) && alone && !dated)
        .then(|| Place::new(Point::WeeksFrom { weekday, weeks }, i + 2))
}

fn direction(lexemes: &Lexemes, i: usize) -> Option<(bool, Origin, usize)> {
    match lexemes.key(i)? {
        Key::Ago => Some((true, Origin::Publication, i + 1)),
        Key::Earlier | Key::Previously => Some((true, Origin::Mention, i + 1)),
        // `two years before`, and nothing that it was before.
        Key::Before if matches!(lexemes.lex(i + 1), Lex::Mark | Lex::Comma | Lex::Close) => {
            Some((true, Origin::Mention, i + 1))
        }
        Key::Later => Some((false, Origin::Mention, i + 1)),
        Key::Hence => Some((false, Origin::Publication, i + 1)),
        Key::From if matches!(lexemes.key(i + 1), Some(Key::Now | Key::Today)) => {
            Some((false, Origin::Publication, i + 2))
        }
        _ => None,
    }
}

/// `the day before yesterday`, `the day after tomorrow`
fn beside_yesterday(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let at = if lexemes.is(i, Key::The) { i + 1 } else { i };
    if lexemes.lex(at) != Lex::Unit(Unit::Day) {
        return None;
    }
    let by = match (lexemes.key(at + 1)?, lexemes.key(at + 2)?) {
        (Key::Before, Key::Yesterday) => -2,
        (Key::After, Key::Tomorrow) => 2,
        _ => return None,
    };
    Some(shifted(Unit::Day, by, Origin::Publication, at + 3))
}

/// `the day before`, `the year after`, `the year previous`, `the week before last`
fn unit_then_word(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let Lex::Unit(unit) = lexemes.lex(i + 1) else {
        return None;
    };
    if !lexemes.is(i, Key::The) || unit < Unit::Day {
        return None;
    }
    let (by, from) = match (lexemes.key(i + 2)?, lexemes.key(i + 3)) {
        (Key::Before, Some(Key::Last)) if !lexemes.capital(i + 4) => {
            return Some(shifted(unit, -2, Origin::Publication, i + 4));
        }
        (Key::After, Some(Key::Next)) if !lexemes.capital(i + 4) => {
            return Some(shifted(unit, 2, Origin::Publication, i + 4));
        }
        (Key::Before, _) => (-1, counted_from(lexemes, i + 3)),
        (Key::After, _) => (1, counted_from(lexemes, i + 3)),
        (Key::Previous, _) => (-1, Origin::Mention),
        (Key::Following, _) => (1, Origin::Mention),
        _ => return None,
    };
    Some(shifted(unit, by, from, i + 3))
}

/// `the day before` counts from what was said, or from what follows if more does.
fn counted_from(lexemes: &Lexemes, i: usize) -> Origin {
    match lexemes.lex(i) {
        Lex::Mark | Lex::Comma | Lex::Close | Lex::Quote | Lex::Hyphen => Origin::Mention,
        Lex::Key(Key::And | Key::But) => Origin::Mention,
        _ => Origin::Following,
    }
}

/// Whether a clause or what is set apart ends before `i`.
fn ends(lexemes: &Lexemes, i: usize) -> bool {
    matches!(
        lexemes.lex(i),
        Lex::Mark | Lex::Comma | Lex::Close | Lex::Hyphen
    )
}

/// `for the day`, `ended the week`: where reports of markets and of earnings speak of a whole stretch.
fn the_whole(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let place = the_unit(lexemes, i)?;
    let told = match lexemes.before(i, 1) {
        Lex::Key(Key::For | Key::On | Key::During) => ends(lexemes, place.to),
        _ => ENDED.contains(&lexemes.str(i.wrapping_sub(1))) && !lexemes.is(place.to, Key::Of),
    };
    let Point::Shifted { unit, .. } = place.point else {
        return None;
    };
    told.then(|| shifted(unit, 0, Origin::Mention, place.to))
}

/// What is done to a day or a week as a whole.
const ENDED: &[&str] = &[
    "end",
    "ends",
    "ended",
    "ending",
    "finish",
    "finished",
    "finishing",
    "close",
    "closed",
    "closing",
    "start",
    "started",
    "starting",
    "began",
    "begin",
    "opened",
];

/// `year-ago`, `year-earlier`, `year-end`, `month's end`
fn compound(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let the = lexemes.is(i, Key::The);
    let i = if the { i + 1 } else { i };
    let Lex::Unit(unit) = lexemes.lex(i) else {
        return None;
    };
    let joined = lexemes.hyphen(i + 1);
    if !joined && lexemes.lex(i + 1) != Lex::Possessive {
        return None;
    }
    let to = i + 3;
    match lexemes.key(i + 2)? {
        Key::Ago | Key::Earlier if joined => {
            let point = Point::Offset {
                amount: Amount::Exact(1),
                unit,
                back: true,
                from: Origin::Publication,
            };
            (!the).then(|| Place::new(point, to))
        }
        Key::End if !the => {
            let mut place = match calendar::year_at(lexemes, to) {
                Some((year, to)) if unit == Unit::Year => {
                    calendar::year_place(lexemes, year, to - 1, to)
                }
                _ => shifted(unit, 0, Origin::Publication, to),
            };
            place.edge = Some(Modifier::End);
            Some(place)
        }
        _ => None,
    }
}

/// `the year`, `the month`: only where `the end of` or `later in` stands before it.
pub(super) fn the_unit(lexemes: &Lexemes, i: usize) -> Option<Place> {
    match lexemes.lex(i + 1) {
        Lex::Unit(unit) if lexemes.is(i, Key::The) && unit >= Unit::Week => {
            Some(shifted(unit, 0, Origin::Publication, i + 2))
        }
        Lex::Unit(Unit::Day) if lexemes.is(i, Key::The) => {
            Some(shifted(Unit::Day, 0, Origin::Publication, i + 2))
        }
        Lex::Key(Key::Quarter) if lexemes.is(i, Key::The) => {
            Some(shifted(Unit::Quarter, 0, Origin::Publication, i + 2))
        }
        _ => None,
    }
}
