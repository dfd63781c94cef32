//! SARIF 2.1.0, columns in code points.

use std::io::Write;

use ::text::TextRange;
use checks::{Finding, Severity};
use corpus::ArticleId;
use serde_json::{Value, json};

use super::{CodePoints, Report, Reported, Suppressed, SuppressionKind};

/// A claim that needs somebody's eye.
pub(crate) struct ClaimResult {
    /// Bytes of the article; `None` where its words are gone.
    pub(crate) range: Option<TextRange>,
    pub(crate) severity: Severity,
    pub(crate) message: String,
}

/// What the results of claims name as their rule.
const CLAIM: &str = "claim";

/// The findings of a run.
pub(crate) fn write<T>(out: &mut impl Write, report: &Report<'_, T>) -> anyhow::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &log(rules(), results(report)))?;
    writeln!(out)?;
    Ok(())
}

/// The findings in one article, and its claims.
pub(crate) fn with_claims<T>(
    report: &Report<'_, T>,
    file: &ArticleId,
    claims: &[ClaimResult],
) -> anyhow::Result<String> {
    let mut rules = rules();
    rules.push(json!({
        "id": CLAIM,
        "shortDescription": { "text": "A claim that is wrong, disputed, not fully checked, changed since it was checked, or gone." },
    }));
    let of_claims = claims.iter().filter_map(|claim| {
        let article = report.article(file)?;
        let mut physical = json!({ "artifactLocation": { "uri": file.as_str() } });
        if let Some(range) = claim.range {
            physical["region"] = region(&CodePoints::of_range(article, range));
        }
        Some(json!({
            "ruleId": CLAIM,
            "ruleIndex": rules.len() - 1,
            "level": level(claim.severity),
            "message": { "text": claim.message },
            "locations": [{ "physicalLocation": physical }],
        }))
    });
    let results: Vec<Value> = results(report).into_iter().chain(of_claims).collect();
    Ok(serde_json::to_string_pretty(&log(rules, results))? + "\n")
}

fn rules() -> Vec<Value> {
    let rules = checks::rules().map(|rule| {
        json!({
            "id": rule.id,
            "shortDescription": { "text": rule.summary() },
            "help": { "text": rule.documentation(), "markdown": rule.documentation() },
            "defaultConfiguration": { "level": level(rule.severity) },
        })
    });
    rules.collect()
}

fn results<T>(report: &Report<'_, T>) -> Vec<Value> {
    let told = report.findings.iter().map(|f| (f, None));
    let suppressed = report.suppressed.iter().map(|s| (&s.reported, Some(s)));
    told.chain(suppressed)
        .filter_map(|(reported, suppressed)| result(report, reported, suppressed))
        .collect()
}

fn log(rules: Vec<Value>, results: Vec<Value>) -> Value {
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "copydesk", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn result<T>(
    report: &Report<'_, T>,
    reported: &Reported,
    suppressed: Option<&Suppressed>,
) -> Option<Value> {
    let article = report.article(&reported.file)?;
    let finding = &reported.finding;
    let file = reported.file.as_str();
    let related = finding.related.iter().filter_map(|r| {
        let (file, at) = report.place(reported, &r.location)?;
        Some(json!({ "physicalLocation": location(file.as_str(), &at), "message": { "text": r.message } }))
    });
    let at = CodePoints::of(article, finding.place);
    Some(json!({
        "ruleId": finding.rule.id,
        "ruleIndex": checks::rules().position(|r| r == finding.rule),
        "level": level(reported.severity),
        "message": { "text": finding.message },
        "locations": [{ "physicalLocation": location(file, &at) }],
        "relatedLocations": related.collect::<Vec<_>>(),
        "fixes": fixes(article, file, finding),
        "suppressions": suppressed.map(suppression).into_iter().collect::<Vec<_>>(),
    }))
}

fn suppression(suppressed: &Suppressed) -> Value {
    let kind = match suppressed.kind {
        SuppressionKind::Comment => "inSource",
        SuppressionKind::PutAside => "external",
    };
    let mut suppression = json!({ "kind": kind });
    if let Some(reason) = &suppressed.reason {
        suppression["justification"] = json!(reason);
    }
    suppression
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

fn region(at: &CodePoints) -> Value {
    json!({ "startLine": at.line, "startColumn": at.column, "endLine": at.end_line, "endColumn": at.end_column })
}

fn location(file: &str, at: &CodePoints) -> Value {
    json!({ "artifactLocation": { "uri": file }, "region": region(at) })
}

fn fixes(article: &article::Article, file: &str, finding: &Finding) -> Vec<Value> {
    let replacement = |e: &checks::TextEdit| json!({ "deletedRegion": region(&CodePoints::of(article, e.place)), "insertedContent": { "text": e.text } });
    finding
        .fixes
        .iter()
        .map(|fix| {
            json!({
                "description": { "text": fix.title },
                "artifactChanges": [{
                    "artifactLocation": { "uri": file },
                    "replacements": fix.edits.iter().map(replacement).collect::<Vec<_>>(),
                }],
            })
        })
        .collect()
}
