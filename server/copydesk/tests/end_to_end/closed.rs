//! The findings of articles that nobody has open: told to who asks for the whole folder, kept in the index, looked for again
//! where something changed.

use std::time::Duration;

use crate::support::{
    Folder,
    client::{Client, Editor},
    until,
};
use rusqlite::Connection;
use serde_json::{Value, json};

const INDEX: &str = ".copydesk/cache/index.sqlite";
/// June 9, 2000 was a Friday.
const WEEKDAY: &str = "Officials spoke to reporters in the capital on Thursday, June 9, 2000.\n";
const HYPHENS: &str = "North Korean leader Kim Jong-Il will visit the country, officials said.\n";
const SPACES: &str = "North Korean leader Kim Jong Il came by train, and Kim Jong Il left by train, officials said.\n";
const SPACES_TOO: &str =
    "The leader was Kim Jong Il then, officials said to reporters on Monday.\n";
const NOBODY: &str = "Nobody came by train, and nobody left by train, officials there said.\n";

/// A client that shows what it was told, as an editor does.
struct Shown {
    client: Client,
    reports: Vec<Value>,
}

impl Shown {
    fn of(folder: &Folder, articles: usize) -> Self {
        let mut client = Editor::pull().folder(folder.root()).start();
        client.indexed(&folder.root(), articles);
        Self {
            client,
            reports: Vec::new(),
        }
    }

    fn params(&self) -> Value {
        let shown = self.reports.iter();
        let shown = shown.map(|r| json!({ "uri": r["uri"], "value": r["resultId"] }));
        json!({ "previousResultIds": shown.collect::<Vec<_>>() })
    }

    /// Takes reports in the order in which they came.
    fn show(&mut self, told: &Value) -> usize {
        let told = told["items"].as_array().unwrap();
        for report in told {
            assert_eq!(report["kind"], "full", "{report}");
            self.reports.retain(|shown| shown["uri"] != report["uri"]);
            self.reports.push(report.clone());
        }
        told.len()
    }

    /// Asks once more; how many reports came.
    fn ask(&mut self) -> usize {
        let told = self.client.ask("workspace/diagnostic", self.params());
        let reports = told["items"].as_array().unwrap().iter();
        let mut uris: Vec<&str> = reports.map(|r| r["uri"].as_str().unwrap()).collect();
        uris.sort_unstable();
        assert!(uris.windows(2).all(|two| two[0] != two[1]), "{uris:?}");
        self.show(&told)
    }

    fn with_findings(&self) -> usize {
        let items = |report: &&Value| !report["items"].as_array().unwrap().is_empty();
        self.reports.iter().filter(items).count()
    }

    /// The codes shown for an article.
    fn codes(&self, uri: &str) -> Vec<&str> {
        let shown = self.reports.iter().filter(|r| r["uri"] == uri);
        let items = shown.flat_map(|r| r["items"].as_array().unwrap());
        items.map(|d| d["code"].as_str().unwrap()).collect()
    }
}

fn ask_index<T: rusqlite::types::FromSql>(folder: &Folder, question: &str) -> T {
    let index = Connection::open(folder.file(INDEX)).unwrap();
    index.query_row(question, [], |row| row.get(0)).unwrap()
}

#[test]
fn the_index_keeps_what_was_found() {
    let folder = Folder::corpus(&[("right.txt", NOBODY)]);
    for n in 0..70 {
        folder.write(&format!("{n}.txt"), WEEKDAY);
    }
    let mut shown = Shown::of(&folder, 71);
    assert_eq!((shown.ask(), shown.reports.len()), (70, 70));
    let id = shown.client.request(
        "workspace/diagnostic",
        json!({ "previousResultIds": [], "partialResultToken": "part" }),
    );
    let whole = shown.client.answer(id).unwrap();
    assert_eq!(whole["items"].as_array().unwrap().len(), 70);
    let counted: u32 = ask_index(
        &folder,
        "SELECT count(*) FROM findings WHERE rule = 'weekday-date' AND severity = 'warning' AND line = 1",
    );
    assert_eq!(counted, 70);
    let words: String = ask_index(
        &folder,
        "SELECT substr('Officials spoke to reporters in the capital on Thursday', start + 1, length) FROM findings WHERE article = '7.txt'",
    );
    assert_eq!(words, "Thursday");
    // The next start looks through what changed meanwhile, and through nothing else.
    let checked = |n: u32| -> i64 {
        ask_index(
            &folder,
            &format!(
                "SELECT reports.checked FROM reports JOIN articles ON articles.id = article WHERE path = '{n}.txt'"
            ),
        )
    };
    let before = (checked(1), checked(2));
    drop(shown);
    folder.write("1.txt", NOBODY);
    let mut shown = Shown::of(&folder, 71);
    shown.ask();
    assert_eq!(shown.with_findings(), 69);
    assert!(checked(1) > before.0 && checked(2) == before.1);
}

#[test]
fn what_is_found_is_told_at_once_to_who_takes_it() {
    let folder = Folder::corpus(&[]);
    for n in 0..70 {
        folder.write(&format!("{n}.txt"), WEEKDAY);
    }
    let mut shown = Shown::of(&folder, 70);
    let mut params = shown.params();
    params["partialResultToken"] = json!("part");
    let id = shown.client.request("workspace/diagnostic", params);
    let rest = shown.client.answer(id).unwrap();
    let parts = shown.client.said("$/progress").into_iter();
    let parts: Vec<Value> = parts
        .filter(|p| p["token"] == "part")
        .map(|p| p["value"].clone())
        .collect();
    assert!(parts.len() > 1, "{parts:#?}");
    let told: usize = parts.iter().map(|part| shown.show(part)).sum();
    assert_eq!((told, shown.show(&rest), shown.reports.len()), (70, 0, 70));
}

