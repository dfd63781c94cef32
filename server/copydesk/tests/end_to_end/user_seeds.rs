//! Articles by other hands, kept outside the repository: what must be found in them, and what must not.

use std::ops::Range;

use crate::support::{copydesk, repository};
use serde_json::Value;

/// More warnings and pieces of information than this over five articles, and nobody reads them.
const MOST: usize = 25;

fn range(value: &Value) -> Range<u64> {
    value[0].as_u64().unwrap()..value[1].as_u64().unwrap()
}

fn overlap(a: &Range<u64>, b: &Range<u64>) -> bool {
    a.start < b.end && b.start < a.end
}

#[test]
#[allow(clippy::print_stdout, reason = "a skipped test should say so")]
fn what_must_be_found_is_and_what_must_not_is_not() {
    let shared = repository().join("../shared");
    let Ok(gold) = std::fs::read_to_string(shared.join("seed_gold.jsonl")) else {
        println!("SKIPPED: ../shared/seed_gold.jsonl is not there; nothing was checked");
        return;
    };
    let run = copydesk(
        &shared,
        &[
            "check",
            "--format",
            "json",
            "--min-severity",
            "hint",
            "seeds",
        ],
    );
    assert_ne!(run.status, 2, "{}", run.stderr);
    let found = run.json();
    assert_eq!(found["articles"], 5);
    let findings = found["findings"].as_array().unwrap();
    let mut wrong = Vec::new();
    for line in gold.lines() {
        let want: Value = serde_json::from_str(line).unwrap();
        let file = format!("seeds/{}", want["file"].as_str().unwrap());
        let place = range(&want["char"]);
        let text: Vec<char> = std::fs::read_to_string(shared.join(&file))
            .unwrap()
            .chars()
            .collect();
        let words: String = text[place.start as usize..place.end as usize]
            .iter()
            .collect();
        assert_eq!(want["quote"], words, "the list is out of step with {file}");
        let overlapping: Vec<&Value> = findings
            .iter()
            .filter(|f| {
                f["file"] == file
                    && overlap(
                        &place,
                        &(f["start"].as_u64().unwrap()..f["end"].as_u64().unwrap()),
                    )
            })
            .collect();
        match (
            want["class"].as_str().unwrap(),
            want["deterministic"].as_str().unwrap_or(""),
        ) {
            ("must", "yes") if overlapping.is_empty() => wrong.push(format!("not found: {line}")),
            ("mustnot", _) => {
                let loud = overlapping.iter().filter(|f| f["severity"] != "hint");
                wrong.extend(loud.map(|f| format!("must not be flagged: {line}\n    but: {f}")));
            }
            _ => {}
        }
    }
    let loud = findings.iter().filter(|f| f["severity"] != "hint").count();
    if loud > MOST {
        wrong.push(format!(
            "{loud} warnings and pieces of information; {MOST} is the most"
        ));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
