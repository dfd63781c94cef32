//! `workspace/diagnostic`: every article of every corpus, open or not.
//!
//! A report is sent for what the client does not show as it is: a client that asks every other second gets nothing as long
//! as nothing changes. One that takes partial results gets what is found meanwhile.

use corpus::{ArticleId, CONFIG_NAME, Store};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use tower_lsp::ls_types::{Uri, WorkspaceDiagnosticParams};

use super::diagnostic::Report;
use crate::lsp::{
    closed::{self, Pace},
    diagnostics::{self, Diagnostics},
    folder::Folder,
    server::Asked,
    state::Snapshot,
};

/// The reports on all articles that the client does not show as they are.
#[derive(Default, Serialize)]
pub(crate) struct Reports {
    items: Vec<Report>,
}

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &WorkspaceDiagnosticParams,
    asked: &Asked,
) -> Reports {
    let shown = params.previous_result_ids.iter();
    let shown = shown.map(|p| (p.uri.as_str().to_owned(), p.value.clone()));
    let mut telling = Telling {
        snapshot,
        shown: shown.collect(),
        has_findings: FxHashSet::default(),
        reports: Reports::default(),
    };
    let token = params.partial_result_params.partial_result_token.as_ref();
    let pace = match token {
        Some(_) => Pace::Aside,
        None => Pace::Waiting,
    };
    for folder in snapshot.folders.iter() {
        telling.configuration(folder);
        telling.open_articles(folder);
        if token.is_some() {
            telling.in_index(folder);
        }
        let looked = closed::look_through(folder, &asked.cancelled, pace, |articles| {
            let Some(token) = token else { return };
            articles.for_each(|id| telling.closed(folder, id));
            let part = std::mem::take(&mut telling.reports);
            asked.tell(token, &part);
        });
        if let Err(error) = looked {
            tracing::warn!("{error}");
        }
        // Who hears all at once hears of each article once.
        if token.is_none() {
            telling.in_index(folder);
        }
        telling.in_memory(folder, asked);
    }
    telling.nothing_left();
    telling.reports
}

/// What is told to a client that shows something already.
struct Telling<'s> {
    snapshot: &'s Snapshot,
    /// The name of the set that it shows, by uri.
    shown: FxHashMap<String, String>,
    /// Of what something is found, by uri.
    has_findings: FxHashSet<String>,
    reports: Reports,
}

impl Telling<'_> {
    /// Reports what was found, unless it is shown already.
    fn report(&mut self, uri: &Uri, version: Option<i32>, diagnostics: Diagnostics) {
        let uri = uri.as_str();
        if !diagnostics.is_empty {
            self.has_findings.insert(uri.to_owned());
        }
        let shown = self.shown.get(uri);
        let is_shown = match shown {
            Some(id) => *id == diagnostics.result_id,
            None => diagnostics.is_empty,
        };
        if !is_shown {
            let result_id = diagnostics.result_id.clone();
            self.shown.insert(uri.to_owned(), result_id);
            let report = Report::of_workspace(uri, version, diagnostics);
            self.reports.items.push(report);
        }
    }

    /// The folder's settings and dossier.
    fn configuration(&mut self, folder: &Folder) {
        let encoding = self.snapshot.encoding;
        if let Some(uri) = Uri::from_file_path(folder.root.join(CONFIG_NAME)) {
            self.report(&uri, None, diagnostics::of_config(folder, encoding));
        }
        for file in folder.corpus.dossier().files() {
            if let Some(uri) = Uri::from_file_path(folder.root.join(&*file.file)) {
                let found = diagnostics::of_dossier(folder, &file.file, encoding);
                let open = self.snapshot.document(&uri).map(|open| open.version);
                self.report(&uri, open, found);
            }
        }
    }

    fn open_articles(&mut self, folder: &Folder) {
        for open in self.snapshot.documents.values() {
            let place = self.snapshot.place_of(&open.uri);
            if folder.is_corpus() && place.is_some_and(|(of, _)| of.root == folder.root) {
                let found = diagnostics::of_open(self.snapshot, open);
                self.report(&open.uri, Some(open.version), found);
            }
        }
    }

    /// What the index keeps of the articles that are not open.
    fn in_index(&mut self, folder: &Folder) {
        let store = folder.corpus.store().filter(|_| folder.is_corpus());
        let found = store.map(Store::articles_with_findings);
        for (id, hash) in found.unwrap_or_default() {
            let Some(uri) = self.closed_uri(folder, &id) else {
                continue;
            };
            if self.shown.get(uri.as_str()) == Some(&result_id(hash)) {
                self.has_findings.insert(uri.as_str().to_owned());
            } else {
                self.closed(folder, &id);
            }
        }
    }

    /// What the index keeps of one of them.
    fn closed(&mut self, folder: &Folder, id: &ArticleId) {
        let kept = folder.corpus.store().and_then(|store| store.findings(id));
        let (Some((hash, rows)), Some(uri)) = (kept, self.closed_uri(folder, id)) else {
            return;
        };
        let found = diagnostics::of_rows(&rows, folder, self.snapshot.encoding);
        let result_id = result_id(hash);
        self.report(&uri, None, Diagnostics { result_id, ..found });
    }

    /// The articles that are not open and that the index has not.
    fn in_memory(&mut self, folder: &Folder, asked: &Asked) {
        let ids = folder.corpus.beside_store().filter(|_| folder.is_corpus());
        for id in ids.take_while(|_| !asked.cancelled.is_set()) {
            if let Some(uri) = self.closed_uri(folder, id) {
                let found = closed::of_memory(self.snapshot, folder, id);
                self.report(&uri, None, found);
            }
        }
    }

    /// Where nothing is found any more, nothing is to be shown.
    fn nothing_left(&mut self) {
        let gone = self
            .shown
            .keys()
            .filter(|uri| !self.has_findings.contains(*uri));
        let gone: Vec<Uri> = gone.filter_map(|uri| uri.parse().ok()).collect();
        for uri in gone {
            self.report(&uri, None, Diagnostics::none());
        }
    }

    /// The uri of an article that is not open.
    fn closed_uri(&self, folder: &Folder, id: &ArticleId) -> Option<Uri> {
        let open = self.snapshot.open_article(folder, id).is_some();
        (!open).then(|| diagnostics::uri_of(folder, id)).flatten()
    }
}

/// The name of a set of findings by its hash.
fn result_id(hash: i64) -> String {
    format!("{hash:016x}")
}
