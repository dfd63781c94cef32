//! Short forms that lie under another key than the name they stand for: `Hillary` for Hillary Clinton, `Lehman` for
//! Lehman Brothers, `the Yankees` for the New York Yankees.
//!
//! A form means somebody only if one bearer alone in the whole article can be called so; nothing is guessed. The links
//! within a key do not depend on it.

use imbl::{OrdMap, OrdSet};
use smol_str::SmolStr;

use crate::{
    Candidate, Entity, EntityType, MentionKind, fold,
    lexicon::{self, Listed},
};

/// How many full names may share a form before it is taken to mean nobody.
const MOST_NAMES: usize = 8;

/// How often a form may lead to a longer one: `GM`, `General Motors`, `General Motors Corp.`
const MOST_STEPS: usize = 3;

/// Which names of an article can be called by which short forms. `P` is where a mention stands. Cloning shares.
#[derive(Clone)]
pub struct Forms<P: Ord + Clone> {
    /// By form, by full name: where it stands.
    names: OrdMap<SmolStr, OrdMap<SmolStr, OrdSet<P>>>,
}

impl<P: Ord + Clone> Default for Forms<P> {
    fn default() -> Self {
        Self {
            names: OrdMap::new(),
        }
    }
}

impl<P: Ord + Clone> Forms<P> {
    /// Notes what a name that stands at `place` may be called.
    pub fn learn(&mut self, place: &P, candidate: &Candidate) {
        for form in short_forms(candidate) {
            let names = self.names.entry(form).or_default();
            let places = names.entry(candidate.folded.clone()).or_default();
            places.insert(place.clone());
        }
    }

    /// Forgets a name that stood at `place`.
    pub fn forget(&mut self, place: &P, candidate: &Candidate) {
        for form in short_forms(candidate) {
            let Some(names) = self.names.get_mut(&form) else {
                continue;
            };
            if let Some(places) = names.get_mut(&candidate.folded) {
                places.remove(place);
                if places.is_empty() {
                    names.remove(&candidate.folded);
                }
            }
            if names.is_empty() {
                self.names.remove(&form);
            }
        }
    }

    /// The entity of another key that `entity` is a short form of. `entity_at` says who is named in full at a place.
    pub fn meant<'e, E: PartialEq>(
        &self,
        entity: &'e Entity,
        entity_at: impl Fn(&P) -> Option<(E, &'e Entity)>,
    ) -> Option<E> {
        let mut meant = None;
        let mut form = entity;
        for _ in 0..MOST_STEPS {
            let Some((found, fuller)) = self.step(form, &entity_at) else {
                break;
            };
            meant = Some(found);
            form = fuller;
        }
        meant
    }

    /// Who alone in the article is named with an office, and where first.
    pub fn described<'e, E: PartialEq>(
        &self,
        role: &str,
        entity_at: impl Fn(&P) -> Option<(E, &'e Entity)>,
    ) -> Option<(E, P)> {
        let names = self
            .names
            .get(role)
            .filter(|names| names.len() <= MOST_NAMES)?;
        let mut one: Option<(E, P)> = None;
        for places in names.values() {
            let first = places.get_min()?;
            let (who, _) = entity_at(first)?;
            match &mut one {
                None => one = Some((who, first.clone())),
                Some((other, place)) if *other == who => {
                    if first < place {
                        *place = first.clone();
                    }
                }
                Some(_) => return None,
            }
        }
        one
    }

    fn step<'e, E: PartialEq>(
        &self,
        entity: &Entity,
        entity_at: impl Fn(&P) -> Option<(E, &'e Entity)>,
    ) -> Option<(E, &'e Entity)> {
        // Who bears the name in full is meant by it.
        if entity.person.is_some() {
            return None;
        }
        let names = self.names.get(&entity.folded)?;
        if names.len() > MOST_NAMES {
            return None;
        }
        let mut one = None;
        for found in names
            .values()
            .filter_map(|places| entity_at(places.get_min()?))
        {
            let fits = entity.entity_type == found.1.entity_type
                || entity.entity_type == EntityType::Other;
            match &one {
                _ if !fits || found.1.folded == entity.folded => {}
                None => one = Some(found),
                Some((other, _)) if *other == found.0 => {}
                Some(_) => return None,
            }
        }
        one
    }
}

