//! brat's standoff format: the text, and lines `T1<TAB>Fact 10 20<TAB>words`. Offsets are code points.
//!
//! A span may not cross a line break there, so it is written as several pieces of one annotation and joined again on
//! reading. A verdict is an attribute, `Truth` or `Wording`, with the person in a note; claims alone are written, sources
//! have no place in the format.

use std::{collections::BTreeMap, fmt::Write, ops::Range};

use super::{Imported, ImportedClaim, anchors_at, question_word};
use crate::{
    Anchor, Annotations, Claim, ClaimKind, Question, Verdict, anchor::CodePoints,
    progress::ClaimProgress,
};

/// The two files of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brat {
    /// The text: `.txt`.
    pub text: String,
    /// The annotations: `.ann`.
    pub annotations: String,
}

/// The claims of an article, `progress` as [`crate::progress::claims`] gives it; those whose words are lost are left out.
pub fn to_brat(text: &str, annotations: &Annotations, progress: &[ClaimProgress]) -> Brat {
    let points = CodePoints::of(text);
    let mut out = String::new();
    let (mut attribute, mut note) = (0, 0);
    let mut number = 0;
    for ((thing, claim, _), progress) in annotations.claims().zip(progress) {
        let Some(places) = progress.places.iter().cloned().collect::<Option<Vec<_>>>() else {
            continue;
        };
        let pieces: Vec<Range<usize>> = places
            .into_iter()
            .flat_map(|place| on_one_line(text, place))
            .collect();
        if pieces.is_empty() {
            continue;
        }
        number += 1;
        let offsets: Vec<String> = pieces
            .iter()
            .map(|piece| points.code_points(piece.clone()))
            .map(|piece| format!("{} {}", piece.start, piece.end))
            .collect();
        let words: Vec<&str> = pieces.iter().map(|piece| &text[piece.clone()]).collect();
        let mut kind = claim.kind.word().to_owned();
        kind[..1].make_ascii_uppercase();
        let _ = writeln!(
            out,
            "T{number}\t{kind} {}\t{}",
            offsets.join(";"),
            words.join(" ")
        );
        let mut said: BTreeMap<Question, Vec<Verdict>> = BTreeMap::new();
        for ((question, person), (_, assessment)) in annotations.verdicts(thing.id) {
            let asked = question_word(question);
            note += 1;
            let _ = writeln!(
                out,
                "#{note}\tAnnotatorNotes T{number}\t{}: {asked}: {}",
                one_line(person),
                assessment.verdict.word()
            );
            said.entry(question).or_default().push(assessment.verdict);
        }
        for (question, mut verdicts) in said {
            verdicts.dedup();
            // Where people disagree, only the notes say so: brat has one value an attribute.
            if let [verdict] = verdicts.as_slice() {
                attribute += 1;
                let name = if question == Question::Truth {
                    "Truth"
                } else {
                    "Wording"
                };
                let _ = writeln!(out, "A{attribute}\t{name} T{number} {}", verdict.word());
            }
        }
        for remark in [
            &claim.said_by.as_ref().map(|who| format!("said by: {who}")),
            &claim.via.as_ref().map(|who| format!("via: {who}")),
            &claim.note,
        ]
        .into_iter()
        .flatten()
        {
            note += 1;
            let _ = writeln!(
                out,
                "#{note}\tAnnotatorNotes T{number}\t{}",
                one_line(remark)
            );
        }
    }
    Brat {
        text: text.to_owned(),
        annotations: out,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The parts of a range between line breaks.
fn on_one_line(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut start = range.start;
    text[range]
        .split(['\n', '\r'])
        .map(|line| {
            let part = start..start + line.len();
            start = part.end + 1;
            part
        })
        .filter(|part| !text[part.clone()].trim().is_empty())
        .collect()
}

/// Reads `.ann` lines on an article's text.
pub fn from_brat(text: &str, annotations: &str) -> Imported {
    let points = CodePoints::of(text);
    let mut imported = Imported::default();
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    // Attributes and notes may stand before what they are about.
    let lines: Vec<(usize, &str)> = annotations
        .lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line))
        .filter(|(_, line)| !line.trim().is_empty())
        .collect();
    for &(at, line) in lines.iter().filter(|(_, line)| line.starts_with('T')) {
        match span(text, &points, line) {
            Ok((name, claim)) => {
                if names.insert(name, imported.claims.len()).is_some() {
                    imported.problem(at, format!("{name} stands twice."));
                }
                imported.claims.push(claim);
            }
            Err(message) => imported.problem(at, message),
        }
    }
    for &(at, line) in &lines {
        let mut fields = line.splitn(3, '\t');
        let (mark, head, rest) = (
            fields.next().unwrap_or_default(),
            fields.next().unwrap_or_default(),
            fields.next(),
        );
        let mut head = head.split(' ');
        let (what, about) = (
            head.next().unwrap_or_default(),
            head.next().unwrap_or_default(),
        );
        let claim = names
            .get(about)
            .copied()
            .and_then(|index| imported.claims.get_mut(index));
        let read = match (mark.chars().next(), claim) {
            (Some('T'), _) => true,
            (Some('A' | 'M'), Some(claim)) => {
                attribute(claim, what, head.next().unwrap_or_default())
            }
            (Some('#'), Some(claim)) => {
                note(claim, rest.unwrap_or_default());
                true
            }
            _ => false,
        };
        if !read {
            imported.problem(
                at,
                "this line is about nothing that is read here; spans, verdicts and notes are.",
            );
        }
    }
    for claim in &mut imported.claims {
        // The note tells who; then the attribute says nothing new.
        let signed: Vec<Question> = claim
            .verdicts
            .iter()
            .filter(|(who, ..)| who.is_some())
            .map(|(_, question, _)| *question)
            .collect();
        claim
            .verdicts
            .retain(|(who, question, _)| who.is_some() || !signed.contains(question));
    }
    imported.problems.sort_by_key(|problem| problem.line);
    imported
}

