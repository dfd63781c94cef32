//! The index on disk: the rows of every article in one SQLite file, beside the articles.
//!
//! The file is a cache. An index of another version, of another build of Copydesk, or a damaged one is made anew, never
//! trusted. Several processes may use one file: SQLite's write-ahead log lets them read while one writes. The tables are
//! meant to be read by people too: `schema.sql` describes them.
//!
//! Questions cannot fail: what the disk does not give is as if it were not there, and [`Store::trouble`] tells.

mod encode;
mod entities;
mod over_time;
mod read;
mod reports;
mod search;
mod write;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig};

pub use reports::{Report, ToCheck};
pub use write::{Change, FileState};

const SCHEMA: &str = include_str!("schema.sql");
/// The version of the tables.
const VERSION: i32 = 5;
/// Where the index stands in a corpus' folder.
const FOLDER: &str = ".copydesk/cache";
const NAME: &str = "index.sqlite";
/// How long one process waits for another to finish writing.
const PATIENCE: Duration = Duration::from_secs(5);
/// Bits of a row's id that number it within its article.
const ROW_BITS: u32 = 20;

/// Why there is no index on disk, and what follows from it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder does not take it.
    #[error("The index of the articles cannot be kept in {}: {reason}. Everything works, but the articles are read anew at every start.", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        reason: std::io::Error,
    },
    /// SQLite does not take it.
    #[error("The index of the articles in {} cannot be used: {reason}. Everything works, but the articles are read anew at every start.", path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        reason: rusqlite::Error,
    },
}

/// The index of one folder. Clones share it.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    path: PathBuf,
    /// Connections that nobody reads from at the moment. They are closed before the writer: the last to close clears the
    /// write-ahead log, and a reader may not.
    readers: Mutex<Vec<Connection>>,
    writer: Mutex<Connection>,
    symbols: search::Symbols,
    trouble: Mutex<Option<String>>,
    damaged: AtomicBool,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Store").field(&self.0.path).finish()
    }
}

impl Store {
    /// Opens the index of the corpus in `root`, or makes a new one. `build` names the program that reads the articles:
    /// an index that another build made is not used.
    ///
    /// # Errors
    /// If the folder cannot be written, or the disk is full.
    pub fn open(root: &Path, build: &str) -> Result<Self, StoreError> {
        let folder = root.join(FOLDER);
        make_folder(&folder)?;
        let path = folder.join(NAME);
        let database = |reason| StoreError::Database {
            path: path.clone(),
            reason,
        };
        let connection = match connect(&path, build) {
            Ok(connection) => connection,
            Err(error) if may_be_rebuilt(&error) => {
                remove(&path)?;
                connect(&path, build).map_err(database)?
            }
            Err(error) => return Err(database(error)),
        };
        Ok(Self(Arc::new(Inner {
            path,
            writer: Mutex::new(connection),
            readers: Mutex::default(),
            symbols: Mutex::default(),
            trouble: Mutex::default(),
            damaged: AtomicBool::new(false),
        })))
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.0.path
    }

    /// What went wrong since somebody last asked, in plain words.
    pub fn trouble(&self) -> Option<String> {
        let mut trouble = self
            .0
            .trouble
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        trouble.take()
    }

    /// Whether the file turned out to be damaged: then it must be opened anew, after [`Store::discard`].
    pub fn is_damaged(&self) -> bool {
        self.0.damaged.load(Ordering::Relaxed)
    }

