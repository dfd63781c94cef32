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
    ArticleId, CONFIG_NAME, Change, Config, ConfigError, Corpus, Store, StoreError,
    read::{ReadError, read},
};
use notes::progress::DeskRules;
use rustc_hash::FxHashMap;
use text::{Document, Format};
use tower_lsp::ls_types::Uri;

use super::{closed::ClosedReport, server::Event};

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
    /// What was found in articles that are not open and that the index on disk has not.
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

    /// What its desk asks of a claim.
    pub(super) fn desk_rules(&self) -> DeskRules {
        crate::checked::desk_rules(self.config.as_deref())
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
        let settings = self.config.as_deref();
        let hints = settings.map_or_else(
            || corpus::hints(&Config::default(), id),
            |c| corpus::hints(c, id),
        );
        // What it said of people when it was read last; the dossier tells when they held their offices.
        let dossier = self.corpus.dossier();
        let rows = (!dossier.is_empty())
            .then(|| self.corpus.rows(id))
            .flatten();
        Hints {
            terms: rows
                .map(|rows| corpus::terms(&rows, dossier))
                .unwrap_or_default(),
            ..hints
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

    /// Opens the index on disk, unless it is open, and reads the dossier.
    ///
    /// # Errors
    /// If there can be no index: then the corpus lies in memory.
    pub(super) fn open_corpus(&mut self) -> Result<(), StoreError> {
        if self.corpus.store().is_none() {
            self.corpus.set_dossier(dossier::files::read(&self.root));
            let store = Store::open(&self.root, &build())?;
            self.corpus = self.corpus.emptied(Some(store));
        }
        Ok(())
    }

    /// Lets a damaged index go and starts a new one.
    pub(super) fn rebuild_store(&mut self) {
        let discarded = self.corpus.store().map(Store::discard);
        self.corpus = self.corpus.emptied(None);
        let opened = match discarded {
            Some(Err(error)) => Err(error),
            _ => Store::open(&self.root, &build()),
        };
        match opened {
            Ok(store) => self.corpus = self.corpus.emptied(Some(store)),
            Err(error) => tracing::warn!("{error}"),
        }
    }

    /// Puts what was read into the index: on disk, or, where that cannot be, in memory.
    pub(super) fn put(&self, changes: Vec<Change>) -> (Event, Option<StoreError>) {
        let root = self.root.clone();
        match self.corpus.store().map(|store| store.write(&changes)) {
            Some(Ok(touched)) => (Event::Stored { root, touched }, None),
            Some(Err(error)) => (Event::Read { root, changes }, Some(error)),
            None => (Event::Read { root, changes }, None),
        }
    }

    /// Reads every article that is not as the index has it, and hands on what follows. `read_so_far` is told of
    /// progress.
    pub(super) fn index(
        &self,
        hand_on: impl Fn(Event),
        read_so_far: impl Fn(usize, usize),
    ) -> Vec<String> {
        let Some(config) = &self.config else {
            return Vec::new();
        };
        let known = self.corpus.store().map(Store::files).unwrap_or_default();
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let mut no_room = None;
        let mut scan = corpus::scan(
            &self.root,
            config,
            self.corpus.dossier(),
            &known,
            threads,
            || !self.stop.load(Ordering::Relaxed),
            |step| {
                read_so_far(step.done, step.all);
                if !step.changes.is_empty() {
                    let (event, error) = self.put(step.changes);
                    no_room = no_room.take().or(error);
                    hand_on(event);
                }
            },
        );
        // It concerns all articles, what else went wrong a few.
        let no_room = no_room.map(|error| error.to_string());
        scan.trouble.splice(..0, no_room);
        if let Some(store) = self.corpus.store() {
            store.rest();
            if !scan.stopped {
                store.prepare_search();
            }
        }
        let stored = self.corpus.store().filter(|_| !scan.stopped);
        // What was written just now is as it was written: only an index that was there is read through.
        let is_old = !known.is_empty();
        if stored.is_some_and(|store| store.is_damaged() || (is_old && !store.is_sound())) {
            hand_on(Event::Damaged {
                root: self.root.clone(),
            });
        }
        scan.trouble
    }
}

/// Names this program: another build may read the same article otherwise.
fn build() -> String {
    let program = std::env::current_exe().and_then(std::fs::metadata);
    let changed = program.and_then(|m| Ok((m.len(), m.modified()?)));
    format!("{} {changed:?}", env!("CARGO_PKG_VERSION"))
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
