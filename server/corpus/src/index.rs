//! Rows in memory, listed by what they are looked up by.

use std::sync::Arc;

use imbl::{OrdMap, OrdSet};
use jiff::civil::Date;
use smol_str::SmolStr;

use crate::{
    rows::{ArticleId, EntityRow, FactRow, QuoteRow, Rows},
    slips::remains,
};

/// A row and its article.
pub(crate) type Listed<'i, T> = (&'i ArticleId, &'i Arc<T>);

/// Rows by what they are looked up by, then by article and by their order there.
type Rowed<K, T> = OrdMap<(K, ArticleId, usize), Arc<T>>;

/// The rows of some articles. A value: cloning shares.
#[derive(Clone, Default)]
pub(crate) struct Index {
    articles: OrdMap<ArticleId, Arc<Rows>>,
    by_key: Rowed<SmolStr, EntityRow>,
    /// What is left of a key, and the key.
    by_remains: OrdSet<(SmolStr, SmolStr)>,
    by_folded: Rowed<SmolStr, EntityRow>,
    by_run: Rowed<u64, QuoteRow>,
    by_day: OrdSet<(Date, ArticleId)>,
    by_subject: Rowed<SmolStr, FactRow>,
    by_headline: OrdSet<(SmolStr, ArticleId)>,
}

impl Index {
    /// Replaces the rows of one article; `None` takes it out. Gives what was there.
    pub(crate) fn set(
        &mut self,
        article: &ArticleId,
        rows: Option<Arc<Rows>>,
    ) -> Option<Arc<Rows>> {
        let old = match &rows {
            Some(rows) => self.articles.insert(article.clone(), Arc::clone(rows)),
            None => self.articles.remove(article),
        };
        if let Some(old) = &old {
            self.unlist(article, old);
        }
        if let Some(new) = &rows {
            self.list(article, new);
        }
        old
    }

    fn list(&mut self, article: &ArticleId, rows: &Rows) {
        for (index, row) in rows.entities.iter().enumerate() {
            if !self.has_key(&row.key) {
                let all = remains(&row.key).map(|rest| (rest, row.key.clone()));
                self.by_remains.extend(all);
            }
            let at = |key: &SmolStr| (key.clone(), article.clone(), index);
            self.by_key.insert(at(&row.key), Arc::clone(row));
            self.by_folded.insert(at(&row.folded), Arc::clone(row));
        }
        for (index, row) in rows.quotes.iter().enumerate() {
            for run in row.runs() {
                let at = (run, article.clone(), index);
                self.by_run.insert(at, Arc::clone(row));
            }
        }
        for day in days(rows) {
            self.by_day.insert((day, article.clone()));
        }
        if let Some(headline) = rows.headline_key() {
            self.by_headline.insert((headline, article.clone()));
        }
        for (index, row) in rows.facts.iter().enumerate() {
            let at = (row.subject.clone(), article.clone(), index);
            self.by_subject.insert(at, Arc::clone(row));
        }
    }

    fn unlist(&mut self, article: &ArticleId, rows: &Rows) {
        for (index, row) in rows.entities.iter().enumerate() {
            let at = |key: &SmolStr| (key.clone(), article.clone(), index);
            self.by_key.remove(&at(&row.key));
            self.by_folded.remove(&at(&row.folded));
            if !self.has_key(&row.key) {
                for rest in remains(&row.key) {
                    self.by_remains.remove(&(rest, row.key.clone()));
                }
            }
        }
        for (index, row) in rows.quotes.iter().enumerate() {
            for run in row.runs() {
                self.by_run.remove(&(run, article.clone(), index));
            }
        }
        for day in days(rows) {
            self.by_day.remove(&(day, article.clone()));
        }
        if let Some(headline) = rows.headline_key() {
            self.by_headline.remove(&(headline, article.clone()));
        }
        for (index, row) in rows.facts.iter().enumerate() {
            let at = (row.subject.clone(), article.clone(), index);
            self.by_subject.remove(&at);
        }
    }

    fn has_key(&self, key: &SmolStr) -> bool {
        listed(&self.by_key, key.clone()).next().is_some()
    }

    pub(crate) fn articles(&self) -> impl Iterator<Item = (&ArticleId, &Arc<Rows>)> {
        self.articles.iter()
    }

    pub(crate) fn len(&self) -> usize {
        self.articles.len()
    }

    pub(crate) fn rows(&self, article: &ArticleId) -> Option<&Arc<Rows>> {
        self.articles.get(article)
    }

    pub(crate) fn by_key(&self, key: &str) -> impl Iterator<Item = Listed<'_, EntityRow>> {
        listed(&self.by_key, SmolStr::new(key))
    }

    pub(crate) fn by_name(&self, folded: &str) -> impl Iterator<Item = Listed<'_, EntityRow>> {
        listed(&self.by_folded, SmolStr::new(folded))
    }

    /// The keys that share what is left of this one, some more than once.
    pub(crate) fn keys_beside(&self, key: &str) -> impl Iterator<Item = &SmolStr> {
        remains(key).flat_map(|left| {
            let from = (left.clone(), SmolStr::default());
            let beside = self.by_remains.range(from..);
            beside
                .take_while(move |(theirs, _)| *theirs == left)
                .map(|(_, key)| key)
        })
    }

    pub(crate) fn quotes_with(&self, run: u64) -> impl Iterator<Item = Listed<'_, QuoteRow>> {
        listed(&self.by_run, run)
    }

    pub(crate) fn facts_of(&self, subject: &str) -> impl Iterator<Item = Listed<'_, FactRow>> {
        listed(&self.by_subject, SmolStr::new(subject))
    }

    /// The articles of a headline, by path.
    pub(crate) fn articles_of_headline<'a>(
        &'a self,
        key: &'a str,
    ) -> impl Iterator<Item = &'a ArticleId> {
        let from = (SmolStr::new(key), ArticleId::new(""));
        let on = self.by_headline.range(from..);
        on.take_while(move |(headline, _)| headline == key)
            .map(|(_, article)| article)
    }

    /// The articles that speak of a day, by path.
    pub(crate) fn articles_of_day(&self, day: Date) -> impl Iterator<Item = &ArticleId> {
        // No path is empty: the empty one stands before all.
        let from = (day, ArticleId::new(""));
        let on_or_after = self.by_day.range(from..);
        on_or_after
            .take_while(move |(d, _)| *d == day)
            .map(|(_, article)| article)
    }
}

/// The single days that an article speaks of.
fn days(rows: &Rows) -> impl Iterator<Item = Date> + '_ {
    let single = rows.times.iter().filter(|t| t.earliest == t.latest);
    single.map(|t| t.earliest)
}

/// The rows of a key, by article.
fn listed<K: Ord + Clone, T>(
    rows: &Rowed<K, T>,
    key: K,
) -> impl Iterator<Item = Listed<'_, T>> + use<'_, K, T> {
    // No path is empty: the empty one stands before all.
    let from = (key.clone(), ArticleId::new(""), 0);
    let of_key = rows.range(from..).take_while(move |((k, ..), _)| *k == key);
    of_key.map(|((_, article, _), row)| (article, row))
}
