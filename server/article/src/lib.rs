//! One article: its header, dates, names and quotations.
//!
//! An [`Article`] is a value: a [`text::Document`] and what it says. [`Article::update`] makes the analysis of a newer
//! version from that of an older one: it reads the blocks that changed, links anew the names whose mentions changed,
//! places dates anew where the article's own date did. What it gives is what [`Article::new`] gives for the same text.
//!
//! This crate reads no file and cannot fail.

mod ahead;
mod article;
mod event;
mod fact;
mod header;
mod ignore;
mod milestone;
mod passage;
mod quotation;
mod reading;
mod repeated;
mod variant;
mod wording;
mod words;

pub use ahead::{DATED, NEAR};
pub use article::{Article, BlockFacts, Changes, EntityRef, MentionRef, Name, QuoteRef, Story};
pub use event::{NAMED, TOLD, event_noun};
pub use fact::{Day, Fact, FactKind, facts_of, subjects};
pub use header::{Header, Hints};
pub use ignore::{Ignore, Scope};
pub use milestone::{Milestone, MilestoneKind};
pub use passage::{runs, sketch};
pub use quotation::{Quotation, SHINGLE, hash_word, is_saying, sampled, shingles};
pub use reading::Reading;
pub use variant::{Spelling, Variant, VariantSet};
pub use wording::Wording;
pub use words::{Standing, Word, WordPlace, other_addresses};
