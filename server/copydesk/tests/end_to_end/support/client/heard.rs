//! What came from the server, read by a thread of its own, which answers its requests and notes what it may never do.

use serde_json::{Value, json};

use super::*;

/// What came from the server.
#[derive(Default)]
pub(super) struct Shared {
    pub(super) state: Mutex<State>,
    pub(super) news: Condvar,
}

impl Shared {
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[derive(Default)]
pub(super) struct State {
    pub(super) settings: Value,
    pub(super) asked: BTreeSet<i64>,
    pub(super) answers: BTreeMap<i64, Result<Value, Value>>,
    /// Errors that answer nothing in particular.
    pub(super) nameless: Vec<Value>,
    pub(super) publishes: Vec<Publish>,
    /// Other notifications.
    pub(super) said: Vec<Value>,
    /// The server's requests.
    pub(super) requests: Vec<Value>,
    pub(super) tokens: BTreeSet<String>,
    /// By URI: how often it was opened, and the version last sent while it is open.
    pub(super) opened: BTreeMap<String, (usize, Option<i64>)>,
    /// Files that may be published though nobody opened them.
    pub(super) expected: BTreeSet<String>,
    pub(super) stderr: Vec<String>,
    pub(super) stderr_closed: bool,
    /// What the server should not have done.
    pub(super) wrong: Vec<String>,
    pub(super) closed: bool,
}

/// One `textDocument/publishDiagnostics`.
#[derive(Clone, Debug)]
pub(crate) struct Publish {
    pub(crate) uri: String,
    pub(crate) version: Option<i64>,
    pub(crate) diagnostics: Vec<Value>,
    /// How often the file had been opened when it came.
    pub(super) opened: usize,
}

pub(super) struct Reader {
    pub(super) shared: Arc<Shared>,
    pub(super) outgoing: mpsc::Sender<Option<Vec<u8>>>,
    pub(super) capabilities: Value,
    pub(super) answers: bool,
    pub(super) pulls: bool,
}

impl Reader {
    pub(super) fn run(self, mut stdout: BufReader<impl Read>) {
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

    pub(super) fn take(&self, message: Value) {
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

    pub(super) fn offers(&self, pointer: &str) -> bool {
        self.capabilities
            .pointer(pointer)
            .is_some_and(|v| *v == json!(true))
    }

    pub(super) fn request(&self, state: &mut State, method: &str, id: Value, message: Value) {
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

    pub(super) fn notification(&self, state: &mut State, method: &str, message: Value) {
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

pub(super) fn framed(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

pub(super) fn read_message(stdout: &mut impl BufRead) -> Result<Option<Value>, String> {
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
