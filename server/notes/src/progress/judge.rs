//! How a claim stands: the latest verdict of each person on the words that stand there now, and what the desk asks for.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{ClaimProgress, ClaimState, DeskRules, Missing};
use crate::{
    Action, Anchor, AnnotationId, Annotations, Assessment, BaseHash, Body, Claim, ClaimKind,
    Current, Evidence, Question, Relation, Verdict, find, normalized,
};

/// How each claim of an article stands, in the order in which the claims were made. `places` gives the place of each of
/// a claim's anchors, as [`find`] or [`crate::LiveAnchors`] know them.
pub fn claims(
    text: &str,
    annotations: &Annotations,
    rules: DeskRules,
    mut places: impl FnMut(&Current, &[Anchor]) -> Vec<Option<Range<usize>>>,
) -> Vec<ClaimProgress> {
    let words = |place: Range<usize>| text.get(place).map(str::to_owned);
    annotations
        .claims()
        .map(|(thing, claim, anchors)| {
            let places = places(thing, anchors);
            judge(annotations, rules, thing.id, claim, places, words)
        })
        .collect()
}

/// The same for a text that is not open: the places are found anew.
pub fn claims_in_file(
    text: &str,
    annotations: &Annotations,
    rules: DeskRules,
    base: impl FnMut(BaseHash) -> Option<String>,
) -> Vec<ClaimProgress> {
    let all: Vec<&Anchor> = annotations
        .claims()
        .flat_map(|(_, _, anchors)| anchors)
        .collect();
    let mut found = find(&all, text, base).into_iter();
    claims(text, annotations, rules, |_, anchors| {
        found.by_ref().take(anchors.len()).collect()
    })
}

/// How one claim stands whose words are at `places`.
pub(crate) fn judge(
    annotations: &Annotations,
    rules: DeskRules,
    id: AnnotationId,
    claim: &Claim,
    places: Vec<Option<Range<usize>>>,
    words: impl Fn(Range<usize>) -> Option<String>,
) -> ClaimProgress {
    let words: Option<Vec<String>> = places
        .iter()
        .map(|place| {
            let words = place.clone().and_then(&words);
            let words = words.filter(|words| !words.is_empty());
            words.map(|words| normalized(&words))
        })
        .collect();
    let mut progress = ClaimProgress {
        id,
        state: ClaimState::Orphaned,
        missing: Vec::new(),
        places,
        judged_words: None,
    };
    let Some(words) = words else { return progress };

    let decision = annotations
        .decision(id)
        .and_then(|thing| match &thing.line.body {
            Body::Decision {
                action,
                replacement,
                ..
            } => Some((*action, replacement.as_deref())),
            _ => None,
        });
    // The correction that somebody asked for stands there: the claim is as it was judged it should be.
    let corrected =
        matches!(decision, Some((Action::Correct, Some(new))) if words == [normalized(new)]);

    let verdicts = annotations.verdicts(id);
    let on_these_words = |assessment: &Assessment| {
        assessment
            .words
            .iter()
            .map(|judged| normalized(judged))
            .eq(words.iter().cloned())
    };
    let mut fresh: BTreeMap<Question, Vec<(&str, Verdict, &Assessment)>> = BTreeMap::new();
    let mut latest_stale: Option<(AnnotationId, &Assessment)> = None;
    for ((question, person), (thing, assessment)) in &verdicts {
        let verdict = match assessment.verdict {
            Verdict::Unchecked => continue,
            verdict if on_these_words(assessment) => verdict,
            Verdict::Wrong | Verdict::Imprecise if corrected => Verdict::Confirmed,
            _ => {
                if latest_stale.is_none_or(|(other, _)| other < thing.line.id) {
                    latest_stale = Some((thing.line.id, assessment));
                }
                continue;
            }
        };
        fresh
            .entry(*question)
            .or_default()
            .push((person, verdict, assessment));
    }

    let questions: &[Question] = match claim.kind {
        ClaimKind::Quotation => &[Question::Wording, Question::Truth],
        _ => &[Question::Truth],
    };
    let mut states: Vec<ClaimState> = Vec::new();
    for question in questions {
        let given = fresh.get(question).map_or(&[][..], Vec::as_slice);
        let found: BTreeSet<Verdict> = given.iter().map(|(_, verdict, _)| *verdict).collect();
        let Some(&verdict) = found.first() else {
            progress.missing.push(Missing::Verdict(*question));
            continue;
        };
        states.push(match verdict {
            _ if found.len() > 1 => ClaimState::Disputed,
            Verdict::Disputed => ClaimState::Disputed,
            Verdict::Wrong | Verdict::Imprecise => ClaimState::Wrong,
            _ => ClaimState::Checked,
        });
        let undecided = decision.is_none_or(|(action, _)| action == Action::AskAuthor);
        if matches!(verdict, Verdict::Unsupported | Verdict::Unverifiable) && undecided {
            progress.missing.push(Missing::Decision);
        }
        if rules.second_pair_of_eyes && given.len() < 2 {
            progress.missing.push(Missing::SecondPerson);
        }
        let rests_on = given
            .iter()
            .flat_map(|(_, _, assessment)| &assessment.evidence);
        if rules.two_independent_sources
            && verdict == Verdict::Confirmed
            && origins(annotations, rests_on) < 2
        {
            progress.missing.push(Missing::SecondSource);
        }
    }
    progress.missing.dedup();
    progress.state =
        if let Some(&state) = states.iter().find(|&&state| state == ClaimState::Disputed) {
            state
        } else if states.contains(&ClaimState::Wrong) {
            ClaimState::Wrong
        } else if let Some((_, stale)) = latest_stale.filter(|_| states.len() < questions.len()) {
            progress.judged_words = Some(stale.words.clone());
            ClaimState::Stale
        } else if progress.missing.is_empty() {
            ClaimState::Checked
        } else {
            ClaimState::Open
        };
    progress
}

/// On how many independent sources a verdict rests: sources of one origin count once.
fn origins<'a>(annotations: &Annotations, evidence: impl Iterator<Item = &'a Evidence>) -> usize {
    let supporting = evidence.filter(|evidence| evidence.relation == Relation::Supports);
    let origins: BTreeSet<String> = supporting
        .filter_map(|evidence| annotations.source(evidence.source))
        .map(|source| normalized(source.origin.as_deref().unwrap_or(&source.title)).to_lowercase())
        .collect();
    origins.len()
}
