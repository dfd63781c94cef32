//! The trained model: weights of features, weights of transitions, classes of words, lists of names.
//!
//! `data/model.bin` is written by the crate `names-train` and described by `data/model.toml`. It is used as it lies in
//! the program: what has to be done at the start is to find where its parts begin, and to note which features have weights.

use std::sync::LazyLock;

use super::{
    labels::{INSIDE, LABELS},
    tables::{Filter, Table},
};

/// The first bytes of a model; the last digit is the version of its layout and of what the features are.
pub const MAGIC: &[u8; 8] = b"CDNAMES2";

/// Weights, classes and lists.
#[derive(Clone, Debug)]
pub struct Model<'m> {
    /// For a feature, the weight of each label but O, `i8`s.
    pub(super) weights: Table<'m, INSIDE>,
    /// Which features may have weights.
    pub(super) weighted: Filter,
    /// For two labels in a row, a weight on the same scale.
    pub(super) transitions: [[i32; LABELS]; LABELS],
    /// What stands for one unit of log-odds on that scale.
    pub(super) scale: f32,
    resources: Resources<'m>,
}

/// What the features of a text need to know: classes of words and lists of names. Training uses the same.
#[derive(Clone, Copy, Debug)]
pub struct Resources<'m> {
    /// For a word in lower case, its class: 1024 of them, by use, in a tree of 64 × 4 × 4.
    pub classes: Table<'m, 2>,
    /// For a phrase in lower case, the lists that it is on, a bit each; see `Lists` in [`super::features`].
    pub phrases: Table<'m, 2>,
}

impl<'m> Resources<'m> {
    /// The resources at the start of `bytes`, and what follows.
    pub fn read(bytes: &'m [u8]) -> Option<(Self, &'m [u8])> {
        let (classes, bytes) = Table::read(bytes)?;
        let (phrases, bytes) = Table::read(bytes)?;
        Some((Self { classes, phrases }, bytes))
    }
}

impl<'m> Model<'m> {
    /// The model in these bytes: [`MAGIC`], the scale, the transitions as `i16`s, the resources, the weights.
    pub fn read(bytes: &'m [u8]) -> Option<Self> {
        let bytes = bytes.strip_prefix(MAGIC)?;
        let (scale, bytes) = bytes.split_first_chunk()?;
        let scale = f32::from_le_bytes(*scale);
        let (numbers, bytes) = bytes.split_at_checked(2 * LABELS * LABELS)?;
        let mut transitions = [[0; LABELS]; LABELS];
        let cells = transitions.as_flattened_mut().iter_mut();
        for (cell, number) in cells.zip(numbers.chunks_exact(2)) {
            *cell = i32::from(i16::from_le_bytes([number[0], number[1]]));
        }
        let (resources, bytes) = Resources::read(bytes)?;
        let (weights, rest) = Table::read(bytes)?;
        (rest.is_empty() && scale > 0.0).then_some(Self {
            weighted: Filter::of(&weights),
            weights,
            transitions,
            scale,
            resources,
        })
    }

    /// The model that comes with the crate. `None` only if the file at the build was no model, which a test excludes.
    pub fn shipped() -> Option<&'static Model<'static>> {
        static SHIPPED: LazyLock<Option<Model<'static>>> =
            LazyLock::new(|| Model::read(include_bytes!("../../data/model.bin")));
        SHIPPED.as_ref()
    }

    /// Its classes and lists.
    pub fn resources(&self) -> Resources<'m> {
        self.resources
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_model_is_one() {
        let model = Model::shipped().unwrap();
        assert!(model.weights.len() > 10_000);
    }
}
