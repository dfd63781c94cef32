//! What one article contributes to the corpus.

use std::sync::Arc;

use article::{Article, Day, MilestoneKind, QuoteRef};
use jiff::civil::Date;
use names::EntityType;
use smallvec::SmallVec;
use smol_str::SmolStr;
use text::{BlockId, Document, LineColumn, PositionEncoding, TextRange};

/// The name of an article in its corpus: the path from the corpus' root, with `/` between folders.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(Arc<str>);

impl ArticleId {
    /// The id of a path relative to the root.
    pub fn new(path: &str) -> Self {
        Self(path.into())
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for ArticleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A place in a text, in all units that anybody asks for, so that nobody need open the file to point at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Spot {
    /// Bytes of the file.
    pub range: TextRange,
    /// The line, from 0.
    pub line: u32,
    /// First and last column, in UTF-8, UTF-16 and UTF-32 units; the place ends on `line` plus `lines`.
    columns: [(u32, u32); 3],
    /// How many line ends it holds.
    lines: u32,
}

/// A place as numbers, without an allocation: a much-named person has thousands.
pub(crate) type SpotNumbers = SmallVec<[u32; 10]>;

impl Spot {
    /// A block's range as a spot.
    pub fn new(article: &Article, block: BlockId, range: TextRange) -> Option<Self> {
        let document = article.document();
        let facts = document.block(block)?;
        let at = |encoding| {
            (
                facts.line_column(range.start(), encoding),
                facts.line_column(range.end(), encoding),
            )
        };
        let all = [
            PositionEncoding::Utf8,
            PositionEncoding::Utf16,
            PositionEncoding::Utf32,
        ]
        .map(at);
        let first = document.line_of(block)?;
        Some(Self {
            range: document.range_in_document(block, range)?,
            line: first + all[0].0.line,
            lines: all[0].1.line - all[0].0.line,
            columns: all.map(|(start, end)| (start.column, end.column)),
        })
    }

    /// A range of a document as a spot.
    pub fn of_range(document: &Document, range: TextRange) -> Self {
        let at = |encoding| {
            let [start, end] =
                [range.start(), range.end()].map(|at| document.position(at, encoding));
            (start, end)
        };
        let all = [
            PositionEncoding::Utf8,
            PositionEncoding::Utf16,
            PositionEncoding::Utf32,
        ]
        .map(at);
        let (start, end) = all[0];
        Self {
            range,
            line: start.line,
            lines: end.line - start.line,
            columns: all.map(|(start, end)| (start.column, end.column)),
        }
    }

    /// As numbers, for the store: start, length and line; then the column if each character is one unit in every encoding
    /// and the place ends on its line, else the line ends, and first and last column in each encoding.
    pub(crate) fn to_numbers(self) -> SpotNumbers {
        let (start, length) = (self.range.start().into(), self.range.len().into());
        let [(a, b), (c, d), (e, f)] = self.columns;
        let plain = self.lines == 0 && b - a == length && (a, b) == (c, d) && (c, d) == (e, f);
        match plain {
            true => SpotNumbers::from_slice(&[start, length, self.line, a]),
            false => [start, length, self.line, self.lines, a, b, c, d, e, f].into(),
        }
    }

    /// The inverse of [`Spot::to_numbers`]; `None` if they are none of a spot.
    pub(crate) fn of_numbers(numbers: &[u32]) -> Option<Self> {
        let (start, length, line, lines, columns) = match *numbers {
            [start, length, line, column] => {
                let columns = (column, column.checked_add(length)?);
                (start, length, line, 0, [columns; 3])
            }
            [start, length, line, lines, a, b, c, d, e, f] => {
                (start, length, line, lines, [(a, b), (c, d), (e, f)])
            }
            _ => return None,
        };
        start.checked_add(length)?;
        let range = TextRange::at(start.into(), length.into());
        Some(Self {
            range,
            line,
            columns,
            lines,
        })
    }

    /// Start and end as an editor counts.
    pub fn positions(&self, encoding: PositionEncoding) -> (LineColumn, LineColumn) {
        let (start, end) = self.columns[match encoding {
            PositionEncoding::Utf8 => 0,
            PositionEncoding::Utf16 => 1,
            PositionEncoding::Utf32 => 2,
        }];
        (
            LineColumn {
                line: self.line,
                column: start,
            },
            LineColumn {
                line: self.line + self.lines,
                column: end,
            },
        )
    }
}

/// All that other articles and the folder's questions need of one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// The headline.
    pub headline: Option<String>,
    /// The article's date.
    pub date: Option<Date>,
    /// Who and what it names.
    pub entities: Vec<Arc<EntityRow>>,
    /// Its quotations of some length.
    pub quotes: Vec<Arc<QuoteRow>>,
    /// The days that it speaks of.
    pub times: Vec<TimeRow>,
    /// Beginnings and ends of which it gives the date.
    pub facts: Vec<Arc<FactRow>>,
}

/// An entity as one article names it.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityRow {
    /// What mentions that could mean it share: see [`names::Candidate::key`].
    pub key: SmolStr,
    /// Its fullest name there, folded.
    pub folded: SmolStr,
    /// Its fullest name there.
    pub name: SmolStr,
    /// What it is.
    pub entity_type: EntityType,
    /// The parts of a person's name, folded, given names first; empty if only a surname stands there.
    pub parts: Vec<SmolStr>,
    /// What the article calls it: `Russian President`.
    pub description: Option<SmolStr>,
    /// The forms in which it is named.
    pub forms: Vec<FormRow>,
    /// Every mention, in order.
    pub mentions: Vec<MentionRow>,
}

