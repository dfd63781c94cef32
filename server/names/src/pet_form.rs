//! Pet forms of given names: `Bob` for `Robert`.

use human_name::Name;

/// Forms that the library does not know.
const MORE: &[(&str, &str)] = &[
    ("dick", "richard"),
    ("rick", "richard"),
    ("ted", "edward"),
    ("ned", "edward"),
    ("jack", "john"),
    ("hank", "henry"),
    ("harry", "henry"),
    ("chuck", "charles"),
    ("peggy", "margaret"),
    ("bill", "william"),
    ("liz", "elizabeth"),
    ("betty", "elizabeth"),
    ("polly", "mary"),
    ("sasha", "alexander"),
    ("volodya", "vladimir"),
];

/// Whether two given names can be one person’s: one is the other’s initial, beginning or pet form, as far as Western names
/// go; or both start alike, which may be a spelling. Case does not matter.
pub fn may_be_one_given_name(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    if a.chars().next() == b.chars().next() {
        return true;
    }
    let listed = |pair: &(&str, &str)| {
        *pair == (a.as_str(), b.as_str()) || *pair == (b.as_str(), a.as_str())
    };
    if MORE.iter().any(listed) {
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
