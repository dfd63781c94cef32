//! Names by rules: runs of capitalised words, cut at titles, nationalities and ordinary words, and typed by word lists
//! and neighbours. They know what titles prove; what the runs name, the tagger knows better.

use text::{TextRange, Token, TokenKind, is_month_name, is_weekday_name};

use crate::{
    Candidate, EntityType, MentionKind,
    lexicon::{self, Listed},
    person::is_particle,
    role,
};

/// Reads the tokens of a block.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
    pub(super) heading: bool,
    /// Whether a wide gap parts two names.
    pub(super) parted: bool,
    pub(super) found: Vec<Candidate>,
}

impl<'t> Reader<'t> {
    /// The candidates of all sentences.
    pub(super) fn sentences(&mut self, sentences: &[TextRange]) {
        let mut at = 0;
        for sentence in sentences {
            let end = at
                + self.tokens[at..]
                    .iter()
                    .take_while(|t| t.range.end() <= sentence.end())
                    .count();
            self.sentence(at, end);
            at = end;
        }
    }

    pub(super) fn word(&self, i: usize) -> &'t str {
        self.tokens.get(i).map_or("", |t| t.text(self.text))
    }

    pub(super) fn is_word(&self, i: usize) -> bool {
        self.tokens
            .get(i)
            .is_some_and(|t| t.kind == TokenKind::Word)
    }

    pub(super) fn is_capital(&self, i: usize) -> bool {
        self.is_word(i) && self.word(i).starts_with(char::is_uppercase)
    }

    /// Whether token `i` follows the one before it after nothing but white space.
    pub(super) fn follows(&self, i: usize) -> bool {
        i > 0
            && self
                .tokens
                .get(i)
                .is_some_and(|t| self.tokens[i - 1].range.end() < t.range.start())
    }

    /// Whether a mark was lost before token `i`: the gap is wide, and before it stands no initial, short form or title,
    /// whose full stop alone was lost, and no given name with a word behind that may be its surname.
    fn is_parted(&self, i: usize) -> bool {
        let gap = || self.tokens[i].range.start() - self.tokens[i - 1].range.end();
        let short = || self.word(i - 1).chars().count() <= 2;
        let given = || {
            let known = lexicon::given_name(self.word(i - 1)).is_some();
            known && !lexicon::is_plain_word(self.word(i)) && !self.is_title(i)
        };
        self.parted && gap() > 1.into() && !short() && !self.is_title(i - 1) && !given()
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
        while i < end && self.follows(i) && !self.is_parted(i) {
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
            } else if (is_particle(word) || (word == "&" && !title_case))
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

    pub(super) fn is_title(&self, i: usize) -> bool {
        lexicon::title(self.word(i)).is_some()
    }

    /// Whether all words from `start` up to the title at `last` are nationalities, offices and what qualifies them.
    pub(super) fn describes(&self, start: usize, last: usize) -> bool {
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
    pub(super) fn listed_at(&self, i: usize, end: usize) -> Option<(usize, Listed)> {
        if !lexicon::may_begin_listed(self.word(i)) {
            return None;
        }
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
    pub(super) fn names(&mut self, start: usize, end: usize, certain: bool) {
        let words: Vec<&str> = (start..end).map(|i| self.word(i)).collect();
        let organisation = words.len() > 1
            && (words
                .last()
                .is_some_and(|w| lexicon::is_organisation_word(w))
                || words.iter().any(|w| matches!(*w, "of" | "for" | "&")));
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
}

/// Whether a word narrows an office down: `Prime` Minister, `former` president, Secretary `of` State.
pub(super) fn is_qualifier(word: &str) -> bool {
    const OTHERS: &[&str] = &[
        "acting",
        "air",
        "attorney",
        "chief",
        "democratic",
        "field",
        "first",
        "flight",
        "general",
        "gunnery",
        "head",
        "house",
        "lance",
        "majority",
        "master",
        "minority",
        "of",
        "petty",
        "rear",
        "republican",
        "secretary",
        "senate",
        "senior",
        "staff",
        "sub",
        "the",
        "top",
        "under",
        "warrant",
        "wing",
    ];
    let mut all = [role::NARROWER, role::TIME, OTHERS].into_iter().flatten();
    all.any(|qualifier| qualifier.eq_ignore_ascii_case(word))
}

fn is_month_or_day(word: &str) -> bool {
    is_month_name(word) || is_weekday_name(word)
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}
