//! # office-term
//!
//! Somebody with an office that he or she did not hold on the day of the story, as the dossier has it.
//!
//! ## Why it matters
//! “President Clinton” in a story of 2002 is a slip that every reader sees.
//!
//! ## How it decides
//! An office stands before a full name of the dossier, and the dossier knows one term or more of that office. The day of the
//! story lies before or after every one of them, however their inexact ends are read. It is a hint:
//! on 299 press releases of senators that name one of eleven heads of state or government (2026-11-22) it spoke 8 times, and
//! 2 of these wanted “former”; the others told of what was done in office.
//!
//! ## What it leaves alone
//! `Former`, `then` and the like, here or before another mention of the same person; quotations; sentences that name another
//! time; what was done `by`, `under` or `since` somebody, and somebody’s something; the dead; articles that tell history;
//! stories without a day. Surnames alone: by courtesy an office is kept. Without a dossier it says nothing.
//!
//! ## Example
//! “President Bill Clinton arrived” in a story of 2002 → “former President Bill Clinton arrived”.

use article::{BlockFacts, MentionRef, Name};
use dates::{Date, format_date};
use dossier::{Answer, Dossier, Person, Standing, Term};
use names::{
    MentionKind, fold,
    lexicon::{self, Listed},
};
use text::{TextRange, TokenKind};

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Place},
    known::{at, dossier, in_words, news_day, person, plainly, proof, tells_of_another_time},
    passage::words_before,
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct OfficeTerm;

static RULE: Rule = Rule {
    id: "office-term",
    severity: Severity::Hint,
    fixes: Fixes::Maybe,
    source: include_str!("office_term.rs"),
};

impl Check for OfficeTerm {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn name(&self, sources: &Sources<'_>, name: &Name, found: &mut Vec<Finding>) {
        let Some(dossier) = dossier(sources) else {
            return;
        };
        for entity in 0..name.family.entities.len() {
            let linked = name.mentions.iter().zip(&name.family.links);
            let theirs =
                linked.filter(|(_, link)| link.as_ref().is_some_and(|l| l.entity == entity));
            let theirs: Vec<&MentionRef> = theirs.map(|(mention, _)| mention).collect();
            let former = |m: &&&MentionRef| {
                m.candidate
                    .title
                    .as_ref()
                    .is_some_and(|t| t.of_another_time)
            };
            if theirs.iter().find(former).is_some() {
                continue;
            }
            let full = theirs
                .iter()
                .filter(|m| m.candidate.kind == MentionKind::Full);
            found.extend(
                full.filter_map(|m| out_of_office(sources, dossier, m))
                    .next(),
            );
        }
    }
}

fn out_of_office(
    sources: &Sources<'_>,
    dossier: &Dossier,
    mention: &MentionRef,
) -> Option<Finding> {
    let candidate = &mention.candidate;
    let facts = sources.article.block(mention.block)?;
    let story = news_day(facts)?;
    let person = person(sources, &candidate.text)?;
    let (role, words) = (candidate.roles.last()?, candidate.description?);
    if candidate.quoted
        || person.was_alive_on(story) == Answer::No
        || tells_of_another_time(facts, candidate.range, story)
        || is_of_the_past(facts, words, candidate.range)
    {
        return None;
    }
    let terms: Vec<&Term> = person
        .offices
        .iter()
        .filter(|t| is_role(dossier, t, role))
        .collect();
    let outside = |t: &&Term| matches!(t.standing(story), Standing::Before | Standing::After);
    if terms.is_empty() || !terms.iter().all(outside) {
        return None;
    }
    let place = Place::new(mention.block, words);
    let mut finding = told(person, &terms, story, place)?;
    if terms.iter().all(|t| t.standing(story) == Standing::After) {
        let opens = facts
            .block
            .sentence_at(words.start())
            .is_some_and(|s| s.start() == words.start());
        let former = if opens { "Former" } else { "former" };
        let written = facts.block.slice(words);
        let text = format!("{former} {written}");
        finding
            .fixes
            .push(Fix::new(text.clone(), place, text, Applicability::Maybe));
    }
    Some(finding)
}

