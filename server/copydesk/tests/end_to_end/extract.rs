//! `extract`: one line out for each line in, whatever it holds.

use crate::support::{Folder, copydesk_with, words};
use serde_json::{Value, json};

/// A warning: it was a Friday.
const WARNING: &str = "Officials spoke to reporters in the capital on Thursday, June 9, 2000.\n";

/// Runs `extract` over JSON lines.
fn extract(lines: &[String]) -> (i32, Vec<Value>) {
    let folder = Folder::new(&[]);
    let run = copydesk_with(
        folder.path(),
        &["extract"],
        (lines.join("\n") + "\n").as_bytes(),
    );
    (run.status, run.json_lines())
}

#[test]
fn extract_answers_every_line_in_its_order() {
    let lines: Vec<String> = (0..300)
        .map(|i| json!({ "id": format!("n{i}"), "text": WARNING.repeat(1 + (i * 7) % 40), "desk": { "row": i } }).to_string())
        .collect();
    let (status, out) = extract(&lines);
    assert_eq!((status, out.len()), (0, 300));
    for (i, line) in out.iter().enumerate() {
        assert_eq!(line["id"], format!("n{i}"));
        assert_eq!(
            line["meta"],
            json!({ "desk": { "row": i } }),
            "what else there was is carried along"
        );
        assert_eq!(line["error"], Value::Null);
        assert_eq!(line["findings"].as_array().unwrap().len(), 1 + (i * 7) % 40);
    }
    let lines: Vec<String> = out.iter().map(Value::to_string).collect();
    let (_, again) = extract(&(0..300).map(|i| json!({ "id": format!("n{i}"), "text": WARNING.repeat(1 + (i * 7) % 40), "desk": { "row": i } }).to_string()).collect::<Vec<_>>());
    assert_eq!(
        lines,
        again.iter().map(Value::to_string).collect::<Vec<_>>()
    );
}

#[test]
fn extract_names_bad_lines_and_goes_on() {
    let good = |id: &str| json!({ "id": id, "text": WARNING }).to_string();
    let (status, out) = extract(&[
        good("a"),
        "{\"id\": \"b\", \"text\"".to_owned(),
        "[1, 2]".to_owned(),
        json!({ "id": "c" }).to_string(),
        json!({ "id": "d", "text": "…", "date": "last week" }).to_string(),
        json!({ "id": "e", "text": 7 }).to_string(),
        good("f"),
    ]);
    assert_eq!((status, out.len()), (2, 7));
    for (number, line) in (1..).zip(&out) {
        match number {
            1 | 7 => assert_eq!(
                (&line["id"], &line["error"]),
                (&json!(if number == 1 { "a" } else { "f" }), &Value::Null)
            ),
            _ => {
                assert_eq!(
                    (&line["id"], &line["line"]),
                    (&Value::Null, &json!(number)),
                    "{line}"
                );
                assert!(
                    line["error"].as_str().is_some_and(|e| !e.is_empty()),
                    "{line}"
                );
            }
        }
    }
}

#[test]
fn extract_survives_bytes_that_are_no_text() {
    let folder = Folder::new(&[]);
    let mut input = Vec::new();
    for line in [
        &b"{\"id\": \"a\", \"text\": \"caf\xe9\"}"[..],
        b"\0\0",
        b"{\"id\": \"b\", \"text\": \"A\\u0000B \\ud83d on Monday\"}",
        b"{\"id\": \"c\", \"text\": \"\"}",
    ] {
        input.extend_from_slice(line);
        input.push(b'\n');
    }
    let run = copydesk_with(folder.path(), &["extract"], &input);
    let out = run.json_lines();
    assert_eq!((run.status, out.len()), (2, 4), "{run:?}");
    assert_eq!((&out[0]["line"], &out[1]["line"]), (&json!(1), &json!(2)));
    assert_eq!(
        (&out[3]["id"], &out[3]["error"]),
        (&json!("c"), &Value::Null)
    );
}

