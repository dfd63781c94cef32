//! The language server: the only place that knows LSP.
//!
//! One loop ([`server`]) takes messages in wire order and owns all state. It applies edits at once and gives every
//! request a [`Snapshot`](state::Snapshot) of the state at its place in the stream, so a request sees exactly the edits
//! sent before it. Requests run on tasks of their own, one file a method in `requests/`. Analysis runs off the loop, when
//! somebody asks for it. Only the loop publishes diagnostics.

mod backend;
mod closed;
mod convert;
mod diagnostics;
mod document;
mod folder;
mod notes;
mod pages;
mod requests;
mod server;
mod state;
mod transport;

/// Serves standard input and output until the client says goodbye.
pub(crate) fn run() -> anyhow::Result<u8> {
    let filter = tracing_subscriber::EnvFilter::try_from_env("COPYDESK_LOG")
        .unwrap_or_else(|_| "warn".into());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .init();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(3)
        .enable_all()
        .build()?;
    let status = runtime.block_on(server::serve());
    // A reader blocked on standard input must not keep the process.
    runtime.shutdown_background();
    Ok(status)
}
