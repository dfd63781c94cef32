//! An anchor as it is stored: a position and a quotation, after the W3C's selectors, and the text they were made on.

use std::{fmt, ops::Range, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::CodePoints;

/// How much of the text before and after the words is kept, in code points.
const CONTEXT: usize = 48;

/// Names the exact text that an anchor was made on: its BLAKE3 hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BaseHash(blake3::Hash);

impl BaseHash {
    /// The name of that text.
    pub fn of(text: &str) -> Self {
        Self(blake3::hash(text.as_bytes()))
    }
}

impl fmt::Display for BaseHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_hex())
    }
}

impl FromStr for BaseHash {
    type Err = blake3::HexError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        blake3::Hash::from_hex(text).map(Self)
    }
}

impl Serialize for BaseHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BaseHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map_err(|_| de::Error::custom(format!("“{text}” is no hash of a text")))
    }
}

/// A place in an article, as it was when an annotation was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Where the words stood, in code points.
    pub start: usize,
    /// Where they ended, in code points.
    pub end: usize,
    /// The words.
    pub exact: String,
    /// What stood before them.
    pub prefix: String,
    /// What stood after them.
    pub suffix: String,
    /// The text that they stood in, if that is known.
    pub base: Option<BaseHash>,
}

impl Anchor {
    /// The anchor of `range`, in bytes of `text`; none if that is no piece of the text or empty.
    pub fn of(text: &str, range: Range<usize>) -> Option<Self> {
        let exact = text.get(range.clone()).filter(|exact| !exact.is_empty())?;
        let (before, after) = (&text[..range.start], &text[range.end..]);
        let prefix = match before.char_indices().rev().nth(CONTEXT - 1) {
            Some((at, _)) => &before[at..],
            None => before,
        };
        let suffix = match after.char_indices().nth(CONTEXT) {
            Some((at, _)) => &after[..at],
            None => after,
        };
        let points = CodePoints::of(text).code_points(range);
        Some(Self {
            start: points.start,
            end: points.end,
            exact: exact.to_owned(),
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
            base: Some(BaseHash::of(text)),
        })
    }
}

/// An anchor as the W3C writes it: a specific resource with two selectors.
#[derive(Serialize, Deserialize)]
pub(crate) struct Selection {
    source: String,
    selector: Vec<Selector>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    state: Option<State>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "type")]
enum Selector {
    #[serde(rename = "TextPositionSelector")]
    Position { start: usize, end: usize },
    #[serde(rename = "TextQuoteSelector")]
    Quote {
        exact: String,
        #[serde(default)]
        prefix: String,
        #[serde(default)]
        suffix: String,
    },
    #[serde(other)]
    Other,
}

#[derive(Serialize, Deserialize)]
struct State {
    #[serde(rename = "type", default)]
    kind: String,
    blake3: BaseHash,
}

impl Selection {
    pub(crate) fn of(anchor: &Anchor, source: &str) -> Self {
        Self {
            source: source.to_owned(),
            selector: vec![
                Selector::Position {
                    start: anchor.start,
                    end: anchor.end,
                },
                Selector::Quote {
                    exact: anchor.exact.clone(),
                    prefix: anchor.prefix.clone(),
                    suffix: anchor.suffix.clone(),
                },
            ],
            state: anchor.base.map(|blake3| State {
                kind: "BaseText".to_owned(),
                blake3,
            }),
        }
    }
}

impl From<Selection> for Anchor {
    fn from(selection: Selection) -> Self {
        let mut anchor = Self {
            start: 0,
            end: 0,
            exact: String::new(),
            prefix: String::new(),
            suffix: String::new(),
            base: selection.state.map(|state| state.blake3),
        };
        for selector in selection.selector {
            match selector {
                Selector::Position { start, end } => (anchor.start, anchor.end) = (start, end),
                Selector::Quote {
                    exact,
                    prefix,
                    suffix,
                } => {
                    (anchor.exact, anchor.prefix, anchor.suffix) = (exact, prefix, suffix);
                }
                Selector::Other => {}
            }
        }
        anchor
    }
}
