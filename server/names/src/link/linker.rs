//! How the candidates of one key become entities: who is named in full, and whom a short form means.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::{Entity, Family, Link, Reason};
use crate::{Candidate, EntityType, MentionKind, TitleKind, lexicon, person::Gender};

/// With how many of its bearers a name is compared, and how many of those named last a surname may mean. A list of more
/// people of one surname costs no more than its length.
const MOST_BEARERS: usize = 48;

#[derive(Default)]
pub(super) struct Linker {
    family: Family,
    /// Whether somebody of this surname is certainly named: then what may be a person's name is one.
    names_a_person: bool,
    /// The first entity of each type and folded name.
    by_name: FxHashMap<(EntityType, SmolStr), usize>,
    /// The offices and ranks that each entity is named with, as [`office`] writes them.
    titles: Vec<Vec<SmolStr>>,
    /// Who is first named beside a word for a relative: most often to explain somebody else.
    relatives: Vec<bool>,
    /// Who is called by an honorific and the surname: an article that does so means another by the surname alone.
    honoured: Vec<bool>,
    /// Who was named in full so far, the last last.
    recent: Vec<usize>,
}

/// An office or rank before a name, in one spelling: `Sen.` is `senator`.
fn office(candidate: &Candidate) -> Option<SmolStr> {
    let title = candidate.title.as_ref()?;
    (title.kind != TitleKind::Honorific || title.gender.is_none())
        .then(|| lexicon::spelt_out(&title.text))
}

impl Linker {
    /// Links the candidates, in the article's order.
    pub(super) fn link(mut self, candidates: &[&Candidate]) -> Family {
        self.names_a_person = candidates
            .iter()
            .any(|c| c.proves_person && c.entity_type == Some(EntityType::Person));
        // Whoever is named in full somewhere is known to all of the article.
        let full: Vec<Option<usize>> = candidates.iter().map(|c| self.introduce(c)).collect();
        for (candidate, full) in candidates.iter().zip(full) {
            let link = match full {
                Some(entity) => Link {
                    entity,
                    reason: Reason::Named,
                    alternatives: Vec::new(),
                },
                None => self.short(candidate),
            };
            self.learn(candidate, link.entity);
            // By an office that tells two apart somebody is named as clearly as in full.
            if full.is_some() || link.reason == Reason::SameOffice {
                self.recent.retain(|e| *e != link.entity);
                if self.recent.len() >= MOST_BEARERS {
                    self.recent.remove(0);
                }
                self.recent.push(link.entity);
            }
            self.family.links.push(Some(link));
        }
        self.drop_unproved(candidates);
        self.family
    }

    /// The entity of a candidate that names it in full, new or known; `None` if it is a short form.
    fn introduce(&mut self, candidate: &Candidate) -> Option<usize> {
        if !matches!(candidate.kind, MentionKind::Full | MentionKind::Demonym) {
            return None;
        }
        let mut entity_type = candidate.entity_type.unwrap_or(EntityType::Other);
        if entity_type != EntityType::Person && candidate.person.is_some() && self.names_a_person {
            entity_type = EntityType::Person;
        }
        let known = self.known(entity_type, candidate);
        let Some(known) = known else {
            let entity = self.add(Entity {
                name: candidate.text.clone(),
                folded: candidate.folded.clone(),
                entity_type,
                gender: candidate.person.as_ref().and_then(|p| p.gender),
                person: candidate.person.clone(),
                proved_person: candidate.proves_person,
            });
            self.relatives[entity] = candidate.relative_near;
            return Some(entity);
        };
        let entity = &mut self.family.entities[known];
        if candidate.folded.len() > entity.folded.len() && candidate.person.is_some() {
            entity.name = candidate.text.clone();
            entity.folded = candidate.folded.clone();
            entity.person = candidate.person.clone();
            let name = (entity_type, candidate.folded.clone());
            self.by_name.entry(name).or_insert(known);
        }
        Some(known)
    }

    fn add(&mut self, entity: Entity) -> usize {
        let index = self.family.entities.len();
        let name = (entity.entity_type, entity.folded.clone());
        self.by_name.entry(name).or_insert(index);
        self.family.entities.push(entity);
        self.titles.push(Vec::new());
        self.relatives.push(false);
        self.honoured.push(false);
        index
    }

    /// The entity that a candidate names in full, if it stands already: by the same name, or by one that can be the
    /// same person's.
    fn known(&self, entity_type: EntityType, candidate: &Candidate) -> Option<usize> {
        let name = (entity_type, candidate.folded.clone());
        let person = candidate.person.as_ref();
        let same = self.by_name.get(&name).copied().filter(|e| {
            match (&self.family.entities[*e].person, person) {
                (Some(a), Some(b)) => a.agrees_with(b),
                _ => true,
            }
        });
        let bearers = self.family.entities.iter().enumerate().take(MOST_BEARERS);
        // Several words name one thing, whatever it was taken for: `Georgia Tech` is no place the second time.
        let thing = || {
            use EntityType::{Organisation, Other, Place};
            let several = candidate.text.contains(' ') && entity_type != EntityType::Person;
            let several = several && candidate.kind != MentionKind::Demonym;
            let types = [Organisation, Place, Other].into_iter().filter(|_| several);
            let mut named = types.filter_map(|t| self.by_name.get(&(t, candidate.folded.clone())));
            named.next().copied()
        };
        same.or_else(thing).or_else(|| {
            bearers
                .filter(|(_, e)| e.entity_type == entity_type)
                .find(|(_, e)| {
                    let both = e.person.as_ref().zip(person);
                    both.is_some_and(|(a, b)| a.agrees_with(b))
                })
                .map(|(index, _)| index)
        })
    }

