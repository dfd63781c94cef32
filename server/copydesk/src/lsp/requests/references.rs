//! `textDocument/references`

use tower_lsp::ls_types::{Location, ReferenceParams};

use super::Asked;
use crate::lsp::{backend::Cancelled, state::Snapshot};

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &ReferenceParams,
    cancelled: &Cancelled,
) -> Option<Vec<Location>> {
    let at = &params.text_document_position;
    let asked = Asked::about(snapshot, &at.text_document.uri)?;
    let view = asked.view(snapshot)?;
    let found = features::references(
        &view,
        asked.offset(&view, at.position),
        params.context.include_declaration,
    );
    let going_on = found.iter().take_while(|_| !cancelled.is_set());
    let locations: Vec<Location> = going_on
        .filter_map(|t| asked.location(snapshot, &view, t))
        .collect();
    (!locations.is_empty()).then_some(locations)
}
