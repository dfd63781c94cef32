//! Days with a name: `Christmas`, `Thanksgiving Day`, `Election Day`, and the week of a day.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{Place, calendar};
use crate::{
    form::{Holiday, Point, Unit, YearRef},
    lexer::Lexemes,
    lexicon::{Key, Lex},
};

/// First word, further words, holiday. Longer names stand before their beginnings.
const NAMES: &[(&str, &[&str], Holiday)] = &[
    ("New", &["Year", "'s", "Day"], Holiday::NewYearsDay),
    ("New", &["Year", "'s", "Eve"], Holiday::NewYearsEve),
    ("Martin", &["Luther", "King", "Day"], Holiday::KingDay),
    ("Groundhog", &["Day"], Holiday::GroundhogDay),
    ("Valentine", &["'s", "Day"], Holiday::ValentinesDay),
    ("Presidents", &["'", "Day"], Holiday::PresidentsDay),
    ("Presidents", &["Day"], Holiday::PresidentsDay),
    ("St.", &["Patrick", "'s", "Day"], Holiday::SaintPatricksDay),
    ("April", &["Fools", "'", "Day"], Holiday::AprilFools),
    ("Ash", &["Wednesday"], Holiday::AshWednesday),
    ("Palm", &["Sunday"], Holiday::PalmSunday),
    ("Good", &["Friday"], Holiday::GoodFriday),
    ("Easter", &["Sunday"], Holiday::Easter),
    ("Easter", &["Monday"], Holiday::EasterMonday),
    ("Easter", &["Day"], Holiday::Easter),
    ("Easter", &[], Holiday::Easter),
    ("Pentecost", &[], Holiday::Pentecost),
    ("May", &["Day"], Holiday::MayDay),
    ("Mother", &["'s", "Day"], Holiday::MothersDay),
    ("Memorial", &["Day"], Holiday::MemorialDay),
    ("Flag", &["Day"], Holiday::FlagDay),
    ("Father", &["'s", "Day"], Holiday::FathersDay),
    ("Independence", &["Day"], Holiday::IndependenceDay),
    ("Fourth", &["of", "July"], Holiday::IndependenceDay),
    ("Bastille", &["Day"], Holiday::BastilleDay),
    ("Labor", &["Day"], Holiday::LaborDay),
    ("Columbus", &["Day"], Holiday::ColumbusDay),
    ("Halloween", &[], Holiday::Halloween),
    ("Election", &["Day"], Holiday::ElectionDay),
    ("Veterans", &["Day"], Holiday::VeteransDay),
    ("Thanksgiving", &["Day"], Holiday::Thanksgiving),
    ("Thanksgiving", &[], Holiday::Thanksgiving),
    ("Christmas", &["Eve"], Holiday::ChristmasEve),
    ("Christmas", &["Day"], Holiday::Christmas),
    ("Christmas", &[], Holiday::Christmas),
    ("Boxing", &["Day"], Holiday::BoxingDay),
    ("Epiphany", &[], Holiday::Epiphany),
    ("Australia", &["Day"], Holiday::AustraliaDay),
    ("Women", &["'s", "Day"], Holiday::WomensDay),
    ("Shrove", &["Tuesday"], Holiday::ShroveTuesday),
    ("Mardi", &["Gras"], Holiday::ShroveTuesday),
    ("Maundy", &["Thursday"], Holiday::MaundyThursday),
    ("St.", &["George", "'s", "Day"], Holiday::SaintGeorgesDay),
    ("Earth", &["Day"], Holiday::EarthDay),
    ("Anzac", &["Day"], Holiday::AnzacDay),
    ("ANZAC", &["Day"], Holiday::AnzacDay),
    ("Cinco", &["de", "Mayo"], Holiday::CincoDeMayo),
    ("Victory", &["Day"], Holiday::VictoryDay),
    ("Ascension", &["Day"], Holiday::AscensionDay),
    ("Whit", &["Monday"], Holiday::WhitMonday),
    ("Juneteenth", &[], Holiday::Juneteenth),
    ("Canada", &["Day"], Holiday::CanadaDay),
    ("Assumption", &["Day"], Holiday::AssumptionDay),
    ("All", &["Saints", "'", "Day"], Holiday::AllSaintsDay),
    ("All", &["Saints", "Day"], Holiday::AllSaintsDay),
    ("Guy", &["Fawkes", "Night"], Holiday::GuyFawkesNight),
    ("Guy", &["Fawkes", "Day"], Holiday::GuyFawkesNight),
    ("Bonfire", &["Night"], Holiday::GuyFawkesNight),
    ("Remembrance", &["Sunday"], Holiday::RemembranceSunday),
    ("Black", &["Friday"], Holiday::BlackFriday),
    ("Cyber", &["Monday"], Holiday::CyberMonday),
    ("New", &["Year", "'s"], Holiday::NewYearsDay),
    (
        "Martin",
        &["Luther", "King", "Jr.", "Day"],
        Holiday::KingDay,
    ),
    ("President", &["'s", "Day"], Holiday::PresidentsDay),
    ("Mothers", &["'", "Day"], Holiday::MothersDay),
    ("Fathers", &["'", "Day"], Holiday::FathersDay),
    ("Veterans", &["'", "Day"], Holiday::VeteransDay),
    ("Remembrance", &["Day"], Holiday::VeteransDay),
    ("Armistice", &["Day"], Holiday::VeteransDay),
];

