//! What the lines of an article say, taken together.
//!
//! The result is a function of the set of lines: their order, and lines that stand twice, change nothing. That is what
//! makes any merge of two people's files right. Nothing here is stored; it is computed anew from the lines.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::Timestamp;

use crate::{
    Anchor, Annotation, AnnotationId, Assessment, Body, Claim, Dismissal, Question, Source, Target,
    write_line,
};

/// Something that was annotated, as it stands after all changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Current {
    /// Its name: the id of its first line.
    pub id: AnnotationId,
    /// Who wrote the first line.
    pub author: String,
    /// When the first line was written.
    pub created: Timestamp,
    /// The line that holds.
    pub line: Arc<Annotation>,
    /// Lines by people who changed the same thing at the same time, and that do not hold.
    pub rivals: Vec<AnnotationId>,
}

/// All annotations of one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotations {
    things: BTreeMap<AnnotationId, Current>,
    roots: BTreeMap<AnnotationId, AnnotationId>,
    /// By what they are about: verdicts, replies and the like, in order.
    about: BTreeMap<AnnotationId, Vec<AnnotationId>>,
}

impl FromIterator<Annotation> for Annotations {
    fn from_iter<I: IntoIterator<Item = Annotation>>(lines: I) -> Self {
        lines.into_iter().map(Arc::new).collect()
    }
}

impl FromIterator<Arc<Annotation>> for Annotations {
    fn from_iter<I: IntoIterator<Item = Arc<Annotation>>>(lines: I) -> Self {
        let mut by_id: BTreeMap<AnnotationId, Arc<Annotation>> = BTreeMap::new();
        for line in lines {
            match by_id.get(&line.id) {
                // Two that claim one id: which is kept may not depend on the order.
                Some(twin) if write_line(twin, "") <= write_line(&line, "") => {}
                _ => {
                    by_id.insert(line.id, line);
                }
            }
        }
        let mut roots: BTreeMap<AnnotationId, AnnotationId> = BTreeMap::new();
        let mut replaced = BTreeSet::new();
        let mut versions: BTreeMap<AnnotationId, Vec<AnnotationId>> = BTreeMap::new();
        // In order of the ids, so that what a line replaces has its root before it.
        for (&id, line) in &by_id {
            let older = line
                .replaces
                .filter(|older| *older < id && may_replace(line, by_id.get(older)));
            let root = older.map_or(id, |older| roots.get(&older).copied().unwrap_or(older));
            replaced.extend(older);
            roots.insert(id, root);
            versions.entry(root).or_default().push(id);
        }
        let deleted: BTreeSet<AnnotationId> = by_id
            .values()
            .filter_map(|line| match (&line.body, &line.target) {
                (Body::Deletion, Target::Annotation(id)) => Some(*id),
                _ => None,
            })
            .collect();
        let mut things = BTreeMap::new();
        for (root, ids) in versions {
            let mut holding: Vec<AnnotationId> = ids
                .iter()
                .copied()
                .filter(|id| !replaced.contains(id) && !deleted.contains(id))
                .collect();
            let Some(line) = holding.pop().and_then(|last| by_id.get(&last)) else {
                continue;
            };
            if matches!(line.body, Body::Deletion) {
                continue;
            }
            let first = by_id.get(&root).unwrap_or(line);
            things.insert(
                root,
                Current {
                    id: root,
                    author: first.author.clone(),
                    created: first.created,
                    line: Arc::clone(line),
                    rivals: holding,
                },
            );
        }
        let mut about: BTreeMap<AnnotationId, Vec<AnnotationId>> = BTreeMap::new();
        for (id, thing) in &things {
            if let Target::Annotation(on) = thing.line.target {
                let root = roots.get(&on).copied().unwrap_or(on);
                about.entry(root).or_default().push(*id);
            }
        }
        Self {
            things,
            roots,
            about,
        }
    }
}

