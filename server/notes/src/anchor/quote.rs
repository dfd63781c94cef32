//! Finding an anchor by its words and what stood around them, where the text that it was made on is not at hand.
//!
//! The words must stand there exactly. What stands around them must be like what stood there, and clearly more so than
//! at any other place; a fuzzy search for the words themselves would find look-alikes.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{
    Anchor, CodePoints, normalized,
    tokens::{Token, tokens},
};

/// How alike the surroundings must be, from 0 to 1, and by how much more than at the next best place: measured on the
/// experiment in `tests/anchoring.rs`.
const LIKENESS: f64 = 0.55;
const MARGIN: f64 = 0.08;
/// Fewer words than this say little by themselves: what stands before them and behind them must be alike, each by itself.
const FEW: usize = 4;
const LIKENESS_OF_EACH: f64 = 0.4;
/// How alike they must be where not even the article is the same.
pub(super) const LIKENESS_ELSEWHERE: f64 = 0.75;
/// How many words on each side must stand there for changed words between them to be taken.
const NEIGHBOURS: usize = 4;
/// How many code points on each side are read to have enough when space is left out.
const CONTEXT_READ: usize = 200;
/// How many places are compared; words that stand in more places than this are too common to be told apart.
const PLACES: usize = 400;

/// The anchor where it was, if its words and all that is known around them stand there.
pub(super) fn in_place(points: &CodePoints<'_>, anchor: &Anchor) -> Option<Range<usize>> {
    let text = points.text;
    let range = points.bytes(anchor.start..anchor.end)?;
    let here = text.get(range.clone())? == anchor.exact
        && text[..range.start].ends_with(&anchor.prefix)
        && text[range.end..].starts_with(&anchor.suffix);
    (here && !anchor.exact.is_empty()).then_some(range)
}

/// A text in which anchors are looked for.
pub(super) struct Quotes<'t> {
    text: &'t str,
    tokens: Vec<Token<'t>>,
    places: FxHashMap<&'t str, Vec<usize>>,
}

impl<'t> Quotes<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let tokens = tokens(text);
        let mut places: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (at, token) in tokens.iter().enumerate() {
            places.entry(token.key).or_default().push(at);
        }
        Self {
            text,
            tokens,
            places,
        }
    }

    /// The place of the anchor's words whose surroundings are alike enough.
    pub(super) fn best(&self, anchor: &Anchor, least: f64) -> Option<Range<usize>> {
        let words = tokens(&anchor.exact);
        // The rarest word leads to the fewest places.
        let (lead, places) = words
            .iter()
            .enumerate()
            .map(|(at, word)| (at, self.places.get(word.key).map_or(&[][..], Vec::as_slice)))
            .min_by_key(|(_, places)| places.len())?;
        let (prefix, suffix) = (normalized(&anchor.prefix), normalized(&anchor.suffix));
        let mut scored: Vec<(Likeness, Range<usize>)> = places
            .iter()
            .filter_map(|&at| {
                let first = at.checked_sub(lead)?;
                let found = self.tokens.get(first..first + words.len())?;
                let same = found
                    .iter()
                    .zip(&words)
                    .all(|(found, word)| found.key == word.key);
                same.then(|| found[0].range.start..found[found.len() - 1].range.end)
            })
            .take(PLACES)
            .map(|range| (self.likeness(&range, &prefix, &suffix), range))
            .collect();
        scored.sort_by(|a, b| b.0.mean.total_cmp(&a.0.mean));
        let next = scored.get(1).map_or(0.0, |(likeness, _)| likeness.mean);
        let (Likeness { mean, worse_side }, range) = scored.into_iter().next()?;
        let speaks_for_itself = words.len() >= FEW || worse_side >= LIKENESS_OF_EACH;
        // Two places that would both do are one too many.
        (mean >= least && next < least && mean >= next + MARGIN && speaks_for_itself)
            .then_some(range)
    }

    /// The same with the usual measure.
    pub(super) fn here(&self, anchor: &Anchor) -> Option<Range<usize>> {
        self.best(anchor, LIKENESS).or_else(|| self.between(anchor))
    }

    /// What now stands between the words that stood before the anchor and those that stood behind it, if they stand there
    /// and nowhere else: then the anchor's own words were changed.
    fn between(&self, anchor: &Anchor) -> Option<Range<usize>> {
        let (prefix, suffix) = (tokens(&anchor.prefix), tokens(&anchor.suffix));
        // The outermost words may be cut.
        let before = prefix.get(prefix.len().checked_sub(NEIGHBOURS)?.max(1)..)?;
        let behind = suffix.get(..NEIGHBOURS.min(suffix.len().checked_sub(1)?))?;
        if before.len() < NEIGHBOURS || behind.len() < NEIGHBOURS {
            return None;
        }
        let start = self.only_place(before)? + before.len();
        let end = self.only_place(behind)?;
        let gap = self.tokens.get(start..end)?;
        let exact = tokens(&anchor.exact);
        let most = 2 * exact.len() + NEIGHBOURS;
        let range = gap.first()?.range.start..gap.last()?.range.end;
        // If its own words stand among others there, which of these belong to it is not known.
        let has = |word: &Token<'_>| gap.iter().any(|found| found.key == word.key);
        (gap.len() <= most && !exact.iter().all(has)).then_some(range)
    }

    /// The only place where these words stand one after the other.
    fn only_place(&self, words: &[Token<'_>]) -> Option<usize> {
        let mut places = self.places.get(words.first()?.key)?.iter().filter(|&&at| {
            self.tokens.get(at..at + words.len()).is_some_and(|found| {
                found
                    .iter()
                    .zip(words)
                    .all(|(found, word)| found.key == word.key)
            })
        });
        let place = *places.next()?;
        places.next().is_none().then_some(place)
    }

    /// How alike what stands around a range is to what stood around the anchor.
    fn likeness(&self, range: &Range<usize>, prefix: &str, suffix: &str) -> Likeness {
        let before = normalized(last_chars(&self.text[..range.start], CONTEXT_READ));
        let behind = normalized(first_chars(&self.text[range.end..], CONTEXT_READ));
        let before = last_chars(&before, prefix.chars().count());
        let behind = first_chars(&behind, suffix.chars().count());
        let sides: Vec<f64> = [(prefix, before), (suffix, behind)]
            .into_iter()
            .filter(|(was, _)| !was.is_empty())
            .map(|(was, is)| strsim::normalized_levenshtein(was, is))
            .collect();
        Likeness {
            mean: sides.iter().sum::<f64>() / sides.len().max(1) as f64,
            worse_side: sides.into_iter().fold(1.0, f64::min),
        }
    }
}

/// How alike the surroundings of two places are, from 0 to 1.
struct Likeness {
    mean: f64,
    worse_side: f64,
}

fn last_chars(text: &str, count: usize) -> &str {
    match count
        .checked_sub(1)
        .and_then(|last| text.char_indices().rev().nth(last))
    {
        Some((at, _)) => &text[at..],
        None if count == 0 => "",
        None => text,
    }
}

fn first_chars(text: &str, count: usize) -> &str {
    match text.char_indices().nth(count) {
        Some((at, _)) => &text[..at],
        None => text,
    }
}
