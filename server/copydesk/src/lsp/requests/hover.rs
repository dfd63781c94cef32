//! `textDocument/hover`

use tower_lsp::ls_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use super::Asked;
use crate::lsp::{convert, state::Snapshot};

pub(crate) fn handle(snapshot: &Snapshot, params: &HoverParams) -> Option<Hover> {
    let at = &params.text_document_position_params;
    let asked = Asked::about(snapshot, &at.text_document.uri)?;
    let view = asked.view(snapshot)?;
    let hover = features::hover(&view, asked.offset(&view, at.position))?;
    let (kind, value) = match snapshot.client.plain_hover {
        true => (MarkupKind::PlainText, hover.markdown.replace("**", "")),
        false => (MarkupKind::Markdown, hover.markdown),
    };
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind, value }),
        range: Some(convert::range(
            view.article.document(),
            hover.range,
            asked.encoding,
        )),
    })
}
