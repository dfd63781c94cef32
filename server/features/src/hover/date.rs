//! What a date means, and how we know.

use std::fmt::Write;

use article::BlockFacts;
use corpus::ArticleId;
use dates::{calendar::days_between, format_date, weekday_of};
use jiff::civil::Date;
use text::{TextRange, TextSize};

use super::{Hover, MOST, listed, one_line};
use crate::View;

pub(super) fn date(view: &View<'_>, offset: TextSize) -> Option<Hover> {
    let (facts, index) = view.article.timex_at(offset)?;
    let timex = facts.timexes.get(index)?;
    let words = one_line(facts.block.slice(timex.range));
    let mut markdown = String::new();
    match timex.bounds {
        Some((day, last)) if day == last => {
            let _ = writeln!(markdown, "**{}** · {day}", long(day));
        }
        Some((first, last)) => {
            let value = timex.value.as_deref().unwrap_or_default();
            let _ = writeln!(
                markdown,
                "**{} to {}** · {value}",
                format_date(first),
                format_date(last)
            );
        }
        None => {
            let value = timex.value.as_deref().unwrap_or("no day of the calendar");
            let _ = writeln!(markdown, "**{words}** · {value}");
        }
    }
    let _ = write!(markdown, "\n“{words}”: {}.", timex.why);
    let story = facts.context.and_then(|c| c.story);
    if let (Some(story), Some((first, last))) = (story, timex.bounds)
        && first == last
    {
        let _ = write!(markdown, " {}.", distance(story, first));
    }
    if let Some(((first, last), why)) = timex.alternative() {
        let other = if first == last {
            long(first)
        } else {
            format!("{} to {}", format_date(first), format_date(last))
        };
        let _ = write!(markdown, " It could also mean {other}: {why}.");
    }
    if let Some(date) = view
        .article
        .story_at(facts.block.id())
        .and_then(|s| s.date.as_ref())
    {
        let _ = write!(
            markdown,
            "\n\nThe article’s date is {}: {}.",
            format_date(date.date),
            date.why.trim_end_matches('.')
        );
        for other in &date.alternatives {
            let _ = write!(
                markdown,
                " It could be {}: {}.",
                format_date(other.date),
                other.why.trim_end_matches('.')
            );
        }
    }
    if let Some((corpus, own)) = view.corpus
        && let Some((first, _)) = timex.bounds.filter(|(a, b)| a == b)
    {
        let mut others = corpus.articles_of_day(first, MOST + 2);
        others.retain(|article| article != own);
        if !others.is_empty() {
            let more = if others.len() > MOST { " and more" } else { "" };
            let named = listed(others.iter());
            let _ = write!(markdown, "\n\nThe same day in {named}{more}.");
        }
    }
    if let Some(agreeing) = agreeing(view, facts, timex.range) {
        let _ = write!(markdown, "\n\n{agreeing}");
    }
    let range = view.article.range(facts.block.id(), timex.range);
    Some(Hover { range, markdown })
}

/// Which other articles give the same date of a birth, a death, a founding, an enactment.
fn agreeing(view: &View<'_>, facts: &BlockFacts, date: TextRange) -> Option<String> {
    let (corpus, own) = view.corpus?;
    let mut milestones = facts.reading.milestones.iter();
    let stated = milestones.find(|m| m.range.intersect(date).is_some_and(|i| !i.is_empty()))?;
    let mut found = corpus.facts_of(&stated.subject);
    let dossier = corpus.dossier();
    let namesake = |article: &ArticleId| {
        dossier.mean_different_people(&stated.subject, own.as_str(), article.as_str())
    };
    found.retain(|f| f.article != *own && f.row.kind == stated.kind && f.row.day == stated.day);
    found.retain(|f| !namesake(&f.article));
    found.dedup_by(|a, b| a.article == b.article);
    let more = match found.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let named = listed(found.iter().map(|f| &f.article));
    (!found.is_empty())
        .then(|| format!("{named}{more} says so too.").replace("more says", "more say"))
}

fn long(date: Date) -> String {
    format!(
        "{}, {}",
        dates::calendar::weekday_name(weekday_of(date)),
        format_date(date)
    )
}

fn distance(story: Date, date: Date) -> String {
    let days = days_between(story, date);
    let side = if days > 0 { "after" } else { "before" };
    match days.unsigned_abs() {
        0 => "The day of this article".to_owned(),
        1 => format!("The day {side} this article’s date"),
        n if n <= 60 => format!("{n} days {side} this article’s date"),
        n if n < 730 => format!("About {} months {side} this article’s date", (n + 15) / 30),
        n => format!(
            "About {} years {side} this article’s date",
            (n * 4 + 730) / 1461
        ),
    }
}
