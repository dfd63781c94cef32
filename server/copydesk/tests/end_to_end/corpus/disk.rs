//! Files that change, come, go and are renamed.

use super::{HYPHENS, NOBODY, SPACES, SPACES_TOO, WEEKDAY, has_variant, related, three, whole};
use crate::support::{Folder, client::Editor};
use serde_json::{Value, json};

#[test]
fn files_that_change_on_disk() {
    let folder = three();
    let mut client = Editor::pull().folder(folder.root()).start();
    client.indexed(&folder.root(), 3);
    let registered: Vec<Value> = client
        .requested("client/registerCapability", 1)
        .iter()
        .flat_map(|p| p["registrations"].as_array().unwrap().clone())
        .collect();
    assert!(
        registered
            .iter()
            .any(|r| r["method"] == "workspace/didChangeWatchedFiles"),
        "{registered:?}"
    );
    let (a, b, c, d) = (
        folder.uri("a.txt"),
        folder.uri("b.txt"),
        folder.uri("sub/c.txt"),
        folder.uri("d.txt"),
    );
    client.open(&a, HYPHENS);
    client.pull_until(&a, "the other spelling", has_variant);

    folder.write("b.txt", NOBODY);
    std::fs::remove_file(folder.file("sub/c.txt")).unwrap();
    client.watched(&[(&b, 2), (&c, 3)]);
    client.pull_until(&a, "nobody else has the name", |found| found.is_empty());
    client.indexed(&folder.root(), 2);

    folder.write("d.txt", SPACES);
    folder.write("sub/c.txt", SPACES_TOO);
    client.watched(&[(&d, 1), (&c, 1)]);
    let found = client.pull_until(&a, "two others have it", has_variant);
    assert!(
        related(&found) == [d.as_str()] || related(&found) == [c.as_str()],
        "{found:#?}"
    );
    client.indexed(&folder.root(), 4);

    // Files that are no articles, and a whole folder that is gone.
    folder.write("notes.csv", SPACES);
    client.watched(&[(&folder.uri("notes.csv"), 1)]);
    std::fs::remove_dir_all(folder.file("sub")).unwrap();
    client.watched(&[(&folder.uri("sub"), 3), (&c, 3)]);
    client.indexed(&folder.root(), 3);
}

#[test]
fn a_client_that_does_not_watch_need_not() {
    let folder = three();
    let mut client = Editor::pull()
        .with("/workspace/didChangeWatchedFiles", Value::Null)
        .folder(folder.root())
        .start();
    client.indexed(&folder.root(), 3);
    let a = folder.uri("a.txt");
    client.open(&a, HYPHENS);
    client.pull_until(&a, "the other spelling", has_variant);
    folder.write("b.txt", NOBODY);
    folder.write("sub/c.txt", NOBODY);
    client.pull_until(&a, "the server saw it by itself", |found| found.is_empty());
}

#[test]
fn what_is_open_overrides_the_disk() {
    let folder = three();
    let mut client = Editor::pull().folder(folder.root()).start();
    client.indexed(&folder.root(), 3);
    let (a, b, c) = (
        folder.uri("a.txt"),
        folder.uri("b.txt"),
        folder.uri("sub/c.txt"),
    );
    client.open(&a, HYPHENS);
    client.pull_until(&a, "the other spelling", has_variant);
    client.open(&b, NOBODY);
    client.open(&c, NOBODY);
    client.pull_until(&a, "the buffers count", |found| found.is_empty());
    // What happens on disk beneath an open buffer is of no account.
    folder.write("b.txt", format!("{SPACES}{WEEKDAY}"));
    client.watched(&[(&b, 2)]);
    assert!(client.pull(&b).is_empty());
    assert!(!has_variant(&client.pull(&a)));
    // Closed, the disk counts again, as it is by now.
    client.close(&b);
    client.close(&c);
    client.pull_until(&a, "the files count", has_variant);
    crate::support::until("the file's weekday", || {
        whole(&mut client)
            .iter()
            .any(|(uri, found)| *uri == b && found.iter().any(|d| d["code"] == "weekday-date"))
    });
    // The same where the file itself is gone while it is open, long enough to be known as the disk has it.
    client.open(&c, SPACES_TOO);
    std::thread::sleep(std::time::Duration::from_millis(200));
    std::fs::remove_file(folder.file("sub/c.txt")).unwrap();
    client.watched(&[(&c, 3)]);
    assert!(client.pull(&c).is_empty());
    client.indexed(&folder.root(), 3);
    client.close(&c);
    client.indexed(&folder.root(), 2);
}

