//! The counts of each name over the corpus, kept in step with the rows.
//!
//! Changes are summed up over a batch and written once, so that a name in every article costs one write a batch.

use std::{
    cmp::Ordering,
    collections::{BTreeSet, hash_map::Entry},
};

use names::EntityType;
use rusqlite::{Connection, OptionalExtension as _, Statement, params};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::encode;
use crate::{rows::EntityRow, slips::remains, symbols::Line};

/// What changes in the counts of the names that a batch touches.
pub(super) struct Tally<'c> {
    connection: &'c Connection,
    entities: FxHashMap<(SmolStr, EntityType, SmolStr), Entity>,
    /// Names that the index did not have.
    new: Vec<(String, Line)>,
}

struct Entity {
    id: i64,
    /// In how many articles it stood before the batch.
    stood_in: i64,
    /// What is added to that.
    articles: i64,
    /// The article that was counted last, and whether it was added: an article counts once, and its rows come together.
    counted: Option<(i64, bool)>,
    mentions: i64,
    oldest: Edge,
    /// Of the articles that have a date.
    newest: Edge,
}

/// The oldest article that names an entity, or the newest.
struct Edge {
    /// `Less` of the oldest, `Greater` of the newest.
    side: Ordering,
    article: Option<i64>,
    date: Option<String>,
    /// The article names it no longer: another one must be found.
    lost: bool,
    changed: bool,
}

/// An article with its date and its path: of one day's articles the first by path is the oldest, the last the newest, and
/// those without a date come after the others.
pub(super) struct Dated<'a> {
    pub(super) article: i64,
    pub(super) date: Option<String>,
    pub(super) path: &'a str,
}

impl Edge {
    fn new(side: Ordering) -> Self {
        Self {
            side,
            article: None,
            date: None,
            lost: false,
            changed: false,
        }
    }

    fn add(&mut self, c: &Connection, new: &Dated<'_>) -> rusqlite::Result<()> {
        let is_beyond = match self.article {
            Some(article) if article == new.article && self.date == new.date => {
                self.lost = false;
                false
            }
            Some(article) => {
                let known = (self.date.is_none(), &self.date);
                let order = (new.date.is_none(), &new.date).cmp(&known);
                order == self.side || order.is_eq() && self.is_beyond_in_path(c, new, article)?
            }
            None => true,
        };
        if is_beyond {
            (self.article, self.date) = (Some(new.article), new.date.clone());
            (self.changed, self.lost) = (true, false);
        }
        Ok(())
    }

    /// Of two articles of one day. They are few: the path is asked for only here.
    fn is_beyond_in_path(
        &self,
        c: &Connection,
        new: &Dated<'_>,
        than: i64,
    ) -> rusqlite::Result<bool> {
        let path: Option<String> = c
            .prepare_cached("SELECT path FROM articles WHERE id = ?1")?
            .query_row([than], |row| row.get(0))
            .optional()?;
        // An article that is gone is a lost edge, which is settled later.
        Ok(path.is_some_and(|path| new.path.cmp(&path) == self.side))
    }

    /// Looks for another article where the one that was is lost.
    fn settle(&mut self, find: &mut Statement<'_>, entity: i64) -> rusqlite::Result<()> {
        if self.lost {
            let next: Option<(i64, Option<String>)> = find
                .query_row([entity], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let (article, date) = next.unzip();
            (self.article, self.date) = (article, date.flatten());
            self.changed = true;
        }
        Ok(())
    }
}

impl Entity {
    /// Counts an article that came or went, at the first of its rows.
    fn count(&mut self, article: i64, came: bool) {
        if self.counted != Some((article, came)) {
            self.counted = Some((article, came));
            self.articles += if came { 1 } else { -1 };
        }
    }

