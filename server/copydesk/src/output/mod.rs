//! Findings written out: one file a format.

pub(crate) mod github;
pub(crate) mod json;
pub(crate) mod sarif;
pub(crate) mod text;

use std::{collections::BTreeMap, path::PathBuf};

use ::text::{PositionEncoding, TextRange};
use article::Article;
use checks::{Finding, Findings, Location, Place, Severity};
use corpus::{ArticleId, Config, Corpus};
use notes::Aside;

/// What a run of `check` found.
pub(crate) struct Report<'a, T> {
    /// The articles that were checked, each with what the caller knows of it.
    pub(crate) articles: &'a BTreeMap<ArticleId, (T, Article)>,
    /// The folders, each with the articles and what its desk knows.
    pub(crate) corpora: &'a [(PathBuf, Corpus)],
    /// By file, place and rule.
    pub(crate) findings: Vec<Reported>,
    /// What was found and is not to be told, for formats that list it.
    pub(crate) suppressed: Vec<Suppressed>,
}

/// A finding that somebody wants to hear no more of.
pub(crate) struct Suppressed {
    pub(crate) reported: Reported,
    pub(crate) kind: SuppressionKind,
    pub(crate) reason: Option<String>,
}

/// Where it is said that a finding is not to be told.
#[derive(Clone, Copy)]
pub(crate) enum SuppressionKind {
    /// In a comment of the article.
    Comment,
    /// In the annotations.
    PutAside,
}

/// A finding of one file.
pub(crate) struct Reported {
    pub(crate) file: ArticleId,
    /// Index of its folder.
    pub(crate) root: usize,
    pub(crate) finding: Finding,
    pub(crate) severity: Severity,
}

/// The findings of one article: those to tell, and those that somebody put aside or silenced, both in the order of the
/// article.
pub(crate) fn told_and_suppressed(
    findings: &Findings,
    config: Option<&Config>,
    aside: &Aside<'_>,
    file: &ArticleId,
    root: usize,
) -> (Vec<Reported>, Vec<Suppressed>) {
    let reported = |finding: &Finding, severity| Reported {
        file: file.clone(),
        root,
        finding: finding.clone(),
        severity,
    };
    let (mut told, mut suppressed) = (Vec::new(), Vec::new());
    for (finding, severity) in findings.sorted(config) {
        let place = finding.place;
        let range = findings.article().range(place.block, place.range.0).into();
        match aside.of(finding.rule.id, &range) {
            None => told.push(reported(finding, severity)),
            Some(aside) => suppressed.push(Suppressed {
                reported: reported(finding, severity),
                kind: SuppressionKind::PutAside,
                reason: aside.reason.map(str::to_owned),
            }),
        }
    }
    let silenced = findings.silenced(config).into_iter();
    suppressed.extend(silenced.map(|(finding, severity, reason)| Suppressed {
        reported: reported(finding, severity),
        kind: SuppressionKind::Comment,
        reason: reason.map(str::to_owned),
    }));
    (told, suppressed)
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

    /// Bytes of a text that is no article.
    fn of_text(text: &str, range: TextRange) -> Option<Self> {
        let (start, end) = (usize::from(range.start()), usize::from(range.end()));
        let (before, up_to) = (text.get(..start)?, text.get(..end)?);
        let line = |text: &str| text.matches('\n').count() as u32 + 1;
        let column = |text: &str| {
            let last = text.rsplit('\n').next().unwrap_or("");
            last.chars().count() as u32 + 1
        };
        Some(Self {
            start: before.chars().count(),
            end: up_to.chars().count(),
            line: line(before),
            column: column(before),
            end_line: line(up_to),
            end_column: column(up_to),
        })
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

    /// The file and place of a location, seen from a finding.
    pub(crate) fn place(
        &self,
        reported: &Reported,
        location: &Location,
    ) -> Option<(ArticleId, CodePoints)> {
        match location {
            Location::Here(place) => {
                let article = self.article(&reported.file)?;
                Some((reported.file.clone(), CodePoints::of(article, *place)))
            }
            Location::Elsewhere(other, spot) => Some((
                other.clone(),
                CodePoints::of_range(self.article(other)?, spot.range),
            )),
            Location::Dossier(file, range) => {
                let (folder, corpus) = self.corpora.get(reported.root)?;
                let text = &corpus.dossier().file(file)?.text;
                let path = folder.join(file.as_str());
                let here = std::env::current_dir().unwrap_or_default();
                let path = path.strip_prefix(here).unwrap_or(&path);
                let name = ArticleId::new(&path.to_string_lossy());
                Some((name, CodePoints::of_text(text, *range)?))
            }
        }
    }
}
