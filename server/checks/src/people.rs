//! Who bears a surname in an article.

use article::Name;
use names::{Entity, Gender, PersonName};
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
    gender_of_given_name(person).is_some()
}

/// The gender that a given name goes with, as it stands in a running text.
fn gender_of_given_name(person: &PersonName) -> Option<Gender> {
    let given = capitalised(person.given.first()?);
    PersonName::parse(&[&given, &capitalised(&person.family)])?.gender
}

/// The gender of a person of the article.
pub(crate) fn gender(entity: &Entity) -> Option<Gender> {
    let by_name = || gender_of_given_name(entity.person.as_ref()?);
    entity.gender.or_else(by_name)
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
    "dole",
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
    "pryor",
    "rockefeller",
    "roosevelt",
    "romney",
    "taft",
    "thatcher",
    "trudeau",
    "trump",
    "udall",
    "washington",
];

/// Whether a surname is that of several people whom all readers know.
pub(crate) fn is_dynasty(key: &str) -> bool {
    DYNASTIES.iter().any(|family| is_of_family(key, family))
}

/// Whether a surname is a family's: `the Kennedys`, and `Kennedys` where an apostrophe was lost.
fn is_of_family(key: &str, family: &str) -> bool {
    key.strip_prefix(family)
        .is_some_and(|rest| rest.is_empty() || rest == "s")
}

/// Offices that one of such a family held in living memory, for surnames that hardly anybody else in the news has. By
/// another office nobody of the name is meant.
const FAMILY_OFFICES: &[(&str, &[&str])] = &[
    (
        "bhutto",
        &["president", "prime minister", "foreign minister"],
    ),
    (
        "biden",
        &["president", "vice president", "senator", "attorney general"],
    ),
    ("bush", &["president", "vice president", "governor"]),
    ("churchill", &["prime minister", "chancellor"]),
    (
        "clinton",
        &[
            "president",
            "vice president",
            "governor",
            "senator",
            "attorney general",
        ],
    ),
    ("cuomo", &["governor", "attorney general"]),
    ("gandhi", &["prime minister", "president"]),
    ("nehru", &["prime minister"]),
    ("netanyahu", &["prime minister", "foreign minister"]),
    ("obama", &["president", "senator"]),
    ("pryor", &["governor", "senator", "representative", "judge"]),
    ("reagan", &["president", "governor"]),
    ("rockefeller", &["governor", "vice president", "senator"]),
    ("romney", &["governor", "senator"]),
    (
        "roosevelt",
        &["president", "vice president", "governor", "mayor"],
    ),
    ("thatcher", &["prime minister"]),
    ("trudeau", &["prime minister"]),
    ("truman", &["president", "vice president", "senator"]),
    ("trump", &["president"]),
    ("udall", &["senator", "representative", "judge"]),
];

/// The offices that a family of well-known office-holders had, where they are known.
pub(crate) fn family_offices(key: &str) -> Option<&'static [&'static str]> {
    let mut families = FAMILY_OFFICES.iter();
    let family = families.find(|(family, _)| is_of_family(key, family));
    family.map(|(_, offices)| *offices)
}
