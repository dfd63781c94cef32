//! Adding entries, and what an editor asks while a file is written.

use dossier::{
    AddError, Apart, NewEntry, TextSize, When, add, complete, locate, parse, schema::TableKind,
    tell_apart,
};
use expect_test::{Expect, expect};

/// The labels offered where `$0` stands.
#[allow(clippy::unwrap_used)] // a helper of tests
fn offered(text: &str) -> Vec<String> {
    let at = text.find("$0").unwrap();
    let text = text.replacen("$0", "", 1);
    let offered = complete(&text, TextSize::try_from(at).unwrap());
    for completion in &offered {
        assert!(!completion.documentation.is_empty());
        assert!(usize::from(completion.replace.end()) == at);
    }
    offered.into_iter().map(|c| c.label.to_string()).collect()
}

#[test]
fn headings_are_offered() {
    let all = [
        "[[person]]",
        "[[organisation]]",
        "[[place]]",
        "[[event]]",
        "[[office]]",
        "[[different_people]]",
    ];
    assert_eq!(offered("$0"), all);
    assert_eq!(offered("# mine\n[[pe$0"), all);
    assert_eq!(offered("[[place]]\nname = \"Oslo\"\n\n[$0"), all);
    assert!(offered("[[person]]\nname = \"A\"\n[[$0").contains(&"[[person.office]]".to_owned()));
}

#[test]
fn keys_that_are_not_there_yet_are_offered() {
    let below = |text: &str| {
        let mut offered = offered(text);
        offered.retain(|label| !label.starts_with('['));
        offered
    };
    let start = "[[person]]\nname = \"A\"\n";
    assert_eq!(
        below(&format!(
            "{start}born = 1942\n  $0\n\n[[place]]\nname = \"Oslo\"\n"
        )),
        [
            "aliases",
            "died",
            "country",
            "honorific",
            "gender",
            "family_name",
            "family_name_first",
            "note",
            "source"
        ]
    );
    assert_eq!(offered(&format!("{start}bo$0\n\n[[place]]\n")).len(), 10);
    assert_eq!(offered(&format!("{start}$0\n\n[[place]]\n")).len(), 10 + 7);
    assert_eq!(
        below(&format!("{start}[[person.office]]\ntitle = \"x\"\n$0")),
        ["of", "from", "to", "note", "source"]
    );
    assert_eq!(
        below("[[place]]\naliases = [{ name = \"Kiev\", $0 }]\n"),
        ["from", "to"]
    );
}

#[test]
fn values_are_offered_where_there_are_few() {
    assert_eq!(
        offered("[[person]]\ngender = $0"),
        ["\"female\"", "\"male\""]
    );
    assert_eq!(offered("[[office]]\none_holder = t$0"), ["true", "false"]);
    assert!(offered("[[person]]\nname = \"Jane $0 Roe\"\n").is_empty());
    assert!(offered("[[person]]\naliases = [\n  \"A\",\n  $0\n]\n").is_empty());
    assert!(offered("[[person]] # a $0").is_empty());
}

#[test]
fn what_stands_at_a_place() {
    let text = "# top\n[[person]]\nname = \"Jane Roe\"\n[[person.office]]\ntitle = \"mayor\"\n[[place]]\nname = \"Oslo\"\naliases = [{ name = \"Christiania\" }]\n";
    let at = |words: &str| {
        locate(
            text,
            TextSize::try_from(text.find(words).unwrap() + 1).unwrap(),
        )
    };
    let told = |words: &str| {
        let here = at(words).unwrap();
        let key = here.key.map_or("", |key| key.name);
        (
            here.kind,
            here.name.unwrap_or_default().to_string(),
            key,
            &text[here.range],
        )
    };
    assert_eq!(
        told("[[person]]"),
        (TableKind::Person, "Jane Roe".into(), "", "[[person]]")
    );
    assert_eq!(
        told("Jane"),
        (
            TableKind::Person,
            "Jane Roe".into(),
            "name",
            "name = \"Jane Roe\""
        )
    );
    assert_eq!(
        told("[[person.office"),
        (TableKind::Term, "mayor".into(), "", "[[person.office]]")
    );
    assert_eq!(
        told("mayor"),
        (
            TableKind::Term,
            "mayor".into(),
            "title",
            "title = \"mayor\""
        )
    );
    assert_eq!(
        told("Christiania"),
        (
            TableKind::Alias,
            "Christiania".into(),
            "name",
            "name = \"Christiania\""
        )
    );
    assert_eq!(
        told("aliases"),
        (
            TableKind::Place,
            "Oslo".into(),
            "aliases",
            "aliases = [{ name = \"Christiania\" }]"
        )
    );
    assert_eq!(at("# top"), None);
}

