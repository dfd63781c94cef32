//! The report that a fact-checker hands in.

use expect_test::expect;
use notes::{
    Action, Annotation, Annotations, Assessment, Body, Claim, ClaimKind, Contact, Dismissal,
    Evidence, Question, Relation, Source, SourceKind, Target, Verdict,
    progress::{DeskRules, claims_in_file},
    report::{
        DateRow, FoundByRule, Material, NameRow, Publication, Report, Unlooked, html, markdown,
    },
};
use proptest::prelude::*;

use crate::common::{anchor, claim, line, verdict};

const TEXT: &str = "Leaders Meet\n\nLess than a week ago, Iraq announced a *new* deal with Iraq & co.\nMr. Kim came by rail on Tuesday.\n";

fn lines() -> Vec<Annotation> {
    let iraq = line(
        "anna",
        0,
        claim(
            TEXT,
            "Iraq announced a *new* deal with Iraq",
            ClaimKind::Fact,
        ),
    );
    let week = line(
        "anna",
        1,
        claim(TEXT, "Less than a week ago, Iraq", ClaimKind::Date),
    );
    let kim = line("anna", 2, claim(TEXT, "Mr. Kim", ClaimKind::Name));
    let paper = Source {
        link: Some("https://example.org/deal?a=1&b=2".to_owned()),
        date: Some("2002-08-17".to_owned()),
        quoted: Some("a plan with Russia".to_owned()),
        ..Source::new(SourceKind::News, "Russia, Iraq Sign <Deal>")
    };
    let paper = line("anna", 3, (Target::Article, Body::Source(paper)));
    let record = line(
        "anna",
        4,
        (
            Target::Article,
            Body::Source(Source::new(SourceKind::Document, "The record")),
        ),
    );
    let wrong = Assessment {
        evidence: vec![Evidence {
            source: paper.id,
            relation: Relation::Contradicts,
        }],
        note: Some("It was Russia.".to_owned()),
        ..Assessment::new(
            Question::Truth,
            Verdict::Wrong,
            &["Iraq announced a *new* deal with Iraq"],
        )
    };
    let right = Assessment {
        calculation: Some("23 August - 17 August = 6 days".to_owned()),
        ..Assessment::new(
            Question::Truth,
            Verdict::Confirmed,
            &["Less than a week ago, Iraq"],
        )
    };
    let about = |annotation: &Annotation| Target::Annotation(annotation.id);
    let fix = Body::Decision {
        action: Action::Correct,
        replacement: Some("Russia announced a *new* deal with Iraq".to_owned()),
        note: None,
    };
    let dismissal = Dismissal {
        rule: "weekday-date".to_owned(),
        message: "Which Tuesday?".to_owned(),
        reason: "The day before is meant.".to_owned(),
    };
    let contact = Contact {
        person: "A secret".to_owned(),
        reach: "+1 555 0100".to_owned(),
    };
    vec![
        line("anna", 5, (about(&iraq), Body::Assessment(wrong))),
        line("bernhard", 6, (about(&week), Body::Assessment(right))),
        line("anna", 7, (about(&iraq), fix)),
        line(
            "anna",
            8,
            (
                about(&kim),
                Body::Owner {
                    person: Some("Clara".to_owned()),
                },
            ),
        ),
        line(
            "anna",
            9,
            (
                Target::Words(vec![anchor(TEXT, "on Tuesday")]),
                Body::Dismissal(dismissal),
            ),
        ),
        line("anna", 10, (about(&paper), Body::Contact(contact))),
        line(
            "anna",
            11,
            (
                Target::Article,
                Body::Confidential {
                    value: "A secret too".to_owned(),
                },
            ),
        ),
        iraq,
        week,
        kim,
        paper,
        record,
    ]
}

