//! Finding by a few letters: people, organisations, places and articles of a whole corpus.
//!
//! The names of the store lie in one string in memory, so that a search is one walk over some megabytes; what is found
//! is then asked of the store.

use std::collections::BTreeMap;

use memchr::memmem;
use names::EntityType;
use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use crate::{
    corpus::Corpus,
    rows::{ArticleId, Rows, Spot},
};

/// With so many names that hold the letters as they are, nobody looks for those that hold them apart.
const FEW: usize = 20;

/// Something named in a corpus, or an article of it.
#[derive(Clone, Debug, PartialEq)]
pub struct CorpusSymbol {
    /// What to show.
    pub name: String,
    /// The same, folded.
    pub folded: SmolStr,
    /// What it is; `None` for an article.
    pub entity_type: Option<EntityType>,
    /// In how many articles it stands; 1 for an article.
    pub articles: usize,
    /// The article of the earliest date that names it.
    pub article: ArticleId,
    /// Where; the article's start if there is no place.
    pub spot: Option<Spot>,
}

/// A line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Line {
    Entity(i64),
    Article(i64),
}

/// The names of a store, folded, one a line.
#[derive(Clone, Debug, Default)]
pub(crate) struct SymbolTable {
    text: String,
    /// Where each line begins in bytes, what it is, and in how many articles it stands.
    lines: Vec<(u32, Line, u32)>,
    /// Which letters each line has: one that lacks a letter of the query need not be read.
    letters: Vec<u32>,
}

/// A bit for each letter that a folded text has, from `a`; other characters share those that are left.
fn letters(folded: &str) -> u32 {
    let bit = |byte: u8| match byte {
        b'a'..=b'z' => byte - b'a',
        _ => 26 + byte % 6,
    };
    folded.bytes().fold(0, |all, byte| all | 1 << bit(byte))
}

impl SymbolTable {
    /// Adds a name. What does not fit in 4 GB is left out.
    pub(crate) fn add(&mut self, folded: &str, line: Line, articles: u32) {
        let Ok(start) = u32::try_from(self.text.len()) else {
            return;
        };
        self.text.push_str(folded);
        self.text.push('\n');
        self.lines.push((start, line, articles));
        self.letters.push(letters(folded));
    }

    fn line(&self, n: usize) -> &str {
        let from = self.lines.get(n).map_or(self.text.len(), |l| l.0 as usize);
        let to = self
            .lines
            .get(n + 1)
            .map_or(self.text.len(), |l| l.0 as usize);
        self.text[from..to].trim_end_matches('\n')
    }

    /// The lines that match best, the best first, at most `most`, each once.
    pub(crate) fn best(&self, query: &str, most: usize) -> Vec<Line> {
        let mut found = self.containing(query);
        // Letters in their order but apart are worth a look only where little holds them together.
        if found.len() < most.min(FEW) {
            let wanted = letters(query);
            let apart = self.letters.iter().enumerate();
            let apart = apart.filter(|(_, letters)| *letters & wanted == wanted);
            found = apart
                .filter_map(|(n, _)| Some((score(self.line(n), query)?, self.lines[n].2, n)))
                .collect();
        }
        let key =
            |&(score, articles, n): &(usize, u32, usize)| (score, std::cmp::Reverse(articles), n);
        if found.len() > 2 * most {
            found.select_nth_unstable_by_key(2 * most, key);
            found.truncate(2 * most);
        }
        found.sort_unstable_by_key(key);
        let mut lines: Vec<Line> = Vec::new();
        for (.., n) in found {
            if let Some((_, line, _)) = self.lines.get(n)
                && !lines.contains(line)
            {
                lines.push(*line);
            }
        }
        lines.truncate(most);
        lines
    }

