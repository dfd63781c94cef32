//! # honorific-pronoun
//!
//! “Mr.” and “herself” in one sentence, of one person: “Mr. Roe had written it herself.”
//!
//! ## Why it matters
//! One of the two is wrong about who somebody is.
//!
//! ## How it decides
//! A sentence begins with an honorific and a name, names nobody else, and its first pronoun after the name is `himself` or
//! `herself`: that points back at whom the sentence is about.
//!
//! It said nothing on 71,761 press releases of senators and 2,257 other texts (2026-11-23), where such sentences are rare: a
//! hint until more is known.
//!
//! ## What it leaves alone
//! `He` and `she`, which may be somebody named above. Sentences with a word for another person (`left the woman to
//! herself`), names with `’s` behind them, quotations.
//!
//! ## Example
//! “Mr. Roe had written it herself” → “himself”, or “Ms. Roe”.

use article::BlockFacts;
use names::{Gender, TitleKind};
use text::TokenKind;

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct HonorificPronoun;

static RULE: Rule = Rule {
    id: "honorific-pronoun",
    severity: Severity::Hint,
    fixes: Fixes::Maybe,
    source: include_str!("honorific_pronoun.rs"),
};

/// Pronouns that may stand for somebody else than the sentence is about, or bring in somebody.
const PRONOUNS: &[&str] = &[
    "he",
    "him",
    "his",
    "she",
    "her",
    "hers",
    "they",
    "them",
    "their",
    "who",
    "whom",
    "whose",
    "one",
    "someone",
    "somebody",
    "anyone",
    "anybody",
    "everyone",
    "everybody",
    "each",
];

/// Words for a person whom `himself` or `herself` may be.
const PEOPLE: &[&str] = &[
    "actor",
    "actress",
    "aunt",
    "boy",
    "bride",
    "brother",
    "chairwoman",
    "child",
    "colleague",
    "daughter",
    "father",
    "friend",
    "girl",
    "girlfriend",
    "boyfriend",
    "groom",
    "husband",
    "king",
    "lady",
    "man",
    "mother",
    "niece",
    "nephew",
    "officer",
    "patient",
    "person",
    "president",
    "prince",
    "princess",
    "queen",
    "sister",
    "son",
    "student",
    "suspect",
    "uncle",
    "victim",
    "widow",
    "widower",
    "wife",
    "witness",
    "woman",
];

impl Check for HonorificPronoun {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        let names = 0..facts.reading.names.len();
        found.extend(names.filter_map(|index| clash(facts, index)));
    }
}

/// What is wrong with a sentence that begins with one of the names of a block.
fn clash(facts: &BlockFacts, index: usize) -> Option<Finding> {
    let names = &facts.reading.names;
    let name = names.get(index)?;
    let title = name.title.as_ref();
    let title = title.filter(|t| t.kind == TitleKind::Honorific && !name.quoted)?;
    let (wrong, right, other_title) = match title.gender? {
        Gender::Masculine => ("herself", "himself", "Ms."),
        Gender::Feminine => ("himself", "herself", "Mr."),
    };
    let (text, tokens) = (facts.block.text(), facts.block.tokens());
    let sentence = facts.block.sentence_at(title.range.start())?;
    let above = index.checked_sub(1).and_then(|above| names.get(above));
    let mut beside = above.into_iter().chain(names.get(index + 1));
    let opens = sentence.start() == title.range.start();
    if !opens || beside.any(|other| sentence.contains_range(other.range)) {
        return None;
    }
    let behind = tokens.partition_point(|t| t.range.start() < name.range.end());
    let mut words = tokens[behind..]
        .iter()
        .take_while(|t| sentence.contains_range(t.range))
        .filter(|t| t.kind == TokenKind::Word);
    if matches!(words.clone().next()?.text(text), "'s" | "’s") {
        return None;
    }
    let decides = |word: &str| {
        let word = word.to_lowercase();
        word.ends_with("self") || PRONOUNS.contains(&&*word) || PEOPLE.contains(&&*word)
    };
    let pronoun = words.find(|t| decides(t.text(text)))?;
    if pronoun.text(text) != wrong {
        return None;
    }
    let block = facts.block.id();
    let (here, there) = (
        Place::new(block, pronoun.range),
        Place::new(block, title.range),
    );
    let message = format!("“{wrong}”, of “{} {}”.", title.text, name.text);
    let mut finding = Finding::new(&RULE, here, message);
    finding.related.push(Related {
        location: Location::Here(there),
        message: format!("“{}” here.", title.text),
    });
    finding
        .fixes
        .push(Fix::new(right, here, right, Applicability::Maybe));
    finding.fixes.push(Fix::new(
        other_title,
        there,
        other_title,
        Applicability::Maybe,
    ));
    Some(finding)
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn of_another_gender() {
        check(
            "honorific-pronoun",
            r#"
Officials spoke of a letter on Monday. Mr. Keller had written most of it herself, and it was long.
                                                                         ^^^^^^^ “herself”, of “Mr. Keller”.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "honorific-pronoun",
            r#"
Mr. Keller had written it himself. Mr. Keller told the woman in the port to look after herself on Monday.
Mr. Keller’s daughter wrote it herself. Mr. Keller asked Jane Weber to write it herself. Mr. Keller and his wife saw herself.
"#,
        );
    }
}
