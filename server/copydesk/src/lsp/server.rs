//! The loop: it takes messages in wire order, owns all state and alone publishes diagnostics.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use corpus::{ArticleId, CONFIG_NAME, Config, Corpus, Rows};
use futures_util::{SinkExt, StreamExt};
use notify::Watcher as _;
use rustc_hash::FxHashMap;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, value::RawValue};
use tokio::{sync::mpsc, time::Instant};
use tower::Service;
use tower_lsp::{
    Client, LspService,
    jsonrpc::{Error, Id, Request, Response},
    ls_types::{
        ConfigurationItem, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
        DidChangeWatchedFilesRegistrationOptions, DidChangeWorkspaceFoldersParams,
        DidCloseTextDocumentParams, DidOpenTextDocumentParams, FileSystemWatcher, GlobPattern,
        InitializeParams, ProgressToken, Registration, RenameFilesParams, Uri,
        WorkDoneProgressCancelParams,
    },
};

use super::{
    backend::{Backend, Cancelled, internal},
    diagnostics::{self, Diagnostics},
    document::OpenDocument,
    folder::{ConfigRead, Folder, corpus_root, may_be_corpus, read_config},
    requests,
    state::{ClientInfo, SNAPSHOT, Settings, Snapshot, format_of, negotiate, path_of},
    transport::{self, Incoming},
};

/// A pause of this length ends a burst of keys: what changed is published.
const QUIET: Duration = Duration::from_millis(120);
/// A burst is not kept waiting longer than this.
const LONGEST_WAIT: Duration = Duration::from_millis(450);
/// After a pause of this length a key is answered at once.
const RESTED: Duration = Duration::from_millis(300);
/// How soon other documents hear of a change in the corpus.
const RIPPLE: Duration = Duration::from_millis(250);
/// A client that does not answer a question in this time is not waited for.
const ANSWER: Duration = Duration::from_secs(20);

/// What happens on other tasks and must reach the state.
pub(super) enum Event {
    /// An open document was analysed.
    Analysed {
        uri: Uri,
        version: i32,
        rows: Option<(PathBuf, ArticleId, Arc<Rows>)>,
        diagnostics: Option<Diagnostics>,
    },
    /// Articles of a folder were read from disk; `None` for one that cannot be.
    Read {
        root: PathBuf,
        rows: Vec<(ArticleId, Option<Arc<Rows>>)>,
    },
    /// A folder was read to its end.
    Indexed { root: PathBuf },
    /// The settings in the editor.
    Settings(Settings),
    /// A folder was made a corpus.
    Created { root: PathBuf },
    /// Files changed on disk, as our own watcher saw it.
    Disk(Vec<PathBuf>),
}

/// When a document's diagnostics are due.
#[derive(Clone, Copy)]
struct Due {
    at: Instant,
    /// The first change that waits.
    since: Instant,
}

struct Server {
    snapshot: Snapshot,
    client: Client,
    events: mpsc::UnboundedSender<Event>,
    due: BTreeMap<String, Due>,
    last_change: FxHashMap<String, Instant>,
    /// What the client shows, by uri: the name of the set.
    published: FxHashMap<String, String>,
    outgoing: Outgoing,
    /// Requests for diagnostics that run, by id.
    running: Running,
    initialized: bool,
    refresh_due: Option<Instant>,
    progress: Arc<AtomicU64>,
    /// One for each corpus, where the client does not watch.
    watchers: FxHashMap<PathBuf, notify::RecommendedWatcher>,
    shutdown: bool,
}

