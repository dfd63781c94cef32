//! One file a method: from the protocol to a feature and back.

mod annotate;
pub(super) mod code_action;
pub(super) mod code_lens;
pub(super) mod completion;
pub(super) mod declaration;
pub(super) mod definition;
mod desk;
pub(super) mod diagnostic;
pub(super) mod document_highlight;
pub(super) mod document_link;
pub(super) mod document_symbol;
pub(super) mod execute_command;
pub(super) mod folding_range;
pub(super) mod hover;
pub(super) mod initialize;
pub(super) mod inlay_hint;
pub(super) mod prepare_rename;
pub(super) mod references;
pub(super) mod rename;
pub(super) mod selection_range;
pub(super) mod semantic_tokens;
pub(super) mod status;
pub(super) mod type_definition;
pub(super) mod will_rename_files;
pub(super) mod workspace_diagnostic;
pub(super) mod workspace_symbol;

use std::sync::Arc;

use ::text::{Document, PositionEncoding, TextSize};
use article::Article;
use corpus::{ArticleId, Corpus, read::read};
use features::{Target, View};
use tower_lsp::ls_types::{
    DocumentChanges, GotoDefinitionParams, GotoDefinitionResponse, Location, OneOf,
    OptionalVersionedTextDocumentIdentifier, Position, Range, TextDocumentEdit, TextEdit, Uri,
    WorkspaceEdit,
};

use super::{convert, diagnostics, document::OpenDocument, folder::Folder, state::Snapshot};

/// An open article, and all that a feature may look at.
struct Asked {
    document: Arc<OpenDocument>,
    place: Option<(Arc<Folder>, ArticleId)>,
    /// The corpus as its open documents are now.
    corpus: Option<Corpus>,
    encoding: PositionEncoding,
}

impl Asked {
    /// The document of a uri, if it is open.
    fn about(snapshot: &Snapshot, uri: &Uri) -> Option<Self> {
        let document = Arc::clone(snapshot.document(uri)?);
        let place = snapshot.place_of(uri);
        let corpus = place
            .as_ref()
            .map(|(folder, id)| snapshot.newest(folder, id));
        Some(Self {
            document,
            place,
            corpus,
            encoding: snapshot.encoding,
        })
    }

    /// The corpus, and the article's name in it.
    fn corpus(&self) -> Option<(&Corpus, &ArticleId)> {
        self.corpus
            .as_ref()
            .zip(self.place.as_ref())
            .map(|(corpus, (_, id))| (corpus, id))
    }

    fn article(&self, snapshot: &Snapshot) -> Option<&Article> {
        self.document.article(|| snapshot.hints(&self.document.uri))
    }

    fn view<'a>(&'a self, snapshot: &Snapshot) -> Option<View<'a>> {
        let article = self.article(snapshot)?;
        Some(View {
            article,
            corpus: self.corpus(),
        })
    }

    fn offset(&self, view: &View<'_>, position: Position) -> TextSize {
        convert::offset(view.article.document(), position, self.encoding)
    }

    /// A target as a location.
    fn location(&self, snapshot: &Snapshot, view: &View<'_>, target: &Target) -> Option<Location> {
        match target {
            Target::Here(range) => {
                let range = convert::range(view.article.document(), *range, self.encoding);
                Some(Location {
                    uri: self.document.uri.clone(),
                    range,
                })
            }
            Target::Dossier(file, range) => {
                let (folder, _) = self.place.as_ref()?;
                let parsed = folder.corpus.dossier().file(file)?;
                let uri = Uri::from_file_path(folder.root.join(&**file))?;
                let range = diagnostics::range_in(&parsed.text, (*range).into(), self.encoding);
                Some(Location { uri, range })
            }
            Target::Article(id) => {
                let (folder, _) = self.place.as_ref()?;
                let (uri, range) = (uri_of(snapshot, folder, id)?, Range::default());
                Some(Location { uri, range })
            }
            Target::Elsewhere(id, spot) => {
                let (folder, _) = self.place.as_ref()?;
                Some(Location {
                    uri: uri_of(snapshot, folder, id)?,
                    range: convert::spot(spot, self.encoding),
                })
            }
        }
    }
}

/// The uri of an article: the one that the client uses, if it is open.
fn uri_of(snapshot: &Snapshot, folder: &Folder, id: &ArticleId) -> Option<Uri> {
    match snapshot.open_article(folder, id) {
        Some(open) => Some(open.uri.clone()),
        None => diagnostics::uri_of(folder, id),
    }
}

/// The texts of articles that a request looks into, each read once.
#[derive(Default)]
struct Texts(Vec<(ArticleId, Option<Document>)>);

impl Texts {
    fn get(&mut self, snapshot: &Snapshot, folder: &Folder, id: &ArticleId) -> Option<&Document> {
        let at = match self.0.iter().position(|(known, _)| known == id) {
            Some(at) => at,
            None => {
                let text = match snapshot.open_article(folder, id) {
                    Some(open) => open.text().cloned(),
                    None => read(&folder.path_of(id))
                        .ok()
                        .map(|t| Document::new(&t, ::text::Format::of_file_name(id.as_str()))),
                };
                self.0.push((id.clone(), text));
                self.0.len() - 1
            }
        };
        self.0[at].1.as_ref()
    }
}

/// Edits of several files, in the form that the client understands.
fn workspace_edit(
    snapshot: &Snapshot,
    files: impl IntoIterator<Item = (Uri, Option<i32>, Vec<TextEdit>)>,
) -> WorkspaceEdit {
    if !snapshot.client.versions_changes {
        let changes = files
            .into_iter()
            .map(|(uri, _, edits)| (uri, edits))
            .collect();
        return WorkspaceEdit {
            changes: Some(changes),
            ..WorkspaceEdit::default()
        };
    }
    let documents = files
        .into_iter()
        .map(|(uri, version, edits)| TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        });
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(documents.collect())),
        ..WorkspaceEdit::default()
    }
}

/// Where a question about the name at a position leads.
fn go_to(
    snapshot: &Snapshot,
    params: &GotoDefinitionParams,
    question: fn(&View<'_>, TextSize) -> Option<Target>,
) -> Option<GotoDefinitionResponse> {
    let at = &params.text_document_position_params;
    let asked = Asked::about(snapshot, &at.text_document.uri)?;
    let view = asked.view(snapshot)?;
    let target = question(&view, asked.offset(&view, at.position))?;
    let location = asked.location(snapshot, &view, &target)?;
    Some(GotoDefinitionResponse::Scalar(location))
}
