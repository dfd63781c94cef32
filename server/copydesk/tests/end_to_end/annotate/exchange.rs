//! What goes out of the editor: reports, exports, who and when.

use super::{TEXT, desk, judge_wrong, run};
use crate::support::{Folder, copydesk};
use serde_json::{Value, json};

/// Takes what was exported in for a copy of the article.
#[track_caller]
fn import(folder: &Folder, article: &str, format: &str, exported: &str) {
    folder.write("exported", exported);
    folder.write(article, TEXT);
    let arguments = ["import", "--article", article, "--from", format, "exported"];
    let taken = copydesk(folder.path(), &arguments);
    assert_eq!(taken.status, 0, "{}", taken.stderr);
}

#[test]
fn what_was_noted_is_reported_and_taken_elsewhere() {
    let (folder, mut client, uri) = desk();
    let claim = judge_wrong(&mut client, &uri, "Yearbook <2000>");
    run(
        &mut client,
        "copydesk.decide",
        json!([uri, claim["id"], "correct", "49 billion dollars"]),
    );
    let report = |format: &str| {
        let run = copydesk(folder.path(), &["report", "a.txt", "--format", format]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout
    };
    let markdown = report("markdown");
    for words in [
        "50 billion dollars",
        "49 billion dollars",
        "Yearbook",
        "Anna Keller",
        "2000-06-09",
        "it was 49",
    ] {
        assert!(markdown.contains(words), "{words} in {markdown}");
    }
    let html = report("html");
    assert!(
        html.starts_with("<!doctype html>") && html.contains("Yearbook &lt;2000&gt;"),
        "{html}"
    );
    assert!(
        !html.contains("http://") && !html.contains("src="),
        "it needs no other file"
    );
    // Out as a table, and in again for a copy of the article.
    let table = copydesk(folder.path(), &["export", "a.txt", "--to", "csv"]).stdout;
    import(&folder, "b.txt", "csv", &table);
    let again = copydesk(folder.path(), &["export", "b.txt", "--to", "csv"]).stdout;
    assert!(
        again.contains("50 billion dollars") && again.contains("wrong"),
        "{again}"
    );
    let w3c = copydesk(folder.path(), &["export", "a.txt", "--to", "w3c"]).stdout;
    import(&folder, "c.txt", "w3c", &w3c);
    let report = copydesk(folder.path(), &["report", "c.txt"]).stdout;
    assert!(
        report.contains("49 billion dollars") && report.contains("Yearbook"),
        "{report}"
    );
    for format in ["brat", "conll", "followthemoney"] {
        let out = copydesk(folder.path(), &["export", "a.txt", "--to", format]);
        assert!(
            out.status == 0 && !out.stdout.is_empty(),
            "{format}: {}",
            out.stderr
        );
    }
    let refused = copydesk(folder.path(), &["export", "a.txt", "--to", "claimreview"]);
    assert!(
        refused.status == 2 && refused.stderr.contains("--publisher"),
        "{}",
        refused.stderr
    );
}

#[test]
fn who_and_when() {
    let folder = Folder::corpus(&[
        ("a.txt", TEXT),
        (
            "sub/b.txt",
            "PARIS, June 9, 2000 (AP) - Anna Keller spoke to reporters.\n",
        ),
    ]);
    let entities = copydesk(folder.path(), &["entities", "--format", "json"]);
    let rows: Value = serde_json::from_str(&entities.stdout).unwrap();
    let anna = rows["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|r| r["name"] == "Anna Keller")
        .unwrap();
    assert_eq!(
        (&anna["articles"], &anna["kind"]),
        (&json!("2"), &json!("person"))
    );
    let days = copydesk(folder.path(), &["timeline"]);
    assert!(
        days.stdout
            .contains("2000-06-09  Friday   a.txt, sub/b.txt"),
        "{}",
        days.stdout
    );
    let page = copydesk(folder.path(), &["timeline", "--format", "html"]);
    assert!(page.stdout.contains("<td>Friday</td>"));
    assert_eq!(copydesk(folder.path(), &["entities", "nowhere"]).status, 2);
}
