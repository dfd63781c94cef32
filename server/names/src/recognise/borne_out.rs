//! Names at the start of a sentence of which the tagger is not sure: what bears out that they are names.

use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use crate::{Candidate, forms, known::is_listed_name, lexicon};

/// Makes certain what only a sentence's start capitalised, if the block names in full what can be called so (`Lehman
/// Brothers failed. Lehman had lost billions.`), or, where the tagger says nothing, if hardly anything but a name is
/// written like this.
pub(super) fn bear_out(found: &mut [Candidate]) {
    if found.iter().all(|c| c.certain) {
        return;
    }
    let certain = found.iter().filter(|c| c.certain);
    let forms: FxHashSet<SmolStr> = certain.flat_map(forms::names_of).collect();
    for candidate in found.iter_mut().filter(|c| !c.certain) {
        let is_name = || candidate.leaning.is_none() && begins_as_name(candidate);
        candidate.certain = forms.contains(&candidate.folded) || is_name();
    }
}

/// Whether the first word is hardly ever anything but a name; behind it, a capital proves something.
fn begins_as_name(candidate: &Candidate) -> bool {
    let first = candidate.text.split(' ').next().unwrap_or_default();
    !lexicon::is_plain_word(first) && is_listed_name(first)
}
