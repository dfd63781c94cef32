//! Where blocks begin and end.
//!
//! [`next_block`] depends on the text from the block's start to the end of the first line after it and on nothing
//! else. That is what lets an edit re-parse from the block before it and stop where an old boundary is met again.
//! Markdown joins all lines up to an empty one; here a line that ends a sentence before one that starts one ends the
//! block too, in both formats: the analysis of a paragraph need not know the next.

use crate::block::{BlockKind, Format};

/// Front matter longer than this many bytes is not taken for front matter.
pub(crate) const FRONT_MATTER_LIMIT: usize = 16 * 1024;

/// The length in bytes and the kind of the block that starts `text`, empty lines after it included. `at_top` when the
/// document starts here. `text` is not empty.
pub(crate) fn next_block(text: &str, at_top: bool, format: Format) -> (usize, BlockKind) {
    let mut lines = Lines { text, at: 0 };
    let first = lines.next().unwrap_or("");
    if first.trim().is_empty() {
        return (lines.after_blank(), BlockKind::Blank);
    }
    if at_top && let Some(length) = front_matter(text, first) {
        lines.at = length;
        return (lines.after_blank(), BlockKind::FrontMatter);
    }
    let kind = kind_of_line(first, format);
    match kind {
        BlockKind::Code if let Some(fence) = fence(first, format) => {
            for line in lines.by_ref() {
                let line = line.trim();
                if line.starts_with(fence)
                    && line
                        .trim_start_matches(fence.as_bytes()[0] as char)
                        .is_empty()
                {
                    break;
                }
            }
        }
        BlockKind::Code if opens_comment(first, format) => {
            let mut line = Some(first);
            while line.is_some_and(|line| !line.contains("-->")) {
                line = lines.next();
            }
        }
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuote => {
            let mut previous = first;
            while let Some(line) = lines.peek() {
                if line.trim().is_empty()
                    || !continues(previous, line, at_top && previous == first, format)
                {
                    break;
                }
                lines.next();
                previous = line;
            }
        }
        _ => {}
    }
    let kind = match kind {
        BlockKind::Paragraph if is_label(text[..lines.at].trim()) => BlockKind::Heading,
        kind => kind,
    };
    (lines.after_blank(), kind)
}

struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lines<'t> {
    fn peek(&self) -> Option<&'t str> {
        let rest = &self.text[self.at..];
        (!rest.is_empty()).then(|| &rest[..line_length(rest)])
    }

    /// Moves over the empty lines that follow; where the next block starts.
    fn after_blank(mut self) -> usize {
        while self.peek().is_some_and(|line| line.trim().is_empty()) {
            self.next();
        }
        self.at
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let line = self.peek()?;
        self.at += line.len();
        Some(line)
    }
}

/// The length of the first line, its end included.
fn line_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    match bytes.iter().position(|b| matches!(b, b'\n' | b'\r')) {
        Some(i) if bytes[i] == b'\r' && bytes.get(i + 1) == Some(&b'\n') => i + 2,
        Some(i) => i + 1,
        None => text.len(),
    }
}

fn front_matter(text: &str, first: &str) -> Option<usize> {
    let mark = first.trim_end();
    if !matches!(mark, "---" | "+++") {
        return None;
    }
    let mut lines = Lines {
        text,
        at: first.len(),
    };
    while let Some(line) = lines.next() {
        if line.trim_end() == mark {
            return Some(lines.at);
        }
        if lines.at > FRONT_MATTER_LIMIT {
            return None;
        }
    }
    None
}

fn fence(line: &str, format: Format) -> Option<&'static str> {
    if format != Format::Markdown {
        return None;
    }
    let line = line.trim_start();
    ["```", "~~~"].into_iter().find(|f| line.starts_with(f))
}

/// Whether a comment of HTML starts with this line.
fn opens_comment(line: &str, format: Format) -> bool {
    format == Format::Markdown && line.trim_start().starts_with("<!--")
}

