//! Examples as tests: articles with carets under what a rule must find, and what the desk knows beside them.

use article::{Article, Hints};
use corpus::{ArticleId, Corpus, Rows};
use dossier::Dossier;
use text::{Document, Format, LineColumn, PositionEncoding};

use crate::{Finding, Findings};

/// An article of a fixture, and what must be found in it: line, columns in code points, message.
struct Fixture {
    name: String,
    date: Option<jiff::civil::Date>,
    text: String,
    expected: Vec<(u32, u32, u32, String)>,
}

/// Reads a fixture: `//- [DATE] NAME` starts an article, or with a name such as `dossier/people.toml` a file of the dossier; a line of
/// `^^^ message` marks the line above it, `^^^ hint: message` where the finding is not as severe as its rule. A fixture
/// without a header line is one article.
fn parse(fixture: &str) -> Vec<Fixture> {
    let mut all: Vec<Fixture> = Vec::new();
    let start = |name: &str, date: Option<&str>| Fixture {
        name: name.to_owned(),
        date: date.and_then(|d| d.parse().ok()),
        text: String::new(),
        expected: Vec::new(),
    };
    for line in fixture.strip_prefix('\n').unwrap_or(fixture).lines() {
        if let Some(header) = line.strip_prefix("//- ") {
            let (date, name) = header
                .split_once(' ')
                .map_or((None, header), |(d, n)| (Some(d), n));
            all.push(start(name, date));
            continue;
        }
        if all.is_empty() {
            all.push(start("article.txt", None));
        }
        let Some(article) = all.last_mut() else {
            continue;
        };
        let marks = line.trim_start();
        if marks.starts_with('^') && !is_dossier(article) {
            let from = (line.chars().count() - marks.chars().count()) as u32;
            let width = marks.chars().take_while(|c| *c == '^').count() as u32;
            let message = marks.trim_start_matches('^').trim().to_owned();
            let above = article.text.lines().count() as u32 - 1;
            article.expected.push((above, from, from + width, message));
        } else {
            article.text += line;
            article.text.push('\n');
        }
    }
    all
}

fn is_dossier(fixture: &Fixture) -> bool {
    fixture.name.starts_with("dossier/")
}

fn found(finding: &Finding, document: &Document) -> (u32, u32, u32, String) {
    let block = document.block(finding.place.block).unwrap();
    let line = document.line_of(finding.place.block).unwrap();
    let at = |offset| -> LineColumn { block.line_column(offset, PositionEncoding::Utf32) };
    let (start, end) = (
        at(finding.place.range.0.start()),
        at(finding.place.range.0.end()),
    );
    (line + start.line, start.column, end.column, told(finding))
}

/// What it says, and first of all its severity if that is not the rule's own.
fn told(finding: &Finding) -> String {
    match finding.severity == finding.rule.severity {
        true => finding.message.clone(),
        false => format!("{}: {}", finding.severity.name(), finding.message),
    }
}

/// Checks that `rule` finds what the carets mark and nothing else.
#[track_caller]
pub(crate) fn check(rule: &str, fixture: &str) {
    assert!(crate::rule(rule).is_some(), "no rule {rule}");
    let (files, fixtures): (Vec<Fixture>, Vec<Fixture>) =
        parse(fixture).into_iter().partition(is_dossier);
    let mut corpus = Corpus::default();
    let mut dossier = Dossier::default();
    for file in files {
        let parsed = dossier::parse(&file.name, &file.text);
        assert_eq!(parsed.problems, [], "{}", file.text);
        dossier.set_file(parsed);
    }
    corpus.set_dossier(dossier);
    let articles: Vec<(ArticleId, Article)> = fixtures
        .iter()
        .map(|f| {
            let hints = Hints {
                date: f.date,
                file_name: Some(f.name.clone()),
                ..Hints::default()
            };
            let article =
                Article::new(Document::new(&f.text, Format::of_file_name(&f.name)), hints);
            (ArticleId::new(&f.name), article)
        })
        .collect();
    for (id, article) in &articles {
        corpus.set(id, Some(std::sync::Arc::new(Rows::of(article))));
    }
    for (fixture, (id, article)) in fixtures.iter().zip(&articles) {
        let findings = Findings::new(article, Some((&corpus, id)));
        let got: Vec<_> = findings
            .sorted(None)
            .into_iter()
            .filter(|(f, _)| f.rule.id == rule)
            .map(|(f, _)| found(f, article.document()))
            .collect();
        assert_eq!(got, fixture.expected, "{}:\n{}", fixture.name, fixture.text);
    }
}
