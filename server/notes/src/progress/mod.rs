//! How far the checking of an article is. All of it is computed from the annotations and the text as it stands; none is
//! ever stored.

mod judge;

use std::{fmt, ops::Range};

pub(crate) use self::judge::judge;
pub use self::judge::{claims, claims_in_file};
use crate::{AnnotationId, Question};

/// What a desk asks of a claim before it counts as checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeskRules {
    /// What is confirmed must rest on two sources that do not have it from the same origin.
    pub two_independent_sources: bool,
    /// Two people must have come to the same verdict.
    pub second_pair_of_eyes: bool,
}

/// How a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimState {
    /// Something is still to be done.
    Open,
    /// Done, and the words can stand.
    Checked,
    /// The words are wrong or imprecise.
    Wrong,
    /// Two people, or good sources, disagree.
    Disputed,
    /// The words were changed after they were checked.
    Stale,
    /// The words are no longer in the text.
    Orphaned,
}

impl ClaimState {
    /// Its word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Checked => "checked",
            Self::Wrong => "wrong",
            Self::Disputed => "disputed",
            Self::Stale => "changed since checked",
            Self::Orphaned => "not in the text",
        }
    }
}

/// What an open claim waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    /// A verdict on this question.
    Verdict(Question),
    /// What to do with words for which nothing was found, or which cannot be checked.
    Decision,
    /// A second, independent source.
    SecondSource,
    /// A second person's verdict.
    SecondPerson,
}

impl Missing {
    /// What is to be done, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Verdict(Question::Truth) => "check whether it is true",
            Self::Verdict(Question::Wording) => "check whether it was said like this",
            Self::Decision => "decide what to do with words that nothing supports",
            Self::SecondSource => "find a second, independent source",
            Self::SecondPerson => "have a second person check it",
        }
    }
}

/// A claim and how it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimProgress {
    /// The claim.
    pub id: AnnotationId,
    /// How it stands.
    pub state: ClaimState,
    /// What it waits for, where it is open.
    pub missing: Vec<Missing>,
    /// Where its words are, in bytes of the text; one entry a piece, none for a piece that is lost.
    pub places: Vec<Option<Range<usize>>>,
    /// The words as they were judged last, if others stand there now.
    pub judged_words: Option<Vec<String>>,
}

/// How many claims of an article stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ArticleState {
    /// All of them.
    pub claims: usize,
    /// Those that are done and can stand.
    pub checked: usize,
    /// Those for which something is to be done.
    pub open: usize,
    /// Those that are wrong.
    pub wrong: usize,
    /// Those on which people or sources disagree.
    pub disputed: usize,
    /// Those whose words changed since.
    pub stale: usize,
    /// Those whose words are gone.
    pub orphaned: usize,
}

impl ArticleState {
    /// The count over these claims.
    pub fn of(claims: &[ClaimProgress]) -> Self {
        let count = |state| claims.iter().filter(|claim| claim.state == state).count();
        Self {
            claims: claims.len(),
            checked: count(ClaimState::Checked),
            open: count(ClaimState::Open),
            wrong: count(ClaimState::Wrong),
            disputed: count(ClaimState::Disputed),
            stale: count(ClaimState::Stale),
            orphaned: count(ClaimState::Orphaned),
        }
    }

    /// Whether nothing is left to do.
    pub fn is_done(&self) -> bool {
        self.checked == self.claims
    }
}

impl fmt::Display for ArticleState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} checked", self.checked, self.claims)?;
        let rest = [
            (self.open, ClaimState::Open),
            (self.wrong, ClaimState::Wrong),
            (self.disputed, ClaimState::Disputed),
            (self.stale, ClaimState::Stale),
            (self.orphaned, ClaimState::Orphaned),
        ];
        rest.into_iter()
            .filter(|(count, _)| *count > 0)
            .try_for_each(|(count, state)| write!(f, ", {count} {}", state.word()))
    }
}
