//! What the model looks at: the features of a piece, as hashes.
//!
//! After Ratinov and Roth 2009: the word and its neighbours, how they are written, beginnings and endings, classes of
//! words by use, lists of names; and what frames the run of capitalised words that the piece stands in. Order and
//! meaning of the features are part of the model: whoever changes them trains anew and counts up
//! [`super::model::MAGIC`].

use std::ops::Range;

use super::{
    hash::{self, join, mix},
    model::Resources,
    pieces::{Case, Piece, lowered},
};

/// The longest phrase of the lists, in pieces.
pub const LONGEST_PHRASE: usize = 6;

/// The classes of neighbours and the words that frame a run are looked at so far away.
const WINDOW: usize = 2;

/// The ends of a run of capitalised words are looked for so far away: a page of nothing else is no run.
const FARTHEST: usize = 10;

/// What stands where the sentence has no piece.
const EDGE: u64 = 0x5eed;

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
struct Known {
    shape: u64,
    /// Its class, counted from 1; 0 if it has none.
    class: u16,
    /// A bit for each list and place in the phrase (first, inside, last, only).
    lists: u64,
}

/// Computes the features of the pieces of one sentence after the other; keeps its buffers.
#[derive(Debug, Default)]
pub struct Extractor {
    known: Vec<Known>,
    buffer: String,
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
    /// Calls `emit` with the features of each piece of a stretch, in order.
    pub fn stretch(
        &mut self,
        sentence: Sentence<'_>,
        resources: &Resources<'_>,
        stretch: Range<usize>,
        mut emit: impl FnMut(&[u64]),
    ) {
        let from = stretch.start.saturating_sub(WINDOW);
        let to = (stretch.end + WINDOW).min(sentence.pieces.len());
        self.look_up(sentence, resources, from..to);
        let mut features = Features {
            hashes: Vec::with_capacity(96),
        };
        for i in stretch.clone() {
            features.hashes.clear();
            let place = At {
                sentence,
                known: &self.known,
                from,
                i,
            };
            place.words(&mut features);
            place.spelling(&mut features, &mut self.buffer);
            place.classes(&mut features);
            place.lists(&mut features);
            place.run(&mut features, &stretch);
            emit(&features.hashes);
        }
    }

