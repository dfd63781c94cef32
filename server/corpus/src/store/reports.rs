//! What the rules found in each article, and which articles they must look through again.

use std::{
    hash::{Hash, Hasher},
    time::{SystemTime, UNIX_EPOCH},
};

use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};
use rustc_hash::{FxHashMap, FxHasher};

use super::{ROW_BITS, Store, StoreError, encode};
use crate::{
    corpus::{MANY, MOST},
    findings::FindingRow,
    rows::ArticleId,
    touched::Touched,
};

/// An article that the rules must look through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToCheck {
    /// Which.
    pub article: ArticleId,
    id: i64,
    since: i64,
}

/// What the rules found in an article as it lies on disk.
#[derive(Clone, Debug)]
pub struct Report {
    /// The article, as it was asked for.
    pub of: ToCheck,
    /// The state that its annotations were in: see [`Store::noted`].
    pub noted: i64,
    /// What was found.
    pub findings: Vec<FindingRow>,
}

impl Store {
    /// Says by what the rules judge beside the articles: the desk's settings and dossier, in a word. If that is new, they
    /// must look through every article again.
    pub fn judged_by(&self, standard: &str) -> Result<(), StoreError> {
        let known = self.ask(|c| {
            c.prepare_cached("SELECT value FROM about WHERE name = 'judged by'")?
                .query_row([], |row| row.get::<_, String>(0))
                .optional()
        });
        if known.flatten().as_deref() == Some(standard) {
            return Ok(());
        }
        self.transact(|c| {
            let put = "INSERT OR REPLACE INTO about VALUES ('judged by', ?1)";
            c.execute(put, [standard])?;
            queue_all(c, next(c)?)
        })
    }

    /// Tells the state of the annotations of every article that has any, as a number other than 0 that changes with it:
    /// articles that were looked through in another state must be again.
    pub fn noted(&self, now: &FxHashMap<ArticleId, i64>) -> Result<(), StoreError> {
        let differ = self.ask(|c| {
            let mut then = c.prepare_cached(
                "SELECT path, article, noted FROM reports JOIN articles ON articles.id = article WHERE noted <> 0",
            )?;
            let then = then.query_map([], |row| {
                let path: String = row.get(0)?;
                let report: (i64, i64) = (row.get(1)?, row.get(2)?);
                Ok((ArticleId::new(&path), report))
            })?;
            let then: FxHashMap<ArticleId, (i64, i64)> = then.collect::<Result<_, _>>()?;
            let left = then.iter().filter(|(path, (_, noted))| now.get(*path) != Some(noted));
            let mut differ: Vec<i64> = left.map(|(_, (id, _))| *id).collect();
            let mut find = c.prepare_cached(
                "SELECT articles.id FROM articles JOIN reports ON articles.id = article WHERE path = ?1",
            )?;
            for path in now.keys().filter(|path| !then.contains_key(*path)) {
                let id = find.query_row([path.as_str()], |row| row.get::<_, i64>(0));
                differ.extend(id.optional()?);
            }
            Ok(differ)
        });
        let differ: Vec<i64> = differ.unwrap_or_default();
        if differ.is_empty() {
            return Ok(());
        }
        self.transact(|c| {
            let since = next(c)?;
            differ.iter().try_for_each(|id| queue(c, *id, since))
        })
    }

    /// Articles that the rules must look through, at most `most`.
    pub fn to_check(&self, most: usize) -> Vec<ToCheck> {
        let first = self.ask(|c| {
            let mut first = c.prepare_cached(
                "SELECT path, article, since FROM to_check JOIN articles ON articles.id = article LIMIT ?1",
            )?;
            let first = first.query_map([i64::try_from(most).unwrap_or(i64::MAX)], |row| {
                let path: String = row.get(0)?;
                Ok(ToCheck {
                    article: ArticleId::new(&path),
                    id: row.get(1)?,
                    since: row.get(2)?,
                })
            })?;
            first.collect()
        });
        first.unwrap_or_default()
    }

    /// Writes what was found. An article of which something changed meanwhile stays to be checked.
    ///
    /// # Errors
    /// If the disk is full or cannot be written, or another process writes for too long. Then nothing was written.
    pub fn report(&self, reports: &[Report]) -> Result<(), StoreError> {
        self.transact(|c| {
            let mut done =
                c.prepare_cached("DELETE FROM to_check WHERE article = ?1 AND since = ?2")?;
            let mut put =
                c.prepare_cached("INSERT OR REPLACE INTO reports VALUES (?1, ?2, ?3, ?4, ?5)")?;
            for Report {
                of,
                noted,
                findings,
            } in reports
            {
                // Another process may have been faster, or the article is gone.
                if done.execute([of.id, of.since])? == 0 {
                    continue;
                }
                let findings = encode::findings(findings);
                put.execute(params![of.id, now(), noted, hash(&findings), findings])?;
            }
            Ok(())
        })
    }

