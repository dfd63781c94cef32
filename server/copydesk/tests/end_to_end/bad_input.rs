//! What is no article, no message and no file: a clear word about it, and everything else is answered as ever.

use crate::support::{
    Folder,
    client::{Client, Editor},
};
use serde_json::{Value, json};

const URI: &str = "untitled:Untitled-1";
const WEEKDAY: &str = "Officials spoke to reporters in the capital on Thursday, June 9, 2000.\n";
const HYPHENS: &str = "North Korean leader Kim Jong-Il will visit the country, officials said.\n";
const SPACES: &str =
    "North Korean leader Kim Jong Il came by train, and Kim Jong Il left by train, we were told.\n";

const PARSE_ERROR: i64 = -32700;
const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;

/// Whether everything is as ever.
#[track_caller]
fn as_ever(client: &mut Client) {
    client.open("untitled:as-ever", WEEKDAY);
    let found = client.pull("untitled:as-ever");
    assert_eq!(found.len(), 1);
    let params = client.at("untitled:as-ever", "June 9, 2000", 1);
    let hover = client.ask("textDocument/hover", params);
    assert!(hover.to_string().contains("2000-06-09"), "{hover}");
    client.close("untitled:as-ever");
}

fn message(body: &str) -> Vec<u8> {
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

#[test]
fn files_that_are_no_text() {
    let folder = Folder::corpus(&[("a.txt", HYPHENS), ("b.txt", SPACES), ("c.txt", SPACES)]);
    folder.write("latin.txt", b"The caf\xe9 was closed on Monday.\n");
    folder.write("binary.txt", b"One line.\nTwo\0lines.\n");
    folder.write("utf16.txt", b"\xff\xfeT\0h\0e\0");
    folder.write("empty.txt", "");
    folder.write("large.txt", SPACES.repeat(200_000));
    let mut client = Editor::pull().folder(folder.root()).start();
    client.indexed(&folder.root(), 4);
    let told = client.heard("window/showMessage", |_| true);
    let told = told["message"].as_str().unwrap();
    assert!(
        told.ends_with("– and 3 more, which stand in the log."),
        "{told}"
    );
    let uri = folder.uri("a.txt");
    client.open(&uri, HYPHENS);
    client.pull_until(&uri, "the other spelling", |found| found.len() == 1);
    client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
    client.ask("workspace/symbol", json!({ "query": "kim" }));
    // An editor that decoded it in its own way may open it all the same.
    client.open(
        &folder.uri("latin.txt"),
        "The café was closed on Thursday, June 9, 2000.\n",
    );
    assert_eq!(client.pull(&folder.uri("latin.txt")).len(), 1);
    client.close(&folder.uri("latin.txt"));
    // A good file goes bad, and is good again.
    folder.write("b.txt", b"\xff\0");
    client.watched(&[(&folder.uri("b.txt"), 2)]);
    client.indexed(&folder.root(), 3);
    folder.write("b.txt", SPACES);
    client.watched(&[(&folder.uri("b.txt"), 2)]);
    client.indexed(&folder.root(), 4);
    as_ever(&mut client);
}

#[test]
#[cfg(unix)]
fn folders_that_contain_themselves_and_files_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::corpus(&[
        ("a.txt", HYPHENS),
        ("sub/b.txt", SPACES),
        ("sub/c.txt", SPACES),
        ("closed.txt", SPACES),
    ]);
    std::os::unix::fs::symlink("..", folder.file("sub/up")).unwrap();
    std::os::unix::fs::symlink(".", folder.file("here")).unwrap();
    std::os::unix::fs::symlink("loop.txt", folder.file("loop.txt")).unwrap();
    std::os::unix::fs::symlink("nowhere.txt", folder.file("dangling.txt")).unwrap();
    std::fs::create_dir(folder.file("folder.txt")).unwrap();
    let closed = folder.file("closed.txt");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).unwrap();
    // Whoever may read everything reads this one too.
    let readable = usize::from(std::fs::read(&closed).is_ok());
    let mut client = Editor::pull().folder(folder.root()).start();
    client.indexed(&folder.root(), 3 + readable);
    let uri = folder.uri("a.txt");
    client.open(&uri, HYPHENS);
    client.pull_until(&uri, "the other spelling", |found| found.len() == 1);
    client.watched(&[
        (&folder.uri("folder.txt"), 1),
        (&folder.uri("loop.txt"), 2),
        (&folder.uri("dangling.txt"), 1),
    ]);
    client.indexed(&folder.root(), 3 + readable);
    as_ever(&mut client);
}

