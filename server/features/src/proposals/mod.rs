//! What to check in an article: its statements that may be wrong, the riskiest first.
//!
//! Nothing here says that anything is wrong. A person takes a proposal as a claim, puts it aside with a reason, or leaves
//! it; [`left_to_check`] gives what nobody did either with.
//!
//! The order of risk follows what newspapers correct: superlatives fall with one other case; then numbers that nobody
//! vouches for, what people are quoted with, dates, offices, and names that nothing else in the article bears out.

mod number;
mod superlative;

use std::{ops::Range, sync::Arc};

use article::{BlockFacts, EntityRef};
use dates::{Granularity, SpanKind, TimexKind, Written, calendar::weekday_name, format_date};
use names::EntityType;
use notes::{Annotations, Body, ClaimKind, PutAside, progress::ClaimProgress};
use rustc_hash::FxHashSet;
use text::{TextRange, TextSize};

use crate::{View, desk::Entry};

/// A quotation of fewer words that nobody is named for is a word at arm's length: “bold”.
const SHORTEST_QUOTATION: usize = 4;

/// Words that may be worth checking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Where they stand, in bytes of the article.
    pub range: TextRange,
    /// What kind of claim they would be.
    pub kind: ClaimKind,
    /// The words, in one line.
    pub words: String,
    /// Why they are worth a look.
    pub why: String,
    /// Who says so, if the article names somebody.
    pub said_by: Option<String>,
}

impl Proposal {
    /// What a [`notes::Dismissal`] of it names as its rule.
    pub fn rule(&self) -> String {
        format!("to-check-{}", self.kind.word())
    }

    /// Whether it stands at or touches these bytes of the article.
    pub fn touches(&self, range: TextRange) -> bool {
        self.range.intersect(range).is_some()
    }
}

/// The kinds of proposals, the riskiest first.
const BY_RISK: [ClaimKind; 6] = [
    ClaimKind::Superlative,
    ClaimKind::Number,
    ClaimKind::Quotation,
    ClaimKind::Date,
    ClaimKind::Office,
    ClaimKind::Name,
];

fn risk(kind: ClaimKind) -> usize {
    let place = BY_RISK.iter().position(|k| *k == kind);
    place.unwrap_or(BY_RISK.len())
}

/// Everything in an article that may be worth checking, the riskiest first, then in the order of the text.
pub fn proposals(view: &View<'_>) -> Vec<Proposal> {
    let entities = view.article.entities();
    let meant: FxHashSet<EntityRef> = entities
        .iter()
        .filter_map(|e| view.article.meant(e))
        .collect();
    let again = |entity: &EntityRef| meant.contains(entity);
    in_order(view.article.blocks(), &entities, again, view)
}

/// Those that touch a range, in bytes of the article. What does not stand there is not looked at.
pub fn proposals_at(view: &View<'_>, range: TextRange) -> Vec<Proposal> {
    let article = view.article;
    // What ends or begins where the range does touches it too.
    let around = TextRange::new(
        range.start().checked_sub(1.into()).unwrap_or_default(),
        range.end() + TextSize::from(1),
    );
    let touched = article.document().blocks_in(around);
    let blocks: Vec<&Arc<BlockFacts>> = touched
        .filter_map(|(block, _)| article.block(block.id()))
        .collect();
    let mut entities: Vec<EntityRef> = Vec::new();
    for facts in &blocks {
        let block = facts.block.id();
        for (index, candidate) in facts.reading.names.iter().enumerate() {
            let near = article
                .range(block, candidate.range)
                .intersect(range)
                .is_some();
            // An office reaches to the left of the name that it belongs to.
            let described = candidate
                .description
                .is_some_and(|office| article.range(block, office).intersect(range).is_some());
            let linked = (near || described)
                .then(|| article.link_of(block, index))
                .flatten();
            entities.extend(linked.map(|(entity, _)| entity));
        }
    }
    entities.dedup();
    let again = |entity: &EntityRef| {
        article
            .entities()
            .iter()
            .any(|short| article.meant(short).as_ref() == Some(entity))
    };
    let mut found = in_order(blocks.into_iter(), &entities, again, view);
    found.retain(|proposal| proposal.touches(range));
    found
}

