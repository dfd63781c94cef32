//! What the desk knows for certain, in the editor: shown beside a name, gone to, added to, and checked as it is typed.

use crate::support::{
    Folder,
    client::{Client, Editor},
};
use serde_json::{Value, json};

const ARTICLE: &str = "MOSCOW, JUNE 9, 2000 (AP) - Russian President Vladimir Putin met Anna Keller in Moscow, officials said.\n";
const PEOPLE: &str = "\
# ours
[[person]]
name = \"Vladimir Putin\"
born = \"1952-10-07\"
[[person.office]]
title = \"president\"
of = \"Russia\"
from = \"2000-05-07\"
to = \"2008-05-07\"
";

fn desk() -> (Folder, Client, String) {
    let folder = Folder::corpus(&[("a.txt", ARTICLE), ("dossier/people.toml", PEOPLE)]);
    let mut client = Editor::push().folder(folder.root()).start();
    client.indexed(&folder.root(), 1);
    let uri = folder.uri("a.txt");
    client.open(&uri, ARTICLE);
    (folder, client, uri)
}

#[track_caller]
fn hover(client: &mut Client, uri: &str, words: &str) -> String {
    let params = client.at(uri, words, 1);
    let hover = client.ask("textDocument/hover", params);
    hover["contents"]["value"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

#[track_caller]
fn actions(client: &mut Client, uri: &str, words: &str) -> Vec<Value> {
    let position = client.at(uri, words, 1)["position"].clone();
    let asked = json!({
        "textDocument": { "uri": uri },
        "range": { "start": position, "end": position },
        "context": { "diagnostics": [] },
    });
    let answer = client.ask("textDocument/codeAction", asked);
    answer.as_array().cloned().unwrap_or_default()
}

#[test]
fn a_name_is_shown_with_what_the_desk_knows_and_leads_to_it() {
    let (folder, mut client, uri) = desk();
    let said = hover(&mut client, &uri, "Putin");
    assert!(
        said.contains("In the dossier: Vladimir Putin, born 1952-10-07. President of Russia then from 2000-05-07"),
        "{said}"
    );
    let params = client.at(&uri, "Putin", 1);
    for method in ["textDocument/definition", "textDocument/typeDefinition"] {
        let place = client.ask(method, params.clone());
        assert_eq!(
            place["uri"],
            json!(folder.uri("dossier/people.toml")),
            "{method}"
        );
        assert_eq!(
            place["range"]["start"],
            json!({ "line": 2, "character": 7 })
        );
    }
    // Who is not there has no entry.
    let params = client.at(&uri, "Anna Keller", 1);
    assert_eq!(
        client.ask("textDocument/typeDefinition", params),
        Value::Null
    );
}

#[test]
fn what_is_typed_in_a_dossier_holds_at_once_and_its_slips_are_told() {
    let (folder, mut client, uri) = desk();
    let people = folder.uri("dossier/people.toml");
    client.open_as(&people, "toml", PEOPLE);
    client.replace_words(&people, "1952-10-07", "1953");
    assert!(hover(&mut client, &uri, "Putin").contains("born 1953."));
    client.replace_words(&people, "1953", "Feburary 1953");
    let told = client.published(&people, "what is wrong", |found| {
        !found.diagnostics.is_empty()
    });
    let message = told.diagnostics[0]["message"].as_str().unwrap();
    assert!(message.contains("Feburary 1953"), "{message}");
    // Closed without being saved: what the disk has holds again.
    client.close(&people);
    assert!(hover(&mut client, &uri, "Putin").contains("born 1952-10-07."));
}

#[test]
fn keys_are_offered_and_explained() {
    let (folder, mut client, _) = desk();
    let people = folder.uri("dossier/people.toml");
    client.open_as(
        &people,
        "toml",
        &format!("{PEOPLE}\n[[person]]\nname = \"Anna Keller\"\nb"),
    );
    let offered = client.ask(
        "textDocument/completion",
        json!({ "textDocument": { "uri": people }, "position": { "line": 12, "character": 1 } }),
    );
    let labels: Vec<_> = offered["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| &i["label"])
        .collect();
    assert!(labels.contains(&&json!("born")), "{labels:?}");
    assert!(hover(&mut client, &people, "born").contains("born"));
}

#[test]
fn a_name_is_added_once() {
    let (folder, mut client, uri) = desk();
    assert!(
        actions(&mut client, &uri, "Putin")
            .iter()
            .all(|a| !a["title"].as_str().unwrap().contains("dossier"))
    );
    let offered = actions(&mut client, &uri, "Anna Keller");
    let add = offered
        .iter()
        .find(|a| a["title"] == "Add “Anna Keller” to the dossier")
        .unwrap();
    let run =
        json!({ "command": add["command"]["command"], "arguments": add["command"]["arguments"] });
    let answer = client.ask("workspace/executeCommand", run.clone());
    assert_eq!(answer["uri"], json!(folder.uri("dossier/people.toml")));
    let text = folder.read("dossier/people.toml");
    assert!(
        text.starts_with(PEOPLE) && text.contains("name = \"Anna Keller\""),
        "{text}"
    );
    let refused = client.refused("workspace/executeCommand", run);
    assert!(
        refused["message"]
            .as_str()
            .unwrap()
            .contains("stands in line"),
        "{refused}"
    );
    crate::support::until("the entry is known", || {
        hover(&mut client, &uri, "Anna Keller").contains("In the dossier: Anna Keller")
    });
    let people = folder.uri("dossier/people.toml");
    client.open_as(&people, "toml", "name = \"unsaved\"\n");
    let other =
        json!({ "command": "copydesk.addToDossier", "arguments": [uri, "place", "Moscow"] });
    let refused = client.refused("workspace/executeCommand", other);
    assert!(
        refused["message"].as_str().unwrap().contains("not saved"),
        "{refused}"
    );
}

#[test]
fn names_are_offered_while_one_types() {
    let (_folder, mut client, uri) = desk();
    let end = ARTICLE.len() - 1;
    client.edit(&uri, &[(end..end, " Later Pu")]);
    let column = ARTICLE.trim_end().chars().count() + " Later Pu".len();
    let offered = client.ask(
        "textDocument/completion",
        json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": column } }),
    );
    assert_eq!(
        offered["items"][0]["label"],
        json!("Vladimir Putin"),
        "{offered}"
    );
}

#[test]
fn terms_of_office_tell_the_year() {
    let undated = ARTICLE
        .replace(", 2000", "")
        .replace("officials said", "officials said Friday");
    let (folder, mut client, _) = desk();
    let uri = folder.uri("b.txt");
    let people = PEOPLE.replace("2008-05-07", "2001-12-31");
    folder.write("dossier/people.toml", &people);
    client.watched(&[(&folder.uri("dossier/people.toml"), 2)]);
    folder.write("b.txt", &undated);
    client.watched(&[(&uri, 1)]);
    client.indexed(&folder.root(), 2);
    client.open(&uri, &undated);
    // From May 2000 to the end of 2001 June 9 was a Friday once.
    crate::support::until("the year", || {
        hover(&mut client, &uri, "Friday").contains("June 9, 2000")
    });
    assert!(
        hover(&mut client, &uri, "JUNE 9").contains("the only year that fits the offices named")
    );
}

/// Runs the action of a title that is offered for some words.
#[track_caller]
fn run(client: &mut Client, uri: &str, words: &str, title: &str) {
    let offered = actions(client, uri, words);
    let found = offered.iter().find(|a| a["title"] == title);
    let command = &found.unwrap_or_else(|| panic!("“{title}” in {offered:#?}"))["command"];
    let run = json!({ "command": command["command"], "arguments": command["arguments"] });
    client.ask("workspace/executeCommand", run);
}

#[test]
fn two_people_of_like_names_are_kept_apart_for_good() {
    const SLIP: &str = "Sen. Jane Keller spoke in the capital on Monday, officials said.\n\nKeller was pleased, and Keller said so.\n\nLater Sen. Martin Keller left for home.\n";
    let folder = Folder::corpus(&[("a.txt", SLIP)]);
    let mut client = Editor::push().folder(folder.root()).start();
    client.indexed(&folder.root(), 1);
    let uri = folder.uri("a.txt");
    client.open(&uri, SLIP);
    client.published(&uri, "the given name", |found| {
        found.diagnostics.iter().any(|d| d["code"] == "given-name")
    });
    run(
        &mut client,
        &uri,
        "Martin Keller",
        "“Martin Keller” and “Jane Keller” are two people",
    );
    client.published(&uri, "nothing to ask", |found| {
        found.diagnostics.iter().all(|d| d["code"] != "given-name")
    });
    assert_eq!(
        folder.read("dossier/people.toml"),
        "[[different_people]]\nnames = [\"Martin Keller\", \"Jane Keller\"]\n"
    );
    let titles = actions(&mut client, &uri, "Martin Keller");
    let apart = |a: &Value| a["title"].as_str().unwrap().contains("two people");
    assert!(!titles.iter().any(apart), "{titles:#?}");
}

#[test]
fn one_name_of_two_people_is_kept_apart_across_articles() {
    let born = |year: u32, who: &str| {
        format!(
            "{who} John Weber was born in {year}. Later John Weber left for home, officials said.\n"
        )
    };
    let (mayor, robber) = (born(1950, "Mayor"), born(1981, "The robber"));
    let folder = Folder::corpus(&[("a.txt", &mayor), ("b.txt", &robber), ("c.txt", &robber)]);
    let mut client = Editor::push().folder(folder.root()).start();
    client.indexed(&folder.root(), 3);
    let (a, b, c) = (
        folder.uri("a.txt"),
        folder.uri("b.txt"),
        folder.uri("c.txt"),
    );
    let references = |client: &mut Client, uri: &str| {
        let mut params = client.at(uri, "John Weber", 1);
        params["context"] = json!({ "includeDeclaration": true });
        let found = client.ask("textDocument/references", params);
        found.as_array().map_or(0, Vec::len)
    };
    for (uri, text) in [(&a, &mayor), (&b, &robber), (&c, &robber)] {
        client.open(uri, text);
    }
    client.published(&b, "two births", |found| {
        found.diagnostics.iter().any(|d| d["code"] == "event-date")
    });
    assert_eq!(references(&mut client, &b), 6);
    let title = "This “John Weber” is somebody else than in other articles";
    run(&mut client, &b, "1981", title);
    crate::support::until("apart", || references(&mut client, &b) == 2);
    run(
        &mut client,
        &c,
        "John Weber",
        "This “John Weber” is the one in b.txt",
    );
    crate::support::until("together", || references(&mut client, &b) == 4);
    assert_eq!(references(&mut client, &a), 2);
    client.published(&a, "one birth of each", |found| {
        found.diagnostics.iter().all(|d| d["code"] != "event-date")
    });
    assert_eq!(
        folder.read("dossier/people.toml"),
        "[[different_people]]\nnames = [\"John Weber\"]\narticles = [\"b.txt\", \"c.txt\"]\n"
    );
    // The dossier follows an article that is renamed.
    let renamed = json!({ "files": [{ "oldUri": c, "newUri": folder.uri("desk/d.txt") }] });
    let edit = client.ask("workspace/willRenameFiles", renamed);
    let change = &edit["documentChanges"][0];
    assert_eq!(
        change["textDocument"]["uri"],
        json!(folder.uri("dossier/people.toml"))
    );
    assert_eq!(change["edits"][0]["newText"], "\"desk/d.txt\"");
    assert_eq!(
        change["edits"][0]["range"]["start"],
        json!({ "line": 2, "character": 21 })
    );
    let twice = json!({ "command": "copydesk.differentPeople", "arguments": [c, "John Weber"] });
    let refused = client.refused("workspace/executeCommand", twice);
    assert!(
        refused["message"]
            .as_str()
            .unwrap()
            .contains("stands in line"),
        "{refused}"
    );
}
