//! Training: the conditional likelihood of the allowed labels, climbed by AdaGrad (Duchi, Hazan and Singer 2011).
//!
//! An example may leave labels open; then the likelihood is that of all sequences which it allows (Tsuboi et al. 2008,
//! *Training Conditional Random Fields Using Incomplete Annotations*). Everything runs in one thread in a fixed order,
//! so that the same data give the same model bit for bit.

use names::tagger::labels::{INSIDE, LABELS, OUTSIDE, may_follow};

use crate::{
    corpus::{ANY, Allowed, Example},
    random::Random,
};

/// The weights of a feature: one for each label but O.
pub(crate) type Row = [f32; INSIDE];

/// The weights are the mean of those after so many last epochs: less depends on the order of the examples.
const AVERAGED: usize = 3;

/// A model in training.
#[derive(Clone, Debug)]
pub(crate) struct Crf {
    /// Weights of the features.
    pub(crate) weights: Vec<Row>,
    /// Weights of transitions.
    pub(crate) transitions: [[f32; LABELS]; LABELS],
    squares: Vec<Row>,
    transition_squares: [[f32; LABELS]; LABELS],
    lattice: Lattice,
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Options {
    /// How often to go over the examples.
    pub(crate) epochs: usize,
    /// The length of the first steps.
    pub(crate) rate: f32,
    /// The share of features that is hidden in each step, so that none relies on a few.
    pub(crate) dropout: f64,
}

/// Buffers of one example.
#[derive(Clone, Debug, Default)]
struct Lattice {
    scores: Vec<[f32; LABELS]>,
    forward: Vec<[f32; LABELS]>,
    emissions: Vec<[f32; LABELS]>,
    gradient: Vec<[f32; LABELS]>,
    transition_gradient: [[f32; LABELS]; LABELS],
}

impl Crf {
    /// An untrained model for so many features.
    pub(crate) fn new(features: usize) -> Self {
        Self {
            weights: vec![[0.0; INSIDE]; features],
            transitions: [[0.0; LABELS]; LABELS],
            squares: vec![[1e-3; INSIDE]; features],
            transition_squares: [[1e-3; LABELS]; LABELS],
            lattice: Lattice::default(),
        }
    }

    /// Trains on the examples; `progress` is told the epoch and its mean loss.
    pub(crate) fn train(
        &mut self,
        examples: &[Example],
        options: Options,
        random: &mut Random,
        mut progress: impl FnMut(usize, f64),
    ) {
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut sum: Vec<Row> = vec![[0.0; INSIDE]; self.weights.len()];
        let averaged = AVERAGED.min(options.epochs);
        for epoch in 0..options.epochs {
            random.shuffle(&mut order);
            let mut loss = 0.0;
            for i in &order {
                loss += f64::from(self.step(&examples[*i], options, random));
            }
            progress(epoch, loss / examples.len().max(1) as f64);
            if epoch + averaged >= options.epochs {
                let cells = sum.as_flattened_mut().iter_mut();
                for (sum, weight) in cells.zip(self.weights.as_flattened()) {
                    *sum += weight / averaged as f32;
                }
            }
        }
        self.weights = sum;
    }

    /// Marks so many features: those that moved the labels most. A feature counts by its largest weight and by how
    /// much training pulled at it.
    pub(crate) fn weightiest(&self, most: usize) -> Vec<bool> {
        let mut worth: Vec<(f32, usize)> = self
            .weights
            .iter()
            .zip(&self.squares)
            .map(|(row, squares)| {
                let pulls = row
                    .iter()
                    .zip(squares)
                    .map(|(w, s)| w.abs() * s.sqrt().sqrt());
                pulls.fold(0.0, f32::max)
            })
            .zip(0..)
            .collect();
        worth.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut kept = vec![false; worth.len()];
        for (_, feature) in worth.into_iter().take(most) {
            kept[feature] = true;
        }
        kept
    }

