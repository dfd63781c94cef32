//! Which of the first blocks are masthead, headline, byline and dateline.
//!
//! Unlike everything else about a block this depends on its neighbours, so it is decided anew after every edit, for
//! the first few blocks only.

use crate::{
    block::{Block, BlockKind},
    dateline::dateline,
    token::{TokenKind, is_month_name, is_weekday_name},
};

/// How many blocks from the top may belong to the header.
pub(crate) const HEADER_BLOCKS: usize = 12;

/// The kinds of the first blocks, at most [`HEADER_BLOCKS`], given the kinds that the lines alone have.
pub(crate) fn header_kinds<'b>(
    blocks: impl Iterator<Item = (&'b Block, BlockKind)>,
) -> Vec<BlockKind> {
    let blocks: Vec<(&Block, BlockKind)> = blocks.take(HEADER_BLOCKS).collect();
    let mut kinds: Vec<BlockKind> = blocks.iter().map(|(_, kind)| *kind).collect();
    let body = blocks
        .iter()
        .position(|(block, kind)| is_body(block, *kind))
        .unwrap_or(blocks.len());
    let mut headline: Option<(usize, usize)> = None;
    for (i, (block, kind)) in blocks[..body].iter().enumerate() {
        if !matches!(kind, BlockKind::Heading | BlockKind::Paragraph) {
            continue;
        }
        let content = block.text().trim();
        let markdown_title = content.starts_with("# ");
        if content.starts_with('#') && !markdown_title {
            continue;
        }
        kinds[i] = if is_date_line(block) {
            BlockKind::Masthead
        } else if is_byline(block) {
            BlockKind::Byline
        } else if dateline(block.text(), block.tokens())
            .is_some_and(|d| d.body >= block.content_range().end() - text_size::TextSize::new(1))
        {
            BlockKind::Dateline
        } else {
            // The longest line above the story is its headline, unless Markdown says which.
            let words = if markdown_title {
                usize::MAX
            } else {
                content.split_whitespace().count()
            };
            if words >= 3 && headline.is_none_or(|(_, most)| words > most) {
                headline = Some((i, words));
            }
            BlockKind::Masthead
        };
    }
    if let Some((i, _)) = headline {
        kinds[i] = BlockKind::Headline;
    }
    kinds
}

/// The story begins with the first block that reads as running text, or that opens with a dateline.
fn is_body(block: &Block, kind: BlockKind) -> bool {
    match kind {
        BlockKind::Paragraph => {
            let text = block
                .text()
                .trim_end()
                .trim_end_matches(['”', '"', '’', '\'', ')']);
            let words = block
                .tokens()
                .iter()
                .filter(|t| t.kind == TokenKind::Word)
                .count();
            let opens = dateline(block.text(), block.tokens())
                .is_some_and(|d| d.body + text_size::TextSize::new(20) < block.len());
            (words >= 8 && text.ends_with(['.', '!', '?', ':'])) || words >= 25 || opens
        }
        BlockKind::ListItem | BlockKind::BlockQuote => true,
        _ => false,
    }
}

/// `Thursday, January 27, 2022` and the like: nothing but the parts of a date and words of publishing.
fn is_date_line(block: &Block) -> bool {
    let mut dated = false;
    let words = block
        .tokens()
        .iter()
        .filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number));
    for (i, token) in words.enumerate() {
        let word = token.text(block.text());
        let lower = word.to_lowercase();
        let part = is_month_name(word)
            || is_weekday_name(word)
            || token.kind == TokenKind::Number
            || matches!(
                lower.as_str(),
                "published"
                    | "posted"
                    | "updated"
                    | "last"
                    | "modified"
                    | "on"
                    | "at"
                    | "am"
                    | "pm"
                    | "a.m."
                    | "p.m."
                    | "gmt"
                    | "utc"
                    | "est"
                    | "edt"
                    | "et"
                    | "of"
                    | "date"
                    | "edition"
            );
        if !part || i > 12 {
            return false;
        }
        dated |= token.kind == TokenKind::Number;
    }
    dated
}

fn is_byline(block: &Block) -> bool {
    let content = block.text().trim();
    let names = content
        .strip_prefix("By ")
        .or_else(|| content.strip_prefix("BY "))
        .or_else(|| content.strip_prefix("by "));
    names.is_some_and(|names| {
        names.starts_with(char::is_uppercase) && names.split_whitespace().count() <= 12
    })
}
