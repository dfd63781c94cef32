//! How an analysis follows its text, and how two versions differ.

use std::{
    borrow::Cow,
    collections::BTreeSet,
    ops::Bound,
    sync::{Arc, OnceLock},
};

use dates::{Context, Order, Shown};
use imbl::ordmap::DiffItem;
use names::Candidate;
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;
use text::{Block, BlockId, Document};

use super::{Article, BlockFacts, Changes, MentionRef, Name, Story};
use crate::{
    header::{EVIDENCE_BLOCKS, dateline_date, header},
    quotation::Quotation,
    reading::Reading,
};

impl Article {
    /// The analysis of another version of the document, from this one's.
    pub fn update(&self, document: Document) -> Self {
        let changes = document.changes_since(&self.document);
        let mut next = self.clone();
        next.document = document;
        let mut lookup = self.lookup.get().cloned();
        let mut keys = FxHashSet::default();
        let mut came: Vec<MentionRef> = Vec::new();
        let mut header_touched = self.blocks.is_empty();
        let gone: FxHashSet<BlockId> = changes.gone.iter().map(|b| b.id()).collect();
        for block in &changes.gone {
            let Some(facts) = next.blocks.remove(&block.id()) else {
                continue;
            };
            keys.extend(facts.reading.names.iter().map(|c| c.key.clone()));
            if let Some(lookup) = &mut lookup {
                lookup.forget(block, &facts.reading);
            }
            header_touched |= facts.reading.dateline.is_some() | next.is_near_top(block.id());
            next.datelines.remove(&block.id());
            next.remarks.remove(&block.id());
            next.either.remove(&block.id());
            next.shown
                .remove(Shown::of(block.text(), &facts.reading.dates));
        }
        let mut read: Vec<(Arc<Block>, Arc<Reading>)> = Vec::with_capacity(changes.new.len());
        for block in changes.new {
            let reading = Arc::new(Reading::of(&block));
            header_touched |= reading.dateline.is_some() | next.is_near_top(block.id());
            if reading.dateline.is_some() {
                next.datelines.insert(block.id());
            }
            if !reading.ignores.is_empty() {
                next.remarks.insert(block.id());
            }
            if reading.dates.expressions.iter().any(|e| e.written.either) {
                next.either.insert(block.id());
            }
            next.shown.add(Shown::of(block.text(), &reading.dates));
            for (index, candidate) in reading.names.iter().enumerate() {
                keys.insert(candidate.key.clone());
                came.push(MentionRef::new(block.id(), index, candidate));
            }
            if let Some(lookup) = &mut lookup {
                lookup.learn(&block, &reading);
            }
            read.push((block, reading));
        }
        next.lookup = Arc::new(lookup.map_or_else(OnceLock::new, OnceLock::from));
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
        // Another order of day and month is another date where both are possible, above the story too.
        let reordered = next.shown.order() != self.shown.order() && !next.either.is_empty();
        if reordered {
            unsettled.extend(&next.either);
        }
        if (header_touched || reordered) && next.settle_header() {
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
        let header = header(top, &self.hints, self.shown.order());
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
            order: match self.either.contains(&id) {
                true => self.shown.order(),
                false => Order::Unsaid,
            },
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

    /// Links the names of `keys` anew: their mentions without those of the blocks that are gone, with those that came.
    fn link(&mut self, keys: FxHashSet<SmolStr>, gone: &FxHashSet<BlockId>, came: Vec<MentionRef>) {
        let mut came_by_key: FxHashMap<SmolStr, Vec<MentionRef>> = FxHashMap::default();
        for mention in came {
            came_by_key
                .entry(mention.read.key.clone())
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
            let read: Vec<&Candidate> = mentions.iter().map(|m| &*m.read).collect();
            let settled = names::settle(&read);
            let family = match self.names.get(&key).filter(|_| moved) {
                Some(name) => Arc::clone(&name.family),
                None => Arc::new(names::link(&settled)),
            };
            let settled: Vec<Option<Arc<Candidate>>> = settled
                .into_iter()
                .map(|candidate| match candidate {
                    Cow::Borrowed(_) => None,
                    Cow::Owned(retyped) => Some(Arc::new(retyped)),
                })
                .collect();
            for (mention, retyped) in mentions.iter_mut().zip(settled) {
                mention.candidate = retyped.unwrap_or_else(|| Arc::clone(&mention.read));
            }
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
                    .filter_map(|s| self.lookup().quotes.get(&s))
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
        changes.words = self.lookup().words.changed_since(&older.lookup().words);
        changes
    }
}