#[allow(clippy::unwrap_used)] // a helper of tests
fn added(text: &str, expected: Expect) {
    let entry = NewEntry {
        name: "Jane “J.” Roe".to_owned(),
        aliases: vec!["Jane \"JR\" Roe".to_owned()],
        begin: When::parse("1942~"),
        source: "Her letter.".to_owned(),
        ..NewEntry::default()
    };
    expected.assert_eq(&add(text, TableKind::Person, &entry).unwrap());
}

#[test]
fn an_entry_is_added_after_the_last_of_its_kind() {
    added(
        "",
        expect![[r#"
        [[person]]
        name = "Jane “J.” Roe"
        aliases = ['Jane "JR" Roe']
        born = "1942~"
        source = "Her letter."
    "#]],
    );
    added(
        "# Places\n[[place]]\nname = \"Oslo\"",
        expect![[r##"
        # Places
        [[place]]
        name = "Oslo"

        [[person]]
        name = "Jane “J.” Roe"
        aliases = ['Jane "JR" Roe']
        born = "1942~"
        source = "Her letter."
    "##]],
    );
    added(
        "[[person]]\nname = \"John\" # him\n[[person.office]]\ntitle = 'mayor'\n# not sure\n\n# Places\n[[place]]\nname = \"Oslo\"\n",
        expect![[r#"
            [[person]]
            name = "John" # him
            [[person.office]]
            title = 'mayor'
            # not sure

            [[person]]
            name = "Jane “J.” Roe"
            aliases = ['Jane "JR" Roe']
            born = "1942~"
            source = "Her letter."

            # Places
            [[place]]
            name = "Oslo"
        "#]],
    );
    added(
        "[[person]]\nname = \"John\"\n# Places\n[[place]]\nname = \"Oslo\"\n",
        expect![[r#"
            [[person]]
            name = "John"

            [[person]]
            name = "Jane “J.” Roe"
            aliases = ['Jane "JR" Roe']
            born = "1942~"
            source = "Her letter."

            # Places
            [[place]]
            name = "Oslo"
        "#]],
    );
}

#[test]
fn a_second_entry_of_a_name_is_refused() {
    let entry = |name: &str| NewEntry {
        name: name.to_owned(),
        ..NewEntry::default()
    };
    let text = "[[person]]\nname = \"Kim Jong Il\"\n";
    let refused =
        |text: &str, kind, name: &str| add(text, kind, &entry(name)).unwrap_err().to_string();
    assert_eq!(
        refused(text, TableKind::Person, "Kim Jong-il"),
        "“Kim Jong Il” stands in line 2 already. Change that entry instead."
    );
    assert!(add(text, TableKind::Place, &entry("Kim Jong Il")).is_ok());
    assert_eq!(
        add(text, TableKind::Person, &entry(" ")),
        Err(AddError::NoName)
    );
    assert_eq!(
        refused("[[person]]\nname = \"a\nb\n", TableKind::Place, "X"),
        "The file cannot be read as it is: line 2. Mend that first."
    );
    assert_eq!(
        add("", TableKind::Event, &entry("X")),
        Err(AddError::NoSuchKind)
    );
}

#[test]
fn who_is_not_the_same_person_is_written_once() {
    let names = |a: &str, b: &str| Apart::Names(a.to_owned(), b.to_owned());
    let articles = |article: &str| Apart::Articles {
        name: "Jane Roe".to_owned(),
        articles: vec![article.to_owned()],
    };
    let also = |article: &str, like: &str| Apart::Also {
        name: "Jane Roe".to_owned(),
        article: article.to_owned(),
        like: like.to_owned(),
    };
    let mut text = "# ours\n[[person]]\nname = \"Jane Roe\" # her\n".to_owned();
    for apart in [
        names("Jane Roe", "Jane Rowe"),
        articles("1.txt"),
        also("2 “a”.txt", "1.txt"),
    ] {
        let told = tell_apart(&text, &apart).unwrap();
        let again = tell_apart(&told, &apart).unwrap_err().to_string();
        assert!(again.contains("stands in line"), "{again}");
        text = told;
    }
    expect![[r#"
        # ours
        [[person]]
        name = "Jane Roe" # her

        [[different_people]]
        names = ["Jane Roe", "Jane Rowe"]

        [[different_people]]
        names = ["Jane Roe"]
        articles = ["1.txt", "2 “a”.txt"]
    "#]]
    .assert_eq(&text);
    assert_eq!(parse("a.toml", &text).problems, []);
    assert_eq!(
        tell_apart(&text, &names("jane roe", "Jane Roe")),
        Err(AddError::NoName)
    );
    assert!(matches!(
        tell_apart(&text, &also("3.txt", "4.txt")),
        Err(AddError::Gone { .. })
    ));
    assert!(matches!(
        tell_apart("[[person", &articles("1.txt")),
        Err(AddError::Broken { line: 1 })
    ));
}
