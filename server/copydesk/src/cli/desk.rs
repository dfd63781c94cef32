//! One article of a corpus with all that is known and noted of it, for the commands that write it out.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context as _, bail};
use article::Article;
use checks::Findings;
use corpus::{ArticleId, CONFIG_NAME, Config, Corpus, read::read};
use features::Spots;
use notes::{
    Annotations, Aside, Store,
    progress::{ClaimProgress, claims_in_file},
    put_aside,
};
use text::{Document, Format};

use crate::checked::{Checked, desk_rules};

/// An article, its findings, and its annotations.
pub(super) struct Desk {
    /// Its path from the corpus' folder.
    pub(super) id: ArticleId,
    pub(super) text: String,
    pub(super) article: Article,
    findings: Findings,
    spots: Spots,
    corpus: Corpus,
    config: Config,
    pub(super) store: Store,
    pub(super) annotations: Arc<Annotations>,
    pub(super) progress: Vec<ClaimProgress>,
}

impl Desk {
    /// Reads an article. Without a `copydesk.toml` above it, its folder is the corpus.
    pub(super) fn open(path: &Path) -> anyhow::Result<Self> {
        let full = path
            .canonicalize()
            .with_context(|| format!("{}: cannot be opened", path.display()))?;
        if full.is_dir() {
            bail!("{} is a folder; name one article", path.display());
        }
        let folder = full.parent().map(PathBuf::from).unwrap_or_default();
        let root = folder.ancestors().find(|a| a.join(CONFIG_NAME).is_file());
        let root = root.map_or(folder.clone(), Path::to_owned);
        let name = full.strip_prefix(&root).unwrap_or(&full).to_string_lossy();
        let id = ArticleId::new(&name.replace('\\', "/"));
        let config = match read(&root.join(CONFIG_NAME)) {
            Ok(text) => Config::parse(&text).map_err(|error| {
                anyhow::anyhow!("{}: {error}", root.join(CONFIG_NAME).display())
            })?,
            Err(_) => Config::default(),
        };
        let text = read(&full).with_context(|| path.display().to_string())?;
        let document = Document::new(&text, Format::of_file_name(id.as_str()));
        let article = Article::new(document, corpus::hints(&config, &id));
        let mut corpus = Corpus::default();
        corpus.set_dossier(dossier::files::read(&root));
        let findings = Findings::new(&article, Some((&corpus, &id)));
        let spots = Spots::default().update(&article);
        let store = Store::new(&root);
        let loaded = store.load(id.as_str())?;
        for problem in &loaded.problems {
            eprintln!("copydesk: {}: {problem}", problem.file);
        }
        let rules = desk_rules(Some(&config));
        let progress = claims_in_file(&text, &loaded.annotations, rules, |hash| store.base(hash));
        Ok(Self {
            id,
            text,
            article,
            findings,
            spots,
            corpus,
            config,
            store,
            annotations: loaded.annotations,
            progress,
        })
    }

    /// What somebody put aside.
    pub(super) fn put_aside(&self) -> Aside<'_> {
        put_aside(&self.annotations, &self.text, |hash| self.store.base(hash))
    }

    /// All of it together.
    pub(super) fn checked<'a>(&'a self, aside: &'a Aside<'a>) -> Checked<'a> {
        Checked {
            id: &self.id,
            findings: &self.findings,
            corpus: &self.corpus,
            config: Some(&self.config),
            annotations: &self.annotations,
            progress: &self.progress,
            aside,
            spots: &self.spots,
        }
    }
}

/// Writes to a file, or to standard output where none is named.
pub(super) fn put(output: Option<&Path>, content: &str) -> anyhow::Result<()> {
    use std::io::Write as _;
    match output {
        None => Ok(std::io::stdout().lock().write_all(content.as_bytes())?),
        Some(path) => {
            // All of it or nothing.
            let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
            let folder = folder.unwrap_or(Path::new("."));
            let written = || -> std::io::Result<()> {
                let mut file = tempfile::NamedTempFile::new_in(folder)?;
                file.write_all(content.as_bytes())?;
                file.persist(path).map(drop).map_err(|error| error.error)
            };
            written().with_context(|| format!("{} cannot be written", path.display()))
        }
    }
}
