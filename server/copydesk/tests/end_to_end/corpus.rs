//! Folders of articles: which are read, when, and what is known of files that are not open.

use crate::support::{
    Dice, Folder,
    client::{Client, Editor, Units, workspace_folder},
    findings,
};
use serde_json::{Value, json};

const HYPHENS: &str = "North Korean leader Kim Jong-Il will visit the country, officials said.\n";
const SPACES: &str = "North Korean leader Kim Jong Il came by train, and Kim Jong Il left by train, officials said.\n";
const SPACES_TOO: &str =
    "The leader was Kim Jong Il then, officials said to reporters on Monday.\n";
const NOBODY: &str = "Nobody came by train, and nobody left by train, officials there said.\n";
const WEEKDAY: &str = "Officials spoke to reporters in the capital on Thursday, June 9, 2000.\n";

fn three() -> Folder {
    Folder::corpus(&[
        ("a.txt", HYPHENS),
        ("b.txt", SPACES),
        ("sub/c.txt", SPACES_TOO),
    ])
}

fn has_variant(found: &[Value]) -> bool {
    found.iter().any(|d| d["code"] == "name-variant")
}

/// The articles that the other spelling is said to stand in.
fn related(found: &[Value]) -> Vec<&str> {
    found
        .iter()
        .flat_map(|d| d["relatedInformation"].as_array().into_iter().flatten())
        .map(|r| r["location"]["uri"].as_str().unwrap())
        .collect()
}

/// The diagnostics of all articles by URI.
fn whole(client: &mut Client) -> Vec<(String, Vec<Value>)> {
    let report = client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let items = report["items"].as_array().unwrap();
    items
        .iter()
        .map(|i| {
            (
                i["uri"].as_str().unwrap().to_owned(),
                i["items"].as_array().unwrap().clone(),
            )
        })
        .collect()
}

#[test]
fn a_variant_in_another_article_is_found() {
    let folder = three();
    let mut client = Editor::pull().folder(folder.root()).start();
    let uri = folder.uri("a.txt");
    client.open(&uri, HYPHENS);
    let found = client.pull_until(&uri, "the other spelling", has_variant);
    assert_eq!(found.len(), 1);
    assert_eq!(client.words(&uri, &found[0]["range"]), "Kim Jong-Il");
    let there = &found[0]["relatedInformation"][0]["location"];
    let other = [("b.txt", SPACES), ("sub/c.txt", SPACES_TOO)]
        .into_iter()
        .find(|(name, _)| there["uri"] == folder.uri(name))
        .unwrap();
    assert_eq!(client.units.words(other.1, &there["range"]), "Kim Jong Il");
}

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

#[test]
fn a_marker_below_makes_the_folder_below_a_corpus() {
    let folder = Folder::new(&[
        ("a.txt", SPACES),
        ("desk/copydesk.toml", ""),
        ("desk/a.txt", HYPHENS),
        ("desk/b.txt", SPACES),
        ("desk/sub/c.txt", SPACES_TOO),
    ]);
    let mut client = Editor::pull().folder(folder.root()).start();
    let uri = folder.uri("desk/a.txt");
    client.open(&uri, HYPHENS);
    client.pull_until(&uri, "the other spelling", has_variant);

    // Opened alone, no folder at all: its folder is a corpus all the same.
    let mut client = Editor::pull().start();
    client.open(&uri, HYPHENS);
    client.pull_until(&uri, "the other spelling", has_variant);
}

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
    // The same where the file itself is gone while it is open.
    client.open(&c, SPACES_TOO);
    std::fs::remove_file(folder.file("sub/c.txt")).unwrap();
    client.watched(&[(&c, 3)]);
    assert!(client.pull(&c).is_empty());
    client.indexed(&folder.root(), 3);
    client.close(&c);
    client.indexed(&folder.root(), 2);
}

