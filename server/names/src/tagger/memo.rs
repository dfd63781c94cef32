//! The weights of groups of features that were summed before.
//!
//! The table of weights does not fit the processor's caches, and most of what tagging costs is to wait for it. News repeats
//! its words: what a word by itself weighs is mostly here.

use super::{
    decode::{self, Scores, Sums},
    features::{self, Taker},
    labels::INSIDE,
    model::Model,
    tables::Found,
};

/// How many sums are kept: as many as fit the processor's second cache with the rest of the work. A power of two.
const SLOTS: usize = 1 << 14;

/// The sums of groups by their keys. Of two groups with the same place the last is kept.
#[derive(Clone, Debug)]
pub(super) struct Memo {
    slots: Box<[(u64, Sums)]>,
    /// The features of a piece that have to be looked up, and the groups that they are of.
    features: Hashes,
    groups: Vec<Group>,
    found: Found,
}

/// The hashes of features.
#[derive(Clone, Debug, Default)]
pub(super) struct Hashes(Vec<u64>);

impl features::Features for Hashes {
    #[inline]
    fn add(&mut self, template: u64, value: u64) {
        self.0.push(features::feature(template, value));
    }
}

/// A group that was not kept, or rare features.
#[derive(Clone, Copy, Debug)]
struct Group {
    /// Where its sum will be kept.
    slot: Option<(usize, u64)>,
    /// The feature behind its last.
    end: usize,
}

impl Default for Memo {
    fn default() -> Self {
        Self {
            slots: vec![(0, [0; INSIDE]); SLOTS].into(),
            features: Hashes::default(),
            groups: Vec::new(),
            found: Found::default(),
        }
    }
}

/// Sums the weights of one piece after the other.
pub(super) struct Summing<'a, 'm> {
    pub(super) model: &'a Model<'m>,
    pub(super) memo: &'a mut Memo,
    /// Of the piece whose features come.
    pub(super) sums: Sums,
    /// Of the pieces before it.
    pub(super) scores: &'a mut Vec<Scores>,
}

impl Summing<'_, '_> {
    #[inline]
    fn look_up_later(&mut self, slot: Option<(usize, u64)>, add: impl FnOnce(&mut Hashes)) {
        let Memo {
            features, groups, ..
        } = &mut *self.memo;
        let mut end = features.0.len();
        let from = end;
        add(features);
        // Without a branch, for nobody can guess which have weights.
        for i in from..features.0.len() {
            let hash = features.0[i];
            features.0[end] = hash;
            end += usize::from(self.model.weighted.passes(hash));
        }
        features.0.truncate(end);
        groups.push(Group { slot, end });
    }
}

impl Taker for Summing<'_, '_> {
    type Features = Hashes;

    #[inline]
    fn group(&mut self, key: u64, add: impl FnOnce(&mut Hashes)) {
        // An empty slot has the key 0, and no group has.
        let key = key | 1;
        let slot = (key >> 32) as usize % SLOTS;
        let (kept, sums) = &self.memo.slots[slot];
        if *kept == key {
            decode::join(&mut self.sums, sums);
        } else {
            self.look_up_later(Some((slot, key)), add);
        }
    }

    #[inline]
    fn rare(&mut self, add: impl FnOnce(&mut Hashes)) {
        self.look_up_later(None, add);
    }

    /// Looks up at once what of the piece was not kept: so the waits overlap.
    fn end_piece(&mut self) {
        let Memo {
            slots,
            features,
            groups,
            found,
        } = &mut *self.memo;
        let mut unfinished = groups.iter();
        let mut group = unfinished.next();
        let mut group_sums = [0; INSIDE];
        let mut finish = |group: &Group, group_sums: &mut Sums| {
            decode::join(&mut self.sums, group_sums);
            if let Some((slot, key)) = group.slot {
                slots[slot] = (key, *group_sums);
            }
            *group_sums = [0; INSIDE];
        };
        self.model.weights.get_all(&features.0, found, |i, row| {
            while let Some(done) = group.filter(|g| g.end <= i) {
                finish(done, &mut group_sums);
                group = unfinished.next();
            }
            decode::add(&mut group_sums, row);
        });
        for rest in group.into_iter().chain(unfinished) {
            finish(rest, &mut group_sums);
        }
        groups.clear();
        features.0.clear();
        self.scores.push(decode::summed(self.sums));
        self.sums = [0; INSIDE];
    }
}

#[cfg(test)]
mod tests {
    use crate::tagger::{Tagger, model::Model};

    /// That a group is a function of its key, each of them.
    #[test]
    fn what_is_remembered_changes_nothing() {
        let texts = [
            "South Korean President Kim Dae-jung met Mr. Putin in Vladivostok.",
            "Kim Jong Il, the University of the Pacific and Vladimir Putin met Kim",
            "PUTIN MEETS KIM IN VLADIVOSTOK",
            "Putin Meets President Kim of Seoul-based Pacific Air",
            "In Seoul the Pacific and President Vladimir Kim met Dae-jung Putin’s aides.",
        ];
        let model = Model::shipped().unwrap();
        let mut remembers = Tagger::new(model);
        for text in texts.iter().chain(texts.iter().rev()) {
            let all = [text::TextRange::up_to(text::TextSize::of(*text))];
            let tokens = text::tokenize(text);
            for heading in [false, true] {
                let found = remembers.tag(text, &tokens, &all, heading);
                let anew = Tagger::new(model).tag(text, &tokens, &all, heading);
                assert_eq!(found, anew, "{text}");
            }
        }
    }
}
