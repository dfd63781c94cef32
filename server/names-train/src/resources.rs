//! Classes of words and lists of names, from text files to the tables of the model.

use anyhow::{Context, Result, bail};
use names::tagger::{SentencePieces, features::LONGEST_PHRASE, hash, tables::written};
use rustc_hash::FxHashMap;

/// The lists, in the order of their bits.
pub(crate) const LISTS: [&str; 16] = [
    "given",
    "family",
    "city",
    "metropolis",
    "country",
    "region",
    "demonym",
    "organisation",
    "organisation-word",
    "town",
    "title",
    "place-word",
    "calendar",
    "common",
    "proper",
    "company-ending",
];

/// The table of classes, from lines of word, tab and class.
pub(crate) fn classes(data: &str) -> Result<Vec<u8>> {
    let mut rows = Vec::new();
    for (n, line) in data.lines().enumerate() {
        let row = line
            .split_once('\t')
            .and_then(|(word, class)| Some((word, class.parse::<u16>().ok()?)));
        let Some((word, class)) = row.filter(|(_, class)| *class < 1024) else {
            bail!(
                "line {} of the classes is no word and class below 1024",
                n + 1
            );
        };
        let key = hash::mix(hash::word(word));
        rows.push((key, class.to_le_bytes().to_vec()));
    }
    Ok(written(rows))
}

/// The table of lists, from lines of list, tab and name.
pub(crate) fn lists(data: &str) -> Result<Vec<u8>> {
    let mut found: FxHashMap<u64, u16> = FxHashMap::default();
    let mut cut = SentencePieces::default();
    for (n, line) in data.lines().enumerate() {
        let (list, name) = line
            .split_once('\t')
            .with_context(|| format!("line {} of the lists has no tab", n + 1))?;
        let Some(bit) = LISTS.iter().position(|l| *l == list) else {
            bail!("line {} of the lists names no list: {list}", n + 1);
        };
        cut.cut(name, &text::tokenize(name));
        if (1..=LONGEST_PHRASE).contains(&cut.pieces.len()) {
            let key = hash::phrase(cut.pieces.iter().map(|p| p.lower));
            *found.entry(key).or_default() |= 1 << bit;
        }
    }
    let mut rows: Vec<(u64, u16)> = found.into_iter().collect();
    rows.sort_unstable();
    Ok(written(
        rows.into_iter()
            .map(|(key, bits)| (key, bits.to_le_bytes().to_vec()))
            .collect(),
    ))
}