    /// The lines that hold the query as it is, with where in the line, and how many articles.
    fn containing(&self, query: &str) -> Vec<(usize, u32, usize)> {
        if query.is_empty() {
            return (0..self.lines.len())
                .map(|n| (0, self.lines[n].2, n))
                .collect();
        }
        let mut found: Vec<(usize, u32, usize)> = Vec::new();
        let mut n = 0;
        for at in memmem::find_iter(self.text.as_bytes(), query) {
            while self
                .lines
                .get(n + 1)
                .is_some_and(|next| next.0 as usize <= at)
            {
                n += 1;
            }
            if found.last().is_some_and(|(.., last)| *last == n) {
                continue;
            }
            if let Some((start, _, articles)) = self.lines.get(n) {
                found.push((at - *start as usize, *articles, n));
            }
        }
        found
    }
}

impl Corpus {
    /// What matches a few letters: each in its order, better the closer together. The best first, at most `most`.
    pub fn symbols(&self, query: &str, most: usize) -> Vec<CorpusSymbol> {
        let query = names::fold(query);
        let mut found: BTreeMap<(SmolStr, u8), (usize, CorpusSymbol)> = BTreeMap::new();
        let recounted = self.renamed();
        let stored = self.store().map(|s| s.symbols(&query, most));
        let stored = stored
            .into_iter()
            .flatten()
            .filter_map(|s| self.as_it_is(s));
        let newer = self
            .newer()
            .articles()
            .flat_map(|(article, rows)| newer_symbols(article, rows));
        for mut symbol in stored.chain(newer) {
            let Some(score) = score(&symbol.folded, &query) else {
                continue;
            };
            found.entry(key(&symbol)).or_insert_with(|| {
                if let Some(entity_type) = symbol.entity_type
                    && recounted.contains(&symbol.folded)
                {
                    symbol.articles = self.count(&symbol.folded, entity_type);
                }
                (score, symbol)
            });
        }
        let mut found: Vec<(usize, CorpusSymbol)> = found.into_values().collect();
        found.sort_by(|(a, x), (b, y)| {
            let by_count = || y.articles.cmp(&x.articles);
            a.cmp(b)
                .then_with(by_count)
                .then_with(|| x.name.cmp(&y.name))
        });
        found
            .into_iter()
            .take(most)
            .map(|(_, symbol)| symbol)
            .collect()
    }
}

impl Corpus {
    /// A symbol of the store with what newer articles say of it; `None` if they leave nothing of it.
    fn as_it_is(&self, mut symbol: CorpusSymbol) -> Option<CorpusSymbol> {
        if !self.is_hidden(&symbol.article) {
            return Some(symbol);
        }
        let oldest = self.oldest(&symbol.folded, symbol.entity_type?)?;
        symbol.spot = oldest.row.definition();
        symbol.article = oldest.article;
        Some(symbol)
    }

    /// The names that articles in memory bear or bore: what the store counts of them may not hold.
    fn renamed(&self) -> FxHashSet<SmolStr> {
        let before = self
            .hidden()
            .flat_map(|article| self.store().and_then(|s| s.rows(article)));
        let before = before.flat_map(|rows| rows.entities);
        let now = self
            .newer()
            .articles()
            .flat_map(|(_, rows)| rows.entities.iter().cloned());
        before.chain(now).map(|row| row.folded.clone()).collect()
    }
}

/// What an article in memory names, and the article itself.
fn newer_symbols<'r>(
    article: &'r ArticleId,
    rows: &'r Rows,
) -> impl Iterator<Item = CorpusSymbol> + 'r {
    let headline = rows.headline.as_ref().map(|headline| CorpusSymbol {
        name: headline.clone(),
        folded: names::fold(headline),
        entity_type: None,
        articles: 1,
        article: article.clone(),
        spot: None,
    });
    let named = rows
        .entities
        .iter()
        .filter(|row| row.entity_type != EntityType::Other);
    let entities = named.map(|row| CorpusSymbol {
        name: row.name.to_string(),
        folded: row.folded.clone(),
        entity_type: Some(row.entity_type),
        articles: 1,
        article: article.clone(),
        spot: row.definition(),
    });
    headline.into_iter().chain(entities)
}

/// What is one symbol: an article, or a name of one type.
fn key(symbol: &CorpusSymbol) -> (SmolStr, u8) {
    match symbol.entity_type {
        Some(entity_type) => (symbol.folded.clone(), 1 + entity_type as u8),
        None => (symbol.article.as_str().into(), 0),
    }
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
