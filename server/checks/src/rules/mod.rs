//! The rules, in alphabetical order. A new one is a file here, made from `skeleton.rs.txt`, and a line in each list.

mod acronym;
mod acronym_form;
mod age;
mod ambiguous_date;
mod ambiguous_surname;
mod amount_differs;
mod anniversary;
mod city_country;
mod dateline_form;
mod decade_year;
mod demonym;
mod duration_range;
mod event_date;
mod full_name_again;
mod given_name;
mod headline_quote;
mod honorific;
mod honorific_form;
mod honorific_pronoun;
mod impossible_date;
mod inferred_date;
mod list_count;
mod name_order;
mod name_typo;
mod name_variant;
mod no_full_name;
mod office_term;
mod old_year;
mod ordinal_date;
mod parts_total;
mod passage_twice;
mod percent_change;
mod percent_total;
mod phrase_case;
mod place_name;
mod quote_direction;
mod quote_speaker;
mod quote_wording;
mod range_reversed;
mod ratio;
mod redundant_former;
mod relative_date;
mod second_dateline;
mod self_relation;
mod spelling_system;
mod story_date;
mod tense_date;
mod term_variant;
mod time_zone;
mod title;
mod two_holders;
mod unclosed_quote;
mod unexplained_acronym;
mod unit_conversion;
mod unused_ignore;
mod weekday_date;
mod window_exceeded;
mod years_since;

use crate::rule::{Check, Rule};

/// All rules.
pub(crate) const CHECKS: &[&dyn Check] = &[
    &acronym::Acronym,
    &acronym_form::AcronymForm,
    &age::Age,
    &ambiguous_date::AmbiguousDate,
    &ambiguous_surname::AmbiguousSurname,
    &amount_differs::AmountDiffers,
    &anniversary::Anniversary,
    &city_country::CityCountry,
    &dateline_form::DatelineForm,
    &decade_year::DecadeYear,
    &demonym::Demonym,
    &duration_range::DurationRange,
    &event_date::EventDate,
    &full_name_again::FullNameAgain,
    &given_name::GivenName,
    &headline_quote::HeadlineQuote,
    &honorific::Honorific,
    &honorific_form::HonorificForm,
    &honorific_pronoun::HonorificPronoun,
    &impossible_date::ImpossibleDate,
    &inferred_date::InferredDate,
    &list_count::ListCount,
    &name_order::NameOrder,
    &name_typo::NameTypo,
    &name_variant::NameVariant,
    &no_full_name::NoFullName,
    &office_term::OfficeTerm,
    &old_year::OldYear,
    &ordinal_date::OrdinalDate,
    &parts_total::PartsTotal,
    &passage_twice::PassageTwice,
    &percent_change::PercentChange,
    &percent_total::PercentTotal,
    &phrase_case::PhraseCase,
    &place_name::PlaceName,
    &quote_direction::QuoteDirection,
    &quote_speaker::QuoteSpeaker,
    &quote_wording::QuoteWording,
    &range_reversed::RangeReversed,
    &ratio::Ratio,
    &redundant_former::RedundantFormer,
    &relative_date::RelativeDate,
    &second_dateline::SecondDateline,
    &self_relation::SelfRelation,
    &spelling_system::SpellingSystem,
    &story_date::StoryDate,
    &tense_date::TenseDate,
    &term_variant::TermVariant,
    &time_zone::TimeZone,
    &title::Title,
    &two_holders::TwoHolders,
    &unclosed_quote::UnclosedQuote,
    &unexplained_acronym::UnexplainedAcronym,
    &unit_conversion::UnitConversion,
    &unused_ignore::UnusedIgnore,
    &weekday_date::WeekdayDate,
    &window_exceeded::WindowExceeded,
    &years_since::YearsSince,
];

/// What is known of all rules, by id.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    CHECKS.iter().map(|check| check.rule())
}

/// The rule of that id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}
