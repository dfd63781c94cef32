//! The text of one article.
//!
//! A [`Document`] is a rope cut into [`Block`]s: front matter, masthead, headline, byline, dateline, paragraphs,
//! Markdown structure. A block owns its tokens and sentences in offsets from its own start, so an edit re-parses the
//! blocks that it touches and the others only move. Both are values: a clone is cheap and an old version stays as it
//! was.
//!
//! This crate knows nothing of dates, names or protocols, reads no file and cannot fail: every text is a document.

mod block;
mod dateline;
mod document;
mod header;
mod position;
mod segment;
mod sentence;
mod token;

pub use block::{Block, BlockId, BlockKind, Format};
pub use dateline::{Dateline, dateline};
pub use document::{Changes, Document, Edit};
pub use position::{LineColumn, PositionEncoding};
pub use text_size::{TextRange, TextSize};
pub use token::{Token, TokenKind, capitalised, is_month_name, is_weekday_name, tokenize};