    /// One step along the gradient of one example; its loss.
    fn step(&mut self, example: &Example, options: Options, random: &mut Random) -> f32 {
        if example.allowed.iter().all(|a| *a == ANY) {
            return 0.0;
        }
        let seed = random.next();
        let threshold = (options.dropout * f64::from(u32::MAX)) as u64;
        // The same for all pieces of the example: what is hidden is unknown to it.
        let hidden = |feature: u32| {
            let hash = (seed ^ u64::from(feature)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            (hash >> 32) < threshold
        };
        let lattice = &mut self.lattice;
        lattice.scores.clear();
        let mut start = 0;
        for end in &example.ends {
            let mut sum = [0.0; LABELS];
            for feature in &example.features[start..*end as usize] {
                if !hidden(*feature) {
                    let row = &self.weights[*feature as usize];
                    for (s, w) in sum.iter_mut().zip(row) {
                        *s += w;
                    }
                }
            }
            lattice.scores.push(sum);
            start = *end as usize;
        }
        lattice.gradient.clear();
        lattice.gradient.resize(example.ends.len(), [0.0; LABELS]);
        lattice.transition_gradient = [[0.0; LABELS]; LABELS];
        let all = lattice.expectations(&self.transitions, None, -example.weight);
        let allowed =
            lattice.expectations(&self.transitions, Some(&example.allowed), example.weight);
        let mut start = 0;
        for (end, gradient) in example.ends.iter().zip(&lattice.gradient) {
            for feature in &example.features[start..*end as usize] {
                if !hidden(*feature) {
                    let (row, squares) = (
                        &mut self.weights[*feature as usize],
                        &mut self.squares[*feature as usize],
                    );
                    for l in 0..INSIDE {
                        let g = gradient[l];
                        squares[l] += g * g;
                        let rate = options.rate / squares[l].sqrt();
                        row[l] += rate * g;
                    }
                }
            }
            start = *end as usize;
        }
        for before in 0..LABELS {
            for after in 0..LABELS {
                let g = lattice.transition_gradient[before][after];
                let squares = &mut self.transition_squares[before][after];
                *squares += g * g;
                self.transitions[before][after] += options.rate * g / squares.sqrt();
            }
        }
        (all - allowed) * example.weight
    }
}

impl Lattice {
    /// Forward and backward over the labels that `allowed` leaves: adds `factor` times the expected counts to the
    /// gradients and gives the logarithm of the sum over all sequences.
    fn expectations(
        &mut self,
        transitions: &[[f32; LABELS]; LABELS],
        allowed: Option<&[Allowed]>,
        factor: f32,
    ) -> f32 {
        let mut moves = [[0.0_f32; LABELS]; LABELS];
        for (before, row) in moves.iter_mut().enumerate() {
            for (after, cell) in row.iter_mut().enumerate() {
                if may_follow(before, after) {
                    *cell = transitions[before][after].exp();
                }
            }
        }
        self.forward.clear();
        self.emissions.clear();
        let mut log = 0.0;
        let start: [f32; LABELS] = std::array::from_fn(|label| f32::from(label == OUTSIDE));
        let mut before = start;
        for (i, scores) in self.scores.iter().enumerate() {
            let allowed = allowed.map_or(ANY, |allowed| allowed[i]);
            let may = |label: usize| allowed & (1 << label) != 0;
            let top = (0..LABELS)
                .filter(|label| may(*label))
                .fold(f32::MIN, |top, label| top.max(scores[label]));
            let mut next = [0.0; LABELS];
            for (b, moves) in before.iter().zip(&moves) {
                for (n, m) in next.iter_mut().zip(moves) {
                    *n += b * m;
                }
            }
            let mut emission = [0.0; LABELS];
            for (label, (e, n)) in emission.iter_mut().zip(&mut next).enumerate() {
                if may(label) {
                    *e = (scores[label] - top).exp();
                }
                *n *= *e;
            }
            let sum = next.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            next.iter_mut().for_each(|x| *x /= sum);
            // The emissions carry the scale, so that backward comes out on the same one.
            emission.iter_mut().for_each(|x| *x /= sum);
            log += sum.ln() + top;
            self.forward.push(next);
            self.emissions.push(emission);
            before = next;
        }
        let mut after: [f32; LABELS] = std::array::from_fn(|label| moves[label][OUTSIDE]);
        let ends = before.iter().zip(&after).map(|(b, a)| b * a);
        let last = ends.sum::<f32>().max(f32::MIN_POSITIVE);
        log += last.ln();
        after.iter_mut().for_each(|x| *x /= last);
        for (label, row) in self.transition_gradient.iter_mut().enumerate() {
            row[OUTSIDE] += factor * before[label] * after[label];
        }
        for i in (0..self.forward.len()).rev() {
            let mut inflow = after;
            for label in 0..LABELS {
                self.gradient[i][label] += factor * self.forward[i][label] * after[label];
                inflow[label] *= self.emissions[i][label];
            }
            let previous = i.checked_sub(1).map_or(&start, |i| &self.forward[i]);
            after = [0.0; LABELS];
            for (before, moves) in moves.iter().enumerate() {
                for label in 0..LABELS {
                    let flow = moves[label] * inflow[label];
                    after[before] += flow;
                    self.transition_gradient[before][label] += factor * previous[before] * flow;
                }
            }
        }
        log
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two features that tell a person’s name of two pieces from a piece outside.
    fn examples() -> Vec<Example> {
        let example = |features: Vec<u32>, allowed: Vec<Allowed>| Example {
            ends: (1..=features.len() as u32).collect(),
            features,
            allowed,
            weight: 1.0,
        };
        vec![
            example(vec![0, 1], vec![1 << 0, 1 << 2]),
            example(vec![2], vec![1 << OUTSIDE]),
        ]
    }

    #[test]
    fn the_loss_falls_and_training_repeats() {
        let train = || {
            let mut crf = Crf::new(3);
            let mut losses = Vec::new();
            let options = Options {
                epochs: 20,
                rate: 0.2,
                dropout: 0.0,
            };
            crf.train(&examples(), options, &mut Random(1), |_, loss| {
                losses.push(loss)
            });
            (losses, crf.weights)
        };
        let (losses, weights) = train();
        assert!(losses[19] < losses[0] / 10.0, "{losses:?}");
        assert_eq!((losses, weights), train());
    }
}
