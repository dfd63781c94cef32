//! `textDocument/codeAction` and `codeAction/resolve`: the corrections of findings, and what can be done with a date
//! or a name.

use checks::{Applicability, Finding, Fix};
use features::Act;
use names::EntityType;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_lsp::{
    jsonrpc::Result,
    ls_types::{
        CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse,
        Command, TextEdit, Uri, WorkspaceEdit,
    },
};

use super::{
    Asked,
    annotate::noting,
    desk::{self, ADD_TO_DOSSIER, DIFFERENT_PEOPLE},
    execute_command::SET_DATE,
    workspace_edit,
};
use crate::lsp::{backend::refusal, convert, diagnostics, state::Snapshot};

/// What is noted of a text leaves the text alone.
pub(super) const ANNOTATE: CodeActionKind = CodeActionKind::new("refactor.annotate");

/// What a client sends back to have an action's edit.
#[derive(Serialize, Deserialize)]
struct Wanted {
    uri: Uri,
    finding: String,
    fix: usize,
}

pub(crate) fn handle(snapshot: &Snapshot, params: &CodeActionParams) -> Option<CodeActionResponse> {
    let wants = |ours: &CodeActionKind| {
        let only = params.context.only.as_ref();
        only.is_none_or(|kinds| kinds.iter().any(|kind| holds(kind, ours)))
    };
    let asked = Asked::about(snapshot, &params.text_document.uri)?;
    let mut actions = Vec::new();
    if wants(&CodeActionKind::QUICKFIX) {
        actions.extend(corrections(snapshot, &asked, params)?);
    }
    if wants(&CodeActionKind::REFACTOR_REWRITE) {
        let offered = with_a_place(snapshot, &asked, params)?;
        // What a finding offers is not offered twice.
        let known: Vec<String> = actions.iter().map(|a| title_of(a).to_owned()).collect();
        let new = offered
            .into_iter()
            .filter(|a| !known.iter().any(|known| known == title_of(a)));
        actions.extend(new);
    }
    if wants(&ANNOTATE) {
        actions.extend(noting(snapshot, &asked, params).unwrap_or_default());
    }
    Some(actions)
}

/// What can be done with the date or the name at the cursor.
fn with_a_place(
    snapshot: &Snapshot,
    asked: &Asked,
    params: &CodeActionParams,
) -> Option<CodeActionResponse> {
    let view = asked.view(snapshot)?;
    let uri = &asked.document.uri;
    let range = convert::bytes(view.article.document(), params.range, asked.encoding);
    let config = asked.place.as_ref().and_then(|(f, _)| f.config.as_ref());
    let style = config.map(|c| c.date_style).unwrap_or_default();
    let offered = features::actions(&view, range, style).into_iter();
    let offered = offered.chain(features::name_actions(&view, range));
    let offered = offered.chain(features::people_actions(&view, range));
    let offered = offered.map(|action| {
        let mut offer = CodeAction {
            title: action.title.clone(),
            kind: Some(CodeActionKind::REFACTOR_REWRITE),
            ..CodeAction::default()
        };
        match action.act {
            Act::Write(range, new_text) => {
                let range = convert::range(view.article.document(), range, asked.encoding);
                let edits = vec![TextEdit { range, new_text }];
                let version = Some(asked.document.version);
                offer.edit = Some(workspace_edit(snapshot, [(uri.clone(), version, edits)]));
            }
            Act::SetDate(date) => {
                offer.command = Some(Command {
                    title: action.title,
                    command: SET_DATE.to_owned(),
                    arguments: Some(vec![json!(uri), json!(date.map(|d| d.to_string()))]),
                });
            }
            Act::AddToDossier(entity_type, name) => {
                let kind = match entity_type {
                    EntityType::Person => "person",
                    EntityType::Organisation => "organisation",
                    EntityType::Place | EntityType::Other => "place",
                };
                offer.command = Some(Command {
                    title: action.title,
                    command: ADD_TO_DOSSIER.to_owned(),
                    arguments: Some(vec![json!(uri), json!(kind), json!(name)]),
                });
            }
            Act::TellApart(apart) => {
                offer.command = Some(Command {
                    title: action.title,
                    command: DIFFERENT_PEOPLE.to_owned(),
                    arguments: Some(desk::arguments(uri, &apart)),
                });
            }
        }
        CodeActionOrCommand::CodeAction(offer)
    });
    Some(offered.collect())
}

fn corrections(
    snapshot: &Snapshot,
    asked: &Asked,
    params: &CodeActionParams,
) -> Option<CodeActionResponse> {
    let uri = &asked.document.uri;
    let findings = findings(snapshot, asked)?;
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
                    edit(snapshot, asked, article, fix)
                },
                is_preferred: Some(
                    index == 0
                        && (fix.applicability == Applicability::Safe || finding.fixes.len() == 1),
                ),
                data: serde_json::to_value(wanted).ok(),
                ..CodeAction::default()
            }));
        }
        if let (Some((here, there)), Some((_, own))) = (&finding.one_person, &asked.place) {
            let apart = features::tell_apart(here, there, own);
            if let Act::TellApart(told) = &apart.act {
                actions.push(CodeActionOrCommand::CodeAction(CodeAction {
                    title: apart.title.clone(),
                    kind: Some(CodeActionKind::QUICKFIX),
                    diagnostics: diagnostic.map(|d| vec![d]),
                    command: Some(Command {
                        title: apart.title,
                        command: DIFFERENT_PEOPLE.to_owned(),
                        arguments: Some(desk::arguments(uri, told)),
                    }),
                    ..CodeAction::default()
                }));
            }
        }
    }
    Some(actions)
}

pub(crate) fn resolve(snapshot: &Snapshot, mut action: CodeAction) -> Result<CodeAction> {
    if action.command.is_some() {
        // It is whole as it is.
        return Ok(action);
    }
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

pub(super) fn findings(snapshot: &Snapshot, asked: &Asked) -> Option<checks::Findings> {
    asked
        .document
        .findings(|| snapshot.hints(&asked.document.uri), asked.corpus())
}

fn title_of(action: &CodeActionOrCommand) -> &str {
    match action {
        CodeActionOrCommand::CodeAction(action) => &action.title,
        CodeActionOrCommand::Command(command) => &command.title,
    }
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

/// Whether a client that asks for `kind` wants `ours`: it is that kind, or one that it holds.
fn holds(kind: &CodeActionKind, ours: &CodeActionKind) -> bool {
    let rest = ours.as_str().strip_prefix(kind.as_str());
    rest.is_some_and(|rest| rest.is_empty() || kind.as_str().is_empty() || rest.starts_with('.'))
}
