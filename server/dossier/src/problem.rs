//! What is wrong with a dossier file, where, and what to do about it.

use smol_str::SmolStr;
use text::{TextRange, TextSize};

/// Something in a dossier file that could not be understood or cannot be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, as it was named to [`parse`](crate::parse()).
    pub file: SmolStr,
    /// Where, in bytes from the start of the file; empty at 0 if the file as a whole is meant.
    pub range: TextRange,
    /// The line on which that starts, from 1.
    pub line: usize,
    /// The fact, in one sentence.
    pub message: String,
    /// What can be done, in one sentence.
    pub remedy: String,
    /// What could stand in `range` instead, if one text follows.
    pub replacement: Option<String>,
    /// The other places that prove it.
    pub related: Vec<Related>,
}

/// Another place that a problem speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Its file.
    pub file: SmolStr,
    /// Where, in bytes from the start of that file.
    pub range: TextRange,
    /// The line on which that starts, from 1.
    pub line: usize,
    /// What stands there.
    pub message: String,
}

/// `dossier/people.toml:3: … …`
impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            file,
            line,
            message,
            remedy,
            ..
        } = self;
        write!(f, "{file}:{line}: {message} {remedy}")
    }
}

/// Where the lines of a text start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// Bytes from the start of the text, of every line but the first.
    starts: Vec<TextSize>,
}

impl Lines {
    /// Of a text.
    pub fn new(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = ends.filter_map(|(at, _)| TextSize::try_from(at + 1).ok());
        Self {
            starts: starts.collect(),
        }
    }

    /// The line, from 1, of an offset in bytes.
    pub fn line(&self, offset: TextSize) -> usize {
        1 + self.starts.partition_point(|start| *start <= offset)
    }
}

/// Collects the problems of one file.
pub(crate) struct Report {
    pub(crate) file: SmolStr,
    pub(crate) lines: Lines,
    pub(crate) problems: Vec<Problem>,
}

impl Report {
    pub(crate) fn new(file: &str, text: &str) -> Self {
        Self {
            file: file.into(),
            lines: Lines::new(text),
            problems: Vec::new(),
        }
    }

    /// Adds a problem; what is returned can be completed.
    pub(crate) fn add(
        &mut self,
        range: TextRange,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> &mut Problem {
        let at = self.problems.len();
        self.problems.push(Problem {
            file: self.file.clone(),
            range,
            line: self.lines.line(range.start()),
            message: message.into(),
            remedy: remedy.into(),
            replacement: None,
            related: Vec::new(),
        });
        &mut self.problems[at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_count_from_one() {
        let lines = Lines::new("a\nbc\n\nd");
        let at = |offset: u32| lines.line(offset.into());
        assert_eq!([0, 1, 2, 4, 5, 6].map(at), [1, 1, 2, 2, 3, 4]);
    }
}
