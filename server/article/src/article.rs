//! The analysis of one article; how it follows its text is in `article/update.rs`.

mod lookup;
mod update;

use std::{
    ops::Bound,
    sync::{Arc, OnceLock},
};

use dates::{Context, Mode, Shown, StoryDate, Timex};
use imbl::{OrdMap, OrdSet};
use names::{Candidate, Entity, Family, Link};
use smol_str::SmolStr;
use text::{Block, BlockId, Document, TextRange, TextSize};

use self::lookup::Lookup;
use crate::{
    header::{Header, Hints},
    ignore::Ignore,
    milestone::Milestone,
    quotation::Quotation,
    reading::Reading,
    variant::{Variant, VariantSet},
    wording::Wording,
    words::WordPlace,
};

/// An analysed article. Cloning shares.
#[derive(Clone)]
pub struct Article {
    document: Document,
    hints: Arc<Hints>,
    blocks: OrdMap<BlockId, Arc<BlockFacts>>,
    header: Arc<Header>,
    stories: Arc<[Story]>,
    mode: Mode,
    datelines: OrdSet<BlockId>,
    /// What its dates show of the order of day and month.
    shown: Shown,
    /// The blocks with a date that may be read in either.
    either: OrdSet<BlockId>,
    /// The blocks that say what to leave alone.
    remarks: OrdSet<BlockId>,
    names: OrdMap<SmolStr, Arc<Name>>,
    /// Where things stand by what they are known by, once somebody asked: of this version, whichever copy of it was asked.
    lookup: Arc<OnceLock<Lookup>>,
}

/// A block, what it says, and its dates on the calendar.
#[derive(Debug)]
pub struct BlockFacts {
    /// The block.
    pub block: Arc<Block>,
    /// What it says by itself.
    pub reading: Arc<Reading>,
    /// What its dates are anchored to; set once they are resolved.
    pub context: Option<Context>,
    /// Its expressions of time, resolved; one for each of the reading's.
    pub timexes: Vec<Timex>,
}

impl BlockFacts {
    /// How it is worded.
    pub fn wording(&self) -> &Wording {
        self.reading.wording(&self.block)
    }
}

/// Facts are the same where they are one value in memory: that is how two versions of an article are compared.
impl PartialEq for BlockFacts {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// The same holds of names.
impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// One story of the file: most files have one, two agencies' texts pasted together have two.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// The block that it starts with.
    pub start: BlockId,
    /// Its date, if known.
    pub date: Option<StoryDate>,
}

/// Where a candidate stands: a block and an index into its reading's names.
#[derive(Clone, Debug)]
pub struct MentionRef {
    /// The block.
    pub block: BlockId,
    /// Index into [`Reading::names`].
    pub index: usize,
    /// The candidate, of the type that all mentions of its name speak for together.
    pub candidate: Arc<Candidate>,
    /// The candidate as its block alone reads it.
    read: Arc<Candidate>,
}

impl MentionRef {
    fn new(block: BlockId, index: usize, read: &Arc<Candidate>) -> Self {
        Self {
            block,
            index,
            candidate: Arc::clone(read),
            read: Arc::clone(read),
        }
    }

    /// Whether both stand at the same place of the order and say the same, wherever in their block.
    fn says_the_same_as(&self, other: &Self) -> bool {
        (self.block, self.index) == (other.block, other.index)
            && (Arc::ptr_eq(&self.read, &other.read) || self.read.says_the_same_as(&other.read))
    }
}

/// All candidates that share a key, and who is meant by each.
#[derive(Clone, Debug)]
pub struct Name {
    /// The key.
    pub key: SmolStr,
    /// The candidates, in the order of the article.
    pub mentions: Vec<MentionRef>,
    /// Who is meant. Shared between versions in which the mentions only moved.
    pub family: Arc<Family>,
}

/// A quotation of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuoteRef {
    /// The block.
    pub block: BlockId,
    /// Index into [`Reading::quotations`].
    pub index: usize,
}

/// An entity of one version of an article.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityRef {
    /// The key of its [`Name`].
    pub key: SmolStr,
    /// Index into the family's entities.
    pub index: usize,
}

/// What differs between two versions of an analysis.
#[derive(Debug, Default)]
pub struct Changes {
    /// Blocks that are gone.
    pub gone: Vec<BlockId>,
    /// Blocks whose facts are new or changed.
    pub blocks: Vec<Arc<BlockFacts>>,
    /// Keys whose mentions or links changed.
    pub keys: Vec<SmolStr>,
    /// Capitalised words that stand elsewhere, or more or less often.
    pub words: Vec<SmolStr>,
    /// Quotations that share words with one that came or went.
    pub quotes: Vec<QuoteRef>,
    /// Whether the header or the stories changed.
    pub header: bool,
}

