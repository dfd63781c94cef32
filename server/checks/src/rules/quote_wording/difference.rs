//! How the words of two quotations differ.

use article::{BlockFacts, Quotation};
use names::lexicon;
use rustc_hash::FxHashMap;
use text::TextRange;

/// Fewer common words than this may be chance.
pub(super) const COMMON: usize = 8;
/// So many words may be left out or put in at one place. More are a sentence.
const WIDEST: usize = 8;
/// Longer quotations are compared by this many words from their start.
const LONGEST: usize = 400;

/// How two quotations that are one differ.
pub(super) enum Difference {
    /// The shorter one is a part of the longer one, in one piece that starts at a word of the longer.
    Part { start: usize, ours_shorter: bool },
    /// Words differ in between: the places of those that are the same, in ours and in theirs.
    Inside(Vec<(usize, usize)>),
}

/// How two quotations that are one differ; `None` if they are equal, or are two.
pub(super) fn difference(ours: &[u32], theirs: &[u32]) -> Option<Difference> {
    let (ours, theirs) = (
        &ours[..ours.len().min(LONGEST)],
        &theirs[..theirs.len().min(LONGEST)],
    );
    if ours == theirs {
        return None;
    }
    let ours_shorter = ours.len() < theirs.len();
    let (short, long) = if ours_shorter {
        (ours, theirs)
    } else {
        (theirs, ours)
    };
    if short.len() < COMMON {
        return None;
    }
    if let Some(start) = long.windows(short.len()).position(|w| w == short) {
        return Some(Difference::Part {
            start,
            ours_shorter,
        });
    }
    let are_enough = |common: usize| common >= COMMON && common * 5 >= short.len() * 4;
    // In their order there are no more of them: most pairs that share a phrase need no closer look.
    if !are_enough(common_words(short, long)) {
        return None;
    }
    let common = longest_common(short, long);
    let gaps = common.windows(2).map(|pair| match pair {
        [(a, b), (next_a, next_b)] => (next_a - a - 1).max(next_b - b - 1),
        _ => 0,
    });
    let (least, most) = gaps
        .filter(|gap| *gap > 0)
        .fold((0, 0), |(least, most), gap| {
            (if least == 0 { gap } else { gap.min(least) }, gap.max(most))
        });
    // Without a gap the two are cut otherwise out of one; a wide gap is a sentence left out.
    let differs = are_enough(common.len()) && least > 0 && most <= WIDEST;
    differs.then(|| {
        let turned = |(a, b): (usize, usize)| if ours_shorter { (a, b) } else { (b, a) };
        Difference::Inside(common.into_iter().map(turned).collect())
    })
}

/// The words in which two quotations differ, in between: ours and theirs, where more than hyphens and blanks do.
pub(super) fn changes<'a>(
    facts: &'a BlockFacts,
    ours: &Quotation,
    other_facts: &'a BlockFacts,
    theirs: &Quotation,
    same: &[(usize, usize)],
) -> Vec<(&'a str, &'a str)> {
    let between = |facts: &'a BlockFacts, words: &[(u32, TextRange)], from: usize, to: usize| {
        let range = match words.get(from + 1..to) {
            Some([(_, first), .., (_, last)]) => Some(first.cover(*last)),
            Some([(_, only)]) => Some(*only),
            _ => None,
        };
        range.map_or("", |range| facts.block.slice(range))
    };
    // The ends are another matter, unless both go on: `the funding for Thorn`, `the funding that Weber needs`.
    let end = (ours.words.len(), theirs.words.len());
    let ends = same.windows(2).map(|pair| (pair[0], pair[1]));
    let end = same
        .last()
        .filter(|last| last.0 + 1 < end.0 && last.1 + 1 < end.1)
        .map(|last| (*last, end));
    let gaps = ends.chain(end).map(|((a, b), (next_a, next_b))| {
        (
            between(facts, &ours.words, a, next_a),
            between(other_facts, &theirs.words, b, next_b),
        )
    });
    gaps.filter(|(a, b)| letters(a) != letters(b)).collect()
}

/// What is left of words where hyphens, blanks and capitals do not count.
pub(super) fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether a name stands for other words, or a number for another: what is said of one town is said of the next one too.
pub(super) fn are_two_things(a: &str, b: &str) -> bool {
    let any = |text: &str, test: fn(&str) -> bool| text.split_whitespace().any(test);
    let is_name = |word: &str| {
        let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
        letters.starts_with(char::is_uppercase)
            && letters.len() > 1
            && !lexicon::is_plain_word(letters)
    };
    let is_number = |word: &str| word.starts_with(char::is_numeric);
    if a.is_empty() || b.is_empty() {
        return false;
    }
    any(a, is_name) || any(b, is_name) || any(a, is_number) && any(b, is_number)
}

/// How many words two quotations have in common, in whatever order.
fn common_words(a: &[u32], b: &[u32]) -> usize {
    let mut left: FxHashMap<u32, usize> = FxHashMap::default();
    for word in a {
        *left.entry(*word).or_default() += 1;
    }
    let is_left = |word: &&u32| match left.get_mut(word) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    };
    b.iter().filter(is_left).count()
}

/// The longest common subsequence, as places in both.
fn longest_common(a: &[u32], b: &[u32]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    // The length that is still to come from each pair of places on.
    let mut left = vec![0_u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            let at = i * width + j;
            left[at] = match a[i] == b[j] {
                true => left[at + width + 1] + 1,
                false => left[at + width].max(left[at + 1]),
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut common = Vec::new();
    while i < a.len() && j < b.len() {
        let at = i * width + j;
        if a[i] == b[j] {
            common.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if left[at + width] >= left[at + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    common
}
