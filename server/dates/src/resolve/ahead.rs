//! Whether the words before a weekday put it into the future. Reports speak of the past and say `would` and `to` all the
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
];

/// Words of a deed that was done, which a weekday after them dates.
const DEEDS: &[&str] = &[
    "said", "told", "held", "met", "began", "made", "took", "gave", "wrote", "sent", "came",
    "went", "left", "fell", "rose", "won", "lost", "saw", "was", "were", "had", "has", "have",
    "read", "set", "put", "shot",
];

/// How far before the weekday a plan may stand, in bytes.
const REACH: usize = 80;

/// Whether the weekday at `range` is still to come.
pub(super) fn looks_ahead(text: &str, range: TextRange) -> bool {
    let end = usize::from(range.start());
    let mut start = end.saturating_sub(REACH);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let Some(before) = text.get(start..end) else {
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
        if DEEDS.contains(&word) || word.ends_with("ed") {
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
    fn only_plans_look_ahead() {
        assert!(ahead(
            "The team planned to leave Nairobi on Thursday for Dar es Salaam."
        ));
        assert!(ahead("could come as early as Thursday"));
        assert!(ahead("He will visit Moscow on Thursday."));
        assert!(!ahead(
            "They said they would appeal the decision, announced Thursday"
        ));
        assert!(!ahead("He said Thursday he will go."));
        assert!(!ahead("will look at the ruling issued Thursday"));
        assert!(!ahead("will appeal Thursday's ruling"));
    }
}
