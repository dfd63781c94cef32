//! An editor: starts the server, speaks JSON-RPC with it, keeps its own copy of every text, and takes offence.
//!
//! A thread reads whatever comes and answers the server's requests; a thread writes, so that neither side ever waits
//! for the other to read. What the server may never do is noted as it comes and held against it when the client is
//! dropped, after `shutdown` and `exit`.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufRead, BufReader, Read, Write},
    ops::Range,
    process::{Child, Stdio},
    sync::{Arc, Condvar, Mutex, MutexGuard, mpsc},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::{PATIENCE, binary};

/// The units of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Units {
    Utf8,
    Utf16,
    Utf32,
}

impl Units {
    pub(crate) const ALL: [Self; 3] = [Self::Utf8, Self::Utf16, Self::Utf32];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Utf32 => "utf-32",
        }
    }

    fn of(self, character: char) -> usize {
        match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
            Self::Utf32 => 1,
        }
    }

    /// The position of a byte offset.
    pub(crate) fn position(self, text: &str, offset: usize) -> Value {
        let bytes = text.as_bytes();
        let ends_line = |at: usize| {
            bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'))
        };
        let starts: Vec<usize> = std::iter::once(0)
            .chain((0..offset).filter(|at| ends_line(*at)).map(|at| at + 1))
            .collect();
        let column: usize = text[starts[starts.len() - 1]..offset]
            .chars()
            .map(|c| self.of(c))
            .sum();
        json!({ "line": starts.len() - 1, "character": column })
    }

    /// The byte offset of a position that must be one.
    #[track_caller]
    pub(crate) fn offset(self, text: &str, position: &Value) -> usize {
        let (line, column) = (
            position["line"].as_u64().unwrap() as usize,
            position["character"].as_u64().unwrap() as usize,
        );
        let mut start = 0;
        for _ in 0..line {
            let Some(at) = text[start..].find(['\n', '\r']) else {
                panic!("{position} is below the text")
            };
            start += at
                + if text[start + at..].starts_with("\r\n") {
                    2
                } else {
                    1
                };
        }
        let (mut at, mut left) = (start, column);
        for character in text[start..].chars() {
            if left == 0 {
                break;
            }
            assert!(
                left >= self.of(character),
                "{position} is inside of {character:?}"
            );
            assert!(
                !matches!(character, '\n' | '\r'),
                "{position} is beyond its line"
            );
            left -= self.of(character);
            at += character.len_utf8();
        }
        assert_eq!(left, 0, "{position} is beyond the text");
        at
    }

    /// The words at a range.
    #[track_caller]
    pub(crate) fn words(self, text: &str, range: &Value) -> String {
        let (start, end) = (
            self.offset(text, &range["start"]),
            self.offset(text, &range["end"]),
        );
        assert!(start <= end, "reversed: {range}");
        text[start..end].to_owned()
    }

    pub(crate) fn range(self, text: &str, bytes: Range<usize>) -> Value {
        json!({ "start": self.position(text, bytes.start), "end": self.position(text, bytes.end) })
    }
}

/// What an editor can do, to be changed before it starts.
pub(crate) struct Editor {
    capabilities: Value,
    folders: Vec<String>,
    settings: Value,
    pulls: bool,
    answers: bool,
    arguments: Vec<String>,
}

impl Editor {
    fn new(pulls: bool) -> Self {
        let capabilities = json!({
            "general": { "positionEncodings": ["utf-16"] },
            "window": { "workDoneProgress": false },
            "workspace": {
                "configuration": true,
                "workspaceFolders": true,
                "didChangeWatchedFiles": { "dynamicRegistration": true, "relativePatternSupport": true },
                "didChangeConfiguration": { "dynamicRegistration": true },
                "workspaceEdit": { "documentChanges": true, "changeAnnotationSupport": { "groupsOnLabel": true } },
                "fileOperations": { "willRename": true, "didRename": true },
                "inlayHint": { "refreshSupport": true },
                "semanticTokens": { "refreshSupport": true },
                "symbol": { "resolveSupport": { "properties": ["location.range"] } },
            },
            "textDocument": {
                "synchronization": { "didSave": true },
                "publishDiagnostics": { "relatedInformation": true, "versionSupport": true, "codeDescriptionSupport": true, "dataSupport": true },
                "hover": { "contentFormat": ["markdown", "plaintext"] },
                "definition": { "linkSupport": true },
                "declaration": { "linkSupport": true },
                "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
                "codeAction": {
                    "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["", "quickfix", "refactor", "source"] } },
                    "dataSupport": true, "disabledSupport": true, "isPreferredSupport": true,
                    "resolveSupport": { "properties": ["edit"] },
                },
                "rename": { "prepareSupport": true, "honorsChangeAnnotations": true },
                "inlayHint": {},
                "foldingRange": { "lineFoldingOnly": true },
                "selectionRange": {},
                "semanticTokens": {
                    "requests": { "full": true, "range": true },
                    "tokenTypes": ["class", "string", "number", "namespace", "type", "variable"], "tokenModifiers": ["definition"], "formats": ["relative"],
                },
            },
        });
        let mut editor = Self {
            capabilities,
            folders: Vec::new(),
            settings: Value::Null,
            pulls,
            answers: true,
            arguments: vec!["lsp".into()],
        };
        if pulls {
            editor = editor.with(
                "/textDocument/diagnostic",
                json!({ "relatedDocumentSupport": true }),
            );
            editor = editor.with("/workspace/diagnostics", json!({ "refreshSupport": true }));
        }
        editor
    }

