//! Whether a person stands as known where he is named: nothing is said of who it is, though more could be.

use article::{BlockFacts, MentionRef, is_saying};
use names::TitleKind;
use text::{TextRange, TextSize};

use super::start;
use crate::{
    engine::Sources,
    passage::{word_after, words_after, words_before, words_between},
};

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
    (starts || opens) && goes_on(facts, end) && !is_brought_in(facts, end)
        || speaks(facts, start, end)
}

/// `Roe was nominated`: whom the reader meets there.
fn is_brought_in(facts: &BlockFacts, end: TextSize) -> bool {
    const NEW: &[&str] = &[
        "appointed",
        "born",
        "chosen",
        "elected",
        "hired",
        "named",
        "nominated",
    ];
    let mut words = words_after(facts, end);
    matches!(words.next(), Some("was" | "is")) && words.next().is_some_and(|w| NEW.contains(&w))
}

/// Whether nothing is said of who it is though more could be: behind a preposition, as the subject behind a comma.
pub(crate) fn stands_plainly(sources: &Sources<'_>, mention: &MentionRef) -> bool {
    let Some(facts) = sources.article.block(mention.block) else {
        return false;
    };
    let (start, end) = (start(mention), mention.candidate.range.end());
    let before = words_before(facts, start).next();
    // `Throughout the war, Roe was`, but `his aide, Roe, was`
    let is_verb = |word: &str| {
        let regular = word.ends_with("ed") || word.ends_with('s') && !word.ends_with("ss");
        let is_act = regular && word.len() > 4 && word.starts_with(char::is_lowercase);
        VERBS.contains(&word) || is_saying(word) || is_act && !NO_ACTS.contains(&word)
    };
    let parted = before.is_some_and(|w| w == "," || TIMES.contains(&w))
        || facts.block.text()[..start.into()].ends_with("  ");
    // `left, and Roe was`, but `Weber and Roe were`
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let joined = words_before(facts, start).nth(1).is_some_and(capital);
    let parted = parted || before == Some("and") && !joined;
    let clause = parted && word_after(facts, end).is_some_and(is_verb);
    let governs = |w: &str| is_one_of(w, GOVERN) || is_one_of(w, LEAD_ON) || is_act(w);
    let governed = before.is_some_and(governs) || before == Some("and") && is_joined(facts, start);
    // `what was led by Roe, opened`
    let mut behind = words_after(facts, end);
    let resumes = behind.next() == Some(",") && behind.next().is_some_and(is_verb);
    clause
        || governed && (goes_on(facts, end) || ends(facts, end) || resumes)
        || is_source(facts, start, end)
}

/// Words that end an expression of time behind which a clause begins: `for the past two years Roe has`.
const TIMES: &[&str] = &[
    "day", "days", "decade", "decades", "month", "months", "time", "week", "weeks", "year", "years",
];

/// Whether a word says what is done to whom is named behind it: `honored Roe`, `supporting Roe`. What says of an office
/// whether it is held ends so too: `retired`, `acting`.
fn is_act(word: &str) -> bool {
    let long = word.len() > 5 && word.starts_with(char::is_lowercase);
    long && (word.ends_with("ed") || word.ends_with("ing")) && !NO_ACTS.contains(&word)
}

const NO_ACTS: &[&str] = &[
    "acting",
    "appointed",
    "beloved",
    "convicted",
    "deceased",
    "departed",
    "detained",
    "disgraced",
    "elected",
    "embattled",
    "esteemed",
    "impeached",
    "incoming",
    "indicted",
    "invited",
    "newly-elected",
    "outgoing",
    "presiding",
    "renowned",
    "respected",
    "retired",
    "retiring",
    "sitting",
    "talented",
];

/// Whether the name before an `and` is one with an office, and stands so: `with Sen. Weber and Judge Roe`.
fn is_joined(facts: &BlockFacts, start: TextSize) -> bool {
    let names = &facts.reading.names;
    let at = names.partition_point(|name| name.range.start() < start);
    let Some((other, title)) = at
        .checked_sub(1)
        .and_then(|i| Some((&names[i], names[i].title.as_ref()?)))
    else {
        return false;
    };
    let mut between = words_between(facts, other.range, TextRange::empty(start)).into_iter();
    let before = words_before(facts, title.range.start()).next();
    title.kind == TitleKind::Office
        && between.next() == Some("and")
        && between.next().is_none()
        && before.is_none_or(|w| w == "," || is_one_of(w, GOVERN) || is_one_of(w, LEAD_ON))
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
    let mut words = words_after(facts, end);
    let (word, next) = (words.next(), words.next());
    // `Roe and his staff`, `Roe and others`
    if word == Some("and") && next.is_some_and(|w| w.starts_with(char::is_lowercase)) {
        return true;
    }
    word.is_some_and(|word| {
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
    let next = rest.trim_start();
    // `Roe  R TN`, `Roe  M D`
    let initial = next.get(1..2) == Some(" ")
        && next.starts_with(char::is_uppercase)
        && !next.starts_with(['A', 'I']);
    let goes_on = next.starts_with(char::is_lowercase) || rest.starts_with("  ") && initial;
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
    "who",
    "whom",
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
    "ago",
    "both",
    "think",
    "believe",
    "hope",
    "certain",
    "confident",
    "convinced",
    "glad",
    "sure",
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
    "wish",
    "honor",
    "mourn",
    "welcome",
    "contact",
    "call",
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
    "became", "began", "brought", "built", "came", "chose", "drew", "drove", "fell", "felt",
    "flew", "fought", "found", "gave", "got", "grew", "heard", "held", "kept", "knew", "led",
    "left", "lost", "made", "paid", "ran", "rose", "sat", "saw", "sent", "sold", "spoke", "stood",
    "taught", "threw", "took", "went", "won", "wrote",
];

/// Whether somebody is named as who spoke, and in no more words: `said Roe.`, `,” Roe said.`
fn speaks(facts: &BlockFacts, start: TextSize, end: TextSize) -> bool {
    let before = words_before(facts, start).next();
    let after = word_after(facts, end);
    let behind = before.is_some_and(is_saying) && ends(facts, end);
    let mark = before.is_none_or(|word| matches!(word, "\"" | "”" | "," | "."));
    behind || mark && after.is_some_and(is_saying)
}
