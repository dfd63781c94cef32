//! Anniversaries: `the 57th anniversary of the liberation in 1945`. The number, and the year it counts from.

use jiff::civil::Date;
use text::Token;
use text_size::{TextRange, TextSize};

use crate::{
    event::known_event,
    form::{Expression, Recognised},
    grammar::number,
    lexer::Lexemes,
    lexicon::Lex,
};

/// How many tokens before `anniversary` its number may start: `twenty-fifth wedding anniversary`.
const REACH: usize = 5;

/// How many tokens may stand between `anniversary` and the year of the event.
const EVENT: usize = 12;

/// An anniversary with its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anniversary {
    /// From the number to the word, in bytes from the block's start.
    pub range: TextRange,
    /// The number as written: what a correction replaces.
    pub number: TextRange,
    /// Which.
    pub nth: i16,
    /// Index of the expression that may date the event. It may date the anniversary instead: compare the years.
    pub event: Option<usize>,
    /// The day of the event, where it is one that is called by name.
    pub known: Option<Date>,
}

/// The anniversaries of a block whose expressions of time are known.
pub fn anniversaries(text: &str, tokens: &[Token], dates: &Recognised) -> Vec<Anniversary> {
    let mut found = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        if !token.text(text).eq_ignore_ascii_case("anniversary") {
            continue;
        }
        let Some((number, nth)) = number_before(text, tokens, i) else {
            continue;
        };
        found.push(Anniversary {
            range: number.cover(token.range),
            number,
            nth,
            event: event(text, tokens, i, &dates.expressions),
            known: match tokens.get(i + 1).map(|t| t.text(text)) {
                Some("of") => known_event(text, &tokens[i + 2..]),
                _ => None,
            },
        });
    }
    found
}

/// The last ordinal before the token at `i`, with at most one word between.
fn number_before(text: &str, tokens: &[Token], i: usize) -> Option<(TextRange, i16)> {
    let from = i.saturating_sub(REACH);
    let lexemes = Lexemes::new(text, &tokens[from..i]);
    let last = lexemes.len().checked_sub(1)?;
    let ordinal = |at: usize| match lexemes.lex(at) {
        Lex::Ordinal(n) => Some(n),
        _ => None,
    };
    let at = (last.saturating_sub(1)..=last)
        .rev()
        .find(|at| ordinal(*at).is_some());
    let (start, nth) = match at {
        Some(at) => {
            let unit = ordinal(at)?;
            let tens = at
                .checked_sub(2)
                .filter(|_| unit < 10 && lexemes.hyphen(at - 1))
                .and_then(|tens| number::whole(&lexemes, tens))
                .filter(|(value, _)| *value >= 20 && *value < 100);
            match tens {
                Some((tens, _)) => (at - 2, tens + unit),
                None => (at, unit),
            }
        }
        // `57-year anniversary`
        None => {
            let start = last.checked_sub(2)?;
            let (years, to) = number::whole(&lexemes, start)?;
            let unit = number::unit(&lexemes, if lexemes.hyphen(to) { to + 1 } else { to })?;
            if unit.0 != crate::form::Unit::Year {
                return None;
            }
            (start, years)
        }
    };
    let end = at.map_or(lexemes.len(), |at| at + 1);
    Some((lexemes.cover(start, end), i16::try_from(nth).ok()?))
}

/// The first expression with a year in what the anniversary is of.
fn event(text: &str, tokens: &[Token], i: usize, expressions: &[Expression]) -> Option<usize> {
    if tokens.get(i + 1)?.text(text) != "of" {
        return None;
    }
    let rest = &tokens[i + 1..tokens.len().min(i + 1 + EVENT)];
    let stop = rest.iter().find(|t| {
        matches!(
            t.text(text),
            "." | ";" | ":" | "?" | "!" | "and" | "that" | "which" | "when"
        )
    });
    let end = stop
        .or(rest.last())
        .map_or(TextSize::new(0), |t| t.range.end());
    let start = tokens[i].range.end();
    let first = expressions.partition_point(|e| e.range.start() < start);
    let mut near = expressions[first..]
        .iter()
        .take_while(|e| e.range.end() <= end);
    let event = first + near.position(|e| e.written.year.is_some())?;
    // `the 10th anniversary of the club, 2002`: what a comma parts is no name of the event.
    let range = TextRange::new(start, expressions[event].range.start());
    (!text
        .get(usize::from(range.start())..usize::from(range.end()))?
        .contains(','))
    .then_some(event)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, i16, Option<&str>)> {
        let tokens = text::tokenize(text);
        let dates = crate::recognise(text, &tokens);
        anniversaries(text, &tokens, &dates)
            .into_iter()
            .map(|a| {
                let event = a.event.map(|e| &text[dates.expressions[e].range]);
                (&text[a.range], a.nth, event)
            })
            .collect()
    }

    #[test]
    fn number_and_year() {
        assert_eq!(
            read("on the 57th anniversary of liberation in 1945, they met"),
            [("57th anniversary", 57, Some("1945"))]
        );
        assert_eq!(
            read("their twenty-fifth wedding anniversary"),
            [("twenty-fifth wedding anniversary", 25, None)]
        );
        assert_eq!(
            read("the first anniversary of the Sept. 11, 2001, attacks"),
            [("first anniversary", 1, Some("Sept. 11, 2001"))]
        );
        assert_eq!(
            read("the 50-year anniversary of the pact"),
            [("50-year anniversary", 50, None)]
        );
    }

    #[test]
    fn years_that_date_no_event() {
        assert_eq!(read("an anniversary in 1945"), []);
        for text in [
            "the 10th anniversary of the club, 2002",
            "the 10th anniversary in 2002",
            "the 10th anniversary of the club. In 1992 it opened",
        ] {
            assert_eq!(read(text), [("10th anniversary", 10, None)], "{text}");
        }
    }
}
