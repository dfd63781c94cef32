//! `copydesk export` and `copydesk import`: annotations in other tools' formats.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use names::EntityType;
use notes::{
    Anchor, AnnotationId, Aside, Assessment, Body, Draft, Target,
    exchange::{
        EntityKind, EntityRow, Imported, MentionRow, Publisher, Sheet, from_brat, from_csv,
        from_hypothesis, from_w3c, to_brat, to_claim_reviews, to_conll, to_csv,
        to_follow_the_money, to_w3c,
    },
    find,
};
use rustc_hash::FxHashMap;
use text::Format;

use super::{
    EXIT_CLEAN, EXIT_TROUBLE,
    desk::{Desk, put},
};

#[derive(Args)]
pub(crate) struct ExportArguments {
    /// The article.
    article: PathBuf,
    /// The format.
    #[arg(long, value_enum)]
    to: To,
    /// Write it to this file. For brat, the text goes beside it with the ending .txt.
    #[arg(long, short)]
    output: Option<PathBuf>,
    /// Who publishes: for ClaimReview.
    #[arg(long, default_value = "")]
    publisher: String,
    /// The address of the page on which the fact check stands: for ClaimReview.
    #[arg(long, default_value = "")]
    page: String,
}

#[derive(Clone, Copy, ValueEnum)]
enum To {
    /// A W3C Web Annotation collection.
    W3c,
    /// The claims as a table.
    Csv,
    /// brat standoff (.ann).
    Brat,
    /// One token a line.
    Conll,
    /// schema.org ClaimReview: verdicts marked for publication.
    Claimreview,
    /// FollowTheMoney, one JSON object a line.
    Followthemoney,
    /// SARIF 2.1.0: findings, those put aside among them, and claims that need somebody's eye.
    Sarif,
}

