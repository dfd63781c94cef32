//! The demo corpus: what `seeds/expected.jsonl` lists is found, and what it lists as right is left alone.

use std::{collections::BTreeMap, ops::Range};

use crate::support::{copydesk, repository};
use serde_json::Value;

/// The code points of the `occurrence`-th `quote` in `text`.
fn place(text: &str, quote: &str, occurrence: usize) -> Option<Range<usize>> {
    let (at, _) = text.match_indices(quote).nth(occurrence - 1)?;
    let start = text[..at].chars().count();
    Some(start..start + quote.chars().count())
}

#[test]
fn what_is_planted_is_found_and_nothing_beside_it() {
    let seeds = repository().join("seeds");
    let run = copydesk(
        &repository(),
        &[
            "check",
            "--format",
            "json",
            "--min-severity",
            "hint",
            "seeds",
        ],
    );
    assert_eq!(run.status, 1, "{}", run.stderr);
    let found = run.json();
    let articles: BTreeMap<String, String> = std::fs::read_dir(&seeds)
        .unwrap()
        .filter_map(|e| e.unwrap().file_name().into_string().ok())
        .filter(|name| name.starts_with("20"))
        .map(|name| {
            (
                name.clone(),
                std::fs::read_to_string(seeds.join(&name)).unwrap(),
            )
        })
        .collect();
    assert_eq!(found["articles"], articles.len());

    let expected = std::fs::read_to_string(seeds.join("expected.jsonl")).unwrap();
    let mut wrong = Vec::new();
    let mut planted = 0;
    for (number, line) in expected.lines().enumerate() {
        let want: Value = serde_json::from_str(line).unwrap();
        let file = want["file"].as_str().unwrap();
        let occurrence = want["occurrence"].as_u64().unwrap() as usize;
        let text = &articles[file];
        let Some(place) = place(text, want["quote"].as_str().unwrap(), occurrence) else {
            panic!(
                "expected.jsonl, line {}: the words do not stand in {file}",
                number + 1
            );
        };
        let line_number = 1 + text
            .chars()
            .take(place.start)
            .filter(|c| *c == '\n')
            .count();
        assert_eq!(
            want["line"],
            line_number,
            "expected.jsonl, line {}: the words stand elsewhere",
            number + 1
        );
        let overlapping = found["findings"].as_array().unwrap().iter().filter(|f| {
            let (start, end) = (
                f["start"].as_u64().unwrap() as usize,
                f["end"].as_u64().unwrap() as usize,
            );
            f["file"].as_str().unwrap() == format!("seeds/{file}")
                && start < place.end
                && place.start < end
        });
        match want["rule"].as_str() {
            Some(rule) => {
                planted += 1;
                let of_rule: Vec<&Value> = overlapping.filter(|f| f["rule"] == rule).collect();
                if of_rule.is_empty() {
                    wrong.push(format!("not found: {line}"));
                } else if of_rule.iter().all(|f| f["severity"] != want["severity"]) {
                    wrong.push(format!("found as {}: {line}", of_rule[0]["severity"]));
                }
            }
            None => wrong.extend(
                overlapping
                    .filter(|f| f["severity"] != "hint")
                    .map(|f| format!("should be left alone: {line}\n    but: {f}")),
            ),
        }
    }
    assert!(planted > 5, "expected.jsonl lists next to nothing");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
