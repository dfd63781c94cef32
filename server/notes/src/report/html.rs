//! The report as one HTML file: no script, nothing fetched, fit for paper and for a screen reader.

use std::fmt::Write;

use super::{Item, Report, proposed, quoted, reference, sign};
use crate::progress::ClaimState;

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:1rem/1.5 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}\
h1{line-height:1.2}h2{margin-top:2.5rem;border-bottom:1px solid}\
.copy{white-space:pre-wrap}\
mark{background:none;color:inherit;text-decoration:underline;text-underline-offset:.2em}\
mark.checked{text-decoration-style:solid}mark.wrong{text-decoration-style:wavy;text-decoration-color:#c00}\
mark.open{text-decoration-style:dotted}mark.disputed{text-decoration-style:double}mark.stale{text-decoration-style:dashed}\
sup{font:bold .7rem sans-serif;white-space:nowrap}\
table{border-collapse:collapse;width:100%}th,td{border:1px solid;padding:.25rem .5rem;text-align:left;vertical-align:top}\
li{margin:.4rem 0}\
@media print{body{margin:0;max-width:none;font-size:11pt}h2{break-after:avoid}li,tr{break-inside:avoid}a{color:inherit}}";

/// The report as one self-contained HTML file.
pub fn html(report: &Report) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = write(report, &mut out);
    out
}

fn write(report: &Report, out: &mut String) -> std::fmt::Result {
    let title = escaped(&report.title);
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Fact check: {title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>"
    )?;
    match &report.publication {
        Some(known) => write!(
            out,
            "Published {}: {}.",
            escaped(&known.date),
            escaped(&known.how)
        )?,
        None => write!(out, "The publication date is not known.")?,
    }
    write!(out, "<br>\n<strong>{}.</strong>", report.state)?;
    if !report.checkers.is_empty() {
        write!(
            out,
            "<br>\nChecked by {}.",
            escaped(&report.checkers.join(", "))
        )?;
    }
    writeln!(
        out,
        "<br>\nFile: {}, version {:.12}.</p>",
        escaped(&report.article),
        report.version
    )?;

    items(out, "Must be fixed", &report.must_fix)?;
    items(
        out,
        "Open points and questions for the author",
        &report.questions,
    )?;
    let unlooked = report.unlooked.iter().map(|row| {
        format!(
            "<li>{}, line {} ({}): {}</li>",
            escaped(&quoted(&row.words)),
            row.line,
            row.kind.word(),
            escaped(&row.why)
        )
    });
    list(
        out,
        "Neither checked nor put aside",
        "ul",
        unlooked.collect(),
    )?;
    copy(out, report)?;
    let claims = report.claims.iter().enumerate().map(|(at, claim)| {
        let said_by = claim
            .said_by
            .as_ref()
            .map(|person| format!(", said by {}", escaped(person)))
            .unwrap_or_default();
        let mut row = format!(
            "<li id=\"claim-{}\">{} {} ({}{said_by}): {}",
            at + 1,
            sign(claim.state),
            escaped(&quoted(&claim.words)),
            claim.kind,
            claim.state.word()
        );
        for verdict in &claim.verdicts {
            let _ = write!(row, "; {}", escaped(verdict));
        }
        for (source, relation) in &claim.evidence {
            let _ = write!(
                row,
                "; <a href=\"#source-{source}\">source {source}</a> {}",
                relation.word()
            );
        }
        row + ".</li>"
    });
    list(out, "Claims", "ol", claims.collect())?;
    let sources = report.sources.iter().enumerate().map(|(at, row)| {
        let title = escaped(&row.source.title);
        let title = match row
            .source
            .link
            .as_deref()
            .filter(|link| is_web_address(link))
        {
            Some(link) => format!(
                "<a href=\"{0}\">{title}</a> <small>{0}</small>",
                escaped(link)
            ),
            None => row.source.link.as_ref().map_or(title.clone(), |link| {
                format!("{title} <small>{}</small>", escaped(link))
            }),
        };
        let parts: Vec<String> = reference(&row.source)
            .iter()
            .map(|part| escaped(part))
            .collect();
        let claims: Vec<String> = row
            .claims
            .iter()
            .map(|claim| format!("<a href=\"#claim-{claim}\">{claim}</a>"))
            .collect();
        let carries = if claims.is_empty() {
            "No claim rests on it.".to_owned()
        } else {
            format!("Claims: {}.", claims.join(", "))
        };
        format!(
            "<li id=\"source-{}\">{title}, {}. {carries}</li>",
            at + 1,
            parts.join(", ")
        )
    });
    list(out, "Sources", "ol", sources.collect())?;
    let names = report.names.iter().map(|row| {
        [
            row.name.clone(),
            row.forms.join("; "),
            row.office.clone().unwrap_or_default(),
            row.line.to_string(),
        ]
    });
    table(
        out,
        "Names",
        ["Name", "Written", "Office", "First in line"],
        names.collect(),
    )?;
    let dates = report.dates.iter().map(|row| {
        let is = row
            .resolved
            .clone()
            .unwrap_or_else(|| "not known".to_owned());
        [
            row.written.clone(),
            is,
            row.weekday.clone().unwrap_or_default(),
            row.line.to_string(),
        ]
    });
    table(
        out,
        "Dates",
        ["As written", "Is", "Weekday", "Line"],
        dates.collect(),
    )?;
    let sums = report.calculations.iter().map(|(claim, sum)| {
        format!(
            "<li><a href=\"#claim-{claim}\">Claim {claim}</a>: {}</li>",
            escaped(sum)
        )
    });
    list(out, "Calculations", "ul", sums.collect())?;
    let dismissed = report.dismissed.iter().map(|row| {
        let (words, message) = (escaped(&quoted(&row.words)), escaped(&row.message));
        format!(
            "<li>{words}: {message} Put aside by {}: {}</li>",
            escaped(&row.author),
            escaped(&row.reason)
        )
    });
    list(out, "Put aside", "ul", dismissed.collect())?;
    out.push_str("</main>\n</body>\n</html>\n");
    Ok(())
}

