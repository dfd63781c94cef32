//! What happened on a day: named by it, `the Aug. 22 meeting`, or told with it, `they met on Aug. 23`. Whether it is the
//! same is for the rules to say.

use dates::{Expression, Recognised};
use text::{Block, TokenKind};

use crate::variant::{Variant, VariantSet};

/// The [`Variant::form`] of a day that names what happened: `the Aug. 22 meeting`.
pub const NAMED: u8 = 0;

/// The [`Variant::form`] of a day on which something is said to have happened: `met on Aug. 23`.
pub const TOLD: u8 = 1;

/// Kinds of what happens on one day: the noun, then the forms of its verb.
const KINDS: &[&[&str]] = &[
    &["meeting", "met", "meet", "meets"],
    &["summit"],
    &["hearing"],
    &["vote", "voted"],
    &["election", "elected"],
    &["referendum"],
    &["debate", "debated"],
    &["conference"],
    &["ceremony"],
    &["rally", "rallied"],
    &["trial"],
    &["ruling", "ruled"],
    &["verdict"],
    &["speech", "spoke"],
    &["letter", "wrote"],
    &["attack", "attacked"],
    &["raid", "raided"],
    &["bombing", "bombed"],
    &["shooting", "shot"],
    &["explosion", "exploded"],
    &["crash", "crashed"],
    &["collision", "collided"],
    &["earthquake"],
    &["launch", "launched"],
    &["visit", "visited"],
    &["coup"],
    &["massacre"],
    &["march", "marched"],
    &["concert"],
    &["game"],
    &["match"],
];

/// How many words may stand between what happened and its day: `met the mayors of three towns on Aug. 23`.
const REACH: usize = 8;

/// The days of a block on which something is said to have happened, in order.
pub(crate) fn events(block: &Block, dates: &Recognised) -> Vec<Variant> {
    if block.kind().is_heading() {
        return Vec::new();
    }
    let days = dates.expressions.iter();
    let days = days.filter(|e| e.written.day.is_some() && e.written.month.is_some());
    let event = |expression: &Expression| {
        let named = named(block, expression).map(|kind| (kind, NAMED));
        let (kind, form) = named.or_else(|| Some((told(block, expression)?, TOLD)))?;
        Some(Variant {
            set: VariantSet::Event(kind),
            form,
            range: expression.range,
        })
    };
    days.filter_map(event).collect()
}

/// The noun of an event, `meeting`; empty if there is no such kind.
pub fn event_noun(kind: u8) -> &'static str {
    KINDS.get(usize::from(kind)).map_or("", |words| words[0])
}

fn kind(is: impl Fn(&[&str]) -> bool) -> Option<u8> {
    let at = KINDS.iter().position(|words| is(words))?;
    u8::try_from(at).ok()
}

/// What a day stands right before: `the Aug. 22 meeting`.
fn named(block: &Block, day: &Expression) -> Option<u8> {
    let (text, tokens) = (block.text(), block.tokens());
    let start = tokens.partition_point(|t| t.range.start() < day.range.start());
    let end = tokens.partition_point(|t| t.range.start() < day.range.end());
    let before = start.checked_sub(1).and_then(|i| tokens.get(i))?.text(text);
    let definite = matches!(before, "the" | "The" | "that" | "That");
    let noun = tokens.get(end)?.text(text);
    kind(|words| words[0] == noun).filter(|_| definite)
}

/// What is said to happen on a day: the nearest noun or verb before it that does, with nothing between that tells of more.
fn told(block: &Block, day: &Expression) -> Option<u8> {
    let (text, tokens) = (block.text(), block.tokens());
    let start = tokens.partition_point(|t| t.range.start() < day.range.start());
    let on = start
        .checked_sub(1)
        .filter(|i| tokens[*i].text(text) == "on")?;
    let before = tokens[..on].iter().rev().take(REACH + 1);
    let words = before.map_while(|t| {
        let word = t.text(text);
        (t.kind == TokenKind::Word && !BREAKS.contains(&word)).then_some(word)
    });
    let mut found = words.filter_map(|word| kind(|words| words.contains(&word)));
    found.next()
}

/// Words after which the day is of something else.
const BREAKS: &[&str] = &[
    "after", "before", "and", "or", "but", "that", "which", "who", "whose", "where", "when",
    "while", "since", "until", "to", "for", "from", "not", "if", "than", "second", "another",
    "previous", "earlier", "next", "similar", "first", "last",
];

#[cfg(test)]
mod tests {
    use super::*;
    use text::{Document, Format};

    #[test]
    fn named_by_its_day_or_told_with_it() {
        let text = "They met the mayors of three towns on Aug. 23. At the Aug. 22 meeting nobody voted, and the \
                    vote to be held on Aug. 24 was put off. They met after the talks on Aug. 25.\n";
        let document = Document::new(text, Format::Plain);
        let block = document.blocks().next().unwrap();
        let dates = dates::recognise(block.text(), block.tokens());
        let found: Vec<(&str, &str, u8)> = events(block, &dates)
            .iter()
            .map(|v| match v.set {
                VariantSet::Event(kind) => (block.slice(v.range), event_noun(kind), v.form),
                _ => unreachable!(),
            })
            .collect();
        assert_eq!(
            found,
            [("Aug. 23", "meeting", TOLD), ("Aug. 22", "meeting", NAMED)]
        );
    }
}
