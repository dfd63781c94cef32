//! Finding names in one block.
//!
//! The tagger finds where names stand and what they name; the rules know titles, nationalities and countries, and what
//! proves that a person is named. Where both see a name, the tagger says how far it goes and what it is, the rules what
//! stands before it. What the rules alone see is kept without a type, unless a list or a title vouches for it: other
//! mentions may bear it out.

mod around;
mod borne_out;
mod build;
mod echo;
mod gaps;
mod hints;
mod joined;
mod nickname;
mod rules;

use text::{TextRange, Token, TokenKind};

use crate::{
    Candidate, EntityType, MentionKind,
    known::{
        is_known_word, is_listed_firm, is_listed_given_name, is_listed_name, is_listed_persons_name,
    },
    lexicon::{self, Listed},
    person::{PersonName, is_suffix},
    role,
    tagger::{self, Tagged},
};
use rules::Reader;

/// The tagger's log-odds from which a name that only it vouches for is one, wherever it stands.
const SURE: f32 = 3.0;

/// The same for a person's name that begins with a given name of the model's lists.
const SURE_OF_GIVEN_NAME: f32 = 1.0;

/// Up to here a name of two words that the tagger takes for no person's may be one all the same.
const DOUBTFUL: f32 = 6.0;

/// Finds what may be names in a block, given its text, tokens and sentences. `heading` when words are capitalised here
/// without being names.
pub fn recognise(
    text: &str,
    tokens: &[Token],
    sentences: &[TextRange],
    heading: bool,
) -> Vec<Candidate> {
    let tagged = tagger::tag(text, tokens, sentences, heading);
    recognise_tagged(text, tokens, sentences, heading, &tagged)
}

/// The same, where it is known already where names stand and what they name: `tagged`, in the order of the text.
pub fn recognise_tagged(
    text: &str,
    tokens: &[Token],
    sentences: &[TextRange],
    heading: bool,
    tagged: &[Tagged],
) -> Vec<Candidate> {
    let mut reader = Reader {
        text,
        tokens,
        heading,
        parted: gaps::part_names(text),
        found: Vec::new(),
    };
    reader.sentences(sentences);
    let by_rules = std::mem::take(&mut reader.found);
    reader.join(by_rules, tagged);
    echo::echo(&mut reader.found);
    echo::end_doubts(&mut reader.found);
    borne_out::bear_out(&mut reader.found);
    around::look_around(text, tokens, &mut reader.found);
    role::note_roles(text, tokens, &mut reader.found);
    reader.found
}

