//! What can be folded away: front matter, masthead, runs of page furniture, sections between headings.

use text::{BlockKind, TextSize};

use crate::View;

/// What is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldKind {
    /// Nothing of the story: front matter, masthead, page furniture.
    Furniture,
    /// A section of the story.
    Section,
}

/// Lines to fold, from 0, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// The line that stays.
    pub first: u32,
    /// The last line that goes.
    pub last: u32,
    /// What is folded.
    pub kind: FoldKind,
}

/// All folds of an article, by first line.
pub fn folds(view: &View<'_>) -> Vec<Fold> {
    let document = view.article.document();
    // Each block's kind, its first line and its last line with text.
    let blocks: Vec<(BlockKind, bool, u32, u32)> = document
        .blocks()
        .filter(|b| b.kind() != BlockKind::Blank)
        .filter_map(|block| {
            let first = document.line_of(block.id())?;
            let end = block.content_range().end().max(TextSize::new(0));
            let last = first + block.line_column(end, text::PositionEncoding::Utf8).line;
            let dateline = view
                .article
                .block(block.id())
                .is_some_and(|f| f.reading.dateline.is_some());
            Some((block.kind(), dateline, first, last))
        })
        .collect();
    let mut folds = Vec::new();
    let furniture = |kind| {
        matches!(
            kind,
            BlockKind::Furniture | BlockKind::Masthead | BlockKind::FrontMatter
        )
    };
    let mut i = 0;
    while i < blocks.len() {
        let run = blocks[i..].iter().take_while(|b| furniture(b.0)).count();
        if run > 0 {
            folds.push(Fold {
                first: blocks[i].2,
                last: blocks[i + run - 1].3,
                kind: FoldKind::Furniture,
            });
        }
        i += run.max(1);
    }
    // A section runs from a heading, or a second story's dateline, to the next.
    let starts: Vec<usize> = (0..blocks.len())
        .filter(|i| {
            matches!(blocks[*i].0, BlockKind::Headline | BlockKind::Heading) || blocks[*i].1
        })
        .collect();
    for (n, start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).copied().unwrap_or(blocks.len());
        folds.push(Fold {
            first: blocks[*start].2,
            last: blocks[end - 1].3,
            kind: FoldKind::Section,
        });
    }
    folds.retain(|f| f.last > f.first);
    folds.sort_by_key(|f| f.first);
    folds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    #[test]
    fn furniture_and_sections() {
        let fixture = Fixture::new(
            "//- a.md\n---\ndate: 2002-08-15\n---\n# Leaders meet by the sea\n\nThey met in the town on Monday morning, officials there said.\n\n## Afterwards\n\nThey left the town on Tuesday morning, officials there said.\n\nXS\nSM\n",
        );
        let shown: Vec<_> = folds(&fixture.view())
            .iter()
            .map(|f| (f.first, f.last, f.kind))
            .collect();
        assert_eq!(
            shown,
            [
                (0, 2, FoldKind::Furniture),
                (3, 5, FoldKind::Section),
                (7, 12, FoldKind::Section),
                (11, 12, FoldKind::Furniture),
            ]
        );
    }
}
