//! How a person is named at one place: with which office, with which words behind the name, as somebody known or new.

mod known;

use article::{BlockFacts, MentionRef, is_saying};
use names::{Candidate, EntityType, Gender};
use smol_str::SmolStr;
use text::{TextRange, TextSize, Token};

pub(crate) use self::known::{stands_as_known, stands_plainly};
use crate::{
    engine::Sources,
    passage::{tokens_before, word_after, words_after, words_before},
};

/// Whether the same words say of both who they are: `(D-Ohio)`, `the chief of the agency`.
pub(crate) fn same_description(
    sources: &Sources<'_>,
    known: &MentionRef,
    slip: &MentionRef,
) -> bool {
    let after = |mention: &MentionRef| {
        let facts = sources.article.block(mention.block)?;
        let mut words = words_after(facts, mention.candidate.range.end()).filter(|w| *w != ",");
        let words: Vec<&str> = match words.next()? {
            "(" => words.take_while(|word| *word != ")").collect(),
            // What follows is no description if it is what they did.
            article @ ("the" | "a" | "an") => [article].into_iter().chain(words).collect(),
            _ => return None,
        };
        let words = &words[..words.len().min(DESCRIPTION)];
        let letters: usize = words.iter().map(|word| word.len()).sum();
        (letters > DESCRIPTION).then(|| words.to_vec())
    };
    after(known).is_some_and(|words| after(slip) == Some(words))
}

/// Whether the same words bring both in: `Under Secretary of Defense for Policy Roe`, `the nomination of Roe`.
pub(crate) fn same_introduction(
    sources: &Sources<'_>,
    known: &MentionRef,
    slip: &MentionRef,
) -> bool {
    let before = |mention: &MentionRef| {
        let facts = sources.article.block(mention.block)?;
        let words = words_before(facts, mention.candidate.range.start());
        Some(words.take(INTRODUCTION).collect::<Vec<_>>())
    };
    let (Some(known), Some(slip)) = (before(known), before(slip)) else {
        return false;
    };
    let same = known.iter().zip(&slip).take_while(|(a, b)| a == b);
    let same: Vec<&str> = same.map(|(word, _)| *word).collect();
    match same.as_slice() {
        ["of", event, ..] => EVENTS.contains(&&*event.to_lowercase()),
        [office, rest @ ..] => {
            let capital = |word: &&str| word.starts_with(char::is_uppercase);
            let letters: usize = same.iter().map(|word| word.len()).sum();
            capital(office) && rest.iter().any(capital) && letters > LONG_OFFICE
        }
        [] => false,
    }
}

/// How many words before a name are compared.
const INTRODUCTION: usize = 8;

/// An office of more letters has one holder in a story, `Armed Services Committee Member`.
const LONG_OFFICE: usize = 14;

/// What happens to one person in a story: there is one office to be filled.
const EVENTS: &[&str] = &[
    "appointment",
    "confirmation",
    "election",
    "nomination",
    "re-election",
    "re-nomination",
    "renomination",
    "resignation",
    "retirement",
];

/// So many words behind two names tell that they are one person; fewer in brackets, if they are more than a letter or two.
const DESCRIPTION: usize = 4;

/// Where a mention begins, its title included.
pub(crate) fn start(mention: &MentionRef) -> TextSize {
    let own = mention.candidate.range.start();
    let title = mention.candidate.title.as_ref();
    title.map_or(own, |title| title.range.start())
}

/// Whether a surname alone stands as only a person's does: an office before it, a verb of saying beside it.
pub(crate) fn is_named_as_person(facts: &BlockFacts, surname: TextRange) -> bool {
    let names = &facts.reading.names;
    let at = names.partition_point(|name| name.range.start() < surname.start());
    let own = names.get(at).filter(|name| name.range == surname);
    let before = words_before(facts, surname.start()).next();
    let after = word_after(facts, surname.end());
    own.is_some_and(|name| name.title.is_some()) || before.into_iter().chain(after).any(is_saying)
}

/// Whether the word for a relative near a name is for his own, whom the reader does not meet by name: `Roe and his family`,
/// `Roe’s wife`.
pub(crate) fn is_with_own_family(sources: &Sources<'_>, mention: &MentionRef) -> bool {
    let Some(facts) = sources.article.block(mention.block) else {
        return false;
    };
    let is_family = |word: &str| matches!(word, "family" | "wife" | "husband" | "spouse");
    let mut behind = words_before(facts, start(mention));
    if behind.next() == Some("of") && behind.next().is_some_and(is_family) {
        return true;
    }
    let own = |word: &str| matches!(word, "his" | "her" | "'s" | "’s" | "s");
    let words = words_after(facts, mention.candidate.range.end()).take(FAMILY_REACH);
    let words: Vec<&str> = words.collect();
    words.windows(2).any(|two| own(two[0]) && is_family(two[1]))
}

/// How many words behind a name his family is named at most.
const FAMILY_REACH: usize = 14;

/// Whether a name stands below a letter: `Sincerely, Jane Roe`. The line above is another block where an empty line parts
/// the two.
pub(crate) fn is_signature(sources: &Sources<'_>, mention: &MentionRef) -> bool {
    let Some(facts) = sources.article.block(mention.block) else {
        return false;
    };
    let closes = |word: &str| CLOSINGS.contains(&word.to_lowercase().as_str());
    // `/s/`, `(s)` for what is signed by hand
    let is_mark = |word: &&str| !word.starts_with(char::is_alphabetic) || *word == "s";
    let mut before = words_before(facts, start(mention)).skip_while(is_mark);
    if let Some(word) = before.next() {
        return closes(word);
    }
    let prose = facts.block.kind().is_prose();
    let above = sources
        .article
        .prose_before(mention.block)
        .filter(|_| prose);
    let above = above.and_then(|above| sources.article.block(above));
    above.is_some_and(|above| {
        let end = above.block.text().len();
        let end = TextSize::try_from(end).unwrap_or_default();
        let mut words = words_before(above, end).skip_while(is_mark);
        words.next().is_some_and(closes)
    })
}

