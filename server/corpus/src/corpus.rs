//! All articles of a folder, asked by key.
//!
//! What is on disk is asked of the [`Store`]; what is newer (open buffers, files that changed a moment ago) or has no
//! store lies in memory and hides what the store has of the same article.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use dossier::Dossier;
use imbl::{OrdSet, Vector};
use jiff::civil::Date;
use names::{EntityType, is_slip_of};
use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use crate::{
    index::{Index, Listed},
    rows::{ArticleId, EntityRow, FactRow, QuoteRow, Rows},
    store::Store,
    touched::Touched,
};

/// How many changes are remembered one by one. Whoever is further behind asks everything anew.
const REMEMBERED: usize = 64;
/// A question about what many articles name is answered from so many of them.
pub const MOST: usize = 256;
/// Whether something is known at all, so many tell.
const FEW: usize = 16;
/// When so many keys changed, nobody is told which.
pub(crate) const MANY: usize = 4096;

/// The rows of every article, and where each key stands. A value: cloning shares, and readers keep what they started
/// with, but for what meanwhile reached the store.
#[derive(Clone, Default)]
pub struct Corpus {
    newer: Index,
    /// Articles that the store still has and the disk no longer.
    gone: OrdSet<ArticleId>,
    store: Option<Store>,
    dossier: Dossier,
    generation: u64,
    changes: Vector<(u64, Option<ArticleId>, Option<Arc<Touched>>)>,
}

/// A row and the article that it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<T> {
    /// The article.
    pub article: ArticleId,
    /// What it says.
    pub row: Arc<T>,
}

impl<T> Found<T> {
    /// What the index in memory lists.
    pub(crate) fn of((article, row): Listed<'_, T>) -> Self {
        Self {
            article: article.clone(),
            row: Arc::clone(row),
        }
    }
}

impl Corpus {
    /// The corpus of an index on disk.
    pub fn with_store(store: Store) -> Self {
        Self::default().emptied(Some(store))
    }

    /// The corpus of another index, and nothing newer; its generations follow on this one's.
    #[must_use]
    pub fn emptied(&self, store: Option<Store>) -> Self {
        let mut corpus = Self {
            store,
            dossier: self.dossier.clone(),
            generation: self.generation,
            changes: self.changes.clone(),
            ..Self::default()
        };
        corpus.changed(None, None);
        corpus
    }

    /// The index on disk, if there is one.
    pub fn store(&self) -> Option<&Store> {
        self.store.as_ref()
    }

    /// What the desk knows for certain.
    pub fn dossier(&self) -> &Dossier {
        &self.dossier
    }

    /// Something changed in what the desk knows for certain: everything may be judged otherwise.
    pub fn set_dossier(&mut self, dossier: Dossier) {
        self.dossier = dossier;
        self.changed(None, None);
    }

    /// Replaces the rows of one article in memory; `None` takes it out. Other articles' rows stay as they are.
    pub fn set(&mut self, article: &ArticleId, rows: Option<Arc<Rows>>) {
        let old = self.rows(article);
        let touched = Touched::between(old.as_deref(), rows.as_deref());
        match rows.is_none() && self.store.is_some() {
            true => self.gone.insert(article.clone()),
            false => self.gone.remove(article),
        };
        self.newer.set(article, rows);
        self.changed(Some(article.clone()), Some(touched));
    }

    /// Articles whose newest rows the store now has: what memory has of them is let go, but for those that `keep` says
    /// are newer still.
    pub fn stored(
        &mut self,
        changes: impl IntoIterator<Item = (ArticleId, Touched)>,
        keep: impl Fn(&ArticleId) -> bool,
    ) {
        for (article, touched) in changes {
            if keep(&article) {
                continue;
            }
            self.gone.remove(&article);
            let touched = match self.newer.set(&article, None) {
                Some(newer) => Touched::between(Some(&newer), self.rows(&article).as_deref()),
                None => touched,
            };
            self.changed(Some(article), Some(touched));
        }
    }

    fn changed(&mut self, article: Option<ArticleId>, touched: Option<Touched>) {
        self.generation += 1;
        if self.changes.len() == REMEMBERED {
            self.changes.pop_front();
        }
        let touched = touched.map(Arc::new);
        self.changes.push_back((self.generation, article, touched));
    }

