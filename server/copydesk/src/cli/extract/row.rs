//! One line out: what an article says, as plain data.

use std::collections::BTreeMap;

use article::{Article, BlockFacts, EntityRef, FactKind};
use checks::Findings;
use names::{EntityType, MentionKind, Reason};
use serde::Serialize;
use serde_json::{Map, Value};
use text::TextRange;

use crate::output::{CodePoints, json::OneFinding};

/// What an article says.
#[derive(Serialize)]
pub(super) struct Row {
    id: Value,
    date: Option<OutDate>,
    dates: Vec<OutTimex>,
    mentions: Vec<OutMention>,
    entities: Vec<OutEntity>,
    quotes: Vec<OutQuote>,
    facts: Vec<OutFact>,
    findings: Vec<OneFinding>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    meta: Map<String, Value>,
    error: Option<String>,
}

#[derive(Serialize)]
struct OutDate {
    value: String,
    how: &'static str,
    why: String,
}

#[derive(Serialize)]
struct OutTimex {
    start: usize,
    end: usize,
    text: String,
    r#type: &'static str,
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#mod: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quant: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    freq: Option<String>,
    edtf: Option<String>,
    earliest: Option<String>,
    latest: Option<String>,
    anchor: &'static str,
}

#[derive(Serialize)]
struct OutMention {
    start: usize,
    end: usize,
    text: String,
    r#type: &'static str,
    entity: String,
    kind: &'static str,
}

#[derive(Serialize)]
struct OutEntity {
    id: String,
    name: String,
    r#type: &'static str,
    forms: Vec<String>,
}

#[derive(Serialize)]
struct OutQuote {
    start: usize,
    end: usize,
    speaker: Option<String>,
}

#[derive(Serialize)]
struct OutFact {
    kind: &'static str,
    subject: Option<String>,
    value: String,
    start: usize,
    end: usize,
}

/// The ids of the entities, in the order of the article.
type Ids<'a> = BTreeMap<&'a EntityRef, String>;

impl Row {
    /// What `article` says. `id` and `meta` are handed through.
    pub(super) fn of(article: &Article, id: Value, meta: Map<String, Value>) -> Self {
        let entities = article.entities();
        // What is a short form of another has that one's id.
        let full = entities.iter().filter(|e| article.meant(e).is_none());
        let named = full.enumerate();
        let mut ids: Ids<'_> = named.map(|(i, e)| (e, format!("e{}", i + 1))).collect();
        for short in &entities {
            if let Some(id) = article
                .meant(short)
                .and_then(|full| ids.get(&full).cloned())
            {
                ids.insert(short, id);
            }
        }
        let mut row = Self {
            id,
            date: article.header().date.as_ref().map(|d| OutDate {
                value: d.date.to_string(),
                how: d.how.as_str(),
                why: d.why.clone(),
            }),
            dates: Vec::new(),
            mentions: Vec::new(),
            entities: out_entities(article, &entities, &ids),
            quotes: Vec::new(),
            facts: Vec::new(),
            findings: Vec::new(),
            meta,
            error: None,
        };
        for facts in article.blocks() {
            let reader = Block {
                article,
                facts,
                ids: &ids,
            };
            row.dates.extend(reader.dates());
            let first = row.mentions.len();
            row.mentions.extend(reader.mentions());
            row.mentions.extend(reader.descriptions());
            row.mentions[first..].sort_by_key(|m| m.start);
            row.quotes.extend(reader.quotes());
            row.facts.extend(reader.facts());
        }
        let findings = Findings::new(article, None);
        let found = findings.sorted(None).into_iter();
        row.findings = found.map(|(f, s)| OneFinding::of(article, f, s)).collect();
        row
    }
}

/// Each entity once, with the forms of those that are short for it.
fn out_entities(article: &Article, entities: &[EntityRef], ids: &Ids<'_>) -> Vec<OutEntity> {
    let (short, full): (Vec<_>, Vec<_>) = entities.iter().partition(|e| article.meant(e).is_some());
    let full = full.into_iter();
    let mut out: Vec<OutEntity> = full
        .filter_map(|e| OutEntity::of(article, e, ids))
        .collect();
    let place: BTreeMap<String, usize> = out
        .iter()
        .enumerate()
        .map(|(i, e)| (e.id.clone(), i))
        .collect();
    for short in short
        .into_iter()
        .filter_map(|e| OutEntity::of(article, e, ids))
    {
        if let Some(full) = place.get(&short.id).and_then(|i| out.get_mut(*i)) {
            full.forms.extend(short.forms);
        }
    }
    out
}

impl OutEntity {
    fn of(article: &Article, reference: &EntityRef, ids: &Ids<'_>) -> Option<Self> {
        let entity = article.entity(reference)?;
        let mut forms: Vec<String> = Vec::new();
        for (mention, _) in article.mentions_of(reference) {
            if !forms.iter().any(|f| *f == mention.candidate.text) {
                forms.push(mention.candidate.text.to_string());
            }
        }
        Some(Self {
            id: ids.get(reference)?.clone(),
            name: entity.name.to_string(),
            r#type: type_name(entity.entity_type),
            forms,
        })
    }
}

