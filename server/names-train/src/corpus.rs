//! Annotated texts: reading them, and laying their labels on the pieces that the tagger sees.

use std::path::Path;

use anyhow::{Context, Result};
use names::{
    EntityType,
    tagger::{
        SentencePieces,
        features::{Extractor, Features, Sentence, Taker, feature},
        labels::{LABELS, OUTSIDE, Place, label},
        model::Resources,
    },
};
use serde::Deserialize;

/// A text with its names, as the data files have it: a JSON object a line, offsets in code points.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Annotated {
    /// What the set calls it.
    #[serde(default, rename = "doc_id")]
    pub(crate) name: String,
    /// The text.
    pub(crate) text: String,
    /// Its names.
    pub(crate) entities: Vec<Span>,
    /// Where nothing is said of what stands there.
    #[serde(default)]
    pub(crate) uncertain: Vec<Span>,
}

/// A stretch of a text; in memory its offsets are bytes.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Span {
    /// Its first code point or byte.
    pub(crate) start: usize,
    /// The first behind it.
    pub(crate) end: usize,
    /// `PER`, `ORG`, `LOC` or `MISC`; empty for what is uncertain.
    #[serde(default, rename = "type")]
    pub(crate) kind: String,
}

/// Labels that a piece may have, a bit each.
pub(crate) type Allowed = u32;

/// All labels.
pub(crate) const ANY: Allowed = (1 << LABELS) - 1;

/// A stretch of pieces to learn from.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    /// The features of all pieces, one after the other.
    pub(crate) features: Vec<u32>,
    /// Where each piece's features end.
    pub(crate) ends: Vec<u32>,
    /// The labels that each piece may have.
    pub(crate) allowed: Vec<Allowed>,
    /// How much it counts.
    pub(crate) weight: f32,
}

/// Reads a data file.
pub(crate) fn read(path: &Path) -> Result<Vec<Annotated>> {
    let data = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    data.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(n, line)| {
            let mut text: Annotated = serde_json::from_str(line)
                .with_context(|| format!("{}, line {}", path.display(), n + 1))?;
            text.count_bytes();
            Ok(text)
        })
        .collect()
}

impl Annotated {
    fn count_bytes(&mut self) {
        let mut starts: Vec<usize> = self.text.char_indices().map(|(i, _)| i).collect();
        starts.push(self.text.len());
        let byte = |n: usize| starts.get(n).copied().unwrap_or(self.text.len());
        for span in self.entities.iter_mut().chain(&mut self.uncertain) {
            span.start = byte(span.start);
            span.end = byte(span.end);
        }
        self.entities.sort_by_key(|e| e.start);
    }
}

/// What became of the names of a data set.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// Names laid on pieces.
    pub(crate) names: usize,
    /// Names that begin or end inside a piece or cross a sentence's end: left open.
    pub(crate) crooked: usize,
    /// Names outside all stretches, written without capitals: not learned.
    pub(crate) lost: usize,
    /// Pieces in stretches.
    pub(crate) pieces: usize,
}

/// Calls `emit` with the features and allowed labels of each stretch of a text. `open` are labels that a piece may also
/// have where the text says O: of a set that does not annotate them.
pub(crate) fn stretches(
    annotated: &Annotated,
    resources: &Resources<'_>,
    open: Allowed,
    tally: &mut Tally,
    mut emit: impl FnMut(Vec<Vec<u64>>, Vec<Allowed>),
) {
    let document = text::Document::new(&annotated.text, text::Format::Plain);
    let mut extractor = Extractor::default();
    let mut cut = SentencePieces::default();
    let mut block_start = 0;
    for block in document.blocks() {
        let text = block.text();
        let mut rest = block.tokens();
        for range in block.sentences() {
            let count = rest.partition_point(|t| t.range.end() <= range.end());
            let (tokens, after) = rest.split_at(count);
            rest = after;
            cut.cut(text, tokens);
            let allowed = allowed(annotated, &cut, block_start, open, tally);
            let sentence = Sentence::new(text, &cut.pieces, block.kind().is_heading());
            for stretch in &cut.stretches {
                let mut all = All::default();
                extractor.stretch(sentence, resources, stretch.clone(), &mut all);
                tally.pieces += all.pieces.len();
                emit(all.pieces, allowed[stretch.clone()].to_vec());
            }
        }
        block_start += text.len();
    }
}

