//! Every article of a folder, linked.
//!
//! An article contributes [`Rows`]; opening, editing or deleting it replaces its rows in the [`Corpus`] and touches no
//! other's. Every question across articles is a look-up by key. The corpus is a value: cloning shares, so readers keep
//! the one they started with.
//!
//! Files are read here ([`read`]), folders walked ([`walk`]) and `copydesk.toml` understood ([`Config`]).

mod config;
mod index;
pub mod read;
mod rows;
mod walk;

pub use config::{
    CONFIG_NAME, Config, ConfigError, Level, NEW_CONFIG, SetDateError, create_config, set_date,
};
pub use index::{Corpus, EntityPlace, QuotePlace, Touched};
pub use rows::{ArticleId, EntityRow, FormRow, MentionRow, QuoteRow, Rows, Spot, TimeRow};
pub use walk::{Walk, walk};
