//! Ages as the text states them. They count time but are no expressions of time: TimeML leaves them untagged.

use text::{Token, TokenKind};
use text_size::TextRange;

use crate::{
    form::{Amount, Unit},
    grammar::number,
    lexer::Lexemes,
};

/// Nobody is older, in years.
const OLDEST: u32 = 120;

/// How many tokens `fifty-two years old` may take.
const REACH: usize = 6;

/// An age in years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Age {
    /// Where it stands, in bytes from the block's start: `52`, `52-year-old`, `aged 52`.
    pub range: TextRange,
    /// The number alone, if it is written in digits: what a correction replaces.
    pub digits: Option<TextRange>,
    /// How many.
    pub years: u16,
    /// How it is put.
    pub form: AgeForm,
}

/// How an age is put, which tells where its bearer is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgeForm {
    /// `, 52,` which is an age only right after a person’s name.
    Apposition,
    /// `52-year-old`, before the name or after `NAME, a`.
    Attribute,
    /// `is 52`, `is 52 years old`, `aged 52`, after the name.
    Predicate,
}

/// The ages that a block states. Some are only numbers between commas: who has the names of the block decides.
pub fn ages(text: &str, tokens: &[Token]) -> Vec<Age> {
    let mut found = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let word = token.text(text);
        let age = match token.kind {
            TokenKind::Number if word.len() <= 3 => bare(text, tokens, i),
            _ if ends_old(word) => years_old(text, tokens, i),
            _ => None,
        };
        found.extend(age);
    }
    found
}

fn ends_old(word: &str) -> bool {
    let at = word.len().saturating_sub(3);
    word.get(at..)
        .is_some_and(|end| end.eq_ignore_ascii_case("old"))
}

/// A number of at most three digits with a comma before it, or `is` or `aged`, and a mark after it.
fn bare(text: &str, tokens: &[Token], i: usize) -> Option<Age> {
    let number = tokens[i];
    let years = number.text(text).parse().ok().filter(|n| in_years(*n))?;
    let before = tokens[i.checked_sub(1)?];
    let ends = tokens
        .get(i + 1)
        .is_none_or(|t| matches!(t.text(text), "," | "." | ";" | ")" | "—" | "–"));
    let (form, from) = match before.text(text) {
        "," if ends => (AgeForm::Apposition, number),
        "is" if ends => (AgeForm::Predicate, number),
        "aged" | "age" => (AgeForm::Predicate, before),
        _ => return None,
    };
    Some(Age {
        range: from.range.cover(number.range),
        digits: Some(number.range),
        years: years as u16,
        form,
    })
}

fn in_years(n: u32) -> bool {
    (1..=OLDEST).contains(&n)
}

/// `52-year-old`, `fifty-two years old`; the last word stands at `i`.
fn years_old(text: &str, tokens: &[Token], i: usize) -> Option<Age> {
    let from = i.saturating_sub(REACH);
    let lexemes = Lexemes::new(text, &tokens[from..=i]);
    let skip_hyphen = |at: usize| if lexemes.hyphen(at) { at + 1 } else { at };
    (0..lexemes.len()).find_map(|start| {
        let (amount, at) = number::amount(&lexemes, start)?;
        let unit_at = skip_hyphen(at);
        let (unit, plural) = number::unit(&lexemes, unit_at)?;
        let old = skip_hyphen(unit_at + 1);
        let (Amount::Exact(years), Unit::Year) = (amount, unit) else {
            return None;
        };
        let last = old + 1 == lexemes.len() && ends_old(lexemes.str(old));
        // `older` and a number that goes on before, as in `1 52-year-old`, are read by their last number.
        (last && in_years(years)).then(|| Age {
            range: lexemes.cover(start, old + 1),
            digits: (at == start + 1 && lexemes.str(start).bytes().all(|b| b.is_ascii_digit()))
                .then(|| lexemes.range(start)),
            years: years as u16,
            form: if plural {
                AgeForm::Predicate
            } else {
                AgeForm::Attribute
            },
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, u16, AgeForm)> {
        ages(text, &text::tokenize(text))
            .into_iter()
            .map(|a| (&text[a.range], a.years, a.form))
            .collect()
    }

    #[test]
    fn in_every_form() {
        use AgeForm::{Apposition, Attribute, Predicate};
        assert_eq!(read("Ann Lee, 52, left."), [("52", 52, Apposition)]);
        assert_eq!(
            read("The 34-year-old pilot and a 7-year-old."),
            [("34-year-old", 34, Attribute), ("7-year-old", 7, Attribute)]
        );
        assert_eq!(
            read("She is fifty-two years old."),
            [("fifty-two years old", 52, Predicate)]
        );
        assert_eq!(read("Lee is 52."), [("52", 52, Predicate)]);
        assert_eq!(read("Lee, aged 52, left."), [("aged 52", 52, Predicate)]);
    }

    #[test]
    fn no_ages() {
        for text in [
            "In all, 520, they said.",
            "The 10-month-old girl",
            "page 52, line 3",
            "a 300-year-old oak",
            "The lead is 5 points.",
            "the old, 3-1,",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
