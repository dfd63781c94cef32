//! What a block states of a person in numbers: age, birth, death.

use dates::{AgeForm, Anniversary, Recognised, Written};
use names::{Candidate, EntityType};
use text::{Block, TextRange, Token};

use crate::BlockFacts;

/// A statement about a person. Its place counts from the block's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Index of the block's candidate that it is about.
    pub subject: usize,
    /// What stands there: `52-year-old`, `1942`.
    pub range: TextRange,
    /// What is stated.
    pub kind: FactKind,
}

/// What is stated of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// So many years old when the story was written.
    Age {
        /// How many.
        years: u16,
        /// The number alone, if it is written in digits.
        digits: Option<TextRange>,
    },
    /// Born in this year, on this day if it is said.
    Born(Day),
    /// Died in this year, on this day if it is said.
    Died(Day),
}

/// A year, and month and day in it as far as the text names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The year.
    pub year: i16,
    /// 1 to 12.
    pub month: Option<i8>,
    /// 1 to 31.
    pub day: Option<i8>,
}

impl Day {
    pub(crate) fn of(written: &Written) -> Option<Self> {
        // `03/04/2002` says for certain no more than the year.
        let certain = !written.either;
        Some(Self {
            year: written.year?.0,
            month: written.month.filter(|_| certain).map(|m| m.0),
            day: written.day.filter(|_| certain).map(|d| d.0),
        })
    }

    /// The earliest and the latest day that it can be; `None` if the calendar has no such day.
    pub fn bounds(self) -> Option<(dates::Date, dates::Date)> {
        let date = |month, day| dates::Date::new(self.year, month, day).ok();
        match (self.month, self.day) {
            (Some(month), Some(day)) => date(month, day).map(|d| (d, d)),
            (Some(month), None) => date(month, 1).zip(dates::calendar::month_end(self.year, month)),
            _ => date(1, 1).zip(date(12, 31)),
        }
    }
}

/// `1942`, `1942-05`, `1942-05-03`
impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        let parts = [self.month, self.month.and(self.day)];
        parts
            .into_iter()
            .flatten()
            .try_for_each(|part| write!(f, "-{part:02}"))
    }
}

/// The inverse of its text.
impl std::str::FromStr for Day {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // A year before 1 BC begins with a minus.
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", text),
        };
        let mut parts = digits.splitn(3, '-');
        let year = format!("{sign}{}", parts.next().unwrap_or_default());
        let mut part = || parts.next().map(str::parse).transpose();
        Ok(Self {
            year: year.parse()?,
            month: part()?,
            day: part()?,
        })
    }
}

/// Facts about the persons of a block, by subject, and its anniversaries.
pub(crate) fn facts(
    block: &Block,
    names: &[Candidate],
    dates: &Recognised,
) -> (Vec<Fact>, Vec<Anniversary>) {
    let (text, tokens) = (block.text(), block.tokens());
    let passage = Passage {
        text,
        tokens,
        names,
    };
    let mut facts: Vec<Fact> = Vec::new();
    for age in dates::ages(text, tokens) {
        let Some(subject) = passage.bearer(age.range, age.form) else {
            continue;
        };
        if passage.is_now(block, age.range, dates) {
            let (years, digits) = (age.years, age.digits);
            facts.push(Fact {
                subject,
                range: age.range,
                kind: FactKind::Age { years, digits },
            });
        }
    }
    for expression in &dates.expressions {
        let Some(day) = Day::of(&expression.written) else {
            continue;
        };
        if let Some((subject, verb)) = passage.life(expression.range) {
            let kind = match verb {
                Verb::Born => FactKind::Born(day),
                Verb::Died => FactKind::Died(day),
            };
            facts.push(Fact {
                subject,
                range: expression.range,
                kind,
            });
        }
    }
    facts.sort_by_key(|f| (f.subject, f.range.start()));
    (facts, dates::anniversaries(text, tokens, dates))
}

