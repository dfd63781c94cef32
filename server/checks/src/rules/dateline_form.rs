//! # dateline-form
//!
//! A dateline whose dash sticks to the place: “NORTH KOREA- Officials said”.
//!
//! ## Why it matters
//! It reads as a broken compound, and other programs do not find the place.
//!
//! ## How it decides
//! A paragraph opens with one to four words in capitals, a hyphen without a space before it, and then a sentence.
//!
//! ## What it leaves alone
//! Compounds (`COVID-19`), lists of letters (`A- `), and headings.
//!
//! ## Example
//! “VIENNA- Officials said” → “VIENNA — Officials said”.

use article::BlockFacts;
use text::{BlockKind, TextRange, TextSize};

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Place},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct DatelineForm;

static RULE: Rule = Rule {
    id: "dateline-form",
    severity: Severity::Hint,
    fixes: Fixes::Maybe,
    source: include_str!("dateline_form.rs"),
};

/// The shortest place, in letters.
const SHORTEST: usize = 4;

/// The most words that a place has.
const MOST_WORDS: usize = 4;

impl Check for DatelineForm {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        if facts.block.kind() != BlockKind::Paragraph {
            return;
        }
        let text = facts.block.text();
        let Some(place) = place(text) else { return };
        let size = |n: usize| TextSize::new(u32::try_from(n).unwrap_or(u32::MAX));
        let gap = text[place.len() + 1..]
            .chars()
            .take_while(|c| c.is_whitespace());
        let gap: usize = gap.map(char::len_utf8).sum();
        let at = |from: usize, to: usize| {
            Place::new(facts.block.id(), TextRange::new(size(from), size(to)))
        };
        let message = "A dateline ends with a dash between spaces.".to_owned();
        let mut finding = Finding::new(&RULE, at(0, place.len() + 1), message);
        let dash = at(place.len(), place.len() + 1 + gap);
        let title = format!("{place} —");
        finding
            .fixes
            .push(Fix::new(title, dash, " — ", Applicability::Maybe));
        found.push(finding);
    }
}

/// The place of a dateline that a hyphen sticks to.
fn place(text: &str) -> Option<&str> {
    let (place, rest) = text.split_once('-')?;
    let letters = place.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = place
        .chars()
        .all(|c| c.is_uppercase() || matches!(c, ' ' | '.' | ',' | '\''));
    let one_line = rest.starts_with(' ') && !place.ends_with(' ');
    let sentence = rest.trim_start().chars();
    let mut sentence = sentence.skip_while(|c| matches!(c, '“' | '"'));
    let goes_on = sentence.next().is_some_and(char::is_uppercase)
        && sentence
            .next()
            .is_some_and(|c| c.is_lowercase() || c == ' ');
    let words = place.split_whitespace().count();
    (letters >= SHORTEST && capitals && one_line && goes_on && words <= MOST_WORDS).then_some(place)
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn a_dash_that_sticks_to_the_place() {
        check(
            "dateline-form",
            r#"
NORTH KOREA- Officials said on Monday that the talks were to go on through the week.
^^^^^^^^^^^^ A dateline ends with a dash between spaces.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "dateline-form",
            "NORTH KOREA - Officials said on Monday that the talks go on.\n\nCOVID-19 was spoken of, officials there said on Monday.\n\nAB- Blood is rare, officials said to reporters there on Monday.",
        );
    }
}
