//! The keys of each kind of table, with what an editor tells of them.

use super::{Holds, Key};

const fn key(name: &'static str, holds: Holds, documentation: &'static str) -> Key {
    Key {
        name,
        documentation,
        holds,
        required: false,
    }
}

const fn required(name: &'static str, holds: Holds, documentation: &'static str) -> Key {
    Key {
        name,
        documentation,
        holds,
        required: true,
    }
}

const ALIASES: Key = key(
    "aliases",
    Holds::Aliases,
    "Other names and spellings: [\"Kim Jong-il\"]. One that was right for a time only: { name = \"Kiev\", to = \"2022\" }.",
);
const COUNTRY: Key = key(
    "country",
    Holds::Words,
    "The country that it belongs to, or of which somebody is a national.",
);
const NOTE: Key = key(
    "note",
    Holds::Words,
    "Anything that a colleague should know.",
);
const SOURCE: Key = key("source", Holds::Words, "How we know it.");
const FROM: Key = key(
    "from",
    Holds::Edge,
    "When it began, as exactly as you know it: \"1997\", \"1997-10\", \"1997-10-08\", \"1997~\" for about 1997.",
);
const TO: Key = key(
    "to",
    Holds::Edge,
    "When it ended, like from. Left out: it goes on. \"?\": it ended, nobody knows when.",
);

pub(super) const PERSON: &[Key] = &[
    required("name", Holds::Words, "The name as the desk writes it."),
    ALIASES,
    key(
        "born",
        Holds::Date,
        "The day, month or year of birth: \"1941-02-16\", \"1941\", \"1941~\" for about 1941, \"1941/1942\" for one of the two.",
    ),
    key(
        "died",
        Holds::Date,
        "The day, month or year of death, like born.",
    ),
    COUNTRY,
    key(
        "honorific",
        Holds::Words,
        "What stands before the family name: \"Mr.\", \"Dr.\"",
    ),
    key(
        "gender",
        Holds::OneOf(&["female", "male"]),
        "\"female\" or \"male\", where honorifics and pronouns should agree.",
    ),
    key(
        "family_name",
        Holds::Words,
        "The family name, where it is not the last word: \"García Márquez\".",
    ),
    key(
        "family_name_first",
        Holds::YesOrNo,
        "Whether the family name stands first: true for Kim Jong Il.",
    ),
    key(
        "office",
        Holds::Tables,
        "An office held, as [[person.office]].",
    ),
    NOTE,
    SOURCE,
];

pub(super) const TERM: &[Key] = &[
    required("title", Holds::Words, "The office: \"president\"."),
    key(
        "of",
        Holds::Words,
        "Of which country or organisation: \"Russia\".",
    ),
    FROM,
    TO,
    NOTE,
    SOURCE,
];

pub(super) const ORGANISATION: &[Key] = &[
    required("name", Holds::Words, "The full name as the desk writes it."),
    key(
        "acronym",
        Holds::WordsOrList,
        "Its letters: \"KCNA\"; several in a list.",
    ),
    ALIASES,
    key(
        "founded",
        Holds::Date,
        "When it was founded: \"1946-12-05\", \"1946\".",
    ),
    key(
        "dissolved",
        Holds::Date,
        "When it ceased to be, like founded.",
    ),
    COUNTRY,
    NOTE,
    SOURCE,
];

pub(super) const PLACE: &[Key] = &[
    required(
        "name",
        Holds::Words,
        "The name as the desk writes it today.",
    ),
    ALIASES,
    COUNTRY,
    NOTE,
    SOURCE,
];

pub(super) const EVENT: &[Key] = &[
    required("name", Holds::Words, "What it is called."),
    ALIASES,
    key(
        "date",
        Holds::Date,
        "When it was: \"2018-06-12\", or from a day to a day: \"2018-02-09/2018-02-25\". Anniversaries follow from it.",
    ),
    key("place", Holds::Words, "Where it was."),
    COUNTRY,
    NOTE,
    SOURCE,
];

pub(super) const OFFICE: &[Key] = &[
    required(
        "title",
        Holds::Words,
        "The office as the desk writes it: \"president\".",
    ),
    key(
        "of",
        Holds::Words,
        "Of which country or organisation: \"Russia\".",
    ),
    key(
        "aliases",
        Holds::List,
        "Other words for the same office: [\"head of state\"].",
    ),
    key(
        "one_holder",
        Holds::YesOrNo,
        "Whether only one person can hold it at a time.",
    ),
    NOTE,
    SOURCE,
];

pub(super) const DIFFERENT: &[Key] = &[
    required(
        "names",
        Holds::List,
        "Two people or more who are easily taken for one: [\"George Bush\", \"George W. Bush\"]. Or one name that two people share.",
    ),
    key(
        "articles",
        Holds::List,
        "Where two people share the one name: the articles that mean another one than all the others do: [\"2003/fire.txt\"].",
    ),
    NOTE,
    SOURCE,
];

pub(super) const ALIAS: &[Key] = &[
    required("name", Holds::Words, "The other name."),
    key(
        "from",
        Holds::Edge,
        "Since when it was the right one. Left out: always.",
    ),
    key(
        "to",
        Holds::Edge,
        "Until when it was the right one. Left out: it still is.",
    ),
];
