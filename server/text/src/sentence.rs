//! Where sentences end.

use text_size::TextRange;

use crate::token::{Token, TokenKind, is_title};

/// Words that begin a sentence far more often than they continue one after an abbreviation's point.
const STARTERS: &[&str] = &[
    "The", "A", "An", "He", "She", "It", "They", "We", "I", "But", "And", "In", "On", "At", "This",
    "That", "These", "Those", "His", "Her", "Their", "Its", "For", "After", "Before", "When",
    "While", "If", "As", "There", "However", "Some", "Most", "Many", "No", "Not", "Since",
    "Earlier", "Last",
];

/// Cuts a block into sentences; every token is in one. `text` is the block's.
pub(crate) fn sentences(text: &str, tokens: &[Token]) -> Vec<TextRange> {
    let mut found = Vec::new();
    let mut first = 0;
    let mut i = 0;
    while i < tokens.len() {
        let mut last = i;
        if ends_sentence(text, tokens, i) {
            // Closing quotation marks and brackets that touch belong to the sentence they close.
            while let Some(next) = tokens.get(last + 1) {
                let touches = tokens[last].range.end() == next.range.start();
                let closes = next.kind == TokenKind::Quote
                    || matches!(next.text(text), ")" | "]" | "!" | "?" | ".");
                if !(touches && closes) {
                    break;
                }
                last += 1;
            }
            let at_end = last + 1 == tokens.len();
            if at_end || starts_sentence(text, tokens, i, last + 1) {
                found.push(TextRange::new(
                    tokens[first].range.start(),
                    tokens[last].range.end(),
                ));
                first = last + 1;
            }
        }
        i = last + 1;
    }
    if let (Some(start), Some(end)) = (tokens.get(first), tokens.last()) {
        found.push(TextRange::new(start.range.start(), end.range.end()));
    }
    found
}

fn ends_sentence(text: &str, tokens: &[Token], i: usize) -> bool {
    let token = tokens[i].text(text);
    match tokens[i].kind {
        TokenKind::Mark => token.starts_with(['.', '!', '?', '…']),
        TokenKind::Word => token.ends_with('.') && !is_title(token),
        _ => false,
    }
}

fn starts_sentence(text: &str, tokens: &[Token], end: usize, next: usize) -> bool {
    let touches = tokens[next - 1].range.end() == tokens[next].range.start();
    if touches {
        return false;
    }
    // Look past an opening quotation mark or bracket at the first word.
    let word = tokens[next..]
        .iter()
        .find(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number));
    let Some(word) = word else { return true };
    let first = word.text(text).chars().next().unwrap_or(' ');
    if tokens[end].kind == TokenKind::Word {
        return STARTERS.contains(&word.text(text));
    }
    !first.is_lowercase()
}

#[cfg(test)]
mod tests {
    use crate::token::tokenize;

    fn cut(text: &str) -> Vec<&str> {
        super::sentences(text, &tokenize(text))
            .into_iter()
            .map(|r| &text[r])
            .collect()
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        assert_eq!(
            cut(
                "Mr. Putin met U.S. Gen. Roe on Aug. 5. He left. “Why?” she asked. It was 5 p.m. The end"
            ),
            [
                "Mr. Putin met U.S. Gen. Roe on Aug. 5.",
                "He left.",
                "“Why?” she asked.",
                "It was 5 p.m.",
                "The end"
            ]
        );
    }

    #[test]
    fn a_closing_quote_belongs_to_its_sentence() {
        assert_eq!(
            cut("He said “no.” Then left."),
            ["He said “no.”", "Then left."]
        );
    }
}
