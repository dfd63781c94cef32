//! What the server knows, owned by the loop; and snapshots of it.

use std::{path::PathBuf, sync::Arc};

use ::text::{Format, PositionEncoding};
use article::Hints;
use corpus::{ArticleId, Corpus, Rows};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use tower_lsp::ls_types::{ClientCapabilities, PositionEncodingKind, Uri};

use super::{document::OpenDocument, folder::Folder};

tokio::task_local! {
    /// The state at the place of the current request in the stream.
    pub(super) static SNAPSHOT: Snapshot;
}

/// The state at one place in the stream of messages. Cloning shares.
#[derive(Clone)]
pub(super) struct Snapshot {
    pub(super) documents: Arc<FxHashMap<String, Arc<OpenDocument>>>,
    /// The uri of each open document by its path: clients escape characters as they like.
    pub(super) paths: Arc<FxHashMap<PathBuf, String>>,
    pub(super) folders: Arc<Vec<Arc<Folder>>>,
    /// The version of each open document that its corpus has the rows of.
    pub(super) listed: Arc<FxHashMap<String, i32>>,
    pub(super) client: Arc<ClientInfo>,
    pub(super) settings: Settings,
    pub(super) encoding: PositionEncoding,
}

/// What the user set in the editor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Settings {
    /// Who notes what this editor notes.
    pub(super) author: Option<String>,
    pub(super) inlay_hints: InlayHintSettings,
}

/// Which hints are shown in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct InlayHintSettings {
    pub(super) dates: bool,
}

/// What the client can do.
#[derive(Clone, Debug, Default)]
pub(super) struct ClientInfo {
    /// It asks for diagnostics itself, and asks again when told to.
    pub(super) pulls: bool,
    pub(super) refreshes_inlay_hints: bool,
    pub(super) has_configuration: bool,
    pub(super) registers_configuration: bool,
    pub(super) watches_files: bool,
    pub(super) shows_progress: bool,
    pub(super) resolves_edits: bool,
    pub(super) annotates_changes: bool,
    pub(super) versions_changes: bool,
    pub(super) nests_symbols: bool,
    pub(super) plain_hover: bool,
    pub(super) refreshes_lenses: bool,
    pub(super) shows_documents: bool,
}

impl ClientInfo {
    pub(super) fn new(capabilities: &ClientCapabilities) -> Self {
        let workspace = capabilities.workspace.clone().unwrap_or_default();
        let document = capabilities.text_document.clone().unwrap_or_default();
        let edit = workspace.workspace_edit.unwrap_or_default();
        let actions = document.code_action.unwrap_or_default();
        let formats = document.hover.and_then(|h| h.content_format);
        let refreshes = workspace
            .diagnostics
            .and_then(|d| d.refresh_support)
            .unwrap_or(false);
        Self {
            // One that cannot be asked to ask again would show for ever what it was told before the corpus was read.
            pulls: document.diagnostic.is_some() && refreshes,
            refreshes_inlay_hints: workspace
                .inlay_hint
                .and_then(|h| h.refresh_support)
                .unwrap_or(false),
            shows_documents: capabilities
                .window
                .as_ref()
                .and_then(|w| w.show_document.as_ref())
                .is_some_and(|s| s.support),
            refreshes_lenses: workspace
                .code_lens
                .and_then(|l| l.refresh_support)
                .unwrap_or(false),
            has_configuration: workspace.configuration.unwrap_or(false),
            registers_configuration: workspace
                .did_change_configuration
                .and_then(|d| d.dynamic_registration)
                .unwrap_or(false),
            watches_files: workspace
                .did_change_watched_files
                .and_then(|w| w.dynamic_registration)
                .unwrap_or(false),
            shows_progress: capabilities
                .window
                .as_ref()
                .and_then(|w| w.work_done_progress)
                .unwrap_or(false),
            resolves_edits: actions
                .resolve_support
                .is_some_and(|r| r.properties.iter().any(|p| p == "edit")),
            annotates_changes: edit.change_annotation_support.is_some(),
            versions_changes: edit.document_changes.unwrap_or(false),
            nests_symbols: document
                .document_symbol
                .and_then(|d| d.hierarchical_document_symbol_support)
                .unwrap_or(false),
            plain_hover: formats
                .is_some_and(|f| !f.contains(&tower_lsp::ls_types::MarkupKind::Markdown)),
        }
    }
}

