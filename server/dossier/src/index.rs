//! Entries by key. A value: a clone shares, and a file's entries come and go without touching others.

use std::sync::Arc;

use imbl::OrdMap;
use smol_str::SmolStr;
use text::TextSize;

use crate::{
    DifferentPeople,
    entry::{Entry, Origin},
};

/// What stands in a file.
pub(crate) trait Placed {
    fn origin(&self) -> &Origin;
}

impl<T: Entry> Placed for T {
    fn origin(&self) -> &Origin {
        &self.about().origin
    }
}

/// Pairs of people are looked up by two names, so they are no [`Entry`].
#[derive(Debug)]
pub(crate) struct Pairs(pub(crate) Arc<DifferentPeople>);

impl Placed for Pairs {
    fn origin(&self) -> &Origin {
        &self.0.origin
    }
}

/// Entries by folded key, in the order of files and of places in them.
#[derive(Debug)]
pub(crate) struct Index<T>(OrdMap<SmolStr, Vec<Arc<T>>>);

impl<T> Clone for Index<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Default for Index<T> {
    fn default() -> Self {
        Self(OrdMap::new())
    }
}

impl<T: Placed> Index<T> {
    pub(crate) fn get(&self, key: &str) -> &[Arc<T>] {
        self.0.get(key).map_or(&[], |entries| entries)
    }

    /// Lists an entry under a key, once.
    pub(crate) fn insert(&mut self, key: SmolStr, entry: &Arc<T>) {
        let entries = self.0.entry(key).or_default();
        let at = entries.partition_point(|other| place(&**other) <= place(&**entry));
        if at == 0 || place(&*entries[at - 1]) < place(&**entry) {
            entries.insert(at, Arc::clone(entry));
        }
    }

    /// Takes out what a file listed under a key.
    pub(crate) fn remove(&mut self, key: &str, file: &str) {
        let Some(entries) = self.0.get_mut(key) else {
            return;
        };
        entries.retain(|entry| entry.origin().file != file);
        if entries.is_empty() {
            self.0.remove(key);
        }
    }
}

/// What orders entries.
pub(crate) fn place<T: Placed>(entry: &T) -> (&str, TextSize) {
    let origin = entry.origin();
    (&origin.file, origin.header.start())
}
