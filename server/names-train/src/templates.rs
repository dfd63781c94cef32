//! Sentences written for this project, filled with names of all the world: see `templates.txt`.

use rustc_hash::FxHashMap;

use crate::{
    augment::Pool,
    corpus::{Annotated, Span},
    random::Random,
};

/// Fills each of the templates so many times, several to a text.
pub(crate) fn filled(
    templates: &str,
    times: usize,
    pool: &Pool,
    random: &mut Random,
) -> Vec<Annotated> {
    let mut sentences = Vec::new();
    for _ in 0..times {
        for line in templates.lines() {
            if !line.is_empty() && !line.starts_with('#') {
                sentences.extend(fill(line, pool, random));
            }
        }
    }
    sentences
}

/// A sentence with names in its slots. `None` if the pool has none of a kind.
fn fill(template: &str, pool: &Pool, random: &mut Random) -> Option<Annotated> {
    let mut people: FxHashMap<&str, (String, String)> = FxHashMap::default();
    let mut out = Annotated {
        name: String::new(),
        text: String::new(),
        entities: Vec::new(),
        uncertain: Vec::new(),
    };
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (slot, after) = after.split_once('}')?;
        out.text.push_str(before);
        let (letter, digit) = slot.split_at_checked(1)?;
        let (kind, name) = match letter {
            "P" | "S" | "G" => {
                if !people.contains_key(digit) {
                    people.insert(digit, pool.person(random)?);
                }
                let (given, family) = people.get(digit)?;
                let name = match letter {
                    "P" => format!("{given} {family}"),
                    "S" => family.clone(),
                    _ => given.clone(),
                };
                ("PER", name)
            }
            "L" => ("LOC", pool.city(random)?),
            "T" => ("ORG", pool.city(random)?),
            "B" => ("ORG", pool.brand(random)?),
            "C" => ("LOC", pool.pick("country", random)?),
            "O" => ("ORG", pool.pick("organisation", random)?),
            "A" => ("ORG", pool.pick("acronym", random)?),
            _ => ("MISC", pool.pick("demonym", random)?),
        };
        let start = out.text.len();
        out.text.push_str(&name);
        out.entities.push(Span {
            start,
            end: out.text.len(),
            kind: kind.to_owned(),
        });
        rest = after;
    }
    out.text.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_is_that_of_the_person() {
        let pool = Pool::parse("person\tKofi\tMensah\ncity\tOulu\n");
        let texts = filled("# no\n{P1} left {L1}, {S1} said.", 1, &pool, &mut Random(1));
        assert_eq!(texts[0].text, "Kofi Mensah left Oulu, Mensah said.");
        assert_eq!(texts[0].entities.len(), 3);
        assert!(filled("{O1}", 1, &pool, &mut Random(1)).is_empty());
    }
}