/// What these blocks and entities give, in the order of [`proposals`]. `again` tells whether a short form means an entity.
fn in_order<'a>(
    blocks: impl Iterator<Item = &'a Arc<BlockFacts>>,
    entities: &[EntityRef],
    again: impl Fn(&EntityRef) -> bool,
    view: &View<'a>,
) -> Vec<Proposal> {
    let mut found = Vec::new();
    for facts in blocks {
        if !facts.block.kind().is_prose() {
            continue;
        }
        let passage = Passage { view, facts };
        found.extend(passage.superlatives());
        found.extend(passage.numbers());
        found.extend(passage.quotations());
        found.extend(passage.dates());
    }
    let offices = offices(view, entities);
    // Whoever checks the office checks the name.
    let introduced: Vec<TextRange> = offices.iter().map(|o| o.range).collect();
    let names = single_names(view, entities, again);
    found.extend(names.into_iter().filter(|name| {
        let before = introduced.partition_point(|o| o.start() <= name.range.start());
        let last = before.checked_sub(1).map(|i| introduced[i]);
        !last.is_some_and(|office| office.contains_range(name.range))
    }));
    found.extend(offices);
    found.sort_by_key(|p| (risk(p.kind), p.range.start(), p.range.end()));
    found
}

/// Those that are part of no claim and that nobody put aside.
pub fn left_to_check(
    proposals: Vec<Proposal>,
    annotations: &Annotations,
    progress: &[ClaimProgress],
    aside: &[PutAside<'_>],
) -> Vec<Proposal> {
    let claimed = progress.iter().flat_map(|claim| {
        let kind = annotations
            .get(claim.id)
            .and_then(|thing| match &thing.line.body {
                Body::Claim(claim) => Some(claim.kind),
                _ => None,
            });
        let places = claim.places.iter().flatten();
        places.map(move |place| (kind, place.clone()))
    });
    let claimed: Vec<(Option<ClaimKind>, Range<usize>)> = claimed.collect();
    let left = proposals.into_iter().filter(|proposal| {
        let own: Range<usize> = proposal.range.into();
        let taken = claimed.iter().any(|(kind, place)| {
            let holds = place.start <= own.start && own.end <= place.end;
            let meets = place.start < own.end && own.start < place.end;
            holds || meets && *kind == Some(proposal.kind)
        });
        let rule = proposal.rule();
        let put_aside = |a: &PutAside<'_>| a.covers(&rule, &own);
        !taken && !aside.iter().any(put_aside)
    });
    left.collect()
}

/// A block of an article.
struct Passage<'a> {
    view: &'a View<'a>,
    facts: &'a BlockFacts,
}

impl Passage<'_> {
    fn proposal(&self, range: TextRange, kind: ClaimKind, why: String) -> Proposal {
        let mut quotations = meeting(&self.facts.reading.quotations, range, |q| q.marked);
        let within = quotations.find(|q| q.marked.contains_range(range));
        Proposal {
            range: self.view.article.range(self.facts.block.id(), range),
            kind,
            words: one_line(self.facts.block.slice(range)),
            why,
            said_by: within.and_then(|q| self.speaker(q.speaker)),
        }
    }

    /// The full name of the block's candidate of that index.
    fn speaker(&self, candidate: Option<usize>) -> Option<String> {
        let article = self.view.article;
        let (entity, _) = article.link_of(self.facts.block.id(), candidate?)?;
        Some(article.entity(&entity)?.name.to_string())
    }

    fn is_quoted(&self, range: TextRange) -> bool {
        let mut quotations = meeting(&self.facts.reading.quotations, range, |q| q.marked);
        quotations.any(|q| q.marked.contains_range(range))
    }

    fn is_dateline(&self, range: TextRange) -> bool {
        let dateline = self.facts.reading.dateline;
        dateline.is_some_and(|dateline| dateline.range.contains_range(range))
    }

    fn quotations(&self) -> Vec<Proposal> {
        let quotations = self.facts.reading.quotations.iter().filter(|quotation| {
            quotation.speaker.is_some() || quotation.words.len() >= SHORTEST_QUOTATION
        });
        let proposals = quotations.map(|quotation| {
            let why = match self.speaker(quotation.speaker) {
                Some(who) => format!("Did {who} say this, and in these words?"),
                None => "The sentence names nobody who said this.".to_owned(),
            };
            self.proposal(quotation.marked, ClaimKind::Quotation, why)
        });
        proposals.collect()
    }

    /// Dates that the article itself gives; those in a quotation belong to it.
    fn dates(&self) -> Vec<Proposal> {
        let recognised = &self.facts.reading.dates;
        let timexes = self.facts.timexes.iter().zip(&recognised.expressions);
        let mut found: Vec<Proposal> = Vec::new();
        let mut shown = TextRange::default();
        for (index, (timex, expression)) in timexes.enumerate() {
            // `now` is no date; `May` is one in an article whose year nobody knows, too.
            let on_the_calendar =
                timex.granularity < Granularity::None || expression.written != Written::default();
            let is_date = matches!(timex.kind, TimexKind::Date | TimexKind::Time);
            if !is_date
                || !on_the_calendar
                || self.is_quoted(timex.range)
                || self.is_dateline(timex.range)
                || shown.contains_range(timex.range)
            {
                continue;
            }
            // Both ends of `July 21-23` are one statement.
            let span = recognised
                .spans
                .iter()
                .find(|span| span.from == index && span.kind == SpanKind::Range);
            let to = span.and_then(|span| Some((span.range, self.facts.timexes.get(span.to)?)));
            let (range, last) = to.map_or((timex.range, timex), |(range, last)| (range, last));
            shown = range;
            // `1994` and `July 2000` say themselves what they mean.
            let plain = expression.written.year.is_some() && expression.written.day.is_none();
            let bounds = timex.bounds.zip(last.bounds).filter(|_| !plain);
            let why = match bounds.map(|((first, _), (_, last))| (first, last)) {
                Some((first, last)) if first == last => format!(
                    "This is {}, {}: was it then?",
                    weekday_name(first.weekday()),
                    format_date(first)
                ),
                Some((first, last)) if first < last => format!(
                    "This is from {} to {}: was it then?",
                    format_date(first),
                    format_date(last)
                ),
                _ => "Was it then?".to_owned(),
            };
            found.push(self.proposal(range, ClaimKind::Date, why));
        }
        found
    }
}

