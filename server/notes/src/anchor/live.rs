//! Anchors in an open text: they follow each edit exactly, without a search.
//!
//! What happens at the edges:
//! - text inserted before or directly at either end stays outside, unless it makes one word or number with what stands
//!   there: `50` becomes `500` or `50.5`, and the anchor with it;
//! - text inserted within belongs to it, and the words are others now;
//! - what is deleted goes, and the rest stays; if all goes, the anchor waits where it stood, and comes back when the same
//!   text is inserted again, there or elsewhere (undo; cut and paste);
//! - a replacement is followed by what stayed, as in [`super::find`].

use std::{ops::Range, sync::Arc};

use text::{Document, Edit, TextRange, TextSize};

use super::diff::Alignment;

/// How many bytes around a replacement are compared.
const WINDOW: usize = 400;

/// An anchor in an open text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveAnchor {
    /// Where it is, in bytes; empty where its words were deleted.
    pub range: Range<usize>,
    /// The words that it was made on.
    pub words: Arc<str>,
}

impl LiveAnchor {
    /// Where it is; none where its words were deleted.
    pub fn place(&self) -> Option<Range<usize>> {
        Some(self.range.clone()).filter(|range| !range.is_empty())
    }
}

/// What was deleted last, and the anchors in it.
#[derive(Clone, Debug)]
struct Cut {
    text: String,
    anchors: Vec<(usize, Range<usize>)>,
}

/// The anchors of an open text. An edit costs a walk over their places: a few microseconds for two thousand.
#[derive(Clone, Debug, Default)]
pub struct LiveAnchors {
    anchors: Vec<LiveAnchor>,
    cut: Option<Cut>,
}

impl LiveAnchors {
    /// Anchors found in a text, in any order; they keep it.
    pub fn new(anchors: Vec<LiveAnchor>) -> Self {
        Self { anchors, cut: None }
    }

    /// The anchors, in the order in which they were given.
    pub fn iter(&self) -> impl Iterator<Item = &LiveAnchor> {
        self.anchors.iter()
    }

    /// Follows one edit from the version of the text before it to the one after it. Gives the anchors, by their place in
    /// [`Self::iter`], where other words may stand now; all others merely moved.
    pub fn edit(&mut self, before: &Document, edit: &Edit, after: &Document) -> Vec<usize> {
        let was: Vec<Range<usize>> = self.iter().map(|anchor| anchor.range.clone()).collect();
        let old_length = usize::from(before.len());
        let start = usize::from(edit.range.start()).min(old_length);
        let end = usize::from(edit.range.end()).clamp(start, old_length);
        let inserted = (usize::from(after.len()) + (end - start)).saturating_sub(old_length);
        match (end > start, inserted > 0) {
            (false, false) => {}
            (false, true) => self.insert(start, inserted, after),
            (true, false) => self.delete(start..end, before),
            (true, true) => self.replace(start..end, inserted, before, after),
        }
        let moved = |at: usize| at - (end - start) + inserted;
        let merely_moved = |(was, is): (&Range<usize>, &Range<usize>)| {
            was.is_empty() && is.is_empty()
                || was.end <= start && is == was
                || was.start >= end && *is == (moved(was.start)..moved(was.end))
        };
        let places = was.iter().zip(self.iter().map(|anchor| &anchor.range));
        let changed = places.enumerate().filter(|(_, both)| !merely_moved(*both));
        changed.map(|(index, _)| index).collect()
    }

    fn insert(&mut self, at: usize, length: usize, after: &Document) {
        let mut touched = Vec::new();
        for (index, anchor) in self.anchors.iter_mut().enumerate() {
            let range = &mut anchor.range;
            // One byte more than the ends: a point between two digits.
            if at + 1 >= range.start && at <= range.end + 1 {
                touched.push(index);
            }
            if at <= range.start {
                *range = range.start + length..range.end + length;
            } else if at < range.end {
                range.end += length;
            }
        }
        let new = at..at + length;
        for index in touched {
            let anchor = &mut self.anchors[index];
            join(&mut anchor.range, &new, after);
            heal(anchor, &new, after);
        }
        self.paste(&new, after);
    }

    fn delete(&mut self, gone: Range<usize>, before: &Document) {
        let mut inside = Vec::new();
        for (index, anchor) in self.anchors.iter_mut().enumerate() {
            let range = &mut anchor.range;
            if range.start >= gone.end {
                *range = range.start - gone.len()..range.end - gone.len();
            } else if range.end > gone.start {
                if range.start >= gone.start && range.end <= gone.end && range.start < range.end {
                    inside.push((index, range.start - gone.start..range.end - gone.start));
                }
                let cut = range.end.min(gone.end) - range.start.max(gone.start);
                let start = range.start.min(gone.start);
                *range = start..start + range.len() - cut;
            }
        }
        if !inside.is_empty() {
            self.cut = Some(Cut {
                text: slice(before, &gone),
                anchors: inside,
            });
        }
    }

