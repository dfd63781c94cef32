//! `workspace/diagnostic`: every article of every corpus, open or not.

use std::sync::{Arc, PoisonError};

use checks::Findings;
use corpus::{ArticleId, CONFIG_NAME};
use rustc_hash::FxHashMap;
use serde::Serialize;
use tower_lsp::ls_types::{Uri, WorkspaceDiagnosticParams};

use super::{diagnostic::Report, uri_of};
use crate::lsp::{
    backend::Cancelled,
    diagnostics::{self, ClosedReport, Diagnostics},
    folder::Folder,
    state::Snapshot,
};

/// The reports on all articles.
#[derive(Serialize)]
pub(crate) struct Reports {
    items: Vec<Report>,
}

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &WorkspaceDiagnosticParams,
    cancelled: &Cancelled,
) -> Reports {
    let before: FxHashMap<&str, &str> = params
        .previous_result_ids
        .iter()
        .map(|p| (p.uri.as_str(), p.value.as_str()))
        .collect();
    let report = |uri: &Uri, version: Option<i32>, diagnostics: Diagnostics| {
        let mut report = Report::new(diagnostics, before.get(uri.as_str()).copied());
        report.uri = Some(uri.as_str().to_owned());
        report.version = Some(version);
        report
    };
    let mut items = Vec::new();
    for folder in snapshot.folders.iter() {
        if let Some(uri) = Uri::from_file_path(folder.root.join(CONFIG_NAME)) {
            let found = diagnostics::of_config(folder, snapshot.encoding);
            if !found.is_empty || before.contains_key(uri.as_str()) {
                items.push(report(&uri, None, found));
            }
        }
        for file in folder.corpus.dossier().files() {
            if let Some(uri) = Uri::from_file_path(folder.root.join(&*file.file)) {
                let found = diagnostics::of_dossier(folder, &file.file, snapshot.encoding);
                let open = snapshot.document(&uri).map(|open| open.version);
                items.push(report(&uri, open, found));
            }
        }
        let mut articles = Vec::new();
        if folder.is_corpus() {
            articles = folder.corpus.articles_under("");
        }
        for id in articles.iter().take_while(|_| !cancelled.is_set()) {
            let Some(uri) = uri_of(snapshot, folder, id) else {
                continue;
            };
            items.push(match snapshot.open_article(folder, id) {
                Some(open) => report(
                    &uri,
                    Some(open.version),
                    diagnostics::of_open(snapshot, open),
                ),
                None => report(&uri, None, closed(snapshot, folder, id, &uri)),
            });
        }
    }
    Reports { items }
}

/// The report on an article that is not open: the last one, unless something that it rests on has changed.
fn closed(snapshot: &Snapshot, folder: &Arc<Folder>, id: &ArticleId, uri: &Uri) -> Diagnostics {
    let generation = folder.corpus.generation();
    let known = folder
        .closed
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .get(id)
        .cloned();
    if let Some(known) = known
        && rests(folder, id, known.generation)
    {
        return known.diagnostics;
    }
    let diagnostics = folder
        .analyse(id)
        .map_or_else(Diagnostics::none, |article| {
            let findings = Findings::new(&article, Some((&folder.corpus, id)));
            diagnostics::of_findings(&findings, Some(folder), uri, snapshot.encoding)
        });
    let report = ClosedReport {
        generation,
        diagnostics: diagnostics.clone(),
    };
    folder
        .closed
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(id.clone(), report);
    diagnostics
}

/// Whether nothing that an article's findings rest on has changed since `generation`.
fn rests(folder: &Folder, id: &ArticleId, generation: u64) -> bool {
    if generation == folder.corpus.generation() {
        return true;
    }
    // Its own change counts too: the file was read again.
    let (Some(touched), Some(rows)) = (
        folder.corpus.touched_since(generation, None),
        folder.corpus.rows(id),
    ) else {
        return false;
    };
    let changed_itself = folder.corpus.changed_since(generation, id);
    !changed_itself
        && rows
            .facts
            .iter()
            .all(|f| !touched.subjects.contains(&f.subject))
        && rows.entities.iter().all(|e| !touched.keys.contains(&e.key))
        && rows
            .quotes
            .iter()
            .flat_map(|q| q.shingles())
            .all(|s| !touched.shingles.contains(&s))
}
