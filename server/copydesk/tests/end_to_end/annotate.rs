//! What people note of an article: claims, verdicts, sources, and how they live with the text.

use crate::support::{
    Folder,
    client::{Client, Editor},
    copydesk, findings, until,
};
use serde_json::{Value, json};

pub(crate) const TEXT: &str = "MOSCOW, June 9, 2000 (AP) - Trade grew to 50 billion dollars last year, officials said.\nThe bridge was opened by Anna Keller, they said.\n";
pub(crate) const FILE: &str = ".copydesk/annotations/a.txt.jsonl";

pub(crate) fn desk() -> (Folder, Client, String) {
    let folder = Folder::corpus(&[("a.txt", TEXT)]);
    let mut client = Editor::push()
        .settings(json!({ "author": "anna" }))
        .folder(folder.root())
        .start();
    client.indexed(&folder.root(), 1);
    let uri = folder.uri("a.txt");
    client.open(&uri, TEXT);
    (folder, client, uri)
}

/// The range of some words in the buffer.
pub(crate) fn range(client: &Client, uri: &str, words: &str) -> Value {
    let start = client.position(uri, words, 1, 0);
    let end = client.position(uri, words, 1, words.len());
    json!({ "start": start, "end": end })
}

#[track_caller]
pub(crate) fn run(client: &mut Client, command: &str, arguments: Value) -> Value {
    client.ask(
        "workspace/executeCommand",
        json!({ "command": command, "arguments": arguments }),
    )
}

#[track_caller]
pub(crate) fn actions(client: &mut Client, uri: &str, range: &Value) -> Vec<Value> {
    let asked = json!({
        "textDocument": { "uri": uri }, "range": range,
        "context": { "diagnostics": [], "only": ["refactor.annotate"] },
    });
    client
        .ask("textDocument/codeAction", asked)
        .as_array()
        .cloned()
        .unwrap_or_default()
}

#[track_caller]
pub(crate) fn take(client: &mut Client, uri: &str, words: &str, title: &str) -> Value {
    let range = range(client, uri, words);
    let offered = actions(client, uri, &range);
    let action = offered.iter().find(|a| a["title"] == title);
    let command = &action.unwrap_or_else(|| panic!("no “{title}” in {offered:#?}"))["command"];
    run(
        client,
        command["command"].as_str().unwrap(),
        command["arguments"].clone(),
    )
}

/// Makes words a claim of this kind and gives it a verdict, as the actions at the words do.
#[track_caller]
pub(crate) fn judge(client: &mut Client, uri: &str, words: &str, kind: &str, verdict: &str) {
    take(client, uri, words, &format!("Mark as a claim: {kind}"));
    take(client, uri, words, &format!("This claim is: {verdict}"));
}

pub(crate) fn state(client: &mut Client, uri: &str) -> Value {
    let lenses = client.ask(
        "textDocument/codeLens",
        json!({ "textDocument": { "uri": uri } }),
    );
    let mut lenses = lenses.as_array().cloned().unwrap_or_default().into_iter();
    let state = lenses.find(|lens| lens["command"]["command"] == "copydesk.nextOpenClaim");
    state.map_or(Value::Null, |lens| lens["command"]["title"].clone())
}

/// Marks the number as a claim, and judges it wrong with a source that says otherwise; gives the claim.
#[track_caller]
fn judge_wrong(client: &mut Client, uri: &str, source: &str) -> Value {
    let claim = take(client, uri, "50 billion dollars", "Mark as a claim: number");
    let about = json!([uri, { "title": source, "kind": "Data" }]);
    let source = run(client, "copydesk.addSource", about);
    let details = json!({ "note": "it was 49", "sources": [{ "id": source["id"], "relation": "contradicts" }] });
    run(
        client,
        "copydesk.setVerdict",
        json!([uri, claim["id"], "wrong", details]),
    );
    claim
}

