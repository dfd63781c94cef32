//! The index over all articles: what is asked by key.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use imbl::{OrdMap, OrdSet, Vector};
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use crate::rows::{ArticleId, EntityRow, QuoteRow, Rows, Spot};

/// How many changes are remembered one by one. Whoever is further behind asks everything anew.
const REMEMBERED: usize = 64;

/// The rows of every article, and where each key stands. A value.
#[derive(Clone, Default)]
pub struct Corpus {
    articles: OrdMap<ArticleId, Arc<Rows>>,
    by_key: OrdMap<SmolStr, Vector<EntityPlace>>,
    by_folded: OrdMap<SmolStr, Vector<EntityPlace>>,
    by_shingle: OrdMap<u64, Vector<QuotePlace>>,
    by_day: OrdSet<(Date, ArticleId)>,
    generation: u64,
    changes: Vector<(u64, ArticleId, Arc<Touched>)>,
}

/// An entity row: the article and the index into its entities.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntityPlace {
    /// The article.
    pub article: ArticleId,
    /// Index into [`Rows::entities`].
    pub index: usize,
}

/// A quotation row: the article and the index into its quotations.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuotePlace {
    /// The article.
    pub article: ArticleId,
    /// Index into [`Rows::quotes`].
    pub index: usize,
}

/// The keys that a change of one article touched.
#[derive(Clone, Debug, Default)]
pub struct Touched {
    /// Keys of entities.
    pub keys: FxHashSet<SmolStr>,
    /// Runs of quoted words.
    pub shingles: FxHashSet<u64>,
}

impl Corpus {
    /// Replaces the rows of one article; `None` takes it out. Other articles' rows stay as they are.
    pub fn set(&mut self, article: &ArticleId, rows: Option<Arc<Rows>>) {
        let old = match &rows {
            Some(rows) => self.articles.insert(article.clone(), Arc::clone(rows)),
            None => self.articles.remove(article),
        };
        let mut touched = Touched::default();
        if let Some(old) = &old {
            self.unlist(article, old);
            touched.add(old, rows.as_deref());
        }
        if let Some(new) = &rows {
            self.list(article, new);
            touched.add(new, old.as_deref());
        }
        self.generation += 1;
        if self.changes.len() == REMEMBERED {
            self.changes.pop_front();
        }
        self.changes
            .push_back((self.generation, article.clone(), Arc::new(touched)));
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

    fn list(&mut self, article: &ArticleId, rows: &Rows) {
        for (index, entity) in rows.entities.iter().enumerate() {
            let place = EntityPlace {
                article: article.clone(),
                index,
            };
            insert(
                self.by_key.entry(entity.key.clone()).or_default(),
                place.clone(),
            );
            insert(
                self.by_folded.entry(entity.folded.clone()).or_default(),
                place,
            );
        }
        for (index, quote) in rows.quotes.iter().enumerate() {
            for shingle in &quote.shingles {
                insert(
                    self.by_shingle.entry(*shingle).or_default(),
                    QuotePlace {
                        article: article.clone(),
                        index,
                    },
                );
            }
        }
        for day in days(rows) {
            self.by_day.insert((day, article.clone()));
        }
    }

    fn unlist(&mut self, article: &ArticleId, rows: &Rows) {
        for entity in &rows.entities {
            if let Some(places) = self.by_key.get_mut(&entity.key) {
                places.retain(|p| p.article != *article);
                if places.is_empty() {
                    self.by_key.remove(&entity.key);
                }
            }
            unlist_from(&mut self.by_folded, &entity.folded, |p| {
                p.article == *article
            });
        }
        for shingle in rows.quotes.iter().flat_map(|q| &q.shingles) {
            unlist_from(&mut self.by_shingle, shingle, |p| p.article == *article);
        }
        for day in days(rows) {
            self.by_day.remove(&(day, article.clone()));
        }
    }

    /// A number that grows with every change.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// What changed after `generation` in articles other than `own`; `None` if that is too long ago to tell.
    pub fn touched_since(&self, generation: u64, own: Option<&ArticleId>) -> Option<Touched> {
        let mut all = Touched::default();
        if generation == self.generation {
            return Some(all);
        }
        let oldest = self.changes.front().map_or(self.generation, |(g, ..)| *g);
        if generation > self.generation || generation + 1 < oldest {
            return None;
        }
        for (_, _, touched) in self
            .changes
            .iter()
            .filter(|(g, a, _)| *g > generation && Some(a) != own)
        {
            all.keys.extend(touched.keys.iter().cloned());
            all.shingles.extend(touched.shingles.iter().copied());
        }
        Some(all)
    }

    /// Whether an article's own rows changed after `generation`.
    pub fn changed_since(&self, generation: u64, article: &ArticleId) -> bool {
        self.changes
            .iter()
            .any(|(g, a, _)| *g > generation && a == article)
    }

    /// Its articles, by path.
    pub fn articles(&self) -> impl Iterator<Item = (&ArticleId, &Arc<Rows>)> {
        self.articles.iter()
    }

    /// How many articles it has.
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether it has no article.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// One article's rows.
    pub fn rows(&self, article: &ArticleId) -> Option<&Arc<Rows>> {
        self.articles.get(article)
    }

    fn entity_at<'c>(&'c self, place: &'c EntityPlace) -> Option<(&'c ArticleId, &'c EntityRow)> {
        self.articles
            .get(&place.article)?
            .entities
            .get(place.index)
            .map(|row| (&place.article, row))
    }

