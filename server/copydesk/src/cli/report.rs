//! `copydesk report`: what a fact-checker hands in.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use dates::calendar::weekday_name;
use names::EntityType;
use notes::report::{DateRow, FoundByRule, Material, NameRow, Publication, Report, html, markdown};

use super::{
    EXIT_CLEAN,
    desk::{Desk, put},
};

#[derive(Args)]
pub(crate) struct ReportArguments {
    /// The article.
    article: PathBuf,
    /// How it is written.
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
    /// Write it to this file.
    #[arg(long, short)]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Markdown.
    Markdown,
    /// One HTML file that needs no other.
    Html,
}

pub(crate) fn run(arguments: &ReportArguments) -> anyhow::Result<u8> {
    let desk = Desk::open(&arguments.article)?;
    let header = desk.article.header();
    let title = desk.title();
    let publication = header.date.as_ref().map(|date| Publication {
        date: date.date.to_string(),
        how: date.why.clone(),
    });
    let report = Report::of(&Material {
        article: desk.id.as_str(),
        title: title.as_deref(),
        publication,
        text: &desk.text,
        annotations: &desk.annotations,
        progress: &desk.progress,
        findings: findings(&desk),
        names: names(&desk),
        dates: dates(&desk),
    });
    let written = match arguments.format {
        Format::Markdown => markdown(&report),
        Format::Html => html(&report),
    };
    put(arguments.output.as_deref(), &written)?;
    Ok(EXIT_CLEAN)
}

/// What rules found and nobody put aside.
fn findings(desk: &Desk) -> Vec<FoundByRule> {
    let aside = notes::put_aside(&desk.annotations, &desk.text, |hash| desk.store.base(hash));
    let sorted = desk.findings.sorted(Some(&desk.config)).into_iter();
    let found = sorted.filter_map(|(finding, severity)| {
        let range = desk
            .article
            .range(finding.place.block, finding.place.range.0);
        let range: std::ops::Range<usize> = range.into();
        let aside = aside.iter().any(|a| a.covers(finding.rule.id, &range));
        (!aside).then(|| FoundByRule {
            range,
            message: finding.message.clone(),
            proposals: finding.fixes.iter().map(|fix| fix.title.clone()).collect(),
            must_fix: severity >= checks::Severity::Warning,
        })
    });
    found.collect()
}

fn names(desk: &Desk) -> Vec<NameRow> {
    let article = &desk.article;
    let rows = article.entities().into_iter().filter_map(|reference| {
        let entity = article.entity(&reference)?;
        if entity.entity_type != EntityType::Person {
            return None;
        }
        let mut forms: Vec<String> = Vec::new();
        let (mut office, mut first) = (None, None);
        for (mention, _) in article.mentions_of(&reference) {
            let candidate = &mention.candidate;
            if !forms.iter().any(|form| **form == *candidate.text) {
                forms.push(candidate.text.to_string());
            }
            first = first.or(Some(article.range(mention.block, candidate.range).start()));
            let described = candidate.description.zip(article.block(mention.block));
            office = office.or(described.map(|(range, facts)| facts.block.slice(range).to_owned()));
        }
        Some(NameRow {
            name: entity.name.to_string(),
            forms,
            office,
            line: desk.line(first?.into()),
        })
    });
    rows.collect()
}

fn dates(desk: &Desk) -> Vec<DateRow> {
    let mut rows = Vec::new();
    for facts in desk.article.blocks() {
        for timex in &facts.timexes {
            let at = desk.article.range(facts.block.id(), timex.range).start();
            let day = timex
                .bounds
                .filter(|(first, last)| first == last)
                .map(|(day, _)| day);
            rows.push(DateRow {
                written: facts.block.slice(timex.range).to_owned(),
                resolved: day
                    .map(|d| d.to_string())
                    .or_else(|| timex.value.as_ref().map(ToString::to_string)),
                weekday: day.map(|day| weekday_name(day.weekday()).to_owned()),
                line: desk.line(at.into()),
            });
        }
    }
    rows
}