#[test]
fn a_claim_is_made_checked_and_goes_stale() {
    let (folder, mut client, uri) = desk();
    take(
        &mut client,
        &uri,
        "50 billion dollars",
        "Mark as a claim: number",
    );
    take(
        &mut client,
        &uri,
        "opened by Anna Keller",
        "Mark as a claim: fact",
    );
    assert_eq!(state(&mut client, &uri), "0 of 2 checked, 2 open");
    take(
        &mut client,
        &uri,
        "50 billion dollars",
        "This claim is: confirmed",
    );
    assert_eq!(state(&mut client, &uri), "1 of 2 checked, 1 open");
    assert_eq!(folder.read(FILE).lines().count(), 3);
    // The next that is not done.
    let next = run(
        &mut client,
        "copydesk.nextOpenClaim",
        json!([uri, { "line": 0, "character": 0 }]),
    );
    assert_eq!(client.words(&uri, &next["range"]), "opened by Anna Keller");
    // An edit above moves it; an edit of its words makes the verdict stale.
    client.edit(&uri, &[(0..0, "Note. ")]);
    assert_eq!(state(&mut client, &uri), "1 of 2 checked, 1 open");
    client.replace_words(&uri, "50 billion", "60 billion");
    let told = client.published(&uri, "the claim that changed", |found| {
        found.diagnostics.iter().any(|d| d["code"] == "claim")
    });
    let notice = told
        .diagnostics
        .iter()
        .find(|d| d["code"] == "claim")
        .unwrap();
    assert!(
        notice["message"]
            .as_str()
            .unwrap()
            .contains("checked as “50 billion dollars”"),
        "{notice}"
    );
    assert_eq!(client.words(&uri, &notice["range"]), "60 billion dollars");
    // Checked again.
    take(
        &mut client,
        &uri,
        "60 billion dollars",
        "This claim is: confirmed",
    );
    assert_eq!(state(&mut client, &uri), "1 of 2 checked, 1 open");
    let params = client.at(&uri, "60 billion", 1);
    let hover = client.ask("textDocument/hover", params);
    let said = hover["contents"]["value"].as_str().unwrap();
    assert!(
        said.contains("**Claim** (number) · checked") && said.contains("anna: confirmed."),
        "{said}"
    );
}

#[test]
fn what_was_noted_is_there_again_after_the_file_changed() {
    let (folder, mut client, uri) = desk();
    take(
        &mut client,
        &uri,
        "opened by Anna Keller",
        "Mark as a claim: fact",
    );
    take(
        &mut client,
        &uri,
        "50 billion dollars",
        "Mark as a claim: number",
    );
    client.close(&uri);
    let changed = format!(
        "A new first line.\n\n{}",
        TEXT.replace(
            "Trade grew to 50 billion dollars last year",
            "Trade did not grow"
        )
    );
    folder.write("a.txt", &changed);
    client.open(&uri, &changed);
    let claims = run(&mut client, "copydesk.claims", json!([uri]));
    assert_eq!(
        client.words(&uri, &claims["claims"][0]["ranges"][0]),
        "opened by Anna Keller"
    );
    assert_eq!(claims["claims"][1]["state"], "not in the text");
    // A person says where it stands now.
    take(
        &mut client,
        &uri,
        "Trade did not grow",
        "Attach the claim “50 billion dollars” here",
    );
    let claims = run(&mut client, "copydesk.claims", json!([uri]));
    assert_eq!(
        client.words(&uri, &claims["claims"][1]["ranges"][0]),
        "Trade did not grow"
    );
}

