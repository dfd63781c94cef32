//! Names that two entries of a kind claim, in one file or in two.

use std::sync::Arc;

use names::fold;
use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use crate::{Dossier, Field, Problem, Related, dossier::Lookup, entry::Entry, index::place};

/// Each name that an earlier entry has claimed, at the later one.
pub(crate) fn clashes(dossier: &Dossier) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in dossier.files() {
        let entries = &file.entries;
        of_kind(dossier, &entries.people, &mut problems);
        of_kind(dossier, &entries.organisations, &mut problems);
        of_kind(dossier, &entries.places, &mut problems);
        of_kind(dossier, &entries.events, &mut problems);
    }
    problems
}

fn of_kind<T: Entry + Lookup>(dossier: &Dossier, entries: &[Arc<T>], problems: &mut Vec<Problem>) {
    for entry in entries {
        let mut told = FxHashSet::default();
        for name in entry.about().names() {
            let key = fold(&name.value);
            let first = dossier.named::<T>(&key).iter().find_map(|other| {
                let earlier = place(&**other) < place(&**entry);
                let claim = other
                    .about()
                    .names()
                    .find(|name| fold(&name.value) == key)?;
                Some((other, claim)).filter(|_| earlier || Arc::ptr_eq(other, entry))
            });
            let Some((other, claim)) = first.filter(|(other, _)| !Arc::ptr_eq(other, entry)) else {
                continue;
            };
            if told.insert(key) && !told_apart(&**entry, &**other) {
                problems.push(problem(dossier, (&**entry, name), (&**other, claim)));
            }
        }
    }
}

/// Georgia in the United States is no other Georgia’s double; people are told apart by their names alone.
fn told_apart<T: Entry>(a: &T, b: &T) -> bool {
    let country = |entry: &T| entry.about().country.as_ref().map(|c| fold(&c.value));
    country(a).zip(country(b)).is_some_and(|(a, b)| a != b)
}

fn problem<T: Entry>(
    dossier: &Dossier,
    (entry, name): (&T, &Field<SmolStr>),
    (other, claim): (&T, &Field<SmolStr>),
) -> Problem {
    let related = related(
        dossier,
        (&other.about().origin.file, claim),
        format!("“{}” stands here too.", claim.value),
    );
    let place = format!("{}, line {}", related.file, related.line);
    let message =
        if name.value == entry.about().name.value && claim.value == other.about().name.value {
            format!("“{}” has two entries; the other is in {place}.", name.value)
        } else {
            let (this, that) = (&entry.about().name.value, &other.about().name.value);
            format!(
                "“{}” stands for “{this}” here and for “{that}” in {place}.",
                name.value
            )
        };
    Problem {
        file: entry.about().origin.file.clone(),
        range: name.range,
        line: line(dossier, &entry.about().origin.file, name),
        message,
        remedy: "Make them one entry, or take the name out of one of them.".to_owned(),
        replacement: None,
        related: vec![related],
    }
}

/// The line on which a field stands, from 1.
pub(crate) fn line<T>(dossier: &Dossier, file: &str, field: &Field<T>) -> usize {
    dossier
        .file(file)
        .map_or(1, |parsed| parsed.lines.line(field.range.start()))
}

/// Another place, said to somebody who reads of a problem.
pub(crate) fn related<T>(
    dossier: &Dossier,
    (file, field): (&SmolStr, &Field<T>),
    message: String,
) -> Related {
    Related {
        file: file.clone(),
        range: field.range,
        line: line(dossier, file, field),
        message,
    }
}
