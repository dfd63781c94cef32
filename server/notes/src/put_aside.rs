//! Findings that somebody put aside, found again in a text.

use std::ops::Range;

use crate::{Anchor, Annotations, BaseHash, find};

/// A finding that was put aside.
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
    /// Whether it is a finding of this rule at this place, in bytes.
    pub fn covers(&self, rule: &str, range: &Range<usize>) -> bool {
        self.rule == rule && self.range.start < range.end && range.start < self.range.end
    }
}

/// The findings put aside whose words still stand in `text`. `base` gives the text that an anchor was made on, if it is
/// kept.
pub fn put_aside<'a>(
    annotations: &'a Annotations,
    text: &str,
    base: impl FnMut(BaseHash) -> Option<String>,
) -> Vec<PutAside<'a>> {
    let all: Vec<&Anchor> = annotations.dismissals().flat_map(|(_, _, a)| a).collect();
    let mut places = find(&all, text, base).into_iter();
    let mut found = Vec::new();
    for (_, dismissal, anchors) in annotations.dismissals() {
        let of_one = |range| PutAside {
            rule: &dismissal.rule,
            reason: Some(dismissal.reason.as_str()).filter(|reason| !reason.is_empty()),
            range,
        };
        found.extend(places.by_ref().take(anchors.len()).flatten().map(of_one));
    }
    found
}
