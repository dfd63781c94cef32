//! `copydesk report`: what a fact-checker hands in.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use notes::report::{html, markdown};

use super::{
    EXIT_CLEAN,
    desk::{Desk, put},
};

#[derive(Args)]
pub(crate) struct ReportArguments {
    /// The article.
    article: PathBuf,
    /// How it is written.
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
    /// Write it to this file.
    #[arg(long, short)]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Markdown.
    Markdown,
    /// One HTML file that needs no other.
    Html,
}

pub(crate) fn run(arguments: &ReportArguments) -> anyhow::Result<u8> {
    let desk = Desk::open(&arguments.article)?;
    let report = desk.checked(&desk.put_aside()).report();
    let written = match arguments.format {
        Format::Markdown => markdown(&report),
        Format::Html => html(&report),
    };
    put(arguments.output.as_deref(), &written)?;
    Ok(EXIT_CLEAN)
}
