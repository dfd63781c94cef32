//! What somebody looked at and put aside, findings and proposals alike, and where its words are now.

use std::ops::Range;

use crate::{Anchor, Annotations, BaseHash, Spans, find, normalized};

/// Something put aside, where its words still stand in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct PutAside<'a> {
    /// The rule's id.
    pub rule: &'a str,
    /// Why.
    pub reason: Option<&'a str>,
}

/// All that was put aside and holds: other words say something else, and nobody put that aside.
#[derive(Clone, Debug, Default)]
pub struct Aside<'a>(Spans<PutAside<'a>>);

impl<'a> Aside<'a> {
    /// `places` are where the words of each dismissal are that still stand, in the order of the dismissals.
    pub(crate) fn new(
        annotations: &'a Annotations,
        places: impl IntoIterator<Item = Option<Range<usize>>>,
    ) -> Self {
        let all = annotations.dismissals().flat_map(|(_, said, anchors)| {
            let aside = PutAside {
                rule: &said.rule,
                reason: Some(said.reason.as_str()).filter(|reason| !reason.is_empty()),
            };
            anchors.iter().map(move |_| aside.clone())
        });
        let placed = places.into_iter().zip(all);
        Self(
            placed
                .filter_map(|(at, aside)| Some((at?, aside)))
                .collect(),
        )
    }

    /// What was put aside of what this rule says of this place, in bytes.
    pub fn of(&self, rule: &str, place: &Range<usize>) -> Option<&PutAside<'a>> {
        let mut here = self.0.meeting(place).map(|(_, aside)| aside);
        here.find(|aside| aside.rule == rule)
    }
}

/// What was put aside and holds in `text`. `base` gives the text that an anchor was made on, if it is kept.
pub fn put_aside<'a>(
    annotations: &'a Annotations,
    text: &str,
    base: impl FnMut(BaseHash) -> Option<String>,
) -> Aside<'a> {
    let all: Vec<&Anchor> = annotations.dismissals().flat_map(|(_, _, a)| a).collect();
    let found = find(&all, text, base).into_iter().zip(&all);
    let places = found.map(|(place, anchor)| {
        place.filter(|place| {
            let now = text.get(place.clone());
            now.is_some_and(|now| still_says(anchor, now))
        })
    });
    Aside::new(annotations, places)
}

/// Whether the words at an anchor are those that it was made on.
pub(crate) fn still_says(anchor: &Anchor, now: &str) -> bool {
    normalized(now) == normalized(&anchor.exact)
}
