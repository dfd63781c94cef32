//! Trains the model of the crate `names` from annotated texts, classes of words and lists of names.
//!
//! The same data and options give the same file, bit for bit. What the shipped model was trained on, and with which
//! options, stands beside it in `model.toml`; how to get the data stands in this crate's README.

mod augment;
mod corpus;
mod crf;
mod random;
mod resources;
mod templates;
mod write;

use std::{path::PathBuf, process::ExitCode, str::FromStr};

use anyhow::{Context, Result};
use clap::Parser;
use names::tagger::model::Resources;
use rustc_hash::FxHashMap;

use augment::{Pool, Style};
use corpus::{Allowed, Annotated, Example, Tally};
use crf::{Crf, Options};
use random::Random;

/// Trains the model by which names are found
#[derive(Debug, Parser)]
struct Arguments {
    /// A data set: PATH[,weight=1.0][,open=MISC][,swaps=0.5][,titled=0.1][,shouted=0.05][,loose=0.1][,without=GENRE][,part=1/3][,but=1/3]
    #[arg(long = "set", required = true)]
    sets: Vec<Set>,
    /// Classes of words
    #[arg(long)]
    classes: PathBuf,
    /// Lists of names
    #[arg(long)]
    lists: PathBuf,
    /// Names to swap in
    #[arg(long)]
    pool: PathBuf,
    /// Sentences with slots for names
    #[arg(long)]
    templates: Option<PathBuf>,
    /// How often to fill each of them
    #[arg(long, default_value_t = 20)]
    fillings: usize,
    /// How much a filled sentence counts
    #[arg(long, default_value_t = 0.3)]
    filled_weight: f32,
    /// Where to write the model
    #[arg(long)]
    out: PathBuf,
    /// How often a feature must occur to be learned
    #[arg(long, default_value_t = 3)]
    cutoff: u32,
    /// How many features the model may have: after a first training the weightiest are trained anew
    #[arg(long, default_value_t = usize::MAX)]
    rows: usize,
    /// How often to go over the data
    #[arg(long, default_value_t = 8)]
    epochs: usize,
    /// The length of the first steps
    #[arg(long, default_value_t = 0.1)]
    rate: f32,
    /// The share of features hidden in each step
    #[arg(long, default_value_t = 0.0)]
    dropout: f64,
    /// Start of the random numbers
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// A data set and what to make of it.
#[derive(Clone, Debug)]
struct Set {
    path: PathBuf,
    weight: f32,
    /// Labels that the set does not annotate.
    open: Allowed,
    /// Copies of each paragraph with names swapped, on average.
    swaps: f64,
    /// Shares of the paragraphs that are added as headlines.
    titled: f64,
    shouted: f64,
    /// The share that is added as texts look after a tokenizer.
    loose: f64,
    /// Only each so-many-th text, or all but it: for cross-validation.
    part: Option<(usize, usize)>,
    /// Texts whose name has one of these in it are left out: for what no licence covers.
    without: Vec<String>,
    but: Option<(usize, usize)>,
}

impl FromStr for Set {
    type Err = String;

    fn from_str(argument: &str) -> Result<Self, String> {
        let mut parts = argument.split(',');
        let mut set = Self {
            path: parts.next().unwrap_or_default().into(),
            weight: 1.0,
            open: 0,
            swaps: 0.0,
            titled: 0.0,
            shouted: 0.0,
            loose: 0.0,
            part: None,
            without: Vec::new(),
            but: None,
        };
        for part in parts {
            let (key, value) = part.split_once('=').ok_or("KEY=VALUE expected")?;
            let number = || value.parse::<f64>().map_err(|e| format!("{part}: {e}"));
            let fraction = || {
                let (n, of) = value.split_once('/').ok_or("N/OF expected")?;
                n.parse()
                    .ok()
                    .zip(of.parse().ok())
                    .ok_or(format!("{part}: numbers expected"))
            };
            match key {
                "weight" => set.weight = number()? as f32,
                "swaps" => set.swaps = number()?,
                "titled" => set.titled = number()?,
                "shouted" => set.shouted = number()?,
                "loose" => set.loose = number()?,
                "without" => set.without.push(value.to_owned()),
                "part" => set.part = Some(fraction()?),
                "but" => set.but = Some(fraction()?),
                "open" => {
                    let kind =
                        corpus::entity_type(value).ok_or("PER, ORG, LOC or MISC expected")?;
                    set.open |= corpus::labels_of(kind);
                }
                _ => return Err(format!("no such key: {key}")),
            }
        }
        Ok(set)
    }
}

impl Set {
    fn takes(&self, n: usize) -> bool {
        self.part.is_none_or(|(i, of)| n % of == i) && self.but.is_none_or(|(i, of)| n % of != i)
    }

