//! The entries of a dossier: plain data, each value with its place.

use names::{Gender, PersonName, fold};
use smol_str::SmolStr;
use text::TextRange;

use crate::{Edge, Stretch, Term, When};

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<T> {
    /// What it says.
    pub value: T,
    /// In bytes from the start of the file, quotation marks included.
    pub range: TextRange,
}

/// Where an entry stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Its file, as it was named to [`parse`](crate::parse()).
    pub file: SmolStr,
    /// `[[person]]`, in bytes from the start of the file.
    pub header: TextRange,
    /// From there to the end of its last value, terms included.
    pub range: TextRange,
}

/// What every entry tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Where it stands.
    pub origin: Origin,
    /// The name as the desk writes it; of an office its title.
    pub name: Field<SmolStr>,
    /// Other names.
    pub aliases: Vec<Alias>,
    /// The country.
    pub country: Option<Field<SmolStr>>,
    /// For colleagues.
    pub note: Option<Field<SmolStr>>,
    /// How it is known.
    pub source: Option<Field<SmolStr>>,
}

/// Another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The name.
    pub name: Field<SmolStr>,
    /// Since when it was right; none: always.
    pub from: Option<Field<Edge>>,
    /// Until when; none: it still is.
    pub to: Option<Field<Edge>>,
    /// When it was the right one; none: it is a spelling or a short form and never was.
    pub right: Option<Stretch>,
}

/// `[[person]]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Name and place.
    pub about: About,
    /// The parts of the name; none if it is one word.
    pub parts: Option<PersonName>,
    /// Birth.
    pub born: Option<Field<When>>,
    /// Death.
    pub died: Option<Field<When>>,
    /// `Mr.`
    pub honorific: Option<Field<SmolStr>>,
    /// What honorifics and pronouns agree with.
    pub gender: Option<Field<Gender>>,
    /// Offices held, in the order of the file.
    pub offices: Vec<Term>,
}

/// `[[organisation]]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Name and place.
    pub about: About,
    /// Its letters.
    pub acronyms: Vec<Field<SmolStr>>,
    /// When it was founded.
    pub founded: Option<Field<When>>,
    /// When it ceased to be.
    pub dissolved: Option<Field<When>>,
}

/// `[[place]]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Names and place in the file.
    pub about: About,
}

/// `[[event]]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Name and place in the file.
    pub about: About,
    /// When it was.
    pub date: Option<Field<When>>,
    /// Where it was.
    pub place: Option<Field<SmolStr>>,
}

/// `[[office]]`: what is known of an office, whoever holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// The title as the name, other words for it as aliases.
    pub about: About,
    /// The country or organisation.
    pub of: Option<Field<SmolStr>>,
    /// Whether only one person can hold it at a time.
    pub one_holder: bool,
}

/// `[[different_people]]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferentPeople {
    /// Where it stands.
    pub origin: Origin,
    /// Two names or more; or one that two people share.
    pub names: Vec<Field<SmolStr>>,
    /// Of a name that two people share: the articles, by path from the corpus, that mean another one than all others do.
    pub articles: Vec<Field<SmolStr>>,
    /// For colleagues.
    pub note: Option<Field<SmolStr>>,
    /// How it is known.
    pub source: Option<Field<SmolStr>>,
}

/// What is looked up by its names.
pub(crate) trait Entry {
    fn about(&self) -> &About;

    /// What tells it apart from another of its name: Georgia in the United States is not the other Georgia. None: nothing
    /// is known that could.
    fn context(&self) -> Option<SmolStr> {
        self.about().country.as_ref().map(|c| fold(&c.value))
    }

    /// Letters that stand for the name.
    fn acronyms(&self) -> &[Field<SmolStr>] {
        &[]
    }

    /// The folded names, aliases and acronyms, each once.
    fn keys(&self) -> Vec<SmolStr> {
        let names = self.about().names().chain(self.acronyms());
        let mut keys: Vec<SmolStr> = names.map(|name| fold(&name.value)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

impl Alias {
    /// A spelling or a short form.
    pub(crate) fn of_words(name: Field<SmolStr>) -> Self {
        Self {
            name,
            from: None,
            to: None,
            right: None,
        }
    }
}

impl About {
    /// The name, then the aliases.
    pub fn names(&self) -> impl Iterator<Item = &Field<SmolStr>> {
        std::iter::once(&self.name).chain(self.aliases.iter().map(|alias| &alias.name))
    }
}

impl Entry for Person {
    fn about(&self) -> &About {
        &self.about
    }

    /// Two people of one name cannot be told apart by a country: an article names them alike.
    fn context(&self) -> Option<SmolStr> {
        None
    }
}

impl Entry for Organisation {
    fn about(&self) -> &About {
        &self.about
    }

    fn acronyms(&self) -> &[Field<SmolStr>] {
        &self.acronyms
    }
}

impl Entry for Place {
    fn about(&self) -> &About {
        &self.about
    }
}

impl Entry for Event {
    fn about(&self) -> &About {
        &self.about
    }
}

impl Entry for Office {
    fn about(&self) -> &About {
        &self.about
    }

    fn context(&self) -> Option<SmolStr> {
        Some(crate::offices::fold_of(self.of.as_ref()))
    }
}
