//! How fast a text’s times are read: `cargo bench -p dates`. The text is that of the demo corpus, over and over, and a
//! text that is nothing but times.

mod demo;

use dates::{Context, Date, Recognised};
use divan::{AllocProfiler, Bencher, counter::BytesCount};
use text::{Document, Format};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

fn articles() -> Document {
    Document::new(&demo::articles(), Format::Plain)
}

/// A paragraph in which nearly every word belongs to a time.
fn times() -> Document {
    let text = "Late on Friday, June 9, 2000, and again in the third quarter of last year, about two years earlier, from \
                May 3 to 5 and every other Monday at 10:30 p.m., it took 12 to 18 months.\n\n";
    Document::new(&demo::repeated(text), Format::Plain)
}

fn read(document: &Document) -> Vec<Recognised> {
    document
        .blocks()
        .map(|block| dates::recognise(block.text(), block.tokens()))
        .collect()
}

fn bytes(document: &Document) -> BytesCount {
    BytesCount::new(
        document
            .blocks()
            .map(|block| block.text().len())
            .sum::<usize>(),
    )
}

#[divan::bench(args = ["articles", "times"])]
fn recognise(bencher: Bencher, which: &str) {
    let document = document(which);
    bencher
        .counter(bytes(&document))
        .bench_local(|| read(&document));
}

#[divan::bench(args = ["articles", "times"])]
fn resolve(bencher: Bencher, which: &str) {
    let document = document(which);
    let read = read(&document);
    let cx = Context {
        story: Some(Date::constant(2000, 6, 10)),
        ..Context::default()
    };
    bencher.counter(bytes(&document)).bench_local(|| {
        document
            .blocks()
            .zip(&read)
            .map(|(block, recognised)| dates::resolve(recognised, block.text(), &cx).len())
            .sum::<usize>()
    });
}

fn document(which: &str) -> Document {
    match which {
        "articles" => articles(),
        _ => times(),
    }
}