/// Serves until the client says goodbye; the status to exit with.
pub(super) async fn serve() -> u8 {
    let (events, mut happening) = mpsc::unbounded_channel();
    let mut client = None;
    let (mut service, socket) = LspService::build(|c: Client| {
        client = Some(c);
        Backend {
            events: events.clone(),
        }
    })
    .custom_method("copydesk/status", Backend::status)
    .finish();
    let Some(client) = client else { return 1 };
    let mut incoming = transport::read();
    let (outgoing, writer) = transport::write();
    let (mut our_requests, mut their_answers) = socket.split();
    let out = outgoing.clone();
    let forward = tokio::spawn(async move {
        while let Some(request) = our_requests.next().await {
            send(&out, &request);
        }
    });
    let snapshot = Snapshot {
        documents: Arc::default(),
        folders: Arc::default(),
        listed: Arc::default(),
        client: Arc::default(),
        settings: Settings::default(),
        encoding: Default::default(),
    };
    let mut server = Server {
        snapshot,
        events,
        due: BTreeMap::new(),
        last_change: FxHashMap::default(),
        published: FxHashMap::default(),
        outgoing: outgoing.clone(),
        running: Running::default(),
        initialized: false,
        refresh_due: None,
        progress: Arc::default(),
        watchers: FxHashMap::default(),
        shutdown: false,
        client,
    };
    let status = loop {
        let wake = server.next_wake();
        tokio::select! {
            biased;
            message = incoming.recv() => match message {
                None => break u8::from(!server.shutdown),
                Some(Incoming::Malformed(answer)) => send(&outgoing, &answer),
                Some(Incoming::Response(answer)) => drop(their_answers.send(answer).await),
                Some(Incoming::Request(request)) => {
                    if request.method() == "exit" {
                        break u8::from(!server.shutdown);
                    }
                    if let Some(request) = server.take(request) {
                        let answer = SNAPSHOT.scope(server.snapshot.clone(), service.call(request));
                        let outgoing = outgoing.clone();
                        tokio::spawn(async move {
                            if let Ok(Some(answer)) = answer.await {
                                send(&outgoing, &answer);
                            }
                        });
                    }
                }
            },
            event = happening.recv() => if let Some(event) = event { server.happened(event) },
            () = tokio::time::sleep_until(wake.unwrap_or_else(Instant::now)), if wake.is_some() => server.wake(),
        }
    };
    server.stop_reading();
    // What was answered is written before the process ends.
    forward.abort();
    drop((outgoing, server, service));
    let _ = tokio::time::timeout(
        Duration::from_secs(2),
        tokio::task::spawn_blocking(move || writer.join()),
    )
    .await;
    status
}

/// Where messages for the client go.
type Outgoing = mpsc::UnboundedSender<Vec<u8>>;

/// How to stop the requests that the loop answers itself, by id.
type Running = Arc<Mutex<FxHashMap<Id, Cancelled>>>;

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

/// The answer to a request, without a detour over a tree of JSON values.
#[derive(Serialize)]
struct Answer<'a, T> {
    jsonrpc: &'static str,
    id: &'a Id,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Error>,
}

fn send(out: &Outgoing, message: &impl serde::Serialize) {
    match serde_json::to_vec(message) {
        Ok(body) => drop(out.send(body)),
        Err(error) => tracing::error!("a message could not be written: {error}"),
    }
}

/// Reads a notification's params; a bad one is left aside.
fn params<T: DeserializeOwned>(method: &str, params: Option<Value>) -> Option<T> {
    serde_json::from_value(params.unwrap_or_default())
        .inspect_err(|error| tracing::warn!("{method} with bad params: {error}"))
        .ok()
}

impl Server {
    /// Takes what concerns the state; what is left is for a handler.
    fn take(&mut self, request: Request) -> Option<Request> {
        if request.id().is_some() {
            match request.method() {
                // Only notifications of this kind may be passed over.
                method if method.starts_with("$/") => {
                    let id = request.id().cloned().unwrap_or_default();
                    send(
                        &self.outgoing,
                        &Response::from_error(id, Error::method_not_found()),
                    );
                    return None;
                }
                "initialize" => self.initialize(&request),
                "shutdown" => self.shutdown = true,
                "textDocument/diagnostic" if self.initialized && !self.shutdown => {
                    self.answer(request, requests::diagnostic::handle);
                    return None;
                }
                "workspace/diagnostic" if self.initialized && !self.shutdown => {
                    self.answer(request, requests::workspace_diagnostic::handle);
                    return None;
                }
                // Absent, null and empty params are one.
                "copydesk/status" => {
                    let (method, id, _) = request.into_parts();
                    return Some(Request::build(method).id(id.unwrap_or_default()).finish());
                }
                _ => {}
            }
            return Some(request);
        }
        let method = request.method().to_owned();
        if method == "$/cancelRequest" && self.cancel_running(&request) {
            return None;
        }
        let ours = matches!(
            method.as_str(),
            "initialized" | "window/workDoneProgress/cancel"
        ) || method.starts_with("textDocument/did")
            || method.starts_with("workspace/did");
        if !ours {
            return Some(request);
        }
        let (_, _, values) = request.clone().into_parts();
        match method.as_str() {
            "initialized" => {
                self.initialized();
                return Some(request);
            }
            "textDocument/didOpen" => self.open(params(&method, values)?),
            "textDocument/didChange" => self.change(params(&method, values)?),
            "textDocument/didClose" => self.close(params(&method, values)?),
            "workspace/didChangeConfiguration" => self.ask_settings(),
            "workspace/didChangeWatchedFiles" => {
                let params: DidChangeWatchedFilesParams = params(&method, values)?;
                self.files_changed(params.changes.iter().filter_map(|c| path_of(&c.uri)));
            }
            "workspace/didChangeWorkspaceFolders" => self.folders_changed(params(&method, values)?),
            "workspace/didRenameFiles" => self.files_renamed(params(&method, values)?),
            "window/workDoneProgress/cancel" => self.cancel(&params(&method, values)?),
            _ => {}
        }
        None
    }

