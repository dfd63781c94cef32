//! Which articles changed since the index was written, and reading them.
//!
//! A file of the same length, time and number on its disk is taken for unchanged, if it had rested for a moment when it
//! was read; else its content decides.

use std::{
    fs::Metadata,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, mpsc},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use article::{Article, Hints};
use dossier::Dossier;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use text::{Document, Format};

use crate::{
    config::Config,
    read::{self, ReadError},
    rows::{ArticleId, Rows},
    store::{Change, FileState},
    walk::{Walk, walk},
};

/// A file that changed so short a time before it was read may have changed again within the clock's step.
const RESTED: Duration = Duration::from_secs(2);
/// So many articles, or so many bytes of them, are handed on at once. A name stands in many articles: the more are written
/// together, the less often its page is.
const BATCH: (usize, usize) = (6144, 24 * 1024 * 1024);
/// The first ones are handed on sooner: somebody may be waiting.
const FIRST_BATCH: usize = 128;

/// After so many files somebody is told, even if none has changed.
const PROGRESS: usize = 1024;

/// What is handed on while a folder is read.
#[derive(Debug)]
pub struct ScanStep {
    /// Articles that came, changed or went.
    pub changes: Vec<Change>,
    /// How many files have been looked at.
    pub done: usize,
    /// Of how many.
    pub all: usize,
}

/// What reading a folder came to.
#[derive(Debug, Default)]
pub struct Scan {
    /// What could not be read and why, one line each.
    pub trouble: Vec<String>,
    /// Whether it was stopped.
    pub stopped: bool,
}

/// What is known of an article from outside its text.
pub fn hints(config: &Config, article: &ArticleId) -> Hints {
    Hints {
        date: config.dates.get(article.as_str()).copied(),
        file_name: article.as_str().rsplit('/').next().map(str::to_owned),
        ..Hints::default()
    }
}

/// From when to when the people of an article held the offices that it names them with, as far as the desk knows.
pub fn terms(rows: &Rows, dossier: &Dossier) -> Vec<(Date, Date)> {
    let mut terms = Vec::new();
    if dossier.is_empty() {
        return terms;
    }
    for row in &rows.entities {
        let (Some(description), [person]) = (&row.description, dossier.people(&row.name)) else {
            continue;
        };
        let said = description.to_lowercase();
        let held = person.offices.iter().filter(|term| {
            let mut words = term.title.value.split_whitespace();
            words.all(|word| {
                said.split(|c: char| !c.is_alphanumeric())
                    .any(|w| w == word.to_lowercase())
            })
        });
        let held: Vec<_> = held
            .map(|term| (term.held.start.0, term.held.end.1))
            .collect();
        // Whoever held an office twice leaves open which time is meant.
        terms.extend(held.first().filter(|_| held.len() == 1));
    }
    terms
}

/// Reads the articles of a folder that are not as `known` has them, on `threads` threads, and hands them on, in batches;
/// articles that `known` has and the disk has not come last. `go_on` is asked between files.
pub fn scan(
    root: &Path,
    config: &Config,
    dossier: &Dossier,
    known: &FxHashMap<ArticleId, FileState>,
    threads: usize,
    go_on: impl Fn() -> bool + Sync,
    mut hand_on: impl FnMut(ScanStep),
) -> Scan {
    let found = walk(root, config, &go_on);
    let all = found.articles.len();
    let next = Mutex::new(found.articles.iter());
    // Readers wait for whoever takes what they read: a slow disk must not fill the memory. One batch may wait beside
    // the one that is being written, so that reading and writing do not take turns.
    let (sender, changes) = mpsc::sync_channel::<Option<(Change, usize)>>(64);
    let (steps, batches) = mpsc::sync_channel::<ScanStep>(0);
    let unreadable = std::thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            let (sender, next, go_on) = (sender.clone(), &next, &go_on);
            scope.spawn(move || {
                loop {
                    let file = next.lock().unwrap_or_else(PoisonError::into_inner).next();
                    let Some((article, path)) = file.filter(|_| go_on()) else {
                        break;
                    };
                    let change = look_at(article, path, config, dossier, known.get(article));
                    if sender.send(change).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let gathered = scope.spawn(move || gather(changes, all, &steps));
        batches.into_iter().for_each(&mut hand_on);
        gathered.join()
    });
    let mut result = Scan {
        trouble: trouble(&found),
        stopped: false,
    };
    match unreadable {
        Ok(unreadable) => result.trouble.extend(unreadable),
        Err(panic) => std::panic::resume_unwind(panic),
    }
    result.stopped = !go_on();
    if !result.stopped && !found.cut {
        let there = |article: &&ArticleId| {
            let by_path = found.articles.binary_search_by(|(a, _)| a.cmp(article));
            by_path.is_err()
        };
        let changes: Vec<Change> = known
            .keys()
            .filter(there)
            .cloned()
            .map(Change::Gone)
            .collect();
        if !changes.is_empty() {
            hand_on(ScanStep {
                changes,
                done: all,
                all,
            });
        }
    }
    result
}

/// Puts what was read together to batches; gives what cannot be read and why. Ends early if nobody takes the batches.
fn gather(
    changes: mpsc::Receiver<Option<(Change, usize)>>,
    all: usize,
    steps: &mpsc::SyncSender<ScanStep>,
) -> Vec<String> {
    let mut unreadable = Vec::new();
    let (mut batch, mut bytes, mut done) = (Vec::new(), 0, 0);
    let mut enough = FIRST_BATCH;
    for change in changes {
        done += 1;
        if let Some((change, length)) = change {
            if let Change::Unreadable(article, _, why) = &change {
                unreadable.push(format!("{article}: {why}"));
            }
            batch.push(change);
            bytes += length;
        }
        let tell = done % PROGRESS == 0 && batch.is_empty();
        if batch.len() >= enough || bytes >= BATCH.1 || tell {
            let changes = std::mem::take(&mut batch);
            (bytes, enough) = (0, (enough * 2).min(BATCH.0));
            if steps.send(ScanStep { changes, done, all }).is_err() {
                return unreadable;
            }
        }
    }
    if !batch.is_empty() {
        let changes = batch;
        // Nobody is there to be told that nobody takes it.
        let _ = steps.send(ScanStep { changes, done, all });
    }
    unreadable
}

fn trouble(found: &Walk) -> Vec<String> {
    let mut trouble: Vec<String> = found
        .errors
        .iter()
        .map(|(path, error)| format!("{}: {error}", path.display()))
        .collect();
    if found.cut {
        trouble.push("There are too many articles; the last ones were left out.".to_owned());
    }
    trouble
}

/// Reads a file if it may have changed; `None` if it did not. With the number of bytes that were read.
fn look_at(
    article: &ArticleId,
    path: &PathBuf,
    config: &Config,
    dossier: &Dossier,
    known: Option<&FileState>,
) -> Option<(Change, usize)> {
    let metadata = match std::fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(_) if known.is_none() => return None,
        Err(_) => return Some((Change::Gone(article.clone()), 0)),
    };
    let set_date = config.dates.get(article.as_str()).copied();
    if known.is_some_and(|known| is_as_it_was(known, &metadata, set_date)) {
        return None;
    }
    Some(read_file(article, path, config, dossier, &metadata, known))
}

