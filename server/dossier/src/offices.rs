//! Offices and who held them. An office is the same whichever of its words and whichever name of its country or
//! organisation a term is written with.

use std::sync::Arc;

use dates::Date;
use names::{
    fold,
    lexicon::{self, Listed},
};
use rustc_hash::FxHashSet;
use smol_str::{SmolStr, format_smolstr};

use crate::{Dossier, Office, Person, Standing, Term, entry::Entry, index::place};

/// Somebody who holds an office on a day, or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub person: Arc<Person>,
    /// Index into [`Person::offices`].
    pub term: usize,
    /// Where the day stands to the term.
    pub standing: Standing,
}

impl Holder {
    /// The term.
    pub fn term(&self) -> &Term {
        &self.person.offices[self.term]
    }
}

impl Dossier {
    /// What is known of an office as such: `president`, of `Russia`.
    pub fn offices(&self, title: &str, of: Option<&str>) -> Vec<&Arc<Office>> {
        let of = self.spellings(of);
        let named = self.offices.get(&fold(title)).iter();
        named
            .filter(|office| of.contains(&fold_of(office.of.as_ref())))
            .collect()
    }

    /// Everybody who ever held an office, with where the day stands to each term, by beginning. The title and what it is of
    /// may be any word for it that the dossier knows: `leader` of the `DPRK`.
    pub fn holders(&self, title: &str, of: Option<&str>, day: Date) -> Vec<Holder> {
        let terms = self.terms(title, of).into_iter();
        let holders = terms.map(|(person, term)| {
            let standing = person.offices[term].standing(day);
            Holder {
                person,
                term,
                standing,
            }
        });
        holders.collect()
    }

    /// The terms of an office, by beginning.
    pub(crate) fn terms(&self, title: &str, of: Option<&str>) -> Vec<(Arc<Person>, usize)> {
        let mut titles = FxHashSet::from_iter([fold(title)]);
        for office in self.offices(title, of) {
            titles.extend(office.keys());
        }
        let of = self.spellings(of);
        let keys = titles
            .iter()
            .flat_map(|title| of.iter().map(move |of| key(title, of)));
        let mut terms = Vec::new();
        for key in keys.collect::<FxHashSet<SmolStr>>() {
            for person in self.holders.get(&key) {
                let of_key = |(_, term): &(usize, &Term)| term_key(term) == key;
                let found = person.offices.iter().enumerate().filter(of_key);
                terms.extend(found.map(|(term, _)| (Arc::clone(person), term)));
            }
        }
        let began = |(person, term): &(Arc<Person>, usize)| person.offices[*term].held.start;
        terms.sort_by(|a, b| {
            let order = began(a).cmp(&began(b));
            order.then_with(|| (place(&*a.0), a.1).cmp(&(place(&*b.0), b.1)))
        });
        terms
    }

    /// The folded names of a country or organisation that one of its names stands for; the empty one of none.
    fn spellings(&self, of: Option<&str>) -> FxHashSet<SmolStr> {
        let Some(of) = of else {
            return FxHashSet::from_iter([SmolStr::default()]);
        };
        let mut spellings = FxHashSet::from_iter([fold(of)]);
        if let Some(Listed::Country(country) | Listed::Demonym(country)) = lexicon::listed(of) {
            spellings.extend(country.aliases.iter().map(|name| fold(name)));
            spellings.insert(fold(country.name));
        }
        spellings.extend(self.organisations(of).iter().flat_map(|entry| entry.keys()));
        spellings.extend(self.places(of).iter().flat_map(|entry| entry.keys()));
        spellings
    }
}

/// The folded name of what an office is of; empty of nothing.
pub(crate) fn fold_of(of: Option<&crate::Field<SmolStr>>) -> SmolStr {
    of.map(|of| fold(&of.value)).unwrap_or_default()
}

/// What terms of one office share, as they are written.
pub(crate) fn term_key(term: &Term) -> SmolStr {
    key(&fold(&term.title.value), &fold_of(term.of.as_ref()))
}

fn key(title: &str, of: &str) -> SmolStr {
    format_smolstr!("{title}|{of}")
}
