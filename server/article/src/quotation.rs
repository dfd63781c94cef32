//! Quotations: the words between quotation marks, and whose they are said to be.

use std::hash::{Hash, Hasher};

use names::{Candidate, EntityType};
use rustc_hash::FxHasher;
use text::{Block, TextRange, TextSize, Token, TokenKind};

/// A quotation. Ranges count from the block's start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words, without the marks.
    pub range: TextRange,
    /// The words with the marks.
    pub marked: TextRange,
    /// Whether the closing mark was found; a quotation that goes on in the next paragraph has none.
    pub closed: bool,
    /// Its words, each with a hash of its lower-case form.
    pub words: Vec<(u32, TextRange)>,
    /// Index of the block's candidate that the quotation is attributed to in the same sentence.
    pub speaker: Option<usize>,
}

/// How many words of a quotation in a row make a [`shingle`](Quotation::shingles).
pub const SHINGLE: usize = 5;

impl Quotation {
    /// A hash for every run of [`SHINGLE`] words: two wordings of one quotation share some of them.
    pub fn shingles(&self) -> impl Iterator<Item = u64> + '_ {
        self.words
            .windows(SHINGLE)
            .map(|run| hash_of(run.iter().map(|(word, _)| *word)))
    }
}

/// A hash for every run of [`SHINGLE`] of these words: see [`Quotation::shingles`].
pub fn shingles(words: &[u32]) -> impl Iterator<Item = u64> + '_ {
    words
        .windows(SHINGLE)
        .map(|run| hash_of(run.iter().copied()))
}

/// Of so many runs in a row at least one is kept by [`sampled`].
const KEPT_OF: usize = 4;
/// Of so few all are.
const FEW: usize = 16;

/// Some of the [`shingles`] of these words, by which a quotation is found among many: of two that share a stretch of
/// `SHINGLE + KEPT_OF - 1` words, and of two short ones that share a run, the same run is kept.
///
/// Of each window the run with the least hash: winnowing (Schleimer, Wilkerson and Aiken, “Winnowing: Local Algorithms for
/// Document Fingerprinting”, 2003).
pub fn sampled(words: &[u32]) -> Vec<u64> {
    let runs: Vec<u64> = shingles(words).collect();
    if runs.len() <= FEW {
        return runs;
    }
    // Multiplied, the order of the hashes says nothing of the words.
    let order = |run: &u64| run.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let least = runs
        .windows(KEPT_OF)
        .filter_map(|window| window.iter().copied().min_by_key(order));
    let mut kept: Vec<u64> = least.collect();
    kept.dedup();
    kept
}

fn hash_of(run: impl Iterator<Item = u32>) -> u64 {
    let mut hasher = FxHasher::default();
    run.for_each(|word| word.hash(&mut hasher));
    hasher.finish()
}

const SAYING: &[&str] = &[
    "said",
    "says",
    "told",
    "added",
    "wrote",
    "asked",
    "replied",
    "argued",
    "noted",
    "warned",
    "stated",
    "declared",
    "announced",
    "insisted",
    "quoted",
    "tweeted",
    "explained",
    "claimed",
    "continued",
    "promised",
];

/// Whether a word says that somebody said something: `said`, `announced`.
pub fn is_saying(word: &str) -> bool {
    SAYING.contains(&word)
}

/// Finds the quotations of a block. `names` are its candidates.
pub(crate) fn quotations(block: &Block, names: &[Candidate]) -> Vec<Quotation> {
    let text = block.text();
    let tokens = block.tokens();
    // Where every curly mark is a closing one, marks pair by turns.
    let by_turns = !text.contains('“');
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (i, token) in tokens.iter().enumerate() {
        if token.kind != TokenKind::Quote {
            continue;
        }
        let mark = token.text(text).chars().next().unwrap_or(' ');
        match open {
            None => {
                let opens = match mark {
                    '“' | '"' | '«' | '„' => true,
                    '”' => by_turns,
                    '‘' => true,
                    _ => false,
                };
                if opens {
                    open = Some((i, mark));
                }
            }
            Some((start, opening)) => {
                let closes = match opening {
                    '“' | '„' => mark == '”' || mark == '"',
                    '”' => mark == '”',
                    '"' => mark == '"' || mark == '”',
                    '«' => mark == '»',
                    _ => mark == '’' && !touches_word(tokens, i),
                };
                if closes {
                    found.push(quotation(block, start, i, true, names));
                    open = None;
                } else if mark == '“' && opening == '“' {
                    // The one before was never closed.
                    open = Some((i, mark));
                }
            }
        }
    }
    if let Some((start, '“' | '"')) = open
        && tokens.len() - start > SHINGLE
    {
        found.push(quotation(block, start, tokens.len(), false, names));
    }
    found
}

/// Whether a letter follows the mark: then it is an apostrophe.
fn touches_word(tokens: &[Token], i: usize) -> bool {
    tokens.get(i + 1).is_some_and(|next| {
        next.kind == TokenKind::Word && next.range.start() == tokens[i].range.end()
    })
}

fn quotation(
    block: &Block,
    open: usize,
    close: usize,
    closed: bool,
    names: &[Candidate],
) -> Quotation {
    let tokens = block.tokens();
    let start = tokens[open].range.end();
    let end = if closed {
        tokens[close].range.start()
    } else {
        block.content_range().end()
    };
    let end_marked = if closed {
        tokens[close].range.end()
    } else {
        end
    };
    let words = tokens[open + 1..close]
        .iter()
        .filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number))
        .map(|t| (hash_word(t.text(block.text())), t.range))
        .collect();
    let marked = TextRange::new(tokens[open].range.start(), end_marked);
    Quotation {
        range: TextRange::new(start, end.max(start)),
        marked,
        closed,
        words,
        speaker: speaker(block, marked, names),
    }
}

