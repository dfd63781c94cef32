//! What the articles say of somebody or something over time: who names it first, who last, and what they call it.

use jiff::civil::Date;
use names::EntityType;
use smol_str::SmolStr;

use crate::{
    corpus::{Corpus, Found, MOST},
    rows::{ArticleId, EntityRow},
    store::Store,
};

/// An article and its date.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dated {
    /// The date.
    pub date: Date,
    /// The article.
    pub article: ArticleId,
}

/// What an article calls somebody.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Called {
    /// The article.
    pub at: Dated,
    /// As it is written: `Russian President`.
    pub words: SmolStr,
}

impl Corpus {
    /// How the article of the earliest date names somebody.
    pub fn oldest(&self, folded: &str, entity_type: EntityType) -> Option<Found<EntityRow>> {
        let of_type = |f: &Found<EntityRow>| f.row.entity_type == entity_type;
        let age = |f: &Found<EntityRow>| {
            let date = self.rows(&f.article).and_then(|r| r.date);
            (date.is_none(), date, f.article.clone())
        };
        let stored = self.store().and_then(|store| {
            let article = store.count(folded, entity_type).1?;
            match self.of_store(&article) {
                Some(store) => Some(Found {
                    row: store.appearance(folded, &article)?,
                    article,
                }),
                // The oldest is hidden: the oldest of some that are not.
                None => {
                    let some = self.by_name(folded, MOST).into_iter();
                    some.filter(of_type).min_by_key(age)
                }
            }
        });
        let newer = self.newer().by_name(folded).map(Found::of);
        newer.filter(of_type).chain(stored).min_by_key(age)
    }

    /// The first and the last article, by date, that name somebody; `None` if none of them has a date.
    pub fn span(&self, folded: &str, entity_type: EntityType) -> Option<(Dated, Dated)> {
        let of_type = |f: &Found<EntityRow>| f.row.entity_type == entity_type;
        let dated = |f: Found<EntityRow>| {
            let date = self.date_of(&f.article)?;
            Some(Dated {
                date,
                article: f.article,
            })
        };
        let newer = self.newer().by_name(folded).map(Found::of);
        let mut all: Vec<Dated> = newer.filter(of_type).filter_map(dated).collect();
        if let Some(store) = self.store() {
            let stored = store.span(folded, entity_type);
            if stored.iter().any(|at| self.is_hidden(&at.article)) {
                // One of the two holds no longer: of some that do.
                let some = self.by_name(folded, MOST).into_iter();
                all.extend(some.filter(of_type).filter_map(dated));
            } else {
                all.extend(stored);
            }
        }
        let first = all.iter().min()?.clone();
        Some((first, all.into_iter().max()?))
    }

    /// What dated articles call somebody: those in memory, and the first and the last `most` on disk.
    pub fn called(&self, folded: &str, entity_type: EntityType, most: usize) -> Vec<Called> {
        let stored = |store: &Store| store.called(folded, entity_type, most);
        let mut all = self.store().map(stored).unwrap_or_default();
        all.retain(|called| !self.is_hidden(&called.at.article));
        let newer = self.newer().by_name(folded).map(Found::of);
        all.extend(
            newer
                .filter(|f| f.row.entity_type == entity_type)
                .filter_map(|f| {
                    let words = f.row.description.clone()?;
                    let date = self.date_of(&f.article)?;
                    let article = f.article;
                    Some(Called {
                        words,
                        at: Dated { date, article },
                    })
                }),
        );
        all.sort();
        all
    }

    /// The date of an article.
    pub fn date_of(&self, article: &ArticleId) -> Option<Date> {
        match self.newer().rows(article) {
            Some(newer) => newer.date,
            None => self.of_store(article)?.date_of(article),
        }
    }
}
