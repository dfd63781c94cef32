//! All files of a dossier as one value, and what can be asked of it. Every answer is a look-up by key.

use std::sync::Arc;

use imbl::OrdMap;
use names::fold;
use smol_str::SmolStr;

use crate::{
    DifferentPeople, Event, Office, Organisation, Parsed, Person, Place, Problem, clash,
    entry::Entry,
    index::{Index, Pairs},
    offices::term_key,
    overlap,
};

/// What the desk knows, from all its files. Cheap to clone; a clone stays as it is when the original changes.
#[derive(Clone, Debug, Default)]
pub struct Dossier {
    files: OrdMap<SmolStr, Arc<Parsed>>,
    people: Index<Person>,
    by_family_name: Index<Person>,
    organisations: Index<Organisation>,
    places: Index<Place>,
    events: Index<Event>,
    pub(crate) offices: Index<Office>,
    /// By what [`term_key`] makes of their terms.
    pub(crate) holders: Index<Person>,
    different: Index<Pairs>,
}

impl Dossier {
    /// Takes in a file, instead of what it said before. Other files' entries stay as they are.
    pub fn set_file(&mut self, parsed: Parsed) {
        self.remove_file(&parsed.file.clone());
        let parsed = Arc::new(parsed);
        let entries = &parsed.entries;
        for person in &entries.people {
            list(&mut self.people, person);
            if let Some(parts) = &person.parts {
                self.by_family_name.insert(parts.family.clone(), person);
            }
            for term in &person.offices {
                self.holders.insert(term_key(term), person);
            }
        }
        entries
            .organisations
            .iter()
            .for_each(|e| list(&mut self.organisations, e));
        entries
            .places
            .iter()
            .for_each(|e| list(&mut self.places, e));
        entries
            .events
            .iter()
            .for_each(|e| list(&mut self.events, e));
        entries
            .offices
            .iter()
            .for_each(|e| list(&mut self.offices, e));
        for different in &entries.different {
            let pairs = Arc::new(Pairs(Arc::clone(different)));
            for name in &different.names {
                self.different.insert(fold(&name.value), &pairs);
            }
        }
        self.files.insert(parsed.file.clone(), parsed);
    }

    /// Takes out a file and what it said.
    pub fn remove_file(&mut self, file: &str) {
        let Some(parsed) = self.files.remove(file) else {
            return;
        };
        let entries = &parsed.entries;
        for person in &entries.people {
            unlist(&mut self.people, &**person);
            if let Some(parts) = &person.parts {
                self.by_family_name.remove(&parts.family, file);
            }
            for term in &person.offices {
                self.holders.remove(&term_key(term), file);
            }
        }
        entries
            .organisations
            .iter()
            .for_each(|e| unlist(&mut self.organisations, &**e));
        entries
            .places
            .iter()
            .for_each(|e| unlist(&mut self.places, &**e));
        entries
            .events
            .iter()
            .for_each(|e| unlist(&mut self.events, &**e));
        entries
            .offices
            .iter()
            .for_each(|e| unlist(&mut self.offices, &**e));
        for name in entries
            .different
            .iter()
            .flat_map(|different| &different.names)
        {
            self.different.remove(&fold(&name.value), file);
        }
    }

    /// A file as it was read, with its text.
    pub fn file(&self, file: &str) -> Option<&Arc<Parsed>> {
        self.files.get(file)
    }

    /// All files, by name.
    pub fn files(&self) -> impl Iterator<Item = &Arc<Parsed>> {
        self.files.values()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// What is wrong in any file and between files, by file and place. Walks everything, once.
    pub fn problems(&self) -> Vec<Problem> {
        let own = self.files().flat_map(|file| file.problems.iter().cloned());
        let mut problems: Vec<Problem> = own.collect();
        problems.extend(clash::clashes(self));
        problems.extend(overlap::overlaps(self));
        problems.sort_by(|a, b| (&a.file, a.range.start()).cmp(&(&b.file, b.range.start())));
        problems
    }

    /// People of this name or alias, in any spelling that [`names::fold`] makes alike. More than one is a problem that was
    /// told.
    pub fn people(&self, name: &str) -> &[Arc<Person>] {
        self.people.get(&fold(name))
    }

    /// People of this family name.
    pub fn people_of_family(&self, family_name: &str) -> &[Arc<Person>] {
        self.by_family_name.get(&fold(family_name))
    }

    /// Organisations of this name, alias or acronym.
    pub fn organisations(&self, name: &str) -> &[Arc<Organisation>] {
        self.organisations.get(&fold(name))
    }

    /// Places of this name or alias.
    pub fn places(&self, name: &str) -> &[Arc<Place>] {
        self.places.get(&fold(name))
    }

    /// Events of this name or alias.
    pub fn events(&self, name: &str) -> &[Arc<Event>] {
        self.events.get(&fold(name))
    }

    /// Whether two names certainly name two people: they are kept apart in the dossier, or each has an entry of its own.
    pub fn are_different_people(&self, a: &str, b: &str) -> bool {
        let (one, other) = (self.people(a), self.people(b));
        if let ([one], [other]) = (one, other)
            && !Arc::ptr_eq(one, other)
        {
            return true;
        }
        let names = |name: &str, people: &[Arc<Person>]| -> Vec<SmolStr> {
            match people {
                [person] => person.keys(),
                _ => vec![fold(name)],
            }
        };
        let (a, b) = (names(a, one), names(b, other));
        let kept_apart = |pairs: &Arc<Pairs>| {
            let names: Vec<SmolStr> = pairs.0.names.iter().map(|n| fold(&n.value)).collect();
            names
                .iter()
                .any(|name| b.contains(name) && !a.contains(name))
        };
        a.iter()
            .any(|key| self.different.get(key).iter().any(kept_apart))
    }

    /// The entry by which an article means another person by a name than those that no entry lists; none: it means the one
    /// whom they mean.
    pub fn namesake(&self, name: &str, article: &str) -> Option<&Arc<DifferentPeople>> {
        let lists = |entry: &&Arc<DifferentPeople>| {
            let mut articles = entry.articles.iter();
            articles.any(|listed| listed.value == article)
        };
        self.namesakes(name).find(lists)
    }

    /// Every person of a name who is told apart by the articles that mean them.
    pub fn namesakes(&self, name: &str) -> impl Iterator<Item = &Arc<DifferentPeople>> {
        let entries = self.different.get(&fold(name)).iter().map(|pairs| &pairs.0);
        entries.filter(|entry| entry.names.len() == 1 && !entry.articles.is_empty())
    }

    /// Whether two articles certainly mean two people by one name.
    pub fn mean_different_people(&self, name: &str, a: &str, b: &str) -> bool {
        let origin = |article| self.namesake(name, article).map(|entry| &entry.origin);
        origin(a) != origin(b)
    }

    /// The people of this name whom an article can mean: none where it means a namesake.
    pub fn people_in(&self, name: &str, article: &str) -> &[Arc<Person>] {
        match self.namesake(name, article) {
            Some(_) => &[],
            None => self.people(name),
        }
    }
}

fn list<T: Entry>(index: &mut Index<T>, entry: &Arc<T>) {
    for key in entry.keys() {
        index.insert(key, entry);
    }
}

fn unlist<T: Entry>(index: &mut Index<T>, entry: &T) {
    for key in entry.keys() {
        index.remove(&key, &entry.about().origin.file);
    }
}
