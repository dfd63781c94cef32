//! What rules found in an article as it lies on disk. The rules themselves are known further up: here are their words.

use smol_str::SmolStr;
use text::TextRange;

use crate::rows::{ArticleId, Spot};

/// A finding of a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingRow {
    /// The rule's id.
    pub rule: SmolStr,
    /// `error`, `warning`, `information` or `hint`, as the desk has it.
    pub severity: SmolStr,
    /// What is said.
    pub message: String,
    /// Where.
    pub spot: Spot,
    /// The other places that prove it.
    pub related: Vec<RelatedRow>,
}

/// Another place that belongs to a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct RelatedRow {
    /// What stands there.
    pub message: String,
    /// Where.
    pub place: RelatedPlace,
}

/// A place in an article, the same or another, or in what the desk knows for certain.
#[derive(Clone, Debug, PartialEq)]
pub enum RelatedPlace {
    /// In an article.
    Article(ArticleId, Spot),
    /// In a file of the dossier, as it is named there; bytes from its start.
    Dossier(SmolStr, TextRange),
}
