//! What an annotation can say.
//!
//! The shape is that of the W3C Web Annotation Data Model: a body says something about a target. What the bodies are
//! follows what fact-checkers write beside a text: the claim, the source, the verdict and its evidence.

mod claim;
mod source;
mod verdict;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use self::{
    claim::{Claim, ClaimKind},
    source::{Contact, Source, SourceKind},
    verdict::{Action, Assessment, Evidence, Question, Relation, Verdict},
};
use crate::{Anchor, AnnotationId};

/// One line of an article's annotations: somebody says something about a target. It never changes; a later one may
/// replace it.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotation {
    /// Its name.
    pub id: AnnotationId,
    /// When it was written.
    pub created: Timestamp,
    /// Who wrote it.
    pub author: String,
    /// The line that this one takes the place of.
    pub replaces: Option<AnnotationId>,
    /// What it is about.
    pub target: Target,
    /// What it says.
    pub body: Body,
}

/// What an annotation is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// The article as a whole.
    Article,
    /// Words of the article, in one or several pieces.
    Words(Vec<Anchor>),
    /// Another annotation: a verdict is about a claim.
    Annotation(AnnotationId),
}

/// What an annotation says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all_fields = "camelCase")]
pub enum Body {
    /// These words state something that can be checked. Target: words.
    Claim(Claim),
    /// Where something is known from. Target: the article.
    Source(Source),
    /// One person's verdict on a claim. Target: a claim.
    Assessment(Assessment),
    /// An answer to another annotation. Target: any annotation.
    Reply {
        /// The answer.
        value: String,
    },
    /// Who looks after a claim. Target: a claim. The latest one holds.
    Owner {
        /// The person; none gives the claim back.
        person: Option<String>,
    },
    /// What is to be done with a claim's words. Target: a claim. The latest one holds.
    Decision {
        /// What to do.
        action: Action,
        /// What should stand instead of the claim's words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replacement: Option<String>,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// A finding that a person looked at and put aside. Target: words.
    Dismissal(Dismissal),
    /// How to reach a source. Private. Target: a source.
    Contact(Contact),
    /// A confidential note. Private. Target: the article or an annotation.
    Confidential {
        /// The note.
        value: String,
    },
    /// Takes a line back. Target: that line.
    Deletion,
}

/// A finding or suggestion put aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dismissal {
    /// The rule whose finding it is.
    pub rule: String,
    /// What the finding said.
    pub message: String,
    /// Why it does not hold here.
    pub reason: String,
}

impl Body {
    /// Whether this may be written only to the file that stays out of git.
    pub fn is_private(&self) -> bool {
        matches!(self, Self::Contact(_) | Self::Confidential { .. })
    }

    /// Whether something of this kind can be said about such a target.
    pub fn fits(&self, target: &Target) -> bool {
        match self {
            Self::Claim(_) | Self::Dismissal(_) => {
                matches!(target, Target::Words(anchors) if !anchors.is_empty())
            }
            Self::Source(_) => matches!(target, Target::Article),
            Self::Assessment(_)
            | Self::Reply { .. }
            | Self::Owner { .. }
            | Self::Decision { .. }
            | Self::Contact(_)
            | Self::Deletion => matches!(target, Target::Annotation(_)),
            Self::Confidential { .. } => !matches!(target, Target::Words(_)),
        }
    }

    /// The word of the W3C vocabulary for why such an annotation is made.
    pub(crate) fn motivation(&self) -> &'static str {
        match self {
            Self::Claim(_) => "highlighting",
            Self::Source(_) => "linking",
            Self::Assessment(_) => "assessing",
            Self::Reply { .. } => "replying",
            Self::Owner { .. } => "classifying",
            Self::Decision { .. } | Self::Deletion => "editing",
            Self::Dismissal(_) => "moderating",
            Self::Contact(_) | Self::Confidential { .. } => "commenting",
        }
    }
}
