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
