//! Whatever the pace, every answer is of the text as it was when it was asked for.

use std::time::Duration;

use crate::support::{
    Dice,
    client::{Client, Editor},
};
use serde_json::{Value, json};

const URI: &str = "untitled:Untitled-1";

const EDITS: i64 = 20_000;
/// A hover after so many edits.
const EVERY: i64 = 10;

/// A number as a day of the calendar, and back.
fn date(number: i64) -> (i64, i64, i64) {
    let (year, rest) = (1000 + number / 336, number % 336);
    (year, 1 + rest / 28, 1 + rest % 28)
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

#[test]
fn every_hover_sees_the_edits_before_it_and_no_others() {
    let mut client = Editor::push().start();
    let sentence = |number: i64| {
        let (year, month, day) = date(number);
        format!("{} {day:02}, {year}", MONTHS[month as usize - 1])
    };
    let text = |number| {
        format!(
            "Officials of both sides met in the capital on {}, as they had agreed.\n",
            sentence(number)
        )
    };
    client.open(URI, &text(0));
    let start = text(0).find("January").unwrap();
    let mut hovers = Vec::new();
    let mut length = sentence(0).len();
    for number in 1..=EDITS {
        let new = sentence(number);
        let range = json!({ "start": { "line": 0, "character": start }, "end": { "line": 0, "character": start + length } });
        length = new.len();
        let version = client.change(URI, json!([{ "range": range, "text": new }]));
        assert_eq!(version, number + 1);
        if number % EVERY == 0 {
            let position = json!({ "line": 0, "character": start + 2 });
            hovers.push((
                number,
                client.request(
                    "textDocument/hover",
                    json!({ "textDocument": { "uri": URI }, "position": position }),
                ),
            ));
        }
    }
    assert_eq!(hovers.len() as i64, EDITS / EVERY);
    for (number, id) in hovers {
        let hover = client.answer(id).unwrap();
        let (year, month, day) = date(number);
        let iso = format!("{year:04}-{month:02}-{day:02}");
        assert!(
            hover.to_string().contains(&iso),
            "after edit {number} the day is {iso}: {hover}"
        );
    }
    // The last publish is of the last version: a fault put in now is shown, and of this version.
    client.assume(URI, &text(EDITS));
    let version = client.edit(
        URI,
        &[(0..0, "It was Thursday, June 9, 2000, they said there. ")],
    );
    let last = client.published(URI, "the fault", |p| !p.diagnostics.is_empty());
    assert_eq!(last.version, Some(version));
}

#[test]
fn every_report_sees_the_edits_before_it_and_no_others() {
    let mut client = Editor::pull().start();
    client.open(URI, "");
    let mut asked = Vec::new();
    for number in 0..400 {
        client.replace(
            URI,
            &"They met on Thursday, June 9, 2000. ".repeat(number % 7),
        );
        asked.push((
            number % 7,
            client.request(
                "textDocument/diagnostic",
                json!({ "textDocument": { "uri": URI } }),
            ),
        ));
    }
    for (number, id) in asked {
        assert_eq!(
            client.answer(id).unwrap()["items"]
                .as_array()
                .unwrap()
                .len(),
            number
        );
    }
}

#[test]
fn the_last_publish_is_of_the_last_version() {
    let mut client = Editor::push().start();
    let wrong = "They met in the capital on Thursday, June 9, 2000, officials said.\n";
    client.open(URI, wrong);
    for round in 0..200 {
        client.replace_words(URI, "Thursday", "Friday");
        client.replace_words(URI, "Friday", "Thursday");
        if round % 50 == 49 {
            let end = client.text(URI).len();
            let version = client.edit(URI, &[(end..end, wrong)]);
            let last = client.published(URI, "one more", |p| p.diagnostics.len() == 2 + round / 50);
            assert_eq!(last.version, Some(version));
        }
    }
}

/// The diagnostics without what names the moment.
fn plain(diagnostics: &[Value]) -> Vec<Value> {
    let mut plain = diagnostics.to_vec();
    plain
        .iter_mut()
        .for_each(|d| drop(d.as_object_mut().unwrap().remove("data")));
    plain
}

/// Types twenty letters, 50 ms apart, and takes them back.
fn burst(client: &mut Client, dice: &mut Dice) {
    const KEYS: usize = 20;
    let original = client.text(URI).to_owned();
    let before = client.publishes(URI).last().unwrap().diagnostics.clone();
    let at = original.find("Thursday").unwrap() + dice.below(8);
    let typed: String = (0..KEYS)
        .map(|_| *dice.one(&['a', 'e', 't', ' ', 'K', 'é', '.']))
        .collect();
    let typed = format!(
        "{}x",
        &typed[..typed.char_indices().nth(KEYS - 1).unwrap().0]
    );

    let count = client.publishes(URI).len();
    let mut place = at;
    let mut version = 0;
    for key in typed.chars() {
        version = client.edit(URI, &[(place..place, key.encode_utf8(&mut [0; 4]))]);
        place += key.len_utf8();
        std::thread::sleep(Duration::from_millis(50));
    }
    // A word with letters in its middle is no weekday: the finding goes, the one below it stays.
    client.published(URI, "the weekday is none", |p| {
        p.diagnostics.len() == before.len() - 1 && p.version.is_some_and(|v| v <= version)
    });
    // What the last key has yet to cause counts too.
    std::thread::sleep(Duration::from_millis(250));
    let publishes = client.publishes(URI).len() - count;
    assert!(
        (1..=5).contains(&publishes),
        "{publishes} publishes for {KEYS} keys"
    );

    for key in typed.chars().rev() {
        let from = place - key.len_utf8();
        client.edit(URI, &[(from..place, "")]);
        place = from;
    }
    assert_eq!(client.text(URI), original);
    client.published(URI, "as before", |p| {
        plain(&p.diagnostics) == plain(&before)
    });
}

#[test]
fn a_burst_of_keys_is_published_a_few_times_and_undone_without_a_trace() {
    let rounds = if std::env::var_os("COPYDESK_LONG_TESTS").is_some() {
        100
    } else {
        10
    };
    let mut dice = Dice(7);
    let mut client = Editor::push().start();
    let filler = "Nobody in the capital knew at the time what the two of them had spoken of, officials there said.\n\n".repeat(100);
    client.open(URI, &format!("{filler}They met in the port on Thursday, June 9, 2000, officials said.\n\n{filler}The treaty came into force on June 31, they said.\n"));
    client.published(URI, "both", |p| p.diagnostics.len() == 2);
    for _ in 0..rounds {
        burst(&mut client, &mut dice);
    }
    // Nothing comes late.
    let count = client.publishes(URI).len();
    client.no_more_publishes(URI, count);
    assert_eq!(client.publishes(URI).last().unwrap().diagnostics.len(), 2);
}

#[test]
fn many_documents_at_once() {
    let mut client = Editor::push().start();
    let uris: Vec<String> = (0..40).map(|n| format!("untitled:{n}")).collect();
    for uri in &uris {
        client.open(
            uri,
            "They met in the capital on Friday, June 9, 2000, officials said.\n",
        );
    }
    let mut dice = Dice(11);
    for _ in 0..2_000 {
        let uri = dice.one(&uris).clone();
        let (old, new) = if client.text(&uri).contains("Friday") {
            ("Friday", "Thursday")
        } else {
            ("Thursday", "Friday")
        };
        client.replace_words(&uri, old, new);
    }
    for uri in &uris {
        let faults = usize::from(client.text(uri).contains("Thursday"));
        client.published(uri, "its own state", |p| p.diagnostics.len() == faults);
    }
}
