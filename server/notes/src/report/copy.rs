//! The annotated copy: the text cut into pieces that lie in the same claims.

use std::{collections::BTreeSet, ops::Range};

use super::Segment;
use crate::progress::ClaimProgress;

/// The text cut wherever a claim starts or ends; claims may overlap in any way.
pub(super) fn segments(text: &str, claims: &[&ClaimProgress]) -> Vec<Segment> {
    let places: Vec<(usize, &Range<usize>)> = claims
        .iter()
        .enumerate()
        .flat_map(|(at, claim)| {
            claim
                .places
                .iter()
                .flatten()
                .map(move |place| (at + 1, place))
        })
        .filter(|(_, place)| {
            text.get((*place).clone())
                .is_some_and(|words| !words.is_empty())
        })
        .collect();
    let cuts: BTreeSet<usize> = places
        .iter()
        .flat_map(|(_, place)| [place.start, place.end])
        .chain([0, text.len()])
        .collect();
    let cuts: Vec<usize> = cuts.into_iter().collect();
    cuts.windows(2)
        .map(|cut| {
            let having = |test: &dyn Fn(&Range<usize>) -> bool| {
                let numbers: BTreeSet<usize> = places
                    .iter()
                    .filter(|(_, place)| test(place))
                    .map(|(number, _)| *number)
                    .collect();
                numbers.into_iter().collect()
            };
            Segment {
                text: text[cut[0]..cut[1]].to_owned(),
                claims: having(&|place| place.start <= cut[0] && cut[1] <= place.end),
                ends: having(&|place| place.end == cut[1]),
            }
        })
        .collect()
}