    fn look_up(&mut self, sentence: Sentence<'_>, resources: &Resources<'_>, range: Range<usize>) {
        self.known.clear();
        for piece in &sentence.pieces[range.clone()] {
            let class = resources.classes.number(mix(piece.lower));
            self.known.push(Known {
                shape: shape(&sentence.text[piece.range]),
                class: class.map_or(0, |class| class + 1),
                lists: 0,
            });
        }
        let mut covered = [0_usize; 16];
        for start in range.clone() {
            if !sentence.pieces[start].case.is_capital() {
                continue;
            }
            let longest = LONGEST_PHRASE.min(range.end - start);
            // The lists that the phrases of one, two, … pieces from here are on.
            let mut found = [0_u16; LONGEST_PHRASE];
            let mut key = 0;
            for (lists, piece) in found[..longest].iter_mut().zip(&sentence.pieces[start..]) {
                key = join(key, piece.lower);
                *lists = resources.phrases.number(key).unwrap_or(0);
            }
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
                        self.known[i - range.start].lists |= 1 << (list * 4 + place);
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

struct Features {
    hashes: Vec<u64>,
}

impl Features {
    /// Adds the feature that `template` has this value.
    #[inline]
    fn add(&mut self, template: u64, value: u64) {
        self.hashes
            .push(mix(value ^ template.wrapping_mul(0xd6e8_feb8_6659_fd93)));
    }
}

struct At<'s> {
    sentence: Sentence<'s>,
    known: &'s [Known],
    /// The piece that `known` begins with.
    from: usize,
    i: usize,
}

impl At<'_> {
    fn piece(&self, offset: isize) -> Option<&Piece> {
        self.sentence.pieces.get(self.i.checked_add_signed(offset)?)
    }

    fn lower(&self, offset: isize) -> u64 {
        self.piece(offset).map_or(EDGE, |p| p.lower)
    }

    fn known(&self, offset: isize) -> Known {
        self.i
            .checked_add_signed(offset)
            .and_then(|i| self.known.get(i.checked_sub(self.from)?))
            .copied()
            .unwrap_or_default()
    }

    fn words(&self, f: &mut Features) {
        let [l2, l1, w, r1, r2] = [-2, -1, 0, 1, 2].map(|o| self.lower(o));
        f.add(1, 0);
        f.add(2, w);
        f.add(3, self.piece(0).map_or(0, |p| p.exact));
        f.add(4, l1);
        f.add(5, r1);
        f.add(6, l2);
        f.add(7, r2);
        f.add(8, join(l1, w));
        f.add(9, join(w, r1));
        f.add(10, join(l1, r1));
        f.add(11, join(l2, l1));
        f.add(12, join(r1, r2));
        f.add(13, join(join(l1, w), r1));
    }

    fn spelling(&self, f: &mut Features, buffer: &mut String) {
        let Some(piece) = self.piece(0) else { return };
        let [l2, l1, w, r1, r2] = [-2, -1, 0, 1, 2].map(|o| self.known(o).shape);
        f.add(20, w);
        f.add(21, join(l1, w));
        f.add(22, join(w, r1));
        f.add(23, join(join(l1, w), r1));
        f.add(24, join(join(join(l2, l1), w), r1));
        f.add(25, join(join(join(l1, w), r1), r2));
        let word = lowered(&self.sentence.text[piece.range], buffer);
        let length = word.chars().count();
        f.add(26, join(w, length.min(8) as u64));
        let ends: [usize; 4] = {
            let mut ends = [0; 4];
            let mut starts = word.char_indices().map(|(i, _)| i).skip(1);
            for end in &mut ends {
                *end = starts.next().unwrap_or(word.len());
            }
            ends
        };
        let mut begins = [0; 4];
        for (begin, (at, _)) in begins.iter_mut().zip(word.char_indices().rev()) {
            *begin = at;
        }
        for n in 1..4 {
            if length > n + 1 {
                f.add(27 + n as u64, hash::word(&word[..ends[n]]));
                f.add(31 + n as u64, hash::word(&word[begins[n]..]));
            }
        }
        let setting = u64::from(self.i <= self.sentence.first_word)
            + 2 * self.sentence.capitals as u64
            + 8 * u64::from(self.sentence.heading);
        f.add(36, join(setting, w));
        f.add(37, join(setting, piece.lower));
        let glued = u64::from(piece.glued) + 2 * u64::from(self.piece(1).is_some_and(|p| p.glued));
        f.add(38, join(glued, w));
    }

    fn classes(&self, f: &mut Features) {
        let classes = [-2, -1, 0, 1, 2].map(|o| u64::from(self.known(o).class));
        for (offset, class) in classes.into_iter().enumerate() {
            if class == 0 {
                continue;
            }
            let (offset, class) = (offset as u64, class - 1);
            f.add(40 + offset, class);
            f.add(45 + offset, class >> 2);
            f.add(50 + offset, class >> 4);
        }
        let [l2, l1, w, r1, r2] = classes.map(|class| (class + 3) >> 2);
        f.add(55, join(l1, w));
        f.add(56, join(w, r1));
        f.add(57, join(l1, r1));
        f.add(58, join(l2, l1));
        f.add(59, join(r1, r2));
        f.add(60, join(join(l1, w), r1));
    }

    fn lists(&self, f: &mut Features) {
        let [l1, w, r1] = [-1, 0, 1].map(|o| self.known(o).lists);
        let mut rest = w;
        while rest != 0 {
            f.add(61, u64::from(rest.trailing_zeros()));
            rest &= rest - 1;
        }
        f.add(62, w);
        f.add(63, l1);
        f.add(64, r1);
        f.add(65, join(l1, w));
        f.add(66, join(w, r1));
        f.add(67, join(join(l1, w), r1));
        f.add(68, join(w, self.known(0).shape));
        f.add(69, join(w, self.lower(1)));
        f.add(70, join(w, self.lower(-1)));
    }

    /// What frames the run of capitalised words, and where in it the piece stands.
    fn run(&self, f: &mut Features, stretch: &Range<usize>) {
        let pieces = self.sentence.pieces;
        let within = |p: &Piece| p.case.is_capital() || p.glued;
        let mut start = self.i;
        while start > stretch.start && self.i - start < FARTHEST && within(&pieces[start - 1]) {
            start -= 1;
        }
        let mut end = self.i + 1;
        while end < stretch.end && end - self.i < FARTHEST && within(&pieces[end]) {
            end += 1;
        }
        let [before, after] = [start as isize - 1, end as isize].map(|j| j - self.i as isize);
        let at = (self.i - start).min(3) as u64;
        let left = (end - 1 - self.i).min(3) as u64;
        let place = at * 4 + left;
        let length = (end - start).min(5) as u64;
        f.add(71, place);
        f.add(72, join(place, self.lower(before)));
        f.add(73, join(place, self.lower(after)));
        f.add(74, join(self.lower(before), self.lower(after)));
        f.add(75, join(length, u64::from(self.known(before).class)));
        f.add(76, join(length, u64::from(self.known(after).class)));
        let first = pieces[start].lower;
        let last = pieces[end - 1].lower;
        f.add(77, join(place, first));
        f.add(78, join(place, last));
        let lists = |j: usize| self.known(j as isize - self.i as isize).lists;
        f.add(79, join(place, lists(start)));
        f.add(80, join(place, lists(end - 1)));
        let shapes = (start..end).take(6).fold(length, |all, j| {
            join(all, self.known(j as isize - self.i as isize).shape)
        });
        f.add(81, join(place, shapes));
        let head = u64::from(self.known(end as isize - 1 - self.i as isize).class);
        f.add(82, join(place, (head + 3) >> 2));
    }
}