fn report(text: &str, lines: Vec<Annotation>) -> Report {
    let annotations: Annotations = lines.into_iter().collect();
    let progress = claims_in_file(text, &annotations, DeskRules::default(), |_| {
        Some(TEXT.to_owned())
    });
    Report::of(&Material {
        article: "news/002.txt",
        title: Some("Leaders Meet"),
        publication: Some(Publication {
            date: "2002-08-23".to_owned(),
            how: "the masthead says so".to_owned(),
        }),
        text,
        annotations: &annotations,
        progress: &progress,
        findings: vec![FoundByRule {
            range: 0..7,
            message: "Which leaders?".to_owned(),
            proposals: vec!["Kim and Putin".to_owned()],
            must_fix: false,
        }],
        unlooked: vec![Unlooked {
            words: "Less than a <week>".to_owned(),
            kind: ClaimKind::Number,
            why: "Nobody vouches for it.".to_owned(),
            line: 3,
        }],
        names: vec![NameRow {
            name: "Kim Jong Il".to_owned(),
            forms: vec!["Mr. Kim".to_owned()],
            office: None,
            line: 4,
        }],
        dates: vec![DateRow {
            written: "Tuesday".to_owned(),
            resolved: Some("2002-08-20".to_owned()),
            weekday: Some("Tuesday".to_owned()),
            line: 4,
        }],
    })
}

#[test]
fn the_report_in_markdown() {
    let expected = expect![[r#"
        # Leaders Meet

        Published 2002-08-23: the masthead says so.  
        1 of 3 checked, 1 open, 1 wrong.  
        Checked by anna, bernhard.  
        File: news/002.txt, version c45677181674.

        ## Must be fixed

        - [ ] “Iraq announced a \*new\* deal with Iraq”, line 3, claim 2
          - anna: wrong.
          - It was Russia.
          - Source 2 contradicts this: Russia, Iraq Sign \<Deal\>.
          - Proposed: “Russia announced a \*new\* deal with Iraq”

        ## Open points and questions for the author

        - [ ] “Leaders”, line 1
          - Which leaders?
          - Proposed: “Kim and Putin”
        - [ ] “Mr. Kim”, line 4, claim 3, Clara looks after it
          - To do: check whether it is true.

        ## Neither checked nor put aside

        - [ ] “Less than a \<week\>”, line 3 (number): Nobody vouches for it.

        ## Annotated copy

        ✓ checked, ✗ wrong, ? open, ≠ disputed, ↻ changed since checked

        > Leaders Meet  
        >   
        > Less than a week ago, Iraq**\[1 ✓\]** announced a \*new\* deal with Iraq**\[2 ✗\]** \& co.  
        > Mr. Kim**\[3 ?\]** came by rail on Tuesday.  

        ## Claims

        1. ✓ “Less than a week ago, Iraq” (date): checked; bernhard: confirmed.
        2. ✗ “Iraq announced a \*new\* deal with Iraq” (fact): wrong; anna: wrong; source 2 contradicts.
        3. ? “Mr. Kim” (name): open.

        ## Sources

        1. The record, document. No claim rests on it.
        2. Russia, Iraq Sign \<Deal\>, news, 2002-08-17, “a plan with Russia”, https://example.org/deal?a=1\&b=2. For claim 2.

        ## Names

        | | Name | Written | Office | First in line |
        |---|---|---|---|---|
        | ☐ | Kim Jong Il | Mr. Kim |  | 4 |

        ## Dates

        | | As written | Is | Weekday | Line |
        |---|---|---|---|---|
        | ☐ | Tuesday | 2002-08-20 | Tuesday | 4 |

        ## Calculations

        - Claim 1: 23 August - 17 August = 6 days

        ## Put aside

        - “on Tuesday”: Which Tuesday? Put aside by anna: The day before is meant.
    "#]];
    expected.assert_eq(&markdown(&report(TEXT, lines())));
}

#[test]
fn what_is_private_is_in_no_report() {
    let report = report(TEXT, lines());
    for written in [markdown(&report), html(&report), format!("{report:?}")] {
        assert!(!written.contains("555") && !written.contains("secret"));
    }
}

#[test]
fn all_of_the_text_is_in_the_copy_whatever_overlaps() {
    let report = report(TEXT, lines());
    assert_eq!(
        report
            .copy
            .iter()
            .map(|segment| segment.text.as_str())
            .collect::<String>(),
        TEXT
    );
    let both = report
        .copy
        .iter()
        .find(|segment| segment.claims.len() == 2)
        .unwrap();
    assert_eq!(
        (
            both.text.as_str(),
            both.claims.as_slice(),
            both.ends.as_slice()
        ),
        ("Iraq", &[1, 2][..], &[1][..])
    );
}

#[test]
fn nothing_of_the_article_is_read_as_html() {
    let mut lines = lines();
    for line in &mut lines {
        line.author = "<script>alert(1)</script>".to_owned();
        if let Body::Source(source) = &mut line.body {
            source.link = Some("javascript:alert(\"1\")".to_owned());
        }
    }
    let page = html(&report(TEXT, lines));
    assert!(!page.contains("<script") && !page.contains("href=\"javascript"));
    assert!(page.contains("&amp; co."));
    assert!(page.contains("Russia, Iraq Sign &lt;Deal&gt;"));
}

/// Whether every element that is opened is closed, in order.
fn well_formed(page: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    for tag in page.split('<').skip(1) {
        let name = tag.split([' ', '>', '\n']).next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) if open.pop() == Some(name) => {}
            Some(name) => return Err(format!("</{name}> closes nothing")),
            None if ["!doctype", "meta", "br"].contains(&name) => {}
            None => open.push(name),
        }
    }
    if open.is_empty() {
        Ok(())
    } else {
        Err(format!("not closed: {open:?}"))
    }
}

