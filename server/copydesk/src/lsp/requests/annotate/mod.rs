//! The commands by which people note what they found out, and by which an editor shows it: `editors/protocol.md` describes
//! each with its arguments. What is noted goes into the article's file of annotations, and nowhere else. `noted.rs` makes
//! of the arguments what is written, `told.rs` answers what stands there, `offered.rs` puts the common ones into code actions.

mod noted;
mod offered;
mod told;

use std::sync::Arc;

use ::text::{Document, TextRange};
use corpus::ArticleId;
use features::Proposal;
use jiff::Timestamp;
use notes::{Anchor, AnnotationId, Body, Dismissal, Draft, Store, Target, progress::ClaimProgress};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};
use tower_lsp::{
    jsonrpc::{Error, Result},
    ls_types::{Range, Uri},
};

pub(super) use self::offered::noting;
use crate::lsp::{
    backend::refusal, convert, document::OpenDocument, folder::Folder, server::Event,
    state::Snapshot,
};

pub(super) const ADD_CLAIM: &str = "copydesk.addClaim";
pub(super) const ADD_SOURCE: &str = "copydesk.addSource";
pub(super) const SET_VERDICT: &str = "copydesk.setVerdict";
pub(super) const REPLY: &str = "copydesk.reply";
pub(super) const DECIDE: &str = "copydesk.decide";
pub(super) const SET_OWNER: &str = "copydesk.setOwner";
pub(super) const ADD_CONTACT: &str = "copydesk.addContact";
pub(super) const ADD_CONFIDENTIAL: &str = "copydesk.addConfidential";
pub(super) const ATTACH: &str = "copydesk.attach";
pub(super) const DISMISS: &str = "copydesk.dismiss";
pub(super) const WITHDRAW: &str = "copydesk.withdraw";
pub(super) const CLAIMS: &str = "copydesk.claims";
pub(super) const NEXT_OPEN_CLAIM: &str = "copydesk.nextOpenClaim";
pub(super) const PROPOSALS: &str = "copydesk.proposals";
pub(super) const NEXT_PROPOSAL: &str = "copydesk.nextProposal";
pub(super) const REPORT: &str = "copydesk.report";

/// All of them.
pub(super) const COMMANDS: [&str; 16] = [
    ADD_CLAIM,
    ADD_SOURCE,
    SET_VERDICT,
    REPLY,
    DECIDE,
    SET_OWNER,
    ADD_CONTACT,
    ADD_CONFIDENTIAL,
    ATTACH,
    DISMISS,
    WITHDRAW,
    CLAIMS,
    NEXT_OPEN_CLAIM,
    PROPOSALS,
    NEXT_PROPOSAL,
    REPORT,
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
        PROPOSALS => return Ok(Some(desk.proposals())),
        NEXT_PROPOSAL => return desk.next_proposal(events),
        REPORT => return desk.report().map(Some),
        ADD_CLAIM => return desk.add_claim(events),
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
        SET_OWNER => {
            let person = desk.text(2).ok().map(str::to_owned);
            (
                Target::Annotation(desk.id(1)?),
                Body::Owner { person },
                None,
            )
        }
        ADD_CONTACT => (Target::Annotation(desk.id(1)?), desk.contact()?, None),
        ADD_CONFIDENTIAL => {
            let target = match desk.arguments.get(1) {
                None | Some(Value::Null) => Target::Article,
                Some(_) => Target::Annotation(desk.id(1)?),
            };
            let value = desk.text(2)?.to_owned();
            (target, Body::Confidential { value }, None)
        }
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
        // The line that holds is taken back: the first one was replaced if the claim was attached since.
        _ => {
            let (_, line) = desk.known(desk.id(1)?)?;
            (Target::Annotation(line), Body::Deletion, None)
        }
    };
    desk.write(target, body, replaces, events)
}

/// How much nobody has looked at in an open article of a corpus; nothing for any other.
pub(super) fn count_left_to_check(snapshot: &Snapshot, uri: &Uri) -> usize {
    let arguments = [json!(uri)];
    let desk = Desk::of(snapshot, &arguments);
    desk.map(|desk| desk.count_left_to_check())
        .unwrap_or_default()
}

/// What stands there at these bytes.
pub(super) fn left_to_check_at(snapshot: &Snapshot, uri: &Uri, range: TextRange) -> Vec<Proposal> {
    let arguments = [json!(uri)];
    let desk = Desk::of(snapshot, &arguments);
    desk.map(|desk| desk.left_to_check_at(range))
        .unwrap_or_default()
}

/// An open article of a corpus, and what was asked of it.
struct Desk<'a> {
    snapshot: &'a Snapshot,
    uri: Uri,
    document: &'a OpenDocument,
    text: &'a Document,
    folder: Arc<Folder>,
    article: ArticleId,
    store: Store,
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
            folder,
            article: id,
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
            notes.is_some_and(|notes| notes.annotations().get(*id).is_some())
        };
        id.filter(known)
            .ok_or_else(|| refusal("There is nothing of that name on this article any more."))
    }

    /// The words in a range, or in each of several, as a target.
    fn words(&self, n: usize) -> Result<Target> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Ranges {
            One(Range),
            Several(Vec<Range>),
        }
        let mut ranges = match self.argument(n, "a range or a list of ranges")? {
            Ranges::One(range) => vec![range],
            Ranges::Several(ranges) => ranges,
        };
        ranges.sort_by_key(|range| range.start);
        ranges.dedup();
        let text = self.text.to_string();
        let anchors = ranges.into_iter().filter_map(|range| {
            let bytes = convert::bytes(self.text, range, self.snapshot.encoding);
            Anchor::of(&text, bytes.into())
        });
        let anchors: Vec<Anchor> = anchors.collect();
        if anchors.is_empty() {
            return Err(refusal("Select the words first."));
        }
        Ok(Target::Words(anchors))
    }

    /// What something says now, and the line that says it.
    fn known(&self, id: AnnotationId) -> Result<(Body, AnnotationId)> {
        let notes = self.document.notes();
        let thing = notes.and_then(|notes| notes.annotations().get(id));
        let thing = thing.ok_or_else(|| refusal("This is not noted any more."))?;
        Ok((thing.line.body.clone(), thing.line.id))
    }

    /// How each claim stands.
    fn progress(&self) -> &[ClaimProgress] {
        let notes = self.document.notes();
        notes.map(|notes| notes.progress()).unwrap_or_default()
    }

    fn write(
        &self,
        target: Target,
        body: Body,
        replaces: Option<AnnotationId>,
        events: &mpsc::UnboundedSender<Event>,
    ) -> Result<Option<Value>> {
        let id = self.append(target, body, replaces)?;
        self.settle(events);
        Ok(id.map(|id| json!({ "id": id.to_string() })))
    }

    /// Writes a line; gives its id.
    fn append(
        &self,
        target: Target,
        body: Body,
        replaces: Option<AnnotationId>,
    ) -> Result<Option<AnnotationId>> {
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
        let written = self.store.append(self.article.as_str(), &[draft]);
        let written = written.map_err(|error| refusal(error.to_string()))?;
        Ok(written.first().map(|line| line.id))
    }

    /// Waits until what was written holds for every question asked from now on.
    fn settle(&self, events: &mpsc::UnboundedSender<Event>) {
        let (done, holds) = oneshot::channel();
        let uri = self.uri.clone();
        if events.send(Event::Noted { uri, done }).is_ok() {
            let _ = holds.blocking_recv();
        }
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
