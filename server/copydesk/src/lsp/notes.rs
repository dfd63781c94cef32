//! The annotations of an open article: what its file of annotations says, with each place as it is in the buffer.

use std::{ops::Deref, sync::Arc};

use ::text::{Document, Edit};
use corpus::ArticleId;
use notes::{LiveNotes, Loaded, Store, progress::DeskRules};

use super::folder::Folder;

/// What people noted of an article, and where it is now.
#[derive(Clone, Debug)]
pub(super) struct OpenNotes {
    read: Arc<Loaded>,
    live: LiveNotes,
}

impl Deref for OpenNotes {
    type Target = LiveNotes;

    fn deref(&self) -> &LiveNotes {
        &self.live
    }
}

impl OpenNotes {
    /// Reads the annotations of an article whose text is this now, `before` being what was known of them, which stands if
    /// they cannot be read; `None` if there are none.
    pub(super) fn load(
        folder: &Folder,
        id: &ArticleId,
        text: &Document,
        before: Option<&Self>,
    ) -> Option<Self> {
        let store = Store::new(&folder.root);
        let nothing = Loaded::default();
        let known = before.map_or(&nothing, |notes| &notes.read);
        let read = match store.load_since(id.as_str(), known) {
            Ok(read) => read,
            Err(error) => {
                // What was known is shown on: who holds the file may be about to write, and then it is read again.
                tracing::warn!("the annotations of {id} cannot be read: {error}");
                return before.cloned();
            }
        };
        if read.annotations.is_empty() && read.problems.is_empty() {
            return None;
        }
        let annotations = Arc::clone(&read.annotations);
        let base = |hash| store.base(hash);
        let live = match before {
            Some(before) => before.live.noted(annotations, text, base),
            None => LiveNotes::new(annotations, folder.desk_rules(), text, base),
        };
        let read = Arc::new(read);
        Some(Self { read, live })
    }

    /// Whether nothing was noted between the one and the other.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        self.read.is_same(&other.read)
    }

    /// What is to be said of the lines of the files that could not be used.
    pub(super) fn problem_messages(&self) -> impl Iterator<Item = String> {
        self.read.problems.iter().map(|problem| {
            let name = problem.file.rsplit(['/', '\\']).next().unwrap_or_default();
            format!("{name}: {problem}")
        })
    }

    /// Follows an edit.
    pub(super) fn edit(&mut self, before: &Document, edit: &Edit, after: &Document) {
        self.live.edit(before, edit, after);
    }

    /// The desk asks for something else now.
    pub(super) fn set_rules(&mut self, rules: DeskRules, text: &Document) {
        self.live.set_rules(rules, text);
    }
}
