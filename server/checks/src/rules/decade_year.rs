//! # decade-year
//!
//! A year in brackets that does not lie in the century or decade before it: “the 19th century (1902)”.
//!
//! ## Why it matters
//! Either is wrong, and the reader who knows neither remembers both.
//!
//! ## How it decides
//! A century or a decade, and right behind it a year in brackets. Centuries begin with the year 00 or with the year 01, as
//! one likes.
//!
//! It said nothing on 71,761 press releases of senators and 2,257 other texts (2026-11-23), where such brackets are rare: a
//! hint until more is known.
//!
//! ## What it leaves alone
//! Brackets with more in them than a year or two, such as the years of somebody's life; quotations.
//!
//! ## Example
//! “in the 19th century (1902)” → “in the 20th century (1902)”.

use article::BlockFacts;
use dates::{Granularity, Timex};

use crate::{
    engine::Sources,
    finding::{Finding, Location, Place, Related},
    passage::is_quoted,
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct DecadeYear;

static RULE: Rule = Rule {
    id: "decade-year",
    severity: Severity::Hint,
    fixes: Fixes::None,
    source: include_str!("decade_year.rs"),
};

impl Check for DecadeYear {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        let pairs = facts.timexes.windows(2);
        found.extend(pairs.filter_map(|pair| outside(facts, &pair[0], &pair[1])));
    }
}

fn outside(facts: &BlockFacts, stretch: &Timex, year: &Timex) -> Option<Finding> {
    let text = facts.block.text();
    let (open, close) = (stretch.range.end(), year.range.end());
    let between = text.get(usize::from(open)..usize::from(year.range.start()))?;
    let is_bracketed =
        matches!(between.trim(), "(" | "(in") && text[close.into()..].starts_with(')');
    let is_stretch = matches!(
        stretch.granularity,
        Granularity::Century | Granularity::Decade
    );
    if !is_stretch
        || !is_bracketed
        || year.granularity != Granularity::Year
        || is_quoted(facts, stretch.range)
    {
        return None;
    }
    let ((first, last), (from, to)) = (stretch.bounds?, year.bounds?);
    if to.year() >= first.year() - 1 && from.year() <= last.year() + 1 {
        return None;
    }
    let (stretch_text, year_text) = (
        facts.block.slice(stretch.range),
        facts.block.slice(year.range),
    );
    let message = format!("{year_text} does not lie in “{stretch_text}”.");
    let block = facts.block.id();
    let mut finding = Finding::new(&RULE, Place::new(block, year.range), message);
    finding.related.push(Related {
        location: Location::Here(Place::new(block, stretch.range)),
        message: format!("“{stretch_text}” here."),
    });
    Some(finding)
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn a_year_of_another_century() {
        check(
            "decade-year",
            r#"
The harbor was built late in the 19th century (1912), and its gate in the 1950s (1973), officials said.
                                               ^^^^ 1912 does not lie in “late in the 19th century”.
                                                                                 ^^^^ 1973 does not lie in “the 1950s”.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "decade-year",
            r#"
The harbor was built in the 19th century (1872), its gate in the 20th century (1900), its wall in the 1950s (1957).
It was planned by a master of the 19th century (1849-1912), and in the 1950s (see 1973) they built it.
"#,
        );
    }
}
