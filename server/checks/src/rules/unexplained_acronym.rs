//! # unexplained-acronym
//!
//! Letters of an organisation whose name the article does not give.
//!
//! ## Why it matters
//! Readers who do not know the letters do not know who is meant, and those who do may think of others with the same letters.
//!
//! ## How it decides
//! Three to six capitals name an organisation, its name stands nowhere in the article, and the letters are none of a list of those
//! that everybody knows, such as FBI. The first place in the text is pointed at.
//!
//! Of 26 hints read in 2,500 press releases of senators (2026-11-23) 19 were right, of 26 more in 2,257 texts of other
//! publishers 14. The rest were mostly companies that are called by their letters alone; the best known of them are in the
//! list since.
//!
//! ## What it leaves alone
//! Headlines and captions, quotations, letters in brackets or with brackets behind them, those that are a part of a longer name
//! (`NSC-68`, `ABC News`), those whose words stand beside them in the text, and texts in capitals.
//!
//! ## Example
//! “The DPA reported it” → “The German news agency DPA reported it”.

use std::ops::Range;

use article::{BlockFacts, MentionRef, Name};
use names::{Candidate, EntityType, MentionKind};
use text::{BlockKind, TokenKind};

use crate::{
    engine::Sources,
    finding::{Finding, Place},
    passage::{tokens_before, word_after, words_before},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct UnexplainedAcronym;

static RULE: Rule = Rule {
    id: "unexplained-acronym",
    severity: Severity::Hint,
    fixes: Fixes::None,
    source: include_str!("unexplained_acronym.rs"),
};

/// Letters that need no name, in the order of the alphabet.
const KNOWN: &[&str] = &[
    "AAA", "AARP", "ABC", "ACLU", "ACT", "ADHD", "AIDS", "AMA", "AOL", "ATF", "ATM", "BBC", "BBQ",
    "BMW", "CBC", "CBS", "CCTV", "CDC", "CEO", "CIA", "CNBC", "CNN", "COBRA", "COVID", "CPR",
    "DARPA", "DEA", "DHS", "DNA", "DOD", "DUI", "DVD", "DWI", "ECB", "EMS", "EPA", "ESPN", "EST",
    "ETA", "FAA", "FBI", "FCC", "FDA", "FDIC", "FEMA", "FIFA", "FTC", "FTSE", "GDP", "GOP", "GPA",
    "GPS", "HBO", "HHS", "HIV", "HMO", "HTML", "HUD", "IBM", "ICE", "IED", "IMF", "IOC", "IRA",
    "IRS", "ISIL", "ISIS", "KGB", "KKK", "LGBT", "MGM", "MIT", "MRI", "MSNBC", "MTV", "NAACP",
    "NAFTA", "NASA", "NASCAR", "NASDAQ", "NATO", "NBA", "NBC", "NCAA", "NFC", "NFL", "NHL", "NHS",
    "NPR", "NRA", "NSA", "NYPD", "NYSE", "NYT", "OPEC", "OSHA", "PBS", "PDF", "PLO", "PTSD", "RET",
    "ROTC", "RSVP", "SAT", "SEC", "SMS", "SOS", "SUV", "SWAT", "TMZ", "TSA", "UAE", "UCLA", "UEFA",
    "UFO", "UNC", "UNESCO", "UNICEF", "UNLV", "UPS", "URL", "USA", "USAID", "USC", "USDA", "USS",
    "USSR", "VAR", "VFW", "VIP", "VPN", "WHO", "WMD", "WTO", "YMCA", "YWCA",
];

/// So many letters are the name of an organisation.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=6;

impl Check for UnexplainedAcronym {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn name(&self, sources: &Sources<'_>, name: &Name, found: &mut Vec<Finding>) {
        let letters = name.mentions.iter().map(|m| &m.candidate);
        // A mention that is not in letters is the name that they stand for.
        if !letters.clone().all(|c| c.kind == MentionKind::Acronym) {
            return;
        }
        let is_known = |c: &Candidate| KNOWN.binary_search(&c.text.as_str()).is_ok();
        let names_one =
            |c: &Candidate| c.certain && c.entity_type == Some(EntityType::Organisation);
        if letters.clone().any(|c| is_known(c)) || !letters.clone().any(|c| names_one(c)) {
            return;
        }
        let blocks = |mention: &MentionRef| sources.article.block(mention.block).cloned();
        let places = name.mentions.iter().filter_map(|m| Some((m, blocks(m)?)));
        let mut first = None;
        for (mention, facts) in places {
            if is_explained(&facts, &mention.candidate) {
                return;
            }
            if first.is_none() && is_told(&facts, &mention.candidate) {
                first = Some(mention);
            }
        }
        let Some(first) = first.filter(|first| !is_spelt_out(sources, first)) else {
            return;
        };
        let place = Place::new(first.block, first.candidate.range);
        let message = format!(
            "What “{}” stands for is not said in this article.",
            first.candidate.text
        );
        found.push(Finding::new(&RULE, place, message));
    }
}

/// `The Workers’ League (WLG)`, `WLG (the Workers’ League)`, `the league, or WLG`
fn is_explained(facts: &BlockFacts, letters: &Candidate) -> bool {
    let mut before = words_before(facts, letters.range.start());
    let word = before.next();
    matches!(word, Some("(" | "[" | "or"))
        || word == Some("the") && before.next() == Some("or")
        || matches!(
            word_after(facts, letters.range.end()),
            Some("(" | "[" | ")" | "]")
        )
}

/// Whether words near by, in the paragraph or those beside it, begin with the letters, in capitals or not: `the peace agreement
/// (…) … the PA`.
fn is_spelt_out(sources: &Sources<'_>, mention: &MentionRef) -> bool {
    let article = sources.article;
    let letters = mention.candidate.text.to_lowercase();
    let own = article.block(mention.block).is_some_and(|facts| {
        let at = facts
            .block
            .tokens()
            .partition_point(|t| t.range.start() < mention.candidate.range.start());
        is_spelt_in(facts, at.saturating_sub(NEAR)..at + NEAR, &letters)
    });
    let above = article.prose_before(mention.block);
    let above = above.and_then(|id| article.block(id));
    let below = article.prose_after(mention.block);
    let below = below.and_then(|id| article.block(id));
    own || above.is_some_and(|facts| {
        let end = facts.block.tokens().len();
        is_spelt_in(facts, end.saturating_sub(NEAR)..end, &letters)
    }) || below.is_some_and(|facts| is_spelt_in(facts, 0..NEAR, &letters))
}

/// So many tokens are near: paragraphs are shorter, but for texts that have lost their line ends.
const NEAR: usize = 400;

/// Whether some of these tokens of a paragraph begin with the letters, one after the other.
fn is_spelt_in(facts: &BlockFacts, tokens: Range<usize>, letters: &str) -> bool {
    let text = facts.block.text();
    let tokens = facts
        .block
        .tokens()
        .iter()
        .take(tokens.end)
        .skip(tokens.start)
        .filter(|t| t.kind == TokenKind::Word);
    let words = tokens
        .flat_map(|t| t.text(text).split('-'))
        .map(str::to_lowercase);
    let words: Vec<String> = words.collect();
    (0..words.len()).any(|from| {
        let to = words.len().min(from + LONGEST_NAME);
        spell(&words[from..to], letters)
    })
}

/// How many words a name in full may have.
const LONGEST_NAME: usize = 12;

/// Whether these words begin with the letters, one by one; small words may be passed over.
fn spell(words: &[String], letters: &str) -> bool {
    let Some(letter) = letters.chars().next() else {
        return true;
    };
    let Some((word, rest)) = words.split_first() else {
        return false;
    };
    let begins = word.starts_with(letter) && spell(rest, &letters[letter.len_utf8()..]);
    begins
        || matches!(
            word.as_str(),
            "of" | "for" | "and" | "the" | "on" | "in" | "to"
        ) && spell(rest, letters)
}

/// Whether letters stand by themselves in a sentence of the article.
fn is_told(facts: &BlockFacts, letters: &Candidate) -> bool {
    let text = &letters.text;
    let is_letters = LETTERS.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase());
    if facts.block.kind() != BlockKind::Paragraph || letters.quoted || !is_letters {
        return false;
    }
    let whole = facts.block.text();
    let (start, end) = (letters.range.start().into(), letters.range.end().into());
    let (before, after): (&str, &str) = (&whole[..start], &whole[end..]);
    let touches = before
        .ends_with(|c: char| !c.is_whitespace() && !matches!(c, '“' | '"' | '(' | '—'))
        || after
            .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '&' | '@' | '_'))
        || after.starts_with('.') && after[1..].starts_with(char::is_alphanumeric);
    let capital = |word: Option<&str>| word.is_some_and(|w| w.starts_with(char::is_uppercase));
    let named = capital(word_after(facts, letters.range.end()));
    // `Senator ROE`
    let start = facts
        .block
        .sentence_at(letters.range.start())
        .map(|s| s.start());
    let opened = tokens_before(facts, letters.range.start()).last();
    let held = opened.is_some_and(|t| {
        Some(t.range.start()) != start && t.text(whole).starts_with(char::is_uppercase)
    });
    let shouted = words_before(facts, letters.range.start())
        .next()
        .is_some_and(|w| {
            w.len() > 1 && !w.contains(char::is_lowercase) && w.contains(char::is_uppercase)
        });
    let sentence = facts.block.sentence_at(letters.range.start());
    let ends = sentence.is_some_and(|s| {
        whole[s]
            .trim_end()
            .ends_with(['.', '!', '?', '"', '”', '’'])
    });
    ends && !touches && !named && !held && !shouted
}

#[cfg(test)]
mod tests {
    use super::KNOWN;
    use crate::tests::check;

    #[test]
    fn in_order() {
        assert!(KNOWN.is_sorted());
    }

    #[test]
    fn without_a_name() {
        check(
            "unexplained-acronym",
            r#"
The plan was shown to the WLGT on Monday, and officials of the WLGT were pleased with it.
                          ^^^^ What “WLGT” stands for is not said in this article.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "unexplained-acronym",
            r#"
//- a.txt
The plan was shown to the Korean Central News Agency on Monday, and KCNA wrote of it at once. The FBI did not.
//- b.txt
The plan was shown to the league of the town, or WLGT, on Monday. A peace and trade agreement was signed, and the PTA holds. It was sent to HRTM (the union of the hospitals).
//- c.txt
“We thank the WLGT,” the mayor said of it. It was shown to the DPRX News and to FGH-7 on Monday.
"#,
        );
    }
}
