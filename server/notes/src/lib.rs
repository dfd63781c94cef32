//! What people found out about an article: claims, sources, verdicts, replies, anchored to its text.
//!
//! An [`Annotation`] is one line of a file that only grows. [`Annotations`] is what the lines of one article say taken
//! together, whatever their order. Its places in the text are [`Anchor`]s: [`find`] finds them again after the file
//! changed, [`LiveAnchors`] follows them through the edits of an open one, and [`LiveNotes`] how they stand in it.
//! [`progress`] tells how far the checking is,
//! [`report`] writes what a fact-checker hands in, [`exchange`] reads and writes other tools' formats. Only [`Store`]
//! touches files.
//!
//! Offsets in files are Unicode code points, as the W3C counts them; offsets into an open text are bytes.

mod anchor;
mod annotations;
pub mod exchange;
mod id;
mod line;
mod lines;
mod live;
mod model;
mod store;

mod problem;
pub mod progress;
mod put_aside;
pub mod report;
mod spans;

pub use anchor::{Anchor, BaseHash, LiveAnchor, LiveAnchors, elsewhere, find, normalized};
pub use annotations::{Annotations, Current};
pub use id::AnnotationId;
pub use line::write_line;
pub use lines::read_lines;
pub use live::LiveNotes;
pub use model::{
    Action, Annotation, Assessment, Body, Claim, ClaimKind, Contact, Dismissal, Evidence, Question,
    Relation, Source, SourceKind, Target, Verdict,
};
pub use problem::{Problem, ProblemKind};
pub use put_aside::{Aside, PutAside, put_aside};
pub use spans::Spans;
pub use store::{Draft, Loaded, Store, StoreError};
