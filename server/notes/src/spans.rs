//! Things at places of a text, found by what they share a byte with: thousands of findings are asked about thousands of
//! notes.

use std::ops::Range;

/// Things in the order of their places.
#[derive(Clone, Debug)]
pub struct Spans<T> {
    things: Vec<(Range<usize>, T)>,
    /// How far the things up to each one reach: a long one may begin far ahead of what it meets.
    reach: Vec<usize>,
}

impl<T> Default for Spans<T> {
    fn default() -> Self {
        [].into_iter().collect()
    }
}

impl<T> FromIterator<(Range<usize>, T)> for Spans<T> {
    fn from_iter<I: IntoIterator<Item = (Range<usize>, T)>>(things: I) -> Self {
        let mut things: Vec<(Range<usize>, T)> = things.into_iter().collect();
        things.sort_by_key(|(place, _)| place.start);
        let ends = things.iter().map(|(place, _)| place.end);
        let reach = ends.scan(0, |furthest, end| {
            *furthest = end.max(*furthest);
            Some(*furthest)
        });
        Self {
            reach: reach.collect(),
            things,
        }
    }
}

impl<T> Spans<T> {
    /// Those that share a byte with a place, the last first.
    pub fn meeting(&self, place: &Range<usize>) -> impl Iterator<Item = &(Range<usize>, T)> {
        let Range { start, end } = *place;
        let before = self.things.partition_point(|(other, _)| other.start < end);
        let known = self.things[..before].iter().zip(&self.reach).rev();
        let near = known.take_while(move |(_, reach)| **reach > start);
        near.map(|(thing, _)| thing)
            .filter(move |(other, _)| other.start.max(start) < other.end.min(end))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn nothing_that_meets_a_place_is_missed(
            places in prop::collection::vec((0usize..40, 0usize..15), 0..30),
            (start, length) in (0usize..40, 0usize..15),
        ) {
            let places: Vec<Range<usize>> = places.iter().map(|(at, n)| *at..at + n).collect();
            let spans: Spans<usize> = places.iter().cloned().zip(0..).collect();
            let asked = start..start + length;
            let mut found: Vec<usize> = spans.meeting(&asked).map(|(_, n)| *n).collect();
            found.sort_unstable();
            let shares = |place: &Range<usize>| place.clone().any(|byte| asked.contains(&byte));
            let all = places.iter().enumerate().filter(|(_, place)| shares(place));
            prop_assert_eq!(found, all.map(|(n, _)| n).collect::<Vec<_>>());
        }
    }
}
