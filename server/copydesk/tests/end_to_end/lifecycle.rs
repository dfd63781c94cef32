//! From `initialize` to `exit`.

use std::time::Duration;

use crate::support::{
    Folder,
    client::{Editor, Units},
};
use serde_json::{Value, json};

const NOT_INITIALIZED: i64 = -32002;
const INVALID_REQUEST: i64 = -32600;

const TEXT: &str = "Officials spoke to reporters in the capital on Thursday, June 9, 2000.\n";

#[test]
fn the_server_says_who_it_is() {
    let client = Editor::pull().start();
    assert_eq!(
        client.initialized["serverInfo"],
        json!({ "name": "copydesk", "version": env!("CARGO_PKG_VERSION") })
    );
}

#[test]
fn the_server_says_what_it_can() {
    for (editor, pulls) in [(Editor::push(), false), (Editor::pull(), true)] {
        let client = editor.start();
        let capabilities = &client.initialized["capabilities"];
        assert_eq!(
            capabilities["textDocumentSync"]["change"], 2,
            "incremental: {capabilities:#}"
        );
        assert_eq!(capabilities["textDocumentSync"]["openClose"], true);
        for provider in [
            "hoverProvider",
            "definitionProvider",
            "declarationProvider",
            "referencesProvider",
            "documentHighlightProvider",
            "documentSymbolProvider",
            "workspaceSymbolProvider",
            "foldingRangeProvider",
            "selectionRangeProvider",
            "inlayHintProvider",
        ] {
            let offered = &capabilities[provider];
            assert!(
                *offered == json!(true) || offered.is_object(),
                "{provider}: {capabilities:#}"
            );
        }
        assert_eq!(capabilities["renameProvider"]["prepareProvider"], true);
        assert_eq!(capabilities["codeActionProvider"]["resolveProvider"], true);
        assert!(
            capabilities["codeActionProvider"]["codeActionKinds"]
                .as_array()
                .unwrap()
                .contains(&json!("quickfix"))
        );
        assert!(
            capabilities["executeCommandProvider"]["commands"]
                .as_array()
                .unwrap()
                .contains(&json!("copydesk.createConfig"))
        );
        let tokens = &capabilities["semanticTokensProvider"];
        assert!(
            tokens["legend"]["tokenTypes"]
                .as_array()
                .is_some_and(|t| !t.is_empty())
                && !tokens["full"].is_null()
                && tokens["range"] == json!(true),
            "{tokens}"
        );
        assert_eq!(
            capabilities["workspace"]["workspaceFolders"]["supported"],
            true
        );
        assert!(!capabilities["workspace"]["workspaceFolders"]["changeNotifications"].is_null());
        assert!(
            capabilities["workspace"]["fileOperations"]["willRename"].is_object()
                || capabilities["workspace"]["fileOperations"]["didRename"].is_object()
        );
        if pulls {
            let provider = &capabilities["diagnosticProvider"];
            assert_eq!(
                (
                    &provider["interFileDependencies"],
                    &provider["workspaceDiagnostics"]
                ),
                (&json!(true), &json!(true)),
                "{provider}"
            );
        } else {
            assert_eq!(
                capabilities["diagnosticProvider"],
                Value::Null,
                "one way of having diagnostics, not two"
            );
        }
    }
}

#[test]
fn columns_are_counted_as_the_client_likes_best() {
    for (offered, chosen) in [
        (&["utf-8"] as &[&str], "utf-8"),
        (&["utf-16", "utf-8"], "utf-16"),
        (&["utf-32", "utf-8", "utf-16"], "utf-32"),
        (&["utf-7", "utf-8"], "utf-8"),
        (&["utf-7"], "utf-16"),
        (&[], "utf-16"),
    ] {
        let client = Editor::pull().encodings(offered).start();
        assert_eq!(
            client.initialized["capabilities"]["positionEncoding"], chosen,
            "{offered:?}"
        );
    }
    let client = Editor::pull().with("/general", Value::Null).start();
    let chosen = &client.initialized["capabilities"]["positionEncoding"];
    assert!(
        chosen.is_null() || chosen == "utf-16",
        "nothing offered: {chosen}"
    );
    assert_eq!(client.units, Units::Utf16);
}

#[test]
fn both_ways_to_start_it() {
    for arguments in [&["lsp"] as &[&str], &["lsp", "--stdio"], &["--stdio"]] {
        let client = Editor::pull().arguments(arguments).start();
        assert_eq!(
            client.initialized["serverInfo"]["name"], "copydesk",
            "{arguments:?}"
        );
    }
}

#[test]
fn nothing_is_answered_before_initialize() {
    let mut client = Editor::pull().start_silent();
    let error = client.refused("textDocument/hover", json!({ "textDocument": { "uri": "untitled:1" }, "position": { "line": 0, "character": 0 } }));
    assert_eq!(error["code"], NOT_INITIALIZED, "{error}");
    let error = client.refused("copydesk/status", Value::Null);
    assert_eq!(error["code"], NOT_INITIALIZED, "{error}");
    // A document that comes too early is dropped, and takes nothing with it: also where the client takes its time.
    client.open("untitled:1", TEXT);
    std::thread::sleep(Duration::from_millis(300));
    client.initialize(&[]);
    client.open("untitled:1", TEXT);
    assert_eq!(client.pull("untitled:1").len(), 1);
}

