//! The text that benchmarks read: the demo corpus, as often as makes a megabyte. The benchmarks of `names` read it too.

use std::{fs, path::Path};

/// How long it is at least, in bytes.
const LENGTH: usize = 1 << 20;

/// The articles of the demo corpus, over and over.
pub(crate) fn articles() -> String {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let mut files: Vec<_> = fs::read_dir(seeds)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "txt" || e == "md"))
        .collect();
    files.sort();
    let files = files
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok());
    repeated(&files.collect::<String>())
}

/// A text, over and over.
pub(crate) fn repeated(text: &str) -> String {
    assert!(!text.is_empty(), "the demo corpus is not there");
    text.repeat(LENGTH / text.len() + 1)
}
