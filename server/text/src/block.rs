//! Blocks: the units that an edit re-parses.

use text_size::{TextRange, TextSize};

use crate::{
    LineColumn, PositionEncoding,
    sentence::sentences,
    token::{Token, tokenize},
};

/// How the text is marked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Format {
    /// No markup.
    #[default]
    Plain,
    /// Markdown.
    Markdown,
}

impl Format {
    /// The format that a file name promises.
    pub fn of_file_name(name: &str) -> Self {
        let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
        match extension.as_deref() {
            Some("md" | "markdown" | "mkd" | "mdx") => Self::Markdown,
            _ => Self::Plain,
        }
    }
}

/// A block's name, and its place: ids are ordered as the blocks stand in the document. An id stays while its block is
/// untouched, whatever happens around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub(crate) u64);

impl BlockId {
    /// Before every block.
    pub const MIN: Self = Self(0);
    /// After every block.
    pub const MAX: Self = Self(u64::MAX);
}

/// What a block is in the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Empty lines at the top of the file.
    Blank,
    /// YAML or TOML between `---` or `+++` lines at the very top.
    FrontMatter,
    /// Lines above the story that are none of the below: name of the paper, section, print date.
    Masthead,
    /// The article's headline.
    Headline,
    /// `By Jane Roe`.
    Byline,
    /// A dateline that stands on a line of its own.
    Dateline,
    /// A cross-heading, in Markdown or as a short line.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// A Markdown block quotation.
    BlockQuote,
    /// Code, tables, rules, comments: no prose.
    Code,
    /// What a web page leaves behind: buttons, share counts, advertisement marks.
    Furniture,
}

impl BlockKind {
    /// Whether this is text of the article that states something: all but markup, masthead and page furniture.
    pub fn is_prose(self) -> bool {
        matches!(
            self,
            Self::Headline
                | Self::Heading
                | Self::Paragraph
                | Self::ListItem
                | Self::BlockQuote
                | Self::Dateline
        )
    }

    /// Whether words may be capitalised here without being names.
    pub fn is_heading(self) -> bool {
        matches!(self, Self::Headline | Self::Heading | Self::Masthead)
    }
}

/// A stretch of whole lines with the empty lines that follow it. Immutable: an edit makes a new one.
#[derive(Debug)]
pub struct Block {
    id: BlockId,
    kind: BlockKind,
    text: Box<str>,
    tokens: Vec<Token>,
    sentences: Vec<TextRange>,
    line_starts: Vec<TextSize>,
    marks: Option<Vec<Mark>>,
}

impl Block {
    pub(crate) fn new(id: BlockId, kind: BlockKind, text: Box<str>) -> Self {
        let tokens = match kind {
            BlockKind::FrontMatter | BlockKind::Code | BlockKind::Blank => Vec::new(),
            _ => tokenize(&text),
        };
        let sentences = sentences(&text, &tokens);
        let line_starts = line_starts(&text);
        let marks = marks(&text);
        Self {
            id,
            kind,
            text,
            tokens,
            sentences,
            line_starts,
            marks,
        }
    }

    /// The same text under another id or kind.
    pub(crate) fn with(&self, id: BlockId, kind: BlockKind) -> Self {
        Self::new(id, kind, self.text.clone())
    }

    /// Its id.
    pub fn id(&self) -> BlockId {
        self.id
    }

    /// What it is.
    pub fn kind(&self) -> BlockKind {
        self.kind
    }

    /// Its text, line ends and following empty lines included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its text at `range`, which counts from the block's start.
    pub fn slice(&self, range: TextRange) -> &str {
        self.text
            .get(usize::from(range.start())..usize::from(range.end()))
            .unwrap_or_default()
    }

    /// Its tokens, in offsets from its start.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Its sentences, in offsets from its start.
    pub fn sentences(&self) -> &[TextRange] {
        &self.sentences
    }

    /// The sentence that `offset` stands in or touches.
    pub fn sentence_at(&self, offset: TextSize) -> Option<TextRange> {
        self.sentences
            .iter()
            .copied()
            .find(|s| s.contains_inclusive(offset))
    }

    /// Its length in bytes.
    pub fn len(&self) -> TextSize {
        TextSize::of(&*self.text)
    }

    /// Whether it holds no byte. No block of a document does.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Its text without the white space around it.
    pub fn content_range(&self) -> TextRange {
        let trimmed_end = self.text.trim_end();
        let start = trimmed_end.len() - trimmed_end.trim_start().len();
        TextRange::new(size(start), size(trimmed_end.len().max(start)))
    }

    /// How many line ends it has.
    pub fn line_breaks(&self) -> u32 {
        (self.line_starts.len() - 1) as u32
    }

    /// Line and column of `offset`, the line counted from the block's first. A block starts where a line starts, so
    /// the column is the document's.
    pub fn line_column(&self, offset: TextSize, encoding: PositionEncoding) -> LineColumn {
        let line = self.line_starts.partition_point(|start| *start <= offset) - 1;
        let start = self.line_starts[line];
        let offset = offset.max(start);
        let column = match &self.marks {
            None => u32::from(offset - start),
            Some(_) if encoding == PositionEncoding::Utf8 => u32::from(offset - start),
            Some(marks) => {
                self.units_before(marks, offset, encoding)
                    - self.units_before(marks, start, encoding)
            }
        };
        LineColumn {
            line: line as u32,
            column,
        }
    }

    /// The units from the block's start to `offset`: those up to the last mark, and those after it.
    fn units_before(&self, marks: &[Mark], offset: TextSize, encoding: PositionEncoding) -> u32 {
        let at = marks.partition_point(|m| m.offset <= offset) - 1;
        let mark = marks[at];
        let units = if encoding == PositionEncoding::Utf16 {
            mark.utf16
        } else {
            mark.chars
        };
        units + encoding.units(self.slice(TextRange::new(mark.offset, offset)))
    }
}

/// How many units stand before a place in a block.
#[derive(Clone, Copy, Debug)]
struct Mark {
    offset: TextSize,
    utf16: u32,
    chars: u32,
}

/// The distance between marks in bytes.
const MARK_STEP: usize = 256;

/// Marks all through a text, so that no column is counted from far; none where bytes, units and characters are one.
fn marks(text: &str) -> Option<Vec<Mark>> {
    if text.is_ascii() {
        return None;
    }
    let mut mark = Mark {
        offset: TextSize::new(0),
        utf16: 0,
        chars: 0,
    };
    let mut marks = vec![mark];
    while usize::from(mark.offset) < text.len() {
        let from = usize::from(mark.offset);
        let to = text.ceil_char_boundary((from + MARK_STEP).min(text.len()));
        let stretch = &text[from..to];
        mark = Mark {
            offset: size(to),
            utf16: mark.utf16 + PositionEncoding::Utf16.units(stretch),
            chars: mark.chars + PositionEncoding::Utf32.units(stretch),
        };
        marks.push(mark);
    }
    Some(marks)
}

/// A byte count as an offset. Texts above 4 GiB are refused long before.
pub(crate) fn size(bytes: usize) -> TextSize {
    TextSize::new(u32::try_from(bytes).unwrap_or(u32::MAX))
}

/// The starts of the lines of `text`; one more than it has line ends (`\n`, `\r\n`, `\r`).
fn line_starts(text: &str) -> Vec<TextSize> {
    let bytes = text.as_bytes();
    let mut starts = vec![TextSize::new(0)];
    for (i, byte) in bytes.iter().enumerate() {
        if *byte == b'\n' || (*byte == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
            starts.push(size(i + 1));
        }
    }
    starts
}
