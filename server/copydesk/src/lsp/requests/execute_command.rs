//! `workspace/executeCommand`: `copydesk.createConfig` makes a folder a corpus.

use serde_json::{Value, json};
use tokio::sync::mpsc;
use tower_lsp::{
    jsonrpc::{Error, Result},
    ls_types::{ExecuteCommandParams, Uri},
};

use crate::lsp::{backend::refusal, folder::may_be_corpus, server::Event, state::path_of};

/// Makes the folder of its one argument, a uri, a corpus.
pub(super) const CREATE_CONFIG: &str = "copydesk.createConfig";

pub(crate) fn handle(
    params: &ExecuteCommandParams,
    events: &mpsc::UnboundedSender<Event>,
) -> Result<Option<Value>> {
    if params.command != CREATE_CONFIG {
        return Err(Error::invalid_params(format!(
            "There is no command “{}”.",
            params.command
        )));
    }
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
    let _ = events.send(Event::Created { root });
    Ok(Some(json!({ "uri": uri })))
}
