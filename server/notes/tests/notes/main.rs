//! What the crate promises, asked from outside.

mod anchoring;
mod common;
mod following;
mod merging;
mod storage;
