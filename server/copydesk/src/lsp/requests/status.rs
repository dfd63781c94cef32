//! `copydesk/status`: what the server is doing, for a status item.

use serde::Serialize;
use tower_lsp::ls_types::Uri;

use crate::lsp::state::Snapshot;

/// The answer.
#[derive(Serialize)]
pub(crate) struct Status {
    version: &'static str,
    folders: Vec<FolderStatus>,
}

#[derive(Serialize)]
struct FolderStatus {
    uri: Uri,
    corpus: bool,
    articles: usize,
    indexing: bool,
}

pub(crate) fn handle(snapshot: &Snapshot) -> Status {
    let folders = snapshot.folders.iter().map(|f| FolderStatus {
        uri: f.uri.clone(),
        corpus: f.is_corpus(),
        articles: f.corpus.len(),
        indexing: f.indexing,
    });
    Status {
        version: env!("CARGO_PKG_VERSION"),
        folders: folders.collect(),
    }
}
