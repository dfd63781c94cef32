//! The best sequence of labels for a stretch (Viterbi 1967), with whole names only.

use super::labels::{INSIDE, LABELS, OUTSIDE, goes_on, leaves_open};

/// The weights of a piece's labels.
pub type Scores = [i32; LABELS];

/// Finds the best labels for a stretch; keeps its buffers.
#[derive(Debug, Default)]
pub struct Decoder {
    /// For each piece and label, the label before it on the best way there.
    back: Vec<[u8; LABELS]>,
    /// The best labels.
    pub labels: Vec<usize>,
}

impl Decoder {
    /// Writes the best labels for pieces with these scores into [`Self::labels`]. What stands around the stretch is
    /// outside any name.
    pub fn decode(&mut self, scores: &[Scores], transitions: &[[i32; LABELS]; LABELS]) {
        const NEVER: i32 = i32::MIN / 2;
        self.back.clear();
        self.labels.clear();
        let mut best = [NEVER; LABELS];
        best[OUTSIDE] = 0;
        for piece in scores {
            let mut next = [NEVER; LABELS];
            let mut back = [OUTSIDE as u8; LABELS];
            for label in 0..LABELS {
                let mut consider = |before: usize| {
                    let score = best[before] + transitions[before][label];
                    if score > next[label] {
                        next[label] = score;
                        back[label] = before as u8;
                    }
                };
                if goes_on(label) {
                    let first = label / 4 * 4;
                    consider(first);
                    consider(first + 1);
                } else {
                    (0..LABELS)
                        .filter(|before| !leaves_open(*before))
                        .for_each(consider);
                }
            }
            for (score, piece) in next.iter_mut().zip(piece) {
                *score = score.saturating_add(*piece).max(NEVER);
            }
            // Only differences count: kept small, they cannot overflow in a stretch of any length.
            let top = next.iter().copied().max().unwrap_or(0);
            for score in &mut next {
                *score = (*score - top).max(NEVER);
            }
            best = next;
            self.back.push(back);
        }
        let closed = |label: &usize| !leaves_open(*label);
        let last = (0..LABELS)
            .filter(closed)
            .max_by_key(|label| (best[*label] + transitions[*label][OUTSIDE], *label));
        let mut label = last.unwrap_or(OUTSIDE);
        for back in self.back.iter().rev() {
            self.labels.push(label);
            label = usize::from(back[label]);
        }
        self.labels.reverse();
    }
}

/// The weights of a piece's labels while they are summed. Features are few and weights small: a sum fits, and half the
/// width sums twice as many at once.
pub type Sums = [i16; INSIDE];

/// Adds a row of weights.
#[inline]
pub fn add(sums: &mut Sums, row: &[u8; INSIDE]) {
    for (sum, weight) in sums.iter_mut().zip(row) {
        *sum = sum.saturating_add(i16::from(weight.cast_signed()));
    }
}

/// Adds what was summed elsewhere.
#[inline]
pub fn join(sums: &mut Sums, others: &Sums) {
    for (sum, other) in sums.iter_mut().zip(others) {
        *sum = sum.saturating_add(*other);
    }
}

/// The scores that were summed.
#[inline]
pub fn summed(sums: Sums) -> Scores {
    let mut scores = [0; LABELS];
    for (score, sum) in scores.iter_mut().zip(sums) {
        *score = i32::from(sum);
    }
    scores
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::labels::may_follow;
    use proptest::prelude::*;

    /// The best score of all sequences, by trying them.
    fn by_trying(scores: &[Scores], transitions: &[[i32; LABELS]; LABELS]) -> i32 {
        fn go(scores: &[Scores], t: &[[i32; LABELS]; LABELS], before: usize) -> Option<i32> {
            let Some((first, rest)) = scores.split_first() else {
                return may_follow(before, OUTSIDE).then(|| t[before][OUTSIDE]);
            };
            (0..LABELS)
                .filter(|label| may_follow(before, *label))
                .filter_map(|label| Some(t[before][label] + first[label] + go(rest, t, label)?))
                .max()
        }
        go(scores, transitions, OUTSIDE).unwrap()
    }

    proptest! {
        #[test]
        fn no_sequence_is_better(
            scores in prop::collection::vec(prop::array::uniform17(-9..9_i32), 1..4),
            flat in prop::collection::vec(-5..5_i32, LABELS * LABELS),
        ) {
            let mut transitions = [[0; LABELS]; LABELS];
            transitions.as_flattened_mut().copy_from_slice(&flat);
            let mut decoder = Decoder::default();
            decoder.decode(&scores, &transitions);
            let mut before = OUTSIDE;
            let mut found = 0;
            for (label, piece) in decoder.labels.iter().zip(&scores) {
                prop_assert!(may_follow(before, *label));
                found += transitions[before][*label] + piece[*label];
                before = *label;
            }
            prop_assert!(may_follow(before, OUTSIDE));
            found += transitions[before][OUTSIDE];
            prop_assert_eq!(found, by_trying(&scores, &transitions));
        }
    }
}