impl Reader<'_> {
    /// Joins what the rules found with what the tagger found; both are in the order of the text.
    fn join(&mut self, by_rules: Vec<Candidate>, tagged: &[Tagged]) {
        let tagged = gaps::in_one_piece(self.text, self.parted, tagged);
        let tagged = self.whole(self.with_nicknames(tagged));
        let mut rules = by_rules.into_iter().peekable();
        for name in tagged.iter() {
            let taken =
                |c: &Candidate| name.leaning.is_some() && c.range.contains_range(name.range);
            if self.found.last().is_some_and(taken) {
                continue;
            }
            while let Some(rule) = rules.next_if(|r| r.range.end() <= name.range.start()) {
                self.unseen(rule);
            }
            let mut overlapping = Vec::new();
            while let Some(rule) = rules.next_if(|r| r.range.start() < name.range.end()) {
                overlapping.push(rule);
            }
            self.seen_twice(name, overlapping);
        }
        rules.for_each(|rule| self.unseen(rule));
    }

    /// A candidate that the tagger does not see.
    fn unseen(&mut self, mut rule: Candidate) {
        let listed = rule.kind == MentionKind::Demonym || lexicon::listed(&rule.text).is_some();
        let parts = rule.person.as_ref();
        let is_person = parts.is_some_and(|p| p.family_first || p.suffix.is_some());
        // `Bank of Oslo (BO)`: letters right behind the name whose letters they are.
        let spelt_out = rule.kind == MentionKind::Acronym
            && self.found.last().is_some_and(|name| {
                name.key == rule.key && name.entity_type == Some(EntityType::Organisation)
            });
        if !listed && !is_person && !spelt_out && rule.title.is_none() {
            rule.entity_type = None;
            rule.proves_person = false;
            let at = |offset| self.tokens.partition_point(|t| t.range.start() < offset);
            let (start, end) = (at(rule.range.start()), at(rule.range.end()));
            rule.leaning = self.explained(start, end, &self.found);
        }
        self.found.push(rule);
    }

    /// A name that the tagger sees, and what the rules see there.
    fn seen_twice(&mut self, name: &Tagged, rules: Vec<Candidate>) {
        let vouched = |rule: &Candidate| {
            let family_first = rule.person.as_ref().is_some_and(|p| p.family_first);
            let acronym =
                name.entity_type == EntityType::Person && rule.kind == MentionKind::Acronym;
            // `Procter & Gamble`: one firm, though each half is a name.
            let firm = rule.entity_type == Some(EntityType::Organisation)
                && name.leaning.is_some()
                && rule.text.contains(" & ")
                && rule.range.contains_range(name.range);
            // `Sen Mary Roe Releases Plan`: among capitals, the tagger knows where a full name ends.
            let full = name.entity_type == EntityType::Person
                && rule.range.start() == name.range.start()
                && self.text[name.range].split_whitespace().nth(1).is_some();
            let titled = rule.title.is_some() && !full;
            (rule.kind == MentionKind::Demonym || acronym) && rule.range == name.range
                || firm
                || (family_first || titled) && rule.range.contains_range(name.range)
        };
        if rules.iter().any(vouched) {
            self.found.extend(rules.into_iter().filter(vouched).take(1));
            return;
        }
        let proof = rules.into_iter().find(|rule| rule.range == name.range);
        self.tagged(name, proof.as_ref());
    }

    /// The candidate for a name that the tagger found; `rule` is what the rules made of the same words.
    fn tagged(&mut self, name: &Tagged, rule: Option<&Candidate>) {
        let mut start = self
            .tokens
            .partition_point(|t| t.range.end() <= name.range.start());
        let end = self
            .tokens
            .partition_point(|t| t.range.start() < name.range.end());
        let person = name.entity_type == EntityType::Person;
        let sure = match person && is_listed_given_name(self.word(start)) {
            true => SURE_OF_GIVEN_NAME,
            false => SURE,
        };
        // Behind the first word of a sentence a capital proves something.
        let several = !self.heading
            && start + 1 < end
            && self.is_capital(end - 1)
            && !lexicon::is_plain_word(self.word(end - 1));
        let certain = rule.is_some_and(|rule| rule.certain)
            || name.score >= sure
            || several
            || self.is_proper(start, end);
        let before = self.found.len();
        let mut wide = name.range;
        if start >= end {
            return;
        }
        let listed = self.listed_at(start, end).filter(|(n, listed)| {
            let says_so = match name.entity_type {
                EntityType::Person => false,
                EntityType::Place => true,
                _ => matches!(listed, Listed::Demonym(_)),
            };
            says_so && start + n == end
        });
        match (name.entity_type, listed) {
            (EntityType::Person, _) => {
                if start + 1 == end && name.leaning.is_some() && self.begins_earlier(start) {
                    start -= 1;
                    wide = self.range(start, end);
                }
                // The tagger does not always see that `Sr.` belongs to the name.
                let end = match is_suffix(self.word(end)) && self.follows(end) {
                    true => end + 1,
                    false => end,
                };
                wide = wide.cover(self.tokens[end - 1].range);
                self.tagged_person(start, end, name, certain);
            }
            (_, Some((_, listed))) => self.listed(start, end, listed),
            (kind, None) => {
                let mention = self.kind(start, end, kind, name.score);
                self.push(start, end, Some(kind), mention, certain, None, None);
                self.doubt(name, rule);
            }
        }
        // `Denzel Washington`: a listed town may be somebody's surname all the same.
        let town = |listed| matches!(listed, Listed::Capital(_) | Listed::Place(_));
        let surname = || start + 1 == end && is_listed_persons_name(self.word(start));
        let leaning = name
            .leaning
            .filter(|_| listed.is_none_or(|(_, listed)| town(listed) && surname()));
        let leaning = leaning.map(|leaning| match self.hint(start, end, before) {
            Some(hint) => leaning.and(hint),
            None => leaning,
        });
        for candidate in &mut self.found[before..] {
            candidate.leaning = leaning;
            self::narrow(candidate, wide, self.text);
        }
    }

    /// Whether what was taken for a surname alone begins a word earlier: in mid-sentence a capital right before it is
    /// part of the name, unless the word is one of those that stand beside names, or a name already. Where a sentence
    /// starts, a given name or a word that nobody knows is.
    fn begins_earlier(&self, start: usize) -> bool {
        let Some(i) = start.checked_sub(1) else {
            return false;
        };
        let word = self.word(i);
        let free = |c: &Candidate| c.range.end() <= self.tokens[i].range.start();
        let goes_on = || {
            i > 0
                && self.follows(i)
                && self.is_word(i - 1)
                && self.word(i - 1).starts_with(char::is_lowercase)
        };
        let starts = || {
            let starts = i == 0 || !self.is_word(i - 1);
            starts && (is_listed_given_name(word) || !is_known_word(word))
        };
        !self.heading
            && self.follows(start)
            && (goes_on() || starts())
            && self.is_capital(i)
            && word.chars().all(char::is_alphabetic)
            && word.chars().any(char::is_lowercase)
            && !self.is_title(i)
            && !lexicon::is_plain_word(word)
            && !lexicon::is_organisation_word(word)
            && self.listed_at(i, i + 1).is_none()
            && self.found.last().is_none_or(free)
    }

    /// Whether a word is a name even where a sentence starts: no capital follows, and it is on a list of names and no
    /// common word.
    fn is_proper(&self, start: usize, end: usize) -> bool {
        let word = self.word(start);
        start + 1 == end
            && !self.heading
            && !self.is_capital(end)
            && word.chars().any(char::is_lowercase)
            && !lexicon::is_plain_word(word)
            && !lexicon::is_organisation_word(word)
            && (is_listed_name(word) || is_listed_firm(word))
    }

    /// How a name without the structure of a person's names its entity.
    fn kind(&self, start: usize, end: usize, entity_type: EntityType, score: f32) -> MentionKind {
        let word = self.word(start);
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = word
            .chars()
            .all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '&') || c.is_ascii_digit());
        if end - start > 1 {
            MentionKind::Full
        } else if entity_type == EntityType::Organisation && capitals && (2..=6).contains(&letters)
        {
            MentionKind::Acronym
        } else if score >= SURE || entity_type == EntityType::Other {
            MentionKind::Full
        } else {
            MentionKind::Short
        }
    }

    /// Lets a name that may be a person's after all be linked with those of the same surname: a mistyped given name
    /// looks like no name of a person.
    fn doubt(&mut self, name: &Tagged, rule: Option<&Candidate>) {
        let parts = rule.and_then(|rule| rule.person.clone());
        if let (Some(parts), Some(last)) = (parts, self.found.last_mut())
            && name.score < DOUBTFUL
        {
            last.key = parts.family.clone();
            last.person = Some(parts);
        }
    }

    fn tagged_person(&mut self, mut start: usize, end: usize, name: &Tagged, certain: bool) {
        let mut title = start
            .checked_sub(1)
            .filter(|i| self.follows(start) && self.is_title(*i));
        // `Crown Prince Mohammed`, `Apple CEO Steve Jobs`: the last office, with what says whose it is before it.
        let last = (start..end.saturating_sub(1))
            .rev()
            .find(|i| self.is_title(*i));
        let office = last.filter(|i| *i == start || self.describes(start, *i));
        if let Some(office) = office {
            title = Some(office);
            start = office + 1;
        }
        // `St. Jerome`
        if start + 1 < end && matches!(self.word(start), "St." | "St" | "Saint") {
            start += 1;
        }
        let words: Vec<&str> = (start..end)
            .filter(|i| self.tokens[*i].kind != TokenKind::Quote)
            .map(|i| self.word(i))
            .filter(|w| *w != ",")
            .collect();
        let description = self.description(start);
        let title = title.and_then(|i| self.title(i));
        let known = title.is_some() || lexicon::given_name(words[0]).is_some();
        match PersonName::parse(&words).filter(|_| words.len() <= 6) {
            Some(parts) => {
                let known = known || parts.family_first || parts.suffix.is_some();
                self.push_person(start, end, Some(parts), certain, known, title, description);
            }
            None => {
                let said = self.word(end);
                let proves = known || matches!(said, "said" | "says" | "told" | "added" | "asked");
                let person = Some(EntityType::Person);
                self.push(
                    start,
                    end,
                    person,
                    MentionKind::Short,
                    certain,
                    title,
                    description,
                );
                if let Some(candidate) = self.found.last_mut() {
                    candidate.proves_person = proves || name.score >= SURE;
                }
            }
        }
    }
}

