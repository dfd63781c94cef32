//! `textDocument/typeDefinition`: what the desk knows for certain of whoever is named.

use tower_lsp::ls_types::{GotoDefinitionParams, GotoDefinitionResponse};

use crate::lsp::state::Snapshot;

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &GotoDefinitionParams,
) -> Option<GotoDefinitionResponse> {
    super::go_to(snapshot, params, features::type_definition)
}
