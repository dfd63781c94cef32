//! The outline of an article, and everything named in a corpus.

use corpus::{Corpus, CorpusSymbol};
use names::EntityType;
use text::{BlockKind, TextRange};

use crate::View;

/// What a symbol is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// The article, by its headline.
    Article,
    /// A cross-heading or a story's start.
    Section,
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A place.
    Place,
    /// Words that state something, which people check.
    Claim,
}

/// A node of an article's outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What to show.
    pub name: String,
    /// What to show beside it.
    pub detail: String,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it, in bytes.
    pub range: TextRange,
    /// The words that name it.
    pub selection: TextRange,
}

/// The outline: headline, cross-headings and second stories, then who and what is named, by first mention.
pub fn document_symbols(view: &View<'_>) -> Vec<Symbol> {
    let article = view.article;
    let mut symbols = Vec::new();
    for facts in article.blocks() {
        let kind = match facts.block.kind() {
            BlockKind::Headline => SymbolKind::Article,
            BlockKind::Heading => SymbolKind::Section,
            _ => match &facts.reading.dateline {
                Some(dateline) => {
                    let range = article.range(facts.block.id(), dateline.range);
                    let name = facts.block.slice(dateline.range).to_owned();
                    symbols.push(Symbol {
                        name,
                        detail: "dateline".to_owned(),
                        kind: SymbolKind::Section,
                        range,
                        selection: range,
                    });
                    continue;
                }
                None => continue,
            },
        };
        let content = facts.block.content_range();
        let range = article.range(facts.block.id(), content);
        let name = headline_text(facts.block.slice(content));
        if !name.is_empty() {
            symbols.push(Symbol {
                name,
                detail: String::new(),
                kind,
                range,
                selection: range,
            });
        }
    }
    for reference in article.entities() {
        let (Some(entity), Some((first, _))) = (
            article.entity(&reference),
            article.mentions_of(&reference).next(),
        ) else {
            continue;
        };
        let Some(kind) = kind(entity.entity_type) else {
            continue;
        };
        let count = article.mentions_of(&reference).count();
        let detail = if count == 1 {
            String::new()
        } else {
            format!("{count} mentions")
        };
        let range = view.range(first);
        symbols.push(Symbol {
            name: entity.name.to_string(),
            detail,
            kind,
            range,
            selection: range,
        });
    }
    symbols
}

/// A heading without what marks it up.
pub fn headline_text(line: &str) -> String {
    line.trim_start_matches(['#', ' '])
        .trim_end_matches([' ', '|'])
        .to_owned()
}

fn kind(entity_type: EntityType) -> Option<SymbolKind> {
    match entity_type {
        EntityType::Person => Some(SymbolKind::Person),
        EntityType::Organisation => Some(SymbolKind::Organisation),
        EntityType::Place => Some(SymbolKind::Place),
        EntityType::Other => None,
    }
}

/// What of a corpus matches what somebody typed, the best first, at most `most`.
pub fn corpus_symbols(
    corpus: &Corpus,
    query: &str,
    most: usize,
) -> Vec<(SymbolKind, CorpusSymbol)> {
    let symbols = corpus.symbols(query, most).into_iter();
    let shown = symbols.filter_map(|mut symbol| match symbol.entity_type {
        Some(entity_type) => Some((kind(entity_type)?, symbol)),
        None => {
            symbol.name = headline_text(&symbol.name);
            Some((SymbolKind::Article, symbol))
        }
    });
    shown.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    #[test]
    fn an_outline_and_a_corpus() {
        let fixture = Fixture::new(
            "\n//- a.txt\nLeaders meet by the sea\n\nPresident Vladimir Putin met Kim Jong Il in Vladivostok on Monday, and Putin smiled.\n//- b.txt\nOfficials met Vladimir Putin in the capital on Monday, he said.\n",
        );
        let shown: Vec<_> = document_symbols(&fixture.view())
            .iter()
            .map(|s| format!("{:?} {} {}", s.kind, s.name, s.detail))
            .collect();
        assert_eq!(
            shown,
            [
                "Article Leaders meet by the sea ",
                "Person Vladimir Putin 2 mentions",
                "Person Kim Jong Il ",
                "Place Vladivostok "
            ]
        );
        let found: Vec<_> = corpus_symbols(&fixture.corpus, "vputin", 10)
            .iter()
            .map(|(_, s)| (s.name.clone(), s.articles))
            .collect();
        assert_eq!(found, [("Vladimir Putin".to_owned(), 2)]);
    }
}
