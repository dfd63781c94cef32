//! Finding expressions of time: one small reader a family, the longest reading wins.
//!
//! Every reader is a function from the lexemes and a place among them to what starts there. Readers look a bounded
//! number of lexemes ahead, so reading a text takes time in proportion to its length.

mod age;
mod calendar;
mod clock;
mod decade;
mod duration;
mod edge;
mod holiday;
pub(crate) mod number;
mod quarter;
mod reference;
mod relative;
mod season;
mod set;
mod spans;
mod weekday;

use text::Token;

use crate::{
    form::{Expression, Form, Modifier, Point, Recognised, Written},
    lexer::Lexemes,
    lexicon::{Key, Lex},
};

pub(crate) use calendar::full_date;

/// A place on the calendar that starts where it was looked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) point: Point,
    pub(crate) edge: Option<Modifier>,
    pub(crate) written: Written,
    /// The lexeme after its last.
    pub(crate) to: usize,
}

impl Place {
    fn new(point: Point, to: usize) -> Self {
        Self {
            point,
            edge: None,
            written: Written::default(),
            to,
        }
    }
}

/// A whole expression.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub(crate) form: Form,
    pub(crate) written: Written,
    pub(crate) to: usize,
}

impl Found {
    fn new(form: Form, to: usize) -> Self {
        Self {
            form,
            written: Written::default(),
            to,
        }
    }
}

impl From<Place> for Found {
    fn from(place: Place) -> Self {
        Self {
            form: Form::Date {
                point: place.point,
                edge: place.edge,
            },
            written: place.written,
            to: place.to,
        }
    }
}

/// The families of places on the calendar.
const PLACES: &[fn(&Lexemes, usize) -> Option<Place>] = &[
    calendar::read,
    weekday::read,
    relative::read,
    quarter::read,
    decade::read,
    season::read,
    holiday::read,
    reference::read,
];

/// The families of whole expressions.
const WHOLES: &[fn(&Lexemes, usize) -> Option<Found>] = &[clock::read, set::read, duration::read];

/// The longest place on the calendar that starts at `i`, without early and late.
fn place(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let mut best: Option<Place> = None;
    for read in PLACES {
        if let Some(place) = read(lexemes, i)
            && best.is_none_or(|b| place.to > b.to)
        {
            best = Some(place);
        }
    }
    best
}

/// The longest place on the calendar that starts at `i`, with early and late.
fn edged_place(lexemes: &Lexemes, i: usize) -> Option<Place> {
    longer(place(lexemes, i), edge::read(lexemes, i))
}

fn longer(a: Option<Place>, b: Option<Place>) -> Option<Place> {
    match (a, b) {
        (Some(a), Some(b)) if b.to > a.to => Some(b),
        (None, b) => b,
        (a, _) => a,
    }
}

/// The longest expression that starts at `i`.
fn longest(lexemes: &Lexemes, i: usize) -> Option<Found> {
    let mut best: Option<Found> = edged_place(lexemes, i).map(Found::from);
    for read in WHOLES {
        if let Some(found) = read(lexemes, i)
            && best.is_none_or(|b| found.to > b.to)
        {
            best = Some(found);
        }
    }
    best
}

/// Whether an expression can start at `i`.
fn may_start(lexemes: &Lexemes, i: usize) -> bool {
    match lexemes.lex(i) {
        Lex::Other => holiday::may_start(lexemes, i),
        Lex::Mark
        | Lex::Comma
        | Lex::Hyphen
        | Lex::Slash
        | Lex::Dollar
        | Lex::Percent
        | Lex::Possessive => false,
        Lex::Open | Lex::Close | Lex::Meridiem(_) | Lex::Zone(_) => false,
        // The second half of a compound (`G-8`, `747-400`) and a sum of money are no dates.
        Lex::Digits(..) | Lex::Grouped(_) | Lex::Decimal(_) => {
            let before = lexemes.before(i, 1);
            !lexemes.glued(i)
                || matches!(before, Lex::Quote | Lex::Open | Lex::Comma)
                || number_after_dash(lexemes, i)
        }
        Lex::Key(key) => key_may_start(lexemes, i, key),
        Lex::Number(_) | Lex::Ordinal(_) | Lex::Hundred | Lex::Dozen => leads(lexemes, i),
        _ => true,
    }
}

