//! Calendar dates as written: `June 9, 2000`, `9 June`, `2002-08-23`, `1950-53`, `480 BC`, `May`, `May of last year`.

use text_size::TextRange;

use super::{Found, Place};
use crate::{
    form::{Expression, Form, Origin, Point, Written, YearRef},
    lexer::{Case, Lexemes},
    lexicon::{Key, Lex},
};

/// The parts read so far.
#[derive(Clone, Copy, Default)]
struct Parts {
    written: Written,
    /// A year that is named by its distance.
    year: Option<YearRef>,
    to: usize,
}

impl Parts {
    fn place(self) -> Place {
        Place {
            point: point_of(&self.written, self.year),
            edge: None,
            written: self.written,
            to: self.to,
        }
    }
}

fn point_of(written: &Written, year: Option<YearRef>) -> Point {
    let explicit = written.year.map(|(y, _)| YearRef::Year(y));
    Point::Date {
        year: explicit.or(year).unwrap_or(YearRef::Unsaid),
        month: written.month.map(|(m, _)| m),
        day: written.day.map(|(d, _)| d),
        weekday: written.weekday.map(|(w, _)| w),
    }
}

/// Reads a calendar date at `i`.
pub(super) fn read(lexemes: &Lexemes, i: usize) -> Option<Place> {
    full_date(lexemes, i)
        .or_else(|| numeric(lexemes, i))
        .or_else(|| shared_month(lexemes, i))
        .or_else(|| month_alone(lexemes, i))
        .or_else(|| year_alone(lexemes, i))
        .or_else(|| day_alone(lexemes, i))
}

/// A month and a day, with a weekday before and a year after them if written.
pub(crate) fn full_date(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let (weekday, at) = super::weekday::written(lexemes, i).map_or((None, i), |(w, to)| {
        let to = if lexemes.comma(to) { to + 1 } else { to };
        (Some((w, lexemes.range(i))), to)
    });
    let mut parts = month_day(lexemes, at).or_else(|| day_month(lexemes, at))?;
    parts.written.weekday = weekday;
    Some(parts.place())
}

/// `June 9`, `June 9, 2000`, `June 9th`, `June the 9th`
fn month_day(lexemes: &Lexemes, i: usize) -> Option<Parts> {
    let (month, mut to) = month(lexemes, i, true)?;
    if lexemes.is(to, Key::The) {
        to += 1;
    }
    let (day, day_to) = day(lexemes, to)?;
    if is_percent(lexemes, day_to) {
        return None;
    }
    let mut parts = Parts {
        to: day_to,
        ..Parts::default()
    };
    parts.written.month = Some((month, lexemes.range(i)));
    parts.written.day = Some((day, lexemes.range(to)));
    Some(with_year(lexemes, parts))
}

/// `9 June`, `9th of June 2000`, `the 9th of June`
fn day_month(lexemes: &Lexemes, i: usize) -> Option<Parts> {
    let at = if lexemes.is(i, Key::The) { i + 1 } else { i };
    let (day, day_to) = day(lexemes, at)?;
    let month_at = if lexemes.is(day_to, Key::Of) {
        day_to + 1
    } else {
        day_to
    };
    let (month, to) = month(lexemes, month_at, true)?;
    let mut parts = Parts {
        to,
        ..Parts::default()
    };
    parts.written.day = Some((day, lexemes.range(at)));
    parts.written.month = Some((month, lexemes.range(month_at)));
    Some(with_year(lexemes, parts))
}

/// The year after a month or a day, with or without comma: `, 2000`, ` 2000`, ` of last year`, `, '99`.
fn with_year(lexemes: &Lexemes, mut parts: Parts) -> Parts {
    let at = parts.to;
    let mut skip = at;
    if lexemes.comma(skip) || (lexemes.is(skip, Key::Of) && !lexemes.comma(skip)) {
        skip += 1;
    }
    if let Some((year, to)) =
        written_year(lexemes, skip).filter(|_| skip == at || !counts_something(lexemes, skip + 1))
    {
        parts.written.year = Some((year, lexemes.cover(skip, to)));
        parts.to = to;
    } else if let Some((year, to)) =
        relative_year(lexemes, if lexemes.is(at, Key::Of) { at + 1 } else { at })
    {
        parts.year = Some(year);
        parts.to = to;
    } else {
        parts.year = known_day(lexemes, &parts);
    }
    parts
}

