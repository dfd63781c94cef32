//! The commands by which people note what they found out: `editors/protocol.md` describes each with its arguments. What is
//! noted goes into the article's file of annotations, and nowhere else.

use ::text::Document;
use jiff::Timestamp;
use notes::{
    Action, Anchor, AnnotationId, Assessment, Body, Claim, ClaimKind, Dismissal, Draft, Evidence,
    Question, Relation, Source, SourceKind, Store, Target, Verdict, progress::DeskRules,
};
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};
use tower_lsp::{
    jsonrpc::{Error, Result},
    ls_types::{Position, Range, Uri},
};

use crate::lsp::{
    backend::refusal, convert, document::OpenDocument, server::Event, state::Snapshot,
};

pub(super) const ADD_CLAIM: &str = "copydesk.addClaim";
pub(super) const ADD_SOURCE: &str = "copydesk.addSource";
pub(super) const SET_VERDICT: &str = "copydesk.setVerdict";
pub(super) const REPLY: &str = "copydesk.reply";
pub(super) const DECIDE: &str = "copydesk.decide";
pub(super) const ATTACH: &str = "copydesk.attach";
pub(super) const DISMISS: &str = "copydesk.dismiss";
pub(super) const WITHDRAW: &str = "copydesk.withdraw";
pub(super) const CLAIMS: &str = "copydesk.claims";
pub(super) const NEXT_OPEN_CLAIM: &str = "copydesk.nextOpenClaim";

/// All of them.
pub(super) const COMMANDS: [&str; 10] = [
    ADD_CLAIM,
    ADD_SOURCE,
    SET_VERDICT,
    REPLY,
    DECIDE,
    ATTACH,
    DISMISS,
    WITHDRAW,
    CLAIMS,
    NEXT_OPEN_CLAIM,
];

pub(super) fn handle(
    snapshot: &Snapshot,
    command: &str,
    arguments: &[Value],
    events: &mpsc::UnboundedSender<Event>,
) -> Result<Option<Value>> {
    let desk = Desk::of(snapshot, arguments)?;
    let (target, body, replaces) = match command {
        CLAIMS => return Ok(Some(desk.claims())),
        NEXT_OPEN_CLAIM => return desk.next_open_claim(events),
        ADD_CLAIM => (desk.words(1)?, desk.claim()?, None),
        ADD_SOURCE => (Target::Article, desk.source()?, None),
        SET_VERDICT => (Target::Annotation(desk.id(1)?), desk.verdict()?, None),
        REPLY => (
            Target::Annotation(desk.id(1)?),
            Body::Reply {
                value: desk.text(2)?.to_owned(),
            },
            None,
        ),
        DECIDE => (Target::Annotation(desk.id(1)?), desk.decision()?, None),
        ATTACH => {
            let claim = desk.id(1)?;
            let (body, line) = desk.known(claim)?;
            (desk.words(2)?, body, Some(line))
        }
        DISMISS => (
            desk.words(3)?,
            Body::Dismissal(Dismissal {
                rule: desk.text(1)?.to_owned(),
                message: desk.text(2)?.to_owned(),
                reason: desk
                    .text(4)
                    .unwrap_or("It is right as it stands.")
                    .to_owned(),
            }),
            None,
        ),
        _ => (Target::Annotation(desk.id(1)?), Body::Deletion, None),
    };
    desk.write(target, body, replaces, events)
}

/// An open article of a corpus, and what was asked of it.
struct Desk<'a> {
    snapshot: &'a Snapshot,
    uri: Uri,
    document: &'a OpenDocument,
    text: &'a Document,
    store: Store,
    article: String,
    arguments: &'a [Value],
}

impl<'a> Desk<'a> {
    fn of(snapshot: &'a Snapshot, arguments: &'a [Value]) -> Result<Self> {
        let uri = arguments
            .first()
            .and_then(Value::as_str)
            .and_then(|s| s.parse::<Uri>().ok());
        let uri = uri.ok_or_else(|| {
            Error::invalid_params("The first argument must be the uri of an article.")
        })?;
        let document = snapshot.document(&uri);
        let document = document.ok_or_else(|| refusal("Open the article first."))?;
        let text = document
            .text()
            .ok_or_else(|| refusal("This is no article."))?;
        let (folder, id) = snapshot.place_of(&uri).ok_or_else(|| {
            refusal("This article is in no folder that is checked together; there is no place to keep what is noted.")
        })?;
        Ok(Self {
            snapshot,
            uri,
            document,
            text,
            store: Store::new(&folder.root),
            article: id.as_str().to_owned(),
            arguments,
        })
    }

