//! `copydesk.toml`: its presence makes a folder a corpus, its content says what is in it and what matters.

use std::{
    collections::BTreeMap,
    io::Write,
    path::{Path, PathBuf},
};

use globset::{Glob, GlobSet, GlobSetBuilder};
use jiff::civil::Date;
use serde::Deserialize;

/// The file's name.
pub const CONFIG_NAME: &str = "copydesk.toml";

/// What a new `copydesk.toml` holds.
pub const NEW_CONFIG: &str = "\
# Copydesk checks the articles of this folder together: names, dates and quotations in one article are compared with
# those in all others. Delete this file to check every article by itself again.

[corpus]
# Which files are articles. `**` stands for any folders.
include = [\"**/*.txt\", \"**/*.md\"]
# Which of them are not.
exclude = []

[rules]
# A rule may be \"error\", \"warning\", \"information\", \"hint\" or \"off\".
# name-variant = \"off\"

[dates]
# The publication date of articles whose text has none.
# \"interview.txt\" = 2002-08-15
";

/// How important a desk holds a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Reported as an error.
    Error,
    /// As a warning.
    Warning,
    /// As information.
    Information,
    /// As a hint.
    Hint,
    /// Not at all.
    Off,
}

/// A parsed `copydesk.toml`.
#[derive(Clone, Debug)]
pub struct Config {
    include: GlobSet,
    exclude: GlobSet,
    /// The importance of rules that the desk changed, by rule id.
    pub rules: BTreeMap<String, Level>,
    /// Publication dates by path from the root.
    pub dates: BTreeMap<String, Date>,
}

/// Why a `copydesk.toml` cannot be used, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ConfigError {
    /// What is wrong, and what would be right.
    pub message: String,
    /// Bytes of the file, if the place is known.
    pub range: Option<std::ops::Range<usize>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct File {
    corpus: Scope,
    rules: BTreeMap<String, Level>,
    dates: BTreeMap<String, toml::value::Datetime>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Scope {
    include: Vec<String>,
    exclude: Vec<String>,
}

impl Default for Scope {
    fn default() -> Self {
        let include = ["**/*.txt", "**/*.md", "**/*.markdown"]
            .map(str::to_owned)
            .to_vec();
        Self {
            include,
            exclude: Vec::new(),
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        // The defaults are valid globs: a test parses the empty file.
        Self::parse("").unwrap_or_else(|_| Self {
            include: GlobSet::empty(),
            exclude: GlobSet::empty(),
            rules: BTreeMap::new(),
            dates: BTreeMap::new(),
        })
    }
}

impl Config {
    /// Parses the text of a `copydesk.toml`.
    ///
    /// # Errors
    /// With the place and a remedy, if it is no TOML, has an unknown key, a bad glob or a bad date.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let file: File = toml::from_str(text).map_err(|e| ConfigError {
            message: e.message().trim_end().to_owned(),
            range: e.span(),
        })?;
        let dates = file.dates.into_iter().map(|(path, date)| {
            let day = date.to_string();
            let day = day.get(..10).and_then(|d| d.parse().ok());
            day.map(|d| (path.clone(), d)).ok_or_else(|| ConfigError {
                message: format!(
                    "The date of “{path}” is no day of the calendar; write it like 2002-08-15."
                ),
                range: text.find(&path).map(|at| at..at + path.len()),
            })
        });
        Ok(Self {
            include: globs(&file.corpus.include, text)?,
            exclude: globs(&file.corpus.exclude, text)?,
            rules: file.rules,
            dates: dates.collect::<Result<_, _>>()?,
        })
    }

    /// Whether a path from the root is an article.
    pub fn is_article(&self, path: &str) -> bool {
        self.include.is_match(path) && !self.exclude.is_match(path)
    }
}

fn globs(patterns: &[String], text: &str) -> Result<GlobSet, ConfigError> {
    let bad = |pattern: &str, e: &globset::Error| ConfigError {
        message: format!(
            "“{pattern}” is no file pattern: {}. A pattern looks like *.md or archive/**.",
            e.kind()
        ),
        range: text.find(pattern).map(|at| at..at + pattern.len()),
    };
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        set.add(Glob::new(pattern).map_err(|e| bad(pattern, &e))?);
    }
    set.build().map_err(|e| bad(e.glob().unwrap_or(""), &e))
}

/// Makes a folder a corpus: writes a commented `copydesk.toml`, at once or not at all. Leaves one that exists alone.
///
/// # Errors
/// If the folder cannot be written to.
pub fn create_config(folder: &Path) -> std::io::Result<PathBuf> {
    let path = folder.join(CONFIG_NAME);
    if path.exists() {
        return Ok(path);
    }
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(NEW_CONFIG.as_bytes())?;
    file.as_file().sync_all()?;
    match file.persist_noclobber(&path) {
        Err(e) if e.error.kind() != std::io::ErrorKind::AlreadyExists => Err(e.error),
        _ => Ok(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_file_and_the_new_one_are_good() {
        for text in ["", NEW_CONFIG] {
            let config = Config::parse(text).unwrap();
            assert!(
                config.is_article("a.txt")
                    && config.is_article("2002/a.md")
                    && !config.is_article("a.rs")
            );
        }
    }

    #[test]
    fn errors_name_the_place() {
        let text = "[rules]\nname-variant = \"loud\"\n";
        let error = Config::parse(text).unwrap_err();
        assert_eq!(&text[error.range.unwrap()], "\"loud\"");
        let text = "[corpus]\ninclude = [\"a[\"]\n";
        let error = Config::parse(text).unwrap_err();
        assert_eq!(&text[error.range.unwrap()], "a[");
    }
}
