//! Hash tables that are looked up where they lie, in the bytes of the model: nothing is unpacked at the start.
//!
//! A key is the hash of what is looked up. Its upper half picks a bucket, its lowest 16 bits are the mark by which it
//! is known there; the rest of the key is not kept. With about six rows to a bucket, one absent key in ten thousand is
//! taken for a present one: noise that training has seen as well, for it looks rows up by the same marks. A bucket's
//! marks and values lie side by side, so that a row that is there costs the processor one wait for memory and not two.

use std::ops::Range;

/// A table in the bytes of a model, with values of so many bytes.
#[derive(Clone, Copy, Debug)]
pub struct Table<'m, const WIDTH: usize> {
    /// In which row each bucket starts, `u32`s, and where the last ends.
    starts: &'m [u8],
    /// The buckets: of each first the rows' marks, `u16`s, then their values.
    rows: &'m [u8],
    buckets: u64,
}

/// Rows that were found; a buffer.
#[derive(Clone, Debug, Default)]
pub struct Found {
    buckets: Vec<Range<usize>>,
    /// Of which key, and where.
    values: Vec<(usize, usize)>,
}

/// So many marks are compared at once. Hardly a bucket has more rows.
const AT_ONCE: usize = 16;

/// A bit for each of the marks that is this one.
#[inline]
fn equal(marks: &[u8; 2 * AT_ONCE], wanted: u16) -> u32 {
    let mut places = 0;
    for i in 0..AT_ONCE {
        let mark = u16::from_le_bytes([marks[2 * i], marks[2 * i + 1]]);
        places |= u32::from(mark == wanted) << i;
    }
    places
}

/// How many rows share a bucket, on average.
pub const BUCKET: usize = 6;

/// The bucket of a key in a table of so many.
#[inline]
pub fn bucket(key: u64, buckets: u64) -> usize {
    (((key >> 32) * buckets) >> 32) as usize
}

/// The mark of a key.
#[inline]
pub fn mark(key: u64) -> u16 {
    key as u16
}

impl<'m, const WIDTH: usize> Table<'m, WIDTH> {
    /// A row's mark and value.
    const ROW: usize = 2 + WIDTH;

    /// The table at the start of `bytes`, and what follows it: the number of rows and of buckets, then where buckets
    /// start, then the buckets. `None` if the bytes are too few or contradict each other.
    pub fn read(bytes: &'m [u8]) -> Option<(Self, &'m [u8])> {
        let (rows, bytes) = read_u32(bytes)?;
        let (buckets, bytes) = read_u32(bytes)?;
        let (starts, bytes) = bytes.split_at_checked(4 * (buckets + 1))?;
        let (all, bytes) = bytes.split_at_checked(Self::ROW * rows)?;
        let table = Self {
            starts,
            rows: all,
            buckets: buckets as u64,
        };
        let mut last = 0;
        for bucket in 0..=buckets {
            let start = table.start(bucket);
            if start < last || start > rows {
                return None;
            }
            last = start;
        }
        (buckets > 0).then_some((table, bytes))
    }

    #[inline]
    fn start(&self, bucket: usize) -> usize {
        let at = 4 * bucket;
        let bytes = &self.starts[at..at + 4];
        u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize
    }

    /// The rows of the bucket of a key.
    #[inline]
    fn bucket(&self, key: u64) -> Range<usize> {
        let bucket = bucket(key, self.buckets);
        self.start(bucket)..self.start(bucket + 1)
    }

    /// Where the value of a bucket's row begins.
    #[inline]
    fn value_at(bucket: &Range<usize>, row: usize) -> usize {
        Self::ROW * bucket.start + 2 * bucket.len() + WIDTH * row
    }

