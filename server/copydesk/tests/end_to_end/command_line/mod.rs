//! `check`, `explain`: exit statuses, formats, and what they do with input that is not what it should be.

mod fix;
mod formats;
mod silence;

use std::path::Path;

use crate::support::{Folder, copydesk, findings};
use serde_json::{Value, json};

/// Nothing to find.
const CLEAN: &str = "Officials spoke to reporters in the capital on Friday, June 9, 2000.\n";
/// A warning: it was a Friday.
const WARNING: &str = "Officials spoke to reporters in the capital on Thursday, June 9, 2000.\n";
/// A hint, with a safe fix.
const HINT: &str = "The agency said he would come ”in late August”, and nobody knew any more.\n";
/// A warning with a safe fix, twice.
const POINT: &str =
    "Diplomats spoke of U.S claims to reporters there, and of U.S money, they said.\n";

/// One name, in two of three articles with spaces: information in the third.
const THREE: &[(&str, &str)] = &[
    (
        "a.txt",
        "North Korean leader Kim Jong-Il will visit the country, officials said.\n",
    ),
    (
        "b.txt",
        "North Korean leader Kim Jong Il came by train, and Kim Jong Il left by train, we were told.\n",
    ),
    (
        "c.txt",
        "The leader was Kim Jong Il then, officials said to reporters on Monday.\n",
    ),
];

fn rules(findings: &[Value]) -> Vec<&str> {
    findings
        .iter()
        .map(|f| f["rule"].as_str().unwrap())
        .collect()
}

