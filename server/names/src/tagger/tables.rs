//! Hash tables that are looked up where they lie, in the bytes of the model: nothing is unpacked at the start.
//!
//! A key is the hash of what is looked up. Its upper half picks a bucket, its lowest 16 bits are the mark by which it
//! is known there; the rest of the key is not kept. With about six rows to a bucket, one absent key in ten thousand is
//! taken for a present one: noise that training has seen as well, for it looks rows up by the same marks.

use std::ops::Range;

/// A table in the bytes of a model.
#[derive(Clone, Copy, Debug)]
pub struct Table<'m> {
    /// Where each bucket starts, `u32`s, and where the last ends.
    starts: &'m [u8],
    /// The rows' marks, `u16`s.
    marks: &'m [u8],
    /// The rows’ values, `width` bytes each.
    values: &'m [u8],
    width: usize,
    buckets: u64,
}

/// Rows that were found; a buffer.
#[derive(Clone, Debug, Default)]
pub struct Found {
    rows: Vec<Range<usize>>,
    found: Vec<usize>,
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
pub fn bucket(key: u64, buckets: u64) -> usize {
    (((key >> 32) * buckets) >> 32) as usize
}

/// The mark of a key.
pub fn mark(key: u64) -> u16 {
    key as u16
}

impl<'m> Table<'m> {
    /// The table at the start of `bytes` with values of `width` bytes, and what follows it: the number of rows and of
    /// buckets, then starts, marks and values. `None` if the bytes are too few or contradict each other.
    pub fn read(bytes: &'m [u8], width: usize) -> Option<(Self, &'m [u8])> {
        let (rows, bytes) = read_u32(bytes)?;
        let (buckets, bytes) = read_u32(bytes)?;
        let (starts, bytes) = bytes.split_at_checked(4 * (buckets + 1))?;
        let (marks, bytes) = bytes.split_at_checked(2 * rows)?;
        let (values, bytes) = bytes.split_at_checked(width * rows)?;
        let table = Self {
            starts,
            marks,
            values,
            width,
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

    fn start(&self, bucket: usize) -> usize {
        let at = 4 * bucket;
        let bytes = &self.starts[at..at + 4];
        u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize
    }

    fn rows(&self, bucket: usize) -> Range<usize> {
        self.start(bucket)..self.start(bucket + 1)
    }

    /// The value of a key.
    #[inline]
    pub fn get(&self, key: u64) -> Option<&'m [u8]> {
        let row = self.place(&self.rows(bucket(key, self.buckets)), key)?;
        Some(&self.values[row * self.width..(row + 1) * self.width])
    }

    /// Calls `each` with the values of those keys that have one.
    ///
    /// All buckets are found before the first is read, and all rows before the first value, without a branch that
    /// depends on what was read: the waits for a table that does not fit the processor's caches overlap.
    #[inline]
    pub fn get_all(&self, keys: &[u64], buffer: &mut Found, mut each: impl FnMut(&'m [u8])) {
        let Found { rows, found } = buffer;
        rows.clear();
        rows.extend(keys.iter().map(|k| self.rows(bucket(*k, self.buckets))));
        found.clear();
        found.resize(keys.len(), 0);
        let mut count = 0;
        for (rows, key) in rows.iter().zip(keys) {
            let marks = &self.marks[2 * rows.start..];
            let (is_there, row) = match marks.first_chunk() {
                Some(marks) if rows.len() <= AT_ONCE => {
                    let places = equal(marks, mark(*key)) & ((1 << rows.len()) - 1);
                    (places != 0, rows.start + places.trailing_zeros() as usize)
                }
                _ => match self.place(rows, *key) {
                    Some(row) => (true, row),
                    None => (false, 0),
                },
            };
            found[count] = row;
            count += usize::from(is_there);
        }
        for row in &found[..count] {
            each(&self.values[row * self.width..(row + 1) * self.width]);
        }
    }

    /// The row of a key among those of its bucket.
    #[inline]
    fn place(&self, rows: &Range<usize>, key: u64) -> Option<usize> {
        let wanted = mark(key).to_le_bytes();
        let found = self.marks[2 * rows.start..2 * rows.end]
            .chunks_exact(2)
            .position(|mark| mark == wanted)?;
        Some(rows.start + found)
    }

    /// The value of a key in a table of `u16`s.
    #[inline]
    pub fn number(&self, key: u64) -> Option<u16> {
        let value = self.get(key)?;
        Some(u16::from_le_bytes([*value.first()?, *value.get(1)?]))
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.marks.len() / 2
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
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
    out.extend(rows.iter().flat_map(|(key, _)| mark(*key).to_le_bytes()));
    out.extend(rows.iter().flat_map(|(_, value)| value));
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
        let (table, rest) = Table::read(&bytes, 2).unwrap();
        assert_eq!(rest, [7]);
        let found = |n: u64| table.number(mix(n));
        assert!((1..1000).all(|n| found(n) == Some(n as u16)));
        assert!((1000..9000).filter(|n| found(*n).is_some()).count() < 10);
    }

    #[test]
    fn broken_bytes_are_no_table() {
        let bytes = written(vec![(mix(1), vec![1]), (mix(2), vec![2])]);
        for length in 0..bytes.len() {
            assert!(Table::read(&bytes[..length], 1).is_none());
        }
        let mut wrong = bytes.clone();
        wrong[8] = 9; // the first bucket starts behind the last row
        assert!(Table::read(&wrong, 1).is_none());
    }
}
