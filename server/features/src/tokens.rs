//! Names, dates and quotations for an editor to colour.

use std::collections::BTreeMap;

use article::EntityRef;
use names::EntityType;
use text::{BlockId, TextRange, TextSize};

use crate::View;

/// What a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenType {
    /// A person's name.
    Person,
    /// An organisation's name.
    Organisation,
    /// A place's name.
    Place,
    /// An expression of time.
    Date,
    /// A quotation.
    Quotation,
}

/// A stretch of text and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SemanticToken {
    /// Bytes of the article.
    pub range: TextRange,
    /// What it is.
    pub token_type: TokenType,
    /// Whether this is the first mention by the full name.
    pub definition: bool,
}

/// The tokens of the blocks that `range` touches, in order and without overlaps; none reaches over a line end.
pub fn semantic_tokens(view: &View<'_>, range: TextRange) -> Vec<SemanticToken> {
    let article = view.article;
    let mut tokens = Vec::new();
    let mut definitions: BTreeMap<EntityRef, Option<(BlockId, usize)>> = BTreeMap::new();
    for (block, start) in article.document().blocks_in(range) {
        let Some(facts) = article.block(block.id()) else {
            continue;
        };
        let mut inner: Vec<SemanticToken> = Vec::new();
        for (index, candidate) in facts.reading.names.iter().enumerate() {
            let Some((reference, _)) = article.link_of(block.id(), index) else {
                continue;
            };
            let Some(entity) = article.entity(&reference) else {
                continue;
            };
            let token_type = match entity.entity_type {
                EntityType::Person => TokenType::Person,
                EntityType::Organisation => TokenType::Organisation,
                EntityType::Place => TokenType::Place,
                EntityType::Other => continue,
            };
            // Where each entity is defined is looked for once.
            let defined = definitions
                .entry(reference)
                .or_insert_with_key(|reference| {
                    let mut mentions = article.mentions_of(reference);
                    let full = mentions.find(|(m, _)| m.candidate.text == entity.name);
                    full.map(|(m, _)| (m.block, m.index))
                });
            let definition = *defined == Some((block.id(), index));
            inner.push(SemanticToken {
                range: candidate.range,
                token_type,
                definition,
            });
        }
        let dates = facts.timexes.iter().map(|t| SemanticToken {
            range: t.range,
            token_type: TokenType::Date,
            definition: false,
        });
        inner.extend(dates);
        inner.sort_by_key(|t| t.range.start());
        inner.dedup_by(|b, a| b.range.start() < a.range.end());
        // A quotation is what its names and dates leave of it.
        let mut gaps = Vec::new();
        for quotation in &facts.reading.quotations {
            let mut at = quotation.marked.start();
            for token in inner
                .iter()
                .filter(|t| quotation.marked.contains_range(t.range))
            {
                gaps.push(TextRange::new(at, token.range.start().max(at)));
                at = token.range.end();
            }
            gaps.push(TextRange::new(at, quotation.marked.end().max(at)));
        }
        inner.extend(
            gaps.into_iter()
                .filter(|g| !g.is_empty())
                .map(|range| SemanticToken {
                    range,
                    token_type: TokenType::Quotation,
                    definition: false,
                }),
        );
        inner.sort_by_key(|t| t.range.start());
        inner.dedup_by(|b, a| b.range.start() < a.range.end());
        for token in inner {
            tokens.extend(
                by_line(block.text(), token.range).map(|range| SemanticToken {
                    range: range + start,
                    ..token
                }),
            );
        }
    }
    tokens
}

/// A range cut at line ends.
fn by_line(text: &str, range: TextRange) -> impl Iterator<Item = TextRange> {
    let mut at = range.start();
    text[range]
        .split_inclusive(['\n', '\r'])
        .filter_map(move |line| {
            let start = at;
            at += TextSize::of(line);
            let kept = TextSize::of(line.trim_end_matches(['\n', '\r']));
            (kept > TextSize::new(0)).then(|| TextRange::at(start, kept))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    #[test]
    fn names_dates_and_quotations() {
        let fixture = Fixture::new(
            "The talks of the day have ended there now, officials said.\nOn Monday the whole of the party of Vladimir Putin said “we will go to\nMoscow today”, and Putin left.",
        );
        let text = fixture.text();
        let all = TextRange::up_to(TextSize::of(text.as_str()));
        let shown: Vec<_> = semantic_tokens(&fixture.view(), all)
            .into_iter()
            .map(|t| {
                format!(
                    "{:?} {}{}",
                    t.token_type,
                    &text[t.range],
                    if t.definition { " *" } else { "" }
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                "Date now",
                "Date Monday",
                "Person Vladimir Putin *",
                "Quotation “we will go to",
                "Place Moscow *",
                "Quotation  ",
                "Date today",
                "Quotation ”",
                "Person Putin",
            ]
        );
    }
}
