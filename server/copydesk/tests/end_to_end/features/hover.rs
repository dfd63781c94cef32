//! What a hover says.

use super::{ASTRAL, URI, corpus};
use crate::support::client::{Editor, Units};
use serde_json::{Value, json};

fn hover_text(hover: &Value) -> &str {
    hover["contents"]["value"]
        .as_str()
        .or_else(|| hover["contents"].as_str())
        .unwrap_or_else(|| panic!("{hover}"))
}

#[test]
fn hover_answers_who() {
    for units in Units::ALL {
        let mut client = Editor::pull().counting_in(units).start();
        client.open(URI, ASTRAL);
        let params = client.at(URI, "Putin", 3);
        let hover = client.ask("textDocument/hover", params);
        assert_eq!(client.words(URI, &hover["range"]), "Putin");
        let text = hover_text(&hover);
        assert!(
            text.lines().next().unwrap().contains("Vladimir Putin"),
            "the first line says who: {text}"
        );
        assert!(text.contains("Russian President"), "{text}");
        assert_eq!(hover["contents"]["kind"], "markdown");
        let params = client.at(URI, "slept", 1);
        assert_eq!(client.ask("textDocument/hover", params), Value::Null);
    }
}

#[test]
fn hover_answers_when() {
    let mut client = Editor::pull().start();
    client.open(
        URI,
        "MOSCOW, June 10, 2000 (AP) - Officials spoke to reporters on Friday, the agency said.\n",
    );
    let params = client.at(URI, "Friday", 1);
    let hover = client.ask("textDocument/hover", params);
    assert_eq!(client.words(URI, &hover["range"]), "Friday");
    let first = hover_text(&hover).lines().next().unwrap().to_owned();
    assert!(
        first.contains("2000-06-09") && first.contains("Friday"),
        "{first}"
    );
}

#[test]
fn hover_speaks_plain_text_to_those_who_want_it() {
    let mut client = Editor::pull()
        .with(
            "/textDocument/hover",
            json!({ "contentFormat": ["plaintext"] }),
        )
        .start();
    client.open(URI, ASTRAL);
    let params = client.at(URI, "Putin", 3);
    let hover = client.ask("textDocument/hover", params);
    assert_eq!(hover["contents"]["kind"], "plaintext");
    let text = hover_text(&hover);
    assert!(
        text.starts_with("Vladimir Putin") && !text.contains("**"),
        "{text}"
    );
}

#[test]
fn hover_knows_the_other_articles() {
    let (_folder, mut client, a, _) = corpus(Editor::pull());
    let params = client.at(&a, "Putin", 2);
    let hover = client.ask("textDocument/hover", params);
    assert!(hover_text(&hover).contains("b.txt"), "{hover}");
}
