//! Folders: which are corpora, reading them, and following the disk.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{
        Arc, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use corpus::{ArticleId, CONFIG_NAME, Config};
use notes::Store;
use notify::Watcher as _;
use tokio::{sync::mpsc, time::Instant};
use tower_lsp::ls_types::{
    DidChangeWorkspaceFoldersParams, MessageType, ProgressToken, RenameFilesParams, Uri,
    WorkDoneProgressCancelParams,
};

use super::{ANSWER, Event, Server};
use crate::lsp::{
    folder::{ConfigRead, Folder, may_be_corpus, read_config},
    state::path_of,
};

impl Server {
    pub(super) fn add_folder(&mut self, uri: &Uri) {
        let Some(root) = path_of(uri) else { return };
        if self.snapshot.folders.iter().any(|f| f.root == root) {
            return;
        }
        Arc::make_mut(&mut self.snapshot.folders)
            .push(Arc::new(Folder::new(root.clone(), uri.clone())));
        self.read_config(&root);
        self.forget_hints(&root);
    }

    pub(super) fn folder_mut(&mut self, root: &PathBuf) -> Option<&mut Folder> {
        let folders = Arc::make_mut(&mut self.snapshot.folders);
        folders
            .iter_mut()
            .find(|f| f.root == *root)
            .map(Arc::make_mut)
    }

    /// Reads a folder's configuration; a bad one leaves the last good one in force.
    pub(super) fn read_config(&mut self, root: &PathBuf) {
        let read = if may_be_corpus(root) {
            read_config(root)
        } else {
            ConfigRead::Absent
        };
        let Some(folder) = self.folder_mut(root) else {
            return;
        };
        folder.config_error = None;
        match read {
            ConfigRead::Absent => {
                folder.config = None;
                folder.corpus = folder.corpus.emptied(None);
            }
            ConfigRead::Good(config) => {
                folder.config = Some(Arc::new(config));
                if let Err(error) = folder.open_corpus() {
                    self.tell(error.to_string());
                }
            }
            ConfigRead::Bad(error, text) => {
                folder.config_error = Some(Arc::new((error, text)));
                folder
                    .config
                    .get_or_insert_with(|| Arc::new(Config::default()));
            }
        }
    }

    /// Reads a folder's articles in the background.
    pub(super) fn index(&mut self, root: &PathBuf) {
        if self
            .snapshot
            .folders
            .iter()
            .any(|f| f.root == *root && f.is_corpus())
        {
            self.watch(root);
        }
        let Some(folder) = self.folder_mut(root).filter(|f| f.is_corpus()) else {
            return;
        };
        folder.stop.store(true, Ordering::Relaxed);
        folder.stop = Arc::new(AtomicBool::new(false));
        folder.indexing = true;
        let folder = folder.clone();
        let (client, events, shows) = (
            self.client.clone(),
            self.events.clone(),
            self.snapshot.client.shows_progress,
        );
        let name = root.file_name().map_or_else(
            || root.display().to_string(),
            |n| n.to_string_lossy().into_owned(),
        );
        let token = ProgressToken::String(format!(
            "copydesk-{}",
            self.progress.fetch_add(1, Ordering::Relaxed)
        ));
        tokio::spawn(async move {
            let mut ongoing = None;
            if shows {
                let created =
                    tokio::time::timeout(ANSWER, client.create_work_done_progress(token.clone()))
                        .await;
                if matches!(created, Ok(Ok(()))) {
                    let title = format!("Reading the articles of “{name}”");
                    ongoing = Some(
                        client
                            .progress(token, title)
                            .with_percentage(0)
                            .with_cancel_button()
                            .begin()
                            .await,
                    );
                }
            }
            let (sender, mut steps) = mpsc::unbounded_channel();
            let root = folder.root.clone();
            let worker = tokio::task::spawn_blocking({
                let events = events.clone();
                move || {
                    let hand_on = |event| drop(events.send(event));
                    let progress = |done: usize, all: usize| {
                        let _ = sender.send((done, all));
                    };
                    folder.index(hand_on, progress)
                }
            });
            let mut last = Instant::now();
            while let Some((done, all)) = steps.recv().await {
                if let Some(ongoing) = ongoing
                    .as_ref()
                    .filter(|_| last.elapsed() > Duration::from_millis(100))
                {
                    last = Instant::now();
                    let percent = (done * 100 / all.max(1)) as u32;
                    ongoing
                        .report_with_message(format!("{done} of {all}"), percent, Some(true))
                        .await;
                }
            }
            let trouble = worker.await.unwrap_or_default();
            let _ = events.send(Event::Indexed { root });
            for line in &trouble {
                client.log_message(MessageType::WARNING, line).await;
            }
            if let Some(message) = in_short(&name, &trouble) {
                client.show_message(MessageType::WARNING, message).await;
            }
            if let Some(ongoing) = ongoing {
                ongoing.finish().await;
            }
        });
    }

