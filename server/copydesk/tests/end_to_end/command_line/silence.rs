//! Findings that somebody wants to hear no more of: comments of the article, and what was put aside in an editor.

use super::{CLEAN, WARNING, rules};
use crate::support::{Folder, copydesk, findings};
use serde_json::json;

#[test]
fn a_comment_silences_the_next_paragraph_and_says_when_it_is_not_needed() {
    let comment = "# copydesk: ignore weekday-date -- as printed\n";
    let folder = Folder::new(&[
        ("silent.txt", &format!("{comment}{WARNING}")),
        ("unused.txt", &format!("{comment}{CLEAN}\n{WARNING}")),
    ]);
    let found = findings(folder.path(), &["."]);
    assert_eq!(rules(&found), ["unused-ignore", "weekday-date"]);
    assert!(
        found.iter().all(|f| f["file"] == "unused.txt"),
        "{found:#?}"
    );
}

#[test]
fn sarif_lists_what_is_silenced_with_the_reason() {
    let comment = "<!-- copydesk: ignore weekday-date -- as printed -->\n\n";
    let folder = Folder::new(&[("a.md", &format!("{comment}{WARNING}"))]);
    let run = copydesk(folder.path(), &["check", "--format", "sarif"]);
    assert_eq!(run.status, 0, "what is silenced is no finding");
    let results = &run.json()["runs"][0]["results"];
    assert_eq!(results.as_array().unwrap().len(), 1);
    let expected = json!([{ "kind": "inSource", "justification": "as printed" }]);
    assert_eq!(results[0]["suppressions"], expected);
}
