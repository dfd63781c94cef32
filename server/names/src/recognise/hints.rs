//! What speaks for or against a person beyond what the tagger weighs: words that hardly ever stand beside a person's name,
//! and forms that persons' names hardly ever have.
//!
//! The tagger hears of it too, one mention at a time and among all else. Told apart, it counts for all mentions of the name
//! in the article: `the start-up Yassir` says of each Yassir what it is.

use text::{TextRange, TokenKind};

use super::rules::Reader;
use crate::{
    Candidate, EntityType, Leaning,
    known::{is_listed_given_name, is_listed_persons_name},
};

/// How loud a word is that hardly ever stands beside a person's name, as log-odds. In the annotated texts of which the model
/// is made one name of a hundred and fifty behind `in` is a person's, one of fifty behind an article and before no noun.
const CLEAR: f32 = 4.5;

/// How loud it is where the article itself says what a name is short for.
pub(super) const EXPLAINED: f32 = 24.0;

impl Reader<'_> {
    /// What the words around the tokens of a name, and its form, say of what it is; `None` if nothing.
    /// The candidates before it are the first `earlier` ones.
    pub(super) fn hint(&self, start: usize, end: usize, earlier: usize) -> Option<Leaning> {
        let around = self.before(start).or_else(|| self.behind(end));
        let around = around.map(|entity_type| Leaning::towards(entity_type, CLEAR));
        let place = || Leaning::towards(EntityType::Place, CLEAR);
        let nobody = || Leaning::towards(EntityType::Person, -CLEAR);
        let explained = || self.explained(start, end, &self.found[..earlier]);
        let defined = self
            .defined(end)
            .map(|entity_type| Leaning::towards(entity_type, CLEAR));
        let said = [
            around,
            defined,
            self.is_quoted_alone(start, end).then(nobody),
            self.is_within(start, end).then(place),
            self.has_article(start, end).then(nobody),
            self.is_nobodys(start, end).then(nobody),
            explained(),
        ];
        said.into_iter().flatten().reduce(Leaning::and)
    }

    /// What a noun before a name says it is: `the start-up Yassir`, `the organisation “Odhikar”`, `the town of Talkha`.
    fn before(&self, start: usize) -> Option<EntityType> {
        let mut i = start.checked_sub(1)?;
        if self.tokens[i].kind == TokenKind::Quote {
            i = i.checked_sub(1)?;
        }
        let before = i.checked_sub(1).map_or("", |i| self.word(i));
        match self.word(i) {
            "of" if PLACES.contains(&before) => Some(EntityType::Place),
            word if ORGANISATIONS.contains(&word) => Some(EntityType::Organisation),
            _ => None,
        }
    }

    /// What a noun behind a name says it is: `Gourel village`, `the Mapuche people`.
    fn behind(&self, end: usize) -> Option<EntityType> {
        let word = self.word(end);
        match () {
            () if !self.follows(end) => None,
            () if PEOPLES.contains(&word) => Some(EntityType::Other),
            () if PLACES.contains(&word) => Some(EntityType::Place),
            () if PAPERS.contains(&word) => Some(EntityType::Organisation),
            () => None,
        }
    }

    /// What the article says right behind a name that it is: `Oslavia, a consulting firm in Riga`, `Oslavia is a town`.
    fn defined(&self, end: usize) -> Option<EntityType> {
        let comma = self.word(end) == ",";
        if !comma && !matches!(self.word(end), "is" | "was") {
            return None;
        }
        if !matches!(self.word(end + 1), "a" | "an" | "the" | "one") {
            return None;
        }
        let behind = end + 2..end + 2 + LONGEST_DEFINITION;
        let noun = behind
            .take_while(|i| self.is_word(*i) && !AFTER_NAMES.contains(&self.word(*i)))
            .last()?;
        let word = self.word(noun);
        if ORGANISATIONS.contains(&word) {
            Some(EntityType::Organisation)
        } else {
            PLACES.contains(&word).then_some(EntityType::Place)
        }
    }

    /// Whether a name stands alone between quotation marks, as titles and nicknames do: `the “Futuh” describes`.
    fn is_quoted_alone(&self, start: usize, end: usize) -> bool {
        let is_quote = |i: usize| {
            let token = self.tokens.get(i);
            token.is_some_and(|t| t.kind == TokenKind::Quote) && !self.is_apostrophe(i)
        };
        let mark = usize::from(matches!(self.word(end), "," | "."));
        start.checked_sub(1).is_some_and(is_quote) && is_quote(end + mark)
    }

    /// Whether something is said to be in what is named, or to go there: `in Pang`, but `in Roe’s case`.
    fn is_within(&self, start: usize, end: usize) -> bool {
        let before = start.checked_sub(1).map_or("", |i| self.word(i));
        let goes = || {
            start
                .checked_sub(2)
                .is_some_and(|i| GOING.contains(&self.word(i)))
        };
        let within = matches!(before, "in" | "In" | "near" | "outside" | "throughout");
        (within || before == "to" && goes()) && self.is_alone(end)
    }

    /// Whether no noun follows to which the name, or the article before it, may belong.
    fn is_alone(&self, end: usize) -> bool {
        let mark = self.tokens.get(end).is_none_or(|t| match t.kind {
            TokenKind::Mark => t.text(self.text) != "&",
            TokenKind::Quote => !self.is_apostrophe(end),
            _ => false,
        });
        mark || AFTER_NAMES.contains(&self.word(end))
    }

    /// Whether a mark is the apostrophe of a possessive: `Charles’ address`, and where a tokenizer was at work.
    fn is_apostrophe(&self, i: usize) -> bool {
        matches!(self.word(i), "’" | "'")
    }

    /// Whether a name stands behind an article as those of persons do not: `the Mapuche, who`, but `the Maduro government`,
    /// `the Clintons`.
    fn has_article(&self, start: usize, end: usize) -> bool {
        let before = start.checked_sub(1).map_or("", |i| self.word(i));
        let of_a_family = || {
            let singular = self.word(end - 1).strip_suffix('s');
            singular.is_some_and(is_listed_persons_name)
        };
        matches!(before, "the" | "The" | "a" | "an" | "another" | "Another")
            && self.is_alone(end)
            && !of_a_family()
    }

    /// Whether a name has a form that persons' names hardly have: it begins with an article, `El Mercurio`, with `de` behind
    /// what is no given name, `Playas del Coco`, or is letters in the plural, `GANs`.
    fn is_nobodys(&self, start: usize, end: usize) -> bool {
        let first = self.word(start);
        if start + 1 == end {
            let letters = first.strip_suffix('s').unwrap_or_default();
            return letters.len() > 1 && letters.chars().all(char::is_uppercase);
        }
        let second = self.word(start + 1);
        match first {
            "El" | "La" | "Las" | "Los" => true,
            "Al" => !is_listed_persons_name(second),
            _ => matches!(second, "de" | "del") && !is_listed_given_name(first),
        }
    }

    /// What is named if it stands in brackets behind the name that it is short for: `Kaimosi Friends College (Kafuco)`.
    pub(super) fn explained(
        &self,
        start: usize,
        end: usize,
        earlier: &[Candidate],
    ) -> Option<Leaning> {
        let opening = start.checked_sub(1)?;
        if start + 1 != end || self.word(opening) != "(" || self.word(end) != ")" {
            return None;
        }
        let full = earlier.last()?;
        let entity_type = full.entity_type.filter(|t| *t != EntityType::Person)?;
        let touches = full.range.end() <= self.tokens[opening].range.start()
            && self.text[TextRange::new(full.range.end(), self.tokens[opening].range.start())]
                .trim()
                .is_empty();
        let several = full.text.contains(' ');
        (touches && several && is_short_for(self.word(start), &full.text))
            .then(|| Leaning::towards(entity_type, EXPLAINED))
    }
}

