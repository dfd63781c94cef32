//! Annotations on disk, in a folder `.copydesk` at the root of the corpus.
//!
//! `annotations/<path of the article>.jsonl` is kept in git and only grows, so git's union merge of two people's files
//! is right; a `.gitattributes` beside them asks for it. `private/` holds contacts and confidential notes and keeps
//! itself out of git. `cache/texts/` holds the texts that anchors were made on and may be deleted at any time.
//!
//! A new line is written at once, under a lock and behind all others, and is on the disk when the call returns. If the
//! last line was cut off, the new one starts on a line of its own. No line is ever rewritten.

mod file;

use std::{
    fs, io,
    path::{Component, Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;

use self::file::Patience;
use crate::{Annotation, AnnotationId, Annotations, BaseHash, Body, Problem, Target, lines::Lines};

/// So many bytes of texts that anchors were made on are kept; then the oldest go. An anchor whose text is gone is found by
/// its words and what stands around them.
const MOST_BASE_BYTES: u64 = 64 * 1024 * 1024;

/// Why annotations could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The path is not one of an article of the corpus.
    #[error("“{0}” is no path of an article in this folder.")]
    OutsideCorpus(String),
    /// Another program holds the file.
    #[error("Another program is using {0}. Nothing was read or written; try again.")]
    Busy(PathBuf),
    /// What is said does not fit what it is said about.
    #[error("Such a note cannot be about this. Nothing was written.")]
    Misfit,
    /// The system said no.
    #[error("{path}: {error}.")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

/// An annotation that has no id yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Who writes it.
    pub author: String,
    /// When.
    pub time: Timestamp,
    /// The line whose place it takes.
    pub replaces: Option<AnnotationId>,
    /// What it is about.
    pub target: Target,
    /// What it says.
    pub body: Body,
}

/// The annotations of one article as they were read.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// What the lines say together, the private ones among them.
    pub annotations: Arc<Annotations>,
    /// The lines that could not be used.
    pub problems: Vec<Problem>,
    /// The files that were read, those that are there.
    files: [Lines; 2],
}

impl Loaded {
    /// Whether the files said the same when this was read.
    pub fn is_same(&self, other: &Self) -> bool {
        let [public, private] = &self.files;
        public.is_same(&other.files[0]) && private.is_same(&other.files[1])
    }
}

