//! Findings: what is wrong, where, why, and what would be right.

use corpus::{ArticleId, Config, Level, Spot};
use rustc_hash::FxHashSet;
use smol_str::SmolStr;
use text::{BlockId, TextRange};

use crate::rule::{Rule, Severity};

/// A place in the article: a block, and a range that counts from its start. It stays right when the block moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The block.
    pub block: BlockId,
    /// Bytes from the block's start.
    pub range: PlaceRange,
}

/// A [`TextRange`] that can be ordered: by start, then by end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PlaceRange(pub TextRange);

impl Ord for PlaceRange {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.0.start(), self.0.end()).cmp(&(other.0.start(), other.0.end()))
    }
}

impl PartialOrd for PlaceRange {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Place {
    /// The place of `range` in `block`.
    pub fn new(block: BlockId, range: TextRange) -> Self {
        Self {
            block,
            range: PlaceRange(range),
        }
    }
}

/// A finding of a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// How much it matters.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// The fact, then the evidence: one or two sentences.
    pub message: String,
    /// The other places that prove it.
    pub related: Vec<Related>,
    /// Corrections, the likeliest first.
    pub fixes: Vec<Fix>,
    /// The names here and elsewhere that it takes for one person’s. The desk may know better: then nothing is said.
    pub one_person: Option<(SmolStr, SmolStr)>,
}

impl Finding {
    /// Whether some place of it is in one of `blocks`.
    pub(crate) fn touches(&self, blocks: &FxHashSet<BlockId>) -> bool {
        let related = self.related.iter().filter_map(|r| match &r.location {
            Location::Here(place) => Some(place.block),
            Location::Elsewhere(..) | Location::Dossier(..) => None,
        });
        let edits = self
            .fixes
            .iter()
            .flat_map(|f| &f.edits)
            .map(|e| e.place.block);
        [self.place.block]
            .into_iter()
            .chain(related)
            .chain(edits)
            .any(|block| blocks.contains(&block))
    }

    /// The severity that the desk gives it; none if it wants to hear nothing of the rule.
    pub(crate) fn severity_in(&self, config: Option<&Config>) -> Option<Severity> {
        let Some(level) = config.and_then(|c| c.rules.get(self.rule.id)) else {
            return Some(self.severity);
        };
        match level {
            Level::Error => Some(Severity::Error),
            Level::Warning => Some(Severity::Warning),
            Level::Information => Some(Severity::Information),
            Level::Hint => Some(Severity::Hint),
            Level::Off => None,
        }
    }

    /// A finding with the rule's own severity and no more than a message.
    pub(crate) fn new(rule: &'static Rule, place: Place, message: String) -> Self {
        Self {
            rule,
            severity: rule.severity,
            place,
            message,
            related: Vec::new(),
            fixes: Vec::new(),
            one_person: None,
        }
    }
}

/// Another place that belongs to a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// Where.
    pub location: Location,
    /// What stands there.
    pub message: String,
}

/// A place in this article, in another, or in what the desk knows for certain.
#[derive(Clone, Debug, PartialEq)]
pub enum Location {
    /// In this article.
    Here(Place),
    /// In another article of the corpus.
    Elsewhere(ArticleId, Spot),
    /// In a file of the dossier, as it is named there; bytes from its start.
    Dossier(SmolStr, TextRange),
}

/// A correction.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What an editor shows: `Friday`.
    pub title: String,
    /// What it changes, in this article.
    pub edits: Vec<TextEdit>,
    /// How sure it is.
    pub applicability: Applicability,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq)]
pub struct TextEdit {
    /// What is replaced.
    pub place: Place,
    /// By what.
    pub text: String,
}

/// How sure a correction is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// Right wherever the finding is.
    Safe,
    /// A person must choose.
    Maybe,
}

impl Fix {
    /// A correction of one place.
    pub(crate) fn new(
        title: impl Into<String>,
        place: Place,
        text: impl Into<String>,
        applicability: Applicability,
    ) -> Self {
        Self {
            title: title.into(),
            edits: vec![TextEdit {
                place,
                text: text.into(),
            }],
            applicability,
        }
    }
}

/// `once`, `twice`, `3 times`.
pub fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    }
}

/// `one other article`, `two other articles`, `12 other articles`.
pub(crate) fn other_articles(count: usize) -> String {
    const WORDS: [&str; 10] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    let number = WORDS
        .get(count)
        .map_or_else(|| count.to_string(), |w| (*w).to_owned());
    format!(
        "{number} other article{}",
        if count == 1 { "" } else { "s" }
    )
}
