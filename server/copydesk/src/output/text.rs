//! For people: `file:line:column: severity: message [rule]`, and what proves it.

use std::io::Write;

use checks::Severity;

use super::{CodePoints, Report};

pub(crate) fn write<T>(
    out: &mut impl Write,
    report: &Report<'_, T>,
    colour: bool,
) -> std::io::Result<()> {
    let paint = |code: &str, text: &str| {
        if colour {
            format!("\x1b[{code}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    };
    for reported in &report.findings {
        let Some(article) = report.article(&reported.file) else {
            continue;
        };
        let at = CodePoints::of(article, reported.finding.place);
        let severity = paint(
            match reported.severity {
                Severity::Error => "1;31",
                Severity::Warning => "33",
                Severity::Information => "36",
                Severity::Hint => "2",
            },
            reported.severity.name(),
        );
        let place = paint("1", &format!("{}:{}:{}", reported.file, at.line, at.column));
        let rule = paint("2", &format!("[{}]", reported.finding.rule.id));
        writeln!(
            out,
            "{place}: {severity}: {} {rule}",
            reported.finding.message
        )?;
        for related in &reported.finding.related {
            if let Some((file, at)) = report.place(reported, &related.location) {
                writeln!(
                    out,
                    "    {}:{}:{}: {}",
                    file, at.line, at.column, related.message
                )?;
            }
        }
        let fixes: Vec<&str> = reported
            .finding
            .fixes
            .iter()
            .map(|f| f.title.as_str())
            .collect();
        if !fixes.is_empty() {
            writeln!(out, "    could be: {}", fixes.join(" · "))?;
        }
    }
    let count = |s: Severity| report.findings.iter().filter(|f| f.severity == s).count();
    let plural = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    let warnings = count(Severity::Error) + count(Severity::Warning);
    writeln!(
        out,
        "{}: {}, {} worth knowing",
        plural(report.articles.len(), "article"),
        plural(warnings, "warning"),
        count(Severity::Information) + count(Severity::Hint)
    )
}