/// A block to read off.
struct Block<'a> {
    article: &'a Article,
    facts: &'a BlockFacts,
    ids: &'a Ids<'a>,
}

impl Block<'_> {
    fn span(&self, range: TextRange) -> CodePoints {
        let range = self.article.range(self.facts.block.id(), range);
        CodePoints::of_range(self.article, range)
    }

    /// The words of a range, line breaks made spaces.
    fn words(&self, range: TextRange) -> String {
        let words = self.facts.block.slice(range).split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    }

    /// Who is meant by one of the block's candidates.
    fn entity_of(&self, index: usize) -> Option<String> {
        let (entity, _) = self.article.link_of(self.facts.block.id(), index)?;
        self.ids.get(&entity).cloned()
    }

    fn dates(&self) -> impl Iterator<Item = OutTimex> {
        self.facts.timexes.iter().map(|timex| {
            let at = self.span(timex.range);
            OutTimex {
                start: at.start,
                end: at.end,
                text: self.facts.block.slice(timex.range).to_owned(),
                r#type: timex.kind.as_str(),
                value: timex.value.as_ref().map(ToString::to_string),
                r#mod: timex.modifier.map(|m| m.as_str()),
                quant: timex.quant.map(|q| q.as_str()),
                freq: timex.freq.as_ref().map(ToString::to_string),
                edtf: timex.edtf.as_ref().map(ToString::to_string),
                earliest: timex.bounds.map(|(earliest, _)| earliest.to_string()),
                latest: timex.bounds.map(|(_, latest)| latest.to_string()),
                anchor: timex.anchor.as_str(),
            }
        })
    }

    fn mentions(&self) -> impl Iterator<Item = OutMention> {
        let candidates = self.facts.reading.names.iter().enumerate();
        candidates.filter_map(|(index, candidate)| {
            let (entity, link) = self.article.link_of(self.facts.block.id(), index)?;
            // A short form is what it stands for.
            let meant = self.article.meant(&entity);
            let named = self.article.entity(meant.as_ref().unwrap_or(&entity))?;
            let at = self.span(candidate.range);
            let settled = self.article.mention(self.facts.block.id(), index)?;
            let kind = match (settled.candidate.kind, link.reason) {
                (MentionKind::Full, _) | (MentionKind::Short, Reason::Named) => "full",
                (MentionKind::Short, _) => "short",
                (MentionKind::Acronym, _) => "acronym",
                (MentionKind::Demonym, _) => "description",
            };
            Some(OutMention {
                start: at.start,
                end: at.end,
                text: self.facts.block.slice(candidate.range).to_owned(),
                r#type: type_name(named.entity_type),
                entity: self.ids.get(&entity)?.clone(),
                kind,
            })
        })
    }

    /// Offices that stand for a name.
    fn descriptions(&self) -> impl Iterator<Item = OutMention> {
        let described = self.facts.wording().descriptions.iter().enumerate();
        described.filter_map(|(index, description)| {
            let (who, _) = self.article.described(self.facts.block.id(), index)?;
            let at = self.span(description.range);
            Some(OutMention {
                start: at.start,
                end: at.end,
                text: self.facts.block.slice(description.range).to_owned(),
                r#type: type_name(EntityType::Person),
                entity: self.ids.get(&who)?.clone(),
                kind: "description",
            })
        })
    }

    fn quotes(&self) -> impl Iterator<Item = OutQuote> {
        self.facts.reading.quotations.iter().map(|quotation| {
            let at = self.span(quotation.range);
            OutQuote {
                start: at.start,
                end: at.end,
                speaker: quotation.speaker.and_then(|i| self.entity_of(i)),
            }
        })
    }

    /// Offices, ages, births, deaths and anniversaries.
    fn facts(&self) -> Vec<OutFact> {
        let reading = &self.facts.reading;
        let fact = |kind, subject, value, range| {
            let at = self.span(range);
            OutFact {
                kind,
                subject,
                value,
                start: at.start,
                end: at.end,
            }
        };
        let mut all = Vec::new();
        for (index, candidate) in reading.names.iter().enumerate() {
            if let (Some(described), Some(subject)) = (candidate.description, self.entity_of(index))
            {
                all.push(fact(
                    "office",
                    Some(subject),
                    self.words(described),
                    described,
                ));
            }
        }
        for stated in &reading.facts {
            let Some(subject) = self.entity_of(stated.subject) else {
                continue;
            };
            let (kind, value) = match stated.kind {
                FactKind::Age { years, .. } => ("age", years.to_string()),
                FactKind::Born(day) => ("born", day.to_string()),
                FactKind::Died(day) => ("died", day.to_string()),
            };
            all.push(fact(kind, Some(subject), value, stated.range));
        }
        for anniversary in &reading.anniversaries {
            let value = anniversary.nth.to_string();
            all.push(fact("anniversary", None, value, anniversary.range));
        }
        all.sort_by_key(|f| f.start);
        all
    }
}

fn type_name(entity_type: EntityType) -> &'static str {
    match entity_type {
        EntityType::Person => "PER",
        EntityType::Organisation => "ORG",
        EntityType::Place => "LOC",
        EntityType::Other => "MISC",
    }
}
