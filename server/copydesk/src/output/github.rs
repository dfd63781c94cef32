//! Annotations of a GitHub workflow: `::warning file=…,line=…::message`.

use std::io::Write;

use checks::Severity;

use super::{CodePoints, Report};

pub(crate) fn write<T>(out: &mut impl Write, report: &Report<'_, T>) -> std::io::Result<()> {
    for reported in &report.findings {
        let Some(article) = report.article(&reported.file) else {
            continue;
        };
        let at = CodePoints::of(article, reported.finding.place);
        let command = match reported.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information | Severity::Hint => "notice",
        };
        writeln!(
            out,
            "::{command} file={},line={},col={},endLine={},endColumn={},title={}::{}",
            property(reported.file.as_str()),
            at.line,
            at.column,
            at.end_line,
            at.end_column,
            property(reported.finding.rule.id),
            data(&reported.finding.message)
        )?;
    }
    Ok(())
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