fn told(person: &Person, terms: &[&Term], story: Date, place: Place) -> Option<Finding> {
    // The last term that is over, else the first to come.
    let over = terms
        .iter()
        .filter(|t| t.standing(story) == Standing::After);
    let (fact, range) = match over.max_by_key(|t| t.held.end) {
        Some(term) => {
            let (until, range) = at(term.to.as_ref())?;
            (
                format!("was {} until {}", office(term), plainly(until)),
                range,
            )
        }
        None => {
            let term = terms.iter().min_by_key(|t| t.held.start)?;
            let (since, range) = at(term.from.as_ref())?;
            (
                format!("became {} {}", office(term), in_words(since)),
                range,
            )
        }
    };
    let message = format!(
        "{} {fact}; this article is dated {}.",
        person.about.name.value,
        format_date(story)
    );
    let mut finding = Finding::new(&RULE, place, message);
    finding
        .related
        .push(proof(&person.about.origin, range, "The term.".to_owned()));
    Some(finding)
}

/// `president of the United States`
fn office(term: &Term) -> String {
    let title = &term.title.value;
    let Some(of) = term.of.as_ref().map(|of| &of.value) else {
        return title.to_string();
    };
    let the = [
        "United ",
        "Netherlands",
        "Philippines",
        "Soviet Union",
        "European Union",
    ];
    match the.iter().any(|start| of.starts_with(start)) {
        true => format!("{title} of the {of}"),
        false => format!("{title} of {of}"),
    }
}

/// Whether a term is of the office that stands before a name, as `country/office`.
fn is_role(dossier: &Dossier, term: &Term, role: &str) -> bool {
    let (country, office) = role.split_once('/').unwrap_or(("", role));
    let of = term.of.as_ref().map(|of| of.value.as_str());
    let here = of.map(|of| match lexicon::listed(of) {
        Some(Listed::Country(country) | Listed::Demonym(country)) => fold(country.name),
        _ => fold(of),
    });
    let office = fold(office);
    let known = dossier.offices(&term.title.value, of);
    let mut words = known.iter().flat_map(|o| o.about.names()).map(|n| &n.value);
    (country.is_empty() || here.is_some_and(|here| here == country))
        && (fold(&term.title.value) == office || words.any(|w| fold(w) == office))
}

/// Whether the words around say that this is told of the past: `signed by President Roe`, `President Roe’s reform`.
fn is_of_the_past(facts: &BlockFacts, office: TextRange, name: TextRange) -> bool {
    const BEFORE: &[&str] = &[
        "under", "by", "since", "during", "of", "was", "were", "as", "like", "for",
    ];
    let mut before = words_before(facts, office.start());
    let mut tokens = facts.block.tokens().iter();
    let after = tokens.find(|t| t.range.start() >= name.end());
    before
        .next()
        .is_some_and(|w| BEFORE.contains(&w.to_lowercase().as_str()))
        || after.is_some_and(|t| t.kind == TokenKind::Possessive)
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    const DOSSIER: &str = r#"
//- dossier/people.toml
[[person]]
name = "Bill Clinton"
born = "1946-08-19"
[[person.office]]
title = "president"
of = "United States"
from = "1993-01-20"
to = "2001-01-20"
[[person]]
name = "Lee Myung-bak"
[[person.office]]
title = "president"
of = "South Korea"
from = "2008-02-25"
to = "2013-02-25"
"#;

    #[test]
    fn after_and_before_the_term() {
        let article = r#"//- 2002-08-15 story.txt
Reporters said that President Bill Clinton arrived in Seoul with his staff.
                    ^^^^^^^^^ Bill Clinton was president of the United States until January 20, 2001; this article is dated August 15, 2002.
Then he met South Korean President Lee Myung-bak and left the city for home.
            ^^^^^^^^^^^^^^^^^^^^^^ Lee Myung-bak became president of South Korea on February 25, 2008; this article is dated August 15, 2002.
"#;
        check("office-term", &format!("{DOSSIER}{article}"));
    }

    #[test]
    fn leaves_alone() {
        let article = r#"//- 2002-08-15 a.txt
Former President Bill Clinton arrived in Seoul. President Bill Clinton was pleased, officials there said.
//- 2002-08-15 b.txt
The law was signed by President Bill Clinton. In 1999 President Bill Clinton met the king. President Bill Clinton’s law stands.
“Then President Bill Clinton arrived,” he said. Gov. Bill Clinton left.
//- 2000-08-15 c.txt
Reporters said that President Bill Clinton arrived in Seoul with his staff.
//- 2001-01-20 d.txt
Reporters said that President Bill Clinton arrived in Seoul with his staff.
//- e.txt
Reporters said that President Bill Clinton arrived in Seoul with his staff.
"#;
        check("office-term", &format!("{DOSSIER}{article}"));
    }

    #[test]
    fn says_nothing_without_a_dossier() {
        check(
            "office-term",
            "//- 2002-08-15 a.txt\nReporters said that President Bill Clinton arrived in Seoul.",
        );
    }
}
