//! A TOML text as a tree in which everything knows its place. What is broken is left out and told; the rest is read.

use std::{borrow::Cow, ops::Range};

use smol_str::SmolStr;
use text::{TextRange, TextSize};
use toml::de::{DeTable, DeValue};

/// How often one section with unfinished lines is read again. More of them are told in the next round.
const ROUNDS: usize = 8;

/// A table: `[[person]]` with what stands below it, or `{ name = "Kiev" }`.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// `[[person]]`, or the whole table between braces.
    pub(crate) header: TextRange,
    /// From the header to the end of the last value.
    pub(crate) range: TextRange,
    /// In the order of the text.
    pub(crate) fields: Vec<Pair>,
}

/// `name = "Kim Jong Il"`
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) key: SmolStr,
    pub(crate) key_range: TextRange,
    pub(crate) value: Node,
}

/// A value with its place.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) range: TextRange,
    pub(crate) value: Value,
}

#[derive(Debug)]
pub(crate) enum Value {
    Words(String),
    YesOrNo(bool),
    /// A number or a date without quotation marks, as it is written.
    Bare(String),
    List(Vec<Node>),
    Table(Table),
}

/// What is no TOML, in the words of the library.
#[derive(Debug)]
pub(crate) struct Broken {
    pub(crate) range: TextRange,
    pub(crate) message: String,
}

impl Broken {
    /// `[[person` without its closing brackets.
    pub(crate) fn is_open_heading(&self) -> bool {
        self.message.starts_with("unclosed array table")
            || self.message.starts_with("unclosed table")
    }
}

impl Table {
    pub(crate) fn get(&self, key: &str) -> Option<&Pair> {
        self.fields.iter().find(|pair| pair.key == key)
    }
}

impl Node {
    /// The tables in a value: of `[[person]]` all, of `{ … }` the one.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &Table> {
        let (one, many) = match &self.value {
            Value::Table(table) => (Some(table), &[][..]),
            Value::List(list) => (None, &list[..]),
            _ => (None, &[][..]),
        };
        one.into_iter()
            .chain(many.iter().filter_map(|node| match &node.value {
                Value::Table(table) => Some(table),
                _ => None,
            }))
    }
}

/// Reads a text of at most 4 GB. A broken text is read section by section, so that a slip spoils one entry and not all
/// that follow.
pub(crate) fn read(text: &str) -> (Table, Vec<Broken>) {
    let (whole, wholly) = read_part(text, 0);
    if wholly.is_empty() {
        return (whole, wholly);
    }
    let (mut root, mut broken) = (Table::default(), Vec::new());
    for part in sections(text) {
        let (mut table, more) = read_section(&text[part.clone()], part.start);
        // Below a heading that is not closed, keys would seem to belong to nothing.
        if let Some(heading) = more.iter().find(|broken| broken.is_open_heading()) {
            let before = |pair: &Pair| pair.key_range.start() <= heading.range.start();
            table.fields.retain(before);
        }
        root.fields.extend(table.fields);
        broken.extend(more);
    }
    // What is wrong only between sections: a table that is begun twice in two ways.
    if broken.is_empty() {
        broken = wholly;
    }
    (root, broken)
}

/// The text cut before every line that begins an entry. Terms (`[[person.office]]`) stay with theirs.
fn sections(text: &str) -> Vec<Range<usize>> {
    let (mut parts, mut from, mut at) = (Vec::new(), 0, 0);
    for line in text.split_inclusive('\n') {
        let heading = line.split(']').next().unwrap_or_default();
        if line.starts_with('[') && !heading.contains('.') && at > from {
            parts.push(from..at);
            from = at;
        }
        at += line.len();
    }
    parts.push(from..text.len());
    parts
}

/// The library stops at a line that has no value yet, as somebody types it: such lines are told and blanked.
fn read_section(text: &str, base: usize) -> (Table, Vec<Broken>) {
    let mut text = Cow::Borrowed(text);
    let mut told: Vec<Broken> = Vec::new();
    for round in 1.. {
        let (table, broken) = read_part(&text, base);
        let unfinished = broken
            .iter()
            .find(|b| b.message.starts_with("key with no value"));
        let line = unfinished.map(|b| line_around(&text, usize::from(b.range.start()) - base));
        let Some(line) = line.filter(|line| round < ROUNDS && !line.is_empty()) else {
            told.extend(broken);
            return (table, told);
        };
        let range = range_of(&line, base);
        told.push(Broken {
            range,
            message: "key with no value".to_owned(),
        });
        let blank = " ".repeat(line.len());
        text.to_mut().replace_range(line, &blank);
    }
    (Table::default(), told)
}

