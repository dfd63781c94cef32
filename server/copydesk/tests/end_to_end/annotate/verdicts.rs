//! Verdicts, what they rest on, and what is decided.

use super::{FILE, desk, judge, judge_wrong, run, state, take};
use crate::support::until;
use serde_json::json;

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
