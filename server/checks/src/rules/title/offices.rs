//! Offices of which one person has one at a time, and which of them go together in a story.

/// Offices of which one person has one at a time, each with its short form.
pub(super) const OFFICES: &[&[&str]] = &[
    &["senator", "sen", "sens", "senators"],
    &[
        "representative",
        "rep",
        "reps",
        "representatives",
        "congressman",
        "congresswoman",
    ],
    &["governor", "gov", "govs", "governors"],
    &["president", "pres"],
    &["prime minister", "premier"],
    &["judge", "justice", "chief justice"],
    &["mayor"],
    &["foreign minister"],
    &["defense minister", "defence minister"],
    &["chancellor"],
    &["king"],
    &["queen"],
    &["prince"],
    &["princess"],
    &["pope"],
    &["attorney general"],
    &["vice president"],
    &["defense secretary", "defence secretary"],
];

/// Whether nobody goes by both in one story. Judges are made ministers and presidents are known by surname; who sits in a
/// parliament often sat in another office before, but is not called by it without a word that says so.
pub(super) fn exclude(a: usize, b: usize) -> bool {
    let is = |office: usize, name: &str| OFFICES[office].contains(&name);
    let either = |name: &str| is(a, name) || is(b, name);
    let judge = |office| is(office, "judge");
    let minister = "attorney general";
    let nominated = (judge(a) && is(b, minister)) || (judge(b) && is(a, minister));
    let succeeds = either("president") && either("vice president");
    let royal = ["king", "queen", "prince", "princess", "pope"]
        .iter()
        .any(|name| either(name));
    !(nominated || succeeds || royal)
}

pub(super) fn is_elected(office: usize) -> bool {
    let elected = [
        "senator",
        "representative",
        "governor",
        "mayor",
        "president",
        "prime minister",
    ];
    elected.iter().any(|name| OFFICES[office].contains(name))
}

/// An office that leads to another, and that runs in families: where each stands once, nothing says which is the slip.
pub(super) fn is_career(office: usize) -> bool {
    let is = |name: &str| OFFICES[office].contains(&name);
    is_elected(office) && !is("prime minister") || is("defense secretary")
}

/// Whether who has the one office was a judge until he was sworn in, and is not called so after.
pub(super) fn is_sworn_in(now: usize, other: usize) -> bool {
    let is = |office: usize, name: &str| OFFICES[office].contains(&name);
    is(now, "attorney general") && is(other, "judge")
}

/// Whether there is no vice of it: what stands behind `Vice` is a slip for another.
pub(super) fn has_no_vice(office: usize) -> bool {
    let is = |name: &&str| {
        matches!(
            *name,
            "senator" | "representative" | "judge" | "governor" | "prime minister"
        )
    };
    OFFICES[office].iter().any(is)
}

/// Whether who held it is called by it ever after.
pub(super) fn is_last(office: usize) -> bool {
    let is = |name: &&str| matches!(*name, "president" | "prime minister");
    OFFICES[office].iter().any(is)
}

/// Whether who has an office now may be told of as having had the other: judges are made of senators, not senators of those
/// who are to be made judges.
pub(super) fn in_turn(now: usize, other: usize) -> bool {
    let is = |office: usize, name: &str| OFFICES[office].contains(&name);
    let judge = is(other, "judge") && !is(now, "president");
    is_career(now) && (is_career(other) || judge)
}
