//! What to check: what the server proposes, what becomes of it, and what a desk asks before something counts as checked.

use super::{FILE, TEXT, actions, desk, desk_with, judge, range, run, state, take};
use crate::support::{client::Client, client::Editor, copydesk, until};
use serde_json::{Value, json};

const CHECKED: &str = "OSLO, June 9, 2000 (AP) - Trade with Norway grew to 50 billion dollars last year.\nIt was the largest deal ever, with 30 ports in it. “We have never seen its like before,” Anna Keller said.\nMs. Keller leaves in May.\n";

fn proposals(client: &mut Client, uri: &str) -> Vec<Value> {
    let answer = run(client, "copydesk.proposals", json!([uri]));
    answer["proposals"].as_array().unwrap().clone()
}

/// The words that stand where each proposal points, with its kind.
fn listed(client: &mut Client, uri: &str) -> Vec<String> {
    let all = proposals(client, uri);
    let line = |p: &Value| {
        let words = client.words(uri, &p["range"]);
        assert_eq!(p["words"], words);
        format!("{}: {words}", p["kind"].as_str().unwrap())
    };
    all.iter().map(line).collect()
}

#[test]
fn what_to_check_is_listed_on_demand_and_never_underlined() {
    let (_folder, mut client, uri) = desk_with(CHECKED);
    assert_eq!(
        listed(&mut client, &uri),
        [
            "superlative: the largest deal ever",
            "superlative: We have never seen its like before",
            "number: 50 billion dollars",
            "number: 30 ports",
            "quotation: “We have never seen its like before,”",
            "date: last year",
            "date: May",
        ]
    );
    let all = proposals(&mut client, &uri);
    assert_eq!(all[4]["saidBy"], "Anna Keller");
    assert_eq!(all[4]["rule"], "to-check-quotation");
    assert_eq!(
        all[4]["why"],
        "Did Anna Keller say this, and in these words?"
    );
    let told = client.published(&uri, "nothing to say", |_| true);
    assert!(told.diagnostics.is_empty(), "{:?}", told.diagnostics);
    // Nobody has noted anything: no line of state above the article.
    assert_eq!(state(&mut client, &uri), Value::Null);
    let next = run(
        &mut client,
        "copydesk.nextProposal",
        json!([uri, { "line": 0, "character": 60 }]),
    );
    assert_eq!(client.words(&uri, &next["range"]), "last year");
}

#[test]
fn a_proposal_becomes_a_claim_with_its_kind_and_speaker() {
    let (_folder, mut client, uri) = desk_with(CHECKED);
    let title = "To check (quotation): “We have never seen its like before,” is a claim";
    take(&mut client, &uri, "seen its like", title);
    let claims = run(&mut client, "copydesk.claims", json!([uri]));
    let claim = &claims["claims"][0];
    assert_eq!(
        (&claim["kind"], &claim["saidBy"], &claim["state"]),
        (&json!("quotation"), &json!("Anna Keller"), &json!("open"))
    );
    assert_eq!(claim["words"], "“We have never seen its like before,”");
    assert_eq!(
        claim["entries"][0]["text"],
        "**Claim** (quotation), said by Anna Keller"
    );
    // Checked at once: a claim and its verdict.
    take(
        &mut client,
        &uri,
        "30 ports",
        "To check (number): “30 ports” is confirmed",
    );
    assert_eq!(state(&mut client, &uri), "1 of 2 checked, 1 open");
    assert_eq!(
        listed(&mut client, &uri),
        [
            "superlative: the largest deal ever",
            "number: 50 billion dollars",
            "date: last year",
            "date: May",
        ]
    );
    let lenses = client.ask(
        "textDocument/codeLens",
        json!({ "textDocument": { "uri": uri } }),
    );
    assert_eq!(lenses[1]["command"]["title"], "4 more to check");
    let refused = json!([uri, range(&client, &uri, "May"), "date", { "verdict": "splendid" }]);
    client.refused(
        "workspace/executeCommand",
        json!({ "command": "copydesk.addClaim", "arguments": refused }),
    );
    let claims = run(&mut client, "copydesk.claims", json!([uri]));
    assert_eq!(
        claims["claims"].as_array().unwrap().len(),
        2,
        "nothing was written"
    );
}

