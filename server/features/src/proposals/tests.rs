use expect_test::{Expect, expect};
use notes::{
    Anchor, Annotation, AnnotationId, Body, Claim, Dismissal, Target,
    progress::{DeskRules, claims_in_file},
    put_aside,
};

use super::*;
use crate::fixture::Fixture;

fn all(view: &View<'_>) -> Vec<Proposal> {
    proposals(view, &Spots::default().update(view.article))
}

fn listed(proposals: &[Proposal]) -> String {
    let lines = proposals.iter().map(|p| {
        let said_by = p.said_by.as_deref().map(|who| format!(" [{who}]"));
        let said_by = said_by.unwrap_or_default();
        format!("{}: {}{said_by} — {}\n", p.kind.word(), p.words, p.why)
    });
    lines.collect()
}

fn check(text: &str, expected: Expect) {
    let fixture = Fixture::new(text);
    expected.assert_eq(&listed(&all(&fixture.view())));
}

/// The words that are proposed as one kind of claim.
fn of_kind(kind: ClaimKind, text: &str) -> Vec<String> {
    let fixture = Fixture::new(text);
    let all = all(&fixture.view()).into_iter();
    all.filter(|p| p.kind == kind).map(|p| p.words).collect()
}

#[test]
fn the_riskiest_first() {
    check(
        "//- 2000-06-10 a.txt\nMOSCOW, June 9 (AP) - President Vladimir Putin will begin on Tuesday the first ever trip by a Russian leader to the North.\n\n“It will be a quiet visit,” Mr. Putin said. Trade fell to $50 million last year.\n",
        expect![[r#"
            superlative: the first ever trip by a Russian leader to the North — “first” is wrong if there is a single other case.
            number: $50 million — A number, and the sentence does not say from whom it is.
            quotation: “It will be a quiet visit,” [Vladimir Putin] — Did Vladimir Putin say this, and in these words?
            date: Tuesday — This is Tuesday, June 13, 2000: was it then?
            date: last year — This is from January 1, 1999 to December 31, 1999: was it then?
            office: President Vladimir Putin — Does Vladimir Putin hold this office, and is it called so?
        "#]],
    );
}

#[test]
fn superlatives() {
    let found = |text: &str| of_kind(ClaimKind::Superlative, text);
    for (text, words) in [
        (
            "Leaders of the two states have never met, he said.",
            "Leaders of the two states have never met",
        ),
        (
            "No head of state has ever been there.",
            "No head of state has ever been there",
        ),
        (
            "It was its largest fair since the war.",
            "its largest fair since the war",
        ),
        (
            "He was the first Russian to visit the islands.",
            "the first Russian to visit the islands",
        ),
        (
            "She is the only pilot of the line.",
            "the only pilot of the line",
        ),
        ("It is Russia’s most modern port.", "’s most modern port"),
        ("They brought in a record harvest.", "a record harvest"),
        (
            "An unprecedented event, they wrote.",
            "An unprecedented event",
        ),
        ("He came for the first time.", "the first time"),
    ] {
        assert_eq!(found(text), [words], "{text}");
    }
    for text in [
        "The first lease would end in May, and the first report is due.",
        "At best it will last, at most a week, and most of them left.",
        "It is not the only one. The record shows it. He kept a record of it.",
        "Profit rose in the first half of 2002.",
        "If he ever comes, the latest news will tell.",
    ] {
        assert_eq!(found(text), [""; 0], "{text}");
    }
}

#[test]
fn numbers_that_nobody_vouches_for() {
    let found = |text: &str| of_kind(ClaimKind::Number, text);
    for (text, words) in [
        ("The deal is worth $40 billion to both.", "$40 billion"),
        ("Some 1,200 workers left.", "1,200 workers"),
        (
            "Hundreds of thousands of people have died there.",
            "Hundreds of thousands of people",
        ),
        ("Prices rose by 5.6 percent in spring.", "5.6 percent"),
        ("Some 30 per cent of it is gone.", "30 per cent"),
        (
            "About three million voters stayed at home.",
            "three million voters",
        ),
    ] {
        assert_eq!(found(text), [words], "{text}");
    }
    for text in [
        "About 1,200 workers left, the union said.",
        "According to the ministry, prices rose by 5 percent.",
        "“We lost 300 men,” he recalled.",
        "They met on June 9, 2000, at 10:30 a.m. in the 57th year of the state.",
        "The G-8 and the Group of 77 met.",
        "He had a thousand ideas and hundreds more.",
    ] {
        assert_eq!(found(text), [""; 0], "{text}");
    }
}

#[test]
fn quotations_dates_offices_names() {
    assert_eq!(
        of_kind(
            ClaimKind::Quotation,
            "He called it “bold”, and “a very daring move indeed”."
        ),
        ["“a very daring move indeed”"]
    );
    // Not the dateline’s, and not one in a quotation: that is checked as a whole.
    assert_eq!(
        of_kind(
            ClaimKind::Date,
            "PARIS, June 9, 2000 (AP) - He came in May and said, “I leave on Friday.” Now he rests."
        ),
        ["May"]
    );
    // What the words leave open is said: which days are meant.
    let why = |text: &str| {
        let fixture = Fixture::new(text);
        let all = all(&fixture.view()).into_iter();
        all.map(|p| p.why).collect::<Vec<_>>()
    };
    let dated = "//- 2000-06-10 a.txt\nThey met there late in August 1999 and again in 1994, and on Friday.\n";
    assert_eq!(
        why(dated),
        [
            "Was it then?",
            "Was it then?",
            "This is Friday, June 9, 2000: was it then?"
        ]
    );
    // Two ends of one stretch are one statement.
    assert_eq!(
        of_kind(
            ClaimKind::Date,
            "OSLO, June 9, 2000 (AP) - They meet on July 21-23 and left in 1950-53."
        ),
        ["July 21-23", "1950-53"]
    );
    assert_eq!(
        of_kind(
            ClaimKind::Office,
            "Foreign Minister Anna Keller spoke to Mr. Brandt. Ms. Keller left."
        ),
        ["Foreign Minister Anna Keller"]
    );
    assert_eq!(
        of_kind(
            ClaimKind::Name,
            "Anna Keller and Ben Orlov met. Ms. Keller left."
        ),
        ["Ben Orlov"]
    );
}

const TEXT: &str =
    "Trade grew to 50 million tons. It was the largest port, and 300 ships called there in May.\n";

fn note(nth: u8, body: Body, words: &str) -> Annotation {
    let at = TEXT.find(words).unwrap();
    let anchor = Anchor::of(TEXT, at..at + words.len()).unwrap();
    let id: AnnotationId = format!("01M3250V00TSTBZ2TAYH50QEP{nth}").parse().unwrap();
    Annotation {
        id,
        created: jiff::Timestamp::UNIX_EPOCH,
        author: "anna".to_owned(),
        replaces: None,
        target: Target::Words(vec![anchor]),
        body,
    }
}

/// What is left to check when the article, annotated as `TEXT`, says this now.
fn left(notes: Vec<Annotation>, now: &str) -> Vec<String> {
    let fixture = Fixture::new(now);
    let text = fixture.text();
    let annotations: Annotations = notes.into_iter().collect();
    let base = |_| Some(TEXT.to_owned());
    let progress = claims_in_file(&text, &annotations, DeskRules::default(), base);
    let aside = put_aside(&annotations, &text, base);
    let (view, seen) = (fixture.view(), Seen::new(&annotations, &progress, &aside));
    let spots = Spots::default().update(view.article);
    let left = left_to_check(&view, &spots, &seen);
    assert_eq!(count_left_to_check(&view, &spots, &seen), left.len());
    left.into_iter().map(|p| p.words).collect()
}

#[test]
fn what_is_claimed_or_put_aside_is_not_proposed_again() {
    let all = ["the largest port", "50 million tons", "300 ships", "May"];
    assert_eq!(left(Vec::new(), TEXT), all);
    let claim = |kind| Body::Claim(Claim::new(kind));
    let aside = |rule: &str| {
        Body::Dismissal(Dismissal {
            rule: rule.to_owned(),
            message: "A number.".to_owned(),
            reason: "It is in the yearbook.".to_owned(),
        })
    };
    // A claim that holds the words, of whatever kind, and one of the same kind that shares some of them.
    let notes = vec![
        note(1, claim(ClaimKind::Fact), "grew to 50 million tons"),
        note(2, claim(ClaimKind::Superlative), "largest port"),
        note(3, aside("to-check-number"), "300 ships"),
    ];
    assert_eq!(left(notes.clone(), TEXT), ["May"]);
    // Edits elsewhere change nothing; other words are another statement.
    let moved = format!("A note.\n\n{}", TEXT.replace("in May", "in May or so"));
    assert_eq!(left(notes.clone(), &moved), ["May"]);
    let changed = TEXT.replace("300 ships", "400 ships");
    assert_eq!(left(notes, &changed), ["400 ships", "May"]);
    // What another rule said was put aside, not this.
    let other = vec![note(1, aside("to-check-date"), "300 ships")];
    assert_eq!(left(other, TEXT), all);
}

#[test]
fn at_a_place_stands_what_of_all_touches_it() {
    let text = "President Anna Keller left on Friday, and Paul Weber stayed. It was the largest strike ever.\n\n\
                “We lost 300 ships in May,” Keller said. The firm’s director Maria Huber left for Lehman Brothers.\n\n\
                Lehman was founded in 1994, and 1,200 workers of the Weser Yard left Weber in March.\n";
    let fixture = Fixture::new(text);
    let view = fixture.view();
    let all = all(&view);
    assert!(all.len() > 8, "{all:?}");
    for start in 0..text.len() as u32 {
        for range in [
            TextRange::at(start.into(), 0.into()),
            TextRange::at(start.into(), 30.into()),
        ] {
            let there: Vec<&Proposal> = all.iter().filter(|p| p.touches(range)).collect();
            let found = proposals_at(&view, range);
            assert_eq!(found.iter().collect::<Vec<_>>(), there, "{range:?}");
        }
    }
}

/// A paragraph may be as long as a book.
#[test]
fn a_long_paragraph_takes_no_longer_for_its_length() {
    let sentence = "Some 1,200 workers left on Friday, and “it was the largest strike ever,” Anna Keller said. It cost $50 million. ";
    let time = |times: usize| {
        let fixture = Fixture::new(&sentence.repeat(times));
        let view = fixture.view();
        let start = std::time::Instant::now();
        assert!(all(&view).len() > times);
        start.elapsed().as_secs_f64()
    };
    let (short, long) = (time(100), time(1_600));
    // Sixteen times the text, and some more for a machine that does other things too. Quadratic would be 256 times.
    assert!(long < 64.0 * short.max(1e-3), "{short} s, {long} s");
}
