//! Every article of a folder, linked.
//!
//! An article contributes [`Rows`]; opening, editing or deleting it replaces its rows in the [`Corpus`] and touches no
//! other's. Every question across articles is a look-up by key. The rows lie in a [`Store`] on disk; open articles lie
//! over it in memory and are never written while somebody types. The corpus is a value: cloning shares.
//!
//! Files are read here ([`read`]), folders walked ([`walk`]), what changed since the last time found ([`scan`]), and
//! `copydesk.toml` understood ([`Config`]).

mod config;
mod corpus;
mod findings;
mod index;
mod over_time;
pub mod read;
mod rows;
mod scan;
mod slips;
mod store;
mod symbols;
mod touched;
mod walk;

pub use config::{
    CONFIG_NAME, ClaimRules, Config, ConfigError, Level, NEW_CONFIG, SetDateError, create_config,
    set_date,
};
pub use corpus::{Corpus, Found, MOST};
pub use findings::{FindingRow, RelatedPlace, RelatedRow};
pub use over_time::{Called, Dated};
pub use rows::{
    ArticleId, EntityRow, FactRow, FormRow, MentionRow, QuoteRow, Rows, Spot, TimeRow, headline_key,
};
pub use scan::{Scan, ScanStep, hints, read_article, scan, terms};
pub use store::{Change, FileState, Report, Store, StoreError, ToCheck};
pub use symbols::CorpusSymbol;
pub use touched::Touched;
pub use walk::{Walk, walk};
