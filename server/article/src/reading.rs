//! What one block says by itself, whatever stands around it.

use std::sync::{Arc, OnceLock};

use dates::{Anniversary, Recognised};
use names::Candidate;
use text::{Block, BlockKind, Dateline};

use crate::{
    fact::{Fact, facts},
    ignore::{Ignore, ignores},
    milestone::{Milestone, milestones},
    quotation::{Quotation, quotations},
    wording::Wording,
};

/// The dates, names and quotations of one block, before the rest of the article is asked. A function of the block.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Expressions of time.
    pub dates: Recognised,
    /// What may be names.
    pub names: Vec<Arc<Candidate>>,
    /// Quotations.
    pub quotations: Vec<Quotation>,
    /// Ages, births and deaths, by subject.
    pub facts: Vec<Fact>,
    /// Beginnings and ends with one true date.
    pub milestones: Vec<Milestone>,
    /// Anniversaries.
    pub anniversaries: Vec<Anniversary>,
    /// The dateline that it opens with.
    pub dateline: Option<Dateline>,
    /// What it tells Copydesk to leave alone.
    pub ignores: Vec<Ignore>,
    /// What few ask for, once somebody has.
    wording: OnceLock<Wording>,
}

impl Reading {
    /// Reads a block.
    pub(crate) fn of(block: &Block) -> Self {
        let (text, tokens) = (block.text(), block.tokens());
        match block.kind() {
            BlockKind::Blank | BlockKind::FrontMatter | BlockKind::Code | BlockKind::Furniture => {
                return Self {
                    ignores: ignores(block),
                    ..Self::default()
                };
            }
            BlockKind::Masthead => {
                return Self {
                    dates: dates::recognise(text, tokens),
                    ..Self::default()
                };
            }
            _ => {}
        }
        let dateline = match block.kind() {
            BlockKind::Paragraph | BlockKind::Dateline => text::dateline(text, tokens),
            _ => None,
        };
        let dates = dates::recognise(text, tokens);
        // The place and agency of a dateline are no subjects of the story.
        let outside = |c: &Candidate| dateline.is_none_or(|d| c.range.start() >= d.range.end());
        let mut names =
            names::recognise(text, tokens, block.sentences(), block.kind().is_heading());
        // `EST` in `8 p.m. EST` names nobody.
        let is_zone = |c: &Candidate| {
            let times = &dates.expressions;
            let at = times.partition_point(|time| time.range.end() < c.range.end());
            let inside = times
                .get(at)
                .is_some_and(|t| t.range.contains_range(c.range));
            inside && c.text.chars().all(|letter| letter.is_ascii_uppercase())
        };
        names.retain(|c| outside(c) && !is_zone(c));
        let quotations = quotations(block, &names);
        for name in &mut names {
            name.quoted = quotations
                .iter()
                .any(|q| q.marked.contains_range(name.range));
        }
        let (facts, anniversaries) = facts(block, &names, &dates);
        let milestones = milestones(block, &names, &dates, &facts);
        let names = names.into_iter().map(Arc::new).collect();
        Self {
            facts,
            milestones,
            anniversaries,
            dates,
            names,
            quotations,
            dateline,
            ignores: Vec::new(),
            wording: OnceLock::new(),
        }
    }

    /// How the block that was read is worded.
    pub(crate) fn wording(&self, block: &Block) -> &Wording {
        self.wording
            .get_or_init(|| Wording::of(block, &self.names, &self.dates))
    }
}

#[cfg(test)]
mod tests {
    use text::{Document, Format};

    use crate::{Article, Hints};

    #[test]
    fn the_letters_of_a_time_zone_are_no_name() {
        let text =
            "The debate with the FCC begins at 8 p.m. EST (0100 GMT) in Ohio, officials said.";
        let article = Article::new(Document::new(text, Format::Plain), Hints::default());
        let names: Vec<&str> = article
            .blocks()
            .flat_map(|facts| &facts.reading.names)
            .map(|name| name.text.as_str())
            .collect();
        assert_eq!(names, ["FCC", "Ohio"]);
    }
}
