//! One dossier file: its text becomes entries and problems.

use std::sync::Arc;

use smol_str::SmolStr;
use text::TextRange;

use crate::{
    About, DifferentPeople, Event, Field, Lines, Office, Organisation, Origin, Person, Place,
    Problem, When,
    fields::Fields,
    person::person,
    plain_words,
    problem::Report,
    schema::TableKind,
    syntax::{self, Pair, Value},
    unknown::unknown,
};

/// What one file says.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The file, as it was named.
    pub file: SmolStr,
    /// Its text, from which editors count columns.
    pub text: Arc<str>,
    /// Where its lines start.
    pub lines: Lines,
    /// What could be understood.
    pub entries: Entries,
    /// What could not, in the order of the text. What contradicts other files only a [`Dossier`](crate::Dossier) knows.
    pub problems: Vec<Problem>,
}

/// The entries of a file by kind, in the order of the text.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct Entries {
    pub people: Vec<Arc<Person>>,
    pub organisations: Vec<Arc<Organisation>>,
    pub places: Vec<Arc<Place>>,
    pub events: Vec<Arc<Event>>,
    pub offices: Vec<Arc<Office>>,
    pub different: Vec<Arc<DifferentPeople>>,
}

/// Reads the text of a dossier file. `file` is what problems and entries will call it: its path from the corpus folder.
pub fn parse(file: &str, text: &str) -> Parsed {
    let mut report = Report::new(file, text);
    let mut entries = Entries::default();
    if u32::try_from(text.len()).is_err() {
        let fact = "This file is larger than 4 GB and is not read.";
        report.add(TextRange::default(), fact, "Split it into smaller files.");
    } else {
        let (root, broken) = syntax::read(text);
        for broken in &broken {
            plain_words::report(broken, text, &mut report);
        }
        for pair in &root.fields {
            section(pair, &mut entries, &mut report);
        }
    }
    let Report {
        file,
        lines,
        mut problems,
    } = report;
    problems.sort_by_key(|problem| (problem.range.start(), problem.range.end()));
    Parsed {
        file,
        text: text.into(),
        lines,
        entries,
        problems,
    }
}

/// All entries of a kind: `[[person]]`.
fn section(pair: &Pair, entries: &mut Entries, report: &mut Report) {
    let top = |kind: &TableKind| *kind != TableKind::Term;
    let Some(kind) = TableKind::of_path(&pair.key).filter(top) else {
        let known = TableKind::HEADED
            .into_iter()
            .filter(top)
            .map(TableKind::path);
        let fact = match pair.value.tables().next() {
            Some(_) => format!("“{}” is no kind of entry.", pair.key),
            None => format!("“{}” stands above all entries.", pair.key),
        };
        return unknown(pair, fact, known, report);
    };
    single_brackets(pair, report);
    for table in pair.value.tables() {
        let fields = Fields::new(table, kind, report);
        match kind {
            TableKind::Person => entries.people.extend(person(fields).map(Arc::new)),
            TableKind::Organisation => entries
                .organisations
                .extend(organisation(fields).map(Arc::new)),
            TableKind::Place => entries.places.extend(place(fields).map(Arc::new)),
            TableKind::Event => entries.events.extend(event(fields).map(Arc::new)),
            TableKind::Office => entries.offices.extend(office(fields).map(Arc::new)),
            TableKind::DifferentPeople => entries.different.extend(different(fields).map(Arc::new)),
            TableKind::Term | TableKind::Alias => {}
        }
    }
}

/// `[person]` allows no second one, and `person = "…"` is none.
fn single_brackets(pair: &Pair, report: &mut Report) {
    let heading = format!("[[{}]]", pair.key);
    let range = match &pair.value.value {
        Value::List(_) => return,
        Value::Table(table) => table.header,
        _ => pair.key_range,
    };
    let fact = format!("“{}” begins no entry like this.", pair.key);
    report.add(
        range,
        fact,
        format!("Write {heading} on a line of its own."),
    );
}

fn origin(fields: &Fields<'_, '_>) -> Origin {
    Origin {
        file: fields.report.file.clone(),
        header: fields.table.header,
        range: fields.table.range,
    }
}

/// What every entry has; nothing without a name.
pub(crate) fn about(fields: &mut Fields<'_, '_>) -> Option<About> {
    Some(About {
        aliases: fields.aliases(),
        country: fields.words("country"),
        note: fields.words("note"),
        source: fields.words("source"),
        origin: origin(fields),
        name: fields.words("name")?,
    })
}

/// Tells two dates of which the later certainly comes first.
pub(crate) fn in_order(
    from: &Option<Field<When>>,
    to: &Option<Field<When>>,
    what: &str,
    fields: &mut Fields<'_, '_>,
) {
    let (Some(from), Some(end)) = (from, to) else {
        return;
    };
    if end.value.bounds().1 < from.value.bounds().0 {
        let name = fields.table.get("name").map(|pair| &pair.value.value);
        let name = match name {
            Some(Value::Words(name)) => format!("“{name}”"),
            _ => "This entry".to_owned(),
        };
        let (first, last) = (from.value.edtf(), end.value.edtf());
        let fact = format!("{name} {what}: {first}, {last}.");
        fields
            .report
            .add(end.range, fact, "Correct one of the two dates.");
    }
}

fn organisation(mut fields: Fields<'_, '_>) -> Option<Organisation> {
    let about = about(&mut fields);
    let (founded, dissolved) = (fields.date("founded"), fields.date("dissolved"));
    in_order(
        &founded,
        &dissolved,
        "was dissolved before it was founded",
        &mut fields,
    );
    Some(Organisation {
        acronyms: fields.list("acronym"),
        about: about?,
        founded,
        dissolved,
    })
}

fn place(mut fields: Fields<'_, '_>) -> Option<Place> {
    let about = about(&mut fields)?;
    crate::place_name::report_overlaps(&about, fields.report);
    Some(Place { about })
}

fn event(mut fields: Fields<'_, '_>) -> Option<Event> {
    let about = about(&mut fields);
    Some(Event {
        date: fields.date("date"),
        place: fields.words("place"),
        about: about?,
    })
}

fn office(mut fields: Fields<'_, '_>) -> Option<Office> {
    let of = fields.words("of");
    let one_holder = fields.yes_or_no("one_holder").unwrap_or(false);
    let aliases = fields.list("aliases").into_iter();
    let about = About {
        origin: origin(&fields),
        aliases: aliases.map(crate::Alias::of_words).collect(),
        country: None,
        note: fields.words("note"),
        source: fields.words("source"),
        name: fields.words("title")?,
    };
    Some(Office {
        about,
        of,
        one_holder,
    })
}

fn different(mut fields: Fields<'_, '_>) -> Option<DifferentPeople> {
    let names = fields.list("names");
    let articles = fields.list("articles");
    match (names.as_slice(), articles.as_slice()) {
        ([only], []) => {
            let fact = "One name alone is not different from another.";
            let remedy =
                "Write both names in the list, or below it the articles that mean another person.";
            fields.report.add(only.range, fact, remedy);
        }
        ([_, _, ..], [first, ..]) => {
            let fact = "Articles tell apart two people of one name, and here are several names.";
            let remedy = "Write an entry of its own for each name that two people share.";
            fields.report.add(first.range, fact, remedy);
        }
        _ => {}
    }
    Some(DifferentPeople {
        origin: origin(&fields),
        note: fields.words("note"),
        source: fields.words("source"),
        names,
        articles,
    })
}
