//! `workspace/executeCommand`: `copydesk.createConfig` makes a folder a corpus, `copydesk.setDate` says when an article was
//! written: both write `copydesk.toml`, and nothing else does. What writes the dossier is in `desk.rs`, what is noted of an article in `annotate/`.

use dates::Date;
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};
use tower_lsp::{
    jsonrpc::{Error, Result},
    ls_types::{ExecuteCommandParams, Uri},
};

use super::{annotate, code_lens::SHOW_NAMES, desk};
use crate::lsp::{
    backend::refusal,
    folder::may_be_corpus,
    server::Event,
    state::{Snapshot, path_of},
};

/// Makes the folder of its one argument, a uri, a corpus.
pub(super) const CREATE_CONFIG: &str = "copydesk.createConfig";

/// Sets the date of the article of its first argument, a uri, to its second, a day or null.
pub(super) const SET_DATE: &str = "copydesk.setDate";

pub(crate) fn handle(
    snapshot: &Snapshot,
    params: &ExecuteCommandParams,
    events: &mpsc::UnboundedSender<Event>,
) -> Result<Option<Value>> {
    match params.command.as_str() {
        CREATE_CONFIG => create_config(params, events),
        SET_DATE => set_date(snapshot, params, events),
        desk::ADD_TO_DOSSIER => desk::add(snapshot, &params.arguments, events),
        desk::DIFFERENT_PEOPLE => desk::tell_apart(snapshot, &params.arguments, events),
        // Of a client that does not know it: there is nothing for the server to do.
        SHOW_NAMES => Ok(None),
        noted if annotate::COMMANDS.contains(&noted) => {
            annotate::handle(snapshot, noted, &params.arguments, events)
        }
        other => Err(Error::invalid_params(format!(
            "There is no command “{other}”."
        ))),
    }
}

fn set_date(
    snapshot: &Snapshot,
    params: &ExecuteCommandParams,
    events: &mpsc::UnboundedSender<Event>,
) -> Result<Option<Value>> {
    let text = |n: usize| params.arguments.get(n).and_then(Value::as_str);
    let uri = text(0).and_then(|s| s.parse::<Uri>().ok());
    let uri = uri.ok_or_else(|| {
        Error::invalid_params("The first argument must be the uri of an article.")
    })?;
    let date: Option<Date> = match params.arguments.get(1) {
        None | Some(Value::Null) => None,
        Some(_) => {
            let day = text(1).and_then(|d| d.parse().ok());
            let day = day.ok_or_else(|| {
                Error::invalid_params("The second argument must be a day like 2002-08-15.")
            })?;
            Some(day)
        }
    };
    let Some((folder, id)) = snapshot.place_of(&uri) else {
        return Err(refusal(
            "This article is in no folder that is checked together; there is no copydesk.toml to keep its date.",
        ));
    };
    let path = folder.root.join(corpus::CONFIG_NAME);
    corpus::set_date(&folder.root, id.as_str(), date)
        .map_err(|error| refusal(format!("{} could not be changed: {error}", path.display())))?;
    let root = folder.root.clone();
    let (done, holds) = oneshot::channel();
    // Whoever asks next is to be told by the new date.
    if events.send(Event::Configured { root, done }).is_ok() {
        let _ = holds.blocking_recv();
    }
    Ok(None)
}

fn create_config(
    params: &ExecuteCommandParams,
    events: &mpsc::UnboundedSender<Event>,
) -> Result<Option<Value>> {
    let uri = params
        .arguments
        .first()
        .and_then(Value::as_str)
        .and_then(|s| s.parse::<Uri>().ok());
    let root = uri
        .as_ref()
        .and_then(path_of)
        .ok_or_else(|| Error::invalid_params("The argument must be the uri of a folder."))?;
    if !may_be_corpus(&root) {
        return Err(refusal(
            "This folder holds more than articles; open the folder of the articles themselves.",
        ));
    }
    let path = corpus::create_config(&root).map_err(|error| {
        refusal(format!(
            "copydesk.toml could not be written in {}: {error}",
            root.display()
        ))
    })?;
    let uri = Uri::from_file_path(&path).ok_or_else(|| refusal("The folder has no address."))?;
    let (done, holds) = oneshot::channel();
    // Whoever asks next is told of a folder that is being read.
    if events.send(Event::Created { root, done }).is_ok() {
        let _ = holds.blocking_recv();
    }
    Ok(Some(json!({ "uri": uri })))
}