/// A person's verdict is replaced by that person alone: another's stands beside it.
fn may_replace(line: &Annotation, older: Option<&Arc<Annotation>>) -> bool {
    !matches!(line.body, Body::Assessment(_))
        || older.is_none_or(|older| older.author == line.author)
}

impl Annotations {
    /// Everything that holds, in the order in which it was first written.
    pub fn iter(&self) -> impl Iterator<Item = &Current> {
        self.things.values()
    }

    /// Whether nothing holds.
    pub fn is_empty(&self) -> bool {
        self.things.is_empty()
    }

    /// The thing that this id, or the id of any of its lines, names.
    pub fn get(&self, id: AnnotationId) -> Option<&Current> {
        self.things.get(&self.root(id))
    }

    /// What that thing says.
    pub fn body(&self, id: AnnotationId) -> Option<&Body> {
        self.get(id).map(|thing| &thing.line.body)
    }

    fn root(&self, id: AnnotationId) -> AnnotationId {
        self.roots.get(&id).copied().unwrap_or(id)
    }

    /// The claims, with the places of their words.
    pub fn claims(&self) -> impl Iterator<Item = (&Current, &Claim, &[Anchor])> {
        self.iter()
            .filter_map(|thing| match (&thing.line.body, &thing.line.target) {
                (Body::Claim(claim), Target::Words(anchors)) => {
                    Some((thing, claim, anchors.as_slice()))
                }
                _ => None,
            })
    }

    /// The sources.
    pub fn sources(&self) -> impl Iterator<Item = (&Current, &Source)> {
        self.iter().filter_map(|thing| match &thing.line.body {
            Body::Source(source) => Some((thing, source)),
            _ => None,
        })
    }

    /// The source of that id.
    pub fn source(&self, id: AnnotationId) -> Option<&Source> {
        match &self.get(id)?.line.body {
            Body::Source(source) => Some(source),
            _ => None,
        }
    }

    /// What stands about that annotation: verdicts, replies, an owner.
    pub fn about(&self, id: AnnotationId) -> impl Iterator<Item = &Current> {
        let ids = self.about.get(&self.root(id));
        ids.into_iter()
            .flatten()
            .filter_map(|id| self.things.get(id))
    }

    /// The verdicts on a claim: the latest of each person on each question.
    pub fn verdicts(
        &self,
        claim: AnnotationId,
    ) -> BTreeMap<(Question, &str), (&Current, &Assessment)> {
        let mut verdicts: BTreeMap<(Question, &str), (&Current, &Assessment)> = BTreeMap::new();
        for thing in self.about(claim) {
            if let Body::Assessment(assessment) = &thing.line.body {
                let key = (assessment.question, thing.line.author.as_str());
                if verdicts
                    .get(&key)
                    .is_none_or(|(other, _)| other.line.id < thing.line.id)
                {
                    verdicts.insert(key, (thing, assessment));
                }
            }
        }
        verdicts
    }

    /// Who looks after a claim.
    pub fn owner(&self, claim: AnnotationId) -> Option<&str> {
        self.about(claim)
            .filter_map(|thing| match &thing.line.body {
                Body::Owner { person } => Some((thing.line.id, person.as_deref())),
                _ => None,
            })
            .max_by_key(|(id, _)| *id)?
            .1
    }

    /// What is to be done with a claim's words: the latest decision.
    pub fn decision(&self, claim: AnnotationId) -> Option<&Current> {
        self.about(claim)
            .filter(|thing| matches!(thing.line.body, Body::Decision { .. }))
            .max_by_key(|thing| thing.line.id)
    }

    /// The findings put aside, with their places.
    pub fn dismissals(&self) -> impl Iterator<Item = (&Current, &Dismissal, &[Anchor])> {
        self.iter()
            .filter_map(|thing| match (&thing.line.body, &thing.line.target) {
                (Body::Dismissal(dismissal), Target::Words(anchors)) => {
                    Some((thing, dismissal, anchors.as_slice()))
                }
                _ => None,
            })
    }
}
