//! Reading an article from disk.

use std::{fs::File, io::Read, path::Path};

/// A file above this many bytes is not read: no article is that long, and an editor would not open it either.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// Why a file is not read. Each says what can be done.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is not UTF-8.
    #[error("line {line} is not UTF-8 text; save the file as UTF-8")]
    NotUtf8 {
        /// The first bad line, from 1.
        line: usize,
    },
    /// It holds a NUL byte.
    #[error("line {line} holds a NUL byte; this is no text file")]
    Binary {
        /// The first bad line, from 1.
        line: usize,
    },
    /// It is too large.
    #[error("it is larger than {} MB; split it into articles", MAX_BYTES / 1024 / 1024)]
    TooLarge,
    /// The system says no.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

/// Reads a text file: UTF-8, with or without a byte order mark.
///
/// # Errors
/// If it cannot be read, is too large, or is no text.
pub fn read(path: &Path) -> Result<String, ReadError> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    let line_of = |at: usize, bytes: &[u8]| 1 + bytes[..at].iter().filter(|b| **b == b'\n').count();
    if let Some(at) = bytes.iter().position(|b| *b == 0) {
        return Err(ReadError::Binary {
            line: line_of(at, &bytes),
        });
    }
    String::from_utf8(bytes).map_err(|e| ReadError::NotUtf8 {
        line: line_of(e.utf8_error().valid_up_to(), e.as_bytes()),
    })
}
