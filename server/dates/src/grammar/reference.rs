//! Words for now, before and after: `now`, `currently`, `recently`, `the future`.

use super::{Place, number};
use crate::{
    form::{Point, Reference, Unit},
    lexer::Lexemes,
    lexicon::{Key, Lex},
};

pub(super) fn read(lexemes: &Lexemes, i: usize) -> Option<Place> {
    if lexemes.is(i, Key::These) && lexemes.lex(i + 1) == Lex::Units(Unit::Day) {
        return Some(Place::new(Point::Reference(Reference::Present), i + 2));
    }
    let the = lexemes.is(i, Key::The);
    let near = the && (lexemes.is(i + 1, Key::Near) || lexemes.is(i + 1, Key::Recent));
    let at = i + usize::from(the) + usize::from(near);
    let reference = match lexemes.key(at)? {
        Key::Now | Key::Currently if !the => Reference::Present,
        Key::Current if !the && !counted(lexemes, at + 1) => Reference::Present,
        Key::Recently if !the => Reference::Past,
        Key::Recent if !the && !counted(lexemes, at + 1) => Reference::Past,
        Key::Future => Reference::Future,
        Key::Past if the && is_noun(lexemes, at + 1) => Reference::Past,
        Key::Present if the && is_noun(lexemes, at + 1) => Reference::Present,
        _ => return None,
    };
    Some(Place::new(Point::Reference(reference), at + 1))
}

fn counted(lexemes: &Lexemes, i: usize) -> bool {
    number::unit(lexemes, i).is_some()
}

/// Whether the word before `i` is a noun: nothing follows that it could describe.
fn is_noun(lexemes: &Lexemes, i: usize) -> bool {
    matches!(
        lexemes.lex(i),
        Lex::Mark | Lex::Comma | Lex::Close | Lex::Quote | Lex::Key(Key::And | Key::Or)
    )
}
