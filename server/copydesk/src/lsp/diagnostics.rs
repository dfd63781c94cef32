//! Findings as diagnostics, written straight to JSON: this is what a keystroke waits for.

use std::{
    borrow::Cow,
    hash::{Hash, Hasher},
    path::PathBuf,
    sync::Arc,
};

use ::text::{PositionEncoding, TextRange};
use checks::{Finding, Findings, Location as Where, Severity};
use corpus::{ArticleId, Config, FindingRow, RelatedPlace, Spot};
use rustc_hash::FxHasher;
use serde::Serialize;
use serde_json::value::RawValue;
use tower_lsp::ls_types::{CodeDescription, DiagnosticSeverity, Position, Range, Uri};

use crate::checked::claim_severity;

use super::{
    convert,
    document::OpenDocument,
    folder::Folder,
    notes::OpenNotes,
    pages,
    state::{Snapshot, path_of},
};

/// Who says it.
const SOURCE: &str = "copydesk";
/// The code of what is said of a claim.
pub(super) const CLAIM: &str = "claim";
/// The code of what is said of a file of annotations.
pub(super) const ANNOTATIONS: &str = "annotations";

/// The diagnostics of one document: a JSON array, and a name that equal sets share.
#[derive(Clone, Debug)]
pub(super) struct Diagnostics {
    pub(super) items: Box<RawValue>,
    pub(super) result_id: String,
    pub(super) is_empty: bool,
}

/// One diagnostic, as the protocol has it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item<'a> {
    range: Range,
    severity: DiagnosticSeverity,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code_description: Option<&'a CodeDescription>,
    source: &'static str,
    message: Cow<'a, str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_information: Vec<Related<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<String>,
}

#[derive(Serialize)]
struct Related<'a> {
    location: Location<'a>,
    message: &'a str,
}

#[derive(Serialize)]
struct Location<'a> {
    uri: Cow<'a, Uri>,
    range: Range,
}

impl Diagnostics {
    fn new(items: &[Item<'_>]) -> Self {
        let json = serde_json::value::to_raw_value(items).unwrap_or_else(|error| {
            tracing::error!("diagnostics could not be written: {error}");
            RawValue::NULL.to_owned()
        });
        let mut hasher = FxHasher::default();
        json.get().hash(&mut hasher);
        Self {
            result_id: format!("{:016x}", hasher.finish()),
            is_empty: items.is_empty(),
            items: json,
        }
    }

    pub(super) fn none() -> Self {
        Self::new(&[])
    }
}

/// The diagnostics of an open document.
pub(super) fn of_open(snapshot: &Snapshot, document: &OpenDocument) -> Diagnostics {
    if document.is_configuration() {
        let root = path_of(&document.uri).and_then(|p| p.parent().map(PathBuf::from));
        let folder = snapshot
            .folders
            .iter()
            .find(|f| Some(&f.root) == root.as_ref());
        return folder.map_or_else(Diagnostics::none, |f| of_config(f, snapshot.encoding));
    }
    if document.dossier().is_some() {
        let path = path_of(&document.uri);
        let of_folder = |folder: &Arc<Folder>| {
            let name = dossier::files::name_of(&folder.root, path.as_deref()?)?;
            Some(of_dossier(folder, &name, snapshot.encoding))
        };
        let found = snapshot.folders.iter().find_map(of_folder);
        return found.unwrap_or_else(Diagnostics::none);
    }
    if document.text().is_none() {
        return Diagnostics::new(&[too_large()]);
    }
    let place = snapshot.place_of(&document.uri);
    let newest = place
        .as_ref()
        .map(|(folder, id)| snapshot.newest(folder, id));
    let corpus = newest
        .as_ref()
        .zip(place.as_ref())
        .map(|(corpus, (_, id))| (corpus, id));
    let Some(findings) = document.findings(|| snapshot.hints(&document.uri), corpus) else {
        return Diagnostics::none();
    };
    let folder = place.as_ref().map(|(f, _)| &**f);
    let (uri, encoding) = (&document.uri, snapshot.encoding);
    let notes = document.notes().map(|notes| &**notes);
    with_notes(&findings, notes, folder, uri, encoding)
}

/// The findings of an open article, and what is to be said of its claims.
fn with_notes(
    findings: &Findings,
    notes: Option<&OpenNotes>,
    folder: Option<&Folder>,
    uri: &Uri,
    encoding: PositionEncoding,
) -> Diagnostics {
    let told = told(findings, notes, folder.and_then(|f| f.config.as_deref()));
    let items = told.into_iter();
    let items =
        items.filter_map(|(f, severity)| item(findings, f, severity, folder, uri, encoding));
    let mut items: Vec<Item<'_>> = items.collect();
    let Some(notes) = notes else {
        return Diagnostics::new(&items);
    };
    let document = findings.article().document();
    for notice in features::claim_notices(notes.annotations(), notes.progress()) {
        let severity = convert::severity(claim_severity(notice.state));
        let range = notice
            .range
            .and_then(|r| convert::bytes_range(document, r, encoding));
        let mut item = simple(range.unwrap_or_default(), severity, notice.message);
        item.code = Some(CLAIM);
        item.data = Some(notice.claim.to_string());
        items.push(item);
    }
    items.extend(notes.problem_messages().map(|message| {
        let mut item = simple(Range::default(), DiagnosticSeverity::WARNING, message);
        item.code = Some(ANNOTATIONS);
        item
    }));
    Diagnostics::new(&items)
}

/// The findings that nobody put aside, in the order of the article.
pub(super) fn told<'f>(
    findings: &'f Findings,
    notes: Option<&OpenNotes>,
    config: Option<&Config>,
) -> Vec<(&'f Finding, Severity)> {
    let mut told = findings.sorted(config);
    if let Some(notes) = notes {
        let aside = notes.put_aside();
        told.retain(|(finding, _)| {
            let at = findings
                .article()
                .range(finding.place.block, finding.place.range.0);
            aside.of(finding.rule.id, &at.into()).is_none()
        });
    }
    told
}

