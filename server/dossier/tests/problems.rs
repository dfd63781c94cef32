//! What is told of files that are not right.

use dossier::{Dossier, parse};
use expect_test::{Expect, expect};

/// All problems of some files, each beginning with `//- NAME`.
fn check(files: &str, expected: Expect) {
    let mut dossier = Dossier::default();
    for file in files.split("//- ").skip(1) {
        let (name, text) = file.split_once('\n').unwrap_or_default();
        dossier.set_file(parse(name, text));
    }
    let mut told = String::new();
    for problem in dossier.problems() {
        told.push_str(&format!("{problem}\n"));
        if let Some(replacement) = &problem.replacement
            && let Some(file) = dossier.file(&problem.file)
        {
            let text = &file.text;
            told.push_str(&format!("    {} → {replacement}\n", &text[problem.range]));
        }
        for related in &problem.related {
            told.push_str(&format!(
                "    {}:{}: {}\n",
                related.file, related.line, related.message
            ));
        }
    }
    expected.assert_eq(&told);
}

#[test]
fn keys_and_kinds() {
    check(
        r#"//- a.toml
colour = "blue"
[[persn]]
name = "A"
[[person]]
nmae = "Jane Roe"
[[person]]
name = "Jane Roe"
bron = "1942"
shoe_size = "38"
[[person.office]]
of = "Russia"
[place]
name = "Oslo"
[[organization]]
name = "UN"
"#,
        expect![[r#"
            a.toml:1: “colour” stands above all entries. Known are person, organisation, place, event, office, different_people.
            a.toml:2: “persn” is no kind of entry. Did you mean “person”?
                persn → person
            a.toml:4: A person has no name. Write name = "…" below it.
            a.toml:5: “nmae” is no key of a person. Did you mean “name”?
                nmae → name
            a.toml:8: “bron” is no key of a person. Did you mean “born”?
                bron → born
            a.toml:9: “shoe_size” is no key of a person. Known are name, aliases, born, died, country, honorific, gender, family_name, family_name_first, office, note, source.
            a.toml:10: An office of a person has no title. Write title = "…" below it.
            a.toml:12: “place” begins no entry like this. Write [[place]] on a line of its own.
            a.toml:14: “organization” is no kind of entry. Did you mean “organisation”?
                organization → organisation
        "#]],
    );
}

#[test]
fn values() {
    check(
        r#"//- a.toml
[[person]]
name = "Jane Roe"
aliases = "Jane"
born = "Feburary 1942"
died = "1941-02-30"
gender = "woman"
family_name_first = "yes"
note = ""
source = 12
[[person]]
name = "John Roe"
born = 1950-01-01
died = 1949
[[person.office]]
title = "mayor"
of = ["Oslo"]
from = "1999"
to = "1990"
[[place]]
name = "Kyiv"
aliases = [{ name = "Kiev", to = "2022", form = "x" }, { name = "Kyyiv", from = "1990" }, 3]
[[organisation]]
name = "Trust"
founded = "1950"
dissolved = "1949-12"
[[different_people]]
names = ["Jane Roe"]
[[office]]
title = "mayor"
aliases = "major"
"#,
        expect![[r#"
            a.toml:3: “aliases” is no list. Write aliases = ["Jane"].
                "Jane" → ["Jane"]
            a.toml:4: “born” is no date: “Feburary 1942”. Write it as 1942-02.
                "Feburary 1942" → "1942-02"
            a.toml:5: “died” is no day of the calendar: “1941-02-30”. February 1941 has 28 days.
            a.toml:6: “woman” is nothing that honorifics could agree with. Write "female" or "male", or leave the line out.
            a.toml:7: “family_name_first” is neither true nor false. Write family_name_first = true or family_name_first = false, without quotation marks.
            a.toml:8: “note” is empty. Write something between the quotation marks, or take the line out.
            a.toml:9: “source” has no quotation marks: 12. Write "12".
                12 → "12"
            a.toml:13: “John Roe” died before being born: 1950-01-01, 1949. Correct one of the two dates.
            a.toml:16: “of” is no words in quotation marks. Write of = "…".
            a.toml:18: This term ends before it begins. Correct one of the two dates.
            a.toml:21: “form” is no key of an alias. Did you mean “from”?
                form → from
            a.toml:21: “Kiev” and “Kyyiv” are both the right name at one time. Let one period end where the other begins.
            a.toml:21: “aliases” has no quotation marks: 3. Write "3".
                3 → "3"
            a.toml:25: “Trust” was dissolved before it was founded: 1950, 1949-12. Correct one of the two dates.
            a.toml:27: One name alone is not different from another. Write both names in the list, or below it the articles that mean another person.
            a.toml:30: “aliases” is no list. Write aliases = ["major"].
                "major" → ["major"]
        "#]],
    );
}

#[test]
fn slips_of_form() {
    check(
        r#"//- a.toml
[[person]]
name = Jane Roe
born = 1942-02
died
[[person]]
name = "John Roe
born =
[[person]]
name = "Ann"
name = "Anne"
[[person
name = "Lost"
[[place]]
name = "Oslo"
aliases = ["Christiania",
[[place]]
name = "Bergen"
"#,
        expect![[r#"
            a.toml:2: The quotation marks are missing: “Jane Roe”. Write "Jane Roe".
                Jane Roe → "Jane Roe"
            a.toml:3: This date needs quotation marks: “1942-02”. Write "1942-02".
                1942-02 → "1942-02"
            a.toml:4: “died” has no value. Write died = "…".
            a.toml:6: A quotation mark is missing. Close the words with the mark that they begin with.
            a.toml:7: Nothing stands behind the equals sign. Write the value, in quotation marks.
            a.toml:10: “name” stands twice in one entry. Take one of them out, or begin a new entry with its heading in double brackets.
            a.toml:11: The brackets of this heading are not closed. Write it as [[person]].
            a.toml:15: This list is not finished. Put commas between its parts and close its brackets: ["one", "two"].
        "#]],
    );
}

#[test]
fn one_name_twice() {
    check(
        r#"//- a.toml
[[person]]
name = "Jane Roe"
aliases = ["J. Roe", "Jane-Roe"]
[[place]]
name = "Georgia"
country = "United States"
[[organisation]]
name = "German Press Agency"
acronym = "DPA"
//- b.toml
[[person]]
name = "Jane Roe"
[[person]]
name = "Judy Roe"
aliases = ["J Roe"]
[[place]]
name = "Georgia"
country = "Georgia"
[[place]]
name = "Georgia"
country = "United States"
[[office]]
title = "president"
of = "Russia"
[[office]]
title = "president"
of = "France"
[[office]]
title = "head of state"
of = "France"
aliases = ["president"]
[[organisation]]
name = "Data Protection Authority"
acronym = "DPA"
"#,
        expect![[r#"
            b.toml:2: “Jane Roe” has two entries; the other is in a.toml, line 2. Make them one entry, or take the name out of one of them.
                a.toml:2: “Jane Roe” stands here too.
            b.toml:5: “J Roe” stands for “Judy Roe” here and for “Jane Roe” in a.toml, line 3. Make them one entry, or take the name out of one of them.
                a.toml:3: “J. Roe” stands here too.
            b.toml:10: “Georgia” has two entries; the other is in a.toml, line 5. Make them one entry, or take the name out of one of them.
                a.toml:5: “Georgia” stands here too.
            b.toml:21: “president” stands for “head of state” here and for “president” in b.toml, line 16. Make them one entry, or take the name out of one of them.
                b.toml:16: “president” stands here too.
        "#]],
    );
}

#[test]
fn two_holders_at_a_time() {
    check(
        r#"//- a.toml
[[office]]
title = "president"
of = "Russia"
aliases = ["head of state"]
one_holder = true
[[person]]
name = "One"
[[person.office]]
title = "president"
of = "Russia"
from = "2000-05-07"
to = "2008-05-07"
//- b.toml
[[person]]
name = "Two"
[[person.office]]
title = "head of state"
of = "Russian Federation"
from = "2008-05-07"
to = "2012-05-07"
[[person]]
name = "Three"
[[person.office]]
title = "president"
of = "Russia"
from = "2012-01"
[[person.office]]
title = "president"
of = "Chess Federation"
from = "2001"
"#,
        expect![[r#"
            b.toml:11: “Two” and “Three” are both president at one time. Correct the dates of one term, or take one_holder = true from the office.
                b.toml:4: “Two” holds this office too.
        "#]],
    );
}
