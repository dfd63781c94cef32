//! What happens on other tasks and must reach the state, one event after the other.

use std::{path::PathBuf, sync::Arc, time::Duration};

use corpus::{ArticleId, Change, Rows, Touched};
use tokio::{sync::oneshot, time::Instant};
use tower_lsp::ls_types::{MessageType, Range, ShowDocumentParams, Uri};

use super::{ANSWER, Server};
use crate::lsp::{diagnostics::Diagnostics, state::Settings};

/// How soon other documents hear of a change in the corpus.
const RIPPLE: Duration = Duration::from_millis(250);

/// What happens on other tasks and must reach the state.
pub(in crate::lsp) enum Event {
    /// An open document was analysed.
    Analysed {
        uri: Uri,
        version: i32,
        rows: Option<(PathBuf, ArticleId, Arc<Rows>)>,
        diagnostics: Option<Diagnostics>,
    },
    /// Articles of a folder were read from disk, and its index has them.
    Stored {
        root: PathBuf,
        touched: Vec<(ArticleId, Touched)>,
    },
    /// Articles of a folder were read from disk, and there is no index on disk that could have them.
    Read { root: PathBuf, changes: Vec<Change> },
    /// The index of a folder turned out to be damaged.
    Damaged { root: PathBuf },
    /// A folder was read to its end.
    Indexed { root: PathBuf },
    /// The settings in the editor, as it said when it was asked for the `asked`th time.
    Settings { asked: u64, settings: Settings },
    /// A folder was made a corpus; `done` hears when that holds.
    Created {
        root: PathBuf,
        done: oneshot::Sender<()>,
    },
    /// A folder’s `copydesk.toml` was changed by us; `done` hears when that holds.
    Configured {
        root: PathBuf,
        done: oneshot::Sender<()>,
    },
    /// Somebody noted something about an article; `done` hears when that holds.
    Noted { uri: Uri, done: oneshot::Sender<()> },
    /// Somebody asked to be taken there.
    Show { uri: Uri, range: Option<Range> },
    /// Files changed on disk, as our own watcher saw it.
    Disk(Vec<PathBuf>),
}

impl Server {
    pub(super) fn happened(&mut self, event: Event) {
        match event {
            Event::Settings { asked, settings } => {
                if asked == self.settings_asked && settings != self.snapshot.settings {
                    self.snapshot.settings = settings;
                    if self.snapshot.client.refreshes_inlay_hints {
                        let client = self.client.clone();
                        tokio::spawn(async move {
                            tokio::time::timeout(ANSWER, client.inlay_hint_refresh()).await
                        });
                    }
                }
            }
            Event::Analysed {
                uri,
                version,
                rows,
                diagnostics,
            } => {
                // The text went on: what was found holds no longer.
                if self
                    .snapshot
                    .document(&uri)
                    .is_none_or(|d| d.version != version)
                {
                    return;
                }
                if rows.is_some() {
                    Arc::make_mut(&mut self.snapshot.listed)
                        .insert(uri.as_str().to_owned(), version);
                }
                if let Some((root, id, rows)) = rows
                    && let Some(folder) = self.folder_mut(&root)
                    && folder.corpus.rows(&id).is_none_or(|old| old != rows)
                {
                    let before = folder.corpus.generation();
                    folder.corpus.set(&id, Some(rows));
                    let touched = folder.corpus.touched_since(before, None);
                    if touched.is_none_or(|t| !t.is_empty()) {
                        self.ripple(Some(&uri));
                    }
                }
                if let Some(diagnostics) = diagnostics {
                    self.publish(&uri, &diagnostics, Some(version));
                }
            }
            Event::Stored { root, touched } => {
                let snapshot = self.snapshot.clone();
                let Some(folder) = self.folder_mut(&root) else {
                    return;
                };
                // The buffer is the truth.
                let place = folder.clone();
                let open = |id: &ArticleId| snapshot.open_article(&place, id);
                let beneath: Vec<Uri> = touched
                    .iter()
                    .filter_map(|(id, _)| Some(open(id)?.uri.clone()))
                    .collect();
                folder.corpus.stored(touched, |id| open(id).is_some());
                // A buffer that was as the disk was is so no longer: the corpus is told what it holds.
                for uri in beneath {
                    Arc::make_mut(&mut self.snapshot.listed).remove(uri.as_str());
                    self.schedule(uri.as_str(), Duration::ZERO);
                }
                self.ripple(None);
            }
            Event::Read { root, changes } => {
                let snapshot = self.snapshot.clone();
                let Some(folder) = self.folder_mut(&root) else {
                    return;
                };
                for change in changes {
                    // The buffer is the truth; until it is analysed, the disk has more of it than nothing.
                    let id = change.article();
                    let open = snapshot.open_article(folder, id).is_some();
                    if open && folder.corpus.contains(id) {
                        continue;
                    }
                    match change {
                        Change::Read(id, _, rows) => folder.corpus.set(&id, Some(rows)),
                        Change::Gone(id) | Change::Unreadable(id, ..) => {
                            folder.corpus.set(&id, None);
                        }
                        Change::Same(..) => {}
                    }
                }
                self.ripple(None);
            }
            Event::Damaged { root } => {
                tracing::warn!(
                    "the index of {} is damaged and is made anew",
                    root.display()
                );
                if let Some(folder) = self.folder_mut(&root) {
                    folder.rebuild_store();
                }
                self.forget_hints(&root);
                self.index(&root);
            }
            Event::Indexed { root } => {
                if let Some(folder) = self.folder_mut(&root) {
                    folder.indexing = false;
                }
                // The line on top tells who is named in other articles.
                self.refresh_lenses();
                self.ripple(None);
            }
            Event::Disk(paths) => self.files_changed(paths),
            Event::Configured { root, done } => {
                self.config_changed(&root);
                let _ = done.send(());
            }
            Event::Show { uri, range } if self.snapshot.client.shows_documents => {
                let client = self.client.clone();
                let place = ShowDocumentParams {
                    uri,
                    external: Some(false),
                    take_focus: Some(true),
                    selection: range,
                };
                tokio::spawn(async move {
                    tokio::time::timeout(ANSWER, client.show_document(place)).await
                });
            }
            Event::Show { .. } => {}
            Event::Noted { uri, done } => {
                self.noted(&uri);
                let _ = done.send(());
            }
            Event::Created { root, done } => {
                if let Some(uri) = Uri::from_file_path(&root) {
                    self.add_folder(&uri);
                    self.read_config(&root);
                    self.index(&root);
                    self.ripple(None);
                }
                let _ = done.send(());
            }
        }
    }

    /// Tells the user something.
    pub(super) fn tell(&self, message: String) {
        let client = self.client.clone();
        tokio::spawn(async move { client.show_message(MessageType::WARNING, message).await });
    }

    /// Something changed in the corpus: other open documents are looked at again, soon.
    pub(super) fn ripple(&mut self, by: Option<&Uri>) {
        let others: Vec<String> = self
            .snapshot
            .documents
            .keys()
            .filter(|u| by.is_none_or(|b| b.as_str() != *u))
            .cloned()
            .collect();
        for uri in others {
            if !self.due.contains_key(&uri) {
                self.schedule(&uri, RIPPLE);
            }
        }
        if self.snapshot.client.pulls {
            self.refresh_due
                .get_or_insert_with(|| Instant::now() + RIPPLE);
        }
    }
}
