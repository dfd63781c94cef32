//! `textDocument/inlayHint`: resolved dates, where the user wants them.

use tower_lsp::ls_types::{InlayHint, InlayHintLabel, InlayHintParams, InlayHintTooltip};

use super::Asked;
use crate::lsp::{convert, state::Snapshot};

pub(crate) fn handle(snapshot: &Snapshot, params: &InlayHintParams) -> Option<Vec<InlayHint>> {
    if !snapshot.settings.inlay_hints.dates {
        return None;
    }
    let asked = Asked::about(snapshot, &params.text_document.uri)?;
    let view = asked.view(snapshot)?;
    let document = view.article.document();
    let range = convert::bytes(document, params.range, asked.encoding);
    let hints = features::inlay_hints(&view, range)
        .into_iter()
        .map(|hint| InlayHint {
            position: convert::position(document.position(hint.offset, asked.encoding)),
            label: InlayHintLabel::String(hint.label),
            kind: None,
            text_edits: None,
            tooltip: Some(InlayHintTooltip::String(hint.tooltip)),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        });
    Some(hints.collect())
}
