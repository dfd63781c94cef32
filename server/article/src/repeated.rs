//! What an article says more than once if it says it at all, by what it is said of: amounts, and phrases that a desk writes
//! with a capital or without.
//!
//! Only what is found in one block; whether two of a kind agree is for the rules to say.

use std::{
    hash::{Hash, Hasher},
    sync::Arc,
};

use names::Candidate;
use rustc_hash::FxHasher;
use text::{Block, Token, TokenKind};

use crate::variant::{Variant, VariantSet};

/// The amounts and phrases of a block.
pub(crate) fn repeated(block: &Block) -> Vec<Variant> {
    let mut found = Vec::new();
    let tokens = block.tokens();
    for at in 0..tokens.len() {
        found.extend(amount(block, at));
        if !block.kind().is_heading() {
            found.extend(phrase(block, at));
        }
    }
    found
}

/// Words that end what an amount is of, or say too little of it.
const NO_NOUN: &[&str] = &[
    "a", "an", "the", "and", "or", "of", "in", "for", "to", "on", "at", "by", "with", "from", "as",
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "could",
    "should", "may", "that", "which", "this", "these", "those", "per", "each", "every", "over",
    "under", "than", "through", "during", "between", "not", "it", "its", "their", "his", "her",
    "our", "more", "less", "worth", "into", "annually", "yearly", "last", "next", "since", "if",
    "but", "also", "so", "when", "while", "where", "who", "can", "out", "up", "down", "after",
    "before", "until", "within", "because", "about", "only", "alone", "above", "below", "toward",
    "towards", "against", "without", "they", "we", "he", "she", "i", "you",
];

/// An amount of money with the two words behind it: `$40 billion cooperation deal`.
fn amount(block: &Block, at: usize) -> Option<Variant> {
    let (text, tokens) = (block.text(), block.tokens());
    let word = |i: usize| tokens.get(i).map_or("", |t: &Token| t.text(text));
    if !matches!(word(at), "$" | "€" | "£") || tokens.get(at + 1)?.kind != TokenKind::Number {
        return None;
    }
    let hyphen = usize::from(word(at + 2) == "-");
    let scale = at + 2 + hyphen;
    let scaled = matches!(word(scale), "thousand" | "million" | "billion" | "trillion");
    let mut first = if scaled { scale + 1 } else { at + 2 };
    first += usize::from(word(first) == "-");
    let says_what = |i: usize| {
        let word = word(i).to_lowercase();
        let token = tokens.get(i)?;
        (token.kind == TokenKind::Word && !NO_NOUN.contains(&word.as_str())).then_some(word)
    };
    // `$40 million for the program`: what it is for.
    let joined = usize::from(matches!(word(first), "for" | "in" | "of"));
    let the = usize::from(joined == 1 && matches!(word(first + 1), "the" | "this" | "that"));
    let noun = first + joined + the;
    let (one, two) = (says_what(noun)?, says_what(noun + 1).unwrap_or_default());
    let range = tokens[at]
        .range
        .cover(tokens.get(if scaled { scale } else { at + 1 })?.range);
    Some(Variant {
        set: VariantSet::Amount(key(&[&one, &two])),
        form: 0,
        range,
    })
}

/// Nouns that a desk writes with a capital behind a proper name, or without one, but one way in one article.
const GENERIC: &[&str] = &[
    "peninsula",
    "strait",
    "straits",
    "gulf",
    "valley",
    "desert",
    "basin",
    "plateau",
    "archipelago",
    "war",
    "administration",
    "government",
    "parliament",
    "army",
    "navy",
    "constitution",
    "embassy",
    "revolution",
    "treaty",
    "accord",
    "accords",
    "summit",
    "coast",
    "border",
    "region",
    "province",
    "empire",
    "church",
    "airport",
    "harbor",
    "island",
    "islands",
    "mountains",
    "river",
    "lake",
    "sea",
    "canal",
    "cabinet",
    "senate",
    "congress",
    "legislature",
    "delegation",
];

