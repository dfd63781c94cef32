//! Near keys without a walk over all: deletion neighbourhoods.
//!
//! Of two words of which one is a slip of the other, one letter was dropped, put in, changed or swapped with its
//! neighbour. Both then share what is left of them when at most one letter is dropped from each (W. Garbe: SymSpell,
//! 2012). So every key is listed under what is left of it, and a word is looked up under what is left of it: about ten
//! look-ups, however many keys there are. What is found that way is compared letter by letter.

use smol_str::SmolStr;

/// Only so many letters from the start of a word are looked at, so that a long word is listed no more often. Words that
/// share more than that are few.
const LETTERS: usize = 16;

/// The beginning of a word, and the same without one of its letters but the first, which is never the wrong one. Each
/// once.
pub(crate) fn remains(word: &str) -> impl Iterator<Item = SmolStr> + '_ {
    let end = word
        .char_indices()
        .nth(LETTERS)
        .map_or(word.len(), |(at, _)| at);
    let word = &word[..end];
    let without = word.char_indices().skip(1).filter_map(move |(at, letter)| {
        let (before, rest) = (&word[..at], &word[at + letter.len_utf8()..]);
        // Of equal letters beside one another each leaves the same.
        let doubled = rest.starts_with(letter);
        (!doubled).then(|| SmolStr::from_iter([before, rest]))
    });
    std::iter::once(SmolStr::new(word)).chain(without)
}

#[cfg(test)]
mod tests {
    use names::is_slip_of;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_left_of_a_word() {
        let all: Vec<SmolStr> = remains("kimm").collect();
        assert_eq!(all, ["kimm", "kmm", "kim"]);
        assert_eq!(remains(&"long".repeat(99)).count(), LETTERS);
        assert_eq!(remains("").collect::<Vec<_>>(), [""]);
    }

    proptest! {
        /// Few letters, so that many words are near; some longer than what is looked at.
        #[test]
        fn a_slip_shares_what_is_left(word in "[abé]{1,19}", at in 0..19_usize, letter in "[abé]", kind in 0..4) {
            let mut letters: Vec<char> = word.chars().collect();
            let at = at % letters.len();
            match kind {
                0 => drop(letters.remove(at)),
                1 => letters.splice(at..at, letter.chars()).for_each(drop),
                2 => letters.splice(at..=at, letter.chars()).for_each(drop),
                _ => letters.swap(at, (at + 1).min(word.chars().count() - 1)),
            }
            let slip: String = letters.into_iter().collect();
            if is_slip_of(&slip, &word) {
                let theirs: Vec<SmolStr> = remains(&word).collect();
                prop_assert!(remains(&slip).any(|left| theirs.contains(&left)), "{slip} {word}");
            }
        }
    }
}
