//! CoNLL columns for those who train and measure: one token a line, an empty line between sentences.
//!
//! `token<TAB>start<TAB>end<TAB>tag...`: offsets in code points, tags in the IOB2 scheme (`B-number`, `I-number`, `O`).
//! Claims that overlap go into further columns, as many as are needed.

use std::{fmt::Write, ops::Range};

use text::{Document, Format};

use crate::{Annotations, ClaimKind, anchor::CodePoints, progress::ClaimProgress};

/// The claims of an article, `progress` as [`crate::progress::claims`] gives it; those whose words are lost are left out.
pub fn to_conll(
    text: &str,
    format: Format,
    annotations: &Annotations,
    progress: &[ClaimProgress],
) -> String {
    let points = CodePoints::of(text);
    let mut pieces: Vec<(Range<usize>, ClaimKind)> = annotations
        .claims()
        .zip(progress)
        .flat_map(|((_, claim, _), progress)| {
            progress
                .places
                .iter()
                .flatten()
                .map(|place| (place.clone(), claim.kind))
        })
        .collect();
    pieces.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    // Each goes into the first column in which there is room for it.
    let mut columns: Vec<Vec<(Range<usize>, ClaimKind)>> = vec![Vec::new()];
    for (range, kind) in pieces {
        match columns.iter_mut().find(|column| {
            column
                .last()
                .is_none_or(|(last, _)| last.end <= range.start)
        }) {
            Some(column) => column.push((range, kind)),
            None => columns.push(vec![(range, kind)]),
        }
    }
    let mut out = String::new();
    let document = Document::new(text, format);
    let mut block_start = 0;
    for block in document.blocks() {
        let mut sentences = block
            .sentences()
            .iter()
            .map(|sentence| usize::from(sentence.end()))
            .peekable();
        for token in block.tokens() {
            let inside = usize::from(token.range.start())..usize::from(token.range.end());
            let mut ended = false;
            while sentences.next_if(|&end| end <= inside.start).is_some() {
                ended = true;
            }
            if ended {
                end_sentence(&mut out);
            }
            let place = block_start + inside.start..block_start + inside.end;
            let counted = points.code_points(place.clone());
            let _ = write!(
                out,
                "{}\t{}\t{}",
                &text[place.clone()],
                counted.start,
                counted.end
            );
            for column in &columns {
                let _ = write!(out, "\t{}", tag(column, &place, text));
            }
            out.push('\n');
        }
        end_sentence(&mut out);
        block_start += usize::from(block.len());
    }
    out
}

fn end_sentence(out: &mut String) {
    if !out.is_empty() && !out.ends_with("\n\n") {
        out.push('\n');
    }
}

/// The tag of a token: a claim begins with the first token that it holds any of.
fn tag(column: &[(Range<usize>, ClaimKind)], token: &Range<usize>, text: &str) -> String {
    let Some((claim, kind)) = column
        .iter()
        .find(|(claim, _)| claim.start < token.end && token.start < claim.end)
    else {
        return "O".to_owned();
    };
    let first = claim.start >= token.start || text[claim.start..token.start].trim().is_empty();
    format!("{}-{}", if first { 'B' } else { 'I' }, kind.word())
}
