//! Files come and go; what others say stays. The cost grows with what is read, not with its square.

use std::time::{Duration, Instant};

use dossier::{Dossier, parse};

const PEOPLE: &str = "[[person]]\nname = \"Jane Roe\"\naliases = [\"J. Roe\"]\n[[person.office]]\ntitle = \"mayor\"\n";

#[test]
fn a_file_replaces_its_own_entries_only() {
    let mut dossier = Dossier::default();
    dossier.set_file(parse("a.toml", PEOPLE));
    dossier.set_file(parse("b.toml", "[[person]]\nname = \"John Roe\"\n"));
    let before = dossier.clone();
    dossier.set_file(parse("a.toml", "[[person]]\nname = \"Ann Roe\"\n"));
    assert!(dossier.people("Jane Roe").is_empty() && dossier.people("J Roe").is_empty());
    assert_eq!(dossier.people_of_family("Roe").len(), 2);
    assert!(
        dossier
            .holders("mayor", None, jiff::civil::date(2000, 1, 1))
            .is_empty()
    );
    dossier.remove_file("b.toml");
    assert_eq!(dossier.people_of_family("Roe").len(), 1);
    // A clone is a version of its own.
    assert_eq!(before.people("Jane Roe").len(), 1);
    assert_eq!(
        before
            .holders("mayor", None, jiff::civil::date(2000, 1, 1))
            .len(),
        1
    );
}

/// Reading, joining, problems.
fn cost(text: &str) -> Duration {
    let start = Instant::now();
    let mut dossier = Dossier::default();
    dossier.set_file(parse("a.toml", text));
    dossier.problems();
    dossier.remove_file("a.toml");
    start.elapsed()
}

/// Four times as much costs about four times as much; were it the square, it would be sixteen times. A busy machine may
/// disturb one measurement, not all.
fn is_linear(text: impl Fn(usize) -> String) {
    let (few, many) = (text(2_500), text(10_000));
    let ratio = || cost(&many).as_secs_f64() / cost(&few).as_secs_f64();
    let ratios: Vec<f64> = (0..5).map(|_| ratio()).take_while(|r| *r >= 8.0).collect();
    assert!(ratios.len() < 5, "{ratios:?}");
}

#[test]
fn many_people_cost_no_more_than_their_number() {
    is_linear(|n| {
        let office = "[[office]]\ntitle = \"mayor\"\none_holder = true\n".to_owned();
        let person = |i| {
            format!(
                "[[person]]\nname = \"Person Number{i}\"\nborn = \"19{:02}\"\n[[person.office]]\ntitle = \"mayor\"\nfrom = \"1990\"\n",
                i % 100
            )
        };
        office + &(0..n).map(person).collect::<String>()
    });
}

#[test]
fn many_problems_cost_no_more_than_their_number() {
    is_linear(|n| {
        "[[person]]\nname = \"One Name\"\nbron = 1\nborn = \"Feburary 1942\"\ndied = x y\n"
            .repeat(n / 4)
    });
}
