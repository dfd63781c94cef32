//! How a claim stands follows from its verdicts, the words that stand there now, and the desk's rules.

use notes::{
    Action, Annotation, AnnotationId, Annotations, Assessment, Body, ClaimKind, Evidence, Question,
    Relation, Source, SourceKind, Target, Verdict,
    progress::{ArticleState, ClaimState, DeskRules, Missing, claims_in_file},
};

use crate::common::{anchor, claim, line, verdict};

const TEXT: &str = "Less than a week ago, Iraq announced a deal with Iraq, and Mr. Kim came by rail on Tuesday, officials said.\n";

/// One claim and what people add to it.
struct Desk {
    lines: Vec<Annotation>,
    claim: AnnotationId,
    words: &'static str,
    rules: DeskRules,
}

impl Desk {
    fn new(words: &'static str, kind: ClaimKind) -> Self {
        let claimed = line("anna", 0, claim(TEXT, words, kind));
        Self {
            claim: claimed.id,
            lines: vec![claimed],
            words,
            rules: DeskRules::default(),
        }
    }

    fn add(&mut self, who: &str, said: (Target, Body)) -> AnnotationId {
        let new = line(who, self.lines.len() as i64, said);
        self.lines.push(new.clone());
        new.id
    }

    fn judge(&mut self, who: &str, question: Question, found: Verdict) -> &mut Self {
        let said = verdict(self.claim, question, found, self.words);
        self.add(who, said);
        self
    }

    fn decide(&mut self, action: Action, replacement: Option<&str>) -> &mut Self {
        let body = Body::Decision {
            action,
            replacement: replacement.map(str::to_owned),
            note: None,
        };
        self.add("anna", (Target::Annotation(self.claim), body));
        self
    }

    fn source(&mut self, title: &str, origin: Option<&str>) -> Evidence {
        let source = Source {
            origin: origin.map(str::to_owned),
            ..Source::new(SourceKind::News, title)
        };
        Evidence {
            source: self.add("anna", (Target::Article, Body::Source(source))),
            relation: Relation::Supports,
        }
    }

    fn state_in(&self, text: &str) -> (ClaimState, Vec<Missing>) {
        let annotations: Annotations = self.lines.iter().cloned().collect();
        let progress =
            claims_in_file(text, &annotations, self.rules, |_| Some(TEXT.to_owned())).remove(0);
        (progress.state, progress.missing)
    }

    fn state(&self) -> ClaimState {
        self.state_in(TEXT).0
    }
}

#[test]
fn a_claim_without_a_verdict_is_open() {
    let desk = Desk::new("Iraq announced", ClaimKind::Fact);
    assert_eq!(
        desk.state_in(TEXT),
        (ClaimState::Open, vec![Missing::Verdict(Question::Truth)])
    );
}

#[test]
fn a_verdict_settles_it_and_may_be_taken_back() {
    let mut desk = Desk::new("Iraq announced", ClaimKind::Fact);
    assert_eq!(
        desk.judge("anna", Question::Truth, Verdict::Confirmed)
            .state(),
        ClaimState::Checked
    );
    assert_eq!(
        desk.judge("anna", Question::Truth, Verdict::Wrong).state(),
        ClaimState::Wrong
    );
    assert_eq!(
        desk.judge("anna", Question::Truth, Verdict::Unchecked)
            .state(),
        ClaimState::Open
    );
}

#[test]
fn a_quotation_needs_two_verdicts() {
    let mut desk = Desk::new("Mr. Kim came by rail", ClaimKind::Quotation);
    desk.judge("anna", Question::Wording, Verdict::Confirmed);
    assert_eq!(
        desk.state_in(TEXT),
        (ClaimState::Open, vec![Missing::Verdict(Question::Truth)])
    );
    assert_eq!(
        desk.judge("anna", Question::Truth, Verdict::Opinion)
            .state(),
        ClaimState::Checked
    );
}

#[test]
fn two_people_who_disagree_are_a_state() {
    let mut desk = Desk::new("Iraq announced", ClaimKind::Fact);
    desk.judge("anna", Question::Truth, Verdict::Confirmed)
        .judge("bernhard", Question::Truth, Verdict::Wrong);
    assert_eq!(desk.state(), ClaimState::Disputed);
    assert_eq!(
        desk.judge("anna", Question::Truth, Verdict::Wrong).state(),
        ClaimState::Wrong
    );
}

