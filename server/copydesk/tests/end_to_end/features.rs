//! What an editor can ask of an article: who, when, where else, what instead.

use crate::support::{
    Folder,
    client::{Client, Editor, Units, apply},
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

fn hover_text(hover: &Value) -> &str {
    hover["contents"]["value"]
        .as_str()
        .or_else(|| hover["contents"].as_str())
        .unwrap_or_else(|| panic!("{hover}"))
}

#[test]
fn hover_answers_who() {
    for units in Units::ALL {
        let mut client = Editor::pull().counting_in(units).start();
        client.open(URI, ASTRAL);
        let params = client.at(URI, "Putin", 3);
        let hover = client.ask("textDocument/hover", params);
        assert_eq!(client.words(URI, &hover["range"]), "Putin");
        let text = hover_text(&hover);
        assert!(
            text.lines().next().unwrap().contains("Vladimir Putin"),
            "the first line says who: {text}"
        );
        assert!(text.contains("Russian President"), "{text}");
        assert_eq!(hover["contents"]["kind"], "markdown");
        let params = client.at(URI, "slept", 1);
        assert_eq!(client.ask("textDocument/hover", params), Value::Null);
    }
}

#[test]
fn hover_answers_when() {
    let mut client = Editor::pull().start();
    client.open(
        URI,
        "MOSCOW, June 10, 2000 (AP) - Officials spoke to reporters on Friday, the agency said.\n",
    );
    let params = client.at(URI, "Friday", 1);
    let hover = client.ask("textDocument/hover", params);
    assert_eq!(client.words(URI, &hover["range"]), "Friday");
    let first = hover_text(&hover).lines().next().unwrap().to_owned();
    assert!(
        first.contains("2000-06-09") && first.contains("Friday"),
        "{first}"
    );
}

#[test]
fn hover_speaks_plain_text_to_those_who_want_it() {
    let mut client = Editor::pull()
        .with(
            "/textDocument/hover",
            json!({ "contentFormat": ["plaintext"] }),
        )
        .start();
    client.open(URI, ASTRAL);
    let params = client.at(URI, "Putin", 3);
    let hover = client.ask("textDocument/hover", params);
    assert_eq!(hover["contents"]["kind"], "plaintext");
    let text = hover_text(&hover);
    assert!(
        text.starts_with("Vladimir Putin") && !text.contains("**"),
        "{text}"
    );
}

#[test]
fn hover_knows_the_other_articles() {
    let (_folder, mut client, a, _) = corpus(Editor::pull());
    let params = client.at(&a, "Putin", 2);
    let hover = client.ask("textDocument/hover", params);
    assert!(hover_text(&hover).contains("b.txt"), "{hover}");
}

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
