//! Questions to the index, each a look-up by key.

use std::sync::Arc;

use article::MilestoneKind;
use jiff::civil::Date;
use names::EntityType;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::{ROW_BITS, Store, encode, write::FileState};
use crate::{
    corpus::Found,
    rows::{ArticleId, EntityRow, FactRow, QuoteRow, Rows, TimeRow},
    slips::remains,
};

const APPEARANCE: &str = "SELECT articles.path, entities.key, entities.folded, entities.type, appearances.name, parts, \
     description, forms, appearances.mentions FROM appearances \
     JOIN entities ON entities.id = appearances.entity JOIN articles ON articles.id = appearances.id >> 20";
/// [`APPEARANCE`] with the table that finds those of an entity.
const OF_ENTITY: &str = "JOIN entity_appearances ON entity_appearances.entity = entities.id AND appearance = appearances.id";

impl Store {
    /// The files that the index knows, each as it was when it was read.
    pub fn files(&self) -> FxHashMap<ArticleId, FileState> {
        self.ask(|c| {
            let mut statement = c.prepare(
                "SELECT path, bytes, modified, file, hash, seen, set_date FROM articles",
            )?;
            let files = statement.query_map([], |row| {
                let path: String = row.get(0)?;
                Ok((
                    ArticleId::new(&path),
                    FileState {
                        bytes: row.get(1)?,
                        modified: row.get(2)?,
                        file: row.get(3)?,
                        hash: row.get(4)?,
                        seen: row.get(5)?,
                        set_date: date(row, 6)?,
                    },
                ))
            })?;
            files.collect()
        })
        .unwrap_or_default()
    }

