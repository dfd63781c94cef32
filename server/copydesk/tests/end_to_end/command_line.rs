//! `check`, `explain`: exit statuses, formats, and what they do with input that is not what it should be.

use std::path::Path;

use crate::support::{Folder, copydesk, findings, repository, words};
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
        "North Korean leader Kim Jong Il came by train, and Kim Jong Il left by train, officials said.\n",
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
fn the_json_contract() {
    let text = "“😀” said the café’s owner, é\u{301}, and left the room at once.\r\n\r\nOfficials spoke there on Thursday, June 9, 2000.\r\n";
    let mut files = THREE.to_vec();
    files.extend([
        ("z/astral.txt", text),
        ("copydesk.toml", ""),
        ("notes.rs", WARNING),
    ]);
    let folder = Folder::new(&files);
    let run = copydesk(
        folder.path(),
        &["check", "--format", "json", "--min-severity", "hint"],
    );
    let found = run.json();
    assert_eq!(found["articles"], 4);
    assert_eq!(
        found.as_object().unwrap().len(),
        2,
        "`articles` and `findings`, nothing else"
    );
    let [name, weekday] = found["findings"].as_array().unwrap().as_slice() else {
        panic!("two findings expected: {found:#}")
    };

    assert_eq!(weekday["file"], "z/astral.txt");
    assert_eq!(words(text, weekday), "Thursday");
    assert_eq!(
        (&weekday["line"], &weekday["column"]),
        (&json!(3), &json!(26)),
        "from 1, in code points"
    );
    assert_eq!(weekday["severity"], "warning");
    assert_eq!(weekday["message"], "June 9, 2000 was a Friday.");
    let fixes = weekday["fixes"].as_array().unwrap();
    assert_eq!(
        fixes
            .iter()
            .map(|f| f["title"].as_str().unwrap())
            .collect::<Vec<_>>(),
        ["Friday", "June 8", "June 15"]
    );
    assert_eq!(
        (
            words(text, &fixes[0]).as_str(),
            &fixes[0]["text"],
            &fixes[0]["applicability"]
        ),
        ("Thursday", &json!("Friday"), &json!("maybe"))
    );
    assert_eq!(
        (words(text, &fixes[1]).as_str(), &fixes[1]["text"]),
        ("9", &json!("8"))
    );

    assert_eq!(
        (&name["file"], &name["rule"]),
        (&json!("a.txt"), &json!("name-variant"))
    );
    assert_eq!(name["related"].as_array().unwrap().len(), 1);
    let related = &name["related"][0];
    let other = related["file"].as_str().unwrap();
    assert_ne!(other, "a.txt");
    assert_eq!(words(&folder.read(other), related), "Kim Jong Il");
    for finding in [name, weekday] {
        for key in [
            "file", "rule", "severity", "start", "end", "message", "related", "fixes", "line",
            "column",
        ] {
            assert!(finding.get(key).is_some(), "`{key}` is missing: {finding}");
        }
    }
}

#[test]
fn findings_come_by_file_start_and_rule() {
    let found = findings(&repository(), &["--min-severity", "hint", "seeds"]);
    let keys: Vec<(&str, u64, &str)> = found
        .iter()
        .map(|f| {
            (
                f["file"].as_str().unwrap(),
                f["start"].as_u64().unwrap(),
                f["rule"].as_str().unwrap(),
            )
        })
        .collect();
    assert!(keys.len() > 5);
    assert!(keys.is_sorted(), "{keys:?}");
    assert!(
        keys.iter().all(|(file, ..)| file.starts_with("seeds/")),
        "files are named from the current folder"
    );
}

#[test]
fn two_runs_print_the_same_bytes() {
    for format in ["text", "json", "sarif", "github"] {
        let run = || {
            copydesk(
                &repository(),
                &[
                    "check",
                    "--format",
                    format,
                    "--min-severity",
                    "hint",
                    "seeds",
                ],
            )
            .stdout
        };
        let first = run();
        assert!(first.contains("weekday-date"), "{first}");
        for _ in 0..2 {
            assert_eq!(first, run(), "{format}");
        }
    }
}

#[test]
fn text_is_for_people() {
    let folder = Folder::new(THREE);
    folder.write("d.txt", WARNING);
    let run = copydesk(folder.path(), &["check"]);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert!(
        lines.contains(&"d.txt:1:48: warning: June 9, 2000 was a Friday. [weekday-date]"),
        "{}",
        run.stdout
    );
    assert!(
        lines
            .iter()
            .any(|l| l.starts_with("a.txt:1:21: information: ") && l.ends_with(" [name-variant]")),
        "{}",
        run.stdout
    );
    assert!(
        lines.iter().any(|l| l.starts_with("    b.txt:1:21: ")),
        "where the other one stands: {}",
        run.stdout
    );
    assert!(!run.stdout.contains('\u{1b}'), "no colour in a pipe");
}

