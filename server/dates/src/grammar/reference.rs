//! Words for now, before and after: `now`, `currently`, `recently`, `the future`.

use super::{Place, number};
use crate::{
    form::{Point, Reference, Unit},
    lexer::Lexemes,
    lexicon::{Key, Lex},
};

pub(super) fn read(lexemes: &Lexemes, i: usize) -> Option<Place> {
    let (reference, to) = phrase(lexemes, i).or_else(|| word(lexemes, i))?;
    Some(Place::new(Point::Reference(reference), to))
}

/// `these days`, `right now`, `more recently`, `at the moment`, `at that time`, `the long term`
fn phrase(lexemes: &Lexemes, i: usize) -> Option<(Reference, usize)> {
    let led = |keys: &[Key]| {
        lexemes
            .key_before(i, 1)
            .is_some_and(|key| keys.contains(&key))
    };
    const AT: &[Key] = &[
        Key::At,
        Key::By,
        Key::Around,
        Key::About,
        Key::Until,
        Key::Since,
    ];
    match (lexemes.key(i)?, lexemes.lex(i + 1)) {
        (Key::These, Lex::Units(Unit::Day)) => Some((Reference::Present, i + 2)),
        (Key::Right, Lex::Key(Key::Now)) => Some((Reference::Present, i + 2)),
        (Key::More, Lex::Key(Key::Recently)) => Some((Reference::Past, i + 2)),
        (Key::The, Lex::Key(Key::Moment)) if led(&[Key::At, Key::For]) && ends(lexemes, i + 2) => {
            Some((Reference::Present, i + 2))
        }
        (Key::Present, lex) if led(&[Key::At]) && !matches!(lex, Lex::Other) => {
            Some((Reference::Present, i + 1))
        }
        (Key::This, Lex::Key(Key::Time)) if led(AT) && !counted(lexemes, i + 2) => {
            Some((Reference::Present, i + 2))
        }
        (Key::That, Lex::Key(Key::Time)) if led(AT) => Some((Reference::Past, i + 2)),
        _ => None,
    }
}

fn word(lexemes: &Lexemes, i: usize) -> Option<(Reference, usize)> {
    let the = lexemes.is(i, Key::The);
    let near = the && (lexemes.is(i + 1, Key::Near) || lexemes.is(i + 1, Key::Recent));
    let at = i + usize::from(the) + usize::from(near);
    let reference = match lexemes.key(at)? {
        Key::Now | Key::Currently | Key::Nowadays if !the => Reference::Present,
        Key::Current if !the && !counted(lexemes, at + 1) => Reference::Present,
        Key::Recently | Key::Lately if !the => Reference::Past,
        Key::Recent if !the && !counted(lexemes, at + 1) => Reference::Past,
        Key::Future => Reference::Future,
        Key::Past if the && ends(lexemes, at + 1) => Reference::Past,
        Key::Present if the && ends(lexemes, at + 1) => Reference::Present,
        _ => return None,
    };
    Some((reference, at + 1))
}

fn counted(lexemes: &Lexemes, i: usize) -> bool {
    number::unit(lexemes, i).is_some()
}

/// Whether the word before `i` is a noun: nothing follows that it could describe.
fn ends(lexemes: &Lexemes, i: usize) -> bool {
    matches!(
        lexemes.lex(i),
        Lex::Mark | Lex::Comma | Lex::Close | Lex::Quote | Lex::Key(Key::And | Key::Or | Key::But)
    )
}