/// Reads and analyses one article, whatever the index has of it; gone if there is none.
pub fn read_article(
    root: &Path,
    config: &Config,
    dossier: &Dossier,
    article: &ArticleId,
) -> Change {
    let path = article
        .as_str()
        .split('/')
        .fold(root.to_owned(), |path, part| path.join(part));
    match std::fs::metadata(&path) {
        Ok(metadata) => read_file(article, &path, config, dossier, &metadata, None).0,
        Err(_) => Change::Gone(article.clone()),
    }
}

fn read_file(
    article: &ArticleId,
    path: &Path,
    config: &Config,
    dossier: &Dossier,
    metadata: &Metadata,
    known: Option<&FileState>,
) -> (Change, usize) {
    let set_date = config.dates.get(article.as_str()).copied();
    let mut file = FileState {
        bytes: i64::try_from(metadata.len()).unwrap_or(i64::MAX),
        modified: metadata.modified().map(nanoseconds).unwrap_or_default(),
        file: inode(metadata),
        hash: [0; 32],
        seen: nanoseconds(SystemTime::now()),
        set_date,
    };
    let text = match read::read(path) {
        Ok(text) => text,
        Err(ReadError::Io(error)) if error.kind() == std::io::ErrorKind::NotFound => {
            return (Change::Gone(article.clone()), 0);
        }
        Err(error) => {
            return (
                Change::Unreadable(article.clone(), file, error.to_string()),
                0,
            );
        }
    };
    file.hash = *blake3::hash(text.as_bytes()).as_bytes();
    if known.is_some_and(|known| known.hash == file.hash && known.set_date == set_date) {
        return (Change::Same(article.clone(), file), text.len());
    }
    let document = Document::new(&text, Format::of_file_name(article.as_str()));
    let mut rows = Rows::of(&Article::new(document.clone(), hints(config, article)));
    if rows.date.is_none() {
        let terms = terms(&rows, dossier);
        if !terms.is_empty() {
            let hints = Hints {
                terms,
                ..hints(config, article)
            };
            rows = Rows::of(&Article::new(document, hints));
        }
    }
    (
        Change::Read(article.clone(), file, Arc::new(rows)),
        text.len(),
    )
}

fn is_as_it_was(known: &FileState, metadata: &Metadata, set_date: Option<Date>) -> bool {
    let modified = metadata.modified().map(nanoseconds).unwrap_or_default();
    let rested = i64::try_from(RESTED.as_nanos()).unwrap_or(i64::MAX);
    known.set_date == set_date
        && i64::try_from(metadata.len()) == Ok(known.bytes)
        && modified == known.modified
        && inode(metadata) == known.file
        && modified.saturating_add(rested) < known.seen
}

/// Since 1970; before that, 0.
fn nanoseconds(time: SystemTime) -> i64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt as _;
    metadata.ino().cast_signed()
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> i64 {
    0
}