    fn argument<T: serde::de::DeserializeOwned>(&self, n: usize, what: &str) -> Result<T> {
        let value = self.arguments.get(n).cloned().unwrap_or(Value::Null);
        serde_json::from_value(value)
            .map_err(|_| Error::invalid_params(format!("Argument {} must be {what}.", n + 1)))
    }

    fn text(&self, n: usize) -> Result<&'a str> {
        let text = self.arguments.get(n).and_then(Value::as_str);
        let text = text.filter(|text| !text.trim().is_empty());
        text.ok_or_else(|| Error::invalid_params(format!("Argument {} must be a text.", n + 1)))
    }

    fn id(&self, n: usize) -> Result<AnnotationId> {
        let id: Option<AnnotationId> = self.text(n)?.parse().ok();
        let known = |id: &AnnotationId| {
            let notes = self.document.notes();
            notes.is_some_and(|notes| notes.annotations.get(*id).is_some())
        };
        id.filter(known)
            .ok_or_else(|| refusal("There is nothing of that name on this article any more."))
    }

    /// The words in a range, as a target.
    fn words(&self, n: usize) -> Result<Target> {
        let range: Range = self.argument(n, "a range")?;
        let bytes = convert::bytes(self.text, range, self.snapshot.encoding);
        let text = self.text.to_string();
        let anchor = Anchor::of(&text, bytes.into());
        let anchor = anchor.ok_or_else(|| refusal("Select the words first."))?;
        Ok(Target::Words(vec![anchor]))
    }

    fn claim(&self) -> Result<Body> {
        let kind = self
            .arguments
            .get(2)
            .and_then(Value::as_str)
            .unwrap_or("fact");
        let kind = ClaimKind::from_word(kind)
            .ok_or_else(|| Error::invalid_params("Argument 3 must be a kind of claim."))?;
        let detail = |key: &str| {
            let value = self.arguments.get(3).and_then(|d| d.get(key));
            value.and_then(Value::as_str).map(str::to_owned)
        };
        Ok(Body::Claim(Claim {
            said_by: detail("saidBy"),
            via: detail("via"),
            note: detail("note"),
            ..Claim::new(kind)
        }))
    }

    fn source(&self) -> Result<Body> {
        let details = self.arguments.get(1).cloned().unwrap_or(Value::Null);
        let text = |key: &str| details.get(key).and_then(Value::as_str).map(str::to_owned);
        let title = text("title").or_else(|| text("link"));
        let title = title
            .ok_or_else(|| Error::invalid_params("Argument 2 must be a source with a title."))?;
        let kind = text("kind").and_then(|kind| serde_json::from_value(json!(kind)).ok());
        Ok(Body::Source(Source {
            origin: text("origin"),
            link: text("link"),
            date: text("date"),
            place: text("place"),
            quoted: text("quoted"),
            archived: text("archived"),
            ..Source::new(kind.unwrap_or(SourceKind::Web), &title)
        }))
    }

    fn verdict(&self) -> Result<Body> {
        let verdict = Verdict::from_word(self.text(2)?)
            .ok_or_else(|| Error::invalid_params("Argument 3 must be a verdict."))?;
        let details = self.arguments.get(3).cloned().unwrap_or(Value::Null);
        let text = |key: &str| details.get(key).and_then(Value::as_str).map(str::to_owned);
        let question = match details.get("question").and_then(Value::as_str) {
            Some("wording") => Question::Wording,
            _ => Question::Truth,
        };
        let claim = self.id(1)?;
        let body = self.text.to_string();
        let notes = self.document.notes();
        let progress = notes
            .map(|n| n.progress(&body, DeskRules::default()))
            .unwrap_or_default();
        let claim = progress.iter().find(|p| p.id == claim);
        let places = claim
            .into_iter()
            .flat_map(|claim| claim.places.iter().flatten());
        let words: Vec<&str> = places.filter_map(|place| body.get(place.clone())).collect();
        if words.is_empty() {
            return Err(refusal(
                "The words of this claim are gone. Attach it first.",
            ));
        }
        let evidence = details.get("sources").and_then(Value::as_array);
        let evidence = evidence.into_iter().flatten().filter_map(|e| {
            let relation = match e.get("relation").and_then(Value::as_str) {
                Some("contradicts") => Relation::Contradicts,
                Some("context") => Relation::Context,
                _ => Relation::Supports,
            };
            let source = e.get("id").and_then(Value::as_str)?.parse().ok()?;
            Some(Evidence { source, relation })
        });
        Ok(Body::Assessment(Assessment {
            evidence: evidence.collect(),
            calculation: text("calculation"),
            note: text("note"),
            publish: details
                .get("publish")
                .and_then(Value::as_bool)
                .unwrap_or(false),
            ..Assessment::new(question, verdict, &words)
        }))
    }

    fn decision(&self) -> Result<Body> {
        let action: Action = self.argument(
            2,
            "what to do: keep, correct, attribute, hedge, cut or ask-author",
        )?;
        Ok(Body::Decision {
            action,
            replacement: self.text(3).ok().map(str::to_owned),
            note: self.text(4).ok().map(str::to_owned),
        })
    }

    /// What a claim says now, and the line that says it.
    fn known(&self, claim: AnnotationId) -> Result<(Body, AnnotationId)> {
        let notes = self.document.notes();
        let thing = notes.and_then(|notes| notes.annotations.get(claim));
        let thing = thing.ok_or_else(|| refusal("There is no such claim any more."))?;
        Ok((thing.line.body.clone(), thing.line.id))
    }

    fn write(
        &self,
        target: Target,
        body: Body,
        replaces: Option<AnnotationId>,
        events: &mpsc::UnboundedSender<Event>,
    ) -> Result<Option<Value>> {
        if matches!(target, Target::Words(_)) {
            // What the words stood in, so that they are found again whatever happens to the file.
            if let Err(error) = self.store.keep_base(&self.text.to_string()) {
                tracing::warn!("{error}");
            }
        }
        let draft = Draft {
            author: author(self.snapshot),
            time: Timestamp::now(),
            replaces,
            target,
            body,
        };
        let written = self.store.append(&self.article, &[draft]);
        let written = written.map_err(|error| refusal(error.to_string()))?;
        let (done, holds) = oneshot::channel();
        let uri = self.uri.clone();
        if events.send(Event::Noted { uri, done }).is_ok() {
            let _ = holds.blocking_recv();
        }
        Ok(written
            .first()
            .map(|line| json!({ "id": line.id.to_string() })))
    }

    /// The claims with their threads.
    fn claims(&self) -> Value {
        let Some(notes) = self.document.notes() else {
            return json!({ "state": null, "claims": [] });
        };
        let progress = notes.progress(&self.text.to_string(), DeskRules::default());
        let claims = progress.iter().map(|claim| {
            let ranges = claim.places.iter().flatten().cloned();
            let ranges =
                ranges.filter_map(|r| convert::bytes_range(self.text, r, self.snapshot.encoding));
            json!({
                "id": claim.id.to_string(),
                "state": claim.state.word(),
                "ranges": ranges.collect::<Vec<_>>(),
                "thread": features::thread(&notes.annotations, claim),
            })
        });
        let sources = notes.annotations.sources().map(|(thing, source)| {
            json!({ "id": thing.id.to_string(), "title": source.title, "link": source.link })
        });
        json!({
            "state": features::article_state(&progress),
            "claims": claims.collect::<Vec<_>>(),
            "sources": sources.collect::<Vec<_>>(),
        })
    }

    /// Where the next claim is that is not done; an editor that can goes there.
    fn next_open_claim(&self, events: &mpsc::UnboundedSender<Event>) -> Result<Option<Value>> {
        let position: Position = self.argument(1, "a position")?;
        let at = Range::new(position, position);
        let after = convert::bytes(self.text, at, self.snapshot.encoding).start();
        let Some(notes) = self.document.notes() else {
            return Ok(None);
        };
        let progress = notes.progress(&self.text.to_string(), DeskRules::default());
        let next = features::next_open_claim(&progress, after.into());
        let next = next.and_then(|r| convert::bytes_range(self.text, r, self.snapshot.encoding));
        if let Some(range) = next {
            let uri = self.uri.clone();
            let _ = events.send(Event::Show {
                uri,
                range: Some(range),
            });
        }
        Ok(next.map(|range| json!({ "uri": self.uri, "range": range })))
    }
}

/// Who notes what this editor notes: as the settings say, else whoever is logged in.
fn author(snapshot: &Snapshot) -> String {
    let set = snapshot
        .settings
        .author
        .clone()
        .filter(|name| !name.trim().is_empty());
    let logged_in = || {
        std::env::var("USER")
            .or_else(|_| std::env::var("USERNAME"))
            .ok()
    };
    set.or_else(logged_in)
        .unwrap_or_else(|| "somebody".to_owned())
}