/// Cuts a candidate to where the tagger says that it ends: inside a token, at the hyphen of `Seoul-based`.
fn narrow(candidate: &mut Candidate, name: TextRange, text: &str) {
    let Some(range) = candidate
        .range
        .intersect(name)
        .filter(|r| *r != candidate.range)
    else {
        return;
    };
    let words: Vec<&str> = text[range].split_whitespace().collect();
    candidate.range = range;
    candidate.text = words.join(" ").replace('\'', "’").into();
    candidate.folded = crate::fold(&candidate.text);
    candidate.person = candidate
        .person
        .take()
        .and_then(|_| PersonName::parse(&words));
    candidate.key = match &candidate.person {
        Some(person) => person.family.clone(),
        None => candidate.folded.clone(),
    };
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::Linked;
    use expect_test::{Expect, expect};

    /// The names of a text and what each turns out to name.
    pub(crate) fn read(text: &str) -> Vec<String> {
        let document = text::Document::new(text, text::Format::Plain);
        let mut found = Vec::new();
        for block in document.blocks() {
            found.extend(recognise(
                block.text(),
                block.tokens(),
                block.sentences(),
                false,
            ));
        }
        let linked = Linked::new(&found.iter().collect::<Vec<&Candidate>>());
        let shown = found.iter().enumerate().filter_map(|(i, c)| {
            let entity = linked.entity(&linked.who(i)?)?;
            Some(format!("{} {:?}", c.text, entity.entity_type))
        });
        shown.collect()
    }

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
    fn ranks_stand_before_names() {
        check(
            "We buried Lance Corporal John Keller beside Petty Officer Mary Roe and Gunnery Sergeant Anna Weber.",
            expect![[r#"
                John Keller [keller] Person Full (Lance Corporal)
                Mary Roe [roe] Person Full (Petty Officer)
                Anna Weber [weber] Person Full (Gunnery Sergeant)
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
    fn two_halves_of_a_name_are_one() {
        check(
            "Shares of Johnson & Johnson fell. We met Bruce Lee and Ang Lee.",
            expect![[r#"
                Johnson & Johnson [jj] Organisation Full
                Bruce Lee [lee] Person Full
                Ang Lee [lee] Person Full
            "#]],
        );
    }

    #[test]
    fn a_nickname_is_part_of_the_name() {
        check(
            "Thomas “Tip” Keller ran the House. We met Anna “The Fox” Weber and Mary Roe, “Mother” Keller said.",
            expect![[r#"
                Thomas “Tip” Keller [keller] Person Full
                House [house] Organisation Full
                Anna “The Fox” Weber [weber] Person Full
                Mary Roe [roe] Person Full
                Keller [keller] Person Short
            "#]],
        );
    }

    #[test]
    fn a_given_name_at_a_sentence_start_belongs_to_the_surname() {
        assert_eq!(
            read("The minister spoke. Patience Jonathan, his wife, did not."),
            ["Patience Jonathan Person"]
        );
    }

    #[test]
    fn what_is_always_capitalised_is_a_name_where_a_sentence_starts() {
        assert_eq!(
            read("Adidas sells shoes. Crowds sell nothing."),
            ["Adidas Organisation"]
        );
    }

    #[test]
    fn a_name_in_a_headline_ends_before_the_verb() {
        check(
            "Sen Thomas Miller Announces Plan for Rural Hospitals\n\nWASHINGTON — Sen. Thomas Miller announced a plan on Monday.",
            expect![[r#"
                Thomas Miller [miller] Person Full (Sen)
                Hospitals [hospitals] ? Short uncertain
                WASHINGTON [washington] Place Full
                Thomas Miller [miller] Person Full (Sen.)
            "#]],
        );
    }

    #[test]
    fn a_capital_at_a_sentence_start_proves_nothing() {
        check(
            "Announcement of the visit came late. Toloraya was quoted. Mr. Kim, who avoids flying, met Georgy Toloraya.",
            expect![[r#"
                Toloraya [toloraya] Person Short
                Kim [kim] Person Short
                Georgy Toloraya [toloraya] Person Full
            "#]],
        );
    }

    #[test]
    fn no_name_behind_an_office_goes_on_behind_a_wide_gap() {
        check(
            "The house moved against Sen. Keller  He won the respect of many there.",
            expect![[r#"
                Keller [keller] Person Short (Sen.)
                He [he] ? Short
            "#]],
        );
    }
}
