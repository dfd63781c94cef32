//! Any text: names lie inside their block and in order, one key's candidates can be linked, and nothing panics.

#![no_main]

use libfuzzer_sys::fuzz_target;
use names::{Candidate, link, recognise, settle};
use text::{Document, Format};

fuzz_target!(|text: &str| {
    let document = Document::new(text, Format::Plain);
    for block in document.blocks() {
        let heading = block.kind().is_heading();
        let found = recognise(block.text(), block.tokens(), block.sentences(), heading);
        for name in &found {
            assert!(block.text().get(usize::from(name.range.start())..usize::from(name.range.end())).is_some());
        }
        for name in &found {
            let family: Vec<&Candidate> = found.iter().filter(|c| c.key == name.key).collect();
            assert_eq!(link(&settle(&family)).links.len(), family.len());
        }
    }
});
