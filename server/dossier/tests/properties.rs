//! What holds of every text.

use dates::{Date, Period, Season};
use dossier::{Dossier, NewEntry, TextSize, When, add, complete, locate, parse, schema::TableKind};
use proptest::prelude::*;

/// Pieces of dossier files, whole and broken.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("[[person]]\n".to_owned()),
        Just("[[person.office]]\n".to_owned()),
        Just("[[place]]\r\n".to_owned()),
        Just("[organisation]\n".to_owned()),
        Just("[[different_people]]\nnames = [\"Ø\", \"A\"]\n".to_owned()),
        Just("[[office]]\ntitle = \"king\"\none_holder = true\n".to_owned()),
        Just("name = \"Kim Jong-il\"\n".to_owned()),
        Just("name = \"Ø’å\"\n".to_owned()),
        Just("title = \"king\"\n".to_owned()),
        Just("aliases = [\"Å\", { name = \"B\", to = \"1990\" }]\n".to_owned()),
        Just("aliases = [\n \"a\",\n".to_owned()),
        Just("born = 1942-02-16\n".to_owned()),
        Just("died = \"1941~\"\n".to_owned()),
        Just("from = \"19\n".to_owned()),
        Just("note = \"\"\"é\n".to_owned()),
        Just("# Anmerkung ü\n".to_owned()),
        Just("bo".to_owned()),
        Just("\u{feff}".to_owned()),
        Just("\n".to_owned()),
        "\\PC{0,8}",
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![4 => pieces(), 1 => any::<String>()]
}

fn new_entry() -> impl Strategy<Value = NewEntry> {
    (
        "[A-Zé\"\\\\ ’]{1,8}",
        prop::collection::vec("[a-z\"\n]{1,4}", 0..3),
        any::<bool>(),
    )
        .prop_map(|(name, aliases, dated)| NewEntry {
            name: format!("N{name}"),
            aliases: aliases
                .into_iter()
                .map(|alias| format!("q{alias}"))
                .collect(),
            begin: dated.then(|| When::parse("1942-02~")).flatten(),
            ..NewEntry::default()
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_is_read_and_places_lie_in_it(text in any_text()) {
        let parsed = parse("a.toml", &text);
        let entries = &parsed.entries;
        let mut ranges: Vec<_> = parsed.problems.iter().map(|p| p.range).collect();
        for person in &entries.people {
            ranges.extend([person.about.origin.header, person.about.origin.range]);
            ranges.extend(person.about.names().map(|name| name.range));
            ranges.extend(person.offices.iter().map(|term| term.range));
            ranges.extend(person.born.iter().map(|born| born.range));
        }
        ranges.extend(entries.places.iter().map(|e| e.about.origin.range));
        ranges.extend(entries.different.iter().map(|e| e.origin.range));
        for range in ranges {
            prop_assert!(text.get(std::ops::Range::<usize>::from(range)).is_some(), "{range:?}");
        }
        let lines = text.matches('\n').count() + 1;
        prop_assert!(parsed.problems.iter().all(|p| (1..=lines).contains(&p.line)));
        let mut dossier = Dossier::default();
        dossier.set_file(parsed);
        dossier.problems();
        dossier.remove_file("a.toml");
        prop_assert!(dossier.people("Kim Jong Il").is_empty() && dossier.is_empty());
    }

    #[test]
    fn dates_are_written_as_they_are_read(year in -999_i16..9999, month in 1_i8..=12, day in 1_i8..=31, form in 0..8) {
        let first = Date::new(year, month, 1).unwrap();
        let day = Date::new(year, month, day).unwrap_or(first);
        let periods = [
            Period::Day(day),
            Period::Month(first),
            Period::Year(year),
            Period::Quarter(year, (month - 1) / 3 + 1),
            Period::Half(year, (month - 1) / 6 + 1),
            Period::Season(year, Season::Winter),
            Period::Season(year, Season::Spring),
            Period::Decade(year.abs() / 10 * 10),
        ];
        let period = Some(periods[form as usize]);
        for (last, about) in [(period, false), (period, true), (None, false)] {
            let when = When { first: period, last, about };
            prop_assert_eq!(When::parse(&when.edtf()), Some(when));
            let (from, to) = when.bounds();
            prop_assert!(from <= to);
        }
    }

    #[test]
    fn every_place_can_be_asked_about(text in any_text(), at in 0_u32..200) {
        let length = text.len();
        for completion in complete(&text, TextSize::new(at)) {
            prop_assert!(text.get(std::ops::Range::<usize>::from(completion.replace)).is_some());
        }
        if let Some(here) = locate(&text, TextSize::new(at)) {
            prop_assert!(usize::from(here.range.end()) <= length);
        }
    }

    #[test]
    fn adding_keeps_what_was_there(text in pieces(), entry in new_entry(), kind in 0..3) {
        let kind = [TableKind::Person, TableKind::Organisation, TableKind::Place][kind as usize];
        let Ok(new) = add(&text, kind, &entry) else { return Ok(()) };
        // The old text is the new one without one stretch.
        let same = text.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
        prop_assert!(new.len() > text.len() && new.as_bytes().ends_with(&text.as_bytes()[same..]));
        let (before, after) = (parse("a.toml", &text), parse("a.toml", &new));
        let told = |parsed: &dossier::Parsed| parsed.problems.iter().map(|p| p.message.clone()).collect::<Vec<_>>();
        prop_assert_eq!(told(&before), told(&after));
        let names = |parsed: &dossier::Parsed| {
            let (e, mut names) = (&parsed.entries, Vec::new());
            names.extend(e.people.iter().map(|e| e.about.name.value.to_string()));
            names.extend(e.organisations.iter().map(|e| e.about.name.value.to_string()));
            names.extend(e.places.iter().map(|e| e.about.name.value.to_string()));
            names
        };
        let mut expected = names(&before);
        expected.push(entry.name.trim().to_owned());
        let mut found = names(&after);
        expected.sort();
        found.sort();
        prop_assert_eq!(expected, found);
        prop_assert!(add(&new, kind, &entry).is_err());
    }
}

#[test]
fn deep_and_long_texts_are_read() {
    let deep = 100_000;
    for text in [
        format!("{}a = 1\n", "a.".repeat(deep)),
        format!("[[{}person]]\nname = \"A\"\n", "person.".repeat(deep)),
        format!("[[person]]\naliases = {}\n", "[".repeat(deep)),
        format!("[[person]]\naliases = {}\n", "{ a = ".repeat(deep)),
        format!("[[person]]\n{}", "name\n".repeat(deep)),
        "[[person\n".repeat(deep),
    ] {
        parse("a.toml", &text);
        complete(&text, TextSize::of(&text));
    }
}
