//! What stands at a place of a dossier file: which entry, which key.

use smol_str::SmolStr;
use text::{TextRange, TextSize};

use crate::{
    schema::{Key, TableKind},
    syntax::{self, Node, Pair, Table, Value},
};

/// The table and the key that an offset lies in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The kind of the innermost table.
    pub kind: TableKind,
    /// The name of the entry, or the title of the term; none if it is not written yet.
    pub name: Option<SmolStr>,
    /// The key, if the offset lies on one or on its value and the key is known.
    pub key: Option<&'static Key>,
    /// What the answer is about: the key with its value, or the heading.
    pub range: TextRange,
}

/// What the offset, in bytes, lies in: a heading, a key or a value of an entry.
pub fn locate(text: &str, offset: TextSize) -> Option<Location> {
    let (root, _) = syntax::read(text);
    let Inside { kind, table, pair } = inside(&root, offset)?;
    let on_header = table.header.contains_inclusive(offset);
    let range = match pair {
        Some(pair) => pair.range(),
        None if on_header => table.header,
        None => return None,
    };
    Some(Location {
        kind,
        name: name_of(table),
        key: pair.and_then(|pair| kind.key(&pair.key)),
        range,
    })
}

/// The innermost table whose heading stands at or before an offset.
pub(crate) struct Inside<'t> {
    pub(crate) kind: TableKind,
    pub(crate) table: &'t Table,
    /// Its key whose name or value the offset lies in.
    pub(crate) pair: Option<&'t Pair>,
}

pub(crate) fn inside(root: &Table, offset: TextSize) -> Option<Inside<'_>> {
    let mut best: Option<(TableKind, &Table)> = None;
    for pair in &root.fields {
        let Some(kind) = TableKind::of_path(&pair.key).filter(|kind| *kind != TableKind::Term)
        else {
            continue;
        };
        for table in pair.value.tables() {
            begun_before(kind, table, offset, &mut best);
        }
    }
    let (mut kind, mut table) = best?;
    loop {
        let pair = table
            .fields
            .iter()
            .find(|pair| pair.range().contains_inclusive(offset));
        let below = pair.and_then(|pair| {
            let kind = kind.below(&pair.key)?;
            let mut tables = pair.value.tables();
            let inner = tables.find(|inner| {
                inner.header.contains_inclusive(offset) && kind == TableKind::Alias
            })?;
            Some((kind, inner))
        });
        match below {
            Some(inner) => (kind, table) = inner,
            None => {
                let pair = pair.filter(|pair| kind.below(&pair.key) != Some(TableKind::Term));
                return Some(Inside { kind, table, pair });
            }
        }
    }
}

/// Keeps the table whose heading stands last before the offset.
fn begun_before<'t>(
    kind: TableKind,
    table: &'t Table,
    offset: TextSize,
    best: &mut Option<(TableKind, &'t Table)>,
) {
    let start = table.header.start();
    if start <= offset && best.is_none_or(|(_, other)| other.header.start() <= start) {
        *best = Some((kind, table));
    }
    for pair in &table.fields {
        if kind.below(&pair.key) == Some(TableKind::Term) {
            for term in pair.value.tables() {
                begun_before(TableKind::Term, term, offset, best);
            }
        }
    }
}

impl Pair {
    /// The key with its value.
    pub(crate) fn range(&self) -> TextRange {
        self.key_range.cover(self.value.range)
    }
}

fn name_of(table: &Table) -> Option<SmolStr> {
    let words = |pair: &Pair| match &pair.value {
        Node {
            value: Value::Words(words),
            ..
        } => Some(SmolStr::new(words)),
        _ => None,
    };
    table
        .get("name")
        .or_else(|| table.get("title"))
        .and_then(words)
}
