//! A document: its text as a rope and as blocks, changed by edits.

use std::sync::{Arc, OnceLock};

use imbl::Vector;
use ropey::Rope;
use text_size::{TextRange, TextSize};

use crate::{
    block::{Block, BlockId, BlockKind, Format, size},
    header::{HEADER_BLOCKS, header_kinds},
    position::{LineColumn, PositionEncoding},
    segment::{FRONT_MATTER_LIMIT, next_block},
};

/// The distance between the ids of neighbours in a document parsed from scratch.
const ID_STEP: u64 = 1 << 32;

/// One replacement: the text at `range` becomes `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced, in bytes of the document before the edit.
    pub range: TextRange,
    /// What stands there afterwards.
    pub text: String,
}

/// The blocks in which two versions of a document differ.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// In the older version only.
    pub gone: Vec<Arc<Block>>,
    /// In the newer version only.
    pub new: Vec<Arc<Block>>,
}

/// A text cut into blocks that cover it without gaps. A value: cloning shares, editing makes a new version.
#[derive(Clone)]
pub struct Document {
    rope: Rope,
    format: Format,
    blocks: Vector<Entry>,
    places: OnceLock<Arc<Places>>,
}

/// A block with what is read of every block on every edit, kept beside the pointer so that the walk stays in cache.
#[derive(Clone)]
struct Entry {
    block: Arc<Block>,
    id: BlockId,
    length: TextSize,
    line_breaks: u32,
    /// What its lines alone make of it; its kind says what its place among the first blocks makes of it.
    local_kind: BlockKind,
}

impl Entry {
    fn new(block: Block, local_kind: BlockKind) -> Self {
        let (id, length, line_breaks) = (block.id(), block.len(), block.line_breaks());
        Self {
            block: Arc::new(block),
            id,
            length,
            line_breaks,
            local_kind,
        }
    }
}

/// Where each block starts.
struct Places {
    ids: Vec<BlockId>,
    starts: Vec<TextSize>,
    lines: Vec<u32>,
}

impl Document {
    /// Parses `text`.
    pub fn new(text: &str, format: Format) -> Self {
        let mut blocks = Vector::new();
        let mut at = 0;
        let mut id = ID_STEP;
        while at < text.len() {
            let (length, kind) = next_block(&text[at..], at == 0, format);
            let block = Block::new(BlockId(id), kind, text[at..at + length].into());
            blocks.push_back(Entry::new(block, kind));
            id += ID_STEP;
            at += length;
        }
        let mut document = Self {
            rope: Rope::from_str(text),
            format,
            blocks,
            places: OnceLock::new(),
        };
        document.settle_header();
        document
    }

    /// Applies an edit. A range that is reversed, reaches past the end or cuts a character is moved to where it can
    /// stand.
    pub fn edit(&mut self, edit: &Edit) {
        let total = self.len();
        let start = self.floor_boundary(edit.range.start().min(total));
        let end = self.floor_boundary(edit.range.end().min(total)).max(start);
        let (start_char, end_char) = (
            self.rope.byte_to_char(start.into()),
            self.rope.byte_to_char(end.into()),
        );

        // The parse of a block looks at the first line of the next and no further: start one block before the edit,
        // or at the top where front matter might begin.
        let (first, first_start) = self.restart(start);
        self.rope.remove(start_char..end_char);
        self.rope.insert(start_char, &edit.text);
        self.places = OnceLock::new();

        // Parse until an old boundary behind the edit is met.
        let inserted = size(edit.text.len());
        let edit_end = start + inserted;
        let mut last = first;
        let mut old_end = first_start;
        let mut parsed: Vec<(BlockKind, String)> = Vec::new();
        let mut at = first_start;
        let new_total = size(self.rope.len_bytes());
        while at < new_total {
            let window = self.window(at);
            let (length, kind) = next_block(&window, at == TextSize::new(0), self.format);
            parsed.push((kind, window[..length].to_owned()));
            at += size(length);
            if at < edit_end {
                continue;
            }
            let old_at = at - inserted + (end - start);
            while last < self.blocks.len() && old_end < old_at {
                old_end += self.blocks[last].length;
                last += 1;
            }
            if old_end == old_at && at > edit_end {
                break;
            }
        }
        if at >= new_total {
            last = self.blocks.len();
        }
        self.splice(first, last, parsed);
        self.settle_header();
    }

    /// The text from `at` that [`next_block`] must see: a whole block and the line after
    /// it.
    fn window(&self, at: TextSize) -> String {
        let total = self.rope.len_bytes();
        let from = usize::from(at);
        let mut length = 4096;
        loop {
            let to = self
                .rope
                .char_to_byte(self.rope.byte_to_char((from + length).min(total)));
            let text: String = self.rope.byte_slice(from..to).chunks().collect();
            if to == total {
                return text;
            }
            let (used, kind) = next_block(&text, from == 0, self.format);
            // The block and a whole line behind it are inside: what lies beyond cannot change it.
            let settled = text[used..]
                .find(['\n', '\r'])
                .is_some_and(|i| used + i + 1 < text.len());
            if settled && kind != BlockKind::Code && !(from == 0 && length < FRONT_MATTER_LIMIT * 2)
            {
                return text;
            }
            length *= 4;
        }
    }

