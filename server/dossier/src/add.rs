//! Adding an entry to the text of a file. What stands there stays as it is, byte for byte.

use names::fold;
use smol_str::SmolStr;
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

use crate::{About, Lines, When, entry::Entry, parse, schema::TableKind, syntax};

/// What is to be added. Empty fields are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct NewEntry {
    pub name: String,
    pub aliases: Vec<String>,
    pub country: String,
    pub note: String,
    pub source: String,
    /// Of an organisation.
    pub acronym: String,
    /// Birth of a person, founding of an organisation.
    pub begin: Option<When>,
    /// Death of a person, end of an organisation.
    pub end: Option<When>,
}

/// Why an entry cannot be added.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddError {
    /// It has no name.
    #[error("The entry has no name. Give it one.")]
    NoName,
    /// The kind cannot be added like this.
    #[error(
        "Only a person, an organisation or a place can be added. Write it into the file by hand."
    )]
    NoSuchKind,
    /// There is one of that name.
    #[error("“{name}” stands in line {line} already. Change that entry instead.")]
    Exists {
        /// The name or alias.
        name: SmolStr,
        /// From 1.
        line: usize,
    },
    /// What was to be changed is gone.
    #[error("No entry says any more whom “{article}” means. Ask again.")]
    Gone {
        /// The article.
        article: String,
    },
    /// The file is broken.
    #[error("The file cannot be read as it is: line {line}. Mend that first.")]
    Broken {
        /// The first broken line, from 1.
        line: usize,
    },
}

/// The text with a new person, organisation or place after the last one of its kind, or at the end.
///
/// # Errors
/// If the text is no TOML, or an entry of that kind has one of the names already.
pub fn add(text: &str, kind: TableKind, entry: &NewEntry) -> Result<String, AddError> {
    if entry.name.trim().is_empty() {
        return Err(AddError::NoName);
    }
    readable(text)?;
    refuse_double(text, kind, entry)?;
    insert(text, kind, table_of(kind, entry))
}

/// Refuses a text that is no TOML.
pub(crate) fn readable(text: &str) -> Result<(), AddError> {
    let (_, broken) = syntax::read(text);
    let first = broken.iter().map(|broken| broken.range.start()).min();
    first.map_or(Ok(()), |first| {
        let line = Lines::new(text).line(first);
        Err(AddError::Broken { line })
    })
}

/// The text with a new entry after the last one of its kind, or at the end.
pub(crate) fn insert(text: &str, kind: TableKind, entry: Table) -> Result<String, AddError> {
    let (root, _) = syntax::read(text);
    let last = root.get(kind.path());
    // `person = [{ … }]` can be read but has no place for a heading.
    if let Some(pair) = last
        && !pair
            .value
            .tables()
            .all(|table| text[table.header].starts_with("[["))
    {
        let line = Lines::new(text).line(pair.key_range.start());
        return Err(AddError::Broken { line });
    }
    let last = last.and_then(|pair| pair.value.tables().last());
    let at = last.map_or(text.len(), |table| {
        end_of_entry(text, table.range.end().into())
    });
    let (before, after) = text.split_at(at);
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut new = before.to_owned();
    if !new.is_empty() && !new.ends_with('\n') {
        new.push_str(newline);
    }
    if !new.trim().is_empty() && !new.ends_with(&format!("{newline}{newline}")) {
        new.push_str(newline);
    }
    new.push_str(&written(kind, entry).replace('\n', newline));
    if !after.is_empty() && !after.starts_with(['\n', '\r']) {
        new.push_str(newline);
    }
    new.push_str(after);
    Ok(new)
}

fn refuse_double(text: &str, kind: TableKind, entry: &NewEntry) -> Result<(), AddError> {
    let parsed = parse("", text);
    let wanted: Vec<SmolStr> = entry
        .aliases
        .iter()
        .chain([&entry.name])
        .map(|name| fold(name))
        .collect();
    let claimed = |about: &About| {
        let name = about
            .names()
            .find(|name| wanted.contains(&fold(&name.value)))?;
        Some(AddError::Exists {
            name: name.value.clone(),
            line: parsed.lines.line(name.range.start()),
        })
    };
    let entries = &parsed.entries;
    let exists = match kind {
        TableKind::Person => entries.people.iter().find_map(|e| claimed(e.about())),
        TableKind::Organisation => entries
            .organisations
            .iter()
            .find_map(|e| claimed(e.about())),
        TableKind::Place => entries.places.iter().find_map(|e| claimed(e.about())),
        _ => Some(AddError::NoSuchKind),
    };
    exists.map_or(Ok(()), Err)
}

/// Where the line of an entry’s last value ends, with the comment lines that follow at once and belong to nothing below.
fn end_of_entry(text: &str, last: usize) -> usize {
    let line_end = |at: usize| {
        text[at..]
            .find('\n')
            .map_or(text.len(), |newline| at + newline + 1)
    };
    let end = line_end(last);
    let mut at = end;
    while text[at..].trim_start_matches([' ', '\t']).starts_with('#') {
        at = line_end(at);
    }
    let free = text[at..]
        .lines()
        .next()
        .is_none_or(|line| line.trim().is_empty());
    if free { at } else { end }
}

/// An entry as TOML.
fn written(kind: TableKind, entry: Table) -> String {
    let mut tables = ArrayOfTables::new();
    tables.push(entry);
    let mut document = DocumentMut::new();
    document.insert(kind.path(), Item::ArrayOfTables(tables));
    document.to_string()
}

/// The entry with the keys in their usual order.
fn table_of(kind: TableKind, entry: &NewEntry) -> Table {
    let mut table = Table::new();
    let mut words = |key: &str, words: &str| {
        if kind.key(key).is_some() && !words.trim().is_empty() {
            table.insert(key, value(words.trim()));
        }
    };
    words("name", &entry.name);
    words("acronym", &entry.acronym);
    let date = |when: Option<When>| when.map(When::edtf).unwrap_or_default();
    let (begin, end) = match kind {
        TableKind::Person => ("born", "died"),
        _ => ("founded", "dissolved"),
    };
    words(begin, &date(entry.begin));
    words(end, &date(entry.end));
    words("country", &entry.country);
    words("note", &entry.note);
    words("source", &entry.source);
    if !entry.aliases.is_empty() {
        let aliases: Array = entry.aliases.iter().map(|alias| alias.trim()).collect();
        table.insert("aliases", value(aliases));
        let rank = |key: &str| kind.keys().iter().position(|k| k.name == key);
        table.sort_values_by(|a, _, b, _| rank(a.get()).cmp(&rank(b.get())));
    }
    table
}