fn span<'l>(
    text: &str,
    points: &CodePoints<'_>,
    line: &'l str,
) -> Result<(&'l str, ImportedClaim), String> {
    let unreadable =
        || "this is no span: a name, a kind with offsets, and words, parted by tabs.".to_owned();
    let mut fields = line.splitn(3, '\t');
    let name = fields.next().unwrap_or_default();
    let (label, offsets) = fields
        .next()
        .and_then(|head| head.split_once(' '))
        .ok_or_else(unreadable)?;
    let words = fields.next().ok_or_else(unreadable)?;
    let mut pieces = Vec::new();
    for piece in offsets.split(';') {
        let (start, end) = piece.split_once(' ').ok_or_else(unreadable)?;
        pieces
            .push(start.parse().map_err(|_| unreadable())?..end.parse().map_err(|_| unreadable())?);
    }
    let anchors = joined(text, points, anchors_at(text, points, &pieces, words)?);
    let kind = ClaimKind::from_word(label);
    let note = kind.is_none().then(|| format!("marked as {label}"));
    let claim = Claim {
        note,
        ..Claim::new(kind.unwrap_or(ClaimKind::Fact))
    };
    Ok((
        name,
        ImportedClaim {
            anchors,
            claim,
            author: None,
            verdicts: Vec::new(),
        },
    ))
}

/// Pieces between which nothing but a line break stands are one.
fn joined(text: &str, points: &CodePoints<'_>, anchors: Vec<Anchor>) -> Vec<Anchor> {
    let mut joined: Vec<Anchor> = Vec::new();
    for anchor in anchors {
        if let Some(last) = joined.last_mut()
            && let Some(gap) = points.bytes(last.end..anchor.start.max(last.end))
            && text[gap.clone()].contains('\n')
            && text[gap].trim().is_empty()
            && let Some(whole) = points
                .bytes(last.start..anchor.end)
                .and_then(|whole| Anchor::of(text, whole))
        {
            *last = whole;
        } else {
            joined.push(anchor);
        }
    }
    joined
}

fn attribute(claim: &mut ImportedClaim, name: &str, value: &str) -> bool {
    let (Some(question), Some(verdict)) =
        (super::question_from_word(name), Verdict::from_word(value))
    else {
        return false;
    };
    claim.verdicts.push((None, question, verdict));
    true
}

fn note(claim: &mut ImportedClaim, note: &str) {
    let mut parts = note.rsplitn(3, ": ");
    let (verdict, question, who) = (parts.next(), parts.next(), parts.next());
    let verdict = verdict.and_then(Verdict::from_word);
    if let (Some(verdict), Some(question), Some(who)) =
        (verdict, question.and_then(super::question_from_word), who)
    {
        claim
            .verdicts
            .push((Some(who.to_owned()), question, verdict));
    } else if let Some(who) = note.strip_prefix("said by: ") {
        claim.claim.said_by = Some(who.to_owned());
    } else if let Some(who) = note.strip_prefix("via: ") {
        claim.claim.via = Some(who.to_owned());
    } else {
        let notes: Vec<&str> = claim
            .claim
            .note
            .as_deref()
            .into_iter()
            .chain([note])
            .collect();
        claim.claim.note = Some(notes.join("; "));
    }
}
