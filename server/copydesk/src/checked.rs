//! An article with all that is known and noted of it, whether it is open in an editor or lies on disk: what is left to
//! check, the report that a fact-checker hands in, and SARIF.

use std::{collections::BTreeMap, ops::Range, path::PathBuf};

use ::text::{TextRange, TextSize};
use article::Article;
use checks::{Finding, Findings, Severity};
use corpus::{ArticleId, Config, Corpus};
use dates::{Timex, TimexKind, calendar::weekday_name};
use features::{Proposal, Seen, Spots, View};
use names::EntityType;
use notes::{
    Annotations, Aside,
    progress::{ClaimProgress, ClaimState, DeskRules},
    report::{DateRow, FoundByRule, Material, NameRow, Publication, Report, Unlooked},
};

use crate::output::{self, sarif, told_and_suppressed};

/// An article, what rules found in it, and what people noted of it.
pub(crate) struct Checked<'a> {
    pub(crate) id: &'a ArticleId,
    pub(crate) findings: &'a Findings,
    pub(crate) corpus: &'a Corpus,
    pub(crate) config: Option<&'a Config>,
    pub(crate) annotations: &'a Annotations,
    pub(crate) progress: &'a [ClaimProgress],
    pub(crate) aside: &'a Aside<'a>,
    pub(crate) spots: &'a Spots,
}

/// What the desk's `copydesk.toml` asks of a claim.
pub(crate) fn desk_rules(config: Option<&Config>) -> DeskRules {
    let asked = config.map(|config| config.claims).unwrap_or_default();
    DeskRules {
        two_independent_sources: asked.two_independent_sources,
        second_pair_of_eyes: asked.second_pair_of_eyes,
    }
}

