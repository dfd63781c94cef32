//! `textDocument/codeAction` and `codeAction/resolve`: the corrections of findings.

use checks::{Applicability, Finding, Fix};
use serde::{Deserialize, Serialize};
use tower_lsp::{
    jsonrpc::Result,
    ls_types::{
        CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse,
        TextEdit, Uri, WorkspaceEdit,
    },
};

use super::{Asked, workspace_edit};
use crate::lsp::{backend::refusal, convert, diagnostics, state::Snapshot};

/// What a client sends back to have an action's edit.
#[derive(Serialize, Deserialize)]
struct Wanted {
    uri: Uri,
    finding: String,
    fix: usize,
}

pub(crate) fn handle(snapshot: &Snapshot, params: &CodeActionParams) -> Option<CodeActionResponse> {
    let wanted = params
        .context
        .only
        .as_ref()
        .is_none_or(|kinds| kinds.iter().any(wants_corrections));
    if !wanted {
        return None;
    }
    let uri = &params.text_document.uri;
    let asked = Asked::about(snapshot, uri)?;
    let findings = findings(snapshot, &asked)?;
    let article = findings.article();
    let range = convert::bytes(article.document(), params.range, asked.encoding);
    let folder = asked.place.as_ref().map(|(folder, _)| &**folder);
    let mut actions = Vec::new();
    for (finding, severity) in findings.sorted(folder.and_then(|f| f.config.as_deref())) {
        let place = article.range(finding.place.block, finding.place.range.0);
        if place.intersect(range).is_none() {
            continue;
        }
        let diagnostic =
            diagnostics::diagnostic(&findings, finding, severity, folder, uri, asked.encoding);
        for (index, fix) in finding.fixes.iter().enumerate() {
            let wanted = Wanted {
                uri: uri.clone(),
                finding: diagnostics::key(finding),
                fix: index,
            };
            let lazy = snapshot.client.resolves_edits;
            actions.push(CodeActionOrCommand::CodeAction(CodeAction {
                title: title(fix),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: diagnostic.clone().map(|d| vec![d]),
                edit: if lazy {
                    None
                } else {
                    edit(snapshot, &asked, article, fix)
                },
                is_preferred: Some(
                    index == 0
                        && (fix.applicability == Applicability::Safe || finding.fixes.len() == 1),
                ),
                data: serde_json::to_value(wanted).ok(),
                ..CodeAction::default()
            }));
        }
    }
    Some(actions)
}

pub(crate) fn resolve(snapshot: &Snapshot, mut action: CodeAction) -> Result<CodeAction> {
    let wanted: Option<Wanted> = action
        .data
        .clone()
        .and_then(|d| serde_json::from_value(d).ok());
    let gone = || refusal("The text has changed since; ask again.");
    let wanted = wanted.ok_or_else(gone)?;
    let asked = Asked::about(snapshot, &wanted.uri).ok_or_else(gone)?;
    let findings = findings(snapshot, &asked).ok_or_else(gone)?;
    let sorted = findings.sorted(None);
    let finding: &Finding = sorted
        .iter()
        .map(|(f, _)| *f)
        .find(|f| diagnostics::key(f) == wanted.finding)
        .ok_or_else(gone)?;
    let fix = finding.fixes.get(wanted.fix).ok_or_else(gone)?;
    action.edit = edit(snapshot, &asked, findings.article(), fix);
    Ok(action)
}

fn findings(snapshot: &Snapshot, asked: &Asked) -> Option<checks::Findings> {
    asked
        .document
        .findings(|| snapshot.hints(&asked.document.uri), asked.corpus())
}

fn title(fix: &Fix) -> String {
    match fix.title.split_once(", ") {
        Some((text, scope)) if fix.edits.len() > 1 => format!("Change to “{text}”, {scope}"),
        _ => format!("Change to “{}”", fix.title),
    }
}

fn edit(
    snapshot: &Snapshot,
    asked: &Asked,
    article: &article::Article,
    fix: &Fix,
) -> Option<WorkspaceEdit> {
    let edits: Option<Vec<TextEdit>> = fix
        .edits
        .iter()
        .map(|e| {
            Some(TextEdit {
                range: convert::place(article, e.place, asked.encoding)?,
                new_text: e.text.clone(),
            })
        })
        .collect();
    Some(workspace_edit(
        snapshot,
        [(
            asked.document.uri.clone(),
            Some(asked.document.version),
            edits?,
        )],
    ))
}

/// Whether a client that asks for `kind` wants corrections: for all, for these, or for a kind that holds them.
fn wants_corrections(kind: &CodeActionKind) -> bool {
    let ours = CodeActionKind::QUICKFIX;
    let rest = ours.as_str().strip_prefix(kind.as_str());
    rest.is_some_and(|rest| rest.is_empty() || kind.as_str().is_empty() || rest.starts_with('.'))
}
