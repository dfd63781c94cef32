//! Links mentions to entities, for measuring: who is meant.
//!
//! `cargo run --release -p names --example link [-- --across] [--raw] < SET.jsonl`, SET with `doc_id`, `text` and
//! `mentions` (`mention_id`, `start`, `end` in code points, `type`, `kind`). Prints `mention_id` and `cluster` for every
//! mention by name, a line each. With `--across`, one name in two texts is one entity. With `--raw`, only the text is
//! given: names are found first, and a mention that none is found at is not printed.

mod across;
mod core;

use std::{
    error::Error,
    io::{BufRead, Write},
};

use names::{
    Candidate, Entity, EntityType, Linked, Who, fold, recognise, recognise_tagged, tagger::Tagged,
};
use serde::Deserialize;
use serde_json::json;
use text::{Block, Document, Format, TextRange, TextSize};

#[derive(Deserialize)]
struct Row {
    doc_id: String,
    text: String,
    mentions: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    mention_id: String,
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind_of_thing: String,
    kind: String,
}

/// A text whose names are linked.
pub(crate) struct Text {
    doc_id: String,
    candidates: Vec<Candidate>,
    linked: Linked,
    /// For each mention by name its id, its words, and its candidate.
    mentions: Vec<(String, String, Option<usize>)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let option = |name: &str| std::env::args().any(|a| a == name);
    let (across, raw) = (option("--across"), option("--raw"));
    let mut texts = Vec::new();
    for line in std::io::stdin().lock().lines() {
        texts.push(Text::new(serde_json::from_str(&line?)?, raw));
    }
    let corpus = across.then(|| across::Across::new(&texts));
    let mut out = std::io::stdout().lock();
    for text in &texts {
        for (mention_id, words, candidate) in &text.mentions {
            let who = candidate.and_then(|c| text.linked.who(c));
            if raw && who.is_none() {
                continue;
            }
            let cluster = match (&corpus, who) {
                (None, Some(who)) => format!("{} {} {}", text.doc_id, who.0, who.1),
                (None, None) => format!("{} {}", text.doc_id, fold(words)),
                (Some(corpus), who) => {
                    let known = who.and_then(|who| corpus.cluster(text, &who));
                    known.unwrap_or_else(|| fold(words).to_string())
                }
            };
            writeln!(
                out,
                "{}",
                json!({ "mention_id": mention_id, "cluster": cluster })
            )?;
        }
    }
    Ok(())
}

fn entity_type(name: &str) -> EntityType {
    match name {
        "PER" => EntityType::Person,
        "ORG" => EntityType::Organisation,
        "LOC" => EntityType::Place,
        _ => EntityType::Other,
    }
}

fn size(n: usize) -> TextSize {
    TextSize::new(u32::try_from(n).unwrap_or(u32::MAX))
}

impl Text {
    fn new(row: Row, raw: bool) -> Self {
        let ends = [row.text.len()];
        let bytes: Vec<usize> = row
            .text
            .char_indices()
            .map(|(i, _)| i)
            .chain(ends)
            .collect();
        let place = |m: &Mention| Some((*bytes.get(m.start)?, *bytes.get(m.end)?));
        let by_name = row.mentions.iter().filter(|m| m.kind == "PROP");
        let mut named: Vec<(&Mention, usize, usize)> = by_name
            .filter_map(|m| place(m).map(|(start, end)| (m, start, end)))
            .collect();
        named.sort_by_key(|(_, start, end)| (*start, *end));
        let document = Document::new(&row.text, Format::Plain);
        let (mut candidates, mut mentions) = (Vec::new(), Vec::new());
        let mut start = 0;
        for block in document.blocks() {
            let end = start + block.text().len();
            let found = if raw { found(block) } else { Vec::new() };
            let first = candidates.len();
            candidates.extend(found.iter().cloned());
            for (mention, from, to) in named
                .iter()
                .filter(|(_, from, _)| (start..end).contains(from))
            {
                let (from, to) = (from - start, (*to).min(end) - start);
                let core = core(block, mention, from, to);
                let index = if raw {
                    let at = found
                        .iter()
                        .position(|c| core == Some(c.range) || c.range == span(from, to));
                    at.map(|at| first + at)
                } else {
                    core.and_then(|core| given(block, mention, core))
                        .map(|candidate| {
                            candidates.push(candidate);
                            candidates.len() - 1
                        })
                };
                let words = row.text.get(from + start..to + start).unwrap_or_default();
                mentions.push((mention.mention_id.clone(), words.to_owned(), index));
            }
            start = end;
        }
        Self {
            doc_id: row.doc_id,
            linked: Linked::new(&candidates.iter().collect::<Vec<_>>()),
            candidates,
            mentions,
        }
    }

    /// Everything that is named.
    fn entities(&self) -> Vec<(Who, &Entity)> {
        let mut all: Vec<Who> = (0..self.candidates.len())
            .filter_map(|c| self.linked.who(c))
            .collect();
        all.sort_unstable();
        all.dedup();
        all.into_iter()
            .filter_map(|who| self.linked.entity(&who).map(|e| (who.clone(), e)))
            .collect()
    }
}

fn span(from: usize, to: usize) -> TextRange {
    TextRange::new(size(from), size(to))
}

fn found(block: &Block) -> Vec<Candidate> {
    recognise(
        block.text(),
        block.tokens(),
        block.sentences(),
        block.kind().is_heading(),
    )
}

/// Where the name of a mention stands that is given at bytes of its block.
fn core(block: &Block, mention: &Mention, from: usize, to: usize) -> Option<TextRange> {
    let words = block.text().get(from..to)?;
    let core = core::name_core(words, entity_type(&mention.kind_of_thing));
    let start = from + words.rfind(core).filter(|_| !core.is_empty())?;
    Some(span(start, start + core.len()))
}

/// The candidate of a given mention.
fn given(block: &Block, mention: &Mention, range: TextRange) -> Option<Candidate> {
    let tagged = Tagged {
        range,
        entity_type: entity_type(&mention.kind_of_thing),
        score: f32::MAX,
        leaning: None,
    };
    let heading = block.kind().is_heading();
    let found = recognise_tagged(
        block.text(),
        block.tokens(),
        block.sentences(),
        heading,
        &[tagged],
    );
    let overlap = |c: &Candidate| {
        c.range
            .intersect(range)
            .map(TextRange::len)
            .filter(|l| *l > size(0))
    };
    found
        .into_iter()
        .filter(|c| overlap(c).is_some())
        .max_by_key(overlap)
}