#[test]
fn what_was_put_aside_stays_so_after_edits_and_a_restart() {
    let (folder, mut client, uri) = desk_with(CHECKED);
    let all = proposals(&mut client, &uri);
    let ports = all.iter().find(|p| p["words"] == "30 ports").unwrap();
    let aside = json!([
        uri,
        ports["rule"],
        ports["why"],
        ports["range"],
        "I counted them on the map."
    ]);
    run(&mut client, "copydesk.dismiss", aside);
    let left = |client: &mut Client| {
        let listed = listed(client, &uri);
        listed
            .iter()
            .filter(|l| l.contains("ports"))
            .cloned()
            .collect::<Vec<_>>()
    };
    assert!(left(&mut client).is_empty());
    client.edit(&uri, &[(0..0, "Note.\n\n")]);
    client.replace_words(&uri, "with 30", "and with 30");
    assert!(left(&mut client).is_empty());
    // The file changes while nobody looks, and the server is another one.
    client.close(&uri);
    drop(client);
    let text = format!("A line above.\n\n{CHECKED}");
    folder.write("a.txt", &text);
    let mut client = Editor::push().folder(folder.root()).start();
    client.indexed(&folder.root(), 1);
    client.open(&uri, &text);
    assert!(left(&mut client).is_empty());
    let report = copydesk(folder.path(), &["report", "a.txt"]).stdout;
    assert!(report.contains("“30 ports”: A number, and the sentence does not say from whom it is. Put aside by anna: I counted them on the map."), "{report}");
    // Another number was never put aside.
    client.replace_words(&uri, "30 ports", "31 ports");
    assert_eq!(left(&mut client), ["number: 31 ports"]);
}

#[test]
fn the_report_lists_what_nobody_looked_at() {
    let (folder, mut client, uri) = desk_with(CHECKED);
    take(
        &mut client,
        &uri,
        "30 ports",
        "To check (number): “30 ports” is confirmed",
    );
    let from_shell = copydesk(folder.path(), &["report", "a.txt"]).stdout;
    let list = from_shell
        .split("## Neither checked nor put aside\n")
        .nth(1)
        .unwrap();
    let list = list.split("\n## ").next().unwrap();
    assert!(
        list.contains("“the largest deal ever”, line 2 (superlative)"),
        "{list}"
    );
    assert!(
        list.contains("“50 billion dollars”, line 1 (number)"),
        "{list}"
    );
    assert!(!list.contains("30 ports"), "{list}");
    // The editor has the same report, of the text as it is in its window.
    let report = run(&mut client, "copydesk.report", json!([uri, "markdown"]));
    assert_eq!(report["text"], from_shell);
    client.replace_words(&uri, "50 billion", "60 billion");
    let report = run(&mut client, "copydesk.report", json!([uri, "html"]));
    let page = report["text"].as_str().unwrap();
    assert!(
        page.starts_with("<!doctype html>") && page.contains("60 billion dollars"),
        "{page}"
    );
}

#[test]
fn the_desk_asks_for_two_sources_and_two_people() {
    let (folder, mut client, uri) = desk();
    judge(
        &mut client,
        &uri,
        "50 billion dollars",
        "number",
        "confirmed",
    );
    assert_eq!(state(&mut client, &uri), "1 of 1 checked");
    let config = folder.uri("copydesk.toml");
    client.expect_publishes(&config);
    let set = |client: &mut Client, text: &str| {
        folder.write("copydesk.toml", text);
        client.watched(&[(&config, 2)]);
    };
    set(&mut client, "[claims]\ntwo-independent-sources = true\n");
    until("the desk asks for two sources", || {
        state(&mut client, &uri) == "0 of 1 checked, 1 open"
    });
    let told = client.published(&uri, "what is missing", |p| !p.diagnostics.is_empty());
    let claim = &told.diagnostics[0];
    assert_eq!(
        claim["message"],
        "Checked, but not as the desk asks: find a second, independent source."
    );
    assert_eq!(
        (&claim["code"], &claim["severity"]),
        (&json!("claim"), &json!(3))
    );
    let report = copydesk(folder.path(), &["report", "a.txt"]).stdout;
    assert!(
        report.contains("To do: find a second, independent source."),
        "{report}"
    );
    // Two sources that have it from one origin are one.
    let claims = run(&mut client, "copydesk.claims", json!([uri]));
    let id = claims["claims"][0]["id"].clone();
    let mut source = |title: &str, origin: &str| {
        let about = json!([uri, { "title": title, "kind": "news", "origin": origin }]);
        run(&mut client, "copydesk.addSource", about)["id"].clone()
    };
    let (courier, herald, yearbook) = (
        source("Courier", "Northline"),
        source("Herald", "Northline"),
        source("Yearbook", "Statistics Office"),
    );
    let judge = |client: &mut Client, sources: &[&Value]| {
        let sources: Vec<Value> = sources.iter().map(|s| json!({ "id": s })).collect();
        let details = json!({ "sources": sources });
        run(
            client,
            "copydesk.setVerdict",
            json!([uri, id, "confirmed", details]),
        );
    };
    judge(&mut client, &[&courier, &herald]);
    assert_eq!(state(&mut client, &uri), "0 of 1 checked, 1 open");
    judge(&mut client, &[&courier, &yearbook]);
    assert_eq!(state(&mut client, &uri), "1 of 1 checked");
    client.published(&uri, "nothing is missing", |p| p.diagnostics.is_empty());
    set(&mut client, "[claims]\nsecond-pair-of-eyes = true\n");
    until("the desk asks for a second person", || {
        state(&mut client, &uri) == "0 of 1 checked, 1 open"
    });
    // What cannot be understood is told where it stands, and the last good rules hold.
    let broken = "[claims]\nsecond-pair-of-eyes = \"always\"\n";
    set(&mut client, broken);
    let shown = client.published(&config, "what is wrong", |p| p.diagnostics.len() == 1);
    let words = client.units.words(broken, &shown.diagnostics[0]["range"]);
    assert_eq!(words, "\"always\"");
    assert_eq!(state(&mut client, &uri), "0 of 1 checked, 1 open");
    assert_eq!(folder.read(FILE).lines().count(), 7);
}