/// What was found in an article that is not open.
pub(super) fn of_rows(
    rows: &[FindingRow],
    folder: &Folder,
    encoding: PositionEncoding,
) -> Diagnostics {
    let items = rows.iter().map(|row| {
        let related = row.related.iter().filter_map(|related| {
            let location = match &related.place {
                RelatedPlace::Article(id, spot) => in_article(folder, id, spot, encoding)?,
                RelatedPlace::Dossier(file, range) => in_dossier(folder, file, *range, encoding)?,
            };
            Some(Related {
                location,
                message: &related.message,
            })
        });
        Item {
            range: convert::spot(&row.spot, encoding),
            severity: convert::severity_named(&row.severity),
            code: Some(&row.rule),
            code_description: pages::page(&row.rule),
            source: SOURCE,
            message: Cow::Borrowed(&row.message),
            related_information: related.collect(),
            data: None,
        }
    });
    Diagnostics::new(&items.collect::<Vec<_>>())
}

fn in_article(
    folder: &Folder,
    id: &ArticleId,
    spot: &Spot,
    encoding: PositionEncoding,
) -> Option<Location<'static>> {
    Some(Location {
        uri: Cow::Owned(uri_of(folder, id)?),
        range: convert::spot(spot, encoding),
    })
}

/// A place in a file of the dossier; the finding may be of an older version of it.
fn in_dossier(
    folder: &Folder,
    file: &str,
    range: TextRange,
    encoding: PositionEncoding,
) -> Option<Location<'static>> {
    let parsed = folder.corpus.dossier().file(file)?;
    let range = (usize::from(range.end()) <= parsed.text.len()).then_some(range)?;
    Some(Location {
        uri: Cow::Owned(Uri::from_file_path(folder.root.join(file))?),
        range: range_in(&parsed.text, range.into(), encoding),
    })
}

/// One finding as the protocol's own type, to go with an action.
pub(super) fn diagnostic(
    findings: &Findings,
    finding: &Finding,
    severity: Severity,
    folder: Option<&Folder>,
    uri: &Uri,
    encoding: PositionEncoding,
) -> Option<tower_lsp::ls_types::Diagnostic> {
    let item = item(findings, finding, severity, folder, uri, encoding)?;
    serde_json::to_value(item)
        .and_then(serde_json::from_value)
        .ok()
}

