//! What `check` writes, for people and for programs.

use super::{THREE, WARNING};
use crate::support::{Folder, copydesk, findings, repository, words};
use serde_json::{Value, json};

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
