//! # acronym-form
//!
//! An abbreviation with points that lacks its last one.
//!
//! ## Why it matters
//! It is a slip of the finger that a spelling checker does not see.
//!
//! ## How it decides
//! Capital letters with points between them (`U.S`) and none after the last.
//!
//! All of 24 warnings read in press releases of senators that nobody had touched (2026-11-22) were slips, and all of 43 more;
//! of another 16 (2026-11-23) 15, and one was letters that had run into the next word; all of another 25 were.
//!
//! ## What it leaves alone
//! Abbreviations in lower case; letters that belong to a name of a product or a web address.
//!
//! ## Example
//! “undermining U.S claims” → “undermining U.S. claims”.

use article::BlockFacts;
use text::{TextRange, TokenKind};

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Place},
    passage::word_after,
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct AcronymForm;

static RULE: Rule = Rule {
    id: "acronym-form",
    severity: Severity::Warning,
    fixes: Fixes::Safe,
    source: include_str!("acronym_form.rs"),
};

impl Check for AcronymForm {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        if !facts.block.kind().is_prose() {
            return;
        }
        let text = facts.block.text();
        for token in facts
            .block
            .tokens()
            .iter()
            .filter(|t| t.kind == TokenKind::Word)
        {
            let word = token.text(text);
            if !lacks_last_point(word) || ends_in_article(facts, word, token.range) {
                continue;
            }
            // What goes on without a space is an address, a version, a file name.
            let around = |at: usize| {
                text[at..].chars().next().is_some_and(|c| {
                    !c.is_whitespace()
                        && !matches!(
                            c,
                            ',' | ')' | '’' | '\'' | '”' | '"' | ';' | ':' | '-' | '–' | '—'
                        )
                })
            };
            let before = text[..usize::from(token.range.start())].chars().next_back();
            if around(token.range.end().into())
                || before.is_some_and(|c| matches!(c, '.' | '/' | '@' | '_' | '#'))
            {
                continue;
            }
            let id = facts.block.id();
            let message = format!("“{word}” lacks its last point.");
            let mut finding = Finding::new(&RULE, Place::new(id, token.range), message);
            let end = Place::new(id, TextRange::empty(token.range.end()));
            // `the U.S, House` has a comma for the point, and in `H.R .810` it stands one place too far.
            let after = &text[usize::from(token.range.end())..];
            let misplaced = after.trim_start().starts_with([',', '.']);
            let applicability = match misplaced {
                true => Applicability::Maybe,
                false => Applicability::Safe,
            };
            finding
                .fixes
                .push(Fix::new(format!("{word}."), end, ".", applicability));
            found.push(finding);
        }
    }
}

/// `U.S`, `U.S.A`: single capitals with points between.
fn lacks_last_point(word: &str) -> bool {
    let mut letters = word.split('.');
    word.contains('.')
        && !word.ends_with('.')
        && letters.all(|l| l.len() == 1 && l.bytes().all(|b| b.is_ascii_uppercase()))
}

/// Whether the last letter is the article of what follows, and a space was lost: `Washington, D.C.A group of mayors`.
fn ends_in_article(facts: &BlockFacts, word: &str, range: TextRange) -> bool {
    let next = word_after(facts, range.end());
    word.len() > "D.C".len()
        && word.ends_with('A')
        && next.is_some_and(|next| next.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn a_point_is_missing() {
        check(
            "acronym-form",
            r#"
The visit could be aimed at undermining U.S claims that it poses a threat.
                                        ^^^ “U.S” lacks its last point.
"#,
        );
    }

    #[test]
    fn what_stands_behind_may_be_the_point() {
        for (text, safe) in [
            ("The visit was to the U.S House and to a port there.", true),
            ("The visit was to the U.S, House and port, there.", false),
            ("The visit was about H.R .810, a bill of theirs.", false),
        ] {
            let document = text::Document::new(text, text::Format::Plain);
            let article = article::Article::new(document, article::Hints::default());
            let findings = crate::Findings::new(&article, None);
            let fixes: Vec<bool> = findings
                .sorted(None)
                .iter()
                .filter(|(finding, _)| finding.rule.id == "acronym-form")
                .flat_map(|(finding, _)| &finding.fixes)
                .map(|fix| fix.applicability == crate::Applicability::Safe)
                .collect();
            assert_eq!(fixes, [safe], "{text}");
        }
    }

    #[test]
    fn leaves_alone() {
        check(
            "acronym-form",
            "The U.S. and the U.S.-led force, the U.N.’s men and the EU met at A.B.com on e.g Monday, he said. \
             He left Washington, D.C.A group of mayors stayed.",
        );
    }
}
