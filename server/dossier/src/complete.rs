//! What may stand at a place of a dossier file: headings, keys that the entry does not have yet, values of a few keys.

use smol_str::{SmolStr, format_smolstr};
use text::{TextRange, TextSize};

use crate::{
    locate::{Inside, inside},
    schema::{Holds, Key, TableKind},
    syntax,
};

/// One thing that may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What the list shows: `born`.
    pub label: SmolStr,
    /// What is written: `born = ""`.
    pub insert: SmolStr,
    /// What it is for, in one line.
    pub documentation: &'static str,
    /// What is replaced, in bytes: what was typed of it so far.
    pub replace: TextRange,
}

/// What may stand at an offset, in bytes, in the order in which it is usually written.
pub fn complete(text: &str, offset: TextSize) -> Vec<Completion> {
    let at = text.floor_char_boundary(usize::from(offset).min(text.len()));
    let (offset, start) = (
        TextSize::try_from(at).unwrap_or_default(),
        text[..at].rfind('\n').map_or(0, |n| n + 1),
    );
    let line = &text[start..at];
    let typed = line.trim_start();
    let replace = |typed: &str| TextRange::at(offset - TextSize::of(typed), TextSize::of(typed));
    let (root, _) = syntax::read(text);
    let here = inside(&root, offset);
    if let Some(Inside {
        pair: Some(pair), ..
    }) = &here
        && pair.value.range.contains(offset)
        && pair.value.range.start() < offset
    {
        return Vec::new();
    }
    let word = |c: char| c.is_alphanumeric() || c == '_';
    if let Some(here) = &here
        && here.kind == TableKind::Alias
        && here.pair.is_none()
    {
        let before = line.trim_end_matches(word);
        return keys(here, replace(&line[before.len()..]));
    }
    if typed.starts_with('[') {
        let path = typed.trim_start_matches('[');
        let plain = path
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
        return match plain {
            true => headings(here.as_ref(), replace(typed)),
            false => Vec::new(),
        };
    }
    if let Some((key, value)) = typed.split_once('=') {
        let kind = here.map(|here| here.kind);
        let key = kind.and_then(|kind| kind.key(key.trim()));
        return key.map_or_else(Vec::new, |key| values(key, replace(value.trim_start())));
    }
    if !typed.chars().all(word) {
        return Vec::new();
    }
    let mut offered = here
        .as_ref()
        .map_or_else(Vec::new, |here| keys(here, replace(typed)));
    // On an empty line another entry may begin.
    if typed.is_empty() || here.is_none() {
        offered.extend(headings(here.as_ref(), replace(typed)));
    }
    offered
}

/// `[[person]]` and the others; a term only below a person.
fn headings(here: Option<&Inside<'_>>, replace: TextRange) -> Vec<Completion> {
    let in_person =
        here.is_some_and(|here| matches!(here.kind, TableKind::Person | TableKind::Term));
    let offered = TableKind::HEADED
        .into_iter()
        .filter(|kind| *kind != TableKind::Term || in_person);
    let completion = |kind: TableKind| {
        let heading = format_smolstr!("[[{}]]", kind.path());
        Completion {
            label: heading.clone(),
            insert: heading,
            documentation: kind.documentation(),
            replace,
        }
    };
    offered.map(completion).collect()
}

/// The keys that the table lacks.
fn keys(here: &Inside<'_>, replace: TextRange) -> Vec<Completion> {
    let missing = |key: &&Key| key.holds != Holds::Tables && here.table.get(key.name).is_none();
    let completion = |key: &Key| Completion {
        label: key.name.into(),
        insert: format_smolstr!("{} = {}", key.name, empty(key.holds)),
        documentation: key.documentation,
        replace,
    };
    here.kind
        .keys()
        .iter()
        .filter(missing)
        .map(completion)
        .collect()
}

/// What a value of this kind looks like before it is filled in.
fn empty(holds: Holds) -> &'static str {
    match holds {
        Holds::List | Holds::Aliases => "[\"\"]",
        Holds::YesOrNo => "true",
        _ => "\"\"",
    }
}

/// The values of a key that has only a few.
fn values(key: &Key, replace: TextRange) -> Vec<Completion> {
    let values: Vec<SmolStr> = match key.holds {
        Holds::YesOrNo => vec!["true".into(), "false".into()],
        Holds::OneOf(words) => words
            .iter()
            .map(|word| format_smolstr!("\"{word}\""))
            .collect(),
        _ => Vec::new(),
    };
    let completion = |value: SmolStr| Completion {
        label: value.clone(),
        insert: value,
        documentation: key.documentation,
        replace,
    };
    values.into_iter().map(completion).collect()
}