/// The year of `September 11`, where the words after it or before it say what happened: `the September 11 attacks`.
fn known_day(lexemes: &Lexemes, parts: &Parts) -> Option<YearRef> {
    let day = (parts.written.month?.0, parts.written.day?.0) == (9, 11);
    let named = matches!(
        lexemes.str(parts.to),
        "attack" | "attacks" | "terror" | "terrorist" | "hijackings" | "hijackers"
    );
    (day && named).then_some(YearRef::Year(2001))
}

/// `last year`, `that year`, `the same year`, `next year`
pub(super) fn relative_year(lexemes: &Lexemes, i: usize) -> Option<(YearRef, usize)> {
    let at = if lexemes.is(i, Key::The) { i + 1 } else { i };
    let (by, from) = match lexemes.key(at)? {
        Key::Last => (-1, Origin::Publication),
        Key::This => (0, Origin::Publication),
        Key::Next if at == i => (1, Origin::Publication),
        Key::Next | Key::Following => (1, Origin::Mention),
        Key::Previous => (-1, Origin::Mention),
        Key::That | Key::Same => (0, Origin::Mention),
        _ => return None,
    };
    let at = if lexemes.is(at, Key::That) && lexemes.is(at + 1, Key::Same) {
        at + 1
    } else {
        at
    };
    (lexemes.lex(at + 1) == Lex::Unit(crate::form::Unit::Year))
        .then_some((YearRef::Shifted { by, from }, at + 2))
}

/// The month at `i` and the lexeme after it. Short names and names that are words too need what `dated` promises: that
/// a day or year stands beside them.
pub(super) fn month(lexemes: &Lexemes, i: usize, dated: bool) -> Option<(i8, usize)> {
    let capital = lexemes.capital(i);
    let month = match lexemes.lex(i) {
        Lex::Month(month) if capital => month,
        Lex::MonthOrWord(month) if capital && (dated || month_not_word(lexemes, i)) => month,
        Lex::MonthShort(month) if capital && (dated || lexemes.str(i).ends_with('.')) => month,
        Lex::MonthShort(month) if capital && matches!(lexemes.lex(i + 1), Lex::Digits(_, 4)) => {
            month
        }
        _ => return None,
    };
    let point = matches!(lexemes.lex(i), Lex::MonthShort(_))
        && lexemes.str(i + 1) == "."
        && lexemes.glued(i + 1);
    Some((month, if point { i + 2 } else { i + 1 }))
}

/// Whether `May` or `March` with a capital is the month here.
fn month_not_word(lexemes: &Lexemes, i: usize) -> bool {
    let before = lexemes.before(i, 1);
    let led = matches!(
        before,
        Lex::Key(
            Key::In
                | Key::Of
                | Key::Since
                | Key::Until
                | Key::By
                | Key::Early
                | Key::Late
                | Key::Last
                | Key::Next
                | Key::This
                | Key::During
                | Key::From
                | Key::To
                | Key::Through
                | Key::Between
                | Key::Before
                | Key::After
                | Key::Mid
                | Key::And
                | Key::Or
                | Key::Around
                | Key::About
                | Key::Previous
                | Key::Every
                | Key::For
                | Key::Each
                | Key::Same
                | Key::Following
        )
    ) || (before == Lex::Hyphen && lexemes.glued(i));
    let year = matches!(lexemes.lex(i + 1), Lex::Digits(_, 4));
    // `Mrs. May`, `Theresa May`, `by March Fong`: a name before or after it.
    let named = matches!(lexemes.lex(i + 1), Lex::Other)
        && lexemes.capital(i + 1)
        && lexemes.case(i) != Case::Upper;
    year || (led && !named)
}

