//! # unused-ignore
//!
//! A comment that silences a rule where that rule finds nothing, or that names no rule there is.
//!
//! ## Why it matters
//! Such a comment hides the next mistake: the text below it changed, and nobody looks there again.
//!
//! ## How it decides
//! `copydesk: ignore RULE -- reason` speaks of the paragraph after it, `ignore-file` of the whole file. Each rule that it
//! names must exist and find something there. A comment without a reason is a hint.
//!
//! ## What it leaves alone
//! Rules that `copydesk.toml` switches off: the comment may be for a colleague whose desk has them on.
//!
//! ## Example
//! `<!-- copydesk: ignore weekday-dat -- as printed -->` → `weekday-date`.

use text::TextRange;

use crate::{
    finding::{Applicability, Finding, Fix, Place},
    rule::{Check, Fixes, Rule, Severity},
    rules::{rule, rules},
    silence::Silence,
};

pub(crate) struct UnusedIgnore;

static RULE: Rule = Rule {
    id: "unused-ignore",
    severity: Severity::Information,
    fixes: Fixes::Maybe,
    source: include_str!("unused_ignore.rs"),
};

impl Check for UnusedIgnore {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn silence(&self, silence: &Silence<'_>, all: &[&Finding], found: &mut Vec<Finding>) {
        let ignore = silence.ignore;
        let place = |range: TextRange| Place::new(silence.block, range);
        if ignore.rules.is_empty() {
            let message = "Say which rule is meant: “copydesk: ignore weekday-date -- as printed”.";
            found.push(Finding::new(&RULE, place(ignore.range), message.to_owned()));
            return;
        }
        for (id, range) in &ignore.rules {
            let Some(named) = rule(id) else {
                found.push(unknown(id, place(*range)));
                continue;
            };
            let theirs = |f: &&&Finding| f.rule == named && silence.is_over(f);
            if all.iter().find(theirs).is_none() {
                let message = format!("“{id}” finds nothing here: this can be taken out.");
                found.push(Finding::new(&RULE, place(*range), message));
            }
        }
        if ignore.reason.is_none() {
            let message = "Say why, after two dashes: “-- as printed”.".to_owned();
            found.push(Finding {
                severity: Severity::Hint,
                ..Finding::new(&RULE, place(ignore.range), message)
            });
        }
    }
}

fn unknown(id: &str, place: Place) -> Finding {
    let distance = |rule: &Rule| strsim::osa_distance(rule.id, id);
    let nearest = rules().min_by_key(|rule| distance(rule));
    let meant = nearest.filter(|rule| distance(rule) <= 2);
    let remedy = match meant {
        Some(rule) => format!("Is “{}” meant?", rule.id),
        None => "`copydesk explain` lists all rules.".to_owned(),
    };
    let mut finding = Finding::new(&RULE, place, format!("There is no rule “{id}”. {remedy}"));
    let fix = |rule: &Rule| Fix::new(rule.id, place, rule.id, Applicability::Maybe);
    finding.fixes.extend(meant.map(fix));
    finding
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn what_a_comment_silences_is_not_found() {
        let story = "The vote was on Tuesday, July 17, 2002, in the capital.\n";
        let heading = "//- 2002-07-20 a.md\n";
        let comment = "<!-- copydesk: ignore weekday-date -- as printed -->\n";
        check("weekday-date", &format!("{heading}{comment}\n{story}"));
        check("unused-ignore", &format!("{heading}{comment}\n{story}"));
        let whole = "---\n# copydesk: ignore weekday-date -- archive\n---\nThe papers are of another time than ours is.\n\n";
        check("weekday-date", &format!("{heading}{whole}{story}"));
        check("unused-ignore", &format!("{heading}{whole}{story}"));
    }

    #[test]
    fn one_paragraph_only() {
        check(
            "weekday-date",
            r#"
//- 2002-07-20 a.txt
# copydesk: ignore weekday-date -- as printed
The vote was on Tuesday, July 17, 2002, in the capital.
The count was on Tuesday, July 17, 2002, in the capital.
                 ^^^^^^^ July 17, 2002 was a Wednesday.
"#,
        );
    }

    #[test]
    fn unused_unknown_and_unreasoned() {
        check(
            "unused-ignore",
            r#"
//- 2002-07-20 a.txt
# copydesk: ignore weekday-date -- as printed
                   ^^^^^^^^^^^^ “weekday-date” finds nothing here: this can be taken out.
The vote was on Wednesday, July 17, 2002, in the capital.
# copydesk: ignore weekday-dat -- as printed
                   ^^^^^^^^^^^ There is no rule “weekday-dat”. Is “weekday-date” meant?
The vote was on Wednesday, July 17, 2002, in the capital.
# copydesk: ignore -- as printed
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Say which rule is meant: “copydesk: ignore weekday-date -- as printed”.
The vote was on Wednesday, July 17, 2002, in the capital.
# copydesk: ignore weekday-date
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: Say why, after two dashes: “-- as printed”.
The vote was on Tuesday, July 17, 2002, in the capital.
"#,
        );
    }
}
