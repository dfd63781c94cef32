//! Reading and writing `dossier/*.toml`. The only place of this crate that touches a disk.

use std::{
    fs::File,
    io::{ErrorKind, Read, Write},
    path::{Path, PathBuf},
};

use text::{TextRange, TextSize};

use crate::{
    AddError, Apart, Dossier, NewEntry, Parsed, add as add_to, parse, problem::Report,
    schema::TableKind, tell_apart as tell_apart_in,
};

/// The folder, in a corpus folder, that holds the files.
pub const FOLDER: &str = "dossier";

/// What the names of the files end in, after the point.
pub const EXTENSION: &str = "toml";

/// A file above this many bytes is not read.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// Reads the dossier of a corpus folder: all `dossier/*.toml`, by name. None of them is an empty dossier; a file that
/// cannot be read is a problem, and the others are read.
pub fn read(corpus: &Path) -> Dossier {
    let mut dossier = Dossier::default();
    let folder = corpus.join(FOLDER);
    let paths = match paths(&folder) {
        Ok(paths) => paths,
        Err(error) if error.kind() == ErrorKind::NotFound => return dossier,
        Err(error) => {
            dossier.set_file(unreadable(
                FOLDER,
                &format!("The folder cannot be read: {error}."),
            ));
            return dossier;
        }
    };
    for path in paths {
        dossier.set_file(read_file(corpus, &path));
    }
    dossier
}

/// Why an entry was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The file has it already, or is broken.
    #[error("{file}: {why}")]
    Refused {
        /// The file, from the corpus folder.
        file: String,
        /// What is in the way.
        why: AddError,
    },
    /// The disk does not take it.
    #[error("{file} could not be written: {why}.")]
    Io {
        /// The file, from the corpus folder.
        file: String,
        /// What the system says.
        why: std::io::Error,
    },
}

/// Adds an entry to the file of its kind, which is made if there is none, and gives its path. The file is replaced as a
/// whole or not at all.
///
/// # Errors
/// If the file has the entry already, is broken, or cannot be written.
pub fn add(corpus: &Path, kind: TableKind, entry: &NewEntry) -> Result<PathBuf, WriteError> {
    let name = match kind {
        TableKind::Organisation => "organisations",
        TableKind::Place => "places",
        _ => "people",
    };
    change(corpus, &format!("{FOLDER}/{name}.{EXTENSION}"), |text| {
        add_to(text, kind, entry)
    })
}

/// Says in a file of the dossier, by its path from the corpus folder, that two are not the same person; without a file, in
/// that of the people. Gives the file's path.
///
/// # Errors
/// If the file says so already, is broken, or cannot be written.
pub fn tell_apart(corpus: &Path, file: Option<&str>, apart: &Apart) -> Result<PathBuf, WriteError> {
    let people = format!("{FOLDER}/people.{EXTENSION}");
    change(corpus, file.unwrap_or(&people), |text| {
        tell_apart_in(text, apart)
    })
}

/// Replaces a file as a whole or not at all; one that is not there is an empty one.
fn change(
    corpus: &Path,
    file: &str,
    change: impl FnOnce(&str) -> Result<String, AddError>,
) -> Result<PathBuf, WriteError> {
    let folder = corpus.join(FOLDER);
    let path = corpus.join(file);
    let io = |why| WriteError::Io {
        file: file.to_owned(),
        why,
    };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(io(error)),
    };
    let text = change(&text).map_err(|why| WriteError::Refused {
        file: file.to_owned(),
        why,
    })?;
    std::fs::create_dir_all(&folder).map_err(io)?;
    let mut new = tempfile::NamedTempFile::new_in(&folder).map_err(io)?;
    new.write_all(text.as_bytes()).map_err(io)?;
    if let Ok(old) = std::fs::metadata(&path) {
        new.as_file()
            .set_permissions(old.permissions())
            .map_err(io)?;
    }
    new.as_file().sync_all().map_err(io)?;
    new.persist(&path).map_err(|error| io(error.error))?;
    Ok(path)
}

fn paths(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == EXTENSION) && !path.is_dir() {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// The name by which a dossier knows a file: its path from the corpus folder, with slashes. None if it is no file of the
/// dossier.
pub fn name_of(corpus: &Path, path: &Path) -> Option<String> {
    let name = path.strip_prefix(corpus.join(FOLDER)).ok()?.to_str()?;
    let own = path.extension().is_some_and(|e| e == EXTENSION) && !name.contains(['/', '\\']);
    own.then(|| format!("{FOLDER}/{name}"))
}

/// Reads one file of a dossier. If that fails, the problem says why.
pub fn read_file(corpus: &Path, path: &Path) -> Parsed {
    let name = name_of(corpus, path).unwrap_or_else(|| path.display().to_string());
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes));
    if let Err(error) = read {
        return unreadable(&name, &format!("The file cannot be read: {error}."));
    }
    if bytes.len() as u64 > MAX_BYTES {
        let limit = MAX_BYTES / 1024 / 1024;
        return unreadable(&name, &format!("The file is larger than {limit} MB."));
    }
    match std::str::from_utf8(&bytes) {
        Ok(text) => parse(&name, text),
        Err(error) => {
            let line = 1 + bytes[..error.valid_up_to()]
                .iter()
                .filter(|b| **b == b'\n')
                .count();
            let mut parsed = unreadable(&name, &format!("Line {line} is not UTF-8 text."));
            for problem in &mut parsed.problems {
                problem.line = line;
                problem.remedy = "Save the file as UTF-8.".to_owned();
            }
            parsed
        }
    }
}

fn unreadable(name: &str, fact: &str) -> Parsed {
    let mut parsed = parse(name, "");
    let mut report = Report::new(name, "");
    let nowhere = TextRange::empty(TextSize::new(0));
    report.add(
        nowhere,
        fact,
        "Nothing in it is known until that is mended.",
    );
    parsed.problems = report.problems;
    parsed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn what_cannot_be_read_is_told_and_the_rest_is_read() {
        let corpus = tempfile::tempdir().unwrap();
        assert!(read(corpus.path()).is_empty());
        let folder = corpus.path().join(FOLDER);
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("b.toml"), "[[person]]\nname = \"Jane Roe\"\n").unwrap();
        std::fs::write(folder.join("a.toml"), b"# fine\n\xff").unwrap();
        std::fs::write(folder.join("c.txt"), "no dossier").unwrap();
        std::os::unix::fs::symlink("nowhere", folder.join("d.toml")).unwrap();
        let dossier = read(corpus.path());
        let files: Vec<&str> = dossier.files().map(|f| f.file.as_str()).collect();
        assert_eq!(
            files,
            ["dossier/a.toml", "dossier/b.toml", "dossier/d.toml"]
        );
        assert_eq!(dossier.people("jane roe").len(), 1);
        let problems = dossier.problems();
        assert_eq!(
            problems[0].to_string(),
            "dossier/a.toml:2: Line 2 is not UTF-8 text. Save the file as UTF-8."
        );
        assert!(problems[1].message.starts_with("The file cannot be read: "));
        assert_eq!(problems.len(), 2);
    }
}
