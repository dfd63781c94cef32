//! `copydesk explain`: what a rule finds, why, and what it leaves alone.

use std::io::Write;

use anyhow::bail;
use checks::{Fixes, Rule};

pub(crate) fn run(rule: Option<&str>, table: bool) -> anyhow::Result<u8> {
    let mut out = std::io::stdout().lock();
    match rule {
        Some(id) => match checks::rule(id) {
            Some(rule) => write!(out, "{}", rule.documentation())?,
            None => bail!("there is no rule “{id}”; `copydesk explain` lists all rules"),
        },
        None if table => write!(out, "{}", self::table())?,
        None => {
            for rule in checks::rules() {
                writeln!(
                    out,
                    "{:18} {:12} {}",
                    rule.id,
                    rule.severity.name(),
                    rule.summary()
                )?;
            }
        }
    }
    Ok(super::EXIT_CLEAN)
}

/// The rules as a Markdown table, for the README.
pub(crate) fn table() -> String {
    let row = |r: &'static Rule| {
        let fixes = match r.fixes {
            Fixes::None => "",
            Fixes::Maybe => "offered",
            Fixes::Safe => "safe",
        };
        format!(
            "| `{}` | {} | {} | {fixes} |\n",
            r.id,
            r.summary(),
            r.severity.name()
        )
    };
    let rows: String = checks::rules().map(row).collect();
    format!("| rule | finds | severity | fix |\n|---|---|---|---|\n{rows}")
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_rule_has_a_summary_and_the_readme_has_them_all() {
        let table = super::table();
        let readme = include_str!("../../../../README.md").replace("\r\n", "\n");
        assert!(
            readme.contains(&table),
            "README.md is out of date; it should hold:\n{table}"
        );
        for rule in checks::rules() {
            let text = rule.documentation();
            assert!(text.starts_with(&format!("# {}\n", rule.id)), "{}", rule.id);
            for heading in [
                "## Why it matters",
                "## How it decides",
                "## What it leaves alone",
                "## Example",
            ] {
                assert!(text.contains(heading), "{} lacks “{heading}”", rule.id);
            }
        }
    }
}
