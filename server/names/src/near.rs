//! Near-misses: two names of which one may be the other misspelt.

use smol_str::SmolStr;
use strsim::osa_distance;

/// The shortest name part that a near-miss is looked for in, in bytes.
pub const SHORTEST_NEAR_MISS: usize = 5;

/// Whether one typing error (a letter dropped, doubled, changed, or two swapped) turns `a` into `b`. Both folded. The
/// first letter is never the wrong one, and a difference that an inflection explains is none: `Russia`, `Russian`.
pub fn is_near_miss(a: &str, b: &str) -> bool {
    if a == b || a.len().min(b.len()) < SHORTEST_NEAR_MISS || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    if a.as_bytes().first() != b.as_bytes().first() || osa_distance(a, b) != 1 {
        return false;
    }
    !inflected(a, b) && !inflected(b, a)
}

/// The keys of a few letters that two swapped neighbours make of `key`: `kcna` of `knca`. None for longer keys.
pub fn swapped_letters(key: &str) -> impl Iterator<Item = SmolStr> + '_ {
    let letters: Vec<char> = key.chars().collect();
    let count = if (3..=6).contains(&letters.len()) {
        letters.len()
    } else {
        0
    };
    (1..count).filter(|_| key.is_ascii()).filter_map(move |i| {
        let mut swapped = letters.clone();
        swapped.swap(i - 1, i);
        (swapped[i] != swapped[i - 1]).then(|| SmolStr::from_iter(swapped))
    })
}

/// Whether a word that is not known may be another one with a slip of the finger: one letter dropped, doubled, changed,
/// or two swapped, and not the first. Both in lower case. A form of the word (`Carpers`, `Montanan`, `Utahn`) is no slip.
pub fn is_slip_of(unknown: &str, word: &str) -> bool {
    unknown.len().abs_diff(word.len()) <= 4
        && unknown.chars().next() == word.chars().next()
        && osa_distance(unknown, word) == 1
        && !is_form_of(unknown, word)
}

/// Whether a slip only changes one letter into another: that is how different names differ, too.
pub fn is_changed_letter(unknown: &str, word: &str) -> bool {
    let (a, b) = (unknown.chars(), word.chars());
    a.clone().count() == b.clone().count() && a.zip(b).filter(|(a, b)| a != b).count() == 1
}

/// Whether the two are forms of one word: they differ in an ending.
fn is_form_of(unknown: &str, word: &str) -> bool {
    let ending = |rest: &str| matches!(rest, "s" | "n" | "i" | "a" | "e" | "y" | "d" | "r" | "h");
    // `Jerseyan` beside `Jerseyans`, `Carpers` beside `Carper`
    if word.strip_prefix(unknown) == Some("s") || unknown.strip_prefix(word).is_some_and(ending) {
        return true;
    }
    // `Libyas` beside `Libyan`, `Arkansan` beside `Arkansas`
    let last = |word: &str| word.chars().next_back().map_or(0, char::len_utf8);
    let (stem, other) = (
        &unknown[..unknown.len() - last(unknown)],
        &word[..word.len() - last(word)],
    );
    stem == other && unknown.ends_with(['s', 'n', 'i'])
}

fn inflected(short: &str, long: &str) -> bool {
    // One letter more at the end: plural, nationality, feminine form.
    long.strip_prefix(short).is_some_and(|rest| matches!(rest, "s" | "n" | "i" | "a" | "e" | "y"))
        // Iraq, Iraqi; India, Indian; and singular against plural in -man, -men.
        || short.strip_suffix("man").is_some_and(|stem| long.strip_suffix("men") == Some(stem))
        || short.strip_suffix('a').is_some_and(|stem| long.strip_suffix('o') == Some(stem))
}

/// The one part in which two names of equally many parts differ, if that part is a near-miss and all others are equal.
/// Folded parts in, index out.
pub fn near_miss_part<S: AsRef<str>>(a: &[S], b: &[S]) -> Option<usize> {
    if a.len() != b.len() {
        return None;
    }
    let mut different = (0..a.len()).filter(|i| a[*i].as_ref() != b[*i].as_ref());
    let part = different.next()?;
    (different.next().is_none() && is_near_miss(a[part].as_ref(), b[part].as_ref())).then_some(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_unknown_words() {
        for (slip, word) in [
            ("portand", "portland"),
            ("washingto", "washington"),
            ("nleson", "nelson"),
            ("lugr", "lugar"),
        ] {
            assert!(is_slip_of(slip, word), "{slip}");
        }
        for (other, word) in [
            ("carpers", "carper"),
            ("utahn", "utah"),
            ("libyas", "libyan"),
            ("melson", "nelson"),
            ("é", "e"),
        ] {
            assert!(!is_slip_of(other, word), "{other}");
        }
    }

    #[test]
    fn one_typing_error() {
        assert!(is_near_miss("vladmir", "vladimir"));
        assert!(is_near_miss("sunnuu", "sununu"));
        assert!(!is_near_miss("sununu", "sununu"));
        assert!(!is_near_miss("russia", "russian"));
        assert!(!is_near_miss("kimil", "kimun"));
        assert!(!is_near_miss("jon", "john"));
        assert_eq!(
            near_miss_part(&["vladmir", "putin"], &["vladimir", "putin"]),
            Some(0)
        );
        assert_eq!(near_miss_part(&["john", "smith"], &["joan", "smith"]), None);
    }
}