    /// The block to start parsing at, and where it starts.
    fn restart(&self, edit_start: TextSize) -> (usize, TextSize) {
        if usize::from(edit_start) <= FRONT_MATTER_LIMIT
            && self
                .blocks
                .front()
                .is_some_and(|e| e.block.text().starts_with(['-', '+']))
        {
            return (0, TextSize::new(0));
        }
        let mut before = [(0, TextSize::new(0)); 2];
        let mut at = TextSize::new(0);
        for (i, entry) in self.blocks.iter().enumerate() {
            if at >= edit_start && i > 0 {
                // The edit begins at or before this block's start: the block before is touched at its end.
                break;
            }
            before = [before[1], (i, at)];
            at += entry.length;
        }
        before[0]
    }

    /// Puts `parsed` in the place of the blocks `first..last`, keeping those that did not change.
    fn splice(&mut self, mut first: usize, mut last: usize, mut parsed: Vec<(BlockKind, String)>) {
        let same = |entry: &Entry, (kind, text): &(BlockKind, String)| {
            entry.local_kind == *kind && entry.block.text() == text.as_str()
        };
        while first < last && !parsed.is_empty() && same(&self.blocks[first], &parsed[0]) {
            parsed.remove(0);
            first += 1;
        }
        while first < last
            && parsed
                .last()
                .is_some_and(|p| same(&self.blocks[last - 1], p))
        {
            parsed.pop();
            last -= 1;
        }
        // As many as before: each takes the place and the id of the one that it replaces.
        if parsed.len() == last - first {
            for (at, (kind, text)) in (first..last).zip(parsed) {
                let id = self.blocks[at].id;
                self.blocks
                    .set(at, Entry::new(Block::new(id, kind, text.into()), kind));
            }
            return;
        }
        let low = if first == 0 {
            0
        } else {
            self.blocks[first - 1].id.0
        };
        let count = parsed.len() as u64;
        let step = match self.blocks.get(last) {
            Some(next) => (next.id.0 - low) / (count + 1),
            None => ID_STEP,
        };
        if step == 0 || low.checked_add(step.saturating_mul(count + 1)).is_none() {
            return self.renumber();
        }
        let inserted: Vector<Entry> = parsed
            .into_iter()
            .zip(1u64..)
            .map(|((kind, text), n)| {
                Entry::new(Block::new(BlockId(low + n * step), kind, text.into()), kind)
            })
            .collect();
        let mut tail = self.blocks.split_off(first);
        let tail = tail.split_off(last - first);
        self.blocks.append(inserted);
        self.blocks.append(tail);
    }

    /// All ids anew: the gap between two of them was used up.
    fn renumber(&mut self) {
        let text: String = self.rope.chunks().collect();
        *self = Self::new(&text, self.format);
    }

    /// Gives the first blocks the kinds that their order makes of them.
    fn settle_header(&mut self) {
        let kinds = header_kinds(
            self.blocks
                .iter()
                .take(HEADER_BLOCKS)
                .map(|e| (&*e.block, e.local_kind)),
        );
        let all = self.blocks.len();
        for (i, kind) in kinds.into_iter().enumerate() {
            if self.blocks[i].block.kind() != kind {
                let entry = &mut self.blocks[i];
                entry.block = Arc::new(entry.block.with(entry.id, kind));
            }
        }
        // What was pushed out of the header is what its own lines make of it.
        for i in HEADER_BLOCKS..all.min(2 * HEADER_BLOCKS) {
            let entry = &self.blocks[i];
            if entry.block.kind() != entry.local_kind {
                let entry = &mut self.blocks[i];
                entry.block = Arc::new(entry.block.with(entry.id, entry.local_kind));
            }
        }
    }

    /// Its format.
    pub fn format(&self) -> Format {
        self.format
    }

    /// Its text.
    pub fn rope(&self) -> &Rope {
        &self.rope
    }

    /// Its length in bytes.
    pub fn len(&self) -> TextSize {
        size(self.rope.len_bytes())
    }

    /// Whether it holds no byte.
    pub fn is_empty(&self) -> bool {
        self.rope.len_bytes() == 0
    }

    /// Its blocks, in order.
    pub fn blocks(&self) -> impl Iterator<Item = &Arc<Block>> {
        self.blocks.iter().map(|entry| &entry.block)
    }

