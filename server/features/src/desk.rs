//! What the desk knows for certain of somebody or something that an article names.

use std::{fmt::Write as _, sync::Arc};
use text::capitalised;

use corpus::ArticleId;
use dossier::{About, Dossier, Edge, Field, Organisation, Person, Place, Standing, When};
use jiff::civil::Date;
use names::{Entity, EntityType};

/// An entry of the dossier.
pub(crate) enum Entry<'d> {
    Person(&'d Person),
    Organisation(&'d Organisation),
    Place(&'d Place),
}

impl<'d> Entry<'d> {
    /// The one entry that an article can mean by this name; `None` if there is none, or more than one.
    pub(crate) fn of(dossier: &'d Dossier, entity: &Entity, article: &ArticleId) -> Option<Self> {
        fn one<T>(all: &[Arc<T>]) -> Option<&T> {
            match all {
                [one] => Some(one),
                _ => None,
            }
        }
        let person = || one(dossier.people_in(&entity.name, article.as_str())).map(Self::Person);
        let organisation = || one(dossier.organisations(&entity.name)).map(Self::Organisation);
        let place = || one(dossier.places(&entity.name)).map(Self::Place);
        match entity.entity_type {
            EntityType::Person => person(),
            EntityType::Organisation => organisation().or_else(place),
            EntityType::Place => place().or_else(organisation),
            EntityType::Other => None,
        }
    }

    pub(crate) fn about(&self) -> &'d About {
        match self {
            Self::Person(person) => &person.about,
            Self::Organisation(organisation) => &organisation.about,
            Self::Place(place) => &place.about,
        }
    }

    /// What it says, in one or two sentences; `day` is the article's date.
    pub(crate) fn summary(&self, day: Option<Date>) -> String {
        let mut said = Vec::new();
        let mut date = |what: &str, when: &Option<Field<When>>| {
            said.extend(
                when.as_ref()
                    .map(|when| format!("{what} {}", when.value.edtf())),
            );
        };
        match self {
            Self::Person(person) => {
                date("born", &person.born);
                date("died", &person.died);
            }
            Self::Organisation(organisation) => {
                date("founded", &organisation.founded);
                date("dissolved", &organisation.dissolved);
            }
            Self::Place(_) => {}
        }
        if let Some(country) = &self.about().country {
            said.push(country.value.to_string());
        }
        let mut summary = format!("In the dossier: {}", self.about().name.value);
        for part in &said {
            let _ = write!(summary, ", {part}");
        }
        summary.push('.');
        if let Self::Person(person) = self {
            let offices = offices(person, day);
            if !offices.is_empty() {
                let _ = write!(summary, " {}.", offices.join("; "));
            }
        }
        if let (Self::Place(place), Some(day)) = (self, day)
            && let dossier::RightName::Known(name) = place.right_name(day)
            && name != &*self.about().name.value
        {
            let _ = write!(summary, " On {day} its name was {name}.");
        }
        if let Some(note) = &self.about().note {
            let _ = write!(summary, " {}", note.value);
        }
        summary
    }
}

/// The offices that somebody held on a day, or all where there is no day or none was held on it.
fn offices(person: &Person, day: Option<Date>) -> Vec<String> {
    let then =
        |term: &&dossier::Term| day.is_none_or(|day| term.held.standing(day) == Standing::Inside);
    let mut terms: Vec<_> = person.offices.iter().filter(then).collect();
    let held_then = !terms.is_empty() && day.is_some();
    if terms.is_empty() {
        terms = person.offices.iter().collect();
    }
    let shown = terms.into_iter().map(|term| {
        let of = term.of.as_ref().map(|of| format!(" of {}", of.value));
        let title = format!(
            "{}{}",
            capitalised(&term.title.value),
            of.unwrap_or_default()
        );
        let edge = |word: &str, edge: &Option<Field<Edge>>| match edge.as_ref().map(|e| e.value) {
            Some(Edge::At(when)) => format!(" {word} {}", when.edtf()),
            _ => String::new(),
        };
        let (from, to) = (edge("from", &term.from), edge("to", &term.to));
        let when = if held_then { " then" } else { "" };
        format!("{title}{when}{from}{to}")
    });
    shown.collect()
}
