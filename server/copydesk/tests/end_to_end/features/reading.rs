//! What is shown beside the text: outline, hints, colours, folds, selections.

use super::{ASTRAL, URI, corpus};
use crate::support::client::{Client, Editor, Units};
use serde_json::{Value, json};

#[test]
fn the_outline() {
    let (_folder, mut client, a, _) = corpus(Editor::pull());
    let symbols = client.ask(
        "textDocument/documentSymbol",
        json!({ "textDocument": { "uri": a } }),
    );
    fn walk(client: &Client, uri: &str, symbols: &Value, names: &mut Vec<String>) {
        for symbol in symbols.as_array().unwrap() {
            let (whole, selection) = (
                client.words(uri, &symbol["range"]),
                client.words(uri, &symbol["selectionRange"]),
            );
            assert!(
                whole.contains(&selection) && !selection.is_empty(),
                "{symbol}"
            );
            names.push(symbol["name"].as_str().unwrap().to_owned());
            if let Some(children) = symbol.get("children").filter(|c| !c.is_null()) {
                walk(client, uri, children, names);
            }
        }
    }
    let mut names = Vec::new();
    walk(&client, &a, &symbols, &mut names);
    for name in [
        "Leaders meet by the sea",
        "Vladimir Putin",
        "Kim Jong Il",
        "Vladivostok",
    ] {
        assert!(
            names.iter().any(|n| n == name),
            "{name} is missing: {names:?}"
        );
    }
    client.open(URI, "");
    let symbols = client.ask(
        "textDocument/documentSymbol",
        json!({ "textDocument": { "uri": URI } }),
    );
    assert!(symbols.is_null() || symbols == json!([]));
}

#[test]
fn the_outline_for_a_client_that_knows_no_tree() {
    let mut client = Editor::pull()
        .with("/textDocument/documentSymbol", Value::Null)
        .start();
    client.open(URI, ASTRAL);
    let symbols = client.ask(
        "textDocument/documentSymbol",
        json!({ "textDocument": { "uri": URI } }),
    );
    let symbols = symbols.as_array().unwrap();
    assert!(
        symbols.iter().any(|s| s["name"] == "Vladimir Putin"),
        "{symbols:?}"
    );
    for symbol in symbols {
        assert_eq!(
            symbol["location"]["uri"], URI,
            "SymbolInformation is what such a client can read: {symbol}"
        );
    }
}

#[test]
fn hints_only_if_wanted() {
    let text = "MOSCOW, June 10, 2000 (AP) - Officials spoke to reporters on Friday, the agency said.\n\nIt all ends in July, they said to the reporters who were there.\n";
    let hints = |client: &mut Client, lines: [u64; 2]| -> Vec<(String, String)> {
        let range = json!({ "start": { "line": lines[0], "character": 0 }, "end": { "line": lines[1], "character": 0 } });
        let answer = client.ask(
            "textDocument/inlayHint",
            json!({ "textDocument": { "uri": URI }, "range": range }),
        );
        let label = |h: &Value| {
            h["label"].as_str().map_or_else(
                || h["label"][0]["value"].as_str().unwrap().to_owned(),
                str::to_owned,
            )
        };
        let before = |h: &Value| {
            text[..Units::Utf16.offset(text, &h["position"])]
                .rsplit(' ')
                .next()
                .unwrap()
                .to_owned()
        };
        answer
            .as_array()
            .into_iter()
            .flatten()
            .map(|h| (before(h), label(h)))
            .collect()
    };
    let mut client = Editor::pull().start();
    client.open(URI, text);
    client.requested("workspace/configuration", 1);
    assert!(
        hints(&mut client, [0, 9]).is_empty(),
        "off unless asked for"
    );

    client.set(json!({ "inlayHints": { "dates": true } }));
    client.requested("workspace/inlayHint/refresh", 1);
    let shown = hints(&mut client, [0, 9]);
    assert!(
        shown.contains(&("Friday".to_owned(), "2000-06-09".to_owned())),
        "{shown:?}"
    );
    assert!(
        shown.contains(&("July".to_owned(), "2000-07".to_owned())),
        "{shown:?}"
    );
    let shown = hints(&mut client, [2, 3]);
    assert_eq!(
        shown
            .iter()
            .map(|(words, _)| words.as_str())
            .collect::<Vec<_>>(),
        ["July"],
        "of the lines asked for"
    );

    // The same answer again is no news; another one is.
    let refreshes = client.requests("workspace/inlayHint/refresh").len();
    let asked = client.requests("workspace/configuration").len();
    client.set(json!({ "inlayHints": { "dates": true } }));
    client.requested("workspace/configuration", asked + 1);
    client.set(json!(null));
    client.requested("workspace/inlayHint/refresh", refreshes + 1);
    assert!(hints(&mut client, [0, 9]).is_empty());
    assert_eq!(
        client.requests("workspace/inlayHint/refresh").len(),
        refreshes + 1
    );
}

#[test]
fn the_settings_last_asked_for_count() {
    let mut client = Editor::pull().that_never_answers().start();
    client.open(
        URI,
        "MOSCOW, June 10, 2000 (AP) - Officials spoke to reporters on Friday.\n",
    );
    let asked = "workspace/configuration";
    // Two questions at once may come in either order.
    client.requested(asked, 1);
    client.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": null }),
    );
    let wanted = json!([{ "inlayHints": { "dates": true } }]);
    client.answer_requested(asked, 2, &wanted);
    client.requested("workspace/inlayHint/refresh", 1);
    client.answer_requested(asked, 1, &json!([null]));
    client.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": null }),
    );
    client.answer_requested(asked, 3, &wanted);
    let range =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 1, "character": 0 } });
    let answer = client.ask(
        "textDocument/inlayHint",
        json!({ "textDocument": { "uri": URI }, "range": range }),
    );
    assert!(!answer.as_array().unwrap().is_empty(), "{answer}");
    assert_eq!(client.requests("workspace/inlayHint/refresh").len(), 1);
}

