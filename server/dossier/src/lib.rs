//! What a desk knows for certain: people and their offices, organisations, places, events.
//!
//! It stands in `dossier/*.toml`, written by hand. [`parse`] reads one such file and never fails as a whole: it gives the
//! entries that could be understood and a [`Problem`] for everything else, each with its place. A [`Dossier`] joins the
//! files; a changed file replaces its own entries only, and every question is a look-up by key. [`add`](add()) writes a new
//! entry into the text of a file, [`tell_apart`](tell_apart()) who is not the same person, [`complete`](complete()) and [`locate`] serve an editor that has such a file open.
//!
//! ```toml
//! [[person]]
//! name = "Kim Jong Il"
//! aliases = ["Kim Jong-il"]
//! born = "1941-02-16/1942-02-16"   # one of the two, or between
//! died = "2011-12-17"              # as exact as it is known: "2011", "2011-12", "2011~" for about 2011
//!
//! [[person.office]]
//! title = "general secretary"
//! of = "Workers’ Party of Korea"
//! from = "1997-10-08"              # no `to`: until death, or still
//!
//! [[office]]
//! title = "general secretary"
//! of = "Workers’ Party of Korea"
//! one_holder = true                # two at a time are told
//!
//! [[place]]
//! name = "Kyiv"
//! aliases = [{ name = "Kiev", to = "2022" }]
//! ```
//!
//! Only [`files`] touches a disk. All else are functions of their input. What articles say is no matter of this crate.

mod add;
mod apart;
mod clash;
mod complete;
mod dossier;
mod entry;
mod fields;
pub mod files;
mod index;
mod life;
mod locate;
mod no_date;
mod offices;
mod overlap;
mod parse;
mod person;
mod place_name;
mod plain_words;
mod problem;
pub mod schema;
mod syntax;
mod term;
mod unknown;
mod when;

pub use add::{AddError, NewEntry, add};
pub use apart::{Apart, tell_apart};
pub use complete::{Completion, complete};
pub use dossier::Dossier;
pub use entry::{
    About, Alias, DifferentPeople, Event, Field, Office, Organisation, Origin, Person, Place,
};
pub use life::{AgeRange, Answer};
pub use locate::{Location, locate};
pub use offices::Holder;
pub use parse::{Entries, Parsed, parse};
pub use place_name::RightName;
pub use problem::{Lines, Problem, Related};
pub use term::{Edge, Standing, Stretch, Term};
pub use when::When;

pub use text::{TextRange, TextSize};
