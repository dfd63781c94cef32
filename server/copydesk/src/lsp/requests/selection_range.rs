//! `textDocument/selectionRange`

use tower_lsp::ls_types::{SelectionRange, SelectionRangeParams};

use super::Asked;
use crate::lsp::{convert, state::Snapshot};

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &SelectionRangeParams,
) -> Option<Vec<SelectionRange>> {
    let asked = Asked::about(snapshot, &params.text_document.uri)?;
    let view = asked.view(snapshot)?;
    let document = view.article.document();
    let one = |position| {
        let ranges = features::selection_ranges(&view, asked.offset(&view, position));
        // From the outermost in: each holds the next.
        ranges.into_iter().rev().fold(None, |parent, range| {
            Some(SelectionRange {
                range: convert::range(document, range, asked.encoding),
                parent: parent.map(Box::new),
            })
        })
    };
    params
        .positions
        .iter()
        .map(|position| one(*position))
        .collect()
}
