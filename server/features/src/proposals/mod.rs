//! What to check in an article: its statements that may be wrong, the riskiest first.
//!
//! Nothing here says that anything is wrong. A person takes a proposal as a claim, puts it aside with a reason, or leaves
//! it; [`left_to_check`] gives what nobody did either with.
//!
//! The order of risk follows what newspapers correct: superlatives fall with one other case; then numbers that nobody
//! vouches for, what people are quoted with, dates, offices, and names that nothing else in the article bears out.

mod number;
mod passage;
mod superlative;

use std::{borrow::Cow, ops::Range, sync::Arc};

use article::{Article, BlockFacts, EntityRef};
use names::EntityType;
use notes::{Annotations, Aside, Body, ClaimKind, Spans, progress::ClaimProgress};
use rustc_hash::{FxHashMap, FxHashSet};
use text::{BlockId, TextRange, TextSize};

use self::passage::{Passage, Spot, Why};
use crate::{View, desk::Entry};

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
        rule(self.kind)
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

fn rule(kind: ClaimKind) -> String {
    format!("to-check-{}", kind.word())
}

fn risk(kind: ClaimKind) -> usize {
    let place = BY_RISK.iter().position(|k| *k == kind);
    place.unwrap_or(BY_RISK.len())
}

/// What the blocks of an article give by themselves, kept from one version to the next: a key asks for one block anew.
#[derive(Clone, Default)]
pub struct Spots {
    blocks: FxHashMap<BlockId, (Arc<BlockFacts>, Arc<[Spot]>)>,
}

impl Spots {
    /// Those of an article, `self` being those of an earlier version, or of none.
    pub fn update(&self, article: &Article) -> Self {
        let blocks = article.blocks().map(|facts| {
            let block = facts.block.id();
            let known = self.blocks.get(&block);
            let spots = match known.filter(|(known, _)| Arc::ptr_eq(known, facts)) {
                Some((_, spots)) => Arc::clone(spots),
                None => Passage { facts }.spots().into(),
            };
            (block, (Arc::clone(facts), spots))
        });
        Self {
            blocks: blocks.collect(),
        }
    }

    fn of<'a>(
        &'a self,
        article: &'a Article,
    ) -> impl Iterator<Item = (&'a BlockFacts, &'a [Spot])> {
        let known = |facts: &'a Arc<BlockFacts>| self.blocks.get(&facts.block.id());
        let blocks = article.blocks().filter_map(known);
        blocks.map(|(facts, spots)| (&**facts, &**spots))
    }
}

/// A spot and where it stands in the article.
struct Place<'a> {
    range: TextRange,
    facts: &'a BlockFacts,
    spot: Cow<'a, Spot>,
}

impl<'a> Place<'a> {
    fn of(article: &Article, facts: &'a BlockFacts, spot: Cow<'a, Spot>) -> Self {
        Self {
            range: article.range(facts.block.id(), spot.range),
            facts,
            spot,
        }
    }

    /// What is told of it.
    fn proposal(&self, article: &Article) -> Proposal {
        let said_by = self.spot.speaker.and_then(|candidate| {
            let (entity, _) = article.link_of(self.facts.block.id(), candidate)?;
            Some(article.entity(&entity)?.name.to_string())
        });
        let why = match (&self.spot.why, &said_by) {
            (Why::Because(why), _) => why.to_string(),
            (Why::Quoted, Some(who)) => format!("Did {who} say this, and in these words?"),
            (Why::Quoted, None) => "The sentence names nobody who said this.".to_owned(),
        };
        Proposal {
            range: self.range,
            kind: self.spot.kind,
            words: one_line(self.facts.block.slice(self.spot.range)),
            why,
            said_by,
        }
    }
}

/// Everything in an article that may be worth checking, the riskiest first, then in the order of the text.
pub fn proposals(view: &View<'_>, spots: &Spots) -> Vec<Proposal> {
    in_order(everything(view, spots), view)
}

/// What is part of no claim and what nobody put aside, in the same order.
pub fn left_to_check(view: &View<'_>, spots: &Spots, seen: &Seen<'_>) -> Vec<Proposal> {
    let mut left = everything(view, spots);
    left.retain(|place| !seen.has(place.spot.kind, place.range));
    in_order(left, view)
}

