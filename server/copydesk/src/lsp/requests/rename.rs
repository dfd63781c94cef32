//! `textDocument/rename`: in every article, with the version of each open one; what lies outside the article at hand, and
//! what could be another bearer's name, needs a confirmation.

use std::collections::HashMap;

use ::text::Document;
use features::RenameEdit;
use tower_lsp::{
    jsonrpc::Result,
    ls_types::{
        AnnotatedTextEdit, ChangeAnnotation, DocumentChanges, OneOf,
        OptionalVersionedTextDocumentIdentifier, RenameParams, TextDocumentEdit, TextEdit, Uri,
        WorkspaceEdit,
    },
};

use super::{Asked, Texts, uri_of};
use crate::lsp::{
    backend::{Cancelled, refusal},
    convert,
    state::Snapshot,
};

/// Edits, each with the name of the annotation that it needs.
type Annotated = Vec<(TextEdit, Option<String>)>;

const ELSEWHERE: &str = "other-articles";
const DOUBTFUL: &str = "doubtful";

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &RenameParams,
    cancelled: &Cancelled,
) -> Result<Option<WorkspaceEdit>> {
    let at = &params.text_document_position;
    let Some(asked) = Asked::about(snapshot, &at.text_document.uri) else {
        return Ok(None);
    };
    let Some(view) = asked.view(snapshot) else {
        return Ok(None);
    };
    let rename = features::rename(&view, asked.offset(&view, at.position), &params.new_name)
        .map_err(refusal)?;
    let encoding = snapshot.encoding;
    let edits = |document: &Document,
                 edits: &[RenameEdit],
                 annotation: Option<&str>|
     -> Vec<(TextEdit, Option<String>)> {
        let one = |e: &RenameEdit| {
            let annotation = if e.doubtful {
                Some(DOUBTFUL)
            } else {
                annotation
            };
            let edit = TextEdit {
                range: convert::range(document, e.range, encoding),
                new_text: e.text.clone(),
            };
            (edit, annotation.map(str::to_owned))
        };
        // A file that changed since it was read is left alone where it changed.
        let as_read =
            |e: &&RenameEdit| e.range.end() <= document.len() && document.slice(e.range) == e.was;
        edits.iter().filter(as_read).map(one).collect()
    };
    let mut files: Vec<(Uri, Option<i32>, Annotated)> = Vec::new();
    let here = edits(view.article.document(), &rename.here, None);
    files.push((
        asked.document.uri.clone(),
        Some(asked.document.version),
        here,
    ));
    let mut texts = Texts::default();
    if let Some((folder, _)) = &asked.place {
        for (id, found) in &rename.elsewhere {
            if cancelled.is_set() {
                return Ok(None);
            }
            let version = snapshot.open_article(folder, id).map(|open| open.version);
            let (Some(uri), Some(text)) = (
                uri_of(snapshot, folder, id),
                texts.get(snapshot, folder, id),
            ) else {
                continue;
            };
            files.push((uri, version, edits(text, found, Some(ELSEWHERE))));
        }
    }
    if !snapshot.client.versions_changes {
        let changes = files
            .into_iter()
            .map(|(uri, _, edits)| (uri, edits.into_iter().map(|(e, _)| e).collect()));
        return Ok(Some(WorkspaceEdit {
            changes: Some(changes.collect()),
            ..WorkspaceEdit::default()
        }));
    }
    let annotate = snapshot.client.annotates_changes;
    let documents = files
        .into_iter()
        .map(|(uri, version, edits)| TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
            edits: edits
                .into_iter()
                .map(
                    |(text_edit, annotation)| match annotation.filter(|_| annotate) {
                        Some(annotation_id) => OneOf::Right(AnnotatedTextEdit {
                            text_edit,
                            annotation_id,
                        }),
                        None => OneOf::Left(text_edit),
                    },
                )
                .collect(),
        });
    let label = |label: &str, description: &str| ChangeAnnotation {
        label: label.to_owned(),
        needs_confirmation: Some(true),
        description: Some(description.to_owned()),
    };
    let annotations = HashMap::from([
        (
            ELSEWHERE.to_owned(),
            label("In other articles", "The same full name stands there."),
        ),
        (
            DOUBTFUL.to_owned(),
            label(
                "Perhaps somebody else",
                "Another bearer of the surname stands above.",
            ),
        ),
    ]);
    Ok(Some(WorkspaceEdit {
        changes: None,
        document_changes: Some(DocumentChanges::Edits(documents.collect())),
        change_annotations: annotate.then(|| annotations.into_iter().collect()),
    }))
}
