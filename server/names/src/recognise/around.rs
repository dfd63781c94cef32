//! What stands around a name and says whether it is another's: a word for a relative, an office of another time.

use std::{borrow::Cow, sync::LazyLock};

use rustc_hash::FxHashSet;
use smol_str::SmolStr;
use text::{TextRange, Token, TokenKind};

use crate::Candidate;

/// How many tokens before and after a name are searched for a relative.
const RELATIVE_REACH: usize = 12;

/// How many tokens before an office are searched for a word of another time.
const TIME_REACH: usize = 3;

/// Notes in each candidate what stands around it.
pub(super) fn look_around(text: &str, tokens: &[Token], candidates: &mut [Candidate]) {
    if candidates.is_empty() {
        return;
    }
    // `SR 493` is a room.
    let relative = |(i, t): (usize, &Token)| {
        t.kind == TokenKind::Word
            && RELATIVES.contains(&*in_lower_case(t.text(text).trim_end_matches('.')))
            && !matches!(t.text(text), "SR" | "JR")
            && !is_of_other_words(text, tokens, i)
    };
    let is_relative: Vec<bool> = tokens.iter().enumerate().map(relative).collect();
    let at = |offset| tokens.partition_point(|t| t.range.start() < offset);
    for candidate in candidates {
        let own =
            at(candidate.range.start())..behind_suffix(text, tokens, at(candidate.range.end()));
        let from = own.start.saturating_sub(RELATIVE_REACH);
        let to = tokens.len().min(own.end + RELATIVE_REACH);
        let around = is_relative[from..own.start]
            .iter()
            .chain(&is_relative[own.end..to]);
        candidate.relative_near = around.into_iter().any(|relative| *relative);
        let Some(title) = &mut candidate.title else {
            continue;
        };
        let first = at(title.range.start());
        // `Prime Minister`, `Attorney General`, `Vice Prime Minister`
        let prefixes = tokens[..first].iter().rev();
        let prefixes = prefixes.take_while(|t| FIRST_WORDS.contains(&t.text(text)));
        if let Some(prefix) = prefixes.take(MOST_FIRST_WORDS).last() {
            title.range = prefix.range.cover(title.range);
            title.text = spaced(text, title.range);
        }
        let first = at(title.range.start());
        title.of_another_time = is_of_another_time(text, tokens, first);
    }
}

/// Whether a word for a relative is part of something else: `a couple of years`, `the Family and Medical Leave Act`,
/// `on Mother’s Day`. A capital before another is how a relative is called, `with Aunt Jane Roe`.
fn is_of_other_words(text: &str, tokens: &[Token], at: usize) -> bool {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.text(text));
    let own = word(at);
    if own == "couple" {
        return word(at + 1) == "of";
    }
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    let mut letters = own.chars().skip(1);
    let goes_on = own == "Family" || !is_capital(word(at + 1));
    let within = at > 0 && word(at - 1).starts_with(char::is_lowercase);
    within && is_capital(own) && letters.any(char::is_lowercase) && goes_on
}

/// A word in lower case, as most words are.
fn in_lower_case(word: &str) -> Cow<'_, str> {
    let is_lower = |b: u8| b.is_ascii() && !b.is_ascii_uppercase();
    match word.bytes().all(is_lower) {
        true => Cow::Borrowed(word),
        false => Cow::Owned(word.to_lowercase()),
    }
}

/// The token behind the suffix of a name that ends before `end`, `Joe Roe, Jr.`: it tells father and son apart, but is no
/// word on the other.
fn behind_suffix(text: &str, tokens: &[Token], end: usize) -> usize {
    let word = |i: usize| tokens.get(i).map(|t| t.text(text).trim_end_matches('.'));
    let comma = usize::from(word(end) == Some(","));
    match word(end + comma) {
        Some("Jr" | "Sr") => end + comma + 1,
        _ => end,
    }
}

