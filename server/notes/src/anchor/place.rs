//! Finding anchors again in a text that changed while it was closed.

use std::{cell::LazyCell, ops::Range};

use super::{
    Anchor, BaseHash, CodePoints,
    diff::Alignment,
    quote::{LIKENESS_ELSEWHERE, Quotes, in_place},
};

/// Where each anchor is in `text`, in bytes; none for an orphan. The words there may have changed since, which the caller
/// sees by comparing them.
///
/// In this order: the text is the one that the anchor was made on; that text is at hand (`base` knows it by its hash) and
/// a diff tells where the words went; the words stand in one place with what stood around them. Nothing else is tried:
/// an orphan is shown and can be attached by a person, a look-alike goes unnoticed.
pub fn find(
    anchors: &[&Anchor],
    text: &str,
    mut base: impl FnMut(BaseHash) -> Option<String>,
) -> Vec<Option<Range<usize>>> {
    let now = BaseHash::of(text);
    let points = CodePoints::of(text);
    // Mostly nothing was moved, and nothing has to be looked for.
    let quotes = LazyCell::new(|| Quotes::of(text));
    let mut places: Vec<Option<Range<usize>>> = vec![None; anchors.len()];
    let mut left: Vec<usize> = Vec::new();
    for (at, anchor) in anchors.iter().enumerate() {
        if anchor.base == Some(now) {
            places[at] = in_place(&points, anchor);
        }
        if places[at].is_none() {
            left.push(at);
        }
    }
    left.sort_by_key(|&at| anchors[at].base.map(|hash| hash.to_string()));
    for group in left.chunk_by(|&a, &b| anchors[a].base == anchors[b].base) {
        let old = group
            .first()
            .and_then(|&at| anchors[at].base)
            .and_then(&mut base);
        let followed = old
            .as_deref()
            .map(|old| (CodePoints::of(old), Alignment::of(old, text), old));
        for &at in group {
            let anchor = anchors[at];
            places[at] = match &followed {
                Some((points, alignment, old)) => match points.bytes(anchor.start..anchor.end) {
                    // What a diff says is final: that the words went is known, not guessed.
                    Some(range) if old.get(range.clone()) == Some(&anchor.exact) => {
                        alignment.follow(&range)
                    }
                    _ => quotes.here(anchor),
                },
                None => in_place(&points, anchor).or_else(|| quotes.here(anchor)),
            };
        }
    }
    places
}

/// Where an anchor that was lost in its article may now stand in another text, in bytes: an offer for a person to judge.
pub fn elsewhere(anchor: &Anchor, other: &str) -> Option<Range<usize>> {
    Quotes::of(other).best(anchor, LIKENESS_ELSEWHERE)
}
