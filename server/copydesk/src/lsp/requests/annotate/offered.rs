//! What can be noted of the words that are selected, as code actions: those of any editor, which asks nobody for words.

use notes::{
    ClaimKind, Relation, Verdict,
    progress::{ClaimState, Missing},
    report::quoted,
};
use serde_json::{Value, json};
use tower_lsp::ls_types::{
    CodeAction, CodeActionOrCommand, CodeActionParams, CodeActionResponse, Command,
};

use super::{
    ADD_CLAIM, ADD_SOURCE, ATTACH, DECIDE, DISMISS, SET_VERDICT, WITHDRAW, left_to_check_at,
};
use crate::lsp::{
    convert,
    requests::{
        Asked,
        code_action::{ANNOTATE, findings},
    },
    state::Snapshot,
};

/// The kinds of claim that are offered for words, the commonest first.
const KINDS: [ClaimKind; 5] = [
    ClaimKind::Fact,
    ClaimKind::Quotation,
    ClaimKind::Number,
    ClaimKind::Date,
    ClaimKind::Name,
];

/// What can be done with words for which nothing was found and which nobody has to write anew.
const DECISIONS: [(&str, &str); 2] = [
    ("keep", "Keep the words of this claim"),
    ("ask-author", "Ask the author about this claim"),
];

/// How many sources are offered for a verdict, the latest ones.
const MOST_SOURCES: usize = 2;

/// How many proposals are offered for one place.
const MOST_PROPOSALS: usize = 2;

/// The longest piece of an article, in characters, that a title quotes.
const LONGEST_QUOTED: usize = 40;

/// What a person can note of the words that are selected, and of the claims and findings there.
pub(crate) fn noting(
    snapshot: &Snapshot,
    asked: &Asked,
    params: &CodeActionParams,
) -> Option<CodeActionResponse> {
    asked.place.as_ref()?;
    let findings = findings(snapshot, asked)?;
    let document = findings.article().document();
    let selected = convert::bytes(document, params.range, asked.encoding);
    let uri = json!(asked.document.uri);
    let mut offers: Vec<(String, &str, Vec<Value>)> = Vec::new();
    let notes = asked.document.notes();
    let progress = notes.map(|notes| notes.progress()).unwrap_or_default();
    for claim in features::claims_at(progress, selected.start().into()) {
        let id = claim.id.to_string();
        for verdict in Verdict::ALL.iter().filter(|v| **v != Verdict::Unchecked) {
            let arguments = vec![uri.clone(), json!(id), json!(verdict.word())];
            offers.push((
                format!("This claim is: {}", verdict.word()),
                SET_VERDICT,
                arguments,
            ));
        }
        let sources = notes.into_iter().flat_map(|n| n.annotations().sources());
        let sources: Vec<_> = sources.collect();
        for (thing, source) in sources.iter().rev().take(MOST_SOURCES) {
            for (verdict, relation) in [
                (Verdict::Confirmed, Relation::Supports),
                (Verdict::Wrong, Relation::Contradicts),
            ] {
                let evidence = json!([{ "id": thing.id.to_string(), "relation": relation }]);
                let details = json!({ "sources": evidence });
                let arguments = vec![uri.clone(), json!(id), json!(verdict.word()), details];
                let title = short(&source.title);
                let title = format!("This claim is: {}, by {}", verdict.word(), quoted(&title));
                offers.push((title, SET_VERDICT, arguments));
            }
        }
        if claim.missing.contains(&Missing::Decision) {
            for (action, title) in DECISIONS {
                let arguments = vec![uri.clone(), json!(id), json!(action)];
                offers.push((title.to_owned(), DECIDE, arguments));
            }
        }
        let arguments = vec![uri.clone(), json!(id)];
        offers.push(("Withdraw this claim".to_owned(), WITHDRAW, arguments));
    }
    if !selected.is_empty() {
        let range = json!(params.range);
        for notice in notes
            .map(|n| features::claim_notices(n.annotations(), progress))
            .unwrap_or_default()
        {
            if notice.state == ClaimState::Orphaned {
                let arguments = vec![uri.clone(), json!(notice.claim.to_string()), range.clone()];
                let words = notes.map(|n| features::claim_words(n.annotations(), notice.claim));
                let words = words.unwrap_or_default();
                let title = format!("Attach the claim “{words}” here");
                offers.push((title, ATTACH, arguments));
            }
        }
        let words = document.slice(selected);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let link = words.starts_with("http").then_some(&words);
        let source = json!({ "title": words, "link": link });
        let title = format!("Note as a source: {}", quoted(&short(&words)));
        offers.push((title, ADD_SOURCE, vec![uri.clone(), source]));
        for kind in KINDS {
            let arguments = vec![uri.clone(), range.clone(), json!(kind.word())];
            offers.push((
                format!("Mark as a claim: {}", kind.word()),
                ADD_CLAIM,
                arguments,
            ));
        }
    }
    let left = left_to_check_at(snapshot, &asked.document.uri, selected).into_iter();
    for proposal in left.take(MOST_PROPOSALS) {
        let range = json!(convert::range(document, proposal.range, asked.encoding));
        let (kind, words) = (proposal.kind.word(), quoted(&short(&proposal.words)));
        let claim = |verdict: Option<&str>| {
            let details = json!({ "saidBy": proposal.said_by, "verdict": verdict });
            vec![uri.clone(), range.clone(), json!(kind), details]
        };
        let title = format!("To check ({kind}): {words} is a claim");
        offers.push((title, ADD_CLAIM, claim(None)));
        let title = format!("To check ({kind}): {words} is confirmed");
        offers.push((title, ADD_CLAIM, claim(Some(Verdict::Confirmed.word()))));
        let title = format!("To check ({kind}): {words} needs no check");
        let aside = vec![
            uri.clone(),
            json!(proposal.rule()),
            json!(proposal.why),
            range.clone(),
            json!("It needs no check."),
        ];
        offers.push((title, DISMISS, aside));
    }
    for (finding, _) in findings.sorted(None) {
        let place = findings
            .article()
            .range(finding.place.block, finding.place.range.0);
        if place.intersect(selected).is_some() {
            let range = convert::range(document, place, asked.encoding);
            let arguments = vec![
                uri.clone(),
                json!(finding.rule.id),
                json!(finding.message),
                json!(range),
            ];
            let words = document.slice(place);
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            offers.push((format!("Leave “{words}” as it is"), DISMISS, arguments));
        }
    }
    let offers = offers.into_iter().map(|(title, command, arguments)| {
        CodeActionOrCommand::CodeAction(CodeAction {
            title: title.clone(),
            kind: Some(ANNOTATE),
            command: Some(Command {
                title,
                command: command.to_owned(),
                arguments: Some(arguments),
            }),
            ..CodeAction::default()
        })
    });
    Some(offers.collect())
}

/// The beginning of some words, for a title.
fn short(words: &str) -> String {
    let mut shown: String = words.chars().take(LONGEST_QUOTED).collect();
    if shown.len() < words.len() {
        shown.truncate(shown.trim_end().len());
        shown.push('…');
    }
    shown
}