/// Whether the words before the office that begins with the token `office` say that it is not held when the story tells of
/// it. A mark parts them from it: `late yesterday, Sen. Roe`.
fn is_of_another_time(text: &str, tokens: &[Token], office: usize) -> bool {
    let word = |i: usize| tokens[i].text(text).trim_end_matches('.').to_lowercase();
    // What stands between belongs to the office: `Ohio`, but not `as I told`.
    let goes_with_office = |i: usize| {
        let mut between = (i + 1..office).map(|t| tokens[t].text(text));
        between.all(|word| word != "I" && word.starts_with(char::is_uppercase))
    };
    let near = (office.saturating_sub(TIME_REACH)..office).rev();
    let mut clause = near.take_while(|i| !PARTING.contains(&tokens[*i].text(text)));
    clause.any(|i| {
        let before = i.checked_sub(1).map(word).unwrap_or_default();
        match word(i).as_str() {
            // `as Ohio Gov. Roe`, but “as Gov. Roe said”
            "as" => SERVES.contains(&before.as_str()) || i + 1 < office && goes_with_office(i),
            // “Later Gov. Roe spoke” is of the same day.
            "later" => tokens[i].text(text) == "later",
            "was" => {
                matches!(before.as_str(), "he" | "she" | "who" | "when") && goes_with_office(i)
            }
            // `the late U.S. Sen. Roe`, but `late yesterday Sen. Roe`, `on the state level Judge Roe`
            "late" | "state" | "deputy" | "old" | "became" | "become" => goes_with_office(i),
            word => ANOTHER_TIME.contains(&word),
        }
    })
}

/// Marks that end a clause.
const PARTING: &[&str] = &[",", ";", ":", ".", "?", "!", "\"", "“", "”"];

/// The words of a range with single spaces.
fn spaced(text: &str, range: TextRange) -> SmolStr {
    let words: Vec<&str> = text[range].split_whitespace().collect();
    words.join(" ").into()
}

static RELATIVES: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| RELATIVE_WORDS.iter().copied().collect());

const RELATIVE_WORDS: &[&str] = &[
    "wife",
    "husband",
    "widow",
    "widower",
    "spouse",
    "couple",
    "married",
    "bride",
    "groom",
    "brother",
    "brothers",
    "sister",
    "sisters",
    "sibling",
    "siblings",
    "twin",
    "twins",
    "son",
    "sons",
    "daughter",
    "daughters",
    "father",
    "mother",
    "dad",
    "mom",
    "mum",
    "parent",
    "child",
    "uncle",
    "aunt",
    "cousin",
    "cousins",
    "nephew",
    "niece",
    "grandfather",
    "grandmother",
    "grandson",
    "granddaughter",
    "grandparents",
    "family",
    "in-law",
    "father-in-law",
    "mother-in-law",
    "son-in-law",
    "daughter-in-law",
    "brother-in-law",
    "sister-in-law",
    "stepfather",
    "stepmother",
    "stepson",
    "ex-wife",
    "ex-husband",
    "fiancé",
    "fiancée",
    "relative",
    "relatives",
    "jr",
    "sr",
    "elder",
    "younger",
    "namesake",
    "messrs",
    "née",
    "nee",
    "survived",
    "dynasty",
];

/// Words that belong to the office after them.
const FIRST_WORDS: &[&str] = &[
    "Prime",
    "Foreign",
    "Defense",
    "Defence",
    "Vice",
    "Attorney",
    "Chief",
    "Deputy",
    "Interior",
    "Finance",
    "Secretary",
    "Justice",
    "Lance",
    "Petty",
    "Gunnery",
    "Staff",
    "Warrant",
];

/// How many of them.
const MOST_FIRST_WORDS: usize = 2;

/// What comes before `as` and an office that somebody held: `served as governor`.
const SERVES: &[&str] = &[
    "serve", "serves", "served", "serving", "work", "worked", "working", "known", "days", "years",
    "time", "term", "terms", "tenure", "career", "role", "job", "stint",
];

/// Words before an office that say it is not held when the story tells of it.
const ANOTHER_TIME: &[&str] = &[
    "former",
    "then",
    "ex",
    "acting",
    "future",
    "onetime",
    "one-time",
    "elect",
    "designate",
    "elected",
    "ousted",
    "deposed",
    "retired",
];
