//! What an editor can do and how it is set: a client before it is started.

use serde_json::{Value, json};
use std::process::Stdio;

use super::*;

/// What an editor can do, to be changed before it starts.
pub(crate) struct Editor {
    pub(super) capabilities: Value,
    pub(super) folders: Vec<String>,
    pub(super) settings: Value,
    pub(super) pulls: bool,
    pub(super) answers: bool,
    pub(super) arguments: Vec<String>,
}

impl Editor {
    pub(super) fn new(pulls: bool) -> Self {
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

pub(super) fn shared_settings(shared: &Shared, settings: Value) {
    shared.lock().settings = settings;
}

/// A workspace folder as the protocol has it.
pub(crate) fn workspace_folder(uri: &str) -> Value {
    json!({ "uri": uri, "name": uri.rsplit('/').next().unwrap() })
}
