//! Gathering a report from the text, its annotations and what was computed of them.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{ClaimRow, DismissedRow, Item, Material, Report, SourceRow, copy::segments};
use crate::{
    Action, AnnotationId, Annotations, BaseHash, Body, Claim, ClaimKind, Question, Relation,
    Source, Target,
    progress::{ArticleState, ClaimProgress, ClaimState},
};

impl Report {
    /// The report on an article.
    pub fn of(material: &Material<'_>) -> Self {
        let annotations = material.annotations;
        let mut numbered: Vec<&ClaimProgress> = material.progress.iter().collect();
        numbered.sort_by_key(|claim| {
            let first = claim.places.iter().flatten().map(|place| place.start).min();
            (first.unwrap_or(usize::MAX), claim.id)
        });
        let mut sources: Vec<(AnnotationId, &Source)> = annotations
            .sources()
            .map(|(thing, source)| (thing.id, source))
            .collect();
        sources.sort_by_key(|(id, source)| (!source.kind.is_primary(), *id));
        let numbers: BTreeMap<AnnotationId, usize> = sources
            .iter()
            .enumerate()
            .map(|(at, (id, _))| (*id, at + 1))
            .collect();

        let mut report = Self {
            article: material.article.to_owned(),
            title: material.title.unwrap_or(material.article).to_owned(),
            publication: material.publication.clone(),
            version: BaseHash::of(material.text).to_string(),
            checkers: Vec::new(),
            state: ArticleState::of(material.progress),
            must_fix: Vec::new(),
            questions: Vec::new(),
            unlooked: material.unlooked.clone(),
            copy: segments(material.text, &numbered),
            claims: Vec::new(),
            sources: sources
                .into_iter()
                .map(|(_, source)| SourceRow {
                    source: source.clone(),
                    claims: Vec::new(),
                })
                .collect(),
            names: material.names.clone(),
            dates: material.dates.clone(),
            calculations: Vec::new(),
            dismissed: dismissed(annotations),
        };
        let mut checkers = BTreeSet::new();
        for (at, progress) in numbered.iter().enumerate() {
            let number = at + 1;
            let Some(Body::Claim(claim)) =
                annotations.get(progress.id).map(|thing| &thing.line.body)
            else {
                continue;
            };
            let row = claim_row(material, progress, claim, &numbers);
            for (source, _) in &row.evidence {
                let carried = &mut report.sources[source - 1].claims;
                // One source may speak for the words of a quotation and against what they say.
                if carried.last() != Some(&number) {
                    carried.push(number);
                }
            }
            for ((_, person), (_, assessment)) in annotations.verdicts(progress.id) {
                checkers.insert(person.to_owned());
                report.calculations.extend(
                    assessment
                        .calculation
                        .iter()
                        .map(|sum| (number, sum.clone())),
                );
            }
            let item = item(material, progress, number, &row, &report.sources);
            report.claims.push(row);
            let asked = matches!(
                decision(annotations, progress.id),
                Some((Action::AskAuthor, ..))
            );
            match progress.state {
                ClaimState::Wrong if !asked => report.must_fix.push(item),
                ClaimState::Checked if !asked => {}
                _ => report.questions.push(item),
            }
        }
        report.checkers = checkers.into_iter().collect();
        for finding in &material.findings {
            let item = Item {
                claim: None,
                line: Some(line_of(material.text, finding.range.start)),
                words: material
                    .text
                    .get(finding.range.clone())
                    .unwrap_or_default()
                    .to_owned(),
                why: vec![finding.message.clone()],
                proposals: finding.proposals.clone(),
                owner: None,
            };
            if finding.must_fix {
                report.must_fix.push(item)
            } else {
                report.questions.push(item)
            }
        }
        report
            .must_fix
            .sort_by_key(|item| item.line.unwrap_or(usize::MAX));
        report
            .questions
            .sort_by_key(|item| item.line.unwrap_or(usize::MAX));
        report
    }
}

/// The line of a byte, from 1.
fn line_of(text: &str, byte: usize) -> usize {
    text.bytes()
        .take(byte)
        .filter(|&byte| byte == b'\n')
        .count()
        + 1
}