    /// Everything that shares a key: all bearers of a surname, by article.
    pub fn by_key<'c>(&'c self, key: &str) -> impl Iterator<Item = (&'c ArticleId, &'c EntityRow)> {
        self.by_key
            .get(key)
            .into_iter()
            .flatten()
            .filter_map(|p| self.entity_at(p))
    }

    /// One entity in every article that names it in full, or names nothing but its short form.
    pub fn by_name<'c>(
        &'c self,
        folded: &str,
    ) -> impl Iterator<Item = (&'c ArticleId, &'c EntityRow)> {
        self.by_folded
            .get(folded)
            .into_iter()
            .flatten()
            .filter_map(|p| self.entity_at(p))
    }

    /// The articles that speak of a day, by path.
    pub fn articles_of_day(&self, day: Date) -> impl Iterator<Item = &ArticleId> {
        // No path is empty: the empty one stands before all.
        let from = (day, ArticleId::new(""));
        let on_or_after = self.by_day.range(from..);
        on_or_after
            .take_while(move |(d, _)| *d == day)
            .map(|(_, article)| article)
    }

    /// The keys that start with a letter, with their rows.
    pub fn keys_from(&self, first: char) -> impl Iterator<Item = &SmolStr> {
        let mut buffer = [0; 4];
        let start = SmolStr::new(first.encode_utf8(&mut buffer));
        self.by_key
            .range(start..)
            .map(|(key, _)| key)
            .take_while(move |key| key.starts_with(first))
    }

    /// The quotations of other articles that share a run of words.
    pub fn quotes_with(&self, shingle: u64) -> impl Iterator<Item = (&ArticleId, &QuoteRow)> {
        self.by_shingle
            .get(&shingle)
            .into_iter()
            .flatten()
            .filter_map(|p| {
                let rows = self.articles.get(&p.article)?;
                rows.quotes.get(p.index).map(|row| (&p.article, row))
            })
    }
}

/// The single days that an article speaks of.
fn days(rows: &Rows) -> impl Iterator<Item = Date> + '_ {
    let single = rows.times.iter().filter(|t| t.earliest == t.latest);
    single.map(|t| t.earliest)
}

impl Touched {
    /// The keys of `rows` that differ from what `other` has under them: in what is said, or in where it stands, since
    /// others point there.
    fn add(&mut self, rows: &Rows, other: Option<&Rows>) {
        let known: FxHashMap<&SmolStr, Vec<&EntityRow>> = other
            .into_iter()
            .flat_map(|o| &o.entities)
            .fold(FxHashMap::default(), |mut known, row| {
                known.entry(&row.folded).or_insert_with(Vec::new).push(row);
                known
            });
        let differs = |row: &&EntityRow| {
            !known
                .get(&row.folded)
                .is_some_and(|rows| rows.contains(row))
        };
        self.keys
            .extend(rows.entities.iter().filter(differs).map(|e| e.key.clone()));
        let known: FxHashSet<(&SmolStr, Spot)> = other
            .into_iter()
            .flat_map(|o| &o.quotes)
            .map(|q| (&q.text, q.spot))
            .collect();
        let differs = |row: &&QuoteRow| !known.contains(&(&row.text, row.spot));
        self.shingles.extend(
            rows.quotes
                .iter()
                .filter(differs)
                .flat_map(|q| q.shingles.iter().copied()),
        );
    }
}

fn insert<T: Ord + Clone>(places: &mut Vector<T>, place: T) {
    if let Err(at) = places.binary_search(&place) {
        places.insert(at, place);
    }
}

fn unlist_from<K: Ord + Clone, P: Clone>(
    map: &mut OrdMap<K, Vector<P>>,
    key: &K,
    gone: impl Fn(&P) -> bool,
) {
    if let Some(places) = map.get_mut(key) {
        places.retain(|p| !gone(p));
        if places.is_empty() {
            map.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use article::{Article, Hints};
    use text::{Document, Format};

    use super::*;

    fn rows(text: &str) -> Option<Arc<Rows>> {
        Some(Arc::new(Rows::of(&Article::new(
            Document::new(text, Format::Plain),
            Hints::default(),
        ))))
    }

    #[test]
    fn an_article_replaces_its_own_rows_only() {
        let (a, b) = (ArticleId::new("a.txt"), ArticleId::new("b.txt"));
        let mut corpus = Corpus::default();
        corpus.set(
            &a,
            rows("Officials met President Vladimir Putin in Moscow on Monday, he said."),
        );
        corpus.set(
            &b,
            rows("Later President Vladimir Putin left, and Mr. Putin smiled at everyone there."),
        );
        assert_eq!(corpus.by_name("vladimirputin").count(), 2);
        let before = corpus.generation();
        corpus.set(
            &a,
            rows("Officials met President Bill Clinton in Moscow on Monday, he said."),
        );
        assert_eq!(
            corpus
                .by_name("vladimirputin")
                .map(|(id, _)| id.as_str())
                .collect::<Vec<_>>(),
            ["b.txt"]
        );
        let touched = corpus.touched_since(before, Some(&b)).unwrap();
        let mut keys: Vec<_> = touched.keys.iter().map(|k| k.as_str()).collect();
        keys.sort_unstable();
        // Moscow only moved; but others point there.
        assert_eq!(keys, ["clinton", "moscow", "putin"]);
        assert!(
            corpus
                .touched_since(before, Some(&a))
                .unwrap()
                .keys
                .is_empty()
        );
        corpus.set(&a, None);
        corpus.set(&b, None);
        assert!(corpus.is_empty() && corpus.by_key.is_empty() && corpus.by_folded.is_empty());
    }
}