/// A day of the month at `i`, possible or not (`31`), and the lexeme after it. A number that is no day of any month is
/// one mistyped where a comma and a year follow (`32, 2007`).
fn day(lexemes: &Lexemes, i: usize) -> Option<(i8, usize)> {
    let year_follows = || {
        lexemes.lex(i + 1) == Lex::Comma
            && matches!(lexemes.lex(i + 2), Lex::Digits(1900..=2100, 4))
    };
    let (value, to) = match lexemes.lex(i) {
        Lex::Digits(value @ 32..=99, 2) if year_follows() => (value, i + 1),
        Lex::Digits(value @ 1..=31, 1..=2) => (value, i + 1),
        Lex::Ordinal(value @ 1..=31) => (value, i + 1),
        Lex::Key(Key::Second) => (2, i + 1),
        Lex::Number(20 | 30) if lexemes.hyphen(i + 1) => match (lexemes.lex(i), lexemes.lex(i + 2))
        {
            (Lex::Number(tens), Lex::Ordinal(unit @ 1..=9)) if tens + unit <= 31 => {
                (tens + unit, i + 3)
            }
            _ => return None,
        },
        _ => return None,
    };
    Some((i8::try_from(value).ok()?, to))
}

/// `April 5 percent`: a headline's figure for a month, no day of it.
fn is_percent(lexemes: &Lexemes, i: usize) -> bool {
    lexemes.lex(i) == Lex::Percent || lexemes.word(i, "percent")
}

/// Whether what stands at `i` makes the number before it an amount: `percent`, `people`, `miles`.
fn counts_something(lexemes: &Lexemes, i: usize) -> bool {
    match lexemes.lex(i) {
        Lex::Percent | Lex::Units(_) | Lex::Hundred | Lex::Dozen => true,
        Lex::Other if !lexemes.capital(i) => COUNTED.contains(&lexemes.str(i)),
        Lex::Hyphen if lexemes.hyphen(i) => matches!(lexemes.lex(i + 1), Lex::Other | Lex::Unit(_)),
        _ => false,
    }
}

/// Whether what stands at `i` is certainly or likely counted by the number before it.
fn is_counted(lexemes: &Lexemes, i: usize) -> bool {
    counts_something(lexemes, i)
        || matches!(lexemes.lex(i), Lex::Unit(_))
        || (lexemes.lex(i) == Lex::Other && !lexemes.capital(i) && plural(lexemes.str(i)))
}

fn plural(word: &str) -> bool {
    word.ends_with('s')
        && !word.ends_with("ss")
        && !matches!(
            word,
            "was" | "is" | "has" | "as" | "does" | "its" | "his" | "us" | "this"
        )
}

/// What four bare digits count when they are no year.
const COUNTED: &[&str] = &[
    "percent",
    "people",
    "men",
    "women",
    "children",
    "troops",
    "soldiers",
    "students",
    "workers",
    "employees",
    "jobs",
    "members",
    "police",
    "officers",
    "miles",
    "kilometers",
    "kilometres",
    "km",
    "meters",
    "metres",
    "feet",
    "ft",
    "m",
    "mm",
    "cm",
    "inches",
    "yards",
    "acres",
    "hectares",
    "pounds",
    "lbs",
    "kg",
    "kilograms",
    "tons",
    "tonnes",
    "ounces",
    "gallons",
    "liters",
    "litres",
    "barrels",
    "dollars",
    "euros",
    "yen",
    "won",
    "rubles",
    "francs",
    "marks",
    "cents",
    "shares",
    "points",
    "votes",
    "seats",
    "homes",
    "houses",
    "cars",
    "vehicles",
    "tanks",
    "planes",
    "aircraft",
    "ships",
    "prisoners",
    "refugees",
    "civilians",
    "casualties",
    "deaths",
    "dead",
    "wounded",
    "killed",
    "million",
    "billion",
    "thousand",
    "trillion",
    "pc",
    "degrees",
    "watts",
    "megawatts",
    "hp",
    "rpm",
    "mph",
    "times",
    "copies",
    "pages",
    "items",
    "units",
    "guests",
    "protesters",
    "demonstrators",
    "pilgrims",
    "passengers",
    "residents",
    "villagers",
    "fighters",
    "rebels",
    "infantry",
    "cavalry",
    "guns",
    "horses",
    "warships",
    "prisoner",
    "square",
    "cubic",
    "metric",
];

