//! Every mention of an entity, here and across the corpus.

use corpus::MentionRow;
use text::{TextRange, TextSize};

use crate::{Target, View};

/// References in more articles than this are left out: nobody reads on so far.
const MOST: usize = 1_000;

/// Every mention of what is named at a byte offset; with or without the one that [`crate::definition`] gives.
pub fn references(view: &View<'_>, offset: TextSize, with_definition: bool) -> Vec<Target> {
    let Some(named) = view.named_at(offset) else {
        return Vec::new();
    };
    let here = view
        .article
        .mentions_of(&named.reference)
        .map(|(m, _)| Target::Here(view.range(m)));
    let elsewhere = view
        .elsewhere(named.entity, MOST)
        .into_iter()
        .flat_map(|found| {
            let place = |m: &MentionRow| Target::Elsewhere(found.article.clone(), m.spot);
            found.row.mentions.iter().map(place).collect::<Vec<_>>()
        });
    let defined = match with_definition {
        true => None,
        false => crate::definition(view, offset),
    };
    here.chain(elsewhere)
        .filter(|t| Some(t) != defined.as_ref())
        .collect()
}

/// The mentions in this article.
pub fn highlights(view: &View<'_>, offset: TextSize) -> Vec<TextRange> {
    let Some(named) = view.named_at(offset) else {
        return Vec::new();
    };
    view.article
        .mentions_of(&named.reference)
        .map(|(m, _)| view.range(m))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    const TWO: &str = "
//- a.txt
President Vladimir Putin left. Later Put$0in spoke to reporters there.
//- b.txt
Officials met Vladimir Putin, and Mr. Putin smiled at everyone there.
//- c.txt
Officials met Igor Putin in the capital on Monday, a namesake of his.
";

    #[test]
    fn across_the_corpus() {
        let fixture = Fixture::new(TWO);
        let found = references(&fixture.view(), fixture.offset(), true);
        let in_b = found
            .iter()
            .filter(|t| matches!(t, Target::Elsewhere(a, _) if a.as_str() == "b.txt"))
            .count();
        assert_eq!((found.len(), in_b), (4, 2));
        assert_eq!(
            references(&fixture.view(), fixture.offset(), false).len(),
            3
        );
        assert_eq!(highlights(&fixture.view(), fixture.offset()).len(), 2);
    }
}
