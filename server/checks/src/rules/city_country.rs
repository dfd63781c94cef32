//! # city-country
//!
//! A well-known city in a country where it does not lie: “Vladivostok, Japan”.
//!
//! ## Why it matters
//! The reader who knows the place doubts the rest; who does not is sent to another country.
//!
//! ## How it decides
//! A city and a country side by side, `in Vladivostok, Japan`, or `the Japanese city of Vladivostok`, and a table of cities
//! that no two countries have. The message names the country that the table has.
//!
//! It spoke once in 71,761 press releases of senators (2026-11-22), of “after the fall of Kabul, U.S. officials”, which it
//! leaves alone since. It is a hint until it was seen right.
//!
//! ## What it leaves alone
//! Cities with a namesake (`Athens, Georgia`), cities whose country changed or is disputed, states that are no more; lists
//! (`Tokyo, South Korea and Beijing`), headlines and quotations.
//!
//! ## Example
//! “talks in Vladivostok, Japan, on Friday” → “Vladivostok, Russia”.

use std::sync::LazyLock;

use article::BlockFacts;
use names::lexicon::{Country, Listed, listed, rows};
use rustc_hash::FxHashMap;
use text::TextRange;

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Place},
    passage::is_quoted,
    rule::{Check, Fixes, Rule, Severity},
    sentence::Words,
};

pub(crate) struct CityCountry;

static RULE: Rule = Rule {
    id: "city-country",
    severity: Severity::Hint,
    fixes: Fixes::Maybe,
    source: include_str!("city_country.rs"),
};

/// The words of the longest name: `United Arab Emirates`, `Rio de Janeiro`.
const LONGEST: usize = 4;

/// Words before a city that say that something is there, and that no list of places comes.
const THERE: &[&str] = &[
    "in", "at", "to", "from", "near", "of", "outside", "around", "for",
];

/// Words behind a country that say that its name is over.
const BEHIND: &[&str] = &[
    "on", "in", "for", "to", "at", "during", "last", "after", "before", "with", "from", "by",
    "where", "who", "was", "is",
];

/// States that are no more: what lies in another country today lay in them.
const PAST: &[&str] = &[
    "Soviet Union",
    "Yugoslavia",
    "Czechoslovakia",
    "East Germany",
];

/// The country of each city.
static CITIES: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let mut cities = FxHashMap::default();
    for row in rows(include_str!("../../data/cities.txt")) {
        if let Some((country, of_it)) = row.split_once('|') {
            let of_it = of_it.split(';').map(str::trim);
            cities.extend(of_it.map(|city| (city, country.trim())));
        }
    }
    cities
});

impl Check for CityCountry {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        if facts.block.kind().is_heading() {
            return;
        }
        for words in Words::sentences(facts) {
            let before_name = words.tokens().windows(2).enumerate();
            let before_name = before_name.filter(|(_, pair)| {
                pair[1]
                    .text(facts.block.text())
                    .starts_with(char::is_uppercase)
            });
            let there = before_name
                .map(|(i, _)| words.start + i)
                .filter(|at| words.is_one_of(*at, THERE));
            found.extend(there.filter_map(|at| {
                let finding = beside(&words, at + 1).or_else(|| city_of(&words, at));
                finding.filter(|f| !is_quoted(facts, f.place.range.0))
            }));
        }
    }
}

/// `Vladivostok, Japan` from token `at` on.
fn beside(words: &Words<'_>, at: usize) -> Option<Finding> {
    let (behind, city, home) = city(words, at)?;
    if words.at(behind) != "," {
        return None;
    }
    let (end, country, range) = country(words, behind + 1)?;
    // `Tokyo, South Korea and Beijing`, `Tokyo, Japan’s capital`, `after the fall of Kabul, U.S. officials`: a list, an
    // apposition, another clause.
    let comma = usize::from(words.at(end) == ",");
    let next = words.at(end + comma);
    let goes_on =
        next == "and" || next == "or" || next == "&" || next.starts_with(char::is_uppercase);
    let closed = comma == 1
        || words.ends(end)
        || words.is_one_of(end, BEHIND)
        || matches!(next, ")" | ";" | ":");
    let short = words.facts.block.slice(range).contains('.');
    (closed && !goes_on && !short).then(|| told(words, city, home, country, range))?
}

