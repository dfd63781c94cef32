//! Findings as diagnostics.

use std::hash::{Hash, Hasher};

use ::text::PositionEncoding;
use checks::{Finding, Findings, Location as Where, Severity};
use corpus::ArticleId;
use rustc_hash::FxHasher;
use tower_lsp::ls_types::{Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Position, Range, Uri};

use super::{convert, document::OpenDocument, folder::Folder, pages, state::Snapshot};

/// What was last said of an article that is not open.
#[derive(Clone)]
pub(super) struct ClosedReport {
    /// The corpus then.
    pub(super) generation: u64,
    pub(super) result_id: String,
    pub(super) items: Vec<Diagnostic>,
}

/// The diagnostics of an open document.
pub(super) fn of_open(snapshot: &Snapshot, document: &OpenDocument) -> Vec<Diagnostic> {
    if document.text().is_none() {
        return vec![too_large()];
    }
    let place = snapshot.place_of(&document.uri);
    let corpus = place.as_ref().map(|(folder, id)| (&folder.corpus, id));
    let Some(findings) = document.findings(|| snapshot.hints(&document.uri), corpus) else { return Vec::new() };
    of_findings(&findings, place.as_ref().map(|(f, _)| &**f), &document.uri, snapshot.encoding)
}

/// Findings of an article of `folder`, whose uri is `uri`.
pub(super) fn of_findings(findings: &Findings, folder: Option<&Folder>, uri: &Uri, encoding: PositionEncoding) -> Vec<Diagnostic> {
    let config = folder.and_then(|f| f.config.as_deref());
    let sorted = findings.sorted(config);
    sorted.into_iter().filter_map(|(f, severity)| diagnostic(findings, f, severity, folder, uri, encoding)).collect()
}

/// One finding.
pub(super) fn diagnostic(findings: &Findings, finding: &Finding, severity: Severity, folder: Option<&Folder>, uri: &Uri, encoding: PositionEncoding) -> Option<Diagnostic> {
    let article = findings.article();
    let related: Vec<DiagnosticRelatedInformation> = finding
        .related
        .iter()
        .filter_map(|related| {
            let location = match &related.location {
                Where::Here(place) => Location { uri: uri.clone(), range: convert::place(article, *place, encoding)? },
                Where::Elsewhere(id, spot) => Location { uri: uri_of(folder?, id)?, range: convert::spot(spot, encoding) },
            };
            Some(DiagnosticRelatedInformation { location, message: related.message.clone() })
        })
        .collect();
    Some(Diagnostic {
        range: convert::place(article, finding.place, encoding)?,
        severity: Some(convert::severity(severity)),
        code: Some(NumberOrString::String(finding.rule.id.to_owned())),
        code_description: pages::page(finding.rule.id),
        source: Some("copydesk".to_owned()),
        message: finding.message.clone(),
        related_information: (!related.is_empty()).then_some(related),
        tags: None,
        data: Some(key(finding).into()),
    })
}

/// Names a finding as long as its words stay: what a fix is asked for by.
pub(super) fn key(finding: &Finding) -> String {
    let mut hasher = FxHasher::default();
    (finding.rule.id, finding.place, &finding.message).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// The uri of an article of a corpus.
pub(super) fn uri_of(folder: &Folder, id: &ArticleId) -> Option<Uri> {
    Uri::from_file_path(folder.path_of(id))
}

fn too_large() -> Diagnostic {
    let megabytes = corpus::read::MAX_BYTES / 1024 / 1024;
    Diagnostic {
        range: Range::default(),
        severity: Some(DiagnosticSeverity::INFORMATION),
        source: Some("copydesk".to_owned()),
        message: format!("This file is larger than {megabytes} MB and is not checked. Split it into articles."),
        ..Diagnostic::default()
    }
}

/// The diagnostic of a `copydesk.toml` that cannot be used.
pub(super) fn of_config(folder: &Folder, encoding: PositionEncoding) -> Vec<Diagnostic> {
    let Some(error) = &folder.config_error else { return Vec::new() };
    let (error, text) = &**error;
    let at = |offset: usize| {
        let before = &text[..text.floor_char_boundary(offset)];
        let line = before.rsplit('\n').next().unwrap_or("");
        Position { line: before.matches('\n').count() as u32, character: encoding.units(line) }
    };
    let range = error.range.as_ref().map_or(Range::default(), |r| Range { start: at(r.start), end: at(r.end) });
    vec![Diagnostic {
        range,
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some("copydesk".to_owned()),
        message: format!("{} The last good settings stay in force.", sentence(&error.message)),
        ..Diagnostic::default()
    }]
}

fn sentence(message: &str) -> String {
    let mut chars = message.trim().chars();
    let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    let text = first + chars.as_str();
    if text.ends_with(['.', '!', '?']) { text } else { text + "." }
}

/// A name for a set of diagnostics: equal sets have equal names.
pub(super) fn result_id(items: &[Diagnostic]) -> String {
    let mut hasher = FxHasher::default();
    for item in items {
        let r = item.range;
        (r.start.line, r.start.character, r.end.line, r.end.character, &item.message).hash(&mut hasher);
        for related in item.related_information.iter().flatten() {
            let r = related.location.range;
            (related.location.uri.as_str(), r.start.line, r.start.character).hash(&mut hasher);
        }
        if let Some(severity) = item.severity {
            format!("{severity:?}").hash(&mut hasher);
        }
    }
    format!("{:016x}-{}", hasher.finish(), items.len())
}