    /// Whether it stands in several articles, before the batch and after.
    fn is_shared(&self) -> (bool, bool) {
        (self.stood_in > 1, self.stood_in + self.articles > 1)
    }
}

impl<'c> Tally<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        Self {
            connection,
            entities: FxHashMap::default(),
            new: Vec::new(),
        }
    }

    fn entity(&mut self, row: &EntityRow) -> rusqlite::Result<&mut Entity> {
        let name = (row.folded.clone(), row.entity_type, row.key.clone());
        match self.entities.entry(name) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(place) => {
                let (entity, is_new) = find(self.connection, row)?;
                if is_new && row.entity_type != EntityType::Other {
                    self.new
                        .push((row.folded.to_string(), Line::Entity(entity.id)));
                }
                Ok(place.insert(entity))
            }
        }
    }

    /// Counts a row of an article; gives the entity's id.
    pub(super) fn add(&mut self, row: &EntityRow, of: &Dated<'_>) -> rusqlite::Result<i64> {
        let connection = self.connection;
        let entity = self.entity(row)?;
        entity.mentions += signed(row.mentions.len());
        entity.oldest.add(connection, of)?;
        if of.date.is_some() {
            entity.newest.add(connection, of)?;
        }
        entity.count(of.article, true);
        Ok(entity.id)
    }

    /// Takes an article's row out of the counts.
    pub(super) fn remove(&mut self, row: &EntityRow, article: i64) -> rusqlite::Result<()> {
        let entity = self.entity(row)?;
        entity.mentions -= signed(row.mentions.len());
        for edge in [&mut entity.oldest, &mut entity.newest] {
            edge.lost |= edge.article == Some(article);
        }
        entity.count(article, false);
        Ok(())
    }

    /// Writes the counts, and drops names that nothing bears any more. Gives the names that are new.
    pub(super) fn write(self) -> rusqlite::Result<Vec<(String, Line)>> {
        let c = self.connection;
        let mut count = c.prepare_cached(
            "UPDATE entities SET articles = articles + ?2, mentions = mentions + ?3 WHERE id = ?1",
        )?;
        // A name that is new or moves its edges, as most do at the first reading, is written once.
        let mut all = c.prepare_cached(
            "UPDATE entities SET articles = articles + ?2, mentions = mentions + ?3, oldest = ?4, oldest_date = ?5, \
             newest = ?6, newest_date = ?7 WHERE id = ?1",
        )?;
        let mut oldest = c.prepare_cached(
            "SELECT articles.id, articles.date FROM entity_appearances JOIN articles ON articles.id = appearance >> 20 \
             WHERE entity = ?1 ORDER BY articles.date IS NULL, articles.date, articles.path LIMIT 1",
        )?;
        let mut newest = c.prepare_cached(
            "SELECT articles.id, articles.date FROM entity_appearances JOIN articles ON articles.id = appearance >> 20 \
             WHERE entity = ?1 AND articles.date IS NOT NULL ORDER BY articles.date DESC, articles.path DESC LIMIT 1",
        )?;
        let mut drop_it =
            c.prepare_cached("DELETE FROM entities WHERE id = ?1 AND articles <= 0")?;
        let mut shared = Shared::default();
        for ((_, _, key), mut entity) in self.entities {
            let id = entity.id;
            match entity.is_shared() {
                (false, true) => shared.more.push(key),
                (true, false) => shared.fewer.push(key),
                _ => {}
            }
            entity.oldest.settle(&mut oldest, id)?;
            entity.newest.settle(&mut newest, id)?;
            if entity.oldest.changed || entity.newest.changed {
                all.execute(params![
                    id,
                    entity.articles,
                    entity.mentions,
                    entity.oldest.article,
                    entity.oldest.date,
                    entity.newest.article,
                    entity.newest.date,
                ])?;
            } else if entity.articles != 0 || entity.mentions != 0 {
                count.execute([id, entity.articles, entity.mentions])?;
            }
            if entity.articles < 0 {
                drop_it.execute([id])?;
            }
        }
        shared.write(c)?;
        Ok(self.new)
    }
}

/// Keys of names that came to stand in several articles, or no longer do.
#[derive(Default)]
struct Shared {
    more: Vec<SmolStr>,
    fewer: Vec<SmolStr>,
}

impl Shared {
    /// Lists what is left of them, or drops it, once the counts are written.
    fn write(&self, c: &Connection) -> rusqlite::Result<()> {
        let more = self.more.iter();
        let more = more.flat_map(|key| remains(key).map(move |rest| (rest, key)));
        // In the order of the table: neighbours share a page.
        let more: BTreeSet<(SmolStr, &SmolStr)> = more.collect();
        let mut put = c.prepare_cached("INSERT OR IGNORE INTO remains VALUES (?1, ?2)")?;
        for (rest, key) in more {
            put.execute([rest.as_str(), key.as_str()])?;
        }
        let mut others =
            c.prepare_cached("SELECT 1 FROM entities WHERE key = ?1 AND articles > 1")?;
        let mut drop_it = c.prepare_cached("DELETE FROM remains WHERE rest = ?1 AND key = ?2")?;
        for key in &self.fewer {
            if others.exists([key.as_str()])? {
                continue;
            }
            for rest in remains(key) {
                drop_it.execute([rest.as_str(), key.as_str()])?;
            }
        }
        Ok(())
    }
}

/// A known entity, or a new one that nothing bears yet, and which of them.
fn find(c: &Connection, row: &EntityRow) -> rusqlite::Result<(Entity, bool)> {
    let type_name = encode::type_name(row.entity_type);
    let known = c
        .prepare_cached(
            "SELECT id, oldest, oldest_date, newest, newest_date, articles FROM entities \
             WHERE folded = ?1 AND type = ?2 AND key = ?3",
        )?
        .query_row(
            [row.folded.as_str(), type_name, row.key.as_str()],
            |found| {
                let edge = |side, at: usize| -> rusqlite::Result<Edge> {
                    Ok(Edge {
                        article: found.get(at)?,
                        date: found.get(at + 1)?,
                        ..Edge::new(side)
                    })
                };
                let (oldest, newest) = (edge(Ordering::Less, 1)?, edge(Ordering::Greater, 3)?);
                Ok((found.get(0)?, oldest, newest, found.get(5)?))
            },
        )
        .optional()?;
    let is_new = known.is_none();
    let (id, oldest, newest, stood_in) = match known {
        Some(known) => known,
        None => {
            c.prepare_cached("INSERT INTO entities (folded, type, key, name, articles, mentions) VALUES (?1, ?2, ?3, ?4, 0, 0)")?
                .execute([row.folded.as_str(), type_name, row.key.as_str(), row.name.as_str()])?;
            let (oldest, newest) = (Edge::new(Ordering::Less), Edge::new(Ordering::Greater));
            (c.last_insert_rowid(), oldest, newest, 0)
        }
    };
    let entity = Entity {
        id,
        stood_in,
        articles: 0,
        counted: None,
        mentions: 0,
        oldest,
        newest,
    };
    Ok((entity, is_new))
}

fn signed(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
