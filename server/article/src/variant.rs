//! Words of which a desk writes one form: `adviser` or `advisor`, `realise` or `realize`.

use std::sync::LazyLock;

use dates::Recognised;
use names::lexicon::rows;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use text::{Block, TextRange, Token, TokenKind, capitalised};

/// A word or term that could be written otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variant {
    /// What it is one form of.
    pub set: VariantSet,
    /// Which of the forms it is, within its set.
    pub form: u8,
    /// Where it stands, in bytes from the block's start.
    pub range: TextRange,
}

/// Forms of which one text has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VariantSet {
    /// All words that are spelt one way in Britain and another in America; the forms are [`Spelling`]s.
    Spelling,
    /// One term, by its line in `data/terms.txt`.
    Term(u16),
    /// A proper name with a common noun, by a hash of both; the form is 1 where the noun has a capital.
    Phrase(u64),
    /// What an amount is of, by a hash of the words behind it; all forms are 0.
    Amount(u64),
    /// Who holds an office of a country that one person holds at a time, by a hash of both; all forms are 0.
    Office(u64),
    /// A paragraph, by one of the runs of words that it is looked up by; all forms are 0.
    Passage(u64),
    /// What is to come, how soon it is said to be and when: [`NEAR`](crate::NEAR) or [`DATED`](crate::DATED).
    Ahead,
    /// What happened on a day, by its kind: [`NAMED`](crate::NAMED) by the day or [`TOLD`](crate::TOLD) with it.
    Event(u8),
    /// Dates in digits whose month and day may be the other way round; all forms are 0.
    Digits,
}

/// How a word is spelt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// `colour`
    British,
    /// `color`
    American,
    /// `realise`: British, where it is not `-ize`.
    Ise,
    /// `realize`: American, and British too.
    Ize,
}

impl Spelling {
    /// The spelling that a [`Variant::form`] of [`VariantSet::Spelling`] stands for.
    pub fn of_form(form: u8) -> Self {
        match form {
            0 => Self::British,
            1 => Self::American,
            2 => Self::Ise,
            _ => Self::Ize,
        }
    }

    fn form(self) -> u8 {
        self as u8
    }
}

/// The variants of a block, in order.
pub(crate) fn variants(block: &Block) -> Vec<Variant> {
    let (text, tokens) = (block.text(), block.tokens());
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        if token.kind != TokenKind::Word {
            continue;
        }
        let word = token.text(text);
        if let Some((length, set, form)) = term(text, &tokens[at - 1..]) {
            let last = tokens[at + length - 2];
            at += length - 1;
            found.push(Variant {
                set: VariantSet::Term(set),
                form,
                range: token.range.cover(last.range),
            });
        } else if let Some(spelling) = spelling(word) {
            found.push(Variant {
                set: VariantSet::Spelling,
                form: spelling.form(),
                range: token.range,
            });
        }
    }
    found
}

/// The dates of a block that can be read in two orders.
pub(crate) fn digits(dates: &Recognised) -> Vec<Variant> {
    let either = dates.expressions.iter().filter(|e| e.written.either);
    let digits = either.map(|e| Variant {
        set: VariantSet::Digits,
        form: 0,
        range: e.range,
    });
    digits.collect()
}

/// How a word is spelt, if it could be spelt otherwise. A capitalised word may be part of a name, which keeps its spelling.
fn spelling(word: &str) -> Option<Spelling> {
    // The shortest has four letters, and most words of a text are none of these.
    if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    SPELLINGS.get(word).copied()
}

/// The term that starts with the first token: how many tokens it has, its set and form. The longest counts.
fn term(text: &str, tokens: &[Token]) -> Option<(usize, u16, u8)> {
    let first = tokens.first()?.text(text);
    let forms = TERMS.get(first)?;
    let is = |(form, _, _): &&(Vec<SmolStr>, u16, u8)| {
        let mut words = form.iter().zip(tokens);
        form.len() <= tokens.len() && words.all(|(word, token)| *word == token.text(text))
    };
    let longest = forms
        .iter()
        .filter(is)
        .max_by_key(|(form, ..)| form.len())?;
    Some((longest.0.len(), longest.1, longest.2))
}

