//! Findings written out: one file a format.

pub(crate) mod github;
pub(crate) mod json;
pub(crate) mod sarif;
pub(crate) mod text;

use std::collections::BTreeMap;

use ::text::{PositionEncoding, TextRange};
use article::Article;
use checks::{Finding, Location, Place, Severity};
use corpus::ArticleId;

/// What a run of `check` found.
pub(crate) struct Report<'a, T> {
    /// The articles that were checked, each with what the caller knows of it.
    pub(crate) articles: &'a BTreeMap<ArticleId, (T, Article)>,
    /// By file, place and rule.
    pub(crate) findings: Vec<Reported>,
}

/// A finding of one file.
pub(crate) struct Reported {
    pub(crate) file: ArticleId,
    pub(crate) finding: Finding,
    pub(crate) severity: Severity,
}

/// A place in code points, and as line and column from 1.
pub(crate) struct CodePoints {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) end_line: u32,
    pub(crate) end_column: u32,
}

impl CodePoints {
    /// A place of an article.
    pub(crate) fn of(article: &Article, place: Place) -> Self {
        Self::of_range(article, article.range(place.block, place.range.0))
    }

    /// Bytes of an article's text.
    pub(crate) fn of_range(article: &Article, range: TextRange) -> Self {
        let document = article.document();
        let rope = document.rope();
        let first = document.position(range.start(), PositionEncoding::Utf32);
        let last = document.position(range.end(), PositionEncoding::Utf32);
        Self {
            start: rope.byte_to_char(range.start().into()),
            end: rope.byte_to_char(range.end().into()),
            line: first.line + 1,
            column: first.column + 1,
            end_line: last.line + 1,
            end_column: last.column + 1,
        }
    }
}

impl<T> Report<'_, T> {
    pub(crate) fn article(&self, id: &ArticleId) -> Option<&Article> {
        self.articles.get(id).map(|(_, article)| article)
    }

    /// The file and place of a location, seen from `file`.
    pub(crate) fn place(
        &self,
        file: &ArticleId,
        location: &Location,
    ) -> Option<(ArticleId, CodePoints)> {
        match location {
            Location::Here(place) => {
                Some((file.clone(), CodePoints::of(self.article(file)?, *place)))
            }
            Location::Elsewhere(other, spot) => Some((
                other.clone(),
                CodePoints::of_range(self.article(other)?, spot.range),
            )),
        }
    }
}