    #[inline]
    fn value(&self, at: usize) -> Option<&'m [u8; WIDTH]> {
        self.rows.get(at..)?.first_chunk()
    }

    /// The value of a key.
    #[inline]
    pub fn get(&self, key: u64) -> Option<&'m [u8; WIDTH]> {
        let bucket = self.bucket(key);
        let row = self.place(&bucket, key)?;
        self.value(Self::value_at(&bucket, row))
    }

    /// Calls `each` with the values of those keys that have one, and which key it is, in order.
    ///
    /// All buckets are found before the first is read, and all rows before the first value, without a branch that
    /// depends on what was read: the waits for a table that does not fit the processor's caches overlap.
    #[inline]
    pub fn get_all(
        &self,
        keys: &[u64],
        buffer: &mut Found,
        mut each: impl FnMut(usize, &'m [u8; WIDTH]),
    ) {
        let Found { buckets, values } = buffer;
        buckets.clear();
        buckets.extend(keys.iter().map(|key| self.bucket(*key)));
        values.clear();
        values.resize(keys.len(), (0, 0));
        let mut count = 0;
        for (i, (bucket, key)) in buckets.iter().zip(keys).enumerate() {
            let marks = &self.rows[Self::ROW * bucket.start..];
            let (is_there, row) = match marks.first_chunk() {
                Some(marks) if bucket.len() <= AT_ONCE => {
                    let places = equal(marks, mark(*key)) & ((1 << bucket.len()) - 1);
                    (places != 0, places.trailing_zeros() as usize)
                }
                _ => match self.place(bucket, *key) {
                    Some(row) => (true, row),
                    None => (false, 0),
                },
            };
            values[count] = (i, Self::value_at(bucket, row));
            count += usize::from(is_there);
        }
        for (i, at) in &values[..count] {
            if let Some(value) = self.value(*at) {
                each(*i, value);
            }
        }
    }

    /// Which of the rows of its bucket is a key's.
    #[inline]
    fn place(&self, bucket: &Range<usize>, key: u64) -> Option<usize> {
        let wanted = mark(key).to_le_bytes();
        let marks = &self.rows[Self::ROW * bucket.start..][..2 * bucket.len()];
        marks.chunks_exact(2).position(|mark| mark == wanted)
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len() / Self::ROW
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// Which keys a table may have: one bit of many for each row, so that most keys that have none are known without a look
/// at the table. It fits the processor's second cache, which the table of weights does not.
#[derive(Clone, Debug)]
pub struct Filter {
    bits: Box<[u64]>,
    buckets: u64,
}

impl Filter {
    /// With so many bits, one absent key in seven passes.
    const BITS: usize = 1 << 21;

    /// The filter of a table.
    pub fn of<const WIDTH: usize>(table: &Table<'_, WIDTH>) -> Self {
        let mut bits = vec![0; Self::BITS / 64].into_boxed_slice();
        for bucket in 0..table.buckets as usize {
            let rows = table.start(bucket)..table.start(bucket + 1);
            let marks = &table.rows[Table::<WIDTH>::ROW * rows.start..][..2 * rows.len()];
            for mark in marks.chunks_exact(2) {
                let bit = Self::bit(bucket, u16::from_le_bytes([mark[0], mark[1]]));
                bits[bit / 64] |= 1 << (bit % 64);
            }
        }
        let buckets = table.buckets;
        Self { bits, buckets }
    }

    /// The bit of the keys that a table cannot tell apart.
    #[inline]
    fn bit(bucket: usize, mark: u16) -> usize {
        let spread = ((bucket as u64) << 16 | u64::from(mark)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (spread >> 32) as usize % Self::BITS
    }

    /// Whether the table may have a key; if not, it has not.
    #[inline]
    pub fn passes(&self, key: u64) -> bool {
        let bit = Self::bit(bucket(key, self.buckets), mark(key));
        self.bits[bit / 64] >> (bit % 64) & 1 == 1
    }
}

impl Table<'_, 2> {
    /// The value of a key in a table of `u16`s.
    #[inline]
    pub fn number(&self, key: u64) -> Option<u16> {
        self.get(key).map(|value| u16::from_le_bytes(*value))
    }
}

/// A `u32` at the start of `bytes`, and what follows.
pub fn read_u32(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (number, rest) = bytes.split_first_chunk()?;
    Some((u32::from_le_bytes(*number) as usize, rest))
}

/// The bytes of a table with these rows. Of rows that no lookup can tell apart, the first is kept.
pub fn written(mut rows: Vec<(u64, Vec<u8>)>) -> Vec<u8> {
    let buckets = rows.len().div_ceil(BUCKET).max(1) as u64;
    let place = |key: u64| (bucket(key, buckets), mark(key));
    rows.sort_by_key(|(key, _)| place(*key));
    rows.dedup_by_key(|(key, _)| place(*key));
    let mut starts = vec![0_u32; buckets as usize + 1];
    for (key, _) in &rows {
        starts[bucket(*key, buckets) + 1] += 1;
    }
    for i in 1..starts.len() {
        starts[i] += starts[i - 1];
    }
    let mut out = Vec::new();
    out.extend((rows.len() as u32).to_le_bytes());
    out.extend((buckets as u32).to_le_bytes());
    out.extend(starts.iter().flat_map(|s| s.to_le_bytes()));
    for rows in rows.chunk_by(|(a, _), (b, _)| bucket(*a, buckets) == bucket(*b, buckets)) {
        out.extend(rows.iter().flat_map(|(key, _)| mark(*key).to_le_bytes()));
        out.extend(rows.iter().flat_map(|(_, value)| value));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::hash::mix;

    #[test]
    fn what_was_written_is_found() {
        let rows: Vec<_> = (1..1000_u64)
            .map(|n| (mix(n), (n as u16).to_le_bytes().to_vec()))
            .collect();
        let mut bytes = written(rows);
        bytes.push(7);
        let (table, rest) = Table::<2>::read(&bytes).unwrap();
        assert_eq!(rest, [7]);
        let found = |n: u64| table.number(mix(n));
        assert!((1..1000).all(|n| found(n) == Some(n as u16)));
        assert!((1000..9000).filter(|n| found(*n).is_some()).count() < 10);
    }

    #[test]
    fn a_filter_lets_every_key_pass_and_few_others() {
        let rows: Vec<_> = (1..1000_u64).map(|n| (mix(n), vec![0])).collect();
        let bytes = written(rows);
        let (table, _) = Table::<1>::read(&bytes).unwrap();
        let filter = Filter::of(&table);
        assert!((1..1000).all(|n| filter.passes(mix(n))));
        assert!((1000..9000).filter(|n| filter.passes(mix(*n))).count() < 100);
    }

    #[test]
    fn broken_bytes_are_no_table() {
        let bytes = written(vec![(mix(1), vec![1]), (mix(2), vec![2])]);
        for length in 0..bytes.len() {
            assert!(Table::<1>::read(&bytes[..length]).is_none());
        }
        let mut wrong = bytes.clone();
        wrong[8] = 9; // the first bucket starts behind the last row
        assert!(Table::<1>::read(&wrong).is_none());
    }
}
