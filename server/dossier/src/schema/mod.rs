//! The format of a dossier file: which tables there are and which keys stand in them. The reader, the completion and the
//! hover all ask here, so that they agree.

mod keys;

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
            Self::Person => keys::PERSON,
            Self::Term => keys::TERM,
            Self::Organisation => keys::ORGANISATION,
            Self::Place => keys::PLACE,
            Self::Event => keys::EVENT,
            Self::Office => keys::OFFICE,
            Self::DifferentPeople => keys::DIFFERENT,
            Self::Alias => keys::ALIAS,
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
