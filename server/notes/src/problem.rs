//! What is told of a line of annotations that could not be used.

use std::fmt;

use crate::AnnotationId;

/// A line that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, as it was named.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub kind: ProblemKind,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// It ends in the middle.
    CutOff,
    /// It is no JSON object.
    NotJson,
    /// Git left it when a merge stopped.
    MergeMarker,
    /// It says something of a kind that this version does not know.
    UnknownKind(String),
    /// A part is missing or of the wrong form.
    Malformed(String),
    /// Another line with other content has the same id.
    DuplicateId(AnnotationId),
    /// It replaces a line that is later than itself.
    ReplacesLater(AnnotationId),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}: ", self.file, self.line)?;
        match &self.kind {
            ProblemKind::CutOff => {
                write!(
                    f,
                    "the line ends in the middle. What it said is lost; all other lines are in use."
                )
            }
            ProblemKind::NotJson => {
                write!(
                    f,
                    "this is no annotation. The line is left as it is; all others are in use."
                )
            }
            ProblemKind::MergeMarker => write!(
                f,
                "git left this mark when a merge stopped. Take the line out; the annotations on both sides are in use."
            ),
            ProblemKind::UnknownKind(kind) => {
                write!(
                    f,
                    "“{kind}” is a kind of note that this version does not know. A newer Copydesk may read it."
                )
            }
            ProblemKind::Malformed(why) => {
                write!(f, "the line cannot be read: {why}. All others are in use.")
            }
            ProblemKind::DuplicateId(id) => {
                write!(
                    f,
                    "another line has the same id, {id}, and says something else. Only one of them is in use."
                )
            }
            ProblemKind::ReplacesLater(id) => {
                write!(
                    f,
                    "the line replaces {id}, which is later than itself. Both are in use."
                )
            }
        }
    }
}
