//! A word alone that a full name above it explains: `Lehman` after Lehman Brothers is the firm, `Megawati` after Megawati
//! Sukarnoputri the woman. Surnames are left to [`crate::settle`], which knows the whole article.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::{Candidate, EntityType, Leaning, MentionKind, forms, known::is_listed_town};

/// How loud a full name above speaks for the type of its short form, as log-odds.
const ECHO: f32 = 6.0;

/// Adds to what speaks for the type of each word alone what the full names above it in the block say; nothing where they
/// disagree.
pub(super) fn echo(found: &mut [Candidate]) {
    let alone = |c: &Candidate| c.leaning.is_some() && !c.text.contains(' ') && c.title.is_none();
    if !found.iter().any(alone) {
        return;
    }
    let mut called: FxHashMap<SmolStr, Option<EntityType>> = FxHashMap::default();
    for candidate in found {
        if alone(candidate) {
            if let Some(Some(entity_type)) = called.get(&candidate.folded)
                && let Some(leaning) = &mut candidate.leaning
            {
                *leaning = leaning.and(Leaning::towards(*entity_type, ECHO));
            }
            continue;
        }
        let full = candidate.kind == MentionKind::Full && candidate.text.contains(' ');
        let Some(entity_type) = candidate.entity_type.filter(|_| full) else {
            continue;
        };
        let surname = candidate.person.as_ref().map(|p| p.family.clone());
        if entity_type != EntityType::Place {
            // A club's town is not the club: `Newcastle` after Newcastle United.
            let forms = forms::names_of(candidate).into_iter();
            for form in forms.filter(|form| !is_listed_town(form)) {
                let said = called.entry(form).or_insert(Some(entity_type));
                *said = said.filter(|said| *said == entity_type);
            }
        }
        // Who bears a word as surname is named by it as well as a firm is.
        if let Some(surname) = surname {
            called.insert(surname, None);
        }
    }
}

/// Ends the doubt whether a name is a person's where the same name stands in the block without it.
pub(super) fn end_doubts(found: &mut [Candidate]) {
    let doubtful = |c: &Candidate| c.person.is_some() && c.entity_type != Some(EntityType::Person);
    if !found.iter().any(doubtful) {
        return;
    }
    let clear = found
        .iter()
        .filter(|c| c.person.is_none() && c.kind == MentionKind::Full && c.text.contains(' '));
    let keys: FxHashMap<SmolStr, SmolStr> =
        clear.map(|c| (c.folded.clone(), c.key.clone())).collect();
    for candidate in found.iter_mut().filter(|c| doubtful(c)) {
        if let Some(key) = keys.get(&candidate.folded) {
            candidate.key = key.clone();
            candidate.person = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;

    #[test]
    fn a_word_alone_is_what_the_full_name_above_it_is() {
        let found = read("Megawati Sukarnoputri won. Megawati thanked them.");
        assert_eq!(found, ["Megawati Sukarnoputri Person", "Megawati Person"]);
    }

    #[test]
    fn what_is_clearly_no_person_is_none_elsewhere() {
        let found = read("Georgia Tech beat Duke. On Saturday Georgia Tech plays at home.");
        let tech: Vec<_> = found.iter().filter(|n| n.contains("Tech")).collect();
        assert_eq!(tech.len(), 2);
        assert_eq!(tech[0], tech[1]);
    }
}
