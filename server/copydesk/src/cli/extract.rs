//! `copydesk extract`: articles as JSON lines in, what each says as JSON lines out. Every line by itself, order kept.

use std::{
    collections::BTreeMap,
    io::{BufRead, Write},
    sync::mpsc,
};

use article::{Article, EntityRef, Hints};
use checks::Findings;
use jiff::civil::Date;
use names::{EntityType, MentionKind, Reason};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use text::{Document, Format};

use super::{EXIT_CLEAN, EXIT_TROUBLE};
use crate::output::{CodePoints, json::OneFinding};

#[derive(Deserialize)]
struct Input {
    id: Value,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    title: Option<String>,
    text: String,
    #[serde(flatten)]
    meta: Map<String, Value>,
}

#[derive(Serialize)]
struct Output {
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
    subject: String,
    value: String,
    start: usize,
    end: usize,
}

/// How many lines are read before the first is written: enough for all cores to have work.
const BATCH: usize = 64;

pub(crate) fn run() -> anyhow::Result<u8> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut trouble = false;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (lines, incoming) = mpsc::sync_channel::<std::io::Result<Vec<u8>>>(BATCH * cores);
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().split(b'\n') {
            if lines.send(line).is_err() {
                return;
            }
        }
    });
    let mut number = 0;
    loop {
        let mut batch = Vec::with_capacity(BATCH * cores);
        match incoming.recv() {
            Ok(line) => batch.push(line?),
            Err(_) => break,
        }
        while batch.len() < BATCH * cores {
            match incoming.try_recv() {
                Ok(line) => batch.push(line?),
                Err(_) => break,
            }
        }
        let first = number + 1;
        number += batch.len();
        // Each worker takes every n-th line, so that one long article does not hold up the rest.
        let written: Vec<Vec<(usize, String, bool)>> = std::thread::scope(|scope| {
            let batch = &batch;
            let workers: Vec<_> = (0..cores)
                .map(|core| {
                    scope.spawn(move || {
                        let mine = (core..batch.len()).step_by(cores);
                        mine.map(|i| {
                            let (line, bad) = one_line(&batch[i], first + i);
                            (i, line, bad)
                        })
                        .collect()
                    })
                })
                .collect();
            workers
                .into_iter()
                .map(|w| w.join().unwrap_or_default())
                .collect()
        });
        let mut written: Vec<_> = written.into_iter().flatten().collect();
        written.sort_unstable_by_key(|(i, ..)| *i);
        for (_, line, bad) in written {
            trouble |= bad;
            out.write_all(line.as_bytes())?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
    }
    Ok(if trouble { EXIT_TROUBLE } else { EXIT_CLEAN })
}

/// The answer to a line, and whether the line was bad.
fn one_line(line: &[u8], number: usize) -> (String, bool) {
    let bad = |error: String| {
        (
            serde_json::json!({ "id": null, "line": number, "error": error }).to_string(),
            true,
        )
    };
    let input: Input = match serde_json::from_slice(line) {
        Ok(input) => input,
        Err(error) => return bad(format!("line {number} is no article: {error}")),
    };
    let date: Option<Date> = match input.date.as_deref().map(str::parse) {
        None => None,
        Some(Ok(date)) => Some(date),
        Some(Err(_)) => return bad(format!("line {number}: the date must look like 2002-08-15")),
    };
    // A text that brings the program down must not take the others with it.
    match std::panic::catch_unwind(|| serde_json::to_string(&extract(input, date))) {
        Ok(Ok(out)) => (out, false),
        Ok(Err(error)) => bad(format!("line {number}: {error}")),
        Err(_) => bad(format!("line {number}: this article could not be analysed")),
    }
}

