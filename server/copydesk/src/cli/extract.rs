//! `copydesk extract`: articles as JSON lines in, what each says as JSON lines out. Every line by itself, order kept.

mod row;

use std::{
    io::{BufRead, Write},
    sync::mpsc,
};

use article::{Article, Hints};
use dates::Date;
use serde::Deserialize;
use serde_json::{Map, Value};
use text::{Document, Format};

use self::row::Row;
use super::{EXIT_CLEAN, EXIT_TROUBLE};

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
    let date = match input.date.as_deref() {
        None => None,
        Some(text) => match publication_date(text, &input) {
            Some(date) => Some(date),
            None => return bad(format!("line {number}: the date must look like 2002-08-15")),
        },
    };
    // A text that brings the program down must not take the others with it.
    match std::panic::catch_unwind(|| serde_json::to_string(&extract(input, date))) {
        Ok(Ok(out)) => (out, false),
        Ok(Err(error)) => bad(format!("line {number}: {error}")),
        Err(_) => bad(format!("line {number}: this article could not be analysed")),
    }
}

fn extract(input: Input, date: Option<Date>) -> Row {
    let article = analyse(&input, date);
    Row::of(&article, input.id, input.meta)
}

fn analyse(input: &Input, date: Option<Date>) -> Article {
    let hints = Hints {
        date,
        file_name: None,
        title: input.title.clone(),
        ..Hints::default()
    };
    Article::new(Document::new(&input.text, Format::Plain), hints)
}

/// A date that is not written as it should be is read where it can mean one day only. Of `03-02-2009` the article’s own
/// words may say which of two it is.
fn publication_date(text: &str, input: &Input) -> Option<Date> {
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let numbers: Option<Vec<i16>> = text
        .split(['-', '/', '.'])
        .map(|n| n.parse().ok())
        .collect();
    let [first, second, year] = numbers.as_deref()? else {
        return None;
    };
    let day = |month: &i16, day: &i16| {
        let (month, day) = (i8::try_from(*month).ok()?, i8::try_from(*day).ok()?);
        Date::new(*year, month, day).ok().filter(|_| *year > 1000)
    };
    match (day(first, second), day(second, first)) {
        (Some(a), Some(b)) if a != b => {
            let own = analyse(input, None).header().date.as_ref().map(|d| d.date);
            own.filter(|own| [a, b].contains(own))
        }
        (a, b) => a.or(b),
    }
}
