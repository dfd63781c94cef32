//! What an editor can ask of an article: who, when, where else, what instead. One file a kind of question.

mod fixes;
mod hover;
mod places;
mod reading;
mod rename;

use crate::support::{
    Folder,
    client::{Client, Editor},
};
use serde_json::{Value, json};

const ASTRAL: &str = "😀👩\u{200d}👧 é. Mr. Putin left.\r\n\r\nRussian President Vladimir Putin spoke to reporters on Friday, June 9, 2000. Later Putin slept, and Kim Jong Il came.\r\n";
const URI: &str = "untitled:Untitled-1";

const A: &str = "# Leaders meet by the sea\n\nRussian President Vladimir Putin met Kim Jong Il in Vladivostok on Monday, officials there said.\n\nMr. Putin smiled, and Kim left by train on Thursday, June 9, 2000.\n";
const B: &str = "Officials met Vladimir Putin in the capital on Monday, and Mr. Putin told them of his plans.\n";

/// A corpus of two with one of them open.
fn corpus(editor: Editor) -> (Folder, Client, String, String) {
    let folder = Folder::corpus(&[("a.md", A), ("b.txt", B)]);
    let mut client = editor.folder(folder.root()).start();
    client.indexed(&folder.root(), 2);
    let (a, b) = (folder.uri("a.md"), folder.uri("b.txt"));
    client.open(&a, A);
    (folder, client, a, b)
}

/// Location, locations, or links: as URI and range of the name.
fn locations(answer: &Value) -> Vec<(String, Value)> {
    let one = |l: &Value| match l.get("targetUri") {
        Some(uri) => (
            uri.as_str().unwrap().to_owned(),
            l["targetSelectionRange"].clone(),
        ),
        None => (l["uri"].as_str().unwrap().to_owned(), l["range"].clone()),
    };
    match answer {
        Value::Null => Vec::new(),
        Value::Array(all) => all.iter().map(one).collect(),
        single => vec![one(single)],
    }
}

/// The edits of a workspace edit by URI, with the version and whether each needs a confirmation.
fn document_changes(edit: &Value) -> Vec<(String, Value, Vec<bool>, Value)> {
    let needs = |e: &Value| match e["annotationId"].as_str() {
        Some(id) => {
            let annotation = &edit["changeAnnotations"][id];
            assert!(
                annotation["label"].as_str().is_some_and(|l| !l.is_empty()),
                "no such annotation: {id} in {edit}"
            );
            annotation["needsConfirmation"] == true
        }
        None => false,
    };
    let changes = edit["documentChanges"]
        .as_array()
        .unwrap_or_else(|| panic!("no `documentChanges`: {edit}"));
    changes
        .iter()
        .map(|c| {
            let edits = c["edits"].as_array().unwrap();
            let document = &c["textDocument"];
            assert!(
                document.as_object().unwrap().contains_key("version"),
                "null, not absent: {c}"
            );
            (
                document["uri"].as_str().unwrap().to_owned(),
                document["version"].clone(),
                edits.iter().map(needs).collect(),
                c["edits"].clone(),
            )
        })
        .collect()
}

#[test]
fn questions_about_what_is_not_open() {
    let mut client = Editor::pull().start();
    let document = json!({ "uri": "untitled:nowhere" });
    let position = json!({ "line": 3, "character": 5 });
    let range = json!({ "start": position, "end": position });
    for (method, params) in [
        (
            "textDocument/hover",
            json!({ "textDocument": document, "position": position }),
        ),
        (
            "textDocument/definition",
            json!({ "textDocument": document, "position": position }),
        ),
        (
            "textDocument/declaration",
            json!({ "textDocument": document, "position": position }),
        ),
        (
            "textDocument/references",
            json!({ "textDocument": document, "position": position, "context": { "includeDeclaration": true } }),
        ),
        (
            "textDocument/documentHighlight",
            json!({ "textDocument": document, "position": position }),
        ),
        (
            "textDocument/prepareRename",
            json!({ "textDocument": document, "position": position }),
        ),
        (
            "textDocument/rename",
            json!({ "textDocument": document, "position": position, "newName": "X" }),
        ),
        (
            "textDocument/documentSymbol",
            json!({ "textDocument": document }),
        ),
        (
            "textDocument/codeAction",
            json!({ "textDocument": document, "range": range, "context": { "diagnostics": [] } }),
        ),
        (
            "textDocument/inlayHint",
            json!({ "textDocument": document, "range": range }),
        ),
        (
            "textDocument/semanticTokens/full",
            json!({ "textDocument": document }),
        ),
        (
            "textDocument/semanticTokens/range",
            json!({ "textDocument": document, "range": range }),
        ),
        (
            "textDocument/foldingRange",
            json!({ "textDocument": document }),
        ),
        (
            "textDocument/selectionRange",
            json!({ "textDocument": document, "positions": [position] }),
        ),
        ("workspace/symbol", json!({ "query": "x" })),
        ("workspace/diagnostic", json!({ "previousResultIds": [] })),
    ] {
        // An answer or a refusal; which of them is the server's to choose, but not -32603.
        let id = client.request(method, params.clone());
        if let Err(error) = client.answer(id) {
            assert_ne!(error["code"], -32603, "{method}: {error}");
        }
    }
    // The same beyond the end of what is open, with nothing in it.
    client.open("untitled:nowhere", "");
    for method in ["hover", "definition", "declaration", "documentHighlight"] {
        let answer = client.ask(
            &format!("textDocument/{method}"),
            json!({ "textDocument": document, "position": position }),
        );
        assert!(
            answer.is_null() || answer == json!([]),
            "{method}: {answer}"
        );
    }
}
