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

#[test]
fn one_name_is_that_of_several_people() {
    let mut dossier = Dossier::default();
    dossier.set_file(parse("a.toml", PEOPLE));
    let apart = |articles: &str| {
        format!("[[different_people]]\nnames = [\"Jane Roe\"]\narticles = [{articles}]\n")
    };
    let text = apart("\"1.txt\", \"2.txt\"") + &apart("\"3.txt\"");
    let parsed = parse("b.toml", &text);
    assert_eq!(parsed.problems, []);
    dossier.set_file(parsed);
    for (a, b, differ) in [
        ("1.txt", "2.txt", false),
        ("1.txt", "3.txt", true),
        ("1.txt", "4.txt", true),
        ("4.txt", "5.txt", false),
    ] {
        assert_eq!(
            dossier.mean_different_people("jane roe", a, b),
            differ,
            "{a} {b}"
        );
        assert!(!dossier.mean_different_people("John Roe", a, b));
    }
    // The entry of that name is of whom all others mean.
    assert!(dossier.people_in("Jane Roe", "3.txt").is_empty());
    assert_eq!(dossier.people_in("Jane Roe", "4.txt").len(), 1);
    // No two names are kept apart by that.
    assert!(!dossier.are_different_people("Jane Roe", "J. Roe"));
    dossier.remove_file("b.toml");
    assert!(!dossier.mean_different_people("Jane Roe", "1.txt", "3.txt"));
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
