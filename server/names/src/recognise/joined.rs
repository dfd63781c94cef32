//! Names that the tagger sees in pieces, or with what is not theirs: `Humaid bin Rashid`, `Braulio Carrillo National Park`,
//! `Paul Keating at Redfern`, and what a tokenizer has torn apart, `Tache - Green`, `Arngna ’ naaq`.

use std::borrow::Cow;

use text::TextRange;

use super::{hints::EXPLAINED, rules::Reader};
use crate::{EntityType, Leaning, known::is_known_word, lexicon, tagger::Tagged};

/// How many capitalised words after a person's name are searched for one that says what bears the name.
const LONGEST_KIND: usize = 3;

/// How many pieces a tokenizer makes of a name at most, its marks not counted.
const MOST_PIECES: usize = 4;

impl Reader<'_> {
    /// The names, whole and without what is not theirs.
    pub(super) fn whole<'t>(&self, tagged: Cow<'t, [Tagged]>) -> Cow<'t, [Tagged]> {
        let torn = is_torn(self.text);
        let mut whole: Vec<Tagged> = Vec::with_capacity(tagged.len());
        let mut changed = false;
        for name in tagged.iter() {
            let last = whole.last().copied();
            // It went into the name before it.
            if last.is_some_and(|last| last.range.end() > name.range.start()) {
                changed = true;
                continue;
            }
            let mut name = *name;
            if let Some(last) = last.filter(|last| self.is_one_person(last, &name, torn)) {
                name.range = last.range.cover(name.range);
                name.entity_type = EntityType::Person;
                name.leaning = last.leaning;
                name.score = last.score.max(name.score);
                whole.pop();
                changed = true;
            }
            let new = self.named_after(name).unwrap_or_else(|| {
                let range = self.up_to_preposition(name);
                let range = if torn { self.mended(range) } else { range };
                Tagged { range, ..name }
            });
            changed |= new != name;
            whole.push(new);
        }
        match changed {
            true => Cow::Owned(whole),
            false => tagged,
        }
    }

    /// Whether two names are one person's: `Humaid` bin `Rashid`, and in a torn text `Tache` - `Green`.
    fn is_one_person(&self, one: &Tagged, other: &Tagged, torn: bool) -> bool {
        let person = |name: &Tagged| name.entity_type == EntityType::Person;
        if one.leaning.is_none() || !person(one) && !person(other) {
            return false;
        }
        let between = TextRange::new(one.range.end(), other.range.start());
        let between = &self.text[between];
        let is_word = |range: TextRange| !self.text[range].contains(' ');
        match between {
            " bin " | " bint " | " ibn " => true,
            " - " => torn && is_word(one.range) && is_word(other.range),
            _ => false,
        }
    }

    /// What is named after a person: the person's name and the words behind it up to one that says what it is.
    fn named_after(&self, name: Tagged) -> Option<Tagged> {
        if self.heading || name.entity_type != EntityType::Person || name.leaning.is_none() {
            return None;
        }
        let start = self.token_at(name);
        let end = self.token_behind(name.range);
        let titled = |i: usize| self.is_title(i);
        let several = start + 1 < end;
        let words = (end..end + LONGEST_KIND).take_while(|i| {
            self.is_capital(*i)
                && self.follows_closely(*i)
                && self.word(*i).contains(char::is_lowercase)
                && !self.is_title(*i)
                && self.listed_at(*i, *i + lexicon::LONGEST_LISTED).is_none()
        });
        let kind = |word: &str| {
            if lexicon::is_place_word(word) {
                Some(EntityType::Place)
            } else if lexicon::is_organisation_word(word) {
                Some(EntityType::Organisation)
            } else {
                None
            }
        };
        let (last, entity_type) = words
            .filter_map(|i| Some((i, kind(self.word(i))?)))
            .last()?;
        let office = start.checked_sub(1).is_some_and(titled) || titled(start) || !several;
        (!office).then(|| Tagged {
            range: name.range.cover(self.tokens[last].range),
            entity_type,
            score: name.score,
            leaning: Some(Leaning::towards(entity_type, EXPLAINED)),
        })
    }

    /// A person's name of two words or more ends before a preposition: `Paul Keating` at Redfern.
    fn up_to_preposition(&self, name: Tagged) -> TextRange {
        let text = &self.text[name.range];
        if name.entity_type != EntityType::Person || name.leaning.is_none() {
            return name.range;
        }
        let found = [" of ", " at ", " in ", " from "].iter();
        let at = found.filter_map(|preposition| text.find(preposition)).min();
        match at.and_then(|at| at.try_into().ok()) {
            Some(at) if text[..usize::from(at)].contains(' ') => {
                TextRange::at(name.range.start(), at)
            }
            _ => name.range,
        }
    }

    /// A name with what a tokenizer tore off behind it: `Arngna` ’ naaq.
    fn mended(&self, name: TextRange) -> TextRange {
        let mut end = self.token_behind(name);
        let opened = self
            .tokens
            .partition_point(|t| t.range.start() < name.start())
            .checked_sub(1)
            .is_some_and(|i| matches!(self.word(i), "‘" | "'"));
        let ends_in_s = self.text[name].ends_with('s');
        if opened || ends_in_s {
            return name;
        }
        let mut mended = name;
        for _ in 0..MOST_PIECES {
            let (mark, piece) = (self.word(end), self.word(end + 1));
            let loose = self.follows(end) && self.follows(end + 1) && self.is_word(end + 1);
            let apostrophe = matches!(mark, "’" | "'" | "´") && is_torn_off(piece);
            let hyphen = mended != name && mark == "-" && self.is_capital(end + 1);
            if !loose || !(apostrophe || hyphen) {
                break;
            }
            mended = mended.cover(self.tokens[end + 1].range);
            end += 2;
        }
        mended
    }

    /// Whether one space alone parts token `i` from the one before it: behind a wide gap something else begins.
    fn follows_closely(&self, i: usize) -> bool {
        let gap = || self.tokens[i].range.start() - self.tokens[i - 1].range.end();
        self.follows(i) && gap() == 1.into()
    }

    fn token_at(&self, name: Tagged) -> usize {
        let before = |t: &text::Token| t.range.end() <= name.range.start();
        self.tokens.partition_point(before)
    }

    /// The first token behind a range.
    fn token_behind(&self, range: TextRange) -> usize {
        self.tokens
            .partition_point(|t| t.range.start() < range.end())
    }
}

