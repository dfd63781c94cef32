//! What a fact-checker hands in: the annotated copy with a source for every fact, what must be changed, and what is
//! still to be asked.
//!
//! [`Report::of`] gathers it as plain data; [`markdown`] and [`html`] write it. What is private never enters.

mod copy;
mod gather;
mod html;
mod markdown;

use std::ops::Range;

pub use self::{html::html, markdown::markdown};
use crate::{
    Annotations, ClaimKind, Relation,
    progress::{ArticleState, ClaimProgress, ClaimState},
};

/// What a report is made from.
#[derive(Clone, Debug)]
pub struct Material<'a> {
    /// The path of the article.
    pub article: &'a str,
    /// Its headline.
    pub title: Option<&'a str>,
    /// Its publication date, and how that was found.
    pub publication: Option<Publication>,
    /// The text.
    pub text: &'a str,
    /// What people noted.
    pub annotations: &'a Annotations,
    /// How its claims stand.
    pub progress: &'a [ClaimProgress],
    /// What rules found and nobody put aside.
    pub findings: Vec<FoundByRule>,
    /// What may be worth checking and nobody has looked at, the riskiest first.
    pub unlooked: Vec<Unlooked>,
    /// The people of the article.
    pub names: Vec<NameRow>,
    /// The dates of the article.
    pub dates: Vec<DateRow>,
}

/// When an article was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The day: `2002-08-23`.
    pub date: String,
    /// How it is known: “the masthead says so”.
    pub how: String,
}

/// A finding of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundByRule {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What could stand there instead.
    pub proposals: Vec<String>,
    /// Whether it must be settled before the article goes out; otherwise it is a question.
    pub must_fix: bool,
}

/// Words that may be worth checking, and that are neither part of a claim nor put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlooked {
    /// The words.
    pub words: String,
    /// What kind of claim they would be.
    pub kind: ClaimKind,
    /// Why they are worth a look.
    pub why: String,
    /// Their line, from 1.
    pub line: usize,
}

/// A row of the names sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameRow {
    /// The full name.
    pub name: String,
    /// All forms used.
    pub forms: Vec<String>,
    /// What the person holds, as the article says.
    pub office: Option<String>,
    /// The line of the first mention, from 1.
    pub line: usize,
}

/// A row of the date sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateRow {
    /// As written.
    pub written: String,
    /// As resolved: `2002-08-23`; none if it is not known.
    pub resolved: Option<String>,
    /// Its weekday, for a single day.
    pub weekday: Option<String>,
    /// Its line, from 1.
    pub line: usize,
}

/// A fact-checker's report.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The path of the article.
    pub article: String,
    /// The headline, or the path.
    pub title: String,
    /// When the article was published, and how that is known.
    pub publication: Option<Publication>,
    /// The name of the exact text that the report is about: its BLAKE3 hash.
    pub version: String,
    /// Who gave verdicts.
    pub checkers: Vec<String>,
    /// How many claims stand how.
    pub state: ArticleState,
    /// What must be changed.
    pub must_fix: Vec<Item>,
    /// What is open or to be asked.
    pub questions: Vec<Item>,
    /// What may be worth checking and nobody has looked at, the riskiest first.
    pub unlooked: Vec<Unlooked>,
    /// The text with its claims.
    pub copy: Vec<Segment>,
    /// The claims, in the order of the text; those that are lost come last. A claim's number is its place, from 1.
    pub claims: Vec<ClaimRow>,
    /// The sources, primary ones first. A source's number is its place, from 1.
    pub sources: Vec<SourceRow>,
    /// The people of the article.
    pub names: Vec<NameRow>,
    /// The dates of the article.
    pub dates: Vec<DateRow>,
    /// Calculations, each with the number of its claim.
    pub calculations: Vec<(usize, String)>,
    /// Findings that a person put aside.
    pub dismissed: Vec<DismissedRow>,
}

/// Something to change or to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The number of the claim, if it is about one.
    pub claim: Option<usize>,
    /// The line, from 1; none where the words are lost.
    pub line: Option<usize>,
    /// The words.
    pub words: String,
    /// What is wrong or asked, one sentence each.
    pub why: Vec<String>,
    /// What should stand there, or what could.
    pub proposals: Vec<String>,
    /// Who looks after it.
    pub owner: Option<String>,
}

/// A piece of the text that lies in the same claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The piece.
    pub text: String,
    /// The numbers of the claims that it lies in.
    pub claims: Vec<usize>,
    /// The numbers of the claims of which a piece ends here.
    pub ends: Vec<usize>,
}

/// A claim.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimRow {
    /// Its words as they stand now, or stood where they are lost.
    pub words: String,
    /// What kind of statement it is.
    pub kind: &'static str,
    /// Who says so.
    pub said_by: Option<String>,
    /// How it stands.
    pub state: ClaimState,
    /// What each person found: “anna: confirmed”.
    pub verdicts: Vec<String>,
    /// The numbers of its sources and what they have to do with it.
    pub evidence: Vec<(usize, Relation)>,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// The source.
    pub source: crate::Source,
    /// The numbers of the claims that rest on it.
    pub claims: Vec<usize>,
}

/// A finding that a person put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DismissedRow {
    /// The words.
    pub words: String,
    /// What the finding said.
    pub message: String,
    /// Why it does not hold.
    pub reason: String,
    /// Who says so.
    pub author: String,
}

/// The sign of a claim's state: a mark that needs no colour.
fn sign(state: ClaimState) -> char {
    match state {
        ClaimState::Open => '?',
        ClaimState::Checked => '✓',
        ClaimState::Wrong => '✗',
        ClaimState::Disputed => '≠',
        ClaimState::Stale => '↻',
        ClaimState::Orphaned => '∅',
    }
}

/// Words in quotation marks; those that stand in marks of their own get no second ones.
pub fn quoted(words: &str) -> String {
    if words.starts_with(['“', '”', '"', '«', '„']) {
        words.to_owned()
    } else {
        format!("“{words}”")
    }
}

/// What should or could stand in the text, each in quotation marks; none if nobody proposed anything.
fn proposed(item: &Item, mark_up: impl Fn(&str) -> String) -> Option<String> {
    let all: Vec<String> = item
        .proposals
        .iter()
        .map(|new| mark_up(&quoted(new)))
        .collect();
    (!all.is_empty()).then(|| format!("Proposed: {}", all.join(" or ")))
}

/// What a source says of itself, in the order of a reference.
fn reference(source: &crate::Source) -> Vec<String> {
    let mut parts = vec![source.kind.word().to_owned()];
    parts.extend(
        source
            .origin
            .as_ref()
            .map(|origin| format!("from {origin}")),
    );
    parts.extend(source.date.clone());
    parts.extend(source.place.clone());
    parts.extend(source.quoted.as_ref().map(|words| format!("“{words}”")));
    parts.extend(source.consulted.map(|day| format!("consulted {day}")));
    parts.extend(source.archived.as_ref().map(|copy| format!("copy: {copy}")));
    parts
}
