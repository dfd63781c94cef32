//! Diagnostics: what is in them, when they come, and when they do not.

use crate::support::{
    Folder,
    client::{Client, Editor, Units},
    copydesk,
};
use serde_json::{Value, json};

const URI: &str = "untitled:Untitled-1";
const WEEKDAY: &str = "Officials spoke to reporters in the capital on Thursday, June 9, 2000.\n";
const NAMES: &str = "President Moon Jae-in met officials in the capital on Monday, he said.\n\nLater President Moon Jae-in left. His office said Moon Jae In was pleased.\n";

/// A name in one spelling here and another in two articles beside it.
const HYPHENS: &str = "North Korean leader Kim Jong-Il will visit the country, officials said.\n";
const SPACES: &str =
    "North Korean leader Kim Jong Il came by train, and Kim Jong Il left by train, we were told.\n";
const SPACES_TOO: &str =
    "The leader was Kim Jong Il then, officials said to reporters on Monday.\n";

fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics
        .iter()
        .map(|d| d["code"].as_str().unwrap())
        .collect()
}

/// What every diagnostic has.
#[track_caller]
fn check_shape(client: &Client, uri: &str, diagnostic: &Value) {
    let rule = diagnostic["code"].as_str().unwrap();
    assert_eq!(diagnostic["source"], "copydesk");
    assert!(
        (1..=4).contains(&diagnostic["severity"].as_u64().unwrap()),
        "{diagnostic}"
    );
    assert!(!diagnostic["message"].as_str().unwrap().is_empty());
    assert!(
        !client.words(uri, &diagnostic["range"]).trim().is_empty(),
        "a range with words in it: {diagnostic}"
    );
    assert!(
        !diagnostic["data"].is_null(),
        "what a fix is asked for by: {diagnostic}"
    );
    let href = diagnostic["codeDescription"]["href"]
        .as_str()
        .unwrap_or_else(|| panic!("no page: {diagnostic}"));
    assert!(href.contains(rule), "{href}");
    if let Some(path) = href.strip_prefix("file://") {
        let page = std::fs::read_to_string(path.replace("%20", " "))
            .unwrap_or_else(|e| panic!("{href}: {e}"));
        assert!(
            page.contains(rule) && page.contains("## Why it matters"),
            "{page}"
        );
    }
}

#[test]
fn what_is_in_a_diagnostic() {
    for units in Units::ALL {
        let mut client = Editor::pull().counting_in(units).start();
        let text = format!("😀 {WEEKDAY}\n{NAMES}");
        client.open(URI, &text);
        let found = client.pull(URI);
        assert_eq!(codes(&found), ["weekday-date", "name-variant"]);
        for diagnostic in &found {
            check_shape(&client, URI, diagnostic);
        }
        assert_eq!(
            (&found[0]["message"], &found[0]["severity"]),
            (&json!("June 9, 2000 was a Friday."), &json!(2))
        );
        assert_eq!(client.words(URI, &found[0]["range"]), "Thursday");
        assert_eq!(client.words(URI, &found[1]["range"]), "Moon Jae In");
        let [related] = found[1]["relatedInformation"]
            .as_array()
            .unwrap()
            .as_slice()
        else {
            panic!("the other spelling: {}", found[1])
        };
        assert_eq!(related["location"]["uri"], URI);
        assert_eq!(
            client.words(URI, &related["location"]["range"]),
            "Moon Jae-in"
        );
        assert!(related["message"].as_str().unwrap().contains("Moon Jae-in"));
    }
}

