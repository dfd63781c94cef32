//! `textDocument/documentSymbol`

use features::SymbolKind as Kind;
use tower_lsp::ls_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, SymbolInformation,
    SymbolKind,
};

use super::Asked;
use crate::lsp::{convert, state::Snapshot};

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &DocumentSymbolParams,
) -> Option<DocumentSymbolResponse> {
    let asked = Asked::about(snapshot, &params.text_document.uri)?;
    let view = asked.view(snapshot)?;
    let document = view.article.document();
    let mut symbols = features::document_symbols(&view);
    if let Some(notes) = asked.document.notes() {
        symbols.extend(features::claim_symbols(document, notes.progress()));
    }
    let symbols = symbols.into_iter();
    if !snapshot.client.nests_symbols {
        let symbols = symbols.map(|symbol| {
            #[allow(deprecated)] // the type still has the field
            SymbolInformation {
                name: symbol.name,
                kind: kind(symbol.kind),
                tags: None,
                deprecated: None,
                location: Location {
                    uri: asked.document.uri.clone(),
                    range: convert::range(document, symbol.range, asked.encoding),
                },
                container_name: None,
            }
        });
        return Some(DocumentSymbolResponse::Flat(symbols.collect()));
    }
    let symbols = symbols.map(|symbol| {
        #[allow(deprecated)] // the type still has the field
        DocumentSymbol {
            name: symbol.name,
            detail: (!symbol.detail.is_empty()).then_some(symbol.detail),
            kind: kind(symbol.kind),
            tags: None,
            deprecated: None,
            range: convert::range(document, symbol.range, asked.encoding),
            selection_range: convert::range(document, symbol.selection, asked.encoding),
            children: None,
        }
    });
    Some(DocumentSymbolResponse::Nested(symbols.collect()))
}

/// The protocol knows no people: the icons that fit best.
pub(super) fn kind(kind: Kind) -> SymbolKind {
    match kind {
        Kind::Article => SymbolKind::FILE,
        Kind::Section => SymbolKind::NAMESPACE,
        Kind::Person => SymbolKind::CLASS,
        Kind::Organisation => SymbolKind::MODULE,
        Kind::Place => SymbolKind::CONSTANT,
        Kind::Claim => SymbolKind::BOOLEAN,
    }
}