    /// What differs from an older version: the blocks that are gone and those that are new, each in order. Blocks
    /// that only moved are neither.
    pub fn changes_since(&self, older: &Self) -> Changes {
        let same = |a: &Entry, b: &Entry| Arc::ptr_eq(&a.block, &b.block);
        let shorter = self.blocks.len().min(older.blocks.len());
        let head = self
            .blocks
            .iter()
            .zip(&older.blocks)
            .take_while(|(a, b)| same(a, b))
            .count();
        let tail = self
            .blocks
            .iter()
            .rev()
            .zip(older.blocks.iter().rev())
            .take(shorter - head)
            .take_while(|(a, b)| same(a, b))
            .count();
        let middle = |d: &Self| {
            d.blocks
                .iter()
                .skip(head)
                .take(d.blocks.len() - tail - head)
                .cloned()
                .collect::<Vec<_>>()
        };
        let (old, new) = (middle(older), middle(self));
        let missing_from = |those: &[Entry], entry: &Entry| {
            those
                .binary_search_by_key(&entry.id, |e| e.id)
                .map_or(true, |i| !same(&those[i], entry))
        };
        Changes {
            gone: old
                .iter()
                .filter(|e| missing_from(&new, e))
                .map(|e| Arc::clone(&e.block))
                .collect(),
            new: new
                .iter()
                .filter(|e| missing_from(&old, e))
                .map(|e| Arc::clone(&e.block))
                .collect(),
        }
    }

    fn places(&self) -> &Places {
        self.places.get_or_init(|| {
            let count = self.blocks.len();
            let mut places = Places {
                ids: Vec::with_capacity(count),
                starts: Vec::with_capacity(count),
                lines: Vec::with_capacity(count),
            };
            let (mut at, mut line) = (TextSize::new(0), 0);
            for entry in &self.blocks {
                places.ids.push(entry.id);
                places.starts.push(at);
                places.lines.push(line);
                at += entry.length;
                line += entry.line_breaks;
            }
            Arc::new(places)
        })
    }

    /// The block of that id, if it is still there.
    pub fn block(&self, id: BlockId) -> Option<&Arc<Block>> {
        let index = self.places().ids.binary_search(&id).ok()?;
        self.blocks.get(index).map(|e| &e.block)
    }

    /// Where a block starts, in bytes.
    pub fn start_of(&self, id: BlockId) -> Option<TextSize> {
        let places = self.places();
        places.ids.binary_search(&id).ok().map(|i| places.starts[i])
    }

    /// The line, from 0, on which a block starts.
    pub fn line_of(&self, id: BlockId) -> Option<u32> {
        let places = self.places();
        places.ids.binary_search(&id).ok().map(|i| places.lines[i])
    }

    /// A block's range turned into the document's.
    pub fn range_in_document(&self, id: BlockId, range: TextRange) -> Option<TextRange> {
        self.start_of(id).map(|start| range + start)
    }

    /// The block that `offset` stands in, with where it starts; at the end, the last.
    pub fn block_at(&self, offset: TextSize) -> Option<(&Arc<Block>, TextSize)> {
        let places = self.places();
        let index = places
            .starts
            .partition_point(|start| *start <= offset)
            .checked_sub(1)?;
        self.blocks
            .get(index)
            .map(|e| (&e.block, places.starts[index]))
    }

    /// The blocks that `range` touches, each with where it starts.
    pub fn blocks_in(&self, range: TextRange) -> impl Iterator<Item = (&Arc<Block>, TextSize)> {
        let places = self.places();
        let first = places
            .starts
            .partition_point(|start| *start <= range.start())
            .saturating_sub(1);
        let last = places
            .starts
            .partition_point(|start| *start < range.end())
            .max(first);
        (first..last.max(first + 1))
            .filter_map(move |i| Some((&self.blocks.get(i)?.block, places.starts[i])))
    }

    /// The text at `range`, cut to what there is.
    pub fn slice(&self, range: TextRange) -> String {
        let start = self.floor_boundary(range.start().min(self.len()));
        let end = self.floor_boundary(range.end().min(self.len())).max(start);
        self.rope
            .byte_slice(usize::from(start)..usize::from(end))
            .chunks()
            .collect()
    }

    /// The byte offset of a position; one past the end of its line or of the text is moved back.
    pub fn offset(&self, position: LineColumn, encoding: PositionEncoding) -> TextSize {
        size(position.offset_in(&self.rope, encoding))
    }

    /// The position of a byte offset; one past the end or inside a character is moved back.
    pub fn position(&self, offset: TextSize, encoding: PositionEncoding) -> LineColumn {
        let offset = self.floor_boundary(offset.min(self.len()));
        match self.block_at(offset) {
            Some((block, start)) => {
                let local = block.line_column(offset - start, encoding);
                LineColumn {
                    line: local.line + self.line_of(block.id()).unwrap_or(0),
                    column: local.column,
                }
            }
            None => LineColumn::default(),
        }
    }

    fn floor_boundary(&self, offset: TextSize) -> TextSize {
        let char = self.rope.byte_to_char(offset.into());
        size(self.rope.char_to_byte(char))
    }
}

impl std::fmt::Display for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.rope.chunks().try_for_each(|chunk| f.write_str(chunk))
    }
}
