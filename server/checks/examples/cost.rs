//! What all rules cost beside the analysis of the same articles, alone and beside all others in one corpus.
//!
//! usage: `cargo run --release -p checks --example cost -- FOLDER [MOST]`

#![allow(clippy::print_stdout, reason = "it prints what it measures")]

use std::{
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use article::{Article, Hints};
use checks::Findings;
use corpus::{ArticleId, Corpus, Rows};
use text::{Document, Format};

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().unwrap_or_else(|| "seeds".to_owned());
    let most = args
        .next()
        .and_then(|n| n.parse().ok())
        .unwrap_or(usize::MAX);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files.truncate(most);

    let mut corpus = Corpus::default();
    let mut articles = Vec::new();
    let (mut bytes, mut analysis) = (0, Duration::ZERO);
    for file in files {
        let Ok(text) = std::fs::read_to_string(&file) else {
            continue;
        };
        bytes += text.len();
        let start = Instant::now();
        let article = Article::new(Document::new(&text, Format::Plain), Hints::default());
        // How its blocks are worded is analysis too, made when it is first asked for.
        let _ = article.words_to_ask().next();
        analysis += start.elapsed();
        let id = ArticleId::new(&file.display().to_string());
        corpus.set(&id, Some(Arc::new(Rows::of(&article))));
        articles.push((id, article));
    }
    let (alone, findings) = timed(|| articles.iter().map(|(_, a)| count(a, None)).sum::<usize>());
    let (beside, among) = timed(|| {
        articles
            .iter()
            .map(|(id, a)| count(a, Some((&corpus, id))))
            .sum::<usize>()
    });
    let share = |time: Duration| time.as_secs_f64() / analysis.as_secs_f64() * 100.0;
    let each = |time: Duration| time.as_secs_f64() * 1e6 / articles.len().max(1) as f64;
    println!("{} articles, {} kB", articles.len(), bytes / 1000);
    println!("analysis   {:8.0} µs an article", each(analysis));
    println!(
        "rules      {:8.0} µs an article, {:.1} % of it, {findings} findings",
        each(alone),
        share(alone)
    );
    println!(
        "in corpus  {:8.0} µs an article, {:.1} % of it, {among} findings",
        each(beside),
        share(beside)
    );
    Ok(())
}

fn count(article: &Article, corpus: Option<(&Corpus, &ArticleId)>) -> usize {
    Findings::new(article, corpus).sorted(None).len()
}

fn timed<T>(run: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let value = run();
    (start.elapsed(), value)
}
