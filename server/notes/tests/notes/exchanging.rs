//! What is exported and imported again is the same; what cannot be read is told with its line.

use std::ops::Range;

use expect_test::expect;
use notes::{
    Annotation, Annotations, Assessment, Body, Claim, ClaimKind, Contact, Question, Target,
    Verdict,
    exchange::{
        EntityKind, EntityRow, EventRow, Imported, MentionRow, OfficeRow, Publisher, Sheet,
        from_brat, from_csv, from_hypothesis, from_w3c, to_brat, to_claim_reviews, to_conll,
        to_csv, to_follow_the_money, to_w3c,
    },
    find,
    progress::{ClaimProgress, DeskRules, claims_in_file},
};
use proptest::prelude::*;
use serde_json::Value;

use crate::common::{anchor, claim, line, source, verdict};

const TEXT: &str = "😀 Less than a week ago, Iraq announced\na deal with “Iraq”.\n\nMr. Kim, who avoids flying, came by rail on Tuesday.\n";

fn lines() -> Vec<Annotation> {
    let mut deal = line(
        "anna",
        0,
        claim(
            TEXT,
            "Iraq announced\na deal with “Iraq”",
            ClaimKind::Quotation,
        ),
    );
    deal.body = Body::Claim(Claim {
        said_by: Some("the \"minister\", one".to_owned()),
        via: Some("The agency".to_owned()),
        note: Some("see\nthere".to_owned()),
        kind: ClaimKind::Quotation,
    });
    let mut rail = line("bernhard", 1, claim(TEXT, "Mr. Kim", ClaimKind::Fact));
    rail.target = Target::Words(vec![
        anchor(TEXT, "Mr. Kim"),
        anchor(TEXT, "came by rail on Tuesday"),
    ]);
    let week = line("anna", 2, claim(TEXT, "a week ago, Iraq", ClaimKind::Date));
    let wrong = verdict(
        deal.id,
        Question::Truth,
        Verdict::Wrong,
        "Iraq announced a deal with “Iraq”",
    );
    let said = verdict(
        deal.id,
        Question::Wording,
        Verdict::Confirmed,
        "Iraq announced a deal with “Iraq”",
    );
    let right = verdict(
        week.id,
        Question::Truth,
        Verdict::Confirmed,
        "a week ago, Iraq",
    );
    let not_right = verdict(
        week.id,
        Question::Truth,
        Verdict::Imprecise,
        "a week ago, Iraq",
    );
    let paper = line("anna", 7, source("A paper"));
    let contact = Body::Contact(Contact {
        person: "A secret".to_owned(),
        reach: "+1 555 0100".to_owned(),
    });
    vec![
        line("anna", 3, wrong),
        line("anna", 4, said),
        line("anna", 5, right),
        line("bernhard", 6, not_right),
        line("anna", 8, (Target::Annotation(paper.id), contact)),
        paper,
        deal,
        rail,
        week,
    ]
}

fn progress(text: &str, annotations: &Annotations) -> Vec<ClaimProgress> {
    claims_in_file(text, annotations, DeskRules::default(), |_| None)
}

/// Places in bytes, kind and verdicts of a claim.
type Marked = (
    Vec<Range<usize>>,
    ClaimKind,
    Vec<(String, Question, Verdict)>,
);

/// What came in.
fn claims_of(imported: &Imported) -> Vec<Marked> {
    let mut claims: Vec<_> = imported
        .claims
        .iter()
        .map(|claim| {
            let places = find(&claim.anchors.iter().collect::<Vec<_>>(), TEXT, |_| None);
            let verdicts = claim.verdicts.iter().map(|(who, question, verdict)| {
                (who.clone().unwrap_or_default(), *question, *verdict)
            });
            (
                places.into_iter().map(Option::unwrap).collect(),
                claim.claim.kind,
                verdicts.collect(),
            )
        })
        .collect();
    claims
        .iter_mut()
        .for_each(|(_, _, verdicts): &mut (_, _, Vec<_>)| verdicts.sort());
    claims
}

/// The same of the annotations themselves.
fn expected(annotations: &Annotations) -> Vec<Marked> {
    annotations
        .claims()
        .zip(progress(TEXT, annotations))
        .map(|((thing, claim, _), progress)| {
            let mut verdicts: Vec<_> = annotations
                .verdicts(thing.id)
                .into_iter()
                .map(|((question, who), (_, found))| (who.to_owned(), question, found.verdict))
                .collect();
            verdicts.sort();
            (
                progress.places.into_iter().map(Option::unwrap).collect(),
                claim.kind,
                verdicts,
            )
        })
        .collect()
}

