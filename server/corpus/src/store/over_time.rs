//! Questions to the index about the dates of the articles that name somebody.

use jiff::civil::Date;
use names::EntityType;
use rusqlite::{OptionalExtension as _, Row, params};

use super::{
    Store, encode,
    read::{date, limit},
};
use crate::{
    over_time::{Called, Dated},
    rows::ArticleId,
};

impl Store {
    /// The articles of the earliest and of the latest date that name somebody, with their dates.
    pub(crate) fn span(&self, folded: &str, entity_type: EntityType) -> Vec<Dated> {
        let query = "SELECT oldest_date, first.path, newest_date, last.path FROM entities \
             JOIN articles AS first ON first.id = oldest JOIN articles AS last ON last.id = newest \
             WHERE folded = ?1 AND type = ?2";
        self.ask(|c| {
            let mut statement = c.prepare_cached(query)?;
            let edges = statement.query_map([folded, encode::type_name(entity_type)], |row| {
                Ok([dated(row, 0)?, dated(row, 2)?])
            })?;
            let edges: Vec<_> = edges.collect::<Result<_, _>>()?;
            Ok(edges.into_iter().flatten().flatten().collect())
        })
        .unwrap_or_default()
    }

    /// What dated articles call somebody, of the first and the last `most` by the order in which they were read.
    pub(crate) fn called(&self, folded: &str, entity_type: EntityType, most: usize) -> Vec<Called> {
        // One entity, and the limit before the join: then the index gives the order, and no more rows are read than asked.
        let part = |order: &str| {
            format!(
                "SELECT * FROM (SELECT appearance FROM entity_appearances WHERE entity = \
                 (SELECT id FROM entities WHERE folded = ?1 AND type = ?2 ORDER BY articles DESC LIMIT 1) \
                 ORDER BY appearance {order} LIMIT ?3)"
            )
        };
        let query = format!(
            "SELECT appearance, articles.date, articles.path, description FROM ({} UNION {}) \
             JOIN appearances ON appearances.id = appearance JOIN articles ON articles.id = appearance >> 20",
            part("ASC"),
            part("DESC")
        );
        self.ask(|c| {
            let mut statement = c.prepare_cached(&query)?;
            let type_name = encode::type_name(entity_type);
            let found = statement.query_map(params![folded, type_name, limit(most)], |row| {
                let words: Option<String> = row.get(3)?;
                let at = dated(row, 1)?;
                Ok(words.zip(at).map(|(words, at)| Called {
                    words: words.into(),
                    at,
                }))
            })?;
            found.filter_map(Result::transpose).collect()
        })
        .unwrap_or_default()
    }

    /// The date of an article.
    pub(crate) fn date_of(&self, article: &ArticleId) -> Option<Date> {
        self.ask(|c| {
            c.prepare_cached("SELECT date FROM articles WHERE path = ?1")?
                .query_row([article.as_str()], |row| date(row, 0))
                .optional()
        })
        .flatten()
        .flatten()
    }
}

/// A date and the path of its article, from two columns.
fn dated(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Dated>> {
    let path: String = row.get(at + 1)?;
    Ok(date(row, at)?.map(|date| Dated {
        date,
        article: ArticleId::new(&path),
    }))
}
