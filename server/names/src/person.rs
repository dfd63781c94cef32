//! A person's name as parts.

use smol_str::SmolStr;

use crate::{fold, known, lexicon, pet_form::is_pet_form};

/// The gender that an honorific or a given name goes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// As in `Mr.`
    Masculine,
    /// As in `Ms.`
    Feminine,
}

impl Gender {
    pub(crate) fn of_letter(letter: &str) -> Option<Self> {
        match letter {
            "m" => Some(Self::Masculine),
            "f" => Some(Self::Feminine),
            _ => None,
        }
    }
}

/// Given and family name, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    /// Given names and initials, folded, in the order written.
    pub given: Vec<SmolStr>,
    /// The family name with its particles, folded.
    pub family: SmolStr,
    /// The gender that the given name goes with.
    pub gender: Option<Gender>,
    /// Whether the family name stands first.
    pub family_first: bool,
    /// What tells father from son, folded: `jr`, `iii`.
    pub suffix: Option<SmolStr>,
}

const PARTICLES: &[&str] = &[
    "de", "del", "della", "da", "di", "du", "van", "von", "der", "den", "bin", "ibn", "al", "el",
    "la", "le", "ter", "dos",
];
const SUFFIXES: &[&str] = &["Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"];

pub(crate) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// Whether a word may be a particle of the family name inside a name, or open a family name that stands alone: `De
/// Gaulle`, `Van der Bellen`. `Al Gore` is a given name.
fn is_inner_particle(word: &str) -> bool {
    is_particle(&word.to_lowercase())
}

fn opens_family_name(word: &str) -> bool {
    is_inner_particle(word) && !matches!(word, "Al" | "El" | "La" | "Den")
}

pub(crate) fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&word)
}

fn is_initial(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| *c != '.');
    word.ends_with('.') && letters.next().is_some_and(char::is_uppercase) && word.len() <= 4
}

impl PersonName {
    /// Reads a name of two words or more. The family name is the last word with its particles, but for listed Korean,
    /// Chinese and Vietnamese family names followed by what no Western name has (`Kim Jong Il`, `Moon Jae-in`), and for
    /// what stands before Hungarian and Japanese given names: `Orbán Viktor`, `Abe Shinzo`.
    pub fn parse(words: &[&str]) -> Option<Self> {
        let end = words.iter().rposition(|w| !is_suffix(w))? + 1;
        let suffix = words.get(end).map(|w| fold(w));
        let words = &words[..end];
        if words.len() < 2 || opens_family_name(words[0]) {
            return None;
        }
        if family_stands_first(words) {
            // Hyphen or space between the two syllables of a Korean given name: one given name.
            let given = fold(&words[1..].concat());
            return Some(Self {
                given: vec![given],
                family: fold(words[0]),
                gender: None,
                family_first: true,
                suffix,
            });
        }
        if given_names_stand_last(words) {
            return Some(Self {
                given: words[1..].iter().map(|w| fold(w)).collect(),
                family: fold(words[0]),
                gender: lexicon::given_name_last(words[1]).flatten(),
                family_first: true,
                suffix,
            });
        }
        let mut family = words.len() - 1;
        while family > 1 && is_inner_particle(words[family - 1]) {
            family -= 1;
        }
        let gender = lexicon::given_name(words[0]).flatten();
        let given = words[..family].iter().map(|w| fold(w)).collect();
        Some(Self {
            given,
            family: family_name(&words[family..]),
            gender,
            family_first: false,
            suffix,
        })
    }

    /// Whether both can be one person's: the same family name, and given names of which one is the other's initial,
    /// beginning or pet form (`George Bush`, `George W. Bush`; `Bob Dole`, `Robert Dole`), or its end (`Suu Kyi`).
    /// Father and son are two.
    pub fn agrees_with(&self, other: &Self) -> bool {
        let gender = |p: &Self| p.gender;
        self.family == other.family
            && (self.suffix == other.suffix || self.suffix.is_none() || other.suffix.is_none())
            && (gender(self) == gender(other) || gender(self).is_none() || gender(other).is_none())
            && (given_names_agree(&self.given, &other.given)
                || ends_in(&self.given, &other.given)
                || ends_in(&other.given, &self.given))
    }
}

/// A family name, folded. The Arabic article is written or left out: `al-Assad`, `Assad`.
pub(crate) fn family_name(words: &[&str]) -> SmolStr {
    match words {
        [word] => {
            let article = ["al-", "Al-", "el-", "El-"];
            let bare = article.iter().find_map(|a| word.strip_prefix(a));
            fold(bare.unwrap_or(word))
        }
        _ => fold(&words.concat()),
    }
}

