//! What a test asks for and waits for: reports, publishes, answers and what else the server says.

use serde_json::{Value, json};

use super::*;

impl Client {
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

    /// Waits until the server has made so many requests of a method, and answers the last of them, which a client
    /// [that never answers](super::Editor::that_never_answers) has not.
    #[track_caller]
    pub(crate) fn answer_requested(&self, method: &str, count: usize, result: &Value) {
        self.requested(method, count);
        let state = self.shared.lock();
        let requests = state.requests.iter().filter(|r| r["method"] == method);
        let id = requests.map(|r| r["id"].clone()).nth(count - 1);
        drop(state);
        self.write(framed(
            &json!({ "jsonrpc": "2.0", "id": id, "result": result }),
        ));
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
    pub(super) fn wait<T>(&self, what: &str, mut so: impl FnMut(&mut State) -> Option<T>) -> T {
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
}
