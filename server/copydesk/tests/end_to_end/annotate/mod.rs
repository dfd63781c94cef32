//! What people note of an article: claims, verdicts, sources, and how they live with the text. Here is the desk that all
//! these tests sit at.

mod claims;
mod confidential;
mod exchange;
mod files;
mod to_check;
mod verdicts;

use crate::support::{
    Folder,
    client::{Client, Editor},
};
use serde_json::{Value, json};

const TEXT: &str = "MOSCOW, June 9, 2000 (AP) - Trade grew to 50 billion dollars last year, officials said.\nThe bridge was opened by Anna Keller, they said.\n";
const FILE: &str = ".copydesk/annotations/a.txt.jsonl";

fn desk() -> (Folder, Client, String) {
    desk_with(TEXT)
}

/// A folder with one article, open.
fn desk_with(text: &str) -> (Folder, Client, String) {
    let folder = Folder::corpus(&[("a.txt", text)]);
    let mut client = Editor::push()
        .settings(json!({ "author": "anna" }))
        .folder(folder.root())
        .start();
    client.indexed(&folder.root(), 1);
    let uri = folder.uri("a.txt");
    client.open(&uri, text);
    (folder, client, uri)
}

/// The range of some words in the buffer.
fn range(client: &Client, uri: &str, words: &str) -> Value {
    let start = client.position(uri, words, 1, 0);
    let end = client.position(uri, words, 1, words.len());
    json!({ "start": start, "end": end })
}

#[track_caller]
fn run(client: &mut Client, command: &str, arguments: Value) -> Value {
    client.ask(
        "workspace/executeCommand",
        json!({ "command": command, "arguments": arguments }),
    )
}

#[track_caller]
fn actions(client: &mut Client, uri: &str, range: &Value) -> Vec<Value> {
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
fn take(client: &mut Client, uri: &str, words: &str, title: &str) -> Value {
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
fn judge(client: &mut Client, uri: &str, words: &str, kind: &str, verdict: &str) {
    take(client, uri, words, &format!("Mark as a claim: {kind}"));
    take(client, uri, words, &format!("This claim is: {verdict}"));
}

fn state(client: &mut Client, uri: &str) -> Value {
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