    /// Notes what a mention says of its entity.
    fn learn(&mut self, candidate: &Candidate, index: usize) {
        let entity = &mut self.family.entities[index];
        if entity.gender.is_none() {
            entity.gender = candidate.title.as_ref().and_then(|t| t.gender);
        }
        entity.proved_person |= candidate.proves_person;
        let title = candidate.title.as_ref();
        self.honoured[index] |= candidate.kind == MentionKind::Short
            && title.is_some_and(|t| t.kind == TitleKind::Honorific && t.gender.is_some());
        if let Some(office) = office(candidate)
            && self.titles[index].len() < MOST_BEARERS
            && !self.titles[index].contains(&office)
        {
            self.titles[index].push(office);
        }
    }

    fn short(&mut self, candidate: &Candidate) -> Link {
        let wanted = match (candidate.kind, candidate.entity_type) {
            (MentionKind::Acronym, _) => Some(EntityType::Organisation),
            (_, Some(EntityType::Person)) => Some(EntityType::Person),
            _ => None,
        };
        let gender = candidate.title.as_ref().and_then(|t| t.gender);
        let fits = |family: &Family, e: usize| {
            let entity = &family.entities[e];
            wanted.is_none_or(|w| w == entity.entity_type)
                && entity.entity_type != EntityType::Other
                && (gender.is_none() || entity.gender.is_none() || gender == entity.gender)
        };
        let mut above: Vec<usize> = self
            .recent
            .iter()
            .rev()
            .copied()
            .filter(|e| fits(&self.family, *e))
            .collect();
        // The surname alone is not the wife's, the father's, where it is somebody's of whom the article tells.
        if candidate.title.is_none() {
            above.sort_by_key(|e| (self.relatives[*e], self.honoured[*e]));
        }
        // Nor is somebody meant by an office whom the article calls `Mrs. Roe`.
        if candidate.title.is_some() && gender.is_none() {
            above.sort_by_key(|e| self.honoured[*e]);
        }
        let letters = candidate.kind == MentionKind::Acronym;
        // `Mayor Smith` is the one Smith that is called a mayor.
        let office = office(candidate);
        let mut called = above.iter().filter(|e| {
            office
                .as_ref()
                .is_some_and(|o| self.titles[**e].contains(o))
        });
        if let (Some(entity), None) = (called.next().copied(), called.next())
            && above.len() > 1
        {
            return Link {
                entity,
                reason: Reason::SameOffice,
                alternatives: Vec::new(),
            };
        }
        if let Some((&entity, alternatives)) = above.split_first() {
            let reason = match (letters, alternatives.is_empty()) {
                (true, _) => Reason::Letters,
                (false, true) => Reason::OnlyBearer,
                (false, false) => Reason::LastIntroduced,
            };
            return Link {
                entity,
                reason,
                alternatives: alternatives.to_vec(),
            };
        }
        // Above `his wife, Ann Roe`, `Roe` is he.
        let below = (0..self.family.entities.len())
            .take(MOST_BEARERS)
            .filter(|e| !self.relatives[*e] || gender.is_some())
            .find(|e| self.family.entities[*e].name != candidate.text && fits(&self.family, *e));
        if let Some(entity) = below {
            let reason = if letters {
                Reason::Letters
            } else {
                Reason::IntroducedBelow
            };
            return Link {
                entity,
                reason,
                alternatives: Vec::new(),
            };
        }
        self.by_this_form_alone(candidate, gender)
    }

    /// What is named by a short form alone in the whole article.
    fn by_this_form_alone(&mut self, candidate: &Candidate, gender: Option<Gender>) -> Link {
        let entity_type = candidate.entity_type;
        let known = self
            .family
            .entities
            .iter()
            .take(MOST_BEARERS)
            .position(|e| {
                e.person.is_none()
                    && e.folded == candidate.folded
                    && (entity_type.is_none()
                        || entity_type == Some(e.entity_type)
                        || e.entity_type == EntityType::Other)
            });
        let entity = known.unwrap_or_else(|| {
            self.add(Entity {
                name: candidate.text.clone(),
                folded: candidate.folded.clone(),
                entity_type: entity_type.unwrap_or(EntityType::Other),
                person: None,
                gender,
                proved_person: candidate.proves_person,
            })
        });
        if let (Some(t), EntityType::Other) =
            (entity_type, self.family.entities[entity].entity_type)
        {
            self.family.entities[entity].entity_type = t;
        }
        Link {
            entity,
            reason: Reason::Named,
            alternatives: Vec::new(),
        }
    }

    /// A candidate that only a sentence's start capitalised counts if a certain one names the same entity.
    fn drop_unproved(&mut self, candidates: &[&Candidate]) {
        let mut proved = vec![false; self.family.entities.len()];
        for (candidate, link) in candidates.iter().zip(&self.family.links) {
            if let Some(link) = link.as_ref().filter(|_| candidate.certain) {
                proved[link.entity] = true;
            }
        }
        for link in &mut self.family.links {
            if link.as_ref().is_some_and(|l| !proved[l.entity]) {
                *link = None;
            }
        }
    }
}
