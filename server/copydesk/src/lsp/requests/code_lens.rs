//! `textDocument/codeLens`: how far the checking of an article is, on its first line.

use notes::progress::DeskRules;
use serde_json::json;
use tower_lsp::ls_types::{CodeLens, CodeLensParams, Command, Range};

use super::annotate::NEXT_OPEN_CLAIM;
use crate::lsp::state::Snapshot;

pub(crate) fn handle(snapshot: &Snapshot, params: &CodeLensParams) -> Option<Vec<CodeLens>> {
    let uri = &params.text_document.uri;
    let document = snapshot.document(uri)?;
    let (notes, text) = (document.notes()?, document.text()?);
    let progress = notes.progress(&text.to_string(), DeskRules::default());
    let title = features::article_state(&progress)?;
    let command = Command {
        title,
        command: NEXT_OPEN_CLAIM.to_owned(),
        arguments: Some(vec![json!(uri), json!({ "line": 0, "character": 0 })]),
    };
    Some(vec![CodeLens {
        range: Range::default(),
        command: Some(command),
        data: None,
    }])
}
