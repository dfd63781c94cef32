//! Open documents: their edits, when they are looked at again, and what is published of them.

use std::{sync::Arc, time::Duration};

use corpus::{CONFIG_NAME, Rows};
use serde::Serialize;
use serde_json::value::RawValue;
use tokio::time::Instant;
use tower_lsp::ls_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, Uri,
};

use super::{ANSWER, Event, Server, send};
use crate::lsp::{
    diagnostics::{self, Diagnostics},
    document::OpenDocument,
    folder::corpus_root,
    notes::OpenNotes,
    state::{format_of, path_of},
};

/// A pause of this length ends a burst of keys: what changed is published.
const QUIET: Duration = Duration::from_millis(120);
/// A burst is not kept waiting longer than this.
const LONGEST_WAIT: Duration = Duration::from_millis(450);
/// After a pause of this length a key is answered at once.
const RESTED: Duration = Duration::from_millis(300);

/// When a document's diagnostics are due.
#[derive(Clone, Copy)]
pub(super) struct Due {
    pub(super) at: Instant,
    /// The first change that waits.
    pub(super) since: Instant,
}

/// `textDocument/publishDiagnostics`
#[derive(Serialize)]
struct Publication<'a> {
    jsonrpc: &'static str,
    method: &'static str,
    params: PublicationParams<'a>,
}

#[derive(Serialize)]
struct PublicationParams<'a> {
    uri: &'a Uri,
    diagnostics: &'a RawValue,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i32>,
}

impl Server {
    pub(super) fn open(&mut self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        let uri = document.uri.clone();
        // A lone file may lie in a corpus that no workspace folder names.
        if let Some(root) = path_of(&uri).and_then(|p| corpus_root(&p))
            && self.snapshot.place_of(&uri).is_none()
            && !self.snapshot.folders.iter().any(|f| f.root == root)
            && let Some(folder) = Uri::from_file_path(&root)
        {
            self.add_folder(&folder);
            self.index(&root);
            self.publish_configs();
        }
        let format = format_of(&uri, &document.language_id);
        let open = OpenDocument::new(uri.clone(), document.version, &document.text, format);
        let notes = self.snapshot.place_of(&uri);
        let notes = notes.zip(open.text());
        let notes =
            notes.and_then(|((folder, id), text)| OpenNotes::load(&folder, &id, text, None));
        let open = if notes.is_some() {
            open.with_notes(notes)
        } else {
            open
        };
        self.published.remove(uri.as_str());
        Arc::make_mut(&mut self.snapshot.listed).remove(uri.as_str());
        Arc::make_mut(&mut self.snapshot.documents).insert(uri.as_str().to_owned(), Arc::new(open));
        if let Some(path) = path_of(&uri) {
            Arc::make_mut(&mut self.snapshot.paths).insert(path, uri.as_str().to_owned());
        }
        self.dossier_changed(&uri);
        self.schedule(uri.as_str(), Duration::ZERO);
    }

    pub(super) fn change(&mut self, params: DidChangeTextDocumentParams) {
        let uri = params.text_document.uri;
        let documents = Arc::make_mut(&mut self.snapshot.documents);
        let Some(document) = documents.get_mut(uri.as_str()) else {
            tracing::warn!("a change of a document that is not open");
            return;
        };
        let edited = document.edited(
            params.text_document.version,
            params.content_changes,
            self.snapshot.encoding,
        );
        *document = Arc::new(edited);
        self.dossier_changed(&uri);
        let now = Instant::now();
        let rested = self
            .last_change
            .insert(uri.as_str().to_owned(), now)
            .is_none_or(|last| now - last > RESTED);
        let wait = if rested && !self.snapshot.client.pulls {
            Duration::ZERO
        } else {
            QUIET
        };
        self.schedule(uri.as_str(), wait);
    }

    pub(super) fn close(&mut self, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        let place = self.snapshot.place_of(&uri);
        Arc::make_mut(&mut self.snapshot.documents).remove(uri.as_str());
        Arc::make_mut(&mut self.snapshot.paths).retain(|_, open| open != uri.as_str());
        self.due.remove(uri.as_str());
        Arc::make_mut(&mut self.snapshot.listed).remove(uri.as_str());
        self.last_change.remove(uri.as_str());
        if self
            .published
            .remove(uri.as_str())
            .is_some_and(|shown| shown != Diagnostics::none().result_id)
        {
            self.send_diagnostics(&uri, &Diagnostics::none(), None);
        }
        self.dossier_changed(&uri);
        // The disk is the truth again.
        if let Some((folder, id)) = place {
            self.read(&folder, vec![id]);
        }
    }

    /// Somebody noted something about an article: its annotations are read again.
    pub(super) fn noted(&mut self, uri: &Uri) {
        let Some((folder, id)) = self.snapshot.place_of(uri) else {
            return;
        };
        let documents = Arc::make_mut(&mut self.snapshot.documents);
        let Some(document) = documents.get_mut(uri.as_str()) else {
            return;
        };
        let before = document.notes().map(|notes| &**notes);
        let text = document.text();
        let notes = text.and_then(|text| OpenNotes::load(&folder, &id, text, before));
        // The disk tells of what was noted here, too.
        let is_known = match (before, &notes) {
            (Some(before), Some(notes)) => before.says_the_same(notes),
            (before, notes) => before.is_none() && notes.is_none(),
        };
        if is_known {
            return;
        }
        *document = Arc::new(document.with_notes(notes));
        self.refresh_lenses();
        // What the article says is as it was: only who is shown findings has to see others.
        if self.snapshot.client.pulls {
            self.refresh_due.get_or_insert_with(Instant::now);
        } else {
            self.schedule(uri.as_str(), Duration::ZERO);
        }
    }