fn item<'a>(
    findings: &'a Findings,
    finding: &'a Finding,
    severity: Severity,
    folder: Option<&Folder>,
    uri: &'a Uri,
    encoding: PositionEncoding,
) -> Option<Item<'a>> {
    let article = findings.article();
    let related = finding.related.iter().filter_map(|related| {
        let location = match &related.location {
            Where::Here(place) => Location {
                uri: Cow::Borrowed(uri),
                range: convert::place(article, *place, encoding)?,
            },
            Where::Elsewhere(id, spot) => in_article(folder?, id, spot, encoding)?,
            Where::Dossier(file, range) => in_dossier(folder?, file, *range, encoding)?,
        };
        Some(Related {
            location,
            message: &related.message,
        })
    });
    Some(Item {
        range: convert::place(article, finding.place, encoding)?,
        severity: convert::severity(severity),
        code: Some(finding.rule.id),
        code_description: pages::page(finding.rule.id),
        source: SOURCE,
        message: Cow::Borrowed(&finding.message),
        related_information: related.collect(),
        data: Some(key(finding)),
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

fn simple<'a>(range: Range, severity: DiagnosticSeverity, message: String) -> Item<'a> {
    Item {
        range,
        severity,
        code: None,
        code_description: None,
        source: SOURCE,
        message: Cow::Owned(message),
        related_information: Vec::new(),
        data: None,
    }
}

fn too_large() -> Item<'static> {
    let megabytes = corpus::read::MAX_BYTES / 1024 / 1024;
    let message = format!(
        "This file is larger than {megabytes} MB and is not checked. Split it into articles."
    );
    simple(Range::default(), DiagnosticSeverity::INFORMATION, message)
}

/// The diagnostics of a `copydesk.toml` that cannot be used.
pub(super) fn of_config(folder: &Folder, encoding: PositionEncoding) -> Diagnostics {
    let Some(error) = &folder.config_error else {
        return Diagnostics::none();
    };
    let (error, text) = &**error;
    let range = error.range.clone();
    let range = range.map_or(Range::default(), |r| range_in(text, r, encoding));
    let message = format!(
        "{} The last good settings stay in force.",
        sentence(&error.message)
    );
    Diagnostics::new(&[simple(range, DiagnosticSeverity::ERROR, message)])
}

/// Bytes of a text that is no article.
pub(super) fn range_in(
    text: &str,
    bytes: std::ops::Range<usize>,
    encoding: PositionEncoding,
) -> Range {
    let at = |offset: usize| {
        let before = &text[..text.floor_char_boundary(offset)];
        let line = before.rsplit('\n').next().unwrap_or("");
        Position {
            line: before.matches('\n').count() as u32,
            character: encoding.units(line),
        }
    };
    Range {
        start: at(bytes.start),
        end: at(bytes.end),
    }
}

/// What is wrong in a file of a dossier.
pub(super) fn of_dossier(folder: &Folder, file: &str, encoding: PositionEncoding) -> Diagnostics {
    let dossier = folder.corpus.dossier();
    let place = |file: &str, range: TextRange| {
        let parsed = dossier.file(file)?;
        Some(range_in(&parsed.text, range.into(), encoding))
    };
    let problems = dossier.problems();
    let own = problems.iter().filter(|problem| problem.file == file);
    let items = own.filter_map(|problem| {
        let message = format!("{} {}", problem.message, problem.remedy);
        let range = place(file, problem.range)?;
        let mut item = simple(
            range,
            DiagnosticSeverity::WARNING,
            message.trim_end().to_owned(),
        );
        let related = problem.related.iter().filter_map(|related| {
            let uri = Uri::from_file_path(folder.root.join(&*related.file))?;
            let range = place(&related.file, related.range)?;
            Some(Related {
                location: Location {
                    uri: Cow::Owned(uri),
                    range,
                },
                message: &related.message,
            })
        });
        item.related_information = related.collect();
        Some(item)
    });
    Diagnostics::new(&items.collect::<Vec<_>>())
}

fn sentence(message: &str) -> String {
    let text = ::text::capitalised(message.trim());
    if text.ends_with(['.', '!', '?']) {
        text
    } else {
        text + "."
    }
}