/// What is stated of one candidate of a block, in the order of the text.
pub fn facts_of(facts: &BlockFacts, subject: usize) -> &[Fact] {
    let all = &facts.reading.facts;
    let from = all.partition_point(|f| f.subject < subject);
    let to = all.partition_point(|f| f.subject <= subject);
    &all[from..to]
}

/// The candidates of a block that something is stated of.
pub fn subjects(facts: &BlockFacts) -> impl Iterator<Item = &Candidate> {
    let reading = &facts.reading;
    let of = |fact: &Fact| reading.names.get(fact.subject).map(|c| &**c);
    reading.facts.iter().filter_map(of)
}

/// How many expressions of time before and after an age are asked for another year.
const NEIGHBOURS: usize = 6;

enum Verb {
    Born,
    Died,
}

struct Passage<'b> {
    text: &'b str,
    tokens: &'b [Token],
    names: &'b [Candidate],
}

impl<'b> Passage<'b> {
    fn word(&self, i: usize) -> &'b str {
        self.tokens.get(i).map_or("", |t| t.text(self.text))
    }

    /// Index of the first token that starts at or after the end of `range`.
    fn after(&self, range: TextRange) -> usize {
        self.tokens
            .partition_point(|t| t.range.start() < range.end())
    }

    /// Index of the first token that starts in or after `range`.
    fn at(&self, range: TextRange) -> usize {
        self.tokens
            .partition_point(|t| t.range.start() < range.start())
    }

    /// The person whose name ends right before the token at `i`.
    fn person_before(&self, i: usize) -> Option<usize> {
        let before = self.tokens.get(i.checked_sub(1)?)?;
        let end = before.range.end();
        let subject = self.names.partition_point(|c| c.range.end() < end);
        let named = self.names.get(subject)?.range.end() == end;
        named.then(|| self.may_be_person(subject)).flatten()
    }

    /// The person whose name, or whose title, starts with the token at `i`.
    fn person_after(&self, i: usize) -> Option<usize> {
        let start = self.tokens.get(i)?.range.start();
        let subject = self.names.partition_point(|c| c.range.start() < start);
        let candidate = self.names.get(subject)?;
        let title = candidate.title.as_ref().map(|t| t.range.start());
        let named = candidate.range.start() == start || title == Some(start);
        named.then(|| self.may_be_person(subject)).flatten()
    }

    fn may_be_person(&self, subject: usize) -> Option<usize> {
        let candidate = &self.names[subject];
        let person = matches!(candidate.entity_type, None | Some(EntityType::Person));
        person.then_some(subject)
    }

    /// Whose age it is: the name beside it.
    fn bearer(&self, age: TextRange, form: AgeForm) -> Option<usize> {
        let at = self.at(age);
        let back = |n: usize| at.checked_sub(n);
        match form {
            AgeForm::Apposition => self.person_before(back(1)?),
            AgeForm::Attribute => self.person_after(self.after(age)).or_else(|| {
                // `Jane Roe, a 52-year-old teacher`
                let article = matches!(self.word(back(1)?), "a" | "an");
                (article && self.word(back(2)?) == ",")
                    .then(|| self.person_before(back(2)?))
                    .flatten()
            }),
            AgeForm::Predicate => match self.word(at) {
                "aged" | "age" if self.word(back(1)?) == "," => self.person_before(back(1)?),
                _ if self.word(back(1)?) != "is" => None,
                _ if self.word(back(2)?) == "who" && self.word(back(3)?) == "," => {
                    self.person_before(back(3)?)
                }
                _ => self.person_before(back(1)?),
            },
        }
    }

    /// Whether a sentence speaks of the time of the story: one that names a year, or an earlier day, may not.
    fn is_now(&self, block: &Block, age: TextRange, dates: &Recognised) -> bool {
        let Some(sentence) = block.sentence_at(age.start()) else {
            return false;
        };
        let all = &dates.expressions;
        let at = all.partition_point(|e| e.range.start() < age.start());
        let near = at.saturating_sub(NEIGHBOURS)..all.len().min(at + NEIGHBOURS);
        !all[near]
            .iter()
            .any(|e| e.written.year.is_some() && sentence.contains_range(e.range))
    }

    /// The person said to have been born or to have died at the time in `range`.
    fn life(&self, range: TextRange) -> Option<(usize, Verb)> {
        let mut at = self.at(range).checked_sub(1)?;
        if matches!(self.word(at), "in" | "on") {
            at = at.checked_sub(1)?;
        }
        let verb = match self.word(at) {
            "born" | "b" | "b." => Verb::Born,
            "died" | "d" | "d." | "assassinated" => Verb::Died,
            _ => return None,
        };
        // `Roe was born`, `Roe, who was born`, `Roe (born`, `Roe, born`, `Roe born`
        let mut subject = at;
        while let Some(before) = subject.checked_sub(1)
            && matches!(self.word(before), "was" | "who" | "," | "(")
        {
            subject = before;
        }
        self.person_before(subject).map(|s| (s, verb))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Article, Hints};
    use text::{Document, Format};

    fn read(text: &str) -> Vec<(String, FactKind)> {
        let article = Article::new(Document::new(text, Format::Plain), Hints::default());
        let mut read = Vec::new();
        for block in article.blocks() {
            for fact in &block.reading.facts {
                let name = block.reading.names[fact.subject].text.to_string();
                read.push((name, fact.kind));
            }
        }
        read
    }

    fn ages(text: &str) -> Vec<(String, u16)> {
        read(text)
            .into_iter()
            .filter_map(|(name, kind)| match kind {
                FactKind::Age { years, .. } => Some((name, years)),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn ages_and_their_bearers() {
        let age = |name: &str, years| vec![(name.to_owned(), years)];
        assert_eq!(
            ages("Maria Keller, 52, left the party."),
            age("Maria Keller", 52)
        );
        assert_eq!(
            ages("He met Maria Keller, a 52-year-old baker."),
            age("Maria Keller", 52)
        );
        assert_eq!(
            ages("He met 52-year-old Maria Keller there."),
            age("Maria Keller", 52)
        );
        assert_eq!(
            ages("Maria Keller is 52 years old."),
            age("Maria Keller", 52)
        );
        assert_eq!(
            ages("Maria Keller, who is 52, left."),
            age("Maria Keller", 52)
        );
        assert_eq!(
            ages("Maria Keller, aged 52, left."),
            age("Maria Keller", 52)
        );
    }

    #[test]
    fn ages_of_nobody_and_of_another_time() {
        assert_eq!(ages("In Berlin, 52, 53 and 54 were drawn."), []);
        assert_eq!(ages("Maria Keller said 52, not 53, came."), []);
        assert_eq!(ages("In 1990 Maria Keller, 34, left the party."), []);
        assert_eq!(ages("Maria Keller met a 52-year-old baker."), []);
    }

    #[test]
    fn births_and_deaths() {
        let day = |year, month, day| Day { year, month, day };
        let whole = |y| day(y, None, None);
        assert_eq!(
            read("Maria Keller (born 1942) left. Paul Weber was born on May 3, 1950."),
            [
                ("Maria Keller".to_owned(), FactKind::Born(whole(1942))),
                (
                    "Paul Weber".to_owned(),
                    FactKind::Born(day(1950, Some(5), Some(3)))
                ),
            ]
        );
        assert_eq!(
            read("Maria Keller born in 1999 was their first."),
            [("Maria Keller".to_owned(), FactKind::Born(whole(1999)))]
        );
        assert_eq!(
            read("Maria Keller died in 1999."),
            [("Maria Keller".to_owned(), FactKind::Died(whole(1999)))]
        );
        assert_eq!(read("Maria Keller’s daughter was born in 1980."), []);
        assert_eq!(read("Maria Keller left when she was born in 1980."), []);
    }
}
