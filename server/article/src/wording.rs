//! How a block is worded: what the rules and the questions on an open article ask of its words, and its rows in a corpus
//! do not need. So it is made when it is first asked for, and the reading of a folder goes without.

use std::sync::Arc;

use dates::Recognised;
use names::{Candidate, Description};
use text::{Block, BlockKind};

use crate::{
    ahead::ahead,
    event::events,
    passage::passages,
    repeated::{offices, repeated},
    variant::{Variant, digits, variants},
    words::{Word, words},
};

/// The words of one block beside its dates and names. A function of the block.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    /// Capitalised words.
    pub words: Vec<Word>,
    /// Words that could be written otherwise.
    pub variants: Vec<Variant>,
    /// Offices that stand for a name.
    pub descriptions: Vec<Description>,
}

impl Wording {
    /// Of a block with these names and expressions of time.
    pub(crate) fn of(block: &Block, names: &[Arc<Candidate>], dates: &Recognised) -> Self {
        match block.kind() {
            BlockKind::Blank
            | BlockKind::FrontMatter
            | BlockKind::Masthead
            | BlockKind::Code
            | BlockKind::Furniture => Self::default(),
            _ => Self {
                words: words(block),
                variants: [
                    variants(block),
                    repeated(block),
                    passages(block),
                    offices(names),
                    ahead(block, dates),
                    events(block, dates),
                    digits(dates),
                ]
                .concat(),
                descriptions: names::descriptions(block.text(), block.tokens()),
            },
        }
    }
}