#[test]
fn a_verdict_rests_on_a_source_and_two_may_disagree() {
    let (_folder, mut client, uri) = desk();
    let claim = judge_wrong(&mut client, &uri, "Yearbook");
    let told = client.published(&uri, "the wrong claim", |found| {
        found.diagnostics.iter().any(|d| d["code"] == "claim")
    });
    let message = told
        .diagnostics
        .iter()
        .find(|d| d["code"] == "claim")
        .unwrap()["message"]
        .clone();
    assert_eq!(message, "anna: wrong, it was 49; Yearbook contradicts.");
    client.set(json!({ "author": "ben" }));
    until("that ben writes", || {
        run(
            &mut client,
            "copydesk.reply",
            json!([uri, claim["id"], "I look into it."]),
        );
        let claims = run(&mut client, "copydesk.claims", json!([uri]));
        claims["claims"][0]["thread"]
            .as_str()
            .unwrap()
            .contains("ben: I look into it.")
    });
    run(
        &mut client,
        "copydesk.setVerdict",
        json!([uri, claim["id"], "confirmed"]),
    );
    assert_eq!(state(&mut client, &uri), "0 of 1 checked, 1 disputed");
}

#[test]
fn a_finding_is_put_aside_and_damage_is_told() {
    let (folder, mut client, uri) = desk();
    client.edit(
        &uri,
        &[(
            TEXT.len()..TEXT.len(),
            "They met on Thursday, June 10, 2000, he said.\n",
        )],
    );
    client.published(&uri, "the weekday", |found| !found.diagnostics.is_empty());
    let range = range(&client, &uri, "Thursday");
    let offered = actions(&mut client, &uri, &range);
    let aside = offered
        .iter()
        .find(|a| a["title"].as_str().unwrap() == "Leave “Thursday” as it is");
    let command = aside.unwrap()["command"].clone();
    run(
        &mut client,
        "copydesk.dismiss",
        command["arguments"].clone(),
    );
    client.published(&uri, "nothing", |found| found.diagnostics.is_empty());
    // It is put aside for the command line too.
    folder.write(
        "a.txt",
        format!("{TEXT}They met on Thursday, June 10, 2000, he said.\n"),
    );
    assert_eq!(findings(folder.path(), &["."]), [] as [Value; 0]);
    // A line that cannot be read is told, and the others hold.
    client.close(&uri);
    let lines = folder.read(FILE);
    folder.write(FILE, format!("<<<<<<< ours\n{lines}"));
    client.open(
        &uri,
        &format!("{TEXT}They met on Thursday, June 10, 2000, he said.\n"),
    );
    let told = client.published(&uri, "the damage", |found| !found.diagnostics.is_empty());
    assert_eq!(told.diagnostics.len(), 1, "{:?}", told.diagnostics);
    assert!(
        told.diagnostics[0]["message"]
            .as_str()
            .unwrap()
            .contains("a.txt.jsonl")
    );
    assert_eq!(folder.read(FILE), format!("<<<<<<< ours\n{lines}"));
}

#[test]
fn what_cannot_be_noted_is_said() {
    let (folder, mut client, uri) = desk();
    for (command, arguments) in [
        ("copydesk.addClaim", json!([])),
        ("copydesk.addClaim", json!([uri, "here"])),
        (
            "copydesk.setVerdict",
            json!([uri, "01M3250V00TSTBZ2TAYH50QEPM", "wrong"]),
        ),
        ("copydesk.attach", json!([uri, "no id"])),
        ("copydesk.addSource", json!([uri, {}])),
    ] {
        client.refused(
            "workspace/executeCommand",
            json!({ "command": command, "arguments": arguments }),
        );
    }
    assert!(!folder.file(FILE).exists());
}

