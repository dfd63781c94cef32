//! A client that shows the findings of the whole folder asks for them again and again. As long as nothing has happened
//! since its last answer, its question is held, as the protocol allows: else both would compare long lists every other
//! second for nothing.

use std::time::Duration;

use tokio::time::Instant;
use tower_lsp::{
    jsonrpc::{Error, Id, Request, Response},
    ls_types::WorkspaceDiagnosticParams,
};

use super::{Server, send};
use crate::lsp::requests;

/// So long a question is held at most: what another program wrote into the index is seen then.
const LONGEST: Duration = Duration::from_secs(30);
/// When something has happened, more is likely to follow.
const SETTLES: Duration = Duration::from_secs(1);

/// The question that waits, and what decides how long.
#[derive(Default)]
pub(super) struct Held {
    waiting: Option<(Request, Instant)>,
    /// Whether nothing has happened since the last answer.
    quiet: bool,
}

impl Held {
    /// When the question that waits is due.
    pub(super) fn due(&self) -> Option<Instant> {
        self.waiting.as_ref().map(|(_, due)| *due)
    }

    /// Something happened that an answer may tell.
    pub(super) fn disturb(&mut self) {
        self.quiet = false;
        if let Some((_, due)) = &mut self.waiting {
            *due = (*due).min(Instant::now() + SETTLES);
        }
    }
}

impl Server {
    /// `workspace/diagnostic`: answered at once if the client shows nothing yet, or something has happened; but who takes
    /// no answer in parts waits for the end of the reading.
    pub(super) fn hold(&mut self, request: Request) {
        if let Some((request, _)) = self.held.waiting.take() {
            self.answer_on_workspace(request);
        }
        let asked = asked(&request);
        let shows = asked.is_some_and(|params| !params.previous_result_ids.is_empty());
        if shows && self.held.quiet || self.waits_for_reading(&request) {
            self.held.waiting = Some((request, Instant::now() + LONGEST));
        } else {
            self.answer_on_workspace(request);
        }
    }

    /// The question that waits has waited long enough.
    pub(super) fn answer_held(&mut self) {
        let Some((request, _)) = self.held.waiting.take() else {
            return;
        };
        if self.waits_for_reading(&request) {
            self.held.waiting = Some((request, Instant::now() + LONGEST));
        } else {
            self.answer_on_workspace(request);
        }
    }

    fn waits_for_reading(&self, request: &Request) -> bool {
        let parts = asked(request).and_then(|p| p.partial_result_params.partial_result_token);
        let mut folders = self.snapshot.folders.iter();
        parts.is_none() && folders.any(|folder| folder.is_corpus() && folder.indexing)
    }

    fn answer_on_workspace(&mut self, request: Request) {
        self.held.quiet = true;
        self.answer(request, requests::workspace_diagnostic::handle);
    }

    /// The client no longer wants the answer that it waits for; `false` if it waits for none of this id.
    pub(super) fn let_go(&mut self, id: &Id) -> bool {
        let waits = |(request, _): &mut (Request, Instant)| request.id() == Some(id);
        let waited = self.held.waiting.take_if(waits).is_some();
        if waited {
            let answer = Response::from_error(id.clone(), Error::request_cancelled());
            send(&self.outgoing, &answer);
        }
        waited
    }
}

fn asked(request: &Request) -> Option<WorkspaceDiagnosticParams> {
    serde_json::from_value(request.params().cloned()?).ok()
}
