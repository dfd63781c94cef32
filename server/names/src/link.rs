//! Who is meant: the candidates of one key, in the order of the article, become entities.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::{
    Candidate, EntityType, MentionKind, TitleKind, lexicon,
    person::{Gender, PersonName},
};

/// Who or what an article names, among those that share a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The fullest form in which it is named, as first written.
    pub name: SmolStr,
    /// That form folded: the same in every article.
    pub folded: SmolStr,
    /// What it is.
    pub entity_type: EntityType,
    /// The parts of a person's name.
    pub person: Option<PersonName>,
    /// The gender that titles and given name agree with.
    pub gender: Option<Gender>,
    /// Whether some mention proves that this is a person: two capitalised words alone do not.
    pub proved_person: bool,
}

/// Why a mention is taken to mean its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is the name itself, in some spelling.
    Named,
    /// The letters of a name.
    Letters,
    /// The only bearer of the surname in the article.
    OnlyBearer,
    /// The one bearer of the surname whom the article calls by the same office or rank.
    SameOffice,
    /// The bearer of the surname who was named last, in full or by an office that is one bearer's.
    LastIntroduced,
    /// Nobody of that surname stands above; the article introduces one below.
    IntroducedBelow,
}

/// A mention's entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Index into [`Family::entities`].
    pub entity: usize,
    /// Why.
    pub reason: Reason,
    /// Who else it could be, of those that stand above.
    pub alternatives: Vec<usize>,
}

/// The entities behind one key, and a link for each candidate; none for a candidate that turned out to be no name.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Family {
    /// The entities, in the order in which they are first named in full.
    pub entities: Vec<Entity>,
    /// One for each candidate.
    pub links: Vec<Option<Link>>,
}

/// With how many of its bearers a name is compared, and how many of those named last a surname may mean. A list of more
/// people of one surname costs no more than its length.
const MOST_BEARERS: usize = 48;

/// Links the candidates of one key, in the article's order.
pub fn link(candidates: &[&Candidate]) -> Family {
    let mut linker = Linker {
        family: Family::default(),
        names_a_person: candidates
            .iter()
            .any(|c| c.proves_person && c.entity_type == Some(EntityType::Person)),
        by_name: FxHashMap::default(),
        titles: Vec::new(),
        relatives: Vec::new(),
        recent: Vec::new(),
    };
    // Whoever is named in full somewhere is known to all of the article.
    let full: Vec<Option<usize>> = candidates.iter().map(|c| linker.introduce(c)).collect();
    for (candidate, full) in candidates.iter().zip(full) {
        let link = match full {
            Some(entity) => Link {
                entity,
                reason: Reason::Named,
                alternatives: Vec::new(),
            },
            None => linker.short(candidate),
        };
        linker.learn(candidate, link.entity);
        // By an office that tells two apart somebody is named as clearly as in full.
        if full.is_some() || link.reason == Reason::SameOffice {
            linker.recent.retain(|e| *e != link.entity);
            if linker.recent.len() >= MOST_BEARERS {
                linker.recent.remove(0);
            }
            linker.recent.push(link.entity);
        }
        linker.family.links.push(Some(link));
    }
    linker.drop_unproved(candidates);
    linker.family
}

struct Linker {
    family: Family,
    /// Whether somebody of this surname is certainly named: then what may be a person's name is one.
    names_a_person: bool,
    /// The first entity of each type and folded name.
    by_name: FxHashMap<(EntityType, SmolStr), usize>,
    /// The offices and ranks that each entity is named with, as [`office`] writes them.
    titles: Vec<Vec<SmolStr>>,
    /// Who is first named beside a word for a relative: most often to explain somebody else.
    relatives: Vec<bool>,
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
            above.sort_by_key(|e| self.relatives[*e]);
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
        let below = (0..self.family.entities.len())
            .take(MOST_BEARERS)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise;

    /// `mention → entity`, with who else it could be.
    #[track_caller]
    fn check(text: &str, key: &str, expected: &[&str]) {
        let tokens = text::tokenize(text);
        let document = text::Document::new(text, text::Format::Plain);
        let block = document.blocks().next().unwrap();
        let found = recognise(text, &tokens, block.sentences(), false);
        let candidates: Vec<&Candidate> = found.iter().filter(|c| c.key == key).collect();
        let family = link(&candidates);
        let shown: Vec<String> = candidates
            .iter()
            .zip(&family.links)
            .filter_map(|(c, l)| {
                let l = l.as_ref()?;
                let or: String = l
                    .alternatives
                    .iter()
                    .map(|a| format!(" or {}", family.entities[*a].name))
                    .collect();
                Some(format!(
                    "{} → {}{or}",
                    c.text, family.entities[l.entity].name
                ))
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_surname_means_who_was_introduced_last() {
        check(
            "Leader Kim Jong Un spoke. Later Kim left. The then leader Kim Jong Il died. A visit by Kim followed.",
            "kim",
            &[
                "Kim Jong Un → Kim Jong Un",
                "Kim → Kim Jong Un",
                "Kim Jong Il → Kim Jong Il",
                "Kim → Kim Jong Il or Kim Jong Un",
            ],
        );
    }

    #[test]
    fn an_office_tells_two_apart() {
        check(
            "Mayor Jane Smith came. Judge Alan Smith left. Mayor Smith spoke. Later Smith wept, and so did Judge Smith.",
            "smith",
            &[
                "Jane Smith → Jane Smith",
                "Alan Smith → Alan Smith",
                "Smith → Jane Smith",
                "Smith → Jane Smith or Alan Smith",
                "Smith → Alan Smith",
            ],
        );
    }

    #[test]
    fn a_relative_does_not_take_the_surname() {
        check(
            "Bob Weber won. The office kept silent for days. Then on Friday his wife, Anna Weber, wept. Much later in the year a letter from Weber came to light in the city.",
            "weber",
            &[
                "Bob Weber → Bob Weber",
                "Anna Weber → Anna Weber",
                "Weber → Bob Weber or Anna Weber",
            ],
        );
    }

    #[test]
    fn letters_mean_the_name_they_stand_for() {
        check(
            "The Korean Central News Agency (KCNA) said so, and KCNA repeated it.",
            "kcna",
            &[
                "Korean Central News Agency → Korean Central News Agency",
                "KCNA → Korean Central News Agency",
                "KCNA → Korean Central News Agency",
            ],
        );
    }

    #[test]
    fn a_surname_above_its_full_name_means_the_one_below() {
        check(
            "He met Putin there. Mr. Vladimir Putin smiled.",
            "putin",
            &["Putin → Vladimir Putin", "Vladimir Putin → Vladimir Putin"],
        );
    }

    #[test]
    fn a_word_that_only_starts_a_sentence_is_no_name() {
        check("Crowds came. Nobody left.", "crowds", &[]);
    }
}