    /// How many articles it has.
    pub fn len(&self) -> usize {
        self.ask(|c| {
            c.query_row(
                "SELECT count(*) FROM articles WHERE trouble IS NULL",
                [],
                |row| row.get(0),
            )
        })
        .unwrap_or_default()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether it has this article.
    pub(crate) fn contains(&self, article: &ArticleId) -> bool {
        self.ask(|c| {
            c.prepare_cached("SELECT 1 FROM articles WHERE path = ?1 AND trouble IS NULL")?
                .exists([article.as_str()])
        })
        .unwrap_or_default()
    }

    /// One article's rows.
    pub(crate) fn rows(&self, article: &ArticleId) -> Option<Rows> {
        self.ask(|c| {
            let known =
                "SELECT id, headline, date FROM articles WHERE path = ?1 AND trouble IS NULL";
            let known = c
                .prepare_cached(known)?
                .query_row([article.as_str()], |row| {
                    Ok((row.get::<_, i64>(0)?, row.get(1)?, date(row, 2)?))
                });
            let Some((id, headline, date)) = known.optional()? else {
                return Ok(None);
            };
            rows(c, id).map(|rows| {
                Some(Rows {
                    headline,
                    date,
                    ..rows
                })
            })
        })
        .flatten()
    }

    /// What shares a key, at most `most`.
    pub(crate) fn by_key(&self, key: &str, most: usize) -> Vec<Found<EntityRow>> {
        self.appearances("entities.key = ?1", key, most)
    }

    /// What has a name, at most `most`.
    pub(crate) fn by_name(&self, folded: &str, most: usize) -> Vec<Found<EntityRow>> {
        self.appearances("entities.folded = ?1", folded, most)
    }

    /// The articles that name something by a key, one for each thing, at most `most`.
    pub(crate) fn articles_of_key(&self, key: &str, most: usize) -> Vec<ArticleId> {
        self.articles_naming("key = ?1", key, most)
    }

    /// The articles that bear a name, at most `most`.
    pub(crate) fn articles_of_name(&self, folded: &str, most: usize) -> Vec<ArticleId> {
        self.articles_naming("folded = ?1", folded, most)
    }

    fn articles_naming(&self, condition: &str, value: &str, most: usize) -> Vec<ArticleId> {
        let query = format!(
            "SELECT articles.path FROM entities JOIN entity_appearances ON entity = entities.id \
             JOIN articles ON articles.id = appearance >> 20 WHERE {condition} LIMIT ?2"
        );
        self.ask(|c| {
            let mut statement = c.prepare_cached(&query)?;
            let found = statement.query_map(params![value, limit(most)], article_of)?;
            found.collect()
        })
        .unwrap_or_default()
    }

    fn appearances(&self, condition: &str, value: &str, most: usize) -> Vec<Found<EntityRow>> {
        let query = format!("{APPEARANCE} {OF_ENTITY} WHERE {condition} LIMIT ?2");
        self.ask(|c| {
            let mut statement = c.prepare_cached(&query)?;
            let found = statement.query_map(params![value, limit(most)], |row| {
                let path: String = row.get(0)?;
                Ok(Found {
                    article: ArticleId::new(&path),
                    row: Arc::new(entity(row)?),
                })
            })?;
            found.collect()
        })
        .unwrap_or_default()
    }

    /// In how many articles a name stands, and the one of the earliest date.
    pub(crate) fn count(
        &self,
        folded: &str,
        entity_type: EntityType,
    ) -> (usize, Option<ArticleId>) {
        let query = "SELECT articles, (SELECT path FROM articles WHERE id = oldest) FROM entities WHERE folded = ?1 AND type = ?2 ORDER BY articles DESC LIMIT 1";
        self.ask(|c| {
            let mut statement = c.prepare_cached(query)?;
            let known = statement.query_row([folded, encode::type_name(entity_type)], |row| {
                let path: Option<String> = row.get(1)?;
                Ok((row.get(0)?, path.map(|p| ArticleId::new(&p))))
            });
            known.optional()
        })
        .flatten()
        .unwrap_or_default()
    }

    /// The articles of a headline, at most `most`.
    pub(crate) fn articles_of_headline(&self, key: &str, most: usize) -> Vec<ArticleId> {
        let query = "SELECT path FROM articles WHERE headline_key = ?1 LIMIT ?2";
        self.ask(|c| {
            let mut statement = c.prepare_cached(query)?;
            let found = statement.query_map(params![key, limit(most)], article_of)?;
            found.collect()
        })
        .unwrap_or_default()
    }

    /// How an article names somebody.
    pub(crate) fn appearance(&self, folded: &str, article: &ArticleId) -> Option<Arc<EntityRow>> {
        let query = format!(
            "{APPEARANCE} WHERE entities.folded = ?1 AND articles.path = ?2 AND appearances.id BETWEEN articles.id << 20 AND ((articles.id + 1) << 20) - 1"
        );
        self.ask(|c| {
            let mut statement = c.prepare_cached(&query)?;
            statement
                .query_row([folded, article.as_str()], entity)
                .optional()
        })
        .flatten()
        .map(Arc::new)
    }

    /// The keys of names in more than one article that share what is left of this one, some more than once.
    pub(crate) fn keys_beside(&self, key: &str) -> Vec<SmolStr> {
        self.ask(|c| {
            let mut statement = c.prepare_cached("SELECT key FROM remains WHERE rest = ?1")?;
            let mut keys = Vec::new();
            for left in remains(key) {
                for key in statement.query_map([left.as_str()], text)? {
                    keys.push(key?);
                }
            }
            Ok(keys)
        })
        .unwrap_or_default()
    }

    /// The quotations that share a run of words, at most `most`; of these those whose numbers are new among `seen`.
    pub(crate) fn quotes_with(
        &self,
        run: u64,
        most: usize,
        seen: &mut FxHashSet<i64>,
    ) -> Vec<Found<QuoteRow>> {
        let quotations = "SELECT quotation FROM quoted_words WHERE run = ?1 LIMIT ?2";
        let query = "SELECT articles.path, quotations.text, speaker, words, place FROM quotations \
             JOIN articles ON articles.id = quotations.id >> 20 WHERE quotations.id = ?1";
        let new = self.ask(|c| {
            let mut statement = c.prepare_cached(quotations)?;
            let all = statement.query_map([run.cast_signed(), limit(most)], |row| row.get(0))?;
            all.collect::<rusqlite::Result<Vec<i64>>>()
        });
        let mut new = new.unwrap_or_default();
        new.retain(|id| seen.insert(*id));
        self.ask(|c| {
            let mut statement = c.prepare_cached(query)?;
            let found = new.iter().map(|id| {
                statement.query_row([id], |row| {
                    Ok(Found {
                        article: article_of(row)?,
                        row: Arc::new(quote(row, 1)?),
                    })
                })
            });
            found
                .filter_map(|found| found.optional().transpose())
                .collect()
        })
        .unwrap_or_default()
    }

    /// What is stated of the beginning and the end of something, at most `most`.
    pub(crate) fn facts_of(&self, subject: &str, most: usize) -> Vec<Found<FactRow>> {
        let query = "SELECT articles.path, kind, subject, name, facts.date, text, place FROM facts \
             JOIN articles ON articles.id = facts.id >> 20 WHERE subject = ?1 LIMIT ?2";
        self.ask(|c| {
            let mut statement = c.prepare_cached(query)?;
            let found = statement.query_map(params![subject, limit(most)], |row| {
                Ok(Found {
                    article: article_of(row)?,
                    row: Arc::new(fact(row, 1)?),
                })
            })?;
            found.collect()
        })
        .unwrap_or_default()
    }

    /// The articles that speak of a day, by path, at most `most`.
    pub(crate) fn articles_of_day(&self, day: Date, most: usize) -> Vec<ArticleId> {
        // As the index says it: SQLite knows the condition of a partial index by its words.
        let query = "SELECT DISTINCT path FROM dates JOIN articles ON articles.id = article \
             WHERE earliest = ?1 AND earliest = latest LIMIT ?2";
        self.ask(|c| {
            let mut statement = c.prepare_cached(query)?;
            let found = statement.query_map(params![day.to_string(), limit(most)], article_of)?;
            found.collect()
        })
        .unwrap_or_default()
    }

    /// The articles whose path begins so.
    pub(crate) fn articles_under(&self, folder: &str) -> Vec<ArticleId> {
        let query = "SELECT path FROM articles WHERE path >= ?1 AND path < ?1 || char(0x10FFFF) AND trouble IS NULL ORDER BY path";
        self.ask(|c| {
            let mut statement = c.prepare_cached(query)?;
            let found = statement.query_map([folder], article_of)?;
            found.collect()
        })
        .unwrap_or_default()
    }
}

/// A number of rows as SQLite takes it.
pub(super) fn limit(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}

/// The rows of an article by its number, without its headline and date.
pub(super) fn rows(c: &Connection, id: i64) -> rusqlite::Result<Rows> {
    let (from, to) = (id << ROW_BITS, ((id + 1) << ROW_BITS) - 1);
    let query =
        format!("{APPEARANCE} WHERE appearances.id BETWEEN ?1 AND ?2 ORDER BY appearances.id");
    let mut statement = c.prepare_cached(&query)?;
    let entities = statement.query_map([from, to], |row| entity(row).map(Arc::new))?;
    let entities = entities.collect::<Result<_, _>>()?;
    let mut statement = c.prepare_cached(
        "SELECT text, speaker, words, place FROM quotations WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
    )?;
    let quotes = statement.query_map([from, to], |row| quote(row, 0).map(Arc::new))?;
    let quotes = quotes.collect::<Result<_, _>>()?;
    let mut statement =
        c.prepare_cached("SELECT start, length, earliest, latest FROM dates WHERE article = ?1")?;
    let times = statement.query_map([id], |row| {
        let (earliest, latest) = (date(row, 2)?, date(row, 3)?);
        let (Some(earliest), Some(latest)) = (earliest, latest) else {
            return Ok(None);
        };
        let range = text::TextRange::at(row.get::<_, u32>(0)?.into(), row.get::<_, u32>(1)?.into());
        Ok(Some(TimeRow {
            earliest,
            latest,
            range,
        }))
    })?;
    let times = times
        .filter_map(Result::transpose)
        .collect::<Result<_, _>>()?;
    let mut statement = c.prepare_cached(
        "SELECT kind, subject, name, date, text, place FROM facts WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
    )?;
    let facts = statement.query_map([from, to], |row| fact(row, 0).map(Arc::new))?;
    let facts = facts.collect::<Result<_, _>>()?;
    Ok(Rows {
        entities,
        quotes,
        times,
        facts,
        ..Rows::default()
    })
}

fn entity(row: &Row<'_>) -> rusqlite::Result<EntityRow> {
    let description: Option<String> = row.get(6)?;
    Ok(EntityRow {
        key: string(row, 1)?,
        folded: string(row, 2)?,
        entity_type: encode::type_of(row.get_ref(3)?.as_str()?),
        name: string(row, 4)?,
        parts: row
            .get_ref(5)?
            .as_str()?
            .split(' ')
            .filter(|p| !p.is_empty())
            .map(SmolStr::new)
            .collect(),
        description: description.map(SmolStr::from),
        forms: encode::read_forms(7, row.get_ref(7)?.as_str()?)?,
        mentions: encode::read_mentions(8, row.get_ref(8)?.as_str()?)?,
    })
}

/// A quotation from four columns, the first at `at`.
fn quote(row: &Row<'_>, at: usize) -> rusqlite::Result<QuoteRow> {
    let speaker: Option<String> = row.get(at + 1)?;
    Ok(QuoteRow {
        text: string(row, at)?,
        speaker: speaker.map(SmolStr::from),
        words: encode::read_words(row.get_ref(at + 2)?.as_blob()?),
        spot: encode::read_place(at + 3, row.get_ref(at + 3)?.as_str()?)?,
    })
}

/// A fact from six columns, the first at `at`.
fn fact(row: &Row<'_>, at: usize) -> rusqlite::Result<FactRow> {
    let kind = row.get_ref(at)?.as_str()?;
    let kind = MilestoneKind::ALL.into_iter().find(|k| k.as_str() == kind);
    let day = row.get_ref(at + 3)?.as_str()?.parse().ok();
    Ok(FactRow {
        kind: kind.ok_or_else(|| encode::unreadable(at, "no kind of fact"))?,
        subject: string(row, at + 1)?,
        name: string(row, at + 2)?,
        day: day.ok_or_else(|| encode::unreadable(at + 3, "no date"))?,
        text: string(row, at + 4)?,
        spot: encode::read_place(at + 5, row.get_ref(at + 5)?.as_str()?)?,
    })
}

fn string(row: &Row<'_>, column: usize) -> rusqlite::Result<SmolStr> {
    Ok(SmolStr::new(row.get_ref(column)?.as_str()?))
}

fn text(row: &Row<'_>) -> rusqlite::Result<SmolStr> {
    string(row, 0)
}

fn article_of(row: &Row<'_>) -> rusqlite::Result<ArticleId> {
    Ok(ArticleId::new(row.get_ref(0)?.as_str()?))
}

/// An ISO day; `None` where there is none.
pub(super) fn date(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Date>> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| {
        text.parse()
            .map_err(|error: jiff::Error| encode::unreadable(column, error))
    })
    .transpose()
}
