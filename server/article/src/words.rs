//! The capitalised words of an article: how often each stands, and which resemble one another.
//!
//! Three kinds of word are kept, told apart by how they are written: names and other words in lower case (`portland`),
//! abbreviations in capitals (`KCNA`), and offices by which somebody is addressed, with the honorific (`Mr. chairman`).

use imbl::{OrdSet, ordset::DiffItem};
use smol_str::{SmolStr, format_smolstr};
use text::{Block, BlockId, TextRange, TextSize, Token, TokenKind};

/// The shortest word that is kept, in letters.
const SHORTEST: usize = 4;

/// How many letters an abbreviation has; more are a headline's capitals.
const ABBREVIATION: std::ops::RangeInclusive<usize> = 3..=6;

/// How many words a name in full may have before its letters in brackets.
const LONGEST_NAME: usize = 10;

/// Offices that people are addressed by.
const OFFICES: &[&str] = &[
    "Ambassador",
    "Chairman",
    "President",
    "Secretary",
    "Speaker",
];

/// And such of two words.
const LONG_OFFICES: &[[&str; 2]] = &[
    ["Attorney", "General"],
    ["Majority", "Leader"],
    ["Minority", "Leader"],
    ["Prime", "Minister"],
    ["Ranking", "Member"],
    ["Vice", "Chairman"],
    ["Vice", "President"],
];

/// Honorifics that go before them.
const HONORIFICS: &[&str] = &["Mr.", "Mrs.", "Ms."];

/// A capitalised word, or a part of one with hyphens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word as it is kept.
    pub text: SmolStr,
    /// Where it stands, in bytes from the block's start; of an office, the honorific alone.
    pub range: TextRange,
    /// What is known of it here.
    pub standing: Standing,
}

/// What is known of a word at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It stands inside a sentence: the capital means something.
    Inside,
    /// It opens a sentence.
    Opening,
    /// Letters in brackets after the name whose letters they are: `Korean Central News Agency (KCNA)`.
    Explained,
}

/// The capitalised words of a block, in order.
pub(crate) fn words(block: &Block) -> Vec<Word> {
    let (text, tokens) = (block.text(), block.tokens());
    let mut sentences = block.sentences().iter().peekable();
    let mut found = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        if token.kind != TokenKind::Word {
            continue;
        }
        while sentences
            .next_if(|s| s.end() <= token.range.start())
            .is_some()
        {}
        let opens = sentences
            .peek()
            .is_some_and(|s| s.start() == token.range.start());
        let mut start = token.range.start();
        for part in token.text(text).split('-') {
            let range = TextRange::at(start, TextSize::of(part));
            start = range.end() + TextSize::of('-');
            let Some(word) = kept(part) else { continue };
            let letters = word.starts_with(char::is_uppercase);
            let standing = if letters && is_explained(text, tokens, i) {
                Standing::Explained
            } else if opens && range.start() == token.range.start() {
                Standing::Opening
            } else {
                Standing::Inside
            };
            found.push(Word {
                text: word,
                range,
                standing,
            });
        }
        found.extend(addressed(text, tokens, i));
    }
    found
}

fn kept(part: &str) -> Option<SmolStr> {
    let mut rest = part.chars();
    // What is left of an apostrophe or a space that was read in another encoding: `Senatorsâ`.
    let damaged = || part.ends_with(['â', 'Â']);
    if !rest.next()?.is_uppercase() || damaged() || !part.chars().all(char::is_alphabetic) {
        return None;
    }
    let letters = part.chars().count();
    if rest.all(char::is_uppercase) {
        return ABBREVIATION.contains(&letters).then(|| part.into());
    }
    (letters >= SHORTEST).then(|| part.to_lowercase().into())
}

/// `Mr. Chairman`; the office stands at `i`.
fn addressed(text: &str, tokens: &[Token], i: usize) -> Option<Word> {
    let office = tokens[i].text(text);
    let begins_long = || LONG_OFFICES.iter().any(|[first, _]| *first == office);
    if !OFFICES.contains(&office) && !begins_long() {
        return None;
    }
    let before = tokens.get(i.checked_sub(1)?)?;
    let honorific = before.text(text);
    let listed = HONORIFICS
        .iter()
        .find(|h| h.trim_end_matches('.') == honorific.trim_end_matches('.'))?;
    let after = tokens.get(i + 1).map(|token| token.text(text));
    let long = LONG_OFFICES
        .iter()
        .find(|[first, second]| *first == office && after == Some(second));
    let office = match long {
        Some([first, second]) => format_smolstr!("{first} {second}"),
        None => OFFICES.contains(&office).then(|| office.into())?,
    };
    Some(Word {
        text: format_smolstr!("{listed} {}", office.to_lowercase()),
        range: before.range,
        standing: Standing::Inside,
    })
}

/// The addresses of other honorifics: `Mrs. chairman`, `Ms. chairman` of `Mr. chairman`. None of another word.
pub fn other_addresses(word: &str) -> impl Iterator<Item = SmolStr> + '_ {
    let parts = word.split_once(' ').into_iter();
    parts.flat_map(|(own, office)| {
        let others = HONORIFICS.iter().filter(move |h| **h != own);
        others.map(move |h| format_smolstr!("{h} {office}"))
    })
}

