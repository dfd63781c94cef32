//! Any bytes as a model: they are refused, or a text can be tagged with them.

#![no_main]

use libfuzzer_sys::fuzz_target;
use names::tagger::{Tagger, model::Model};

fuzz_target!(|bytes: &[u8]| {
    if let Some(model) = Model::read(bytes) {
        let text = "Ann Roe of the Bank of Oslo left.";
        let tokens = text::tokenize(text);
        let all = text::TextRange::up_to(text::TextSize::of(text));
        Tagger::new(&model).tag(text, &tokens, &[all], false);
    }
});