#[derive(Args)]
pub(crate) struct ImportArguments {
    /// The article that is annotated.
    #[arg(long)]
    article: PathBuf,
    /// The format.
    #[arg(long, value_enum)]
    from: From,
    /// Who marked what the file names nobody for.
    #[arg(long)]
    author: Option<String>,
    /// The file.
    file: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum From {
    /// A W3C Web Annotation collection.
    W3c,
    /// An export of Hypothes.is.
    Hypothesis,
    /// brat standoff (.ann).
    Brat,
    /// A table as `export --to csv` writes it.
    Csv,
}

pub(crate) fn export(arguments: &ExportArguments) -> anyhow::Result<u8> {
    let desk = Desk::open(&arguments.article)?;
    let (text, annotations, progress) = (&desk.text, &desk.annotations, &desk.progress);
    let written = match arguments.to {
        To::W3c => to_w3c(annotations, desk.id.as_str()),
        To::Csv => to_csv(text, annotations, progress),
        To::Conll => to_conll(
            text,
            Format::of_file_name(desk.id.as_str()),
            annotations,
            progress,
        ),
        To::Claimreview => {
            let (name, page) = (arguments.publisher.as_str(), arguments.page.as_str());
            if name.is_empty() || page.is_empty() {
                bail!("ClaimReview names who publishes and where: add --publisher and --page");
            }
            to_claim_reviews(annotations, &Publisher { name, page })
        }
        To::Followthemoney => to_follow_the_money(&sheet(&desk)),
        To::Sarif => desk.checked(&desk.put_aside()).sarif()?,
        To::Brat => {
            let brat = to_brat(text, annotations, progress);
            if let Some(output) = &arguments.output {
                put(Some(&output.with_extension("txt")), &brat.text)?;
            }
            brat.annotations
        }
    };
    put(arguments.output.as_deref(), &written)?;
    Ok(EXIT_CLEAN)
}

/// Who is named in an article.
fn sheet(desk: &Desk) -> Sheet {
    let article = &desk.article;
    let (mut entities, mut mentions) = (Vec::new(), Vec::new());
    for reference in article.entities() {
        let Some(entity) = article.entity(&reference) else {
            continue;
        };
        let kind = match entity.entity_type {
            EntityType::Person => EntityKind::Person,
            EntityType::Organisation => EntityKind::Organization,
            _ => continue,
        };
        let mut forms: Vec<String> = Vec::new();
        for (mention, _) in article.mentions_of(&reference) {
            let written = mention.candidate.text.to_string();
            if written != *entity.name && !forms.contains(&written) {
                forms.push(written.clone());
            }
            mentions.push(MentionRow {
                written,
                entity: Some(entity.name.to_string()),
                kind,
            });
        }
        entities.push(EntityRow {
            name: entity.name.to_string(),
            kind,
            forms,
        });
    }
    let header = article.header();
    Sheet {
        article: desk.id.to_string(),
        title: desk.checked(&Aside::default()).title(),
        date: header.date.as_ref().map(|date| date.date.to_string()),
        text: None,
        entities,
        offices: Vec::new(),
        events: Vec::new(),
        mentions,
    }
}

pub(crate) fn import(arguments: &ImportArguments) -> anyhow::Result<u8> {
    let desk = Desk::open(&arguments.article)?;
    let file = arguments.file.display();
    let content = corpus::read::read(&arguments.file).with_context(|| file.to_string())?;
    let imported = match arguments.from {
        From::W3c => from_w3c(&content),
        From::Hypothesis => from_hypothesis(&content),
        From::Brat => from_brat(&desk.text, &content),
        From::Csv => from_csv(&desk.text, &content),
    };
    for problem in &imported.problems {
        eprintln!(
            "copydesk: {file}, line {}: {}",
            problem.line, problem.message
        );
    }
    let (taken, lost) = take(&desk, &imported, arguments.author.as_deref())?;
    eprintln!(
        "copydesk: {taken} annotations were taken over, {lost} found no place in {}",
        desk.id
    );
    let trouble = !imported.problems.is_empty() || lost > 0;
    Ok(if trouble { EXIT_TROUBLE } else { EXIT_CLEAN })
}

/// Writes what was imported behind what stands there; gives how much of it, and how many claims have no place.
fn take(desk: &Desk, imported: &Imported, author: Option<&str>) -> anyhow::Result<(usize, usize)> {
    let base = desk.store.keep_base(&desk.text)?;
    let unknown = author.unwrap_or("imported").to_owned();
    let draft = |author: Option<String>, target: Target, body: Body| Draft {
        author: author.unwrap_or_else(|| unknown.clone()),
        time: Timestamp::now(),
        replaces: None,
        target,
        body,
    };
    let (mut taken, mut lost) = (0, 0);
    for claim in &imported.claims {
        let anchors: Vec<&Anchor> = claim.anchors.iter().collect();
        let places = find(&anchors, &desk.text, |hash| {
            (hash == base).then(|| desk.text.clone())
        });
        let anchors = places
            .into_iter()
            .map(|place| Anchor::of(&desk.text, place?));
        let Some(anchors) = anchors
            .collect::<Option<Vec<Anchor>>>()
            .filter(|a| !a.is_empty())
        else {
            lost += 1;
            continue;
        };
        let words: Vec<String> = anchors.iter().map(|anchor| anchor.exact.clone()).collect();
        let body = Body::Claim(claim.claim.clone());
        let written = desk.store.append(
            desk.id.as_str(),
            &[draft(claim.author.clone(), Target::Words(anchors), body)],
        )?;
        taken += 1;
        let Some(id) = written.first().map(|line| line.id) else {
            continue;
        };
        let verdicts = claim.verdicts.iter().map(|(author, question, verdict)| {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let body = Body::Assessment(Assessment::new(*question, *verdict, &words));
            draft(author.clone(), Target::Annotation(id), body)
        });
        let verdicts: Vec<Draft> = verdicts.collect();
        if !verdicts.is_empty() {
            taken += desk.store.append(desk.id.as_str(), &verdicts)?.len();
        }
    }
    // Our own lines get new ids, and what refers to them follows.
    let mut renamed: FxHashMap<AnnotationId, AnnotationId> = FxHashMap::default();
    let known = |id: AnnotationId| desk.annotations.get(id).is_some();
    for annotation in imported.annotations.iter().filter(|a| !known(a.id)) {
        let now = |id: AnnotationId| renamed.get(&id).copied().unwrap_or(id);
        let target = match &annotation.target {
            Target::Annotation(id) => Target::Annotation(now(*id)),
            other => other.clone(),
        };
        let again = Draft {
            author: annotation.author.clone(),
            time: annotation.created,
            replaces: annotation.replaces.map(now),
            target,
            body: annotation.body.clone(),
        };
        for line in desk.store.append(desk.id.as_str(), &[again])? {
            renamed.insert(annotation.id, line.id);
            taken += 1;
        }
    }
    Ok((taken, lost))
}
