//! # place-name
//!
//! A name of a place that was not its name on the day of the story, as the dossier has it.
//!
//! ## Why it matters
//! It tells the reader that the story is older than it is, or takes a side that nobody meant to take.
//!
//! ## How it decides
//! The dossier has the name as one that was right for a time, and the day of the story lies outside of that time.
//!
//! ## What it leaves alone
//! Quotations; `former`, `then` and the like before it; a name in brackets or before another in brackets; sentences that name
//! another time; a part of a longer name; articles that tell history; stories without a day. Without a dossier it says
//! nothing.
//!
//! ## Example
//! “They flew to Leningrad on Monday” in a story of 2002 → “They flew to St. Petersburg on Monday”.

use article::{MentionRef, Name};
use dates::format_date;
use dossier::{Dossier, RightName, Standing};
use names::fold;

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Place},
    known::{at, dossier, in_words, news_day, plainly, proof, tells_of_another_time},
    passage::{word_after, words_before},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct PlaceName;

static RULE: Rule = Rule {
    id: "place-name",
    severity: Severity::Hint,
    fixes: Fixes::Maybe,
    source: include_str!("place_name.rs"),
};

impl Check for PlaceName {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn name(&self, sources: &Sources<'_>, name: &Name, found: &mut Vec<Finding>) {
        if let Some(dossier) = dossier(sources) {
            let linked = name.mentions.iter().zip(&name.family.links);
            let certain = linked.filter(|(_, link)| link.is_some());
            found.extend(certain.filter_map(|(m, _)| out_of_time(sources, dossier, m)));
        }
    }
}

fn out_of_time(sources: &Sources<'_>, dossier: &Dossier, mention: &MentionRef) -> Option<Finding> {
    let candidate = &mention.candidate;
    let [known] = dossier.places(&candidate.text) else {
        return None;
    };
    let is_this = |a: &&dossier::Alias| fold(&a.name.value) == fold(&candidate.text);
    let alias = known.about.aliases.iter().find(is_this)?;
    let facts = sources.article.block(mention.block)?;
    let story = news_day(facts)?;
    let (fact, range) = match alias.right?.standing(story) {
        Standing::After => {
            let (until, range) = at(alias.to.as_ref())?;
            (format!("was the name until {}", plainly(until)), range)
        }
        Standing::Before => {
            let (since, range) = at(alias.from.as_ref())?;
            (format!("became the name {}", in_words(since)), range)
        }
        Standing::Inside | Standing::Undecided => return None,
    };
    let RightName::Known(right) = known.right_name(story) else {
        return None;
    };
    let before = words_before(facts, candidate.range.start()).next();
    let after = word_after(facts, candidate.range.end());
    let told_apart = before.is_some_and(|w| BEFORE.contains(&w.to_lowercase().as_str()))
        || after.is_some_and(|w| AFTER.contains(&w.to_lowercase().as_str()));
    if candidate.quoted || told_apart || tells_of_another_time(facts, candidate.range, story) {
        return None;
    }
    let message = format!(
        "“{}” {fact}; this article is dated {}.",
        candidate.text,
        format_date(story)
    );
    let place = Place::new(mention.block, candidate.range);
    let mut finding = Finding::new(&RULE, place, message);
    finding.related.push(proof(
        &known.about.origin,
        range,
        format!("“{right}” on that day."),
    ));
    finding
        .fixes
        .push(Fix::new(right, place, right, Applicability::Maybe));
    Some(finding)
}

/// Words before a name that say it is of another time, or given beside the right one.
const BEFORE: &[&str] = &[
    "former", "formerly", "then", "old", "wartime", "soviet", "called", "named", "as", "(", "/",
];

/// Words after a name that make a longer one of it, or give another beside it.
const AFTER: &[&str] = &[
    "(",
    "/",
    "region",
    "oblast",
    "province",
    "district",
    "airport",
    "university",
    ",",
];

#[cfg(test)]
mod tests {
    use crate::tests::check;

    const DOSSIER: &str = r#"
//- dossier/places.toml
[[place]]
name = "St. Petersburg"
aliases = ["Saint Petersburg", { name = "Leningrad", from = "1924-01-26", to = "1991-09-06" }]
"#;

    #[test]
    fn an_old_name() {
        let article = r#"//- 2002-08-15 story.txt
The ministers flew to Leningrad on Thursday with their staff and officials.
                      ^^^^^^^^^ “Leningrad” was the name until September 6, 1991; this article is dated August 15, 2002.
"#;
        check("place-name", &format!("{DOSSIER}{article}"));
    }

    #[test]
    fn leaves_alone() {
        let article = r#"//- 2002-08-15 a.txt
He was born in 1952 in Leningrad, they said. “I love Leningrad,” he said. They met in the Leningrad region on Thursday.
Then they flew to Saint Petersburg and to St. Petersburg, formerly Leningrad (a city of palaces), on Thursday.
//- 1985-08-15 b.txt
The ministers flew to Leningrad on Thursday with their staff and officials.
//- c.txt
The ministers flew to Leningrad with their staff and officials.
"#;
        check("place-name", &format!("{DOSSIER}{article}"));
    }
}
