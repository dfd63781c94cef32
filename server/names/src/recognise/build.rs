//! Candidates, once it is known where a name stands and what it names: title, key, the parts of a person's name.

use smol_str::{SmolStr, SmolStrBuilder};
use text::{TextRange, TokenKind};

use super::rules::{Reader, is_qualifier};
use crate::{
    Candidate, EntityType, MentionKind, Title, TitleKind, fold,
    lexicon::{self, Listed},
    person::{PersonName, family_name, is_suffix},
};

impl Reader<'_> {
    pub(super) fn organisation(&mut self, start: usize, end: usize) {
        self.push(
            start,
            end,
            Some(EntityType::Organisation),
            MentionKind::Full,
            true,
            None,
            None,
        );
    }

    pub(super) fn listed(&mut self, start: usize, end: usize, listed: Listed) {
        let (entity_type, kind, stands_for) = match listed {
            Listed::Country(country) => (EntityType::Place, MentionKind::Full, country.name),
            Listed::Capital(_) => (EntityType::Place, MentionKind::Full, ""),
            Listed::Place(_) => (EntityType::Place, MentionKind::Full, ""),
            Listed::Demonym(country) => (EntityType::Other, MentionKind::Demonym, country.name),
        };
        let range = self.range(start, end);
        let text = self.spaced(start, end);
        let folded = if stands_for.is_empty() {
            fold(&text)
        } else {
            fold(stands_for)
        };
        self.found.push(Candidate {
            range,
            key: folded.clone(),
            folded,
            text,
            entity_type: Some(entity_type),
            leaning: None,
            kind,
            certain: true,
            person: None,
            proves_person: false,
            title: None,
            description: None,
            roles: Vec::new(),
            quoted: false,
            relative_near: false,
        });
    }

    /// A run that names a person, if it can: two to four words; with a title, one will do.
    pub(super) fn person(
        &mut self,
        start: usize,
        mut end: usize,
        title: Option<usize>,
        certain: bool,
    ) {
        // `Putin's` ends the name by its token; a comma and `Jr.` go with it.
        if self.word(end) == "," && is_suffix(self.word(end + 1)) {
            end += 2;
        }
        let words: Vec<&str> = (start..end)
            .map(|i| self.word(i))
            .filter(|w| *w != ",")
            .collect();
        if words.is_empty() {
            return;
        }
        let title = title.and_then(|i| self.title(i));
        if words.len() == 1 {
            let word = words[0];
            if title.is_some()
                && word.chars().any(char::is_lowercase)
                && !lexicon::is_plain_word(word)
                && self.listed_at(start, end).is_none()
            {
                let description = self.description(start);
                return self.push(
                    start,
                    end,
                    Some(EntityType::Person),
                    MentionKind::Short,
                    true,
                    title,
                    description,
                );
            }
            return self.names(start, end, certain);
        }
        let plain = words
            .iter()
            .filter(|w| lexicon::is_plain_word(w) || lexicon::is_organisation_word(w))
            .count();
        let lowercase = words
            .iter()
            .all(|w| w.chars().any(char::is_lowercase) || w.len() <= 2 || w.ends_with('.'));
        let name = PersonName::parse(&words);
        let known = title.is_some()
            || lexicon::given_name(words[0]).is_some()
            || name
                .as_ref()
                .is_some_and(|n| n.family_first || n.suffix.is_some());
        if !(2..=5).contains(&words.len()) || !lowercase || (plain > 0 && !known) {
            let entity_type = words
                .iter()
                .any(|w| lexicon::is_organisation_word(w))
                .then_some(EntityType::Organisation);
            return self.push(
                start,
                end,
                entity_type,
                MentionKind::Full,
                certain,
                None,
                None,
            );
        }
        let description = self.description(start);
        self.push_person(start, end, name, certain, known, title, description);
    }

    /// The title that token `i` is.
    pub(super) fn title(&self, i: usize) -> Option<Title> {
        let (kind, gender) = lexicon::title(self.word(i))?;
        Some(Title {
            range: self.tokens[i].range,
            text: self.word(i).into(),
            kind,
            gender,
            of_another_time: false,
        })
    }

    /// What stands right before a name and says who it is: back over titles, nationalities, possessives and an
    /// adjective after a possessive, as long as an office is among them.
    pub(super) fn description(&self, name: usize) -> Option<TextRange> {
        let mut start = name;
        let mut office = false;
        while start > 0 && name - start < 8 {
            let i = start - 1;
            let word = self.word(i);
            let possessive = |i: usize| self.tokens[i].kind == TokenKind::Possessive;
            start = if let Some(listed) = self.listed_before(start) {
                listed
            } else if lexicon::title(word).is_some_and(|(kind, _)| kind != TitleKind::Honorific) {
                office = true;
                i
            } else if possessive(i)
                || is_qualifier(word)
                || (office && self.is_word(i) && i > 0 && possessive(i - 1))
            {
                i
            } else {
                break;
            };
        }
        while start < name
            && (matches!(self.word(start), "of" | "the")
                || self.tokens[start].kind == TokenKind::Possessive)
        {
            start += 1;
        }
        (office && start < name).then(|| self.range(start, name))
    }

    /// Where a listed name starts that ends right before token `end`.
    fn listed_before(&self, end: usize) -> Option<usize> {
        (end.saturating_sub(lexicon::LONGEST_LISTED)..end)
            .find(|i| self.listed_at(*i, end).is_some_and(|(n, _)| i + n == end))
    }

    #[allow(clippy::too_many_arguments)] // one field each of what it pushes
    pub(super) fn push_person(
        &mut self,
        start: usize,
        end: usize,
        name: Option<PersonName>,
        certain: bool,
        known: bool,
        title: Option<Title>,
        description: Option<TextRange>,
    ) {
        let range = self.range(start, end);
        let text = self.spaced(start, end);
        // `De Gaulle`: a family name of several words.
        let Some(name) = name else {
            let (person, short) = (Some(EntityType::Person), MentionKind::Short);
            return self.push(
                start,
                end,
                person,
                short,
                certain || known,
                title,
                description,
            );
        };
        self.found.push(Candidate {
            range,
            key: name.family.clone(),
            folded: fold(&text),
            text,
            entity_type: Some(EntityType::Person),
            leaning: None,
            kind: MentionKind::Full,
            certain: certain || known,
            person: Some(name),
            proves_person: known,
            title,
            description,
            roles: Vec::new(),
            quoted: false,
            relative_near: false,
        });
    }

    #[allow(clippy::too_many_arguments)] // one field each of what it pushes
    pub(super) fn push(
        &mut self,
        start: usize,
        end: usize,
        entity_type: Option<EntityType>,
        kind: MentionKind,
        certain: bool,
        title: Option<Title>,
        description: Option<TextRange>,
    ) {
        let range = self.range(start, end);
        let text = self.spaced(start, end);
        let folded = fold(&text);
        let key = match (kind, entity_type) {
            (MentionKind::Full, Some(EntityType::Organisation)) => {
                initials(&text).unwrap_or_else(|| folded.clone())
            }
            (MentionKind::Short, Some(EntityType::Person)) => {
                family_name(&text.split(' ').collect::<Vec<_>>())
            }
            _ => folded.clone(),
        };
        let proves_person = entity_type == Some(EntityType::Person);
        self.found.push(Candidate {
            range,
            text,
            folded,
            key,
            entity_type,
            leaning: None,
            kind,
            certain,
            person: None,
            proves_person,
            title,
            description,
            roles: Vec::new(),
            quoted: false,
            relative_near: false,
        });
    }

    pub(super) fn range(&self, start: usize, end: usize) -> TextRange {
        TextRange::new(
            self.tokens[start].range.start(),
            self.tokens[end - 1].range.end(),
        )
    }

    /// The words of tokens, with single spaces where white space stood and straight lines made curly.
    pub(super) fn spaced(&self, start: usize, end: usize) -> SmolStr {
        let mut out = SmolStrBuilder::new();
        for i in start..end {
            if i > start && self.follows(i) {
                out.push(' ');
            }
            self.word(i)
                .chars()
                .for_each(|c| out.push(if c == '\'' { '’' } else { c }));
        }
        out.finish()
    }
}

/// The initials of a name's capitalised words, folded, if there are two or more: `Korean Central News Agency` → `kcna`.
pub(super) fn initials(name: &str) -> Option<SmolStr> {
    let letters: String = name
        .split(' ')
        .filter_map(|w| w.chars().next().filter(|c| c.is_uppercase()))
        .collect();
    (letters.chars().count() >= 2).then(|| fold(&letters))
}
