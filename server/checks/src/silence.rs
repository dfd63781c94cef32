//! What the article's own comments silence.

use article::{Article, Ignore, Scope};
use text::BlockId;

use crate::finding::Finding;

/// A comment, and the findings that it silences.
pub(crate) struct Silence<'a> {
    /// The block of the comment.
    pub(crate) block: BlockId,
    /// What it says.
    pub(crate) ignore: &'a Ignore,
    /// The block that it speaks of, if not of the whole file. Of nothing where no text follows.
    next: Option<BlockId>,
}

impl<'a> Silence<'a> {
    /// The comments of an article, in order.
    pub(crate) fn of(article: &'a Article) -> Vec<Self> {
        let comments = article.ignores().map(|(block, ignore)| Self {
            block,
            ignore,
            next: article.prose_after(block),
        });
        comments.collect()
    }

    /// Whether it stands over a finding's place.
    pub(crate) fn is_over(&self, finding: &Finding) -> bool {
        self.ignore.scope == Scope::File || self.next == Some(finding.place.block)
    }

    /// Whether it silences a finding.
    pub(crate) fn covers(&self, finding: &Finding) -> bool {
        let named = || {
            self.ignore
                .rules
                .iter()
                .any(|(rule, _)| rule == finding.rule.id)
        };
        self.is_over(finding) && named()
    }
}
