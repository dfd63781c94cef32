//! Whether the words before a time put it into the future or into the past. Reports speak of the past and say `would` and `to` all the
//! time, so only narrow evidence counts: a word right before it (`until Friday`), or a plan that governs it in the same
//! clause with no reported deed between (`planned to leave on Thursday`).

use text_size::TextRange;

/// Words right before a weekday.
const RIGHT_BEFORE: &[&str] = &[
    "by",
    "until",
    "till",
    "coming",
    "starting",
    "beginning",
    "as soon as",
    "as early as",
    "as late as",
    "later than",
    "set for",
    "due",
    "scheduled for",
    "planned for",
    "from next",
];

/// Words of a plan, anywhere in the clause.
const PLANS: &[&str] = &[
    "plan",
    "plans",
    "planned",
    "planning",
    "scheduled",
    "schedule",
    "schedules",
    "will",
    "upcoming",
    "tomorrow",
    "intends",
    "intend",
    "going",
    "due",
    "slated",
    "should",
    "must",
    "may",
    "might",
    "expected",
    "expects",
    "expect",
    "hopes",
    "hope",
    "supposed",
];

/// Words of a deed that was done, which a weekday after them dates.
const DEEDS: &[&str] = &[
    "said", "told", "held", "met", "began", "made", "took", "gave", "wrote", "sent", "came",
    "went", "left", "fell", "rose", "won", "lost", "saw", "was", "were", "had", "has", "have",
    "read", "set", "put", "shot",
];

/// How far before the weekday a plan may stand, in bytes.
const REACH: usize = 80;

/// Words between a deed and its month.
const BETWEEN: &[&str] = &["in", "on", "early", "late", "around", "about", "of", "the"];

/// Words that put a participle after them ahead of now: `to be opened in May`, `expects it finished in May`.
const AHEAD_OF_PARTICIPLE: &[&str] = &[
    "be", "being", "will", "to", "would", "could", "should", "may", "might", "must", "can", "is",
    "are", "gets", "have",
];

/// Participles of plans, which say nothing of a deed.
const PLANNED: &[&str] = &[
    "expected",
    "scheduled",
    "planned",
    "slated",
    "supposed",
    "proposed",
    "intended",
    "projected",
    "needed",
    "required",
    "delayed",
    "postponed",
    "booked",
    "promised",
    "feared",
];

/// The words before `range`, as far as a plan may stand.
fn before(text: &str, range: TextRange) -> Option<&str> {
    let end = usize::from(range.start());
    let mut start = end.saturating_sub(REACH);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..end)
}

/// Whether the month or day at `range` is one in which something was done: the deed stands right before it (`announced
/// in January`, `last seen Nov. 3`).
pub(super) fn looks_back(text: &str, range: TextRange) -> bool {
    let Some(before) = before(text, range) else {
        return false;
    };
    let mut words = before
        .split_whitespace()
        .rev()
        .skip_while(|word| BETWEEN.contains(word));
    let deed = words.next().is_some_and(|word| {
        DEEDS.contains(&word)
            || word == "seen"
            || (word.ends_with("ed") && !PLANNED.contains(&word))
    });
    deed && !words
        .take(3)
        .any(|word| AHEAD_OF_PARTICIPLE.contains(&word))
}

/// Whether the weekday at `range` is still to come.
pub(super) fn looks_ahead(text: &str, range: TextRange) -> bool {
    let Some(before) = before(text, range) else {
        return false;
    };
    let possessive = text
        .get(usize::from(range.end())..)
        .is_some_and(|t| t.starts_with(['\'', '’']));
    if possessive {
        return false;
    }
    let before = before.trim_end();
    if RIGHT_BEFORE.iter().any(|words| before.ends_with(words)) {
        return true;
    }
    governed_by_plan(before)
}

/// Reads the clause backwards to the first plan or deed.
fn governed_by_plan(before: &str) -> bool {
    let clause = before
        .rsplit(['.', ',', ';', ':', '"', '“', '”', '(', '—', '\n'])
        .next()
        .unwrap_or(before);
    for word in clause.split_whitespace().rev() {
        if PLANS.contains(&word) {
            return true;
        }
        // `On Thursday` opens a sentence, where the full stop before it was lost, too.
        if word == "On" || DEEDS.contains(&word) || word.ends_with("ed") {
            return false;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ahead(text: &str) -> bool {
        let at = text.rfind("Thursday").unwrap();
        let range = TextRange::new((at as u32).into(), (at as u32 + 8).into());
        looks_ahead(text, range)
    }

    #[test]
    fn only_deeds_right_before_look_back() {
        let back = |text: &str| {
            let at = text.rfind("May").unwrap();
            looks_back(
                text,
                TextRange::new((at as u32).into(), (at as u32 + 3).into()),
            )
        };
        assert!(back("the cuts announced in May"));
        assert!(back("He was last seen May 3"));
        assert!(!back("The bridge will be opened in May"));
        assert!(!back("The report, expected in May"));
        assert!(!back("He said the talks would go on in May"));
    }

    #[test]
    fn only_plans_look_ahead() {
        assert!(ahead(
            "The team planned to leave Nairobi on Thursday for Dar es Salaam."
        ));
        assert!(ahead("could come as early as Thursday"));
        assert!(ahead("He will visit Moscow on Thursday."));
        assert!(ahead("The ferry should be back in its port on Thursday."));
        assert!(ahead("The committee is expected to vote on Thursday."));
        assert!(!ahead("The ferry should have been back on Thursday."));
        assert!(!ahead(
            "They should get it soon  On Thursday the mayor left"
        ));
        assert!(!ahead(
            "They said they would appeal the decision, announced Thursday"
        ));
        assert!(!ahead("He said Thursday he will go."));
        assert!(!ahead("will look at the ruling issued Thursday"));
        assert!(!ahead("will appeal Thursday's ruling"));
    }
}
