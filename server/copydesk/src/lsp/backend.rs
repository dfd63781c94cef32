//! The protocol's methods, each handed to its file in `requests/`. The two that ask for diagnostics are answered by the
//! loop, without the library's detour over a tree of JSON values.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use serde_json::Value;
use tokio::sync::mpsc;
use tower_lsp::{
    LanguageServer,
    jsonrpc::{Error, ErrorCode, Result},
    ls_types::*,
};

use super::{
    requests::{self, status::Status},
    server::Event,
    state::Snapshot,
};

/// What handlers need beside their snapshot.
pub(super) struct Backend {
    pub(super) events: mpsc::UnboundedSender<Event>,
}

/// Set when the client no longer wants the answer.
#[derive(Clone, Default)]
pub(super) struct Cancelled(Arc<AtomicBool>);

impl Cancelled {
    pub(super) fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Sets the flag when the request's future is dropped: that is how a cancelled request ends.
struct CancelOnDrop(Cancelled);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.set();
    }
}

/// Answers from the request's snapshot. Code that panics takes no other request with it.
fn answer<T>(question: impl FnOnce(Snapshot) -> Result<T>) -> Result<T> {
    let snapshot = Snapshot::current();
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| question(snapshot)))
        .unwrap_or_else(|_| Err(internal()))
}

/// The same on a thread of its own, for questions that look at many articles.
async fn answer_slowly<T: Send + 'static>(
    question: impl FnOnce(Snapshot, Cancelled) -> Result<T> + Send + 'static,
) -> Result<T> {
    let snapshot = Snapshot::current();
    let cancelled = Cancelled::default();
    let _guard = CancelOnDrop(cancelled.clone());
    tokio::task::spawn_blocking(move || question(snapshot, cancelled))
        .await
        .unwrap_or_else(|_| Err(internal()))
}

pub(super) fn internal() -> Error {
    Error {
        code: ErrorCode::InternalError,
        message: "Copydesk could not answer this; its log says why.".into(),
        data: None,
    }
}

/// An error whose message can be shown as it is.
pub(super) fn refusal(message: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error {
        code: ErrorCode::ServerError(-32803),
        message: message.into(),
        data: None,
    }
}

impl Backend {
    pub(super) async fn status(&self) -> Result<Status> {
        answer(|s| Ok(requests::status::handle(&s)))
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        answer(|s| Ok(requests::initialize::handle(&s)))
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        answer(|s| Ok(requests::hover::handle(&s, &params)))
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        answer(|s| Ok(requests::definition::handle(&s, &params)))
    }

    async fn goto_declaration(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        answer(|s| Ok(requests::declaration::handle(&s, &params)))
    }

    async fn goto_type_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        answer(|s| Ok(requests::type_definition::handle(&s, &params)))
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        answer_slowly(move |s, _| Ok(requests::completion::handle(&s, &params))).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        answer_slowly(move |s, cancelled| Ok(requests::references::handle(&s, &params, &cancelled)))
            .await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        answer(|s| Ok(requests::document_highlight::handle(&s, &params)))
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        answer(|s| requests::prepare_rename::handle(&s, &params))
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        answer_slowly(move |s, cancelled| requests::rename::handle(&s, &params, &cancelled)).await
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        answer(|s| Ok(requests::document_symbol::handle(&s, &params)))
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<WorkspaceSymbolResponse>> {
        answer_slowly(move |s, _| Ok(requests::workspace_symbol::handle(&s, &params))).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        answer(|s| Ok(requests::code_action::handle(&s, &params)))
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        answer_slowly(move |s, _| Ok(requests::code_lens::handle(&s, &params))).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        answer_slowly(move |s, _| Ok(requests::document_link::handle(&s, &params))).await
    }

    async fn code_action_resolve(&self, params: CodeAction) -> Result<CodeAction> {
        answer(|s| requests::code_action::resolve(&s, params))
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        answer(|s| Ok(requests::inlay_hint::handle(&s, &params)))
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        answer(|s| Ok(requests::semantic_tokens::full(&s, &params)))
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        answer(|s| Ok(requests::semantic_tokens::range(&s, &params)))
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        answer(|s| Ok(requests::folding_range::handle(&s, &params)))
    }

    async fn selection_range(
        &self,
        params: SelectionRangeParams,
    ) -> Result<Option<Vec<SelectionRange>>> {
        answer(|s| Ok(requests::selection_range::handle(&s, &params)))
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        answer(|s| Ok(requests::will_rename_files::handle(&s, &params)))
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        let events = self.events.clone();
        answer_slowly(move |s, _| requests::execute_command::handle(&s, &params, &events)).await
    }
}