impl Article {
    /// Analyses a document from scratch.
    pub fn new(document: Document, hints: Hints) -> Self {
        let empty = Self {
            document: Document::new("", document.format()),
            hints: Arc::new(hints),
            blocks: OrdMap::new(),
            header: Arc::default(),
            stories: Arc::new([]),
            mode: Mode::default(),
            datelines: OrdSet::new(),
            shown: Shown::default(),
            either: OrdSet::new(),
            remarks: OrdSet::new(),
            names: OrdMap::new(),
            lookup: Arc::default(),
        };
        empty.update(document)
    }

    /// Where things stand, by what they are known by.
    fn lookup(&self) -> &Lookup {
        self.lookup.get_or_init(|| {
            let mut lookup = Lookup::default();
            for facts in self.blocks.values() {
                lookup.learn(&facts.block, &facts.reading);
            }
            lookup
        })
    }

    /// The text that was analysed.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// What was known from outside.
    pub fn hints(&self) -> &Hints {
        &self.hints
    }

    /// Its header.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Its stories, in order; at least one unless the text is empty.
    pub fn stories(&self) -> &[Story] {
        &self.stories
    }

    /// The story that a block belongs to.
    pub fn story_at(&self, block: BlockId) -> Option<&Story> {
        self.stories.iter().rev().find(|s| s.start <= block)
    }

    /// Its blocks with what they say, in order.
    pub fn blocks(&self) -> impl DoubleEndedIterator<Item = &Arc<BlockFacts>> {
        self.blocks.values()
    }

    /// The comments by which it silences rules, in order, each with its block.
    pub fn ignores(&self) -> impl Iterator<Item = (BlockId, &Ignore)> {
        let blocks = self.remarks.iter().filter_map(|id| self.blocks.get(id));
        blocks.flat_map(|facts| {
            let block = facts.block.id();
            facts
                .reading
                .ignores
                .iter()
                .map(move |ignore| (block, ignore))
        })
    }

    /// The first block after this one that is text of the article.
    pub fn prose_after(&self, block: BlockId) -> Option<BlockId> {
        let after = self
            .blocks
            .range((Bound::Excluded(block), Bound::Unbounded));
        let mut kinds = after.map(|(id, facts)| (*id, facts.block.kind()));
        kinds.find(|(_, kind)| kind.is_prose()).map(|(id, _)| id)
    }

    /// The last block before this one that is text of the article.
    pub fn prose_before(&self, block: BlockId) -> Option<BlockId> {
        let before = self.blocks.range(..block).rev();
        let mut kinds = before.map(|(id, facts)| (*id, facts.block.kind()));
        kinds.find(|(_, kind)| kind.is_prose()).map(|(id, _)| id)
    }

    /// One block's facts.
    pub fn block(&self, id: BlockId) -> Option<&Arc<BlockFacts>> {
        self.blocks.get(&id)
    }

    /// All names, in no order.
    pub fn names(&self) -> impl Iterator<Item = &Arc<Name>> {
        self.names.values()
    }

    /// The name of a key.
    pub fn name(&self, key: &str) -> Option<&Arc<Name>> {
        self.names.get(key)
    }

    /// The names whose keys begin with the letter that `key` begins with.
    pub fn names_of_letter(&self, key: &str) -> impl Iterator<Item = &Arc<Name>> {
        let first = key.chars().next();
        let start = SmolStr::from_iter(first);
        let same_letter = self
            .names
            .range(start..)
            .take_while(move |(k, _)| first.is_some_and(|f| k.starts_with(f)));
        same_letter.map(|(_, name)| name)
    }

    /// The names that are one typing error away from `key`. A typing error leaves the first letter alone, so only names
    /// that share it are looked at; of a few letters any two neighbours may be swapped.
    pub fn names_near<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Arc<Name>> {
        let long = key.len() + 1 >= names::SHORTEST_NEAR_MISS;
        let same_letter = long
            .then(|| self.names_of_letter(key))
            .into_iter()
            .flatten();
        let near = same_letter.filter(|name| names::is_near_miss(key, &name.key));
        let swapped = names::swapped_letters(key).filter(|k| !names::is_near_miss(key, k));
        near.chain(swapped.filter_map(|k| self.names.get(&k)))
    }

    /// Where a capitalised word stands, in the order of the article. Words are kept as `article/src/words.rs` says.
    pub fn word_places(&self, word: &str) -> impl Iterator<Item = WordPlace> {
        self.lookup().words.places(word)
    }