/// The words of a claim: as they stand, and as they stood where they are lost.
fn words(material: &Material<'_>, progress: &ClaimProgress) -> String {
    let Some(Target::Words(anchors)) = material
        .annotations
        .get(progress.id)
        .map(|thing| &thing.line.target)
    else {
        return String::new();
    };
    let now =
        |place: &Option<Range<usize>>| place.clone().and_then(|place| material.text.get(place));
    let pieces = anchors.iter().zip(&progress.places);
    let pieces: Vec<&str> = pieces
        .map(|(anchor, place)| now(place).unwrap_or(&anchor.exact))
        .collect();
    pieces
        .join(" … ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn claim_row(
    material: &Material<'_>,
    progress: &ClaimProgress,
    claim: &Claim,
    numbers: &BTreeMap<AnnotationId, usize>,
) -> ClaimRow {
    let mut verdicts = Vec::new();
    let mut evidence: BTreeSet<(usize, Relation)> = BTreeSet::new();
    for ((question, person), (_, assessment)) in material.annotations.verdicts(progress.id) {
        let asked = match (question, claim.kind) {
            (Question::Wording, _) => "the wording is ",
            (Question::Truth, ClaimKind::Quotation) => "what it says is ",
            (Question::Truth, _) => "",
        };
        verdicts.push(format!("{person}: {asked}{}", assessment.verdict.word()));
        for proof in &assessment.evidence {
            let source = material
                .annotations
                .get(proof.source)
                .and_then(|thing| numbers.get(&thing.id));
            evidence.extend(source.map(|&source| (source, proof.relation)));
        }
    }
    ClaimRow {
        words: words(material, progress),
        kind: claim.kind.word(),
        said_by: claim.said_by.clone(),
        state: progress.state,
        verdicts,
        evidence: evidence.into_iter().collect(),
    }
}

/// What was decided of a claim: the action, the new words, the reason.
fn decision(
    annotations: &Annotations,
    claim: AnnotationId,
) -> Option<(Action, Option<&str>, Option<&str>)> {
    match &annotations.decision(claim)?.line.body {
        Body::Decision {
            action,
            replacement,
            note,
        } => Some((*action, replacement.as_deref(), note.as_deref())),
        _ => None,
    }
}

fn item(
    material: &Material<'_>,
    progress: &ClaimProgress,
    number: usize,
    row: &ClaimRow,
    sources: &[SourceRow],
) -> Item {
    let annotations = material.annotations;
    let mut why: Vec<String> = Vec::new();
    match progress.state {
        ClaimState::Stale => {
            let judged = progress
                .judged_words
                .as_deref()
                .unwrap_or_default()
                .join(" … ");
            why.push(format!(
                "The words that were checked are “{judged}”. Check the new ones."
            ));
        }
        ClaimState::Orphaned => why.push("These words are no longer in the text.".to_owned()),
        ClaimState::Disputed => {
            why.push("Those who checked it, or their sources, disagree.".to_owned())
        }
        _ => {}
    }
    let missing: Vec<&str> = progress
        .missing
        .iter()
        .map(|missing| missing.words())
        .collect();
    if !missing.is_empty() {
        why.push(format!("To do: {}.", missing.join("; ")));
    }
    why.extend(row.verdicts.iter().map(|verdict| format!("{verdict}.")));
    for (_, (_, assessment)) in annotations.verdicts(progress.id) {
        why.extend(assessment.note.clone());
    }
    for (source, relation) in &row.evidence {
        why.push(format!(
            "Source {source} {} this: {}.",
            relation.word(),
            sources[source - 1].source.title
        ));
    }
    let decided = decision(annotations, progress.id);
    why.extend(decided.and_then(|(_, _, note)| note).map(str::to_owned));
    why.extend(
        annotations
            .about(progress.id)
            .filter_map(|thing| match &thing.line.body {
                Body::Reply { value } => Some(format!("{}: {value}", thing.line.author)),
                _ => None,
            }),
    );
    let first = progress
        .places
        .iter()
        .flatten()
        .map(|place| place.start)
        .min();
    Item {
        claim: Some(number),
        line: first.map(|start| line_of(material.text, start)),
        words: row.words.clone(),
        why,
        proposals: decided
            .and_then(|(_, replacement, _)| replacement)
            .map(str::to_owned)
            .into_iter()
            .collect(),
        owner: annotations.owner(progress.id).map(str::to_owned),
    }
}

fn dismissed(annotations: &Annotations) -> Vec<DismissedRow> {
    annotations
        .dismissals()
        .map(|(thing, dismissal, anchors)| DismissedRow {
            words: anchors
                .iter()
                .map(|anchor| anchor.exact.as_str())
                .collect::<Vec<_>>()
                .join(" … "),
            message: dismissal.message.clone(),
            reason: dismissal.reason.clone(),
            author: thing.line.author.clone(),
        })
        .collect()
}