    /// Answers a request on a thread of its own, from the state as it is now.
    fn answer<P, T>(&self, request: Request, handler: fn(&Snapshot, &P, &Cancelled) -> T)
    where
        P: DeserializeOwned + Send + 'static,
        T: Serialize + 'static,
    {
        let (method, id, values) = request.into_parts();
        let Some(id) = id else { return };
        let (snapshot, outgoing, running) = (
            self.snapshot.clone(),
            self.outgoing.clone(),
            Arc::clone(&self.running),
        );
        let cancelled = Cancelled::default();
        running
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id.clone(), cancelled.clone());
        tokio::task::spawn_blocking(move || {
            let result = match serde_json::from_value::<P>(values.unwrap_or_default()) {
                Ok(params) => std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                    handler(&snapshot, &params, &cancelled)
                }))
                .map_err(|_| internal()),
                Err(error) => Err(Error::invalid_params(format!("{method}: {error}"))),
            };
            let result = if cancelled.is_set() {
                Err(Error::request_cancelled())
            } else {
                result
            };
            running
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .remove(&id);
            let (result, error) = match result {
                Ok(result) => (Some(result), None),
                Err(error) => (None, Some(error)),
            };
            send(
                &outgoing,
                &Answer {
                    jsonrpc: "2.0",
                    id: &id,
                    result,
                    error,
                },
            );
        });
    }

    /// Stops a request that the loop answers itself; `false` if it is none of those.
    fn cancel_running(&self, request: &Request) -> bool {
        let id = request
            .params()
            .and_then(|p| p.get("id"))
            .and_then(|id| serde_json::from_value::<Id>(id.clone()).ok());
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        id.and_then(|id| running.get(&id))
            .map(Cancelled::set)
            .is_some()
    }

    fn initialize(&mut self, request: &Request) {
        if self.initialized {
            return;
        }
        let Some(params) = params::<InitializeParams>("initialize", request.params().cloned())
        else {
            return;
        };
        self.snapshot.encoding = negotiate(&params.capabilities);
        self.snapshot.client = Arc::new(ClientInfo::new(&params.capabilities));
        self.initialized = true;
        #[allow(deprecated)] // old clients send nothing else
        let root = params.root_uri.clone();
        let folders = params
            .workspace_folders
            .unwrap_or_default()
            .into_iter()
            .map(|f| f.uri);
        let folders: Vec<Uri> = folders.chain(root).collect();
        for uri in folders {
            self.add_folder(&uri);
        }
    }

    /// The client is ready: ask what only it knows, begin to read.
    fn initialized(&mut self) {
        let mut registrations = Vec::new();
        if self.snapshot.client.watches_files {
            let watch = |glob: &str| FileSystemWatcher {
                glob_pattern: GlobPattern::String(glob.to_owned()),
                kind: None,
            };
            let options = DidChangeWatchedFilesRegistrationOptions {
                watchers: vec![watch("**/copydesk.toml"), watch("**/*.{txt,md,markdown}")],
            };
            registrations.push(Registration {
                id: "copydesk-files".to_owned(),
                method: "workspace/didChangeWatchedFiles".to_owned(),
                register_options: serde_json::to_value(options).ok(),
            });
        }
        if self.snapshot.client.registers_configuration {
            registrations.push(Registration {
                id: "copydesk-settings".to_owned(),
                method: "workspace/didChangeConfiguration".to_owned(),
                register_options: serde_json::to_value(
                    serde_json::json!({ "section": "copydesk" }),
                )
                .ok(),
            });
        }
        if !registrations.is_empty() {
            let client = self.client.clone();
            tokio::spawn(async move {
                let _ =
                    tokio::time::timeout(ANSWER, client.register_capability(registrations)).await;
            });
        }
        self.ask_settings();
        let roots: Vec<PathBuf> = self
            .snapshot
            .folders
            .iter()
            .filter(|f| f.is_corpus())
            .map(|f| f.root.clone())
            .collect();
        roots.iter().for_each(|root| self.index(root));
        self.publish_configs();
    }

    fn ask_settings(&self) {
        if !self.snapshot.client.has_configuration {
            return;
        }
        let (client, events) = (self.client.clone(), self.events.clone());
        tokio::spawn(async move {
            let item = ConfigurationItem {
                scope_uri: None,
                section: Some("copydesk".to_owned()),
            };
            let answer = tokio::time::timeout(ANSWER, client.configuration(vec![item])).await;
            let value = answer
                .ok()
                .and_then(Result::ok)
                .and_then(|mut v| v.pop())
                .unwrap_or_default();
            // Absent, null, or of another type: the default.
            let _ = events.send(Event::Settings(
                serde_json::from_value(value).unwrap_or_default(),
            ));
        });
    }

    // ---- folders

    fn add_folder(&mut self, uri: &Uri) {
        let Some(root) = path_of(uri) else { return };
        if self.snapshot.folders.iter().any(|f| f.root == root) {
            return;
        }
        Arc::make_mut(&mut self.snapshot.folders)
            .push(Arc::new(Folder::new(root.clone(), uri.clone())));
        self.read_config(&root);
    }

    fn folder_mut(&mut self, root: &PathBuf) -> Option<&mut Folder> {
        let folders = Arc::make_mut(&mut self.snapshot.folders);
        folders
            .iter_mut()
            .find(|f| f.root == *root)
            .map(Arc::make_mut)
    }

    /// Reads a folder's configuration; a bad one leaves the last good one in force.
    fn read_config(&mut self, root: &PathBuf) {
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
                folder.corpus = Corpus::default();
            }
            ConfigRead::Good(config) => folder.config = Some(Arc::new(config)),
            ConfigRead::Bad(error, text) => {
                folder.config_error = Some(Arc::new((error, text)));
                folder
                    .config
                    .get_or_insert_with(|| Arc::new(Config::default()));
            }
        }
    }

    /// Reads a folder's articles in the background.
    fn index(&mut self, root: &PathBuf) {
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
                    let hand_on = |rows| {
                        drop(events.send(Event::Read {
                            root: folder.root.clone(),
                            rows,
                        }))
                    };
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
                client
                    .log_message(tower_lsp::ls_types::MessageType::WARNING, line)
                    .await;
            }
            if let Some(ongoing) = ongoing {
                ongoing.finish().await;
            }
        });
    }

    /// Watches a corpus for a client that does not.
    fn watch(&mut self, root: &Path) {
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

    fn cancel(&mut self, params: &WorkDoneProgressCancelParams) {
        tracing::debug!("reading stopped by the user: {:?}", params.token);
        self.stop_reading();
    }

    fn stop_reading(&self) {
        self.snapshot
            .folders
            .iter()
            .for_each(|f| f.stop.store(true, Ordering::Relaxed));
    }

    fn folders_changed(&mut self, params: DidChangeWorkspaceFoldersParams) {
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

    // ---- documents

    fn open(&mut self, params: DidOpenTextDocumentParams) {
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
        self.published.remove(uri.as_str());
        Arc::make_mut(&mut self.snapshot.listed).remove(uri.as_str());
        Arc::make_mut(&mut self.snapshot.documents).insert(uri.as_str().to_owned(), Arc::new(open));
        self.schedule(uri.as_str(), Duration::ZERO);
    }

    fn change(&mut self, params: DidChangeTextDocumentParams) {
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

    fn close(&mut self, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        let place = self.snapshot.place_of(&uri);
        Arc::make_mut(&mut self.snapshot.documents).remove(uri.as_str());
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
        // The disk is the truth again.
        if let Some((folder, id)) = place {
            self.read(&folder, vec![id]);
        }
    }

    /// Diagnostics of a document are due after `wait`; a document that waits already waits for its last change, but not
    /// for ever.
    fn schedule(&mut self, uri: &str, wait: Duration) {
        let now = Instant::now();
        let since = self.due.get(uri).map_or(now, |due| due.since);
        let at = (now + wait).min(since + LONGEST_WAIT);
        self.due.insert(uri.to_owned(), Due { at, since });
    }

    fn next_wake(&self) -> Option<Instant> {
        self.due
            .values()
            .map(|d| d.at)
            .chain(self.refresh_due)
            .min()
    }

    fn wake(&mut self) {
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
        if self.refresh_due.is_some_and(|due| due <= now) {
            self.refresh_due = None;
            let client = self.client.clone();
            tokio::spawn(async move {
                tokio::time::timeout(ANSWER, client.workspace_diagnostic_refresh()).await
            });
        }
    }

    /// Analyses a document off the loop: its rows for the corpus, its diagnostics for a client that does not ask.
    fn analyse(&self, document: Arc<OpenDocument>) {
        let pulls = self.snapshot.client.pulls;
        let place = self.snapshot.place_of(&document.uri);
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

    // ---- the corpus

    fn happened(&mut self, event: Event) {
        match event {
            Event::Settings(settings) => {
                if settings != self.snapshot.settings {
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
                    && folder.corpus.rows(&id).is_none_or(|old| **old != *rows)
                {
                    let before = folder.corpus.generation();
                    folder.corpus.set(&id, Some(rows));
                    let touched = folder.corpus.touched_since(before, None);
                    if touched.is_none_or(|t| !t.keys.is_empty() || !t.shingles.is_empty()) {
                        self.ripple(Some(&uri));
                    }
                }
                if let Some(diagnostics) = diagnostics {
                    self.publish(&uri, &diagnostics, Some(version));
                }
            }
            Event::Read { root, rows } => {
                let snapshot = self.snapshot.clone();
                let Some(folder) = self.folder_mut(&root) else {
                    return;
                };
                for (id, rows) in rows {
                    // The buffer is the truth; until it is analysed, the disk has more of it than nothing.
                    let open = snapshot.open_article(folder, &id).is_some();
                    if !open || folder.corpus.rows(&id).is_none() {
                        folder.corpus.set(&id, rows);
                    }
                }
                self.ripple(None);
            }
            Event::Indexed { root } => {
                if let Some(folder) = self.folder_mut(&root) {
                    folder.indexing = false;
                }
                self.ripple(None);
            }
            Event::Disk(paths) => self.files_changed(paths),
            Event::Created { root } => {
                if let Some(uri) = Uri::from_file_path(&root) {
                    self.add_folder(&uri);
                    self.read_config(&root);
                    self.index(&root);
                    self.ripple(None);
                }
            }
        }
    }

    /// Something changed in the corpus: other open documents are looked at again, soon.
    fn ripple(&mut self, by: Option<&Uri>) {
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

    /// Reads articles from disk in the background.
    fn read(&self, folder: &Arc<Folder>, ids: Vec<ArticleId>) {
        let (folder, events) = (Arc::clone(folder), self.events.clone());
        tokio::task::spawn_blocking(move || {
            let rows = ids.into_iter().map(|id| {
                let rows = folder.analyse(&id).map(|a| Arc::new(Rows::of(&a)));
                (id, rows)
            });
            let rows = rows.collect();
            let _ = events.send(Event::Read {
                root: folder.root.clone(),
                rows,
            });
        });
    }

    /// Files changed, came or went: what the disk holds now is read.
    fn files_changed(&mut self, paths: impl IntoIterator<Item = PathBuf>) {
        let mut changed: Vec<(Arc<Folder>, Vec<ArticleId>)> = Vec::new();
        for path in paths {
            if path.file_name().is_some_and(|n| n == CONFIG_NAME) {
                if let Some(root) = path.parent().map(PathBuf::from) {
                    self.config_changed(&root);
                }
                continue;
            }
            let uri = Uri::from_file_path(&path);
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

    fn config_changed(&mut self, root: &PathBuf) {
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
        self.read_config(root);
        if let Some(folder) = self.folder_mut(root) {
            folder.corpus = Corpus::default();
        }
        self.index(root);
        self.publish_configs();
        self.ripple(None);
    }

    fn files_renamed(&mut self, params: RenameFilesParams) {
        for file in params.files {
            let (old, new) = (file.old_uri.parse::<Uri>(), file.new_uri.parse::<Uri>());
            if let Some((folder, id)) = old.ok().and_then(|uri| self.snapshot.place_of(&uri)) {
                let _ = self.events.send(Event::Read {
                    root: folder.root.clone(),
                    rows: vec![(id, None)],
                });
            }
            if let Some((folder, id)) = new.ok().and_then(|uri| self.snapshot.place_of(&uri)) {
                self.read(&folder, vec![id]);
            }
        }
    }

    // ---- publishing

    /// Publishes what is new; nothing if the client shows it already.
    fn publish(&mut self, uri: &Uri, diagnostics: &Diagnostics, version: Option<i32>) {
        let shown = self
            .published
            .insert(uri.as_str().to_owned(), diagnostics.result_id.clone());
        if shown.as_ref() != Some(&diagnostics.result_id) {
            self.send_diagnostics(uri, diagnostics, version);
        }
    }

    /// The one place from which diagnostics are sent.
    fn send_diagnostics(&self, uri: &Uri, diagnostics: &Diagnostics, version: Option<i32>) {
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

    /// Shows what is wrong with configurations, to clients that do not ask.
    fn publish_configs(&mut self) {
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
        }
    }
}
