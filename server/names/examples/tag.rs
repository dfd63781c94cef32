//! Finds the names in texts given as JSON lines with `doc_id` and `text`, for measuring.
//!
//! `cargo run --release -p names --example tag [-- --linked] [--model FILE] < SET.jsonl` prints a line for each:
//! `doc_id`, `text`, `entities` with `start`, `end` in code points and `type`. They are those of the tagger; with
//! `--linked` those of the whole crate: rules, and one type for a name throughout its text. The tagger's throughput
//! goes to stderr.

use std::{
    error::Error,
    io::{BufRead, Write},
    time::{Duration, Instant},
};

use names::{
    EntityType, Linked, MentionKind, recognise_tagged,
    tagger::{Tagger, model::Model},
};
use serde_json::{Value, json};
use text::{TextRange, TextSize};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let linked = arguments.iter().any(|a| a == "--linked");
    let path = arguments.iter().skip_while(|a| *a != "--model").nth(1);
    let bytes = path.map(std::fs::read).transpose()?;
    let given = bytes.as_deref().map(|b| Model::read(b).ok_or("no model"));
    let given = given.transpose()?;
    let model = given.as_ref().or(Model::shipped()).ok_or("no model")?;
    let mut tagger = Tagger::new(model);
    let mut out = std::io::stdout().lock();
    let (mut time, mut size) = (Duration::ZERO, 0);
    for line in std::io::stdin().lock().lines() {
        let row: Value = serde_json::from_str(&line?)?;
        let text = row["text"].as_str().unwrap_or_default();
        let names = names(text, &mut tagger, linked, &mut time)?;
        let mut counted = Counted {
            text,
            byte: 0,
            chars: 0,
        };
        let mut entities = Vec::new();
        for (range, entity_type) in names {
            let start = counted.at(range.start().into());
            let end = counted.at(range.end().into());
            entities.push(json!({"start": start, "end": end, "type": letters(entity_type)}));
        }
        size += text.len();
        writeln!(
            out,
            "{}",
            json!({"doc_id": row["doc_id"], "text": text, "entities": entities})
        )?;
    }
    eprintln!(
        "{:.2} MB in {:.3} s: {:.2} MB/s",
        size as f64 / 1e6,
        time.as_secs_f64(),
        size as f64 / 1e6 / time.as_secs_f64()
    );
    Ok(())
}

type Named = (TextRange, EntityType);

/// The names of a text; what the tagger takes is added to `time`.
fn names(
    text: &str,
    tagger: &mut Tagger<'_>,
    linked: bool,
    time: &mut Duration,
) -> Result<Vec<Named>, Box<dyn Error>> {
    let document = text::Document::new(text, text::Format::Plain);
    let (mut found, mut candidates) = (Vec::new(), Vec::new());
    let mut start = TextSize::new(0);
    for block in document.blocks() {
        let (text, sentences) = (block.text(), block.sentences());
        let heading = block.kind().is_heading();
        let clock = Instant::now();
        // Cutting the text into tokens is part of the work that is measured.
        let tokens = &text::tokenize(text)[..];
        let tokens = &tokens[..tokens.len().min(block.tokens().len())];
        let tagged = tagger.tag(text, tokens, sentences, heading);
        *time += clock.elapsed();
        if linked {
            let mut here = recognise_tagged(text, tokens, sentences, heading, &tagged);
            here.iter_mut().for_each(|c| c.range += start);
            candidates.append(&mut here);
        } else {
            found.extend(tagged.iter().map(|n| (n.range + start, n.entity_type)));
        }
        start += TextSize::new(u32::try_from(text.len())?);
    }
    let linked = Linked::new(&candidates.iter().collect::<Vec<_>>());
    for (n, candidate) in candidates.iter().enumerate() {
        let by_name = candidate.kind != MentionKind::Demonym;
        let who = linked.who(n).filter(|_| by_name);
        let entity = who.and_then(|who| linked.entity(&who).map(|e| e.entity_type));
        found.extend(entity.map(|entity_type| (candidate.range, entity_type)));
    }
    Ok(found)
}

/// Code points up to a byte, asked for in order.
struct Counted<'t> {
    text: &'t str,
    byte: usize,
    chars: usize,
}

impl Counted<'_> {
    fn at(&mut self, byte: usize) -> usize {
        if byte > self.byte {
            self.chars += self.text[self.byte..byte].chars().count();
            self.byte = byte;
        }
        self.chars
    }
}

fn letters(entity_type: EntityType) -> &'static str {
    match entity_type {
        EntityType::Person => "PER",
        EntityType::Organisation => "ORG",
        EntityType::Place => "LOC",
        EntityType::Other => "MISC",
    }
}