/// The last words of a letter.
const CLOSINGS: &[&str] = &[
    "sincerely",
    "regards",
    "yours",
    "respectfully",
    "truly",
    "wishes",
    "cordially",
    "faithfully",
];

/// Whether somebody is addressed: `Dear Secretary Roe`, `Dear Chief Roe`.
pub(crate) fn is_addressed(sources: &Sources<'_>, mention: &MentionRef) -> bool {
    let Some(facts) = sources.article.block(mention.block) else {
        return false;
    };
    let mut before = words_before(facts, start(mention));
    match before.next() {
        Some("Dear") => true,
        Some(word) if word.starts_with(char::is_uppercase) => before.next() == Some("Dear"),
        _ => false,
    }
}

/// The office before a name: its own, or that of the list that it stands in, `Senators Jane Roe (D-Ohio) and Paul Weber`;
/// or the one right behind it, `Jane Roe, Deputy Secretary`.
pub(crate) fn office(sources: &Sources<'_>, mention: &MentionRef) -> Option<SmolStr> {
    let singular = |title: &str| {
        let office = names::lexicon::spelt_out(title);
        SmolStr::from(office.trim_end_matches('s'))
    };
    let candidate = &mention.candidate;
    if let Some(title) = &candidate.title {
        let held = title.gender.is_none() && !title.of_another_time;
        return held.then(|| singular(&title.text));
    }
    let facts = sources.article.block(mention.block)?;
    let behind = words_after(facts, candidate.range.end());
    let mut behind = behind.skip_while(|word| *word == "," || BEFORE_OFFICE.contains(word));
    match behind.next() {
        Some(office) if BEHIND.contains(&office) => return Some(singular(office)),
        // `Jane Roe, United States Senate`
        Some("Senate") => return Some(singular("senator")),
        _ => {}
    }
    let mut capitals = 0;
    let mut next = candidate.range.start();
    for token in tokens_before(facts, next).iter().rev().take(LIST_REACH) {
        let word = token.text(facts.block.text());
        if LISTS.contains(&&*word.to_lowercase()) {
            return Some(singular(word));
        }
        let wide = next - token.range.end() > 1.into();
        next = token.range.start();
        capitals = match word.starts_with(char::is_uppercase) {
            true if wide => 1,
            true => capitals + 1,
            false => 0,
        };
        // A headline is no list.
        let listed = capitals > 0 || matches!(word, "," | "(" | ")" | "-" | "." | "and");
        if !listed || capitals > MOST_WORDS {
            return None;
        }
    }
    None
}

/// How many words a name in such a list has, with what stands behind it where marks were lost: `Lamar Alexander  R TN`.
const MOST_WORDS: usize = 4;

/// How many words before a name a list may begin.
const LIST_REACH: usize = 14;

/// What stands between a name and the office behind it.
const BEFORE_OFFICE: &[&str] = &["Deputy", "U", "S", "U.S.", "US", "United", "States"];

/// Offices that stand behind a name as they stand before another.
const BEHIND: &[&str] = &[
    "Senator",
    "Congressman",
    "Congresswoman",
    "Secretary",
    "Chairman",
    "Director",
    "Administrator",
    "Commissioner",
    "Governor",
    "Ambassador",
];

/// What opens a list of holders of one office.
const LISTS: &[&str] = &[
    "senators",
    "sens.",
    "sens",
    "representatives",
    "reps.",
    "reps",
    "governors",
    "govs.",
    "mayors",
    "judges",
    "justices",
    "ministers",
    "ambassadors",
];

/// The gender of the pronoun that goes on from a name, in its sentence or the next: `Roe left when he was asked`. None where
/// somebody else is named near, or it begins what is said of a quotation: `…,” he said`.
pub(crate) fn pronoun(sources: &Sources<'_>, mention: &MentionRef) -> Option<Gender> {
    let facts = sources.article.block(mention.block)?;
    let own = mention.candidate.range;
    let sentence = facts.block.sentence_at(own.start())?;
    let tokens = facts.block.tokens();
    let first = tokens.partition_point(|t| t.range.start() < own.end());
    let reach = &tokens[first..tokens.len().min(first + PRONOUN_REACH)];
    let word = |token: &Token| token.text(facts.block.text()).to_lowercase();
    let at = reach.iter().position(|t| gender_of(&word(t)).is_some())?;
    let end = reach[at].range.end();
    let is_other = |name: &Candidate| {
        let near = sentence.start() <= name.range.start() && name.range.end() <= end;
        near && name.key != mention.candidate.key && name.entity_type == Some(EntityType::Person)
    };
    let other = facts.reading.names.iter().any(|name| is_other(name));
    let quotation = reach[..at]
        .iter()
        .any(|t| matches!(&*word(t), "\"" | "”" | "“"));
    let speaks = reach.get(at + 1).is_some_and(|t| is_saying(&word(t)));
    gender_of(&word(&reach[at])).filter(|_| !other && !quotation && !speaks)
}

/// How many tokens behind a name its pronoun stands at most.
const PRONOUN_REACH: usize = 25;

fn gender_of(pronoun: &str) -> Option<Gender> {
    match pronoun {
        "he" | "him" | "his" | "himself" => Some(Gender::Masculine),
        "she" | "her" | "hers" | "herself" => Some(Gender::Feminine),
        _ => None,
    }
}
