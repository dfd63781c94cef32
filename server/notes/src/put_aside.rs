//! What somebody looked at and put aside, findings and proposals alike, and where its words are now.

use std::ops::Range;

use crate::{Anchor, Annotations, BaseHash, find, normalized};

/// Something put aside, where its words still stand in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct PutAside<'a> {
    /// The rule's id.
    pub rule: &'a str,
    /// Why.
    pub reason: Option<&'a str>,
    /// Its words, in bytes.
    pub range: Range<usize>,
}

impl PutAside<'_> {
    /// Whether it is what this rule says of this place, in bytes.
    pub fn covers(&self, rule: &str, range: &Range<usize>) -> bool {
        self.rule == rule && self.range.start < range.end && range.start < self.range.end
    }
}

/// What was put aside and holds in `text`: other words say something else, and nobody put that aside. `base` gives the text
/// that an anchor was made on, if it is kept.
pub fn put_aside<'a>(
    annotations: &'a Annotations,
    text: &str,
    base: impl FnMut(BaseHash) -> Option<String>,
) -> Vec<PutAside<'a>> {
    let all: Vec<&Anchor> = annotations.dismissals().flat_map(|(_, _, a)| a).collect();
    put_aside_at(annotations, text, find(&all, text, base))
}

/// The same for an open text: `places` are where the words of each are now, in order, as [`crate::LiveAnchors`] know them.
pub fn put_aside_at<'a>(
    annotations: &'a Annotations,
    text: &str,
    places: impl IntoIterator<Item = Option<Range<usize>>>,
) -> Vec<PutAside<'a>> {
    let mut places = places.into_iter();
    let mut found = Vec::new();
    for (_, dismissal, anchors) in annotations.dismissals() {
        for anchor in anchors {
            let place = places.next().flatten().filter(|place| {
                let now = text.get(place.clone());
                now.is_some_and(|now| normalized(now) == normalized(&anchor.exact))
            });
            found.extend(place.map(|range| PutAside {
                rule: &dismissal.rule,
                reason: Some(dismissal.reason.as_str()).filter(|reason| !reason.is_empty()),
                range,
            }));
        }
    }
    found
}
