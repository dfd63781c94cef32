//! Comments by which an article silences rules: `copydesk: ignore RULE -- reason`.

use smol_str::SmolStr;
use text::{Block, BlockKind, TextRange, TextSize};

/// A comment that silences rules.
#[derive(Clone, Debug, PartialEq)]
pub struct Ignore {
    /// The rules' ids as written, and where each stands in its block.
    pub rules: Vec<(SmolStr, TextRange)>,
    /// Why, if that is said.
    pub reason: Option<SmolStr>,
    /// What it speaks of.
    pub scope: Scope,
    /// From `copydesk` to the end of what is said, from the block's start.
    pub range: TextRange,
}

/// What a comment speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The block of the article that follows.
    Next,
    /// The whole file: `ignore-file`, or a comment of the front matter.
    File,
}

const NAME: &str = "copydesk:";

/// The comments of a block that is no prose.
pub(crate) fn ignores(block: &Block) -> Vec<Ignore> {
    let lines = match block.kind() {
        BlockKind::Code | BlockKind::FrontMatter => block.text().split_inclusive('\n'),
        _ => return Vec::new(),
    };
    let in_front_matter = block.kind() == BlockKind::FrontMatter;
    let mut start = 0;
    let mut found = Vec::new();
    for line in lines {
        let comment = !in_front_matter || line.trim_start().starts_with('#');
        found.extend(comment.then(|| ignore(line, start)).flatten());
        start += line.len();
    }
    if in_front_matter {
        found.iter_mut().for_each(|i| i.scope = Scope::File);
    }
    found
}

/// The comment on a line that starts at this byte of its block.
fn ignore(line: &str, start: usize) -> Option<Ignore> {
    // What stands before is the mark of a comment, not a sentence that quotes one.
    let name = line.find(|c: char| c.is_alphanumeric())?;
    let after = name + NAME.len();
    if !line.get(name..after)?.eq_ignore_ascii_case(NAME) {
        return None;
    }
    let mut words = Words {
        text: &line[..end(line)],
        at: after,
    };
    let scope = match words.next()?.0 {
        "ignore" => Scope::Next,
        "ignore-file" => Scope::File,
        _ => return None,
    };
    let mut rules = Vec::new();
    let mut reason = None;
    while let Some((word, at)) = words.next() {
        if matches!(word, "--" | "–" | "—") {
            let said = line[words.at..end(line)].trim();
            reason = (!said.is_empty()).then(|| SmolStr::new(said));
            break;
        }
        for rule in word.split(',').filter(|rule| !rule.is_empty()) {
            let from = at + (rule.as_ptr() as usize - word.as_ptr() as usize);
            rules.push((SmolStr::new(rule), range(start + from, rule.len())));
        }
    }
    Some(Ignore {
        rules,
        reason,
        scope,
        range: range(start + name, end(line) - name),
    })
}

/// Where a comment's words end: before the mark that closes it.
fn end(line: &str) -> usize {
    let line = line.trim_end();
    let closed = ["-->", "*/", "]"].iter().find_map(|m| line.strip_suffix(m));
    closed.unwrap_or(line).trim_end().len()
}

fn range(start: usize, length: usize) -> TextRange {
    let size = |n: usize| TextSize::new(u32::try_from(n).unwrap_or(u32::MAX));
    TextRange::at(size(start), size(length))
}

/// The words of a text from a byte on, and where each starts.
struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Words<'t> {
    type Item = (&'t str, usize);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..)?;
        let word = rest.split_whitespace().next()?;
        let start = self.at + rest.find(word)?;
        self.at = start + word.len();
        Some((word, start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use text::{Document, Format};

    fn read(text: &str, format: Format) -> Vec<(Vec<String>, Option<String>, Scope)> {
        let document = Document::new(text, format);
        let all = document.blocks().flat_map(|block| ignores(block));
        let shown = all.map(|i| {
            let rules = i.rules.iter().map(|(rule, _)| rule.to_string()).collect();
            (rules, i.reason.map(|r| r.to_string()), i.scope)
        });
        shown.collect()
    }

    fn rules(rules: &[&str]) -> Vec<String> {
        rules.iter().map(|r| (*r).to_owned()).collect()
    }

    #[test]
    fn rules_reason_and_scope() {
        let markdown = "<!-- copydesk: ignore weekday-date, age -- as printed -->\nHe left.\n\n<!--\ncopydesk: ignore-file title\n-->\n";
        let reason = Some("as printed".to_owned());
        let expected = [
            (rules(&["weekday-date", "age"]), reason, Scope::Next),
            (rules(&["title"]), None, Scope::File),
        ];
        assert_eq!(read(markdown, Format::Markdown), expected);
        let plain = "[copydesk: ignore age – her own words]\nHe left.\n";
        let reason = Some("her own words".to_owned());
        let expected = [(rules(&["age"]), reason, Scope::Next)];
        assert_eq!(read(plain, Format::Plain), expected);
    }

    #[test]
    fn front_matter_speaks_of_the_file() {
        let text = "---\n# copydesk: ignore age -- archive\ntitle: copydesk: ignore title\n---\nHe left.\n";
        let reason = Some("archive".to_owned());
        let expected = [(rules(&["age"]), reason, Scope::File)];
        assert_eq!(read(text, Format::Markdown), expected);
    }

    #[test]
    fn prose_and_other_comments_are_none() {
        let text = "He wrote copydesk: ignore age.\n\n<!-- ask Ann: copydesk: ignore age -->\n<!-- copydesk: hello -->\n";
        assert_eq!(read(text, Format::Markdown), []);
    }

    #[test]
    fn places_are_where_the_words_are() {
        let text = "<!-- copydesk: ignore age,title -- so -->\n";
        let document = Document::new(text, Format::Markdown);
        let block = document.blocks().next().unwrap();
        let ignore = &ignores(block)[0];
        let places = ignore.rules.iter().map(|(_, at)| block.slice(*at));
        assert_eq!(places.collect::<Vec<_>>(), ["age", "title"]);
        assert_eq!(
            block.slice(ignore.range),
            "copydesk: ignore age,title -- so"
        );
    }
}
