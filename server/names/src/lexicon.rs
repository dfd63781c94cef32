//! Closed word lists: countries and their people, places, titles, given names, and words that are no names.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{TitleKind, fold, person::Gender};
use smol_str::SmolStr;

/// A country as the list has it.
#[derive(Debug, PartialEq, Eq)]
pub struct Country {
    /// Its usual name.
    pub name: &'static str,
    /// Other names and short forms.
    pub aliases: Vec<&'static str>,
    /// What its people and things are called.
    pub demonyms: Vec<&'static str>,
    /// Its capital's names.
    pub capitals: Vec<&'static str>,
}

/// What a listed name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// A country, by any of its names.
    Country(&'static Country),
    /// The people or things of a country.
    Demonym(&'static Country),
    /// A capital.
    Capital(&'static Country),
    /// Another place.
    Place(&'static str),
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    rows(include_str!("../data/countries.txt"))
        .map(|row| {
            let mut columns = row.split('|');
            let mut column = || columns.next().unwrap_or("");
            let list = |s: &'static str| s.split(';').filter(|s| !s.is_empty()).collect();
            Country {
                name: column(),
                aliases: list(column()),
                demonyms: list(column()),
                capitals: list(column()),
            }
        })
        .collect()
});

static LISTED: LazyLock<FxHashMap<&'static str, Listed>> = LazyLock::new(|| {
    let mut listed = FxHashMap::default();
    for place in rows(include_str!("../data/places.txt")) {
        listed.insert(place, Listed::Place(place));
    }
    for country in COUNTRIES.iter() {
        listed.extend(
            country
                .capitals
                .iter()
                .map(|name| (*name, Listed::Capital(country))),
        );
        listed.extend(
            country
                .demonyms
                .iter()
                .map(|name| (*name, Listed::Demonym(country))),
        );
        listed.extend(
            country
                .aliases
                .iter()
                .map(|name| (*name, Listed::Country(country))),
        );
        listed.insert(country.name, Listed::Country(country));
    }
    listed
});

/// The first tokens of the listed names.
static LISTED_BEGINNINGS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let first = |name: &&'static str| {
        let token = text::tokenize(name).first()?.text(name);
        // An apostrophe may be straight in a text, and a point may end its sentence as well.
        let pointless = token.trim_end_matches('.').to_owned();
        Some([token.to_owned(), token.replace('’', "'"), pointless])
    };
    LISTED.keys().filter_map(first).flatten().collect()
});

/// Given names with the gender that goes with them.
type GivenNames = LazyLock<FxHashMap<&'static str, Option<Gender>>>;

static GIVEN: GivenNames = LazyLock::new(|| given_names(include_str!("../data/given.txt")));
static GIVEN_LAST: GivenNames =
    LazyLock::new(|| given_names(include_str!("../data/given_last.txt")));

fn given_names(data: &'static str) -> FxHashMap<&'static str, Option<Gender>> {
    let mut given = FxHashMap::default();
    for row in rows(data) {
        let (gender, names) = row.split_once(' ').unwrap_or_default();
        let gender = Gender::of_letter(gender);
        given.extend(names.split_whitespace().map(|name| (name, gender)));
    }
    given
}

static TITLES: LazyLock<FxHashMap<&'static str, (TitleKind, Option<Gender>)>> =
    LazyLock::new(|| {
        let mut titles = FxHashMap::default();
        let ranks = rows(include_str!("../data/ranks.txt"));
        for row in rows(include_str!("../data/titles.txt")).chain(ranks) {
            let mut words = row.split_whitespace();
            let class = words.next().unwrap_or("");
            let (class, gender) = class
                .split_once('-')
                .map_or((class, None), |(c, g)| (c, Gender::of_letter(g)));
            let kind = match class {
                "honorific" => TitleKind::Honorific,
                "rank" => TitleKind::Rank,
                _ => TitleKind::Office,
            };
            for word in words {
                titles.insert(word, (kind, gender));
                // British papers write no point.
                titles.insert(word.trim_end_matches('.'), (kind, gender));
            }
        }
        titles
    });

static FOLDED_GIVEN: LazyLock<FxHashSet<SmolStr>> =
    LazyLock::new(|| GIVEN.keys().map(|name| fold(name)).collect());

static PET_FORMS: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    rows(include_str!("../data/pet_forms.txt"))
        .filter_map(|row| {
            let mut words = row.split_whitespace();
            Some((words.next()?, words.collect()))
        })
        .collect()
});

/// A list of words as a set.
type Words = LazyLock<FxHashSet<&'static str>>;

