//! One JSON object: the contract is in the documentation of `check --format json`.

use std::io::Write;

use article::Article;
use checks::{Applicability, Finding, Location, Severity};
use serde::Serialize;

use super::{CodePoints, Report};

#[derive(Serialize)]
struct Output {
    articles: usize,
    findings: Vec<OneFinding>,
}

/// A finding in JSON; offsets in code points.
#[derive(Serialize)]
pub(crate) struct OneFinding {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    rule: &'static str,
    severity: &'static str,
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    message: String,
    related: Vec<OneRelated>,
    fixes: Vec<OneFix>,
}

#[derive(Serialize)]
struct OneRelated {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    start: usize,
    end: usize,
    message: String,
}

#[derive(Serialize)]
struct OneFix {
    title: String,
    #[serde(flatten)]
    first: OneEdit,
    applicability: &'static str,
    /// All edits of a correction that has more than one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    edits: Vec<OneEdit>,
}

#[derive(Clone, Serialize)]
struct OneEdit {
    start: usize,
    end: usize,
    text: String,
}

pub(crate) fn write<T>(out: &mut impl Write, report: &Report<'_, T>) -> anyhow::Result<()> {
    let findings = report.findings.iter().filter_map(|reported| {
        let article = report.article(&reported.file)?;
        let mut one = OneFinding::of(article, &reported.finding, reported.severity);
        let at = CodePoints::of(article, reported.finding.place);
        one.file = Some(reported.file.to_string());
        (one.line, one.column) = (Some(at.line), Some(at.column));
        one.related = reported
            .finding
            .related
            .iter()
            .filter_map(|r| {
                let (file, at) = report.place(reported, &r.location)?;
                Some(OneRelated {
                    file: Some(file.to_string()),
                    start: at.start,
                    end: at.end,
                    message: r.message.clone(),
                })
            })
            .collect();
        Some(one)
    });
    let output = Output {
        articles: report.articles.len(),
        findings: findings.collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &output)?;
    writeln!(out)?;
    Ok(())
}

impl OneFinding {
    /// A finding of an article by itself.
    pub(crate) fn of(article: &Article, finding: &Finding, severity: Severity) -> Self {
        let at = CodePoints::of(article, finding.place);
        let related = finding.related.iter().filter_map(|r| match &r.location {
            Location::Here(place) => {
                let at = CodePoints::of(article, *place);
                Some(OneRelated {
                    file: None,
                    start: at.start,
                    end: at.end,
                    message: r.message.clone(),
                })
            }
            Location::Elsewhere(..) | Location::Dossier(..) => None,
        });
        let fixes = finding.fixes.iter().filter_map(|fix| {
            let edits: Vec<OneEdit> = fix
                .edits
                .iter()
                .map(|e| {
                    let at = CodePoints::of(article, e.place);
                    OneEdit {
                        start: at.start,
                        end: at.end,
                        text: e.text.clone(),
                    }
                })
                .collect();
            let applicability = match fix.applicability {
                Applicability::Safe => "safe",
                Applicability::Maybe => "maybe",
            };
            let first = edits.first()?.clone();
            let edits = if edits.len() > 1 { edits } else { Vec::new() };
            Some(OneFix {
                title: fix.title.clone(),
                first,
                applicability,
                edits,
            })
        });
        Self {
            file: None,
            rule: finding.rule.id,
            severity: severity.name(),
            start: at.start,
            end: at.end,
            line: None,
            column: None,
            message: finding.message.clone(),
            related: related.collect(),
            fixes: fixes.collect(),
        }
    }
}
