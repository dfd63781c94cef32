//! How a person is named at one place: with which office, with which words behind the name, as somebody known or new.

use article::{BlockFacts, MentionRef, is_saying};
use names::{Candidate, EntityType, Gender};
use smol_str::SmolStr;
use text::{TextRange, TextSize, Token};

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

/// So many words behind two names tell that they are one person; fewer in brackets, if they are more than a letter or two.
const DESCRIPTION: usize = 4;

/// Whether a name stands as that of somebody the reader knows: no age or word behind it that says who it is, no other name
/// beside it, and before it nothing but the office, at the start of a sentence or a clause, or as who spoke.
pub(crate) fn stands_as_known(sources: &Sources<'_>, mention: &MentionRef) -> bool {
    let Some(facts) = sources.article.block(mention.block) else {
        return false;
    };
    let (start, end) = (start(mention), mention.candidate.range.end());
    let sentence = facts.block.sentence_at(start);
    let starts = sentence.is_some_and(|sentence| sentence.start() == start)
        || stands_behind_wide_gap(facts, start);
    let before = words_before(facts, start).next();
    let opens =
        before.is_none_or(|word| matches!(word, "\"" | "“" | ":") || is_one_of(word, LEAD_ON));
    (starts || opens) && goes_on(facts, end) || speaks(facts, start, end)
}

/// Whether nothing is said of who it is though more could be: behind a preposition, as the subject behind a comma.
pub(crate) fn stands_plainly(sources: &Sources<'_>, mention: &MentionRef) -> bool {
    let Some(facts) = sources.article.block(mention.block) else {
        return false;
    };
    let (start, end) = (start(mention), mention.candidate.range.end());
    let before = words_before(facts, start).next();
    // `Throughout the war, Roe was`, but `his aide, Roe, was`
    let is_verb = |word: &str| VERBS.contains(&word) || word.len() > 4 && word.ends_with("ed");
    let parted = before == Some(",") || facts.block.text()[..start.into()].ends_with("  ");
    let clause = parted && word_after(facts, end).is_some_and(is_verb);
    let governed = before.is_some_and(|w| is_one_of(w, GOVERN) || is_one_of(w, LEAD_ON));
    clause || governed && (goes_on(facts, end) || ends(facts, end)) || is_source(facts, start, end)
}

/// `According to Roe, …`
fn is_source(facts: &BlockFacts, start: TextSize, end: TextSize) -> bool {
    let mut before = words_before(facts, start).map(str::to_lowercase);
    before.next().as_deref() == Some("to")
        && before.next().as_deref() == Some("according")
        && word_after(facts, end) == Some(",")
}

/// Whether a sentence begins that is not known to: where its full stop was lost, and the quotation marks with it, the gap
/// is wider than that of a comma.
fn stands_behind_wide_gap(facts: &BlockFacts, start: TextSize) -> bool {
    facts.block.text()[..start.into()].ends_with("   ")
}

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.contains(&word.to_lowercase().as_str())
}

/// Whether the sentence goes on with something else behind a name.
fn goes_on(facts: &BlockFacts, end: TextSize) -> bool {
    word_after(facts, end).is_some_and(|word| {
        // What is somebody's is told of who is known.
        let is_possessive = matches!(word, "'s" | "’s");
        is_possessive
            || word.starts_with(char::is_lowercase)
                && !matches!(
                    word,
                    "and" | "or" | "of" | "who" | "whose" | "from" | "with" | "in" | "at"
                )
    })
}

/// Whether a sentence or a quotation ends behind a name.
fn ends(facts: &BlockFacts, end: TextSize) -> bool {
    let rest = &facts.block.text()[end.into()..];
    let ends = ["  ", "\n", ".", "\"", "”", ",\"", ",”"];
    // A wide gap is a lost mark, and most often no full stop before a small letter.
    let goes_on = rest.trim_start().starts_with(char::is_lowercase);
    rest.is_empty() || !goes_on && ends.iter().any(|end| rest.starts_with(end))
}

/// Words before a name that say nothing of who it is.
const LEAD_ON: &[&str] = &[
    "that",
    "than",
    "as",
    "to",
    "for",
    "by",
    "because",
    "when",
    "if",
    "while",
    "but",
    "whether",
    "what",
    "why",
    "how",
    "which",
    "where",
    "after",
    "before",
    "since",
    "until",
    "though",
    "although",
    "today",
    "yesterday",
    "think",
    "believe",
    "hope",
];

/// Words that govern a name and say nothing of who it is.
const GOVERN: &[&str] = &[
    "of",
    "with",
    "on",
    "in",
    "from",
    "against",
    "between",
    "about",
    "behind",
    "like",
    "under",
    "toward",
    "towards",
    "confirm",
    "reject",
    "support",
    "oppose",
    "nominate",
    "succeed",
    "replace",
    "thank",
    "praise",
    "commend",
    "applaud",
    "congratulate",
    "urge",
    "urged",
    "ask",
    "asked",
    "tell",
    "told",
    "join",
    "joined",
    "meet",
    "met",
    "bringing",
    "giving",
];

/// Verbs that a sentence goes on with behind who is known.
const VERBS: &[&str] = &[
    "is", "was", "has", "had", "will", "would", "does", "did", "can", "could", "should", "must",
    "began", "came", "found", "gave", "held", "led", "left", "made", "saw", "spoke", "took",
    "went", "won", "wrote",
];

/// Where a mention begins, its office included.
fn start(mention: &MentionRef) -> TextSize {
    let own = mention.candidate.range.start();
    let title = mention.candidate.title.as_ref();
    title.map_or(own, |title| title.range.start())
}

/// Whether somebody is named as who spoke, and in no more words: `said Roe.`, `,” Roe said.`
fn speaks(facts: &BlockFacts, start: TextSize, end: TextSize) -> bool {
    let before = words_before(facts, start).next();
    let after = word_after(facts, end);
    let behind = before.is_some_and(is_saying) && ends(facts, end);
    let mark = before.is_none_or(|word| matches!(word, "\"" | "”" | "," | "."));
    behind || mark && after.is_some_and(is_saying)
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

/// Whether somebody is addressed: `Dear Secretary Roe`.
pub(crate) fn is_addressed(sources: &Sources<'_>, mention: &MentionRef) -> bool {
    let facts = sources.article.block(mention.block);
    let before = facts.and_then(|facts| words_before(facts, start(mention)).next());
    before == Some("Dear")
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
    let mut behind = words_after(facts, candidate.range.end()).filter(|word| *word != ",");
    let first = behind.next();
    let word = first
        .filter(|word| *word != "Deputy")
        .or_else(|| behind.next());
    if let Some(office) = word.filter(|word| BEHIND.contains(word)) {
        return Some(singular(office));
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

/// Offices that stand behind a name as they stand before another.
const BEHIND: &[&str] = &[
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