/// Whether a tokenizer has put white space around the marks of a text.
fn is_torn(text: &str) -> bool {
    [" ’ ", " ´ ", "“ ", " ”"]
        .iter()
        .any(|mark| text.contains(mark))
}

/// Whether this stands behind an apostrophe inside a name, and is no ending of a possessive or a verb.
fn is_torn_off(piece: &str) -> bool {
    let ending = matches!(piece, "s" | "t" | "d" | "m" | "re" | "ve" | "ll");
    let lower = piece.chars().all(char::is_lowercase);
    !ending && lower && (piece.chars().count() <= 2 || !is_known_word(piece))
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;

    #[test]
    fn what_is_named_after_a_person_is_none() {
        let found =
            read("They walked through the Braulio Carrillo National Park with Paul Keating.");
        assert_eq!(
            found,
            [
                "Braulio Carrillo National Park Place",
                "Paul Keating Person"
            ]
        );
    }

    #[test]
    fn a_name_of_several_people_of_one_line_is_one() {
        let found = read("He met Sheikh Humaid bin Rashid Al Nuaimi on Monday.");
        assert_eq!(found, ["Humaid bin Rashid Al Nuaimi Person"]);
    }

    #[test]
    fn what_a_tokenizer_tore_apart_is_whole() {
        let found = read("“ We waited for Maria Arngna ’ naaq in the yard, ” said Peter Weber.");
        assert_eq!(found, ["Maria Arngna ’ naaq Person", "Peter Weber Person"]);
    }
}
