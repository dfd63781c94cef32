//! What one block says by itself, whatever stands around it.

use std::sync::Arc;

use dates::{Anniversary, Recognised};
use names::{Candidate, Description};
use text::{Block, BlockKind, Dateline};

use crate::{
    fact::{Fact, facts},
    ignore::{Ignore, ignores},
    milestone::{Milestone, milestones},
    passage::passages,
    quotation::{Quotation, quotations},
    repeated::{offices, repeated},
    variant::{Variant, variants},
    words::{Word, words},
};

/// The dates, names and quotations of one block, before the rest of the article is asked. A function of the block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Expressions of time.
    pub dates: Recognised,
    /// What may be names.
    pub names: Vec<Arc<Candidate>>,
    /// Offices that stand for a name.
    pub descriptions: Vec<Description>,
    /// Quotations.
    pub quotations: Vec<Quotation>,
    /// Ages, births and deaths, by subject.
    pub facts: Vec<Fact>,
    /// Beginnings and ends with one true date.
    pub milestones: Vec<Milestone>,
    /// Anniversaries.
    pub anniversaries: Vec<Anniversary>,
    /// Capitalised words.
    pub words: Vec<Word>,
    /// Words that could be written otherwise.
    pub variants: Vec<Variant>,
    /// The dateline that it opens with.
    pub dateline: Option<Dateline>,
    /// What it tells Copydesk to leave alone.
    pub ignores: Vec<Ignore>,
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
        names.retain(outside);
        let quotations = quotations(block, &names);
        for name in &mut names {
            name.quoted = quotations
                .iter()
                .any(|q| q.marked.contains_range(name.range));
        }
        let (facts, anniversaries) = facts(block, &names, &dates);
        let milestones = milestones(block, &names, &dates, &facts);
        let offices = offices(&names);
        let names = names.into_iter().map(Arc::new).collect();
        Self {
            facts,
            milestones,
            anniversaries,
            words: words(block),
            variants: [variants(block), repeated(block), passages(block), offices].concat(),
            descriptions: names::descriptions(text, tokens),
            dates,
            names,
            quotations,
            dateline,
            ignores: Vec::new(),
        }
    }
}