#[test]
fn w3c_loses_nothing_but_what_is_private() {
    let annotations: Annotations = lines().into_iter().collect();
    let written = to_w3c(&annotations, "news/a b.txt");
    assert!(!written.contains("555"));
    let imported = from_w3c(&written);
    assert_eq!(imported.problems, []);
    let public = lines().into_iter().filter(|line| !line.body.is_private());
    assert_eq!(
        imported.annotations.into_iter().collect::<Annotations>(),
        public.collect()
    );
}

#[test]
fn w3c_of_a_changed_claim_keeps_what_refers_to_it() {
    let mut all = lines();
    let deal = all[6].clone();
    all.push(Annotation {
        replaces: Some(deal.id),
        ..line("anna", 20, (deal.target.clone(), deal.body.clone()))
    });
    let imported = from_w3c(&to_w3c(&all.into_iter().collect(), "a.txt"));
    let annotations: Annotations = imported.annotations.into_iter().collect();
    assert_eq!(annotations.verdicts(deal.id).len(), 2);
}

#[test]
fn w3c_of_another_tool_becomes_claims_and_the_rest_is_told() {
    let content = r#"[
  {"type": "Annotation", "creator": "https://example.org/anna", "body": {"type": "TextualBody", "value": "Sure?"},
   "target": {"source": "https://example.org/a", "selector": {"type": "TextQuoteSelector", "exact": "Mr. Kim", "suffix": ", who avoids flying"}}},
  {"type": "Annotation", "target": "https://example.org/a"},
  7
]"#;
    let imported = from_w3c(content);
    assert_eq!(imported.claims[0].claim.note.as_deref(), Some("Sure?"));
    assert_eq!(imported.claims[0].anchors[0].exact, "Mr. Kim");
    let problems: Vec<String> = imported.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "line 4: this annotation quotes no words of an article.",
            "line 5: this is no annotation."
        ]
    );
    assert_eq!(from_w3c("[{,").problems.len(), 1);
}

#[test]
fn hypothesis_comes_in() {
    let content = r#"{
  "export_date": "2026-11-21T12:00:00Z",
  "annotations": [
    {
      "id": "a1", "user": "acct:anna@hypothes.is", "uri": "https://example.org/a", "text": "Really?", "tags": ["number"],
      "target": [{"source": "https://example.org/a", "selector": [
        {"type": "RangeSelector", "endOffset": 3},
        {"type": "TextPositionSelector", "start": 61, "end": 68},
        {"type": "TextQuoteSelector", "exact": "Mr. Kim", "prefix": "a deal with “Iraq”.\n\n", "suffix": ", who avoids flying"}]}]
    },
    {"id": "a2", "user": "acct:anna@hypothes.is", "text": "Good page.", "target": [{"source": "https://example.org/a"}]},
    {"id": "a3", "references": ["a1"], "text": "Yes.", "target": [{"source": "https://example.org/a"}]}
  ]
}"#;
    let imported = from_hypothesis(content);
    assert_eq!(imported.claims.len(), 1);
    let marked = &imported.claims[0];
    assert_eq!(
        (marked.author.as_deref(), marked.claim.kind),
        (Some("anna"), ClaimKind::Number)
    );
    assert_eq!(
        find(&[&marked.anchors[0]], TEXT, |_| None)[0]
            .clone()
            .map(|place| &TEXT[place]),
        Some("Mr. Kim")
    );
    let lines: Vec<usize> = imported
        .problems
        .iter()
        .map(|problem| problem.line)
        .collect();
    assert_eq!(lines, [11, 12]);
    assert!(imported.problems[1].message.contains("a reply"));
}

