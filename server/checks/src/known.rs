//! What the desk knows for certain, as rules ask it.

use article::BlockFacts;
use dates::{Date, Mode, format_date};
use dossier::{Dossier, Edge, Field, Origin, Person, When};
use text::TextRange;

use crate::{
    engine::Sources,
    finding::{Location, Related},
};

/// The dossier of the article’s folder, if it says anything.
pub(crate) fn dossier<'a>(sources: &Sources<'a>) -> Option<&'a Dossier> {
    let (corpus, _) = sources.corpus?;
    Some(corpus.dossier()).filter(|dossier| !dossier.is_empty())
}

/// The one whom the article can mean by a name, if the dossier has one person of it.
pub(crate) fn person<'a>(sources: &Sources<'a>, name: &str) -> Option<&'a Person> {
    let (_, own) = sources.corpus?;
    match dossier(sources)?.people_in(name, own.as_str()) {
        [person] => Some(person),
        _ => None,
    }
}

/// Whether the desk keeps two people apart.
pub(crate) fn are_two(sources: &Sources<'_>, a: &str, b: &str) -> bool {
    dossier(sources).is_some_and(|dossier| dossier.are_different_people(a, b))
}

/// The day of the story that a block belongs to, where it tells news and not history.
pub(crate) fn news_day(facts: &BlockFacts) -> Option<Date> {
    let context = facts.context?;
    context.story.filter(|_| context.mode == Mode::News)
}

/// How many days from the story’s a time may lie that a sentence names beside what holds today.
const NEAR: i32 = 7;

/// Whether the sentence around a place names another time than that of the story: an office, a name may be that time’s.
pub(crate) fn tells_of_another_time(facts: &BlockFacts, range: TextRange, story: Date) -> bool {
    let Some(sentence) = facts.block.sentence_at(range.start()) else {
        return true;
    };
    let days = |a: Date, b: Date| (b - a).get_days();
    let near =
        |(first, last): (Date, Date)| days(first, story) <= NEAR && days(story, last) <= NEAR;
    let mut times = facts
        .timexes
        .iter()
        .filter(|t| sentence.contains_range(t.range));
    times.any(|t| !t.bounds.is_some_and(near))
}

/// A time of the dossier in words: `on May 3, 1942`, `in 1942`, `about 1942`.
pub(crate) fn in_words(when: When) -> String {
    match (when.day(), when.about) {
        (Some(day), false) => format!("on {}", format_date(day)),
        (_, true) => format!("about {}", when.edtf().trim_end_matches('~')),
        _ => format!("in {}", when.edtf()),
    }
}

/// The same without a preposition.
pub(crate) fn plainly(when: When) -> String {
    match when.day() {
        Some(day) => format_date(day),
        None => when.edtf().to_string(),
    }
}

/// The time that an edge is at, with its place.
pub(crate) fn at(edge: Option<&Field<Edge>>) -> Option<(When, TextRange)> {
    match edge?.value {
        Edge::At(when) => Some((when, edge?.range)),
        Edge::Open | Edge::Unknown => None,
    }
}

/// A place of the dossier as one that proves a finding.
pub(crate) fn proof(origin: &Origin, range: TextRange, message: String) -> Related {
    Related {
        location: Location::Dossier(origin.file.clone(), range),
        message,
    }
}
