//! `textDocument/completion`: names that the article and its corpus know; in a file of the dossier, what may stand there.

use ::text::Document;
use names::EntityType;
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionParams, CompletionResponse,
    CompletionTextEdit, Documentation, TextEdit,
};

use super::Asked;
use crate::lsp::{convert, state::Snapshot};

pub(crate) fn handle(snapshot: &Snapshot, params: &CompletionParams) -> Option<CompletionResponse> {
    let at = &params.text_document_position;
    let document = snapshot.document(&at.text_document.uri)?;
    let items = match document.dossier() {
        Some(text) => in_dossier(snapshot, text, params),
        None => names(snapshot, params)?,
    };
    // What fits changes with each letter: the client asks again.
    Some(CompletionResponse::List(CompletionList {
        is_incomplete: true,
        items,
    }))
}

fn names(snapshot: &Snapshot, params: &CompletionParams) -> Option<Vec<CompletionItem>> {
    let at = &params.text_document_position;
    let asked = Asked::about(snapshot, &at.text_document.uri)?;
    let view = asked.view(snapshot)?;
    let found = features::completions(&view, asked.offset(&view, at.position)).into_iter();
    let items = found.enumerate().map(|(n, name)| CompletionItem {
        kind: Some(kind(name.entity_type)),
        detail: Some(name.detail),
        // The order in which they come.
        sort_text: Some(format!("{n:03}")),
        filter_text: Some(name.name.clone()),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit {
            range: convert::range(view.article.document(), name.range, asked.encoding),
            new_text: name.name.clone(),
        })),
        label: name.name,
        ..CompletionItem::default()
    });
    Some(items.collect())
}

fn kind(entity_type: EntityType) -> CompletionItemKind {
    match entity_type {
        EntityType::Person => CompletionItemKind::CLASS,
        EntityType::Organisation => CompletionItemKind::MODULE,
        EntityType::Place | EntityType::Other => CompletionItemKind::CONSTANT,
    }
}

fn in_dossier(
    snapshot: &Snapshot,
    text: &Document,
    params: &CompletionParams,
) -> Vec<CompletionItem> {
    let position = params.text_document_position.position;
    let offset = convert::offset(text, position, snapshot.encoding);
    let found = dossier::complete(&text.to_string(), offset).into_iter();
    let items = found.enumerate().map(|(n, may)| CompletionItem {
        label: may.label.to_string(),
        kind: Some(CompletionItemKind::PROPERTY),
        documentation: Some(Documentation::String(may.documentation.to_owned())),
        sort_text: Some(format!("{n:03}")),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit {
            range: convert::range(text, may.replace, snapshot.encoding),
            new_text: may.insert.to_string(),
        })),
        ..CompletionItem::default()
    });
    items.collect()
}
