//! The built binary as its users meet it: from an editor, over the protocol, and from a shell.
//!
//! One program, with a module for each subject, which is also how to run one:
//! `cargo test -p copydesk --test end_to_end ordering`. With `COPYDESK_LONG_TESTS` set, what is tried at random is
//! tried for longer.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on should say where"
)]

mod annotate;
mod bad_input;
mod closed;
mod command_line;
mod corpus;
mod dates;
mod diagnostics;
mod dossier;
mod extract;
mod features;
mod index;
mod lifecycle;
mod ordering;
mod seeds;
mod support;
mod sync;
mod user_seeds;
