//! The name inside a mention that an annotator marked: without article and possessive, and without what says of the
//! bearer who he is (`aircraft manufacturer Boeing`, `Dana Perino, the White House Press Secretary`).

use names::EntityType;

/// Words in lower case that names hold.
const INSIDE: &[&str] = &[
    "of", "the", "and", "for", "in", "on", "at", "de", "del", "della", "da", "di", "du", "van",
    "von", "der", "den", "bin", "ibn", "al", "la", "le", "ter", "dos", "et", "y", "to",
];

/// What comes after a comma and belongs to the name.
const AFTER_COMMA: &[&str] = &["Jr", "Sr", "Inc", "Ltd", "II", "III", "LLC", "Co", "D.C"];

/// The name in a mention; empty if the mention holds several names, or names a part of a place.
pub(crate) fn name_core(mention: &str, entity_type: EntityType) -> &str {
    let name = ["the ", "The ", "THE ", "a ", "A ", "an ", "both ", "Both "]
        .iter()
        .find_map(|article| mention.strip_prefix(article))
        .unwrap_or(mention);
    let name = without_apposition(name, entity_type);
    let name = without_possessive(name.trim_end_matches([',', ' ']));
    let name = [" himself", " herself", " itself", " alone"]
        .iter()
        .find_map(|word| name.strip_suffix(word))
        .unwrap_or(name);
    let several = match entity_type {
        EntityType::Person => [" and ", " & ", " et al"]
            .iter()
            .any(|and| name.contains(and)),
        EntityType::Place => {
            [" and ", " or "].iter().any(|and| name.contains(and)) || part_of_place(name)
        }
        _ => false,
    };
    if several {
        ""
    } else {
        without_description(name)
    }
}

/// Whether a part of the place is meant: `northern Italy`.
fn part_of_place(name: &str) -> bool {
    const PARTS: &[&str] = &["mainland", "rural", "central", "upper", "lower", "downtown"];
    let sides = ["north", "south", "east", "west"];
    name.split(' ').next().is_some_and(|first| {
        PARTS.contains(&first) || sides.iter().any(|side| first.starts_with(side))
    })
}

fn without_possessive(name: &str) -> &str {
    let name = ["'s", "’s", "'", "’"]
        .iter()
        .find_map(|s| name.strip_suffix(s))
        .unwrap_or(name);
    name.trim_end()
}

/// Without what follows a comma, a bracket or a dash.
fn without_apposition(name: &str, entity_type: EntityType) -> &str {
    let mut cut = name;
    let dashes = [" – ", " — "]
        .iter()
        .filter(|_| entity_type == EntityType::Person);
    for mark in [" (", " who ", " which ", " of which "]
        .iter()
        .chain(dashes)
    {
        cut = cut.split_once(*mark).map_or(cut, |(before, _)| before);
    }
    match cut.split_once(',') {
        Some((before, after)) => {
            let after = after.trim_start();
            let list = after.contains(" and ") || after.contains('&');
            let part = AFTER_COMMA.iter().any(|word| after.starts_with(word));
            let told = after.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
            if part || (list && !told) || (entity_type == EntityType::Organisation && !told) {
                cut
            } else {
                before
            }
        }
        None => cut,
    }
}

/// Without what stands before the name: words in lower case and all before them, and whose it is.
fn without_description(name: &str) -> &str {
    let mut start = 0;
    let mut at = 0;
    for word in name.split(' ') {
        let end = at + word.len();
        let lower = word.starts_with(char::is_lowercase) && !INSIDE.contains(&word);
        let whose = word.ends_with("'s") || word.ends_with("’s");
        if lower || whose {
            start = (end + 1).min(name.len());
        }
        at = end + 1;
    }
    let core = name.get(start..).unwrap_or(name);
    if core.starts_with(char::is_uppercase) {
        core
    } else {
        name
    }
}
