//! Messages on standard input and output.
//!
//! Two threads read and write. The library's own transport stops for good at the first malformed message, and runs all
//! handlers on one task; this one answers a malformed message with an error and reads on.

use std::io::{BufRead, Read, Write};

use serde::Deserialize;
use serde_json::value::RawValue;
use tokio::sync::mpsc;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

/// A message larger than this is not read into memory, only skipped.
const MAX_MESSAGE: usize = 256 * 1024 * 1024;
/// The one header that matters, in lower case.
const HEADER: &str = "content-length:";
/// How many messages may wait before the reader does.
const QUEUE: usize = 1024;

/// What came in.
pub(super) enum Incoming {
    /// A request or notification.
    Request(Request),
    /// The answer to a request of ours.
    Response(Response),
    /// Something else; the answer to it.
    Malformed(Response),
}

/// Reads messages until the input ends.
pub(super) fn read() -> mpsc::Receiver<Incoming> {
    let (sender, receiver) = mpsc::channel(QUEUE);
    std::thread::spawn(move || {
        let mut input = std::io::BufReader::with_capacity(64 * 1024, std::io::stdin().lock());
        while let Some(message) = next(&mut input) {
            if sender.blocking_send(message).is_err() {
                return;
            }
        }
    });
    receiver
}

/// Writes what it is sent, each with its header. Once all who send are gone and everything is written, what comes second
/// hangs up.
pub(super) fn write() -> (
    mpsc::UnboundedSender<Vec<u8>>,
    std::sync::mpsc::Receiver<()>,
) {
    let (sender, mut receiver) = mpsc::unbounded_channel::<Vec<u8>>();
    let (ended, written) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let _ended = ended;
        let mut output = std::io::stdout().lock();
        while let Some(body) = receiver.blocking_recv() {
            let mut message = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
            message.extend_from_slice(&body);
            if output
                .write_all(&message)
                .and_then(|()| output.flush())
                .is_err()
            {
                return;
            }
        }
    });
    (sender, written)
}

/// The next message; `None` at the end of the input.
fn next(input: &mut impl BufRead) -> Option<Incoming> {
    let mut length: Option<usize> = None;
    let mut headers = 0;
    let mut unannounced = false;
    loop {
        let mut line = Vec::new();
        // A header line is short; what has none is no header.
        if input
            .by_ref()
            .take(64 * 1024)
            .read_until(b'\n', &mut line)
            .ok()?
            == 0
        {
            return None;
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        if line.is_empty() {
            match length {
                Some(_) => break,
                None if headers == 0 => continue,
                None => return Some(malformed("a message without Content-Length")),
            }
        }
        headers += 1;
        // A body that nobody announced may end in the middle of the line that announces the next.
        let lower = line.to_ascii_lowercase();
        if let Some(at) = lower.rfind(HEADER) {
            if at > 0 {
                unannounced = true;
            }
            length = lower[at + HEADER.len()..].trim().parse().ok();
        }
    }
    let length = length?;
    if length > MAX_MESSAGE {
        std::io::copy(
            &mut input.by_ref().take(length as u64),
            &mut std::io::sink(),
        )
        .ok()?;
        return Some(malformed("a message that is too large"));
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body).ok()?;
    if unannounced {
        tracing::warn!("the client sent a message without Content-Length");
    }
    Some(parse(&body))
}

/// What tells requests and answers apart.
#[derive(Deserialize)]
struct Head<'m> {
    #[serde(borrow)]
    method: Option<&'m RawValue>,
    #[serde(borrow, default)]
    id: Option<&'m RawValue>,
}

fn parse(body: &[u8]) -> Incoming {
    let head: Head<'_> = match serde_json::from_slice(body) {
        Ok(head) => head,
        Err(error) => return malformed(&error.to_string()),
    };
    let id = head
        .id
        .and_then(|id| serde_json::from_str::<Id>(id.get()).ok())
        .unwrap_or_default();
    let invalid = |error: serde_json::Error| {
        tracing::warn!("a message that is no request: {error}");
        Incoming::Malformed(Response::from_error(id, Error::invalid_request()))
    };
    match head.method {
        Some(_) => serde_json::from_slice(body).map_or_else(invalid, Incoming::Request),
        None => serde_json::from_slice(body).map_or_else(invalid, Incoming::Response),
    }
}

fn malformed(what: &str) -> Incoming {
    tracing::warn!("the client sent {what}");
    Incoming::Malformed(Response::from_error(Id::Null, Error::parse_error()))
}
