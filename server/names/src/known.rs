//! Which words are known: a word that many texts hold is no slip of the finger.

use crate::tagger::{hash, model::Model, pieces::lowered};

/// Whether a word is among the few hundred thousand that the model knows, names of people and places among them. Case
/// does not matter.
pub fn is_known_word(word: &str) -> bool {
    let Some(model) = Model::shipped() else {
        return true;
    };
    let resources = model.resources();
    let hash = hash::word(lowered(word, &mut String::new()));
    let class = resources.classes.get(hash::mix(hash));
    class.is_some()
        || resources
            .phrases
            .get(hash::phrase([hash].into_iter()))
            .is_some()
}

#[cfg(test)]
mod tests {
    use super::is_known_word;

    #[test]
    fn words_and_slips() {
        for word in [
            "table",
            "Vladimir",
            "Hansen",
            "Vladivostok",
            "Nelson",
            "NATO",
        ] {
            assert!(is_known_word(word), "{word}");
        }
        for word in ["Vladivsotok", "Nleson", "Tolroaya", "Isakosn"] {
            assert!(!is_known_word(word), "{word}");
        }
    }
}