    /// One that waits for diagnostics to come.
    pub(crate) fn push() -> Self {
        Self::new(false)
    }

    /// One that asks for them.
    pub(crate) fn pull() -> Self {
        Self::new(true)
    }

    /// Sets a capability by its pointer; null takes it away.
    pub(crate) fn with(mut self, pointer: &str, value: Value) -> Self {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        self.capabilities
            .pointer_mut(parent)
            .unwrap_or_else(|| panic!("no {parent}"))[key] = value;
        self
    }

    /// What it offers to count columns in, the best first.
    pub(crate) fn encodings(self, names: &[&str]) -> Self {
        self.with("/general/positionEncodings", json!(names))
    }

    pub(crate) fn counting_in(self, units: Units) -> Self {
        self.encodings(&[units.name()])
    }

    /// A folder that is open from the start.
    pub(crate) fn folder(mut self, uri: String) -> Self {
        self.folders.push(uri);
        self
    }

    /// What it answers for the section `copydesk` of its settings.
    pub(crate) fn settings(mut self, settings: Value) -> Self {
        self.settings = settings;
        self
    }

    /// Shows work-done progress.
    pub(crate) fn progress(self) -> Self {
        self.with("/window/workDoneProgress", json!(true))
    }

    /// Leaves the server's own requests without an answer.
    pub(crate) fn that_never_answers(mut self) -> Self {
        self.answers = false;
        self
    }

    /// Other arguments of the command line than `lsp`.
    pub(crate) fn arguments(mut self, arguments: &[&str]) -> Self {
        self.arguments = arguments.iter().map(ToString::to_string).collect();
        self
    }

    /// Starts the server and shakes hands.
    #[track_caller]
    pub(crate) fn start(self) -> Client {
        let folders = self.folders.clone();
        let mut client = self.start_silent();
        client.initialize(&folders);
        client
    }

    /// Starts the server and says nothing.
    pub(crate) fn start_silent(self) -> Client {
        let mut child = binary()
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (stdin, stdout, stderr) = (
            child.stdin.take().unwrap(),
            child.stdout.take().unwrap(),
            child.stderr.take().unwrap(),
        );
        let (outgoing, to_write) = mpsc::channel::<Option<Vec<u8>>>();
        std::thread::spawn(move || {
            let mut stdin = stdin;
            // `None`, or the client's end, closes the pipe. A server that is gone reads no more.
            while let Ok(Some(bytes)) = to_write.recv() {
                if stdin
                    .write_all(&bytes)
                    .and_then(|()| stdin.flush())
                    .is_err()
                {
                    return;
                }
            }
        });
        let shared = Arc::new(Shared::default());
        {
            let shared = Arc::clone(&shared);
            let reader = Reader {
                shared,
                outgoing: outgoing.clone(),
                capabilities: self.capabilities.clone(),
                answers: self.answers,
                pulls: self.pulls,
            };
            shared_settings(&reader.shared, self.settings);
            std::thread::spawn(move || reader.run(BufReader::new(stdout)));
        }
        let errors = Arc::clone(&shared);
        std::thread::spawn(move || {
            for line in BufReader::new(stderr).split(b'\n').map_while(Result::ok) {
                errors
                    .lock()
                    .stderr
                    .push(String::from_utf8_lossy(&line).into_owned());
            }
            errors.lock().stderr_closed = true;
            errors.news.notify_all();
        });
        Client {
            child,
            outgoing,
            shared,
            capabilities: self.capabilities,
            units: Units::Utf16,
            initialized: Value::Null,
            texts: BTreeMap::new(),
            next_id: 0,
            ending: Ending::Orderly,
        }
    }
}

