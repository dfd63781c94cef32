//! One annotation as one line of JSON-LD, after the W3C Web Annotation Data Model, and back.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{Anchor, Annotation, AnnotationId, Body, ProblemKind, Target, anchor::Selection};

/// The kinds of body that are understood.
const KINDS: [&str; 10] = [
    "Claim",
    "Source",
    "Assessment",
    "Reply",
    "Owner",
    "Decision",
    "Dismissal",
    "Contact",
    "Confidential",
    "Deletion",
];

/// A line as it is written.
#[derive(Serialize, Deserialize)]
struct Line {
    #[serde(rename = "@context", skip_deserializing)]
    context: Value,
    id: AnnotationId,
    #[serde(rename = "type")]
    kind: String,
    created: Timestamp,
    creator: Creator,
    #[serde(default)]
    motivation: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    replaces: Option<AnnotationId>,
    body: Body,
    target: WireTarget,
}

#[derive(Serialize, Deserialize)]
struct Creator {
    #[serde(rename = "type", default)]
    kind: String,
    name: String,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum WireTarget {
    Address(String),
    One(Selection),
    Many(Vec<Selection>),
}

/// The JSON-LD context of a line: the W3C's words, and Copydesk's for the rest.
pub(crate) fn context() -> Value {
    json!(["http://www.w3.org/ns/anno.jsonld", {"@vocab": "urn:copydesk:"}])
}

/// The annotation as a line without its end. `article` is the path of the article from the root of the corpus.
pub fn write_line(annotation: &Annotation, article: &str) -> String {
    serde_json::to_string(&wire(annotation, article)).unwrap_or_default()
}

/// The annotation as a JSON value.
pub(crate) fn to_value(annotation: &Annotation, article: &str) -> Value {
    serde_json::to_value(wire(annotation, article)).unwrap_or_default()
}

fn wire(annotation: &Annotation, article: &str) -> Line {
    let address = address(article);
    let target = match &annotation.target {
        Target::Article => WireTarget::Address(address),
        Target::Annotation(id) => WireTarget::Address(id.to_string()),
        Target::Words(anchors) => {
            let mut selections: Vec<Selection> = anchors
                .iter()
                .map(|anchor| Selection::of(anchor, &address))
                .collect();
            match selections.pop() {
                Some(only) if selections.is_empty() => WireTarget::One(only),
                last => {
                    selections.extend(last);
                    WireTarget::Many(selections)
                }
            }
        }
    };
    Line {
        context: context(),
        id: annotation.id,
        kind: "Annotation".to_owned(),
        created: annotation.created,
        creator: Creator {
            kind: "Person".to_owned(),
            name: annotation.author.clone(),
        },
        motivation: annotation.body.motivation().to_owned(),
        replaces: annotation.replaces,
        body: annotation.body.clone(),
        target,
    }
}

/// An article's path as a relative address: what an address cannot hold is percent-encoded.
fn address(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for c in path.chars() {
        if c.is_ascii_control() || " \"#%:<>?[\\]^`{|}".contains(c) {
            address.push_str(&format!("%{:02X}", u32::from(c)));
        } else {
            address.push(c);
        }
    }
    address
}

/// Reads one line.
pub(crate) fn read_line(text: &str) -> Result<Annotation, ProblemKind> {
    if ["<<<<<<<", "|||||||", "=======", ">>>>>>>"]
        .iter()
        .any(|mark| text.starts_with(mark))
    {
        return Err(ProblemKind::MergeMarker);
    }
    let value: Value = serde_json::from_str(text).map_err(|error| {
        if error.is_eof() && text.starts_with('{') {
            ProblemKind::CutOff
        } else {
            ProblemKind::NotJson
        }
    })?;
    from_value(value)
}

/// An annotation from a JSON value.
pub(crate) fn from_value(value: Value) -> Result<Annotation, ProblemKind> {
    if !value.is_object() {
        return Err(ProblemKind::NotJson);
    }
    let kind = value
        .pointer("/body/type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if !KINDS.contains(&kind) {
        return Err(ProblemKind::UnknownKind(kind.to_owned()));
    }
    let line: Line =
        serde_json::from_value(value).map_err(|error| ProblemKind::Malformed(error.to_string()))?;
    let target = match line.target {
        WireTarget::Address(address) => match address.parse() {
            Ok(id) if address.starts_with("urn:") => Target::Annotation(id),
            _ => Target::Article,
        },
        WireTarget::One(selection) => Target::Words(vec![Anchor::from(selection)]),
        WireTarget::Many(selections) => {
            Target::Words(selections.into_iter().map(Anchor::from).collect())
        }
    };
    if !line.body.fits(&target) {
        return Err(ProblemKind::Malformed(
            "it is about something that such a note cannot be about".to_owned(),
        ));
    }
    Ok(Annotation {
        id: line.id,
        created: line.created,
        author: line.creator.name,
        replaces: line.replaces,
        target,
        body: line.body,
    })
}
