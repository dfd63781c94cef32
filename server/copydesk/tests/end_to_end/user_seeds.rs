//! Articles by other hands, kept outside the repository: what must be found in them, and what must not.

use std::{ops::Range, path::PathBuf};

use crate::support::{
    Folder,
    client::{Client, Editor},
    copydesk, repository,
};
use serde_json::{Value, json};

/// More warnings and pieces of information than this over five articles, and nobody reads them.
const MOST: usize = 25;

/// So many passages of the list may be pointed at, and a program can see all of them.
const MAY: usize = 13;

fn range(value: &Value) -> Range<u64> {
    value[0].as_u64().unwrap()..value[1].as_u64().unwrap()
}

fn overlap(a: &Range<u64>, b: &Range<u64>) -> bool {
    a.start < b.end && b.start < a.end
}

#[test]
#[allow(clippy::print_stdout, reason = "a skipped test should say so")]
fn what_must_be_found_is_and_what_must_not_is_not() {
    let shared = repository().join("../shared");
    let Ok(gold) = std::fs::read_to_string(shared.join("seed_gold.jsonl")) else {
        println!("SKIPPED: ../shared/seed_gold.jsonl is not there; nothing was checked");
        return;
    };
    let run = copydesk(
        &shared,
        &[
            "check",
            "--format",
            "json",
            "--min-severity",
            "hint",
            "seeds",
        ],
    );
    assert_ne!(run.status, 2, "{}", run.stderr);
    let found = run.json();
    assert_eq!(found["articles"], 5);
    let findings = found["findings"].as_array().unwrap();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for line in gold.lines() {
        let want: Value = serde_json::from_str(line).unwrap();
        let file = format!("seeds/{}", want["file"].as_str().unwrap());
        let place = range(&want["char"]);
        let text: Vec<char> = std::fs::read_to_string(shared.join(&file))
            .unwrap()
            .chars()
            .collect();
        let words: String = text[place.start as usize..place.end as usize]
            .iter()
            .collect();
        assert_eq!(want["quote"], words, "the list is out of step with {file}");
        let overlapping: Vec<&Value> = findings
            .iter()
            .filter(|f| {
                f["file"] == file
                    && overlap(
                        &place,
                        &(f["start"].as_u64().unwrap()..f["end"].as_u64().unwrap()),
                    )
            })
            .collect();
        match (
            want["class"].as_str().unwrap(),
            want["deterministic"].as_str().unwrap_or(""),
        ) {
            ("must", "yes") if overlapping.is_empty() => wrong.push(format!("not found: {line}")),
            ("may", "yes") => {
                seen += usize::from(!overlapping.is_empty());
                if overlapping.is_empty() {
                    wrong.push(format!("not even a hint: {line}"));
                }
            }
            ("mustnot", _) => {
                let loud = overlapping.iter().filter(|f| f["severity"] != "hint");
                wrong.extend(loud.map(|f| format!("must not be flagged: {line}\n    but: {f}")));
            }
            _ => {}
        }
    }
    let loud = findings.iter().filter(|f| f["severity"] != "hint").count();
    assert_eq!(seen, MAY, "what a program can see, and may: {wrong:?}");
    if loud > MOST {
        wrong.push(format!(
            "{loud} warnings and pieces of information; {MOST} is the most"
        ));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The folder of the articles, if it is there.
#[allow(clippy::print_stdout, reason = "a skipped test should say so")]
fn seeds() -> Option<PathBuf> {
    let seeds = repository().join("../shared/seeds");
    if !seeds.is_dir() {
        println!("SKIPPED: ../shared/seeds is not there; nothing was checked");
        return None;
    }
    Some(seeds)
}

/// The articles in the order of their names, as a corpus that is open in an editor.
fn opened(seeds: &PathBuf) -> (Folder, Client, Vec<String>) {
    let folder = Folder::corpus(&[]);
    let mut uris = Vec::new();
    for entry in std::fs::read_dir(seeds).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        folder.write(&name, std::fs::read(&path).unwrap());
        uris.push(folder.uri(&name));
    }
    uris.sort();
    let mut client = Editor::pull().folder(folder.root()).start();
    client.indexed(&folder.root(), uris.len());
    for uri in &uris {
        let text = folder.read(uri.rsplit('/').next().unwrap());
        client.open(uri, &text);
    }
    (folder, client, uris)
}

/// The number of an article, and the name that stands at a location in it.
fn named(client: &Client, uris: &[String], location: &Value) -> (usize, String) {
    let uri = location["uri"].as_str().unwrap();
    let number = uris.iter().position(|u| u == uri).unwrap();
    (number, client.words(uri, &location["range"]))
}

#[test]
fn each_kim_leads_to_who_is_meant() {
    let Some(seeds) = seeds() else { return };
    let (_folder, mut client, uris) = opened(&seeds);
    // The article, the words, which of them, and whose first mention in the oldest article they lead to.
    for (number, words, nth, name) in [
        (0, "Kim was expected", 1, "Kim Jong Il"),
        (0, "Kim and Putin", 1, "Kim Jong Il"),
        (2, "Kim, who avoids", 1, "Kim Jong Il"),
        (2, "Kim, who rarely", 1, "Kim Jong Il"),
        (3, "Kim also sent", 1, "Kim Jong Un"),
        (3, "Kim to the annual", 1, "Kim Jong Un"),
        (4, "Kim in the eastern city", 1, "Kim Jong Un"),
    ] {
        let params = client.at(&uris[number], words, nth);
        let place = client.ask("textDocument/definition", params);
        let (article, found) = named(&client, &uris, &place);
        assert_eq!(found, name, "{words} in {}", uris[number]);
        // The third says no date: it comes after those that do.
        let oldest = if name == "Kim Jong Il" { 1 } else { 4 };
        assert_eq!(article, oldest, "{words} in {}", uris[number]);
    }
}

#[test]
fn references_of_one_kim_are_of_no_other() {
    let Some(seeds) = seeds() else { return };
    let (_folder, mut client, uris) = opened(&seeds);
    let mut params = client.at(&uris[2], "Kim, who avoids", 1);
    params["context"] = json!({ "includeDeclaration": true });
    let found = client.ask("textDocument/references", params);
    let found: Vec<_> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|l| named(&client, &uris, l))
        .collect();
    for number in [0, 1, 2, 4] {
        assert!(
            found.iter().any(|(n, _)| *n == number),
            "{number}: {found:?}"
        );
    }
    for (number, words) in &found {
        assert!(
            ["Kim Jong Il", "Kim Jong-Il", "Kim"].contains(&words.as_str()),
            "{words}"
        );
        assert_ne!(*number, 3, "he is not named there");
    }
}
