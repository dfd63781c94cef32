//! What an article names by one day and tells of with another: `they met on Aug. 23`, `the Aug. 22 meeting`.

use article::{BlockFacts, NAMED, TOLD, Variant, VariantSet, event_noun};
use dates::{
    Granularity,
    calendar::{days_between, format_date},
};
use jiff::civil::Date;
use text::BlockId;

use super::RULE;
use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related},
    passage::is_quoted,
    rule::Severity,
};

/// Two days further apart than this are those of two meetings.
const NEAR: i64 = 3;

/// Of more days in one article nothing is said.
const MOST: usize = 16;

/// A day on which something of a kind is said to have happened.
struct Event<'a> {
    facts: &'a BlockFacts,
    variant: Variant,
    day: Date,
}

/// What is wrong if one day names what one other is told of, and the article has no third of the kind.
pub(super) fn two_days(sources: &Sources<'_>, set: VariantSet) -> Option<Finding> {
    let VariantSet::Event(kind) = set else {
        return None;
    };
    let all: Vec<(&BlockFacts, Variant)> =
        sources.article.variants_of(set).take(MOST + 1).collect();
    if all.len() > MOST {
        return None;
    }
    let dated: Option<Vec<Event<'_>>> = all.into_iter().map(|e| event(e.0, e.1)).collect();
    let dated = dated?;
    let named = only_day(&dated, NAMED)?;
    let told = only_day(&dated, TOLD)?;
    let apart = days_between(named.day, told.day).abs();
    let story = |block: BlockId| sources.article.story_at(block).map(|s| s.start);
    let one_story = story(named.facts.block.id()) == story(told.facts.block.id());
    let is_known = |event: &Event<'_>, day: Date| {
        let timexes = event.facts.timexes.iter();
        let others = timexes.filter(|t| t.range != event.variant.range);
        others
            .filter_map(|t| t.bounds)
            .any(|(from, to)| from == day && to == day)
    };
    // A day that stands elsewhere too is no slip.
    let meant =
        is_known(named, named.day) || is_known(told, named.day) || is_known(named, told.day);
    let quoted = [named, told]
        .iter()
        .any(|e| is_quoted(e.facts, e.variant.range));
    let wrong = (1..=NEAR).contains(&apart) && one_story && !meant && !quoted;
    wrong.then(|| finding(named, told, event_noun(kind)))
}

fn event(facts: &BlockFacts, variant: Variant) -> Option<Event<'_>> {
    let timex = facts.timexes.iter().find(|t| t.range == variant.range)?;
    let (day, last) = timex.bounds?;
    let exact = timex.granularity == Granularity::Day && day == last;
    exact.then_some(Event {
        facts,
        variant,
        day,
    })
}

/// The first of a form, if all of the form are of its day.
fn only_day<'e, 'a>(events: &'e [Event<'a>], form: u8) -> Option<&'e Event<'a>> {
    let mut of_form = events.iter().filter(|e| e.variant.form == form);
    let first = of_form.next()?;
    of_form.all(|e| e.day == first.day).then_some(first)
}

fn finding(named: &Event<'_>, told: &Event<'_>, noun: &str) -> Finding {
    let place = |event: &Event<'_>| Place::new(event.facts.block.id(), event.variant.range);
    let text = |event: &Event<'_>| event.facts.block.slice(event.variant.range).to_owned();
    let (here, there) = (place(named), place(told));
    let side = if there < here { "above" } else { "below" };
    let message = format!(
        "The {noun} of {} is told of {side} with {}.",
        format_date(named.day),
        format_date(told.day)
    );
    let mut finding = Finding::new(&RULE, here, message);
    finding.severity = Severity::Hint;
    finding.related.push(Related {
        location: Location::Here(there),
        message: format!("“{}” here.", text(told)),
    });
    for (place, other) in [(here, text(told)), (there, text(named))] {
        let fix = Fix::new(other.clone(), place, other, Applicability::Maybe);
        finding.fixes.push(fix);
    }
    finding
}