/// A hash of a word as it sounds: without case, hyphens and points; see [`Quotation::words`].
pub fn hash_word(word: &str) -> u32 {
    let mut hasher = FxHasher::default();
    if word.is_ascii() {
        // The same, for the letters that nearly all words have.
        for byte in word.bytes().filter(u8::is_ascii_alphanumeric) {
            char::from(byte.to_ascii_lowercase()).hash(&mut hasher);
        }
    } else {
        for c in word.chars().filter(|c| c.is_alphanumeric()) {
            c.to_lowercase().for_each(|c| c.hash(&mut hasher));
        }
    }
    // The high bits are the mixed ones.
    (hasher.finish() >> 32) as u32
}

/// The name beside a verb of saying in the sentences that the quotation touches, outside its marks.
fn speaker(block: &Block, marked: TextRange, names: &[Candidate]) -> Option<usize> {
    let scope = sentences_around(block, marked)?;
    let tokens = block.tokens();
    let from = tokens.partition_point(|t| t.range.end() <= scope.start());
    let to = tokens.partition_point(|t| t.range.start() < scope.end());
    let verbs = tokens[from..to].iter().filter(|t| {
        t.kind == TokenKind::Word
            && !marked.contains_range(t.range)
            && is_saying(t.text(block.text()))
    });
    let from = names.partition_point(|n| n.range.end() <= scope.start());
    let to = names.partition_point(|n| n.range.start() < scope.end());
    let mut best: Option<(TextSize, usize)> = None;
    for verb in verbs {
        for (i, name) in names.iter().enumerate().take(to).skip(from) {
            let speaks = matches!(
                name.entity_type,
                Some(EntityType::Person | EntityType::Organisation) | None
            );
            if !speaks || marked.contains_range(name.range) {
                continue;
            }
            // `Putin was quoted by the agency`, `Kim told reporters`: who speaks stands before the verb.
            let stands_before = name.range.end() <= verb.range.start();
            if !stands_before && matches!(verb.text(block.text()), "quoted" | "told") {
                continue;
            }
            let distance = match stands_before {
                true => verb.range.start() - name.range.end(),
                false => name.range.start() - verb.range.end().min(name.range.start()),
            };
            if distance <= TextSize::new(30) && best.is_none_or(|(d, _)| distance < d) {
                best = Some((distance, i));
            }
        }
    }
    best.map(|(_, i)| i)
}

/// The sentences that a range touches, as one range.
fn sentences_around(block: &Block, range: TextRange) -> Option<TextRange> {
    let sentences = block.sentences();
    let first = sentences.partition_point(|s| s.end() <= range.start());
    let last = sentences.partition_point(|s| s.start() < range.end());
    let (first, last) = (sentences.get(first)?, sentences.get(last.checked_sub(1)?)?);
    (first.start() <= last.end()).then(|| TextRange::new(first.start(), last.end()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use text::{Document, Format};

    use super::{FEW, KEPT_OF, SHINGLE, sampled, shingles};

    proptest! {
        #[test]
        fn what_shares_a_stretch_shares_a_kept_run(
            words in prop::collection::vec((0u32..50, 0u32..50), 40),
            from in 0usize..32,
        ) {
            let stretch = from..from + SHINGLE + KEPT_OF - 1;
            let (ours, theirs): (Vec<u32>, Vec<u32>) = words
                .iter()
                .enumerate()
                .map(|(n, (a, b))| if stretch.contains(&n) { (*a, *a) } else { (*a, 100 + b) })
                .unzip();
            let kept = sampled(&theirs);
            prop_assert!(sampled(&ours).iter().any(|run| kept.contains(run)));
        }

        #[test]
        fn of_a_long_quotation_less_than_half_is_kept(words in prop::collection::vec(any::<u32>(), 400)) {
            prop_assert!(sampled(&words).len() * 2 < shingles(&words).count());
            let few = &words[..FEW + SHINGLE - 1];
            prop_assert_eq!(sampled(few), shingles(few).collect::<Vec<_>>());
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let document = Document::new(text, Format::Plain);
        let block = document.blocks().next().unwrap();
        let names = names::recognise(text, block.tokens(), block.sentences(), false);
        let found = super::quotations(block, &names);
        let found: Vec<_> = found
            .iter()
            .map(|q| {
                (
                    block.slice(q.range),
                    q.speaker.map_or("", |i| names[i].text.as_str()),
                )
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn marks_pair() {
        check(
            "“I am ready,” Putin said. He called it “bold”.",
            &[("I am ready,", "Putin"), ("bold", "")],
        );
        check(
            "Visits ”in late August” and ”soon”.",
            &[("in late August", ""), ("soon", "")],
        );
        check("\"No,\" said Toloraya.", &[("No,", "Toloraya")]);
        check("at ‘early date’, the workers’ party", &[("early date", "")]);
    }

    #[test]
    fn a_quotation_may_go_on_in_the_next_paragraph() {
        check(
            "“We went home and then we slept all night.",
            &[("We went home and then we slept all night.", "")],
        );
    }
}
