//! The server's text is the editor's, whatever was typed.

use crate::support::{
    Dice,
    client::{Client, Editor, Units},
};
use serde_json::{Value, json};

const URI: &str = "untitled:edited";
const FRESH: &str = "untitled:fresh";

/// What an article is made of here: names in two spellings, dates right and wrong, quotations, and what is hard to count.
const PIECES: &[&str] = &[
    "Officials spoke there on Thursday, June 9, 2000. ",
    "President Moon Jae-in met Vladimir Putin in the capital. ",
    "His office said Moon Jae In was pleased. ",
    "Diplomats spoke of U.S claims. ",
    "He said “we are ready to meet you at an early date to discuss urgent issues of the region,” and left. ",
    "“We are ready to meet you at some early date to discuss urgent issues of the region,” he wrote. ",
    "They left on June 31. ",
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "# A headline of some words\n\n",
    "---\n",
    "```\n",
    "> ",
    "- ",
    "😀",
    "👩\u{200d}👧 ",
    "é",
    "e\u{301}",
    "\u{feff}",
    "\u{2028}",
    "”",
    "“",
    ", ",
    ". ",
    " ",
    "a",
    "Kim Jong Il",
    "Thursday",
];

fn article(dice: &mut Dice, pieces: usize) -> String {
    (0..pieces).map(|_| *dice.one(PIECES)).collect()
}

/// A place where a character starts, not between the two halves of a line end.
fn place(dice: &mut Dice, text: &str) -> usize {
    let mut at = dice.below(text.len() + 1);
    while !text.is_char_boundary(at)
        || (at > 0 && text[..at].ends_with('\r') && text[at..].starts_with('\n'))
    {
        at -= 1;
    }
    at
}

/// What the server says of a text that it sees for the first time.
#[track_caller]
fn fresh(client: &mut Client, text: &str) -> Vec<Value> {
    client.open_as(FRESH, "markdown", text);
    let found = client.pull(FRESH);
    client.close(FRESH);
    found
}

/// The diagnostics without what belongs to the file and the moment.
fn plain(diagnostics: &[Value], uri: &str) -> Vec<Value> {
    let text = |d: &Value| d.to_string().replace(uri, "FILE");
    diagnostics
        .iter()
        .map(|d| {
            let mut d = d.clone();
            d.as_object_mut().unwrap().remove("data");
            serde_json::from_str(&text(&d)).unwrap()
        })
        .collect()
}

#[track_caller]
fn compare(client: &mut Client, what: &str) -> usize {
    let text = client.text(URI).to_owned();
    let edited = client.pull(URI);
    let anew = fresh(client, &text);
    assert_eq!(
        plain(&edited, URI),
        plain(&anew, FRESH),
        "{what}: after the edits, and opened anew; the text: {text:?}"
    );
    edited.len()
}

#[test]
fn any_edits_give_what_the_text_gives_when_it_is_opened() {
    let rounds = if std::env::var_os("COPYDESK_LONG_TESTS").is_some() {
        100
    } else {
        6
    };
    for (seed, units) in (1..).zip(Units::ALL) {
        let mut dice = Dice(seed);
        let mut client = Editor::pull().counting_in(units).start();
        let mut seen = 0;
        for round in 0..rounds {
            let text = article(&mut dice, 20);
            client.open_as(URI, "markdown", &text);
            for step in 0..12 {
                // Several changes in a notification, each in the text that the one before it left.
                let mut text = client.text(URI).to_owned();
                let mut events = Vec::new();
                for _ in 0..=dice.below(3) {
                    let new = article(&mut dice, 1 + round % 3);
                    if dice.below(12) == 0 {
                        text = article(&mut dice, 10);
                        events.push(json!({ "text": text }));
                        continue;
                    }
                    let (a, b) = (place(&mut dice, &text), place(&mut dice, &text));
                    // Mostly small edits; sometimes half of the article goes.
                    let (from, to) = if dice.below(4) == 0 {
                        (a.min(b), a.max(b))
                    } else {
                        (a, a)
                    };
                    events.push(json!({ "range": units.range(&text, from..to), "text": new }));
                    text.replace_range(from..to, &new);
                }
                client.assume(URI, &text);
                client.change(URI, json!(events));
                seen += compare(
                    &mut client,
                    &format!("{}, round {round}, step {step}", units.name()),
                );
            }
            client.close(URI);
        }
        assert!(
            seen > 50,
            "{seen} diagnostics in all: this compares next to nothing"
        );
    }
}

