//! What tells two passages of one article apart: the runs of five words in them. Stories pasted together say things twice.

use rustc_hash::FxHashSet;
use text::{Block, BlockKind, TokenKind};

use crate::{
    quotation::{hash_word, shingles},
    variant::{Variant, VariantSet},
};

/// Fewer words than this are a phrase, or a line that any page has.
const SHORTEST: usize = 25;

/// By so many of its runs a passage is looked up. Of two passages that share half of theirs, the chance that these have none in
/// common is one in thousands.
const SKETCH: usize = 8;

/// The runs of five words in a block, each as a hash; none of a short one.
pub fn runs(block: &Block) -> FxHashSet<u64> {
    shingles(&words(block)).collect()
}

/// The words of a block, each as a hash; none of a short one.
fn words(block: &Block) -> Vec<u32> {
    if block.kind() != BlockKind::Paragraph || usize::from(block.len()) < SHORTEST * 3 {
        return Vec::new();
    }
    let tokens = block.tokens().iter();
    let words = tokens.filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number));
    let words: Vec<u32> = words.map(|t| hash_word(t.text(block.text()))).collect();
    match words.len() < SHORTEST {
        true => Vec::new(),
        false => words,
    }
}

/// The runs by which a passage is looked up, the least first: those with the smallest hashes, which of two passages that
/// share most of their runs are mostly the same.
pub fn sketch(runs: impl IntoIterator<Item = u64>) -> Vec<u64> {
    let mut least: Vec<u64> = Vec::with_capacity(SKETCH + 1);
    for run in runs {
        // Multiplied, the order of the hashes says nothing of the words.
        let run = run.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        // Most runs are greater than the least so far.
        if least.get(SKETCH - 1).is_none_or(|greatest| run < *greatest)
            && let Err(at) = least.binary_search(&run)
        {
            least.insert(at, run);
            least.truncate(SKETCH);
        }
    }
    least
}

/// The block as a passage, once for each run of its sketch.
pub(crate) fn passages(block: &Block) -> Vec<Variant> {
    let range = block.content_range();
    let passage = |run| Variant {
        set: VariantSet::Passage(run),
        form: 0,
        range,
    };
    let runs = sketch(shingles(&words(block)));
    runs.into_iter().map(passage).collect()
}