#[test]
fn brat_there_and_back() {
    let annotations: Annotations = lines().into_iter().collect();
    let brat = to_brat(TEXT, &annotations, &progress(TEXT, &annotations));
    expect![[r#"
        T1	Quotation 24 38;39 57	Iraq announced a deal with “Iraq”
        #1	AnnotatorNotes T1	anna: truth: wrong
        #2	AnnotatorNotes T1	anna: wording: confirmed
        A1	Truth T1 wrong
        A2	Wording T1 confirmed
        #3	AnnotatorNotes T1	said by: the "minister", one
        #4	AnnotatorNotes T1	via: The agency
        #5	AnnotatorNotes T1	see there
        T2	Fact 60 67;88 111	Mr. Kim came by rail on Tuesday
        T3	Date 12 28	a week ago, Iraq
        #6	AnnotatorNotes T3	anna: truth: confirmed
        #7	AnnotatorNotes T3	bernhard: truth: imprecise
    "#]]
    .assert_eq(&brat.annotations);
    let imported = from_brat(&brat.text, &brat.annotations);
    assert_eq!(imported.problems, []);
    assert_eq!(claims_of(&imported), expected(&annotations));
    assert_eq!(
        imported.claims[0].claim.said_by.as_deref(),
        Some("the \"minister\", one")
    );
}

#[test]
fn brat_lines_that_cannot_be_read_are_told() {
    let ann = "T1\tPerson 64 71\tMr. Kim\nT2\tFact 0 4\tKim\nT3 Fact\nR1\tSame Arg1:T1 Arg2:T1\nA1\tTruth T1 maybe\nA2\tTruth T1 wrong\nT9\tFact 900 904\tKim\n";
    let start = TEXT.chars().take_while(|&c| c != 'M').count();
    let imported = from_brat(
        TEXT,
        &ann.replace("64 71", &format!("{start} {}", start + 7)),
    );
    assert_eq!(imported.claims.len(), 1);
    assert_eq!(
        imported.claims[0].verdicts,
        [(None, Question::Truth, Verdict::Wrong)]
    );
    let problems: Vec<(usize, &str)> = imported
        .problems
        .iter()
        .map(|problem| (problem.line, problem.message.as_str()))
        .collect();
    assert_eq!(
        problems.iter().map(|(line, _)| *line).collect::<Vec<_>>(),
        [2, 3, 4, 5, 7]
    );
    assert_eq!(
        problems[0].1,
        "“Kim” is said to stand where the article has “😀 Le”."
    );
}

#[test]
fn csv_there_and_back() {
    let annotations: Annotations = lines().into_iter().collect();
    let table = to_csv(TEXT, &annotations, &progress(TEXT, &annotations));
    let imported = from_csv(TEXT, &table);
    assert_eq!(imported.problems, []);
    assert_eq!(claims_of(&imported), expected(&annotations));
    let claims: Vec<Claim> = annotations
        .claims()
        .map(|(_, claim, _)| claim.clone())
        .collect();
    assert_eq!(
        imported
            .claims
            .iter()
            .map(|claim| claim.claim.clone())
            .collect::<Vec<_>>(),
        claims
    );
    assert_eq!(imported.claims[1].author.as_deref(), Some("bernhard"));
}

#[test]
fn rows_that_cannot_be_read_are_told() {
    let table = "\u{feff}Words,Start,end,kind,verdicts\n\"Less\nthan\",2,11,rumour,\"anna: truth: confirmed\nhm\"\nIraq,0,4,fact,\nIraq,x,4,fact,\n";
    let imported = from_csv(TEXT, table);
    let problems: Vec<(usize, &str)> = imported
        .problems
        .iter()
        .map(|problem| (problem.line, problem.message.as_str()))
        .collect();
    assert_eq!(
        problems,
        [
            (2, "“rumour” is no kind of claim; it is taken as a fact."),
            (2, "“hm” is no verdict; one reads “Anna: truth: confirmed”."),
            (5, "“Iraq” is said to stand where the article has “😀 Le”."),
            (6, "“start” is no number."),
        ]
    );
    assert_eq!(imported.claims.len(), 1);
    assert_eq!(from_csv(TEXT, "a,b\n1,2\n").problems.len(), 3);
}

#[test]
fn conll_has_a_column_for_each_layer_of_claims() {
    let annotations: Annotations = lines().into_iter().collect();
    let columns = to_conll(
        TEXT,
        text::Format::Plain,
        &annotations,
        &progress(TEXT, &annotations),
    );
    expect![[r#"
        😀	0	1	O	O
        Less	2	6	O	O
        than	7	11	O	O
        a	12	13	B-date	O
        week	14	18	I-date	O
        ago	19	22	I-date	O
        ,	22	23	I-date	O
        Iraq	24	28	I-date	B-quotation
        announced	29	38	O	I-quotation
        a	39	40	O	I-quotation
        deal	41	45	O	I-quotation
        with	46	50	O	I-quotation
        “	51	52	O	I-quotation
        Iraq	52	56	O	I-quotation
        ”	56	57	O	I-quotation
        .	57	58	O	O

        Mr.	60	63	B-fact	O
        Kim	64	67	I-fact	O
        ,	67	68	O	O
        who	69	72	O	O
        avoids	73	79	O	O
        flying	80	86	O	O
        ,	86	87	O	O
        came	88	92	B-fact	O
        by	93	95	I-fact	O
        rail	96	100	I-fact	O
        on	101	103	I-fact	O
        Tuesday	104	111	I-fact	O
        .	111	112	O	O

    "#]]
    .assert_eq(&columns);
    let points: Vec<char> = TEXT.chars().collect();
    for row in columns.lines().filter(|row| !row.is_empty()) {
        let fields: Vec<&str> = row.split('\t').collect();
        let (start, end): (usize, usize) = (fields[1].parse().unwrap(), fields[2].parse().unwrap());
        assert_eq!(points[start..end].iter().collect::<String>(), fields[0]);
    }
}

#[test]
fn only_verdicts_marked_for_publication_become_claim_reviews() {
    let mut lines = lines();
    let publisher = Publisher {
        name: "The Gazette",
        page: "https://example.org/check",
    };
    let reviews = |lines: &[Annotation]| -> Value {
        serde_json::from_str(&to_claim_reviews(
            &lines.iter().cloned().collect(),
            &publisher,
        ))
        .unwrap()
    };
    assert_eq!(reviews(&lines), Value::Array(vec![]));
    for line in &mut lines[..1] {
        if let Body::Assessment(assessment) = &mut line.body {
            *assessment = Assessment {
                publish: true,
                ..assessment.clone()
            };
        }
    }
    let written = reviews(&lines);
    assert_eq!(written.as_array().unwrap().len(), 1);
    assert_eq!(written[0]["@type"], "ClaimReview");
    assert_eq!(
        written[0]["claimReviewed"],
        "Iraq announced a deal with \"Iraq\""
    );
    assert_eq!(written[0]["reviewRating"]["ratingValue"], 1);
    assert_eq!(written[0]["reviewRating"]["alternateName"], "wrong");
    assert_eq!(
        written[0]["itemReviewed"]["author"]["name"],
        "the \"minister\", one"
    );
}

#[test]
fn follow_the_money_refers_only_to_what_it_holds() {
    let sheet = Sheet {
        article: "news/002.txt".to_owned(),
        title: Some("Leaders Meet".to_owned()),
        date: Some("2002-08".to_owned()),
        text: None,
        entities: vec![EntityRow {
            name: "Kim Jong Il".to_owned(),
            kind: EntityKind::Person,
            forms: vec!["Mr. Kim".to_owned()],
        }],
        offices: ["Kim Jong Il", "Nobody"]
            .map(|holder| OfficeRow {
                holder: holder.to_owned(),
                post: "Leader".to_owned(),
                start: Some("1994".to_owned()),
                end: None,
            })
            .to_vec(),
        events: vec![EventRow {
            name: "A meeting".to_owned(),
            date: None,
            end: None,
            involved: vec!["Kim Jong Il".to_owned(), "Nobody".to_owned()],
        }],
        mentions: vec![MentionRow {
            written: "Mr. Kim".to_owned(),
            entity: Some("Kim Jong Il".to_owned()),
            kind: EntityKind::Person,
        }],
    };
    let lines: Vec<Value> = to_follow_the_money(&sheet)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let schemata: Vec<&str> = lines
        .iter()
        .map(|line| line["schema"].as_str().unwrap())
        .collect();
    assert_eq!(
        schemata,
        [
            "Article",
            "Person",
            "Position",
            "Occupancy",
            "Event",
            "Mention"
        ]
    );
    let ids: Vec<&str> = lines
        .iter()
        .map(|line| line["id"].as_str().unwrap())
        .collect();
    for (line, property) in [
        (3, "holder"),
        (3, "post"),
        (4, "involved"),
        (5, "document"),
        (5, "resolved"),
    ] {
        let values = lines[line]["properties"][property].as_array().unwrap();
        assert!(
            values.len() == 1 && ids.contains(&values[0].as_str().unwrap()),
            "{property}"
        );
    }
}

proptest! {
    #[test]
    fn any_spans_survive_brat_and_csv(
        text in "[a-c😀é ,\n\"]{1,60}",
        spans in proptest::collection::vec((0usize..60, 1usize..30), 1..6),
    ) {
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let lines: Vec<Annotation> = spans
            .into_iter()
            .enumerate()
            .filter_map(|(second, (start, length))| {
                let start = start.min(starts.len() - 1);
                let range = starts[start]..starts[(start + length).min(starts.len() - 1)];
                let words = text[range.clone()].trim();
                let start = words.as_ptr() as usize - text.as_ptr() as usize;
                let anchor = notes::Anchor::of(&text, start..start + words.len())?;
                Some(line("anna", second as i64, (Target::Words(vec![anchor]), Body::Claim(Claim::new(ClaimKind::Fact)))))
            })
            .collect();
        let annotations: Annotations = lines.into_iter().collect();
        let progress = claims_in_file(&text, &annotations, DeskRules::default(), |_| None);
        let wanted: Vec<_> =
            annotations.claims().map(|(_, _, anchors)| (anchors[0].start, anchors[0].end, 1)).collect();
        let brat = to_brat(&text, &annotations, &progress);
        let from_brat = from_brat(&brat.text, &brat.annotations);
        let from_csv = from_csv(&text, &to_csv(&text, &annotations, &progress));
        for imported in [from_brat, from_csv] {
            prop_assert_eq!(&imported.problems, &vec![]);
            let found: Vec<_> = imported
                .claims
                .iter()
                .map(|claim| (claim.anchors[0].start, claim.anchors[0].end, claim.anchors.len()))
                .collect();
            prop_assert_eq!(&found, &wanted);
        }
    }
}