/// A year in digits, with or without its era, and the lexeme after it.
fn written_year(lexemes: &Lexemes, i: usize) -> Option<(i16, usize)> {
    if let Some(era) = with_era(lexemes, i) {
        return Some(era);
    }
    match lexemes.lex(i) {
        Lex::Digits(value @ 1000..=2199, 4) => Some((i16::try_from(value).ok()?, i + 1)),
        Lex::Quote => short_year(lexemes, i),
        _ => None,
    }
}

/// The year written at `i`, where a season or quarter before it promises one.
pub(super) fn year_at(lexemes: &Lexemes, i: usize) -> Option<(i16, usize)> {
    written_year(lexemes, i).filter(|(_, to)| !counts_something(lexemes, *to))
}

/// `480 BC`, `AD 70`, `70 AD`
fn with_era(lexemes: &Lexemes, i: usize) -> Option<(i16, usize)> {
    if lexemes.is(i, Key::Ad) && lexemes.case(i) == Case::Upper {
        if let Lex::Digits(year @ 1..=2199, _) = lexemes.lex(i + 1) {
            return Some((i16::try_from(year).ok()?, i + 2));
        }
        return None;
    }
    let Lex::Digits(year @ 1..=9998, _) = lexemes.lex(i) else {
        return None;
    };
    let (bc, to) = era(lexemes, i + 1)?;
    let year = i16::try_from(year).ok()?;
    Some((if bc { 1 - year } else { year }, to))
}

/// The era at `i`: true is before Christ.
fn era(lexemes: &Lexemes, i: usize) -> Option<(bool, usize)> {
    if lexemes.case(i) != Case::Upper {
        return None;
    }
    match lexemes.key(i)? {
        Key::Bc => Some((true, i + 1)),
        Key::Ad => Some((false, i + 1)),
        _ => None,
    }
}

/// `'82`
fn short_year(lexemes: &Lexemes, i: usize) -> Option<(i16, usize)> {
    let apostrophe = matches!(lexemes.str(i), "'" | "’" | "‘");
    match lexemes.lex(i + 1) {
        Lex::Digits(value @ 0..=99, 2)
            if apostrophe && lexemes.glued(i + 1) && !is_counted(lexemes, i + 2) =>
        {
            let century = if value <= 29 { 2000 } else { 1900 };
            Some((century + i16::try_from(value).ok()?, i + 2))
        }
        _ => None,
    }
}

/// A year as a place, its digits in `from..to`.
pub(super) fn year_place(lexemes: &Lexemes, year: i16, from: usize, to: usize) -> Place {
    let mut parts = Parts {
        to,
        ..Parts::default()
    };
    parts.written.year = Some((year, lexemes.cover(from, to)));
    parts.place()
}

/// A year that stands for itself.
fn year_alone(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let parts = |year: i16, to: usize| year_place(lexemes, year, i, to);
    if let Some((year, to)) = with_era(lexemes, i)
        .or_else(|| before_era(lexemes, i))
        .or_else(|| spelled(lexemes, i))
    {
        return Some(parts(year, to));
    }
    if lexemes.lex(i) == Lex::Quote {
        let free = !lexemes.glued(i) && !matches!(lexemes.lex(i + 2), Lex::Quote);
        return short_year(lexemes, i)
            .filter(|_| free)
            .map(|(year, to)| parts(year, to));
    }
    let Lex::Digits(value @ 1000..=2199, 4) = lexemes.lex(i) else {
        return None;
    };
    is_year(lexemes, i, value)
        .then(|| i16::try_from(value).ok())
        .flatten()
        .map(|year| parts(year, i + 1))
}

