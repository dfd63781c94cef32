//! Other tools' formats: from annotations to text and from text to annotations. Nothing here touches a file.
//!
//! W3C is the exchange that loses nothing. An importer gives what could be read, and what could not with its line.

mod brat;
mod claimreview;
mod conll;
mod csv;
mod followthemoney;
mod hypothesis;
mod json;
mod w3c;

use std::{fmt, ops::Range};

pub use self::{
    brat::{Brat, from_brat, to_brat},
    claimreview::{Publisher, to_claim_reviews},
    conll::to_conll,
    csv::{from_csv, to_csv},
    followthemoney::{
        EntityKind, EntityRow, EventRow, MentionRow, OfficeRow, Sheet, to_follow_the_money,
    },
    hypothesis::from_hypothesis,
    w3c::{from_w3c, to_w3c},
};
use crate::{Anchor, Annotation, Claim, Question, Verdict, anchor::CodePoints};

/// What could be read of another tool's file, and what could not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// Annotations that Copydesk wrote itself, as they were.
    pub annotations: Vec<Annotation>,
    /// Claims that another tool marked.
    pub claims: Vec<ImportedClaim>,
    /// What could not be read.
    pub problems: Vec<ImportProblem>,
}

/// A claim that another tool marked.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedClaim {
    /// Where; to be found in the article by [`crate::find`].
    pub anchors: Vec<Anchor>,
    /// The claim.
    pub claim: Claim,
    /// Who marked it, if that is known.
    pub author: Option<String>,
    /// Verdicts: by whom, if that is known, on what, and which.
    pub verdicts: Vec<(Option<String>, Question, Verdict)>,
}

/// What could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportProblem {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, in words.
    pub message: String,
}

impl fmt::Display for ImportProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl Imported {
    fn problem(&mut self, line: usize, message: impl Into<String>) {
        self.problems.push(ImportProblem {
            line,
            message: message.into(),
        });
    }
}

/// The anchors of pieces given in code points, if they are pieces of the text and hold these words.
fn anchors_at(
    text: &str,
    points: &CodePoints<'_>,
    pieces: &[Range<usize>],
    words: &str,
) -> Result<Vec<Anchor>, String> {
    let mut anchors = Vec::new();
    for piece in pieces {
        let bytes = points
            .bytes(piece.clone())
            .filter(|bytes| bytes.start < bytes.end);
        let anchor = bytes.and_then(|bytes| Anchor::of(text, bytes));
        anchors.push(
            anchor.ok_or_else(|| {
                format!("{}–{} is no place in the article.", piece.start, piece.end)
            })?,
        );
    }
    let there: Vec<&str> = anchors.iter().map(|anchor| anchor.exact.as_str()).collect();
    let (there, words) = (
        crate::normalized(&there.join(" ")),
        crate::normalized(words),
    );
    if there == words {
        return Ok(anchors);
    }
    Err(format!(
        "“{words}” is said to stand where the article has “{there}”."
    ))
}

/// Reads “120;160” as numbers.
fn numbers(text: &str) -> Option<Vec<usize>> {
    text.split(';')
        .map(|number| number.trim().parse().ok())
        .collect()
}

/// The word of a question in tables.
fn question_word(question: Question) -> &'static str {
    match question {
        Question::Truth => "truth",
        Question::Wording => "wording",
    }
}

fn question_from_word(word: &str) -> Option<Question> {
    [Question::Truth, Question::Wording]
        .into_iter()
        .find(|&question| question_word(question).eq_ignore_ascii_case(word))
}
