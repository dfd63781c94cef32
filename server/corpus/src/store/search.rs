//! Finding names of the index by a few letters.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OptionalExtension as _, Row};
use smol_str::SmolStr;

use super::{Store, encode};
use crate::{
    rows::{self, ArticleId},
    symbols::{CorpusSymbol, Line, SymbolTable},
};

/// The table of names, made before somebody searches or when the first does, and kept in step with what this process writes.
pub(super) type Symbols = Mutex<Option<Arc<SymbolTable>>>;

impl Store {
    /// Makes the table of names, unless it is there: else whoever searches first waits for it.
    pub fn prepare_search(&self) {
        self.symbol_table();
    }

    fn symbol_table(&self) -> Arc<SymbolTable> {
        let symbols = &self.0.symbols;
        let mut symbols = symbols.lock().unwrap_or_else(PoisonError::into_inner);
        let make = || Arc::new(self.ask(table).unwrap_or_default());
        Arc::clone(symbols.get_or_insert_with(make))
    }

    /// What matches best, the best first, at most `most`.
    pub(crate) fn symbols(&self, folded: &str, most: usize) -> Vec<CorpusSymbol> {
        let table = self.symbol_table();
        let lines = table.best(folded, most);
        self.ask(|c| {
            let found = lines.iter().map(|line| symbol(c, *line));
            found.filter_map(Result::transpose).collect()
        })
        .unwrap_or_default()
    }

    /// Puts names that were just written into the table, if there is one.
    pub(super) fn add_symbols(&self, new: Vec<(String, Line)>) {
        let mut symbols = self
            .0
            .symbols
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(table) = symbols.as_mut().filter(|_| !new.is_empty()) {
            // A search that is under way keeps the old one.
            let table = Arc::make_mut(table);
            new.iter()
                .for_each(|(folded, line)| table.add(folded, *line, 1));
        }
    }
}

fn table(c: &Connection) -> rusqlite::Result<SymbolTable> {
    let mut table = SymbolTable::default();
    let mut entities = c.prepare(
        "SELECT id, folded, articles FROM entities WHERE type <> 'MISC' AND articles > 0",
    )?;
    let mut rows = entities.query([])?;
    while let Some(row) = rows.next()? {
        table.add(
            row.get_ref(1)?.as_str()?,
            Line::Entity(row.get(0)?),
            row.get(2)?,
        );
    }
    let mut articles = c.prepare("SELECT id, headline FROM articles WHERE headline IS NOT NULL")?;
    let mut rows = articles.query([])?;
    while let Some(row) = rows.next()? {
        let headline = names::fold(row.get_ref(1)?.as_str()?);
        table.add(&headline, Line::Article(row.get(0)?), 1);
    }
    Ok(table)
}

/// What a line of the table stands for now; `None` if it is gone.
fn symbol(c: &Connection, line: Line) -> rusqlite::Result<Option<CorpusSymbol>> {
    match line {
        Line::Entity(id) => c
            .prepare_cached(
                "SELECT entities.name, entities.articles, path, type, folded, appearances.name, forms, appearances.mentions FROM entities \
                 JOIN articles ON articles.id = oldest \
                 JOIN entity_appearances AS found ON found.entity = entities.id AND appearance BETWEEN oldest << 20 AND ((oldest + 1) << 20) - 1 \
                 JOIN appearances ON appearances.id = appearance \
                 WHERE entities.id = ?1 LIMIT 1",
            )?
            .query_row([id], |row| {
                let entity_type = encode::type_of(row.get_ref(3)?.as_str()?);
                let forms = encode::read_forms(6, row.get_ref(6)?.as_str()?)?;
                let mentions = encode::read_mentions(7, row.get_ref(7)?.as_str()?)?;
                let fullest = rows::fullest(&forms, &mentions, row.get_ref(5)?.as_str()?);
                Ok(CorpusSymbol {
                    entity_type: Some(entity_type),
                    spot: fullest,
                    folded: SmolStr::new(row.get_ref(4)?.as_str()?),
                    ..article(row)?
                })
            }),
        Line::Article(id) => c
            .prepare_cached("SELECT headline, 1, path FROM articles WHERE id = ?1 AND headline IS NOT NULL")?
            .query_row([id], article),
    }
    .optional()
}

fn article(row: &Row<'_>) -> rusqlite::Result<CorpusSymbol> {
    let name: String = row.get(0)?;
    Ok(CorpusSymbol {
        folded: names::fold(&name),
        name,
        entity_type: None,
        articles: row.get(1)?,
        article: ArticleId::new(row.get_ref(2)?.as_str()?),
        spot: None,
    })
}
