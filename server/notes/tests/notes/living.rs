//! What was noted of an open text follows its edits, and what is noted meanwhile joins it.

use std::sync::Arc;

use notes::{
    Annotations, Body, ClaimKind, Dismissal, LiveNotes, Question, Target, Verdict,
    progress::{ClaimState, DeskRules, claims},
    put_aside,
};
use proptest::prelude::*;
use text::{Document, Edit, Format, TextRange, TextSize};

use crate::common::{anchor, claim, line, verdict};

const TEXT: &str =
    "Some 50 people died on Friday, officials said.\n\nThe toll may rise to 60 by Monday.\n";
const SAID: [&str; 4] = [
    "50 people",
    "people died on Friday",
    "60",
    "The toll may rise",
];

/// Claims on all that was said, each confirmed, and the rest put aside.
fn annotations(claimed: usize) -> Arc<Annotations> {
    let (claimed, aside) = SAID.split_at(claimed);
    let mut lines = Vec::new();
    for (second, words) in (0..).step_by(2).zip(claimed) {
        let claim = line("ana", second, claim(TEXT, words, ClaimKind::Fact));
        let judged = verdict(claim.id, Question::Truth, Verdict::Confirmed, words);
        lines.extend([line("ben", second + 1, judged), claim]);
    }
    for (second, words) in (100..).zip(aside) {
        let dismissal = Body::Dismissal(Dismissal {
            rule: (*words).to_owned(),
            message: "Why?".to_owned(),
            reason: String::new(),
        });
        let target = Target::Words(vec![anchor(TEXT, words)]);
        lines.push(line("ana", second, (target, dismissal)));
    }
    Arc::new(lines.into_iter().collect())
}

fn apply(notes: &mut LiveNotes, document: &mut Document, from: usize, to: usize, new: &str) {
    let size = |at: usize| TextSize::new(at as u32);
    let before = document.clone();
    let edit = Edit {
        range: TextRange::new(size(from), size(to)),
        text: new.to_owned(),
    };
    document.edit(&edit);
    notes.edit(&before, &edit, document);
}

/// What is kept in step is what is found when everything is judged again.
fn assert_in_step(notes: &LiveNotes, document: &Document, rules: DeskRules) {
    let text = document.to_string();
    let mut places = notes.progress().iter().map(|claim| claim.places.clone());
    let anew = claims(&text, notes.annotations(), rules, |_, _| {
        places.next().unwrap()
    });
    assert_eq!(notes.progress(), anew);
}

proptest! {
    #[test]
    fn notes_that_followed_edits_stand_as_if_judged_anew(
        edits in prop::collection::vec((0usize..90, 0usize..12, "[ a50\n]{0,4}"), 1..12), claimed in 0usize..=4,
    ) {
        let rules = DeskRules::default();
        let mut document = Document::new(TEXT, Format::Plain);
        let mut notes = LiveNotes::new(annotations(claimed), rules, &document, |_| None);
        for (at, length, new) in edits {
            let end = usize::from(document.len());
            let from = at.min(end);
            apply(&mut notes, &mut document, from, (from + length).min(end), &new);
            assert_in_step(&notes, &document, rules);
        }
    }
}

#[test]
fn a_claim_whose_words_change_has_to_be_checked_again_and_no_other() {
    let mut document = Document::new(TEXT, Format::Plain);
    let mut notes = LiveNotes::new(annotations(3), DeskRules::default(), &document, |_| None);
    let states = |notes: &LiveNotes| -> Vec<ClaimState> {
        notes.progress().iter().map(|claim| claim.state).collect()
    };
    assert_eq!(states(&notes), [ClaimState::Checked; 3]);
    apply(&mut notes, &mut document, 5, 6, "6");
    assert_eq!(
        states(&notes),
        [ClaimState::Stale, ClaimState::Checked, ClaimState::Checked]
    );
    apply(&mut notes, &mut document, 5, 6, "5");
    assert_eq!(states(&notes), [ClaimState::Checked; 3]);
}

#[test]
fn what_was_put_aside_holds_while_its_words_stand() {
    let mut document = Document::new(TEXT, Format::Plain);
    let mut notes = LiveNotes::new(annotations(0), DeskRules::default(), &document, |_| None);
    let holds = |notes: &LiveNotes, at: usize| notes.put_aside().of("60", &(at..at + 2)).is_some();
    let at = TEXT.find("60").unwrap();
    let once = put_aside(notes.annotations(), TEXT, |_| None);
    assert!(holds(&notes, at) && once.of("60", &(at..at + 2)).is_some());
    assert!(
        notes
            .put_aside()
            .of("another rule", &(at..at + 2))
            .is_none()
    );
    apply(&mut notes, &mut document, 0, 0, "Today: ");
    assert!(holds(&notes, at + 7) && !holds(&notes, at));
    apply(&mut notes, &mut document, at + 8, at + 9, "5");
    assert!(!holds(&notes, at + 7));
}

#[test]
fn what_is_noted_later_joins_what_followed_the_edits() {
    let mut document = Document::new(TEXT, Format::Plain);
    let mut notes = LiveNotes::new(annotations(1), DeskRules::default(), &document, |_| None);
    // Nothing that stands here is what an anchor would be looked for by.
    apply(&mut notes, &mut document, 5, TEXT.len(), "40 people.\n");
    let before = notes.progress()[0].clone();
    let text = document.to_string();
    let second = line("ben", 50, claim(&text, "40 people", ClaimKind::Number));
    let lines = notes
        .annotations()
        .iter()
        .map(|thing| Arc::clone(&thing.line));
    let more: Annotations = lines.chain([Arc::new(second)]).collect();
    let notes = notes.noted(Arc::new(more), &document, |_| None);
    assert_eq!(notes.progress()[0], before);
    assert_eq!(notes.progress()[1].places, [Some(5..14)]);
    assert_in_step(&notes, &document, DeskRules::default());
}

#[test]
fn what_the_desk_asks_holds_at_once() {
    let document = Document::new(TEXT, Format::Plain);
    let mut notes = LiveNotes::new(annotations(2), DeskRules::default(), &document, |_| None);
    let rules = DeskRules {
        second_pair_of_eyes: true,
        ..DeskRules::default()
    };
    notes.set_rules(rules, &document);
    assert!(
        notes
            .progress()
            .iter()
            .all(|claim| claim.state == ClaimState::Open)
    );
    assert_in_step(&notes, &document, rules);
}
