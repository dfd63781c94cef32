//! What stands around a name and says whether it is another's: a word for a relative, an office of another time.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use smol_str::SmolStr;
use text::{TextRange, Token};

use crate::Candidate;

/// How many tokens before and after a name are searched for a relative.
const RELATIVE_REACH: usize = 12;

/// How many tokens before an office are searched for a word of another time.
const TIME_REACH: usize = 3;

/// Notes in each candidate what stands around it.
pub(super) fn look_around(text: &str, tokens: &[Token], candidates: &mut [Candidate]) {
    let word = |token: &Token| token.text(text).trim_end_matches('.').to_lowercase();
    let is_relative: Vec<bool> = tokens
        .iter()
        .map(|t| RELATIVES.contains(word(t).as_str()))
        .collect();
    let at = |offset| tokens.partition_point(|t| t.range.start() < offset);
    for candidate in candidates {
        let from = at(candidate.range.start()).saturating_sub(RELATIVE_REACH);
        let to = tokens.len().min(at(candidate.range.end()) + RELATIVE_REACH);
        candidate.relative_near = is_relative[from..to].contains(&true);
        let Some(title) = &mut candidate.title else {
            continue;
        };
        let first = at(title.range.start());
        // `Prime Minister`, `Attorney General`
        let prefix = first
            .checked_sub(1)
            .map(|i| tokens[i])
            .filter(|t| FIRST_WORDS.contains(&t.text(text)));
        if let Some(prefix) = prefix {
            title.range = prefix.range.cover(title.range);
            title.text = spaced(text, title.range);
        }
        let first = at(title.range.start());
        title.of_another_time = (first.saturating_sub(TIME_REACH)..first).any(|i| {
            let before = i.checked_sub(1).map(|i| word(&tokens[i]));
            let before = before.unwrap_or_default();
            match word(&tokens[i]).as_str() {
                "as" => SERVES.contains(&before.as_str()),
                // “Later Gov. Roe spoke” is of the same day.
                "later" => tokens[i].text(text) == "later",
                "was" => matches!(before.as_str(), "he" | "she" | "who" | "when"),
                word => ANOTHER_TIME.contains(&word),
            }
        });
    }
}

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
];

/// Words before an office that say it is not held when the story tells of it.
/// What comes before `as` and an office that somebody held: `served as governor`.
const SERVES: &[&str] = &[
    "serve", "serves", "served", "serving", "work", "worked", "working", "known", "days", "years",
    "time", "term", "terms", "tenure", "career", "role", "job", "stint",
];

const ANOTHER_TIME: &[&str] = &[
    "former",
    "then",
    "ex",
    "late",
    "acting",
    "future",
    "onetime",
    "one-time",
    "elect",
    "designate",
    "became",
    "become",
    "elected",
    "old",
    "ousted",
    "deposed",
    "retired",
    "state",
    "deputy",
];
