//! What the crate promises, asked from outside.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod anchoring;
mod common;
mod exchanging;
mod following;
mod judging;
mod living;
mod merging;
mod reporting;
mod storage;
