//! Finds the names in texts given as JSON lines with `doc_id` and `text`, for measuring.
//!
//! `cargo run --release -p names --example tag [-- --model FILE] < SET.jsonl` prints a line for each: `doc_id`, `text`,
//! `entities` with `start`, `end` in code points and `type`. Throughput goes to stderr.

use std::{
    error::Error,
    io::{BufRead, Write},
    time::{Duration, Instant},
};

use names::{
    EntityType,
    tagger::{Tagger, model::Model},
};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let bytes = match (arguments.next().as_deref(), arguments.next()) {
        (Some("--model"), Some(path)) => Some(std::fs::read(path)?),
        _ => None,
    };
    let given = bytes.as_deref().map(|b| Model::read(b).ok_or("no model"));
    let given = given.transpose()?;
    let model = given.as_ref().or(Model::shipped()).ok_or("no model")?;
    let mut tagger = Tagger::new(model);
    let mut out = std::io::stdout().lock();
    let (mut time, mut size) = (Duration::ZERO, 0);
    for line in std::io::stdin().lock().lines() {
        let row: Value = serde_json::from_str(&line?)?;
        let text = row["text"].as_str().unwrap_or_default();
        let document = text::Document::new(text, text::Format::Plain);
        let mut entities = Vec::new();
        let mut start = 0;
        let mut counted = Counted {
            text,
            byte: 0,
            chars: 0,
        };
        for block in document.blocks() {
            let clock = Instant::now();
            // Cutting the text into tokens is part of the work that is measured.
            let tokens = text::tokenize(block.text());
            let tagged = tagger.tag(
                block.text(),
                &tokens[..tokens.len().min(block.tokens().len())],
                block.sentences(),
                block.kind().is_heading(),
            );
            time += clock.elapsed();
            for name in tagged {
                let at = counted.at(start + usize::from(name.range.start()));
                let end = counted.at(start + usize::from(name.range.end()));
                entities.push(json!({"start": at, "end": end, "type": letters(name.entity_type), "score": name.score}));
            }
            start += block.text().len();
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
