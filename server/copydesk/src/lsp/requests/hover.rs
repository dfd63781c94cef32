//! `textDocument/hover`

use ::text::{Document, TextRange, TextSize};
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
    let offset = asked.offset(&view, at.position);
    let hover = with_claims(&asked, offset, features::hover(&view, offset))?;
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

/// What is known of the words, and under it what people found out about the claims that they are part of.
fn with_claims(
    asked: &Asked,
    offset: TextSize,
    hover: Option<features::Hover>,
) -> Option<features::Hover> {
    let Some(notes) = asked.document.notes() else {
        return hover;
    };
    let claims: Vec<_> = features::claims_at(notes.progress(), offset.into()).collect();
    let Some(first) = claims
        .first()
        .and_then(|claim| claim.places.iter().flatten().next())
    else {
        return hover;
    };
    let threads = claims
        .iter()
        .map(|claim| features::thread(notes.annotations(), claim));
    let threads = threads.collect::<Vec<_>>().join("\n\n");
    Some(match hover {
        Some(hover) => features::Hover {
            markdown: format!("{}\n\n---\n\n{threads}", hover.markdown),
            ..hover
        },
        None => features::Hover {
            range: TextRange::new(bytes(first.start)?, bytes(first.end)?),
            markdown: threads,
        },
    })
}

fn bytes(offset: usize) -> Option<TextSize> {
    u32::try_from(offset).ok().map(TextSize::new)
}

/// In a file of the dossier: what the entry and the key are for.
fn in_dossier(snapshot: &Snapshot, text: &Document, position: Position) -> Option<Hover> {
    let offset = convert::offset(text, position, snapshot.encoding);
    let found = dossier::locate(&text.to_string(), offset)?;
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
