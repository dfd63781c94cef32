//! Finding names in one block.
//!
//! A first cut by rules: runs of capitalised words, cut at titles, nationalities and ordinary words, and typed by word
//! lists and neighbours. A trained model can stand in its place: what it must give is [`Candidate`]s.

use smol_str::{SmolStr, SmolStrBuilder};
use text::{TextRange, Token, TokenKind, is_month_name, is_weekday_name};

use crate::{
    Candidate, EntityType, MentionKind, Title, TitleKind, fold,
    lexicon::{self, Listed},
    person::{PersonName, is_particle, is_suffix},
};

/// Finds what may be names in a block, given its text, tokens and sentences. `heading` when words are capitalised here
/// without being names.
pub fn recognise(
    text: &str,
    tokens: &[Token],
    sentences: &[TextRange],
    heading: bool,
) -> Vec<Candidate> {
    let mut reader = Reader {
        text,
        tokens,
        heading,
        found: Vec::new(),
    };
    let mut at = 0;
    for sentence in sentences {
        let end = at
            + tokens[at..]
                .iter()
                .take_while(|t| t.range.end() <= sentence.end())
                .count();
        reader.sentence(at, end);
        at = end;
    }
    reader.found
}

struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    heading: bool,
    found: Vec<Candidate>,
}

