//! Following a range of one version of a text into another by what stayed: a diff of their words.
//!
//! A range is found where its words stayed with what stands beside them. If some of its words changed, and enough stayed
//! or its neighbours on both sides did, it is the range between them. If it went, it may have moved: then it is found
//! where its words stand among what is new, with the words that stood around it. Otherwise it is lost.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, Hunk, InternedInput};

use super::tokens::{Token, tokens, touched};

/// How many words on each side are looked at.
const REACH: usize = 16;
/// How many words, its own and those beside it, must agree for a range to be held the same.
const ENOUGH: usize = 4;
/// The same for a range that moved, where nothing else speaks for it.
const ENOUGH_MOVED: usize = 7;
/// How many words more than the next best a moved range must have on its side.
const MARGIN: usize = 2;

/// Two versions of a text, word by word.
pub(super) struct Alignment<'t> {
    before: Vec<Token<'t>>,
    after: Vec<Token<'t>>,
    /// For each word of the older version, which of the newer it is.
    kept: Vec<Option<usize>>,
    /// For each word of the newer version, whether it is new.
    new: Vec<bool>,
}

impl<'t> Alignment<'t> {
    pub(super) fn of(before: &'t str, after: &'t str) -> Self {
        let (before, after) = (tokens(before), tokens(after));
        let mut input: InternedInput<&str> = InternedInput::default();
        input.update_before(before.iter().map(|token| token.key));
        input.update_after(after.iter().map(|token| token.key));
        let mut diff = Diff::compute(Algorithm::Histogram, &input);
        diff.postprocess_no_heuristic(&input);
        let hunks = settled(diff.hunks().collect(), &before, &after);
        let mut kept = vec![None; before.len()];
        let mut new = vec![true; after.len()];
        let (mut old_at, mut new_at) = (0, 0);
        let mut keep = |from: usize, to: usize, at: usize| {
            for (step, old) in (from..to).enumerate() {
                kept[old] = Some(at + step);
                new[at + step] = false;
            }
        };
        for hunk in hunks {
            keep(old_at, hunk.before.start as usize, new_at);
            (old_at, new_at) = (hunk.before.end as usize, hunk.after.end as usize);
        }
        keep(old_at, before.len(), new_at);
        Self {
            before,
            after,
            kept,
            new,
        }
    }

    /// Where a range of bytes of the older version is in the newer one.
    pub(super) fn follow(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let span = touched(&self.before, range);
        if span.is_empty() {
            return None;
        }
        let found = self
            .stayed(&span)
            .or_else(|| self.changed(&span))
            .or_else(|| self.moved(&span))?;
        let (old_first, old_last) = (&self.before[span.start], &self.before[span.end - 1]);
        let (first, last) = (
            self.after.get(found.start)?,
            self.after.get(found.end.checked_sub(1)?)?,
        );
        // A range that starts or ends within a word does so again if the word is the same.
        let into = range.start.saturating_sub(old_first.range.start);
        let short = old_last.range.end.saturating_sub(range.end);
        let start = if first.key == old_first.key {
            first.range.start + into
        } else {
            first.range.start
        };
        let end = if last.key == old_last.key {
            last.range.end - short
        } else {
            last.range.end
        };
        (start < end).then_some(start..end)
    }

    /// All its words stand there as they did, and so does enough beside them.
    fn stayed(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let start = self.kept[span.start]?;
        let whole = span
            .clone()
            .enumerate()
            .all(|(step, old)| self.kept[old] == Some(start + step));
        let found = start..start + span.len();
        (whole && self.supported(span, &found)).then_some(found)
    }

    /// Whether enough words agree: those of the span, and those beside it without a gap.
    fn supported(&self, span: &Range<usize>, found: &Range<usize>) -> bool {
        let left = (1..=REACH)
            .take_while(|&step| {
                step <= span.start
                    && found.start >= step
                    && self.kept[span.start - step] == Some(found.start - step)
            })
            .count();
        let right = (0..REACH)
            .take_while(|&step| {
                self.kept.get(span.end + step).copied().flatten() == Some(found.end + step)
            })
            .count();
        let at_edges = left == span.start && span.end + right == self.before.len();
        span.len() + left + right >= ENOUGH || at_edges
    }

