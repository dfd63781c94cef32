//! What one block gives by itself, whatever stands in the others: it is found once, until somebody types in the block.

use std::borrow::Cow;

use article::BlockFacts;
use dates::{Granularity, SpanKind, TimexKind, Written, calendar::weekday_name, format_date};
use notes::ClaimKind;
use text::TextRange;

/// A quotation of fewer words that nobody is named for is a word at arm's length: “bold”.
const SHORTEST_QUOTATION: usize = 4;

/// Words of a block that may be worth checking.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    /// Where they stand, in bytes of the block.
    pub(super) range: TextRange,
    pub(super) kind: ClaimKind,
    pub(super) why: Why,
    /// Who says so: one of the block's candidates for a name. Who that is depends on the rest of the article.
    pub(super) speaker: Option<usize>,
}

/// Why words are worth a look.
#[derive(Clone, Debug)]
pub(super) enum Why {
    Because(Cow<'static, str>),
    /// Somebody is to have said this, and in these words.
    Quoted,
}

impl From<String> for Why {
    fn from(why: String) -> Self {
        Self::Because(why.into())
    }
}

impl From<&'static str> for Why {
    fn from(why: &'static str) -> Self {
        Self::Because(why.into())
    }
}

/// A block of an article.
pub(super) struct Passage<'a> {
    pub(super) facts: &'a BlockFacts,
}

impl Passage<'_> {
    /// All that it gives by itself.
    pub(super) fn spots(&self) -> Vec<Spot> {
        if !self.facts.block.kind().is_prose() {
            return Vec::new();
        }
        let mut spots = self.superlatives();
        spots.extend(self.numbers());
        spots.extend(self.quotations());
        spots.extend(self.dates());
        spots
    }

    pub(super) fn spot(&self, range: TextRange, kind: ClaimKind, why: impl Into<Why>) -> Spot {
        let mut quotations = meeting(&self.facts.reading.quotations, range, |q| q.marked);
        let within = quotations.find(|q| q.marked.contains_range(range));
        Spot {
            range,
            kind,
            why: why.into(),
            speaker: within.and_then(|q| q.speaker),
        }
    }

    pub(super) fn is_quoted(&self, range: TextRange) -> bool {
        let mut quotations = meeting(&self.facts.reading.quotations, range, |q| q.marked);
        quotations.any(|q| q.marked.contains_range(range))
    }

    pub(super) fn is_dateline(&self, range: TextRange) -> bool {
        let dateline = self.facts.reading.dateline;
        dateline.is_some_and(|dateline| dateline.range.contains_range(range))
    }

    fn quotations(&self) -> Vec<Spot> {
        let quotations = self.facts.reading.quotations.iter().filter(|quotation| {
            quotation.speaker.is_some() || quotation.words.len() >= SHORTEST_QUOTATION
        });
        let spots = quotations.map(|quotation| Spot {
            range: quotation.marked,
            kind: ClaimKind::Quotation,
            why: Why::Quoted,
            speaker: quotation.speaker,
        });
        spots.collect()
    }

    /// Dates that the article itself gives; those in a quotation belong to it.
    fn dates(&self) -> Vec<Spot> {
        let recognised = &self.facts.reading.dates;
        let timexes = self.facts.timexes.iter().zip(&recognised.expressions);
        let mut found: Vec<Spot> = Vec::new();
        let mut shown = TextRange::default();
        for (index, (timex, expression)) in timexes.enumerate() {
            // `now` is no date; `May` is one in an article whose year nobody knows, too.
            let on_the_calendar =
                timex.granularity < Granularity::None || expression.written != Written::default();
            let is_date = matches!(timex.kind, TimexKind::Date | TimexKind::Time);
            if !is_date
                || !on_the_calendar
                || self.is_quoted(timex.range)
                || self.is_dateline(timex.range)
                || shown.contains_range(timex.range)
            {
                continue;
            }
            // Both ends of `July 21-23` are one statement.
            let span = recognised
                .spans
                .iter()
                .find(|span| span.from == index && span.kind == SpanKind::Range);
            let to = span.and_then(|span| Some((span.range, self.facts.timexes.get(span.to)?)));
            let (range, last) = to.map_or((timex.range, timex), |(range, last)| (range, last));
            shown = range;
            // `1994` and `July 2000` say themselves what they mean.
            let plain = expression.written.year.is_some() && expression.written.day.is_none();
            let bounds = timex.bounds.zip(last.bounds).filter(|_| !plain);
            let why = match bounds.map(|((first, _), (_, last))| (first, last)) {
                Some((first, last)) if first == last => format!(
                    "This is {}, {}: was it then?",
                    weekday_name(first.weekday()),
                    format_date(first)
                ),
                Some((first, last)) if first < last => format!(
                    "This is from {} to {}: was it then?",
                    format_date(first),
                    format_date(last)
                ),
                _ => "Was it then?".to_owned(),
            };
            found.push(self.spot(range, ClaimKind::Date, why));
        }
        found
    }
}

/// Those of some things in order that share a byte with a range: a paragraph may be as long as a book.
pub(super) fn meeting<'s, T>(
    sorted: &'s [T],
    range: TextRange,
    place: impl Fn(&T) -> TextRange + Copy + 's,
) -> impl Iterator<Item = &'s T> {
    let from = sorted.partition_point(|thing| place(thing).end() <= range.start());
    let after = sorted.iter().skip(from);
    after.take_while(move |thing| place(thing).start() < range.end())
}
