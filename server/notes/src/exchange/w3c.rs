//! The W3C Web Annotation Data Model: an `AnnotationCollection` of all lines that hold, and back.
//!
//! What Copydesk wrote comes back as it was. An annotation by another tool becomes a claim if it quotes words of the text.

use serde_json::{Value, json};

use super::{
    Imported, ImportedClaim,
    json::{objects, text_at},
};
use crate::{
    Anchor, Annotation, Annotations, Claim, ClaimKind, ProblemKind,
    anchor::Selection,
    line::{context, from_value, to_value},
};

/// All annotations of an article that are not private, as one collection. `article` is its path.
pub fn to_w3c(annotations: &Annotations, article: &str) -> String {
    let items: Vec<Value> = annotations
        .iter()
        .filter(|thing| !thing.line.body.is_private())
        .map(|thing| {
            // Under its first id, which is the one that others refer to.
            let mut line = Annotation::clone(&thing.line);
            (line.id, line.replaces) = (thing.id, None);
            let mut value = to_value(&line, article);
            if let Some(object) = value.as_object_mut() {
                object.remove("@context");
            }
            value
        })
        .collect();
    let collection = json!({
        "@context": context(),
        "type": "AnnotationCollection",
        "label": format!("Annotations of {article}"),
        "total": items.len(),
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
    });
    format!("{collection:#}\n")
}

/// Reads a collection, a page, a list of annotations, or one annotation a line.
pub fn from_w3c(content: &str) -> Imported {
    let mut imported = Imported::default();
    let page = serde_json::from_str::<Page<'_>>(content)
        .ok()
        .map(|page| page.first.get());
    // Lines are counted in the whole file, wherever the page starts in it.
    let skipped = page.map_or(0, |page| {
        let offset = page.as_ptr() as usize - content.as_ptr() as usize;
        content
            .bytes()
            .take(offset)
            .filter(|&byte| byte == b'\n')
            .count()
    });
    let list = match objects(page.unwrap_or(content), &["items"]) {
        Ok(list) => list,
        Err((line, message)) => {
            imported.problem(line, message);
            return imported;
        }
    };
    for (line, value) in list {
        let line = line + skipped;
        if !value.is_object() {
            imported.problem(line, "this is no annotation.");
            continue;
        }
        match from_value(value.clone()) {
            Ok(annotation) if !annotation.body.is_private() => {
                imported.annotations.push(annotation)
            }
            Ok(_) => imported.problem(line, "a private note does not come in this way."),
            Err(ProblemKind::Malformed(why)) => {
                imported.problem(line, format!("the annotation cannot be read: {why}."))
            }
            Err(_) => match foreign(&value) {
                Some(claim) => imported.claims.push(claim),
                None => imported.problem(line, "this annotation quotes no words of an article."),
            },
        }
    }
    imported
}

#[derive(serde::Deserialize)]
struct Page<'a> {
    #[serde(borrow)]
    first: &'a serde_json::value::RawValue,
}

/// A claim of what another tool marked.
fn foreign(value: &Value) -> Option<ImportedClaim> {
    let targets = match value.get("target")? {
        Value::Array(targets) => targets.clone(),
        target => vec![target.clone()],
    };
    let anchors: Vec<Anchor> = targets.into_iter().filter_map(anchor).collect();
    let body = value.get("body").map(|body| body.get(0).unwrap_or(body));
    let note = body
        .and_then(|body| text_at(body, "/value").or(body.as_str()))
        .map(str::to_owned);
    let author = ["/creator/name", "/creator"]
        .iter()
        .find_map(|path| text_at(value, path))
        .map(str::to_owned);
    let claim = Claim {
        note,
        ..Claim::new(ClaimKind::Fact)
    };
    (!anchors.is_empty()).then_some(ImportedClaim {
        anchors,
        claim,
        author,
        verdicts: Vec::new(),
    })
}

/// The anchor of a target that quotes words, with one selector or several.
pub(super) fn anchor(mut target: Value) -> Option<Anchor> {
    let object = target.as_object_mut()?;
    if let Some(selector) = object.get_mut("selector")
        && selector.is_object()
    {
        *selector = Value::Array(vec![selector.take()]);
    }
    // Of another tool's state nothing is known.
    object.remove("state");
    let anchor: Anchor = serde_json::from_value::<Selection>(target).ok()?.into();
    (!anchor.exact.is_empty()).then_some(anchor)
}
