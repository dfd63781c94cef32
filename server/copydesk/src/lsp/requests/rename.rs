//! `textDocument/rename`: in every article, with the version of each open one. Each change says in plain words why it is made;
//! what lies outside the article at hand, and what could be another bearer's name, needs a confirmation.

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

/// Edits, each with the name of its annotation.
type Annotated = Vec<(TextEdit, &'static str)>;

/// Why a change is made.
struct Why {
    /// Its name in the protocol.
    name: &'static str,
    /// What a client shows above such changes.
    label: &'static str,
    description: &'static str,
    /// Whether somebody must agree first.
    asks: bool,
}

const HERE: Why = Why {
    name: "here",
    label: "In this article",
    description: "The name that you rename.",
    asks: false,
};
const FOLLOWS: Why = Why {
    name: "follows",
    label: "In this article, another form of the name",
    description: "The short form follows the full one, and the full one the short.",
    asks: false,
};
const ELSEWHERE: Why = Why {
    name: "other-articles",
    label: "In other articles",
    description: "The same full name stands there.",
    asks: true,
};
const FOLLOWS_ELSEWHERE: Why = Why {
    name: "follows-in-other-articles",
    label: "In other articles, another form of the name",
    description: "The same full name stands there, and this form of it follows.",
    asks: true,
};
const DOUBTFUL: Why = Why {
    name: "doubtful",
    label: "Perhaps somebody else",
    description: "Another bearer of the surname stands above.",
    asks: true,
};
const ALL: [Why; 5] = [HERE, FOLLOWS, ELSEWHERE, FOLLOWS_ELSEWHERE, DOUBTFUL];

/// Why a change is made in the article at hand or in another.
fn why(edit: &RenameEdit, here: bool) -> &'static Why {
    match (edit.doubtful, here, edit.follows) {
        (true, ..) => &DOUBTFUL,
        (_, true, false) => &HERE,
        (_, true, true) => &FOLLOWS,
        (_, false, false) => &ELSEWHERE,
        (_, false, true) => &FOLLOWS_ELSEWHERE,
    }
}

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
    let edits = |document: &Document, edits: &[RenameEdit], here: bool| -> Annotated {
        let one = |e: &RenameEdit| {
            let edit = TextEdit {
                range: convert::range(document, e.range, encoding),
                new_text: e.text.clone(),
            };
            (edit, why(e, here).name)
        };
        // A file that changed since it was read is left alone where it changed.
        let as_read =
            |e: &&RenameEdit| e.range.end() <= document.len() && document.slice(e.range) == e.was;
        edits.iter().filter(as_read).map(one).collect()
    };
    let mut files: Vec<(Uri, Option<i32>, Annotated)> = Vec::new();
    let here = edits(view.article.document(), &rename.here, true);
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
            files.push((uri, version, edits(text, found, false)));
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
                .map(|(text_edit, why)| match annotate {
                    true => OneOf::Right(AnnotatedTextEdit {
                        text_edit,
                        annotation_id: why.to_owned(),
                    }),
                    false => OneOf::Left(text_edit),
                })
                .collect(),
        });
    let annotations = ALL.into_iter().map(|why| {
        let annotation = ChangeAnnotation {
            label: why.label.to_owned(),
            needs_confirmation: Some(why.asks),
            description: Some(why.description.to_owned()),
        };
        (why.name.to_owned(), annotation)
    });
    Ok(Some(WorkspaceEdit {
        changes: None,
        document_changes: Some(DocumentChanges::Edits(documents.collect())),
        change_annotations: annotate.then(|| annotations.collect()),
    }))
}
