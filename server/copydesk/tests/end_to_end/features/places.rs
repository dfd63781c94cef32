//! Going to where somebody is introduced, to every mention, to what is named in the corpus.

use super::{A, ASTRAL, B, URI, corpus, locations};
use crate::support::client::{Client, Editor, Units};
use serde_json::{Value, json};

#[test]
fn definition_is_the_first_full_name_and_declaration_the_first() {
    for units in Units::ALL {
        let mut client = Editor::pull().counting_in(units).start();
        client.open(URI, ASTRAL);
        for nth in 1..=3 {
            let params = client.at(URI, "Putin", nth);
            let found = locations(&client.ask("textDocument/definition", params.clone()));
            let [(uri, range)] = found.as_slice() else {
                panic!("one place: {found:?}")
            };
            assert_eq!(
                (uri.as_str(), client.words(URI, range).as_str()),
                (URI, "Vladimir Putin"),
                "from mention {nth}"
            );
            assert_eq!(range["start"]["line"], 2);
            let found = locations(&client.ask("textDocument/declaration", params));
            let [(uri, range)] = found.as_slice() else {
                panic!("one place: {found:?}")
            };
            assert_eq!(
                (uri.as_str(), client.words(URI, range).as_str()),
                (URI, "Putin"),
                "from mention {nth}"
            );
            assert_eq!(range["start"]["line"], 0);
        }
        let params = client.at(URI, "slept", 1);
        assert!(locations(&client.ask("textDocument/definition", params)).is_empty());
    }
}

#[test]
fn definition_without_links() {
    let mut client = Editor::pull()
        .with("/textDocument/definition", Value::Null)
        .start();
    client.open(URI, ASTRAL);
    let params = client.at(URI, "Putin", 3);
    let answer = client.ask("textDocument/definition", params);
    assert!(!answer.to_string().contains("targetUri"), "{answer}");
    assert_eq!(locations(&answer).len(), 1);
}

#[test]
fn references_are_in_every_article() {
    let (folder, mut client, a, b) = corpus(Editor::pull());
    let params = client.at(&a, "Putin", 2);
    let ask = |client: &mut Client, with: bool| {
        let mut params = params.clone();
        params["context"] = json!({ "includeDeclaration": with });
        locations(&client.ask("textDocument/references", params))
    };
    let found = ask(&mut client, true);
    let words: Vec<(String, String)> = found
        .iter()
        .map(|(uri, range)| {
            let text = if *uri == a {
                client.text(&a).to_owned()
            } else {
                folder.read("b.txt")
            };
            (uri.clone(), client.units.words(&text, range))
        })
        .collect();
    let expected = [
        (&a, "Vladimir Putin"),
        (&a, "Putin"),
        (&b, "Vladimir Putin"),
        (&b, "Putin"),
    ]
    .map(|(u, w)| (u.clone(), w.to_owned()));
    assert_eq!(words, expected);
    assert_eq!(ask(&mut client, false).len(), 3, "without the definition");
}

#[test]
fn places_in_other_open_articles_are_those_of_their_last_edit() {
    let names_only =
        "Officials met them in the capital on Monday. Mr. Putin told them of the plans.\n";
    for round in 0..20 {
        let (_folder, mut client, a, b) = corpus(Editor::pull());
        client.replace(&a, names_only);
        client.open(&b, B);
        // Asked right after the edit, with no time for anything in between.
        client.edit(&b, &[(0..0, &"A line above it all.\n".repeat(1 + round))]);
        client.replace(&a, A);
        client.replace_words(&b, "Officials met", "Some officials then met");
        let mut params = client.at(&a, "Putin", 1);
        params["context"] = json!({ "includeDeclaration": true });
        let found = locations(&client.ask("textDocument/references", params));
        let words: Vec<String> = found
            .iter()
            .filter(|(uri, _)| *uri == b)
            .map(|(uri, range)| client.words(uri, range))
            .collect();
        assert_eq!(words, ["Vladimir Putin", "Putin"], "round {round}");
        client.replace_words(&b, "Some officials", "Not a few of the officials");
        let symbols = client.ask("workspace/symbol", json!({ "query": "vladimirputin" }));
        let at = &symbols[0]["location"];
        assert_eq!(
            client.words(at["uri"].as_str().unwrap(), &at["range"]),
            "Vladimir Putin",
            "round {round}"
        );
    }
}