#[test]
fn an_article_rests_on_others() {
    let folder = Folder::corpus(&[
        ("a.txt", HYPHENS),
        ("b.txt", SPACES),
        ("c.txt", WEEKDAY),
        ("d.txt", SPACES_TOO),
    ]);
    let [a, b, c] = ["a.txt", "b.txt", "c.txt"].map(|name| folder.uri(name));
    let mut shown = Shown::of(&folder, 4);
    shown.ask();
    assert_eq!(shown.codes(&a), ["name-variant"]);
    let finding = shown.reports.iter().find(|r| r["uri"] == a).unwrap()["items"][0].clone();
    let there = &finding["relatedInformation"][0]["location"];
    assert_eq!(there["uri"], b);
    let units = shown.client.units;
    assert_eq!(units.words(HYPHENS, &finding["range"]), "Kim Jong-Il");
    assert_eq!(units.words(SPACES, &there["range"]), "Kim Jong Il");
    let untouched = "SELECT reports.checked FROM reports JOIN articles ON articles.id = article WHERE path = 'c.txt'";
    let before: i64 = ask_index(&folder, untouched);
    folder.write("b.txt", NOBODY);
    shown.client.watched(&[(&b, 2)]);
    until("the other spelling is gone", || {
        shown.ask();
        shown.codes(&a).is_empty()
    });
    assert_eq!(ask_index::<i64>(&folder, untouched), before);
    std::fs::remove_file(folder.file("c.txt")).unwrap();
    shown.client.watched(&[(&c, 3)]);
    until("nothing is shown of what is gone", || {
        shown.ask();
        shown.codes(&c).is_empty()
    });
}

#[test]
fn settings_and_notes_count() {
    let folder = Folder::corpus(&[("a.txt", WEEKDAY), ("b.txt", WEEKDAY)]);
    let [a, b] = ["a.txt", "b.txt"].map(|name| folder.uri(name));
    let mut shown = Shown::of(&folder, 2);
    shown.ask();
    assert_eq!(
        (shown.codes(&a), shown.codes(&b)),
        (vec!["weekday-date"], vec!["weekday-date"])
    );
    // What somebody put aside is so when the article is closed.
    let client = &mut shown.client;
    client.open(&a, WEEKDAY);
    let found = client.pull(&a);
    let asked = json!({
        "textDocument": { "uri": a }, "range": found[0]["range"],
        "context": { "diagnostics": found, "only": ["refactor.annotate"] },
    });
    let offered = client.ask("textDocument/codeAction", asked);
    let mut offered = offered.as_array().unwrap().iter();
    let aside = offered.find(|action| action["title"] == "Leave “Thursday” as it is");
    client.ask(
        "workspace/executeCommand",
        aside.unwrap()["command"].clone(),
    );
    client.close(&a);
    until("it is put aside", || {
        shown.ask();
        shown.codes(&a).is_empty()
    });
    assert_eq!(shown.codes(&b), ["weekday-date"]);
    std::fs::remove_dir_all(folder.file(".copydesk/annotations")).unwrap();
    let config = folder.uri("copydesk.toml");
    shown.client.watched(&[(&config, 2)]);
    until("nobody put it aside", || {
        shown.ask();
        shown.codes(&a) == ["weekday-date"]
    });
    folder.write("copydesk.toml", "[rules]\nweekday-date = \"off\"\n");
    shown.client.watched(&[(&config, 2)]);
    until("nobody wants to hear of it", || {
        shown.ask();
        shown.codes(&a).is_empty() && shown.codes(&b).is_empty()
    });
}

#[test]
fn a_question_waits_until_something_happens() {
    let folder = Folder::corpus(&[("a.txt", WEEKDAY), ("b.txt", NOBODY)]);
    let b = folder.uri("b.txt");
    let mut shown = Shown::of(&folder, 2);
    shown.ask();
    // What reading the folder set going may come late.
    let mut id = shown.client.request("workspace/diagnostic", shown.params());
    std::thread::sleep(Duration::from_millis(1500));
    until("nothing happens any more", || {
        if shown.client.is_answered(id) {
            id = shown.client.request("workspace/diagnostic", shown.params());
            std::thread::sleep(Duration::from_millis(1500));
        }
        !shown.client.is_answered(id)
    });
    shown.client.notify("$/cancelRequest", json!({ "id": id }));
    assert_eq!(shown.client.answer(id).unwrap_err()["code"], -32800);
    let id = shown.client.request("workspace/diagnostic", shown.params());
    folder.write("b.txt", WEEKDAY);
    shown.client.watched(&[(&b, 2)]);
    let told = shown.client.answer(id).unwrap();
    shown.show(&told);
    until("the new finding", || {
        let new = shown.codes(&b) == ["weekday-date"];
        if !new {
            shown.ask();
        }
        new
    });
    // Who shows nothing is answered at once.
    let all = shown
        .client
        .ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
    assert_eq!(all["items"].as_array().unwrap().len(), 2);
}