fn shared_settings(shared: &Shared, settings: Value) {
    shared.lock().settings = settings;
}

/// What came from the server.
#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    news: Condvar,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[derive(Default)]
struct State {
    settings: Value,
    asked: BTreeSet<i64>,
    answers: BTreeMap<i64, Result<Value, Value>>,
    /// Errors that answer nothing in particular.
    nameless: Vec<Value>,
    publishes: Vec<Publish>,
    /// Other notifications.
    said: Vec<Value>,
    /// The server's requests.
    requests: Vec<Value>,
    tokens: BTreeSet<String>,
    /// By URI: how often it was opened, and the version last sent while it is open.
    opened: BTreeMap<String, (usize, Option<i64>)>,
    /// Files that may be published though nobody opened them.
    expected: BTreeSet<String>,
    stderr: Vec<String>,
    stderr_closed: bool,
    /// What the server should not have done.
    wrong: Vec<String>,
    closed: bool,
}

/// One `textDocument/publishDiagnostics`.
#[derive(Clone, Debug)]
pub(crate) struct Publish {
    pub(crate) uri: String,
    pub(crate) version: Option<i64>,
    pub(crate) diagnostics: Vec<Value>,
    /// How often the file had been opened when it came.
    opened: usize,
}

struct Reader {
    shared: Arc<Shared>,
    outgoing: mpsc::Sender<Option<Vec<u8>>>,
    capabilities: Value,
    answers: bool,
    pulls: bool,
}

impl Reader {
    fn run(self, mut stdout: BufReader<impl Read>) {
        loop {
            match read_message(&mut stdout) {
                Ok(Some(message)) => self.take(message),
                Ok(None) => break,
                Err(error) => {
                    self.shared
                        .lock()
                        .wrong
                        .push(format!("standard output is no message: {error}"));
                    break;
                }
            }
            self.shared.news.notify_all();
        }
        self.shared.lock().closed = true;
        self.shared.news.notify_all();
    }

    fn take(&self, message: Value) {
        let mut state = self.shared.lock();
        if message["jsonrpc"] != "2.0" {
            state.wrong.push(format!("no JSON-RPC 2.0: {message}"));
        }
        let method = message["method"].as_str().map(str::to_owned);
        match (method, message.get("id").cloned()) {
            (Some(method), Some(id)) => self.request(&mut state, &method, id, message),
            (Some(method), None) => self.notification(&mut state, &method, message),
            (None, Some(Value::Number(id))) => {
                let id = id.as_i64().unwrap_or(-1);
                if !state.asked.contains(&id) || state.answers.contains_key(&id) {
                    state
                        .wrong
                        .push(format!("an answer to no question: {message}"));
                }
                let answer = match (message.get("result"), message.get("error")) {
                    (Some(result), None) => Ok(result.clone()),
                    (None, Some(error)) => Err(error.clone()),
                    _ => Err(
                        json!({ "code": 0, "message": format!("neither result nor error: {message}") }),
                    ),
                };
                state.answers.insert(id, answer);
            }
            (None, Some(Value::Null)) if message.get("error").is_some() => {
                state.nameless.push(message["error"].clone())
            }
            _ => state.wrong.push(format!(
                "neither request nor notification nor answer: {message}"
            )),
        }
    }

    fn offers(&self, pointer: &str) -> bool {
        self.capabilities
            .pointer(pointer)
            .is_some_and(|v| *v == json!(true))
    }