    /// The texts to learn from: those of the file, and copies.
    fn texts(&self, pool: &Pool, random: &mut Random) -> Result<Vec<Annotated>> {
        let all = corpus::read(&self.path)?;
        let mut texts: Vec<Annotated> = all
            .into_iter()
            .enumerate()
            .filter(|(n, text)| {
                self.takes(*n) && !self.without.iter().any(|part| text.name.contains(part))
            })
            .map(|(_, text)| text)
            .collect();
        let paragraphs: Vec<Annotated> = texts.iter().flat_map(augment::paragraphs).collect();
        for paragraph in &paragraphs {
            let words = paragraph.text.split_whitespace().count();
            if random.chance(self.loose) {
                texts.push(augment::loosened(paragraph));
            }
            let mut swaps = self.swaps;
            while swaps > 0.0 {
                if random.chance(swaps) {
                    texts.extend(augment::swapped(paragraph, pool, random));
                }
                swaps -= 1.0;
            }
            for (share, style) in [(self.titled, Style::Titled), (self.shouted, Style::Shouted)] {
                if random.chance(share) && (3..60).contains(&words) {
                    texts.push(augment::restyled(paragraph, style));
                }
            }
        }
        Ok(texts)
    }
}

fn main() -> ExitCode {
    match train(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("names-train: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn train(arguments: &Arguments) -> Result<()> {
    let read =
        |path: &PathBuf| std::fs::read_to_string(path).with_context(|| path.display().to_string());
    let mut tables = resources::classes(&read(&arguments.classes)?)?;
    tables.extend(resources::lists(&read(&arguments.lists)?)?);
    let (resources, _) = Resources::read(&tables).context("the tables as written")?;
    let pool = Pool::parse(&read(&arguments.pool)?);
    let mut random = Random(arguments.seed);

    let mut known = Known::default();
    let mut stretches: Vec<(Vec<Vec<u32>>, Vec<Allowed>, f32)> = Vec::new();
    let mut add = |texts: &[Annotated], open: Allowed, weight: f32| {
        let mut tally = Tally::default();
        for text in texts {
            corpus::stretches(text, &resources, open, &mut tally, |features, allowed| {
                let features = features.iter().map(|f| known.count(f)).collect();
                stretches.push((features, allowed, weight));
            });
        }
        eprintln!("{} texts, {tally:?}", texts.len());
    };
    for set in &arguments.sets {
        eprint!("{}: ", set.path.display());
        add(&set.texts(&pool, &mut random)?, set.open, set.weight);
    }
    if let Some(path) = &arguments.templates {
        let templates = read(path)?;
        let texts = templates::filled(&templates, arguments.fillings, &pool, &mut random);
        let loose: Vec<Annotated> = texts.iter().step_by(8).map(augment::loosened).collect();
        eprint!("{}: ", path.display());
        add(&[texts, loose].concat(), 0, arguments.filled_weight);
    }
    let (keys, ids) = known.frequent(arguments.cutoff);
    let mut examples: Vec<Example> = stretches
        .into_iter()
        .map(|(pieces, allowed, weight)| {
            let mut example = Example {
                features: Vec::new(),
                ends: Vec::new(),
                allowed,
                weight,
            };
            for piece in pieces {
                let kept = piece.iter().filter_map(|f| ids[*f as usize]);
                example.features.extend(kept);
                example.ends.push(example.features.len() as u32);
            }
            example
        })
        .collect();
    eprintln!("{} stretches, {} features", examples.len(), keys.len());

    let options = Options {
        epochs: arguments.epochs,
        rate: arguments.rate,
        dropout: arguments.dropout,
    };
    let mut report = |epoch: usize, loss: f64| eprintln!("epoch {epoch}: {loss:.4}");
    let mut crf = Crf::new(keys.len());
    crf.train(&examples, options, &mut random, &mut report);
    let mut keys = keys;
    if keys.len() > arguments.rows {
        let kept = crf.weightiest(arguments.rows);
        keys = keep(&kept, &keys, &mut examples);
        crf = Crf::new(keys.len());
        crf.train(&examples, options, &mut random, &mut report);
    }
    let model = write::model(&crf, &keys, &tables);
    eprintln!(
        "{} bytes, {} of them tables of classes and lists",
        model.len(),
        tables.len()
    );
    std::fs::write(&arguments.out, model).with_context(|| arguments.out.display().to_string())
}

/// Leaves only these features, and gives them new numbers in their order.
fn keep(kept: &[bool], keys: &[u64], examples: &mut [Example]) -> Vec<u64> {
    let mut left = Vec::new();
    let mut ids = Vec::with_capacity(keys.len());
    for (key, kept) in keys.iter().zip(kept) {
        ids.push(left.len() as u32);
        if *kept {
            left.push(*key);
        }
    }
    for example in examples {
        let mut features = Vec::with_capacity(example.features.len());
        let mut start = 0;
        for end in &mut example.ends {
            let piece = &example.features[start..*end as usize];
            let known = piece.iter().filter(|f| kept[**f as usize]);
            features.extend(known.map(|f| ids[*f as usize]));
            start = *end as usize;
            *end = features.len() as u32;
        }
        example.features = features;
    }
    left
}

/// Features by number, in the order of their first occurrence, and how often each occurs.
#[derive(Default)]
struct Known {
    numbers: FxHashMap<u64, u32>,
    keys: Vec<u64>,
    counts: Vec<u32>,
}

impl Known {
    fn count(&mut self, features: &[u64]) -> Vec<u32> {
        let number = |key: &u64| {
            let next = self.keys.len() as u32;
            let number = *self.numbers.entry(*key).or_insert(next);
            if number == next {
                self.keys.push(*key);
                self.counts.push(0);
            }
            self.counts[number as usize] += 1;
            number
        };
        features.iter().map(number).collect()
    }

    /// The features that occur at least so often, and their new number by the old one.
    fn frequent(self, cutoff: u32) -> (Vec<u64>, Vec<Option<u32>>) {
        let mut keys = Vec::new();
        let mut ids = Vec::with_capacity(self.keys.len());
        for (key, count) in self.keys.into_iter().zip(self.counts) {
            ids.push((count >= cutoff).then(|| {
                keys.push(key);
                keys.len() as u32 - 1
            }));
        }
        (keys, ids)
    }
}
