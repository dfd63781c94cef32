//! Keys and kinds of entries that a dossier does not have.

use crate::{problem::Report, syntax::Pair};

/// Below this likeness, from 0 to 1, a known word is not proposed.
const ALIKE: f64 = 0.5;

/// Tells a key that is not known here, with the known one that looks like it, or with all.
pub(crate) fn unknown(
    pair: &Pair,
    fact: String,
    known: impl Iterator<Item = &'static str> + Clone,
    report: &mut Report,
) {
    let near = |name: &&str| strsim::normalized_damerau_levenshtein(&pair.key, name);
    let nearest = known.clone().max_by(|a, b| near(a).total_cmp(&near(b)));
    match nearest.filter(|name| near(name) >= ALIKE) {
        Some(name) => {
            let problem = report.add(pair.key_range, fact, format!("Did you mean “{name}”?"));
            problem.replacement = Some(name.to_owned());
        }
        None => {
            let known: Vec<&str> = known.collect();
            report.add(
                pair.key_range,
                fact,
                format!("Known are {}.", known.join(", ")),
            );
        }
    }
}
