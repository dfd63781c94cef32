//! `textDocument/prepareRename`

use tower_lsp::{
    jsonrpc::Result,
    ls_types::{PrepareRenameResponse, TextDocumentPositionParams},
};

use super::Asked;
use crate::lsp::{backend::refusal, convert, state::Snapshot};

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>> {
    let Some(asked) = Asked::about(snapshot, &params.text_document.uri) else {
        return Ok(None);
    };
    let Some(view) = asked.view(snapshot) else {
        return Ok(None);
    };
    let (range, placeholder) =
        features::prepare_rename(&view, asked.offset(&view, params.position)).map_err(refusal)?;
    let range = convert::range(view.article.document(), range, asked.encoding);
    Ok(Some(PrepareRenameResponse::RangeWithPlaceholder {
        range,
        placeholder,
    }))
}
