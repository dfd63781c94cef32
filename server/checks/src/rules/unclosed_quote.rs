//! # unclosed-quote
//!
//! A quotation mark without its partner: a quotation that is opened and not closed, or closed and not opened.
//!
//! ## Why it matters
//! Where the mark is missing, the article’s words become the speaker’s, or the other way round.
//!
//! ## How it decides
//! The double marks of a paragraph are paired, straight ones by the space beside them. One too many is pointed at. A quotation
//! that goes on in the next paragraph stays open, and the next begins with a mark: that is as it should be.
//!
//! Of 34 read in press releases of senators that nobody had touched (2026-11-22) 33 were marks without a partner, most at the
//! start of a statement of several paragraphs that have no marks of their own.
//!
//! ## What it leaves alone
//! Apostrophes and single marks; inches (`24"`); paragraphs of which all marks are closing ones, headings and lists; marks
//! with a space on both sides or on neither; the end of a quotation that may have begun far above; a quotation that
//! opens within another.
//!
//! ## Example
//! “"We are ready, he said.” → “"We are ready," he said.”

use article::{Article, BlockFacts};
use text::{Block, BlockKind, TextRange, TokenKind};

use crate::{
    engine::Sources,
    finding::{Finding, Place},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct UnclosedQuote;

static RULE: Rule = Rule {
    id: "unclosed-quote",
    severity: Severity::Information,
    fixes: Fixes::None,
    source: include_str!("unclosed_quote.rs"),
};

impl Check for UnclosedQuote {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, sources: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        let block = &*facts.block;
        let message = match odd(block) {
            Some(Odd::Open(at)) if !goes_on_below(sources.article, block) => (
                at,
                "This quotation is not closed here, and no mark at the start of the next paragraph takes it up.",
            ),
            Some(Odd::Closed { at, first })
                if !(first && is_open_above(sources.article, block)) =>
            {
                (
                    at,
                    "This quotation is closed, but opened nowhere in the paragraph.",
                )
            }
            _ => return,
        };
        found.push(Finding::new(
            &RULE,
            Place::new(block.id(), message.0),
            message.1.to_owned(),
        ));
    }
}

/// The mark of a paragraph that has no partner.
enum Odd {
    /// It opens, and no other mark follows.
    Open(TextRange),
    /// It closes; whether no other mark stands before it.
    Closed { at: TextRange, first: bool },
}

/// What a mark does.
#[derive(Clone, Copy, PartialEq)]
enum Does {
    Open,
    Close,
}

/// The only double mark of a paragraph without a partner; none where it cannot be told which it is.
fn odd(block: &Block) -> Option<Odd> {
    if block.kind() != BlockKind::Paragraph {
        return None;
    }
    let marks = marks(block)?;
    let opening = marks.iter().filter(|(_, does)| *does == Does::Open).count();
    let closing = marks.len() - opening;
    if opening == closing + 1 {
        // Where another opens before one closes, the outer may go on in a paragraph below: only the last is sure.
        let (at, does) = marks.last()?;
        return (*does == Does::Open).then_some(Odd::Open(*at));
    }
    if closing == opening + 1 {
        let mut open = false;
        let unopened = marks.iter().position(|(_, does)| {
            let alone = *does == Does::Close && !open;
            open = *does == Does::Open;
            alone
        })?;
        let at = marks.get(unopened)?.0;
        // `…,” he said` has begun in this paragraph; what ends with the sentence may have begun in one far above.
        let said = before(block, at).ends_with(',');
        return said.then_some(Odd::Closed {
            at,
            first: unopened == 0,
        });
    }
    None
}

/// The text before a mark.
fn before(block: &Block, at: TextRange) -> &str {
    block
        .text()
        .get(..usize::from(at.start()))
        .unwrap_or_default()
        .trim_end()
}

/// The double marks of a block and what each does; none if that is not clear of all.
fn marks(block: &Block) -> Option<Vec<(TextRange, Does)>> {
    let text = block.text();
    let mut marks = Vec::new();
    let mut all_closing = true;
    for token in block.tokens().iter().filter(|t| t.kind == TokenKind::Quote) {
        let does = match token.text(text) {
            "“" => Does::Open,
            "”" => Does::Close,
            "\"" => straight(text, token.range)?,
            _ => continue,
        };
        all_closing &= does == Does::Close;
        marks.push((token.range, does));
    }
    // Where a file has no opening marks, closing ones stand for them.
    let by_turns = all_closing && marks.len() > 1;
    (!by_turns).then_some(marks)
}

/// What a straight mark does, by what stands beside it; none for inches and for marks that could be either.
fn straight(text: &str, at: TextRange) -> Option<Does> {
    let before = text.get(..usize::from(at.start()))?.chars().next_back();
    let after = text.get(usize::from(at.end())..)?.chars().next();
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let opener = space(before) || before.is_some_and(|c| "([{-–—'‘/".contains(c));
    let closer = space(after) || after.is_some_and(|c| ")]}-–—'’,.;:?!/".contains(c));
    match (opener, closer) {
        (true, false) => Some(Does::Open),
        (false, true) if !before.is_some_and(|c| c.is_ascii_digit()) => Some(Does::Close),
        _ => None,
    }
}

/// Whether the next paragraph begins with a mark: then the quotation goes on there.
fn goes_on_below(article: &Article, block: &Block) -> bool {
    let next = article
        .prose_after(block.id())
        .and_then(|id| article.block(id));
    next.is_some_and(|next| {
        next.block
            .text()
            .trim_start()
            .starts_with(['"', '“', '”', '\'', '‘', '’'])
    })
}

/// Whether the paragraph above leaves a quotation open: what is missing is said there.
fn is_open_above(article: &Article, block: &Block) -> bool {
    let before = article
        .prose_before(block.id())
        .and_then(|id| article.block(id));
    before.is_some_and(|before| matches!(odd(&before.block), Some(Odd::Open(_))))
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn opened_and_not_closed() {
        check(
            "unclosed-quote",
            r#"
The headline of it

"We are ready for whatever may come next year, the mayor said at the town hall on Monday.
^ This quotation is not closed here, and no mark at the start of the next paragraph takes it up.
Nobody asked him what he meant by that, and he left the hall without another word to anyone.

She said that "we are ready for whatever may come next year, or so we think we are.
              ^ This quotation is not closed here, and no mark at the start of the next paragraph takes it up.

Whatever it is," and nobody asked what she meant by that on this fine day in August.
"#,
        );
    }

    #[test]
    fn closed_and_not_opened() {
        check(
            "unclosed-quote",
            r#"
The headline of it

We are ready for whatever may come next year," the mayor said at the town hall on Monday.
                                             ^ This quotation is closed, but opened nowhere in the paragraph.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "unclosed-quote",
            r#"
The headline of it

"We are ready for whatever may come next year," the mayor said. "We have 24 pipes."

"We are ready for whatever may come next year, and the year after that as well.

"And we were ready last year," the mayor said. The pipe is 24" wide, and the '90s are over.

He said, “We are ready. The council said, “We are not ready,” and left the hall in the evening.

The agency said he would come ”in late August”, and ”soon” at that. He is 6' 2" tall.

"#,
        );
    }
}
