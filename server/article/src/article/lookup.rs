//! Where things stand in an article, by what they are known by. Rules and questions look them up; the rows of an article in a
//! corpus are made without. So an article has its look-up once somebody asked, and follows its text from then on.

use imbl::{OrdMap, OrdSet, Vector};
use names::Forms;
use smol_str::SmolStr;
use text::{Block, BlockId};

use super::QuoteRef;
use crate::{reading::Reading, variant::VariantSet, words::Words};

/// The places of one version of an article. Cloning shares.
#[derive(Clone, Default)]
pub(super) struct Lookup {
    pub(super) quotes: OrdMap<u64, Vector<QuoteRef>>,
    pub(super) words: Words,
    /// By subject: the block and the index among its milestones.
    pub(super) milestones: OrdSet<(SmolStr, BlockId, usize)>,
    /// By set: the block and the index among its variants.
    pub(super) variants: OrdSet<(VariantSet, BlockId, usize)>,
    pub(super) forms: Forms<(BlockId, usize)>,
}

impl Lookup {
    /// Adds what a block says.
    pub(super) fn learn(&mut self, block: &Block, reading: &Reading) {
        let (id, wording) = (block.id(), reading.wording(block));
        for (index, candidate) in reading.names.iter().enumerate() {
            self.forms.learn(&(id, index), candidate);
        }
        self.learn_quotes(id, reading);
        self.words.learn(id, &wording.words);
        for (index, milestone) in reading.milestones.iter().enumerate() {
            let entry = (milestone.subject.clone(), id, index);
            self.milestones.insert(entry);
        }
        for (index, variant) in wording.variants.iter().enumerate() {
            self.variants.insert((variant.set, id, index));
        }
    }

    /// Takes out what a block said.
    pub(super) fn forget(&mut self, block: &Block, reading: &Reading) {
        let (id, wording) = (block.id(), reading.wording(block));
        for (index, candidate) in reading.names.iter().enumerate() {
            self.forms.forget(&(id, index), candidate);
        }
        self.forget_quotes(id, reading);
        self.words.forget(id, &wording.words);
        for (index, milestone) in reading.milestones.iter().enumerate() {
            let entry = (milestone.subject.clone(), id, index);
            self.milestones.remove(&entry);
        }
        for (index, variant) in wording.variants.iter().enumerate() {
            self.variants.remove(&(variant.set, id, index));
        }
    }

    fn learn_quotes(&mut self, block: BlockId, reading: &Reading) {
        for (index, quotation) in reading.quotations.iter().enumerate() {
            let place = QuoteRef { block, index };
            for shingle in quotation.shingles() {
                let places = self.quotes.entry(shingle).or_default();
                if let Err(at) = places.binary_search(&place) {
                    places.insert(at, place);
                }
            }
        }
    }

    fn forget_quotes(&mut self, block: BlockId, reading: &Reading) {
        for (index, quotation) in reading.quotations.iter().enumerate() {
            for shingle in quotation.shingles() {
                let Some(places) = self.quotes.get_mut(&shingle) else {
                    continue;
                };
                if let Ok(at) = places.binary_search(&QuoteRef { block, index }) {
                    places.remove(at);
                }
                if places.is_empty() {
                    self.quotes.remove(&shingle);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use text::{Document, Edit, Format, TextRange};

    use crate::{Article, Hints};

    #[test]
    fn what_one_copy_was_asked_all_know_and_it_follows_the_text() {
        let mut document = Document::new("Jane Roe left the port on Monday.", Format::Plain);
        let article = Article::new(document.clone(), Hints::default());
        assert!(article.lookup.get().is_none(), "nobody asked");
        let copy = article.clone();
        let _ = copy.words_to_ask().count();
        assert!(article.lookup.get().is_some());
        let range = TextRange::empty(0.into());
        document.edit(&Edit {
            range,
            text: "Then ".to_owned(),
        });
        let next = article.update(document);
        assert!(next.lookup.get().is_some(), "made once, not at every key");
    }
}
