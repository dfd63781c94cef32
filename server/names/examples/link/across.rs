//! One name in several texts: whose full names agree is one person; what the corpus names in full by one name alone may
//! be called by its short forms in all texts.

use std::collections::{BTreeMap, HashMap};

use names::{Candidate, EntityType, Linked, PersonName};

use crate::Text;

/// A surname that stands alone in a text means its bearer of other texts who has this share of its full mentions.
const DOMINANT: f64 = 0.8;

/// Who bears a surname, in how many texts.
type Bearers = Vec<(PersonName, usize)>;

/// Who is meant in all texts by the entities of each.
pub(crate) struct Across {
    bearers: HashMap<String, Bearers>,
    /// The organisations and places of all texts as if they stood in one, by name.
    things: BTreeMap<(EntityType, String), String>,
}

impl Across {
    pub(crate) fn new(texts: &[Text]) -> Self {
        let mut bearers: HashMap<String, Bearers> = HashMap::new();
        let mut things: Vec<&Candidate> = Vec::new();
        for text in texts {
            for (who, entity) in text.entities() {
                let Some(person) = &entity.person else {
                    continue;
                };
                if entity.entity_type != EntityType::Person {
                    continue;
                }
                let of_surname = bearers.entry(who.0.to_string()).or_default();
                match of_surname.iter_mut().find(|(p, _)| p.agrees_with(person)) {
                    Some((known, count)) => {
                        *count += 1;
                        if person.given.len() > known.given.len() {
                            *known = person.clone();
                        }
                    }
                    None => of_surname.push((person.clone(), 1)),
                }
            }
            let things_of = text.candidates.iter().filter(|c| {
                matches!(
                    c.entity_type,
                    Some(EntityType::Organisation | EntityType::Place)
                )
            });
            things.extend(things_of);
        }
        let linked = Linked::new(&things);
        let mut named = BTreeMap::new();
        for (index, candidate) in things.iter().enumerate() {
            let Some(who) = linked.who(index) else {
                continue;
            };
            let (Some(entity), Some(entity_type)) = (linked.entity(&who), candidate.entity_type)
            else {
                continue;
            };
            let name = (entity_type, candidate.folded.to_string());
            named
                .entry(name)
                .or_insert_with(|| entity.folded.to_string());
        }
        Self {
            bearers,
            things: named,
        }
    }

    /// A name for the entity that is the same in all texts.
    pub(crate) fn cluster(&self, text: &Text, who: &names::Who) -> Option<String> {
        let entity = text.linked.entity(who)?;
        let entity_type = entity.entity_type;
        let bearers = self
            .bearers
            .get(who.0.as_str())
            .filter(|_| entity_type == EntityType::Person);
        let bearer = bearers.and_then(|bearers| match &entity.person {
            Some(person) => bearers.iter().position(|(p, _)| p.agrees_with(person)),
            None if entity.folded == who.0 => dominant(bearers),
            None => None,
        });
        Some(match bearer {
            Some(bearer) => format!("person {} {bearer}", who.0),
            None => {
                let name = (entity_type, entity.folded.to_string());
                let meant = self.things.get(&name).unwrap_or(&name.1);
                format!("{entity_type:?} {meant}")
            }
        })
    }
}

fn dominant(bearers: &Bearers) -> Option<usize> {
    let all: usize = bearers.iter().map(|(_, n)| n).sum();
    let (index, (_, count)) = bearers.iter().enumerate().max_by_key(|(_, (_, n))| *n)?;
    (*count as f64 >= DOMINANT * all as f64).then_some(index)
}
