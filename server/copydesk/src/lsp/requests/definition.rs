//! `textDocument/definition`

use tower_lsp::ls_types::{GotoDefinitionParams, GotoDefinitionResponse};

use super::go_to;
use crate::lsp::state::Snapshot;

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &GotoDefinitionParams,
) -> Option<GotoDefinitionResponse> {
    go_to(snapshot, params, features::definition)
}