/// The annotations of a corpus. An article is named by its path from the root, with `/`.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// The store of the corpus at `root`. Nothing is created until something is written.
    pub fn new(root: &Path) -> Self {
        Self {
            folder: root.join(".copydesk"),
        }
    }

    /// The article whose annotations a file holds; none if it is no such file.
    pub fn article_of(&self, file: &Path) -> Option<String> {
        let kept = ["annotations", "private"].into_iter();
        let mut inside = kept.filter_map(|part| file.strip_prefix(self.folder.join(part)).ok());
        let path = inside.next()?.to_str()?.replace('\\', "/");
        path.strip_suffix(".jsonl").map(str::to_owned)
    }

    /// Where the annotations of an article stand that are kept in git.
    pub fn file(&self, article: &str) -> Result<PathBuf, StoreError> {
        self.path("annotations", article)
    }

    /// Where the private ones stand.
    pub fn private_file(&self, article: &str) -> Result<PathBuf, StoreError> {
        self.path("private", article)
    }

    fn path(&self, part: &str, article: &str) -> Result<PathBuf, StoreError> {
        let path = Path::new(article);
        let inside = path
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if article.is_empty() || !inside {
            return Err(StoreError::OutsideCorpus(article.to_owned()));
        }
        Ok(self.folder.join(part).join(format!("{article}.jsonl")))
    }

    /// The articles that have annotations kept in git, in the order of their paths. One whose file is gone was renamed or
    /// deleted: the article of the same text, by [`BaseHash`], is where its annotations belong.
    pub fn articles(&self) -> Vec<String> {
        let mut articles = Vec::new();
        let mut folders = vec![(self.folder.join("annotations"), String::new())];
        while let Some((folder, prefix)) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let name = entry.file_name();
                let path = format!("{prefix}{}", name.to_string_lossy());
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() => folders.push((entry.path(), format!("{path}/"))),
                    _ => articles.extend(path.strip_suffix(".jsonl").map(str::to_owned)),
                }
            }
        }
        articles.sort();
        articles
    }

    /// Reads all annotations of an article. An article without any has none; that is no failure.
    pub fn load(&self, article: &str) -> Result<Loaded, StoreError> {
        self.read(article, &Loaded::default(), Patience::Long)
    }

    /// The same for an article that was read `before`: only what was written since is understood anew. If another program
    /// holds a file for longer than a tenth of a second, that is [`StoreError::Busy`].
    pub fn load_since(&self, article: &str, before: &Loaded) -> Result<Loaded, StoreError> {
        self.read(article, before, Patience::Short)
    }

    fn read(
        &self,
        article: &str,
        before: &Loaded,
        patience: Patience,
    ) -> Result<Loaded, StoreError> {
        let read = |path: PathBuf, before: &Lines| match file::read(&path, patience) {
            Ok(content) => Ok(before.now(&path.to_string_lossy(), &content.unwrap_or_default())),
            Err(error) => Err(error),
        };
        let [public, private] = &before.files;
        let files = [
            read(self.file(article)?, public)?,
            read(self.private_file(article)?, private)?,
        ];
        let lines = files.iter().flat_map(|file| &file.annotations).cloned();
        let problems = files.iter().flat_map(|file| &file.problems).cloned();
        Ok(Loaded {
            annotations: Arc::new(lines.collect()),
            problems: problems.collect(),
            files,
        })
    }

    /// Writes annotations behind those that stand there, and gives them with their ids.
    pub fn append(&self, article: &str, drafts: &[Draft]) -> Result<Vec<Annotation>, StoreError> {
        if drafts.iter().any(|draft| !draft.body.fits(&draft.target)) {
            return Err(StoreError::Misfit);
        }
        let (private, public): (Vec<&Draft>, Vec<&Draft>) =
            drafts.iter().partition(|draft| draft.body.is_private());
        let mut written = Vec::new();
        if !public.is_empty() {
            self.ensure(
                "annotations",
                ".gitattributes",
                "*.jsonl merge=union text eol=lf\n",
            )?;
            written.extend(file::append(&self.file(article)?, article, &public)?);
        }
        if !private.is_empty() {
            self.ensure("private", ".gitignore", "*\n")?;
            written.extend(file::append(
                &self.private_file(article)?,
                article,
                &private,
            )?);
        }
        Ok(written)
    }

    /// Takes an article's annotations along when its file got another name. What stands under the new name stays.
    pub fn rename(&self, from: &str, to: &str) -> Result<(), StoreError> {
        for part in ["annotations", "private"] {
            let (old, new) = (self.path(part, from)?, self.path(part, to)?);
            if old == new || !old.exists() {
                continue;
            }
            file::create_folder_of(&new)?;
            if new.exists() {
                let content = fs::read(&old).map_err(|error| file::io_error(&old, error))?;
                file::write_behind(&mut file::lock(&new)?, &content)
                    .map_err(|error| file::io_error(&new, error))?;
                fs::remove_file(&old).map_err(|error| file::io_error(&old, error))?;
            } else {
                fs::rename(&old, &new).map_err(|error| file::io_error(&old, error))?;
            }
        }
        Ok(())
    }

    /// Keeps a text that anchors are made on, so that they can be followed from it. Call it when an annotation is made.
    pub fn keep_base(&self, text: &str) -> Result<BaseHash, StoreError> {
        let hash = BaseHash::of(text);
        let path = self.base_path(hash);
        if !path.exists() {
            file::create_folder_of(&path)?;
            // Under a name of its own first: who reads sees all of it or nothing.
            let partial = path.with_extension(format!("{}.part", std::process::id()));
            fs::write(&partial, text).map_err(|error| file::io_error(&partial, error))?;
            let renamed = fs::rename(&partial, &path);
            // Somebody else may have been quicker with the same text.
            if !path.exists() {
                renamed.map_err(|error| file::io_error(&path, error))?;
            }
            self.forget_oldest_bases(&path);
        }
        Ok(hash)
    }

    /// Removes the oldest texts beyond [`MOST_BASE_BYTES`], but for the newest. What cannot be removed stays.
    fn forget_oldest_bases(&self, newest: &Path) {
        let folder = fs::read_dir(self.folder.join("cache/texts"));
        let files = folder.into_iter().flatten().flatten().filter_map(|entry| {
            let metadata = entry.metadata().ok()?;
            Some((metadata.modified().ok()?, metadata.len(), entry.path()))
        });
        let mut files: Vec<_> = files.filter(|(.., path)| path != newest).collect();
        files.sort();
        let mut bytes: u64 = files.iter().map(|(_, bytes, _)| bytes).sum();
        for (_, length, path) in files {
            if bytes <= MOST_BASE_BYTES {
                break;
            }
            bytes -= length;
            // Another editor may have removed it already.
            let _ = fs::remove_file(path);
        }
    }

    /// The text of that name, if it is still there and still itself.
    pub fn base(&self, hash: BaseHash) -> Option<String> {
        fs::read_to_string(self.base_path(hash))
            .ok()
            .filter(|text| BaseHash::of(text) == hash)
    }

    fn base_path(&self, hash: BaseHash) -> PathBuf {
        self.folder.join("cache/texts").join(format!("{hash}.txt"))
    }

    fn ensure(&self, part: &str, name: &str, content: &str) -> Result<(), StoreError> {
        let path = self.folder.join(part).join(name);
        if path.exists() {
            return Ok(());
        }
        file::create_folder_of(&path)?;
        fs::write(&path, content).map_err(|error| file::io_error(&path, error))
    }
}
