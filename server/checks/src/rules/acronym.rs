//! # acronym
//!
//! The letters of an organisation in another order than its name has them, or than the article uses them.
//!
//! ## Why it matters
//! Letters that are swapped name nobody, or somebody else.
//!
//! ## How it decides
//! The article puts a name and its letters side by side: `Korean Central News Agency (KCNA)`. Letters that are those with
//! two neighbours swapped, are rarer, and have no name of their own in the article are taken for a slip; so are letters in
//! brackets that are the name’s own with two neighbours swapped.
//!
//! ## What it leaves alone
//! Letters whose name the article gives as well, and letters without a name in the article.
//!
//! ## Example
//! “the Korean Central News Agency (KCNA) … KNCA said” → “KCNA said”.

use article::{Article, BlockFacts};
use names::swapped_letters;
use smol_str::SmolStr;
use text::{BlockId, TextRange, Token, TokenKind};

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related, times},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct Acronym;

static RULE: Rule = Rule {
    id: "acronym",
    severity: Severity::Warning,
    fixes: Fixes::Maybe,
    source: include_str!("acronym.rs"),
};

/// How many words a name in full may have before its letters.
const LONGEST_NAME: usize = 10;

impl Check for Acronym {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn word(&self, sources: &Sources<'_>, word: &str, found: &mut Vec<Finding>) {
        if !word.starts_with(char::is_uppercase) {
            return;
        }
        let places: Vec<_> = sources.article.word_places(word).collect();
        let mut definitions = places
            .iter()
            .map(|place| definition(sources.article, *place));
        match definitions.find_map(|d| d) {
            Some(Definition::Fits) => {}
            Some(Definition::Swapped(place, right)) => {
                let message = format!("The letters of the name before are {right}.");
                found.push(with_fix(place, message, &right));
            }
            None => found.extend(slips(sources.article, word, &places)),
        }
    }
}

/// What letters in brackets are to the name before them.
enum Definition {
    /// Its letters.
    Fits,
    /// Its letters, but for two neighbours: what they should be.
    Swapped(Place, SmolStr),
}

/// The letters as slips of others that the article explains.
fn slips(article: &Article, word: &str, places: &[(BlockId, TextRange)]) -> Vec<Finding> {
    let right = swapped_letters(word).find_map(|other| {
        let others: Vec<_> = article.word_places(&other).collect();
        let explained = others
            .iter()
            .find(|place| matches!(definition(article, **place), Some(Definition::Fits)))?;
        (others.len() >= places.len()).then_some((other, others.len(), *explained))
    });
    let Some((right, count, explained)) = right else {
        return Vec::new();
    };
    let message = format!(
        "“{right}” stands {} in this article; here two letters are swapped.",
        times(count)
    );
    let slip = |(block, range): &(BlockId, TextRange)| {
        let mut finding = with_fix(Place::new(*block, *range), message.clone(), &right);
        finding.related.push(Related {
            location: Location::Here(Place::new(explained.0, explained.1)),
            message: format!("“{right}” and its name."),
        });
        finding
    };
    places.iter().map(slip).collect()
}

fn with_fix(place: Place, message: String, right: &str) -> Finding {
    let mut finding = Finding::new(&RULE, place, message);
    finding
        .fixes
        .push(Fix::new(right, place, right, Applicability::Maybe));
    finding
}

/// Whether the letters at a place stand in brackets after a name, and are its letters.
fn definition(article: &Article, (block, range): (BlockId, TextRange)) -> Option<Definition> {
    let facts: &BlockFacts = article.block(block)?;
    let text = facts.block.text();
    let tokens = facts.block.tokens();
    let at = tokens.partition_point(|t| t.range.start() < range.start());
    let word = |i: usize| tokens.get(i).map_or("", |t| t.text(text));
    if word(at.checked_sub(1)?) != "(" || word(at + 1) != ")" {
        return None;
    }
    let letters = &text[range];
    let initials = initials(text, &tokens[..at - 1], false);
    // `Over-the-Counter (OTC)`
    let every = self::initials(text, &tokens[..at - 1], true);
    if is_end_of(letters, &initials) || is_end_of(letters, &every) {
        return Some(Definition::Fits);
    }
    let mut swapped = swapped_letters(letters);
    let right = swapped.find(|right| is_end_of(right, &initials))?;
    Some(Definition::Swapped(Place::new(block, range), right))
}

/// Whether the letters are those of the last words of a name: a first word may belong to the sentence.
fn is_end_of(letters: &str, initials: &str) -> bool {
    initials.ends_with(letters)
}

/// The initials of the capitalised words before a bracket, in capitals; small words between and parts after a hyphen
/// count if `every` word does.
fn initials(text: &str, before: &[Token], every: bool) -> String {
    let mut initials: Vec<char> = Vec::new();
    for token in before.iter().rev().take(LONGEST_NAME) {
        let word = token.text(text);
        let first = word.chars().next();
        match token.kind {
            TokenKind::Word
                if every && (first.is_some_and(char::is_uppercase) || SMALL.contains(&word)) =>
            {
                let parts = word.rsplit('-').filter_map(|part| part.chars().next());
                initials.extend(parts.flat_map(char::to_uppercase));
            }
            TokenKind::Word if first.is_some_and(char::is_uppercase) => initials.extend(first),
            TokenKind::Word if SMALL.contains(&word) => {}
            TokenKind::Possessive => {}
            _ => break,
        }
    }
    initials.iter().rev().collect()
}

const SMALL: &[&str] = &[
    "of", "for", "and", "the", "on", "in", "to", "de", "la", "du", "des",
];

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn letters_swapped() {
        check(
            "acronym",
            r#"
The Korean Central News Agency (KCNA) said so on Monday, officials there said.
Later in the evening KNCA said it again, and nobody there was surprised.
                     ^^^^ “KCNA” stands once in this article; here two letters are swapped.
The Congressional Budget Office (COB) will look at it on Monday, they said.
                                 ^^^ The letters of the name before are CBO.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "acronym",
            r#"
The Federal Communications Commission (FCC) met, and the Consumer Federation of Canada (CFC) did too; CFC left.
The TSA and the TAS met in the capital, and the Department of Defense (DOD) did.
"#,
        );
    }
}
