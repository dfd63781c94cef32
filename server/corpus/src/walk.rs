//! Which files of a folder are articles.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::{config::Config, rows::ArticleId};

/// More articles than this are left out, and the user is told.
const MAX_ARTICLES: usize = 200_000;

/// What walking a folder found.
#[derive(Debug, Default)]
pub struct Walk {
    /// The articles, by path.
    pub articles: Vec<(ArticleId, PathBuf)>,
    /// What could not be looked into, and why.
    pub errors: Vec<(PathBuf, String)>,
    /// Whether there were more than fit.
    pub cut: bool,
}

/// Finds the articles under `root`: what the configuration includes and `.gitignore` does not exclude. Hidden folders
/// are skipped, links to folders are not followed. `go_on` is asked between files.
pub fn walk(root: &Path, config: &Config, go_on: impl Fn() -> bool) -> Walk {
    let mut found = Walk::default();
    for entry in WalkBuilder::new(root)
        .require_git(false)
        .follow_links(false)
        .build()
    {
        if !go_on() {
            break;
        }
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.errors.push((
                    path_of(&error).unwrap_or(root).to_owned(),
                    error.to_string(),
                ));
                continue;
            }
        };
        let is_file = entry
            .file_type()
            .is_some_and(|t| t.is_file() || (t.is_symlink() && entry.path().is_file()));
        let Some(id) =
            id_of(root, entry.path()).filter(|id| is_file && config.is_article(id.as_str()))
        else {
            continue;
        };
        if found.articles.len() == MAX_ARTICLES {
            found.cut = true;
            break;
        }
        found.articles.push((id, entry.into_path()));
    }
    found.articles.sort();
    found
}

/// The id of a file under `root`.
fn id_of(root: &Path, path: &Path) -> Option<ArticleId> {
    let relative = path.strip_prefix(root).ok()?;
    let parts: Option<Vec<&str>> = relative.iter().map(|p| p.to_str()).collect();
    parts.map(|p| ArticleId::new(&p.join("/")))
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        _ => None,
    }
}
