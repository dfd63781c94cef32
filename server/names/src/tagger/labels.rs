//! The labels of the chain: for each type of name its beginning, inside, last and only piece (BILU), and outside (O).
//!
//! BILOU rather than BIO: names of one piece and names of several get weights of their own (Ratinov and Roth 2009,
//! *Design Challenges and Misconceptions in Named Entity Recognition*).

use crate::EntityType;

/// How many labels lie in a name: four types, four places.
pub const INSIDE: usize = 16;
/// All labels: [`INSIDE`] and O.
pub const LABELS: usize = 17;
/// The label of a piece outside all names. Its weights are zero by definition: the others count against it.
pub const OUTSIDE: usize = 16;

/// Where in its name a piece stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The first of several.
    First,
    /// Neither first nor last.
    Inside,
    /// The last of several.
    Last,
    /// The only one.
    Only,
}

/// The types in the order of their labels.
pub const TYPES: [EntityType; 4] = [
    EntityType::Person,
    EntityType::Organisation,
    EntityType::Place,
    EntityType::Other,
];

/// The label of a piece of a name.
pub fn label(entity_type: EntityType, place: Place) -> usize {
    let kind = match entity_type {
        EntityType::Person => 0,
        EntityType::Organisation => 1,
        EntityType::Place => 2,
        EntityType::Other => 3,
    };
    kind * 4 + place as usize
}

/// The type and place of a label, none for [`OUTSIDE`].
pub fn meaning(label: usize) -> Option<(EntityType, Place)> {
    const PLACES: [Place; 4] = [Place::First, Place::Inside, Place::Last, Place::Only];
    TYPES
        .get(label / 4)
        .map(|entity_type| (*entity_type, PLACES[label % 4]))
}

/// Whether a name is still open after a piece with this label.
pub const fn leaves_open(label: usize) -> bool {
    label < INSIDE && label % 4 < 2
}

/// Whether a piece with this label goes on with a name.
pub const fn goes_on(label: usize) -> bool {
    label < INSIDE && (label % 4 == 1 || label % 4 == 2)
}

/// Whether `next` may follow `label`: an open name goes on in its own type, a closed one does not go on.
pub const fn may_follow(label: usize, next: usize) -> bool {
    if leaves_open(label) {
        goes_on(next) && label / 4 == next / 4
    } else {
        !goes_on(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_close_before_others_open() {
        let first = label(EntityType::Person, Place::First);
        let last = label(EntityType::Person, Place::Last);
        assert!(may_follow(first, last) && may_follow(last, OUTSIDE) && may_follow(last, first));
        assert!(!may_follow(first, OUTSIDE) && !may_follow(OUTSIDE, last));
        assert!(!may_follow(first, label(EntityType::Place, Place::Last)));
        assert_eq!(meaning(last), Some((EntityType::Person, Place::Last)));
        assert_eq!(meaning(OUTSIDE), None);
    }
}
