//! The rules, in alphabetical order. A new one is a file here, made from `skeleton.rs.txt`, and a line in each list.

mod acronym_form;
mod ambiguous_surname;
mod demonym;
mod impossible_date;
mod name_typo;
mod name_variant;
mod quote_direction;
mod quote_wording;
mod range_reversed;
mod second_dateline;
mod self_relation;
mod weekday_date;

use crate::rule::{Check, Rule};

/// All rules.
pub(crate) const CHECKS: &[&dyn Check] = &[
    &acronym_form::AcronymForm,
    &ambiguous_surname::AmbiguousSurname,
    &demonym::Demonym,
    &impossible_date::ImpossibleDate,
    &name_typo::NameTypo,
    &name_variant::NameVariant,
    &quote_direction::QuoteDirection,
    &quote_wording::QuoteWording,
    &range_reversed::RangeReversed,
    &second_dateline::SecondDateline,
    &self_relation::SelfRelation,
    &weekday_date::WeekdayDate,
];

/// What is known of all rules, by id.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    CHECKS.iter().map(|check| check.rule())
}

/// The rule of that id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}