#[test]
fn extract_says_what_an_article_says() {
    let text = "😀 President Vladimir Putin arrived on Tuesday, the café owner said. “We are ready to meet you soon,” Putin said. They met on Thursday, June 9, 2000.";
    let (status, out) = extract(&[
        json!({ "id": 7, "date": "2000-06-15", "title": "Leaders meet", "text": text }).to_string(),
        json!({ "id": "no-date", "date": null, "title": null, "text": "He came. She left." })
            .to_string(),
    ]);
    assert_eq!(status, 0);
    let one = &out[0];
    assert_eq!(
        (&one["id"], &one["date"]["value"], &one["date"]["how"]),
        (&json!(7), &json!("2000-06-15"), &json!("given"))
    );
    assert!(one["date"]["why"].as_str().is_some_and(|w| !w.is_empty()));
    assert!(
        one.get("meta").is_none_or(|m| m == &json!({})),
        "nothing else was there to carry"
    );
    let dates = one["dates"].as_array().unwrap();
    for date in dates {
        assert_eq!(date["text"], words(text, date));
    }
    let tuesday = dates.iter().find(|d| d["text"] == "Tuesday").unwrap();
    assert_eq!(
        (&tuesday["value"], &tuesday["type"], &tuesday["anchor"]),
        (&json!("2000-06-13"), &json!("DATE"), &json!("publication"))
    );
    assert_eq!(
        (&tuesday["earliest"], &tuesday["latest"]),
        (&json!("2000-06-13"), &json!("2000-06-13"))
    );
    let mentions = one["mentions"].as_array().unwrap();
    assert_eq!(
        mentions
            .iter()
            .map(|m| m["text"].as_str().unwrap())
            .collect::<Vec<_>>(),
        ["Vladimir Putin", "Putin"]
    );
    for mention in mentions {
        assert_eq!(mention["text"], words(text, mention));
        assert_eq!(
            (&mention["entity"], &mention["type"]),
            (&mentions[0]["entity"], &json!("PER"))
        );
    }
    assert_eq!(
        (&mentions[0]["kind"], &mentions[1]["kind"]),
        (&json!("full"), &json!("short"))
    );
    let [entity] = one["entities"].as_array().unwrap().as_slice() else {
        panic!("one entity: {one:#}")
    };
    assert_eq!(
        (&entity["id"], &entity["name"], &entity["forms"]),
        (
            &mentions[0]["entity"],
            &json!("Vladimir Putin"),
            &json!(["Vladimir Putin", "Putin"])
        )
    );
    let [quote] = one["quotes"].as_array().unwrap().as_slice() else {
        panic!("one quotation: {one:#}")
    };
    assert_eq!(
        (
            words(text, quote).trim_matches(['“', '”']),
            &quote["speaker"]
        ),
        ("We are ready to meet you soon,", &entity["id"])
    );
    let [finding] = one["findings"].as_array().unwrap().as_slice() else {
        panic!("one finding: {one:#}")
    };
    assert_eq!(
        (words(text, finding).as_str(), &finding["rule"]),
        ("Thursday", &json!("weekday-date"))
    );
    for key in [
        "id", "date", "dates", "mentions", "entities", "quotes", "facts", "findings", "error",
    ] {
        assert!(out[1].get(key).is_some(), "`{key}` is missing: {}", out[1]);
    }
    assert_eq!(out[1]["date"], Value::Null);
}

#[test]
fn extract_says_what_is_stated_of_people() {
    let text = "Maria Keller, 52, spoke to reporters. Paul Weber was born on May 3, 1950, in the port. They marked the 57th anniversary of the truce of 1945.";
    let (_, out) = extract(&[json!({ "id": 1, "date": "2002-08-15", "text": text }).to_string()]);
    let entity = |name: &str| {
        let all = out[0]["entities"].as_array().unwrap();
        all.iter().find(|e| e["name"] == name).unwrap()["id"].clone()
    };
    let facts = out[0]["facts"].as_array().unwrap().iter();
    let facts: Vec<_> = facts
        .map(|f| {
            (
                f["kind"].clone(),
                f["subject"].clone(),
                f["value"].clone(),
                words(text, f),
            )
        })
        .collect();
    assert_eq!(
        facts,
        [
            (
                json!("age"),
                entity("Maria Keller"),
                json!("52"),
                "52".to_owned()
            ),
            (
                json!("born"),
                entity("Paul Weber"),
                json!("1950-05-03"),
                "May 3, 1950".to_owned()
            ),
            (
                json!("anniversary"),
                Value::Null,
                json!("57"),
                "57th anniversary".to_owned()
            ),
        ]
    );
}

#[test]
fn extract_reads_a_date_in_another_order_where_one_day_fits() {
    let dated = |date: &str, text: &str| {
        let (status, out) = extract(&[json!({ "id": 1, "date": date, "text": text }).to_string()]);
        (status, out[0]["date"]["value"].clone())
    };
    let plain = "Officials spoke to reporters in the capital, the agency said there.";
    let own = format!("February 3, 2009\n\n{plain}");
    assert_eq!(dated("15.08.2002", plain), (0, json!("2002-08-15")));
    assert_eq!(dated("08/15/2002", plain), (0, json!("2002-08-15")));
    assert_eq!(dated("03-02-2009", &own), (0, json!("2009-02-03")));
    assert_eq!(dated("03-02-2009", plain), (2, Value::Null));
}
