//! The files of annotations: changed by others, damaged, held by another program.

use super::{FILE, TEXT, actions, desk, judge, range, run, state, take};
use crate::support::{findings, until};
use serde_json::{Value, json};

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
