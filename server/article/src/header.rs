//! What stands above the story, and the article's own date.

use dates::{Evidence, StoryDate};
use jiff::civil::Date;
use text::{Block, BlockId, BlockKind, TextRange, TokenKind};

use crate::reading::Reading;

/// How many blocks from the top are asked for evidence of the article's date.
pub(crate) const EVIDENCE_BLOCKS: usize = 24;

/// A dateline after this many paragraphs is another story's.
const OPENING_PARAGRAPHS: usize = 3;

/// What is known of an article from outside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// The publication date, if somebody gave it.
    pub date: Option<Date>,
    /// The file's name, without its folder.
    pub file_name: Option<String>,
    /// The headline, where it does not stand in the text.
    pub title: Option<String>,
}

/// Headline, byline and the article's date.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    /// The block and range of the headline.
    pub headline: Option<(BlockId, TextRange)>,
    /// The block and range of the byline.
    pub byline: Option<(BlockId, TextRange)>,
    /// The block and range of the first dateline.
    pub dateline: Option<(BlockId, TextRange)>,
    /// The article's date, if it is written or follows.
    pub date: Option<StoryDate>,
}

/// Reads the header from the first blocks, each with its reading.
pub(crate) fn header<'b>(
    blocks: impl Iterator<Item = (&'b Block, &'b Reading)>,
    hints: &Hints,
) -> Header {
    let mut header = Header::default();
    let mut paragraphs = 0;
    let mut evidence = Vec::new();
    evidence.extend(hints.date.map(Evidence::Given));
    for (block, reading) in blocks.take(EVIDENCE_BLOCKS) {
        let content = block.content_range();
        match block.kind() {
            BlockKind::FrontMatter => {
                evidence.extend(front_matter_date(block.text()).map(Evidence::FrontMatter))
            }
            BlockKind::Masthead => {
                evidence.extend(dates::read_date(block.slice(content)).map(Evidence::Masthead))
            }
            BlockKind::Byline => header.byline = header.byline.or(Some((block.id(), content))),
            BlockKind::Headline => {
                header.headline = Some((block.id(), content));
                evidence.extend(headline_suffix(block.slice(content)).map(Evidence::Headline));
            }
            _ => story_evidence(block, reading, &mut evidence),
        }
        paragraphs +=
            usize::from(block.kind() == BlockKind::Paragraph && reading.dateline.is_none());
        if let Some(dateline) = &reading.dateline
            && header.dateline.is_none()
            && paragraphs < OPENING_PARAGRAPHS
        {
            header.dateline = Some((block.id(), dateline.range));
            evidence.extend(
                dateline
                    .date
                    .and_then(|d| dates::read_date(block.slice(d)))
                    .map(Evidence::Dateline),
            );
        }
    }
    evidence.extend(
        hints
            .file_name
            .as_deref()
            .and_then(file_name_date)
            .map(Evidence::FileName),
    );
    header.date = dates::story_date(&evidence);
    header
}

/// The date of a later dateline of the same file: another story starts there.
pub(crate) fn dateline_date(
    block: &Block,
    reading: &Reading,
    article: Option<&StoryDate>,
) -> Option<StoryDate> {
    let written = dates::read_date(block.slice(reading.dateline.as_ref()?.date?))?;
    // What the article's own date says of the year holds for its second story too.
    let mut evidence = vec![Evidence::Dateline(written)];
    evidence.extend(article.map(|a| Evidence::Year(a.date.year())));
    dates::story_date(&evidence)
}

/// Weekdays, years and anniversaries of running text.
fn story_evidence(block: &Block, reading: &Reading, evidence: &mut Vec<Evidence>) {
    if block.kind() != BlockKind::Paragraph {
        return;
    }
    for expression in &reading.dates.expressions {
        let written = &expression.written;
        match (written.weekday, written.day, written.month, written.year) {
            (Some((weekday, _)), None, None, None) => evidence.push(Evidence::Weekday(weekday)),
            (_, _, _, Some((year, _))) => evidence.push(Evidence::Year(year)),
            _ => {}
        }
    }
    let tokens = block.tokens();
    for pair in tokens.windows(2) {
        let (number, word) = (pair[0].text(block.text()), pair[1].text(block.text()));
        if pair[0].kind == TokenKind::Number && word == "anniversary" {
            let nth = number.trim_end_matches(char::is_alphabetic).parse();
            evidence.extend(nth.ok().map(|nth| Evidence::Anniversary {
                nth,
                base_year: None,
                month_day: None,
            }));
        }
    }
}

/// `date:` in YAML, `date =` in TOML.
fn front_matter_date(text: &str) -> Option<Date> {
    text.lines().find_map(|line| {
        let (key, value) = line.split_once([':', '='])?;
        let key = key.trim().to_ascii_lowercase();
        let wanted = matches!(
            key.as_str(),
            "date" | "published" | "pubdate" | "publishdate" | "publication_date"
        );
        let value = value.trim().trim_matches(['"', '\'']);
        // A time of day after the date is of no matter here.
        let day = value
            .get(..10)
            .filter(|d| d.parse::<Date>().is_ok())
            .unwrap_or(value);
        wanted
            .then(|| dates::read_date(day).and_then(|w| dates::written_date(&w)))
            .flatten()
    })
}

/// `Leaders Meet in Vladivostok - 2002-08-23`
fn headline_suffix(headline: &str) -> Option<dates::Written> {
    let (_, suffix) = headline.rsplit_once([' ', '|'])?;
    let written = dates::read_date(suffix)?;
    dates::written_date(&written).map(|_| written)
}

/// `2002-08-23-leaders-meet.md`, `20020823_leaders.txt`
fn file_name_date(name: &str) -> Option<Date> {
    let bytes = name.as_bytes();
    let dashed = name.get(..10).and_then(|d| d.parse().ok());
    dashed.or_else(|| {
        let digits = name.get(..8).filter(|d| {
            d.bytes().all(|b| b.is_ascii_digit()) && !bytes.get(8).is_some_and(u8::is_ascii_digit)
        })?;
        let date: Date = format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..])
            .parse()
            .ok()?;
        (1500..2200).contains(&date.year()).then_some(date)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_outside_the_story() {
        let date = |s: &str| Some(s.parse::<Date>().unwrap());
        assert_eq!(file_name_date("2002-08-23-leaders.md"), date("2002-08-23"));
        assert_eq!(file_name_date("20020823_leaders.txt"), date("2002-08-23"));
        assert_eq!(file_name_date("12345678901.txt"), None);
        assert_eq!(file_name_date("notes.md"), None);
        assert_eq!(
            front_matter_date("---\ntitle: x\ndate: 2018-08-15T10:00:00Z\n---\n"),
            date("2018-08-15")
        );
        assert_eq!(
            front_matter_date("+++\ndate = \"August 15, 2018\"\n+++\n"),
            date("2018-08-15")
        );
    }
}
