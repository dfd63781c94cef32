//! An article in one line: how many people, organisations, places and days it names, and who of the people stands in other
//! articles, too.

use names::{Entity, EntityType};
use rustc_hash::FxHashSet;

use crate::View;

/// The line; `None` for an article that names nobody and nothing.
pub fn overview(view: &View<'_>) -> Option<String> {
    let article = view.article;
    let references = article.entities();
    let entities = || references.iter().filter_map(|r| article.entity(r));
    let of_type = |entity_type| {
        let found = entities().filter(|e| e.entity_type == entity_type);
        found.collect::<Vec<&Entity>>()
    };
    let people = of_type(EntityType::Person);
    let days: FxHashSet<_> = article
        .blocks()
        .flat_map(|facts| &facts.timexes)
        .filter_map(|timex| timex.bounds.filter(|(first, last)| first == last))
        .collect();
    let counts = [
        counted(people.len(), "person", "people"),
        counted(
            of_type(EntityType::Organisation).len(),
            "organisation",
            "organisations",
        ),
        counted(of_type(EntityType::Place).len(), "place", "places"),
        counted(days.len(), "day", "days"),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    if counts.is_empty() {
        return None;
    }
    let known = people.iter().filter(|e| view.count_elsewhere(e) > 0);
    let elsewhere = match (known.count(), people.len()) {
        (0, _) => String::new(),
        (1, 1) => " · also in other articles".to_owned(),
        (n, all) if n == all => " · all of the people also in other articles".to_owned(),
        (n, _) => format!(" · {n} of the people also in other articles"),
    };
    Some(counts.join(", ") + &elsewhere)
}

fn counted(count: usize, one: &str, many: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {many}")),
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::Fixture;

    #[test]
    fn one_line() {
        let fixture = Fixture::new(
            "//- 2000-06-09 a.txt\n$0President Vladimir Putin met Kim Jong Il in Vladivostok on June 8, 2000, and Putin smiled.\n//- b.txt\nOfficials met Vladimir Putin in the capital on Monday, he said.",
        );
        assert_eq!(
            super::overview(&fixture.view()).as_deref(),
            Some("2 people, 1 place, 1 day · 1 of the people also in other articles")
        );
        let fixture = Fixture::new("$0It rained and nobody came.");
        assert_eq!(super::overview(&fixture.view()), None);
    }
}
