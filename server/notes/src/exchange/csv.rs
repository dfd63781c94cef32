//! A table of claims, for those who live in sheets: one claim a row, columns named in the first.
//!
//! `start` and `end` are code points; a claim of several pieces has them as `10;40` and `20;50`.

use super::{Imported, ImportedClaim, anchors_at, numbers, question_from_word, question_word};
use crate::{
    Annotations, Body, Claim, ClaimKind, Question, Verdict, anchor::CodePoints,
    progress::ClaimProgress,
};

const COLUMNS: [&str; 14] = [
    "number",
    "start",
    "end",
    "words",
    "kind",
    "said by",
    "via",
    "state",
    "verdicts",
    "sources",
    "owner",
    "replacement",
    "note",
    "marked by",
];

/// The claims of an article, `progress` as [`crate::progress::claims`] gives it. A claim whose words are lost has no `start`.
pub fn to_csv(text: &str, annotations: &Annotations, progress: &[ClaimProgress]) -> String {
    let points = CodePoints::of(text);
    let mut table = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = table.write_record(COLUMNS);
    for (at, ((thing, claim, anchors), progress)) in annotations.claims().zip(progress).enumerate()
    {
        let places: Option<Vec<_>> = progress.places.iter().cloned().collect();
        let pieces: Vec<_> = places
            .iter()
            .flatten()
            .map(|place| points.code_points(place.clone()))
            .collect();
        let list = |numbers: Vec<String>| numbers.join(";");
        let words: Vec<&str> = match &places {
            Some(places) => places.iter().map(|place| &text[place.clone()]).collect(),
            None => anchors.iter().map(|anchor| anchor.exact.as_str()).collect(),
        };
        let verdicts = annotations.verdicts(thing.id);
        let mut sources: Vec<&str> = verdicts
            .values()
            .flat_map(|(_, assessment)| &assessment.evidence)
            .filter_map(|evidence| annotations.source(evidence.source))
            .map(|source| source.title.as_str())
            .collect();
        sources.dedup();
        let verdicts: Vec<String> = verdicts
            .into_iter()
            .map(|((question, who), (_, found))| {
                format!(
                    "{who}: {}: {}",
                    question_word(question),
                    found.verdict.word()
                )
            })
            .collect();
        let replacement =
            annotations
                .decision(thing.id)
                .and_then(|decision| match &decision.line.body {
                    Body::Decision { replacement, .. } => replacement.as_deref(),
                    _ => None,
                });
        let _ = table.write_record([
            (at + 1).to_string().as_str(),
            &list(pieces.iter().map(|piece| piece.start.to_string()).collect()),
            &list(pieces.iter().map(|piece| piece.end.to_string()).collect()),
            &words.join(" "),
            claim.kind.word(),
            claim.said_by.as_deref().unwrap_or_default(),
            claim.via.as_deref().unwrap_or_default(),
            progress.state.word(),
            &verdicts.join("\n"),
            &sources.join("\n"),
            annotations.owner(thing.id).unwrap_or_default(),
            replacement.unwrap_or_default(),
            claim.note.as_deref().unwrap_or_default(),
            &thing.author,
        ]);
    }
    let bytes = table.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// Reads a table of claims on an article’s text. `start`, `end` and `words` must be there; columns may stand in any order.
pub fn from_csv(text: &str, table: &str) -> Imported {
    let points = CodePoints::of(text);
    let mut imported = Imported::default();
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let columns = match reader.headers() {
        Ok(columns) => columns.clone(),
        Err(error) => {
            imported.problem(1, format!("this is no table: {error}."));
            return imported;
        }
    };
    let column = |name: &str| {
        columns
            .iter()
            .position(|column| column.trim().eq_ignore_ascii_case(name))
    };
    for needed in ["start", "end", "words"] {
        if column(needed).is_none() {
            imported.problem(1, format!("there is no column “{needed}”."));
        }
    }
    if !imported.problems.is_empty() {
        return imported;
    }
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error
                    .position()
                    .map_or(1, |position| position.line() as usize);
                imported.problem(line, "this row cannot be read.");
                continue;
            }
        };
        let line = record
            .position()
            .map_or(1, |position| position.line() as usize);
        let field = |name: &str| {
            column(name)
                .and_then(|at| record.get(at))
                .map(str::trim)
                .filter(|field| !field.is_empty())
        };
        match row(text, &points, field) {
            Ok((claim, unread)) => {
                imported.claims.push(claim);
                unread
                    .into_iter()
                    .for_each(|message| imported.problem(line, message));
            }
            Err(message) => imported.problem(line, message),
        }
    }
    imported
}

/// A claim, and what of its row could not be read.
fn row<'r>(
    text: &str,
    points: &CodePoints<'_>,
    field: impl Fn(&str) -> Option<&'r str>,
) -> Result<(ImportedClaim, Vec<String>), String> {
    let offsets = |name| {
        field(name)
            .and_then(numbers)
            .ok_or_else(|| format!("“{name}” is no number."))
    };
    let (starts, ends) = (offsets("start")?, offsets("end")?);
    if starts.len() != ends.len() {
        return Err("there are not as many ends as starts.".to_owned());
    }
    let pieces: Vec<_> = starts
        .into_iter()
        .zip(ends)
        .map(|(start, end)| start..end)
        .collect();
    let anchors = anchors_at(text, points, &pieces, field("words").unwrap_or_default())?;
    let mut unread = Vec::new();
    let kind = match field("kind").map(|word| (word, ClaimKind::from_word(word))) {
        Some((_, Some(kind))) => kind,
        Some((word, None)) => {
            unread.push(format!(
                "“{word}” is no kind of claim; it is taken as a fact."
            ));
            ClaimKind::Fact
        }
        None => ClaimKind::Fact,
    };
    let mut verdicts: Vec<(Option<String>, Question, Verdict)> = Vec::new();
    for line in field("verdicts").unwrap_or_default().lines() {
        let mut parts = line.rsplitn(3, ": ");
        let (verdict, question, who) = (parts.next(), parts.next(), parts.next());
        match (
            verdict.and_then(Verdict::from_word),
            question.and_then(question_from_word),
        ) {
            (Some(verdict), Some(question)) => {
                verdicts.push((who.map(str::to_owned), question, verdict))
            }
            _ => unread.push(format!(
                "“{line}” is no verdict; one reads “Anna: truth: confirmed”."
            )),
        }
    }
    let owned = |name| field(name).map(str::to_owned);
    let claim = Claim {
        kind,
        said_by: owned("said by"),
        via: owned("via"),
        note: owned("note"),
    };
    Ok((
        ImportedClaim {
            anchors,
            claim,
            author: owned("marked by"),
            verdicts,
        },
        unread,
    ))
}
