//! Writing into the text of a file that two are not the same person. What stands there stays as it is, byte for byte.

use std::sync::Arc;

use names::fold;
use toml_edit::{Array, Table, value};

use crate::{
    AddError, DifferentPeople, Field, Parsed,
    add::{insert, readable},
    parse,
    schema::TableKind,
};

/// Two who are not the same person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Apart {
    /// They have two names, which are easily taken for one.
    Names(String, String),
    /// They share a name, and these articles, by path from the corpus, mean another one than all others do.
    Articles {
        /// The name.
        name: String,
        /// The articles.
        articles: Vec<String>,
    },
    /// An article means the person by a name whom another one means that an entry of the file lists.
    Also {
        /// The name.
        name: String,
        /// The article.
        article: String,
        /// The other one.
        like: String,
    },
}

/// The text of a file with what is said of two people.
///
/// # Errors
/// If the text is no TOML, or says something of them already.
pub fn tell_apart(text: &str, apart: &Apart) -> Result<String, AddError> {
    readable(text)?;
    let parsed = parse("", text);
    match apart {
        Apart::Names(one, other) => {
            let (a, b) = (fold(one), fold(other));
            if a.is_empty() || b.is_empty() || a == b {
                return Err(AddError::NoName);
            }
            let names = |entry: &DifferentPeople, key: &str| has(&entry.names, |n| fold(n) == key);
            refuse(&parsed, one, |entry| names(entry, &a) && names(entry, &b))?;
            written(text, &[one, other], &[])
        }
        Apart::Articles { name, articles } => {
            if fold(name).is_empty() || articles.is_empty() {
                return Err(AddError::NoName);
            }
            let lists = |entry: &DifferentPeople| articles.iter().any(|a| lists(entry, name, a));
            refuse(&parsed, name, lists)?;
            let articles: Vec<&str> = articles.iter().map(String::as_str).collect();
            written(text, &[name], &articles)
        }
        Apart::Also {
            name,
            article,
            like,
        } => {
            refuse(&parsed, name, |entry| lists(entry, name, article))?;
            let mut entries = parsed.entries.different.iter();
            let known = entries.find(|entry| lists(entry, name, like));
            let last = known.and_then(|entry| entry.articles.last());
            let gone = || AddError::Gone {
                article: like.clone(),
            };
            let end = last.ok_or_else(gone)?.range.end().into();
            let (before, after) = text.split_at(end);
            let new = toml_edit::Value::from(article.as_str());
            Ok(format!("{before}, {new}{after}"))
        }
    }
}

fn has(fields: &[Field<smol_str::SmolStr>], is: impl Fn(&str) -> bool) -> bool {
    fields.iter().any(|field| is(&field.value))
}

/// Whether an entry lists an article as one that means another person by a name.
fn lists(entry: &DifferentPeople, name: &str, article: &str) -> bool {
    has(&entry.names, |n| fold(n) == fold(name)) && has(&entry.articles, |a| a == article)
}

fn refuse(
    parsed: &Parsed,
    name: &str,
    says: impl Fn(&DifferentPeople) -> bool,
) -> Result<(), AddError> {
    let mut entries = parsed.entries.different.iter().map(Arc::as_ref);
    entries.find(|entry| says(entry)).map_or(Ok(()), |entry| {
        Err(AddError::Exists {
            name: name.into(),
            line: parsed.lines.line(entry.origin.header.start()),
        })
    })
}

fn written(text: &str, names: &[&str], articles: &[&str]) -> Result<String, AddError> {
    let mut table = Table::new();
    let mut list = |key: &str, words: &[&str]| {
        if !words.is_empty() {
            let words: Array = words.iter().map(|word| word.trim()).collect();
            table.insert(key, value(words));
        }
    };
    list("names", names);
    list("articles", articles);
    insert(text, TableKind::DifferentPeople, table)
}
