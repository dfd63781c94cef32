//! What the tests share: annotations that are easily made.

use jiff::Timestamp;
use notes::{
    Anchor, Annotation, AnnotationId, Assessment, Body, Claim, ClaimKind, Draft, Question, Source,
    SourceKind, Target, Verdict,
};

/// A moment, in seconds after another.
pub(crate) fn time(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).unwrap()
}

/// The anchor of the first place where `words` stand.
pub(crate) fn anchor(text: &str, words: &str) -> Anchor {
    let start = text
        .find(words)
        .unwrap_or_else(|| panic!("“{words}” is not in the text"));
    Anchor::of(text, start..start + words.len()).unwrap()
}

pub(crate) fn claim(text: &str, words: &str, kind: ClaimKind) -> (Target, Body) {
    (
        Target::Words(vec![anchor(text, words)]),
        Body::Claim(Claim::new(kind)),
    )
}

pub(crate) fn verdict(
    on: AnnotationId,
    question: Question,
    verdict: Verdict,
    words: &str,
) -> (Target, Body) {
    (
        Target::Annotation(on),
        Body::Assessment(Assessment::new(question, verdict, &[words])),
    )
}

pub(crate) fn source(title: &str) -> (Target, Body) {
    (
        Target::Article,
        Body::Source(Source::new(SourceKind::News, title)),
    )
}

pub(crate) fn draft(author: &str, second: i64, (target, body): (Target, Body)) -> Draft {
    Draft {
        author: author.to_owned(),
        time: time(second),
        replaces: None,
        target,
        body,
    }
}

/// A line with an id that follows from `second`.
pub(crate) fn line(author: &str, second: i64, (target, body): (Target, Body)) -> Annotation {
    Annotation {
        id: AnnotationId::from_parts(time(second).as_millisecond() as u64, author.len() as u128),
        created: time(second),
        author: author.to_owned(),
        replaces: None,
        target,
        body,
    }
}