#[test]
fn a_finding_that_was_put_aside_is_no_proposal_and_the_other_way_round() {
    let (_folder, mut client, uri) = desk();
    let offered = {
        let range = range(&client, &uri, "opened by Anna Keller");
        actions(&mut client, &uri, &range)
    };
    let name = "To check (name): “Anna Keller” needs no check";
    assert!(offered.iter().any(|a| a["title"] == name), "{offered:#?}");
    take(&mut client, &uri, "Anna Keller", name);
    assert!(!listed(&mut client, &uri).contains(&"name: Anna Keller".to_owned()));
    assert!(TEXT.contains("Anna Keller"));
    // Words beside each other are proposed as they are, each once.
    let all = listed(&mut client, &uri);
    let mut once = all.clone();
    once.dedup();
    assert_eq!(all, once);
}

#[test]
fn findings_and_claims_leave_as_sarif() {
    let (folder, mut client, uri) = desk();
    let text = format!("{TEXT}They met on Thursday, June 10, 2000, he said.\n");
    folder.write("a.txt", &text);
    client.replace(&uri, &text);
    client.published(&uri, "the weekday", |found| !found.diagnostics.is_empty());
    let exported = || {
        let run = copydesk(folder.path(), &["export", "a.txt", "--to", "sarif"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        let log = run.json();
        assert_eq!(log["version"], "2.1.0");
        log["runs"][0]["results"].as_array().unwrap().clone()
    };
    let before = exported();
    assert_eq!(
        (before.len(), &before[0]["ruleId"]),
        (1, &json!("weekday-date"))
    );
    assert_eq!(before[0]["suppressions"], json!([]));
    let title = "Leave “Thursday” as it is";
    take(&mut client, &uri, "Thursday", title);
    judge(&mut client, &uri, "50 billion dollars", "number", "wrong");
    let results = exported();
    assert_eq!(results.len(), 2);
    assert_eq!(
        results[0]["suppressions"],
        json!([{ "kind": "external", "justification": "It is right as it stands." }])
    );
    let claim = &results[1];
    assert_eq!(
        (&claim["ruleId"], &claim["level"], &claim["message"]["text"]),
        (&json!("claim"), &json!("warning"), &json!("anna: wrong."))
    );
    // Columns count code points from 1, the end left out.
    let region = &claim["locations"][0]["physicalLocation"]["region"];
    let at = TEXT.find("50 billion dollars").unwrap();
    assert_eq!(
        (
            &region["startLine"],
            &region["startColumn"],
            &region["endColumn"]
        ),
        (&json!(1), &json!(at + 1), &json!(at + 19))
    );
    // Other words were never put aside.
    client.replace_words(&uri, "on Thursday", "on Friday");
    client.published(&uri, "the weekday again", |found| {
        found
            .diagnostics
            .iter()
            .any(|d| d["code"] == "weekday-date")
    });
}
