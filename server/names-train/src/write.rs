//! From trained weights to the bytes of a model: an `i8` a weight.

use names::tagger::{
    labels::{INSIDE, LABELS},
    model::MAGIC,
    tables::written,
};

use crate::crf::{Crf, Row};

/// Weights beyond this are cut to it. Few are, and the finer steps of the others are worth more.
const LARGEST: f32 = 3.5;

/// The bytes of a model: `keys` are the hashes of the features, `resources` the tables of classes and lists.
pub(crate) fn model(crf: &Crf, keys: &[u64], resources: &[u8]) -> Vec<u8> {
    let scale = 127.0 / LARGEST;
    let quantised = |row: &Row| -> [u8; INSIDE] {
        row.map(|w| ((w * scale).round().clamp(-127.0, 127.0) as i8).cast_unsigned())
    };
    let rows: Vec<(u64, Vec<u8>)> = keys
        .iter()
        .zip(&crf.weights)
        .map(|(key, row)| (*key, quantised(row).to_vec()))
        .filter(|(_, row)| row.iter().any(|w| w.cast_signed().unsigned_abs() > 1))
        .collect();
    let mut out = MAGIC.to_vec();
    out.extend(scale.to_le_bytes());
    for before in 0..LABELS {
        for after in 0..LABELS {
            let weight = (crf.transitions[before][after] * scale).round();
            out.extend((weight.clamp(-32000.0, 32000.0) as i16).to_le_bytes());
        }
    }
    out.extend(resources);
    out.extend(written(rows));
    out
}
