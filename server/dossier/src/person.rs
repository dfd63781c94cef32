//! A `[[person]]` and the terms below it, read from their fields.

use names::PersonName;
use smol_str::SmolStr;

use crate::{
    Edge, Field, Person, Stretch, Term,
    fields::{Fields, reversed},
    parse::{about, in_order},
    problem::Report,
    schema::TableKind,
    syntax::Table,
};

pub(crate) fn person(mut fields: Fields<'_, '_>) -> Option<Person> {
    let about = about(&mut fields);
    let (born, died) = (fields.date("born"), fields.date("died"));
    in_order(&born, &died, "died before being born", &mut fields);
    let family = fields.words("family_name");
    let family_first = fields.yes_or_no("family_name_first");
    let (honorific, gender) = (fields.words("honorific"), fields.gender());
    let tables = fields.table.get("office").map(|pair| pair.value.tables());
    let end = died.as_ref().map(|field| Edge::At(field.value));
    let terms = tables.into_iter().flatten();
    let offices = terms
        .filter_map(|table| term(table, end, fields.report))
        .collect();
    let about = about?;
    Some(Person {
        parts: name_parts(&about.name.value, family.as_ref(), family_first),
        about,
        born,
        died,
        honorific,
        gender,
        offices,
    })
}

/// The parts of a name, as the desk says or as they look.
fn name_parts(
    name: &str,
    family: Option<&Field<SmolStr>>,
    first: Option<bool>,
) -> Option<PersonName> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let read = PersonName::parse(&words);
    let gender = read.as_ref().and_then(|name| name.gender);
    let suffix = read.as_ref().and_then(|name| name.suffix.clone());
    let parts = |family: &[&str], given: &[&str], family_first| {
        // Two syllables of one given name are one, with a hyphen, with a space or without.
        let given = match family_first {
            true => vec![names::fold(&given.concat())],
            false => given.iter().map(|word| names::fold(word)).collect(),
        };
        Some(PersonName {
            given,
            family: names::fold(&family.concat()),
            gender,
            family_first,
            suffix: suffix.clone(),
        })
    };
    if let Some(family) = family {
        let family: Vec<&str> = family.value.split_whitespace().collect();
        let given: Vec<&str> = words
            .iter()
            .filter(|word| !family.contains(word))
            .copied()
            .collect();
        return parts(&family, &given, first.unwrap_or(words.starts_with(&family)));
    }
    match (first, words.split_first(), words.split_last()) {
        (Some(true), Some((family, given)), _) if !given.is_empty() => {
            parts(&[family], given, true)
        }
        (Some(false), _, Some((family, given)))
            if read.as_ref().is_some_and(|n| n.family_first) =>
        {
            parts(&[family], given, false)
        }
        _ => read,
    }
}

fn term(table: &Table, death: Option<Edge>, report: &mut Report) -> Option<Term> {
    let mut fields = Fields::new(table, TableKind::Term, report);
    let (title, of) = (fields.words("title"), fields.words("of"));
    let (from, to) = (fields.edge("from"), fields.edge("to"));
    let (note, source) = (fields.words("note"), fields.words("source"));
    let edge = |field: &Option<Field<Edge>>| field.as_ref().map(|f| f.value);
    // A date that could not be read is not the same as none.
    let left_out = |key: &str, otherwise| match table.get(key) {
        Some(_) => Edge::Unknown,
        None => otherwise,
    };
    let otherwise = (Edge::Unknown, left_out("to", death.unwrap_or(Edge::Open)));
    let held = Stretch::new(edge(&from), edge(&to), otherwise);
    if held.is_reversed() {
        let fact = match to {
            Some(_) => "This term ends before it begins.",
            None => "This term begins after its holder died.",
        };
        let place = to.as_ref().or(from.as_ref()).cloned();
        reversed(table.range, &place, fact, report);
    }
    Some(Term {
        header: table.header,
        range: table.range,
        title: title?,
        of,
        from,
        to,
        note,
        source,
        held,
    })
}

#[cfg(test)]
mod tests {
    fn parts(lines: &str) -> (String, String, bool) {
        let parsed = crate::parse("p.toml", &format!("[[person]]\n{lines}\n"));
        assert_eq!(parsed.problems, []);
        let parts = parsed.entries.people[0].parts.clone().unwrap();
        (
            parts.given.join(" "),
            parts.family.to_string(),
            parts.family_first,
        )
    }

    #[test]
    fn family_names_as_the_desk_says() {
        let told = |given: &str, family: &str, first| (given.to_owned(), family.to_owned(), first);
        assert_eq!(parts("name = \"Kim Jong Il\""), told("jongil", "kim", true));
        assert_eq!(
            parts("name = \"Nakasone Yasuhiro\"\nfamily_name_first = true"),
            told("yasuhiro", "nakasone", true)
        );
        assert_eq!(
            parts("name = \"Kim Jong Il\"\nfamily_name_first = false"),
            told("kim jong", "il", false)
        );
        assert_eq!(
            parts("name = \"Gabriel García Márquez\"\nfamily_name = \"García Márquez\""),
            told("gabriel", "garciamarquez", false)
        );
    }

    #[test]
    fn one_word_has_no_parts() {
        let parsed = crate::parse("p.toml", "[[person]]\nname = \"Madonna\"\n");
        assert_eq!(parsed.entries.people[0].parts, None);
    }
}
