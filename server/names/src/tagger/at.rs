//! The features of one piece, by what they look at.

use std::ops::Range;

use super::{
    features::{EDGE, FARTHEST, Features, Known, Sentence, Taker},
    hash::{self, join},
    pieces::{Piece, lowered},
};

/// The key of a group: the template of one of its features, and what they are a function of.
#[inline]
fn key<const N: usize>(template: u64, values: [u64; N]) -> u64 {
    values.into_iter().fold(template, join)
}

/// A piece in its sentence.
pub(super) struct At<'s> {
    pub(super) sentence: Sentence<'s>,
    pub(super) known: &'s [Known],
    /// The piece that `known` begins with.
    pub(super) from: usize,
    pub(super) i: usize,
}

impl At<'_> {
    /// Gives all features of the piece, which stands in this stretch.
    pub(super) fn features(
        &self,
        stretch: &Range<usize>,
        taker: &mut impl Taker,
        buffer: &mut String,
    ) {
        self.own(taker, buffer);
        self.neighbours(taker);
        self.shapes(taker);
        self.lists(taker);
        self.run(taker, stretch);
        taker.rare(|f| {
            self.words(f);
            self.classes(f);
        });
        taker.end_piece();
    }

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

    /// What each neighbour says by itself.
    fn neighbours(&self, taker: &mut impl Taker) {
        for (offset, template) in [(-2, 6), (-1, 4), (1, 5), (2, 7)] {
            let lower = self.lower(offset);
            taker.group(key(template, [lower]), |f| {
                f.add(template, lower);
                self.class(f, offset);
            });
        }
    }

    /// The class of a word, and the wider ones that it is in.
    fn class(&self, f: &mut impl Features, offset: isize) {
        let class = u64::from(self.known(offset).class);
        if class > 0 {
            let (offset, class) = (offset.wrapping_add(2) as u64, class - 1);
            f.add(40 + offset, class);
            f.add(45 + offset, class >> 2);
            f.add(50 + offset, class >> 4);
        }
    }

    /// The words around the piece in their order.
    fn words(&self, f: &mut impl Features) {
        let [l2, l1, w, r1, r2] = [-2, -1, 0, 1, 2].map(|o| self.lower(o));
        f.add(8, join(l1, w));
        f.add(9, join(w, r1));
        f.add(10, join(l1, r1));
        f.add(11, join(l2, l1));
        f.add(12, join(r1, r2));
        f.add(13, join(join(l1, w), r1));
    }

    /// What the piece says by itself, and how capitals are used where it stands.
    fn own(&self, taker: &mut impl Taker, buffer: &mut String) {
        let piece = &self.sentence.pieces[self.i];
        let setting = u64::from(self.i <= self.sentence.first_word)
            + 2 * self.sentence.capitals as u64
            + 8 * u64::from(self.sentence.heading);
        let glued = u64::from(piece.glued) + 2 * u64::from(self.piece(1).is_some_and(|p| p.glued));
        taker.group(key(2, [piece.exact, 4 * setting + glued]), |f| {
            let shape = self.known(0).shape;
            f.add(1, 0);
            f.add(2, piece.lower);
            f.add(3, piece.exact);
            f.add(20, shape);
            self.ends(f, lowered(&self.sentence.text[piece.range], buffer));
            f.add(36, join(setting, shape));
            f.add(37, join(setting, piece.lower));
            f.add(38, join(glued, shape));
            self.class(f, 0);
        });
    }

    /// How a word begins and ends, and its length.
    fn ends(&self, f: &mut impl Features, word: &str) {
        let length = word.chars().count();
        f.add(26, join(self.known(0).shape, length.min(8) as u64));
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
    }

    /// How the words in a row are written.
    fn shapes(&self, taker: &mut impl Taker) {
        let shapes = [-2, -1, 0, 1, 2].map(|o| self.known(o).shape);
        taker.group(key(21, shapes), |f| {
            let [l2, l1, w, r1, r2] = shapes;
            f.add(21, join(l1, w));
            f.add(22, join(w, r1));
            f.add(23, join(join(l1, w), r1));
            f.add(24, join(join(join(l2, l1), w), r1));
            f.add(25, join(join(join(l1, w), r1), r2));
        });
    }

    /// The classes of the words in a row.
    fn classes(&self, f: &mut impl Features) {
        let classes = [-2, -1, 0, 1, 2].map(|o| u64::from(self.known(o).class));
        let [l2, l1, w, r1, r2] = classes.map(|class| (class + 3) >> 2);
        f.add(55, join(l1, w));
        f.add(56, join(w, r1));
        f.add(57, join(l1, r1));
        f.add(58, join(l2, l1));
        f.add(59, join(r1, r2));
        f.add(60, join(join(l1, w), r1));
    }

    /// The lists that the piece and its neighbours are on.
    fn lists(&self, taker: &mut impl Taker) {
        let [l1, w, r1] = [-1, 0, 1].map(|o| self.known(o).lists);
        let shape = self.known(0).shape;
        taker.group(key(61, [l1, w, r1, shape]), |f| {
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
            f.add(68, join(w, shape));
        });
        taker.rare(|f| {
            f.add(69, join(w, self.lower(1)));
            f.add(70, join(w, self.lower(-1)));
        });
    }

    /// What frames the run of capitalised words, and where in it the piece stands.
    fn run(&self, taker: &mut impl Taker, stretch: &Range<usize>) {
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
        taker.rare(|f| {
            f.add(74, join(self.lower(before), self.lower(after)));
            f.add(77, join(place, pieces[start].lower));
            f.add(78, join(place, pieces[end - 1].lower));
        });
        for (offset, template) in [(before, 72), (after, 73)] {
            let lower = self.lower(offset);
            taker.group(key(template, [place, length, lower]), |f| {
                f.add(template, join(place, lower));
                f.add(
                    template + 3,
                    join(length, u64::from(self.known(offset).class)),
                );
            });
        }
        let within = |j: usize| self.known(j as isize - self.i as isize);
        let head = (u64::from(within(end - 1).class) + 3) >> 2;
        taker.group(key(82, [place, head]), |f| {
            f.add(71, place);
            f.add(82, join(place, head));
        });
        let shapes = (start..end)
            .take(6)
            .fold(length, |all, j| join(all, within(j).shape));
        let lists = [start, end - 1].map(|j| within(j).lists);
        taker.group(key(79, [place, shapes, lists[0], lists[1]]), |f| {
            f.add(79, join(place, lists[0]));
            f.add(80, join(place, lists[1]));
            f.add(81, join(place, shapes));
        });
    }
}
