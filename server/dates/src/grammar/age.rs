//! Ages (`12-year-old`, `34 years old`) count time but are no expression of time: they are stepped over.

use super::number;
use crate::{lexer::Lexemes, lexicon::Key};

/// The lexeme after an age that starts at `i`.
pub(super) fn skip(lexemes: &Lexemes, i: usize) -> Option<usize> {
    let (_, at) = number::amount(lexemes, i)?;
    let at = if lexemes.hyphen(at) { at + 1 } else { at };
    let (_, plural) = number::unit(lexemes, at)?;
    // `a centuries-old quarrel` is no age.
    if plural && lexemes.is(at.wrapping_sub(1), Key::A) {
        return None;
    }
    let at = at + 1;
    let old = if lexemes.hyphen(at) { at + 1 } else { at };
    if lexemes.is(old, Key::Old) {
        return Some(old + 1);
    }
    (lexemes.is(at, Key::Of) && lexemes.word(at + 1, "age")).then_some(at + 2)
}