#[test]
fn exit_statuses() {
    let clean = Folder::new(&[("a.txt", CLEAN)]);
    let warning = Folder::new(&[("a.txt", CLEAN), ("b.txt", WARNING)]);
    let information = Folder::new(THREE);
    assert_eq!(copydesk(clean.path(), &["check"]).status, 0);
    assert_eq!(copydesk(warning.path(), &["check"]).status, 1);
    assert_eq!(
        copydesk(warning.path(), &["check", "--exit-zero"]).status,
        0
    );
    assert_eq!(
        copydesk(warning.path(), &["check", "a.txt"]).status,
        0,
        "only what is named is checked"
    );
    assert_eq!(
        copydesk(warning.path(), &["check", "a.txt", "b.txt"]).status,
        1
    );
    let run = copydesk(information.path(), &["check"]);
    assert!(run.stdout.contains("name-variant"), "{run:?}");
    assert_eq!(run.status, 0, "information is no reason to fail");
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_reported() {
    let folder = Folder::new(&[("good.txt", WARNING)]);
    folder.write(
        "latin.txt",
        b"A first line.\nThe caf\xe9 was closed on Monday.\n",
    );
    folder.write("binary.txt", b"One line.\nTwo\0lines.\n");
    folder.write("large.txt", vec![b'a'; 17 * 1024 * 1024]);
    for extra in [&[] as &[&str], &["--exit-zero"]] {
        let run = copydesk(
            folder.path(),
            &[&["check", "--format", "json"], extra].concat(),
        );
        assert_eq!(run.status, 2, "{run:?}");
        for (file, why) in [
            ("latin.txt", "line 2 is not UTF-8"),
            ("binary.txt", "line 2 holds a NUL byte"),
            ("large.txt", "larger than"),
        ] {
            let said = run
                .stderr
                .lines()
                .find(|l| l.contains(file))
                .unwrap_or_else(|| panic!("{file} is not named: {}", run.stderr));
            assert!(said.contains(why), "{said}");
        }
        let found = run.json();
        assert_eq!(found["articles"], 1);
        assert_eq!(
            rules(found["findings"].as_array().unwrap()),
            ["weekday-date"]
        );
    }
}

#[test]
fn a_path_that_is_not_there_is_bad_usage() {
    let folder = Folder::new(&[("a.txt", WARNING)]);
    let run = copydesk(folder.path(), &["check", "nowhere"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("nowhere"), "{run:?}");
}

#[test]
#[cfg(unix)]
fn what_may_not_be_read_is_trouble() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new(&[("a.txt", WARNING), ("closed.txt", CLEAN)]);
    let closed = folder.file("closed.txt");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&closed).is_ok() {
        println!("SKIPPED: whoever runs this may read everything");
        return;
    }
    let run = copydesk(folder.path(), &["check"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("closed.txt") && run.stdout.contains("weekday-date"),
        "{run:?}"
    );
}

#[test]
#[cfg(unix)]
fn a_folder_that_contains_itself_ends() {
    let folder = Folder::new(&[("sub/a.txt", WARNING)]);
    std::os::unix::fs::symlink("..", folder.file("sub/up")).unwrap();
    std::os::unix::fs::symlink("loop.txt", folder.file("loop.txt")).unwrap();
    let run = copydesk(folder.path(), &["check", "--format", "json"]);
    let found = run.json();
    assert_eq!(found["articles"], 1, "{run:?}");
    assert_eq!(found["findings"][0]["file"], "sub/a.txt");
}

#[test]
fn two_folders_with_files_of_one_name_are_all_checked() {
    let folder = Folder::new(&[
        ("one/a.txt", WARNING),
        ("two/a.txt", WARNING),
        ("desk/x.txt", CLEAN),
    ]);
    let found = |at: &Path, paths: [&str; 2]| {
        let run = copydesk(at, &["check", "--format", "json", paths[0], paths[1]]);
        (
            run.json()["articles"].clone(),
            run.json()["findings"].as_array().unwrap().len(),
        )
    };
    assert_eq!(found(folder.path(), ["one", "two"]), (json!(2), 2));
    assert_eq!(
        found(&folder.file("desk"), ["../one", "../two"]),
        (json!(2), 2),
        "seen from a folder beside them"
    );
}

#[test]
fn one_rule_or_several() {
    let folder = Folder::new(&[("a.txt", WARNING), ("b.txt", POINT)]);
    assert_eq!(
        rules(&findings(folder.path(), &[])),
        ["weekday-date", "acronym-form", "acronym-form"]
    );
    assert_eq!(
        rules(&findings(folder.path(), &["--rule", "acronym-form"])),
        ["acronym-form", "acronym-form"]
    );
    let both = findings(
        folder.path(),
        &["--rule", "acronym-form", "--rule", "weekday-date"],
    );
    assert_eq!(
        rules(&both),
        ["weekday-date", "acronym-form", "acronym-form"]
    );
    assert_eq!(
        copydesk(folder.path(), &["check", "--rule", "impossible-date"]).status,
        0
    );
    let run = copydesk(folder.path(), &["check", "--rule", "no-such-rule"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("no-such-rule"), "{run:?}");
}

#[test]
fn nothing_below_the_severity_asked_for() {
    let mut files = THREE.to_vec();
    files.extend([("d.txt", WARNING), ("e.txt", HINT)]);
    let folder = Folder::new(&files);
    let severities = |arguments: &[&str]| -> Vec<String> {
        findings(folder.path(), arguments)
            .iter()
            .map(|f| f["severity"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        severities(&["--min-severity", "hint"]),
        ["information", "warning", "hint"]
    );
    assert_eq!(
        severities(&[]),
        ["information", "warning"],
        "hints are for the editor unless asked for"
    );
    assert_eq!(
        severities(&["--min-severity", "information"]),
        ["information", "warning"]
    );
    assert_eq!(severities(&["--min-severity", "warning"]), ["warning"]);
    assert!(severities(&["--min-severity", "error"]).is_empty());
    assert_eq!(
        copydesk(folder.path(), &["check", "--min-severity", "loud"]).status,
        2
    );
}

#[test]
fn what_nobody_knows_is_refused() {
    let folder = Folder::new(&[("a.txt", WARNING)]);
    for arguments in [
        &["check", "--loud"] as &[&str],
        &["--loud"],
        &["proofread"],
        &["extract", "a.txt"],
        &["explain", "--all"],
        &["check", "--format", "xml"],
        &["lsp", "--loud"],
        &["lsp", "article.txt"],
        &["check", "--stdio"],
    ] {
        let run = copydesk(folder.path(), arguments);
        assert_eq!(
            (run.status, run.stdout.as_str()),
            (2, ""),
            "{arguments:?}: {run:?}"
        );
        assert!(
            run.stderr.contains(arguments.last().unwrap()),
            "the message names it: {}",
            run.stderr
        );
    }
}

#[test]
fn the_version_in_one_line() {
    let folder = Folder::new(&[]);
    let run = copydesk(folder.path(), &["--version"]);
    assert_eq!(
        (run.status, run.stdout.as_str()),
        (0, concat!("copydesk ", env!("CARGO_PKG_VERSION"), "\n"))
    );
    let run = copydesk(folder.path(), &["--help"]);
    assert_eq!(run.status, 0);
    for command in ["lsp", "check", "extract", "explain"] {
        assert!(run.stdout.contains(command), "{}", run.stdout);
    }
    assert_eq!(copydesk(folder.path(), &[]).status, 2);
}

#[test]
fn the_configuration_decides() {
    let folder = Folder::new(&[
        (
            "copydesk.toml",
            "[corpus]\nexclude = [\"old/**\"]\n[rules]\nacronym-form = \"off\"\nweekday-date = \"error\"\n[dates]\n\"b.txt\" = 2002-08-15\n",
        ),
        ("a.txt", POINT),
        (
            "b.txt",
            "The two leaders met in the capital on Friday, Aug. 14, officials said.\n",
        ),
        ("old/c.txt", WARNING),
    ]);
    let found = findings(folder.path(), &[]);
    assert_eq!(rules(&found), ["weekday-date"], "{found:?}");
    assert_eq!(
        (&found[0]["file"], &found[0]["severity"]),
        (&json!("b.txt"), &json!("error"))
    );
    let below = findings(&folder.file("old"), &["c.txt"]);
    assert_eq!(
        (below.len(), &below[0]["severity"]),
        (1, &json!("error")),
        "the file above holds, and a file named is checked"
    );
}

#[test]
fn a_broken_configuration_is_named_with_its_line() {
    let folder = Folder::new(&[
        (
            "copydesk.toml",
            "[corpus]\n\n[rules]\nweekday-date = \"loud\"\n",
        ),
        ("a.txt", WARNING),
    ]);
    let run = copydesk(folder.path(), &["check", "--format", "json"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("copydesk.toml, line 4"),
        "{}",
        run.stderr
    );
    assert_eq!(
        rules(run.json()["findings"].as_array().unwrap()),
        ["weekday-date"],
        "the articles are checked all the same"
    );
}

#[test]
fn a_reader_that_has_seen_enough_is_no_trouble() {
    let folder = Folder::new(&[("a.txt", &WARNING.repeat(5000))]);
    let mut command = crate::support::binary();
    command
        .args(["check", "--format", "json"])
        .current_dir(folder.path());
    let mut child = command
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn explain_lists_and_explains() {
    let folder = Folder::new(&[]);
    let run = copydesk(folder.path(), &["explain"]);
    assert_eq!(run.status, 0);
    let ids: Vec<&str> = run
        .stdout
        .lines()
        .filter_map(|l| l.split_whitespace().next())
        .collect();
    assert!(
        ids.contains(&"weekday-date") && ids.contains(&"name-variant"),
        "{}",
        run.stdout
    );
    for id in ids {
        let run = copydesk(folder.path(), &["explain", id]);
        assert_eq!(run.status, 0);
        assert!(
            run.stdout.starts_with(&format!("# {id}\n"))
                && run.stdout.contains("## Why it matters"),
            "{}",
            run.stdout
        );
    }
    let run = copydesk(folder.path(), &["explain", "spelling"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("spelling"), "{run:?}");
}
