//! How fast names are found: `cargo bench -p names`. The text is that of the demo corpus, over and over.
//!
//! To compare with another tagger in one run on the same core, see `names-train/speed.py`.

#[path = "../../dates/benches/demo/mod.rs"]
#[allow(dead_code, reason = "each benchmark uses its own part")]
mod demo;

use divan::{Bencher, counter::BytesCount};
use names::tagger::{Tagger, model::Model};
use text::{Document, Format};

fn main() {
    divan::main();
}

fn articles() -> Document {
    Document::new(&demo::articles(), Format::Plain)
}

/// The tagger alone, tokens given.
#[divan::bench]
fn tag(bencher: Bencher) {
    let document = articles();
    let length = document.blocks().map(|b| b.text().len()).sum::<usize>();
    bencher.counter(BytesCount::new(length)).bench_local(|| {
        let mut tagger = Model::shipped().map(Tagger::new);
        let blocks = document.blocks();
        let names = blocks.map(|b| {
            tagger.as_mut().map_or(0, |t| {
                t.tag(b.text(), b.tokens(), b.sentences(), false).len()
            })
        });
        names.sum::<usize>()
    });
}

/// Tokens, tagger and rules: all that a block's names cost.
#[divan::bench]
fn recognise(bencher: Bencher) {
    let document = articles();
    let length = document.blocks().map(|b| b.text().len()).sum::<usize>();
    bencher.counter(BytesCount::new(length)).bench_local(|| {
        let names = document.blocks().map(|b| {
            let tokens = text::tokenize(b.text());
            // A block of code has no tokens, whatever stands in it.
            let tokens = &tokens[..tokens.len().min(b.tokens().len())];
            names::recognise(b.text(), tokens, b.sentences(), false).len()
        });
        names.sum::<usize>()
    });
}

/// One sentence of 24 words, as after a key.
#[divan::bench]
fn sentence(bencher: Bencher) {
    let text = "Foreign Minister Ann Roe told reporters in Oslo on Monday that Norway and the Bank of Peru would sign the agreement before the end of May.";
    let tokens = text::tokenize(text);
    let all = text::TextRange::up_to(text::TextSize::of(text));
    bencher.bench_local(|| names::recognise(text, &tokens, &[all], false).len());
}

/// From bytes to a model that can be used.
#[divan::bench]
fn load(bencher: Bencher) {
    let bytes = include_bytes!("../data/model.bin");
    bencher.bench_local(|| Model::read(divan::black_box(bytes)).is_some());
}
