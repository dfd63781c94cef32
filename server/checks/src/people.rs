//! Who bears a surname in an article.

use article::Name;

/// The people of a surname that are named in full, as indexes into the family's entities. Two capitalised words before
/// one another are no person yet: a given name that is known, or a family name that stands first, makes one.
pub(crate) fn bearers(name: &Name) -> Vec<usize> {
    let entities = name.family.entities.iter().enumerate();
    let people = entities.filter(|(_, e)| {
        let person = e.person.as_ref();
        person.is_some_and(|p| p.gender.is_some() || p.family_first)
    });
    people.map(|(index, _)| index).collect()
}
