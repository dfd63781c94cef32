//! Positions as an editor counts them: a line and a column in the units that both sides agreed on.

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

    /// The byte offset in `line` of column `column`; a column past the end or inside a character is moved back to the
    /// nearest place where one can stand.
    pub fn byte_offset(self, line: &str, column: u32) -> usize {
        if line.is_ascii() || self == Self::Utf8 {
            return line.floor_char_boundary(column as usize);
        }
        let mut left = column as usize;
        for (offset, character) in line.char_indices() {
            let width = if self == Self::Utf16 {
                character.len_utf16()
            } else {
                1
            };
            if left < width {
                return offset;
            }
            left -= width;
        }
        line.len()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_in_the_units_agreed_on() {
        let line = "é😀x’s";
        for (encoding, columns) in [
            (PositionEncoding::Utf8, [0, 2, 6, 7, 10, 11]),
            (PositionEncoding::Utf16, [0, 1, 3, 4, 5, 6]),
            (PositionEncoding::Utf32, [0, 1, 2, 3, 4, 5]),
        ] {
            let starts: Vec<usize> = line
                .char_indices()
                .map(|(i, _)| i)
                .chain([line.len()])
                .collect();
            for (start, column) in starts.into_iter().zip(columns) {
                assert_eq!(encoding.units(&line[..start]), column);
                assert_eq!(encoding.byte_offset(line, column), start);
            }
        }
    }

    #[test]
    fn columns_outside_are_moved_back() {
        assert_eq!(PositionEncoding::Utf16.byte_offset("a😀b", 2), 1);
        assert_eq!(PositionEncoding::Utf8.byte_offset("é", 1), 0);
        assert_eq!(PositionEncoding::Utf8.byte_offset("é", 99), 2);
        assert_eq!(PositionEncoding::Utf32.byte_offset("é", 99), 2);
    }
}