impl Checked<'_> {
    fn article(&self) -> &Article {
        self.findings.article()
    }

    /// What may be worth checking and is neither claimed nor put aside, the riskiest first.
    pub(crate) fn left_to_check(&self) -> Vec<Proposal> {
        features::left_to_check(&self.view(), self.spots, &self.seen())
    }

    /// How much that is.
    pub(crate) fn count_left_to_check(&self) -> usize {
        features::count_left_to_check(&self.view(), self.spots, &self.seen())
    }

    /// The same for what touches these bytes.
    pub(crate) fn left_to_check_at(&self, range: TextRange) -> Vec<Proposal> {
        let seen = self.seen();
        let mut there = features::proposals_at(&self.view(), range);
        there.retain(|proposal| !seen.has(proposal.kind, proposal.range));
        there
    }

    fn view(&self) -> View<'_> {
        View {
            article: self.article(),
            corpus: Some((self.corpus, self.id)),
        }
    }

    fn seen(&self) -> Seen<'_> {
        Seen::new(self.annotations, self.progress, self.aside)
    }

    fn bytes(&self, finding: &Finding) -> Range<usize> {
        let place = finding.place;
        self.article().range(place.block, place.range.0).into()
    }

    /// What a fact-checker hands in.
    pub(crate) fn report(&self) -> Report {
        let text = self.article().document().to_string();
        let title = self.title();
        let date = self.article().header().date.as_ref();
        let publication = date.map(|date| Publication {
            date: date.date.to_string(),
            how: date.why.clone(),
        });
        Report::of(&Material {
            article: self.id.as_str(),
            title: title.as_deref(),
            publication,
            text: &text,
            annotations: self.annotations,
            progress: self.progress,
            findings: self.found_by_rules(),
            unlooked: self.unlooked(&text),
            names: self.names(&text),
            dates: self.dates(&text),
        })
    }

    /// The findings, those that somebody put aside or silenced among them, and the claims, as SARIF.
    pub(crate) fn sarif(&self) -> anyhow::Result<String> {
        let article = self.article().clone();
        let (findings, suppressed) =
            told_and_suppressed(self.findings, self.config, self.aside, self.id, 0);
        let notices = features::claim_notices(self.annotations, self.progress).into_iter();
        let claims = notices.map(|notice| sarif::ClaimResult {
            range: notice.range.and_then(text_range),
            severity: claim_severity(notice.state),
            message: notice.message,
        });
        let articles = BTreeMap::from([(self.id.clone(), ((), article))]);
        let corpora = [(PathBuf::new(), self.corpus.clone())];
        let report = output::Report {
            articles: &articles,
            corpora: &corpora,
            findings,
            suppressed,
        };
        sarif::with_claims(&report, self.id, &claims.collect::<Vec<_>>())
    }

    /// The headline, without what marks it up.
    pub(crate) fn title(&self) -> Option<String> {
        let (block, range) = self.article().header().headline?;
        let range = self.article().range(block, range);
        let line = self.article().document().slice(range);
        Some(features::headline_text(&line))
    }

    /// What rules found and nobody put aside.
    fn found_by_rules(&self) -> Vec<FoundByRule> {
        let (told, _) = told_and_suppressed(self.findings, self.config, self.aside, self.id, 0);
        let found = told.into_iter().map(|reported| FoundByRule {
            range: self.bytes(&reported.finding),
            proposals: reported
                .finding
                .fixes
                .iter()
                .map(|fix| fix.title.clone())
                .collect(),
            message: reported.finding.message,
            must_fix: reported.severity >= Severity::Warning,
        });
        found.collect()
    }

    fn unlooked(&self, text: &str) -> Vec<Unlooked> {
        let left = self.left_to_check().into_iter();
        let rows = left.map(|proposal| Unlooked {
            line: line(text, proposal.range.start().into()),
            words: proposal.words,
            kind: proposal.kind,
            why: proposal.why,
        });
        rows.collect()
    }

    fn names(&self, text: &str) -> Vec<NameRow> {
        let article = self.article();
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
                office =
                    office.or(described.map(|(range, facts)| facts.block.slice(range).to_owned()));
            }
            Some(NameRow {
                name: entity.name.to_string(),
                forms,
                office,
                line: line(text, first?.into()),
            })
        });
        rows.collect()
    }

    fn dates(&self, text: &str) -> Vec<DateRow> {
        let mut rows = Vec::new();
        for facts in self.article().blocks() {
            let dates = facts.timexes.iter().filter(|timex| is_date(timex));
            for timex in dates {
                let at = self.article().range(facts.block.id(), timex.range).start();
                let day = timex
                    .bounds
                    .filter(|(first, last)| first == last)
                    .map(|(day, _)| day);
                rows.push(DateRow {
                    written: facts.block.slice(timex.range).to_owned(),
                    resolved: resolved(timex),
                    weekday: day.map(|day| weekday_name(day.weekday()).to_owned()),
                    line: line(text, at.into()),
                });
            }
        }
        rows
    }
}

/// Whether an expression names a time on the calendar: “three days” and “now” do not.
fn is_date(timex: &Timex) -> bool {
    let points = timex.value.as_ref().is_some_and(|v| v.ends_with("_REF"));
    matches!(timex.kind, TimexKind::Date | TimexKind::Time) && !points
}

/// What a date means, for people: a day, a month, a year, else the days that the words allow.
fn resolved(timex: &Timex) -> Option<String> {
    let whole = timex.value.as_ref().filter(|value| {
        let mut figures = value.chars();
        figures.all(|c| c.is_ascii_digit() || c == '-')
    });
    match (timex.bounds, whole.filter(|_| timex.modifier.is_none())) {
        (Some((first, last)), _) if first == last => Some(first.to_string()),
        (_, Some(value)) => Some(value.to_string()),
        (Some((first, last)), None) => Some(format!("{first} to {last}")),
        (None, None) => None,
    }
}

/// How much a claim that needs somebody's eye matters.
pub(crate) fn claim_severity(state: ClaimState) -> Severity {
    match state {
        ClaimState::Wrong => Severity::Warning,
        _ => Severity::Information,
    }
}

/// Bytes as a range of an article, if they can be one.
pub(crate) fn text_range(bytes: Range<usize>) -> Option<TextRange> {
    let at = |offset: usize| u32::try_from(offset).ok().map(TextSize::new);
    let (start, end) = (at(bytes.start)?, at(bytes.end)?);
    (start <= end).then(|| TextRange::new(start, end))
}

/// The line of a byte, from 1.
fn line(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or(text);
    1 + before.matches('\n').count()
}