static FIRST_WORDS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| NAMES.iter().map(|(first, ..)| *first).collect());

/// Whether a name may start with the word at `i`: cheap, for every word of a text comes by.
pub(super) fn may_start(lexemes: &Lexemes, i: usize) -> bool {
    lexemes.capital(i) && FIRST_WORDS.contains(lexemes.str(i))
}

/// The holiday named at `i` and the lexeme after it.
pub(super) fn name(lexemes: &Lexemes, i: usize) -> Option<(Holiday, usize)> {
    if !lexemes.capital(i) {
        return None;
    }
    let word = lexemes.str(i);
    if !FIRST_WORDS.contains(word) {
        return None;
    }
    NAMES.iter().find_map(|(first, rest, holiday)| {
        let all = *first == word
            && rest
                .iter()
                .enumerate()
                .all(|(n, part)| match (*part, lexemes.lex(i + 1 + n)) {
                    ("'s", lex) => lex == Lex::Possessive,
                    ("'", lex) => lex == Lex::Quote,
                    (part, _) => lexemes.str(i + 1 + n) == part,
                });
        all.then_some((*holiday, i + 1 + rest.len()))
    })
}

pub(super) fn read(lexemes: &Lexemes, i: usize) -> Option<Place> {
    week_of(lexemes, i).or_else(|| {
        let (holiday, to) = name(lexemes, i)?;
        if let Some(place) = around(lexemes, holiday, to) {
            return Some(place);
        }
        let at = if lexemes.comma(to) || lexemes.is(to, Key::Of) {
            to + 1
        } else {
            to
        };
        let (year, to, written) = match calendar::year_at(lexemes, at) {
            Some((year, to)) => (YearRef::Year(year), to, Some((year, lexemes.cover(at, to)))),
            None => (YearRef::Unsaid, to, None),
        };
        let mut place = Place::new(Point::Holiday { holiday, year }, to);
        place.written.year = written;
        Some(place)
    })
}

/// `Labor Day weekend`, `Easter week`
fn around(lexemes: &Lexemes, holiday: Holiday, to: usize) -> Option<Place> {
    let weekend = match lexemes.lex(to) {
        Lex::Key(Key::Weekend) => true,
        Lex::Unit(Unit::Week) => false,
        _ => return None,
    };
    let (year, to, written) = match calendar::year_at(lexemes, to + 1) {
        Some((year, end)) => (
            YearRef::Year(year),
            end,
            Some((year, lexemes.cover(to + 1, end))),
        ),
        None => (YearRef::Unsaid, to + 1, None),
    };
    let point = Point::AroundHoliday {
        holiday,
        weekend,
        year,
    };
    let mut place = Place::new(point, to);
    place.written.year = written;
    Some(place)
}

/// `the week of March 6`
fn week_of(lexemes: &Lexemes, i: usize) -> Option<Place> {
    if !(lexemes.is(i, Key::The) && lexemes.word(i + 1, "week") && lexemes.is(i + 2, Key::Of)) {
        return None;
    }
    let day = calendar::full_date(lexemes, i + 3)?;
    // `the week of March 12-17` names its days.
    if lexemes.hyphen(day.to) && matches!(lexemes.lex(day.to + 1), Lex::Digits(..)) {
        return None;
    }
    let Point::Date {
        year,
        month: Some(month),
        day: Some(number),
        ..
    } = day.point
    else {
        return None;
    };
    let mut place = Place::new(
        Point::WeekOf {
            month,
            day: number,
            year,
        },
        day.to,
    );
    place.written = day.written;
    Some(place)
}
