//! What the articles tell of somebody or something over time: since when and until when they name it, what they call it, and
//! which days they speak of together with it.

use article::EntityRef;
use corpus::{Called, Dated, MOST};
use dates::{Date, format_date};
use names::Entity;

use super::one_line;
use crate::View;

/// What is said of somebody is looked for in so many of the first and of the last articles.
const LOOKED_AT: usize = 20;

/// So many offices, and so many days, are shown.
const SHOWN: usize = 4;

/// The first and the last article that name an entity, this one among them.
pub(super) fn span(view: &View<'_>, entity: &Entity) -> Option<String> {
    let (corpus, own) = view.corpus?;
    let mut first_and_last = match view.has_namesakes(entity) {
        false => {
            let (first, last) = corpus.span(&entity.folded, entity.entity_type)?;
            vec![first, last]
        }
        true => {
            let articles = view.elsewhere(entity, MOST).into_iter();
            let dated = articles.filter_map(|found| {
                let date = corpus.date_of(&found.article)?;
                let article = found.article;
                Some(Dated { date, article })
            });
            dated.collect()
        }
    };
    if let Some(date) = view.article.header().date.as_ref().map(|d| d.date) {
        let article = own.clone();
        first_and_last.push(Dated { date, article });
    }
    let (first, last) = (first_and_last.iter().min()?, first_and_last.iter().max()?);
    let dated = |at: &Dated| match at.article == *own {
        true => format!("on {} (this article)", format_date(at.date)),
        false => format!("on {} ({})", format_date(at.date), at.article),
    };
    Some(match first.article == last.article {
        true => format!("Named {}.", dated(first)),
        false => format!("First named {}, last {}.", dated(first), dated(last)),
    })
}

/// What other articles call an entity, the commonest first, each with the dates of the first and the last that do.
pub(super) fn offices(view: &View<'_>, entity: &Entity) -> Option<String> {
    let (corpus, own) = view.corpus?;
    let dossier = corpus.dossier();
    let called = corpus.called(&entity.folded, entity.entity_type, LOOKED_AT);
    let means = |called: &&Called| {
        let article = &called.at.article;
        let (theirs, ours) = (article.as_str(), own.as_str());
        article != own && !dossier.mean_different_people(&entity.folded, theirs, ours)
    };
    let mut offices: Vec<(&Called, usize, Date)> = Vec::new();
    // In the order of their dates: the first of an office is the earliest.
    for called in called.iter().filter(means) {
        let same = |office: &&mut (&Called, usize, Date)| {
            office.0.words.to_lowercase() == called.words.to_lowercase()
        };
        match offices.iter_mut().find(same) {
            Some((_, count, last)) => (*count, *last) = (*count + 1, called.at.date),
            None => offices.push((called, 1, called.at.date)),
        }
    }
    offices.sort_by_key(|(_, count, _)| std::cmp::Reverse(*count));
    offices.truncate(SHOWN);
    offices.sort_by_key(|(first, ..)| first.at.date);
    let said = offices.iter().map(|(first, _, last)| {
        let from = format_date(first.at.date);
        match first.at.date == *last {
            true => format!("{} ({from})", first.words),
            false => format!("{} ({from} to {})", first.words, format_date(*last)),
        }
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| format!("So called in other articles: {}.", said.join("; ")))
}

/// The days that stand in one sentence with an entity in this article.
pub(super) fn together(view: &View<'_>, reference: &EntityRef) -> Option<String> {
    let mut days: Vec<String> = Vec::new();
    for (mention, _) in view.article.mentions_of(reference) {
        let Some(facts) = view.article.block(mention.block) else {
            continue;
        };
        let Some(sentence) = facts.block.sentence_at(mention.candidate.range.start()) else {
            continue;
        };
        let beside = facts
            .timexes
            .iter()
            .filter(|t| sentence.contains_range(t.range));
        for timex in beside {
            let Some((day, last)) = timex.bounds else {
                continue;
            };
            let day = match day == last {
                true => format_date(day),
                false => one_line(facts.block.slice(timex.range)),
            };
            if !days.contains(&day) {
                days.push(day);
            }
        }
    }
    let more = if days.len() > SHOWN {
        " and others"
    } else {
        ""
    };
    days.truncate(SHOWN);
    (!days.is_empty()).then(|| {
        format!(
            "In one sentence with the name here: {}{more}.",
            days.join("; ")
        )
    })
}
