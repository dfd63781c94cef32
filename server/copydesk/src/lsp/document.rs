//! An open document and its analysis, made when somebody asks for it.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use ::text::{Document, Edit, Format, PositionEncoding, TextRange};
use article::{Article, Hints};
use checks::Findings;
use corpus::{ArticleId, CONFIG_NAME, Corpus, read::MAX_BYTES};
use features::Spots;
use notes::progress::DeskRules;
use ropey::Rope;
use tower_lsp::ls_types::{TextDocumentContentChangeEvent, Uri};

use super::{convert, notes::OpenNotes};

/// One version of an open document. Immutable: an edit makes a new one that shares most of the old.
pub(super) struct OpenDocument {
    pub(super) uri: Uri,
    pub(super) version: i32,
    content: Content,
    article: OnceLock<Article>,
    latest: Latest<Article>,
    latest_findings: Latest<Findings>,
    latest_spots: Latest<Arc<Spots>>,
    notes: Option<Arc<OpenNotes>>,
}

/// What was made last, whichever version it was of: the next one starts from it. Findings have their own: whoever asks
/// about a newer version does not wait for the rules.
type Latest<T> = Arc<Mutex<Option<T>>>;

/// The text, or why there is none.
#[derive(Clone)]
enum Content {
    Text(Document),
    /// Longer than any article: kept in step with the editor, but not analysed.
    TooLarge(Rope, Format),
    /// A configuration: no article.
    Configuration,
    /// A file of a dossier.
    Dossier(Document),
}

impl Content {
    fn new(text: &str, format: Format) -> Self {
        match text.len() as u64 > MAX_BYTES {
            true => Self::TooLarge(Rope::from_str(text), format),
            false => Self::Text(Document::new(text, format)),
        }
    }
}

impl OpenDocument {
    pub(super) fn new(uri: Uri, version: i32, text: &str, format: Format) -> Self {
        let mut folders = uri.path().as_str().rsplit('/');
        let (name, folder) = (folders.next().unwrap_or_default(), folders.next());
        let content = if name == CONFIG_NAME {
            Content::Configuration
        } else if folder == Some(dossier::files::FOLDER) && name.ends_with(".toml") {
            Content::Dossier(Document::new(text, Format::Plain))
        } else {
            Content::new(text, format)
        };
        Self {
            uri,
            version,
            content,
            article: OnceLock::new(),
            latest: Arc::default(),
            latest_findings: Arc::default(),
            latest_spots: Arc::default(),
            notes: None,
        }
    }

    /// What people noted of it.
    pub(super) fn notes(&self) -> Option<&Arc<OpenNotes>> {
        self.notes.as_ref()
    }

    /// The same version with other notes.
    pub(super) fn with_notes(&self, notes: Option<OpenNotes>) -> Self {
        Self {
            notes: notes.map(Arc::new),
            // What was noted changes nothing that is read in the text.
            article: self.article.clone(),
            ..self.unread()
        }
    }

    /// Whether this is a `copydesk.toml`.
    pub(super) fn is_configuration(&self) -> bool {
        matches!(self.content, Content::Configuration)
    }

    /// The text of a file of a dossier.
    pub(super) fn dossier(&self) -> Option<&Document> {
        match &self.content {
            Content::Dossier(document) => Some(document),
            _ => None,
        }
    }

    /// The version after some changes, applied in order.
    pub(super) fn edited(
        &self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: PositionEncoding,
    ) -> Self {
        let mut content = self.content.clone();
        let mut notes = self.notes.clone();
        for change in changes {
            if let (Some(notes), Content::Text(before)) = (&mut notes, &content) {
                let (before, edit) = (before.clone(), edit_of(before, &change, encoding));
                content = apply(content, change, encoding);
                if let Content::Text(after) = &content {
                    Arc::make_mut(notes).edit(&before, &edit, after);
                }
            } else {
                content = apply(content, change, encoding);
            }
        }
        Self {
            uri: self.uri.clone(),
            version,
            content,
            article: OnceLock::new(),
            latest: Arc::clone(&self.latest),
            latest_findings: Arc::clone(&self.latest_findings),
            latest_spots: Arc::clone(&self.latest_spots),
            notes,
        }
    }

    /// The same version under what the desk asks for now.
    pub(super) fn with_rules(&self, rules: DeskRules) -> Self {
        let mut document = self.unread();
        if let (Some(notes), Content::Text(text)) = (&mut document.notes, &document.content) {
            Arc::make_mut(notes).set_rules(rules, text);
        }
        document
    }