/// Most words of the grammar are as common in prose that tells no time; they are worth a look only if what they lead
/// to can be a time.
fn key_may_start(lexemes: &Lexemes, i: usize, key: Key) -> bool {
    match key {
        Key::After
        | Key::Again
        | Key::Ago
        | Key::And
        | Key::Around
        | Key::About
        | Key::Before
        | Key::Between
        | Key::But
        | Key::By
        | Key::Circa
        | Key::Close
        | Key::Consecutive
        | Key::During
        | Key::For
        | Key::From
        | Key::Hence
        | Key::In
        | Key::Least
        | Key::Long
        | Key::Of
        | Key::Old
        | Key::On
        | Key::Only
        | Key::Or
        | Key::Other
        | Key::Post
        | Key::Pre
        | Key::Roughly
        | Key::Since
        | Key::Than
        | Key::Then
        | Key::Through
        | Key::Throughout
        | Key::Time
        | Key::To
        | Key::Under
        | Key::Until
        | Key::Up
        | Key::Within => false,
        Key::Now
        | Key::Today
        | Key::Tomorrow
        | Key::Tonight
        | Key::Yesterday
        | Key::Current
        | Key::Currently
        | Key::Future
        | Key::Lately
        | Key::Nowadays
        | Key::Overnight
        | Key::Present
        | Key::Recent
        | Key::Recently
        | Key::Weekends => true,
        _ => leads(lexemes, i),
    }
}

/// Whether what follows `i` can be a part of a time: a word of the lexicon, a name, or `times`.
fn leads(lexemes: &Lexemes, i: usize) -> bool {
    match lexemes.lex(i + 1) {
        Lex::Other => lexemes.capital(i + 1) || lexemes.str(i + 1) == "times",
        Lex::Mark | Lex::Comma | Lex::Close => false,
        _ => true,
    }
}

/// A number right after a dash that is no part of a compound word: `--10 people`, `1950-1953`, `mid-2011`.
fn number_after_dash(lexemes: &Lexemes, i: usize) -> bool {
    match lexemes.before(i, 1) {
        Lex::Hyphen => !(lexemes.glued(i - 1) && matches!(lexemes.before(i, 2), Lex::Other)),
        Lex::Mark => {
            lexemes.str(i - 1) != "."
                && !lexemes
                    .str(i - 1)
                    .starts_with(['@', '&', '+', '=', '_', '~', ':'])
        }
        Lex::Slash => matches!(lexemes.before(i, 2), Lex::Digits(_, 4)),
        _ => false,
    }
}

/// Context-free reading of one block's text.
pub fn recognise(text: &str, tokens: &[Token]) -> Recognised {
    let lexemes = Lexemes::new(text, tokens);
    let mut expressions: Vec<Expression> = Vec::new();
    let mut places: Vec<(usize, usize)> = Vec::new();
    let mut i = 0;
    while i < lexemes.len() {
        if !may_start(&lexemes, i) {
            i += 1;
            continue;
        }
        if let Some(to) = age::skip(&lexemes, i) {
            i = to;
            continue;
        }
        let Some(found) = longest(&lexemes, i) else {
            i += 1;
            continue;
        };
        let found = edge::hedged(&lexemes, i, found);
        let mut from = i;
        let mut next = Some(found);
        while let Some(found) = next {
            expressions.push(Expression {
                range: lexemes.cover(from, found.to),
                form: found.form,
                written: found.written,
            });
            places.push((from, found.to));
            i = found.to;
            next = None;
            if let Some((start, more)) = calendar::continued(&lexemes, &found) {
                calendar::share_year(&mut expressions, &more);
                from = start;
                next = Some(more);
            }
        }
    }
    let spans = spans::read(&lexemes, &expressions, &places);
    spans::share_years(&lexemes, &mut expressions, &spans, &places);
    Recognised { expressions, spans }
}
