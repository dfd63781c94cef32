//! How far the words of a name and what stands around them speak for each type of name, and how the mentions of one
//! name in an article settle together what it names.

use crate::EntityType;

/// Log-probabilities of the types of a name, in hundredths; the order is that of [`crate::tagger::labels::TYPES`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Leaning([i32; 4]);

/// No mention speaks louder against a type, so that two that are clear outvote one that is too.
const LOUDEST: f32 = 6.0;

impl Leaning {
    /// What log-odds of the types say when one of them it must be.
    pub(crate) fn of(scores: [f32; 4]) -> Self {
        let top = scores.into_iter().fold(f32::MIN, f32::max);
        let sum: f32 = scores.iter().map(|s| (s - top).exp()).sum();
        Self(scores.map(|s| ((s - top - sum.ln()).max(-LOUDEST) * 100.0) as i32))
    }

    /// What speaks for a type with these log-odds, and says nothing of the others.
    pub(crate) fn towards(entity_type: EntityType, odds: f32) -> Self {
        let types = crate::tagger::labels::TYPES;
        Self(types.map(|t| {
            if t == entity_type {
                (odds * 100.0) as i32
            } else {
                0
            }
        }))
    }

    /// What is certainly a person.
    pub(crate) fn person() -> Self {
        Self::of([LOUDEST * 2.0, 0.0, 0.0, 0.0])
    }

    /// What both say together.
    pub(crate) fn and(self, other: Self) -> Self {
        Self(std::array::from_fn(|i| {
            self.0[i].saturating_add(other.0[i])
        }))
    }

    /// By how much it speaks for one type rather than another, as log-odds.
    pub(crate) fn rather(self, one: EntityType, other: EntityType) -> f32 {
        let types = crate::tagger::labels::TYPES;
        let of = |wanted| (types.iter().zip(self.0)).find(|(t, _)| **t == wanted);
        let of = |wanted| of(wanted).map_or(0.0, |(_, odds)| odds as f32 / 100.0);
        of(one) - of(other)
    }

    /// The type that it speaks for most; the first of equals.
    pub(crate) fn entity_type(self) -> EntityType {
        let types = crate::tagger::labels::TYPES;
        let best = (1..types.len()).fold(0, |best, i| match self.0[i] > self.0[best] {
            true => i,
            false => best,
        });
        types[best]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_weak_voices_outweigh_one() {
        let place = Leaning::of([1.0, 0.0, 3.0, 0.0]);
        let person = Leaning::of([2.0, 0.0, 1.0, 0.0]);
        assert_eq!(place.entity_type(), EntityType::Place);
        assert_eq!(place.and(person).entity_type(), EntityType::Place);
        let persons = person.and(person).and(person);
        assert_eq!(place.and(persons).entity_type(), EntityType::Person);
        assert_eq!(
            place.and(Leaning::person()).entity_type(),
            EntityType::Person
        );
    }
}