/// Whether a line is a word to Copydesk and none of the article: `# copydesk: ignore …`.
fn is_remark(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| c.is_ascii_punctuation() || c.is_whitespace());
    let word = line.get(..9);
    word.is_some_and(|word| word.eq_ignore_ascii_case("copydesk:"))
        && line[9..].trim_start().starts_with("ignore")
}

/// What a block that starts with `line` is, but for the header of the article.
fn kind_of_line(line: &str, format: Format) -> BlockKind {
    let trimmed = line.trim();
    if fence(line, format).is_some() || opens_comment(line, format) || is_remark(trimmed) {
        return BlockKind::Code;
    }
    if is_furniture(trimmed) {
        return BlockKind::Furniture;
    }
    if format == Format::Markdown {
        let hashes = trimmed.len() - trimmed.trim_start_matches('#').len();
        if (1..=6).contains(&hashes) && trimmed[hashes..].starts_with(' ') {
            return BlockKind::Heading;
        }
        if is_rule(trimmed) || trimmed.starts_with('|') {
            return BlockKind::Code;
        }
        if trimmed.starts_with('>') {
            return BlockKind::BlockQuote;
        }
    }
    if is_list_item(trimmed) {
        return BlockKind::ListItem;
    }
    BlockKind::Paragraph
}

fn is_rule(line: &str) -> bool {
    let mark = line.chars().next().unwrap_or(' ');
    matches!(mark, '-' | '*' | '_' | '=')
        && line.chars().filter(|c| !c.is_whitespace()).count() >= 3
        && line.chars().all(|c| c == mark || c.is_whitespace())
}

fn is_list_item(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let marker = match rest.len() == line.len() {
        true => line.strip_prefix(['-', '*', '+', '•']),
        false if line.len() - rest.len() <= 3 => rest.strip_prefix(['.', ')']),
        false => None,
    };
    marker.is_some_and(|m| m.starts_with([' ', '\t']) && !m.trim().is_empty())
}

/// Whether `next` goes on with the sentence or the hard-wrapped paragraph of `line`. `opens` when `line` is the
/// document's first: a headline is never wrapped into what follows.
fn continues(line: &str, next: &str, opens: bool, format: Format) -> bool {
    let (line, next) = (line.trim(), next.trim());
    match kind_of_line(next, format) {
        BlockKind::BlockQuote => return kind_of_line(line, format) == BlockKind::BlockQuote,
        BlockKind::Paragraph if !starts_furniture(line) => {}
        _ => return false,
    }
    let (Some(last), Some(first)) = (line.chars().next_back(), next.chars().next()) else {
        return false;
    };
    if matches!(
        last,
        '.' | '!' | '?' | ':' | '|' | '”' | '"' | '’' | ')' | '…'
    ) {
        return false;
    }
    if first.is_lowercase() || last == ',' {
        return true;
    }
    let long = line.chars().count() >= 45;
    if first.is_ascii_digit() {
        return long;
    }
    // A hard-wrapped line may break before a name. It is as long as its neighbours and reads as running text.
    let words = line.split_whitespace().count();
    let lower = line
        .split_whitespace()
        .filter(|w| w.starts_with(char::is_lowercase))
        .count();
    long && !opens
        && words >= 7
        && lower * 2 > words
        && line.chars().count() <= 110
        && !next.starts_with("By ")
}

/// A line without an end that is no running text: a cross-heading, a name, a label.
fn is_label(block: &str) -> bool {
    // Most blocks have many more words: not all are counted.
    let is_short = block.split_whitespace().nth(12).is_none();
    let ends = block
        .chars()
        .rfind(|c| !matches!(c, '”' | '’' | '"' | '\'' | ')'));
    is_short && !matches!(ends, Some('.' | '!' | '?' | ':' | ',' | ';')) && !block.contains('\n')
}

/// What web pages leave behind, by forms that no article has.
fn is_furniture(line: &str) -> bool {
    !line.chars().any(char::is_alphanumeric) && !is_rule(line) && !line.contains(['“', '”', '"'])
        || starts_furniture(line)
        || (line.contains('%') && line.contains("%d "))
        || (line.contains('_') && line.contains("spot_img"))
        || (line.len() <= 3 && matches!(line, "XS" | "SM" | "MD" | "LG" | "XL" | "XXL"))
}