    /// The same version, to be analysed anew: what is known of it from outside may have changed.
    pub(super) fn unread(&self) -> Self {
        Self {
            uri: self.uri.clone(),
            version: self.version,
            content: self.content.clone(),
            article: OnceLock::new(),
            latest: Arc::clone(&self.latest),
            latest_findings: Arc::clone(&self.latest_findings),
            latest_spots: Arc::clone(&self.latest_spots),
            notes: self.notes.clone(),
        }
    }

    /// The text, unless it is too large.
    pub(super) fn text(&self) -> Option<&Document> {
        match &self.content {
            Content::Text(document) => Some(document),
            Content::TooLarge(..) | Content::Configuration | Content::Dossier(_) => None,
        }
    }

    /// The analysis of this version; `None` if the text is too large. The first to ask makes it, others wait.
    pub(super) fn article(&self, hints: impl FnOnce() -> Hints) -> Option<&Article> {
        let document = self.text()?;
        Some(self.article.get_or_init(|| {
            let hints = hints();
            let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
            let base = latest.take().filter(|a| *a.hints() == hints);
            let article = match base {
                Some(base) => base.update(document.clone()),
                None => Article::new(document.clone(), hints),
            };
            *latest = Some(article.clone());
            article
        }))
    }

    /// The findings in this version, beside a corpus.
    pub(super) fn findings(
        &self,
        hints: impl FnOnce() -> Hints,
        corpus: Option<(&Corpus, &ArticleId)>,
    ) -> Option<Findings> {
        let article = self.article(hints)?;
        let latest = &self.latest_findings;
        let mut latest = latest.lock().unwrap_or_else(PoisonError::into_inner);
        let same_hints = |f: &Findings| f.article().hints() == article.hints();
        let findings = match latest.take().filter(same_hints) {
            Some(base) => base.update(article, corpus),
            None => Findings::new(article, corpus),
        };
        *latest = Some(findings.clone());
        Some(findings)
    }

    /// What may be worth checking in each block of this version.
    pub(super) fn spots(&self, article: &Article) -> Arc<Spots> {
        let latest = &self.latest_spots;
        let mut latest = latest.lock().unwrap_or_else(PoisonError::into_inner);
        let spots = Arc::new(latest.take().unwrap_or_default().update(article));
        *latest = Some(Arc::clone(&spots));
        spots
    }
}

fn apply(
    content: Content,
    change: TextDocumentContentChangeEvent,
    encoding: PositionEncoding,
) -> Content {
    match (content, change.range) {
        (Content::Configuration, _) => Content::Configuration,
        (Content::Dossier(document), None) => {
            Content::Dossier(Document::new(&change.text, document.format()))
        }
        (Content::Text(document), None) => Content::new(&change.text, document.format()),
        (Content::TooLarge(_, format), None) => Content::new(&change.text, format),
        (Content::Dossier(mut document), Some(_)) => {
            document.edit(&edit_of(&document, &change, encoding));
            Content::Dossier(document)
        }
        (Content::Text(document), Some(_))
            if u64::from(u32::from(document.len())) + change.text.len() as u64 > MAX_BYTES =>
        {
            // Perhaps it replaces as much as it brings: the text alone decides.
            let large = Content::TooLarge(document.rope().clone(), document.format());
            apply(large, change, encoding)
        }
        (Content::Text(mut document), Some(_)) => {
            document.edit(&edit_of(&document, &change, encoding));
            Content::Text(document)
        }
        (Content::TooLarge(mut text, format), Some(range)) => {
            let [start, end] = [range.start, range.end]
                .map(|at| convert::line_column(at).offset_in(&text, encoding))
                .map(|offset| text.byte_to_char(offset));
            text.remove(start.min(end)..start.max(end));
            text.insert(start.min(end), &change.text);
            match text.len_bytes() as u64 > MAX_BYTES {
                true => Content::TooLarge(text, format),
                false => Content::new(&text.to_string(), format),
            }
        }
    }
}

/// A client's change as an edit of the version before it; a change without a range replaces everything.
fn edit_of(
    before: &Document,
    change: &TextDocumentContentChangeEvent,
    encoding: PositionEncoding,
) -> Edit {
    let range = match change.range {
        Some(range) => convert::bytes(before, range, encoding),
        None => TextRange::up_to(before.len()),
    };
    Edit {
        range,
        text: change.text.clone(),
    }
}
