//! The analysis of one article, and how it follows its text.

use std::{collections::BTreeSet, ops::Bound, sync::Arc};

use dates::{Context, Mode, StoryDate, Timex};
use imbl::{OrdMap, OrdSet, Vector, ordmap::DiffItem};
use names::{Candidate, Entity, Family, Link};
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;
use text::{Block, BlockId, Document, TextRange, TextSize};

use crate::{
    header::{EVIDENCE_BLOCKS, Header, Hints, dateline_date, header},
    quotation::Quotation,
    reading::Reading,
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
    names: OrdMap<SmolStr, Arc<Name>>,
    quotes: OrdMap<u64, Vector<QuoteRef>>,
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
    /// The candidate itself.
    pub candidate: Arc<Candidate>,
}

impl MentionRef {
    /// Whether both stand at the same place of the order and say the same, wherever in their block.
    fn says_the_same_as(&self, other: &Self) -> bool {
        (self.block, self.index) == (other.block, other.index)
            && (Arc::ptr_eq(&self.candidate, &other.candidate)
                || self.candidate.says_the_same_as(&other.candidate))
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
            names: OrdMap::new(),
            quotes: OrdMap::new(),
        };
        empty.update(document)
    }

    /// The analysis of another version of the document, from this one's.
    pub fn update(&self, document: Document) -> Self {
        let changes = document.changes_since(&self.document);
        let mut next = self.clone();
        next.document = document;
        let mut keys = FxHashSet::default();
        let mut came: Vec<MentionRef> = Vec::new();
        let mut header_touched = self.blocks.is_empty();
        let gone: FxHashSet<BlockId> = changes.gone.iter().map(|b| b.id()).collect();
        for block in &changes.gone {
            let Some(facts) = next.blocks.remove(&block.id()) else {
                continue;
            };
            keys.extend(facts.reading.names.iter().map(|c| c.key.clone()));
            next.forget_quotes(&facts);
            header_touched |= facts.reading.dateline.is_some() | next.is_near_top(block.id());
            next.datelines.remove(&block.id());
        }
        let mut read: Vec<(Arc<Block>, Arc<Reading>)> = Vec::with_capacity(changes.new.len());
        for block in changes.new {
            let reading = Arc::new(Reading::of(&block));
            header_touched |= reading.dateline.is_some() | next.is_near_top(block.id());
            if reading.dateline.is_some() {
                next.datelines.insert(block.id());
            }
            for (index, candidate) in reading.names.iter().enumerate() {
                keys.insert(candidate.key.clone());
                came.push(MentionRef {
                    block: block.id(),
                    index,
                    candidate: Arc::clone(candidate),
                });
            }
            next.learn_quotes(block.id(), &reading);
            read.push((block, reading));
        }
        // The header first: where the stories start, and when they were written, is the context of every date.
        let mut unsettled: BTreeSet<BlockId> = changes.gone.iter().map(|b| b.id()).collect();
        for (block, reading) in read {
            unsettled.insert(block.id());
            next.blocks.insert(
                block.id(),
                Arc::new(BlockFacts {
                    block,
                    reading,
                    context: None,
                    timexes: Vec::new(),
                }),
            );
        }
        if header_touched && next.settle_header() {
            unsettled.extend(next.blocks.keys());
        }
        next.settle_dates(unsettled);
        next.link(keys, &gone, came);
        next
    }

    /// Whether a block belongs to those whose words tell the article's date.
    fn is_near_top(&self, id: BlockId) -> bool {
        self.blocks
            .iter()
            .nth(EVIDENCE_BLOCKS)
            .is_none_or(|(last, _)| id <= *last)
    }

    /// Reads the header anew; whether a story's start or date changed.
    fn settle_header(&mut self) -> bool {
        let top = self
            .blocks
            .values()
            .take(EVIDENCE_BLOCKS)
            .map(|f| (&*f.block, &*f.reading));
        let header = header(top, &self.hints);
        let first = self.blocks.keys().next().copied().unwrap_or(BlockId::MIN);
        let mut stories = vec![Story {
            start: BlockId::MIN,
            date: header.date.clone(),
        }];
        let opening = header.dateline.map(|(block, _)| block);
        for id in self
            .datelines
            .iter()
            .filter(|id| Some(**id) != opening && **id > first)
        {
            let Some(facts) = self.blocks.get(id) else {
                continue;
            };
            // A bare `PLACE —` in mid-file is as likely a heading.
            let told = facts
                .reading
                .dateline
                .as_ref()
                .is_some_and(|d| d.agency.is_some() || d.date.is_some());
            if !told {
                continue;
            }
            let date = dateline_date(&facts.block, &facts.reading, header.date.as_ref());
            stories.push(Story {
                start: *id,
                date: date.or_else(|| header.date.clone()),
            });
        }
        let story = header.date.as_ref().map(|d| d.date);
        let mode = dates::mode(
            story,
            self.blocks
                .values()
                .take(EVIDENCE_BLOCKS)
                .map(|f| &f.reading.dates),
        );
        let changed = *self.stories != *stories || self.mode != mode;
        self.header = Arc::new(header);
        self.mode = mode;
        self.stories = stories.into();
        changed
    }

    /// Resolves the dates of the blocks in `unsettled`, and of those after them as long as their context changed. Ids
    /// of blocks that are gone stand for the block after them.
    fn settle_dates(&mut self, unsettled: BTreeSet<BlockId>) {
        let mut done = None;
        for id in unsettled {
            let mut at = self.blocks.range(id..).next().map(|(id, _)| *id);
            while let Some(id) = at.filter(|id| Some(*id) > done) {
                let Some(facts) = self.blocks.get(&id) else {
                    break;
                };
                let context = self.context_of(id);
                if facts.context == Some(context) {
                    break;
                }
                let timexes = dates::resolve(&facts.reading.dates, facts.block.text(), &context);
                let (block, reading) = (Arc::clone(&facts.block), Arc::clone(&facts.reading));
                self.blocks.insert(
                    id,
                    Arc::new(BlockFacts {
                        block,
                        reading,
                        context: Some(context),
                        timexes,
                    }),
                );
                done = Some(id);
                at = self
                    .blocks
                    .range((Bound::Excluded(id), Bound::Unbounded))
                    .next()
                    .map(|(id, _)| *id);
            }
        }
    }

    /// What the dates of a block are anchored to.
    fn context_of(&self, id: BlockId) -> Context {
        let story = self.story_at(id);
        let own = Context {
            story: story.and_then(|s| s.date.as_ref()).map(|d| d.date),
            mode: self.mode,
            last: None,
        };
        let before = self.blocks.range(..id).next_back().map(|(_, facts)| facts);
        let before = before.filter(|b| story.is_some_and(|s| b.block.id() >= s.start));
        match before.and_then(|b| Some((b, b.context?))) {
            Some((before, context)) => Context {
                last: dates::hand_on(&before.reading.dates, before.block.text(), &context).last,
                ..own
            },
            None => own,
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

    fn forget_quotes(&mut self, facts: &BlockFacts) {
        let block = facts.block.id();
        for (index, quotation) in facts.reading.quotations.iter().enumerate() {
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

    /// Links the names of `keys` anew: their mentions without those of the blocks that are gone, with those that came.
    fn link(&mut self, keys: FxHashSet<SmolStr>, gone: &FxHashSet<BlockId>, came: Vec<MentionRef>) {
        let mut came_by_key: FxHashMap<SmolStr, Vec<MentionRef>> = FxHashMap::default();
        for mention in came {
            came_by_key
                .entry(mention.candidate.key.clone())
                .or_default()
                .push(mention);
        }
        for key in keys {
            let old = self.names.get(&key);
            let old = old.map_or(&[][..], |name| &name.mentions[..]);
            let came = came_by_key.remove(&key).unwrap_or_default();
            let mut mentions: Vec<MentionRef> = old
                .iter()
                .filter(|m| !gone.contains(&m.block))
                .cloned()
                .collect();
            mentions.extend(came);
            if mentions.is_empty() {
                self.names.remove(&key);
                continue;
            }
            mentions.sort_unstable_by_key(|m| (m.block, m.index));
            // Mentions that only moved mean who they meant.
            let moved = old.len() == mentions.len()
                && old
                    .iter()
                    .zip(&mentions)
                    .all(|(a, b)| a.says_the_same_as(b));
            let family = match self.names.get(&key).filter(|_| moved) {
                Some(name) => Arc::clone(&name.family),
                None => {
                    let candidates: Vec<&Candidate> =
                        mentions.iter().map(|m| &*m.candidate).collect();
                    Arc::new(names::link(&candidates))
                }
            };
            self.names.insert(
                key.clone(),
                Arc::new(Name {
                    key,
                    mentions,
                    family,
                }),
            );
        }
    }

    /// What differs from an older version. Both must have grown from one [`Article::new`]; what they share is not looked
    /// at.
    pub fn changes_since(&self, older: &Self) -> Changes {
        let header = !Arc::ptr_eq(&self.header, &older.header)
            && (self.stories != older.stories || self.header != older.header);
        let mut changes = Changes {
            header,
            ..Changes::default()
        };
        let mut quotes = FxHashSet::default();
        for difference in older.blocks.diff(&self.blocks) {
            let (was, is) = match difference {
                DiffItem::Add(_, new) => (None, Some(new)),
                DiffItem::Update {
                    old: (_, old),
                    new: (_, new),
                } => (Some(old), Some(new)),
                DiffItem::Remove(_, old) => (Some(old), None),
            };
            let of_both = [was, is]
                .into_iter()
                .flatten()
                .flat_map(|facts| &facts.reading.quotations);
            let shingles = of_both.flat_map(Quotation::shingles);
            quotes.extend(
                shingles
                    .filter_map(|s| self.quotes.get(&s))
                    .flatten()
                    .copied(),
            );
            match is {
                Some(facts) => changes.blocks.push(Arc::clone(facts)),
                None => changes.gone.extend(was.map(|facts| facts.block.id())),
            }
        }
        for difference in older.names.diff(&self.names) {
            let key = match difference {
                DiffItem::Add(key, _)
                | DiffItem::Remove(key, _)
                | DiffItem::Update { new: (key, _), .. } => key,
            };
            changes.keys.push(key.clone());
        }
        if header {
            changes.blocks = self.blocks.values().cloned().collect();
        }
        changes.quotes = quotes.into_iter().collect();
        changes
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

    /// The names that are one typing error away from `key`. A typing error leaves the first letter alone, so only names
    /// that share it are looked at; of a few letters any two neighbours may be swapped.
    pub fn names_near<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Arc<Name>> {
        let first = key
            .chars()
            .next()
            .filter(|_| key.len() + 1 >= names::SHORTEST_NEAR_MISS);
        let start = SmolStr::from_iter(first);
        let same_letter = self
            .names
            .range(start..)
            .take_while(move |(k, _)| first.is_some_and(|f| k.starts_with(f)));
        let near = same_letter
            .filter(|(k, _)| names::is_near_miss(key, k))
            .map(|(_, name)| name);
        let swapped = names::swapped_letters(key).filter(|k| !names::is_near_miss(key, k));
        near.chain(swapped.filter_map(|k| self.names.get(&k)))
    }

    /// The quotations that share a run of words.
    pub fn quotes_with(&self, shingle: u64) -> impl Iterator<Item = QuoteRef> + '_ {
        self.quotes.get(&shingle).into_iter().flatten().copied()
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
        let (index, candidate) = touching.max_by_key(|(_, c)| c.range.start())?;
        Some(MentionRef {
            block: block.id(),
            index,
            candidate: Arc::clone(candidate),
        })
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
