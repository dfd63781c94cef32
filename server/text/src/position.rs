//! Positions as an editor counts them: a line and a column in the units that both sides agreed on.

use ropey::Rope;

/// The unit in which columns are counted, negotiated once with the editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum PositionEncoding {
    /// UTF-16 code units: what the protocol falls back to.
    #[default]
    Utf16,
    /// Unicode code points.
    Utf32,
    /// Bytes of UTF-8: no conversion needed, so the one to prefer.
    Utf8,
}

impl PositionEncoding {
    /// The length of `text` in this encoding's units.
    pub fn units(self, text: &str) -> u32 {
        let units = match self {
            Self::Utf8 => text.len(),
            Self::Utf16 if text.is_ascii() => text.len(),
            Self::Utf32 if text.is_ascii() => text.len(),
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
            Self::Utf32 => text.chars().count(),
        };
        u32::try_from(units).unwrap_or(u32::MAX)
    }
}

/// A place in a document: line and column, both from 0, the column in units of some [`PositionEncoding`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct LineColumn {
    /// The line, from 0.
    pub line: u32,
    /// The column, from 0.
    pub column: u32,
}

impl LineColumn {
    /// The byte offset of this place in `rope`; one past the end of its line or of the text, or inside a character, is
    /// moved back to the nearest where one can stand. The cost does not grow with the length of the line.
    pub fn offset_in(self, rope: &Rope, encoding: PositionEncoding) -> usize {
        let line = usize::try_from(self.line).unwrap_or(usize::MAX);
        if line >= rope.len_lines() {
            return rope.len_bytes();
        }
        let start = rope.line_to_char(line);
        let end = end_of_line(rope, line);
        let column = self.column as usize;
        let char = match encoding {
            PositionEncoding::Utf32 => start + column,
            PositionEncoding::Utf8 => {
                rope.byte_to_char((rope.char_to_byte(start) + column).min(rope.len_bytes()))
            }
            PositionEncoding::Utf16 => rope
                .utf16_cu_to_char((rope.char_to_utf16_cu(start) + column).min(rope.len_utf16_cu())),
        };
        rope.char_to_byte(char.min(end))
    }
}

/// The code point at which the line ends, before its line break.
fn end_of_line(rope: &Rope, line: usize) -> usize {
    let start = rope.line_to_char(line);
    let mut end = start + rope.line(line).len_chars();
    while end > start && matches!(rope.char(end - 1), '\n' | '\r') {
        end -= 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offset(text: &str, line: u32, column: u32, encoding: PositionEncoding) -> usize {
        LineColumn { line, column }.offset_in(&Rope::from_str(text), encoding)
    }

    #[test]
    fn columns_count_in_the_units_agreed_on() {
        let line = "é😀x’s";
        for (encoding, columns) in [
            (PositionEncoding::Utf8, [0, 2, 6, 7, 10, 11]),
            (PositionEncoding::Utf16, [0, 1, 3, 4, 5, 6]),
            (PositionEncoding::Utf32, [0, 1, 2, 3, 4, 5]),
        ] {
            let starts = line.char_indices().map(|(i, _)| i).chain([line.len()]);
            for (start, column) in starts.zip(columns) {
                assert_eq!(encoding.units(&line[..start]), column);
                assert_eq!(offset(line, 0, column, encoding), start);
                // The line before has a length of its own in each unit.
                let second = format!("😀é\r\n{line}\n");
                assert_eq!(offset(&second, 1, column, encoding), 8 + start);
            }
        }
    }

    #[test]
    fn places_outside_are_moved_back() {
        let all = [
            PositionEncoding::Utf8,
            PositionEncoding::Utf16,
            PositionEncoding::Utf32,
        ];
        assert_eq!(offset("a😀b", 0, 2, PositionEncoding::Utf16), 1);
        assert_eq!(offset("é", 0, 1, PositionEncoding::Utf8), 0);
        for encoding in all {
            assert_eq!(offset("", 0, 9, encoding), 0);
            assert_eq!(offset("é", 0, 99, encoding), 2);
            assert_eq!(offset("é\r\nb", 0, 99, encoding), 2);
            assert_eq!(offset("é\rb\n", 1, u32::MAX, encoding), 4);
            assert_eq!(offset("é\nb\n", 2, 0, encoding), 5);
            assert_eq!(offset("é\nb\n", u32::MAX, 0, encoding), 5);
        }
    }
}
