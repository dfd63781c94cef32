//! A folder of articles: its configuration and its corpus.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use article::{Article, Hints};
use corpus::{
    ArticleId, CONFIG_NAME, Config, ConfigError, Corpus, Rows,
    read::{ReadError, read},
    walk,
};
use rustc_hash::FxHashMap;
use text::{Document, Format};
use tower_lsp::ls_types::Uri;

use super::diagnostics::ClosedReport;

/// One version of what is known of a folder.
#[derive(Clone)]
pub(super) struct Folder {
    pub(super) root: PathBuf,
    pub(super) uri: Uri,
    /// Its configuration, if it has one: then it is a corpus.
    pub(super) config: Option<Arc<Config>>,
    /// Why its `copydesk.toml` cannot be used, with its text.
    pub(super) config_error: Option<Arc<(ConfigError, String)>>,
    pub(super) corpus: Corpus,
    pub(super) indexing: bool,
    /// Stops the reading that is under way.
    pub(super) stop: Arc<AtomicBool>,
    /// Reports of articles that are not open.
    pub(super) closed: Arc<Mutex<FxHashMap<ArticleId, ClosedReport>>>,
}

/// What reading `copydesk.toml` gave.
pub(super) enum ConfigRead {
    Absent,
    Good(Config),
    Bad(ConfigError, String),
}

impl Folder {
    pub(super) fn new(root: PathBuf, uri: Uri) -> Self {
        let stop = Arc::default();
        Self {
            root,
            uri,
            config: None,
            config_error: None,
            corpus: Corpus::default(),
            indexing: false,
            stop,
            closed: Arc::default(),
        }
    }

    /// Whether its articles are checked together.
    pub(super) fn is_corpus(&self) -> bool {
        self.config.is_some()
    }

    /// The id of a path, if it is an article of this corpus.
    pub(super) fn id_of(&self, path: &Path) -> Option<ArticleId> {
        let relative = path.strip_prefix(&self.root).ok()?;
        let parts: Option<Vec<&str>> = relative.iter().map(|p| p.to_str()).collect();
        let id = parts?.join("/");
        self.config
            .as_ref()?
            .is_article(&id)
            .then(|| ArticleId::new(&id))
    }

    /// The path of an article.
    pub(super) fn path_of(&self, id: &ArticleId) -> PathBuf {
        id.as_str()
            .split('/')
            .fold(self.root.clone(), |path, part| path.join(part))
    }

    /// What is known of an article from outside its text.
    pub(super) fn hints(&self, id: &ArticleId) -> Hints {
        let date = self
            .config
            .as_ref()
            .and_then(|c| c.dates.get(id.as_str()).copied());
        let file_name = id.as_str().rsplit('/').next().map(str::to_owned);
        Hints {
            date,
            file_name,
            title: None,
        }
    }

    /// Reads and analyses one article from disk.
    pub(super) fn analyse(&self, id: &ArticleId) -> Option<Article> {
        let path = self.path_of(id);
        match read(&path) {
            Ok(text) => Some(Article::new(
                Document::new(&text, Format::of_file_name(id.as_str())),
                self.hints(id),
            )),
            Err(ReadError::Io(error)) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => {
                tracing::warn!("{}: {error}", path.display());
                None
            }
        }
    }

    /// Reads every article and hands its rows on. `read_so_far` is told of progress.
    pub(super) fn index(
        &self,
        hand_on: impl Fn(Vec<(ArticleId, Option<Arc<Rows>>)>),
        read_so_far: impl Fn(usize, usize),
    ) -> Vec<String> {
        const BATCH: usize = 32;
        let Some(config) = &self.config else {
            return Vec::new();
        };
        let go_on = || !self.stop.load(Ordering::Relaxed);
        let found = walk(&self.root, config, go_on);
        let mut trouble: Vec<String> = found
            .errors
            .into_iter()
            .map(|(path, error)| format!("{}: {error}", path.display()))
            .collect();
        if found.cut {
            trouble.push("There are too many articles; the last ones were left out.".to_owned());
        }
        let all = found.articles.len();
        for (n, batch) in found.articles.chunks(BATCH).enumerate() {
            if !go_on() {
                break;
            }
            read_so_far(n * BATCH, all);
            hand_on(
                batch
                    .iter()
                    .map(|(id, _)| (id.clone(), self.analyse(id).map(|a| Arc::new(Rows::of(&a)))))
                    .collect(),
            );
        }
        trouble
    }
}

/// Reads the configuration of a folder.
pub(super) fn read_config(root: &Path) -> ConfigRead {
    let path = root.join(CONFIG_NAME);
    if !path.is_file() {
        return ConfigRead::Absent;
    }
    match read(&path) {
        Ok(text) => match Config::parse(&text) {
            Ok(config) => ConfigRead::Good(config),
            Err(error) => ConfigRead::Bad(error, text),
        },
        Err(error) => ConfigRead::Bad(
            ConfigError {
                message: format!("This file cannot be read: {error}."),
                range: None,
            },
            String::new(),
        ),
    }
}

/// Whether a folder may be a corpus at all: not a home folder, not the root of a disk.
pub(super) fn may_be_corpus(root: &Path) -> bool {
    let home = std::env::var_os("HOME")
        .or_else(|| std::env::var_os("USERPROFILE"))
        .map(PathBuf::from);
    root.parent().is_some() && home.is_none_or(|h| h != root)
}

/// The nearest folder with a `copydesk.toml`, from a file up.
pub(super) fn corpus_root(path: &Path) -> Option<PathBuf> {
    path.ancestors()
        .skip(1)
        .find(|a| may_be_corpus(a) && a.join(CONFIG_NAME).is_file())
        .map(Path::to_owned)
}
