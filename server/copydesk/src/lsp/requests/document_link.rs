//! `textDocument/documentLink`: to the articles that an article names.

use tower_lsp::ls_types::{DocumentLink, DocumentLinkParams};

use super::{Asked, uri_of};
use crate::lsp::{convert, state::Snapshot};

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &DocumentLinkParams,
) -> Option<Vec<DocumentLink>> {
    let asked = Asked::about(snapshot, &params.text_document.uri)?;
    let view = asked.view(snapshot)?;
    let (folder, _) = asked.place.as_ref()?;
    let links = features::links(&view).into_iter().filter_map(|link| {
        Some(DocumentLink {
            range: convert::range(view.article.document(), link.range, asked.encoding),
            target: Some(uri_of(snapshot, folder, &link.article)?),
            tooltip: Some(format!("Open {}", link.article)),
            data: None,
        })
    });
    Some(links.collect())
}