#[test]
fn a_verdict_does_not_hold_for_other_words() {
    let mut desk = Desk::new("Mr. Kim came by rail on Tuesday", ClaimKind::Fact);
    desk.judge("anna", Question::Truth, Verdict::Confirmed);
    assert_eq!(
        desk.state_in(&TEXT.replace("Tuesday", "Wednesday")).0,
        ClaimState::Stale
    );
    assert_eq!(
        desk.state_in(&TEXT.replace("came by rail ", "came by\nrail "))
            .0,
        ClaimState::Checked,
        "only a line break"
    );
    assert_eq!(
        desk.state_in(&TEXT.replace("Less than", "About")).0,
        ClaimState::Checked,
        "other words changed"
    );
    assert_eq!(
        desk.state_in("Something else altogether.\n").0,
        ClaimState::Orphaned
    );
}

#[test]
fn the_correction_that_was_asked_for_is_checked_once_it_stands_there() {
    let mut desk = Desk::new("Iraq announced", ClaimKind::Fact);
    desk.judge("anna", Question::Truth, Verdict::Wrong)
        .decide(Action::Correct, Some("Russia announced"));
    assert_eq!(desk.state(), ClaimState::Wrong);
    assert_eq!(
        desk.state_in(&TEXT.replace("Iraq announced", "Russia announced"))
            .0,
        ClaimState::Checked
    );
    assert_eq!(
        desk.state_in(&TEXT.replace("Iraq announced", "Ukraine announced"))
            .0,
        ClaimState::Stale
    );
}

#[test]
fn words_that_nothing_supports_need_a_decision() {
    let mut desk = Desk::new("Iraq announced", ClaimKind::Fact);
    desk.judge("anna", Question::Truth, Verdict::Unsupported);
    assert_eq!(
        desk.state_in(TEXT),
        (ClaimState::Open, vec![Missing::Decision])
    );
    assert_eq!(
        desk.decide(Action::AskAuthor, None).state(),
        ClaimState::Open
    );
    assert_eq!(
        desk.decide(Action::Attribute, None).state(),
        ClaimState::Checked
    );
}

#[test]
fn two_papers_with_the_same_agency_are_one_source() {
    let mut desk = Desk::new("Iraq announced", ClaimKind::Fact);
    desk.rules.two_independent_sources = true;
    let judge = |desk: &mut Desk, evidence: Vec<Evidence>| {
        let assessment = Assessment {
            evidence,
            ..Assessment::new(Question::Truth, Verdict::Confirmed, &[desk.words])
        };
        desk.add(
            "anna",
            (Target::Annotation(desk.claim), Body::Assessment(assessment)),
        );
        desk.state_in(TEXT)
    };
    let (one, two) = (
        desk.source("Morning Post", Some("The agency")),
        desk.source("Evening Post", Some("the Agency")),
    );
    assert_eq!(
        judge(&mut desk, vec![one.clone(), two]),
        (ClaimState::Open, vec![Missing::SecondSource])
    );
    let own = desk.source("Gazette", None);
    assert_eq!(judge(&mut desk, vec![one, own]).0, ClaimState::Checked);
}

#[test]
fn a_second_pair_of_eyes_is_another_person() {
    let mut desk = Desk::new("Iraq announced", ClaimKind::Fact);
    desk.rules.second_pair_of_eyes = true;
    desk.judge("anna", Question::Truth, Verdict::Confirmed)
        .judge("anna", Question::Truth, Verdict::Confirmed);
    assert_eq!(
        desk.state_in(TEXT),
        (ClaimState::Open, vec![Missing::SecondPerson])
    );
    assert_eq!(
        desk.judge("bernhard", Question::Truth, Verdict::Confirmed)
            .state(),
        ClaimState::Checked
    );
}

#[test]
fn a_claim_of_two_pieces_is_lost_with_either() {
    let target = Target::Words(vec![
        anchor(TEXT, "Iraq announced"),
        anchor(TEXT, "on Tuesday"),
    ]);
    let mut desk = Desk::new("Iraq announced", ClaimKind::Fact);
    desk.lines[0].target = target;
    assert_eq!(desk.state(), ClaimState::Open);
    assert_eq!(
        desk.state_in(&TEXT.replace(", and Mr. Kim came by rail on Tuesday", ""))
            .0,
        ClaimState::Orphaned
    );
}

#[test]
fn an_article_is_the_sum_of_its_claims() {
    let state = ArticleState {
        claims: 22,
        checked: 14,
        open: 3,
        wrong: 1,
        disputed: 0,
        stale: 4,
        orphaned: 0,
    };
    assert_eq!(
        state.to_string(),
        "14 of 22 checked, 3 open, 1 wrong, 4 changed since checked"
    );
    assert!(!state.is_done());
}
