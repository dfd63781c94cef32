//! What is no TOML, said to somebody who has never heard of TOML.

use text::TextRange;

use crate::{problem::Report, syntax::Broken};

/// Tells what the library found.
pub(crate) fn report(broken: &Broken, text: &str, report: &mut Report) {
    let said = broken.message.as_str();
    let range = broken.range;
    let words = text
        .get(std::ops::Range::<usize>::from(range))
        .unwrap_or_default();
    let words = words.trim();
    let starts = |prefix: &str| said.starts_with(prefix);
    if starts("string values must be quoted") && !words.is_empty() {
        let quoted = format!("\"{}\"", words.replace(['"', '\\'], ""));
        let problem = report.add(
            range,
            format!("The quotation marks are missing: “{words}”."),
            format!("Write {quoted}."),
        );
        problem.replacement = Some(quoted);
    } else if starts("string values must be quoted") || starts("missing value") {
        report.add(
            range,
            "Nothing stands behind the equals sign.",
            "Write the value, in quotation marks.",
        );
    } else if starts("key with no value") {
        let remedy = match words
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .next()
        {
            Some(key) if !key.is_empty() => format!("Write {key} = \"…\"."),
            _ => "Write the key, an equals sign and the value.".to_owned(),
        };
        report.add(range, format!("“{words}” has no value."), remedy);
    } else if starts("duplicate key") {
        report.add(
            range,
            format!("“{words}” stands twice in one entry."),
            "Take one of them out, or begin a new entry with its heading in double brackets.",
        );
    } else if starts("invalid date") || starts("invalid time") || starts("invalid datetime") {
        let quoted = format!("\"{words}\"");
        let problem = report.add(
            range,
            format!("This date needs quotation marks: “{words}”."),
            format!("Write {quoted}."),
        );
        problem.replacement = Some(quoted);
    } else if said.contains("string") {
        report.add(
            range,
            "A quotation mark is missing.",
            "Close the words with the mark that they begin with.",
        );
    } else if broken.is_open_heading() {
        report.add(
            range,
            "The brackets of this heading are not closed.",
            "Write it as [[person]].",
        );
    } else if said.contains("array") || said.contains("inline table") {
        report.add(
            range,
            "This list is not finished.",
            "Put commas between its parts and close its brackets: [\"one\", \"two\"].",
        );
    } else {
        other(range, said, report);
    }
}

fn other(range: TextRange, said: &str, report: &mut Report) {
    let said = said.lines().next().unwrap_or_default();
    report.add(
        range,
        format!("This line cannot be read: {said}."),
        "A line is a heading like [[person]], or a key, an equals sign and a value in quotation marks.",
    );
}
