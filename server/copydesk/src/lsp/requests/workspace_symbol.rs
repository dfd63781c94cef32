//! `workspace/symbol`: everything named in the corpora, and the articles.

use corpus::{ArticleId, CorpusSymbol};
use tower_lsp::ls_types::{
    Location, OneOf, Range, WorkspaceSymbol, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

use super::{document_symbol::kind, uri_of};
use crate::lsp::{convert, state::Snapshot};

/// No list of choices is read further.
const MOST: usize = 100;

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &WorkspaceSymbolParams,
) -> Option<WorkspaceSymbolResponse> {
    let mut symbols = Vec::new();
    let nobody = ArticleId::new("");
    for folder in snapshot.folders.iter().filter(|f| f.is_corpus()) {
        let corpus = snapshot.newest(folder, &nobody);
        for (symbol_kind, symbol) in features::corpus_symbols(&corpus, &params.query, MOST) {
            let Some(uri) = uri_of(snapshot, folder, &symbol.article) else {
                continue;
            };
            let range = symbol
                .spot
                .map_or(Range::default(), |s| convert::spot(&s, snapshot.encoding));
            symbols.push(WorkspaceSymbol {
                container_name: container(&symbol),
                kind: kind(symbol_kind),
                name: symbol.name,
                tags: None,
                location: OneOf::Left(Location { uri, range }),
                data: None,
            });
        }
    }
    Some(WorkspaceSymbolResponse::Nested(symbols))
}

fn container(symbol: &CorpusSymbol) -> Option<String> {
    Some(match symbol.articles {
        0 | 1 => symbol.article.to_string(),
        n => format!("{n} articles"),
    })
}