impl<'t> Reader<'t> {
    fn word(&self, i: usize) -> &'t str {
        self.tokens.get(i).map_or("", |t| t.text(self.text))
    }

    fn is_word(&self, i: usize) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|t| t.kind == TokenKind::Word)
    }

    fn is_capital(&self, i: usize) -> bool {
        self.is_word(i) && self.word(i).starts_with(char::is_uppercase)
    }

    /// Whether token `i` follows the one before it after nothing but white space.
    fn follows(&self, i: usize) -> bool {
        i > 0
            && self
                .tokens
                .get(i)
                .is_some_and(|t| self.tokens[i - 1].range.end() < t.range.start())
    }

    fn sentence(&mut self, start: usize, end: usize) {
        let words = (start..end).filter(|i| self.is_word(*i));
        let (mut count, mut shouted, mut capital) = (0, 0, 0);
        for i in words {
            let word = self.word(i);
            count += 1;
            capital += usize::from(self.is_capital(i));
            shouted += usize::from(word.len() > 1 && !word.chars().any(char::is_lowercase));
        }
        // A sentence all in capitals tells nothing.
        if count > 3 && shouted * 10 > count * 6 {
            return;
        }
        let title_case = self.heading || (count > 4 && capital * 10 > count * 7);
        let first_word = (start..end).find(|i| self.is_word(*i)).unwrap_or(end);
        let mut i = start;
        while i < end {
            if !self.is_capital(i) {
                i += 1;
                continue;
            }
            // A quotation inside a sentence starts one of its own.
            let opens = i == first_word
                || (i > start
                    && self.tokens[i - 1].kind == TokenKind::Quote
                    && !self.in_quotes_word(i, end));
            let run_end = self.run_end(i, end, title_case);
            self.run(i, run_end, !opens && !title_case, title_case);
            i = run_end.max(i + 1);
        }
    }

    /// A single capitalised word or name between quotation marks is no start of a sentence.
    fn in_quotes_word(&self, i: usize, end: usize) -> bool {
        (i + 1..end.min(i + 5))
            .take_while(|j| self.is_capital(*j) || self.tokens[*j].kind == TokenKind::Quote)
            .any(|j| self.tokens[j].kind == TokenKind::Quote)
    }

    /// The end of the run of capitalised words that starts at `start`.
    fn run_end(&self, start: usize, end: usize, title_case: bool) -> usize {
        let mut i = start + 1;
        while i < end && self.follows(i) {
            let word = self.word(i);
            if self.is_capital(i) {
                if is_month_or_day(word)
                    || (title_case
                        && lexicon::is_plain_word(word)
                        && !lexicon::is_organisation_word(word))
                {
                    break;
                }
                i += 1;
            } else if is_particle(word)
                && i + 1 < end
                && self.is_capital(i + 1)
                && self.follows(i + 1)
            {
                i += 2;
            } else if matches!(word, "of" | "for") && self.names_an_organisation(start, i) {
                let next = if self.word(i + 1) == "the" {
                    i + 2
                } else {
                    i + 1
                };
                if next < end && self.is_capital(next) && !is_month_or_day(self.word(next)) {
                    i = next + 1;
                } else {
                    break;
                }
            } else {
                break;
            }
        }
        i
    }

    fn names_an_organisation(&self, start: usize, end: usize) -> bool {
        lexicon::is_organisation_word(self.word(end - 1))
            && (start..end).all(|i| lexicon::title(self.word(i)).is_none())
    }

    /// Cuts a run into titles, nationalities and names.
    fn run(&mut self, start: usize, end: usize, certain: bool, title_case: bool) {
        let mut i = start;
        // Ordinary words in front: the first of a sentence, or `The` of a title.
        while i < end && (is_month_or_day(self.word(i)) || self.is_plain_here(i, start, certain)) {
            i += 1;
        }
        if i >= end {
            return;
        }
        let certain = certain || (i > start && !title_case);
        // The last title in the run with a name after it; what stands before it describes.
        let title = (i..end - 1)
            .rev()
            .find(|j| self.is_title(*j) && self.describes(i, *j));
        if let Some(last) = title {
            self.listed_in(i, last);
            let name_start = last + 1;
            return self.person(name_start, end, Some(last), true);
        }
        // `then leader Kim`: titles in lower case stand before the run.
        let before = i
            .checked_sub(1)
            .filter(|j| i > 0 && self.follows(i) && self.is_title(*j) && self.is_word(*j));
        if i == start
            && let Some(before) = before
            && self.listed_at(i, end).is_none_or(|(n, _)| i + n < end)
        {
            return self.person(i, end, Some(before), true);
        }
        self.names(i, end, certain);
    }

    fn is_plain_here(&self, i: usize, start: usize, certain: bool) -> bool {
        let word = self.word(i);
        lexicon::is_plain_word(word)
            && (!certain || matches!(word, "The" | "A" | "An" | "In" | "On" | "At" | "I"))
            && (i > start
                || certain
                || self
                    .listed_at(i, i + lexicon::LONGEST_LISTED)
                    .is_none_or(|(n, _)| n == 1))
    }

    fn is_title(&self, i: usize) -> bool {
        lexicon::title(self.word(i)).is_some()
    }

    /// Whether all words from `start` up to the title at `last` are nationalities, offices and what qualifies them.
    fn describes(&self, start: usize, last: usize) -> bool {
        let mut i = start;
        while i < last {
            if let Some((n, _)) = self.listed_at(i, last) {
                i += n;
            } else if self.is_title(i) || is_qualifier(self.word(i)) {
                i += 1;
            } else {
                return false;
            }
        }
        true
    }

    /// The longest listed name that starts at token `i` and ends before `end`.
    fn listed_at(&self, i: usize, end: usize) -> Option<(usize, Listed)> {
        let most = lexicon::LONGEST_LISTED
            .min(end.saturating_sub(i))
            .min(self.tokens.len().saturating_sub(i));
        (1..=most).rev().find_map(|n| {
            let range = self.range(i, i + n);
            let plain = &self.text[range];
            let found = match plain.contains(['\n', '\r', '\'']) {
                true => lexicon::listed(&self.spaced(i, i + n)),
                false => lexicon::listed(plain),
            };
            found.map(|l| (n, l))
        })
    }

    /// Emits the listed names among the tokens of a description.
    fn listed_in(&mut self, start: usize, end: usize) {
        let mut i = start;
        while i < end {
            match self.listed_at(i, end) {
                Some((n, listed)) => {
                    self.listed(i, i + n, listed);
                    i += n;
                }
                None => i += 1,
            }
        }
    }

    /// A run without a title: organisations, listed names, people.
    fn names(&mut self, start: usize, end: usize, certain: bool) {
        let words: Vec<&str> = (start..end).map(|i| self.word(i)).collect();
        let organisation = words.len() > 1
            && (words
                .last()
                .is_some_and(|w| lexicon::is_organisation_word(w))
                || words.iter().any(|w| *w == "of" || *w == "for"));
        if organisation {
            return self.organisation(start, end);
        }
        if let Some((n, listed)) = self.listed_at(start, end) {
            let demonym = matches!(listed, Listed::Demonym(_));
            if n == words.len() || demonym || self.listed_at(start + n, end).is_some() {
                self.listed(start, start + n, listed);
                if start + n < end {
                    self.names(start + n, end, true);
                }
                return;
            }
        }
        if words.len() > 1
            && (lexicon::is_place_word(words[words.len() - 1])
                || matches!(words[0], "Mount" | "Lake" | "Cape" | "Fort"))
        {
            return self.push(
                start,
                end,
                Some(EntityType::Place),
                MentionKind::Full,
                true,
                None,
                None,
            );
        }
        if words.len() == 1 {
            return self.single(start, certain);
        }
        // A listed place at the end of a run that starts otherwise: two names that happen to touch.
        if let Some((n, listed)) =
            (start + 1..end).find_map(|i| self.listed_at(i, end).filter(|(n, _)| i + n == end))
            && lexicon::given_name(words[0]).is_none()
            && matches!(listed, Listed::Country(_) | Listed::Capital(_))
        {
            self.names(start, end - n, certain);
            return self.listed(end - n, end, listed);
        }
        self.person(start, end, None, certain);
    }

    fn single(&mut self, i: usize, certain: bool) {
        let word = self.word(i);
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let acronym = (2..=6).contains(&letters)
            && word
                .chars()
                .all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '&') || c.is_ascii_digit());
        if acronym {
            if word.starts_with(|c: char| c.is_ascii_digit()) || is_roman(word) {
                return;
            }
            return self.push(
                i,
                i + 1,
                Some(EntityType::Organisation),
                MentionKind::Acronym,
                true,
                None,
                None,
            );
        }
        if letters < 2
            || (!certain && lexicon::is_plain_word(word))
            || lexicon::title(word).is_some()
            || word.contains('.')
        {
            return;
        }
        // A compound adjective of a name (`Moscow-based`) is no name.
        if word
            .split(['-', '‑'])
            .skip(1)
            .any(|part| part.starts_with(char::is_lowercase))
            && !lexicon::is_family_first(word.split('-').next().unwrap_or(""))
        {
            let names_person = word.split('-').all(|p| p.len() <= 6) && !word.ends_with("ed");
            if !names_person || !certain {
                return;
            }
        }
        let before = if i > 0 { self.word(i - 1) } else { "" };
        let after = self.word(i + 1);
        let entity_type = match () {
            () if matches!(
                after,
                "said"
                    | "says"
                    | "told"
                    | "added"
                    | "asked"
                    | "replied"
                    | "argued"
                    | "noted"
                    | "wrote"
            ) =>
            {
                Some(EntityType::Person)
            }
            () if matches!(before, "in" | "near" | "outside" | "across" | "throughout") => {
                Some(EntityType::Place)
            }
            () if lexicon::given_name(word).is_some() => Some(EntityType::Person),
            () => None,
        };
        self.push(
            i,
            i + 1,
            entity_type,
            MentionKind::Short,
            certain,
            None,
            None,
        );
    }

    fn organisation(&mut self, start: usize, end: usize) {
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

    fn listed(&mut self, start: usize, end: usize, listed: Listed) {
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
            kind,
            certain: true,
            person: None,
            proves_person: false,
            title: None,
            description: None,
            quoted: false,
        });
    }

    /// A run that names a person, if it can: two to four words; with a title, one will do.
    fn person(&mut self, start: usize, mut end: usize, title: Option<usize>, certain: bool) {
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
        let title = title.and_then(|i| {
            let (kind, gender) = lexicon::title(self.word(i))?;
            Some(Title {
                range: self.tokens[i].range,
                kind,
                gender,
            })
        });
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
            || name.as_ref().is_some_and(|n| n.family_first);
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

    /// What stands right before a name and says who it is: back over titles, nationalities, possessives and an
    /// adjective after a possessive, as long as an office is among them.
    fn description(&self, name: usize) -> Option<TextRange> {
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
    fn push_person(
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
        let Some(name) = name else { return };
        self.found.push(Candidate {
            range,
            key: name.family.clone(),
            folded: fold(&text),
            text,
            entity_type: Some(EntityType::Person),
            kind: MentionKind::Full,
            certain: certain || known,
            person: Some(name),
            proves_person: known,
            title,
            description,
            quoted: false,
        });
    }

    #[allow(clippy::too_many_arguments)] // one field each of what it pushes
    fn push(
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
            _ => folded.clone(),
        };
        let proves_person = entity_type == Some(EntityType::Person);
        self.found.push(Candidate {
            range,
            text,
            folded,
            key,
            entity_type,
            kind,
            certain,
            person: None,
            proves_person,
            title,
            description,
            quoted: false,
        });
    }

    fn range(&self, start: usize, end: usize) -> TextRange {
        TextRange::new(
            self.tokens[start].range.start(),
            self.tokens[end - 1].range.end(),
        )
    }

    /// The words of tokens, with single spaces where white space stood and straight lines made curly.
    fn spaced(&self, start: usize, end: usize) -> SmolStr {
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
fn initials(name: &str) -> Option<SmolStr> {
    let letters: String = name
        .split(' ')
        .filter_map(|w| w.chars().next().filter(|c| c.is_uppercase()))
        .collect();
    (letters.chars().count() >= 2).then(|| fold(&letters))
}

/// Whether a word narrows an office down: `Prime` Minister, `former` president, Secretary `of` State.
fn is_qualifier(word: &str) -> bool {
    const QUALIFIERS: &[&str] = &[
        "prime",
        "vice",
        "deputy",
        "foreign",
        "defense",
        "defence",
        "finance",
        "interior",
        "former",
        "then",
        "late",
        "acting",
        "first",
        "crown",
        "state",
        "supreme",
        "chief",
        "senior",
        "top",
        "assistant",
        "under",
        "attorney",
        "general",
        "majority",
        "minority",
        "house",
        "senate",
        "democratic",
        "republican",
        "of",
        "the",
        "health",
        "trade",
        "justice",
        "energy",
        "labor",
        "labour",
        "education",
        "treasury",
        "secretary",
        "first",
        "new",
        "outgoing",
        "longtime",
    ];
    word.len() <= 10 && QUALIFIERS.iter().any(|q| q.eq_ignore_ascii_case(word))
}

fn is_month_or_day(word: &str) -> bool {
    is_month_name(word) || is_weekday_name(word)
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(text: &str, expected: Expect) {
        let document = text::Document::new(text, text::Format::Plain);
        let mut out = String::new();
        for block in document.blocks() {
            for c in recognise(
                block.text(),
                block.tokens(),
                block.sentences(),
                block.kind().is_heading(),
            ) {
                let kind = c.entity_type.map_or("?".to_owned(), |t| format!("{t:?}"));
                let description = c
                    .description
                    .map_or(String::new(), |d| format!(" ({})", block.slice(d).trim()));
                let doubt = if c.certain { "" } else { " uncertain" };
                out += &format!(
                    "{} [{}] {kind} {:?}{doubt}{description}\n",
                    c.text, c.key, c.kind
                );
            }
        }
        expected.assert_eq(&out);
    }

    #[test]
    fn people_with_titles() {
        check(
            "South Korean President Kim Dae-jung met Mr. Putin and North Korea’s reclusive leader Kim Jong-Il on Friday. Then leader Kim Jong Il spoke.",
            expect![[r#"
                South Korean [southkorea] Other Demonym
                Kim Dae-jung [kim] Person Full (South Korean President)
                Putin [putin] Person Short
                North Korea [northkorea] Place Full
                Kim Jong-Il [kim] Person Full (North Korea’s reclusive leader)
                Kim Jong Il [kim] Person Full (Then leader)
            "#]],
        );
    }

    #[test]
    fn organisations_and_places() {
        check(
            "Officials at the Korean Central News Agency (KCNA) in Vladivostok said the U.S. and the Ministry of Foreign Affairs met. He flew to Khabarovsk.",
            expect![[r#"
                Korean Central News Agency [kcna] Organisation Full
                KCNA [kcna] Organisation Acronym
                Vladivostok [vladivostok] Place Full
                U.S. [unitedstates] Place Full
                Ministry of Foreign Affairs [mfa] Organisation Full
                Khabarovsk [khabarovsk] Place Full
            "#]],
        );
    }

    #[test]
    fn a_capital_at_a_sentence_start_proves_nothing() {
        check(
            "Announcement of the visit came late. Toloraya was quoted. Mr. Kim, who avoids flying, met Georgy Toloraya.",
            expect![[r#"
                Toloraya [toloraya] ? Short uncertain
                Kim [kim] Person Short
                Georgy Toloraya [toloraya] Person Full
            "#]],
        );
    }
}