#[test]
fn sarif() {
    let folder = Folder::new(THREE);
    folder.write(
        "d.txt",
        "😀 Officials spoke to reporters in the capital on Thursday, June 9, 2000.\n",
    );
    let run = copydesk(folder.path(), &["check", "--format", "sarif"]);
    assert_eq!(run.status, 1);
    let sarif = run.json();
    assert_eq!(sarif["version"], "2.1.0");
    let [one] = sarif["runs"].as_array().unwrap().as_slice() else {
        panic!("one run: {sarif:#}")
    };
    assert_eq!(one["columnKind"], "unicodeCodePoints");
    let driver = &one["tool"]["driver"];
    assert_eq!(
        (&driver["name"], &driver["version"]),
        (&json!("copydesk"), &json!(env!("CARGO_PKG_VERSION")))
    );
    let rules = driver["rules"].as_array().unwrap();
    for rule in rules {
        for pointer in [
            "/id",
            "/shortDescription/text",
            "/help/text",
            "/help/markdown",
        ] {
            assert!(
                rule.pointer(pointer)
                    .and_then(Value::as_str)
                    .is_some_and(|t| !t.is_empty()),
                "{pointer}: {rule}"
            );
        }
        let level = rule["defaultConfiguration"]["level"].as_str().unwrap();
        assert!(
            ["error", "warning", "note", "none"].contains(&level),
            "{level}"
        );
    }
    let results = one["results"].as_array().unwrap();
    for result in results {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let weekday = results
        .iter()
        .find(|r| r["ruleId"] == "weekday-date")
        .unwrap();
    assert_eq!(weekday["level"], "warning");
    let place = &weekday["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "d.txt");
    assert_eq!(
        place["region"],
        json!({ "startLine": 1, "startColumn": 50, "endLine": 1, "endColumn": 58 })
    );
    let replacement = &weekday["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(
        (
            &replacement["deletedRegion"],
            &replacement["insertedContent"]["text"]
        ),
        (&place["region"], &json!("Friday"))
    );
    let name = results
        .iter()
        .find(|r| r["ruleId"] == "name-variant")
        .unwrap();
    assert_eq!(name["level"], "note");
    assert_eq!(
        name["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "b.txt"
    );
}

#[test]
fn github_annotations() {
    let folder = Folder::new(&[("a, b: 100%.txt", WARNING)]);
    let run = copydesk(folder.path(), &["check", "--format", "github"]);
    assert_eq!(
        run.stdout,
        "::warning file=a%2C b%3A 100%25.txt,line=1,col=48,endLine=1,endColumn=56,title=weekday-date::June 9, 2000 was a Friday.\n"
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
fn fix_makes_safe_corrections_and_no_others() {
    let two = format!("{POINT}\r\n{WARNING}\r\n{HINT}");
    let folder = Folder::new(&[("a.txt", &two), ("b.txt", WARNING), ("c.txt", CLEAN)]);
    let untouched = std::fs::metadata(folder.file("b.txt"))
        .unwrap()
        .modified()
        .unwrap();
    let run = copydesk(
        folder.path(),
        &[
            "check",
            "--fix",
            "--min-severity",
            "hint",
            "--format",
            "json",
        ],
    );
    assert_eq!(run.status, 1, "the weekday is still to be decided");
    assert_eq!(
        folder.read("a.txt"),
        two.replace("U.S ", "U.S. ").replace("”in", "“in")
    );
    assert_eq!(folder.read("b.txt"), WARNING);
    assert_eq!(
        std::fs::metadata(folder.file("b.txt"))
            .unwrap()
            .modified()
            .unwrap(),
        untouched,
        "not even rewritten"
    );
    assert_eq!(
        rules(run.json()["findings"].as_array().unwrap()),
        ["weekday-date", "weekday-date"]
    );
    let files: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(files.len(), 3, "nothing is left lying about: {files:?}");

    let after = folder.read("a.txt");
    copydesk(folder.path(), &["check", "--fix", "--min-severity", "hint"]);
    assert_eq!(folder.read("a.txt"), after, "there is nothing more to do");
}

#[test]
fn fix_keeps_to_the_rules_and_severities_asked_for() {
    let folder = Folder::new(&[("a.txt", POINT), ("b.txt", HINT)]);
    copydesk(
        folder.path(),
        &["check", "--fix", "--rule", "quote-direction"],
    );
    assert_eq!(
        (folder.read("a.txt").as_str(), folder.read("b.txt").as_str()),
        (POINT, HINT),
        "a hint was not asked for"
    );
    copydesk(folder.path(), &["check", "--fix", "--rule", "acronym-form"]);
    assert_eq!(
        (folder.read("a.txt"), folder.read("b.txt").as_str()),
        (POINT.replace("U.S ", "U.S. "), HINT)
    );
}

#[test]
#[cfg(unix)]
fn fix_keeps_permissions_and_links() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new(&[("kept/a.txt", POINT)]);
    std::fs::set_permissions(
        folder.file("kept/a.txt"),
        std::fs::Permissions::from_mode(0o640),
    )
    .unwrap();
    std::os::unix::fs::symlink("kept/a.txt", folder.file("link.txt")).unwrap();
    assert_eq!(
        copydesk(folder.path(), &["check", "--fix", "link.txt"]).status,
        0
    );
    assert_eq!(folder.read("kept/a.txt"), POINT.replace("U.S ", "U.S. "));
    assert!(
        folder.file("link.txt").is_symlink(),
        "the link is still one"
    );
    let mode = std::fs::metadata(folder.file("kept/a.txt"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o640);
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
