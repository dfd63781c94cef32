//! `textDocument/declaration`: the first mention.

use tower_lsp::ls_types::{GotoDefinitionParams, GotoDefinitionResponse};

use super::{Asked, Texts};
use crate::lsp::state::Snapshot;

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &GotoDefinitionParams,
) -> Option<GotoDefinitionResponse> {
    let at = &params.text_document_position_params;
    let asked = Asked::about(snapshot, &at.text_document.uri)?;
    let view = asked.view(snapshot)?;
    let target = features::declaration(&view, asked.offset(&view, at.position))?;
    let location = asked.location(snapshot, &view, &target, &mut Texts::default())?;
    Some(GotoDefinitionResponse::Scalar(location))
}
