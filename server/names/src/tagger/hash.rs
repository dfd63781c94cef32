//! Hashes of words and features. The model is keyed by them, so they never change without a new model.

/// An odd constant with well spread bits (the golden ratio's, as in Fibonacci hashing).
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Mixes all bits of `x` into all bits of the result (the finaliser of SplitMix64).
#[inline]
pub fn mix(mut x: u64) -> u64 {
    x ^= x >> 32;
    x = x.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x ^= x >> 29;
    x.wrapping_mul(SPREAD)
}

/// The hash of a sequence: `next` follows what `so_far` stands for.
#[inline]
pub fn join(so_far: u64, next: u64) -> u64 {
    mix(so_far.rotate_left(25) ^ next.wrapping_mul(SPREAD))
}

/// The hash of a word as written.
pub fn word(word: &str) -> u64 {
    let mut hash = word.len() as u64;
    for chunk in word.as_bytes().chunks(8) {
        let mut bytes = [0; 8];
        bytes[..chunk.len()].copy_from_slice(chunk);
        hash = mix(hash ^ u64::from_le_bytes(bytes));
    }
    hash
}

/// The hash of a phrase whose words are given in order.
pub fn phrase(words: impl Iterator<Item = u64>) -> u64 {
    words.fold(0, join)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_length_count() {
        assert_ne!(word("ab"), word("ba"));
        assert_ne!(word("a"), word("a\0"));
        let [a, b] = [word("north"), word("sea")];
        assert_ne!(phrase([a, b].into_iter()), phrase([b, a].into_iter()));
    }
}
