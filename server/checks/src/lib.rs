//! The rules: what a copy editor would mark.
//!
//! One file a rule, in `rules/`: its documentation, its code and its examples. A rule looks at one unit of an article
//! (a block, a name, a quotation) and says what is wrong with it; [`Findings`] asks again only about the units that
//! changed. A rule may look at the whole article and the corpus, but only through keys.
//!
//! Nothing here reads a file or knows a protocol.

mod described;
mod engine;
mod figures;
mod finding;
mod known;
mod passage;
mod people;
mod rule;
mod rules;
mod sentence;
mod silence;
#[cfg(test)]
mod tests;

pub use engine::{Findings, Sources};
pub use finding::{
    Applicability, Finding, Fix, Location, Place, Related, TextEdit, times as counted,
};
pub use rule::{Fixes, Rule, Severity};
pub use rules::{rule, rules};