/// Whether four digits are a year and no quantity.
fn is_year(lexemes: &Lexemes, i: usize, value: u32) -> bool {
    let before = lexemes.before(i, 1);
    let next = lexemes.lex(i + 1);
    let led = matches!(
        before,
        Lex::Key(
            Key::In
                | Key::Since
                | Key::Until
                | Key::By
                | Key::During
                | Key::Early
                | Key::Late
                | Key::Mid
                | Key::Before
                | Key::After
                | Key::Of
                | Key::From
                | Key::Between
                | Key::Fiscal
                | Key::Through
                | Key::Circa
                | Key::The
        ) | Lex::Season(_)
            | Lex::Open
    );
    if matches!(before, Lex::Dollar)
        || matches!(next, Lex::Percent | Lex::Meridiem(_) | Lex::Zone(_))
    {
        return false;
    }
    if matches!(
        before,
        Lex::Key(Key::Than | Key::Least | Key::Nearly | Key::Almost | Key::Some | Key::Over)
    ) {
        return false;
    }
    if lexemes.hyphen(i + 1)
        && !matches!(
            lexemes.lex(i + 2),
            Lex::Digits(..) | Lex::Month(_) | Lex::MonthOrWord(_)
        )
    {
        return false;
    }
    // `G-2000`, `555-1989`
    if before == Lex::Hyphen && lexemes.glued(i) && lexemes.glued(i - 1) {
        match lexemes.before(i, 2) {
            Lex::Other => return false,
            Lex::Digits(_, width) if width != 4 => return false,
            _ => {}
        }
    }
    let modern = (1700..=2035).contains(&value);
    let counted = if led && modern {
        counts_something(lexemes, i + 1)
    } else {
        is_counted(lexemes, i + 1)
    };
    if counted || lexemes.str(i.wrapping_sub(1)).eq_ignore_ascii_case("no.") {
        return false;
    }
    // A digit group or a part number goes on: `1999 2000` may, `1999-2000-3` may not.
    if matches!(next, Lex::Slash)
        && lexemes.glued(i + 1)
        && !matches!(lexemes.lex(i + 2), Lex::Digits(..))
    {
        return false;
    }
    let named = matches!(before, Lex::Other) && lexemes.capital(i.wrapping_sub(1));
    match value {
        1900..=2035 => !(named && named_product(lexemes, i)),
        1700..=1899 => true,
        _ => {
            led || matches!(
                before,
                Lex::Key(Key::And | Key::To | Key::Around | Key::About)
            )
        }
    }
}

/// `Office 2007`, `Windows 2000`: a name that sells by its year.
fn named_product(lexemes: &Lexemes, i: usize) -> bool {
    matches!(
        lexemes.str(i - 1),
        "Windows"
            | "Office"
            | "Server"
            | "Boeing"
            | "Peugeot"
            | "Route"
            | "Highway"
            | "Flight"
            | "Vista"
            | "Studio"
            | "Resolution"
            | "Room"
            | "Page"
            | "Model"
            | "Nokia"
            | "Exchange"
    )
}

/// The first of two years that share their era: `490 and 480 BC`, `149–146 BC`.
fn before_era(lexemes: &Lexemes, i: usize) -> Option<(i16, usize)> {
    let Lex::Digits(year @ 1..=9998, 1..=4) = lexemes.lex(i) else {
        return None;
    };
    let joined = lexemes.lex(i + 1) == Lex::Hyphen
        || matches!(
            lexemes.key(i + 1),
            Some(Key::And | Key::To | Key::Or | Key::Until)
        );
    let Lex::Digits(second, _) = lexemes.lex(i + 2) else {
        return None;
    };
    let (bc, _) = era(lexemes, i + 3)?;
    let year = i16::try_from(year).ok()?;
    let ordered = if bc {
        i32::from(year) > second as i32
    } else {
        (year as i32) < second as i32
    };
    (joined && ordered).then_some((if bc { 1 - year } else { year }, i + 1))
}

