//! What the model looks at: the features of a piece, as hashes.
//!
//! After Ratinov and Roth 2009: the word and its neighbours, how they are written, beginnings and endings, classes of
//! words by use, lists of names; and what frames the run of capitalised words that the piece stands in. Order and
//! meaning of the features are part of the model: whoever changes them trains anew and counts up
//! [`super::model::MAGIC`].

use std::ops::Range;

use super::{
    at::At,
    hash::{join, mix},
    model::Resources,
    pieces::{Case, Piece},
    tables::Found,
};

/// The longest phrase of the lists, in pieces.
pub const LONGEST_PHRASE: usize = 6;

/// The classes of neighbours and the words that frame a run are looked at so far away.
const WINDOW: usize = 2;

/// The ends of a run of capitalised words are looked for so far away: a page of nothing else is no run.
pub(super) const FARTHEST: usize = 10;

/// What stands where the sentence has no piece.
pub(super) const EDGE: u64 = 0x5eed;

/// What a sentence as a whole says of how capitals are used in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capitals {
    /// They mark names.
    Telling,
    /// Most words have one: a headline.
    Titled,
    /// Most words are all capitals.
    Shouted,
}

impl Capitals {
    /// How a sentence uses capitals.
    pub fn of(pieces: &[Piece]) -> Self {
        let (mut words, mut capital, mut upper) = (0, 0, 0);
        for piece in pieces.iter().filter(|p| p.range.len() > 2.into()) {
            words += usize::from(piece.case != Case::None);
            capital += usize::from(piece.case.is_capital());
            upper += usize::from(piece.case == Case::Upper);
        }
        if words >= 3 && upper * 10 > words * 6 {
            Self::Shouted
        } else if words >= 4 && capital * 10 > words * 7 {
            Self::Titled
        } else {
            Self::Telling
        }
    }
}

/// What is looked up for a piece once and used by the features of all pieces around it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    /// How it is written.
    pub(super) shape: u64,
    /// Its class, counted from 1; 0 if it has none.
    pub(super) class: u16,
    /// A bit for each list and place in the phrase (first, inside, last, only).
    pub(super) lists: u64,
}

/// Computes the features of the pieces of one sentence after the other; keeps its buffers.
#[derive(Debug, Default)]
pub struct Extractor {
    known: Vec<Known>,
    buffer: String,
    keys: Vec<u64>,
    lists: Vec<u16>,
    found: Found,
}

/// A sentence whose features are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Sentence<'s> {
    /// The text of its block.
    pub text: &'s str,
    /// Its pieces.
    pub pieces: &'s [Piece],
    /// Whether words are capitalised here without being names.
    pub heading: bool,
    /// How it uses capitals.
    pub capitals: Capitals,
    /// Its first piece with letters.
    pub first_word: usize,
}

impl<'s> Sentence<'s> {
    /// A sentence of these pieces.
    pub fn new(text: &'s str, pieces: &'s [Piece], heading: bool) -> Self {
        let first_word = pieces.iter().position(|p| p.case != Case::None);
        Self {
            text,
            pieces,
            heading,
            capitals: Capitals::of(pieces),
            first_word: first_word.unwrap_or(pieces.len()),
        }
    }
}

impl Extractor {
    /// Gives `taker` the features of each piece of a stretch, in order.
    pub fn stretch(
        &mut self,
        sentence: Sentence<'_>,
        resources: &Resources<'_>,
        stretch: Range<usize>,
        taker: &mut impl Taker,
    ) {
        let from = stretch.start.saturating_sub(WINDOW);
        let to = (stretch.end + WINDOW).min(sentence.pieces.len());
        self.look_up(sentence, resources, from..to);
        for i in stretch.clone() {
            let at = At {
                sentence,
                known: &self.known,
                from,
                i,
            };
            at.features(&stretch, taker, &mut self.buffer);
        }
    }

