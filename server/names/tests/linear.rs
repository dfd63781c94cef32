//! What an article costs grows with its length and no faster, whatever stands in it; and nothing in it is a panic.
//!
//! Time is the processor's, whatever else it does meanwhile; the least of several runs counts, and a text eight times as long may take sixteen times as long:
//! quadratic work would take sixty-four times. What takes less than a fifth of a millisecond is not told from noise.

#![cfg(unix)]

use std::time::Duration;

use proptest::prelude::*;
use rustix::time::{ClockId, clock_gettime};
use text::{Document, Format};

/// How long this thread has kept a processor busy.
fn busy() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec.unsigned_abs(), now.tv_nsec.unsigned_abs() as u32)
}

/// How many names are found in a text, block by block.
fn read(text: &str) -> usize {
    let document = Document::new(text, Format::Plain);
    let found = document.blocks().map(|block| {
        let heading = block.kind().is_heading();
        let found = names::recognise(block.text(), block.tokens(), block.sentences(), heading);
        for candidate in &found {
            assert!(!block.text()[candidate.range].is_empty());
        }
        found.len()
    });
    found.sum()
}

/// The least time in which the names of a text are found.
fn least_time(text: &str) -> Duration {
    let document = Document::new(text, Format::Plain);
    let run = |_| {
        let start = busy();
        for block in document.blocks() {
            let (text, tokens) = (block.text(), block.tokens());
            std::hint::black_box(names::recognise(text, tokens, block.sentences(), false));
        }
        busy() - start
    };
    (0..5).map(run).min().unwrap_or_default()
}

/// The least time in which the names of a text are linked.
fn least_time_to_link(text: &str) -> Duration {
    let document = Document::new(text, Format::Plain);
    let read = |block: &text::Block| {
        names::recognise(block.text(), block.tokens(), block.sentences(), false)
    };
    let found: Vec<names::Candidate> = document.blocks().flat_map(|b| read(b)).collect();
    let candidates: Vec<&names::Candidate> = found.iter().collect();
    let run = |_| {
        let start = busy();
        let linked = names::Linked::new(&candidates);
        let who = (0..candidates.len()).filter_map(|c| linked.who(c));
        std::hint::black_box(who.count());
        busy() - start
    };
    (0..5).map(run).min().unwrap_or_default()
}

/// A number in letters, with a capital: as many different names as one likes.
fn spelt(mut i: usize) -> String {
    let mut name = String::from("Z");
    while i > 0 {
        name.push(char::from(b'a' + (i % 20) as u8));
        i /= 20;
    }
    name
}

/// Texts of many people.
const CROWDS: [Kind; 5] = [
    ("people of one surname", |n| {
        let one = |i| format!("President {}a Roe met Mr. Roe.\n\n", spelt(i));
        (0..n).map(one).collect()
    }),
    ("people of one given name", |n| {
        let one = |i| format!("President Ann {}a met Ann in Oslo.\n\n", spelt(i));
        (0..n).map(one).collect()
    }),
    ("people of one surname and one given name", |n| {
        let one = |i| format!("President Ann {}a Roe spoke. Mr. Roe left.\n\n", spelt(i));
        (0..n).map(one).collect()
    }),
    ("one person", |n| {
        "President Ann Roe spoke. Ann left with Roe.\n\n".repeat(n)
    }),
    ("companies of one first word", |n| {
        let one = |i| format!("He left Acme {}a Inc. for Acme Inc. there.\n\n", spelt(i));
        (0..n).map(one).collect()
    }),
];

/// A kind of text and how it is made, so many times as long.
type Kind = (&'static str, fn(usize) -> String);

const KINDS: [Kind; 8] = [
    ("people in one sentence", |n| {
        (0..n).map(|i| format!("Ann{i} Roe{i} and ")).collect()
    }),
    ("sentences", |n| "Mr. Roe left Oslo for Peru. ".repeat(n)),
    ("capitals without end", |n| "Alpha Beta ".repeat(n)),
    ("letters of one name", |n| {
        format!("M{}", "axaxaxaxax".repeat(n))
    }),
    ("hyphens in one word", |n| {
        format!("A{}", "-Bcd-ef".repeat(n))
    }),
    ("numbers before a name", |n| {
        format!("{} Ann Roe", "12 ".repeat(n))
    }),
    ("connectors", |n| "Bank of the of the ".repeat(n)),
    ("titles", |n| "President General ".repeat(n) + "Roe"),
];

#[test]
fn time_grows_with_the_text() {
    for (what, text) in KINDS {
        let (short, long) = (least_time(&text(500)), least_time(&text(4000)));
        let ratio = long.as_secs_f64() / short.as_secs_f64().max(2e-4);
        assert!(
            ratio < 16.0,
            "{what}: {ratio:.1} times the time for 8 times the text"
        );
    }
    // In the same test, so that one does not disturb the other. Sorted maps that outgrow the cache cost a little more
    // than their length.
    let many = if std::env::var_os("COPYDESK_LONG_TESTS").is_some() {
        10_000
    } else {
        3_000
    };
    for (what, text) in CROWDS {
        let time = |n| least_time_to_link(&text(n)).as_secs_f64();
        let ratio = time(many) / time(many / 8).max(2e-4);
        assert!(
            ratio < 32.0,
            "{what}: {ratio:.1} times the time for 8 times the names"
        );
    }
}

#[test]
fn a_name_of_ten_thousand_letters_is_one() {
    let name = format!("M{}", "axaxaxaxax".repeat(1000));
    assert!(read(&format!("President Ann {name} spoke. Later {name} left.")) >= 2);
}

#[test]
fn ten_thousand_people_are_found() {
    let letter = |i: u32| char::from(b'a' + (i % 26) as u8);
    let text: String = (0..10_000)
        .map(|i| format!("Mr. Roe{} spoke.\n\n", letter(i)))
        .collect();
    assert!(read(&text) >= 10_000);
}

const WORD: &str = "[A-Z]?[a-zé]{0,6}[-’'.]?[A-Z]?[a-z]{0,4}[.,;:!?\"”]?[ \n]?";

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        read(&text);
    }

    #[test]
    fn any_prose_is_read(words in prop::collection::vec(WORD, 0..60)) {
        read(&words.concat());
    }
}