    /// Reads the whole file and says whether its tables are sound. Slow.
    pub fn is_sound(&self) -> bool {
        let sound = self.ask(|c| {
            c.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))
                .map(|answer| answer == "ok")
        });
        sound.unwrap_or(false)
    }

    /// Gives back the memory that writing much took.
    pub fn rest(&self) {
        let rested = self
            .writer()
            .execute_batch("PRAGMA optimize; PRAGMA shrink_memory");
        if let Err(error) = rested {
            self.note(&error);
        }
    }

    /// Removes the file. Whoever still has it open keeps what it had.
    ///
    /// # Errors
    /// If it cannot be removed.
    pub fn discard(&self) -> Result<(), StoreError> {
        remove(&self.0.path)
    }

    /// Asks a question on a connection that nobody else uses at the moment.
    fn ask<T>(&self, question: impl Fn(&Connection) -> rusqlite::Result<T>) -> Option<T> {
        let free = self
            .0
            .readers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let connection = match free.map_or_else(|| reader(&self.0.path), Ok) {
            Ok(connection) => connection,
            Err(error) => {
                self.note(&error);
                return None;
            }
        };
        let answer = question(&connection);
        match answer {
            Ok(answer) => {
                let mut readers = self
                    .0
                    .readers
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner);
                readers.push(connection);
                Some(answer)
            }
            Err(error) => {
                self.note(&error);
                None
            }
        }
    }

    /// The one connection that writes.
    fn writer(&self) -> MutexGuard<'_, Connection> {
        self.0.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What could not be written, and why.
    fn failed(&self, reason: rusqlite::Error) -> StoreError {
        self.note(&reason);
        let path = self.0.path.clone();
        StoreError::Database { path, reason }
    }

    /// Remembers what went wrong.
    fn note(&self, error: &rusqlite::Error) {
        if may_be_rebuilt(error) {
            self.0.damaged.store(true, Ordering::Relaxed);
        }
        let mut trouble = self
            .0
            .trouble
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *trouble = Some(format!("{}: {error}", self.0.path.display()));
    }
}

fn make_folder(folder: &Path) -> Result<(), StoreError> {
    let io = |reason| StoreError::Io {
        path: folder.to_owned(),
        reason,
    };
    fs::create_dir_all(folder).map_err(io)?;
    // What is in here is nobody's to keep.
    let ignore = folder.join(".gitignore");
    if !ignore.exists() {
        fs::write(&ignore, "*\n").map_err(io)?;
    }
    Ok(())
}

/// Opens the file for writing; an empty one gets its tables, one of another version or build is emptied.
fn connect(path: &Path, build: &str) -> rusqlite::Result<Connection> {
    let mut connection = Connection::open(path)?;
    configure(&connection)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // A lost last commit is read again; a torn file is what must not be.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "cache_size", -96 * 1024)?;
    connection.pragma_update(None, "wal_autocheckpoint", 16 * 1024)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // The references in the schema are for people; the rows of an article are replaced as one.
    connection.pragma_update(None, "foreign_keys", false)?;
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let version: i32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known: Option<String> = if version == VERSION {
        let known = "SELECT value FROM about WHERE name = 'build'";
        transaction.query_row(known, [], |row| row.get(0)).ok()
    } else {
        None
    };
    if known.as_deref() != Some(build) {
        empty(&transaction)?;
        transaction.execute_batch(SCHEMA)?;
        transaction.execute("INSERT INTO about VALUES ('build', ?1)", [build])?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    transaction.commit()?;
    Ok(connection)
}

/// Drops every table and view.
fn empty(connection: &Connection) -> rusqlite::Result<()> {
    let mut all = connection.prepare(
        "SELECT type, name FROM sqlite_schema WHERE type IN ('view', 'table') AND name NOT LIKE 'sqlite_%' ORDER BY type DESC",
    )?;
    let all = all.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    })?;
    let all: Vec<(String, String)> = all.collect::<Result<_, _>>()?;
    for (kind, name) in all {
        connection.execute_batch(&format!("DROP {kind} \"{}\"", name.replace('"', "\"\"")))?;
    }
    Ok(())
}

fn reader(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    configure(&connection)?;
    connection.pragma_update(None, "cache_size", -8 * 1024)?;
    Ok(connection)
}

/// What holds for reading and writing.
fn configure(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(64);
    // Else a statement is made anew for each value bound to it, where the tables' statistics might tell another way.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// Whether the file itself is at fault, so that a new one helps.
fn may_be_rebuilt(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error_code();
    matches!(
        code,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
    ) || matches!(
        error,
        rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::InvalidColumnType(..)
    )
}

/// Removes the file and what SQLite keeps beside it.
fn remove(path: &Path) -> Result<(), StoreError> {
    for suffix in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        match fs::remove_file(&name) {
            Err(reason) if reason.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::Io {
                    path: name.into(),
                    reason,
                });
            }
            _ => {}
        }
    }
    Ok(())
}
