//! The commands that write the dossier: `copydesk.addToDossier` a name, `copydesk.differentPeople` who is not the same person.

use std::{path::Path, sync::Arc};

use corpus::ArticleId;
use dossier::{Apart, NewEntry, files::WriteError, schema::TableKind};
use names::fold;
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tower_lsp::{
    jsonrpc::{Error, Result},
    ls_types::Uri,
};

use crate::lsp::{
    backend::refusal,
    folder::Folder,
    server::Event,
    state::{Snapshot, path_of},
};

/// Adds to the dossier of the article of its first argument, a uri, a `person`, `organisation` or `place`, of that name.
pub(super) const ADD_TO_DOSSIER: &str = "copydesk.addToDossier";

/// Says that two names are those of two people, or that an article means another person by a name than others do.
pub(super) const DIFFERENT_PEOPLE: &str = "copydesk.differentPeople";

pub(super) fn add(
    snapshot: &Snapshot,
    arguments: &[Value],
    events: &mpsc::UnboundedSender<Event>,
) -> Result<Option<Value>> {
    let kind = match text(arguments, 1) {
        Some("person") => Some(TableKind::Person),
        Some("organisation") => Some(TableKind::Organisation),
        Some("place") => Some(TableKind::Place),
        _ => None,
    };
    let (Some(uri), Some(kind), Some(name)) = (uri(arguments), kind, text(arguments, 2)) else {
        return Err(Error::invalid_params(
            "The arguments must be the uri of an article, “person”, “organisation” or “place”, and a name.",
        ));
    };
    let (folder, _) = desk_of(snapshot, &uri)?;
    let entry = NewEntry {
        name: name.to_owned(),
        ..NewEntry::default()
    };
    let uri = written(dossier::files::add(&folder.root, kind, &entry), events)?;
    let _ = events.send(Event::Show {
        uri: uri.clone(),
        range: None,
    });
    Ok(Some(json!({ "uri": uri })))
}

/// The arguments of the command that does it, for an article.
pub(super) fn arguments(uri: &Uri, apart: &Apart) -> Vec<Value> {
    match apart {
        Apart::Names(here, there) => vec![json!(uri), json!(here), json!(there)],
        Apart::Articles { name, .. } => vec![json!(uri), json!(name)],
        Apart::Also { name, like, .. } => vec![json!(uri), json!(name), Value::Null, json!(like)],
    }
}

pub(super) fn tell_apart(
    snapshot: &Snapshot,
    arguments: &[Value],
    events: &mpsc::UnboundedSender<Event>,
) -> Result<Option<Value>> {
    let (Some(uri), Some(name)) = (uri(arguments), text(arguments, 1)) else {
        return Err(Error::invalid_params(
            "The arguments must be the uri of an article and a name; then another name, or null and the path of another article.",
        ));
    };
    let (folder, id) = desk_of(snapshot, &uri)?;
    let (name, article) = (name.to_owned(), id.as_str().to_owned());
    let other = text(arguments, 2).filter(|other| fold(other) != fold(&name));
    let known = text(arguments, 3).and_then(|like| {
        let entry = folder.corpus.dossier().namesake(&name, like)?;
        Some((like.to_owned(), entry.origin.file.clone()))
    });
    let (file, apart) = match (other, known) {
        (Some(other), _) => (None, Apart::Names(name, other.to_owned())),
        (None, Some((like, file))) => {
            let apart = Apart::Also {
                name,
                article,
                like,
            };
            (Some(file), apart)
        }
        (None, None) if text(arguments, 3).is_some() => {
            return Err(refusal(
                "No entry says any more whom that article means. Ask again.",
            ));
        }
        (None, None) => {
            let articles = vec![article];
            (None, Apart::Articles { name, articles })
        }
    };
    let told = dossier::files::tell_apart(&folder.root, file.as_deref(), &apart);
    let uri = written(told, events)?;
    Ok(Some(json!({ "uri": uri })))
}

fn text(arguments: &[Value], n: usize) -> Option<&str> {
    arguments.get(n).and_then(Value::as_str)
}

fn uri(arguments: &[Value]) -> Option<Uri> {
    text(arguments, 0).and_then(|s| s.parse().ok())
}

/// The corpus of an article, if its dossier can be written: nothing that somebody types in it is lost.
fn desk_of(snapshot: &Snapshot, article: &Uri) -> Result<(Arc<Folder>, ArticleId)> {
    let place = snapshot.place_of(article).ok_or_else(|| {
        refusal(
            "This article is in no folder that is checked together; there is no dossier for it.",
        )
    })?;
    let on_disk = |path: &Path| std::fs::read_to_string(path).ok();
    let unsaved = snapshot.documents.values().find_map(|document| {
        let typed = document.dossier()?.to_string();
        let path = path_of(&document.uri).filter(|p| p.starts_with(&place.0.root));
        let saved = path.as_deref().and_then(on_disk) == Some(typed);
        (!saved).then(|| path.unwrap_or_default())
    });
    match unsaved {
        Some(path) => Err(refusal(format!(
            "{} has changes that are not saved. Save it first.",
            path.display()
        ))),
        None => Ok(place),
    }
}

/// The uri of a file of the dossier that was written; it is read again at once.
fn written(
    path: std::result::Result<std::path::PathBuf, WriteError>,
    events: &mpsc::UnboundedSender<Event>,
) -> Result<Uri> {
    let path = path.map_err(|error| refusal(error.to_string()))?;
    let _ = events.send(Event::Disk(vec![path.clone()]));
    Uri::from_file_path(&path).ok_or_else(|| refusal("The file has no address."))
}
