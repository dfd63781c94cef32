//! Of a command's arguments, what is written.

use jiff::Zoned;
use notes::{
    Action, Assessment, Body, Claim, ClaimKind, Contact, Evidence, Question, Relation, Source,
    SourceKind, Target, Verdict,
};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tower_lsp::jsonrpc::{Error, Result};

use super::Desk;
use crate::lsp::{backend::refusal, server::Event};

impl Desk<'_> {
    /// A claim, with its verdict if one comes along.
    pub(super) fn add_claim(&self, events: &mpsc::UnboundedSender<Event>) -> Result<Option<Value>> {
        let (target, body) = (self.words(1)?, self.claim()?);
        let verdict = self.arguments.get(3).and_then(|d| d.get("verdict"));
        let verdict = match verdict.and_then(Value::as_str) {
            Some(word) => {
                let verdict = Verdict::from_word(word);
                Some(verdict.ok_or_else(|| Error::invalid_params("There is no such verdict."))?)
            }
            None => None,
        };
        let words: Vec<String> = match &target {
            Target::Words(anchors) => anchors.iter().map(|a| a.exact.clone()).collect(),
            _ => Vec::new(),
        };
        let is_quotation =
            matches!(&body, Body::Claim(claim) if claim.kind == ClaimKind::Quotation);
        let id = self.append(target, body, None)?;
        if let (Some(id), Some(verdict)) = (id, verdict) {
            // Whoever compares a quotation compares its words.
            let question = match is_quotation {
                true => Question::Wording,
                false => Question::Truth,
            };
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let judged = Assessment::new(question, verdict, &words);
            self.append(Target::Annotation(id), Body::Assessment(judged), None)?;
        }
        self.settle(events);
        Ok(id.map(|id| json!({ "id": id.to_string() })))
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

    pub(super) fn source(&self) -> Result<Body> {
        let details = self.arguments.get(1).cloned().unwrap_or(Value::Null);
        let text = |key: &str| details.get(key).and_then(Value::as_str).map(str::to_owned);
        let title = text("title").or_else(|| text("link"));
        let title = title
            .ok_or_else(|| Error::invalid_params("Argument 2 must be a source with a title."))?;
        let kind = text("kind").and_then(|kind| serde_json::from_value(json!(kind)).ok());
        let consulted = match text("consulted") {
            Some(day) => day.parse().map_err(|_| {
                refusal(format!(
                    "“{day}” is no day. Write it like 2002-08-15. Nothing was noted."
                ))
            })?,
            None => Zoned::now().date(),
        };
        Ok(Body::Source(Source {
            consulted: Some(consulted),
            origin: text("origin"),
            link: text("link"),
            date: text("date"),
            place: text("place"),
            quoted: text("quoted"),
            archived: text("archived"),
            ..Source::new(kind.unwrap_or(SourceKind::Web), &title)
        }))
    }

    pub(super) fn verdict(&self) -> Result<Body> {
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
        let progress = self.progress();
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

    /// How to reach a source; it stays out of git.
    pub(super) fn contact(&self) -> Result<Body> {
        Ok(Body::Contact(Contact {
            person: self.text(2)?.to_owned(),
            reach: self.text(3)?.to_owned(),
        }))
    }

    pub(super) fn decision(&self) -> Result<Body> {
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
}