    /// Watches a corpus for a client that does not.
    pub(super) fn watch(&mut self, root: &Path) {
        if self.snapshot.client.watches_files || self.watchers.contains_key(root) {
            return;
        }
        let events = self.events.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            if let Ok(event) = event
                && !event.kind.is_access()
            {
                let _ = events.send(Event::Disk(event.paths));
            }
        });
        let watching = watcher.and_then(|mut watcher| {
            watcher.watch(root, notify::RecursiveMode::Recursive)?;
            Ok(watcher)
        });
        match watching {
            Ok(watcher) => drop(self.watchers.insert(root.to_owned(), watcher)),
            Err(error) => tracing::warn!("{} cannot be watched: {error}", root.display()),
        }
    }

    pub(super) fn cancel(&mut self, params: &WorkDoneProgressCancelParams) {
        tracing::debug!("reading stopped by the user: {:?}", params.token);
        self.stop_reading();
    }

    pub(super) fn stop_reading(&self) {
        self.snapshot
            .folders
            .iter()
            .for_each(|f| f.stop.store(true, Ordering::Relaxed));
    }

    pub(super) fn folders_changed(&mut self, params: DidChangeWorkspaceFoldersParams) {
        for gone in params.event.removed {
            if let Some(root) = path_of(&gone.uri) {
                let folders = Arc::make_mut(&mut self.snapshot.folders);
                folders
                    .iter()
                    .filter(|f| f.root == root)
                    .for_each(|f| f.stop.store(true, Ordering::Relaxed));
                folders.retain(|f| f.root != root);
            }
        }
        for new in params.event.added {
            self.add_folder(&new.uri);
            if let Some(root) = path_of(&new.uri) {
                self.index(&root);
            }
        }
        self.publish_configs();
        self.ripple(None);
    }

    /// Reads articles from disk in the background.
    pub(super) fn read(&self, folder: &Arc<Folder>, ids: Vec<ArticleId>) {
        let (folder, events) = (Arc::clone(folder), self.events.clone());
        tokio::task::spawn_blocking(move || {
            let Some(config) = &folder.config else { return };
            let read = ids
                .iter()
                .map(|id| corpus::read_article(&folder.root, config, folder.corpus.dossier(), id));
            let (event, error) = folder.put(read.collect());
            if let Some(error) = error {
                tracing::warn!("{error}");
            }
            let _ = events.send(event);
        });
    }

    /// Files changed, came or went: what the disk holds now is read.
    pub(super) fn files_changed(&mut self, paths: impl IntoIterator<Item = PathBuf>) {
        let mut changed: Vec<(Arc<Folder>, Vec<ArticleId>)> = Vec::new();
        for path in paths {
            if path.file_name().is_some_and(|n| n == CONFIG_NAME) {
                if let Some(root) = path.parent().map(PathBuf::from) {
                    self.config_changed(&root);
                }
                continue;
            }
            if let Some(article) = self.annotated(&path) {
                self.noted(&article);
                continue;
            }
            let uri = Uri::from_file_path(&path);
            if let Some(uri) = &uri
                && self.dossier_changed(uri)
            {
                continue;
            }
            let Some((folder, id)) = uri.and_then(|uri| self.snapshot.place_of(&uri)) else {
                continue;
            };
            match changed.iter_mut().find(|(f, _)| f.root == folder.root) {
                Some((_, ids)) if ids.contains(&id) => {}
                Some((_, ids)) => ids.push(id),
                None => changed.push((folder, vec![id])),
            }
        }
        for (folder, ids) in changed {
            self.read(&folder, ids);
        }
    }

    /// The open article whose annotations a file holds.
    fn annotated(&self, file: &Path) -> Option<Uri> {
        self.snapshot.folders.iter().find_map(|folder| {
            let id = Store::new(&folder.root).article_of(file)?;
            let open = self.snapshot.open_article(folder, &ArticleId::new(&id))?;
            Some(open.uri.clone())
        })
    }

    /// A file of a dossier changed, in an editor or on disk; false if it is none. The buffer is the truth.
    pub(super) fn dossier_changed(&mut self, uri: &Uri) -> bool {
        let Some(path) = path_of(uri) else {
            return false;
        };
        let named = |folder: &Arc<Folder>| {
            let name = dossier::files::name_of(&folder.root, &path)?;
            folder.is_corpus().then(|| (folder.root.clone(), name))
        };
        let Some((root, name)) = self.snapshot.folders.iter().find_map(named) else {
            return false;
        };
        let open = self.snapshot.documents.get(uri.as_str());
        let open = open
            .and_then(|document| document.dossier())
            .map(ToString::to_string);
        let Some(folder) = self.folder_mut(&root) else {
            return true;
        };
        let mut dossier = folder.corpus.dossier().clone();
        match open {
            Some(text) => dossier.set_file(dossier::parse(&name, &text)),
            None if path.is_file() => dossier.set_file(dossier::files::read_file(&root, &path)),
            None => dossier.remove_file(&name),
        }
        folder.corpus.set_dossier(dossier);
        self.publish_configs();
        self.ripple(None);
        true
    }

    pub(super) fn config_changed(&mut self, root: &PathBuf) {
        if !self.snapshot.folders.iter().any(|f| f.root == *root) {
            // A new corpus below a workspace folder.
            let inside = self
                .snapshot
                .folders
                .iter()
                .any(|f| root.starts_with(&f.root));
            match Uri::from_file_path(root).filter(|_| inside) {
                Some(uri) => self.add_folder(&uri),
                None => return,
            }
        }
        let before = self.folder_mut(root).and_then(|f| f.config.clone());
        self.read_config(root);
        let after = self.folder_mut(root).and_then(|f| f.config.clone());
        self.forget_hints(root);
        match (before, after) {
            (Some(before), Some(after)) if before.same_articles(&after) => {
                self.read_redated(root, &before, &after);
            }
            _ => {
                if let Some(folder) = self.folder_mut(root) {
                    folder.corpus = folder.corpus.emptied(folder.corpus.store().cloned());
                }
                self.index(root);
            }
        }
        self.publish_configs();
        self.refresh_lenses();
        self.ripple(None);
    }

    /// Open articles are analysed anew when next asked: what was known of them from outside may have changed, and what the
    /// desk asks of a claim.
    pub(super) fn forget_hints(&mut self, root: &Path) {
        let now = self.snapshot.clone();
        let documents = Arc::make_mut(&mut self.snapshot.documents);
        let listed = Arc::make_mut(&mut self.snapshot.listed);
        for document in documents.values_mut() {
            if path_of(&document.uri).is_some_and(|p| p.starts_with(root)) {
                listed.remove(document.uri.as_str());
                let place = now.place_of(&document.uri);
                let rules = place.map(|(folder, _)| folder.desk_rules());
                *document = Arc::new(document.with_rules(rules.unwrap_or_default()));
            }
        }
    }

    /// Reads the articles anew whose date the desk set, changed or took back.
    fn read_redated(&mut self, root: &PathBuf, before: &Config, after: &Config) {
        let Some(folder) = self.folder_mut(root).map(|f| Arc::new(f.clone())) else {
            return;
        };
        folder
            .closed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
        let differs = |path: &&String| before.dates.get(*path) != after.dates.get(*path);
        let paths: BTreeSet<&String> = before.dates.keys().chain(after.dates.keys()).collect();
        let redated = paths.into_iter().filter(differs);
        let ids: Vec<ArticleId> = redated.map(|path| ArticleId::new(path)).collect();
        if !ids.is_empty() {
            self.read(&folder, ids);
        }
    }

    pub(super) fn files_renamed(&mut self, params: RenameFilesParams) {
        for file in params.files {
            let (old, new) = (file.old_uri.parse::<Uri>(), file.new_uri.parse::<Uri>());
            if let Some((folder, id)) = old.ok().and_then(|uri| self.snapshot.place_of(&uri)) {
                self.read(&folder, vec![id]);
            }
            if let Some((folder, id)) = new.ok().and_then(|uri| self.snapshot.place_of(&uri)) {
                self.read(&folder, vec![id]);
            }
        }
    }
}

/// What went wrong in reading a folder, in one message; the log has it all.
fn in_short(folder: &str, trouble: &[String]) -> Option<String> {
    let (first, others) = trouble.split_first()?;
    Some(match others.len() {
        0 => format!("“{folder}”: {first}"),
        more => format!("“{folder}”: {first} – and {more} more, which stand in the log."),
    })
}
