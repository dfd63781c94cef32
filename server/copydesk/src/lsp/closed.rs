//! What is found in the articles that nobody has open: as they lie on disk, beside the others as they lie there.
//!
//! The index keeps it, so that a large folder is looked through once, and after that only where something changed. Of
//! articles that the index cannot take it is kept in memory.

use std::{
    hash::{Hash, Hasher},
    sync::PoisonError,
    time::Instant,
};

use checks::{Findings, Location};
use corpus::{ArticleId, Corpus, FindingRow, RelatedPlace, RelatedRow, Report, Spot};
use rustc_hash::{FxHashMap, FxHasher};

use super::{
    backend::Cancelled,
    diagnostics::{self, Diagnostics},
    folder::Folder,
    notes::OpenNotes,
    state::Snapshot,
};
use crate::checked::{claim_severity, text_range};

/// So many articles are looked through before what was found is written and told.
const SLICE: usize = 32;

/// What was last said of an article that the index has not.
#[derive(Clone)]
pub(super) struct ClosedReport {
    /// The corpus then.
    generation: u64,
    /// The state of its annotations then.
    noted: i64,
    diagnostics: Diagnostics,
}

/// Whether somebody waits for the end, or hears of each slice and can work on meanwhile.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    /// As fast as it goes.
    Waiting,
    /// Half of the time is left to whoever types.
    Aside,
}

/// Looks through the articles of a folder that must be; `told` is called after each
/// slice with its articles.
pub(super) fn look_through(
    folder: &Folder,
    cancelled: &Cancelled,
    pace: Pace,
    mut told: impl FnMut(&mut dyn Iterator<Item = &ArticleId>),
) -> Result<(), corpus::StoreError> {
    let Some(store) = folder.corpus.store().filter(|_| !folder.indexing) else {
        return Ok(());
    };
    let states = annotation_states(folder);
    store.judged_by(&standard(folder))?;
    store.noted(&states)?;
    let on_disk = folder.corpus.emptied(Some(store.clone()));
    loop {
        let began = Instant::now();
        let slice = store.to_check(SLICE);
        if slice.is_empty() {
            return Ok(());
        }
        let mut reports = Vec::new();
        for of in slice {
            if cancelled.is_set() {
                return Ok(());
            }
            reports.push(Report {
                noted: states.get(&of.article).copied().unwrap_or_default(),
                findings: found(folder, &of.article, &on_disk),
                of,
            });
        }
        store.report(&reports)?;
        told(&mut reports.iter().map(|report| &report.of.article));
        if pace == Pace::Aside {
            std::thread::sleep(began.elapsed());
        }
    }
}

/// What was found in an article that the index has not: the last time, unless something that it rests on has changed.
pub(super) fn of_memory(snapshot: &Snapshot, folder: &Folder, id: &ArticleId) -> Diagnostics {
    let generation = folder.corpus.generation();
    let noted = annotation_state(folder, id);
    let reports = || folder.closed.lock().unwrap_or_else(PoisonError::into_inner);
    let known = reports().get(id).cloned();
    if let Some(known) = known
        && known.noted == noted
        && rests(folder, id, known.generation)
    {
        return known.diagnostics;
    }
    let rows = found(folder, id, &folder.corpus);
    let diagnostics = diagnostics::of_rows(&rows, folder, snapshot.encoding);
    let report = ClosedReport {
        generation,
        noted,
        diagnostics: diagnostics.clone(),
    };
    reports().insert(id.clone(), report);
    diagnostics
}

/// Whether nothing that an article's findings rest on has changed since `generation`.
fn rests(folder: &Folder, id: &ArticleId, generation: u64) -> bool {
    if generation == folder.corpus.generation() {
        return true;
    }
    // Its own change counts too: the file was read again.
    let (Some(touched), Some(rows)) = (
        folder.corpus.touched_since(generation, None),
        folder.corpus.rows(id),
    ) else {
        return false;
    };
    let changed_itself = folder.corpus.changed_since(generation, id);
    !changed_itself
        && rows
            .facts
            .iter()
            .all(|f| !touched.subjects.contains(&f.subject))
        && rows.entities.iter().all(|e| !touched.keys.contains(&e.key))
        && rows
            .quotes
            .iter()
            .flat_map(|q| q.runs())
            .all(|run| !touched.runs.contains(&run))
}