fn given_names_agree(a: &[SmolStr], b: &[SmolStr]) -> bool {
    let first = match (a.first(), b.first()) {
        (Some(a), Some(b)) => {
            a == b
                || (a.len() == 1 && b.starts_with(a.as_str()))
                || (b.len() == 1 && a.starts_with(b.as_str()))
                || is_pet_form(a, b)
        }
        _ => true,
    };
    let middles = match (a.get(1), b.get(1)) {
        (Some(a), Some(b)) => a.starts_with(b.as_str()) || b.starts_with(a.as_str()),
        _ => true,
    };
    first && middles
}

/// Whether the given names of a whole name end in those of a shorter one: `W. Mark`, `Mark`; `Gabriel García`, `García`.
/// One given name that is a listed one is somebody else's: `Peter Paul Weber`, `Paul Weber`.
fn ends_in(whole: &[SmolStr], short: &[SmolStr]) -> bool {
    let listed = |name: &SmolStr| lexicon::is_folded_given_name(name);
    whole.len() > short.len()
        && whole.ends_with(short)
        && match short {
            [] => false,
            [one] => whole[0].len() == 1 || (one.len() > 1 && !listed(one)),
            _ => true,
        }
}

/// Korean family names that are more often what somebody exclaims: `Oh Mom`, `Um Peter`.
fn is_exclamation(word: &str) -> bool {
    matches!(
        word,
        "Ha" | "Huh" | "No" | "Oh" | "So" | "Uh" | "Um" | "You"
    )
}

fn family_stands_first(words: &[&str]) -> bool {
    if !lexicon::is_family_first(words[0])
        || words[1..].iter().any(|w| is_initial(w) || is_particle(w))
    {
        return false;
    }
    let syllables = |w: &&str| w.len() <= 5 && w.chars().all(|c| c.is_ascii_alphabetic());
    match words.len() {
        2 => {
            words[1].contains('-')
                || (!is_exclamation(words[0])
                    && lexicon::given_name(words[0]).is_none()
                    && (2..=8).contains(&words[1].len())
                    && lexicon::given_name(words[1]).is_none())
        }
        3 => words[1..].iter().all(syllables),
        _ => false,
    }
}

/// Whether a name ends in given names of a language that puts the family name first, and does not begin with one that
/// makes it a name in the English order: `Viktor Orbán`, `Eva Gábor`.
fn given_names_stand_last(words: &[&str]) -> bool {
    let [family, given @ ..] = words else {
        return false;
    };
    (1..=2).contains(&given.len())
        && given
            .iter()
            .all(|word| lexicon::given_name_last(word).is_some())
        && lexicon::given_name_last(family).is_none()
        && !is_initial(family)
        && !known::is_given_name_alone(family)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> PersonName {
        PersonName::parse(&text.split(' ').collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn family_names() {
        for (text, family) in [
            ("Vladimir Putin", "putin"),
            ("Kim Jong Il", "kim"),
            ("Kim Dae-jung", "kim"),
            ("Xi Jinping", "xi"),
            ("George W. Bush", "bush"),
            ("Ludwig van Beethoven", "vanbeethoven"),
            ("Martin King Jr.", "king"),
            ("Oh Se-hoon", "oh"),
            ("Oh Barb", "barb"),
            ("Orbán Viktor", "orban"),
            ("Viktor Orbán", "orban"),
            ("Zsa Zsa Gabor", "gabor"),
            ("Eva Gábor", "gabor"),
            ("Abe Shinzo", "abe"),
            ("Naomi Osaka", "osaka"),
            ("Shinzo Abe", "abe"),
        ] {
            assert_eq!(name(text).family, family, "{text}");
        }
    }

    #[test]
    fn one_person_or_two() {
        assert!(name("George Bush").agrees_with(&name("George W. Bush")));
        assert!(name("Kim Jong-Il").agrees_with(&name("Kim Jong Il")));
        assert!(name("Orbán Viktor").agrees_with(&name("Viktor Orban")));
        assert!(name("J. Smith").agrees_with(&name("John Smith")));
        assert!(!name("Kim Jong Un").agrees_with(&name("Kim Jong Il")));
        assert!(!name("George H. Bush").agrees_with(&name("George W. Bush")));
    }
}