#[test]
fn typing_letter_by_letter() {
    for units in Units::ALL {
        let mut client = Editor::pull().counting_in(units).start();
        client.open_as(URI, "markdown", "😀 é\r\n");
        let text = "Officials spoke 👩\u{200d}👧 there on Thursday, June 9, 2000.\r\nPresident Moon Jae-in met Moon Jae In and Moon Jae-in there, they said.\r\n";
        for character in text.chars() {
            let end = client.text(URI).len();
            client.edit(URI, &[(end..end, character.encode_utf8(&mut [0; 4]))]);
        }
        assert_eq!(client.text(URI).len(), text.len() + "😀 é\r\n".len());
        assert_eq!(compare(&mut client, units.name()), 2);
        // And back again, from the end.
        while client.text(URI).len() > 10 {
            let text = client.text(URI);
            let last = text.char_indices().next_back().unwrap().0;
            let last = if text.ends_with("\r\n") {
                last - 1
            } else {
                last
            };
            let end = text.len();
            client.edit(URI, &[(last..end, "")]);
        }
        assert_eq!(compare(&mut client, units.name()), 0);
    }
}

#[test]
fn columns_behind_astral_characters() {
    let text = "😀👩\u{200d}👧 é: officials spoke there on Thursday, June 9, 2000.\r\n\r\nThe 😀 second met them on Monday, June 9, 2000.";
    for units in Units::ALL {
        let mut client = Editor::pull().counting_in(units).start();
        client.open(URI, text);
        let found = client.pull(URI);
        let words: Vec<String> = found
            .iter()
            .map(|d| client.words(URI, &d["range"]))
            .collect();
        assert_eq!(words, ["Thursday", "Monday"], "{}", units.name());
        let at = text.find("Monday").unwrap();
        client.edit(URI, &[(at..at + 6, "Friday"), (0..4, "")]);
        let found = client.pull(URI);
        assert_eq!(
            found
                .iter()
                .map(|d| client.words(URI, &d["range"]))
                .collect::<Vec<_>>(),
            ["Thursday"],
            "{}",
            units.name()
        );
    }
}

#[test]
fn several_changes_apply_one_after_another() {
    let mut client = Editor::pull().start();
    client.open(URI, "Officials spoke there on Friday, June 9, 2000.");
    // Each range is right only in the text that the change before it left.
    client.edit(
        URI,
        &[
            (25..31, "Thursday"),
            (35..39, "July"),
            (40..41, "13"),
            (25..33, "Tuesday"),
        ],
    );
    assert_eq!(
        client.text(URI),
        "Officials spoke there on Tuesday, July 13, 2000."
    );
    let found = client.pull(URI);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["message"], "July 13, 2000 was a Thursday.");
    // A whole text in between wins over what came before it, and what comes after it counts from it.
    client.assume(URI, "It was Monday, June 5, 2000, they said there.");
    client.change(URI, json!([
        { "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 9 } }, "text": "Nobody" },
        { "text": "It was Sunday, June 5, 2000, they said there." },
        { "range": { "start": { "line": 0, "character": 7 }, "end": { "line": 0, "character": 13 } }, "text": "Monday" },
    ]));
    assert!(client.pull(URI).is_empty());
}

#[test]
fn whole_texts() {
    let mut client = Editor::pull().start();
    client.open(URI, "");
    assert!(client.pull(URI).is_empty());
    client.replace(URI, "Officials spoke there on Thursday, June 9, 2000.");
    assert_eq!(client.pull(URI).len(), 1);
    client.replace(URI, "");
    assert!(client.pull(URI).is_empty());
    client.change(URI, json!([]));
    assert!(client.pull(URI).is_empty());
}

#[test]
fn positions_outside_of_the_text_are_moved_into_it() {
    let mut client = Editor::pull().start();
    let at = |line: u64, character: u64| json!({ "line": line, "character": character });
    let big = u64::from(u32::MAX);
    for (start, end, becomes) in [
        // Beyond the end of a line: its end. Beyond the last line: the end.
        (
            at(0, 999),
            at(0, 999),
            "Officials spoke there.X\r\nThey left 😀.",
        ),
        (
            at(0, big),
            at(0, big),
            "Officials spoke there.X\r\nThey left 😀.",
        ),
        (
            at(9, 0),
            at(9, 5),
            "Officials spoke there.\r\nThey left 😀.X",
        ),
        (
            at(big, big),
            at(big, big),
            "Officials spoke there.\r\nThey left 😀.X",
        ),
        (at(1, 4), at(big, 0), "Officials spoke there.\r\nTheyX"),
        // In the middle of a character: before it.
        (
            at(1, 11),
            at(1, 13),
            "Officials spoke there.\r\nThey left X",
        ),
    ] {
        client.open(URI, "Officials spoke there.\r\nThey left 😀.");
        client.change(
            URI,
            json!([{ "range": { "start": start, "end": end }, "text": "X" }]),
        );
        client.assume(URI, becomes);
        // What a further edit lands on, and the place of a finding after it, tell what the server holds.
        let end = becomes.len();
        client.edit(
            URI,
            &[(end..end, "\r\nIt was on Thursday, June 9, 2000, they said.")],
        );
        let found = client.pull(URI);
        let words: Vec<_> = found
            .iter()
            .map(|d| client.words(URI, &d["range"]))
            .collect();
        assert_eq!(words, ["Thursday"], "{start} to {end}");
        compare(&mut client, becomes);
        client.close(URI);
    }
}

