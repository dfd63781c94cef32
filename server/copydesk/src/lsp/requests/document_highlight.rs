//! `textDocument/documentHighlight`

use tower_lsp::ls_types::{DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams};

use super::Asked;
use crate::lsp::{convert, state::Snapshot};

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &DocumentHighlightParams,
) -> Option<Vec<DocumentHighlight>> {
    let at = &params.text_document_position_params;
    let asked = Asked::about(snapshot, &at.text_document.uri)?;
    let view = asked.view(snapshot)?;
    let found = features::highlights(&view, asked.offset(&view, at.position)).into_iter();
    let found = found.map(|range| DocumentHighlight {
        range: convert::range(view.article.document(), range, asked.encoding),
        kind: Some(DocumentHighlightKind::TEXT),
    });
    Some(found.collect())
}
