//! `workspace/willRenameFiles`: articles that name a file by its path in a Markdown link follow it, and so does the dossier where
//! it says whom the article means.

use std::{path::Path, sync::Arc};

use ::text::{Format, TextRange, TextSize};
use corpus::ArticleId;
use dossier::Parsed;
use serde_json::json;
use tower_lsp::ls_types::{RenameFilesParams, TextEdit, Uri, WorkspaceEdit};

use super::{Texts, uri_of, workspace_edit};
use crate::lsp::{
    convert, diagnostics,
    folder::Folder,
    state::{Snapshot, path_of},
};

pub(crate) fn handle(snapshot: &Snapshot, params: &RenameFilesParams) -> Option<WorkspaceEdit> {
    let mut changes = Vec::new();
    let mut texts = Texts::default();
    for file in &params.files {
        let (old, new) = (
            file.old_uri.parse::<Uri>().ok()?,
            file.new_uri.parse::<Uri>().ok()?,
        );
        let Some((folder, old_id)) = snapshot.place_of(&old) else {
            continue;
        };
        let Some(new_path) = path_of(&new) else {
            continue;
        };
        changes.extend(in_dossier(snapshot, &folder, &old_id, &new_path));
        let mut articles = folder.corpus.articles_under("");
        articles
            .retain(|id| *id != old_id && Format::of_file_name(id.as_str()) == Format::Markdown);
        for id in &articles {
            let here = folder.path_of(id);
            let from = here.parent()?;
            let link = |path: &std::path::Path| {
                path.strip_prefix(from)
                    .ok()
                    .and_then(|p| p.to_str())
                    .map(|p| p.replace('\\', "/"))
            };
            let (Some(old_link), Some(new_link)) =
                (link(&folder.path_of(&old_id)), link(&new_path))
            else {
                continue;
            };
            let Some(document) = texts.get(snapshot, &folder, id) else {
                continue;
            };
            let text = document.to_string();
            let edits: Vec<_> = text
                .match_indices(&format!("]({old_link})"))
                .filter_map(|(at, _)| {
                    let start = TextSize::new(u32::try_from(at + 2).ok()?);
                    let range = TextRange::at(start, TextSize::of(old_link.as_str()));
                    Some(TextEdit {
                        range: convert::range(document, range, snapshot.encoding),
                        new_text: new_link.clone(),
                    })
                })
                .collect();
            if edits.is_empty() {
                continue;
            }
            let version = snapshot.open_article(&folder, id).map(|open| open.version);
            let Some(uri) = uri_of(snapshot, &folder, id) else {
                continue;
            };
            changes.push((uri, version, edits));
        }
    }
    (!changes.is_empty()).then(|| workspace_edit(snapshot, changes))
}

/// The places of the dossier that name an article by its path.
fn in_dossier(
    snapshot: &Snapshot,
    folder: &Folder,
    old: &ArticleId,
    new: &Path,
) -> Vec<(Uri, Option<i32>, Vec<TextEdit>)> {
    let Some(new) = new.strip_prefix(&folder.root).ok().and_then(Path::to_str) else {
        return Vec::new();
    };
    // What JSON writes between quotation marks means the same in TOML.
    let new_text = json!(new.replace('\\', "/")).to_string();
    let in_file = |parsed: &Arc<Parsed>| {
        let entries = parsed.entries.different.iter();
        let named = entries.flat_map(|entry| &entry.articles);
        let edits = named.filter(|article| article.value == old.as_str());
        let edits = edits.map(|article| TextEdit {
            range: diagnostics::range_in(&parsed.text, article.range.into(), snapshot.encoding),
            new_text: new_text.clone(),
        });
        let edits: Vec<TextEdit> = edits.collect();
        let uri = Uri::from_file_path(folder.root.join(parsed.file.as_str()))?;
        let version = snapshot.document(&uri).map(|open| open.version);
        (!edits.is_empty()).then_some((uri, version, edits))
    };
    folder
        .corpus
        .dossier()
        .files()
        .filter_map(in_file)
        .collect()
}