/// What people are introduced as, unless the desk knows their offices for certain: then a rule compares them.
fn offices(view: &View<'_>, entities: &[EntityRef]) -> Vec<Proposal> {
    let mut found = Vec::new();
    for reference in entities {
        let Some(entity) = view.article.entity(reference) else {
            continue;
        };
        let known = match view.entry(entity) {
            Some(Entry::Person(person)) => !person.offices.is_empty(),
            _ => false,
        };
        if known || entity.entity_type != EntityType::Person {
            continue;
        }
        let introduced = view
            .article
            .mentions_of(reference)
            .find_map(|(mention, _)| {
                let candidate = &mention.candidate;
                let office = candidate
                    .description
                    .filter(|_| !candidate.roles.is_empty())?;
                let facts = view.article.block(mention.block)?;
                let prose = facts.block.kind().is_prose() && !candidate.quoted;
                prose.then_some((facts, office, candidate.range))
            });
        if let Some((facts, office, name)) = introduced {
            let passage = Passage { view, facts };
            let why = format!(
                "Does {} hold this office, and is it called so?",
                entity.name
            );
            found.push(passage.proposal(office.cover(name), ClaimKind::Office, why));
        }
    }
    found.sort_by_key(|p| p.range.start());
    found
}

/// People and organisations that are named once: no second mention bears the spelling out, and no dossier.
fn single_names(
    view: &View<'_>,
    entities: &[EntityRef],
    again: impl Fn(&EntityRef) -> bool,
) -> Vec<Proposal> {
    let mut found = Vec::new();
    for reference in entities {
        let Some(entity) = view.article.entity(reference) else {
            continue;
        };
        let named = matches!(
            entity.entity_type,
            EntityType::Person | EntityType::Organisation
        );
        if !named || view.entry(entity).is_some() {
            continue;
        }
        let mut mentions = view.article.mentions_of(reference);
        if let (Some((mention, _)), None) = (mentions.next(), mentions.next())
            && let Some(facts) = view.article.block(mention.block)
            && facts.block.kind().is_prose()
            && view.article.meant(reference).is_none()
            && !again(reference)
        {
            let passage = Passage { view, facts };
            let why = "Named once: nothing else in the article bears out how it is written.";
            found.push(passage.proposal(mention.candidate.range, ClaimKind::Name, why.to_owned()));
        }
    }
    found
}

/// Those of some things in order that share a byte with a range: a paragraph may be as long as a book.
fn meeting<'s, T>(
    sorted: &'s [T],
    range: TextRange,
    place: impl Fn(&T) -> TextRange + Copy + 's,
) -> impl Iterator<Item = &'s T> {
    let from = sorted.partition_point(|thing| place(thing).end() <= range.start());
    let after = sorted.iter().skip(from);
    after.take_while(move |thing| place(thing).start() < range.end())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