#[test]
fn what_was_noted_is_reported_and_taken_elsewhere() {
    let (folder, mut client, uri) = desk();
    let claim = judge_wrong(&mut client, &uri, "Yearbook <2000>");
    run(
        &mut client,
        "copydesk.decide",
        json!([uri, claim["id"], "correct", "49 billion dollars"]),
    );
    let report = |format: &str| {
        let run = copydesk(folder.path(), &["report", "a.txt", "--format", format]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout
    };
    let markdown = report("markdown");
    for words in [
        "50 billion dollars",
        "49 billion dollars",
        "Yearbook",
        "Anna Keller",
        "2000-06-09",
        "it was 49",
    ] {
        assert!(markdown.contains(words), "{words} in {markdown}");
    }
    let html = report("html");
    assert!(
        html.starts_with("<!doctype html>") && html.contains("Yearbook &lt;2000&gt;"),
        "{html}"
    );
    assert!(
        !html.contains("http://") && !html.contains("src="),
        "it needs no other file"
    );
    // Out as a table, and in again for a copy of the article.
    let table = copydesk(folder.path(), &["export", "a.txt", "--to", "csv"]).stdout;
    folder.write("claims.csv", &table);
    folder.write("b.txt", TEXT);
    let taken = copydesk(
        folder.path(),
        &[
            "import",
            "--article",
            "b.txt",
            "--from",
            "csv",
            "claims.csv",
        ],
    );
    assert_eq!(taken.status, 0, "{}", taken.stderr);
    let again = copydesk(folder.path(), &["export", "b.txt", "--to", "csv"]).stdout;
    assert!(
        again.contains("50 billion dollars") && again.contains("wrong"),
        "{again}"
    );
    let w3c = copydesk(folder.path(), &["export", "a.txt", "--to", "w3c"]).stdout;
    folder.write("claims.jsonld", &w3c);
    folder.write("c.txt", TEXT);
    let taken = copydesk(
        folder.path(),
        &[
            "import",
            "--article",
            "c.txt",
            "--from",
            "w3c",
            "claims.jsonld",
        ],
    );
    assert_eq!(taken.status, 0, "{}", taken.stderr);
    let report = copydesk(folder.path(), &["report", "c.txt"]).stdout;
    assert!(
        report.contains("49 billion dollars") && report.contains("Yearbook"),
        "{report}"
    );
    for format in ["brat", "conll", "followthemoney"] {
        let out = copydesk(folder.path(), &["export", "a.txt", "--to", format]);
        assert!(
            out.status == 0 && !out.stdout.is_empty(),
            "{format}: {}",
            out.stderr
        );
    }
    let refused = copydesk(folder.path(), &["export", "a.txt", "--to", "claimreview"]);
    assert!(
        refused.status == 2 && refused.stderr.contains("--publisher"),
        "{}",
        refused.stderr
    );
}

#[test]
fn who_and_when() {
    let folder = Folder::corpus(&[
        ("a.txt", TEXT),
        (
            "sub/b.txt",
            "PARIS, June 9, 2000 (AP) - Anna Keller spoke to reporters.\n",
        ),
    ]);
    let entities = copydesk(folder.path(), &["entities", "--format", "json"]);
    let rows: Value = serde_json::from_str(&entities.stdout).unwrap();
    let anna = rows["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|r| r["name"] == "Anna Keller")
        .unwrap();
    assert_eq!(
        (&anna["articles"], &anna["kind"]),
        (&json!("2"), &json!("person"))
    );
    let days = copydesk(folder.path(), &["timeline"]);
    assert!(
        days.stdout
            .contains("2000-06-09  Friday   a.txt, sub/b.txt"),
        "{}",
        days.stdout
    );
    let page = copydesk(folder.path(), &["timeline", "--format", "html"]);
    assert!(page.stdout.contains("<td>Friday</td>"));
    assert_eq!(copydesk(folder.path(), &["entities", "nowhere"]).status, 2);
}

#[test]
fn what_a_colleague_noted_is_there_once_its_file_is() {
    let (folder, mut client, uri) = desk();
    judge(&mut client, &uri, "50 billion", "number", "confirmed");
    assert_eq!(state(&mut client, &uri), "1 of 1 checked");
    let mine = folder.read(FILE);
    let theirs: String = mine
        .lines()
        .next()
        .map(|claim| {
            claim.replace(
                &claim[claim.find("urn:ulid:").unwrap()..][9..35],
                "01M3250V002WEF82TKCRB6S49B",
            )
        })
        .unwrap();
    // As git's union merge leaves it.
    folder.write(FILE, format!("{theirs}\n{mine}"));
    client.watched(&[(&folder.uri(FILE), 2)]);
    until("the claim of a colleague", || {
        state(&mut client, &uri) == "1 of 2 checked, 1 open"
    });
}

#[test]
fn words_that_nothing_supports_wait_for_a_decision_and_a_claim_for_its_owner() {
    let (_folder, mut client, uri) = desk();
    judge(&mut client, &uri, "50 billion", "number", "unsupported");
    assert_eq!(state(&mut client, &uri), "0 of 1 checked, 1 open");
    let claims = run(&mut client, "copydesk.claims", json!([uri]));
    let id = claims["claims"][0]["id"].clone();
    run(&mut client, "copydesk.setOwner", json!([uri, id, "ben"]));
    let claims = run(&mut client, "copydesk.claims", json!([uri]));
    assert_eq!(claims["claims"][0]["owner"], "ben");
    let thread = claims["claims"][0]["thread"].as_str().unwrap();
    assert!(
        thread.lines().next().unwrap().ends_with("· ben"),
        "{thread}"
    );
    take(
        &mut client,
        &uri,
        "50 billion",
        "Keep the words of this claim",
    );
    assert_eq!(state(&mut client, &uri), "1 of 1 checked");
}

#[test]
fn how_a_source_is_reached_stays_out_of_git_and_of_the_report() {
    let (folder, mut client, uri) = desk();
    let source = run(
        &mut client,
        "copydesk.addSource",
        json!([uri, { "title": "A ministry" }]),
    );
    let contact = json!([uri, source["id"], "Vera", "+7 495 000-00-00"]);
    run(&mut client, "copydesk.addContact", contact);
    let kept = folder.read(".copydesk/private/a.txt.jsonl");
    assert!(kept.contains("495"), "{kept}");
    assert_eq!(folder.read(".copydesk/private/.gitignore"), "*\n");
    let shared = folder.read(FILE);
    let report = run(&mut client, "copydesk.report", json!([uri, "markdown"]));
    assert!(!shared.contains("495") && !report.to_string().contains("495"));
}

#[test]
fn a_confidential_note_is_seen_here_and_stays_out_of_git_and_of_the_report() {
    let (folder, mut client, uri) = desk();
    let claim = take(&mut client, &uri, "50 billion", "Mark as a claim: number");
    let about = json!([uri, { "title": "A ministry", "kind": "document" }]);
    let source = run(&mut client, "copydesk.addSource", about);
    let note = |client: &mut Client, on: &Value, words: &str| {
        run(client, "copydesk.addConfidential", json!([uri, on, words]))
    };
    let whole = note(&mut client, &Value::Null, "Legal has seen it.");
    note(&mut client, &claim["id"], "The minister told us.");
    note(&mut client, &source["id"], "Ask for Vera.");
    let known = run(&mut client, "copydesk.claims", json!([uri]));
    assert_eq!(known["notes"][0]["text"], "Legal has seen it.");
    assert_eq!(known["notes"][0]["confidential"], true);
    let entry = &known["claims"][0]["entries"][1];
    assert_eq!(entry["text"], "The minister told us.");
    assert_eq!(entry["confidential"], true);
    assert_eq!(known["claims"][0]["entries"][0]["confidential"], false);
    assert_eq!(known["sources"][0]["entries"][1]["text"], "Ask for Vera.");
    let params = client.at(&uri, "50 billion", 1);
    let hover = client.ask("textDocument/hover", params).to_string();
    assert!(
        hover.contains("anna, confidential: The minister told us."),
        "{hover}"
    );
    let shared = folder.read(FILE);
    let report = run(&mut client, "copydesk.report", json!([uri, "html"])).to_string();
    let export = copydesk(folder.path(), &["export", "a.txt", "--to", "w3c"]).stdout;
    assert!(export.contains("50 billion"), "{export}");
    for words in ["Legal", "minister told", "Vera"] {
        assert!(folder.read(".copydesk/private/a.txt.jsonl").contains(words));
        assert!(
            ![&shared, &report, &export]
                .iter()
                .any(|out| out.contains(words))
        );
    }
    run(&mut client, "copydesk.withdraw", json!([uri, whole["id"]]));
    let known = run(&mut client, "copydesk.claims", json!([uri]));
    assert_eq!(known["notes"], json!([]));
}

#[test]
fn a_claim_may_stand_in_several_pieces_and_stands_in_the_outline() {
    let (_folder, mut client, uri) = desk();
    let pieces = json!([
        range(&client, &uri, "Anna Keller"),
        range(&client, &uri, "The bridge was opened")
    ]);
    let made = json!([uri, pieces, "fact"]);
    run(&mut client, "copydesk.addClaim", made);
    let known = run(&mut client, "copydesk.claims", json!([uri]));
    let claim = &known["claims"][0];
    assert_eq!(claim["words"], "The bridge was opened … Anna Keller");
    let params = json!({ "textDocument": { "uri": uri } });
    let symbols = client.ask("textDocument/documentSymbol", params);
    let symbols = symbols.as_array().unwrap();
    let outlined = symbols
        .iter()
        .find(|symbol| symbol["detail"] == "claim: open");
    assert_eq!(outlined.unwrap()["name"], "The bridge was opened");
    let all = json!([
        claim["ranges"][0],
        claim["ranges"][1],
        range(&client, &uri, "they said")
    ]);
    let longer = json!([uri, claim["id"], all]);
    run(&mut client, "copydesk.attach", longer);
    let known = run(&mut client, "copydesk.claims", json!([uri]));
    assert_eq!(
        known["claims"][0]["words"],
        "The bridge was opened … Anna Keller … they said"
    );
    run(&mut client, "copydesk.withdraw", json!([uri, claim["id"]]));
    let known = run(&mut client, "copydesk.claims", json!([uri]));
    assert_eq!(known["claims"], json!([]), "as it was attached last");
    client.refused(
        "workspace/executeCommand",
        json!({ "command": "copydesk.addClaim", "arguments": [uri, [], "fact"] }),
    );
}

#[test]
fn a_source_is_noted_from_the_words_and_carries_a_verdict_in_any_editor() {
    let (folder, mut client, uri) = desk();
    take(
        &mut client,
        &uri,
        "officials",
        "Note as a source: “officials”",
    );
    take(&mut client, &uri, "50 billion", "Mark as a claim: number");
    take(
        &mut client,
        &uri,
        "50 billion",
        "This claim is: wrong, by “officials”",
    );
    assert_eq!(state(&mut client, &uri), "0 of 1 checked, 1 wrong");
    let noted = folder.read(FILE);
    assert!(
        noted.contains("contradicts") && noted.contains("\"consulted\":\""),
        "{noted}"
    );
    let dated = json!([uri, { "title": "A letter", "consulted": "2000-06-08" }]);
    run(&mut client, "copydesk.addSource", dated);
    assert!(folder.read(FILE).contains("\"consulted\":\"2000-06-08\""));
    let undated = json!([uri, { "title": "A letter", "consulted": "yesterday" }]);
    let refused = json!({ "command": "copydesk.addSource", "arguments": undated });
    client.refused("workspace/executeCommand", refused);
}

#[test]
fn claims_stand_while_another_program_holds_their_file() {
    let (folder, mut client, uri) = desk();
    judge(&mut client, &uri, "50 billion", "number", "confirmed");
    let file = std::fs::File::open(folder.path().join(FILE)).unwrap();
    file.lock().unwrap();
    client.watched(&[(&folder.uri(FILE), 2)]);
    assert_eq!(state(&mut client, &uri), "1 of 1 checked");
    let range = range(&client, &uri, "Anna Keller");
    let claim = json!({ "command": "copydesk.addClaim", "arguments": [uri, range, "name"] });
    let refused = client.refused("workspace/executeCommand", claim.clone());
    assert!(
        refused["message"].as_str().unwrap().contains("try again"),
        "{refused}"
    );
    file.unlock().unwrap();
    client.ask("workspace/executeCommand", claim);
    assert_eq!(state(&mut client, &uri), "1 of 2 checked, 1 open");
}
