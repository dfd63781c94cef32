//! What is to come: how soon it is said to be, and the days and months that are named. Whether the two agree is for the
//! rules to say.

use dates::{Form, Recognised};
use text::{Block, TextRange};

use crate::variant::{Variant, VariantSet};

/// The [`Variant::form`] of what is only said to be near: `over the next 10 days`, `will soon`.
pub const NEAR: u8 = 0;

/// The [`Variant::form`] of a day or month.
pub const DATED: u8 = 1;

/// The words of a block for what is to come, in order.
pub(crate) fn ahead(block: &Block, dates: &Recognised) -> Vec<Variant> {
    if block.kind().is_heading() {
        return Vec::new();
    }
    let variant = |form, range| Variant {
        set: VariantSet::Ahead,
        form,
        range,
    };
    let expressions = dates.expressions.iter().filter_map(|expression| {
        let form = match expression.form {
            Form::Duration { .. } if is_coming(block.slice(expression.range)) => NEAR,
            _ if expression.written.month.is_some() => DATED,
            _ => return None,
        };
        Some(variant(form, expression.range))
    });
    let mut found: Vec<Variant> = expressions.collect();
    found.extend(soon(block).map(|range| variant(NEAR, range)));
    found.sort_by_key(|variant| variant.range.start());
    found
}

/// `the next 10 days`
fn is_coming(duration: &str) -> bool {
    let mut words = duration.split_whitespace();
    words.any(|word| matches!(word, "next" | "coming"))
}

/// Where a block says that something will be soon: `will soon visit`, `will visit soon`.
fn soon(block: &Block) -> impl Iterator<Item = TextRange> {
    let (text, tokens) = (block.text(), block.tokens());
    tokens.iter().enumerate().filter_map(move |(at, token)| {
        let word = |i: usize| tokens.get(i).map_or("", |t| t.text(text));
        let is_near = matches!(word(at), "soon" | "shortly");
        // `soon after`, `as soon as possible`
        let counts = matches!(
            word(at + 1),
            "after" | "afterward" | "afterwards" | "as" | "before" | "thereafter" | "enough" | "-"
        ) || matches!(
            at.checked_sub(1).map(word),
            Some("as" | "so" | "too" | "how")
        );
        if !is_near || counts {
            return None;
        }
        let sentence = block.sentence_at(token.range.start())?;
        let mut before = tokens[..at].iter().rev().take(PROMISE);
        let promised = before
            .by_ref()
            .take_while(|t| t.range.start() >= sentence.start())
            .any(|t| matches!(t.text(text), "will" | "would" | "to" | "'ll" | "’ll"));
        promised.then_some(token.range)
    })
}

/// How many tokens before `soon` its `will` may stand.
const PROMISE: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;
    use text::{Document, Format};

    #[test]
    fn how_soon_and_when() {
        let text = "They will soon meet, and over the next 10 days speak of June 9. Soon after they left as soon as they could.\n";
        let document = Document::new(text, Format::Plain);
        let block = document.blocks().next().unwrap();
        let dates = dates::recognise(block.text(), block.tokens());
        let found: Vec<(&str, u8)> = ahead(block, &dates)
            .iter()
            .map(|v| (block.slice(v.range), v.form))
            .collect();
        assert_eq!(
            found,
            [
                ("soon", NEAR),
                ("the next 10 days", NEAR),
                ("June 9", DATED)
            ]
        );
    }
}
