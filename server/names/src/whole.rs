//! All names of a text at once: each key linked by itself, then the short forms that lie under another key.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use crate::{Candidate, Entity, Family, Forms, Link, link, settle};

/// Who is meant in a text. An analysis that follows edits does the same a key at a time.
pub struct Linked {
    families: BTreeMap<SmolStr, Family>,
    /// For each candidate, its key and its place among those of the key.
    places: Vec<(SmolStr, usize)>,
    forms: Forms<usize>,
}

/// An entity of a text: its key and its place in the family.
pub type Who = (SmolStr, usize);

impl Linked {
    /// Links the candidates of a text, in its order.
    pub fn new(candidates: &[&Candidate]) -> Self {
        let mut by_key: BTreeMap<SmolStr, Vec<&Candidate>> = BTreeMap::new();
        let mut places = Vec::with_capacity(candidates.len());
        let mut forms = Forms::default();
        for (index, candidate) in candidates.iter().enumerate() {
            let named = by_key.entry(candidate.key.clone()).or_default();
            places.push((candidate.key.clone(), named.len()));
            named.push(candidate);
            forms.learn(&index, candidate);
        }
        let families = by_key
            .into_iter()
            .map(|(key, named)| (key, link(&settle(&named))));
        Self {
            families: families.collect(),
            places,
            forms,
        }
    }

    /// The link of a candidate among those of its key; `None` if it turned out to be no name.
    pub fn link(&self, candidate: usize) -> Option<&Link> {
        let (key, at) = self.places.get(candidate)?;
        self.families.get(key)?.links.get(*at)?.as_ref()
    }

    /// The entity.
    pub fn entity(&self, who: &Who) -> Option<&Entity> {
        self.families.get(&who.0)?.entities.get(who.1)
    }

    /// Who is meant by a candidate.
    pub fn who(&self, candidate: usize) -> Option<Who> {
        let own = self.own(candidate)?;
        let meant = self.forms.meant(self.entity(&own)?, |place| {
            let who = self.own(*place)?;
            let entity = self.entity(&who)?;
            Some((who, entity))
        });
        Some(meant.unwrap_or(own))
    }

    fn own(&self, candidate: usize) -> Option<Who> {
        let (key, _) = self.places.get(candidate)?;
        Some((key.clone(), self.link(candidate)?.entity))
    }
}