/// A mention of an entity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MentionRow {
    /// Where.
    pub spot: Spot,
    /// Index into [`EntityRow::forms`].
    pub form: usize,
    /// Whether somebody else of that name could be meant.
    pub doubtful: bool,
}

/// A form of a name and how often it stands there.
#[derive(Clone, Debug, PartialEq)]
pub struct FormRow {
    /// As written.
    pub text: SmolStr,
    /// Whether it is the whole name.
    pub full: bool,
    /// How often.
    pub count: u32,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct QuoteRow {
    /// Its words as written.
    pub text: SmolStr,
    /// Hashes of its words.
    pub words: Vec<u32>,
    /// Who says it, folded.
    pub speaker: Option<SmolStr>,
    /// Where.
    pub spot: Spot,
}

/// A day or a stretch of days of at most a month that the article speaks of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeRow {
    /// The first day that it may be.
    pub earliest: Date,
    /// The last.
    pub latest: Date,
    /// Where.
    pub range: TextRange,
}

/// A birth, death, founding or enactment with its date.
#[derive(Clone, Debug, PartialEq)]
pub struct FactRow {
    /// What happened.
    pub kind: MilestoneKind,
    /// To whom or what: the full name, folded.
    pub subject: SmolStr,
    /// The name as written.
    pub name: SmolStr,
    /// When.
    pub day: Day,
    /// The date as written.
    pub text: SmolStr,
    /// Where the date stands.
    pub spot: Spot,
}

impl EntityRow {
    /// The first mention by its fullest name, or the first of all where none is so full; `None` if there is no mention.
    pub fn definition(&self) -> Option<Spot> {
        fullest(&self.forms, &self.mentions, &self.name)
    }

    /// Where it is first named so; `None` if it is not.
    pub fn first_of(&self, form: &str) -> Option<Spot> {
        let form = self.forms.iter().position(|f| f.text == form)?;
        self.mentions
            .iter()
            .find(|m| m.form == form)
            .map(|m| m.spot)
    }
}

/// Where the form that is the fullest name first stands, or the first form where none is.
pub(crate) fn fullest(forms: &[FormRow], mentions: &[MentionRow], name: &str) -> Option<Spot> {
    let fullest = forms.iter().position(|form| form.text == name);
    let first = mentions
        .iter()
        .find(|m| m.form == fullest.unwrap_or_default());
    first.map(|m| m.spot)
}

impl QuoteRow {
    /// The runs of words that it is found by: see [`article::sampled`].
    pub fn runs(&self) -> Vec<u64> {
        article::sampled(&self.words)
    }
}

/// A headline of fewer words is no name of an article: other words say the same by chance.
const HEADLINE_WORDS: usize = 3;

