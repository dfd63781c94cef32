//! Who is meant: the candidates of one key, in the order of the article, become entities.

mod linker;
mod settle;

pub use settle::settle;

use std::borrow::Cow;

use smol_str::SmolStr;

use crate::{
    Candidate, EntityType,
    person::{Gender, PersonName},
};

/// Who or what an article names, among those that share a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The fullest form in which it is named, as first written.
    pub name: SmolStr,
    /// That form folded: the same in every article.
    pub folded: SmolStr,
    /// What it is.
    pub entity_type: EntityType,
    /// The parts of a person's name.
    pub person: Option<PersonName>,
    /// The gender that titles and given name agree with.
    pub gender: Option<Gender>,
    /// Whether some mention proves that this is a person: two capitalised words alone do not.
    pub proved_person: bool,
}

/// Why a mention is taken to mean its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is the name itself, in some spelling.
    Named,
    /// The letters of a name.
    Letters,
    /// The only bearer of the surname in the article.
    OnlyBearer,
    /// The one bearer of the surname whom the article calls by the same office or rank.
    SameOffice,
    /// The bearer of the surname who was named last, in full or by an office that is one bearer's.
    LastIntroduced,
    /// Nobody of that surname stands above; the article introduces one below.
    IntroducedBelow,
}

/// A mention's entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Index into [`Family::entities`].
    pub entity: usize,
    /// Why.
    pub reason: Reason,
    /// Who else it could be, of those that stand above.
    pub alternatives: Vec<usize>,
}

/// The entities behind one key, and a link for each candidate; none for a candidate that turned out to be no name.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Family {
    /// The entities, in the order in which they are first named in full.
    pub entities: Vec<Entity>,
    /// One for each candidate.
    pub links: Vec<Option<Link>>,
}

/// Links the candidates of one key, in the article's order, as [`settle`] gives them.
pub fn link(settled: &[Cow<'_, Candidate>]) -> Family {
    let candidates: Vec<&Candidate> = settled.iter().map(AsRef::as_ref).collect();
    linker::Linker::default().link(&candidates)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise;

    /// `mention → entity`, with who else it could be.
    #[track_caller]
    fn check(text: &str, key: &str, expected: &[&str]) {
        let tokens = text::tokenize(text);
        let document = text::Document::new(text, text::Format::Plain);
        let block = document.blocks().next().unwrap();
        let found = recognise(text, &tokens, block.sentences(), false);
        let candidates: Vec<&Candidate> = found.iter().filter(|c| c.key == key).collect();
        let family = link(&settle(&candidates));
        let shown: Vec<String> = candidates
            .iter()
            .zip(&family.links)
            .filter_map(|(c, l)| {
                let l = l.as_ref()?;
                let or: String = l
                    .alternatives
                    .iter()
                    .map(|a| format!(" or {}", family.entities[*a].name))
                    .collect();
                Some(format!(
                    "{} → {}{or}",
                    c.text, family.entities[l.entity].name
                ))
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_surname_means_who_was_introduced_last() {
        check(
            "Leader Kim Jong Un spoke. Later Kim left. The then leader Kim Jong Il died. A visit by Kim followed.",
            "kim",
            &[
                "Kim Jong Un → Kim Jong Un",
                "Kim → Kim Jong Un",
                "Kim Jong Il → Kim Jong Il",
                "Kim → Kim Jong Il or Kim Jong Un",
            ],
        );
    }

    #[test]
    fn an_office_tells_two_apart() {
        check(
            "Mayor Jane Smith came. Judge Alan Smith left. Mayor Smith spoke. Later Smith wept, and so did Judge Smith.",
            "smith",
            &[
                "Jane Smith → Jane Smith",
                "Alan Smith → Alan Smith",
                "Smith → Jane Smith",
                "Smith → Jane Smith or Alan Smith",
                "Smith → Alan Smith",
            ],
        );
    }

    #[test]
    fn a_relative_does_not_take_the_surname() {
        check(
            "Bob Weber won. The office kept silent for days. Then on Friday his wife, Anna Weber, wept. Much later in the year a letter from Weber came to light in the city.",
            "weber",
            &[
                "Bob Weber → Bob Weber",
                "Anna Weber → Anna Weber",
                "Weber → Bob Weber or Anna Weber",
            ],
        );
    }

    #[test]
    fn a_surname_above_a_relative_is_not_the_relative() {
        check(
            "He thanked Weber twice. In the end his wife, Anna Weber, wept, and Mrs. Weber left.",
            "weber",
            &[
                "Weber → Weber",
                "Anna Weber → Anna Weber",
                "Weber → Anna Weber",
            ],
        );
    }

    #[test]
    fn letters_mean_the_name_they_stand_for() {
        check(
            "The Korean Central News Agency (KCNA) said so, and KCNA repeated it.",
            "kcna",
            &[
                "Korean Central News Agency → Korean Central News Agency",
                "KCNA → Korean Central News Agency",
                "KCNA → Korean Central News Agency",
            ],
        );
    }

    #[test]
    fn a_surname_above_its_full_name_means_the_one_below() {
        check(
            "He met Putin there. Mr. Vladimir Putin smiled.",
            "putin",
            &["Putin → Vladimir Putin", "Vladimir Putin → Vladimir Putin"],
        );
    }

    #[test]
    fn a_word_that_only_starts_a_sentence_is_no_name() {
        check("Crowds came. Nobody left.", "crowds", &[]);
    }
}