    fn request(&self, state: &mut State, method: &str, id: Value, message: Value) {
        let mut offered = true;
        let result = match method {
            "workspace/configuration" => {
                offered = self.offers("/workspace/configuration");
                let items = message["params"]["items"]
                    .as_array()
                    .cloned()
                    .unwrap_or_default();
                let setting = |item: &Value| {
                    if item["section"] == "copydesk" {
                        state.settings.clone()
                    } else {
                        Value::Null
                    }
                };
                json!(items.iter().map(setting).collect::<Vec<_>>())
            }
            "client/registerCapability" => {
                for registration in message["params"]["registrations"]
                    .as_array()
                    .into_iter()
                    .flatten()
                {
                    let method = registration["method"].as_str().unwrap_or_default();
                    offered &= match method.split_once('/') {
                        Some(("workspace", "didChangeWorkspaceFolders")) => {
                            self.offers("/workspace/workspaceFolders")
                        }
                        Some((area, name)) => {
                            self.offers(&format!("/{area}/{name}/dynamicRegistration"))
                        }
                        None => false,
                    };
                }
                Value::Null
            }
            "client/unregisterCapability" | "window/showMessageRequest" => Value::Null,
            "window/workDoneProgress/create" => {
                offered = self.offers("/window/workDoneProgress");
                state.tokens.insert(message["params"]["token"].to_string());
                Value::Null
            }
            "workspace/applyEdit" => json!({ "applied": true }),
            "workspace/diagnostic/refresh" => {
                offered = self.offers("/workspace/diagnostics/refreshSupport");
                Value::Null
            }
            "workspace/inlayHint/refresh" | "workspace/semanticTokens/refresh" => {
                let area = method.split('/').nth(1).unwrap_or_default();
                offered = self.offers(&format!("/workspace/{area}/refreshSupport"));
                Value::Null
            }
            "workspace/workspaceFolders" => Value::Null,
            _ => {
                offered = false;
                Value::Null
            }
        };
        if !offered {
            state.wrong.push(format!(
                "asked for what the client does not offer: {message}"
            ));
        }
        state.requests.push(message);
        if self.answers {
            let answer = json!({ "jsonrpc": "2.0", "id": id, "result": result });
            let _ = self.outgoing.send(Some(framed(&answer)));
        }
    }

    fn notification(&self, state: &mut State, method: &str, message: Value) {
        let params = &message["params"];
        match method {
            "textDocument/publishDiagnostics" => {
                let uri = params["uri"].as_str().unwrap_or_default().to_owned();
                let version = params["version"].as_i64();
                let (opened, sent) = state.opened.get(&uri).copied().unwrap_or_default();
                if self.pulls {
                    state
                        .wrong
                        .push(format!("pushed to a client that pulls: {message}"));
                }
                if opened == 0 && !state.expected.contains(&uri) {
                    state
                        .wrong
                        .push(format!("published a file that nobody opened: {message}"));
                }
                if sent.is_some() && version.is_none() {
                    // A publish of before `didOpen` may still be under way.
                    let first = !state
                        .publishes
                        .iter()
                        .any(|p| p.uri == uri && p.opened == opened);
                    if !first {
                        state
                            .wrong
                            .push(format!("an open file without a version: {message}"));
                    }
                }
                if let (Some(sent), Some(version)) = (sent, version)
                    && version > sent
                {
                    state.wrong.push(format!(
                        "version {version} was never sent, {sent} is the last: {message}"
                    ));
                }
                let diagnostics = params["diagnostics"]
                    .as_array()
                    .cloned()
                    .unwrap_or_default();
                if opened > 0 && sent.is_none() && version.is_none() && !diagnostics.is_empty() {
                    state
                        .wrong
                        .push(format!("a closed file is not cleared: {message}"));
                }
                state.publishes.push(Publish {
                    uri,
                    version,
                    diagnostics,
                    opened,
                });
            }
            "window/logMessage" | "$/logTrace" | "telemetry/event" => {}
            "$/progress" => {
                if !state.tokens.contains(&params["token"].to_string()) {
                    state
                        .wrong
                        .push(format!("progress without a token of its own: {message}"));
                }
                state.said.push(message);
            }
            "window/showMessage" => state.said.push(message),
            _ => state
                .wrong
                .push(format!("nobody knows this notification: {message}")),
        }
    }
}

fn framed(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

fn read_message(stdout: &mut impl BufRead) -> Result<Option<Value>, String> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if stdout.read_line(&mut line).map_err(|e| e.to_string())? == 0 {
            return if length.is_none() {
                Ok(None)
            } else {
                Err("it ends in a header".into())
            };
        }
        match line
            .strip_suffix("\r\n")
            .ok_or_else(|| format!("{line:?}"))?
            .split_once(": ")
        {
            Some(("Content-Length", number)) => {
                length = Some(number.parse::<usize>().map_err(|e| e.to_string())?)
            }
            Some(("Content-Type", _)) => {}
            None if line == "\r\n" && length.is_some() => break,
            _ => return Err(format!("{line:?}")),
        }
    }
    let mut body = vec![0; length.unwrap_or(0)];
    stdout.read_exact(&mut body).map_err(|e| e.to_string())?;
    serde_json::from_slice(&body)
        .map(Some)
        .map_err(|e| e.to_string())
}