#[test]
fn highlights_are_of_this_article() {
    let (_folder, mut client, a, _) = corpus(Editor::pull());
    let params = client.at(&a, "Putin", 2);
    let found = client.ask("textDocument/documentHighlight", params);
    let words: Vec<String> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|h| client.words(&a, &h["range"]))
        .collect();
    assert_eq!(words, ["Vladimir Putin", "Putin"]);
}

#[test]
fn everything_named_in_the_corpus() {
    let (folder, mut client, _, b) = corpus(Editor::pull());
    let found = client.ask("workspace/symbol", json!({ "query": "vputin" }));
    let [symbol] = found.as_array().unwrap().as_slice() else {
        panic!("one person: {found:#}")
    };
    assert_eq!(symbol["name"], "Vladimir Putin");
    let text = if symbol["location"]["uri"] == b {
        folder.read("b.txt")
    } else {
        A.to_owned()
    };
    assert_eq!(
        client.units.words(&text, &symbol["location"]["range"]),
        "Vladimir Putin"
    );
    let found = client.ask("workspace/symbol", json!({ "query": "leadersmeet" }));
    assert_eq!(found[0]["name"], "Leaders meet by the sea");
    let found = client.ask("workspace/symbol", json!({ "query": "zzzz" }));
    assert!(found.is_null() || found == json!([]), "{found}");
    let all = client.ask("workspace/symbol", json!({ "query": "" }));
    assert!(
        all.as_array().unwrap().len() >= 4,
        "an empty query is for everything: {all}"
    );
}

#[test]
fn articles_that_are_named_are_links() {
    const LINKS: &str = "# Notes\n\nSee b.txt and [the first](a.md). We wrote “Leaders meet by the sea” then. Not ../c.txt.\n";
    let (folder, mut client, a, b) = corpus(Editor::pull());
    let uri = folder.uri("notes.md");
    client.open(&uri, LINKS);
    let found = client.ask(
        "textDocument/documentLink",
        json!({ "textDocument": { "uri": uri } }),
    );
    let shown: Vec<(String, &Value)> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|link| (client.words(&uri, &link["range"]), &link["target"]))
        .collect();
    let (a, b) = (json!(a), json!(b));
    assert_eq!(
        shown,
        [
            ("b.txt".to_owned(), &b),
            ("a.md".to_owned(), &a),
            ("Leaders meet by the sea".to_owned(), &a)
        ]
    );
    // Where an editor shows no links, definition leads there.
    let params = client.at(&uri, "b.txt", 1);
    let answer = client.ask("textDocument/definition", params);
    assert_eq!(locations(&answer)[0].0, folder.uri("b.txt"));
    let params = client.at(&uri, "c.txt", 1);
    assert_eq!(client.ask("textDocument/definition", params), Value::Null);
}

#[test]
fn the_first_line_tells_who_is_named() {
    let (_folder, mut client, a, _) = corpus(Editor::pull());
    let lenses = client.ask(
        "textDocument/codeLens",
        json!({ "textDocument": { "uri": a } }),
    );
    let command = &lenses[0]["command"];
    assert_eq!(
        command["title"],
        "2 people, 1 place, 1 day · 1 of the people also in other articles"
    );
    let run = json!({ "command": command["command"], "arguments": command["arguments"] });
    assert_eq!(client.ask("workspace/executeCommand", run), Value::Null);
    // An article of no corpus is an article by itself.
    client.open(super::URI, super::A);
    let alone = json!({ "textDocument": { "uri": super::URI } });
    assert_eq!(client.ask("textDocument/codeLens", alone), Value::Null);
}
