//! What people found out about an article, as an editor shows it.

use std::{fmt::Write as _, ops::Range};

use notes::{
    AnnotationId, Annotations, Assessment, Body, Claim, Current, Question, Source, Target, Verdict,
    progress::{ArticleState, ClaimProgress, ClaimState, Missing},
};
use text::{Document, TextRange};

use crate::symbols::{Symbol, SymbolKind};

/// Something to be said of a claim where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimNotice {
    /// The claim.
    pub claim: AnnotationId,
    /// Bytes of the article; `None` where its words are gone.
    pub range: Option<Range<usize>>,
    /// What is to be seen at once: wrong, disputed, changed, gone.
    pub state: ClaimState,
    /// In words.
    pub message: String,
}

/// The claims that need somebody's eye: wrong, disputed, changed since they were checked, gone, or checked by fewer people or
/// sources than the desk asks for.
pub fn claim_notices(annotations: &Annotations, progress: &[ClaimProgress]) -> Vec<ClaimNotice> {
    let notices = progress.iter().filter_map(|claim| {
        let message = match claim.state {
            ClaimState::Open if waits_for_another(claim) => {
                let missing: Vec<&str> = claim.missing.iter().map(|m| m.words()).collect();
                format!("Checked, but not as the desk asks: {}.", missing.join("; "))
            }
            ClaimState::Open | ClaimState::Checked => return None,
            ClaimState::Wrong => said(annotations, claim.id, |v| matches!(v, Verdict::Wrong | Verdict::Imprecise)),
            ClaimState::Disputed => format!("People disagree. {}", said(annotations, claim.id, |_| true)),
            ClaimState::Stale => {
                let before = claim.judged_words.as_ref().map(|words| words.join(" … "));
                let before = before.unwrap_or_default();
                format!("This was checked as “{before}” and has changed since. Check it again.")
            }
            ClaimState::Orphaned => {
                format!("The words “{}” were a claim and are gone. Select where they stand now and attach it, or withdraw it.", claim_words(annotations, claim.id))
            }
        };
        Some(ClaimNotice {
            claim: claim.id,
            range: claim.places.first().cloned().flatten(),
            state: claim.state,
            message,
        })
    });
    notices.collect()
}

/// Whether a claim was checked and only what the desk asks beyond that is missing.
fn waits_for_another(claim: &ClaimProgress) -> bool {
    let another = |m: &Missing| matches!(m, Missing::SecondSource | Missing::SecondPerson);
    !claim.missing.is_empty() && claim.missing.iter().all(another)
}

/// The words that a claim was made on.
pub fn claim_words(annotations: &Annotations, claim: AnnotationId) -> String {
    let target = annotations.get(claim).map(|thing| &thing.line.target);
    match target {
        Some(Target::Words(anchors)) => {
            let words: Vec<&str> = anchors.iter().map(|a| a.exact.as_str()).collect();
            words.join(" … ")
        }
        _ => String::new(),
    }
}

/// What people said of a claim, verdict by verdict.
fn said(annotations: &Annotations, claim: AnnotationId, which: impl Fn(Verdict) -> bool) -> String {
    let verdicts = annotations.verdicts(claim);
    let all = verdicts
        .iter()
        .filter(|(_, (_, assessment))| which(assessment.verdict));
    let all = all.map(|((question, author), (_, assessment))| {
        format!("{author}: {}", verdict(annotations, *question, assessment))
    });
    all.collect::<Vec<_>>().join(" ")
}

/// A verdict with what it rests on, as a sentence.
fn verdict(annotations: &Annotations, question: Question, assessment: &Assessment) -> String {
    let of = match question {
        Question::Truth => "",
        Question::Wording => " (how it was said)",
    };
    let mut line = format!("{}{of}", assessment.verdict.word());
    if let Some(note) = &assessment.note {
        let _ = write!(line, ", {note}");
    }
    if let Some(calculation) = &assessment.calculation {
        let _ = write!(line, " ({calculation})");
    }
    let sources = assessment.evidence.iter().filter_map(|e| {
        let source = annotations.source(e.source)?;
        Some(format!("{} {}", source.title, e.relation.word()))
    });
    let sources: Vec<String> = sources.collect();
    if !sources.is_empty() {
        let _ = write!(line, "; {}", sources.join(", "));
    }
    line + "."
}

/// One thing that somebody noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub id: AnnotationId,
    /// Who.
    pub author: String,
    /// What, as Markdown.
    pub text: String,
    /// Whether it stays on this machine.
    pub confidential: bool,
}

impl Entry {
    fn new(thing: &Current, text: String) -> Self {
        Self {
            id: thing.id,
            author: thing.line.author.clone(),
            text,
            confidential: thing.line.body.is_private(),
        }
    }
}