/// By the first token of each form.
type Terms = FxHashMap<SmolStr, Vec<(Vec<SmolStr>, u16, u8)>>;

static TERMS: LazyLock<Terms> = LazyLock::new(|| {
    let mut terms = Terms::default();
    for (set, row) in rows(include_str!("../data/terms.txt")).enumerate() {
        for (form, written) in row.split('|').map(str::trim).enumerate() {
            // At the start of a sentence the first letter is a capital.
            let start = capitalised(written);
            let both = [
                Some(written.to_owned()),
                (start != written).then_some(start),
            ];
            for written in both.into_iter().flatten() {
                let tokens = text::tokenize(&written);
                let words: Vec<SmolStr> = tokens.iter().map(|t| t.text(&written).into()).collect();
                if let Some(first) = words.first().cloned() {
                    let entry = (words, set as u16, form as u8);
                    terms.entry(first).or_default().push(entry);
                }
            }
        }
    }
    terms
});

static SPELLINGS: LazyLock<FxHashMap<SmolStr, Spelling>> = LazyLock::new(|| {
    use Spelling::{American, British, Ise, Ize};
    const OUR: &[&str] = &[
        "", "s", "ed", "ing", "er", "ers", "able", "ably", "ful", "hood", "hoods", "ly", "less",
        "ite", "ites",
    ];
    const DOUBLED: &[&str] = &["ed", "ing", "er", "ers"];
    const ISE: &[&str] = &[
        "e", "ed", "es", "er", "ers", "ing", "ation", "ations", "able",
    ];
    let mut spellings = FxHashMap::default();
    let mut add = |word: String, spelling| {
        spellings.insert(SmolStr::from(word), spelling);
    };
    for row in rows(include_str!("../data/spelling.txt")) {
        let mut words = row.split_whitespace();
        let kind = words.next().unwrap_or_default();
        match kind {
            "pair" => {
                let forms = words.zip([British, American]);
                forms.for_each(|(word, spelling)| add(word.to_owned(), spelling));
            }
            "our" => words.for_each(|stem| {
                for ending in OUR {
                    add(format!("{stem}our{ending}"), British);
                    add(format!("{stem}or{ending}"), American);
                }
            }),
            "double" => words.for_each(|verb| {
                for ending in DOUBLED {
                    add(format!("{verb}l{ending}"), British);
                    add(format!("{verb}{ending}"), American);
                }
            }),
            _ => words.for_each(|stem| {
                for ending in ISE {
                    add(format!("{stem}is{ending}"), Ise);
                    add(format!("{stem}iz{ending}"), Ize);
                }
            }),
        }
    }
    spellings
});

#[cfg(test)]
mod tests {
    use super::*;
    use text::{Document, Format};

    fn found(text: &str) -> Vec<(String, u8)> {
        let document = Document::new(text, Format::Plain);
        let mut all = Vec::new();
        for block in document.blocks() {
            let of_block = variants(block).into_iter();
            all.extend(of_block.map(|v| (block.slice(v.range).to_owned(), v.form)));
        }
        all
    }

    #[test]
    fn terms_and_spellings() {
        let text = "Advisers of the Defense Department met after the Second World War. They realised that the color of health care was grey.\n";
        let expected = [
            ("Advisers", 0),
            ("Second World War", 1),
            ("realised", 2),
            ("color", 1),
            ("health care", 1),
            ("grey", 1),
        ];
        let expected: Vec<(String, u8)> = expected.map(|(w, f)| (w.to_owned(), f)).into();
        assert_eq!(found(text), expected);
    }

    #[test]
    fn words_that_both_write_are_none() {
        assert_eq!(
            found(
                "An honorary laboratory was humorous, and the premise of the prize a surprise.\n"
            ),
            []
        );
    }
}
