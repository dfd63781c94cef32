//! Links given mentions to entities, for measuring: who is meant, where it is known what is a name.
//!
//! `cargo run --release -p names --example link [-- --across] < SET.jsonl`, SET with `doc_id`, `text` and `mentions`
//! (`mention_id`, `start`, `end` in code points, `type`, `kind`). Prints `mention_id` and `cluster` for every mention by
//! name, a line each. With `--across`, one name in two texts is one entity.

use std::{
    collections::{BTreeMap, HashMap},
    error::Error,
    io::{BufRead, Write},
};

use names::{Candidate, EntityType, fold, link, recognise_tagged, tagger::Tagged};
use serde::Deserialize;
use serde_json::json;
use text::{Block, Document, Format, TextRange, TextSize};

#[derive(Deserialize)]
struct Text {
    doc_id: String,
    text: String,
    mentions: Vec<Mention>,
}

#[derive(Clone, Deserialize)]
struct Mention {
    mention_id: String,
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind_of_thing: String,
    kind: String,
}

/// A mention with what it was linked to.
struct Linked {
    mention_id: String,
    doc_id: String,
    /// The entity in its text.
    entity: String,
    /// Its fullest name there, folded.
    folded: String,
    entity_type: EntityType,
    /// The surname, where nothing else is known of a person.
    surname_only: Option<String>,
}

/// A surname that stands alone in a text means its bearer of other texts who has this share of its full mentions.
const DOMINANT: f64 = 0.8;

fn main() -> Result<(), Box<dyn Error>> {
    let across = std::env::args().any(|a| a == "--across");
    let mut all = Vec::new();
    for line in std::io::stdin().lock().lines() {
        all.extend(linked(&serde_json::from_str(&line?)?));
    }
    // Who bears a surname in full, and how often.
    let mut bearers: HashMap<&str, BTreeMap<&str, usize>> = HashMap::new();
    for one in &all {
        if let (EntityType::Person, None) = (one.entity_type, &one.surname_only)
            && let Some(surname) = one.folded.rsplit(' ').next()
        {
            *bearers
                .entry(surname)
                .or_default()
                .entry(&one.folded)
                .or_default() += 1;
        }
    }
    let mut out = std::io::stdout().lock();
    for one in &all {
        let cluster = if across {
            let bearer = one
                .surname_only
                .as_deref()
                .and_then(|s| dominant(bearers.get(s)?));
            format!("{:?} {}", one.entity_type, bearer.unwrap_or(&one.folded))
        } else {
            format!("{} {}", one.doc_id, one.entity)
        };
        let row = json!({ "mention_id": one.mention_id, "cluster": cluster });
        writeln!(out, "{row}")?;
    }
    Ok(())
}

fn dominant<'b>(bearers: &BTreeMap<&'b str, usize>) -> Option<&'b str> {
    let all: usize = bearers.values().sum();
    let (name, count) = bearers.iter().max_by_key(|(_, n)| **n)?;
    (*count as f64 >= DOMINANT * all as f64).then_some(*name)
}

fn entity_type(name: &str) -> EntityType {
    match name {
        "PER" => EntityType::Person,
        "ORG" => EntityType::Organisation,
        "LOC" => EntityType::Place,
        _ => EntityType::Other,
    }
}

/// The mentions by name of one text, linked.
fn linked(text: &Text) -> Vec<Linked> {
    let bytes: Vec<usize> = text
        .text
        .char_indices()
        .map(|(i, _)| i)
        .chain([text.text.len()])
        .collect();
    let document = Document::new(&text.text, Format::Plain);
    let mut found: Vec<(&Mention, Option<Candidate>)> = Vec::new();
    let mut start = 0;
    for block in document.blocks() {
        let end = start + block.text().len();
        let inside = text.mentions.iter().filter(|m| {
            let at = bytes.get(m.start).copied().unwrap_or(usize::MAX);
            m.kind == "PROP" && (start..end).contains(&at)
        });
        for mention in inside {
            let to = bytes.get(mention.end).copied().unwrap_or(end).min(end);
            found.push((
                mention,
                candidate(block, mention, bytes[mention.start] - start, to - start),
            ));
        }
        start = end;
    }
    found.sort_by_key(|(m, _)| (m.start, m.end));
    // Each key by itself, in the order of the text.
    let mut by_key: BTreeMap<&str, Vec<(&Mention, &Candidate)>> = BTreeMap::new();
    for (mention, candidate) in &found {
        if let Some(candidate) = candidate {
            by_key
                .entry(&candidate.key)
                .or_default()
                .push((mention, candidate));
        }
    }
    let mut links: HashMap<&str, Linked> = HashMap::new();
    for (key, named) in by_key {
        let candidates: Vec<&Candidate> = named.iter().map(|(_, c)| *c).collect();
        let family = link(&candidates);
        for ((mention, candidate), link) in named.iter().zip(&family.links) {
            let Some(link) = link else { continue };
            let entity = &family.entities[link.entity];
            let alone = entity.person.is_none() && entity.entity_type == EntityType::Person;
            let linked = Linked {
                mention_id: mention.mention_id.clone(),
                doc_id: text.doc_id.clone(),
                entity: format!("{key} {}", link.entity),
                folded: entity.folded.to_string(),
                entity_type: candidate.entity_type.unwrap_or(entity.entity_type),
                surname_only: alone.then(|| fold(&candidate.text).to_string()),
            };
            links.insert(&mention.mention_id, linked);
        }
    }
    let of = |mention: &Mention| {
        let surface = &text.text[bytes[mention.start]..bytes[mention.end]];
        Linked {
            mention_id: mention.mention_id.clone(),
            doc_id: text.doc_id.clone(),
            entity: fold(surface).to_string(),
            folded: fold(surface).to_string(),
            entity_type: entity_type(&mention.kind_of_thing),
            surname_only: None,
        }
    };
    let mentions = found.iter();
    mentions
        .map(|(m, _)| links.remove(m.mention_id.as_str()).unwrap_or_else(|| of(m)))
        .collect()
}

/// The candidate of a mention at bytes of its block.
fn candidate(block: &Block, mention: &Mention, from: usize, to: usize) -> Option<Candidate> {
    let text = block.text().get(from..to)?;
    // An article is no part of the name.
    let core = ["the ", "The ", "a ", "an "]
        .iter()
        .find_map(|a| text.strip_prefix(a))
        .unwrap_or(text);
    let core = core
        .strip_suffix("’s")
        .or(core.strip_suffix("'s"))
        .unwrap_or(core);
    let start = from + text.find(core)?;
    let size = |n: usize| u32::try_from(n).ok().map(TextSize::new);
    let range = TextRange::new(size(start)?, size(start + core.len())?);
    let given = Tagged {
        range,
        entity_type: entity_type(&mention.kind_of_thing),
        score: f32::MAX,
    };
    let found = recognise_tagged(
        block.text(),
        block.tokens(),
        block.sentences(),
        block.kind().is_heading(),
        &[given],
    );
    let overlap = |c: &Candidate| {
        c.range
            .intersect(range)
            .map_or(TextSize::new(0), TextRange::len)
    };
    found
        .into_iter()
        .filter(|c| overlap(c) > TextSize::new(0))
        .max_by_key(overlap)
}
