//! The counts of each name over the corpus, kept in step with the rows.
//!
//! Changes are summed up over a batch and written once, so that a name in every article costs one write a batch.

use jiff::civil::Date;
use names::EntityType;
use rusqlite::{Connection, OptionalExtension as _, params};
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::encode;
use crate::{rows::EntityRow, symbols::Line};

/// What changes in the counts of the names that a batch touches.
pub(super) struct Tally<'c> {
    connection: &'c Connection,
    entities: FxHashMap<(SmolStr, EntityType, SmolStr), Entity>,
    /// Which entities the articles of this batch were counted for: an article counts once.
    counted: FxHashSet<(i64, i64)>,
    uncounted: FxHashSet<(i64, i64)>,
    /// Names that the index did not have.
    new: Vec<(String, Line)>,
}

struct Entity {
    id: i64,
    articles: i64,
    mentions: i64,
    oldest: Option<i64>,
    /// Its date and its path: of one day's articles the first by path.
    age: Option<(Option<String>, String)>,
    /// The oldest article names it no longer: another one must be found.
    lost: bool,
    older: bool,
}

impl<'c> Tally<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Self {
            connection,
            entities: FxHashMap::default(),
            counted: FxHashSet::default(),
            uncounted: FxHashSet::default(),
            new: Vec::new(),
        }
    }

    fn entity(&mut self, row: &EntityRow) -> rusqlite::Result<&mut Entity> {
        let name = (row.folded.clone(), row.entity_type, row.key.clone());
        // Not `entry`: what makes a new one may fail.
        if !self.entities.contains_key(&name) {
            let (entity, is_new) = find(self.connection, row)?;
            if is_new && row.entity_type != EntityType::Other {
                self.new
                    .push((row.folded.to_string(), Line::Entity(entity.id)));
            }
            self.entities.insert(name.clone(), entity);
        }
        self.entities
            .get_mut(&name)
            .ok_or(rusqlite::Error::QueryReturnedNoRows)
    }

    /// Counts a row of an article; gives the entity's id.
    pub(super) fn add(
        &mut self,
        row: &EntityRow,
        article: i64,
        path: &str,
        date: Option<Date>,
    ) -> rusqlite::Result<i64> {
        let age = (date.map(|d| d.to_string()), path.to_owned());
        let entity = self.entity(row)?;
        entity.mentions += signed(row.mentions.len());
        if entity.oldest == Some(article) && entity.age.as_ref() == Some(&age) {
            entity.lost = false;
        } else if entity.age.as_ref().is_none_or(|than| is_older(&age, than)) {
            (entity.oldest, entity.age) = (Some(article), Some(age));
            (entity.older, entity.lost) = (true, false);
        }
        let id = entity.id;
        if self.counted.insert((id, article)) {
            self.entity(row)?.articles += 1;
        }
        Ok(id)
    }

    /// Takes an article's row out of the counts.
    pub(super) fn remove(&mut self, row: &EntityRow, article: i64) -> rusqlite::Result<()> {
        let entity = self.entity(row)?;
        entity.mentions -= signed(row.mentions.len());
        entity.lost |= entity.oldest == Some(article);
        let id = entity.id;
        if self.uncounted.insert((id, article)) {
            self.entity(row)?.articles -= 1;
        }
        Ok(())
    }

    /// Writes the counts, and drops names that nothing bears any more. Gives the names that are new.
    pub(super) fn write(self) -> rusqlite::Result<Vec<(String, Line)>> {
        let c = self.connection;
        let mut count = c.prepare_cached(
            "UPDATE entities SET articles = articles + ?2, mentions = mentions + ?3 WHERE id = ?1",
        )?;
        let mut oldest =
            c.prepare_cached("UPDATE entities SET oldest = ?2, oldest_date = ?3 WHERE id = ?1")?;
        let mut find = c.prepare_cached(
            "SELECT articles.id, articles.date FROM appearances JOIN articles ON articles.id = appearances.id >> 20 \
             WHERE entity = ?1 ORDER BY articles.date IS NULL, articles.date, articles.path LIMIT 1",
        )?;
        let mut drop_it =
            c.prepare_cached("DELETE FROM entities WHERE id = ?1 AND articles <= 0")?;
        for entity in self.entities.into_values() {
            let id = entity.id;
            if entity.articles != 0 || entity.mentions != 0 {
                count.execute([id, entity.articles, entity.mentions])?;
            }
            if entity.lost {
                let next: Option<(i64, Option<String>)> = find
                    .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
                    .optional()?;
                let (article, date) = next.unzip();
                oldest.execute(params![id, article, date.flatten()])?;
            } else if entity.older {
                let date = entity.age.and_then(|(date, _)| date);
                oldest.execute(params![id, entity.oldest, date])?;
            }
            if entity.articles < 0 {
                drop_it.execute([id])?;
            }
        }
        Ok(self.new)
    }
}

/// A known entity, or a new one that nothing bears yet, and which of them.
fn find(c: &Connection, row: &EntityRow) -> rusqlite::Result<(Entity, bool)> {
    let type_name = encode::type_name(row.entity_type);
    let known = c
        .prepare_cached("SELECT id, oldest, oldest_date, (SELECT path FROM articles WHERE id = oldest) FROM entities WHERE folded = ?1 AND type = ?2 AND key = ?3")?
        .query_row([row.folded.as_str(), type_name, row.key.as_str()], |found| {
            let path: Option<String> = found.get(3)?;
            let date = found.get(2)?;
            Ok((found.get(0)?, found.get(1)?, path.map(|path| (date, path))))
        })
        .optional()?;
    let is_new = known.is_none();
    let (id, oldest, age) = match known {
        Some(known) => known,
        None => {
            c.prepare_cached("INSERT INTO entities (folded, type, key, name, articles, mentions) VALUES (?1, ?2, ?3, ?4, 0, 0)")?
                .execute([row.folded.as_str(), type_name, row.key.as_str(), row.name.as_str()])?;
            (c.last_insert_rowid(), None, None)
        }
    };
    let entity = Entity {
        id,
        articles: 0,
        mentions: 0,
        oldest,
        age,
        lost: false,
        older: false,
    };
    Ok((entity, is_new))
}

/// Whether an article comes before another: by date, where there is one, then by path.
fn is_older(age: &(Option<String>, String), than: &(Option<String>, String)) -> bool {
    (age.0.is_none(), age) < (than.0.is_none(), than)
}

fn signed(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
