//! What the tests of the built binary share: a folder of their own, a run of the command line, an editor.
//!
//! Nothing here knows the server's code: what is tested is what comes out of the process.

pub(crate) mod client;

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;

/// How long anything may take on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

/// A folder that is gone after the test.
pub(crate) struct Folder {
    path: PathBuf,
    _owned: tempfile::TempDir,
}

impl Folder {
    /// A folder with these files: path and text.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let owned = tempfile::Builder::new()
            .prefix("copydesk-test-")
            .tempdir()
            .unwrap();
        let folder = Self {
            path: owned.path().canonicalize().unwrap(),
            _owned: owned,
        };
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    /// The same, opted in by an empty `copydesk.toml`.
    pub(crate) fn corpus(files: &[(&str, &str)]) -> Self {
        let folder = Self::new(files);
        folder.write("copydesk.toml", "");
        folder
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Where a file of it is.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// A file's URI as an editor writes it.
    pub(crate) fn uri(&self, name: &str) -> String {
        uri(&self.file(name))
    }

    /// The folder's own URI, without a slash at the end.
    pub(crate) fn root(&self) -> String {
        uri(&self.path)
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.file(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    /// A file's text.
    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.file(name)).unwrap()
    }
}

/// A path as a `file:` URI.
pub(crate) fn uri(path: &Path) -> String {
    let mut uri = String::from("file://");
    for byte in path.to_str().unwrap().bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                uri.push(byte as char)
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// What a run of the command line gave.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// Its output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|e| panic!("no JSON ({e}): {self:?}"))
    }

    /// Its output as JSON lines.
    #[track_caller]
    pub(crate) fn json_lines(&self) -> Vec<Value> {
        let line = |l| serde_json::from_str(l).unwrap_or_else(|e| panic!("no JSON ({e}): {l}"));
        self.stdout.lines().map(line).collect()
    }
}

/// The binary under test.
pub(crate) fn binary() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command
        .env_remove("RUST_LOG")
        .env_remove("NO_COLOR")
        .env_remove("RUST_BACKTRACE");
    // Nothing is left in the cache of whoever runs the tests.
    command.env(
        "XDG_CACHE_HOME",
        Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache"),
    );
    command
}

/// Runs `copydesk ARGUMENTS` in a folder.
#[track_caller]
pub(crate) fn copydesk(folder: &Path, arguments: &[&str]) -> Run {
    copydesk_with(folder, arguments, b"")
}

/// The same with something on standard input.
#[track_caller]
pub(crate) fn copydesk_with(folder: &Path, arguments: &[&str], input: &[u8]) -> Run {
    let mut command = binary();
    command.args(arguments).current_dir(folder);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // A program that does not read its input closes the pipe early, which is its right.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let run = Run {
        status: output
            .status
            .code()
            .unwrap_or_else(|| panic!("`copydesk {}` was killed: {output:?}", arguments.join(" "))),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    };
    assert!(
        !run.stderr.contains("panicked"),
        "`copydesk {}` panicked: {}",
        arguments.join(" "),
        run.stderr
    );
    run
}

/// The findings of `copydesk check --format json` over the folder itself, with further arguments.
#[track_caller]
pub(crate) fn findings(folder: &Path, arguments: &[&str]) -> Vec<Value> {
    let run = copydesk(
        folder,
        &[&["check", "--format", "json"], arguments].concat(),
    );
    run.json()["findings"].as_array().unwrap().clone()
}

/// Waits until something is so.
#[track_caller]
pub(crate) fn until(what: &str, mut so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !so() {
        assert!(start.elapsed() < PATIENCE, "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The root of the repository.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// Numbers that look random and are the same on every run (SplitMix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// The next number.
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `most`.
    pub(crate) fn below(&mut self, most: usize) -> usize {
        (self.roll() % most.max(1) as u64) as usize
    }

    /// One of them.
    pub(crate) fn one<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// The code points at a finding, or at anything with `start` and `end`.
pub(crate) fn words(text: &str, at: &Value) -> String {
    let (start, end) = (
        at["start"].as_u64().unwrap() as usize,
        at["end"].as_u64().unwrap() as usize,
    );
    assert!(
        start <= end && end <= text.chars().count(),
        "{at} lies outside of a text of {} code points",
        text.chars().count()
    );
    text.chars().skip(start).take(end - start).collect()
}
