//! The capitalised words of an article: how often each stands, and which resemble one another.

use imbl::{OrdSet, ordset::DiffItem};
use smol_str::SmolStr;
use text::{Block, BlockId, TextRange, TextSize, TokenKind};

/// The shortest word that is kept, in letters.
pub const SHORTEST_WORD: usize = 4;

/// A capitalised word, or a part of one with hyphens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// In lower case; an abbreviation of capitals as it is.
    pub text: SmolStr,
    /// Where it stands, in bytes from the block's start.
    pub range: TextRange,
    /// Whether it is a known word: one that is not may be a slip.
    pub known: bool,
}

/// The capitalised words of a block, in order.
pub(crate) fn words(block: &Block) -> Vec<Word> {
    let text = block.text();
    let mut found = Vec::new();
    for token in block.tokens().iter().filter(|t| t.kind == TokenKind::Word) {
        let mut start = token.range.start();
        for part in token.text(text).split('-') {
            let range = TextRange::at(start, TextSize::of(part));
            start = range.end() + TextSize::of('-');
            found.extend(word(part).map(|(text, known)| Word { text, range, known }));
        }
    }
    found
}

fn word(part: &str) -> Option<(SmolStr, bool)> {
    let letters = part.chars().count();
    let mut rest = part.chars();
    if !rest.next()?.is_uppercase() || !part.chars().all(char::is_alphabetic) {
        return None;
    }
    // Letters that stand for a name: none is known, none unknown.
    if rest.all(char::is_uppercase) {
        return ABBREVIATIONS
            .contains(&letters)
            .then(|| (part.into(), true));
    }
    let lower = SmolStr::from(part.to_lowercase());
    (letters >= SHORTEST_WORD).then(|| {
        let known = names::is_known_word(&lower);
        (lower, known)
    })
}

/// Offices that people are addressed by, after `Mr.` or `Madam`.
pub const OFFICES: &[&str] = &[
    "ambassador",
    "chairman",
    "president",
    "secretary",
    "speaker",
];

/// How many letters an abbreviation has; more are a headline's capitals.
const ABBREVIATIONS: std::ops::RangeInclusive<usize> = 3..=6;

/// Where a word stands: the word, the block, start and end in it. Ordered by word, then by place.
type Entry = (SmolStr, BlockId, u32, u32);

/// The words of all blocks. A value: cloning shares.
#[derive(Clone, Default)]
pub(crate) struct Words {
    all: OrdSet<Entry>,
    /// Those that are not known.
    unknown: OrdSet<Entry>,
}

impl Words {
    pub(crate) fn learn(&mut self, block: BlockId, words: &[Word]) {
        for word in words {
            let entry = entry(block, word);
            if !word.known {
                self.unknown.insert(entry.clone());
            }
            self.all.insert(entry);
        }
    }

    pub(crate) fn forget(&mut self, block: BlockId, words: &[Word]) {
        for word in words {
            let entry = entry(block, word);
            self.all.remove(&entry);
            self.unknown.remove(&entry);
        }
    }

    /// Where a word stands, in the order of the article.
    pub(crate) fn places(&self, word: &str) -> impl Iterator<Item = (BlockId, TextRange)> {
        of_word(&self.all, word).map(|(_, block, start, end)| {
            let range = TextRange::new(TextSize::new(*start), TextSize::new(*end));
            (*block, range)
        })
    }

    /// Whether a word stands in the article and is not known.
    pub(crate) fn is_unknown(&self, word: &str) -> bool {
        of_word(&self.unknown, word).next().is_some()
    }

    /// The words that are not known, each once.
    pub(crate) fn unknown(&self) -> impl Iterator<Item = &SmolStr> {
        once_each(self.unknown.iter())
    }

    /// The abbreviations, each once.
    pub(crate) fn abbreviations(&self) -> impl Iterator<Item = &SmolStr> {
        let all = once_each(self.all.iter());
        all.filter(|word| word.starts_with(char::is_uppercase))
    }

    /// The offices that people are addressed by, each once.
    pub(crate) fn offices(&self) -> impl Iterator<Item = &SmolStr> {
        let first = OFFICES
            .iter()
            .filter_map(|office| of_word(&self.all, office).next());
        first.map(|(word, ..)| word)
    }

    /// The words that start with the same letter, each once.
    pub(crate) fn same_letter<'w>(
        &'w self,
        word: &str,
    ) -> impl Iterator<Item = &'w SmolStr> + use<'w> {
        same_letter(&self.all, word)
    }

    /// The unknown words that start with the same letter, each once.
    pub(crate) fn unknown_of_letter<'w>(
        &'w self,
        word: &str,
    ) -> impl Iterator<Item = &'w SmolStr> + use<'w> {
        same_letter(&self.unknown, word)
    }

    /// The words whose places differ from an older version's.
    pub(crate) fn changed_since(&self, older: &Self) -> Vec<SmolStr> {
        let changes = older.all.diff(&self.all);
        let words = changes.map(|change| match change {
            DiffItem::Add(entry) | DiffItem::Remove(entry) => entry.0.clone(),
        });
        let mut words: Vec<SmolStr> = words.collect();
        words.sort_unstable();
        words.dedup();
        words
    }
}

fn entry(block: BlockId, word: &Word) -> Entry {
    let (start, end) = (word.range.start().into(), word.range.end().into());
    (word.text.clone(), block, start, end)
}

fn of_word<'w>(set: &'w OrdSet<Entry>, word: &str) -> impl Iterator<Item = &'w Entry> + use<'w> {
    let word = SmolStr::new(word);
    let from = (word.clone(), BlockId::MIN, 0, 0);
    set.range(from..).take_while(move |(w, ..)| *w == word)
}

fn same_letter<'w>(
    set: &'w OrdSet<Entry>,
    word: &str,
) -> impl Iterator<Item = &'w SmolStr> + use<'w> {
    let first = word.chars().next();
    let from = (SmolStr::from_iter(first), BlockId::MIN, 0, 0);
    let all = set.range(from..);
    once_each(all.take_while(move |(w, ..)| w.chars().next() == first))
}

fn once_each<'w>(entries: impl Iterator<Item = &'w Entry>) -> impl Iterator<Item = &'w SmolStr> {
    let mut last: Option<&SmolStr> = None;
    entries.map(|(word, ..)| word).filter(move |word| {
        let new = last != Some(*word);
        last = Some(word);
        new
    })
}