#[test]
fn articles_are_renamed() {
    let folder = Folder::corpus(&[
        ("a.txt", HYPHENS),
        ("b.txt", &format!("{SPACES}{WEEKDAY}")),
        (
            "c.md",
            &format!("{SPACES_TOO}\nSee [the other one](b.txt) for more of it.\n"),
        ),
    ]);
    let mut client = Editor::pull().folder(folder.root()).start();
    client.indexed(&folder.root(), 3);
    let (a, b, c, moved) = (
        folder.uri("a.txt"),
        folder.uri("b.txt"),
        folder.uri("c.md"),
        folder.uri("moved b.txt"),
    );
    client.open(&a, HYPHENS);
    client.pull_until(&a, "the other spelling", has_variant);
    let files = json!({ "files": [{ "oldUri": b, "newUri": moved }] });
    let edit = client.ask("workspace/willRenameFiles", files.clone());
    if !edit.is_null() {
        let changes = edit["documentChanges"].as_array().unwrap();
        assert_eq!(
            (changes.len(), &changes[0]["textDocument"]["uri"]),
            (1, &json!(c)),
            "{edit}"
        );
    }
    std::fs::rename(folder.file("b.txt"), folder.file("moved b.txt")).unwrap();
    client.notify("workspace/didRenameFiles", files);
    client.indexed(&folder.root(), 3);
    crate::support::until("the article under its new name", || {
        let all = whole(&mut client);
        all.iter().any(|(uri, _)| *uri == moved) && all.iter().all(|(uri, _)| *uri != b)
    });
    assert!(has_variant(&client.pull(&a)));

    // An open one: the editor closes it under the old name and opens it under the new.
    let (renamed, text) = (folder.uri("renamed.txt"), client.text(&a).to_owned());
    std::fs::rename(folder.file("a.txt"), folder.file("renamed.txt")).unwrap();
    client.close(&a);
    client.open(&renamed, &text);
    client.notify(
        "workspace/didRenameFiles",
        json!({ "files": [{ "oldUri": a, "newUri": renamed }] }),
    );
    client.pull_until(&renamed, "the other spelling", has_variant);
    client.indexed(&folder.root(), 3);
    // Out of the corpus it is nobody's.
    let out = Folder::new(&[]);
    std::fs::rename(folder.file("c.md"), out.file("c.md")).unwrap();
    client.notify(
        "workspace/didRenameFiles",
        json!({ "files": [{ "oldUri": c, "newUri": out.uri("c.md") }] }),
    );
    client.indexed(&folder.root(), 2);
}

#[test]
fn deleted_files_of_the_editor_are_gone() {
    let folder = three();
    let mut client = Editor::pull().folder(folder.root()).start();
    client.indexed(&folder.root(), 3);
    std::fs::remove_file(folder.file("b.txt")).unwrap();
    client.watched(&[(&folder.uri("b.txt"), 3)]);
    client.indexed(&folder.root(), 2);
    let (b, c) = (folder.uri("b.txt"), folder.uri("sub/c.txt"));
    // A watcher that says too much or too little.
    client.watched(&[(&b, 3), (&b, 3), (&c, 1), (&c, 2)]);
    client.watched(&[("file:///nowhere/at/all.txt", 1), ("untitled:1", 2)]);
    client.indexed(&folder.root(), 2);
}

#[test]
fn odd_names_of_files() {
    let names = [
        "a b.txt",
        "100%.txt",
        "C#.txt",
        "é\u{301}.txt",
        "日本.md",
        "what?.txt",
        "[1].txt",
    ];
    let text = format!("{SPACES}{WEEKDAY}");
    let files: Vec<(&str, &str)> = names.iter().map(|n| (*n, text.as_str())).collect();
    let folder = Folder::corpus(&files);
    folder.write("sub folder/é.txt", HYPHENS);
    let mut client = Editor::pull().folder(folder.root()).start();
    client.indexed(&folder.root(), names.len() + 1);
    let uri = folder.uri("sub folder/é.txt");
    client.open(&uri, HYPHENS);
    let found = client.pull_until(&uri, "the other spelling", has_variant);
    let other = related(&found)[0].to_owned();
    // The server may write a URI otherwise than an editor does, but both must be one file.
    let plain = |uri: &str| {
        let mut bytes = Vec::new();
        let mut rest = uri.bytes();
        while let Some(b) = rest.next() {
            match b {
                b'%' => bytes.push(
                    u8::from_str_radix(
                        &String::from_utf8(vec![rest.next().unwrap(), rest.next().unwrap()])
                            .unwrap(),
                        16,
                    )
                    .unwrap(),
                ),
                b => bytes.push(b),
            }
        }
        String::from_utf8(bytes).unwrap()
    };
    assert!(
        names.iter().any(|n| plain(&folder.uri(n)) == plain(&other)),
        "{other}"
    );
    // An open one is not counted twice, however the editor writes it.
    for name in names {
        client.open(&folder.uri(name), &text);
        assert_eq!(client.pull(&folder.uri(name)).len(), 1);
    }
    client.indexed(&folder.root(), names.len() + 1);
    assert_eq!(whole(&mut client).len(), names.len() + 1);
}