#[test]
fn a_line_of_fifty_megabytes() {
    let mut client = Editor::pull().start();
    let line =
        "Officials spoke there on Friday and said that nobody knew, ".repeat(50 * 1024 * 1024 / 59);
    client.open(URI, &line);
    as_ever(&mut client);
    let found = client.pull(URI);
    assert!(
        found
            .iter()
            .any(|d| d["severity"] == 3 && d["message"].as_str().unwrap().contains("MB")),
        "it is said to be too large: {found:#?}"
    );
    let position = json!({ "line": 0, "character": 27 });
    for method in ["hover", "definition", "documentHighlight"] {
        client.ask(
            &format!("textDocument/{method}"),
            json!({ "textDocument": { "uri": URI }, "position": position }),
        );
    }
    client.ask(
        "textDocument/documentSymbol",
        json!({ "textDocument": { "uri": URI } }),
    );
    // Edits in it keep it too large, and a shorter text is an article again.
    client.change(
        URI,
        json!([{ "range": { "start": position, "end": position }, "text": "X" }]),
    );
    assert_eq!(client.pull(URI).len(), 1);
    client.replace(URI, WEEKDAY);
    let found = client.pull(URI);
    assert_eq!(
        (found.len(), &found[0]["code"]),
        (1, &json!("weekday-date"))
    );
    as_ever(&mut client);
}

#[test]
fn an_edit_that_makes_it_too_large() {
    let mut client = Editor::push().start();
    client.open(URI, WEEKDAY);
    client.published(URI, "the weekday", |p| p.diagnostics.len() == 1);
    client.edit(
        URI,
        &[(0..0, &"Officials spoke there.\n".repeat(1_000_000))],
    );
    client.published(URI, "too large", |p| {
        p.diagnostics
            .iter()
            .any(|d| d["message"].as_str().unwrap().contains("MB"))
    });
    client.replace(URI, WEEKDAY);
    client.published(URI, "the weekday again", |p| {
        p.diagnostics.iter().any(|d| d["code"] == "weekday-date")
    });
}

#[test]
fn texts_that_nobody_would_write() {
    let mut client = Editor::pull().start();
    let texts = [
        "\0\0\0 on Thursday, June 9, 2000.".to_owned(),
        "\u{feff}Officials spoke to reporters there on Thursday, June 9, 2000.".to_owned(),
        "“".repeat(20_000),
        "((((".repeat(10_000),
        "Kim ".repeat(20_000),
        "U.S ".repeat(10_000),
        "Thursday, June 9, 2000, ".repeat(3_000),
        "a\u{301}\u{302}\u{303}".repeat(5_000),
        "\r".repeat(10_000),
        "---\n".repeat(5_000),
        "```\n".repeat(5_001),
        "> ".repeat(5_000),
        "99999999999999999999 years before June 99999, 99999, on the 0th of May, 0000".to_owned(),
        "\u{202e}9002 ,9 enuJ ,yadsruhT no\u{202c} 👩\u{200d}👩\u{200d}👧\u{200d}👦".repeat(500),
    ];
    for (n, text) in texts.iter().enumerate() {
        for uri in [format!("untitled:{n}.txt"), format!("untitled:{n}.md")] {
            client.open(&uri, text);
            client.pull(&uri);
            client.ask(
                "textDocument/documentSymbol",
                json!({ "textDocument": { "uri": uri } }),
            );
            client.ask(
                "textDocument/foldingRange",
                json!({ "textDocument": { "uri": uri } }),
            );
            client.ask(
                "textDocument/semanticTokens/full",
                json!({ "textDocument": { "uri": uri } }),
            );
            let position = json!({ "line": 0, "character": 5 });
            client.ask(
                "textDocument/hover",
                json!({ "textDocument": { "uri": uri }, "position": position }),
            );
            client.ask(
                "textDocument/selectionRange",
                json!({ "textDocument": { "uri": uri }, "positions": [position] }),
            );
            client.close(&uri);
        }
    }
    as_ever(&mut client);
}