#[test]
fn folders_come_and_go() {
    let (one, two) = (three(), Folder::corpus(&[("x.txt", SPACES)]));
    let mut client = Editor::pull().start();
    let a = one.uri("a.txt");
    client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": { "added": [workspace_folder(&one.root()), workspace_folder(&two.root())], "removed": [] } }));
    client.indexed(&one.root(), 3);
    client.indexed(&two.root(), 1);
    client.open(&a, HYPHENS);
    client.pull_until(&a, "the other spelling", has_variant);
    client.notify(
        "workspace/didChangeWorkspaceFolders",
        json!({ "event": { "added": [], "removed": [workspace_folder(&two.root())] } }),
    );
    crate::support::until("the folder is gone", || {
        client.status()["folders"]
            .as_array()
            .unwrap()
            .iter()
            .all(|f| f["uri"] != two.root())
    });
    assert!(
        whole(&mut client)
            .iter()
            .all(|(uri, _)| !uri.starts_with(&two.root()))
    );
    assert!(has_variant(&client.pull(&a)), "the other one is as it was");
}

#[test]
fn two_corpora_do_not_mix() {
    let (one, two) = (
        Folder::corpus(&[("a.txt", HYPHENS)]),
        Folder::corpus(&[("b.txt", SPACES), ("c.txt", SPACES_TOO)]),
    );
    let mut client = Editor::pull().folder(one.root()).folder(two.root()).start();
    client.indexed(&one.root(), 1);
    client.indexed(&two.root(), 2);
    client.open(&one.uri("a.txt"), HYPHENS);
    assert!(client.pull(&one.uri("a.txt")).is_empty());
}

#[test]
fn a_configuration_that_comes_changes_and_goes() {
    let folder = Folder::new(&[
        ("a.txt", HYPHENS),
        ("b.txt", SPACES),
        ("sub/c.txt", SPACES_TOO),
    ]);
    let mut client = Editor::pull().folder(folder.root()).start();
    let (a, config) = (folder.uri("a.txt"), folder.uri("copydesk.toml"));
    client.open(&a, HYPHENS);
    assert!(client.pull(&a).is_empty());
    folder.write("copydesk.toml", "");
    client.watched(&[(&config, 1)]);
    client.pull_until(&a, "a corpus now", has_variant);
    folder.write("copydesk.toml", "[rules]\nname-variant = \"error\"\n");
    client.watched(&[(&config, 2)]);
    client.pull_until(&a, "the desk holds it an error", |found| {
        found.iter().any(|d| d["severity"] == 1)
    });
    folder.write(
        "copydesk.toml",
        "[corpus]\nexclude = [\"sub/**\", \"b.txt\"]\n",
    );
    client.watched(&[(&config, 2)]);
    client.indexed(&folder.root(), 1);
    client.pull_until(&a, "the others are not looked at", |found| found.is_empty());
    folder.write("copydesk.toml", "");
    client.watched(&[(&config, 2)]);
    client.pull_until(&a, "they are again", has_variant);
    std::fs::remove_file(folder.file("copydesk.toml")).unwrap();
    client.watched(&[(&config, 3)]);
    client.pull_until(&a, "no corpus any more", |found| found.is_empty());
    assert_eq!(client.status()["folders"][0]["corpus"], false);
}

#[test]
fn a_broken_configuration_is_shown_where_it_is_and_the_last_good_one_holds() {
    let folder = three();
    folder.write("copydesk.toml", "[rules]\nname-variant = \"error\"\n");
    let (a, config) = (folder.uri("a.txt"), folder.uri("copydesk.toml"));
    let broken = "# The desk’s rules\n[rules]\nname-variant = \"loud\"\n";

    let mut client = Editor::push().folder(folder.root()).start();
    client.expect_publishes(&config);
    client.indexed(&folder.root(), 3);
    client.open(&a, HYPHENS);
    client.published(&a, "an error", |p| {
        p.diagnostics.first().is_some_and(|d| d["severity"] == 1)
    });
    folder.write("copydesk.toml", broken);
    client.watched(&[(&config, 2)]);
    let shown = client.published(&config, "what is wrong in it", |p| p.diagnostics.len() == 1);
    let diagnostic = &shown.diagnostics[0];
    assert_eq!(
        (
            client.units.words(broken, &diagnostic["range"]).as_str(),
            &diagnostic["source"]
        ),
        ("\"loud\"", &json!("copydesk"))
    );
    assert!(
        diagnostic["message"].as_str().unwrap().contains("loud"),
        "{diagnostic}"
    );
    client.replace(&a, &format!("{HYPHENS}\n{WEEKDAY}"));
    let found = client.published(&a, "both", |p| p.diagnostics.len() == 2);
    assert!(
        found
            .diagnostics
            .iter()
            .any(|d| d["code"] == "name-variant" && d["severity"] == 1),
        "{found:?}"
    );
    folder.write("copydesk.toml", "");
    client.watched(&[(&config, 2)]);
    client.published(&config, "mended", |p| p.diagnostics.is_empty());
    client.published(&a, "information as before", |p| {
        p.diagnostics
            .iter()
            .any(|d| d["code"] == "name-variant" && d["severity"] == 3)
    });

    // Broken from the start; and for a client that asks.
    folder.write("copydesk.toml", broken);
    let mut client = Editor::pull().folder(folder.root()).start();
    client.indexed(&folder.root(), 3);
    let all = whole(&mut client);
    let (_, found) = all
        .iter()
        .find(|(uri, _)| *uri == config)
        .unwrap_or_else(|| panic!("the file is not among them: {all:#?}"));
    assert_eq!(client.units.words(broken, &found[0]["range"]), "\"loud\"");
    client.open(&a, HYPHENS);
    client.pull_until(&a, "with the default", has_variant);
}

