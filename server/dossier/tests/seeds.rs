//! The demo dossier is right, and answers what the demo articles ask.

use std::path::Path;

use dossier::{Answer, Dossier, Standing, files};
use jiff::civil::date;

fn seeds() -> Dossier {
    files::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds"))
}

#[test]
fn nothing_is_wrong_with_it() {
    let dossier = seeds();
    let problems: Vec<String> = dossier.problems().iter().map(ToString::to_string).collect();
    assert_eq!(problems, Vec::<String>::new());
    assert_eq!(dossier.files().count(), 5);
}

#[test]
fn people_by_any_spelling_and_by_family_name() {
    let dossier = seeds();
    assert_eq!(
        dossier.people("KIM JONG-IL")[0].about.name.value,
        "Kim Jong Il"
    );
    assert_eq!(dossier.people_of_family("Kim").len(), 4);
    assert!(dossier.are_different_people("Kim Jong-il", "Kim Jong Un"));
    assert!(dossier.are_different_people("George H.W. Bush", "George W. Bush"));
    assert!(!dossier.are_different_people("Kim Jong-il", "Kim Jong Il"));
    let kim = &dossier.people("Kim Il Sung")[0];
    assert_eq!(kim.was_alive_on(date(2000, 6, 9)), Answer::No);
}

#[test]
fn who_held_an_office_on_a_day() {
    let dossier = seeds();
    let inside = |title: &str, of: &str, day| -> Vec<String> {
        let holders = dossier.holders(title, Some(of), day).into_iter();
        let inside = holders.filter(|h| h.standing == Standing::Inside);
        inside
            .map(|h| h.person.about.name.value.to_string())
            .collect()
    };
    let day = date(2002, 8, 15);
    assert_eq!(inside("president", "Russia", day), ["Vladimir Putin"]);
    assert_eq!(inside("President", "Russian", day), ["Vladimir Putin"]);
    assert_eq!(
        inside("premier", "Russia", date(2010, 1, 1)),
        ["Vladimir Putin"]
    );
    assert_eq!(inside("supreme leader", "DPRK", day), ["Kim Jong Il"]);
    assert_eq!(inside("general secretary", "WPK", day), ["Kim Jong Il"]);
    assert_eq!(
        inside("president", "South Korea", date(2000, 6, 9)),
        ["Kim Dae-jung"]
    );
    assert_eq!(inside("president", "France", day), Vec::<String>::new());
    let changing = dossier.holders("leader", Some("North Korea"), date(2011, 12, 20));
    let undecided: Vec<_> = changing
        .iter()
        .filter(|h| h.standing == Standing::Undecided)
        .collect();
    assert_eq!(undecided.len(), 1);
}

#[test]
fn anniversaries_of_the_articles() {
    let dossier = seeds();
    assert_eq!(
        dossier.events("liberation of korea")[0].anniversary(2002),
        Some(57)
    );
}
