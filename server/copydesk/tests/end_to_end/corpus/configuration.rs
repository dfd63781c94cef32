//! `copydesk.toml`: it comes, changes, breaks and goes; a command makes it.

use super::{HYPHENS, SPACES, SPACES_TOO, WEEKDAY, has_variant, three, whole};
use crate::support::{Folder, client::Editor};
use serde_json::json;

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