/// Reads an article and asks the rules, and says what is to be said of its claims.
fn found(folder: &Folder, id: &ArticleId, corpus: &Corpus) -> Vec<FindingRow> {
    let Some(article) = folder.analyse(id) else {
        return Vec::new();
    };
    let findings = Findings::new(&article, Some((corpus, id)));
    let notes = OpenNotes::load(folder, id, article.document(), None);
    let spot = |range| Spot::of_range(article.document(), range);
    let told = diagnostics::told(&findings, notes.as_ref(), folder.config.as_deref());
    let rows = told.into_iter().map(|(finding, severity)| {
        let related = finding.related.iter().map(|related| RelatedRow {
            message: related.message.clone(),
            place: match &related.location {
                Location::Here(place) => {
                    let range = article.range(place.block, place.range.0);
                    RelatedPlace::Article(id.clone(), spot(range))
                }
                Location::Elsewhere(other, spot) => RelatedPlace::Article(other.clone(), *spot),
                Location::Dossier(file, range) => RelatedPlace::Dossier(file.clone(), *range),
            },
        });
        FindingRow {
            rule: finding.rule.id.into(),
            severity: severity.name().into(),
            message: finding.message.clone(),
            spot: spot(article.range(finding.place.block, finding.place.range.0)),
            related: related.collect(),
        }
    });
    let mut rows: Vec<FindingRow> = rows.collect();
    let Some(notes) = notes else { return rows };
    let notice = |rule: &str, severity: checks::Severity, message, range| FindingRow {
        rule: rule.into(),
        severity: severity.name().into(),
        message,
        spot: spot(range),
        related: Vec::new(),
    };
    let claims = features::claim_notices(notes.annotations(), notes.progress());
    rows.extend(claims.into_iter().map(|claim| {
        let range = claim.range.and_then(text_range).unwrap_or_default();
        notice(
            diagnostics::CLAIM,
            claim_severity(claim.state),
            claim.message,
            range,
        )
    }));
    rows.extend(notes.problem_messages().map(|message| {
        let severity = checks::Severity::Warning;
        notice(
            diagnostics::ANNOTATIONS,
            severity,
            message,
            Default::default(),
        )
    }));
    rows
}

/// By what the rules judge in a folder beside its articles: another word for it if any of that differs.
fn standard(folder: &Folder) -> String {
    let mut hasher = FxHasher::default();
    if let Some(config) = &folder.config {
        // Dates that the desk sets are the articles': these are read anew.
        format!("{:?}", (&config.rules, config.date_style, config.claims)).hash(&mut hasher);
    }
    for file in folder.corpus.dossier().files() {
        (&file.file, &file.text).hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

/// The state of the annotations of every article that has any.
fn annotation_states(folder: &Folder) -> FxHashMap<ArticleId, i64> {
    let annotated = notes::Store::new(&folder.root).articles().into_iter();
    let annotated = annotated.map(|article| ArticleId::new(&article));
    annotated
        .map(|id| (id.clone(), annotation_state(folder, &id)))
        .collect()
}

/// A number that changes with an article's annotations; 0 where there are none.
fn annotation_state(folder: &Folder, id: &ArticleId) -> i64 {
    let store = notes::Store::new(&folder.root);
    let files = [store.file(id.as_str()), store.private_file(id.as_str())];
    let mut hasher = FxHasher::default();
    let there = files.into_iter().flatten().filter_map(|file| {
        let state = std::fs::metadata(file).ok()?;
        (state.len(), state.modified().ok()).hash(&mut hasher);
        Some(())
    });
    match there.count() {
        0 => 0,
        _ => hasher.finish().cast_signed(),
    }
}
