//! The names in a text, by a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001).
//!
//! A block is tagged by itself, sentence by sentence: what is found depends on nothing else, so an edit tags one
//! block anew. [`pieces`] says what is labelled, [`features`] what the model looks at, [`decode`] how the best labels
//! are found, [`model`] where the weights come from, `memo` which sums of them are kept because they come up again. The
//! crate `names-train` trains the model with these same features.

mod at;
pub mod decode;
pub mod features;
pub mod hash;
pub mod labels;
mod memo;
pub mod model;
pub mod pieces;
pub mod tables;

use std::{
    ops::Range,
    sync::{Mutex, PoisonError},
};

use text::{TextRange, Token};

use crate::{EntityType, Leaning};
use decode::{Decoder, Scores};
use features::{Extractor, Sentence};
use labels::{INSIDE, OUTSIDE, Place};
use memo::{Memo, Summing};
use model::Model;
use pieces::Piece;

/// A name that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tagged {
    /// Where it stands, in bytes from its block's start.
    pub range: TextRange,
    /// What it names.
    pub entity_type: EntityType,
    /// How sure the model is, in log-odds against there being no name in this place: a sum over its pieces.
    pub score: f32,
    /// How far it takes the name for each type; `None` where the type is given.
    pub leaning: Option<Leaning>,
}

/// Finds the names in a block, given its text, tokens and sentences, with the model that comes with the crate. `heading`
/// when words are capitalised here without being names.
///
/// The time it takes is linear in the text.
pub fn tag(text: &str, tokens: &[Token], sentences: &[TextRange], heading: bool) -> Vec<Tagged> {
    let Some(model) = Model::shipped() else {
        return Vec::new();
    };
    let idle = || IDLE.lock().unwrap_or_else(PoisonError::into_inner);
    let tagger = idle().pop();
    let mut tagger = tagger.unwrap_or_else(|| Tagger::new(model));
    let found = tagger.tag(text, tokens, sentences, heading);
    let mut idle = idle();
    if idle.len() < MOST_IDLE {
        idle.push(tagger);
    }
    found
}

/// Taggers that nobody uses now: what one remembers serves the next block, on whichever thread that is read.
static IDLE: Mutex<Vec<Tagger<'static>>> = Mutex::new(Vec::new());

/// So many taggers are kept; more work at once on the largest machines only.
const MOST_IDLE: usize = 16;

/// A model with the buffers it needs; for many blocks in a row.
#[derive(Debug)]
pub struct Tagger<'m> {
    model: &'m Model<'m>,
    sentences: SentencePieces,
    extractor: Extractor,
    decoder: Decoder,
    scores: Vec<Scores>,
    memo: Memo,
}

impl<'m> Tagger<'m> {
    /// A tagger with this model.
    pub fn new(model: &'m Model<'m>) -> Self {
        Self {
            model,
            sentences: SentencePieces::default(),
            extractor: Extractor::default(),
            decoder: Decoder::default(),
            scores: Vec::new(),
            memo: Memo::default(),
        }
    }

    /// Finds the names in a block; see [`tag`].
    pub fn tag(
        &mut self,
        text: &str,
        tokens: &[Token],
        sentences: &[TextRange],
        heading: bool,
    ) -> Vec<Tagged> {
        let mut found = Vec::new();
        let mut rest = tokens;
        for range in sentences {
            let count = rest.partition_point(|t| t.range.end() <= range.end());
            let (tokens, after) = rest.split_at(count);
            rest = after;
            self.sentences.cut(text, tokens);
            let sentence = Sentence::new(text, &self.sentences.pieces, heading);
            for stretch in self.sentences.stretches.iter().cloned() {
                self.scores.clear();
                let mut summing = Summing {
                    model: self.model,
                    memo: &mut self.memo,
                    sums: [0; INSIDE],
                    scores: &mut self.scores,
                };
                let resources = self.model.resources();
                self.extractor
                    .stretch(sentence, &resources, stretch.clone(), &mut summing);
                self.decoder.decode(&self.scores, &self.model.transitions);
                self.names(stretch, &mut found);
            }
        }
        found
    }

    /// Reads the names off the labels of a stretch.
    fn names(&self, stretch: Range<usize>, found: &mut Vec<Tagged>) {
        let pieces = &self.sentences.pieces[stretch];
        let mut start = 0;
        for (i, label) in self.decoder.labels.iter().enumerate() {
            let Some((entity_type, place)) = labels::meaning(*label) else {
                continue;
            };
            if matches!(place, Place::First | Place::Only) {
                start = i;
            }
            if matches!(place, Place::Last | Place::Only) {
                found.push(Tagged {
                    range: TextRange::new(pieces[start].range.start(), pieces[i].range.end()),
                    entity_type,
                    score: self.score(start..i + 1, entity_type),
                    leaning: Some(Leaning::of(
                        labels::TYPES.map(|kind| self.score(start..i + 1, kind)),
                    )),
                });
            }
        }
    }

    /// The log-odds of a name of this type in this place, the labels around it as they are.
    fn score(&self, name: Range<usize>, entity_type: EntityType) -> f32 {
        let (labels, transitions) = (&self.decoder.labels, &self.model.transitions);
        let label = |i: usize| labels.get(i).copied().unwrap_or(OUTSIDE);
        let before = name.start.checked_sub(1).map_or(OUTSIDE, label);
        let after = label(name.end);
        let mut last = before;
        let mut sum = 0;
        for i in name.clone() {
            let place = match (i == name.start, i + 1 == name.end) {
                (true, true) => Place::Only,
                (true, false) => Place::First,
                (false, true) => Place::Last,
                (false, false) => Place::Inside,
            };
            let this = labels::label(entity_type, place);
            sum += self.scores[i][this] + transitions[last][this] - transitions[OUTSIDE][OUTSIDE];
            last = this;
        }
        sum += transitions[last][after] - transitions[OUTSIDE][after];
        sum += transitions[OUTSIDE][OUTSIDE] - transitions[before][OUTSIDE];
        sum as f32 / self.model.scale
    }
}

/// A sentence's pieces and stretches; a buffer.
#[derive(Debug, Default)]
pub struct SentencePieces {
    /// The pieces.
    pub pieces: Vec<Piece>,
    /// The stretches that may hold names.
    pub stretches: Vec<Range<usize>>,
    lower: String,
}

impl SentencePieces {
    /// Cuts a sentence's tokens.
    pub fn cut(&mut self, text: &str, tokens: &[Token]) {
        pieces::pieces(text, tokens, &mut self.pieces, &mut self.lower);
        pieces::stretches(text, &self.pieces, &mut self.stretches);
    }
}