/// Whether the letters of a short form stand in a name in the same order, and both begin alike.
fn is_short_for(short: &str, name: &str) -> bool {
    let fold = |text: &str| crate::fold(text);
    let (short, name) = (fold(short), fold(name));
    let mut letters = name.chars();
    short.chars().next() == name.chars().next() && short.chars().all(|c| letters.any(|l| l == c))
}

/// How many words a definition has before its noun.
const LONGEST_DEFINITION: usize = 6;

/// Nouns for what has a name of its own and is no person, as they stand right before it.
const ORGANISATIONS: &[&str] = &[
    "organisation",
    "organization",
    "company",
    "firm",
    "startup",
    "start-up",
    "newspaper",
    "magazine",
    "agency",
    "group",
    "airline",
    "airlines",
    "bank",
    "club",
    "website",
    "platform",
    "brand",
    "store",
    "restaurant",
    "chain",
    "retailer",
    "manufacturer",
    "network",
    "channel",
    "forum",
    "carmaker",
    "automaker",
    "supplier",
    "operator",
    "consultancy",
    "charity",
    "nonprofit",
    "NGO",
    "NGOs",
    "party",
    "insurer",
    "lender",
    "brewery",
    "studio",
    "think-tank",
    "conglomerate",
    "subsidiary",
];