#[test]
fn the_page_is_whole_and_fetches_nothing() {
    let page = html(&report(TEXT, lines()));
    assert_eq!(well_formed(&page), Ok(()));
    for fetched in ["<link", "<img", "src=", "url(", "@import"] {
        assert!(!page.contains(fetched), "{fetched}");
    }
    for (at, _) in page.match_indices("href=\"#") {
        let id = page[at + 7..].split('"').next().unwrap();
        assert!(
            page.contains(&format!("id=\"{id}\"")),
            "nothing has the name {id}"
        );
    }
    assert!(well_formed("<p><b></p></b>").is_err());
}

#[test]
fn lost_claims_come_last_and_are_asked_about() {
    let report = report(
        &TEXT.replace("Mr. Kim came by rail on Tuesday.\n", ""),
        lines(),
    );
    let last = report.claims.last().unwrap();
    assert_eq!(last.words, "Mr. Kim");
    let item = report
        .questions
        .iter()
        .find(|item| item.claim == Some(3))
        .unwrap();
    assert_eq!(
        (item.line, item.why[0].as_str()),
        (None, "These words are no longer in the text.")
    );
}

proptest! {
    #[test]
    fn any_words_make_a_whole_page(words in "[<>&\"'a-z\\]\\[*_#\n-]{1,40}", said in ".{0,20}") {
        let text = format!("x{words}y");
        let mut claimed = line("a", 0, claim(&text, "y", ClaimKind::Fact));
        claimed.body = Body::Claim(Claim { said_by: Some(said), ..Claim::new(ClaimKind::Quotation) });
        let judged = line("b", 1, verdict(claimed.id, Question::Truth, Verdict::Wrong, "y"));
        let annotations: Annotations = [claimed, judged].into_iter().collect();
        let progress = claims_in_file(&text, &annotations, DeskRules::default(), |_| None);
        let report = Report::of(&Material {
            article: &words, title: None, publication: None, text: &text, annotations: &annotations, progress: &progress,
            findings: vec![], unlooked: vec![], names: vec![], dates: vec![],
        });
        prop_assert_eq!(well_formed(&html(&report)), Ok(()));
        prop_assert!(!markdown(&report).is_empty());
    }
}
