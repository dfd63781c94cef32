//! Names of people, organisations and places.
//!
//! Two steps, kept apart so that an edit repeats only what it must. [`recognise`] reads one block and finds
//! [`Candidate`]s: it knows nothing of the rest of the article. [`link`] takes all candidates of an article that share
//! a key (a surname, an acronym's letters), in order, and says who is meant by each. A key's candidates never depend
//! on another key's.
//!
//! This crate reads no file and cannot fail. Its word lists are in `data/`, written for this project; the model of the
//! [`tagger`] is described there in `model.toml`.

mod fold;
mod forms;
mod known;
mod leaning;
pub mod lexicon;
mod link;
mod near;
mod person;
mod pet_form;
mod recognise;
mod role;
pub mod tagger;
mod whole;

pub use fold::fold;
pub use forms::Forms;
pub use known::{is_family_name_alone, is_known_word};
pub use leaning::Leaning;
pub use link::{Entity, Family, Link, Reason, link, settle};
pub use near::{
    SHORTEST_NEAR_MISS, is_changed_letter, is_near_miss, is_slip_of, near_miss_part,
    swapped_letters,
};
pub use person::{Gender, PersonName};
pub use pet_form::{is_pet_form, may_be_one_given_name};
pub use recognise::{recognise, recognise_tagged};
pub use role::{Description, descriptions};
pub use whole::{Linked, Who};

use smol_str::SmolStr;
use text::TextRange;

/// What is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityType {
    /// A person.
    Person,
    /// A company, agency, party, ministry.
    Organisation,
    /// A country, city, region, river.
    Place,
    /// A nationality, an event, a work, or what the words alone do not say.
    Other,
}

/// How a mention names its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// By its whole name.
    Full,
    /// By a part of it: the surname alone.
    Short,
    /// By its letters.
    Acronym,
    /// By nationality: `Russian`.
    Demonym,
}

/// A stretch of text that may be a name. Ranges count from the block's start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The name itself, without title and possessive.
    pub range: TextRange,
    /// As written, white space made single spaces.
    pub text: SmolStr,
    /// [`fold`] of the text, or of the name that a fixed short form stands for (`U.S.` → `united states`).
    pub folded: SmolStr,
    /// What could be one entity shares a key: the surname of a person, the initials of an organisation.
    pub key: SmolStr,
    /// What is named, if the words and their neighbours say so.
    pub entity_type: Option<EntityType>,
    /// How far the model takes it for each type. `None` where the type is not the model's to say.
    pub leaning: Option<Leaning>,
    /// How.
    pub kind: MentionKind,
    /// Whether only a name is written like this here. A capital at the start of a sentence proves nothing: such a
    /// candidate counts if another mention bears it out.
    pub certain: bool,
    /// The parts of a full name that may be a person's.
    pub person: Option<PersonName>,
    /// Whether a title, a given name or a verb of saying proves that a person is named.
    pub proves_person: bool,
    /// Honorific, rank or office before the name.
    pub title: Option<Title>,
    /// What the text says of the entity right before the name, the title included: `North Korean leader`.
    pub description: Option<TextRange>,
    /// The office that the description says, as [`Description::role`] puts it: with the country, and without.
    pub roles: Vec<SmolStr>,
    /// Whether it stands between quotation marks: what somebody wrote or said is not the article's to correct.
    pub quoted: bool,
    /// Whether a word for a relative or for a couple stands near: another of the surname may be meant.
    pub relative_near: bool,
}

impl Candidate {
    /// Whether both say the same, wherever they stand.
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        let title = |c: &Self| {
            let title = c.title.as_ref();
            title.map(|t| (t.kind, t.gender, t.text.clone(), t.of_another_time))
        };
        self.text == other.text
            && self.key == other.key
            && self.folded == other.folded
            && self.entity_type == other.entity_type
            && self.leaning == other.leaning
            && self.kind == other.kind
            && self.certain == other.certain
            && self.quoted == other.quoted
            && self.relative_near == other.relative_near
            && self.proves_person == other.proves_person
            && self.person == other.person
            && title(self) == title(other)
    }
}

/// A title before a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// Where it stands.
    pub range: TextRange,
    /// As written, with the word that belongs to it: `Prime Minister`.
    pub text: SmolStr,
    /// What kind it is.
    pub kind: TitleKind,
    /// The gender it agrees with.
    pub gender: Option<Gender>,
    /// Whether the words before it say that it is held at another time: `former`, `then`.
    pub of_another_time: bool,
}

/// What a title is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleKind {
    /// `Mr.`, `Dr.`
    Honorific,
    /// `Gen.`
    Rank,
    /// `President`, `leader`
    Office,
}
