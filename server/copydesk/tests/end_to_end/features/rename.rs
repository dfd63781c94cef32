//! Changing a name everywhere.

use super::{A, B, URI, corpus, document_changes};
use crate::support::client::{Editor, Units, apply};
use serde_json::{Value, json};

#[test]
fn prepare_rename_says_what_and_why_not() {
    let mut client = Editor::pull().start();
    client.open(
        URI,
        "Russian President Vladimir Putin left. Later Putin spoke to the Russian side there.\n",
    );
    let params = client.at(URI, "Putin", 2);
    let answer = client.ask("textDocument/prepareRename", params);
    assert_eq!(client.words(URI, &answer["range"]), "Putin");
    assert_eq!(answer["placeholder"], "Putin");
    // No name there: null, or an error that can be shown.
    let params = client.at(URI, "spoke", 1);
    let id = client.request("textDocument/prepareRename", params);
    match client.answer(id) {
        Ok(answer) => assert_eq!(answer, Value::Null),
        Err(error) => assert!(
            error["message"].as_str().unwrap().contains("name"),
            "{error}"
        ),
    }
}

#[test]
fn rename_changes_every_article() {
    for units in Units::ALL {
        let (folder, mut client, a, b) = corpus(Editor::pull().counting_in(units));
        client.replace(&a, &format!("😀 {A}"));
        let mut params = client.at(&a, "Putin", 2);
        params["newName"] = json!("Medvedev");
        let edit = client.ask("textDocument/rename", params.clone());
        let changes = document_changes(&edit);
        let [
            (first, version, confirm, edits),
            (second, none, confirm_there, edits_there),
        ] = changes.as_slice()
        else {
            panic!("two articles: {edit:#}")
        };
        assert_eq!(
            (first, version, second, none),
            (&a, &json!(2), &b, &Value::Null)
        );
        assert_eq!(
            apply(units, client.text(&a), edits),
            client.text(&a).replace("Putin", "Medvedev")
        );
        assert_eq!(
            apply(units, &folder.read("b.txt"), edits_there),
            B.replace("Putin", "Medvedev")
        );
        assert!(
            confirm.iter().all(|c| !c),
            "what is in front of the user needs no confirmation"
        );
        assert!(confirm_there.iter().all(|c| *c), "what is not, does");

        // Once the other article is open, its version and its text count.
        client.open(&b, B);
        client.replace_words(&b, "Officials", "😀 Some officials");
        let edit = client.ask("textDocument/rename", params);
        let changes = document_changes(&edit);
        let (_, version, _, edits) = changes.iter().find(|(uri, ..)| *uri == b).unwrap();
        assert_eq!(version, &json!(2));
        assert_eq!(
            apply(units, client.text(&b), edits),
            client.text(&b).replace("Putin", "Medvedev")
        );
    }
}

#[test]
fn rename_from_the_full_name() {
    let (_folder, mut client, a, _) = corpus(Editor::pull());
    let mut params = client.at(&a, "Vladimir Putin", 1);
    params["newName"] = json!("Vladimir V. Putin");
    let edit = client.ask("textDocument/rename", params);
    for (uri, _, _, edits) in document_changes(&edit) {
        let text = if uri == a { A } else { B };
        assert_eq!(
            apply(client.units, text, &edits),
            text.replace("Vladimir Putin", "Vladimir V. Putin"),
            "the surname alone stays"
        );
    }
}

#[test]
fn rename_refuses_in_words() {
    let mut client = Editor::pull().start();
    client.open(
        URI,
        "Russian President Vladimir Putin left. Later Putin spoke to the Russian side there.\n",
    );
    for (words, nth, new) in [
        ("Putin", 2, " "),
        ("Putin", 2, ""),
        ("Putin", 2, "A\nB"),
        ("spoke", 1, "Medvedev"),
        ("Russian", 2, "Swiss"),
    ] {
        let mut params = client.at(URI, words, nth);
        params["newName"] = json!(new);
        let error = client.refused("textDocument/rename", params);
        let message = error["message"].as_str().unwrap();
        assert!(
            message.ends_with('.') && message.contains(' '),
            "a sentence: {message}"
        );
    }
}

#[test]
fn rename_for_a_client_that_knows_no_annotations_or_versions() {
    for (editor, versions) in [
        (
            Editor::pull().with(
                "/workspace/workspaceEdit",
                json!({ "documentChanges": true }),
            ),
            true,
        ),
        (
            Editor::pull().with("/workspace/workspaceEdit", Value::Null),
            false,
        ),
    ] {
        let (_folder, mut client, a, b) = corpus(editor);
        let mut params = client.at(&a, "Putin", 2);
        params["newName"] = json!("Medvedev");
        let edit = client.ask("textDocument/rename", params);
        assert!(
            edit["changeAnnotations"].is_null() && !edit.to_string().contains("annotationId"),
            "{edit}"
        );
        if versions {
            assert_eq!(document_changes(&edit).len(), 2);
        } else {
            assert!(edit["documentChanges"].is_null(), "{edit}");
            assert_eq!(
                apply(client.units, A, &edit["changes"][&a]),
                A.replace("Putin", "Medvedev")
            );
            assert_eq!(
                apply(client.units, B, &edit["changes"][&b]),
                B.replace("Putin", "Medvedev")
            );
        }
    }
}

#[test]
fn every_change_says_why_it_is_made() {
    let (_folder, mut client, a, b) = corpus(Editor::pull());
    let mut params = client.at(&a, "Putin", 2);
    params["newName"] = json!("Medvedev");
    let edit = client.ask("textDocument/rename", params);
    let labels = |uri: &str| -> Vec<String> {
        let changes = edit["documentChanges"].as_array().unwrap().iter();
        let of_file = changes.filter(|c| c["textDocument"]["uri"] == uri);
        let edits = of_file.flat_map(|c| c["edits"].as_array().unwrap().clone());
        let id = |e: Value| e["annotationId"].as_str().unwrap().to_owned();
        let label = |e| {
            edit["changeAnnotations"][id(e)]["label"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        edits.map(label).collect()
    };
    assert_eq!(
        labels(&a),
        [
            "In this article, another form of the name",
            "In this article"
        ]
    );
    assert_eq!(
        labels(&b),
        [
            "In other articles, another form of the name",
            "In other articles"
        ]
    );
}