/// How the server is to be taken leave of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// `shutdown`, `exit`, status 0.
    Orderly,
    /// The test saw to it.
    Seen,
}

/// A client with a server of its own.
pub(crate) struct Client {
    child: Child,
    outgoing: mpsc::Sender<Option<Vec<u8>>>,
    shared: Arc<Shared>,
    capabilities: Value,
    /// In which columns are counted.
    pub(crate) units: Units,
    /// The answer to `initialize`.
    pub(crate) initialized: Value,
    /// The text of every open document.
    texts: BTreeMap<String, String>,
    next_id: i64,
    ending: Ending,
}

impl Client {
    /// `initialize` and `initialized`.
    #[track_caller]
    pub(crate) fn initialize(&mut self, folders: &[String]) {
        let params = self.initialize_params(folders);
        self.initialized = self.ask("initialize", params);
        self.units = match self.initialized["capabilities"]["positionEncoding"].as_str() {
            Some("utf-8") => Units::Utf8,
            Some("utf-32") => Units::Utf32,
            Some("utf-16") | None => Units::Utf16,
            Some(other) => panic!("nobody offered {other}"),
        };
        self.notify("initialized", json!({}));
    }

    pub(crate) fn initialize_params(&self, folders: &[String]) -> Value {
        let folders: Vec<Value> = folders.iter().map(|f| workspace_folder(f)).collect();
        let folders = if folders.is_empty() {
            Value::Null
        } else {
            json!(folders)
        };
        json!({ "processId": std::process::id(), "rootUri": null, "workspaceFolders": folders, "capabilities": self.capabilities, "clientInfo": { "name": "test" } })
    }

    // What is sent.

    /// Writes bytes as they are.
    pub(crate) fn write(&self, bytes: impl Into<Vec<u8>>) {
        let _ = self.outgoing.send(Some(bytes.into()));
    }

    /// Sends a notification.
    pub(crate) fn notify(&self, method: &str, params: Value) {
        self.write(framed(
            &json!({ "jsonrpc": "2.0", "method": method, "params": params }),
        ));
    }

