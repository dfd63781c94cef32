//! The annotations of an open text: where each is and how each claim stands, in step with every edit.
//!
//! An edit judges only those anew whose words it may have changed; all others merely move. So what a key costs does not
//! grow with what was noted, but for a walk over numbers.

use std::{collections::HashMap, mem, ops::Range, sync::Arc};

use text::{Document, Edit};

use crate::{
    Anchor, AnnotationId, Annotations, Aside, BaseHash, Body, LiveAnchor, LiveAnchors,
    anchor::slice,
    find,
    progress::{ClaimProgress, ClaimState, DeskRules, judge},
    put_aside::still_says,
};

/// Annotations and how they stand in one version of a text.
#[derive(Clone, Debug)]
pub struct LiveNotes {
    annotations: Arc<Annotations>,
    rules: DeskRules,
    /// The places of the claims, then of what was put aside, in their order.
    anchors: LiveAnchors,
    progress: Vec<ClaimProgress>,
    /// For each place of what was put aside, whether its words still stand there.
    holds: Vec<bool>,
}

impl LiveNotes {
    /// Finds the annotations in a text that was just opened. `base` gives the text that an anchor was made on, if it is
    /// kept.
    pub fn new(
        annotations: Arc<Annotations>,
        rules: DeskRules,
        document: &Document,
        base: impl FnMut(BaseHash) -> Option<String>,
    ) -> Self {
        Self::place(annotations, rules, document, base, &HashMap::new())
    }

    /// The same text after something was noted: what is known to stand somewhere stays there.
    pub fn noted(
        &self,
        annotations: Arc<Annotations>,
        document: &Document,
        base: impl FnMut(BaseHash) -> Option<String>,
    ) -> Self {
        let names = anchors(&self.annotations).map(|(name, _)| name);
        let known = names.zip(self.anchors.iter()).collect();
        Self::place(annotations, self.rules, document, base, &known)
    }

    fn place(
        annotations: Arc<Annotations>,
        rules: DeskRules,
        document: &Document,
        base: impl FnMut(BaseHash) -> Option<String>,
        known: &HashMap<(AnnotationId, usize), &LiveAnchor>,
    ) -> Self {
        let new = anchors(&annotations).filter(|(name, _)| !known.contains_key(name));
        let new: Vec<&Anchor> = new.map(|(_, anchor)| anchor).collect();
        let found = match new.is_empty() {
            true => Vec::new(),
            false => find(&new, &document.to_string(), base),
        };
        let mut found = found.into_iter();
        let live = anchors(&annotations).map(|(name, anchor)| match known.get(&name) {
            Some(&known) => known.clone(),
            None => LiveAnchor {
                // What is lost has no words.
                range: found.next().flatten().unwrap_or(0..0),
                words: anchor.exact.as_str().into(),
            },
        });
        let anchors = LiveAnchors::new(live.collect());
        let mut notes = Self {
            progress: annotations
                .claims()
                .map(|(claim, _, anchors)| unjudged(claim.id, anchors.len()))
                .collect(),
            holds: annotations
                .dismissals()
                .flat_map(|(_, _, anchors)| anchors)
                .map(|_| false)
                .collect(),
            annotations,
            rules,
            anchors,
        };
        notes.judge(document, |_| true);
        notes
    }

    /// Follows an edit from the version of the text before it to the one after it.
    pub fn edit(&mut self, before: &Document, edit: &Edit, after: &Document) {
        let changed = self.anchors.edit(before, edit, after);
        self.judge(after, |at| changed.binary_search(&at).is_ok());
    }

    /// The desk asks for something else now.
    pub fn set_rules(&mut self, rules: DeskRules, document: &Document) {
        if self.rules != rules {
            self.rules = rules;
            self.judge(document, |_| true);
        }
    }

    /// Puts each where it is now, and judges what changed.
    fn judge(&mut self, document: &Document, changed: impl Fn(usize) -> bool) {
        let words = |place: Range<usize>| Some(slice(document, &place));
        let mut anchors = self.anchors.iter().enumerate();
        for claim in &mut self.progress {
            let mut is_new = claim.places.is_empty();
            for (place, (at, anchor)) in claim.places.iter_mut().zip(anchors.by_ref()) {
                *place = anchor.place();
                is_new |= changed(at);
            }
            if is_new && let Some(Body::Claim(body)) = self.annotations.body(claim.id) {
                let places = mem::take(&mut claim.places);
                *claim = judge(&self.annotations, self.rules, claim.id, body, places, words);
            }
        }
        let dismissed = self.annotations.dismissals().flat_map(|(_, _, all)| all);
        for ((holds, said), (at, anchor)) in self.holds.iter_mut().zip(dismissed).zip(anchors) {
            if changed(at) {
                let now = anchor.place().and_then(words);
                *holds = now.is_some_and(|now| still_says(said, &now));
            }
        }
    }

    /// What was noted.
    pub fn annotations(&self) -> &Annotations {
        &self.annotations
    }

    /// How each claim stands.
    pub fn progress(&self) -> &[ClaimProgress] {
        &self.progress
    }

    /// What somebody put aside, findings and proposals.
    pub fn put_aside(&self) -> Aside<'_> {
        let claimed: usize = self.progress.iter().map(|claim| claim.places.len()).sum();
        let places = self.anchors.iter().skip(claimed).zip(&self.holds);
        let places = places.map(|(anchor, holds)| anchor.place().filter(|_| *holds));
        Aside::new(&self.annotations, places)
    }
}

/// A claim with so many places, to be judged.
fn unjudged(id: AnnotationId, places: usize) -> ClaimProgress {
    ClaimProgress {
        id,
        state: ClaimState::Orphaned,
        missing: Vec::new(),
        places: vec![None; places],
        judged_words: None,
    }
}

/// The anchors of the claims, then of what was put aside, each named by its line and its place in it.
fn anchors(annotations: &Annotations) -> impl Iterator<Item = ((AnnotationId, usize), &Anchor)> {
    let claims = annotations.claims().map(|(thing, _, all)| (thing, all));
    let dismissals = annotations.dismissals().map(|(thing, _, all)| (thing, all));
    let each = claims.chain(dismissals).map(|(thing, all)| {
        let numbered = all.iter().enumerate();
        numbered.map(|(at, anchor)| ((thing.line.id, at), anchor))
    });
    each.flatten()
}