/// Whether the letters at `i` stand in brackets after the name whose letters they are.
fn is_explained(text: &str, tokens: &[Token], i: usize) -> bool {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.text(text));
    let Some(before) = i.checked_sub(1).filter(|b| word(*b) == "(") else {
        return false;
    };
    let letters = word(i);
    let of = |every| initials(text, &tokens[..before], every).ends_with(letters);
    // `Over-the-Counter (OTC)`
    word(i + 1) == ")" && (of(false) || of(true))
}

/// The initials of the capitalised words before a bracket, in capitals; small words between and parts after a hyphen
/// count if `every` word does.
fn initials(text: &str, before: &[Token], every: bool) -> String {
    let mut initials: Vec<char> = Vec::new();
    for token in before.iter().rev().take(LONGEST_NAME) {
        let word = token.text(text);
        let first = word.chars().next();
        let capital = first.is_some_and(char::is_uppercase);
        match token.kind {
            TokenKind::Word if every && (capital || SMALL.contains(&word)) => {
                let parts = word.rsplit('-').filter_map(|part| part.chars().next());
                initials.extend(parts.flat_map(char::to_uppercase));
            }
            TokenKind::Word if capital => initials.extend(first),
            TokenKind::Word if SMALL.contains(&word) => {}
            TokenKind::Possessive => {}
            _ => break,
        }
    }
    initials.iter().rev().collect()
}

const SMALL: &[&str] = &[
    "of", "for", "and", "the", "on", "in", "to", "de", "la", "du", "des",
];

/// Where a word stands: the word, the block, start and end in it, and how. Ordered by word, then by place.
type Entry = (SmolStr, BlockId, u32, u32, Standing);

/// The words of all blocks. A value: cloning shares.
#[derive(Clone, Default)]
pub(crate) struct Words {
    all: OrdSet<Entry>,
    /// Those that nobody knows.
    unknown: OrdSet<Entry>,
}

/// A place of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordPlace {
    /// The block.
    pub block: BlockId,
    /// Where in it.
    pub range: TextRange,
    /// How it stands there.
    pub standing: Standing,
}

impl Words {
    pub(crate) fn learn(&mut self, block: BlockId, words: &[Word]) {
        for word in words {
            let entry = entry(block, word);
            if word.text.starts_with(char::is_lowercase) && !names::is_known_word(&word.text) {
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
    pub(crate) fn places(&self, word: &str) -> impl Iterator<Item = WordPlace> {
        of_word(&self.all, word).map(|(_, block, start, end, standing)| WordPlace {
            block: *block,
            range: TextRange::new(TextSize::new(*start), TextSize::new(*end)),
            standing: *standing,
        })
    }

    /// Whether a word stands in the article and is not known.
    pub(crate) fn is_unknown(&self, word: &str) -> bool {
        of_word(&self.unknown, word).next().is_some()
    }

    /// The words that rules ask about, each once: those that nobody knows, abbreviations, addresses.
    pub(crate) fn to_ask(&self) -> impl Iterator<Item = &SmolStr> {
        let capitals = once_each(self.all.iter());
        let capitals =
            capitals.take_while(|word| word.starts_with(|c: char| c.is_ascii_uppercase()));
        once_each(self.unknown.iter()).chain(capitals)
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
    (word.text.clone(), block, start, end, word.standing)
}

fn first(word: SmolStr) -> Entry {
    (word, BlockId::MIN, 0, 0, Standing::Inside)
}

fn of_word<'w>(set: &'w OrdSet<Entry>, word: &str) -> impl Iterator<Item = &'w Entry> + use<'w> {
    let word = SmolStr::new(word);
    let all = set.range(first(word.clone())..);
    all.take_while(move |(w, ..)| *w == word)
}

fn same_letter<'w>(
    set: &'w OrdSet<Entry>,
    word: &str,
) -> impl Iterator<Item = &'w SmolStr> + use<'w> {
    let letter = word.chars().next();
    let all = set.range(first(SmolStr::from_iter(letter))..);
    once_each(all.take_while(move |(w, ..)| w.chars().next() == letter))
}

fn once_each<'w>(entries: impl Iterator<Item = &'w Entry>) -> impl Iterator<Item = &'w SmolStr> {
    let mut last: Option<&SmolStr> = None;
    entries.map(|(word, ..)| word).filter(move |word| {
        let new = last != Some(*word);
        last = Some(word);
        new
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Article, Hints};
    use text::{Document, Format};

    fn read(text: &str) -> Vec<(String, Standing)> {
        let article = Article::new(Document::new(text, Format::Plain), Hints::default());
        let blocks = article.blocks();
        let words = blocks.flat_map(|b| b.wording().words.iter());
        words.map(|w| (w.text.to_string(), w.standing)).collect()
    }

    #[test]
    fn words_letters_and_addresses() {
        use Standing::{Explained, Inside, Opening};
        let word = |w: &str, s| (w.to_owned(), s);
        assert_eq!(
            read(
                "Later the Korean Central News Agency (KCNA) asked: “Mr. Chairman, is Joe-Ann well?”"
            ),
            [
                word("later", Opening),
                word("korean", Inside),
                word("central", Inside),
                word("news", Inside),
                word("agency", Inside),
                word("KCNA", Explained),
                word("chairman", Inside),
                word("Mr. chairman", Inside),
            ]
        );
    }

    #[test]
    fn other_honorifics() {
        let others: Vec<SmolStr> = other_addresses("Mr. chairman").collect();
        assert_eq!(others, ["Mrs. chairman", "Ms. chairman"]);
        assert_eq!(other_addresses("chairman").count(), 0);
    }
}
