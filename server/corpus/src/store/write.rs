//! Writing: an article's rows are replaced as one, in the transaction of its batch.

use std::sync::Arc;

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};
use rustc_hash::FxHashSet;

use super::{
    ROW_BITS, Store, StoreError, encode,
    entities::{Dated, Tally},
    read, reports,
};
use crate::{
    rows::{ArticleId, Rows},
    symbols::Line,
    touched::Touched,
};

/// A file as it was when it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileState {
    /// Its length in bytes.
    pub bytes: i64,
    /// When it was changed, in nanoseconds since 1970.
    pub modified: i64,
    /// Its number on its disk; 0 where there is none.
    pub file: i64,
    /// The BLAKE3 hash of its content.
    pub hash: [u8; 32],
    /// When it was read, in nanoseconds since 1970.
    pub seen: i64,
    /// The date that the configuration gave it.
    pub set_date: Option<Date>,
}

/// What becomes of an article in the index.
#[derive(Clone, Debug)]
pub enum Change {
    /// It was read.
    Read(ArticleId, FileState, Arc<Rows>),
    /// It cannot be read, and why.
    Unreadable(ArticleId, FileState, String),
    /// Its content is as it was.
    Same(ArticleId, FileState),
    /// There is no such file.
    Gone(ArticleId),
}

impl Change {
    /// Which article.
    pub fn article(&self) -> &ArticleId {
        match self {
            Self::Read(article, ..)
            | Self::Unreadable(article, ..)
            | Self::Same(article, _)
            | Self::Gone(article) => article,
        }
    }
}

impl Store {
    /// Writes changes, all or none, and tells what they touched.
    ///
    /// # Errors
    /// If the disk is full or cannot be written, or another process writes for too long. Then nothing was written.
    pub fn write(&self, changes: &[Change]) -> Result<Vec<(ArticleId, Touched)>, StoreError> {
        let mut connection = self.writer();
        let written = write(&mut connection, changes).map_err(|reason| self.failed(reason))?;
        self.add_symbols(written.new);
        Ok(written.touched)
    }
}

/// What a batch brought.
struct Written {
    touched: Vec<(ArticleId, Touched)>,
    /// Names and headlines that can be searched for.
    new: Vec<(String, Line)>,
}

fn write(connection: &mut Connection, changes: &[Change]) -> rusqlite::Result<Written> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (mut all_touched, mut new_lines) = (Vec::new(), Vec::new());
    let mut tally = Tally::new(&transaction);
    let mut scattered = Scattered::default();
    let since = reports::next(&transaction)?;
    for change in changes {
        let article = change.article();
        let id: Option<i64> = transaction
            .prepare_cached("SELECT id FROM articles WHERE path = ?1")?
            .query_row([article.as_str()], |row| row.get(0))
            .optional()?;
        if let Change::Same(_, file) = change {
            if let Some(id) = id {
                see(&transaction, id, file)?;
            }
            continue;
        }
        let old = match id {
            Some(id) => {
                if scattered.articles.contains(&id) {
                    std::mem::take(&mut scattered).write(&transaction)?;
                }
                Some(take_out(&transaction, &mut tally, id)?)
            }
            None => None,
        };
        let new = match change {
            Change::Read(_, file, rows) => {
                let id = put_file(&transaction, id, article, file, Some(rows), None)?;
                put_rows(
                    &transaction,
                    &mut tally,
                    &mut scattered,
                    (id, article),
                    rows,
                )?;
                reports::queue(&transaction, id, since)?;
                let headline = rows.headline.as_deref().map(names::fold);
                new_lines.extend(headline.map(|h| (h.to_string(), Line::Article(id))));
                Some(&**rows)
            }
            Change::Unreadable(_, file, trouble) => {
                let id = put_file(&transaction, id, article, file, None, Some(trouble))?;
                reports::forget(&transaction, id)?;
                None
            }
            Change::Gone(_) | Change::Same(..) => {
                if let Some(id) = id {
                    reports::forget(&transaction, id)?;
                    transaction
                        .prepare_cached("DELETE FROM articles WHERE id = ?1")?
                        .execute([id])?;
                }
                None
            }
        };
        all_touched.push((article.clone(), Touched::between(old.as_ref(), new)));
    }
    scattered.write(&transaction)?;
    new_lines.extend(tally.write()?);
    reports::queue_resting_on(&transaction, &all_touched, since)?;
    transaction.commit()?;
    Ok(Written {
        touched: all_touched,
        new: new_lines,
    })
}

/// The file changed, its content did not.
fn see(c: &Connection, id: i64, file: &FileState) -> rusqlite::Result<()> {
    c.prepare_cached(
        "UPDATE articles SET bytes = ?2, modified = ?3, file = ?4, seen = ?5 WHERE id = ?1",
    )?
    .execute(params![id, file.bytes, file.modified, file.file, file.seen])
    .map(drop)
}

