//! Rows in memory, and where each key stands among them.

use std::sync::Arc;

use imbl::{OrdMap, OrdSet};
use jiff::civil::Date;
use smol_str::SmolStr;

use crate::{
    corpus::Found,
    rows::{ArticleId, EntityRow, FactRow, QuoteRow, Rows},
};

/// A row: the article and the index into its rows of that kind.
type Place = (ArticleId, usize);

/// The rows of some articles. A value: cloning shares.
#[derive(Clone, Default)]
pub(crate) struct Index {
    articles: OrdMap<ArticleId, Arc<Rows>>,
    by_key: OrdMap<SmolStr, OrdSet<Place>>,
    by_folded: OrdMap<SmolStr, OrdSet<Place>>,
    by_shingle: OrdMap<u64, OrdSet<Place>>,
    by_day: OrdSet<(Date, ArticleId)>,
    by_subject: OrdMap<SmolStr, OrdSet<Place>>,
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
        for (index, entity) in rows.entities.iter().enumerate() {
            let place = (article.clone(), index);
            let by_key = self.by_key.entry(entity.key.clone()).or_default();
            by_key.insert(place.clone());
            let by_folded = self.by_folded.entry(entity.folded.clone()).or_default();
            by_folded.insert(place);
        }
        for (index, quote) in rows.quotes.iter().enumerate() {
            for shingle in quote.shingles() {
                let places = self.by_shingle.entry(shingle).or_default();
                places.insert((article.clone(), index));
            }
        }
        for day in days(rows) {
            self.by_day.insert((day, article.clone()));
        }
        if let Some(headline) = rows.headline_key() {
            self.by_headline.insert((headline, article.clone()));
        }
        for (index, fact) in rows.facts.iter().enumerate() {
            let places = self.by_subject.entry(fact.subject.clone()).or_default();
            places.insert((article.clone(), index));
        }
    }

    fn unlist(&mut self, article: &ArticleId, rows: &Rows) {
        for (index, entity) in rows.entities.iter().enumerate() {
            let place = (article.clone(), index);
            unlist_from(&mut self.by_key, &entity.key, &place);
            unlist_from(&mut self.by_folded, &entity.folded, &place);
        }
        for (index, quote) in rows.quotes.iter().enumerate() {
            for shingle in quote.shingles() {
                unlist_from(&mut self.by_shingle, &shingle, &(article.clone(), index));
            }
        }
        for day in days(rows) {
            self.by_day.remove(&(day, article.clone()));
        }
        if let Some(headline) = rows.headline_key() {
            self.by_headline.remove(&(headline, article.clone()));
        }
        for (index, fact) in rows.facts.iter().enumerate() {
            unlist_from(
                &mut self.by_subject,
                &fact.subject,
                &(article.clone(), index),
            );
        }
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

    pub(crate) fn by_key(&self, key: &str) -> impl Iterator<Item = Found<EntityRow>> {
        self.entities(self.by_key.get(key))
    }

    pub(crate) fn by_name(&self, folded: &str) -> impl Iterator<Item = Found<EntityRow>> {
        self.entities(self.by_folded.get(folded))
    }

    fn entities(&self, places: Option<&OrdSet<Place>>) -> impl Iterator<Item = Found<EntityRow>> {
        places.into_iter().flatten().filter_map(|(article, index)| {
            let row = self.articles.get(article)?.entities.get(*index)?;
            Some(Found {
                article: article.clone(),
                row: Arc::clone(row),
            })
        })
    }

    /// The keys that begin with a letter.
    pub(crate) fn keys_from(&self, first: &str) -> impl Iterator<Item = &SmolStr> {
        self.by_key
            .range(SmolStr::new(first)..)
            .map(|(key, _)| key)
            .take_while(move |key| key.starts_with(first))
    }

    pub(crate) fn quotes_with(&self, shingle: u64) -> impl Iterator<Item = Found<QuoteRow>> {
        let places = self.by_shingle.get(&shingle);
        places.into_iter().flatten().filter_map(|(article, index)| {
            let row = self.articles.get(article)?.quotes.get(*index)?;
            Some(Found {
                article: article.clone(),
                row: Arc::clone(row),
            })
        })
    }

    pub(crate) fn facts_of(&self, subject: &str) -> impl Iterator<Item = Found<FactRow>> {
        let places = self.by_subject.get(subject);
        places.into_iter().flatten().filter_map(|(article, index)| {
            let row = self.articles.get(article)?.facts.get(*index)?;
            Some(Found {
                article: article.clone(),
                row: Arc::clone(row),
            })
        })
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

fn unlist_from<K: Ord + Clone>(map: &mut OrdMap<K, OrdSet<Place>>, key: &K, place: &Place) {
    if let Some(places) = map.get_mut(key) {
        places.remove(place);
        if places.is_empty() {
            map.remove(key);
        }
    }
}
