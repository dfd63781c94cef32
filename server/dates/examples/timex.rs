//! Reads articles as JSON lines (`doc_id`, `dct`, `title`, `text`) and writes their times as JSON lines, in code points.
//! With `--speed` it writes the throughput and the allocations instead.

use std::{
    alloc::System,
    io::{self, BufRead, Write},
    time::Instant,
};

use dates::{Context, Date, Recognised};
use serde_json::{Value, json};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use text::{Document, Format};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() -> io::Result<()> {
    let measured = std::env::args().any(|a| a == "--speed");
    let articles: Vec<Value> = io::stdin()
        .lock()
        .lines()
        .map_while(Result::ok)
        .filter_map(|line| serde_json::from_str(&line).ok())
        .collect();
    let mut out = io::BufWriter::new(io::stdout().lock());
    if measured {
        let Speed {
            throughput,
            allocations,
        } = speed(&articles);
        return writeln!(
            out,
            "{throughput:.1} MB/s, {allocations:.0} allocations per MB"
        );
    }
    for article in &articles {
        writeln!(
            out,
            "{}",
            json!({"doc_id": article["doc_id"], "timexes": timexes(article)})
        )?;
    }
    Ok(())
}

fn story(article: &Value) -> Option<Date> {
    article["dct"]
        .as_str()
        .and_then(|dct| dct.get(..10))
        .and_then(|dct| dct.parse().ok())
}

/// The date on a line of its own above the story, for articles that come without one.
fn masthead(document: &Document) -> Option<Date> {
    document
        .blocks()
        .take(4)
        .flat_map(|block| block.text().lines())
        .filter(|line| line.len() <= 32)
        .find_map(|line| {
            dates::read_date(line)
                .as_ref()
                .and_then(dates::written_date)
        })
}

fn read(document: &Document) -> Vec<(usize, String, Recognised)> {
    let mut start = 0;
    let mut blocks = Vec::new();
    for block in document.blocks() {
        blocks.push((
            start,
            block.text().to_owned(),
            dates::recognise(block.text(), block.tokens()),
        ));
        start += block.text().len();
    }
    blocks
}

fn timexes(article: &Value) -> Vec<Value> {
    let text = article["text"].as_str().unwrap_or_default();
    let document = Document::new(text, Format::Plain);
    let blocks = read(&document);
    let story = story(article).or_else(|| masthead(&document));
    let mode = dates::mode(story, blocks.iter().map(|(_, _, recognised)| recognised));
    if std::env::args().any(|a| a == "--mode") {
        eprintln!("{} {mode:?}", article["doc_id"]);
    }
    let mut cx = Context {
        story,
        mode,
        ..Context::default()
    };
    let points = code_points(text);
    let mut rows = Vec::new();
    for (start, text, recognised) in &blocks {
        for timex in dates::resolve(recognised, text, &cx) {
            rows.push(json!({
                "start": points[start + usize::from(timex.range.start())],
                "end": points[start + usize::from(timex.range.end())],
                "text": &text[timex.range],
                "type": timex.kind.as_str(),
                "value": timex.value.as_deref(),
                "mod": timex.modifier.map(|m| m.as_str()),
                "quant": timex.quant.map(|q| q.as_str()),
                "freq": timex.freq.as_deref(),
            }));
        }
        cx = dates::hand_on(recognised, text, &cx);
    }
    rows
}

/// The code point at every byte.
fn code_points(text: &str) -> Vec<usize> {
    let mut points = vec![0; text.len() + 1];
    let mut n = 0;
    for (i, c) in text.char_indices() {
        points[i] = n;
        n += 1;
        for at in &mut points[i + 1..i + c.len_utf8()] {
            *at = n;
        }
    }
    points[text.len()] = n;
    points
}

/// What reading costs.
struct Speed {
    /// Megabytes a second, the best of several rounds.
    throughput: f64,
    /// Allocations and reallocations for each megabyte of text.
    allocations: f64,
}

/// Recognition and resolution of all articles, tokens given.
fn speed(articles: &[Value]) -> Speed {
    let documents: Vec<Document> = articles
        .iter()
        .map(|a| Document::new(a["text"].as_str().unwrap_or_default(), Format::Plain))
        .collect();
    let bytes: usize = articles
        .iter()
        .filter_map(|a| a["text"].as_str())
        .map(str::len)
        .sum();
    let mut best = f64::MAX;
    let mut found = 0;
    let mut allocations = 0;
    for _ in 0..20 {
        let region = Region::new(ALLOCATOR);
        let start = Instant::now();
        for (document, article) in documents.iter().zip(articles) {
            let cx = Context {
                story: story(article),
                ..Context::default()
            };
            for block in document.blocks() {
                let recognised = dates::recognise(block.text(), block.tokens());
                found += dates::resolve(&recognised, block.text(), &cx).len();
            }
        }
        best = best.min(start.elapsed().as_secs_f64());
        let change = region.change();
        allocations = change.allocations + change.reallocations;
    }
    assert!(found > 0 || bytes == 0);
    let megabytes = bytes as f64 / 1e6;
    Speed {
        throughput: megabytes / best,
        allocations: allocations as f64 / megabytes,
    }
}
