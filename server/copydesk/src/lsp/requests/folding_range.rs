//! `textDocument/foldingRange`

use features::FoldKind;
use tower_lsp::ls_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};

use super::Asked;
use crate::lsp::state::Snapshot;

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &FoldingRangeParams,
) -> Option<Vec<FoldingRange>> {
    let asked = Asked::about(snapshot, &params.text_document.uri)?;
    let view = asked.view(snapshot)?;
    let folds = features::folds(&view).into_iter().map(|fold| FoldingRange {
        start_line: fold.first,
        end_line: fold.last,
        kind: Some(match fold.kind {
            FoldKind::Furniture => FoldingRangeKind::Comment,
            FoldKind::Section => FoldingRangeKind::Region,
        }),
        ..FoldingRange::default()
    });
    Some(folds.collect())
}