fn extract(input: Input, date: Option<Date>) -> Output {
    let hints = Hints {
        date,
        file_name: None,
        title: input.title,
    };
    let article = Article::new(Document::new(&input.text, Format::Plain), hints);
    let entities = article.entities();
    let ids: BTreeMap<&EntityRef, String> = entities
        .iter()
        .enumerate()
        .map(|(i, e)| (e, format!("e{}", i + 1)))
        .collect();
    let id_of = |entity: &EntityRef| ids.get(entity).cloned();
    let mut output = Output {
        id: input.id,
        date: article.header().date.as_ref().map(|d| OutDate {
            value: d.date.to_string(),
            how: d.how.as_str(),
            why: d.why.clone(),
        }),
        dates: Vec::new(),
        mentions: Vec::new(),
        entities: Vec::new(),
        quotes: Vec::new(),
        facts: Vec::new(),
        findings: Vec::new(),
        meta: input.meta,
        error: None,
    };
    for facts in article.blocks() {
        let block = &facts.block;
        let span = |range| CodePoints::of_range(&article, article.range(block.id(), range));
        for timex in &facts.timexes {
            let at = span(timex.range);
            output.dates.push(OutTimex {
                start: at.start,
                end: at.end,
                text: block.slice(timex.range).to_owned(),
                r#type: timex.kind.as_str(),
                value: timex.value.as_ref().map(ToString::to_string),
                r#mod: timex.modifier.map(|m| m.as_str()),
                quant: timex.quant.map(|q| q.as_str()),
                freq: timex.freq.as_ref().map(ToString::to_string),
                edtf: timex.edtf.as_ref().map(ToString::to_string),
                earliest: timex.bounds.map(|(earliest, _)| earliest.to_string()),
                latest: timex.bounds.map(|(_, latest)| latest.to_string()),
                anchor: timex.anchor.as_str(),
            });
        }
        for (index, candidate) in facts.reading.names.iter().enumerate() {
            let Some((entity, link)) = article.link_of(block.id(), index) else {
                continue;
            };
            let (Some(id), Some(named)) = (id_of(&entity), article.entity(&entity)) else {
                continue;
            };
            let at = span(candidate.range);
            let kind = match (candidate.kind, link.reason) {
                (MentionKind::Full, _) | (MentionKind::Short, Reason::Named) => "full",
                (MentionKind::Short, _) => "short",
                (MentionKind::Acronym, _) => "acronym",
                (MentionKind::Demonym, _) => "description",
            };
            output.mentions.push(OutMention {
                start: at.start,
                end: at.end,
                text: block.slice(candidate.range).to_owned(),
                r#type: type_name(named.entity_type),
                entity: id.clone(),
                kind,
            });
            if let Some(described) = candidate.description {
                let at = span(described);
                let value = block
                    .slice(described)
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ");
                output.facts.push(OutFact {
                    kind: "office",
                    subject: id,
                    value,
                    start: at.start,
                    end: at.end,
                });
            }
        }
        for quotation in &facts.reading.quotations {
            let at = span(quotation.range);
            let speaker = quotation
                .speaker
                .and_then(|i| article.link_of(block.id(), i))
                .and_then(|(e, _)| id_of(&e));
            output.quotes.push(OutQuote {
                start: at.start,
                end: at.end,
                speaker,
            });
        }
    }
    for (index, reference) in entities.iter().enumerate() {
        let Some(entity) = article.entity(reference) else {
            continue;
        };
        let mut forms: Vec<String> = Vec::new();
        for (mention, _) in article.mentions_of(reference) {
            if !forms.iter().any(|f| *f == mention.candidate.text) {
                forms.push(mention.candidate.text.to_string());
            }
        }
        let id = format!("e{}", index + 1);
        output.entities.push(OutEntity {
            id,
            name: entity.name.to_string(),
            r#type: type_name(entity.entity_type),
            forms,
        });
    }
    let findings = Findings::new(&article, None);
    output.findings = findings
        .sorted(None)
        .into_iter()
        .map(|(f, s)| OneFinding::of(&article, f, s))
        .collect();
    output
}

fn type_name(entity_type: EntityType) -> &'static str {
    match entity_type {
        EntityType::Person => "PER",
        EntityType::Organisation => "ORG",
        EntityType::Place => "LOC",
        EntityType::Other => "MISC",
    }
}
