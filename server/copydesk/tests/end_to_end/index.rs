//! The index on disk: what the next start finds, and what may happen to it.

use std::{
    process::Command,
    time::{Duration, SystemTime},
};

use crate::support::{
    Dice, Folder,
    client::{Client, Editor},
};
use serde_json::{Value, json};

const INDEX: &str = ".copydesk/cache/index.sqlite";

fn text(n: usize) -> String {
    format!(
        "Officials met Anna Keller{n} in the capital on Thursday, June 9, 2000. Anna Keller{n} left with President Vladimir Putin.\n"
    )
}

fn many(count: usize) -> Folder {
    let folder = Folder::corpus(&[]);
    for n in 0..count {
        folder.write(&format!("{:02}/{n}.txt", n % 7), text(n));
    }
    folder
}

fn start(folder: &Folder) -> Client {
    Editor::pull().folder(folder.root()).start()
}

#[track_caller]
fn bearers(client: &mut Client, query: &str) -> Vec<Value> {
    let found = client.ask("workspace/symbol", json!({ "query": query }));
    let found = found.as_array().cloned().unwrap_or_default();
    found
        .into_iter()
        .map(|s| json!([s["name"], s["containerName"]]))
        .collect()
}

#[test]
fn the_next_start_knows_what_the_last_one_read() {
    let folder = many(40);
    let mut client = start(&folder);
    client.indexed(&folder.root(), 40);
    let known = bearers(&mut client, "vladimirputin");
    assert_eq!(known, [json!(["Vladimir Putin", "40 articles"])]);
    drop(client);
    folder.write(
        "00/0.txt",
        "Officials met Maria Falk in the capital on Monday, he said.\n",
    );
    std::fs::remove_file(folder.file("01/1.txt")).unwrap();
    let mut client = start(&folder);
    // Before anything is read again.
    assert!(!bearers(&mut client, "vladimirputin").is_empty());
    client.indexed(&folder.root(), 39);
    assert_eq!(
        bearers(&mut client, "vladimirputin"),
        [json!(["Vladimir Putin", "38 articles"])]
    );
    assert_eq!(bearers(&mut client, "mariafalk").len(), 1);
}

#[test]
fn a_date_that_the_desk_set_meanwhile_counts() {
    let folder = Folder::corpus(&[
        (
            "a.txt",
            "Officials met Anna Keller in the capital on Thursday.\n",
        ),
        ("b.txt", "On June 8, 2000, officials met Anna Keller.\n"),
    ]);
    let mut client = start(&folder);
    client.indexed(&folder.root(), 2);
    drop(client);
    folder.write("copydesk.toml", "[dates]\n\"a.txt\" = 2000-06-09\n");
    let mut client = start(&folder);
    client.indexed(&folder.root(), 2);
    let uri = folder.uri("b.txt");
    client.open(&uri, &folder.read("b.txt"));
    let params = client.at(&uri, "June 8", 1);
    let hover = client.ask("textDocument/hover", params);
    assert!(
        hover["contents"]["value"]
            .as_str()
            .unwrap()
            .contains("The same day in a.txt"),
        "{hover}"
    );
}

#[test]
fn a_damaged_index_is_made_anew() {
    let folder = many(30);
    let mut client = start(&folder);
    client.indexed(&folder.root(), 30);
    drop(client);
    std::fs::write(folder.file(INDEX), "this is no index").unwrap();
    let mut client = start(&folder);
    client.indexed(&folder.root(), 30);
    assert_eq!(
        bearers(&mut client, "vladimirputin"),
        [json!(["Vladimir Putin", "30 articles"])]
    );
}

#[test]
fn a_folder_that_takes_no_index_is_served_from_memory() {
    let folder = many(10);
    folder.write(".copydesk", "a file where a folder should be");
    let mut client = start(&folder);
    let told = client.heard("window/showMessage", |_| true);
    let message = told["message"].as_str().unwrap();
    assert!(
        message.contains("Everything works") && message.contains(".copydesk"),
        "{message}"
    );
    client.indexed(&folder.root(), 10);
    assert_eq!(
        bearers(&mut client, "vladimirputin"),
        [json!(["Vladimir Putin", "10 articles"])]
    );
}

#[test]
fn a_server_that_is_killed_tears_nothing() {
    let long = std::env::var_os("COPYDESK_LONG_TESTS").is_some();
    let (rounds, articles) = if long { (50, 600) } else { (4, 200) };
    let folder = many(articles);
    let mut dice = Dice(5);
    let mut now = vec![0; articles];
    for _ in 0..rounds {
        // Some articles are replaced, so that rows are taken out and put in.
        for _ in 0..20 {
            let n = dice.below(articles);
            now[n] += 1;
            let again = "Vladimir Putin came back. ".repeat(now[n]);
            folder.write(
                &format!("{:02}/{n}.txt", n % 7),
                format!("{}{again}\n", text(n)),
            );
        }
        let mut client = start(&folder);
        std::thread::sleep(Duration::from_millis(dice.below(120) as u64));
        let killed = Command::new("kill")
            .args(["-9", &client.process().to_string()])
            .status();
        assert!(killed.unwrap().success());
        client.ended();
    }
    let mut client = start(&folder);
    client.indexed(&folder.root(), articles);
    let known = bearers(&mut client, "vladimirputin");
    assert_eq!(
        known,
        [json!(["Vladimir Putin", format!("{articles} articles")])]
    );
    let uri = folder.uri("03/3.txt");
    client.open(&uri, &folder.read("03/3.txt"));
    let mut params = client.at(&uri, "Vladimir Putin", 1);
    params["context"] = json!({ "includeDeclaration": true });
    let found = client.ask("textDocument/references", params);
    let mentions: usize = now.iter().map(|more| 1 + more).sum();
    assert_eq!(found.as_array().unwrap().len(), mentions);
}

#[test]
fn what_cannot_be_read_is_told_in_one_message() {
    let folder = many(3);
    folder.write("a picture.txt", "no\0text");
    std::fs::write(folder.file("old.txt"), b"line\ncaf\xe9\n").unwrap();
    let long_ago = SystemTime::now() - Duration::from_secs(60);
    for name in ["a picture.txt", "old.txt"] {
        let file = std::fs::File::options()
            .append(true)
            .open(folder.file(name));
        file.unwrap().set_modified(long_ago).unwrap();
    }
    let mut client = start(&folder);
    client.indexed(&folder.root(), 3);
    let told = client.heard("window/showMessage", |_| true);
    let told = told["message"].as_str().unwrap();
    assert!(
        told.ends_with("– and 1 more, which stand in the log.") && told.contains("line "),
        "{told}"
    );
    // The others are as good as ever, and the next start says nothing of what has not changed.
    assert_eq!(bearers(&mut client, "vladimirputin").len(), 1);
    drop(client);
    let mut client = start(&folder);
    client.indexed(&folder.root(), 3);
}
