//! A file of annotations, line by line.
//!
//! Reading never fails: what is damaged is told with its line, and everything else is kept. A file only grows, so what was
//! written since is read without all that stood there; a file that somebody wrote anew, as git does, is read anew.

use std::{collections::BTreeMap, sync::Arc};

use crate::{Annotation, AnnotationId, Problem, ProblemKind, line::read_line};

/// How every line begins, so that one glued to a damaged one is found again.
const LINE_START: &str = "{\"@context\":";

/// What a file said when it was read last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    pub(crate) annotations: Vec<Arc<Annotation>>,
    /// The lines that could not be used.
    pub(crate) problems: Vec<Problem>,
    seen: BTreeMap<AnnotationId, usize>,
    /// How many lines were read.
    count: usize,
    /// How many bytes, and which.
    length: usize,
    hash: Option<blake3::Hash>,
}

impl Lines {
    /// What the file says now. `file` is how problems name it.
    pub(crate) fn now(&self, file: &str, content: &[u8]) -> Self {
        let mut now = match self.begins(content) {
            true => self.clone(),
            false => Self::default(),
        };
        now.read(file, content.get(now.length..).unwrap_or_default());
        now.length = content.len();
        now.hash = Some(blake3::hash(content));
        now
    }

    /// Whether a content begins with what was read, down to the end of a line.
    fn begins(&self, content: &[u8]) -> bool {
        let start = content.get(..self.length);
        start.is_some_and(|start| start.ends_with(b"\n") && self.hash == Some(blake3::hash(start)))
    }

    /// Whether both were read from the same bytes.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.hash == other.hash
    }

    fn read(&mut self, file: &str, content: &[u8]) {
        for (index, bytes) in content.split(|&byte| byte == b'\n').enumerate() {
            let line = self.count + index + 1;
            let mut report = |kind| {
                self.problems.push(Problem {
                    file: file.to_owned(),
                    line,
                    kind,
                });
            };
            let Ok(text) = std::str::from_utf8(bytes) else {
                report(ProblemKind::NotJson);
                continue;
            };
            for part in parts(text.trim_end_matches('\r')) {
                match read_line(part) {
                    Err(kind) => report(kind),
                    Ok(annotation) => {
                        if let Some(later) = annotation.replaces.filter(|&id| id >= annotation.id) {
                            report(ProblemKind::ReplacesLater(later));
                        }
                        match self.seen.get(&annotation.id) {
                            // The same line twice is what a merge may leave, and harmless.
                            Some(&twin) if *self.annotations[twin] == annotation => continue,
                            Some(_) => report(ProblemKind::DuplicateId(annotation.id)),
                            None => {
                                self.seen.insert(annotation.id, self.annotations.len());
                            }
                        }
                        self.annotations.push(Arc::new(annotation));
                    }
                }
            }
        }
        self.count += content.iter().filter(|&&byte| byte == b'\n').count();
    }
}

/// Reads a file of annotations. `file` is how problems name it.
pub fn read_lines(file: &str, content: &[u8]) -> (Vec<Annotation>, Vec<Problem>) {
    let lines = Lines::default().now(file, content);
    let annotations = lines.annotations.into_iter().map(Arc::unwrap_or_clone);
    (annotations.collect(), lines.problems)
}

/// The annotations that a line was meant to hold: one, or several where the end of a line was lost.
fn parts(line: &str) -> Vec<&str> {
    if line.trim().is_empty() {
        return Vec::new();
    }
    if serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok() {
        return vec![line];
    }
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in line.match_indices(LINE_START) {
        // Within a string its quotation marks would be escaped, so it is always the start of a line.
        if at > start {
            parts.push(&line[start..at]);
            start = at;
        }
    }
    parts.push(&line[start..]);
    parts
}