/// What the bearer of a full name may be called, folded, beside what its key says.
fn short_forms(candidate: &Candidate) -> Vec<SmolStr> {
    let mut forms = names_of(candidate);
    forms.extend(candidate.roles.iter().cloned());
    forms
}

pub(crate) fn names_of(candidate: &Candidate) -> Vec<SmolStr> {
    if candidate.kind != MentionKind::Full || !candidate.certain {
        return Vec::new();
    }
    match (candidate.entity_type, &candidate.person) {
        (Some(EntityType::Person), Some(person)) if !person.family_first => {
            let names = person.given.iter().filter(|name| name.len() > 2);
            names.cloned().collect()
        }
        (Some(EntityType::Organisation | EntityType::Other), _) => {
            forms_of_organisation(&candidate.text)
        }
        (Some(EntityType::Place), _) => forms_of_place(&candidate.text),
        _ => Vec::new(),
    }
}

/// `Portland, Oregon` may be called Portland; London, Ontario, is not called London where nobody says so.
fn forms_of_place(name: &str) -> Vec<SmolStr> {
    let city = name.split_once(',').map(|(city, _)| city);
    let another = |city: &&str| {
        matches!(
            lexicon::listed(city),
            Some(Listed::Capital(_) | Listed::Country(_))
        )
    };
    city.filter(|city| !another(city))
        .map(fold)
        .into_iter()
        .collect()
}

/// What is left of an organisation’s name without its legal form, without the country or city before it, without the
/// word for what it is, and its first and last words.
fn forms_of_organisation(name: &str) -> Vec<SmolStr> {
    let words: Vec<&str> = name.split(' ').map(|w| w.trim_end_matches(',')).collect();
    let legal = words.iter().rev().take_while(|w| is_legal_form(w)).count();
    let core = &words[..words.len() - legal];
    let mut forms = Vec::new();
    let mut add = |words: &[&str]| {
        let form = fold(&words.concat());
        if form.len() > 2 && !forms.contains(&form) {
            forms.push(form);
        }
    };
    // `Walt Disney` is the man before he is the company.
    let man =
        |words: &[&str]| words.len() == 2 && matches!(lexicon::given_name(words[0]), Some(Some(_)));
    if legal > 0 && !core.is_empty() && !man(core) {
        add(core);
    }
    let (Some(first), Some(last)) = (core.first(), core.last()) else {
        return forms;
    };
    let listed = |words: &[&str]| lexicon::listed(&words.join(" "));
    if core.len() < 2
        || core.len() > 5
        || listed(core).is_some()
        || core.iter().any(|w| !w.starts_with(char::is_uppercase))
    {
        return forms;
    }
    // `U.S. Air Force`, `Kansas City Chiefs`
    let placed = (1..core.len())
        .rev()
        .find(|n| listed(&core[..*n]).is_some());
    if let Some(n) = placed {
        add(&core[n..]);
    }
    // `China Eastern Airlines`, `Harvard University`
    let what = &core[..core.len() - 1];
    if lexicon::is_organisation_word(last) && listed(what).is_none() && names(what) {
        add(what);
    }
    // `Lehman Brothers`; the Harvard Law School is not Harvard.
    let letters = first.chars().all(char::is_uppercase);
    if core.len() == 2 && !letters && names(&[first]) && listed(&[first]).is_none() {
        add(&[first]);
    }
    let team = !lexicon::is_organisation_word(last) && !lexicon::is_place_word(last);
    if team && names(&[last]) && listed(&[last]).is_none() {
        add(&[last]);
    }
    forms
}

/// Whether words name something by themselves.
fn names(words: &[&str]) -> bool {
    let [word] = words else { return true };
    let ordinary = lexicon::is_plain_word(word) || lexicon::is_organisation_word(word);
    let place = matches!(lexicon::listed(word), Some(Listed::Demonym(_)));
    !ordinary && !place && lexicon::given_name(word).is_none()
}

fn is_legal_form(word: &str) -> bool {
    const FORMS: &[&str] = &[
        "inc",
        "corp",
        "corporation",
        "co",
        "company",
        "ltd",
        "limited",
        "plc",
        "llc",
        "llp",
        "ag",
        "gmbh",
        "sa",
        "nv",
        "spa",
        "group",
        "holdings",
    ];
    let word = word.trim_end_matches('.').to_lowercase();
    FORMS.contains(&word.as_str())
}
