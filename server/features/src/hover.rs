//! Who or what a name is, and which day an expression means. The first line answers, the second says how we know.

use std::fmt::Write;

use article::BlockFacts;
use checks::counted;
use corpus::ArticleId;
use dates::{calendar::days_between, format_date, weekday_of};
use jiff::civil::Date;
use names::{EntityType, MentionKind, Reason};
use text::{BlockKind, TextRange, TextSize};

use crate::{Named, View};

/// How many other articles are named.
const MOST: usize = 5;

/// What to show, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// Bytes of the article.
    pub range: TextRange,
    /// Markdown.
    pub markdown: String,
}

/// What stands at a byte offset.
pub fn hover(view: &View<'_>, offset: TextSize) -> Option<Hover> {
    date(view, offset)
        .or_else(|| description(view, offset))
        .or_else(|| view.named_at(offset).map(|named| name(view, &named)))
}

/// Who holds the office that stands for a name.
fn description(view: &View<'_>, offset: TextSize) -> Option<Hover> {
    let (block, index) = view.article.description_at(offset)?;
    let (who, named) = view.article.described(block, index)?;
    let name = &view.article.entity(&who)?.name;
    let words = &view
        .article
        .block(block)?
        .reading
        .descriptions
        .get(index)?
        .range;
    let written = one_line(view.article.block(block)?.block.slice(*words));
    let there = view.article.block(named.block)?;
    let office = one_line(there.block.slice(named.candidate.description?));
    let paragraphs = view.article.blocks().map(|facts| &facts.block);
    let above = paragraphs.filter(|b| b.id() <= named.block && b.kind() == BlockKind::Paragraph);
    let paragraph = match above.count() {
        0 => "above".to_owned(),
        n => format!("in paragraph {n}"),
    };
    Some(Hover {
        range: view.article.range(block, *words),
        markdown: format!(
            "**{name}** — {office}\n\n“{written}”: {name} was introduced as {office} {paragraph}, and nobody else is called so."
        ),
    })
}

fn date(view: &View<'_>, offset: TextSize) -> Option<Hover> {
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
    found.retain(|f| f.article != *own && f.row.kind == stated.kind && f.row.day == stated.day);
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

fn name(view: &View<'_>, named: &Named<'_>) -> Hover {
    if let Some((_, meant)) = view.meant(&named.reference) {
        let written = &named.mention.candidate.text;
        let name = &meant.name;
        return Hover {
            range: view.range(&named.mention),
            markdown: format!(
                "**{name}**\n\n“{written}”: nothing else in this article but {name} can be called so."
            ),
        };
    }
    let entity = named.entity;
    let mut markdown = format!("**{}**", entity.name);
    if let Some(role) = role(view, named) {
        let _ = write!(markdown, " — {role}");
    }
    let _ = write!(markdown, "\n\n{}", reason(view, named));
    let mut forms: Vec<(String, usize)> = Vec::new();
    for (mention, _) in view.article.mentions_of(&named.reference) {
        match forms.iter_mut().find(|(f, _)| *f == mention.candidate.text) {
            Some((_, n)) => *n += 1,
            None => forms.push((mention.candidate.text.to_string(), 1)),
        }
    }
    let here: Vec<String> = forms
        .iter()
        .map(|(form, n)| format!("“{form}” {}", counted(*n)))
        .collect();
    let _ = write!(markdown, "\n\nHere: {}.", here.join(", "));
    if let Some(entry) = view.entry(entity) {
        let story = view.article.story_at(named.mention.block);
        let date = story.and_then(|s| s.date.as_ref()).map(|d| d.date);
        let _ = write!(markdown, "\n\n{}", entry.summary(date));
    }
    let elsewhere = view.elsewhere(entity, MOST);
    if !elsewhere.is_empty() {
        let all = view.corpus.map_or(0, |(corpus, own)| {
            let here = corpus.appearance(&entity.folded, own).is_some();
            corpus.count(&entity.folded, entity.entity_type) - usize::from(here)
        });
        let more = match all.saturating_sub(elsewhere.len()) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let named = listed(elsewhere.iter().map(|found| &found.article));
        let _ = write!(markdown, " Also in {named}{more}.");
    }
    Hover {
        range: view.range(&named.mention),
        markdown,
    }
}

/// What the article calls the entity, else what another article does, else what kind of thing it is.
/// The first [`MOST`] of some articles.
fn listed<'a>(articles: impl Iterator<Item = &'a ArticleId>) -> String {
    let named: Vec<&str> = articles.take(MOST).map(ArticleId::as_str).collect();
    named.join(", ")
}

