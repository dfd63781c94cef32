//! The annotations of an open article: what its file of annotations says, with each place as it is in the buffer.

use std::ops::Range;

use ::text::{Document, Edit};
use corpus::ArticleId;
use notes::{
    Anchor, Annotations, LiveAnchor, LiveAnchors, Problem, PutAside, Store, find,
    progress::{ClaimProgress, DeskRules, claims},
    put_aside_at,
};

use super::folder::Folder;

/// What people noted of an article, and where it is now.
#[derive(Clone, Debug)]
pub(super) struct OpenNotes {
    pub(super) annotations: Annotations,
    /// Lines of the file that could not be used.
    pub(super) problems: Vec<Problem>,
    /// The places of the claims, then of what was put aside, in their order.
    anchors: LiveAnchors,
}

impl OpenNotes {
    /// Reads the annotations of an article whose text is this now; `None` if there are none.
    pub(super) fn load(folder: &Folder, id: &ArticleId, text: &str) -> Option<Self> {
        let store = Store::new(&folder.root);
        let loaded = match store.load(id.as_str()) {
            Ok(loaded) => loaded,
            Err(error) => {
                tracing::warn!("the annotations of {id} cannot be read: {error}");
                return None;
            }
        };
        if loaded.annotations.is_empty() && loaded.problems.is_empty() {
            return None;
        }
        let all: Vec<&Anchor> = anchors(&loaded.annotations).collect();
        let found = find(&all, text, |hash| store.base(hash));
        let live = all.iter().zip(found).map(|(anchor, place)| LiveAnchor {
            // What is lost has no words.
            range: place.unwrap_or(0..0),
            words: anchor.exact.clone(),
        });
        let anchors = LiveAnchors::new(live.collect());
        Some(Self {
            annotations: loaded.annotations,
            problems: loaded.problems,
            anchors,
        })
    }

    /// Follows an edit.
    pub(super) fn edit(&mut self, before: &Document, edit: &Edit, after: &Document) {
        self.anchors.edit(before, edit, after);
    }

    /// How each claim stands.
    pub(super) fn progress(&self, text: &str, rules: DeskRules) -> Vec<ClaimProgress> {
        let mut places = self.places();
        claims(text, &self.annotations, rules, |_, anchors| {
            places.by_ref().take(anchors.len()).collect()
        })
    }

    /// What somebody put aside, findings and proposals.
    pub(super) fn put_aside(&self, text: &str) -> Vec<PutAside<'_>> {
        let claims = self
            .annotations
            .claims()
            .map(|(_, _, anchors)| anchors.len());
        put_aside_at(&self.annotations, text, self.places().skip(claims.sum()))
    }

    fn places(&self) -> impl Iterator<Item = Option<Range<usize>>> {
        let places = self.anchors.iter().map(|anchor| anchor.range.clone());
        places.map(|range| (!range.is_empty()).then_some(range))
    }
}

fn anchors(annotations: &Annotations) -> impl Iterator<Item = &Anchor> {
    let claims = annotations.claims().flat_map(|(_, _, anchors)| anchors);
    let dismissals = annotations.dismissals().flat_map(|(_, _, anchors)| anchors);
    claims.chain(dismissals)
}
