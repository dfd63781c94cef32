//! Pet forms of given names: `Bob` for `Robert`.

use human_name::Name;

use crate::lexicon;

/// Whether one of two given names is a listed pet form of the other: `bob`, `robert`. Both folded.
pub fn is_pet_form(a: &str, b: &str) -> bool {
    let forms = |name: &str| lexicon::pet_forms(name);
    forms(a).contains(&b) || forms(b).contains(&a)
}

/// Whether two given names can be one person’s: one is the other’s initial, beginning or pet form, as far as Western names
/// go; or both start alike, which may be a spelling. Case does not matter.
pub fn may_be_one_given_name(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    if a.chars().next() == b.chars().next() {
        return true;
    }
    if is_pet_form(&a, &b) {
        return true;
    }
    // The library compares whole names; any surname will do.
    let named = |given: &str| {
        let mut letters = given.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let given: String = first.chain(letters).collect();
        Name::parse(&format!("{given} Weber"))
    };
    match (named(&a), named(&b)) {
        (Some(a), Some(b)) => a.consistent_with(&b),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::may_be_one_given_name;

    #[test]
    fn pet_forms_and_initials() {
        for (a, b) in [
            ("Bob", "Robert"),
            ("Dick", "Richard"),
            ("william", "Bill"),
            ("J.", "Jane"),
            ("Ted", "Edward"),
        ] {
            assert!(may_be_one_given_name(a, b), "{a}, {b}");
        }
        for (a, b) in [("Jane", "Martin"), ("Bill", "Hillary"), ("Ken", "John")] {
            assert!(!may_be_one_given_name(a, b), "{a}, {b}");
        }
    }
}
