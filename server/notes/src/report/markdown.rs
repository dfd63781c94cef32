//! The report as Markdown.

use std::fmt::Write;

use super::{Item, Report, proposed, quoted, reference, sign};

/// The report as one Markdown text.
pub fn markdown(report: &Report) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = write(report, &mut out);
    out
}

fn write(report: &Report, out: &mut String) -> std::fmt::Result {
    writeln!(out, "# {}\n", plain(&report.title))?;
    match &report.publication {
        Some(known) => writeln!(
            out,
            "Published {}: {}.  ",
            plain(&known.date),
            plain(&known.how)
        )?,
        None => writeln!(out, "The publication date is not known.  ")?,
    }
    writeln!(out, "{}.  ", report.state)?;
    if !report.checkers.is_empty() {
        writeln!(out, "Checked by {}.  ", plain(&report.checkers.join(", ")))?;
    }
    writeln!(
        out,
        "File: {}, version {:.12}.",
        plain(&report.article),
        report.version
    )?;

    section(out, "Must be fixed", report.must_fix.is_empty())?;
    report
        .must_fix
        .iter()
        .try_for_each(|each| item(out, each))?;
    section(
        out,
        "Open points and questions for the author",
        report.questions.is_empty(),
    )?;
    report
        .questions
        .iter()
        .try_for_each(|each| item(out, each))?;

    section(
        out,
        "Neither checked nor put aside",
        report.unlooked.is_empty(),
    )?;
    for row in &report.unlooked {
        let (words, why) = (plain(&quoted(&row.words)), plain(&row.why));
        let (line, kind) = (row.line, row.kind.word());
        writeln!(out, "- [ ] {words}, line {line} ({kind}): {why}")?;
    }

    section(out, "Annotated copy", report.copy.is_empty())?;
    if !report.copy.is_empty() {
        writeln!(
            out,
            "✓ checked, ✗ wrong, ? open, ≠ disputed, ↻ changed since checked\n"
        )?;
        let mut copy = String::new();
        for segment in &report.copy {
            copy.push_str(&plain(&segment.text));
            for &number in &segment.ends {
                write!(
                    copy,
                    "**\\[{number} {}\\]**",
                    report
                        .claims
                        .get(number - 1)
                        .map_or('?', |claim| sign(claim.state))
                )?;
            }
        }
        // Each line of the article is a line of the copy.
        writeln!(
            out,
            "{}",
            copy.trim_end()
                .lines()
                .map(|line| format!("> {line}  "))
                .collect::<Vec<_>>()
                .join("\n")
        )?;
    }

    section(out, "Claims", report.claims.is_empty())?;
    for (at, claim) in report.claims.iter().enumerate() {
        write!(
            out,
            "{}. {} {} ({}",
            at + 1,
            sign(claim.state),
            plain(&quoted(&claim.words)),
            claim.kind
        )?;
        if let Some(person) = &claim.said_by {
            write!(out, ", said by {}", plain(person))?;
        }
        write!(out, "): {}", claim.state.word())?;
        for verdict in &claim.verdicts {
            write!(out, "; {}", plain(verdict))?;
        }
        for (source, relation) in &claim.evidence {
            write!(out, "; source {source} {}", relation.word())?;
        }
        writeln!(out, ".")?;
    }

    section(out, "Sources", report.sources.is_empty())?;
    for (at, row) in report.sources.iter().enumerate() {
        write!(out, "{}. {}", at + 1, plain(&row.source.title))?;
        for part in reference(&row.source) {
            write!(out, ", {}", plain(&part))?;
        }
        if let Some(link) = &row.source.link {
            write!(out, ", {}", plain(link))?;
        }
        writeln!(out, ". {}", carries(&row.claims))?;
    }

    section(out, "Names", report.names.is_empty())?;
    if !report.names.is_empty() {
        writeln!(
            out,
            "| | Name | Written | Office | First in line |\n|---|---|---|---|---|"
        )?;
    }
    for row in &report.names {
        let office = row.office.as_deref().unwrap_or_default();
        writeln!(
            out,
            "| ☐ | {} | {} | {} | {} |",
            cell(&row.name),
            cell(&row.forms.join("; ")),
            cell(office),
            row.line
        )?;
    }
    section(out, "Dates", report.dates.is_empty())?;
    if !report.dates.is_empty() {
        writeln!(
            out,
            "| | As written | Is | Weekday | Line |\n|---|---|---|---|---|"
        )?;
    }
    for row in &report.dates {
        let (is, weekday) = (
            row.resolved.as_deref().unwrap_or("not known"),
            row.weekday.as_deref().unwrap_or_default(),
        );
        writeln!(
            out,
            "| ☐ | {} | {} | {} | {} |",
            cell(&row.written),
            cell(is),
            cell(weekday),
            row.line
        )?;
    }
    section(out, "Calculations", report.calculations.is_empty())?;
    for (claim, calculation) in &report.calculations {
        writeln!(out, "- Claim {claim}: {}", plain(calculation))?;
    }
    section(out, "Put aside", report.dismissed.is_empty())?;
    for row in &report.dismissed {
        let (words, message) = (plain(&quoted(&row.words)), plain(&row.message));
        writeln!(
            out,
            "- {words}: {message} Put aside by {}: {}",
            plain(&row.author),
            plain(&row.reason)
        )?;
    }
    Ok(())
}

fn section(out: &mut String, title: &str, empty: bool) -> std::fmt::Result {
    writeln!(out, "\n## {title}\n")?;
    if empty {
        writeln!(out, "None.")
    } else {
        Ok(())
    }
}

fn item(out: &mut String, item: &Item) -> std::fmt::Result {
    write!(out, "- [ ] {}", plain(&quoted(&item.words)))?;
    if let Some(line) = item.line {
        write!(out, ", line {line}")?;
    }
    if let Some(claim) = item.claim {
        write!(out, ", claim {claim}")?;
    }
    if let Some(owner) = &item.owner {
        write!(out, ", {} looks after it", plain(owner))?;
    }
    writeln!(out)?;
    item.why
        .iter()
        .try_for_each(|why| writeln!(out, "  - {}", plain(why)))?;
    let proposed = proposed(item, plain);
    proposed
        .iter()
        .try_for_each(|new| writeln!(out, "  - {new}"))
}

/// What a source carries, in words.
fn carries(claims: &[usize]) -> String {
    match claims {
        [] => "No claim rests on it.".to_owned(),
        [one] => format!("For claim {one}."),
        more => format!(
            "For claims {}.",
            more.iter()
                .map(usize::to_string)
                .collect::<Vec<_>>()
                .join(", ")
        ),
    }
}

/// Text in which nothing is read as Markdown or HTML.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let opens_line = text[..at]
            .trim_end_matches([' ', '\t'])
            .chars()
            .next_back()
            .is_none_or(|last| last == '\n');
        let escaped = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' => true,
            '#' | '-' | '+' | '=' => opens_line,
            '.' | ')' => is_number_at_line_start(&text[..at]),
            _ => false,
        };
        if escaped {
            plain.push('\\');
        }
        plain.push(c);
    }
    plain
}

fn is_number_at_line_start(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default().trim_start();
    !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())
}

fn cell(text: &str) -> String {
    plain(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}
