//! `textDocument/codeLens`, on an article's first line: how far the checking is, how much nobody has looked at, and whom and
//! what it names.

use serde_json::{Value, json};
use tower_lsp::ls_types::{CodeLens, CodeLensParams, Command, Range};

use super::{
    Asked,
    annotate::{NEXT_OPEN_CLAIM, NEXT_PROPOSAL, count_left_to_check},
};
use crate::lsp::state::Snapshot;

/// A command of the client: it shows the outline of the article, where everybody is listed who is named.
pub(super) const SHOW_NAMES: &str = "copydesk.showNames";

pub(crate) fn handle(snapshot: &Snapshot, params: &CodeLensParams) -> Option<Vec<CodeLens>> {
    let uri = &params.text_document.uri;
    let asked = Asked::about(snapshot, uri)?;
    let start = vec![json!(uri), json!({ "line": 0, "character": 0 })];
    let mut lenses = Vec::new();
    // Not every article is fact-checked: where nobody has noted anything, nothing is said of it.
    if let Some(notes) = asked.document.notes() {
        let state = features::article_state(notes.progress());
        lenses.extend(state.map(|state| lens(state, NEXT_OPEN_CLAIM, start.clone())));
        let left = count_left_to_check(snapshot, uri);
        if left > 0 {
            lenses.push(lens(format!("{left} more to check"), NEXT_PROPOSAL, start));
        }
    }
    if asked.place.is_some() {
        let view = asked.view(snapshot)?;
        let overview = features::overview(&view);
        lenses.extend(overview.map(|line| lens(line, SHOW_NAMES, vec![json!(uri)])));
    }
    (!lenses.is_empty()).then_some(lenses)
}

fn lens(title: String, command: &str, arguments: Vec<Value>) -> CodeLens {
    CodeLens {
        range: Range::default(),
        command: Some(Command {
            title,
            command: command.to_owned(),
            arguments: Some(arguments),
        }),
        data: None,
    }
}