#[test]
fn bodies_that_are_no_json() {
    let mut client = Editor::pull().start();
    for body in [
        "{",
        "no json at all",
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": }",
        "\u{0}",
    ] {
        client.write(message(body));
        assert_eq!(client.nameless_error()["code"], PARSE_ERROR, "{body:?}");
    }
    client.write(b"Content-Length: 3\r\n\r\n\xff\xfe\xfd".to_vec());
    assert_eq!(client.nameless_error()["code"], PARSE_ERROR);
    as_ever(&mut client);
    // JSON that is no message.
    for body in [
        "{}",
        "[]",
        "7",
        "null",
        "{\"jsonrpc\": \"2.0\"}",
        "{\"jsonrpc\": \"2.0\", \"method\": 7}",
    ] {
        client.write(message(body));
        as_ever(&mut client);
    }
    client.forgive_nameless_errors();
}

#[test]
fn headers_that_are_none() {
    let mut client = Editor::pull().start();
    let good = json!({ "jsonrpc": "2.0", "method": "$/nothing" }).to_string();
    // Another header beside it, in another order, in other letters.
    client.write(format!("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: {}\r\n\r\n{good}", good.len()));
    client.write(format!("content-length:{}\r\n\r\n{good}", good.len()));
    as_ever(&mut client);
    // No length: the message is lost, and no other.
    client.write(b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{}\r\n".to_vec());
    as_ever(&mut client);
    client.write(b"X-Nothing: 1\r\n\r\n{\"jsonrpc\":\"2.0\"}".to_vec());
    as_ever(&mut client);
    client.write(b"Content-Length: many\r\n\r\n{\"jsonrpc\":\"2.0\"}\r\n".to_vec());
    as_ever(&mut client);
    client.write(b"Content-Length: -1\r\n\r\n".to_vec());
    as_ever(&mut client);
    client.write(b"Content-Length: 0\r\n\r\n".to_vec());
    as_ever(&mut client);
    client.write(b"\r\n\r\nGET / HTTP/1.1\r\n\r\n".to_vec());
    as_ever(&mut client);
    client.forgive_nameless_errors();
}

#[test]
fn methods_that_nobody_knows() {
    let mut client = Editor::pull().start();
    for method in [
        "textDocument/brew",
        "copydesk/nothing",
        "",
        "workspace/executeCommands",
        "$/unknown",
    ] {
        let error = client.refused(method, json!({}));
        assert_eq!(error["code"], METHOD_NOT_FOUND, "{method}: {error}");
    }
    for method in [
        "textDocument/didBrew",
        "workspace/didNothing",
        "$/setTrace",
        "$/unknown",
        "exit/now",
        "",
    ] {
        client.notify(method, json!({ "value": "off" }));
        client.notify(method, Value::Null);
    }
    client.notify("$/cancelRequest", json!({ "id": 12345 }));
    client.notify("$/cancelRequest", json!({ "id": "no such" }));
    client.notify(
        "window/workDoneProgress/cancel",
        json!({ "token": "no such" }),
    );
    as_ever(&mut client);
}

#[test]
fn params_that_are_none() {
    let mut client = Editor::pull().start();
    client.open(URI, WEEKDAY);
    for (method, params) in [
        ("textDocument/hover", json!({})),
        ("textDocument/hover", json!([])),
        (
            "textDocument/hover",
            json!({ "textDocument": { "uri": URI }, "position": { "line": -1, "character": 0 } }),
        ),
        (
            "textDocument/hover",
            json!({ "textDocument": { "uri": URI }, "position": { "line": 0.5, "character": 0 } }),
        ),
        (
            "textDocument/hover",
            json!({ "textDocument": { "uri": 7 }, "position": { "line": 0, "character": 0 } }),
        ),
        (
            "textDocument/rename",
            json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": 0 } }),
        ),
        ("textDocument/definition", Value::Null),
        ("textDocument/diagnostic", json!({ "textDocument": URI })),
        ("workspace/symbol", json!({ "query": 7 })),
        ("codeAction/resolve", json!({ "data": 1 })),
        (
            "textDocument/semanticTokens/range",
            json!({ "textDocument": { "uri": URI } }),
        ),
        ("workspace/executeCommand", json!({ "arguments": [] })),
    ] {
        let error = client.refused(method, params.clone());
        assert_eq!(error["code"], INVALID_PARAMS, "{method} {params}: {error}");
    }
    // Notifications cannot be refused: they are left aside.
    for (method, params) in [
        ("textDocument/didOpen", json!({})),
        (
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": "untitled:2" } }),
        ),
        (
            "textDocument/didChange",
            json!({ "textDocument": { "uri": URI, "version": "two" }, "contentChanges": [{ "text": "" }] }),
        ),
        (
            "textDocument/didChange",
            json!({ "textDocument": { "uri": URI, "version": 2 }, "contentChanges": [{ "words": "" }] }),
        ),
        ("textDocument/didClose", json!(7)),
        (
            "workspace/didChangeWatchedFiles",
            json!({ "changes": [{ "uri": "file:///a.txt", "type": 99 }] }),
        ),
        (
            "workspace/didChangeWatchedFiles",
            json!({ "changes": [{ "uri": "not a uri", "type": 1 }] }),
        ),
        (
            "workspace/didChangeWorkspaceFolders",
            json!({ "event": {} }),
        ),
        (
            "workspace/didRenameFiles",
            json!({ "files": [{ "oldUri": "", "newUri": "::" }] }),
        ),
        ("workspace/didChangeConfiguration", Value::Null),
    ] {
        client.notify(method, params);
    }
    assert_eq!(client.pull(URI).len(), 1);
    as_ever(&mut client);
}

#[test]
fn uris_of_all_kinds() {
    let mut client = Editor::pull().start();
    for uri in [
        "untitled:Untitled-1",
        "untitled:/home/ana/new.md",
        "file:///nowhere/at/all.txt",
        "file:///c%3A/Users/Ana/a.txt",
        "file:///C:/Users/Ana/a.txt",
        "file:///",
        "file:///nowhere/..%2F..%2Fa.txt",
        "file:///nowhere/%FF%FE.txt",
        "file://server/share/a.txt",
        "git:/a.txt?%7B%22ref%22%3A%22HEAD%22%7D",
        "vscode-notebook-cell:/a.md#X",
        "zipfile:///a.zip::b.md",
    ] {
        client.open(uri, WEEKDAY);
        assert_eq!(client.pull(uri).len(), 1, "{uri}");
        client.replace_words(uri, "Thursday", "Friday");
        assert!(client.pull(uri).is_empty(), "{uri}");
        client.close(uri);
    }
}

#[test]
fn ids_of_both_kinds() {
    let mut client = Editor::pull().start();
    // Our own client counts; others use strings, and the answer must bear what was asked.
    client.write(message(
        "{\"jsonrpc\":\"2.0\",\"id\":\"seven\",\"method\":\"textDocument/brew\"}",
    ));
    as_ever(&mut client);
    let taken = client.take_offence();
    assert!(
        taken
            .iter()
            .any(|w| w.contains("\"seven\"") && w.contains(&METHOD_NOT_FOUND.to_string())),
        "{taken:?}"
    );
    // An answer to a question that nobody asked.
    client.write(message("{\"jsonrpc\":\"2.0\",\"id\":4711,\"result\":null}"));
    client.write(message(
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":1,\"message\":\"?\"}}",
    ));
    as_ever(&mut client);
    client.forgive_nameless_errors();
}

#[test]
fn no_messages_at_all_for_a_client_that_hangs_up_on_the_answer() {
    // Requests under way when the input ends are no reason to stay.
    let mut client = Editor::pull().start();
    client.open(URI, &WEEKDAY.repeat(5_000));
    for _ in 0..50 {
        client.request(
            "textDocument/documentSymbol",
            json!({ "textDocument": { "uri": URI } }),
        );
    }
    client.close_input();
    client.ended();
}

#[test]
fn cancelled_requests_are_answered_once() {
    let folder = Folder::corpus(&[("a.txt", SPACES)]);
    for n in 0..200 {
        folder.write(&format!("more/{n}.txt"), SPACES.repeat(5));
    }
    let mut client = Editor::pull().folder(folder.root()).start();
    client.indexed(&folder.root(), 201);
    let uri = folder.uri("a.txt");
    client.open(&uri, SPACES);
    let position = client.position(&uri, "Kim", 1, 1);
    let ids: Vec<i64> = (0..40)
        .map(|n| {
            let id = match n % 2 {
                0 => client.request("textDocument/references", json!({ "textDocument": { "uri": uri }, "position": position, "context": { "includeDeclaration": true } })),
                _ => client.request("workspace/diagnostic", json!({ "previousResultIds": [] })),
            };
            client.notify("$/cancelRequest", json!({ "id": id }));
            id
        })
        .collect();
    for id in ids {
        // Too late to be cancelled, or -32800.
        if let Err(error) = client.answer(id) {
            assert_eq!(error["code"], -32800, "{error}");
        }
    }
    as_ever(&mut client);
}
