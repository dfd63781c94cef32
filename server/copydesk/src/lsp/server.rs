//! The loop: it takes messages in wire order, owns all state and alone publishes diagnostics.

mod documents;
mod events;
mod folders;
mod held;

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError, atomic::AtomicU64},
    time::Duration,
};

use futures_util::{SinkExt, StreamExt};
use rustc_hash::FxHashMap;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use tokio::{sync::mpsc, time::Instant};
use tower::Service;
use tower_lsp::{
    Client, LspService,
    jsonrpc::{Error, Id, Request, Response},
    ls_types::{
        ConfigurationItem, DidChangeWatchedFilesParams, DidChangeWatchedFilesRegistrationOptions,
        FileSystemWatcher, GlobPattern, InitializeParams, ProgressToken, Registration, Uri,
    },
};

pub(super) use self::events::Event;
use self::{documents::Due, held::Held};
use super::{
    backend::{Backend, Cancelled, internal},
    requests,
    state::{ClientInfo, SNAPSHOT, Settings, Snapshot, negotiate, path_of},
    transport::{self, Incoming},
};

/// A client that does not answer a question in this time is not waited for.
const ANSWER: Duration = Duration::from_secs(20);

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
    held: Held,
    initialized: bool,
    refresh_due: Option<Instant>,
    /// How often the editor was asked for its settings: the last answer counts, whenever the others come.
    settings_asked: u64,
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
    let (outgoing, written) = transport::write();
    let (mut our_requests, mut their_answers) = socket.split();
    let out = outgoing.clone();
    let forward = tokio::spawn(async move {
        while let Some(request) = our_requests.next().await {
            send(&out, &request);
        }
    });
    let snapshot = Snapshot {
        documents: Arc::default(),
        paths: Arc::default(),
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
        held: Held::default(),
        initialized: false,
        refresh_due: None,
        settings_asked: 0,
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
            event = happening.recv() => if let Some(event) = event {
                server.held.disturb();
                server.happened(event);
            },
            () = tokio::time::sleep_until(wake.unwrap_or_else(Instant::now)), if wake.is_some() => server.wake(),
        }
    };
    server.stop_reading();
    server.cancel_all();
    // What was answered is written before the process ends. The runtime's clock cannot tell how long that may take: it
    // stands still while requests keep all threads busy.
    forward.abort();
    drop((outgoing, server, service));
    let _ = written.recv_timeout(Duration::from_secs(2));
    status
}

/// What the handler of a request that the loop answers itself has beside its params.
pub(super) struct Asked {
    /// Whether the client still wants the answer.
    pub(super) cancelled: Cancelled,
    outgoing: Outgoing,
}

impl Asked {
    /// Tells a part of the answer before the rest.
    pub(super) fn tell(&self, token: &ProgressToken, part: &impl Serialize) {
        #[derive(Serialize)]
        struct Params<'a, T> {
            token: &'a ProgressToken,
            value: &'a T,
        }
        #[derive(Serialize)]
        struct Progress<'a, T> {
            jsonrpc: &'static str,
            method: &'static str,
            params: Params<'a, T>,
        }
        let params = Params { token, value: part };
        let progress = Progress {
            jsonrpc: "2.0",
            method: "$/progress",
            params,
        };
        send(&self.outgoing, &progress);
    }
}

/// Where messages for the client go.
type Outgoing = mpsc::UnboundedSender<Vec<u8>>;

/// How to stop the requests that the loop answers itself, by id.
type Running = Arc<Mutex<FxHashMap<Id, Cancelled>>>;

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
                    self.hold(request);
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
        // The protocol: what comes before `initialize` is dropped, but for `exit`; so is what comes after `shutdown`.
        if !self.initialized || self.shutdown {
            return None;
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
        self.held.disturb();
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
    fn answer<P, T>(&self, request: Request, handler: fn(&Snapshot, &P, &Asked) -> T)
    where
        P: DeserializeOwned + Send + 'static,
        T: Serialize + 'static,
    {
        let (method, id, values) = request.into_parts();
        let Some(id) = id else { return };
        let (snapshot, running) = (self.snapshot.clone(), Arc::clone(&self.running));
        let asked = Asked {
            cancelled: Cancelled::default(),
            outgoing: self.outgoing.clone(),
        };
        running
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(id.clone(), asked.cancelled.clone());
        tokio::task::spawn_blocking(move || {
            let result = match serde_json::from_value::<P>(values.unwrap_or_default()) {
                Ok(params) => std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                    handler(&snapshot, &params, &asked)
                }))
                .map_err(|_| internal()),
                Err(error) => Err(Error::invalid_params(format!("{method}: {error}"))),
            };
            let result = if asked.cancelled.is_set() {
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
                &asked.outgoing,
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
    fn cancel_running(&mut self, request: &Request) -> bool {
        let id = request
            .params()
            .and_then(|p| p.get("id"))
            .and_then(|id| serde_json::from_value::<Id>(id.clone()).ok());
        let Some(id) = id else { return false };
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let runs = running.get(&id).map(Cancelled::set).is_some();
        drop(running);
        runs || self.let_go(&id)
    }

    /// Nobody waits for the answers any more.
    fn cancel_all(&self) {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.values().for_each(Cancelled::set);
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
                watchers: vec![
                    watch("**/copydesk.toml"),
                    watch("**/dossier/*.toml"),
                    watch("**/.copydesk/{annotations,private}/**/*.jsonl"),
                    watch("**/*.{txt,md,markdown}"),
                ],
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

    fn ask_settings(&mut self) {
        if !self.snapshot.client.has_configuration {
            return;
        }
        self.settings_asked += 1;
        let asked = self.settings_asked;
        let (client, events) = (self.client.clone(), self.events.clone());
        tokio::spawn(async move {
            let item = ConfigurationItem {
                scope_uri: None,
                section: Some("copydesk".to_owned()),
            };
            let answer = tokio::time::timeout(ANSWER, client.configuration(vec![item])).await;
            let Ok(Ok(mut values)) = answer else { return };
            // Absent, null, or of another type: the default.
            let value = values.pop().unwrap_or_default();
            let settings = serde_json::from_value(value).unwrap_or_default();
            let _ = events.send(Event::Settings { asked, settings });
        });
    }
}