fn role(view: &View<'_>, named: &Named<'_>) -> Option<String> {
    let described = view
        .article
        .mentions_of(&named.reference)
        .find_map(|(m, _)| {
            let facts = view.article.block(m.block)?;
            m.candidate
                .description
                .map(|d| one_line(facts.block.slice(d)))
        });
    let elsewhere = || {
        view.elsewhere(named.entity, MOST)
            .into_iter()
            .find_map(|found| found.row.description.as_ref().map(ToString::to_string))
    };
    described.or_else(elsewhere).or_else(|| {
        let kind = match (named.entity.entity_type, named.mention.candidate.kind) {
            (_, MentionKind::Demonym) => "nationality",
            (EntityType::Person, _) => "person",
            (EntityType::Organisation, _) => "organisation",
            (EntityType::Place, _) => "place",
            (EntityType::Other, _) => return None,
        };
        Some(kind.to_owned())
    })
}

fn reason(view: &View<'_>, named: &Named<'_>) -> String {
    let written = &named.mention.candidate.text;
    let name = &named.entity.name;
    match named.link.reason {
        Reason::Named if written == name => format!("“{written}” is the name itself."),
        Reason::Named => format!("“{written}” is a form of the name."),
        Reason::Letters => format!("“{written}” are its letters."),
        Reason::OnlyBearer => format!("“{written}”: nobody else of that name stands above."),
        Reason::SameOffice => {
            format!("“{written}”: of that name, {name} alone is called so above.")
        }
        Reason::IntroducedBelow => format!("“{written}”: the article names {name} in full below."),
        Reason::LastIntroduced => {
            let family = view.article.name(&named.reference.key);
            let others: Vec<&str> = named
                .link
                .alternatives
                .iter()
                .filter_map(|i| family?.family.entities.get(*i))
                .map(|e| e.name.as_str())
                .collect();
            format!(
                "“{written}”: {name} was named last; it could also be {}.",
                others.join(" or ")
            )
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use crate::fixture::Fixture;

    #[track_caller]
    fn check(text: &str, expected: Expect) {
        let fixture = Fixture::new(text);
        let hover = super::hover(&fixture.view(), fixture.offset());
        let shown = hover.map_or("nothing".to_owned(), |h| {
            format!("[{}]\n{}", &fixture.text()[h.range], h.markdown)
        });
        expected.assert_eq(&shown);
    }

    #[test]
    fn a_day() {
        check(
            "//- 2002-08-15 a.txt\nThe North announced on Thurs$0day that he would come, officials said.",
            expect![[r#"
                [Thursday]
                **Thursday, August 15, 2002** · 2002-08-15

                “Thursday”: the latest Thursday on or before the article’s date, 15 August 2002. The day of this article. It could also mean Thursday, August 22, 2002: the first Thursday after the article’s date, 15 August 2002.

                The article’s date is August 15, 2002: it was set for this article."#]],
        );
    }

    #[test]
    fn a_surname() {
        check(
            "//- a.txt\nRussian President Vladimir Putin left. Later Mr. Put$0in spoke to reporters.\n//- b.txt\nOfficials met Vladimir Putin in the capital on Monday, he said.",
            expect![[r#"
                [Putin]
                **Vladimir Putin** — Russian President

                “Putin”: nobody else of that name stands above.

                Here: “Vladimir Putin” once, “Putin” once. Also in b.txt."#]],
        );
    }

    #[test]
    fn either_of_two() {
        check(
            "Kim Jong Un left. Leader Kim Jong Il came. Later K$0im spoke to reporters on Monday.",
            expect![[r#"
            [Kim]
            **Kim Jong Il** — Leader

            “Kim”: Kim Jong Il was named last; it could also be Kim Jong Un.

            Here: “Kim Jong Il” once, “Kim” once."#]],
        );
    }

    #[test]
    fn a_form_that_lies_under_another_name() {
        check(
            "Lehman Brothers failed in New York on Monday. The shares of Leh$0man fell, officials said.",
            expect![[r#"
                [Lehman]
                **Lehman Brothers**

                “Lehman”: nothing else in this article but Lehman Brothers can be called so."#]],
        );
    }

    #[test]
    fn an_office_that_stands_for_a_name() {
        check(
            "A headline of the day\n\nNorth Korean leader Kim Jong Il came by train, they said.\n\nOn Monday the North Kor$0ean leader left for home.",
            expect![[r#"
                [the North Korean leader]
                **Kim Jong Il** — North Korean leader

                “the North Korean leader”: Kim Jong Il was introduced as North Korean leader in paragraph 1, and nobody else is called so."#]],
        );
    }

    #[test]
    fn an_office_of_two_stands_for_nobody() {
        check(
            "President Vladimir Putin met President Kim Dae-jung in the capital. Later the presi$0dent left for home.",
            expect![["nothing"]],
        );
    }

    #[test]
    fn nothing() {
        check("He sp$0oke to reporters.", expect![["nothing"]]);
    }
}
