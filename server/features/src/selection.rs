//! What to select next: word, name or date, quotation, sentence, paragraph, all.

use text::{TextRange, TextSize};

use crate::View;

/// The ranges around a byte offset, the innermost first, each larger than the one before.
pub fn selection_ranges(view: &View<'_>, offset: TextSize) -> Vec<TextRange> {
    let document = view.article.document();
    let mut ranges = Vec::new();
    if let Some((block, start)) = document.block_at(offset)
        && let Some(facts) = view.article.block(block.id())
    {
        let local = offset - start;
        let touches = |r: &TextRange| r.contains_inclusive(local);
        let words = block.tokens().iter().map(|t| t.range);
        let names = facts.reading.names.iter().map(|c| c.range);
        let dates = facts.timexes.iter().map(|t| t.range);
        let quoted = facts
            .reading
            .quotations
            .iter()
            .flat_map(|q| [q.range, q.marked]);
        let sentences = block.sentences().iter().copied();
        let paragraph = [block.content_range(), TextRange::up_to(block.len())];
        ranges.extend(
            words
                .chain(names)
                .chain(dates)
                .chain(quoted)
                .chain(sentences)
                .chain(paragraph)
                .filter(touches)
                .map(|r| r + start),
        );
    }
    ranges.push(TextRange::up_to(document.len()));
    ranges.sort_by_key(|r| r.len());
    // Each must hold the one before: a quotation that ends in the middle of the sentence does, a word beside it not.
    let mut nested: Vec<TextRange> = Vec::new();
    for range in ranges {
        if nested
            .last()
            .is_none_or(|last| range != *last && range.contains_range(*last))
        {
            nested.push(range);
        }
    }
    nested
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    #[test]
    fn from_word_to_article() {
        let fixture = Fixture::new(
            "He left. Later Vladimir Pu$0tin spoke to reporters.\nThe end came on Monday, he said.",
        );
        let text = fixture.text();
        let shown: Vec<_> = selection_ranges(&fixture.view(), fixture.offset())
            .into_iter()
            .map(|r| text[r].trim_end().to_owned())
            .collect();
        assert_eq!(
            shown[..3],
            [
                "Putin",
                "Vladimir Putin",
                "Later Vladimir Putin spoke to reporters."
            ]
        );
        assert_eq!(shown.last().unwrap(), text.trim_end());
    }
}