/// How much is left.
pub fn count_left_to_check(view: &View<'_>, spots: &Spots, seen: &Seen<'_>) -> usize {
    let all = everything(view, spots).into_iter();
    all.filter(|place| !seen.has(place.spot.kind, place.range))
        .count()
}

fn everything<'a>(view: &View<'a>, spots: &'a Spots) -> Vec<Place<'a>> {
    let entities = view.article.entities();
    let meant: FxHashSet<EntityRef> = entities
        .iter()
        .filter_map(|e| view.article.meant(e))
        .collect();
    let again = |entity: &EntityRef| meant.contains(entity);
    placed(spots.of(view.article), &entities, again, view)
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
    let spots = blocks
        .into_iter()
        .map(|facts| (&**facts, Passage { facts }.spots()))
        .collect::<Vec<_>>();
    let spots = spots
        .iter()
        .map(|(facts, spots)| (*facts, spots.as_slice()));
    let mut found = placed(spots, &entities, again, view);
    found.retain(|place| place.range.intersect(range).is_some());
    in_order(found, view)
}

/// What these blocks and entities give. `again` tells whether a short form means an entity.
fn placed<'a>(
    blocks: impl Iterator<Item = (&'a BlockFacts, &'a [Spot])>,
    entities: &[EntityRef],
    again: impl Fn(&EntityRef) -> bool,
    view: &View<'a>,
) -> Vec<Place<'a>> {
    let each = blocks.flat_map(|(facts, spots)| spots.iter().map(move |spot| (facts, spot)));
    let place = |(facts, spot)| Place::of(view.article, facts, Cow::Borrowed(spot));
    let mut found: Vec<Place<'a>> = each.map(place).collect();
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
    found
}

/// What is told of some places, the riskiest first, then in the order of the text.
fn in_order(mut places: Vec<Place<'_>>, view: &View<'_>) -> Vec<Proposal> {
    places.sort_by_key(|p| (risk(p.spot.kind), p.range.start(), p.range.end()));
    let told = places.iter().map(|place| place.proposal(view.article));
    told.collect()
}

/// What people have looked at.
pub struct Seen<'a> {
    claimed: Spans<Option<ClaimKind>>,
    aside: &'a Aside<'a>,
}

impl<'a> Seen<'a> {
    /// The claims as they stand, and what was put aside.
    pub fn new(
        annotations: &Annotations,
        progress: &[ClaimProgress],
        aside: &'a Aside<'a>,
    ) -> Self {
        let claimed = progress.iter().flat_map(|claim| {
            let kind = match annotations.body(claim.id) {
                Some(Body::Claim(claim)) => Some(claim.kind),
                _ => None,
            };
            let places = claim.places.iter().flatten();
            places.map(move |place| (place.clone(), kind))
        });
        Self {
            claimed: claimed.collect(),
            aside,
        }
    }

    /// Whether words that would be a claim of this kind are part of one, or were put aside.
    pub fn has(&self, kind: ClaimKind, range: TextRange) -> bool {
        let own: Range<usize> = range.into();
        let taken = self.claimed.meeting(&own).any(|(place, claimed)| {
            let holds = place.start <= own.start && own.end <= place.end;
            holds || *claimed == Some(kind)
        });
        taken || self.aside.of(&rule(kind), &own).is_some()
    }
}

/// What people are introduced as, unless the desk knows their offices for certain: then a rule compares them.
fn offices<'a>(view: &View<'a>, entities: &[EntityRef]) -> Vec<Place<'a>> {
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
            let why = format!(
                "Does {} hold this office, and is it called so?",
                entity.name
            );
            let spot = Passage { facts }.spot(office.cover(name), ClaimKind::Office, why);
            found.push(Place::of(view.article, facts, Cow::Owned(spot)));
        }
    }
    found.sort_by_key(|p| p.range.start());
    found
}

/// People and organisations that are named once: no second mention bears the spelling out, and no dossier.
fn single_names<'a>(
    view: &View<'a>,
    entities: &[EntityRef],
    again: impl Fn(&EntityRef) -> bool,
) -> Vec<Place<'a>> {
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
            let why = "Named once: nothing else in the article bears out how it is written.";
            let spot = Passage { facts }.spot(mention.candidate.range, ClaimKind::Name, why);
            found.push(Place::of(view.article, facts, Cow::Owned(spot)));
        }
    }
    found
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
