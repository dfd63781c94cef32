//! Statements of a beginning or an end that has one true date: a birth, a death, a founding, an enactment.
//!
//! Only what happens once is read: an act may be passed twice (by two chambers), a company launched again.

use dates::{Expression, Recognised, Written};
use names::{Candidate, MentionKind, fold};
use smol_str::SmolStr;
use text::{Block, TextRange, Token, TokenKind};

use crate::fact::{Day, Fact, FactKind};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MilestoneKind {
    /// A person was born.
    Born,
    /// A person died.
    Died,
    /// Something was founded or established.
    Founded,
    /// A law was enacted.
    Enacted,
}

impl MilestoneKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Born, Self::Died, Self::Founded, Self::Enacted];

    /// One word for it: `born`, `died`, `founded`, `enacted`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Born => "born",
            Self::Died => "died",
            Self::Founded => "founded",
            Self::Enacted => "enacted",
        }
    }
}

/// A statement of when it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// What happened.
    pub kind: MilestoneKind,
    /// To whom or what: the full name, folded.
    pub subject: SmolStr,
    /// Where the name stands, in bytes from the block's start.
    pub name: TextRange,
    /// Where the date stands.
    pub range: TextRange,
    /// The date.
    pub day: Day,
}

/// The milestones of a block, in the order of their dates.
pub(crate) fn milestones(
    block: &Block,
    names: &[Candidate],
    dates: &Recognised,
    facts: &[Fact],
) -> Vec<Milestone> {
    let people = facts.iter().filter_map(|fact| of_person(names, fact));
    let passage = Passage {
        text: block.text(),
        tokens: block.tokens(),
    };
    let things = dates.expressions.iter().filter_map(|e| passage.of_thing(e));
    let mut all: Vec<Milestone> = people.chain(things).collect();
    all.sort_by_key(|m| m.range.start());
    all
}

/// A birth or death of somebody who is named in full.
fn of_person(names: &[Candidate], fact: &Fact) -> Option<Milestone> {
    let (kind, day) = match fact.kind {
        FactKind::Born(day) => (MilestoneKind::Born, day),
        FactKind::Died(day) => (MilestoneKind::Died, day),
        FactKind::Age { .. } => return None,
    };
    let name = names.get(fact.subject)?;
    let full = name.kind == MentionKind::Full && name.person.is_some();
    full.then(|| Milestone {
        kind,
        subject: name.folded.clone(),
        name: name.range,
        range: fact.range,
        day,
    })
}

/// A name of fewer words than this is many things' (`Education Center`, `Community Service`).
const SPECIFIC: usize = 3;

/// Small words inside a name.
const INSIDE: &[&str] = &["of", "for", "the", "on", "in", "and", "&", "to", "de", "la"];

/// Words that open a sentence and belong to no name.
const OPENING: &[&str] = &[
    "Although",
    "As",
    "At",
    "Because",
    "But",
    "By",
    "For",
    "In",
    "Its",
    "On",
    "Our",
    "Originally",
    "Since",
    "That",
    "The",
    "Their",
    "This",
    "Though",
    "When",
    "Whereas",
    "While",
];

struct Passage<'b> {
    text: &'b str,
    tokens: &'b [Token],
}

impl Passage<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.text(self.text))
    }

    fn capital(&self, i: usize) -> bool {
        let word = self.tokens.get(i).filter(|t| t.kind == TokenKind::Word);
        word.is_some_and(|t| t.text(self.text).starts_with(char::is_uppercase))
    }

    /// `The League was founded in 1947`; `Founded in 1947, the League`
    fn of_thing(&self, expression: &Expression) -> Option<Milestone> {
        let day = Day::of(&expression.written)?;
        let range = whole(&expression.written, expression.range);
        let date = self
            .tokens
            .partition_point(|t| t.range.start() < range.start());
        let after = self
            .tokens
            .partition_point(|t| t.range.start() < range.end());
        let verb = date.checked_sub(2)?;
        if !matches!(self.word(date - 1), "in" | "on") {
            return None;
        }
        let kind = match self.word(verb).to_lowercase().as_str() {
            "founded" | "established" => MilestoneKind::Founded,
            "enacted" => MilestoneKind::Enacted,
            _ => return None,
        };
        let (from, to) = match self.capital(verb) {
            true if self.word(after) == "," => self.name_from(after + 1)?,
            true => return None,
            false => self.name_before(verb)?,
        };
        let name = TextRange::new(
            self.tokens.get(from)?.range.start(),
            self.tokens.get(to - 1)?.range.end(),
        );
        let subject = fold(&self.text[name]);
        Some(Milestone {
            kind,
            subject,
            name,
            range,
            day,
        })
    }

    /// The tokens of the name that ends before the verb at `i`: `X was`, `X, which was`, `X,`.
    fn name_before(&self, i: usize) -> Option<(usize, usize)> {
        let mut to = i;
        while let Some(before) = to.checked_sub(1)
            && matches!(
                self.word(before),
                "was" | "were" | "which" | "that" | "first" | "," | "("
            )
        {
            to = before;
        }
        // `X founded the club in 1947` tells of another.
        if to == i {
            return None;
        }
        let mut from = to;
        while let Some(before) = from.checked_sub(1) {
            let small = INSIDE.contains(&self.word(before));
            if !(self.capital(before) || (small && from < to)) {
                break;
            }
            from = before;
        }
        // `Later that year the Grand Lodge`: what opens a sentence or stands small at its head is not the name's.
        while from < to && (!self.capital(from) || OPENING.contains(&self.word(from))) {
            from += 1;
        }
        self.specific(from, to)
    }

    /// The tokens of the name that begins at `i`, with or without `the`.
    fn name_from(&self, i: usize) -> Option<(usize, usize)> {
        let from = i + usize::from(self.word(i) == "the");
        let mut to = from;
        let mut end = from;
        while self.capital(end) || (end > from && INSIDE.contains(&self.word(end))) {
            end += 1;
            if self.capital(end - 1) {
                to = end;
            }
        }
        // `the League’s hall` is another thing.
        let owned = self
            .tokens
            .get(to)
            .is_some_and(|t| t.kind == TokenKind::Possessive);
        (!owned).then(|| self.specific(from, to)).flatten()
    }

    /// A name that one thing bears: three words, or two of which the first is no ordinary word.
    fn specific(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        // `the city’s Education Center` is one of many.
        let owned = from.checked_sub(1).and_then(|b| self.tokens.get(b));
        if owned.is_some_and(|t| t.kind == TokenKind::Possessive) {
            return None;
        }
        let words = (from..to).filter(|i| self.capital(*i)).count();
        let proper = |i: usize| {
            let word = self.word(i);
            word.contains('-') || !names::lexicon::is_plain_word(word)
        };
        let specific = match words {
            0 => false,
            1 => self.word(from).contains('-'),
            n if n < SPECIFIC => proper(from),
            _ => true,
        };
        specific.then_some((from, to))
    }
}

/// The date with all its parts.
fn whole(written: &Written, range: TextRange) -> TextRange {
    let parts = [
        written.day.map(|d| d.1),
        written.month.map(|m| m.1),
        written.year.map(|y| y.1),
    ];
    parts.into_iter().flatten().fold(range, TextRange::cover)
}
