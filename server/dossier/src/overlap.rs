//! Two holders at a time of an office that only one person can hold.

use std::sync::Arc;

use crate::{Dossier, Problem, clash};

/// Told at the title of the term that begins later.
pub(crate) fn overlaps(dossier: &Dossier) -> Vec<Problem> {
    let mut problems = Vec::new();
    let offices = dossier.files().flat_map(|file| &file.entries.offices);
    for office in offices.filter(|office| office.one_holder) {
        let of = office.of.as_ref().map(|of| of.value.as_str());
        let terms = dossier.terms(&office.about.name.value, of);
        // The term that goes on longest of those that began before.
        let mut longest: Option<&(Arc<crate::Person>, usize)> = None;
        for later in &terms {
            let (person, term) = (&later.0, &later.0.offices[later.1]);
            if let Some((other, i)) = longest
                && !Arc::ptr_eq(person, other)
                && other.offices[*i].held.overlaps(term.held)
            {
                let (file, title) = (&person.about.origin.file, &term.title);
                let (one, two) = (&other.about.name.value, &person.about.name.value);
                let message = format!("“{one}” holds this office too.");
                let place = (&other.about.origin.file, &other.offices[*i].title);
                problems.push(Problem {
                    file: file.clone(),
                    range: title.range,
                    line: clash::line(dossier, file, title),
                    message: format!("“{one}” and “{two}” are both {} at one time.", title.value),
                    remedy:
                        "Correct the dates of one term, or take one_holder = true from the office."
                            .to_owned(),
                    replacement: None,
                    related: vec![clash::related(dossier, place, message)],
                });
            }
            if longest.is_none_or(|(p, i)| p.offices[*i].held.end.0 <= term.held.end.0) {
                longest = Some(later);
            }
        }
    }
    problems
}
