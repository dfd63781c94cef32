//! `textDocument/codeLens`: how far the checking of an article is, on its first line, and how much nobody has looked at.

use serde_json::json;
use tower_lsp::ls_types::{CodeLens, CodeLensParams, Command, Range};

use super::annotate::{NEXT_OPEN_CLAIM, NEXT_PROPOSAL, count_left_to_check};
use crate::lsp::state::Snapshot;

/// Nothing where nobody has noted anything: not every article is fact-checked.
pub(crate) fn handle(snapshot: &Snapshot, params: &CodeLensParams) -> Option<Vec<CodeLens>> {
    let uri = &params.text_document.uri;
    let document = snapshot.document(uri)?;
    let notes = document.notes()?;
    let lens = |title: String, command: &str| CodeLens {
        range: Range::default(),
        command: Some(Command {
            title,
            command: command.to_owned(),
            arguments: Some(vec![json!(uri), json!({ "line": 0, "character": 0 })]),
        }),
        data: None,
    };
    let state = features::article_state(notes.progress()).map(|state| lens(state, NEXT_OPEN_CLAIM));
    let left = count_left_to_check(snapshot, uri);
    let left = (left > 0).then(|| lens(format!("{left} more to check"), NEXT_PROPOSAL));
    Some(state.into_iter().chain(left).collect())
}