#[test]
fn the_editor_and_the_command_line_agree() {
    let folder = Folder::new(&[]);
    let seeds = crate::support::repository().join("seeds");
    let files = [
        "2000-visit.txt",
        "2002-announcement.txt",
        "2002-vladivostok.txt",
        "2018-messages.md",
        "2019-trip.md",
    ];
    for file in files.iter().chain(&["copydesk.toml"]) {
        folder.write(file, std::fs::read(seeds.join(file)).unwrap());
    }
    let printed = copydesk(
        folder.path(),
        &["check", "--format", "json", "--min-severity", "hint"],
    )
    .json();
    let mut client = Editor::pull()
        .counting_in(Units::Utf32)
        .folder(folder.root())
        .start();
    client.indexed(&folder.root(), files.len());
    let whole = client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
    for file in files {
        let printed: Vec<Value> = printed["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|f| f["file"] == file)
            .map(|f| {
                json!([
                    f["rule"],
                    f["severity"],
                    f["line"],
                    f["column"],
                    f["message"]
                ])
            })
            .collect();
        let shown = |diagnostics: &[Value]| -> Vec<Value> {
            let one = |d: &Value| {
                let severity = ["error", "warning", "information", "hint"]
                    [d["severity"].as_u64().unwrap() as usize - 1];
                let start = &d["range"]["start"];
                json!([
                    d["code"],
                    severity,
                    start["line"].as_u64().unwrap() + 1,
                    start["character"].as_u64().unwrap() + 1,
                    d["message"]
                ])
            };
            diagnostics.iter().map(one).collect()
        };
        assert!(!printed.is_empty(), "{file}");
        let uri = folder.uri(file);
        let closed = whole["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|i| i["uri"] == uri)
            .unwrap();
        assert_eq!(
            shown(closed["items"].as_array().unwrap()),
            printed,
            "{file}, not open"
        );
        client.open(&uri, &folder.read(file));
        let found = client.pull(&uri);
        found.iter().for_each(|d| check_shape(&client, &uri, d));
        assert_eq!(shown(&found), printed, "{file}, open");
    }
}

#[test]
fn published_with_the_version_and_only_when_something_changed() {
    let mut client = Editor::push().start();
    client.open(URI, WEEKDAY);
    let first = client.published(URI, "what is wrong at first", |p| !p.diagnostics.is_empty());
    assert_eq!(
        (first.version, codes(&first.diagnostics)),
        (Some(1), vec!["weekday-date"])
    );
    check_shape(&client, URI, &first.diagnostics[0]);
    let count = client.publishes(URI).len();

    // Words behind the finding: nothing in the set changes.
    let end = client.text(URI).len();
    client.edit(
        URI,
        &[(
            end..end,
            "They left in the evening, and nobody saw them go.\n",
        )],
    );
    client.no_more_publishes(URI, count);

    // A line above: the finding moves.
    let version = client.edit(
        URI,
        &[(
            0..0,
            "A line above it all, of no interest to anybody in the world.\n\n",
        )],
    );
    let moved = client.published(URI, "the finding has moved", |p| p.version == Some(version));
    assert_eq!(
        client.words(URI, &moved.diagnostics[0]["range"]),
        "Thursday"
    );
    assert_eq!(moved.diagnostics[0]["range"]["start"]["line"], 2);

    let version = client.replace_words(URI, "Thursday", "Friday");
    let mended = client.published(URI, "it was put right", |p| p.diagnostics.is_empty());
    assert_eq!(mended.version, Some(version));

    let count = client.publishes(URI).len();
    client.replace_words(URI, "Officials", "Officials of both sides");
    client.no_more_publishes(URI, count);
}

#[test]
fn an_article_without_faults_is_published_once() {
    let mut client = Editor::push().start();
    client.open(
        URI,
        "Officials spoke to reporters in the capital on Friday, June 9, 2000.\n",
    );
    let first = client.published(URI, "the first", |_| true);
    assert_eq!((first.version, first.diagnostics), (Some(1), vec![]));
    client.no_more_publishes(URI, 1);
}

#[test]
fn closing_clears() {
    let mut client = Editor::push().start();
    client.open(URI, WEEKDAY);
    client.published(URI, "the weekday", |p| p.diagnostics.len() == 1);
    client.close(URI);
    client.published(URI, "cleared", |p| p.diagnostics.is_empty());
    client.open(URI, WEEKDAY);
    let again = client.published(URI, "the weekday again", |p| p.diagnostics.len() == 1);
    assert_eq!(again.version, Some(1));
    // Changed and closed at once: whatever was under way, the end is an empty set.
    for _ in 0..20 {
        client.replace_words(URI, "June 9", "June 10");
        client.replace_words(URI, "June 10", "June 9");
    }
    client.close(URI);
    let count = client.publishes(URI).len();
    client.published(URI, "cleared", |p| p.diagnostics.is_empty());
    client.no_more_publishes(URI, count + 2);
    assert!(client.publishes(URI).last().unwrap().diagnostics.is_empty());
}

#[test]
fn a_report_is_repeated_only_if_something_changed() {
    let mut client = Editor::pull().start();
    client.open(URI, WEEKDAY);
    let report = client.report(URI, None);
    assert_eq!(
        (&report["kind"], report["items"].as_array().unwrap().len()),
        (&json!("full"), 1)
    );
    let first = report["resultId"].as_str().unwrap().to_owned();
    let again = client.report(URI, Some(&first));
    assert_eq!(
        (&again["kind"], &again["resultId"]),
        (&json!("unchanged"), &json!(first))
    );
    assert!(again.get("items").is_none());

    let end = client.text(URI).len();
    client.edit(
        URI,
        &[(
            end..end,
            "They also met on Monday, June 9, 2000, in the port of the city.\n",
        )],
    );
    let report = client.report(URI, Some(&first));
    assert_eq!(
        (&report["kind"], report["items"].as_array().unwrap().len()),
        (&json!("full"), 2)
    );
    let second = report["resultId"].as_str().unwrap().to_owned();
    assert_ne!(first, second);

    // The same findings on other lines are another report.
    client.edit(URI, &[(0..0, "\n\n")]);
    let report = client.report(URI, Some(&second));
    assert_eq!(report["kind"], "full");
    assert_eq!(client.words(URI, &report["items"][0]["range"]), "Thursday");

    // An id of somebody else's is no reason to say that nothing changed.
    let report = client.report(URI, Some("some-other-id"));
    assert_eq!(report["kind"], "full");

    // The desk changes nothing but the words of a message.
    let at = report["resultId"].as_str().unwrap().to_owned();
    client.edit(
        URI,
        &[(
            client.text(URI).find("Thursday").unwrap()..client.text(URI).find(", June").unwrap(),
            "Saturday",
        )],
    );
    let report = client.report(URI, Some(&at));
    assert_eq!(
        report["items"].as_array().map(Vec::len).unwrap_or(2),
        2,
        "{report}"
    );
}

#[test]
fn a_client_that_pulls_is_never_pushed_to() {
    // The client takes offence at any push when it is dropped.
    let folder = Folder::corpus(&[("a.txt", HYPHENS), ("b.txt", SPACES), ("c.txt", SPACES_TOO)]);
    let mut client = Editor::pull().folder(folder.root()).start();
    let uri = folder.uri("a.txt");
    client.open(&uri, HYPHENS);
    client.pull_until(&uri, "the other spelling", |found| found.len() == 1);
    client.replace_words(&uri, "Kim Jong-Il", "Kim Jong Il");
    assert!(client.pull(&uri).is_empty());
    client.close(&uri);
    folder.write("copydesk.toml", "[corpus\n");
    client.watched(&[(&folder.uri("copydesk.toml"), 2)]);
    client.open(URI, WEEKDAY);
    assert_eq!(client.pull(URI).len(), 1);
    client.no_more_publishes(URI, 0);
}

#[test]
fn lone_files_are_not_compared() {
    let folder = Folder::new(&[("a.txt", HYPHENS), ("b.txt", SPACES), ("c.txt", SPACES_TOO)]);
    let mut client = Editor::pull().folder(folder.root()).start();
    for (name, text) in [("a.txt", HYPHENS), ("b.txt", SPACES), ("c.txt", SPACES_TOO)] {
        client.open(&folder.uri(name), text);
    }
    client.open("untitled:1", WEEKDAY);
    assert!(
        client.pull(&folder.uri("a.txt")).is_empty(),
        "no `copydesk.toml`, no corpus"
    );
    assert_eq!(codes(&client.pull("untitled:1")), ["weekday-date"]);
}

#[test]
fn the_whole_corpus_open_or_not() {
    let folder = Folder::corpus(&[
        ("a.txt", HYPHENS),
        ("b.txt", SPACES),
        ("sub dir/c.txt", &format!("{SPACES_TOO}{WEEKDAY}")),
        ("notes.csv", WEEKDAY),
    ]);
    let mut client = Editor::pull().folder(folder.root()).start();
    let b = folder.uri("b.txt");
    client.open(&b, SPACES);
    let whole = |client: &mut Client, previous: Value| -> Vec<Value> {
        let report = client.ask(
            "workspace/diagnostic",
            json!({ "identifier": null, "previousResultIds": previous }),
        );
        report["items"].as_array().unwrap().clone()
    };
    client.pull_until(&b, "the folder was read", |_| true);
    crate::support::until("two articles with findings", || {
        whole(&mut client, json!([])).len() == 2
    });
    let items = whole(&mut client, json!([]));
    let of = |items: &[Value], uri: &str| {
        items
            .iter()
            .find(|i| i["uri"] == uri)
            .unwrap_or_else(|| panic!("{uri} is missing: {items:#?}"))
            .clone()
    };
    let (a, c) = (folder.uri("a.txt"), folder.uri("sub dir/c.txt"));
    assert_eq!(of(&items, &a)["version"], Value::Null);
    assert!(
        of(&items, &a).as_object().unwrap().contains_key("version"),
        "null, not absent"
    );
    assert_eq!(
        codes(of(&items, &a)["items"].as_array().unwrap()),
        ["name-variant"]
    );
    assert_eq!(
        codes(of(&items, &c)["items"].as_array().unwrap()),
        ["weekday-date"]
    );

    // After a change of an open one: that one, and nothing that is as it was.
    let ids: Vec<Value> = items
        .iter()
        .map(|i| json!({ "uri": i["uri"], "value": i["resultId"] }))
        .collect();
    client.replace(
        &b,
        "North Korean leader Kim Jong Il came on Thursday, June 9, 2000, officials said.\n",
    );
    let again = whole(&mut client, json!(ids));
    assert_eq!(again.len(), 1, "{again:#?}");
    assert_eq!(
        (&of(&again, &b)["kind"], &of(&again, &b)["version"]),
        (&json!("full"), &json!(2))
    );
    assert_eq!(
        codes(of(&again, &b)["items"].as_array().unwrap()),
        ["weekday-date"]
    );
}

#[test]
fn another_article_changes_and_this_one_hears_of_it() {
    let folder = Folder::corpus(&[("a.txt", HYPHENS), ("b.txt", SPACES), ("c.txt", SPACES_TOO)]);
    let (a, b, c) = (
        folder.uri("a.txt"),
        folder.uri("b.txt"),
        folder.uri("c.txt"),
    );

    let mut client = Editor::push().folder(folder.root()).start();
    client.open(&a, HYPHENS);
    let found = client.published(&a, "the other spelling", |p| p.diagnostics.len() == 1);
    assert_eq!(
        found.diagnostics[0]["relatedInformation"][0]["location"]["uri"],
        b
    );
    client.open(&b, SPACES);
    client.open(&c, SPACES_TOO);
    client.replace(
        &b,
        "Nobody came by train, and nobody left by train, officials said.\n",
    );
    client.replace(
        &c,
        "There was no leader then, officials said to reporters on Monday.\n",
    );
    client.published(&a, "nobody else spells it otherwise", |p| {
        p.diagnostics.is_empty()
    });

    let mut client = Editor::pull().folder(folder.root()).start();
    client.open(&a, HYPHENS);
    client.pull_until(&a, "the other spelling", |found| found.len() == 1);
    let report = client.report(&a, None);
    let id = report["resultId"].as_str().unwrap().to_owned();
    let refreshes = client.requests("workspace/diagnostic/refresh").len();
    client.open(&b, SPACES);
    client.open(&c, SPACES_TOO);
    client.replace(
        &b,
        "Nobody came by train, and nobody left by train, officials said.\n",
    );
    client.replace(
        &c,
        "There was no leader then, officials said to reporters on Monday.\n",
    );
    client.requested("workspace/diagnostic/refresh", refreshes + 1);
    let report = client.report(&a, Some(&id));
    assert_eq!(
        (&report["kind"], &report["items"]),
        (&json!("full"), &json!([]))
    );
}

#[test]
fn a_fact_of_the_dossier_is_pointed_at() {
    let known = "[[person]]\nname = \"Maria Keller\"\nborn = \"1942\"\n";
    let text =
        "Friday, June 9, 2000\n\nMaria Keller, 52, spoke to reporters in the capital on Friday.\n";
    let folder = Folder::corpus(&[("dossier/people.toml", known), ("a.txt", text)]);
    let a = folder.uri("a.txt");

    let mut client = Editor::push().folder(folder.root()).start();
    client.open(&a, text);
    let found = client.published(&a, "the age", |p| p.diagnostics.len() == 1);
    assert_eq!(
        found.diagnostics[0]["message"],
        "Born in 1942, Maria Keller is 57 or 58 on June 9, 2000."
    );
    let proof = &found.diagnostics[0]["relatedInformation"][0]["location"];
    assert_eq!(proof["uri"], json!(folder.uri("dossier/people.toml")));
    assert_eq!(
        proof["range"]["start"],
        json!({ "line": 2, "character": 7 })
    );

    let run = copydesk(folder.path(), &["check"]);
    let (age, birth) = (
        "a.txt:3:15: warning: Born in 1942,",
        "dossier/people.toml:3:8: The birth.",
    );
    assert!(
        run.stdout.contains(age) && run.stdout.contains(birth),
        "{run:?}"
    );
}

#[test]
fn the_proof_in_another_open_article_is_where_its_last_edit_left_it() {
    let folder = Folder::corpus(&[("a.txt", HYPHENS), ("b.txt", SPACES), ("c.txt", SPACES_TOO)]);
    let (a, b) = (folder.uri("a.txt"), folder.uri("b.txt"));
    let mut client = Editor::pull().folder(folder.root()).start();
    client.indexed(&folder.root(), 3);
    client.open(&a, HYPHENS);
    client.open(&b, SPACES);
    for round in 0..20 {
        client.edit(&b, &[(0..0, "A line above it all.\n")]);
        let found = client.pull(&a);
        let there = &found[0]["relatedInformation"][0]["location"];
        assert_eq!(there["uri"], b);
        assert_eq!(
            client.words(&b, &there["range"]),
            "Kim Jong Il",
            "round {round}"
        );
    }
}