    /// Some of its words are others now: it lies between what stayed of it, or between its neighbours.
    fn changed(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let (left, right) = (self.neighbour_before(span), self.neighbour_behind(span));
        let letters = |old: usize| self.before[old].range.len();
        let all: usize = span.clone().map(letters).sum();
        let stayed: usize = span
            .clone()
            .filter(|&old| self.kept[old].is_some())
            .map(letters)
            .sum();
        let mut survivors = span.clone().filter_map(|old| self.kept[old]);
        let first = survivors.next();
        let last = survivors.next_back().or(first);
        let start = match self.kept[span.start] {
            Some(start) => start,
            None => left.or(first)?,
        };
        let end = match self.kept[span.end - 1] {
            Some(last) => last + 1,
            None => right.or(last.map(|last| last + 1))?,
        };
        if start >= end || end - start > 2 * span.len() + ENOUGH {
            return None;
        }
        let found = start..end;
        if 2 * stayed >= all && span.len() >= 2 {
            return self.supported_around(span, &found).then_some(found);
        }
        // Little or nothing of it stayed: both neighbours must, one of them in its own paragraph.
        let found = left?..right?;
        if found.start >= found.end || found.len() > 2 * span.len() + ENOUGH {
            return None;
        }
        let line = self.before[span.start].line;
        let same_line = |old: Option<usize>| old.is_some_and(|old| self.before[old].line == line);
        let beside = same_line(span.start.checked_sub(1))
            || same_line(Some(span.end).filter(|&end| end < self.before.len()));
        (beside && self.supported_around(span, &found)).then_some(found)
    }

    /// Whether enough words in or around a changed span agree.
    fn supported_around(&self, span: &Range<usize>, found: &Range<usize>) -> bool {
        let near = span.start.saturating_sub(REACH)..(span.end + REACH).min(self.before.len());
        let window = found.start.saturating_sub(2 * REACH)..found.end + 2 * REACH;
        let agreeing = near
            .filter(|&old| self.kept[old].is_some_and(|new| window.contains(&new)))
            .count();
        agreeing >= ENOUGH
    }

    /// Where a span starts of which the word before it stayed.
    fn neighbour_before(&self, span: &Range<usize>) -> Option<usize> {
        match span.start.checked_sub(1) {
            None => Some(0),
            Some(old) => self.kept[old].map(|new| new + 1),
        }
    }

    /// Where a span ends of which the word behind it stayed.
    fn neighbour_behind(&self, span: &Range<usize>) -> Option<usize> {
        match self.kept.get(span.end) {
            None => Some(self.after.len()),
            Some(&new) => new,
        }
    }

    /// It went here and came elsewhere, with what stood around it.
    fn moved(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let mut best: Option<(usize, usize)> = None;
        let mut next = 0;
        for start in 0..(self.after.len() + 1).saturating_sub(span.len()) {
            let same = span.clone().enumerate().all(|(step, old)| {
                self.new[start + step] && self.after[start + step].key == self.before[old].key
            });
            if !same {
                continue;
            }
            let agreeing = self.agreeing_around(span, start);
            match best {
                Some((most, _)) if agreeing <= most => next = next.max(agreeing),
                _ => {
                    next = next.max(best.map_or(0, |(most, _)| most));
                    best = Some((agreeing, start));
                }
            }
        }
        let (agreeing, start) = best?;
        (agreeing >= ENOUGH_MOVED && agreeing >= next + MARGIN).then_some(start..start + span.len())
    }

    /// How many words agree, of the span and beside it without a gap, if it stood at `start`.
    fn agreeing_around(&self, span: &Range<usize>, start: usize) -> usize {
        let key = |tokens: &[Token<'t>], at: Option<usize>| {
            at.and_then(|at| tokens.get(at)).map(|token| token.key)
        };
        let left = (1..=REACH)
            .take_while(|&step| {
                let old = key(&self.before, span.start.checked_sub(step));
                old.is_some() && old == key(&self.after, start.checked_sub(step))
            })
            .count();
        let right = (0..REACH)
            .take_while(|&step| {
                let old = key(&self.before, Some(span.end + step));
                old.is_some() && old == key(&self.after, Some(start + span.len() + step))
            })
            .count();
        span.len() + left + right
    }
}

/// Moves what came or went, where the diff could as well have placed it otherwise, to the last place at which it starts a
/// line: of two lines that start alike the one that went is whole, and where a passage now stands twice, the second is new.
fn settled(mut hunks: Vec<Hunk>, before: &[Token<'_>], after: &[Token<'_>]) -> Vec<Hunk> {
    for at in 0..hunks.len() {
        let hunk = &hunks[at];
        let (tokens, range) = if hunk.is_pure_insertion() {
            (after, hunk.after.start as usize..hunk.after.end as usize)
        } else if hunk.is_pure_removal() {
            (before, hunk.before.start as usize..hunk.before.end as usize)
        } else {
            continue;
        };
        // Not into the hunk before it: some word between the two stays.
        let room = match at.checked_sub(1) {
            Some(last) => hunk.before.start - hunks[last].before.end,
            None => hunk.before.start.min(hunk.after.start),
        };
        let starts_line = |start: usize| start == 0 || tokens[start - 1].line != tokens[start].line;
        let steps = (0..=room)
            .take_while(|&step| {
                let step = step as usize;
                step == 0 || tokens[range.start - step].key == tokens[range.end - step].key
            })
            .find(|&step| starts_line(range.start - step as usize));
        if let Some(step) = steps {
            let hunk = &mut hunks[at];
            hunk.before = hunk.before.start - step..hunk.before.end - step;
            hunk.after = hunk.after.start - step..hunk.after.end - step;
        }
    }
    hunks
}