fn items(out: &mut String, title: &str, items: &[Item]) -> std::fmt::Result {
    let rows = items.iter().map(|item| {
        let mut row = format!("<li>{}", escaped(&quoted(&item.words)));
        row.extend(item.line.map(|line| format!(", line {line}")));
        row.extend(
            item.claim
                .map(|claim| format!(", <a href=\"#claim-{claim}\">claim {claim}</a>")),
        );
        row.extend(
            item.owner
                .as_ref()
                .map(|owner| format!(", {} looks after it", escaped(owner))),
        );
        row.extend(item.why.iter().map(|why| format!("<br>\n{}", escaped(why))));
        row.extend(
            proposed(item, |new| format!("<strong>{}</strong>", escaped(new)))
                .map(|new| format!("<br>\n{new}")),
        );
        row + "</li>"
    });
    list(out, title, "ul", rows.collect())
}

fn list(out: &mut String, title: &str, element: &str, rows: Vec<String>) -> std::fmt::Result {
    writeln!(out, "<h2>{title}</h2>")?;
    if rows.is_empty() {
        return writeln!(out, "<p>None.</p>");
    }
    writeln!(out, "<{element}>\n{}\n</{element}>", rows.join("\n"))
}

fn table(
    out: &mut String,
    title: &str,
    head: [&str; 4],
    rows: Vec<[String; 4]>,
) -> std::fmt::Result {
    writeln!(out, "<h2>{title}</h2>")?;
    if rows.is_empty() {
        return writeln!(out, "<p>None.</p>");
    }
    let head = head
        .map(|name| format!("<th scope=\"col\">{name}</th>"))
        .concat();
    writeln!(
        out,
        "<table>\n<thead><tr>{head}<th scope=\"col\">Seen</th></tr></thead>\n<tbody>"
    )?;
    for row in rows {
        writeln!(
            out,
            "<tr>{}<td>☐</td></tr>",
            row.map(|cell| format!("<td>{}</td>", escaped(&cell)))
                .concat()
        )?;
    }
    writeln!(out, "</tbody>\n</table>")
}

fn copy(out: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(
        out,
        "<h2>Annotated copy</h2>\n<p>✓ checked, ✗ wrong, ? open, ≠ disputed, ↻ changed since checked. A number leads to the claim.</p>"
    )?;
    write!(out, "<div class=\"copy\">")?;
    let state = |number: usize| {
        report
            .claims
            .get(number - 1)
            .map_or(ClaimState::Open, |claim| claim.state)
    };
    for segment in &report.copy {
        let text = escaped(&segment.text);
        // Where claims overlap, the one that needs most is what the line shows; the numbers tell all.
        let most = segment
            .claims
            .iter()
            .map(|&number| state(number))
            .max_by_key(|&state| urgency(state));
        match most {
            Some(most) => write!(out, "<mark class=\"{}\">{text}</mark>", class(most))?,
            None => out.push_str(&text),
        }
        for &number in &segment.ends {
            let state = state(number);
            write!(
                out,
                "<sup><a href=\"#claim-{number}\" title=\"claim {number}: {}\">{number}&nbsp;{}</a></sup>",
                state.word(),
                sign(state)
            )?;
        }
    }
    writeln!(out, "</div>")
}

fn urgency(state: ClaimState) -> u8 {
    match state {
        ClaimState::Checked => 0,
        ClaimState::Open => 1,
        ClaimState::Stale | ClaimState::Orphaned => 2,
        ClaimState::Disputed => 3,
        ClaimState::Wrong => 4,
    }
}

fn class(state: ClaimState) -> &'static str {
    match state {
        ClaimState::Open => "open",
        ClaimState::Checked => "checked",
        ClaimState::Wrong => "wrong",
        ClaimState::Disputed => "disputed",
        ClaimState::Stale | ClaimState::Orphaned => "stale",
    }
}

/// Only such an address may become a link: any other might run a program.
fn is_web_address(link: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| {
        link.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}