#[test]
fn semantic_tokens() {
    for units in Units::ALL {
        let mut client = Editor::pull().counting_in(units).start();
        client.open(URI, ASTRAL);
        let legend = client.initialized["capabilities"]["semanticTokensProvider"]["legend"].clone();
        let decode = |client: &Client, answer: &Value| -> Vec<(String, String, bool)> {
            let data: Vec<u64> = answer["data"]
                .as_array()
                .unwrap()
                .iter()
                .map(|n| n.as_u64().unwrap())
                .collect();
            assert_eq!(data.len() % 5, 0);
            let (mut line, mut column) = (0, 0);
            data.chunks(5)
                .map(|token| {
                    if token[0] > 0 {
                        (line, column) = (line + token[0], 0);
                    }
                    column += token[1];
                    let range = json!({ "start": { "line": line, "character": column }, "end": { "line": line, "character": column + token[2] } });
                    let kind = legend["tokenTypes"][token[3] as usize].as_str().unwrap().to_owned();
                    let definition = (0..64).any(|bit| token[4] >> bit & 1 == 1 && legend["tokenModifiers"][bit] == "definition");
                    (client.words(URI, &range), kind, definition)
                })
                .collect()
        };
        let full = client.ask(
            "textDocument/semanticTokens/full",
            json!({ "textDocument": { "uri": URI } }),
        );
        let full = decode(&client, &full);
        let words: Vec<&str> = full.iter().map(|(w, ..)| w.as_str()).collect();
        assert_eq!(
            words.iter().filter(|w| w.ends_with("Putin")).count(),
            3,
            "{full:?}"
        );
        assert!(words.iter().any(|w| w.contains("June 9, 2000")), "{full:?}");
        let defined: Vec<&str> = full.iter().filter(|t| t.2).map(|t| t.0.as_str()).collect();
        assert_eq!(defined, ["Vladimir Putin", "Kim Jong Il"]);
        let kinds: std::collections::BTreeSet<&str> = full
            .iter()
            .filter(|t| t.0.ends_with("Putin"))
            .map(|t| t.1.as_str())
            .collect();
        assert_eq!(kinds.len(), 1, "one person, one colour: {full:?}");

        let range = json!({ "start": { "line": 2, "character": 0 }, "end": { "line": 2, "character": 10 } });
        let part = client.ask(
            "textDocument/semanticTokens/range",
            json!({ "textDocument": { "uri": URI }, "range": range }),
        );
        let part = decode(&client, &part);
        assert_eq!(
            part.first().map(|t| t.0.as_str()),
            full.iter().map(|t| t.0.as_str()).find(|w| *w != "Putin"),
            "{part:?}"
        );
        assert!(part.len() < full.len());
    }
}

#[test]
fn folds_and_selections() {
    let text = "---\ndate: 2002-08-15\n---\n# Leaders meet by the sea\n\nThey met in the town on Monday morning, officials there said.\n\n## Afterwards\n\nLater Vladimir Putin left the town, officials there said.\n\nNobody knew where to.\n";
    let mut client = Editor::pull().start();
    client.open("untitled:a.md", text);
    let folds = client.ask(
        "textDocument/foldingRange",
        json!({ "textDocument": { "uri": "untitled:a.md" } }),
    );
    let lines: Vec<(u64, u64)> = folds
        .as_array()
        .unwrap()
        .iter()
        .map(|f| {
            (
                f["startLine"].as_u64().unwrap(),
                f["endLine"].as_u64().unwrap(),
            )
        })
        .collect();
    assert!(lines.iter().all(|(a, b)| a < b && *b < 12), "{lines:?}");
    assert!(lines.contains(&(0, 2)), "the front matter: {lines:?}");
    assert!(
        lines.iter().any(|(a, b)| *a == 7 && *b >= 9),
        "the section: {lines:?}"
    );

    let places = [
        client.position("untitled:a.md", "Putin", 1, 2),
        client.position("untitled:a.md", "Monday", 1, 1),
    ];
    let answer = client.ask(
        "textDocument/selectionRange",
        json!({ "textDocument": { "uri": "untitled:a.md" }, "positions": places }),
    );
    let chains: Vec<Vec<String>> = answer
        .as_array()
        .unwrap()
        .iter()
        .map(|start| {
            let mut chain = Vec::new();
            let mut at = start;
            while !at.is_null() {
                chain.push(client.words("untitled:a.md", &at["range"]));
                at = &at["parent"];
            }
            chain
        })
        .collect();
    assert_eq!(chains.len(), 2, "one for each position");
    assert_eq!(
        chains[0][..3],
        [
            "Putin",
            "Vladimir Putin",
            "Later Vladimir Putin left the town, officials there said."
        ]
    );
    assert_eq!(chains[1][0], "Monday");
    for chain in &chains {
        assert_eq!(chain.last().unwrap().trim_end(), text.trim_end());
        for pair in chain.windows(2) {
            assert!(
                pair[1].contains(&pair[0]) && pair[1].len() > pair[0].len(),
                "{pair:?}"
            );
        }
    }
}
