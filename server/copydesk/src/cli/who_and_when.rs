//! `copydesk entities` and `copydesk timeline`: who is named in a corpus, and of which days it speaks.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use corpus::{CONFIG_NAME, Change, Config, Rows, read::read};
use jiff::civil::Date;
use names::EntityType;
use rustc_hash::FxHashMap;
use serde_json::json;

use super::{EXIT_CLEAN, EXIT_TROUBLE, desk::put};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The folder of the articles.
    #[arg(default_value = ".")]
    path: PathBuf,
    /// How it is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write it to this file.
    #[arg(long, short)]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// One JSON object.
    Json,
    /// One HTML file that needs no other.
    Html,
}

/// A table with a heading over each column.
struct Table {
    title: &'static str,
    columns: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

pub(crate) fn entities(arguments: &Arguments) -> anyhow::Result<u8> {
    struct Known {
        name: String,
        articles: usize,
        mentions: usize,
        forms: Vec<String>,
    }
    let mut all: BTreeMap<(u8, String), Known> = BTreeMap::new();
    let trouble = each(&arguments.path, |_, rows| {
        for row in rows
            .entities
            .iter()
            .filter(|row| row.entity_type != EntityType::Other)
        {
            let known = all
                .entry((row.entity_type as u8, row.folded.to_string()))
                .or_insert_with(|| Known {
                    name: row.name.to_string(),
                    articles: 0,
                    mentions: 0,
                    forms: Vec::new(),
                });
            known.articles += 1;
            known.mentions += row.mentions.len();
            for form in &row.forms {
                if *form.text != *known.name && !known.forms.iter().any(|f| **f == *form.text) {
                    known.forms.push(form.text.to_string());
                }
            }
        }
    })?;
    let kind = |n: u8| match n {
        n if n == EntityType::Person as u8 => "person",
        n if n == EntityType::Organisation as u8 => "organisation",
        _ => "place",
    };
    let mut all: Vec<_> = all.into_iter().collect();
    all.sort_by(|((a, x), one), ((b, y), other)| {
        (a, std::cmp::Reverse(one.articles), x).cmp(&(b, std::cmp::Reverse(other.articles), y))
    });
    let rows = all.into_iter().map(|((n, _), known)| {
        vec![
            kind(n).to_owned(),
            known.name,
            known.articles.to_string(),
            known.mentions.to_string(),
            known.forms.join(", "),
        ]
    });
    let table = Table {
        title: "Who is named",
        columns: &["kind", "name", "articles", "mentions", "also"],
        rows: rows.collect(),
    };
    write(arguments, &table, &trouble)
}

pub(crate) fn timeline(arguments: &Arguments) -> anyhow::Result<u8> {
    let mut days: BTreeMap<Date, BTreeMap<String, usize>> = BTreeMap::new();
    let trouble = each(&arguments.path, |article, rows| {
        for time in rows.times.iter().filter(|t| t.earliest == t.latest) {
            *days
                .entry(time.earliest)
                .or_default()
                .entry(article.to_owned())
                .or_default() += 1;
        }
    })?;
    let rows = days.into_iter().map(|(day, articles)| {
        let articles: Vec<String> = articles
            .into_iter()
            .map(|(article, times)| {
                if times > 1 {
                    format!("{article} ({times} times)")
                } else {
                    article
                }
            })
            .collect();
        vec![
            day.to_string(),
            dates::calendar::weekday_name(day.weekday()).to_owned(),
            articles.join(", "),
        ]
    });
    let table = Table {
        title: "The days that are spoken of",
        columns: &["day", "weekday", "articles"],
        rows: rows.collect(),
    };
    write(arguments, &table, &trouble)
}

/// Reads the articles of a folder in the order of their paths; gives what could not be read.
fn each(path: &Path, mut take: impl FnMut(&str, &Rows)) -> anyhow::Result<Vec<String>> {
    std::fs::metadata(path).with_context(|| format!("{}: cannot be opened", path.display()))?;
    let config = match read(&path.join(CONFIG_NAME)) {
        Ok(text) => Config::parse(&text)
            .map_err(|error| anyhow::anyhow!("{}: {error}", path.join(CONFIG_NAME).display()))?,
        Err(_) => Config::default(),
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut read = Vec::new();
    let scan = corpus::scan(
        path,
        &config,
        &dossier::files::read(path),
        &FxHashMap::default(),
        threads,
        || true,
        |step| {
            read.extend(step.changes.into_iter().filter_map(|change| match change {
                Change::Read(id, _, rows) => Some((id, rows)),
                _ => None,
            }));
        },
    );
    read.sort_by(|(a, _), (b, _)| a.cmp(b));
    read.iter().for_each(|(id, rows)| take(id.as_str(), rows));
    Ok(scan.trouble)
}

fn write(arguments: &Arguments, table: &Table, trouble: &[String]) -> anyhow::Result<u8> {
    let written = match arguments.format {
        Format::Text => text(table),
        Format::Json => {
            let row = |row: &Vec<String>| {
                let cells = table.columns.iter().zip(row);
                cells
                    .map(|(column, cell)| ((*column).to_owned(), json!(cell)))
                    .collect::<serde_json::Map<_, _>>()
            };
            let rows: Vec<_> = table.rows.iter().map(row).collect();
            serde_json::to_string_pretty(&json!({ "rows": rows }))? + "\n"
        }
        Format::Html => html(table),
    };
    put(arguments.output.as_deref(), &written)?;
    for line in trouble {
        eprintln!("copydesk: {line}");
    }
    Ok(if trouble.is_empty() {
        EXIT_CLEAN
    } else {
        EXIT_TROUBLE
    })
}

/// Columns with two spaces between them.
fn text(table: &Table) -> String {
    let mut widths: Vec<usize> = table.columns.iter().map(|c| c.chars().count()).collect();
    for row in &table.rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut out = String::new();
    let headings: Vec<String> = table.columns.iter().map(|c| (*c).to_owned()).collect();
    for row in [&headings].into_iter().chain(&table.rows) {
        let cells = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:width$}"));
        let line = cells.collect::<Vec<_>>().join("  ");
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

fn html(table: &Table) -> String {
    let escaped = |text: &str| {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    };
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <style>body{{font:16px/1.5 Georgia,serif;margin:2rem auto;max-width:60rem;padding:0 1rem}}\
         table{{border-collapse:collapse;width:100%}}th,td{{border-bottom:1px solid #bbb;padding:.3rem .6rem;text-align:left;vertical-align:top}}\
         @media print{{body{{margin:0}}}}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<table>\n<tr>",
        title = escaped(table.title)
    );
    for column in table.columns {
        let _ = write!(out, "<th scope=\"col\">{}</th>", escaped(column));
    }
    out.push_str("</tr>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for cell in row {
            let _ = write!(out, "<td>{}</td>", escaped(cell));
        }
        out.push_str("</tr>\n");
    }
    out + "</table>\n</body>\n</html>\n"
}
