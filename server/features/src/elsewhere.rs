//! What the other articles of the corpus say of somebody or something: those that spell the full name alike but for hyphens,
//! case and accents, and mean nobody else by it.

use corpus::{ArticleId, EntityRow, Found, MOST};
use dossier::DifferentPeople;
use jiff::civil::Date;
use names::Entity;

use crate::{View, desk::Entry};

impl<'a> View<'a> {
    /// The rows of an entity in the other articles, at most `most`.
    pub(crate) fn elsewhere(&self, entity: &Entity, most: usize) -> Vec<Found<EntityRow>> {
        let Some((corpus, own)) = self.corpus else {
            return Vec::new();
        };
        let mut found = match self.namesake(entity) {
            Some(namesake) => {
                let named = |article: &ArticleId| corpus.appearance(&entity.folded, article);
                let listed = namesake.articles.iter().map(|a| ArticleId::new(&a.value));
                let listed =
                    listed.filter_map(|article| named(&article).map(|row| Found { article, row }));
                listed.collect()
            }
            None => {
                let others: Vec<ArticleId> = self.of_namesakes(entity).collect();
                let mut found =
                    corpus.by_name(&entity.folded, most.saturating_add(1 + others.len()));
                found.retain(|f| !others.contains(&f.article));
                found
            }
        };
        found.retain(|f| f.article != *own && f.row.entity_type == entity.entity_type);
        found.truncate(most);
        found
    }

    /// In how many other articles an entity is named.
    pub(crate) fn count_elsewhere(&self, entity: &Entity) -> usize {
        let Some((corpus, own)) = self.corpus else {
            return 0;
        };
        if self.namesake(entity).is_some() {
            return self.elsewhere(entity, usize::MAX).len();
        }
        let named = |article: &ArticleId| corpus.appearance(&entity.folded, article).is_some();
        let others = self.of_namesakes(entity).chain([own.clone()]);
        let all = corpus.count(&entity.folded, entity.entity_type);
        all.saturating_sub(others.filter(named).count())
    }

    /// How the article of the earliest date names an entity, unless that is this one.
    pub(crate) fn oldest(&self, entity: &Entity) -> Option<Found<EntityRow>> {
        let (corpus, own) = self.corpus?;
        let dossier = corpus.dossier();
        let oldest = corpus.oldest(&entity.folded, entity.entity_type)?;
        let (theirs, ours) = (oldest.article.as_str(), own.as_str());
        if !dossier.mean_different_people(&entity.folded, theirs, ours) {
            return (oldest.article != *own).then_some(oldest);
        }
        // A namesake came first.
        let age = |date: Option<Date>, article: &ArticleId| (date.is_none(), date, article.clone());
        let dated = self.elsewhere(entity, MOST).into_iter().map(|found| {
            let date = corpus.rows(&found.article).and_then(|rows| rows.date);
            (age(date, &found.article), found)
        });
        let (first, found) = dated.min_by(|(a, _), (b, _)| a.cmp(b))?;
        let own_date = self.article.header().date.as_ref().map(|d| d.date);
        (first < age(own_date, own)).then_some(found)
    }

    /// What the desk knows for certain of an entity.
    pub(crate) fn entry(&self, entity: &Entity) -> Option<Entry<'a>> {
        let (corpus, own) = self.corpus?;
        Entry::of(corpus.dossier(), entity, own)
    }

    /// The entry that says that this article means another person by a name than most do.
    pub(crate) fn namesake(&self, entity: &Entity) -> Option<&'a DifferentPeople> {
        let (corpus, own) = self.corpus?;
        let dossier = corpus.dossier();
        dossier
            .namesake(&entity.folded, own.as_str())
            .map(|entry| &**entry)
    }

    /// Whether the desk knows several people of a name.
    pub(crate) fn has_namesakes(&self, entity: &Entity) -> bool {
        self.of_namesakes(entity).next().is_some()
    }

    /// The articles that mean another person by a name than all others do.
    fn of_namesakes(&self, entity: &Entity) -> impl Iterator<Item = ArticleId> + use<'a> {
        let dossier = self.corpus.map(|(corpus, _)| corpus.dossier());
        let entries = dossier.into_iter();
        let folded = entity.folded.clone();
        let entries = entries.flat_map(move |d| d.namesakes(&folded).cloned().collect::<Vec<_>>());
        entries.flat_map(|entry| {
            let listed = entry.articles.iter().map(|a| ArticleId::new(&a.value));
            listed.collect::<Vec<_>>()
        })
    }
}
