//! Sources: where something is known from.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What kind of source it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceKind {
    /// A law, a record, a letter, a report: made by those concerned.
    Document,
    /// Figures.
    Data,
    /// A conversation with a person.
    Interview,
    /// Sound, pictures or film of what happened.
    Recording,
    /// What another newsroom wrote.
    News,
    /// A book or a scholarly work.
    Literature,
    /// What somebody put on the web.
    Web,
}

impl SourceKind {
    /// Whether it is near to what happened, not an account of other accounts.
    pub fn is_primary(self) -> bool {
        matches!(
            self,
            Self::Document | Self::Data | Self::Interview | Self::Recording
        )
    }

    /// Its word, in files and for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Data => "data",
            Self::Interview => "interview",
            Self::Recording => "recording",
            Self::News => "news",
            Self::Literature => "literature",
            Self::Web => "web",
        }
    }
}

/// Where something is known from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Source {
    /// What kind of source it is.
    pub kind: SourceKind,
    /// What it is called.
    pub title: String,
    /// Whose word it is in the end: two papers that print the same agency have one origin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// When it appeared, as exactly as is known: `2002`, `2002-08` or `2002-08-17`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Where in it: a page, a paragraph, a minute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The words that matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quoted: Option<String>,
    /// The day on which it was consulted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consulted: Option<Date>,
    /// Where a copy is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archived: Option<String>,
}

impl Source {
    /// A source of which only kind and title are known.
    pub fn new(kind: SourceKind, title: &str) -> Self {
        Self {
            kind,
            title: title.to_owned(),
            origin: None,
            link: None,
            date: None,
            place: None,
            quoted: None,
            consulted: None,
            archived: None,
        }
    }
}

/// How to reach a source. Written only to the file that stays out of git.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Who answers there.
    pub person: String,
    /// A telephone number, an address.
    pub reach: String,
}