    /// Has the client ask again how far the checking of its articles is.
    pub(super) fn refresh_lenses(&self) {
        if self.snapshot.client.refreshes_lenses {
            let client = self.client.clone();
            tokio::spawn(
                async move { tokio::time::timeout(ANSWER, client.code_lens_refresh()).await },
            );
        }
    }

    /// Diagnostics of a document are due after `wait`; a document that waits already waits for its last change, but not
    /// for ever.
    pub(super) fn schedule(&mut self, uri: &str, wait: Duration) {
        let now = Instant::now();
        let since = self.due.get(uri).map_or(now, |due| due.since);
        let at = (now + wait).min(since + LONGEST_WAIT);
        self.due.insert(uri.to_owned(), Due { at, since });
    }

    pub(super) fn next_wake(&self) -> Option<Instant> {
        self.due
            .values()
            .map(|d| d.at)
            .chain(self.refresh_due)
            .chain(self.held.due())
            .min()
    }

    pub(super) fn wake(&mut self) {
        let now = Instant::now();
        let ready: Vec<String> = self
            .due
            .iter()
            .filter(|(_, d)| d.at <= now)
            .map(|(uri, _)| uri.clone())
            .collect();
        for uri in ready {
            self.due.remove(&uri);
            let Some(document) = self.snapshot.documents.get(&uri) else {
                continue;
            };
            self.analyse(Arc::clone(document));
        }
        if self.held.due().is_some_and(|due| due <= now) {
            self.answer_held();
        }
        if self.refresh_due.is_some_and(|due| due <= now) {
            self.refresh_due = None;
            let client = self.client.clone();
            tokio::spawn(async move {
                tokio::time::timeout(ANSWER, client.workspace_diagnostic_refresh()).await
            });
        }
    }

    /// Analyses a document off the loop: its rows for the corpus, its diagnostics for a client that does not ask.
    pub(super) fn analyse(&self, document: Arc<OpenDocument>) {
        let pulls = self.snapshot.client.pulls;
        let listed = self.snapshot.listed.get(document.uri.as_str()) == Some(&document.version);
        let place = self.snapshot.place_of(&document.uri).filter(|_| !listed);
        if pulls && place.is_none() {
            return;
        }
        let (snapshot, events) = (self.snapshot.clone(), self.events.clone());
        tokio::task::spawn_blocking(move || {
            let article = document.article(|| snapshot.hints(&document.uri));
            let rows = place.zip(article).map(|((folder, id), article)| {
                (folder.root.clone(), id, Arc::new(Rows::of(article)))
            });
            let diagnostics = (!pulls).then(|| diagnostics::of_open(&snapshot, &document));
            let _ = events.send(Event::Analysed {
                uri: document.uri.clone(),
                version: document.version,
                rows,
                diagnostics,
            });
        });
    }

    /// Publishes what is new; nothing if the client shows it already.
    pub(super) fn publish(&mut self, uri: &Uri, diagnostics: &Diagnostics, version: Option<i32>) {
        let shown = self
            .published
            .insert(uri.as_str().to_owned(), diagnostics.result_id.clone());
        if shown.as_ref() != Some(&diagnostics.result_id) {
            self.send_diagnostics(uri, diagnostics, version);
        }
    }

    /// The one place from which diagnostics are sent.
    pub(super) fn send_diagnostics(
        &self,
        uri: &Uri,
        diagnostics: &Diagnostics,
        version: Option<i32>,
    ) {
        let params = PublicationParams {
            uri,
            diagnostics: &diagnostics.items,
            version,
        };
        send(
            &self.outgoing,
            &Publication {
                jsonrpc: "2.0",
                method: "textDocument/publishDiagnostics",
                params,
            },
        );
    }

    /// Shows what is wrong with configurations and dossiers, to clients that do not ask.
    pub(super) fn publish_configs(&mut self) {
        if self.snapshot.client.pulls {
            return;
        }
        for folder in Arc::clone(&self.snapshot.folders).iter() {
            let Some(uri) = Uri::from_file_path(folder.root.join(CONFIG_NAME)) else {
                continue;
            };
            let found = diagnostics::of_config(folder, self.snapshot.encoding);
            if !found.is_empty || self.published.contains_key(uri.as_str()) {
                self.publish(&uri, &found, None);
            }
            for file in folder.corpus.dossier().files() {
                let Some(uri) = Uri::from_file_path(folder.root.join(&*file.file)) else {
                    continue;
                };
                // An open one is looked at when its writer pauses.
                let open = self.snapshot.documents.contains_key(uri.as_str());
                let found = diagnostics::of_dossier(folder, &file.file, self.snapshot.encoding);
                if !open && (!found.is_empty || self.published.contains_key(uri.as_str())) {
                    self.publish(&uri, &found, None);
                }
            }
        }
    }
}