/// What a headline and a quotation of it share: the words folded, if they are enough to know an article by.
pub fn headline_key(words: &str) -> Option<SmolStr> {
    let is_word = |word: &&str| word.contains(char::is_alphanumeric);
    let enough = words.split_whitespace().filter(is_word).count() >= HEADLINE_WORDS;
    enough.then(|| names::fold(words))
}

impl Rows {
    /// What a quotation of its headline is known by.
    pub(crate) fn headline_key(&self) -> Option<SmolStr> {
        self.headline.as_deref().and_then(headline_key)
    }

    /// The rows of an analysed article.
    pub fn of(article: &Article) -> Self {
        let mut rows = Self::default();
        let document = article.document();
        let header = article.header();
        rows.headline = header
            .headline
            .map(|(block, range)| document.slice(article.range(block, range)));
        rows.date = header.date.as_ref().map(|d| d.date);
        for entity in article.entities() {
            rows.entities
                .extend(entity_row(article, &entity).map(Arc::new));
        }
        for facts in article.blocks() {
            let id = facts.block.id();
            for (index, quotation) in facts.reading.quotations.iter().enumerate() {
                if quotation.words.len() >= article::SHINGLE
                    && let Some(spot) = Spot::new(article, id, quotation.range)
                {
                    rows.quotes.push(Arc::new(QuoteRow {
                        text: facts.block.slice(quotation.range).into(),
                        words: quotation.words.iter().map(|(w, _)| *w).collect(),
                        speaker: speaker(article, QuoteRef { block: id, index }),
                        spot,
                    }));
                }
            }
            for milestone in &facts.reading.milestones {
                let spot = Spot::new(article, id, milestone.range);
                rows.facts.extend(spot.map(|spot| {
                    Arc::new(FactRow {
                        kind: milestone.kind,
                        subject: milestone.subject.clone(),
                        name: facts.block.slice(milestone.name).into(),
                        day: milestone.day,
                        text: facts.block.slice(milestone.range).into(),
                        spot,
                    })
                }));
            }
            let start = document.start_of(id).unwrap_or_default();
            for timex in &facts.timexes {
                if let Some((earliest, latest)) = timex.bounds
                    && (latest - earliest).get_days() <= 31
                {
                    rows.times.push(TimeRow {
                        earliest,
                        latest,
                        range: timex.range + start,
                    });
                }
            }
        }
        rows
    }
}

fn speaker(article: &Article, quote: QuoteRef) -> Option<SmolStr> {
    let (_, quotation) = article.quotation(quote)?;
    let (entity, _) = article.link_of(quote.block, quotation.speaker?)?;
    article.entity(&entity).map(|e| e.folded.clone())
}

fn entity_row(article: &Article, reference: &article::EntityRef) -> Option<EntityRow> {
    let entity = article.entity(reference)?;
    let person = entity.person.iter();
    let mut row = EntityRow {
        key: reference.key.clone(),
        folded: entity.folded.clone(),
        name: entity.name.clone(),
        entity_type: entity.entity_type,
        parts: person
            .flat_map(|p| p.given.iter().chain([&p.family]))
            .cloned()
            .collect(),
        description: None,
        forms: Vec::new(),
        mentions: Vec::new(),
    };
    for (mention, link) in article.mentions_of(reference) {
        let candidate = &mention.candidate;
        let spot = Spot::new(article, mention.block, candidate.range)?;
        if row.description.is_none()
            && let (Some(described), Some(facts)) =
                (candidate.description, article.block(mention.block))
        {
            let words: Vec<&str> = facts.block.slice(described).split_whitespace().collect();
            row.description = Some(words.join(" ").into());
        }
        let known = row.forms.iter().position(|f| f.text == candidate.text);
        let form = known.unwrap_or_else(|| {
            row.forms.push(FormRow {
                text: candidate.text.clone(),
                full: candidate.kind == names::MentionKind::Full,
                count: 0,
            });
            row.forms.len() - 1
        });
        row.forms[form].count += 1;
        row.mentions.push(MentionRow {
            spot,
            form,
            doubtful: !link.alternatives.is_empty(),
        });
    }
    (!row.mentions.is_empty()).then_some(row)
}
