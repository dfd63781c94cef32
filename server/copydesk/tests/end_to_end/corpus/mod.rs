//! Folders of articles: which are read, when, and what is known of files that are not open.

mod configuration;
mod disk;
mod reading;

use crate::support::{
    Dice, Folder,
    client::{Client, Editor, Units, workspace_folder},
    findings,
};
use serde_json::{Value, json};

const HYPHENS: &str = "North Korean leader Kim Jong-Il will visit the country, officials said.\n";
const SPACES: &str =
    "North Korean leader Kim Jong Il came by train, and Kim Jong Il left by train, we were told.\n";
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

/// What articles are made of at random: each says something that another one contradicts.
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

/// How often something is tried at random.
fn tries(few: u64) -> u64 {
    match std::env::var_os("COPYDESK_LONG_TESTS") {
        Some(_) => 100,
        None => few,
    }
}

/// What the command line finds in one article, and what an editor shows of it: rule, line, column and message.
fn printed_of(printed: &[Value], name: &str) -> Vec<Value> {
    let own = printed.iter().filter(|f| f["file"] == name);
    own.map(|f| json!([f["rule"], f["line"], f["column"], f["message"]]))
        .collect()
}

fn shown(found: &[Value]) -> Vec<Value> {
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
}

#[test]
fn after_any_edits_the_editor_shows_what_the_command_line_finds() {
    let names = ["a.txt", "b.md", "sub/c.txt", "d.txt"];
    for seed in 1..=tries(3) {
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
                let expected = printed_of(&printed, name);
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

#[test]
fn after_any_changes_on_disk_the_index_has_what_the_command_line_finds() {
    let names = ["a.txt", "b.md", "sub/c.txt", "d.txt", "e.txt", "f.txt"];
    for seed in 1..=tries(3) {
        let mut dice = Dice(seed);
        let mut article = || -> String { (0..6).map(|_| *dice.one(PIECES)).collect() };
        let folder = Folder::corpus(&[]);
        for name in names {
            folder.write(name, article());
        }
        let mut client = Editor::pull()
            .counting_in(Units::Utf32)
            .folder(folder.root())
            .start();
        client.indexed(&folder.root(), names.len());
        let mut dice = Dice(seed + 100);
        let mut seen = 0;
        for step in 0..12 {
            let name = names[dice.below(names.len())];
            let new: String = (0..dice.below(8)).map(|_| *dice.one(PIECES)).collect();
            folder.write(name, new);
            client.watched(&[(&folder.uri(name), 2)]);
            let printed = findings(folder.path(), &["--min-severity", "hint"]);
            seen += printed.len();
            crate::support::until(&format!("seed {seed}, step {step}: {printed:#?}"), || {
                let all = whole(&mut client);
                names.iter().all(|name| {
                    let uri = folder.uri(name);
                    let found = all.iter().rfind(|(of, _)| *of == uri);
                    let found = found.map(|(_, found)| shown(found)).unwrap_or_default();
                    found == printed_of(&printed, name)
                })
            });
        }
        assert!(
            seen > 20,
            "{seen} findings in all: this compares next to nothing"
        );
    }
}
