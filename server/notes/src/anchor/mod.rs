//! Where in an article an annotation belongs.
//!
//! An [`Anchor`] is what is stored: position, words, what stands around them, and the text that it was made on. Finding
//! it again after the file changed follows a fixed order (see [`find`]) that would rather lose a place than take a
//! wrong one: re-attaching to a look-alike is the fault that users of annotation tools complain of most.

mod diff;
mod live;
mod place;
mod quote;
mod selection;
mod tokens;

use std::ops::Range;

pub(crate) use self::{live::slice, selection::Selection};
pub use self::{
    live::{LiveAnchor, LiveAnchors},
    place::{elsewhere, find},
    selection::{Anchor, BaseHash},
    tokens::normalized,
};

/// Turns offsets in code points into bytes and back, over one text.
pub(crate) struct CodePoints<'t> {
    text: &'t str,
    /// The byte at which each 64th code point starts, the end of the text counted as one.
    marks: Vec<usize>,
}

impl<'t> CodePoints<'t> {
    const STEP: usize = 64;

    pub(crate) fn of(text: &'t str) -> Self {
        let starts = text.char_indices().map(|(byte, _)| byte);
        let marks = starts.chain([text.len()]).step_by(Self::STEP).collect();
        Self { text, marks }
    }

    /// The byte at which that code point starts, if the text is as long.
    pub(crate) fn byte(&self, code_point: usize) -> Option<usize> {
        let start = *self.marks.get(code_point / Self::STEP)?;
        let tail = self.text.get(start..)?;
        let starts = tail.char_indices().map(|(byte, _)| byte);
        starts
            .chain([tail.len()])
            .nth(code_point % Self::STEP)
            .map(|byte| start + byte)
    }

    /// The code point that starts at that byte, or the one that the byte is part of.
    pub(crate) fn code_point(&self, byte: usize) -> usize {
        let mark = self
            .marks
            .partition_point(|&start| start <= byte)
            .saturating_sub(1);
        let start = self.marks.get(mark).copied().unwrap_or(0);
        let inside = self.text[start..]
            .char_indices()
            .take_while(|(at, _)| start + at < byte)
            .count();
        mark * Self::STEP + inside
    }

    pub(crate) fn bytes(&self, range: Range<usize>) -> Option<Range<usize>> {
        Some(self.byte(range.start)?..self.byte(range.end)?)
    }

    pub(crate) fn code_points(&self, range: Range<usize>) -> Range<usize> {
        self.code_point(range.start)..self.code_point(range.end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn offsets_round_trip(text in "[a😀é\n]{0,300}") {
            let points = CodePoints::of(&text);
            for (count, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.byte(count), Some(byte));
                prop_assert_eq!(points.code_point(byte), count);
            }
            let length = text.chars().count();
            prop_assert_eq!(points.byte(length), Some(text.len()));
            prop_assert_eq!(points.code_point(text.len()), length);
            prop_assert_eq!(points.byte(length + 1), None);
        }
    }
}
