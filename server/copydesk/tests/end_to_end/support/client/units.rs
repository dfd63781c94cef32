//! Columns as an editor counts them, and edits applied as it would.

use std::ops::Range;

use serde_json::{Value, json};

/// The units of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Units {
    Utf8,
    Utf16,
    Utf32,
}

impl Units {
    pub(crate) const ALL: [Self; 3] = [Self::Utf8, Self::Utf16, Self::Utf32];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Utf32 => "utf-32",
        }
    }

    fn of(self, character: char) -> usize {
        match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
            Self::Utf32 => 1,
        }
    }

    /// The position of a byte offset.
    pub(crate) fn position(self, text: &str, offset: usize) -> Value {
        let bytes = text.as_bytes();
        let ends_line = |at: usize| {
            bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'))
        };
        let starts: Vec<usize> = std::iter::once(0)
            .chain((0..offset).filter(|at| ends_line(*at)).map(|at| at + 1))
            .collect();
        let column: usize = text[starts[starts.len() - 1]..offset]
            .chars()
            .map(|c| self.of(c))
            .sum();
        json!({ "line": starts.len() - 1, "character": column })
    }

    /// The byte offset of a position that must be one.
    #[track_caller]
    pub(crate) fn offset(self, text: &str, position: &Value) -> usize {
        let (line, column) = (
            position["line"].as_u64().unwrap() as usize,
            position["character"].as_u64().unwrap() as usize,
        );
        let mut start = 0;
        for _ in 0..line {
            let Some(at) = text[start..].find(['\n', '\r']) else {
                panic!("{position} is below the text")
            };
            start += at
                + if text[start + at..].starts_with("\r\n") {
                    2
                } else {
                    1
                };
        }
        let (mut at, mut left) = (start, column);
        for character in text[start..].chars() {
            if left == 0 {
                break;
            }
            assert!(
                left >= self.of(character),
                "{position} is inside of {character:?}"
            );
            assert!(
                !matches!(character, '\n' | '\r'),
                "{position} is beyond its line"
            );
            left -= self.of(character);
            at += character.len_utf8();
        }
        assert_eq!(left, 0, "{position} is beyond the text");
        at
    }

    /// The words at a range.
    #[track_caller]
    pub(crate) fn words(self, text: &str, range: &Value) -> String {
        let (start, end) = (
            self.offset(text, &range["start"]),
            self.offset(text, &range["end"]),
        );
        assert!(start <= end, "reversed: {range}");
        text[start..end].to_owned()
    }

    pub(crate) fn range(self, text: &str, bytes: Range<usize>) -> Value {
        json!({ "start": self.position(text, bytes.start), "end": self.position(text, bytes.end) })
    }
}

/// Applies LSP text edits to a text.
#[track_caller]
pub(crate) fn apply(units: Units, text: &str, edits: &Value) -> String {
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .unwrap()
        .iter()
        .map(|e| {
            let (start, end) = (
                units.offset(text, &e["range"]["start"]),
                units.offset(text, &e["range"]["end"]),
            );
            (start, end, e["newText"].as_str().unwrap())
        })
        .collect();
    edits.sort_unstable();
    for pair in edits.windows(2) {
        assert!(pair[0].1 <= pair[1].0, "edits overlap: {pair:?}");
    }
    let mut text = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        text.replace_range(start..end, new);
    }
    text
}