/// `nineteen ninety-six`
fn spelled(lexemes: &Lexemes, i: usize) -> Option<(i16, usize)> {
    let Lex::Number(century @ 13..=20) = lexemes.lex(i) else {
        return None;
    };
    let Lex::Number(tens @ 10..=90) = lexemes.lex(i + 1) else {
        return None;
    };
    let (rest, to) = super::number::whole(lexemes, i + 1)?;
    (tens <= rest && rest < 100 && super::number::unit(lexemes, to).is_none())
        .then(|| Some((i16::try_from(century * 100 + rest).ok()?, to)))
        .flatten()
}

/// A month that stands for itself, with its year if written.
fn month_alone(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let (month, to) = month(lexemes, i, false)?;
    if is_given_name(lexemes, i, to) {
        return None;
    }
    let mut parts = Parts {
        to,
        ..Parts::default()
    };
    parts.written.month = Some((month, lexemes.range(i)));
    let mut parts = with_year(lexemes, parts);
    if parts.written.year.is_none()
        && parts.year.is_none()
        && lexemes.str(parts.to.wrapping_sub(1)) == "."
    {
        parts.to = to;
    }
    Some(parts.place())
}

/// `April Jones`, `June Carter`: no word leads to it and a capital follows.
fn is_given_name(lexemes: &Lexemes, i: usize, to: usize) -> bool {
    matches!(lexemes.str(i), "April" | "June" | "August")
        && !matches!(lexemes.before(i, 1), Lex::Key(_) | Lex::Hyphen)
        && lexemes.lex(to) == Lex::Other
        && lexemes.case(to) == Case::Initial
}

/// `2002-08-23`, `7/8/07`, `11/02/1989`, `9/11`
fn numeric(lexemes: &Lexemes, i: usize) -> Option<Place> {
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
        return build((year, ranges[2]), month, day);
    }
    None
}

/// The first of two days that share the month after them: `21-23 July`, `25 and 26 August`.
fn shared_month(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let (first, to) = day(lexemes, i)?;
    let joined = lexemes.lex(to) == Lex::Hyphen
        || matches!(
            lexemes.key(to),
            Some(Key::And | Key::To | Key::Or | Key::Until | Key::Through)
        );
    if !joined {
        return None;
    }
    let second = day_month(lexemes, to + 1)?;
    let mut parts = second;
    parts.written.day = Some((first, lexemes.range(i)));
    parts.to = to;
    Some(parts.place())
}

/// A day of a month that was named before: `the 13th`.
fn day_alone(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let Lex::Ordinal(value @ 1..=31) = lexemes.lex(i + 1) else {
        return None;
    };
    let numeral = lexemes.str(i + 1).starts_with(|c: char| c.is_ascii_digit());
    let led = matches!(
        lexemes.key_before(i, 1),
        Some(Key::On | Key::By | Key::Until | Key::From | Key::To | Key::Of)
    );
    let free = !matches!(
        lexemes.lex(i + 2),
        Lex::Other
            | Lex::Unit(_)
            | Lex::Units(_)
            | Lex::Hyphen
            | Lex::Possessive
            | Lex::Key(Key::Quarter)
    ) || matches!(
        lexemes.str(i + 2),
        "when" | "but" | "were" | "was" | "he" | "they"
    );
    if !(lexemes.is(i, Key::The) && numeral && led && free) {
        return None;
    }
    let mut parts = Parts {
        to: i + 2,
        ..Parts::default()
    };
    parts.written.day = Some((i8::try_from(value).ok()?, lexemes.range(i + 1)));
    Some(parts.place())
}

