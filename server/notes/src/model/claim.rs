//! Claims: words of an article that state something.

use serde::{Deserialize, Serialize};

/// What kind of statement a claim is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClaimKind {
    /// Something that is so or not.
    Fact,
    /// Somebody's words.
    Quotation,
    /// A count, a sum, a share.
    Number,
    /// When something was or will be.
    Date,
    /// What somebody or something is called.
    Name,
    /// What somebody holds or held.
    Office,
    /// The first, the only, the most.
    Superlative,
    /// What is neither true nor false.
    Opinion,
}

impl ClaimKind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Fact,
        Self::Quotation,
        Self::Number,
        Self::Date,
        Self::Name,
        Self::Office,
        Self::Superlative,
        Self::Opinion,
    ];

    /// Its word, in files and for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Quotation => "quotation",
            Self::Number => "number",
            Self::Date => "date",
            Self::Name => "name",
            Self::Office => "office",
            Self::Superlative => "superlative",
            Self::Opinion => "opinion",
        }
    }

    /// The kind of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.word().eq_ignore_ascii_case(word))
    }
}

/// Words that state something that can be checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Claim {
    /// What kind of statement it is.
    pub kind: ClaimKind,
    /// Who says so, if it is not the article itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_by: Option<String>,
    /// Through whom the article has it: an agency, a paper.
    // The W3C's context gives “via” another meaning.
    #[serde(default, rename = "carriedBy", skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    /// What the person who marked it wants to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Claim {
    /// A claim of that kind, of which nothing more is known.
    pub fn new(kind: ClaimKind) -> Self {
        Self {
            kind,
            said_by: None,
            via: None,
            note: None,
        }
    }
}
