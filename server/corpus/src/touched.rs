//! What a change of one article touched, so that others are asked again about that and no more.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use crate::rows::{EntityRow, FactRow, QuoteRow, Rows, Spot};

/// The keys that a change of one article touched.
#[derive(Clone, Debug, Default)]
pub struct Touched {
    /// Keys of entities.
    pub keys: FxHashSet<SmolStr>,
    /// Runs of quoted words.
    pub runs: FxHashSet<u64>,
    /// Folded names of whom or what a beginning or an end is stated.
    pub subjects: FxHashSet<SmolStr>,
}

impl Touched {
    /// What differs between an article's rows before and after.
    pub(crate) fn between(old: Option<&Rows>, new: Option<&Rows>) -> Self {
        let mut touched = Self::default();
        for (rows, other) in [(old, new), (new, old)] {
            if let Some(rows) = rows {
                touched.add(rows, other);
            }
        }
        touched
    }

    /// Whether nothing is touched.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.runs.is_empty() && self.subjects.is_empty()
    }

    /// The keys of `rows` that differ from what `other` has under them: in what is said, or in where it stands, since
    /// others point there.
    fn add(&mut self, rows: &Rows, other: Option<&Rows>) {
        let mut known: FxHashMap<&SmolStr, Vec<&EntityRow>> = FxHashMap::default();
        for row in other.into_iter().flat_map(|o| &o.entities) {
            known.entry(&row.folded).or_default().push(row);
        }
        let differs = |row: &EntityRow| {
            let same = known.get(&row.folded);
            !same.is_some_and(|rows| rows.contains(&row))
        };
        let changed = rows.entities.iter().filter(|row| differs(row));
        self.keys.extend(changed.map(|row| row.key.clone()));
        let known: FxHashSet<(&SmolStr, Spot)> = other
            .into_iter()
            .flat_map(|o| &o.quotes)
            .map(|q| (&q.text, q.spot))
            .collect();
        let differs = |row: &QuoteRow| !known.contains(&(&row.text, row.spot));
        let changed = rows.quotes.iter().filter(|row| differs(row));
        self.runs.extend(changed.flat_map(|q| q.runs()));
        let known = |row: &Arc<FactRow>| other.is_some_and(|o| o.facts.contains(row));
        let changed = rows.facts.iter().filter(|row| !known(row));
        self.subjects.extend(changed.map(|row| row.subject.clone()));
    }

    /// Adds what another change touched.
    pub(crate) fn extend(&mut self, other: &Self) {
        self.keys.extend(other.keys.iter().cloned());
        self.runs.extend(other.runs.iter().copied());
        self.subjects.extend(other.subjects.iter().cloned());
    }
}