/// Two common words that are a name where a desk writes them so.
const PAIRS: &[(&str, &str)] = &[
    ("far", "east"),
    ("middle", "east"),
    ("near", "east"),
    ("cold", "war"),
    ("iron", "curtain"),
    ("third", "world"),
    ("industrial", "revolution"),
    ("great", "depression"),
];

/// A proper name and a common noun behind it, or one of [`PAIRS`]: `Korean peninsula`, `Korean Peninsula`, `Far East`.
fn phrase(block: &Block, at: usize) -> Option<Variant> {
    let (text, tokens) = (block.text(), block.tokens());
    let word = |i: usize| tokens.get(i).map_or("", |t: &Token| t.text(text));
    let (noun, proper) = (word(at), word(at.checked_sub(1)?));
    let is_pair =
        |(a, b): &(&str, &str)| noun.eq_ignore_ascii_case(b) && proper.eq_ignore_ascii_case(a);
    let pair = PAIRS.iter().any(is_pair);
    let is_proper =
        |w: &str| w.starts_with(char::is_uppercase) && w.chars().skip(1).any(char::is_lowercase);
    // Few words stand behind a capital: only those are looked up.
    let generic = || is_proper(proper) && GENERIC.iter().any(|g| g.eq_ignore_ascii_case(noun));
    if !pair && !generic() {
        return None;
    }
    // `The Administration`, `This government`: no name.
    if NO_NOUN.iter().any(|n| n.eq_ignore_ascii_case(proper)) {
        return None;
    }
    // `the Iraq War Veterans Act` is another name; `Southeast Korean peninsula` may be.
    let longer = |i: Option<usize>| {
        let word = i.map_or("", word);
        word.starts_with(char::is_uppercase)
            && !NO_NOUN.iter().any(|n| n.eq_ignore_ascii_case(word))
    };
    let capital = noun.starts_with(char::is_uppercase);
    // `Far east` begins a sentence or is neither.
    let named = match pair {
        true => is_proper(proper) == capital,
        false => !longer(at.checked_sub(2)),
    };
    if !named || longer(Some(at + 1)) || (capital && !is_proper(noun)) {
        return None;
    }
    if is_title_case(block, tokens[at].range) {
        return None;
    }
    Some(Variant {
        set: VariantSet::Phrase(key(&[&proper.to_lowercase(), &noun.to_lowercase()])),
        form: u8::from(capital),
        range: tokens[at - 1].range.cover(tokens[at].range),
    })
}

/// Offices that one person of a country holds at a time.
const SINGLE: &[&str] = &[
    "president",
    "prime minister",
    "chancellor",
    "king",
    "queen",
    "emperor",
    "foreign minister",
    "defense minister",
    "defence minister",
    "finance minister",
    "interior minister",
];

/// The names with an office of a country that one person holds at a time: `South Korean President Weber`.
pub(crate) fn offices(names: &[Arc<Candidate>]) -> Vec<Variant> {
    let office = |name: &Arc<Candidate>| {
        let role = name.roles.iter().find(|role| {
            let office = role
                .split_once('/')
                .filter(|(country, _)| !country.is_empty());
            office.is_some_and(|(_, office)| SINGLE.contains(&office))
        })?;
        Some(Variant {
            set: VariantSet::Office(key(&[role])),
            form: 0,
            range: name.range,
        })
    };
    names.iter().filter_map(office).collect()
}

/// Whether every longer word of the sentence has a capital, as in a headline that stands in the text.
fn is_title_case(block: &Block, place: text::TextRange) -> bool {
    let Some(sentence) = block.sentence_at(place.start()) else {
        return false;
    };
    let tokens = block.tokens();
    let from = tokens.partition_point(|t| t.range.start() < sentence.start());
    let mut words = tokens.get(from..).unwrap_or_default().iter();
    let within = words
        .by_ref()
        .take_while(|t| t.range.end() <= sentence.end());
    let mut long = within.filter(|t| t.kind == TokenKind::Word && t.text(block.text()).len() > 4);
    long.all(|t| t.text(block.text()).starts_with(char::is_uppercase))
}

fn key(words: &[&str]) -> u64 {
    let mut hasher = FxHasher::default();
    words.hash(&mut hasher);
    hasher.finish()
}