    /// Sends a request; the answer is awaited by [`Self::answer`].
    pub(crate) fn request(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        let id = self.next_id;
        self.shared.lock().asked.insert(id);
        let mut message = json!({ "jsonrpc": "2.0", "id": id, "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.write(framed(&message));
        id
    }

    /// The answer to a request: its result or its error.
    #[track_caller]
    pub(crate) fn answer(&self, id: i64) -> Result<Value, Value> {
        self.wait(&format!("the answer to request {id}"), |state| {
            state.answers.get(&id).cloned()
        })
    }

    /// Asks, and has a result.
    #[track_caller]
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        self.answer(id)
            .unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Asks, and is refused: the error.
    #[track_caller]
    pub(crate) fn refused(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        match self.answer(id) {
            Ok(result) => panic!("{method} was not refused: {result}"),
            Err(error) => {
                assert!(
                    error["message"].as_str().is_some_and(|m| !m.is_empty()),
                    "{error}"
                );
                error
            }
        }
    }

    // Documents.

    /// Opens a document; its language by its ending.
    pub(crate) fn open(&mut self, uri: &str, text: &str) {
        let language = if uri.ends_with(".md") {
            "markdown"
        } else {
            "plaintext"
        };
        self.open_as(uri, language, text);
    }

    pub(crate) fn open_as(&mut self, uri: &str, language: &str, text: &str) {
        {
            let mut state = self.shared.lock();
            let opened = state.opened.entry(uri.to_owned()).or_default();
            *opened = (opened.0 + 1, Some(1));
        }
        self.texts.insert(uri.to_owned(), text.to_owned());
        self.notify("textDocument/didOpen", json!({ "textDocument": { "uri": uri, "languageId": language, "version": 1, "text": text } }));
    }

    pub(crate) fn close(&mut self, uri: &str) {
        self.shared.lock().opened.get_mut(uri).unwrap().1 = None;
        self.texts.remove(uri);
        self.notify(
            "textDocument/didClose",
            json!({ "textDocument": { "uri": uri } }),
        );
    }

    /// The text that the server should have.
    pub(crate) fn text(&self, uri: &str) -> &str {
        &self.texts[uri]
    }

    /// Replaces bytes by text, one after another, in one notification. The new version.
    pub(crate) fn edit(&mut self, uri: &str, edits: &[(Range<usize>, &str)]) -> i64 {
        let mut events = Vec::new();
        let text = self.texts.get_mut(uri).unwrap();
        for (range, new) in edits {
            events.push(json!({ "range": self.units.range(text, range.clone()), "text": new }));
            text.replace_range(range.clone(), new);
        }
        self.change(uri, json!(events))
    }

    /// Replaces the whole text. The new version.
    pub(crate) fn replace(&mut self, uri: &str, text: &str) -> i64 {
        text.clone_into(self.texts.get_mut(uri).unwrap());
        self.change(uri, json!([{ "text": text }]))
    }

    /// Replaces the first `old` by `new`. The new version.
    #[track_caller]
    pub(crate) fn replace_words(&mut self, uri: &str, old: &str, new: &str) -> i64 {
        let at = self
            .text(uri)
            .find(old)
            .unwrap_or_else(|| panic!("no {old:?}"));
        self.edit(uri, &[(at..at + old.len(), new)])
    }

    /// Sends change events as they are. The new version.
    pub(crate) fn change(&mut self, uri: &str, events: Value) -> i64 {
        let version = {
            let mut state = self.shared.lock();
            let version = state.opened.get_mut(uri).unwrap().1.as_mut().unwrap();
            *version += 1;
            *version
        };
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": events }),
        );
        version
    }

    /// Takes down that the text is another now than the edits sent say: for ranges that the server mends.
    pub(crate) fn assume(&mut self, uri: &str, text: &str) {
        self.texts.insert(uri.to_owned(), text.to_owned());
    }

    /// Says that files on disk have changed: 1 created, 2 changed, 3 deleted.
    pub(crate) fn watched(&self, changes: &[(&str, u8)]) {
        let changes: Vec<Value> = changes
            .iter()
            .map(|(uri, kind)| json!({ "uri": uri, "type": kind }))
            .collect();
        self.notify(
            "workspace/didChangeWatchedFiles",
            json!({ "changes": changes }),
        );
    }

    /// Changes the settings, and says so.
    pub(crate) fn set(&self, settings: Value) {
        self.shared.lock().settings = settings;
        self.notify(
            "workspace/didChangeConfiguration",
            json!({ "settings": null }),
        );
    }

    // Places.

    /// The position inside of the `nth` (from 1) `words`, at the byte `within` them.
    #[track_caller]
    pub(crate) fn position(&self, uri: &str, words: &str, nth: usize, within: usize) -> Value {
        let text = self.text(uri);
        let (at, _) = text
            .match_indices(words)
            .nth(nth - 1)
            .unwrap_or_else(|| panic!("no {words:?} number {nth}"));
        self.units.position(text, at + within)
    }

    /// The same as parameters of a request.
    #[track_caller]
    pub(crate) fn at(&self, uri: &str, words: &str, nth: usize) -> Value {
        json!({ "textDocument": { "uri": uri }, "position": self.position(uri, words, nth, 1) })
    }

    /// The words of an open document at a range.
    #[track_caller]
    pub(crate) fn words(&self, uri: &str, range: &Value) -> String {
        self.units.words(self.text(uri), range)
    }

    // Diagnostics.

    /// Asks for a document's diagnostics: the report.
    #[track_caller]
    pub(crate) fn report(&mut self, uri: &str, previous: Option<&str>) -> Value {
        let mut params = json!({ "textDocument": { "uri": uri } });
        if let Some(previous) = previous {
            params["previousResultId"] = json!(previous);
        }
        self.ask("textDocument/diagnostic", params)
    }

    /// Asks for a document's diagnostics: all of them.
    #[track_caller]
    pub(crate) fn pull(&mut self, uri: &str) -> Vec<Value> {
        let report = self.report(uri, None);
        assert_eq!(report["kind"], "full", "{report}");
        report["items"].as_array().unwrap().clone()
    }

    /// Asks until the diagnostics are so: for what comes with another file.
    #[track_caller]
    pub(crate) fn pull_until(
        &mut self,
        uri: &str,
        what: &str,
        so: impl Fn(&[Value]) -> bool,
    ) -> Vec<Value> {
        let start = Instant::now();
        loop {
            let found = self.pull(uri);
            if so(&found) {
                return found;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "waited in vain until {what}: {found:#?}"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// What was published for a file so far.
    pub(crate) fn publishes(&self, uri: &str) -> Vec<Publish> {
        self.shared
            .lock()
            .publishes
            .iter()
            .filter(|p| p.uri == uri)
            .cloned()
            .collect()
    }

    /// Lets the server publish a file that was not opened.
    pub(crate) fn expect_publishes(&self, uri: &str) {
        self.shared.lock().expected.insert(uri.to_owned());
    }

    /// Waits until the last publish of a file is so.
    #[track_caller]
    pub(crate) fn published(
        &self,
        uri: &str,
        what: &str,
        so: impl Fn(&Publish) -> bool,
    ) -> Publish {
        self.wait(&format!("publish of {uri}: {what}"), |state| {
            state
                .publishes
                .iter()
                .rev()
                .find(|p| p.uri == uri)
                .filter(|p| so(p))
                .cloned()
        })
    }

    /// Lets time pass in which no publish of a file may come beyond the `count` there were.
    #[track_caller]
    pub(crate) fn no_more_publishes(&self, uri: &str, count: usize) {
        let until = Instant::now() + Duration::from_millis(700);
        while Instant::now() < until {
            let publishes = self.publishes(uri);
            assert!(
                publishes.len() <= count,
                "a publish that says nothing new: {:#?}",
                &publishes[count.saturating_sub(1)..]
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// What the server says of itself.
    #[track_caller]
    pub(crate) fn status(&mut self) -> Value {
        self.ask("copydesk/status", Value::Null)
    }

    /// Waits until a folder is a corpus that was read, with so many articles.
    #[track_caller]
    pub(crate) fn indexed(&mut self, folder: &str, articles: usize) {
        let start = Instant::now();
        loop {
            let status = self.status();
            let of = status["folders"]
                .as_array()
                .unwrap()
                .iter()
                .find(|f| f["uri"] == folder)
                .cloned()
                .unwrap_or_default();
            if of["corpus"] == true && of["indexing"] == false && of["articles"] == articles {
                return;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "waited in vain for {articles} articles in {folder}: {status:#}"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    // What else came.

    /// The server's requests of a method so far.
    pub(crate) fn requests(&self, method: &str) -> Vec<Value> {
        self.shared
            .lock()
            .requests
            .iter()
            .filter(|r| r["method"] == method)
            .map(|r| r["params"].clone())
            .collect()
    }

    /// Waits until the server has made so many requests of a method.
    #[track_caller]
    pub(crate) fn requested(&self, method: &str, count: usize) -> Vec<Value> {
        self.wait(&format!("{method}, {count} times"), |state| {
            let all: Vec<Value> = state
                .requests
                .iter()
                .filter(|r| r["method"] == method)
                .map(|r| r["params"].clone())
                .collect();
            (all.len() >= count).then_some(all)
        })
    }

    /// The notifications of a method so far, publishes and log aside.
    pub(crate) fn said(&self, method: &str) -> Vec<Value> {
        self.shared
            .lock()
            .said
            .iter()
            .filter(|r| r["method"] == method)
            .map(|r| r["params"].clone())
            .collect()
    }

    /// Waits for a notification; messages for the user are taken by this.
    #[track_caller]
    pub(crate) fn heard(&self, method: &str, so: impl Fn(&Value) -> bool) -> Value {
        self.wait(method, |state| {
            let at = state
                .said
                .iter()
                .position(|r| r["method"] == method && so(&r["params"]))?;
            Some(if method == "$/progress" {
                state.said[at]["params"].clone()
            } else {
                state.said.remove(at)["params"].clone()
            })
        })
    }

    /// Waits for an error that answers nothing in particular, and takes it.
    #[track_caller]
    pub(crate) fn nameless_error(&self) -> Value {
        self.wait("an error without an id", |state| {
            (!state.nameless.is_empty()).then(|| state.nameless.remove(0))
        })
    }

    /// What the server did wrong so far, forgiven.
    pub(crate) fn take_offence(&self) -> Vec<String> {
        std::mem::take(&mut self.shared.lock().wrong)
    }

    /// Errors without an id are of no interest.
    pub(crate) fn forgive_nameless_errors(&self) {
        self.shared.lock().nameless.clear();
    }

    /// Waits until something has come.
    #[track_caller]
    fn wait<T>(&self, what: &str, mut so: impl FnMut(&mut State) -> Option<T>) -> T {
        let start = Instant::now();
        let mut state = self.shared.lock();
        loop {
            if let Some(found) = so(&mut state) {
                return found;
            }
            let gone = state.closed && start.elapsed() > Duration::from_secs(1);
            if gone || start.elapsed() > PATIENCE {
                let why = if gone {
                    "the server is gone"
                } else {
                    "waited in vain"
                };
                let last: Vec<_> = state.publishes.iter().rev().take(3).cloned().collect();
                let (wrong, stderr) = (state.wrong.clone(), state.stderr.join("\n"));
                drop(state);
                panic!(
                    "{why}: {what}\nlast publishes: {last:#?}\nwrong: {wrong:#?}\nstderr: {stderr}"
                );
            }
            state = self
                .shared
                .news
                .wait_timeout(state, Duration::from_millis(100))
                .unwrap_or_else(std::sync::PoisonError::into_inner)
                .0;
        }
    }

    // The end.

    /// Closes the server's standard input.
    pub(crate) fn close_input(&self) {
        let _ = self.outgoing.send(None);
    }

    /// Waits for the process to end by itself: its status.
    #[track_caller]
    pub(crate) fn ended(&mut self) -> i32 {
        self.ending = Ending::Seen;
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code().unwrap_or(-1);
            }
            assert!(
                start.elapsed() < Duration::from_secs(10),
                "the server does not end"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// `shutdown` and `exit`, with standard input left open.
    #[track_caller]
    fn leave(&mut self) {
        let answer = self.ask("shutdown", Value::Null);
        assert_eq!(answer, Value::Null, "the answer to `shutdown`");
        self.notify("exit", Value::Null);
        assert_eq!(self.ended(), 0, "the status after `shutdown` and `exit`");
    }

    /// The process, for what the system knows of it.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    fn verdict(&self, orderly: bool) -> Vec<String> {
        let start = Instant::now();
        while !(self.shared.lock().stderr_closed && self.shared.lock().closed)
            && start.elapsed() < PATIENCE
        {
            std::thread::sleep(Duration::from_millis(2));
        }
        let state = self.shared.lock();
        let mut wrong = state.wrong.clone();
        let stderr = state.stderr.join("\n");
        if stderr.contains("panicked") {
            wrong.push(format!("a panic: {stderr}"));
        }
        wrong.extend(
            state
                .nameless
                .iter()
                .map(|e| format!("an error that nobody expected: {e}")),
        );
        wrong.extend(
            state
                .said
                .iter()
                .filter(|m| m["method"] == "window/showMessage")
                .map(|m| format!("a message that nobody expected: {m}")),
        );
        let unanswered: Vec<_> = state
            .asked
            .iter()
            .filter(|id| !state.answers.contains_key(id))
            .collect();
        if orderly && !unanswered.is_empty() {
            wrong.push(format!("never answered: {unanswered:?}"));
        }
        let mut last: BTreeMap<&str, &Publish> = BTreeMap::new();
        for publish in &state.publishes {
            if let Some(before) = last.insert(&publish.uri, publish)
                && before.opened == publish.opened
            {
                if before.diagnostics == publish.diagnostics {
                    wrong.push(format!("published twice the same: {before:?}\n{publish:?}"));
                }
                if let (Some(a), Some(b)) = (before.version, publish.version)
                    && b < a
                {
                    wrong.push(format!("version {b} after {a}: {}", publish.uri));
                }
            }
        }
        wrong
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _ = self.child.kill();
            let _ = self.child.wait();
            return;
        }
        let orderly = self.ending == Ending::Orderly;
        if orderly {
            self.leave();
        }
        let wrong = self.verdict(orderly);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

/// A workspace folder as the protocol has it.
pub(crate) fn workspace_folder(uri: &str) -> Value {
    json!({ "uri": uri, "name": uri.rsplit('/').next().unwrap() })
}

/// Applies LSP text edits to a text.
#[track_caller]
pub(crate) fn apply(units: Units, text: &str, edits: &Value) -> String {
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .unwrap()
        .iter()
        .map(|e| {
            let (start, end) = (
                units.offset(text, &e["range"]["start"]),
                units.offset(text, &e["range"]["end"]),
            );
            (start, end, e["newText"].as_str().unwrap())
        })
        .collect();
    edits.sort_unstable();
    for pair in edits.windows(2) {
        assert!(pair[0].1 <= pair[1].0, "edits overlap: {pair:?}");
    }
    let mut text = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}
