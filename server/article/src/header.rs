//! What stands above the story, and the article's own date.

use dates::{Evidence, Order, StoryDate};
use jiff::civil::Date;
use text::{Block, BlockId, BlockKind, TextRange};

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
    /// From when to when people held the offices that the article names them with.
    pub terms: Vec<(Date, Date)>,
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
    /// Where each piece of evidence for the date stands, if it stands in the text.
    pub evidence: Vec<Option<(BlockId, TextRange)>>,
}

/// Reads the header from the first blocks, each with its reading; dates in digits have this order.
pub(crate) fn header<'b>(
    blocks: impl Iterator<Item = (&'b Block, &'b Reading)>,
    hints: &Hints,
    order: Order,
) -> Header {
    let mut header = Header::default();
    let mut paragraphs = 0;
    let mut found = Found::default();
    found.outside(hints.date.map(Evidence::Given));
    for (from, to) in &hints.terms {
        found.outside(Some(Evidence::Term(*from, *to)));
    }
    for (block, reading) in blocks.take(EVIDENCE_BLOCKS) {
        let content = block.content_range();
        let here = (block.id(), content);
        match block.kind() {
            BlockKind::FrontMatter => {
                let date = front_matter_date(block.text());
                found.inside(here, date.map(Evidence::FrontMatter));
            }
            BlockKind::Masthead => {
                // The clock of a web page tells when the page was read.
                let text = Some(block.slice(content)).filter(|t| !t.starts_with("Today"));
                let date = text.and_then(dates::read_date).map(|d| d.in_order(order));
                found.inside(here, date.map(Evidence::Masthead));
            }
            BlockKind::Byline => header.byline = header.byline.or(Some(here)),
            BlockKind::Headline => {
                header.headline = Some(here);
                let date = headline_suffix(block.slice(content));
                found.inside(here, date.map(Evidence::Headline));
            }
            _ => story_evidence(block, reading, &mut found),
        }
        paragraphs +=
            usize::from(block.kind() == BlockKind::Paragraph && reading.dateline.is_none());
        if let Some(dateline) = &reading.dateline
            && header.dateline.is_none()
            && paragraphs < OPENING_PARAGRAPHS
        {
            let here = (block.id(), dateline.range);
            header.dateline = Some(here);
            let date = dateline.date.and_then(|d| dates::read_date(block.slice(d)));
            found.inside(here, date.map(Evidence::Dateline));
        }
    }
    let file_name = hints.file_name.as_deref().and_then(file_name_date);
    found.outside(file_name.map(Evidence::FileName));
    header.date = dates::story_date(&found.evidence);
    header.evidence = found.places;
    header
}

/// Evidence for the article's date, and where it stands.
#[derive(Default)]
struct Found {
    evidence: Vec<Evidence>,
    places: Vec<Option<(BlockId, TextRange)>>,
}

impl Found {
    fn inside(&mut self, place: (BlockId, TextRange), evidence: Option<Evidence>) {
        if let Some(evidence) = evidence {
            self.evidence.push(evidence);
            self.places.push(Some(place));
        }
    }

    fn outside(&mut self, evidence: Option<Evidence>) {
        if let Some(evidence) = evidence {
            self.evidence.push(evidence);
            self.places.push(None);
        }
    }
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
fn story_evidence(block: &Block, reading: &Reading, found: &mut Found) {
    if block.kind() != BlockKind::Paragraph {
        return;
    }
    let expressions = &reading.dates.expressions;
    for expression in expressions {
        let written = &expression.written;
        let evidence = match (written.weekday, written.day, written.month, written.year) {
            (Some((weekday, _)), None, None, None) => Some(Evidence::Weekday(weekday)),
            (_, _, _, Some((year, _))) => Some(Evidence::Year(year)),
            _ => None,
        };
        found.inside((block.id(), expression.range), evidence);
    }
    for anniversary in &reading.anniversaries {
        let event = anniversary.event.and_then(|e| expressions.get(e));
        let written = event.map(|e| e.written).unwrap_or_default();
        let written_day = written.month.map(|m| m.0).zip(written.day.map(|d| d.0));
        // A year beside it may be the anniversary’s own: what all know of the event goes first.
        let known = anniversary.known;
        let evidence = Evidence::Anniversary {
            nth: anniversary.nth,
            base_year: known
                .map(|day| day.year())
                .or(written.year.map(|(year, _)| year)),
            month_day: known.map(|day| (day.month(), day.day())).or(written_day),
        };
        found.inside((block.id(), anniversary.range), Some(evidence));
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