    /// Anchors whose words were cut come back with them.
    fn paste(&mut self, new: &Range<usize>, after: &Document) {
        let Some(cut) = &self.cut else { return };
        if new.len() < cut.text.len() {
            return;
        }
        let Some(at) = slice(after, new).find(&cut.text) else {
            return;
        };
        for (index, range) in &cut.anchors {
            let anchor = &mut self.anchors[*index];
            if anchor.range.is_empty() {
                anchor.range = new.start + at + range.start..new.start + at + range.end;
            }
        }
        self.cut = None;
    }

    fn replace(&mut self, old: Range<usize>, inserted: usize, before: &Document, after: &Document) {
        let touched: Vec<usize> = (0..self.anchors.len())
            .filter(|&index| {
                let range = &self.anchors[index].range;
                !range.is_empty() && range.start <= old.end && range.end >= old.start
            })
            .collect();
        let places: Vec<Range<usize>> = touched
            .iter()
            .map(|&index| self.anchors[index].range.clone())
            .collect();
        let first = places
            .iter()
            .map(|range| range.start)
            .chain([old.start])
            .min()
            .unwrap_or(0);
        let last = places
            .iter()
            .map(|range| range.end)
            .chain([old.end])
            .max()
            .unwrap_or(0);
        let window = first.saturating_sub(WINDOW)..(last + WINDOW).min(before.len().into());
        for anchor in &mut self.anchors {
            let range = &mut anchor.range;
            if range.start >= old.end {
                *range = range.start - old.len() + inserted..range.end - old.len() + inserted;
            } else if range.start == range.end && range.start > old.start {
                *range = old.start..old.start;
            }
        }
        if touched.is_empty() {
            return;
        }
        let was = slice(before, &window);
        // A window that starts within a character was moved to its start.
        let from = window.end - was.len();
        let is = slice(after, &(from..window.end - old.len() + inserted));
        let alignment = Alignment::of(&was, &is);
        let mut lost = Vec::new();
        for (&index, place) in touched.iter().zip(&places) {
            let inside = place.start.saturating_sub(from)..place.end.saturating_sub(from);
            let anchor = &mut self.anchors[index];
            anchor.range = match alignment.follow(&inside) {
                Some(found) => found.start + from..found.end + from,
                None => {
                    if place.start >= old.start && place.end <= old.end {
                        lost.push((index, place.start - old.start..place.end - old.start));
                    }
                    old.start..old.start
                }
            };
            heal(anchor, &(old.start..old.start + inserted), after);
        }
        if !lost.is_empty() {
            self.cut = Some(Cut {
                text: slice(before, &old),
                anchors: lost,
            });
        }
        self.paste(&(old.start..old.start + inserted), after);
    }
}

/// A piece of an open text.
pub(crate) fn slice(document: &Document, range: &Range<usize>) -> String {
    let size = |offset: usize| {
        TextSize::new(
            u32::try_from(offset)
                .unwrap_or(u32::MAX)
                .min(document.len().into()),
        )
    };
    document.slice(TextRange::new(
        size(range.start),
        size(range.end.max(range.start)),
    ))
}

/// Lets a range grow over new text that makes one word or number with its own.
fn join(range: &mut Range<usize>, new: &Range<usize>, after: &Document) {
    if range.start == range.end {
        return;
    }
    if new.start >= range.end && new.start <= range.end + 1 {
        let text = slice(after, &(range.end.saturating_sub(4)..new.end));
        let own = text.len() - (new.end - range.end);
        range.end += continuation(text[..own].chars().next_back(), text[own..].chars());
    } else if new.end <= range.start && new.end + 1 >= range.start {
        let first_length = slice(after, &(range.start..range.start + 4));
        let text = slice(after, &(new.start..range.start));
        range.start -= continuation(first_length.chars().next(), text.chars().rev());
    }
}

/// How many bytes of what comes next go on with the word or number that ends with `last`.
fn continuation(last: Option<char>, next: impl Iterator<Item = char>) -> usize {
    let mut length = 0;
    let mut pending = 0;
    let mut last = last.unwrap_or(' ');
    for c in next {
        if c.is_alphanumeric() && last.is_alphanumeric() && pending == 0
            || c.is_ascii_digit() && last.is_ascii_digit()
        {
            length += pending + c.len_utf8();
            pending = 0;
            last = c;
        } else if pending == 0 && matches!(c, '.' | ',') && last.is_ascii_digit() {
            pending = c.len_utf8();
        } else {
            break;
        }
    }
    length
}

/// Takes the words back that an anchor was made on, where an edit put them there again.
fn heal(anchor: &mut LiveAnchor, new: &Range<usize>, after: &Document) {
    let length = anchor.words.len();
    let total = usize::from(after.len());
    if anchor.range.len() == length {
        return;
    }
    let range = anchor.range.clone();
    for start in [range.start, range.end.saturating_sub(length), new.start] {
        let candidate = start..start + length;
        let touches = candidate.start < new.end && candidate.end > new.start;
        let near = candidate.start <= range.end && candidate.end >= range.start;
        if touches && near && candidate.end <= total && slice(after, &candidate) == *anchor.words {
            anchor.range = candidate;
            return;
        }
    }
}
