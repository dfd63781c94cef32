//! Which expressions are two ends of one range or stand in one coordination.

use crate::{
    form::{Expression, Form, Point, Span, SpanKind, Unit, YearRef},
    lexer::Lexemes,
    lexicon::{Key, Lex},
};

/// How far before the first end `from` or `between` may stand.
const REACH: usize = 2;

pub(super) fn read(
    lexemes: &Lexemes,
    expressions: &[Expression],
    places: &[(usize, usize)],
) -> Vec<Span> {
    let mut spans = Vec::new();
    for (n, pair) in places.windows(2).enumerate() {
        let (from, to) = (pair[0], pair[1]);
        if let Some(kind) = joined(lexemes, from, to)
            && comparable(&expressions[n].form, &expressions[n + 1].form)
        {
            let range = expressions[n].range.cover(expressions[n + 1].range);
            spans.push(Span {
                from: n,
                to: n + 1,
                range,
                kind,
            });
        }
    }
    spans
}

fn joined(lexemes: &Lexemes, from: (usize, usize), to: (usize, usize)) -> Option<SpanKind> {
    // One joining word or dash; before a word, a comma may stand.
    let at = match to.0.checked_sub(from.1)? {
        1 => from.1,
        2 if lexemes.comma(from.1) => from.1 + 1,
        _ => return None,
    };
    let led_by = |key: Key| (1..=REACH).any(|n| lexemes.key_before(from.0, n) == Some(key));
    match lexemes.lex(at) {
        Lex::Hyphen => Some(SpanKind::Range),
        Lex::Key(Key::Until | Key::Through) => Some(SpanKind::Range),
        Lex::Key(Key::To) => (!moved(lexemes, from.0)).then_some(SpanKind::Range),
        Lex::Key(Key::And) if led_by(Key::Between) => Some(SpanKind::Range),
        Lex::Key(Key::And) => Some(SpanKind::Coordination),
        _ => None,
    }
}

/// `postponed from June 12 to June 5` is no stretch of time.
fn moved(lexemes: &Lexemes, at: usize) -> bool {
    const VERBS: &[&str] = &[
        "moved",
        "move",
        "postponed",
        "postpone",
        "changed",
        "change",
        "pushed",
        "shifted",
        "rescheduled",
        "delayed",
        "brought",
        "advanced",
        "deferred",
        "put",
        "switched",
        "extended",
        "up",
        "down",
        "rose",
        "fell",
        "compared",
    ];
    (1..=8).any(|n| {
        at.checked_sub(n)
            .is_some_and(|i| VERBS.iter().any(|verb| lexemes.word(i, verb)))
    })
}

/// Both are places on the calendar, or both lengths of time.
fn comparable(a: &Form, b: &Form) -> bool {
    let calendar = |form: &Form| match form {
        Form::Date { point, .. } => !matches!(point, Point::Reference(_)),
        Form::Time { .. } => true,
        _ => false,
    };
    (calendar(a) && calendar(b)) || matches!((a, b), (Form::Duration { .. }, Form::Duration { .. }))
}

/// A year at one place holds for another: `from March to June 1988`, `last year’s September 11`.
pub(super) fn share_years(
    lexemes: &Lexemes,
    expressions: &mut [Expression],
    spans: &[Span],
    places: &[(usize, usize)],
) {
    for span in spans {
        let second = expressions[span.to].written;
        let (Some((year, _)), Some((month, _))) = (second.year, second.month) else {
            continue;
        };
        let first = &mut expressions[span.from];
        let Some((first_month, _)) = first.written.month.filter(|_| first.written.year.is_none())
        else {
            continue;
        };
        // `Dec. 24 to Jan. 2, 1999`
        let turned =
            (first_month, first.written.day.map(|d| d.0)) > (month, second.day.map(|d| d.0));
        if turned && span.kind != SpanKind::Range {
            continue;
        }
        if !turned {
            first.written.year = second.year;
        }
        set_year(first, YearRef::Year(if turned { year - 1 } else { year }));
    }
    for n in 1..expressions.len() {
        let possessive =
            lexemes.lex(places[n - 1].1) == Lex::Possessive && places[n].0 == places[n - 1].1 + 1;
        if possessive
            && let Some(year) = whole_year(&expressions[n - 1].form)
            && expressions[n].written.year.is_none()
        {
            set_year(&mut expressions[n], year);
        }
    }
}

/// `1998`, `last year`, `fiscal 1998`: the year of what it possesses.
fn whole_year(form: &Form) -> Option<YearRef> {
    let Form::Date { point, edge: None } = *form else {
        return None;
    };
    match point {
        Point::Shifted {
            unit: Unit::Year,
            by,
            from,
        } => Some(YearRef::Shifted { by, from }),
        Point::Date {
            year: year @ YearRef::Year(_),
            month: None,
            day: None,
            weekday: None,
        }
        | Point::FiscalYear { year } => Some(year),
        _ => None,
    }
}

/// Gives a date of some month, season or quarter its year.
fn set_year(expression: &mut Expression, year: YearRef) {
    let point = match &mut expression.form {
        Form::Date { point, .. } => point,
        Form::Time {
            day: Some(point), ..
        } => point,
        _ => return,
    };
    match point {
        Point::Date {
            year: unsaid,
            month: Some(_),
            ..
        }
        | Point::Season { year: unsaid, .. }
        | Point::Quarter { year: unsaid, .. }
        | Point::Half { year: unsaid, .. }
        | Point::Holiday { year: unsaid, .. } => *unsaid = year,
        _ => {}
    }
}
