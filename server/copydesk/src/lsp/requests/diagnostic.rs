//! `textDocument/diagnostic`

use tower_lsp::ls_types::{
    DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
};

use crate::lsp::{diagnostics, state::Snapshot};

pub(crate) fn handle(snapshot: &Snapshot, params: &DocumentDiagnosticParams) -> DocumentDiagnosticReportResult {
    let items = match snapshot.document(&params.text_document.uri) {
        Some(document) => diagnostics::of_open(snapshot, document),
        None => Vec::new(),
    };
    let result_id = diagnostics::result_id(&items);
    let report = match params.previous_result_id.as_ref() == Some(&result_id) {
        true => DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
        }),
        false => DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(result_id), items },
        }),
    };
    DocumentDiagnosticReportResult::Report(report)
}
