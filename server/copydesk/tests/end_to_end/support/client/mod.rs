//! An editor: starts the server, speaks JSON-RPC with it, keeps its own copy of every text, and takes offence.
//!
//! A thread reads whatever comes and answers the server's requests; a thread writes, so that neither side ever waits
//! for the other to read. What the server may never do is noted as it comes and held against it when the client is
//! dropped, after `shutdown` and `exit`.

mod asked;
mod editor;
mod heard;
mod units;

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufRead, BufReader, Read, Write},
    ops::Range,
    process::Child,
    sync::{Arc, Condvar, Mutex, MutexGuard, mpsc},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::{PATIENCE, binary};

use self::heard::*;
pub(crate) use self::{
    editor::{Editor, workspace_folder},
    heard::Publish,
    units::{Units, apply},
};

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
        let mut state = self.shared.lock();
        state.asked.insert(id);
        if let Some(token) = params.get("partialResultToken") {
            state.tokens.insert(token.to_string());
        }
        drop(state);
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

    /// Whether the answer to a request has come.
    pub(crate) fn is_answered(&self, id: i64) -> bool {
        self.shared.lock().answers.contains_key(&id)
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