    /// The articles in which something was found, each with a hash of it.
    pub fn articles_with_findings(&self) -> Vec<(ArticleId, i64)> {
        let found = self.ask(|c| {
            let mut found = c.prepare_cached(
                "SELECT path, reports.hash FROM reports JOIN articles ON articles.id = article WHERE findings <> '[]'",
            )?;
            let found = found.query_map([], |row| {
                let path: String = row.get(0)?;
                Ok((ArticleId::new(&path), row.get(1)?))
            })?;
            found.collect()
        });
        found.unwrap_or_default()
    }

    /// What was found in an article when it was last looked through, and a hash of it.
    pub fn findings(&self, article: &ArticleId) -> Option<(i64, Vec<FindingRow>)> {
        let found = self.ask(|c| {
            let mut found = c.prepare_cached(
                "SELECT reports.hash, findings FROM reports JOIN articles ON articles.id = article WHERE path = ?1",
            )?;
            let found = found.query_row([article.as_str()], |row| {
                let text: String = row.get(1)?;
                Ok((row.get(0)?, encode::read_findings(1, &text)?))
            });
            found.optional()
        });
        found.flatten()
    }

    fn transact(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), StoreError> {
        let mut connection = self.writer();
        let done = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .and_then(|transaction| {
                change(&transaction)?;
                transaction.commit()
            });
        done.map_err(|reason| self.failed(reason))
    }
}

/// The number of a change: above all that are waited for.
pub(super) fn next(c: &Connection) -> rusqlite::Result<i64> {
    c.query_row(
        "SELECT coalesce(max(since), 0) + 1 FROM to_check",
        [],
        |row| row.get(0),
    )
}

/// The rules must look through an article.
pub(super) fn queue(c: &Connection, article: i64, since: i64) -> rusqlite::Result<()> {
    c.prepare_cached("INSERT OR REPLACE INTO to_check VALUES (?1, ?2)")?
        .execute([article, since])
        .map(drop)
}

/// There is no such article any more.
pub(super) fn forget(c: &Connection, article: i64) -> rusqlite::Result<()> {
    c.prepare_cached("DELETE FROM to_check WHERE article = ?1")?
        .execute([article])?;
    c.prepare_cached("DELETE FROM reports WHERE article = ?1")?
        .execute([article])
        .map(drop)
}

fn queue_all(c: &Connection, since: i64) -> rusqlite::Result<()> {
    c.execute(
        "INSERT OR REPLACE INTO to_check SELECT article, ?1 FROM reports",
        [since],
    )
    .map(drop)
}

/// The rules must look again through the articles whose findings rest on what was touched. What stands in more articles
/// than a rule ever looks at is not followed: one of them more or less changes nothing.
pub(super) fn queue_resting_on(
    c: &Connection,
    touched: &[(ArticleId, Touched)],
    since: i64,
) -> rusqlite::Result<()> {
    let none = "SELECT NOT EXISTS (SELECT 1 FROM reports)";
    if c.prepare_cached(none)?.query_row([], |row| row.get(0))? {
        return Ok(());
    }
    let mut all = Touched::default();
    touched.iter().for_each(|(_, one)| all.extend(one));
    if all.keys.len() >= MANY {
        return queue_all(c, since);
    }
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    let mut named =
        c.prepare_cached("SELECT coalesce(sum(articles), 0) FROM entities WHERE key = ?1")?;
    let mut naming = c.prepare_cached(&format!(
        "INSERT OR REPLACE INTO to_check SELECT DISTINCT appearance >> {ROW_BITS}, ?2 FROM entity_appearances \
         JOIN entities ON entities.id = entity WHERE key = ?1"
    ))?;
    for key in &all.keys {
        let often: i64 = named.query_row([key.as_str()], |row| row.get(0))?;
        if often <= most {
            naming.execute(params![key.as_str(), since])?;
        }
    }
    let mut stating = c.prepare_cached(&format!(
        "INSERT OR REPLACE INTO to_check SELECT DISTINCT id >> {ROW_BITS}, ?2 FROM facts WHERE subject = ?1 LIMIT {MOST}"
    ))?;
    for subject in &all.subjects {
        stating.execute(params![subject.as_str(), since])?;
    }
    let mut quoting = c.prepare_cached(&format!(
        "INSERT OR REPLACE INTO to_check SELECT DISTINCT quotation >> {ROW_BITS}, ?2 FROM quoted_words WHERE run = ?1 LIMIT {MOST}"
    ))?;
    for run in &all.runs {
        quoting.execute(params![run.cast_signed(), since])?;
    }
    Ok(())
}

/// The same for the same text in every run of a build.
fn hash(text: &str) -> i64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish().cast_signed()
}

/// In nanoseconds since 1970.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    i64::try_from(since.unwrap_or_default().as_nanos()).unwrap_or(i64::MAX)
}
