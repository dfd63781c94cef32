//! What an editor can do with the dates of an article: write one out, and say which is the article's own.

use crate::support::{
    Folder,
    client::{Client, Editor, Units},
};
use serde_json::{Value, json};

/// Printed a day after it was filed: either could be meant.
const TWO_DATES: &str = "June 10, 2000\n\nMOSCOW, JUNE 9 (AP) - The two presidents met in the capital on Thursday, officials said.\n";

#[track_caller]
fn rewrites(client: &mut Client, uri: &str, word: &str) -> Vec<Value> {
    let position = client.at(uri, word, 1)["position"].clone();
    let answer = client.ask(
        "textDocument/codeAction",
        json!({
            "textDocument": { "uri": uri },
            "range": { "start": position, "end": position },
            "context": { "diagnostics": [], "only": ["refactor"] },
        }),
    );
    answer.as_array().cloned().unwrap_or_default()
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions
        .iter()
        .map(|a| a["title"].as_str().unwrap())
        .collect()
}

#[track_caller]
fn hover(client: &mut Client, uri: &str, word: &str) -> String {
    let params = client.at(uri, word, 1);
    let hover = client.ask("textDocument/hover", params);
    hover["contents"]["value"].as_str().unwrap().to_owned()
}

#[test]
fn a_date_is_written_out_as_the_desk_writes_it() {
    for units in Units::ALL {
        let folder = Folder::corpus(&[("a.txt", TWO_DATES)]);
        folder.write("copydesk.toml", "[style]\ndates = \"15 August 2002\"\n");
        let uri = folder.uri("a.txt");
        let mut client = Editor::pull()
            .counting_in(units)
            .folder(folder.root())
            .start();
        client.indexed(&folder.root(), 1);
        client.open(&uri, TWO_DATES);
        let offered = rewrites(&mut client, &uri, "Thursday");
        assert_eq!(titles(&offered)[0], "Write “8 June”");
        let edit = &offered[0]["edit"]["documentChanges"][0]["edits"][0];
        assert_eq!(client.words(&uri, &edit["range"]), "Thursday");
        assert_eq!(edit["newText"], "8 June");
    }
}

#[test]
fn a_person_settles_the_date_of_an_article() {
    for editor in [Editor::pull, Editor::push] {
        let folder = Folder::corpus(&[("a.txt", TWO_DATES)]);
        folder.write("copydesk.toml", "# ours\n[rules]\nname-typo = \"hint\"\n");
        let uri = folder.uri("a.txt");
        let mut client = editor().folder(folder.root()).start();
        client.indexed(&folder.root(), 1);
        client.open(&uri, TWO_DATES);
        assert!(
            hover(&mut client, &uri, "Thursday").contains("The article’s date is June 9, 2000")
        );
        let offered = rewrites(&mut client, &uri, "10");
        let settle = offered
            .iter()
            .find(|a| a["title"] == "Set the article’s date to June 10, 2000");
        let command = &settle.unwrap()["command"];
        let run = json!({ "command": command["command"], "arguments": command["arguments"] });
        client.ask("workspace/executeCommand", run);
        let config = folder.read("copydesk.toml");
        assert!(
            config.starts_with("# ours\n") && config.contains("2000-06-10"),
            "{config}"
        );
        // No edit is needed for it to hold.
        let settled = "The article’s date is June 10, 2000: it was set for this article";
        assert!(hover(&mut client, &uri, "Thursday").contains(settled));
        let again = rewrites(&mut client, &uri, "10");
        let titles = titles(&again);
        assert!(
            titles.contains(&"Let the text say the article’s date again"),
            "{titles:?}"
        );
        let free = json!({ "command": "copydesk.setDate", "arguments": [uri, null] });
        client.ask("workspace/executeCommand", free);
        assert!(!folder.read("copydesk.toml").contains("2000-06-10"));
        assert!(
            hover(&mut client, &uri, "Thursday").contains("The article’s date is June 9, 2000")
        );
    }
}

#[test]
fn what_cannot_be_set_is_said() {
    let folder = Folder::corpus(&[("a.txt", TWO_DATES)]);
    let mut client = Editor::pull().folder(folder.root()).start();
    client.indexed(&folder.root(), 1);
    let run = |arguments: Value| json!({ "command": "copydesk.setDate", "arguments": arguments });
    for arguments in [
        json!([]),
        json!([7, "2000-06-10"]),
        json!([folder.uri("a.txt"), "10 June"]),
        json!(["untitled:Untitled-1", "2000-06-10"]),
    ] {
        client.refused("workspace/executeCommand", run(arguments));
    }
    folder.write("copydesk.toml", "[rules\n");
    let said = client.refused(
        "workspace/executeCommand",
        run(json!([folder.uri("a.txt"), "2000-06-10"])),
    );
    let words = said["message"].as_str().unwrap();
    assert!(words.contains("copydesk.toml"), "{words}");
    assert_eq!(folder.read("copydesk.toml"), "[rules\n");
}