#[test]
fn a_reversed_range_does_no_harm() {
    let mut client = Editor::pull().start();
    client.open(URI, "Officials spoke there.\nThey left.\n");
    let (a, b) = (
        json!({ "line": 1, "character": 4 }),
        json!({ "line": 0, "character": 9 }),
    );
    client.change(
        URI,
        json!([{ "range": { "start": a, "end": b }, "text": "X" }]),
    );
    client.pull(URI);
    client.replace(URI, "It was on Thursday, June 9, 2000, they said.");
    assert_eq!(client.pull(URI).len(), 1);
}

#[test]
fn a_document_that_was_never_opened_is_left_alone() {
    let mut client = Editor::pull().start();
    client.open(URI, "It was on Thursday, June 9, 2000, they said.");
    let range =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 0 } });
    client.notify("textDocument/didChange", json!({ "textDocument": { "uri": "untitled:other", "version": 7 }, "contentChanges": [{ "range": range, "text": "X" }] }));
    client.notify("textDocument/didChange", json!({ "textDocument": { "uri": "untitled:other", "version": 8 }, "contentChanges": [{ "text": "It was on Thursday, June 9, 2000." }] }));
    client.notify(
        "textDocument/didClose",
        json!({ "textDocument": { "uri": "untitled:other" } }),
    );
    client.notify(
        "textDocument/didSave",
        json!({ "textDocument": { "uri": "untitled:other" } }),
    );
    assert_eq!(client.pull(URI).len(), 1);
    // It is not there: no report, or an empty one, but an answer.
    let id = client.request(
        "textDocument/diagnostic",
        json!({ "textDocument": { "uri": "untitled:other" } }),
    );
    if let Ok(report) = client.answer(id) {
        assert_eq!(report["items"], json!([]), "{report}");
    }
    client.open(
        "untitled:other",
        "It was on Friday, June 9, 2000, they said.",
    );
    assert!(client.pull("untitled:other").is_empty());
}

#[test]
fn opened_twice_the_later_text_holds() {
    let mut client = Editor::pull().start();
    client.open(URI, "It was on Thursday, June 9, 2000, they said.");
    client.open(URI, "It was on Friday, June 9, 2000, they said.");
    assert!(client.pull(URI).is_empty());
    client.replace_words(URI, "Friday", "Monday");
    assert_eq!(client.pull(URI).len(), 1);
}

#[test]
fn saving_changes_nothing() {
    let mut client = Editor::pull().start();
    client.open(URI, "It was on Thursday, June 9, 2000, they said.");
    client.notify(
        "textDocument/willSave",
        json!({ "textDocument": { "uri": URI }, "reason": 1 }),
    );
    client.notify(
        "textDocument/didSave",
        json!({ "textDocument": { "uri": URI }, "text": "Other words than before." }),
    );
    client.notify(
        "textDocument/didSave",
        json!({ "textDocument": { "uri": URI } }),
    );
    assert_eq!(client.pull(URI).len(), 1);
}

#[test]
fn the_language_goes_by_the_ending_and_else_by_the_client() {
    // Front matter is Markdown's: its date is the article's there, and prose in a plain text.
    let text = "---\ndate: 2002-08-15\n---\n\nThe two leaders met in the capital on Friday, Aug. 14, officials said.\n";
    let mut client = Editor::pull().start();
    for (uri, language) in [
        ("file:///nowhere/a.md", "plaintext"),
        ("file:///nowhere/a.md", "text"),
        ("untitled:Untitled-1", "markdown"),
    ] {
        client.open_as(uri, language, text);
        let words: Vec<String> = client
            .pull(uri)
            .iter()
            .map(|d| client.words(uri, &d["range"]))
            .collect();
        assert_eq!(words, ["Friday"], "{uri} as {language}");
        client.close(uri);
    }
}
