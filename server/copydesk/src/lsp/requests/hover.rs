//! `textDocument/hover`

use ::text::{Document, LineColumn};
use tower_lsp::ls_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind, Position};

use super::Asked;
use crate::lsp::{convert, state::Snapshot};

pub(crate) fn handle(snapshot: &Snapshot, params: &HoverParams) -> Option<Hover> {
    let at = &params.text_document_position_params;
    if let Some(text) = snapshot.document(&at.text_document.uri)?.dossier() {
        return in_dossier(snapshot, text, at.position);
    }
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

/// In a file of the dossier: what the entry and the key are for.
fn in_dossier(snapshot: &Snapshot, text: &Document, position: Position) -> Option<Hover> {
    let at = LineColumn {
        line: position.line,
        column: position.character,
    };
    let found = dossier::locate(&text.to_string(), text.offset(at, snapshot.encoding))?;
    let name = found.name.map(|name| format!("**{name}**"));
    let key = found
        .key
        .map(|key| format!("`{}`: {}", key.name, key.documentation));
    let said: Vec<String> = name.into_iter().chain(key).collect();
    let markup = MarkupContent {
        kind: MarkupKind::Markdown,
        value: said.join("\n\n"),
    };
    (!said.is_empty()).then(|| Hover {
        contents: HoverContents::Markup(markup),
        range: Some(convert::range(text, found.range, snapshot.encoding)),
    })
}
