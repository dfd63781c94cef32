//! Verdicts: what a person found out about a claim, and from what.

use serde::{Deserialize, Serialize};

use crate::AnnotationId;

/// The question that a verdict answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Question {
    /// Is it true?
    Truth,
    /// Was it said like this, by this person, then? Asked of quotations only.
    Wording,
}

/// What a person found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Not looked at, or the verdict taken back. What holds where there is no verdict.
    Unchecked,
    /// It is so.
    Confirmed,
    /// It is not so.
    Wrong,
    /// Nearly so.
    Imprecise,
    /// Looked for, and nothing found that says so.
    Unsupported,
    /// Cannot be found out.
    Unverifiable,
    /// Good sources contradict each other.
    Disputed,
    /// Neither true nor false.
    Opinion,
}

impl Verdict {
    /// All verdicts, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Unchecked,
        Self::Confirmed,
        Self::Wrong,
        Self::Imprecise,
        Self::Unsupported,
        Self::Unverifiable,
        Self::Disputed,
        Self::Opinion,
    ];

    /// Its word, in files and for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unchecked => "unchecked",
            Self::Confirmed => "confirmed",
            Self::Wrong => "wrong",
            Self::Imprecise => "imprecise",
            Self::Unsupported => "unsupported",
            Self::Unverifiable => "unverifiable",
            Self::Disputed => "disputed",
            Self::Opinion => "opinion",
        }
    }

    /// The verdict of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|verdict| verdict.word().eq_ignore_ascii_case(word))
    }
}

/// What a source has to do with a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// It says the same.
    Supports,
    /// It says otherwise.
    Contradicts,
    /// It helps to understand.
    Context,
}

impl Relation {
    /// Its word for people: “contradicts”.
    pub fn word(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::Contradicts => "contradicts",
            Self::Context => "gives context",
        }
    }
}

/// A source that a verdict rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The annotation that names the source.
    pub source: AnnotationId,
    /// What it has to do with the claim.
    pub relation: Relation,
}

/// One person's verdict on a claim. A later one by the same person on the same question takes its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// What was asked.
    pub question: Question,
    /// What was found out.
    pub verdict: Verdict,
    /// The claim's words as they were judged, one entry a piece: if others stand there now, the verdict is stale.
    pub words: Vec<String>,
    /// The sources.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// A calculation, written out: `1945 + 57 = 2002`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calculation: Option<String>,
    /// What else there is to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whether it may be published as a fact check.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub publish: bool,
}

impl Assessment {
    /// A verdict on the words that stand there, without evidence.
    pub fn new(question: Question, verdict: Verdict, words: &[&str]) -> Self {
        Self {
            question,
            verdict,
            words: words.iter().map(|&words| words.to_owned()).collect(),
            evidence: Vec::new(),
            calculation: None,
            note: None,
            publish: false,
        }
    }
}

/// What is to be done with a claim's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// They stay.
    Keep,
    /// Others take their place.
    Correct,
    /// Say whose word it is.
    Attribute,
    /// Say it more carefully.
    Hedge,
    /// They go.
    Cut,
    /// The author is asked.
    AskAuthor,
}
