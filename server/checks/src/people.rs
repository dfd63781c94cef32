//! Who bears a surname in an article.

use article::Name;
use names::PersonName;
use text::capitalised;

/// The people of a surname that are named in full, as indexes into the family's entities. Two capitalised words before
/// one another are no person yet: a given name that is known, or a family name that stands first, makes one.
pub(crate) fn bearers(name: &Name) -> Vec<usize> {
    let entities = name.family.entities.iter().enumerate();
    let people = entities.filter(|(_, e)| {
        let person = e.person.as_ref();
        person.is_some_and(|p| p.family_first || p.gender.is_some() || has_known_given_name(p))
    });
    people.map(|(index, _)| index).collect()
}

/// Whether the given name is known as it stands in a running text: a headline has it in capitals.
fn has_known_given_name(person: &PersonName) -> bool {
    let given = person.given.first().map(|given| capitalised(given));
    let family = capitalised(&person.family);
    let read = given.and_then(|given| PersonName::parse(&[&given, &family]));
    read.is_some_and(|read| read.gender.is_some())
}

/// Families of which several held an office that all readers know: who is meant, the office says.
const DYNASTIES: &[&str] = &[
    "adams",
    "bhutto",
    "biden",
    "bush",
    "castro",
    "churchill",
    "clinton",
    "cuomo",
    "gandhi",
    "johnson",
    "kennedy",
    "kim",
    "kirchner",
    "lee",
    "lincoln",
    "nehru",
    "netanyahu",
    "obama",
    "park",
    "roosevelt",
    "romney",
    "taft",
    "thatcher",
    "trudeau",
    "trump",
    "washington",
];

/// Whether a surname is that of several people whom all readers know.
pub(crate) fn is_dynasty(key: &str) -> bool {
    // `the Kennedys`, `Kennedys` where an apostrophe was lost
    DYNASTIES.contains(&key)
        || key
            .strip_suffix('s')
            .is_some_and(|k| DYNASTIES.contains(&k))
}
