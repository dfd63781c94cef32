//! `copydesk.toml`: its presence makes a folder a corpus, its content says what is in it and what matters.

use std::{
    collections::BTreeMap,
    io::Write,
    path::{Path, PathBuf},
};

use dates::DateStyle;
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

[style]
# How dates are written out: \"Aug. 15, 2002\", \"August 15, 2002\", \"15 August 2002\" or \"2002-08-15\".
# dates = \"Aug. 15, 2002\"

[claims]
# Whether what is confirmed must rest on two sources that do not have it from each other.
# two-independent-sources = true
# Whether two people must have come to the same verdict.
# second-pair-of-eyes = true

[dates]
# The publication date of articles whose text has none, or a wrong one.
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
    /// How the desk writes a day.
    pub date_style: DateStyle,
    /// What the desk asks of a claim before it counts as checked.
    pub claims: ClaimRules,
    /// What `include` and `exclude` were made from.
    scope: Scope,
}

/// What a desk asks of a claim before it counts as checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct ClaimRules {
    /// What is confirmed must rest on two sources that do not have it from each other.
    pub two_independent_sources: bool,
    /// Two people must have come to the same verdict.
    pub second_pair_of_eyes: bool,
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
    style: Style,
    claims: ClaimRules,
    dates: BTreeMap<String, toml::value::Datetime>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Style {
    dates: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
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
            date_style: DateStyle::default(),
            claims: ClaimRules::default(),
            scope: Scope::default(),
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
            date_style: date_style(file.style.dates.as_deref(), text)?,
            claims: file.claims,
            scope: file.corpus,
        })
    }

    /// Whether a path from the root is an article.
    pub fn is_article(&self, path: &str) -> bool {
        self.include.is_match(path) && !self.exclude.is_match(path)
    }

    /// Whether both take the same files for articles.
    pub fn same_articles(&self, other: &Self) -> bool {
        self.scope == other.scope
    }
}

fn date_style(example: Option<&str>, text: &str) -> Result<DateStyle, ConfigError> {
    let Some(example) = example else {
        return Ok(DateStyle::default());
    };
    DateStyle::of_example(example).ok_or_else(|| {
        let known = DateStyle::ALL
            .map(|s| format!("“{}”", s.example()))
            .join(", ");
        ConfigError {
            message: format!(
                "“{example}” is no way to write dates that is known here. Known are {known}."
            ),
            range: text.find(example).map(|at| at..at + example.len()),
        }
    })
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
    match written(folder, NEW_CONFIG)?.persist_noclobber(&path) {
        Err(e) if e.error.kind() != std::io::ErrorKind::AlreadyExists => Err(e.error),
        _ => Ok(path),
    }
}

/// Sets the publication date of an article in its folder's `copydesk.toml`, or takes it out. All else in the file stays
/// as it is, comments included; the file is replaced at once or not at all.
///
/// # Errors
/// If the file cannot be read or written, or is no TOML: then a person must mend it first.
pub fn set_date(folder: &Path, article: &str, date: Option<Date>) -> Result<(), SetDateError> {
    let path = folder.join(CONFIG_NAME);
    let text = std::fs::read_to_string(&path)?;
    let mut document: toml_edit::DocumentMut = text.parse()?;
    let dates = document
        .entry("dates")
        .or_insert_with(toml_edit::table)
        .as_table_like_mut()
        .ok_or(SetDateError::NoSection)?;
    match date {
        Some(date) => {
            dates.insert(article, toml_edit::value(day(date)));
        }
        None => drop(dates.remove(article)),
    }
    let file = written(folder, &document.to_string())?;
    // A new file would be its owner's alone.
    std::fs::set_permissions(file.path(), std::fs::metadata(&path)?.permissions())?;
    file.persist(&path).map_err(|e| e.error)?;
    Ok(())
}

/// Why a date could not be set.
#[derive(Debug, thiserror::Error)]
pub enum SetDateError {
    /// The file could not be read or written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// It is no TOML.
    #[error("{}", .0.message())]
    Syntax(#[from] toml_edit::TomlError),
    /// `dates` is something else.
    #[error("“dates” must be a section: [dates]")]
    NoSection,
}

fn day(date: Date) -> toml_edit::Datetime {
    let date = toml_edit::Date {
        year: date.year().unsigned_abs(),
        month: date.month().unsigned_abs(),
        day: date.day().unsigned_abs(),
    };
    toml_edit::Datetime {
        date: Some(date),
        time: None,
        offset: None,
    }
}

/// A file beside the one that it will replace.
fn written(folder: &Path, text: &str) -> std::io::Result<tempfile::NamedTempFile> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    Ok(file)
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

    #[test]
    fn the_style_is_named_by_an_example() {
        let style = |text: &str| Config::parse(text).map(|c| c.date_style);
        assert_eq!(style(""), Ok(DateStyle::ShortMonthFirst));
        assert_eq!(
            style("[style]\ndates = \"15 August 2002\"\n"),
            Ok(DateStyle::DayFirst)
        );
        let error = style("[style]\ndates = \"15/8/02\"\n").unwrap_err();
        assert!(error.message.contains("“August 15, 2002”"), "{error}");
    }

    #[test]
    fn what_is_asked_of_claims() {
        let rules = |text: &str| Config::parse(text).map(|config| config.claims);
        assert_eq!(rules(""), Ok(ClaimRules::default()));
        let asked = rules("[claims]\ntwo-independent-sources = true\n").unwrap();
        assert!(asked.two_independent_sources && !asked.second_pair_of_eyes);
        let text = "[claims]\nsecond-pair-of-eyes = \"yes\"\n";
        let error = rules(text).unwrap_err();
        assert_eq!(&text[error.range.unwrap()], "\"yes\"");
        assert!(rules("[claims]\nthird-pair-of-eyes = true\n").is_err());
    }

    #[test]
    fn a_date_is_set_and_taken_out_and_comments_stay() {
        let folder = tempfile::tempdir().unwrap();
        create_config(folder.path()).unwrap();
        let text = || std::fs::read_to_string(folder.path().join(CONFIG_NAME)).unwrap();
        let dates = || Config::parse(&text()).unwrap().dates;
        let day = jiff::civil::date(2002, 8, 15);
        set_date(folder.path(), "2002/a visit.txt", Some(day)).unwrap();
        assert_eq!(dates().get("2002/a visit.txt"), Some(&day));
        assert!(text().contains("# Which files are articles."));
        set_date(folder.path(), "2002/a visit.txt", None).unwrap();
        assert_eq!((dates().len(), text()), (0, NEW_CONFIG.to_owned()));
    }

    #[test]
    fn a_broken_file_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(CONFIG_NAME);
        std::fs::write(&path, "[rules\n").unwrap();
        let day = jiff::civil::date(2002, 8, 15);
        assert!(set_date(folder.path(), "a.txt", Some(day)).is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "[rules\n");
    }
}
