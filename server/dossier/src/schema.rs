//! The format of a dossier file: which tables there are and which keys stand in them. The reader, the completion and the
//! hover all ask here, so that they agree.

/// A kind of table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TableKind {
    /// `[[person]]`
    Person,
    /// `[[person.office]]`, a term of office.
    Term,
    /// `[[organisation]]`
    Organisation,
    /// `[[place]]`
    Place,
    /// `[[event]]`
    Event,
    /// `[[office]]`
    Office,
    /// `[[different_people]]`
    DifferentPeople,
    /// `{ name = "Kiev", to = "2022" }` among the aliases.
    Alias,
}

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Words in quotation marks.
    Words,
    /// A list of words in quotation marks.
    List,
    /// Words, or a list of them.
    WordsOrList,
    /// A list of names, each of which may have a period.
    Aliases,
    /// A date.
    Date,
    /// A date, `".."` or `"?"`.
    Edge,
    /// `true` or `false`.
    YesOrNo,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Tables of their own: `[[person.office]]`.
    Tables,
}

/// A key of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What it is for, in one line.
    pub documentation: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Whether an entry is nothing without it.
    pub required: bool,
}

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

const PERSON: &[Key] = &[
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

const TERM: &[Key] = &[
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

const ORGANISATION: &[Key] = &[
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

const PLACE: &[Key] = &[
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

const EVENT: &[Key] = &[
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

const OFFICE: &[Key] = &[
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

const DIFFERENT: &[Key] = &[
    required(
        "names",
        Holds::List,
        "Two people or more who are easily taken for one: [\"George Bush\", \"George W. Bush\"].",
    ),
    NOTE,
    SOURCE,
];

const ALIAS: &[Key] = &[
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

impl TableKind {
    /// Those that begin an entry or a term, in the order in which an editor offers them.
    pub const HEADED: [Self; 7] = [
        Self::Person,
        Self::Term,
        Self::Organisation,
        Self::Place,
        Self::Event,
        Self::Office,
        Self::DifferentPeople,
    ];

    /// What stands between the brackets: `person.office`. Aliases have none.
    pub fn path(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Term => "person.office",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Event => "event",
            Self::Office => "office",
            Self::DifferentPeople => "different_people",
            Self::Alias => "",
        }
    }

    /// The kind with this path.
    pub fn of_path(path: &str) -> Option<Self> {
        Self::HEADED.into_iter().find(|kind| kind.path() == path)
    }

    /// What it is for, in one line.
    pub fn documentation(self) -> &'static str {
        match self {
            Self::Person => "A person.",
            Self::Term => "An office that the person above held, and when.",
            Self::Organisation => "An organisation: company, party, agency, ministry.",
            Self::Place => "A place, with the names that it had.",
            Self::Event => "An event and its date, from which anniversaries follow.",
            Self::Office => {
                "An office, with other words for it and whether only one person can hold it."
            }
            Self::DifferentPeople => "People who are easily taken for one and are not.",
            Self::Alias => "A name that was right for a time.",
        }
    }

    /// As it is called in a sentence: `a person`.
    pub(crate) fn in_words(self) -> &'static str {
        match self {
            Self::Person => "a person",
            Self::Term => "an office of a person",
            Self::Organisation => "an organisation",
            Self::Place => "a place",
            Self::Event => "an event",
            Self::Office => "an office",
            Self::DifferentPeople => "people who are not the same",
            Self::Alias => "an alias",
        }
    }

    /// Its keys, in the order in which they are usually written.
    pub fn keys(self) -> &'static [Key] {
        match self {
            Self::Person => PERSON,
            Self::Term => TERM,
            Self::Organisation => ORGANISATION,
            Self::Place => PLACE,
            Self::Event => EVENT,
            Self::Office => OFFICE,
            Self::DifferentPeople => DIFFERENT,
            Self::Alias => ALIAS,
        }
    }

    /// The key of this name.
    pub fn key(self, name: &str) -> Option<&'static Key> {
        self.keys().iter().find(|key| key.name == name)
    }

    /// Which key of it leads to another table: `aliases` of a place to [`TableKind::Alias`].
    pub(crate) fn below(self, key: &str) -> Option<Self> {
        match self.key(key)?.holds {
            Holds::Tables => Some(Self::Term),
            Holds::Aliases => Some(Self::Alias),
            _ => None,
        }
    }
}
