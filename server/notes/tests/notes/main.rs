//! What the crate promises, asked from outside.

mod anchoring;
mod common;
mod following;
mod judging;
mod merging;
mod reporting;
mod storage;