    /// This corpus with newer rows of some articles, for one question. No other corpus has its generation.
    #[must_use]
    pub fn with(&self, newer: impl IntoIterator<Item = (ArticleId, Arc<Rows>)>) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1 << 62);
        let mut corpus = self.clone();
        let mut differs = false;
        for (article, rows) in newer {
            corpus.set(&article, Some(rows));
            differs = true;
        }
        if differs {
            corpus.generation = NEXT.fetch_add(1, Ordering::Relaxed);
            if let Some((generation, ..)) = corpus.changes.back_mut() {
                *generation = corpus.generation;
            }
        }
        corpus
    }

    /// A number that grows with every change.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// What changed after `generation` in articles other than `own`; `None` if that is too long ago to tell, or too
    /// much.
    pub fn touched_since(&self, generation: u64, own: Option<&ArticleId>) -> Option<Touched> {
        let mut all = Touched::default();
        if generation == self.generation {
            return Some(all);
        }
        let oldest = self.changes.front().map_or(self.generation, |(g, ..)| *g);
        if generation > self.generation || generation + 1 < oldest {
            return None;
        }
        for (_, article, touched) in self.changes.iter().filter(|(g, ..)| *g > generation) {
            if article.is_some() && article.as_ref() == own {
                continue;
            }
            all.extend(touched.as_ref()?);
        }
        // So many are asked about faster by asking about everything.
        (all.keys.len() < MANY).then_some(all)
    }

    /// Whether an article's own rows changed after `generation`.
    pub fn changed_since(&self, generation: u64, article: &ArticleId) -> bool {
        self.changes
            .iter()
            .any(|(g, a, _)| *g > generation && a.as_ref().is_none_or(|a| a == article))
    }

    /// How many articles it has.
    pub fn len(&self) -> usize {
        let Some(store) = &self.store else {
            return self.newer.len();
        };
        let new = self.newer.articles().filter(|(a, _)| !store.contains(a));
        let gone = self.gone.iter().filter(|a| store.contains(a));
        (store.len() + new.count()).saturating_sub(gone.count())
    }

    /// Whether it has no article.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether it has this article.
    pub fn contains(&self, article: &ArticleId) -> bool {
        self.newer.rows(article).is_some()
            || self
                .of_store(article)
                .is_some_and(|store| store.contains(article))
    }

    /// One article's rows.
    pub fn rows(&self, article: &ArticleId) -> Option<Arc<Rows>> {
        let newer = self.newer.rows(article).cloned();
        newer.or_else(|| self.of_store(article)?.rows(article).map(Arc::new))
    }

    /// The store, if what it has of this article holds.
    pub(crate) fn of_store(&self, article: &ArticleId) -> Option<&Store> {
        self.store.as_ref().filter(|_| !self.is_hidden(article))
    }

    /// Rows of the store that hold, then those in memory, by article.
    fn joined<T>(
        &self,
        stored: impl FnOnce(&Store) -> Vec<Found<T>>,
        newer: impl Iterator<Item = Found<T>>,
        most: usize,
    ) -> Vec<Found<T>> {
        let mut all = self.store.as_ref().map(stored).unwrap_or_default();
        all.retain(|found| self.of_store(&found.article).is_some());
        // Memory gives them by path: no later one is among the first.
        let newer = newer.take(most);
        if all.is_empty() {
            return newer.collect();
        }
        all.extend(newer);
        // By path, whatever the order on disk; rows of one article stay in theirs.
        all.sort_by(|a, b| a.article.cmp(&b.article));
        all.truncate(most);
        all
    }

    /// Everything that shares a key, by article: all bearers of a surname. At most [`MOST`].
    pub fn by_key(&self, key: &str) -> Vec<Found<EntityRow>> {
        let stored = |store: &Store| store.by_key(key, MOST);
        self.joined(stored, self.newer.by_key(key).map(Found::of), MOST)
    }

    /// Whether an article other than `own` names something by this key.
    pub fn is_known_beside(&self, key: &str, own: &ArticleId) -> bool {
        let stored = |store: &Store, most| store.articles_of_key(key, most);
        self.is_beside(own, self.newer.by_key(key), stored)
    }

    /// Whether an article other than `own` bears this very name in full, or names nothing but its short form.
    pub fn is_named_beside(&self, folded: &str, own: &ArticleId) -> bool {
        let stored = |store: &Store, most| store.articles_of_name(folded, most);
        self.is_beside(own, self.newer.by_name(folded), stored)
    }

    fn is_beside<'c>(
        &'c self,
        own: &ArticleId,
        mut newer: impl Iterator<Item = Listed<'c, EntityRow>>,
        stored: impl Fn(&Store, usize) -> Vec<ArticleId>,
    ) -> bool {
        let some = |most| {
            let articles = self.store.as_ref().map(|store| stored(store, most));
            let mut articles = articles.into_iter().flatten();
            articles.any(|article| article != *own && !self.is_hidden(&article))
        };
        // The first few tell, unless all of them are of articles that memory has otherwise.
        newer.any(|(article, _)| article != own) || some(FEW) || some(MOST)
    }

    /// One entity in every article that names it in full, or names nothing but its short form; at most `most`.
    pub fn by_name(&self, folded: &str, most: usize) -> Vec<Found<EntityRow>> {
        let stored = |store: &Store| store.by_name(folded, most);
        self.joined(stored, self.newer.by_name(folded).map(Found::of), most)
    }

    /// In how many articles a name stands.
    pub fn count(&self, folded: &str, entity_type: EntityType) -> usize {
        let newer = self.newer.by_name(folded);
        let newer = newer
            .filter(|(_, row)| row.entity_type == entity_type)
            .count();
        let Some(store) = &self.store else {
            return newer;
        };
        let named_before = |article: &&ArticleId| {
            let before = store.appearance(folded, article);
            before.is_some_and(|row| row.entity_type == entity_type)
        };
        let hidden = self.hidden().filter(named_before).count();
        (store.count(folded, entity_type).0 + newer).saturating_sub(hidden)
    }

    /// How an article names somebody.
    pub fn appearance(&self, folded: &str, article: &ArticleId) -> Option<Arc<EntityRow>> {
        let mut newer = self.newer.by_name(folded);
        let newer = newer
            .find(|(of, _)| *of == article)
            .map(|(_, row)| Arc::clone(row));
        newer.or_else(|| self.of_store(article)?.appearance(folded, article))
    }

    /// The articles of a headline, by its [`headline_key`](crate::headline_key), at most `most`.
    pub fn articles_of_headline(&self, key: &str, most: usize) -> Vec<ArticleId> {
        let stored = |store: &Store| store.articles_of_headline(key, most);
        let mut all = self.store.as_ref().map(stored).unwrap_or_default();
        all.retain(|article| self.of_store(article).is_some());
        all.extend(self.newer.articles_of_headline(key).take(most).cloned());
        all.sort();
        all.truncate(most);
        all
    }

    /// The articles that speak of a day, by path, at most `most`.
    pub fn articles_of_day(&self, day: Date, most: usize) -> Vec<ArticleId> {
        let stored = self.store.as_ref().map(|s| s.articles_of_day(day, most));
        let mut all = stored.unwrap_or_default();
        all.retain(|article| self.of_store(article).is_some());
        all.extend(self.newer.articles_of_day(day).take(most).cloned());
        all.sort();
        all.truncate(most);
        all
    }

    /// Keys of names in more than one article of which this one may be a slip: see [`is_slip_of`].
    pub fn keys_meant_by(&self, key: &str) -> Vec<SmolStr> {
        let stored = self.store.as_ref().map(|s| s.keys_beside(key));
        let mut keys = stored.unwrap_or_default();
        keys.extend(self.newer.keys_beside(key).cloned());
        keys.retain(|k| is_slip_of(key, k));
        keys.sort();
        keys.dedup();
        keys
    }

    /// The quotations of all articles that share a run of these words (see [`article::sampled`]), each once, those of the
    /// first run first; of each run at most [`MOST`] of those on disk and in memory.
    pub fn quotes_like(&self, words: &[u32]) -> impl Iterator<Item = Found<QuoteRow>> {
        let (mut seen_stored, mut seen_newer) = (FxHashSet::default(), FxHashSet::default());
        article::sampled(words).into_iter().flat_map(move |run| {
            let newer = self.newer.quotes_with(run).take(MOST);
            // A row is known by where it lies: all that were seen are kept by the index.
            let newer = newer.filter(|(_, row)| seen_newer.insert(Arc::as_ptr(row)));
            let stored = |store: &Store| store.quotes_with(run, MOST, &mut seen_stored);
            self.joined(stored, newer.map(Found::of), usize::MAX)
        })
    }

    /// What all articles state of the beginning and the end of something, by its folded name; at most [`MOST`].
    pub fn facts_of(&self, subject: &str) -> Vec<Found<FactRow>> {
        let stored = |store: &Store| store.facts_of(subject, MOST);
        self.joined(stored, self.newer.facts_of(subject).map(Found::of), MOST)
    }

    /// The articles in a folder of the corpus, or the one of that path.
    pub fn articles_under(&self, path: &str) -> Vec<ArticleId> {
        let inside = |article: &ArticleId| {
            let rest = article.as_str().strip_prefix(path);
            rest.is_some_and(|rest| rest.is_empty() || path.is_empty() || rest.starts_with('/'))
        };
        let stored = self.store.as_ref().map(|s| s.articles_under(path));
        let mut all = stored.unwrap_or_default();
        all.retain(|article| self.of_store(article).is_some());
        all.extend(self.newer.articles().map(|(article, _)| article.clone()));
        all.retain(inside);
        all.sort();
        all
    }

    /// The articles that the index on disk has not, or not as they are.
    pub fn beside_store(&self) -> impl Iterator<Item = &ArticleId> {
        self.newer.articles().map(|(article, _)| article)
    }

    /// The articles whose rows lie in memory.
    pub(crate) fn newer(&self) -> &Index {
        &self.newer
    }

    /// The articles of which what the store has holds no longer.
    pub(crate) fn hidden(&self) -> impl Iterator<Item = &ArticleId> {
        self.newer
            .articles()
            .map(|(article, _)| article)
            .chain(&self.gone)
    }

    /// Whether what the store has of an article holds no longer.
    pub(crate) fn is_hidden(&self, article: &ArticleId) -> bool {
        self.newer.rows(article).is_some() || self.gone.contains(article)
    }
}
