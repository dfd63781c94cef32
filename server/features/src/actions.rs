//! What can be done with a date: write it out in house style, or let it be the article's own. What can be done with a
//! name: keep it in the dossier.

use article::BlockFacts;
use dates::{Date, DateStyle, How, Timex, TimexKind, format_date};
use dossier::Apart;
use names::EntityType;
use text::{BlockKind, TextRange};

use crate::View;

/// Something that an editor offers for a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What the editor shows.
    pub title: String,
    /// What it does.
    pub act: Act,
}

/// What an [`Action`] does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Replaces bytes of the article.
    Write(TextRange, String),
    /// Makes this the article's date, or lets the text say it again.
    SetDate(Option<Date>),
    /// Adds a name to the dossier.
    AddToDossier(EntityType, String),
    /// Says in the dossier that two are not the same person.
    TellApart(Apart),
}

/// What can be done with the name that `range` touches.
pub fn name_actions(view: &View<'_>, range: TextRange) -> Vec<Action> {
    let unknown = || {
        view.corpus?;
        let named = view.named_at(range.start())?;
        let entity = named.entity;
        // A surname alone is no entry, and a nationality none either.
        let whole = entity.person.as_ref().is_none_or(|p| !p.given.is_empty());
        let kept = matches!(
            entity.entity_type,
            EntityType::Person | EntityType::Organisation | EntityType::Place
        );
        (kept && whole && view.entry(entity).is_none()).then_some(entity)
    };
    let action = |entity: &names::Entity| Action {
        title: format!("Add “{}” to the dossier", entity.name),
        act: Act::AddToDossier(entity.entity_type, entity.name.to_string()),
    };
    unknown().map(action).into_iter().collect()
}

/// What can be done with the dates that `range` touches. `style` is the desk's.
pub fn actions(view: &View<'_>, range: TextRange, style: DateStyle) -> Vec<Action> {
    let Some((facts, index)) = view.article.timex_at(range.start()) else {
        return Vec::new();
    };
    let (Some(timex), Some(expression)) = (
        facts.timexes.get(index),
        facts.reading.dates.expressions.get(index),
    ) else {
        return Vec::new();
    };
    let mut actions = Vec::new();
    let Some(day) = one_day(timex) else {
        return actions;
    };
    let story = facts.context.and_then(|c| c.story);
    let with_year =
        expression.written.year.is_some() || story.is_none_or(|story| story.year() != day.year());
    // A weekday beside the date stays: whether it is right is a rule's to say.
    let weekday = expression
        .written
        .weekday
        .filter(|_| expression.written.day.is_some());
    let weekday = weekday.map(|(_, at)| format!("{}, ", facts.block.slice(at)));
    let text = weekday.unwrap_or_default() + &style.write(day, with_year);
    if timex.kind == TimexKind::Date && facts.block.slice(timex.range) != text {
        actions.push(Action {
            title: format!("Write “{text}”"),
            act: Act::Write(view.article.range(facts.block.id(), timex.range), text),
        });
    }
    // Only a corpus has a place to keep it.
    if view.corpus.is_some() {
        actions.extend(set_date(view, facts, timex, day));
    }
    actions
}

fn one_day(timex: &Timex) -> Option<Date> {
    timex.bounds.filter(|(a, b)| a == b).map(|(day, _)| day)
}

/// A day above the story may be its own; a day in it only where the article's date is not certain.
fn set_date(view: &View<'_>, facts: &BlockFacts, timex: &Timex, day: Date) -> Option<Action> {
    let header = view.article.header();
    let own = header.date.as_ref();
    let dateline = header.dateline;
    let in_dateline = dateline.is_some_and(|(block, range)| {
        block == facts.block.id() && range.contains_range(timex.range)
    });
    let above = in_dateline
        || matches!(
            facts.block.kind(),
            BlockKind::Masthead | BlockKind::Headline
        );
    let certain = own.is_some_and(|own| own.how != How::Inferred && own.alternatives.is_empty());
    match own {
        Some(own) if own.date == day && own.how == How::Given => Some(Action {
            title: "Let the text say the article’s date again".to_owned(),
            act: Act::SetDate(None),
        }),
        Some(own) if own.date == day && certain => None,
        _ => (above || !certain).then(|| settle(day)),
    }
}

fn settle(day: Date) -> Action {
    Action {
        title: format!("Set the article’s date to {}", format_date(day)),
        act: Act::SetDate(Some(day)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    fn offered(text: &str) -> Vec<String> {
        let fixture = Fixture::new(text);
        let at = TextRange::empty(fixture.offset());
        let offered = actions(&fixture.view(), at, DateStyle::default());
        offered.into_iter().map(|a| a.title).collect()
    }

    #[test]
    fn a_day_can_be_written_out() {
        assert_eq!(
            offered("//- 2002-08-15 a.txt\nHe came on Tues$0day and left, officials said."),
            ["Write “Aug. 13”"]
        );
        assert_eq!(
            offered("//- 2002-08-15 a.txt\nHe came on 3 January 2001$0 and left, officials said."),
            ["Write “Jan. 3, 2001”"]
        );
        assert_eq!(
            offered(
                "//- 2002-08-15 a.txt\nHe came on Tuesday, Au$0gust 13, officials there said to reporters."
            ),
            ["Write “Tuesday, Aug. 13”"]
        );
        assert!(offered("//- 2002-08-15 a.txt\nHe came in Au$0gust and left.").is_empty());
    }

    #[test]
    fn a_date_that_was_set_can_be_let_go() {
        assert_eq!(
            offered("//- 2002-08-15 a.txt\nHe came on Aug. 1$05 and left, officials said."),
            ["Let the text say the article’s date again"]
        );
    }

    #[test]
    fn a_doubtful_date_can_be_settled() {
        assert_eq!(
            offered(
                "//- a.txt\nJune 1$00, 2000\n\nMOSCOW, JUNE 9 (AP) - The two presidents met in the city, officials said Friday."
            ),
            ["Set the article’s date to June 10, 2000"]
        );
        assert_eq!(
            offered("//- a.txt\nHe came on June 10, 200$00, and left, officials there said."),
            ["Set the article’s date to June 10, 2000"]
        );
    }
}