#[test]
fn initialize_comes_once() {
    let mut client = Editor::pull().start();
    let params = client.initialize_params(&[]);
    let error = client.refused("initialize", params);
    assert_eq!(error["code"], INVALID_REQUEST, "{error}");
    client.open("untitled:1", TEXT);
    assert_eq!(client.pull("untitled:1").len(), 1);
}

#[test]
fn nothing_is_done_after_shutdown() {
    let mut client = Editor::pull().start();
    client.open("untitled:1", TEXT);
    assert_eq!(client.ask("shutdown", Value::Null), Value::Null);
    let error = client.refused(
        "textDocument/diagnostic",
        json!({ "textDocument": { "uri": "untitled:1" } }),
    );
    assert_eq!(error["code"], INVALID_REQUEST, "{error}");
    client.notify("exit", Value::Null);
    assert_eq!(client.ended(), 0);
}

#[test]
fn exit_alone_is_a_failure() {
    let mut client = Editor::pull().start();
    client.notify("exit", Value::Null);
    assert_eq!(client.ended(), 1, "standard input is still open");

    let mut client = Editor::pull().start_silent();
    client.notify("exit", Value::Null);
    assert_eq!(client.ended(), 1, "before `initialize` too");
}

#[test]
fn the_end_of_input_is_the_end() {
    let mut client = Editor::push().start();
    client.open("untitled:1", TEXT);
    client.close_input();
    assert_eq!(client.ended(), 1, "without `shutdown`");

    let mut client = Editor::push().start();
    client.ask("shutdown", Value::Null);
    client.close_input();
    client.ended();

    let mut client = Editor::push().start_silent();
    client.close_input();
    client.ended();

    // In the middle of a message.
    let mut client = Editor::push().start();
    client.write(*b"Content-Length: 1000\r\n\r\n{\"jsonrpc\"");
    client.close_input();
    client.ended();
}

#[test]
fn work_under_way_does_not_hold_up_the_end() {
    let mut client = Editor::push().start();
    client.open("untitled:1", &TEXT.repeat(20_000));
    client.ask("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended(), 0);
}

#[test]
fn a_client_that_answers_nothing_is_served() {
    let folder = Folder::corpus(&[("a.txt", TEXT), ("b.txt", TEXT)]);
    let mut client = Editor::push()
        .progress()
        .that_never_answers()
        .folder(folder.root())
        .start();
    for _ in 0..20 {
        client.set(json!({ "inlayHints": { "dates": true } }));
    }
    let uri = folder.uri("a.txt");
    client.open(&uri, TEXT);
    client.published(&uri, "the weekday", |p| p.diagnostics.len() == 1);
    for _ in 0..200 {
        client.edit(&uri, &[(0..0, "So ")]);
    }
    client.published(&uri, "the last version", |p| p.version == Some(201));
    let status = client.ask("copydesk/status", Value::Null);
    assert_eq!(status["version"], env!("CARGO_PKG_VERSION"));
}

#[test]
fn settings_of_any_shape_are_no_trouble() {
    for settings in [
        json!(null),
        json!("yes"),
        json!([]),
        json!({ "inlayHints": true }),
        json!({ "inlayHints": { "dates": "yes" } }),
        json!({ "more": 1 }),
    ] {
        let mut client = Editor::pull().settings(settings.clone()).start();
        client.requested("workspace/configuration", 1);
        client.open("untitled:1", TEXT);
        let range =
            json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
        let hints = client.ask(
            "textDocument/inlayHint",
            json!({ "textDocument": { "uri": "untitled:1" }, "range": range }),
        );
        assert!(hints.is_null() || hints == json!([]), "{settings}: {hints}");
    }
}

#[test]
fn a_client_of_few_words_is_served() {
    let mut client = Editor::push()
        .with("/workspace", Value::Null)
        .with("/window", Value::Null)
        .with("/general", Value::Null)
        .with("/textDocument", Value::Null)
        .start();
    let uri = "untitled:1";
    client.open(uri, TEXT);
    client.published(uri, "the weekday", |p| p.diagnostics.len() == 1);
    let params = client.at(uri, "June 9, 2000", 1);
    let hover = client.ask("textDocument/hover", params);
    assert!(hover.to_string().contains("2000-06-09"), "{hover}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_server_without_work_does_nothing() {
    let folder = Folder::corpus(&[("a.txt", TEXT), ("b.txt", TEXT)]);
    let mut client = Editor::push().folder(folder.root()).start();
    let uri = folder.uri("a.txt");
    client.open(&uri, TEXT);
    client.published(&uri, "the weekday", |p| p.diagnostics.len() == 1);
    // Ticks of 10 ms that the process had of a processor, all threads together.
    let stat = format!("/proc/{}/stat", client.process());
    let ticks = || -> u64 {
        let stat = std::fs::read_to_string(&stat).unwrap();
        stat.rsplit(") ")
            .next()
            .unwrap()
            .split(' ')
            .skip(11)
            .take(2)
            .map(|n| n.parse::<u64>().unwrap())
            .sum()
    };
    std::thread::sleep(std::time::Duration::from_millis(500));
    let before = ticks();
    std::thread::sleep(std::time::Duration::from_secs(1));
    let used = ticks() - before;
    assert!(used <= 2, "{used} ticks in a second without work");
}
