//! Which expressions are two ends of one range or stand in one coordination.

use crate::{
    form::{Expression, Form, Point, Span, SpanKind},
    lexer::Lexemes,
    lexicon::{Key, Lex},
};

/// How far before the first end `from` or `between` may stand.
const REACH: usize = 2;

pub(super) fn read(lexemes: &Lexemes, expressions: &[Expression], places: &[(usize, usize)]) -> Vec<Span> {
    let mut spans = Vec::new();
    for (n, pair) in places.windows(2).enumerate() {
        let (from, to) = (pair[0], pair[1]);
        if let Some(kind) = joined(lexemes, from, to)
            && comparable(&expressions[n].form, &expressions[n + 1].form)
        {
            let range = expressions[n].range.cover(expressions[n + 1].range);
            spans.push(Span { from: n, to: n + 1, range, kind });
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
        "moved", "move", "postponed", "postpone", "changed", "change", "pushed", "shifted", "rescheduled", "delayed", "brought",
        "advanced", "deferred", "put", "switched", "extended", "up", "down", "rose", "fell", "compared",
    ];
    (1..=8).any(|n| at.checked_sub(n).is_some_and(|i| VERBS.iter().any(|verb| lexemes.word(i, verb))))
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