/// Nouns for places, as they stand behind a name or with `of` before it.
const PLACES: &[&str] = &[
    "village",
    "town",
    "city",
    "province",
    "district",
    "region",
    "port",
    "island",
    "monastery",
    "suburb",
    "municipality",
    "county",
    "river",
    "valley",
    "prison",
    "airport",
    "mountains",
    "beach",
    "neighbourhood",
    "neighborhood",
    "peninsula",
    "villages",
    "hamlet",
    "commune",
    "desert",
    "oasis",
];

/// What goes to a place.
const GOING: &[&str] = &[
    "came",
    "come",
    "comes",
    "coming",
    "drive",
    "drove",
    "flew",
    "flight",
    "flights",
    "fly",
    "go",
    "goes",
    "going",
    "gone",
    "home",
    "journey",
    "move",
    "moved",
    "moving",
    "return",
    "returned",
    "returning",
    "road",
    "sailed",
    "travel",
    "travelled",
    "travelling",
    "traveled",
    "traveling",
    "trip",
    "trips",
    "visit",
    "visits",
    "way",
    "went",
];

/// Nouns behind the name of a people.
const PEOPLES: &[&str] = &[
    "people",
    "peoples",
    "community",
    "communities",
    "tribe",
    "tribes",
    "tribesmen",
    "language",
    "elders",
    "villagers",
    "minority",
    "culture",
    "nationalists",
    "separatists",
];

/// Nouns behind the name of a newspaper.
const PAPERS: &[&str] = &["daily", "newspaper", "newspapers", "weekly"];

/// Words behind a name that do not make it part of something else.
const AFTER_NAMES: &[&str] = &[
    "of", "in", "on", "at", "by", "to", "from", "and", "or", "is", "was", "are", "were", "has",
    "have", "had", "will", "would", "who", "which", "that", "with", "for", "as", "after", "before",
    "when", "where", "while", "but", "since", "during",
];

#[cfg(test)]
mod tests {
    use super::super::tests::read;

    #[test]
    fn a_noun_says_what_every_mention_names() {
        let found = read("The start-up Yassir wants to grow. Drivers of Yassir met in Algiers.");
        assert_eq!(found[..2], ["Yassir Organisation"; 2]);
    }

    #[test]
    fn a_short_form_in_brackets_is_what_it_stands_for() {
        let found = read(
            "The Kaimosi Friends University College (Kafuco) opened in May. Kafuco said that Kafuco is full.",
        );
        assert_eq!(found[1..], ["Kafuco Organisation"; 3]);
    }

    #[test]
    fn a_person_in_front_of_a_noun_stays_one() {
        let found = read("Carlos Maduro left. The Maduro government fell, and Maduro fled.");
        assert_eq!(found[0], "Carlos Maduro Person");
        assert_eq!(found[1..], ["Maduro Person"; 2]);
    }
}
