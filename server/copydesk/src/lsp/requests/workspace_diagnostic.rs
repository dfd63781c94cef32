//! `workspace/diagnostic`: every article of every corpus, open or not.

use std::sync::{Arc, PoisonError};

use checks::Findings;
use corpus::{ArticleId, CONFIG_NAME};
use rustc_hash::FxHashMap;
use tower_lsp::ls_types::{
    Diagnostic, FullDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Uri, WorkspaceDiagnosticParams,
    WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::uri_of;
use crate::lsp::{
    backend::Cancelled,
    diagnostics::{self, ClosedReport},
    folder::Folder,
    state::Snapshot,
};

pub(crate) fn handle(snapshot: &Snapshot, params: &WorkspaceDiagnosticParams, cancelled: &Cancelled) -> WorkspaceDiagnosticReportResult {
    let before: FxHashMap<&str, &str> = params.previous_result_ids.iter().map(|p| (p.uri.as_str(), p.value.as_str())).collect();
    let mut items = Vec::new();
    for folder in snapshot.folders.iter() {
        if let Some(uri) = Uri::from_file_path(folder.root.join(CONFIG_NAME)) {
            let found = diagnostics::of_config(folder, snapshot.encoding);
            if !found.is_empty() || before.contains_key(uri.as_str()) {
                let result_id = diagnostics::result_id(&found);
                items.push(report(uri, None, result_id, found, &before));
            }
        }
        if !folder.is_corpus() {
            continue;
        }
        for (id, _) in folder.corpus.articles() {
            if cancelled.is_set() {
                break;
            }
            let Some(uri) = uri_of(snapshot, folder, id) else { continue };
            match snapshot.open_article(folder, id) {
                Some(open) => {
                    let found = diagnostics::of_open(snapshot, open);
                    items.push(report(uri, Some(open.version.into()), diagnostics::result_id(&found), found, &before));
                }
                None => {
                    let closed = closed(snapshot, folder, id, &uri);
                    items.push(report(uri, None, closed.result_id, closed.items, &before));
                }
            }
        }
    }
    WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items })
}

/// The report on an article that is not open: the last one, unless something that it rests on has changed.
fn closed(snapshot: &Snapshot, folder: &Arc<Folder>, id: &ArticleId, uri: &Uri) -> ClosedReport {
    let generation = folder.corpus.generation();
    let known = folder.closed.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned();
    if let Some(known) = known
        && rests(folder, id, known.generation)
    {
        return known;
    }
    let items = folder.analyse(id).map_or_else(Vec::new, |article| {
        let findings = Findings::new(&article, Some((&folder.corpus, id)));
        diagnostics::of_findings(&findings, Some(folder), uri, snapshot.encoding)
    });
    let report = ClosedReport { generation, result_id: diagnostics::result_id(&items), items };
    folder.closed.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone(), report.clone());
    report
}

/// Whether nothing that an article's findings rest on has changed since `generation`.
fn rests(folder: &Folder, id: &ArticleId, generation: u64) -> bool {
    if generation == folder.corpus.generation() {
        return true;
    }
    // Its own change counts too: the file was read again.
    let (Some(touched), Some(rows)) = (folder.corpus.touched_since(generation, None), folder.corpus.rows(id)) else { return false };
    let changed_itself = folder.corpus.changed_since(generation, id);
    !changed_itself
        && rows.entities.iter().all(|e| !touched.keys.contains(&e.key))
        && rows.quotes.iter().flat_map(|q| &q.shingles).all(|s| !touched.shingles.contains(s))
}

fn report(uri: Uri, version: Option<i64>, result_id: String, items: Vec<Diagnostic>, before: &FxHashMap<&str, &str>) -> WorkspaceDocumentDiagnosticReport {
    match before.get(uri.as_str()) == Some(&result_id.as_str()) {
        true => WorkspaceDocumentDiagnosticReport::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
            uri,
            version,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
        }),
        false => WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
            uri,
            version,
            full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(result_id), items },
        }),
    }
}