    /// Whether a capitalised word stands in the article and is not among the known ones.
    pub fn is_unknown_word(&self, word: &str) -> bool {
        self.lookup().words.is_unknown(word)
    }

    /// The words that rules may have something to say of, each once: unknown ones, abbreviations, addresses.
    pub fn words_to_ask(&self) -> impl Iterator<Item = &SmolStr> {
        self.lookup().words.to_ask()
    }

    /// The capitalised words that start with the same letter, each once.
    pub fn words_of_letter<'a>(
        &'a self,
        word: &str,
    ) -> impl Iterator<Item = &'a SmolStr> + use<'a> {
        self.lookup().words.same_letter(word)
    }

    /// Those of them that are not known.
    pub fn unknown_words_of_letter<'a>(
        &'a self,
        word: &str,
    ) -> impl Iterator<Item = &'a SmolStr> + use<'a> {
        self.lookup().words.unknown_of_letter(word)
    }

    /// What is stated of the beginning and the end of something, by the folded name, in the order of the article.
    pub fn milestones_of(&self, subject: &str) -> impl Iterator<Item = (&BlockFacts, &Milestone)> {
        let subject = SmolStr::new(subject);
        let from = (subject.clone(), BlockId::MIN, 0);
        let of_subject = self
            .lookup()
            .milestones
            .range(from..)
            .take_while(move |m| m.0 == subject);
        of_subject.filter_map(|(_, block, index)| {
            let facts = self.blocks.get(block)?;
            facts.reading.milestones.get(*index).map(|m| (&**facts, m))
        })
    }

    /// Of whom or what a beginning or an end is stated, by folded names; some more than once.
    pub fn milestone_subjects(&self) -> impl Iterator<Item = &SmolStr> {
        self.lookup().milestones.iter().map(|(subject, ..)| subject)
    }

    /// The words of a set that could be written otherwise, in the order of the article.
    pub fn variants_of(&self, set: VariantSet) -> impl Iterator<Item = (&BlockFacts, Variant)> {
        let of_set = self
            .lookup()
            .variants
            .range((set, BlockId::MIN, 0)..=(set, BlockId::MAX, usize::MAX));
        of_set.filter_map(|(_, block, index)| {
            let facts = self.blocks.get(block)?;
            let variant = facts.wording().variants.get(*index)?;
            Some((&**facts, *variant))
        })
    }

    /// The sets of phrases that stand here; some more than once.
    pub fn phrases(&self) -> impl Iterator<Item = VariantSet> {
        let set = VariantSet::Phrase;
        let first = (set(0), BlockId::MIN, 0);
        let all = self
            .lookup()
            .variants
            .range(first..=(set(u64::MAX), BlockId::MAX, usize::MAX));
        all.map(|(set, ..)| *set)
    }

    /// The sets of which some word stands here; some more than once.
    pub fn variant_sets(&self) -> impl Iterator<Item = VariantSet> {
        self.lookup().variants.iter().map(|(set, ..)| *set)
    }

    /// The quotations that share a run of words.
    pub fn quotes_with(&self, shingle: u64) -> impl Iterator<Item = QuoteRef> + '_ {
        self.lookup()
            .quotes
            .get(&shingle)
            .into_iter()
            .flatten()
            .copied()
    }

    /// A quotation and the block that it stands in.
    pub fn quotation(&self, quote: QuoteRef) -> Option<(&Arc<BlockFacts>, &Quotation)> {
        let facts = self.blocks.get(&quote.block)?;
        facts
            .reading
            .quotations
            .get(quote.index)
            .map(|q| (facts, q))
    }

    /// Everything named in the article, in the order of first mention.
    pub fn entities(&self) -> Vec<EntityRef> {
        let mut first: Vec<((BlockId, usize), EntityRef)> = Vec::new();
        for name in self.names.values() {
            let mut seen = vec![false; name.family.entities.len()];
            for (mention, link) in name.mentions.iter().zip(&name.family.links) {
                let Some(link) = link else { continue };
                if !std::mem::replace(&mut seen[link.entity], true) {
                    first.push((
                        (mention.block, mention.index),
                        EntityRef {
                            key: name.key.clone(),
                            index: link.entity,
                        },
                    ));
                }
            }
        }
        first.sort_unstable();
        first.into_iter().map(|(_, e)| e).collect()
    }

    /// An entity of this article.
    pub fn entity(&self, entity: &EntityRef) -> Option<&Entity> {
        self.names
            .get(&entity.key)?
            .family
            .entities
            .get(entity.index)
    }

    /// The entity of another key that this one is a short form of: `Lehman Brothers` of `Lehman`, if nothing else in the
    /// article can be called so.
    pub fn meant(&self, short: &EntityRef) -> Option<EntityRef> {
        self.lookup()
            .forms
            .meant(self.entity(short)?, |(block, index)| {
                let (full, _) = self.link_of(*block, *index)?;
                let entity = self.entity(&full)?;
                Some((full, entity))
            })
    }

    /// Who is meant by a description of a block, an index into [`Wording::descriptions`], and where he is first named with
    /// that office: the only one in the article, and named above.
    pub fn described(&self, block: BlockId, index: usize) -> Option<(EntityRef, MentionRef)> {
        let description = self.blocks.get(&block)?.wording().descriptions.get(index)?;
        let (who, (at, index)) =
            self.lookup()
                .forms
                .described(&description.role, |(block, index)| {
                    let (entity, _) = self.link_of(*block, *index)?;
                    let named = self.entity(&entity)?;
                    Some((entity, named))
                })?;
        let candidate = self.blocks.get(&at)?.reading.names.get(index)?;
        let above = (at, candidate.range.end()) < (block, description.range.start());
        let named = self.mention(at, index)?;
        above.then(|| (who, named.clone()))
    }

    /// The description at a byte offset of the document: its block and an index into [`Wording::descriptions`].
    pub fn description_at(&self, offset: TextSize) -> Option<(BlockId, usize)> {
        let (block, start) = self.document.block_at(offset)?;
        let described = &self.blocks.get(&block.id())?.wording().descriptions;
        let local = offset - start;
        let index = described
            .iter()
            .position(|d| d.range.contains_inclusive(local))?;
        Some((block.id(), index))
    }

    /// The mentions of an entity, in order.
    pub fn mentions_of<'a>(
        &'a self,
        entity: &EntityRef,
    ) -> impl Iterator<Item = (&'a MentionRef, &'a Link)> + use<'a> {
        let index = entity.index;
        self.names
            .get(&entity.key)
            .into_iter()
            .flat_map(move |name| {
                let linked = name.mentions.iter().zip(&name.family.links);
                linked.filter_map(move |(m, l)| {
                    l.as_ref().filter(|l| l.entity == index).map(|l| (m, l))
                })
            })
    }

    /// Who is meant by a candidate; `None` if it turned out to be no name.
    pub fn link_of(&self, block: BlockId, index: usize) -> Option<(EntityRef, &Link)> {
        let candidate = self.blocks.get(&block)?.reading.names.get(index)?;
        let name = self.names.get(&candidate.key)?;
        let at = name
            .mentions
            .binary_search_by_key(&(block, index), |m| (m.block, m.index))
            .ok()?;
        let link = name.family.links.get(at)?.as_ref()?;
        Some((
            EntityRef {
                key: name.key.clone(),
                index: link.entity,
            },
            link,
        ))
    }

    /// The mention at a byte offset of the document, both ends included.
    pub fn mention_at(&self, offset: TextSize) -> Option<MentionRef> {
        let (block, start) = self.document.block_at(offset)?;
        let facts = self.blocks.get(&block.id())?;
        let local = offset - start;
        let touching = facts
            .reading
            .names
            .iter()
            .enumerate()
            .filter(|(_, c)| c.range.contains_inclusive(local));
        // Where two touch, the one that starts here.
        let (index, _) = touching.max_by_key(|(_, c)| c.range.start())?;
        self.mention(block.id(), index).cloned()
    }

    /// The mention of a block with an index into [`Reading::names`].
    pub fn mention(&self, block: BlockId, index: usize) -> Option<&MentionRef> {
        let candidate = self.blocks.get(&block)?.reading.names.get(index)?;
        let mentions = &self.names.get(&candidate.key)?.mentions;
        let at = mentions.binary_search_by_key(&(block, index), |m| (m.block, m.index));
        mentions.get(at.ok()?)
    }

    /// The expression of time at a byte offset of the document, both ends included.
    pub fn timex_at(&self, offset: TextSize) -> Option<(&Arc<BlockFacts>, usize)> {
        let (block, start) = self.document.block_at(offset)?;
        let facts = self.blocks.get(&block.id())?;
        let local = offset - start;
        let index = facts
            .timexes
            .iter()
            .rposition(|t| t.range.contains_inclusive(local))?;
        Some((facts, index))
    }

    /// A block's range as the document's.
    pub fn range(&self, block: BlockId, range: TextRange) -> TextRange {
        self.document
            .range_in_document(block, range)
            .unwrap_or_default()
    }
}