static FAMILY_FIRST: Words = LazyLock::new(|| words(include_str!("../data/family_first.txt")));
static ORGANISATION: Words =
    LazyLock::new(|| words(include_str!("../data/organisation_words.txt")));
static PLACE: Words = LazyLock::new(|| words(include_str!("../data/place_words.txt")));
static PLAIN: Words = LazyLock::new(|| words(include_str!("../data/plain_words.txt")));

fn words(data: &'static str) -> FxHashSet<&'static str> {
    rows(data).flat_map(str::split_whitespace).collect()
}

/// The rows of a data file: all lines but empty ones and those that start with `#`.
pub fn rows(data: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = data.lines().map(str::trim);
    lines.filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// The longest listed name in words: `Democratic Republic of the Congo`.
pub(crate) const LONGEST_LISTED: usize = 5;

/// What a listed name stands for; exact spelling, curly apostrophes, single spaces.
pub fn listed(name: &str) -> Option<Listed> {
    LISTED.get(name).copied()
}

/// Whether a listed name may begin with this token: few tokens are worth a look at what follows.
pub(crate) fn may_begin_listed(token: &str) -> bool {
    LISTED_BEGINNINGS.contains(token)
}

/// All countries of the list.
pub fn countries() -> &'static [Country] {
    &COUNTRIES
}

/// The gender that goes with a given name; `None` if the word is no listed given name, `Some(None)` if it goes with
/// either.
pub(crate) fn given_name(word: &str) -> Option<Option<Gender>> {
    // `Jean-Marie` goes with what its first part does.
    GIVEN.get(word).copied().or_else(|| {
        let (first, second) = word.split_once('-')?;
        GIVEN.get(second).and_then(|_| GIVEN.get(first).copied())
    })
}

/// A title in lower case, spelt out: `Sen.`, `Senator` → `senator`. Of several words the last counts.
pub fn spelt_out(title: &str) -> SmolStr {
    const SHORT: &[(&str, &str)] = &[
        ("sen", "senator"),
        ("sens", "senator"),
        ("rep", "representative"),
        ("reps", "representative"),
        ("congressman", "representative"),
        ("congresswoman", "representative"),
        ("gov", "governor"),
        ("gen", "general"),
        ("lt", "lieutenant"),
        ("col", "colonel"),
        ("capt", "captain"),
        ("maj", "major"),
        ("sgt", "sergeant"),
        ("adm", "admiral"),
        ("cmdr", "commander"),
        ("cdr", "commander"),
        ("cdre", "commodore"),
        ("ens", "ensign"),
        ("brig", "brigadier"),
        ("cpl", "corporal"),
        ("pvt", "private"),
        ("pfc", "private"),
        ("spc", "specialist"),
        ("supt", "superintendent"),
        ("det", "detective"),
        ("insp", "inspector"),
        ("dr", "doctor"),
        ("prof", "professor"),
        ("rev", "reverend"),
        ("chairwoman", "chairman"),
        ("spokeswoman", "spokesman"),
    ];
    let word = title.rsplit(' ').next().unwrap_or(title);
    let word = word.trim_end_matches('.').to_lowercase();
    let spelt = SHORT.iter().find(|(short, _)| *short == word);
    spelt.map_or_else(|| word.as_str().into(), |(_, full)| (*full).into())
}

/// Whether a folded word is a listed given name.
pub(crate) fn is_folded_given_name(word: &str) -> bool {
    FOLDED_GIVEN.contains(word)
}

/// The pet forms of a given name, all folded.
pub(crate) fn pet_forms(name: &str) -> &'static [&'static str] {
    PET_FORMS.get(name).map_or(&[], Vec::as_slice)
}

pub(crate) fn title(word: &str) -> Option<(TitleKind, Option<Gender>)> {
    TITLES.get(word).copied()
}

pub(crate) fn is_family_first(word: &str) -> bool {
    FAMILY_FIRST.contains(word)
}

/// The gender that goes with a given name that stands behind the family name in its own language; `None` if the word is no
/// listed one.
pub(crate) fn given_name_last(word: &str) -> Option<Option<Gender>> {
    GIVEN_LAST.get(word).copied()
}

pub(crate) fn is_organisation_word(word: &str) -> bool {
    ORGANISATION.contains(word)
}

pub(crate) fn is_place_word(word: &str) -> bool {
    PLACE.contains(word)
}

/// Whether a capitalised word is an ordinary word that a sentence or a title may begin with.
pub fn is_plain_word(word: &str) -> bool {
    PLAIN.contains(word)
}
