//! `textDocument/diagnostic`

use serde::Serialize;
use serde_json::value::RawValue;
use tower_lsp::ls_types::DocumentDiagnosticParams;

use crate::lsp::{
    diagnostics::{self, Diagnostics},
    server::Asked,
    state::Snapshot,
};

/// A report on one document. `uri` and `version` are for reports on a whole workspace.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Report {
    kind: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<String>,
    /// `null` for an article that is not open.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<Option<i32>>,
    result_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Box<RawValue>>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Full,
    Unchanged,
}

impl Report {
    /// A full report, or word that nothing changed since `before`.
    fn new(diagnostics: Diagnostics, before: Option<&str>) -> Self {
        let unchanged = before == Some(diagnostics.result_id.as_str());
        Self {
            kind: if unchanged {
                Kind::Unchanged
            } else {
                Kind::Full
            },
            uri: None,
            version: None,
            result_id: diagnostics.result_id,
            items: (!unchanged).then_some(diagnostics.items),
        }
    }

    /// A full report among those on a workspace; of an open document with its version.
    pub(super) fn of_workspace(uri: &str, version: Option<i32>, diagnostics: Diagnostics) -> Self {
        Self {
            uri: Some(uri.to_owned()),
            version: Some(version),
            ..Self::new(diagnostics, None)
        }
    }
}

pub(crate) fn handle(snapshot: &Snapshot, params: &DocumentDiagnosticParams, _: &Asked) -> Report {
    let diagnostics = match snapshot.document(&params.text_document.uri) {
        Some(document) => diagnostics::of_open(snapshot, document),
        None => Diagnostics::none(),
    };
    Report::new(diagnostics, params.previous_result_id.as_deref())
}