/// `the Japanese city of Vladivostok`, with `of` at token `at`.
fn city_of(words: &Words<'_>, at: usize) -> Option<Finding> {
    const KINDS: &[&str] = &["city", "town", "capital", "port"];
    let kind = at
        .checked_sub(1)
        .filter(|i| words.is(at, "of") && words.is_one_of(*i, KINDS))?;
    let (_, city, home) = city(words, at + 1)?;
    let demonym = (1..=3).filter_map(|n| kind.checked_sub(n)).find_map(|i| {
        let Some(Listed::Demonym(country)) = listed(words.at(i)) else {
            return None;
        };
        // `North Korean`, `South African`
        let range = words.range(i, i + 1)?;
        let wider = i
            .checked_sub(1)
            .and_then(|before| words.range(before, i + 1));
        let named = wider.and_then(|r| listed(words.facts.block.slice(r)));
        match (named, wider) {
            (Some(Listed::Demonym(country)), Some(wider)) => Some((country, wider)),
            _ => Some((country, range)),
        }
    });
    let (country, range) = demonym?;
    told(words, city, home, country, range)
}

/// The city that starts at token `at`: the token behind it, its name, its country.
fn city(words: &Words<'_>, at: usize) -> Option<(usize, &'static str, &'static str)> {
    longest(words, at, |name| {
        CITIES
            .get_key_value(name)
            .map(|(city, home)| (*city, *home))
    })
    .map(|(end, (city, home), _)| (end, city, home))
}

fn country(words: &Words<'_>, at: usize) -> Option<(usize, &'static Country, TextRange)> {
    longest(words, at, |name| match listed(name) {
        Some(Listed::Country(country)) => Some(country),
        _ => None,
    })
}

/// The longest name from token `at` on that `find` knows.
fn longest<T>(
    words: &Words<'_>,
    at: usize,
    find: impl Fn(&str) -> Option<T>,
) -> Option<(usize, T, TextRange)> {
    if !words.at(at).starts_with(char::is_uppercase) {
        return None;
    }
    (1..=LONGEST).rev().find_map(|length| {
        let end = at + length;
        let range = words.range(at, end).filter(|_| end <= words.end)?;
        Some((end, find(words.facts.block.slice(range))?, range))
    })
}

fn told(
    words: &Words<'_>,
    city: &str,
    home: &'static str,
    country: &Country,
    range: TextRange,
) -> Option<Finding> {
    if country.name == home || PAST.contains(&country.name) || country.aliases.contains(&home) {
        return None;
    }
    let written = words.facts.block.slice(range);
    let place = Place::new(words.facts.block.id(), range);
    let mut finding = Finding::new(&RULE, place, format!("{city} lies in {home}."));
    let home = listed(home);
    let right = match (listed(written), home) {
        (Some(Listed::Demonym(_)), Some(Listed::Country(home))) => home.demonyms.first().copied(),
        (_, Some(Listed::Country(home))) => Some(home.name),
        _ => None,
    };
    finding
        .fixes
        .extend(right.map(|right| Fix::new(right, place, right, Applicability::Maybe)));
    Some(finding)
}

#[cfg(test)]
mod tests {
    use names::lexicon::{Listed, listed};

    use crate::tests::check;

    #[test]
    fn the_table_knows_its_countries() {
        for (city, country) in super::CITIES.iter() {
            assert!(
                matches!(listed(country), Some(Listed::Country(c)) if c.name == *country),
                "{city}: {country}"
            );
            assert!(
                !matches!(listed(city), Some(Listed::Capital(c)) if c.name != *country),
                "{city}: {country}"
            );
        }
    }

    #[test]
    fn a_city_in_another_country() {
        check(
            "city-country",
            r#"
The two leaders met in Vladivostok, Japan, on Friday and talked about trade, officials said.
                                    ^^^^^ Vladivostok lies in Russia.
He was born in the Iranian city of Basra and came to the capital as a boy, he said.
                   ^^^^^^^ Basra lies in Iraq.
She flew to Rio de Janeiro, Argentina on the same day, and nobody was there to meet her.
                            ^^^^^^^^^ Rio de Janeiro lies in Brazil.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "city-country",
            r#"
The two leaders met in Vladivostok, Russia, on Friday. They stopped in Athens, Georgia, and Paris, Texas, on the way.
Offices in Tokyo, South Korea and Beijing were closed. He went to Seoul, Japan, and China. He fled from Kiev, Soviet Union.
After the fall of Kabul, U.S. officials came. In Tokyo, Russia officials said, nobody was told.
The South Korean city of Busan is far from the North Korean city of Wonsan, and from Tokyo, Japan’s capital.
“We met in Vladivostok, Japan,” he said. The consulate of Iran in the city of Basra was closed on Monday.
"#,
        );
    }
}
