//! Any sequence of edits gives what parsing the result from scratch gives.

use proptest::prelude::*;
use text::{
    BlockId, BlockKind, Document, Edit, Format, LineColumn, PositionEncoding, TextRange, TextSize,
};

/// Pieces that texts and edits are made of: what starts and ends blocks, and what is awkward to count.
const PIECES: &[&str] = &[
    "The talks ended on June 9, 2000.",
    "He said “no.”",
    "A Headline Without an End",
    "By Jane Roe",
    "MOSCOW, JUNE 9 (AP) - The",
    " president of a far-away land, who had never been there",
    "and",
    "26",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "---\n",
    "---",
    "```\n",
    "# ",
    "- ",
    "> ",
    "date: 2002-08-15\n",
    "é",
    "e\u{301}",
    "😀",
    "👩\u{200d}👧",
    "\u{feff}",
    "\u{2028}",
    "|",
    "XS",
    "%d bloggers like this:",
    " ",
    ".",
    ",",
    "Thursday, January 27, 2022",
    "a line that is quite long and goes on without any end so that it may be wrapped into the next",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => ".{0,6}",
    ]
}

fn pieces(most: usize) -> impl Strategy<Value = String> {
    proptest::collection::vec(piece(), 0..most).prop_map(|p| p.concat())
}

type Shape = Vec<(
    BlockKind,
    String,
    Vec<text::Token>,
    Vec<TextRange>,
    TextSize,
    u32,
)>;

#[allow(clippy::unwrap_used)] // a helper of tests
fn shape(document: &Document) -> Shape {
    let mut last = BlockId::MIN;
    document
        .blocks()
        .map(|b| {
            assert!(b.id() > last, "ids are ordered");
            last = b.id();
            let start = document.start_of(b.id()).unwrap();
            let line = document.line_of(b.id()).unwrap();
            (
                b.kind(),
                b.text().to_owned(),
                b.tokens().to_vec(),
                b.sentences().to_vec(),
                start,
                line,
            )
        })
        .collect()
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn edits_equal_a_parse_from_scratch(
        start in pieces(30),
        edits in proptest::collection::vec((any::<proptest::sample::Index>(), 0usize..30, pieces(5)), 1..12),
        markdown in any::<bool>(),
    ) {
        let format = if markdown { Format::Markdown } else { Format::Plain };
        let mut text = start;
        let mut document = Document::new(&text, format);
        for (at, length, insert) in edits {
            let from = floor(&text, at.index(text.len() + 1));
            let to = floor(&text, from + length).max(from);
            let range = TextRange::new((from as u32).into(), (to as u32).into());
            document.edit(&Edit { range, text: insert.clone() });
            text.replace_range(from..to, &insert);
            prop_assert_eq!(document.to_string(), text.clone());
            prop_assert_eq!(shape(&document), shape(&Document::new(&text, format)));
            let joined: String = document.blocks().map(|b| b.text().to_owned()).collect();
            prop_assert_eq!(&joined, &text);
        }
    }

    #[test]
    fn positions_round_trip(text in pieces(30)) {
        let document = Document::new(&text, Format::Plain);
        for encoding in [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32] {
            for (offset, character) in text.char_indices() {
                // Between \r and \n there is no position.
                if character == '\n' && text[..offset].ends_with('\r') {
                    continue;
                }
                let offset = TextSize::new(offset as u32);
                let position = document.position(offset, encoding);
                prop_assert_eq!(document.offset(position, encoding), offset);
            }
        }
    }

    #[test]
    fn wild_edits_and_positions_do_no_harm(text in pieces(10), a in any::<u32>(), b in any::<u32>(), insert in pieces(3)) {
        let mut document = Document::new(&text, Format::Markdown);
        let range = TextRange::new(a.min(b).into(), a.max(b).into());
        document.edit(&Edit { range, text: insert });
        let _ = document.offset(LineColumn { line: a, column: b }, PositionEncoding::Utf16);
        let _ = document.position(a.into(), PositionEncoding::Utf8);
        prop_assert_eq!(shape(&document), shape(&Document::new(&document.to_string(), Format::Markdown)));
    }
}

#[test]
fn an_edit_leaves_other_blocks_as_they_were() {
    let text = "The talks ended on Monday, officials said.\n".repeat(500);
    let mut document = Document::new(&text, Format::Plain);
    let before: Vec<_> = document.blocks().cloned().collect();
    let at = TextSize::new(43 * 250 + 5);
    document.edit(&Edit {
        range: TextRange::empty(at),
        text: "x".to_owned(),
    });
    let after: Vec<_> = document.blocks().cloned().collect();
    assert_eq!(before.len(), after.len());
    let changed = before
        .iter()
        .zip(&after)
        .filter(|(a, b)| !std::sync::Arc::ptr_eq(a, b))
        .count();
    assert_eq!(changed, 1);
}

#[test]
fn splitting_one_place_for_ever_is_possible() {
    let mut document = Document::new(
        "One sentence here, and done.\nAnother sentence here, and done.\n",
        Format::Plain,
    );
    for _ in 0..200 {
        let at = document.blocks().next().unwrap().len();
        document.edit(&Edit {
            range: TextRange::empty(at),
            text: "Another sentence in between, and done.\n".to_owned(),
        });
    }
    assert_eq!(
        shape(&document),
        shape(&Document::new(&document.to_string(), Format::Plain))
    );
}