    fn look_up(&mut self, sentence: Sentence<'_>, resources: &Resources<'_>, range: Range<usize>) {
        let pieces = &sentence.pieces[range.clone()];
        let Self {
            known, keys, found, ..
        } = self;
        known.clear();
        known.extend(pieces.iter().map(|piece| Known {
            shape: shape(&sentence.text[piece.range]),
            ..Known::default()
        }));
        keys.clear();
        keys.extend(pieces.iter().map(|piece| mix(piece.lower)));
        let number = |value: &[u8; 2]| u16::from_le_bytes(*value);
        resources.classes.get_all(keys, found, |i, class| {
            known[i].class = number(class) + 1;
        });
        // The phrases of one, two, … pieces from each capital on, and the lists that they are on.
        let capitals = || {
            range
                .clone()
                .filter(|i| sentence.pieces[*i].case.is_capital())
        };
        keys.clear();
        for start in capitals() {
            let phrases = sentence.pieces[start..range.end]
                .iter()
                .take(LONGEST_PHRASE);
            keys.extend(phrases.scan(0, |key, piece| {
                *key = join(*key, piece.lower);
                Some(*key)
            }));
        }
        self.lists.clear();
        self.lists.resize(keys.len(), 0);
        let lists = &mut self.lists;
        let listed = |i: usize, on: &[u8; 2]| lists[i] = number(on);
        resources.phrases.get_all(keys, found, listed);
        let mut rest = &self.lists[..];
        let mut covered = [0_usize; 16];
        for start in capitals() {
            let (found, after) = rest.split_at(LONGEST_PHRASE.min(range.end - start));
            rest = after;
            let longest = found.len();
            let mut longer = 0;
            for length in (1..=longest).rev() {
                let new = found[length - 1] & !longer;
                longer |= found[length - 1];
                for list in (0..16).filter(|list| new & (1 << list) != 0) {
                    if start + length <= covered[list] {
                        continue;
                    }
                    covered[list] = start + length;
                    for i in start..start + length {
                        let place = match (i == start, i + 1 == start + length) {
                            (true, true) => 3,
                            (true, false) => 0,
                            (false, true) => 2,
                            (false, false) => 1,
                        };
                        known[i - range.start].lists |= 1 << (list * 4 + place);
                    }
                }
            }
        }
    }
}

/// How a word is written, runs of the same kind of character made one: `Xx`, `X.X.`, `Xx’Xx`, `d-x`.
fn shape(word: &str) -> u64 {
    let mut shape = 0;
    let mut last = '\0';
    for c in word.chars() {
        let kind = match c {
            _ if c.is_uppercase() => 'X',
            _ if c.is_alphabetic() => 'x',
            _ if c.is_numeric() => 'd',
            '’' => '\'',
            _ => c,
        };
        if kind != last {
            shape = join(shape, u64::from(kind));
            last = kind;
        }
    }
    shape
}

/// What features are added to.
pub trait Features {
    /// Adds the feature that `template` has this value: see [`feature`].
    fn add(&mut self, template: u64, value: u64);
}

/// The hash of the feature that `template` has this value.
#[inline]
pub fn feature(template: u64, value: u64) -> u64 {
    mix(value ^ template.wrapping_mul(0xd6e8_feb8_6659_fd93))
}

/// Who is given the features of one piece after the other.
///
/// They come in groups: what a word by itself says of its neighbours, or the forms of a few words in a row, comes up again
/// all through a text, and whoever gave weights to such a group need not compute it a second time.
pub trait Taker {
    /// What it has them added to.
    type Features: Features;
    /// A group that is a function of `key`, and that `add` adds.
    fn group(&mut self, key: u64, add: impl FnOnce(&mut Self::Features));
    /// Features that hardly come up again.
    fn rare(&mut self, add: impl FnOnce(&mut Self::Features));
    /// The piece has no more.
    fn end_piece(&mut self);
}
