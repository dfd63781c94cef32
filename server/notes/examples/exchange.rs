//! Writes one annotated article in the formats that `tests/exchange/run` has other people's programs read.
//!
//! usage: cargo run -p notes --example exchange -- FOLDER

use std::{env, error::Error, fs, path::PathBuf};

use jiff::Timestamp;
use notes::{
    Anchor, Annotation, AnnotationId, Annotations, Assessment, Body, Claim, ClaimKind, Question,
    Target, Verdict,
    exchange::{
        EntityKind, EntityRow, EventRow, MentionRow, OfficeRow, Sheet, to_brat, to_csv,
        to_follow_the_money, to_w3c,
    },
    progress::{DeskRules, claims_in_file},
};

const TEXT: &str = "😀 Leaders Meet\n\nLess than a week ago, Iraq announced\na new deal with Iraq. Mr. Kim, who avoids flying, came by rail on Tuesday.\n";

fn claim(second: i64, kind: ClaimKind, words: &[&str]) -> Result<Annotation, Box<dyn Error>> {
    let anchors: Option<Vec<Anchor>> = words
        .iter()
        .map(|words| {
            TEXT.find(words)
                .and_then(|start| Anchor::of(TEXT, start..start + words.len()))
        })
        .collect();
    let created = Timestamp::from_second(1_790_000_000 + second)?;
    Ok(Annotation {
        id: AnnotationId::new(created, None),
        created,
        author: "anna".to_owned(),
        replaces: None,
        target: Target::Words(anchors.ok_or("the words are not in the text")?),
        body: Body::Claim(Claim {
            said_by: Some("a spokesman".to_owned()),
            ..Claim::new(kind)
        }),
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::args().nth(1).ok_or("usage: exchange FOLDER")?);
    let deal = claim(
        0,
        ClaimKind::Quotation,
        &["Iraq announced\na new deal with Iraq"],
    )?;
    let week = claim(1, ClaimKind::Date, &["Less than a week ago, Iraq"])?;
    let rail = claim(2, ClaimKind::Fact, &["Mr. Kim", "came by rail on Tuesday"])?;
    let created = Timestamp::from_second(1_790_000_009)?;
    let wrong = Annotation {
        id: AnnotationId::new(created, None),
        created,
        author: "anna".to_owned(),
        replaces: None,
        target: Target::Annotation(deal.id),
        body: Body::Assessment(Assessment::new(
            Question::Truth,
            Verdict::Wrong,
            &["Iraq announced\na new deal with Iraq"],
        )),
    };
    let annotations: Annotations = [deal, week, rail, wrong].into_iter().collect();
    let progress = claims_in_file(TEXT, &annotations, DeskRules::default(), |_| None);
    let brat = to_brat(TEXT, &annotations, &progress);
    let sheet = Sheet {
        article: "news/002.txt".to_owned(),
        title: Some("Leaders Meet".to_owned()),
        date: Some("2002-08-23".to_owned()),
        text: Some(TEXT.to_owned()),
        entities: vec![
            EntityRow {
                name: "Kim Jong Il".to_owned(),
                kind: EntityKind::Person,
                forms: vec!["Mr. Kim".to_owned()],
            },
            EntityRow {
                name: "Red Cross".to_owned(),
                kind: EntityKind::Organization,
                forms: Vec::new(),
            },
        ],
        offices: vec![OfficeRow {
            holder: "Kim Jong Il".to_owned(),
            post: "Leader of North Korea".to_owned(),
            start: Some("1994".to_owned()),
            end: Some("2011-12".to_owned()),
        }],
        events: vec![EventRow {
            name: "The meeting".to_owned(),
            date: Some("2002-08-23".to_owned()),
            end: None,
            involved: vec!["Kim Jong Il".to_owned()],
        }],
        mentions: vec![MentionRow {
            written: "Mr. Kim".to_owned(),
            entity: Some("Kim Jong Il".to_owned()),
            kind: EntityKind::Person,
        }],
    };
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("article.txt"), brat.text)?;
    fs::write(folder.join("article.ann"), brat.annotations)?;
    fs::write(
        folder.join("claims.csv"),
        to_csv(TEXT, &annotations, &progress),
    )?;
    fs::write(
        folder.join("annotations.json"),
        to_w3c(&annotations, "news/002.txt"),
    )?;
    fs::write(
        folder.join("entities.ftm.json"),
        to_follow_the_money(&sheet),
    )?;
    Ok(())
}
