//! What stays on this machine: contacts and confidential notes.

use super::{FILE, desk, run, take};
use crate::support::{client::Client, copydesk};
use serde_json::{Value, json};

#[test]
fn how_a_source_is_reached_stays_out_of_git_and_of_the_report() {
    let (folder, mut client, uri) = desk();
    let source = run(
        &mut client,
        "copydesk.addSource",
        json!([uri, { "title": "A ministry" }]),
    );
    let contact = json!([uri, source["id"], "Vera", "+7 495 000-00-00"]);
    run(&mut client, "copydesk.addContact", contact);
    let kept = folder.read(".copydesk/private/a.txt.jsonl");
    assert!(kept.contains("495 000"), "{kept}");
    assert_eq!(folder.read(".copydesk/private/.gitignore"), "*\n");
    let shared = folder.read(FILE);
    let report = run(&mut client, "copydesk.report", json!([uri, "markdown"]));
    assert!(!shared.contains("495 000") && !report.to_string().contains("495 000"));
}

#[test]
fn a_confidential_note_is_seen_here_and_stays_out_of_git_and_of_the_report() {
    let (folder, mut client, uri) = desk();
    let claim = take(&mut client, &uri, "50 billion", "Mark as a claim: number");
    let about = json!([uri, { "title": "A ministry", "kind": "document" }]);
    let source = run(&mut client, "copydesk.addSource", about);
    let note = |client: &mut Client, on: &Value, words: &str| {
        run(client, "copydesk.addConfidential", json!([uri, on, words]))
    };
    let whole = note(&mut client, &Value::Null, "Legal has seen it.");
    note(&mut client, &claim["id"], "The minister told us.");
    note(&mut client, &source["id"], "Ask for Vera.");
    let known = run(&mut client, "copydesk.claims", json!([uri]));
    assert_eq!(known["notes"][0]["text"], "Legal has seen it.");
    assert_eq!(known["notes"][0]["confidential"], true);
    let entry = &known["claims"][0]["entries"][1];
    assert_eq!(entry["text"], "The minister told us.");
    assert_eq!(entry["confidential"], true);
    assert_eq!(known["claims"][0]["entries"][0]["confidential"], false);
    assert_eq!(known["sources"][0]["entries"][1]["text"], "Ask for Vera.");
    let params = client.at(&uri, "50 billion", 1);
    let hover = client.ask("textDocument/hover", params).to_string();
    assert!(
        hover.contains("anna, confidential: The minister told us."),
        "{hover}"
    );
    let shared = folder.read(FILE);
    let report = run(&mut client, "copydesk.report", json!([uri, "html"])).to_string();
    let export = copydesk(folder.path(), &["export", "a.txt", "--to", "w3c"]).stdout;
    assert!(export.contains("50 billion"), "{export}");
    for words in ["Legal", "minister told", "Vera"] {
        assert!(folder.read(".copydesk/private/a.txt.jsonl").contains(words));
        assert!(
            ![&shared, &report, &export]
                .iter()
                .any(|out| out.contains(words))
        );
    }
    run(&mut client, "copydesk.withdraw", json!([uri, whole["id"]]));
    let known = run(&mut client, "copydesk.claims", json!([uri]));
    assert_eq!(known["notes"], json!([]));
}
