//! Names that two entries of a kind claim, in one file or in two.

use std::sync::Arc;

use names::fold;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::{Dossier, Field, Problem, Related, entry::Entry, parse::Entries};

/// Each name that an earlier entry has claimed, at the later one. Letters are not asked: many organisations share theirs.
pub(crate) fn clashes(dossier: &Dossier) -> Vec<Problem> {
    let mut problems = of_kind(dossier, |entries| &entries.people);
    problems.extend(of_kind(dossier, |entries| &entries.organisations));
    problems.extend(of_kind(dossier, |entries| &entries.places));
    problems.extend(of_kind(dossier, |entries| &entries.events));
    problems.extend(of_kind(dossier, |entries| &entries.offices));
    problems
}

/// Who claims a name, and where.
struct Claim<'d, T> {
    entry: &'d T,
    name: &'d Field<SmolStr>,
}

impl<T> Clone for Claim<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Claim<'_, T> {}

/// The first claims to one name.
struct Claims<'d, T> {
    first: Claim<'d, T>,
    /// The first of an entry that nothing tells apart.
    bare: Option<Claim<'d, T>>,
    /// The first in each context.
    in_context: FxHashMap<SmolStr, Claim<'d, T>>,
}

fn of_kind<T: Entry>(dossier: &Dossier, entries: impl Fn(&Entries) -> &[Arc<T>]) -> Vec<Problem> {
    let mut claims: FxHashMap<SmolStr, Claims<'_, T>> = FxHashMap::default();
    let mut problems = Vec::new();
    for entry in dossier.files().flat_map(|file| entries(&file.entries)) {
        let context = entry.context();
        for name in entry.about().names() {
            let claim = Claim {
                entry: &**entry,
                name,
            };
            let claims = claims.entry(fold(&name.value)).or_insert_with(|| Claims {
                first: claim,
                bare: None,
                in_context: FxHashMap::default(),
            });
            let earlier = match &context {
                Some(context) => claims
                    .in_context
                    .get(context)
                    .or(claims.bare.as_ref())
                    .copied(),
                None => Some(claims.first),
            };
            if let Some(earlier) =
                earlier.filter(|earlier| !std::ptr::eq(earlier.entry, claim.entry))
            {
                problems.push(problem(dossier, claim, earlier));
            }
            match &context {
                Some(context) => claims.in_context.entry(context.clone()).or_insert(claim),
                None => claims.bare.get_or_insert(claim),
            };
        }
    }
    problems
}

fn problem<T: Entry>(dossier: &Dossier, claim: Claim<'_, T>, earlier: Claim<'_, T>) -> Problem {
    let (this, that) = (claim.entry.about(), earlier.entry.about());
    let message = format!("“{}” stands here too.", earlier.name.value);
    let related = related(dossier, (&that.origin.file, earlier.name), message);
    let place = format!("{}, line {}", related.file, related.line);
    let (name, by_name) = (
        &claim.name.value,
        *claim.name == this.name && *earlier.name == that.name,
    );
    let message = if by_name {
        format!("“{name}” has two entries; the other is in {place}.")
    } else {
        let (this, that) = (&this.name.value, &that.name.value);
        format!("“{name}” stands for “{this}” here and for “{that}” in {place}.")
    };
    Problem {
        file: this.origin.file.clone(),
        range: claim.name.range,
        line: line(dossier, &this.origin.file, claim.name),
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
