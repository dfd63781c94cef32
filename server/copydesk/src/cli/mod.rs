//! The command line.

mod check;
mod desk;
mod exchange;
mod explain;
mod extract;
mod report;
mod who_and_when;

use std::{io::IsTerminal, process::ExitCode};

use clap::{Parser, Subcommand, ValueEnum};

/// Nothing at warning or above was found.
const EXIT_CLEAN: u8 = 0;
/// Something was.
const EXIT_FINDINGS: u8 = 1;
/// The command was misused, or some input could not be read.
const EXIT_TROUBLE: u8 = 2;

/// Checks articles for dates, names and quotations that cannot all be right.
#[derive(Parser)]
#[command(name = "copydesk", version, about, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check files or folders as one corpus.
    Check(check::CheckArguments),
    /// Serve an editor on standard input and output.
    Lsp,
    /// Read articles as JSON lines on standard input, write what they say as JSON lines.
    Extract,
    /// List the people, organisations and places of a folder of articles.
    Entities(who_and_when::Arguments),
    /// List the days that a folder of articles speaks of.
    Timeline(who_and_when::Arguments),
    /// Write what a fact-checker hands in: claims, verdicts, sources, names, dates.
    Report(report::ReportArguments),
    /// Write an article's annotations in another tool's format.
    Export(exchange::ExportArguments),
    /// Take annotations over from another tool's file.
    Import(exchange::ImportArguments),
    /// Explain a rule, or list all rules.
    Explain {
        /// The rule's id, as findings show it.
        rule: Option<String>,
        /// Write the rules as the rows of a Markdown table.
        #[arg(long, hide = true)]
        table: bool,
    },
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// One JSON object.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// Annotations of a GitHub workflow.
    Github,
}

/// Runs the command that the arguments name.
pub(crate) fn main() -> ExitCode {
    // `--stdio` is what some editors start a server with; there is no other way to talk.
    let mut given: Vec<_> = std::env::args_os().collect();
    let serves = given.len() == 2 || given.get(1).is_some_and(|a| a == "lsp");
    if let Some(at) = given.iter().position(|a| a == "--stdio").filter(|_| serves) {
        given.remove(at);
        if given.len() == 1 {
            given.push("lsp".into());
        }
    }
    let arguments = Arguments::parse_from(given);
    let result = match arguments.command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Lsp => crate::lsp::run(),
        Command::Extract => extract::run(),
        Command::Entities(arguments) => who_and_when::entities(&arguments),
        Command::Timeline(arguments) => who_and_when::timeline(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Export(arguments) => exchange::export(&arguments),
        Command::Import(arguments) => exchange::import(&arguments),
        Command::Explain { rule, table } => explain::run(rule.as_deref(), table),
    };
    match result {
        Ok(status) => ExitCode::from(status),
        // Whoever closed the pipe has seen enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::from(EXIT_CLEAN),
        Err(error) => {
            eprintln!("copydesk: {error:#}");
            ExitCode::from(EXIT_TROUBLE)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let kind = |e: &(dyn std::error::Error + 'static)| {
        let io = e.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        io.or_else(|| {
            e.downcast_ref::<serde_json::Error>()
                .and_then(serde_json::Error::io_error_kind)
        })
    };
    error
        .chain()
        .filter_map(kind)
        .any(|kind| kind == std::io::ErrorKind::BrokenPipe)
}

/// Whether standard output takes colour.
fn colour() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
}

/// A path as findings show it: from the current folder, over `..` where it lies elsewhere.
fn shown(path: &std::path::Path) -> String {
    let here = std::env::current_dir()
        .and_then(|d| d.canonicalize())
        .unwrap_or_default();
    let full = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let shared = here
        .components()
        .zip(full.components())
        .take_while(|(a, b)| a == b)
        .count();
    let up = here.components().skip(shared).map(|_| "..".to_owned());
    let down = full
        .components()
        .skip(shared)
        .map(|c| c.as_os_str().to_string_lossy().into_owned());
    let parts: Vec<String> = up.chain(down).collect();
    if parts.is_empty() {
        ".".to_owned()
    } else {
        parts.join("/")
    }
}