/// All features of each piece.
#[derive(Default)]
struct All {
    pieces: Vec<Vec<u64>>,
    features: Templated,
}

/// Features with their templates.
#[derive(Default)]
struct Templated(Vec<(u64, u64)>);

impl Features for Templated {
    fn add(&mut self, template: u64, value: u64) {
        self.0.push((template, feature(template, value)));
    }
}

impl Taker for All {
    type Features = Templated;

    fn group(&mut self, _: u64, add: impl FnOnce(&mut Templated)) {
        add(&mut self.features);
    }

    fn rare(&mut self, add: impl FnOnce(&mut Templated)) {
        add(&mut self.features);
    }

    /// The features as training numbers them and hides some: in one order, however they are grouped, for the model must
    /// come out the same.
    fn end_piece(&mut self) {
        self.features
            .0
            .sort_by_key(|(template, _)| place(*template));
        let hashes = self.features.0.drain(..).map(|(_, hash)| hash);
        self.pieces.push(hashes.collect());
    }
}

/// Where the features of a template stand among those of a piece: by template, but beginnings beside endings, and of each
/// neighbour its classes together.
fn place(template: u64) -> (u64, u64) {
    match template {
        28..=30 => (28, 2 * (template - 28)),
        32..=34 => (28, 2 * (template - 32) + 1),
        40..=54 => (40, 3 * ((template - 40) % 5) + (template - 40) / 5),
        _ => (template, 0),
    }
}

/// The labels that the pieces of a sentence may have.
fn allowed(
    annotated: &Annotated,
    cut: &SentencePieces,
    block_start: usize,
    open: Allowed,
    tally: &mut Tally,
) -> Vec<Allowed> {
    let start = |i: usize| block_start + usize::from(cut.pieces[i].range.start());
    let end = |i: usize| block_start + usize::from(cut.pieces[i].range.end());
    let mut allowed = vec![1 << OUTSIDE | open; cut.pieces.len()];
    let Some(last) = cut.pieces.len().checked_sub(1) else {
        return allowed;
    };
    let in_stretch = |i: usize| cut.stretches.iter().any(|s| s.contains(&i));
    let touched = |span: &Span| {
        let from = (0..=last).find(|i| end(*i) > span.start);
        let to = (0..=last).rfind(|i| start(*i) < span.end);
        from.zip(to).filter(|(from, to)| from <= to)
    };
    let overlapping = |spans: &'_ [Span]| -> Vec<Span> {
        spans
            .iter()
            .filter(|s| s.start < end(last) && s.end > start(0))
            .cloned()
            .collect()
    };
    for span in overlapping(&annotated.uncertain) {
        if let Some((from, to)) = touched(&span) {
            allowed[from..=to].fill(ANY);
        }
    }
    for span in overlapping(&annotated.entities) {
        let Some((from, to)) = touched(&span) else {
            continue;
        };
        let inside = (from..=to).filter(|i| in_stretch(*i)).count();
        let straight = start(from) == span.start && end(to) == span.end;
        if !straight || (inside > 0 && inside <= to - from) {
            tally.crooked += 1;
            allowed[from..=to].fill(ANY);
        } else if inside == 0 {
            tally.lost += 1;
        } else if let Some(kind) = entity_type(&span.kind) {
            tally.names += 1;
            for (i, allowed) in allowed.iter_mut().enumerate().take(to + 1).skip(from) {
                let place = match (i == from, i == to) {
                    (true, true) => Place::Only,
                    (true, false) => Place::First,
                    (false, true) => Place::Last,
                    (false, false) => Place::Inside,
                };
                *allowed = 1 << label(kind, place);
            }
        }
    }
    allowed
}

/// The type that a data file names.
pub(crate) fn entity_type(name: &str) -> Option<EntityType> {
    match name {
        "PER" => Some(EntityType::Person),
        "ORG" => Some(EntityType::Organisation),
        "LOC" => Some(EntityType::Place),
        "MISC" => Some(EntityType::Other),
        _ => None,
    }
}

/// The labels of all places in names of a type.
pub(crate) fn labels_of(kind: EntityType) -> Allowed {
    [Place::First, Place::Inside, Place::Last, Place::Only]
        .into_iter()
        .fold(0, |all, place| all | 1 << label(kind, place))
}
