//! Claims: made, followed through edits, in several pieces, put into the outline, refused.

use super::{FILE, desk, range, run, state, take};
use serde_json::json;

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
