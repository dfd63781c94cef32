//! Which words are known: a word that many texts hold is no slip of the finger.

use crate::{
    lexicon,
    tagger::{hash, model::Model, pieces::lowered},
};

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

/// Whether a word is on the model's list of given names, which is of all the world and far longer than the lexicon's.
pub(crate) fn is_listed_given_name(word: &str) -> bool {
    is_on(GIVEN, word)
}

/// Whether a word is known as a family name, and is no given name as well.
pub fn is_family_name_alone(word: &str) -> bool {
    is_on(FAMILY, word) && !is_on(GIVEN, word) && lexicon::given_name(word).is_none()
}

/// Whether a word is known as a given name, and is no family name as well.
pub(crate) fn is_given_name_alone(word: &str) -> bool {
    lexicon::given_name(word).is_some() || is_on(GIVEN, word) && !is_on(FAMILY, word)
}

/// Whether a word is on the model's lists of given and family names.
pub(crate) fn is_listed_persons_name(word: &str) -> bool {
    is_on(GIVEN | FAMILY, word)
}

/// Whether a word is on a list of names of people or places, or is always written with a capital, and is no common word.
pub(crate) fn is_listed_name(word: &str) -> bool {
    is_on(GIVEN | FAMILY | PLACES | PROPER, word) && !is_on(COMMON, word)
}

/// Whether a word is on a list of cities and towns.
pub(crate) fn is_listed_town(word: &str) -> bool {
    is_on(TOWNS, word)
}

/// Whether a word is on a list of firms and other organisations, and is no common word.
pub(crate) fn is_listed_firm(word: &str) -> bool {
    is_on(ORGANISATIONS, word) && !is_on(COMMON, word)
}

// The places of lists among those of the model.
const GIVEN: u16 = 1 << 0;
const FAMILY: u16 = 1 << 1;
const PLACES: u16 = (0b1111 << 2) | (1 << 9);
const TOWNS: u16 = (0b11 << 2) | (1 << 9);
const ORGANISATIONS: u16 = 1 << 7;
const COMMON: u16 = 1 << 13;
const PROPER: u16 = 1 << 14;

/// Whether a word is on one of these lists of the model.
fn is_on(lists: u16, word: &str) -> bool {
    let hash = hash::word(lowered(word, &mut String::new()));
    let found = Model::shipped().and_then(|model| {
        let phrases = model.resources().phrases;
        phrases.number(hash::phrase([hash].into_iter()))
    });
    found.is_some_and(|found| found & lists != 0)
}

#[cfg(test)]
mod tests {
    use super::{is_known_word, is_listed_given_name};

    #[test]
    fn given_names_of_many_countries() {
        for name in ["Vince", "Kathleen", "Ngozi"] {
            assert!(is_listed_given_name(name), "{name}");
        }
        assert!(!is_listed_given_name("Crowds"));
    }

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
