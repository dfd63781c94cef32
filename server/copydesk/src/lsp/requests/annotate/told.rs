//! What stands there: the claims with their threads, what is left to check, the report.

use std::ops::Range;

use checks::Findings;
use corpus::Corpus;
use features::ThreadEntry;
use notes::{Annotations, Body, report};
use serde_json::{Value, json};
use text::TextRange;
use tokio::sync::mpsc;
use tower_lsp::{
    jsonrpc::Result,
    ls_types::{self, Position},
};

use super::Desk;
use crate::{
    checked::{Checked, text_range},
    lsp::{backend::refusal, convert, server::Event},
};

impl Desk<'_> {
    /// The claims with their threads, and the sources.
    pub(super) fn claims(&self) -> Value {
        let Some(notes) = self.document.notes() else {
            return json!({ "state": null, "claims": [], "sources": [], "notes": [] });
        };
        let annotations = notes.annotations();
        let progress = self.progress();
        let claims = progress.iter().map(|claim| {
            let ranges = claim.places.iter().flatten().cloned();
            let ranges = ranges.filter_map(|range| self.range(range));
            let known = annotations.get(claim.id).map(|thing| &thing.line.body);
            let known = match known {
                Some(Body::Claim(claim)) => Some(claim),
                _ => None,
            };
            let missing = claim.missing.iter().map(|missing| missing.words());
            json!({
                "id": claim.id.to_string(),
                "state": claim.state.word(),
                "kind": known.map(|claim| claim.kind.word()),
                "saidBy": known.and_then(|claim| claim.said_by.as_deref()),
                "owner": annotations.owner(claim.id),
                "words": self.words_now(&claim.places)
                    .unwrap_or_else(|| features::claim_words(annotations, claim.id)),
                "missing": missing.collect::<Vec<_>>(),
                "ranges": ranges.collect::<Vec<_>>(),
                "thread": features::thread(annotations, claim),
                "entries": told(features::entries(annotations, claim.id)),
            })
        });
        let sources = annotations.sources().map(|(thing, source)| {
            json!({
                "id": thing.id.to_string(),
                "title": source.title,
                "link": source.link,
                "entries": told(features::entries(annotations, thing.id)),
            })
        });
        json!({
            "state": features::article_state(progress),
            "claims": claims.collect::<Vec<_>>(),
            "sources": sources.collect::<Vec<_>>(),
            "notes": told(features::confidential_notes(annotations)),
        })
    }

    /// The words of a claim as they stand, in one line; `None` if some are gone.
    fn words_now(&self, places: &[Option<Range<usize>>]) -> Option<String> {
        let words: Option<Vec<String>> = places
            .iter()
            .map(|place| Some(self.text.slice(text_range(place.clone()?)?)))
            .collect();
        let words = words?.join(" … ");
        Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// What may be worth checking and nobody has looked at, the riskiest first.
    pub(super) fn proposals(&self) -> Value {
        let proposals = self.left_to_check().into_iter().map(|proposal| {
            json!({
                "range": convert::range(self.text, proposal.range, self.snapshot.encoding),
                "kind": proposal.kind.word(),
                "words": proposal.words,
                "why": proposal.why,
                "saidBy": proposal.said_by,
                "rule": proposal.rule(),
            })
        });
        json!({ "proposals": proposals.collect::<Vec<_>>() })
    }

    pub(super) fn left_to_check(&self) -> Vec<features::Proposal> {
        self.checked(|checked| checked.left_to_check())
            .unwrap_or_default()
    }

    pub(super) fn count_left_to_check(&self) -> usize {
        let count = self.checked(|checked| checked.count_left_to_check());
        count.unwrap_or_default()
    }

    pub(super) fn left_to_check_at(&self, range: TextRange) -> Vec<features::Proposal> {
        self.checked(|checked| checked.left_to_check_at(range))
            .unwrap_or_default()
    }

    /// The report, as its second argument says: `markdown` or `html`.
    pub(super) fn report(&self) -> Result<Value> {
        let write = match self.arguments.get(1).and_then(Value::as_str) {
            Some("html") => report::html,
            _ => report::markdown,
        };
        let written = self.checked(|checked| write(&checked.report()));
        let written = written.ok_or_else(|| refusal("This is no article."))?;
        Ok(json!({ "text": written }))
    }

    /// All that is known and noted of the article.
    fn checked<T>(&self, ask: impl FnOnce(&Checked<'_>) -> T) -> Option<T> {
        let corpus: Corpus = self.snapshot.newest(&self.folder, &self.article);
        let hints = || self.snapshot.hints(&self.uri);
        let findings: Findings = self
            .document
            .findings(hints, Some((&corpus, &self.article)))?;
        let spots = self.document.spots(findings.article());
        let nothing = Annotations::default();
        let notes = self.document.notes();
        Some(ask(&Checked {
            id: &self.article,
            findings: &findings,
            corpus: &corpus,
            config: self.folder.config.as_deref(),
            annotations: notes.map_or(&nothing, |notes| notes.annotations()),
            progress: self.progress(),
            spots: &spots,
            aside: &notes.map(|notes| notes.put_aside()).unwrap_or_default(),
        }))
    }

    /// Where the next claim is that is not done; an editor that can goes there.
    pub(super) fn next_open_claim(
        &self,
        events: &mpsc::UnboundedSender<Event>,
    ) -> Result<Option<Value>> {
        let after = self.position(1)?;
        let next = features::next_open_claim(self.progress(), after);
        Ok(self.go_to(next, events))
    }

    /// Where the next words are that nobody has looked at; an editor that can goes there.
    pub(super) fn next_proposal(
        &self,
        events: &mpsc::UnboundedSender<Event>,
    ) -> Result<Option<Value>> {
        let after = self.position(1)?;
        let places = self.left_to_check().into_iter().map(|p| p.range.into());
        let next = features::next_place(places.collect(), after);
        Ok(self.go_to(next, events))
    }

    /// A position, in bytes.
    fn position(&self, n: usize) -> Result<usize> {
        let at: Position = self.argument(n, "a position")?;
        Ok(convert::offset(self.text, at, self.snapshot.encoding).into())
    }

    fn go_to(
        &self,
        next: Option<Range<usize>>,
        events: &mpsc::UnboundedSender<Event>,
    ) -> Option<Value> {
        let range = self.range(next?)?;
        let uri = self.uri.clone();
        let _ = events.send(Event::Show {
            uri,
            range: Some(range),
        });
        Some(json!({ "uri": self.uri, "range": range }))
    }

    fn range(&self, bytes: Range<usize>) -> Option<ls_types::Range> {
        convert::bytes_range(self.text, bytes, self.snapshot.encoding)
    }
}

/// What was noted, entry by entry.
fn told(entries: Vec<ThreadEntry>) -> Vec<Value> {
    let told = entries.into_iter().map(|entry| {
        json!({
            "id": entry.id.to_string(),
            "author": entry.author,
            "text": entry.text,
            "confidential": entry.confidential,
        })
    });
    told.collect()
}
