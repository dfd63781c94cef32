//! `copydesk`: the language server and the command line.
//!
//! This crate alone knows LSP, JSON and the command line. `cli/` has one file a command, `output/` one file a format of
//! findings, `lsp/` the server; `checked.rs` is what both know of one article.

mod checked;
mod cli;
mod lsp;
mod output;

use std::process::ExitCode;

/// Reading an article makes and drops many small values, on several threads at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::main()
}
