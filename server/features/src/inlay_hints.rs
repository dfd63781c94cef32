//! Which day an expression means, shown after it.

use dates::{Anchor, TimexKind};
use text::{TextRange, TextSize};

use crate::View;

/// A hint after some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlayHint {
    /// Where, in bytes.
    pub offset: TextSize,
    /// What to show: `15 Aug 2002` as `2002-08-15`.
    pub label: String,
    /// How we know.
    pub tooltip: String,
}

/// The hints of the blocks that `range` touches: for dates whose words do not say it all.
pub fn inlay_hints(view: &View<'_>, range: TextRange) -> Vec<InlayHint> {
    let mut hints = Vec::new();
    for (block, start) in view.article.document().blocks_in(range) {
        let Some(facts) = view.article.block(block.id()) else {
            continue;
        };
        for timex in &facts.timexes {
            let calendar = matches!(timex.kind, TimexKind::Date | TimexKind::Time);
            let (true, false, Some(value)) = (
                calendar && timex.bounds.is_some(),
                timex.anchor == Anchor::None,
                &timex.value,
            ) else {
                continue;
            };
            hints.push(InlayHint {
                offset: timex.range.end() + start,
                label: value.to_string(),
                tooltip: timex.why.to_string(),
            });
        }
    }
    hints
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    #[test]
    fn what_the_words_leave_open() {
        let fixture = Fixture::new(
            "//- 2002-08-15 a.txt\nHe came on Tuesday and left on Aug. 14, 2002, and in September it ended, they said.",
        );
        let all = TextRange::up_to(TextSize::of(fixture.text().as_str()));
        let shown: Vec<_> = inlay_hints(&fixture.view(), all)
            .into_iter()
            .map(|h| h.label)
            .collect();
        assert_eq!(shown, ["2002-08-13", "2002-09"]);
    }
}