/// A claim or a source and what was said about it, in the order in which it was said: the thing itself first, then verdicts,
/// replies, decisions, contacts and confidential notes.
pub fn entries(annotations: &Annotations, id: AnnotationId) -> Vec<Entry> {
    let Some(thing) = annotations.get(id) else {
        return Vec::new();
    };
    let text = match &thing.line.body {
        Body::Claim(claim) => claim_line(claim),
        Body::Source(source) => source_line(source),
        _ => String::new(),
    };
    let mut entries = vec![Entry {
        author: thing.author.clone(),
        ..Entry::new(thing, text)
    }];
    let verdicts = annotations.verdicts(id);
    let holds = |about: &Current| verdicts.values().any(|(thing, _)| thing.id == about.id);
    let said = annotations.about(id).filter_map(|about| {
        let text = match &about.line.body {
            Body::Assessment(assessment) if holds(about) => {
                verdict(annotations, assessment.question, assessment)
            }
            Body::Reply { value } | Body::Confidential { value } => value.clone(),
            Body::Decision {
                replacement: Some(instead),
                ..
            } => format!("To stand instead: “{instead}”."),
            Body::Contact(contact) => format!("{}: {}", contact.person, contact.reach),
            _ => return None,
        };
        Some(Entry::new(about, text))
    });
    entries.extend(said);
    entries
}

fn claim_line(claim: &Claim) -> String {
    let mut text = format!("**Claim** ({})", claim.kind.word());
    if let Some(who) = &claim.said_by {
        let _ = write!(text, ", said by {who}");
    }
    if let Some(note) = &claim.note {
        let _ = write!(text, ": {note}");
    }
    text
}

fn source_line(source: &Source) -> String {
    let mut text = format!("**Source** ({})", source.kind.word());
    let details = [&source.origin, &source.date, &source.place, &source.link];
    for detail in details.into_iter().flatten() {
        let _ = write!(text, ", {detail}");
    }
    if let Some(words) = &source.quoted {
        let _ = write!(text, ": “{words}”");
    }
    text
}

/// The confidential notes on the article as a whole, in the order in which they were written.
pub fn confidential_notes(annotations: &Annotations) -> Vec<Entry> {
    let notes =
        annotations
            .iter()
            .filter_map(|thing| match (&thing.line.body, &thing.line.target) {
                (Body::Confidential { value }, Target::Article) => {
                    Some(Entry::new(thing, value.clone()))
                }
                _ => None,
            });
    notes.collect()
}

/// The claims that a byte of the article lies in.
pub fn claims_at(
    progress: &[ClaimProgress],
    offset: usize,
) -> impl Iterator<Item = &ClaimProgress> {
    progress.iter().filter(move |claim| {
        let mut places = claim.places.iter().flatten();
        places.any(|place| place.start <= offset && offset <= place.end)
    })
}

/// The claims as parts of the outline, those whose words are in the text.
pub fn claim_symbols<'a>(
    document: &'a Document,
    progress: &'a [ClaimProgress],
) -> impl Iterator<Item = Symbol> + 'a {
    progress.iter().filter_map(|claim| {
        let place = claim.places.first()?.clone()?;
        let range = TextRange::new(place.start.try_into().ok()?, place.end.try_into().ok()?);
        let words = document.slice(range);
        Some(Symbol {
            name: words.split_whitespace().collect::<Vec<_>>().join(" "),
            detail: format!("claim: {}", claim.state.word()),
            kind: SymbolKind::Claim,
            range,
            selection: range,
        })
    })
}

/// The thread of a claim, as Markdown.
pub fn thread(annotations: &Annotations, claim: &ClaimProgress) -> String {
    let Some(thing) = annotations.get(claim.id) else {
        return String::new();
    };
    let kind = match &thing.line.body {
        Body::Claim(claim) => claim.kind.word(),
        _ => "",
    };
    let mut thread = format!("**Claim** ({kind}) · {}", claim.state.word());
    if !claim.missing.is_empty() {
        let missing: Vec<&str> = claim.missing.iter().map(|m| m.words()).collect();
        let _ = write!(thread, ": {}", missing.join("; "));
    }
    if let Some(owner) = annotations.owner(claim.id) {
        let _ = write!(thread, " · {owner}");
    }
    let verdicts = said(annotations, claim.id, |_| true);
    if !verdicts.is_empty() {
        let _ = write!(thread, "\n\n{verdicts}");
    }
    for about in annotations.about(claim.id) {
        match &about.line.body {
            Body::Reply { value } => {
                let _ = write!(thread, "\n\n{}: {value}", about.author);
            }
            Body::Confidential { value } => {
                let _ = write!(thread, "\n\n{}, confidential: {value}", about.author);
            }
            _ => {}
        }
    }
    if let Some(decision) = annotations.decision(claim.id)
        && let Body::Decision {
            replacement: Some(instead),
            ..
        } = &decision.line.body
    {
        let _ = write!(thread, "\n\nTo stand instead: “{instead}”.");
    }
    thread
}

/// One line for the top of an article; `None` without claims.
pub fn article_state(progress: &[ClaimProgress]) -> Option<String> {
    (!progress.is_empty()).then(|| ArticleState::of(progress).to_string())
}

/// The next claim after a byte that is not done, from the top again at the end.
pub fn next_open_claim(progress: &[ClaimProgress], after: usize) -> Option<Range<usize>> {
    let undone = progress
        .iter()
        .filter(|claim| claim.state != ClaimState::Checked);
    let places = undone.filter_map(|claim| claim.places.first().cloned().flatten());
    next_place(places.collect(), after)
}

/// The first of some places after a byte, from the top again at the end.
pub fn next_place(mut places: Vec<Range<usize>>, after: usize) -> Option<Range<usize>> {
    places.sort_by_key(|place| (place.start, place.end));
    let next = places.iter().find(|place| place.start > after);
    next.or(places.first()).cloned()
}