#[test]
fn a_configuration_in_the_making_is_no_article() {
    let folder = three();
    let config = folder.uri("copydesk.toml");
    let mut client = Editor::pull().folder(folder.root()).start();
    client.indexed(&folder.root(), 3);
    client.open_as(&config, "toml", &format!("# {WEEKDAY}"));
    assert!(
        client
            .pull(&config)
            .iter()
            .all(|d| d["code"] != "weekday-date"),
        "prose rules are for prose"
    );
    client.close(&config);
    client.indexed(&folder.root(), 3);
}

#[test]
fn the_command_makes_a_corpus() {
    let folder = Folder::new(&[
        ("a b.txt", HYPHENS),
        ("b.txt", SPACES),
        ("sub/c.txt", SPACES_TOO),
    ]);
    let a = folder.uri("a b.txt");
    for with_slash in [false, true] {
        let _ = std::fs::remove_file(folder.file("copydesk.toml"));
        let mut client = Editor::pull().progress().start();
        client.open(&a, HYPHENS);
        assert!(client.pull(&a).is_empty());
        let root = if with_slash {
            format!("{}/", folder.root())
        } else {
            folder.root()
        };
        let answer = client.ask(
            "workspace/executeCommand",
            json!({ "command": "copydesk.createConfig", "arguments": [root] }),
        );
        assert_eq!(answer["uri"], folder.uri("copydesk.toml"));
        assert!(
            folder.read("copydesk.toml").starts_with('#'),
            "with comments"
        );
        client.pull_until(&a, "the other spelling", has_variant);
        let named = client.status()["folders"][0]["uri"]
            .as_str()
            .unwrap()
            .to_owned();
        assert_eq!(named.trim_end_matches('/'), folder.root());
        client.indexed(&named, 3);
    }
    // One that is there stays as it is.
    folder.write("copydesk.toml", "# mine\n");
    let mut client = Editor::pull().start();
    let answer = client.ask(
        "workspace/executeCommand",
        json!({ "command": "copydesk.createConfig", "arguments": [folder.root()] }),
    );
    assert_eq!(
        (
            answer["uri"].as_str().unwrap(),
            folder.read("copydesk.toml").as_str()
        ),
        (folder.uri("copydesk.toml").as_str(), "# mine\n")
    );
    // What cannot be done is said.
    for arguments in [
        json!([format!("{}/nowhere", folder.root())]),
        json!([]),
        json!([7]),
        json!(["untitled:1"]),
    ] {
        client.refused(
            "workspace/executeCommand",
            json!({ "command": "copydesk.createConfig", "arguments": arguments }),
        );
    }
    client.refused(
        "workspace/executeCommand",
        json!({ "command": "copydesk.destroyConfig", "arguments": [] }),
    );
}

