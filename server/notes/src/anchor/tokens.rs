//! A text as the words and signs that anchors are compared by: space and the form of quotation marks do not count.

use std::ops::Range;

/// A word or a sign.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    /// What it is compared by.
    pub(super) key: &'t str,
    /// Where it stands, in bytes.
    pub(super) range: Range<usize>,
    /// The number of line breaks before it.
    pub(super) line: u32,
}

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut line = 0;
    let mut joins = false;
    for (at, c) in text.char_indices() {
        let range = at..at + c.len_utf8();
        let in_word = c.is_alphanumeric() || is_mark(c);
        match tokens.last_mut() {
            Some(word) if in_word && joins => {
                word.range.end = range.end;
                word.key = &text[word.range.clone()];
            }
            _ if c.is_whitespace() => line += u32::from(c == '\n'),
            _ => tokens.push(Token {
                key: plain(c).unwrap_or(&text[range.clone()]),
                range,
                line,
            }),
        }
        joins = in_word;
    }
    tokens
}

/// A combining mark that belongs to the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}')
}

/// The straight form of a quotation mark.
fn plain(c: char) -> Option<&'static str> {
    match c {
        '“' | '”' | '„' | '«' | '»' => Some("\""),
        '‘' | '’' | '‚' | '`' => Some("'"),
        _ => None,
    }
}

/// The text with single spaces and straight quotation marks: two texts of the same words have the same.
pub fn normalized(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !normal.is_empty() {
            normal.push(' ');
        }
        for c in word.chars() {
            match plain(c) {
                Some(sign) => normal.push_str(sign),
                None => normal.push(c),
            }
        }
    }
    normal
}

/// The tokens from the first to the last that a range of bytes touches.
pub(super) fn touched(tokens: &[Token<'_>], range: &Range<usize>) -> Range<usize> {
    let first = tokens.partition_point(|token| token.range.end <= range.start);
    let last = tokens.partition_point(|token| token.range.start < range.end);
    first..last.max(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_signs() {
        let keys: Vec<&str> = tokens("“Kim’s 1,5” — U.S.\ncafe\u{301}")
            .iter()
            .map(|token| token.key)
            .collect();
        assert_eq!(
            keys,
            [
                "\"",
                "Kim",
                "'",
                "s",
                "1",
                ",",
                "5",
                "\"",
                "—",
                "U",
                ".",
                "S",
                ".",
                "cafe\u{301}"
            ]
        );
    }

    #[test]
    fn form_of_quotation_marks_and_space_do_not_count() {
        assert_eq!(normalized("“at  an\nearly date” "), "\"at an early date\"");
    }
}
