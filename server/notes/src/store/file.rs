//! One file of lines that only grows: locking it, reading it, writing behind what stands there.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read, Seek, SeekFrom, Write},
    path::Path,
    thread,
    time::Duration,
};

use super::{Draft, StoreError};
use crate::{Annotation, AnnotationId, write_line};

/// How long it takes until a locked file is tried again.
const PAUSE: Duration = Duration::from_millis(50);

/// How often a locked file is tried.
#[derive(Clone, Copy)]
pub(super) enum Patience {
    /// Five seconds: somebody asked for it and is told if it fails.
    Long = 100,
    /// A tenth of a second: an editor stands still meanwhile.
    Short = 2,
}

pub(super) fn io_error(path: &Path, error: io::Error) -> StoreError {
    StoreError::Io {
        path: path.to_owned(),
        error,
    }
}

pub(super) fn create_folder_of(path: &Path) -> Result<(), StoreError> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(|error| io_error(folder, error))
}

/// Opens a file that only this program writes to until it is closed.
pub(super) fn lock(path: &Path) -> Result<File, StoreError> {
    create_folder_of(path)?;
    let file = OpenOptions::new()
        .read(true)
        .append(true)
        .create(true)
        .open(path)
        .map_err(|error| io_error(path, error))?;
    patiently(path, Patience::Long, || file.try_lock())?;
    Ok(file)
}

/// Reads a file that nobody is writing to; none if there is none.
pub(super) fn read(path: &Path, patience: Patience) -> Result<Option<Vec<u8>>, StoreError> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(io_error(path, error)),
    };
    patiently(path, patience, || file.try_lock_shared())?;
    let mut content = Vec::new();
    file.read_to_end(&mut content)
        .map_err(|error| io_error(path, error))?;
    Ok(Some(content))
}

/// Tries for a lock until it is given or it has taken too long.
fn patiently(
    path: &Path,
    patience: Patience,
    lock: impl Fn() -> Result<(), TryLockError>,
) -> Result<(), StoreError> {
    for _ in 0..patience as u32 {
        match lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
            Err(TryLockError::Error(error)) => return Err(io_error(path, error)),
        }
    }
    Err(StoreError::Busy(path.to_owned()))
}

/// Writes the drafts as lines behind all others, and gives them with their ids.
pub(super) fn append(
    path: &Path,
    article: &str,
    drafts: &[&Draft],
) -> Result<Vec<Annotation>, StoreError> {
    let mut file = lock(path)?;
    let mut content = Vec::new();
    file.read_to_end(&mut content)
        .map_err(|error| io_error(path, error))?;
    let mut latest = AnnotationId::latest_in(&content);
    let mut written = Vec::new();
    let mut text = String::new();
    for &draft in drafts {
        let id = AnnotationId::new(draft.time, latest);
        latest = Some(id);
        let Draft {
            author,
            time,
            replaces,
            target,
            body,
        } = draft.clone();
        let annotation = Annotation {
            id,
            created: time,
            author,
            replaces,
            target,
            body,
        };
        text.push_str(&write_line(&annotation, article));
        text.push('\n');
        written.push(annotation);
    }
    write_behind(&mut file, text.as_bytes()).map_err(|error| io_error(path, error))?;
    Ok(written)
}

/// Writes whole lines behind what stands there, all of them or none.
pub(super) fn write_behind(file: &mut File, lines: &[u8]) -> io::Result<()> {
    let length = file.seek(SeekFrom::End(0))?;
    let mut bytes = Vec::with_capacity(lines.len() + 1);
    if length > 0 {
        let mut last = [0];
        file.seek(SeekFrom::Start(length - 1))?;
        file.read_exact(&mut last)?;
        if last != *b"\n" {
            bytes.push(b'\n');
        }
    }
    bytes.extend_from_slice(lines);
    let result = file.write_all(&bytes).and_then(|()| file.sync_data());
    if result.is_err() {
        // Half a line would be worse than none; if even this fails, the next append starts a line of its own.
        let _ = file.set_len(length);
    }
    result
}