fn put_file(
    c: &Connection,
    id: Option<i64>,
    article: &ArticleId,
    file: &FileState,
    rows: Option<&Rows>,
    trouble: Option<&str>,
) -> rusqlite::Result<i64> {
    let put = "INSERT OR REPLACE INTO articles \
         (id, path, headline, date, set_date, bytes, modified, file, hash, seen, trouble, headline_key) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    c.prepare_cached(put)?.execute(params![
        id,
        article.as_str(),
        rows.and_then(|r| r.headline.as_deref()),
        rows.and_then(|r| r.date).map(|d| d.to_string()),
        file.set_date.map(|d| d.to_string()),
        file.bytes,
        file.modified,
        file.file,
        file.hash,
        file.seen,
        trouble,
        rows.and_then(Rows::headline_key).as_deref(),
    ])?;
    Ok(id.unwrap_or_else(|| c.last_insert_rowid()))
}

/// The number of a row within its article; the ones that no article has are left out.
fn row_id(article: i64, row: usize) -> Option<i64> {
    let row = i64::try_from(row).ok().filter(|row| row >> ROW_BITS == 0)?;
    Some((article << ROW_BITS) + row)
}

/// Rows that the tables keep in another order than by article: put in that order they are written several times faster,
/// for neighbours share a page.
#[derive(Default)]
struct Scattered {
    /// The articles that they are of.
    articles: FxHashSet<i64>,
    /// The entity, and the appearance's id.
    appearances: Vec<(i64, i64)>,
    /// The run's hash, and the quotation's id.
    runs: Vec<(i64, i64)>,
}

impl Scattered {
    fn write(mut self, c: &Connection) -> rusqlite::Result<()> {
        self.appearances.sort_unstable();
        let mut put = c.prepare_cached("INSERT INTO entity_appearances VALUES (?1, ?2)")?;
        for (entity, appearance) in self.appearances {
            put.execute([entity, appearance])?;
        }
        self.runs.sort_unstable();
        self.runs.dedup();
        let mut put = c.prepare_cached("INSERT INTO quoted_words VALUES (?1, ?2)")?;
        for (run, quotation) in self.runs {
            put.execute([run, quotation])?;
        }
        Ok(())
    }
}

fn put_rows(
    c: &Connection,
    tally: &mut Tally<'_>,
    scattered: &mut Scattered,
    (article, path): (i64, &ArticleId),
    rows: &Rows,
) -> rusqlite::Result<()> {
    scattered.articles.insert(article);
    let dated = Dated {
        article,
        date: rows.date.map(|d| d.to_string()),
        path: path.as_str(),
    };
    let mut put =
        c.prepare_cached("INSERT INTO appearances VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    for (n, row) in rows.entities.iter().enumerate() {
        let Some(id) = row_id(article, n) else { break };
        let entity = tally.add(row, &dated)?;
        put.execute(params![
            id,
            entity,
            row.name.as_str(),
            row.parts.join(" "),
            row.description.as_deref(),
            encode::forms(row),
            encode::mentions(row),
        ])?;
        scattered.appearances.push((entity, id));
    }
    let mut put = c.prepare_cached("INSERT INTO quotations VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (n, row) in rows.quotes.iter().enumerate() {
        let Some(id) = row_id(article, n) else { break };
        put.execute(params![
            id,
            row.text.as_str(),
            row.speaker.as_deref(),
            encode::words(&row.words),
            encode::place(row.spot),
        ])?;
        let runs = row.runs().into_iter();
        scattered
            .runs
            .extend(runs.map(|run| (run.cast_signed(), id)));
    }
    let mut put = c.prepare_cached("INSERT INTO facts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
    for (n, row) in rows.facts.iter().enumerate() {
        let Some(id) = row_id(article, n) else { break };
        put.execute(params![
            id,
            row.kind.as_str(),
            row.subject.as_str(),
            row.name.as_str(),
            row.day.to_string(),
            row.text.as_str(),
            encode::place(row.spot),
        ])?;
    }
    let mut put = c.prepare_cached("INSERT OR IGNORE INTO dates VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for row in &rows.times {
        put.execute(params![
            article,
            u32::from(row.range.start()),
            u32::from(row.range.len()),
            row.earliest.to_string(),
            row.latest.to_string(),
        ])?;
    }
    Ok(())
}

/// Removes the rows of an article and gives them back.
fn take_out(c: &Connection, tally: &mut Tally<'_>, article: i64) -> rusqlite::Result<Rows> {
    let rows = read::rows(c, article)?;
    for row in &rows.entities {
        tally.remove(row, article)?;
    }
    let mut run = c.prepare_cached("DELETE FROM quoted_words WHERE run = ?1 AND quotation = ?2")?;
    for (n, row) in rows.quotes.iter().enumerate() {
        let Some(id) = row_id(article, n) else { break };
        for of_row in row.runs() {
            run.execute([of_row.cast_signed(), id])?;
        }
    }
    let range = [article << ROW_BITS, ((article + 1) << ROW_BITS) - 1];
    c.prepare_cached(
        "DELETE FROM entity_appearances WHERE (entity, appearance) IN \
         (SELECT entity, id FROM appearances WHERE id BETWEEN ?1 AND ?2)",
    )?
    .execute(range)?;
    c.prepare_cached("DELETE FROM appearances WHERE id BETWEEN ?1 AND ?2")?
        .execute(range)?;
    c.prepare_cached("DELETE FROM quotations WHERE id BETWEEN ?1 AND ?2")?
        .execute(range)?;
    c.prepare_cached("DELETE FROM facts WHERE id BETWEEN ?1 AND ?2")?
        .execute(range)?;
    c.prepare_cached("DELETE FROM dates WHERE article = ?1")?
        .execute([article])?;
    Ok(rows)
}
