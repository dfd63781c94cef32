//! The outline of an article, and everything named in a corpus.

use corpus::{ArticleId, Corpus, Spot};
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
fn headline_text(line: &str) -> String {
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

/// Something named in a corpus, or an article of it.
#[derive(Clone, Debug, PartialEq)]
pub struct CorpusSymbol {
    /// What to show.
    pub name: String,
    /// What it is.
    pub kind: SymbolKind,
    /// In how many articles it stands; 1 for an article.
    pub articles: usize,
    /// The article in which it stands first.
    pub article: ArticleId,
    /// Where; the article's start if there is no place.
    pub spot: Option<Spot>,
}

/// What of a corpus matches what somebody typed: each letter in its order, better the closer together. The best first,
/// at most `most`.
pub fn corpus_symbols(corpus: &Corpus, query: &str, most: usize) -> Vec<CorpusSymbol> {
    let query = names::fold(query);
    let mut found: std::collections::BTreeMap<(String, u8), (usize, CorpusSymbol)> =
        std::collections::BTreeMap::new();
    for (article, rows) in corpus.articles() {
        if let Some(headline) = &rows.headline
            && let Some(score) = score(&names::fold(headline), &query)
        {
            let symbol = CorpusSymbol {
                name: headline_text(headline),
                kind: SymbolKind::Article,
                articles: 1,
                article: article.clone(),
                spot: None,
            };
            found.insert((article.to_string(), 0), (score, symbol));
        }
        for row in &rows.entities {
            let (Some(kind), Some(score)) = (kind(row.entity_type), score(&row.folded, &query))
            else {
                continue;
            };
            let symbol = || CorpusSymbol {
                name: row.name.to_string(),
                kind,
                articles: 0,
                article: article.clone(),
                spot: Some(row.definition),
            };
            found
                .entry((row.folded.to_string(), 1 + row.entity_type as u8))
                .or_insert_with(|| (score, symbol()))
                .1
                .articles += 1;
        }
    }
    let mut found: Vec<(usize, CorpusSymbol)> = found.into_values().collect();
    found.sort_by(|(a, x), (b, y)| {
        a.cmp(b)
            .then(y.articles.cmp(&x.articles))
            .then(x.name.cmp(&y.name))
    });
    found.into_iter().take(most).map(|(_, s)| s).collect()
}

/// How well `query` matches `name`, lower is better; `None` if its letters do not stand there in their order.
fn score(name: &str, query: &str) -> Option<usize> {
    if let Some(at) = name.find(query) {
        return Some(at);
    }
    let mut gaps = 0;
    let mut rest = name;
    for c in query.chars() {
        let at = rest.find(c)?;
        gaps += at;
        rest = &rest[at + c.len_utf8()..];
    }
    Some(100 + gaps)
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
            .map(|s| (s.name.clone(), s.articles))
            .collect();
        assert_eq!(found, [("Vladimir Putin".to_owned(), 2)]);
    }
}
