//! # percent-total
//!
//! Shares of one whole that make more than all of it, and a share of people over 100 percent.
//!
//! ## Why it matters
//! One of the shares is wrong, or the answers were several and the article does not say so.
//!
//! ## How it decides
//! Three or more percentages in a list that ends (`52 percent for, 43 percent against and 15 percent undecided`), behind a
//! colon or at the start of a sentence, added up with what rounding allows. And a percentage over 100 `of voters`, `of the
//! residents` and the like.
//!
//! It said nothing on 71,761 press releases of senators (2026-11-22), where polls are rare: a hint until more is known.
//!
//! ## What it leaves alone
//! Shares of several wholes (`60 percent of men, 70 percent of women`), rises and falls, `about` and `more than`, answers of
//! which several could be given (`also`, `multiple`), quotations, and `200 percent of the poverty level`.
//!
//! ## Example
//! “52 percent for, 43 percent against and 15 percent undecided” → one of the three.

use article::BlockFacts;

use crate::{
    engine::Sources,
    finding::{Finding, Place},
    passage::is_quoted,
    rule::{Check, Fixes, Rule, Severity},
    sentence::{Part, Words},
};

pub(crate) struct PercentTotal;

static RULE: Rule = Rule {
    id: "percent-total",
    severity: Severity::Hint,
    fixes: Fixes::None,
    source: include_str!("percent_total.rs"),
};

/// Two shares may be told of two things; three in a list are parts.
const FEWEST: usize = 3;

/// More than this is no slip: the list is of shares of several wholes.
const MOST: f64 = 150.0;

/// Words in a list that make other things of its percentages than shares of one whole.
const NO_SHARES: &[&str] = &[
    "of",
    "in",
    "among",
    "by",
    "at",
    "rose",
    "rise",
    "fell",
    "fall",
    "increase",
    "increased",
    "decrease",
    "decline",
    "declined",
    "more",
    "less",
    "higher",
    "lower",
    "above",
    "below",
    "growth",
    "grew",
    "up",
    "down",
    "cut",
    "gain",
    "rate",
    "also",
    "each",
    "both",
    "tax",
    "interest",
    "or",
    "likely",
    "better",
    "discount",
    "reduction",
    "drop",
    "respectively",
    "multiple",
    "several",
];

/// Those of whom there are never more than all.
const PEOPLE: &[&str] = &[
    "respondents",
    "voters",
    "people",
    "residents",
    "adults",
    "women",
    "men",
    "children",
    "students",
    "households",
    "members",
    "americans",
    "teachers",
    "workers",
    "employees",
    "patients",
    "readers",
    "households",
    "those",
    "seniors",
    "veterans",
    "families",
    "citizens",
    "parents",
    "pupils",
    "doctors",
    "delegates",
    "lawmakers",
    "senators",
];

impl Check for PercentTotal {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        for words in Words::sentences(facts) {
            let mut at = words.start;
            while at < words.end {
                let Some((figure, behind)) = words.percentage(at) else {
                    at += 1;
                    continue;
                };
                found.extend(share_of_people(&words, at));
                let list = words.parts(at).filter(|p| p.joined && words.ends(p.end));
                found.extend(list.as_ref().and_then(|p| over(&words, at, &p.parts)));
                at = list.map_or(behind.max(figure.next), |p| p.end);
            }
        }
    }
}

/// `120 percent of the voters`.
fn share_of_people(words: &Words<'_>, at: usize) -> Option<Finding> {
    let (figure, of) = words.percentage(at).filter(|(f, _)| f.value > 100.0)?;
    let the = usize::from(words.is_one_of(of + 1, &["the", "all", "its", "their", "our"]));
    let people = words.is(of, "of") && words.is_one_of(of + 1 + the, PEOPLE);
    // `150 percent of the families’ income`, `of people eligible in 2002`
    let of_theirs = words.kind(of + 2 + the) == Some(text::TokenKind::Possessive)
        || words.at(of + 2 + the) == "’";
    if !people || of_theirs || is_quoted(words.facts, figure.range) {
        return None;
    }
    let whom = words.at(of + 1 + the);
    let message = format!(
        "{} percent of the {whom} are more than all {whom}.",
        words.facts.block.slice(figure.range)
    );
    Some(Finding::new(
        &RULE,
        Place::new(words.facts.block.id(), figure.range),
        message,
    ))
}

/// `52 percent for, 43 percent against and 15 percent undecided`.
fn over(words: &Words<'_>, at: usize, parts: &[Part]) -> Option<Finding> {
    let facts = words.facts;
    let (first, last) = (parts.first()?, parts.last()?);
    let before = at.saturating_sub(2).max(words.start)..at;
    let opens = at == words.start || words.at(at - 1) == ":" || words.is_dash(at - 1);
    let sum: f64 = parts.iter().map(|p| p.figure.value).sum();
    let slack: f64 = parts.iter().map(|p| p.figure.slack(facts).max(0.5)).sum();
    let shares = parts.len() >= FEWEST && parts.iter().all(|p| p.percent);
    if !opens
        || !shares
        || sum - slack <= 100.0
        || sum > MOST
        || words.is_loose(before.start..last.end)
        || words.any_of(before.start..last.end, NO_SHARES)
        || is_quoted(facts, first.figure.range)
    {
        return None;
    }
    let terms: Vec<&str> = parts
        .iter()
        .map(|p| facts.block.slice(p.figure.range))
        .collect();
    let sum = (sum * 10.0).round() / 10.0;
    let message = format!(
        "{} make {sum} percent, more than the whole.",
        terms.join(" + ")
    );
    let range = words.range(at, last.end)?;
    Some(Finding::new(
        &RULE,
        Place::new(facts.block.id(), range),
        message,
    ))
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn shares_over_the_whole() {
        check(
            "percent-total",
            r#"
The poll was clear: 52 percent for the plan, 43 percent against it and 15 percent undecided.
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 52 + 43 + 15 make 110 percent, more than the whole.
In the end 120 percent of the residents were in favor, said the paper on Monday.
           ^^^ 120 percent of the residents are more than all residents.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "percent-total",
            r#"
The poll was clear: 52 percent for, 34 percent against and 15 percent undecided. They earn 120 percent of the poverty level.
Prices rose: 52 percent for oil, 43 percent for gas and 15 percent more for coal. It was 150 percent of the families’ income.
60 percent of men, 70 percent of women and 50 percent of children came. The plan: 52 percent in the north, 60 percent in the south and 40 percent in the west.
“The poll was clear: 52 percent for the plan, 43 percent against it and 15 percent undecided,” he said.
"#,
        );
    }
}