/// The second end of a range or coordination that leaves out what the first has said: `July 21-23`, `Aug. 25 and 26`,
/// `1950-53`. Returns where it starts.
pub(super) fn continued(lexemes: &Lexemes, first: &Found) -> Option<(usize, Found)> {
    let Form::Date {
        point: Point::Date { year, .. },
        ..
    } = first.form
    else {
        return None;
    };
    let written = &first.written;
    let at = first.to;
    let dash = lexemes.lex(at) == Lex::Hyphen;
    let tight = lexemes.hyphen(at);
    let word = matches!(
        lexemes.key(at),
        Some(Key::And | Key::To | Key::Or | Key::Until | Key::Through)
    );
    let listed = lexemes.comma(at) && written.year.is_none() && list_goes_on(lexemes, at + 2);
    if !(dash || word || listed) {
        return None;
    }
    let at = if lexemes.comma(at) && lexemes.is(at + 1, Key::And) {
        at + 2
    } else {
        at + 1
    };
    if let (Some(month), Some(_)) = (written.month, written.day) {
        return next_day(lexemes, at, written, month, year, tight).map(|found| (at, found));
    }
    let (first_year, _) = written.year.filter(|_| written.month.is_none())?;
    let Lex::Digits(value @ 0..=99, 2) = lexemes.lex(at) else {
        return None;
    };
    let rest = first_year.rem_euclid(100);
    let second = i16::try_from(value)
        .ok()
        .filter(|v| *v > rest || (rest == 99 && *v == 0))?;
    if !(tight || (dash && !is_counted(lexemes, at + 1)))
        || matches!(lexemes.lex(at + 1), Lex::Percent | Lex::Month(_))
    {
        return None;
    }
    let second = first_year - rest + second + if second < rest { 100 } else { 0 };
    let mut parts = Parts {
        to: at + 1,
        ..Parts::default()
    };
    parts.written.year = Some((second, lexemes.range(at)));
    Some((at, parts.place().into()))
}

fn list_goes_on(lexemes: &Lexemes, i: usize) -> bool {
    (lexemes.comma(i) || lexemes.is(i, Key::And))
        && (day(lexemes, i + 1).is_some() || day(lexemes, i + 2).is_some())
        || (lexemes.is(i.wrapping_sub(1), Key::And) && day(lexemes, i).is_some())
}

fn next_day(
    lexemes: &Lexemes,
    at: usize,
    first: &Written,
    month: (i8, TextRange),
    year: YearRef,
    tight: bool,
) -> Option<Found> {
    let (day, to) = day(lexemes, at)?;
    if super::calendar::month(lexemes, to, true).is_some() {
        return None;
    }
    let free = match lexemes.lex(to) {
        Lex::Percent
        | Lex::Hyphen
        | Lex::Slash
        | Lex::Units(_)
        | Lex::Unit(_)
        | Lex::Meridiem(_) => false,
        Lex::Other => tight || lexemes.capital(to),
        _ => true,
    };
    if !free {
        return None;
    }
    let mut parts = Parts {
        to,
        year: Some(year),
        ..Parts::default()
    };
    parts.written = Written {
        weekday: None,
        day: Some((day, lexemes.range(at))),
        month: Some(month),
        year: first.year,
    };
    if first.year.is_none() {
        parts = with_year(lexemes, parts);
    }
    Some(parts.place().into())
}

/// A year that stands after the second end is the year of the first end too: `July 21-23, 2000`.
pub(super) fn share_year(expressions: &mut [Expression], second: &Found) {
    if second.written.year.is_none() {
        return;
    }
    for expression in expressions.iter_mut().rev() {
        let same_month =
            expression.written.month == second.written.month && expression.written.month.is_some();
        if !same_month || expression.written.year.is_some() {
            return;
        }
        expression.written.year = second.written.year;
        let year = match second.form {
            Form::Date {
                point: Point::Date { year, .. },
                ..
            } => year,
            _ => return,
        };
        if let Form::Date {
            point: Point::Date { year: first, .. },
            ..
        } = &mut expression.form
            && *first == YearRef::Unsaid
        {
            *first = year;
        }
    }
}