/// The line around an offset, without white space at its ends.
fn line_around(text: &str, at: usize) -> Range<usize> {
    let at = floor(text, at);
    let from = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let to = text[at..]
        .find('\n')
        .map_or(text.len(), |newline| at + newline);
    let line = &text[from..to];
    let start = from + (line.len() - line.trim_start().len());
    start..start + line.trim().len()
}

/// The nearest boundary of a character at or before an offset.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at.min(text.len()))
}

fn range_of(range: &Range<usize>, base: usize) -> TextRange {
    let size = |at: usize| TextSize::try_from(at + base).unwrap_or_default();
    let (start, end) = (size(range.start), size(range.end));
    TextRange::new(start, end.max(start))
}

fn read_part(text: &str, base: usize) -> (Table, Vec<Broken>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let reader = Reader { text, base };
    let broken = errors.iter().map(|error| Broken {
        range: reader.range(error.span().unwrap_or(0..0)),
        message: error.message().to_owned(),
    });
    let root = reader.table(table.get_ref(), 0..0);
    (root, broken.collect())
}

struct Reader<'t> {
    text: &'t str,
    base: usize,
}

impl Reader<'_> {
    fn range(&self, span: Range<usize>) -> TextRange {
        let start = floor(self.text, span.start);
        let end = floor(self.text, span.end).max(start);
        range_of(&(start..end), self.base)
    }

    fn table(&self, table: &DeTable<'_>, header: Range<usize>) -> Table {
        let pair =
            |(key, value): (&toml::Spanned<Cow<'_, str>>, &toml::Spanned<DeValue<'_>>)| Pair {
                key: SmolStr::new(key.get_ref()),
                key_range: self.range(key.span()),
                value: self.node(value.get_ref(), value.span()),
            };
        let mut fields: Vec<Pair> = table.iter().map(pair).collect();
        fields.sort_by_key(|pair| pair.key_range.start());
        let header = self.range(header);
        let range = fields.iter().fold(header, |range, pair| {
            range.cover(pair.key_range).cover(pair.value.range)
        });
        Table {
            header,
            range,
            fields,
        }
    }

    fn node(&self, value: &DeValue<'_>, span: Range<usize>) -> Node {
        let mut range = self.range(span.clone());
        let value = match value {
            DeValue::String(words) => Value::Words(words.clone().into_owned()),
            DeValue::Boolean(yes) => Value::YesOrNo(*yes),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => {
                Value::Bare(self.text.get(span).unwrap_or_default().to_owned())
            }
            DeValue::Array(list) => {
                let nodes = list
                    .iter()
                    .map(|node| self.node(node.get_ref(), node.span()));
                let nodes: Vec<Node> = nodes.collect();
                range = nodes
                    .iter()
                    .fold(range, |range, node| range.cover(node.range));
                Value::List(nodes)
            }
            DeValue::Table(table) => {
                let table = self.table(table, span);
                range = table.range;
                Value::Table(table)
            }
        };
        Node { range, value }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> (Vec<String>, usize) {
        let (root, broken) = read(text);
        let tables = root.fields.iter().flat_map(|pair| pair.value.tables());
        let name = |table: &Table| match &table.get("name")?.value.value {
            Value::Words(words) => Some(words.clone()),
            _ => None,
        };
        (tables.filter_map(name).collect(), broken.len())
    }

    #[test]
    fn a_slip_spoils_one_entry() {
        let good = "[[person]]\nname = \"A\"\n";
        let (before, after) = ("[[person]]\nname = \"B\"\n", "[[place]]\nname = \"C\"\n");
        for slip in [
            "bo\n",
            "born\n died\n",
            "aliases = [\"a\",\n",
            "[[pers\n",
            "[[person]] # Mr. D\nbo\n",
            "name = \"D\nborn = \"1\"\n",
        ] {
            let (names, broken) = names(&format!("{before}{slip}{good}{after}"));
            assert!(
                names.ends_with(&["A".to_owned(), "C".to_owned()]),
                "{slip}: {names:?}"
            );
            assert!(broken > 0, "{slip}");
        }
    }

    #[test]
    fn places() {
        let text = "[[person]]\nname = \"Ø\"\n[[person.office]]\ntitle = 'x' # no\n";
        let (root, _) = read(text);
        let person = root.fields[0].value.tables().next().unwrap();
        assert_eq!(&text[person.header], "[[person]]");
        assert!(text[person.range].ends_with("'x'"));
        assert_eq!(&text[person.get("name").unwrap().value.range], "\"Ø\"");
    }
}