/// The first of the client's encodings that we know.
pub(super) fn negotiate(capabilities: &ClientCapabilities) -> PositionEncoding {
    let offered = capabilities
        .general
        .as_ref()
        .and_then(|g| g.position_encodings.as_ref());
    let known = offered.into_iter().flatten().find_map(|kind| match kind {
        k if *k == PositionEncodingKind::UTF8 => Some(PositionEncoding::Utf8),
        k if *k == PositionEncodingKind::UTF16 => Some(PositionEncoding::Utf16),
        k if *k == PositionEncodingKind::UTF32 => Some(PositionEncoding::Utf32),
        _ => None,
    });
    known.unwrap_or_default()
}

pub(super) fn encoding_kind(encoding: PositionEncoding) -> PositionEncodingKind {
    match encoding {
        PositionEncoding::Utf8 => PositionEncodingKind::UTF8,
        PositionEncoding::Utf16 => PositionEncodingKind::UTF16,
        PositionEncoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

impl Snapshot {
    /// The snapshot of the request that runs on this task.
    pub(super) fn current() -> Self {
        SNAPSHOT.with(Clone::clone)
    }

    pub(super) fn document(&self, uri: &Uri) -> Option<&Arc<OpenDocument>> {
        self.documents.get(uri.as_str())
    }

    /// The corpus that a document belongs to, and its name there.
    pub(super) fn place_of(&self, uri: &Uri) -> Option<(Arc<Folder>, ArticleId)> {
        let path = path_of(uri)?;
        // The innermost of nested corpora.
        let all = self.folders.iter().filter(|f| f.is_corpus());
        let placed = all.filter_map(|f| f.id_of(&path).map(|id| (f, id)));
        placed
            .max_by_key(|(f, _)| f.root.components().count())
            .map(|(f, id)| (Arc::clone(f), id))
    }

    /// What is known of a document from outside its text.
    pub(super) fn hints(&self, uri: &Uri) -> Hints {
        match self.place_of(uri) {
            Some((folder, id)) => folder.hints(&id),
            None => {
                let name = path_of(uri).and_then(|p| Some(p.file_name()?.to_str()?.to_owned()));
                Hints {
                    date: None,
                    file_name: name,
                    ..Hints::default()
                }
            }
        }
    }

    /// The corpus of a folder as its open documents are now, but for `own`: rows follow a document only when its writer
    /// pauses, and places in the older text are no places in the newer.
    pub(super) fn newest(&self, folder: &Folder, own: &ArticleId) -> Corpus {
        let behind = self
            .documents
            .values()
            .filter(|d| self.listed.get(d.uri.as_str()) != Some(&d.version));
        let newer = behind.filter_map(|document| {
            let id = path_of(&document.uri)
                .and_then(|p| folder.id_of(&p))
                .filter(|id| id != own)?;
            let article = document.article(|| folder.hints(&id))?;
            Some((id, Arc::new(Rows::of(article))))
        });
        folder.corpus.with(newer)
    }

    /// The open document of an article of a corpus.
    pub(super) fn open_article(
        &self,
        folder: &Folder,
        id: &ArticleId,
    ) -> Option<&Arc<OpenDocument>> {
        self.documents.get(self.paths.get(&folder.path_of(id))?)
    }
}

/// The path of a `file:` uri, without a slash at its end.
pub(super) fn path_of(uri: &Uri) -> Option<PathBuf> {
    if !uri.as_str().starts_with("file:") {
        return None;
    }
    let path = uri.to_file_path()?;
    Some(path.components().collect())
}

/// The markup of a document, by its ending, or by its language where it has none.
pub(super) fn format_of(uri: &Uri, language: &str) -> Format {
    let name = uri
        .path()
        .as_str()
        .rsplit('/')
        .next()
        .unwrap_or("")
        .to_owned();
    match (name.contains('.'), language) {
        (true, _) => Format::of_file_name(&name),
        (false, "markdown") => Format::Markdown,
        (false, _) => Format::Plain,
    }
}