fn starts_furniture(line: &str) -> bool {
    const LABELS: &[&str] = &[
        "accessibility links",
        "advertisement",
        "- advertisement -",
        "related articles",
        "latest articles",
        "read more",
        "read also",
        "share this",
        "share on",
        "tweet",
        "print this",
        "email this",
        "skip to content",
        "skip to main content",
        "breaking news",
        "more from",
        "sign up",
        "subscribe",
        "follow us",
        "leave a comment",
        "click here",
        "most read",
        "most popular",
        "trending",
        "you may also like",
        "all rights reserved",
        "copyright",
        "©",
        "loading",
        "next article",
        "previous article",
        "view comments",
        "facebook",
        "twitter",
        "whatsapp",
    ];
    if line.len() > 60 {
        return false;
    }
    let lower = line.to_lowercase();
    LABELS.iter().any(|label| {
        lower.strip_prefix(label).is_some_and(|rest| {
            // The label alone or nearly so: “Facebook said on Monday …” is a sentence.
            !rest.starts_with(char::is_alphanumeric)
                && rest.split_whitespace().count() <= 2
                && !rest.ends_with('.')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(text: &str, format: Format, expected: Expect) {
        let mut out = String::new();
        let mut at = 0;
        while at < text.len() {
            let (length, kind) = next_block(&text[at..], at == 0, format);
            out += &format!("{kind:?} {:?}\n", &text[at..at + length]);
            at += length;
        }
        expected.assert_eq(&out);
    }

    #[test]
    fn a_sentence_that_runs_over_a_line_end_is_one_paragraph() {
        check(
            "Officials will hold the talks on diplomatic relations on August 25 and\n26.\nThe next paragraph is here.\n",
            Format::Plain,
            expect![[r#"
                Paragraph "Officials will hold the talks on diplomatic relations on August 25 and\n26.\n"
                Paragraph "The next paragraph is here.\n"
            "#]],
        );
    }

    #[test]
    fn markdown() {
        check(
            "---\ndate: 2002-08-15\n---\n# Title\nText goes on and\non.\n\n- one\n- two\n```\ncode\n\n```\n> quoted\n> more\n***\n",
            Format::Markdown,
            expect![[r##"
                FrontMatter "---\ndate: 2002-08-15\n---\n"
                Heading "# Title\n"
                Paragraph "Text goes on and\non.\n\n"
                ListItem "- one\n"
                ListItem "- two\n"
                Code "```\ncode\n\n```\n"
                BlockQuote "> quoted\n> more\n"
                Code "***\n"
            "##]],
        );
    }

    #[test]
    fn a_comment_goes_on_to_its_end() {
        check(
            "<!-- Ask Ann\n\nabout May. -->\nHe left.\n<!-- one line -->\nShe stayed.\n",
            Format::Markdown,
            expect![[r#"
                Code "<!-- Ask Ann\n\nabout May. -->\n"
                Paragraph "He left.\n"
                Code "<!-- one line -->\n"
                Paragraph "She stayed.\n"
            "#]],
        );
        check(
            "He left.\n# copydesk: ignore weekday-date -- as printed\nOn Friday she came.\n",
            Format::Plain,
            expect![[r##"
                Paragraph "He left.\n"
                Code "# copydesk: ignore weekday-date -- as printed\n"
                Paragraph "On Friday she came.\n"
            "##]],
        );
    }

    #[test]
    fn page_furniture_is_not_prose() {
        check(
            "Accessibility links\n\nHe left town on Monday, officials said.\n\nXS\nSM\n%d bloggers like this:\n|\nRelated Articles",
            Format::Plain,
            expect![[r#"
                Furniture "Accessibility links\n\n"
                Paragraph "He left town on Monday, officials said.\n\n"
                Furniture "XS\n"
                Furniture "SM\n"
                Furniture "%d bloggers like this:\n"
                Furniture "|\n"
                Furniture "Related Articles"
            "#]],
        );
    }
}
