//! While a folder is read.

use super::{HYPHENS, NOBODY, SPACES, SPACES_TOO, WEEKDAY, has_variant, three, whole};
use crate::support::{Folder, client::Editor};
use serde_json::{Value, json};

#[test]
fn reading_shows_its_progress() {
    let folder = three();
    for n in 0..100 {
        folder.write(&format!("more/{n}.txt"), NOBODY);
    }
    let mut client = Editor::pull().progress().folder(folder.root()).start();
    client.indexed(&folder.root(), 103);
    let end = client.heard("$/progress", |p| p["value"]["kind"] == "end");
    let all: Vec<Value> = client
        .said("$/progress")
        .into_iter()
        .filter(|p| p["token"] == end["token"])
        .collect();
    let kinds: Vec<&str> = all
        .iter()
        .map(|p| p["value"]["kind"].as_str().unwrap())
        .collect();
    assert_eq!(
        (kinds.first(), kinds.last()),
        (Some(&"begin"), Some(&"end"))
    );
    assert!(
        kinds[1..kinds.len() - 1].iter().all(|k| *k == "report"),
        "{kinds:?}"
    );
    assert!(
        all[0]["value"]["title"]
            .as_str()
            .is_some_and(|t| !t.is_empty())
    );
    let percentages: Vec<u64> = all
        .iter()
        .filter_map(|p| p["value"]["percentage"].as_u64())
        .collect();
    assert!(
        percentages.is_sorted() && percentages.iter().all(|p| *p <= 100),
        "{percentages:?}"
    );
}

#[test]
fn questions_are_answered_while_a_folder_is_read() {
    let folder = three();
    for n in 0..300 {
        folder.write(&format!("more/{n}.txt"), SPACES.repeat(40));
    }
    let mut client = Editor::pull().folder(folder.root()).start();
    let uri = folder.uri("a.txt");
    client.open(&uri, &format!("{HYPHENS}\n{WEEKDAY}"));
    assert!(
        client
            .pull(&uri)
            .iter()
            .any(|d| d["code"] == "weekday-date")
    );
    let status = client.status();
    assert_eq!(
        (
            &status["folders"][0]["uri"],
            &status["folders"][0]["corpus"]
        ),
        (&json!(folder.root()), &json!(true))
    );
    client.indexed(&folder.root(), 303);
    client.pull_until(&uri, "the other spelling", has_variant);
}

#[test]
fn what_the_server_is_doing() {
    let (with, without) = (three(), Folder::new(&[("a.txt", HYPHENS)]));
    let mut client = Editor::pull()
        .folder(with.root())
        .folder(without.root())
        .start();
    client.indexed(&with.root(), 3);
    for params in [Value::Null, json!({})] {
        let status = client.ask("copydesk/status", params);
        assert_eq!(
            status,
            json!({ "version": env!("CARGO_PKG_VERSION"), "folders": [
            { "uri": with.root(), "corpus": true, "articles": 3, "indexing": false },
            { "uri": without.root(), "corpus": false, "articles": 0, "indexing": false },
        ] })
        );
    }
    let mut client = Editor::pull().start();
    client.open("untitled:1", WEEKDAY);
    assert_eq!(client.status()["folders"], json!([]));
}

#[test]
fn a_folder_that_did_not_ask_for_it_is_not_read() {
    let folder = Folder::new(&[("a.txt", HYPHENS), ("b.txt", SPACES), ("c.txt", SPACES_TOO)]);
    let mut client = Editor::pull().folder(folder.root()).start();
    client.open(&folder.uri("a.txt"), HYPHENS);
    assert!(client.pull(&folder.uri("a.txt")).is_empty());
    assert_eq!(
        whole(&mut client)
            .into_iter()
            .filter(|(uri, _)| *uri != folder.uri("a.txt"))
            .collect::<Vec<_>>(),
        []
    );
    let symbols = client.ask("workspace/symbol", json!({ "query": "" }));
    assert!(!symbols.to_string().contains("b.txt"), "{symbols}");
}
