//! Corrections of findings.

use super::{URI, document_changes};
use crate::support::client::{Client, Editor, Units, apply};
use serde_json::{Value, json};

/// The code actions at a diagnostic.
#[track_caller]
fn actions(client: &mut Client, uri: &str, range: &Value, context: Value) -> Vec<Value> {
    let answer = client.ask(
        "textDocument/codeAction",
        json!({ "textDocument": { "uri": uri }, "range": range, "context": context }),
    );
    answer.as_array().cloned().unwrap_or_default()
}

#[test]
fn fixes_come_with_their_edit_when_resolved() {
    for units in Units::ALL {
        let mut client = Editor::pull().counting_in(units).start();
        let text = format!(
            "😀 {}",
            "Officials spoke to reporters in the capital on Thursday, June 9, 2000.\n"
        );
        client.open(URI, &text);
        let diagnostic = client.pull(URI).remove(0);
        let found = actions(
            &mut client,
            URI,
            &diagnostic["range"],
            json!({ "diagnostics": [diagnostic] }),
        );
        assert_eq!(found.len(), 3, "{found:#?}");
        let mut becomes = Vec::new();
        for action in &found {
            assert!(action["kind"].as_str().unwrap().starts_with("quickfix"));
            assert!(
                action["edit"].is_null() && !action["data"].is_null(),
                "the client resolves it: {action}"
            );
            assert_eq!(action["diagnostics"][0]["code"], "weekday-date");
            let resolved = client.ask("codeAction/resolve", action.clone());
            assert_eq!(
                (&resolved["title"], &resolved["data"]),
                (&action["title"], &action["data"])
            );
            let [(uri, version, _, edits)] = &document_changes(&resolved["edit"])[..] else {
                panic!("one article: {resolved:#}")
            };
            assert_eq!((uri.as_str(), version), (URI, &json!(1)));
            becomes.push(apply(units, &text, edits));
        }
        assert_eq!(
            becomes,
            [
                text.replace("Thursday", "Friday"),
                text.replace("June 9", "June 8"),
                text.replace("June 9", "June 15")
            ]
        );
        for (action, word) in found.iter().zip(["Friday", "June 8", "June 15"]) {
            assert!(
                action["title"].as_str().unwrap().contains(word),
                "{}",
                action["title"]
            );
        }

        // After the fix the finding is gone, and so is its action.
        client.replace(URI, &becomes[0]);
        assert!(client.pull(URI).is_empty());
        assert!(
            actions(
                &mut client,
                URI,
                &diagnostic["range"],
                json!({ "diagnostics": [] })
            )
            .is_empty()
        );
        let stale = client.request("codeAction/resolve", found[0].clone());
        if let Ok(resolved) = client.answer(stale) {
            assert!(
                resolved["edit"].is_null(),
                "an edit for a text that is gone: {resolved}"
            );
        }
    }
}

#[test]
fn fixes_come_whole_to_a_client_that_resolves_nothing() {
    let editor = || {
        let kinds = json!({ "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["", "quickfix"] } } });
        Editor::pull().with("/textDocument/codeAction", kinds)
    };
    let mut client = editor().start();
    let text = "The two met in the capital on Thursday, June 9, 2000, and on July 23-21, 2001.\n";
    client.open(URI, text);
    let found = client.pull(URI);
    assert_eq!(found.len(), 2);
    let fixes = actions(
        &mut client,
        URI,
        &found[1]["range"],
        json!({ "diagnostics": [], "only": ["quickfix"] }),
    );
    let [swap] = fixes.as_slice() else {
        panic!("only what the range touches: {fixes:#?}")
    };
    let changes = document_changes(&swap["edit"]);
    assert_eq!(
        apply(client.units, text, &changes[0].3),
        text.replace("23-21", "21-23"),
        "two edits of one fix"
    );

    // No versions, no `documentChanges`.
    let mut client = editor()
        .with("/workspace/workspaceEdit", Value::Null)
        .start();
    client.open(URI, text);
    let found = client.pull(URI);
    let fixes = actions(
        &mut client,
        URI,
        &found[0]["range"],
        json!({ "diagnostics": [] }),
    );
    assert_eq!(
        apply(client.units, text, &fixes[0]["edit"]["changes"][URI]),
        text.replace("Thursday", "Friday"),
        "{}",
        fixes[0]
    );
}

#[test]
fn fixes_keep_to_the_kinds_asked_for() {
    let mut client = Editor::pull().start();
    client.open(
        URI,
        "Officials spoke to reporters in the capital on Thursday, June 9, 2000.\n",
    );
    let range = client.pull(URI)[0]["range"].clone();
    assert_eq!(
        actions(
            &mut client,
            URI,
            &range,
            json!({ "diagnostics": [], "only": ["quickfix"] })
        )
        .len(),
        3
    );
    assert!(
        actions(
            &mut client,
            URI,
            &range,
            json!({ "diagnostics": [], "only": ["refactor"] })
        )
        .is_empty()
    );
    assert!(
        actions(
            &mut client,
            URI,
            &range,
            json!({ "diagnostics": [], "only": ["quick"] })
        )
        .is_empty(),
        "a kind is more than its first letters"
    );
    // A cursor in the word, nothing selected.
    let at = client.position(URI, "Thursday", 1, 3);
    assert_eq!(
        actions(
            &mut client,
            URI,
            &json!({ "start": at, "end": at }),
            json!({ "diagnostics": [] })
        )
        .len(),
        3
    );
    let at = client.position(URI, "reporters", 1, 3);
    assert!(
        actions(
            &mut client,
            URI,
            &json!({ "start": at, "end": at }),
            json!({ "diagnostics": [] })
        )
        .is_empty()
    );
}