#[test]
fn articles_are_renamed() {
    let folder = Folder::corpus(&[
        ("a.txt", HYPHENS),
        ("b.txt", SPACES),
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
    let files: Vec<(&str, &str)> = names.iter().map(|n| (*n, SPACES)).collect();
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
        client.open(&folder.uri(name), SPACES);
        assert!(client.pull(&folder.uri(name)).is_empty());
    }
    client.indexed(&folder.root(), names.len() + 1);
    assert_eq!(whole(&mut client).len(), names.len() + 1);
}

#[test]
fn after_any_edits_the_editor_shows_what_the_command_line_finds() {
    const PIECES: &[&str] = &[
        "North Korean leader Kim Jong-Il will visit the country, officials said. ",
        "North Korean leader Kim Jong Il came by train, officials there said. ",
        "President Moon Jae-in met Vladimir Putin in the capital. ",
        "His office said Moon Jae In was pleased with Vladmir Putin. ",
        "Later Mr. Putin left, and Kim stayed for a day. ",
        "“We are ready to meet you at an early date to discuss urgent issues of the region,” Putin wrote. ",
        "“We are ready to meet you at some early date to discuss urgent issues of the region,” Putin said. ",
        "Officials spoke there on Thursday, June 9, 2000. ",
        "\n\n",
        "\n\n",
        "\n",
        "😀 ",
        "MOSCOW, June 9, 2000 (AP) - ",
        "# A headline of some words\n\n",
    ];
    let names = ["a.txt", "b.md", "sub/c.txt", "d.txt"];
    let seeds = if std::env::var_os("COPYDESK_LONG_TESTS").is_some() {
        100
    } else {
        3
    };
    for seed in 1..=seeds {
        let mut dice = Dice(seed);
        let mut article =
            |pieces: usize| -> String { (0..pieces).map(|_| *dice.one(PIECES)).collect() };
        let texts: Vec<String> = names.iter().map(|_| article(12)).collect();
        let files: Vec<(&str, &str)> = names
            .iter()
            .copied()
            .zip(texts.iter().map(String::as_str))
            .collect();
        let folder = Folder::corpus(&files);
        let mut client = Editor::pull()
            .counting_in(Units::Utf32)
            .folder(folder.root())
            .start();
        client.indexed(&folder.root(), names.len());
        // The last one is not opened but changes on disk.
        for (name, text) in &files[..3] {
            client.open(&folder.uri(name), text);
        }
        let mut dice = Dice(seed + 100);
        let mut seen = 0;
        for step in 0..40 {
            let new: String = (0..dice.below(3)).map(|_| *dice.one(PIECES)).collect();
            let name = names[dice.below(4)];
            let uri = folder.uri(name);
            if name == names[3] {
                folder.write(name, &new);
                client.watched(&[(&uri, 2)]);
            } else {
                let text = client.text(&uri).to_owned();
                let mut place = || {
                    (0..)
                        .map(|_| dice.below(text.len() + 1))
                        .find(|at| text.is_char_boundary(*at))
                        .unwrap()
                };
                let (a, b) = (place(), place());
                let range = if step % 3 == 0 {
                    a.min(b)..a.max(b).min(a.min(b) + 80)
                } else {
                    a..a
                };
                let end = (range.end..).find(|at| text.is_char_boundary(*at)).unwrap();
                client.edit(&uri, &[(range.start..end, &new)]);
                folder.write(name, client.text(&uri));
            }
            if step % 4 != 3 {
                continue;
            }
            let printed = findings(folder.path(), &["--min-severity", "hint"]);
            seen += printed.len();
            for name in &names[..3] {
                let expected: Vec<Value> = printed
                    .iter()
                    .filter(|f| f["file"] == *name)
                    .map(|f| json!([f["rule"], f["line"], f["column"], f["message"]]))
                    .collect();
                let shown = |found: &[Value]| -> Vec<Value> {
                    let one = |d: &Value| {
                        let start = &d["range"]["start"];
                        json!([
                            d["code"],
                            start["line"].as_u64().unwrap() + 1,
                            start["character"].as_u64().unwrap() + 1,
                            d["message"]
                        ])
                    };
                    found.iter().map(one).collect()
                };
                let what = format!("seed {seed}, step {step}, {name}: {expected:#?}");
                client.pull_until(&folder.uri(name), &what, |found| shown(found) == expected);
            }
        }
        assert!(
            seen > 20,
            "{seen} findings in all: this compares next to nothing"
        );
    }
}
