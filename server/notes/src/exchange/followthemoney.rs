//! FollowTheMoney: one JSON object a line, so that an investigation's database can load whom and what an article names.
//!
//! Ids are hashes of what the thing is, so that the same person of two articles is one, and two exports are equal.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// What an article names, gathered by the caller.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The path of the article.
    pub article: String,
    /// Its headline.
    pub title: Option<String>,
    /// The day of its publication: `2002-08-23`, or as much of it as is known.
    pub date: Option<String>,
    /// Its text.
    pub text: Option<String>,
    /// The people and organisations.
    pub entities: Vec<EntityRow>,
    /// Who held what.
    pub offices: Vec<OfficeRow>,
    /// What happened.
    pub events: Vec<EventRow>,
    /// What the article calls whom.
    pub mentions: Vec<MentionRow>,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntityKind {
    /// A person.
    Person,
    /// An organisation.
    Organization,
}

impl EntityKind {
    fn schema(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Organization => "Organization",
        }
    }
}

/// A person or an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityRow {
    /// The full name, by which the other rows refer to it.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Other forms of the name.
    pub forms: Vec<String>,
}

/// Somebody held an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeRow {
    /// The full name of the person.
    pub holder: String,
    /// The office.
    pub post: String,
    /// Since when, as exactly as is known.
    pub start: Option<String>,
    /// Until when, as exactly as is known.
    pub end: Option<String>,
}

/// Something happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRow {
    /// What.
    pub name: String,
    /// When, or when it began, as exactly as is known.
    pub date: Option<String>,
    /// When it ended.
    pub end: Option<String>,
    /// The full names of those who took part.
    pub involved: Vec<String>,
}

/// A name as the article writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentionRow {
    /// As written.
    pub written: String,
    /// The full name of who is meant, if that is known.
    pub entity: Option<String>,
    /// What it names.
    pub kind: EntityKind,
}

/// One object a line: the article, then entities, offices, events and mentions.
pub fn to_follow_the_money(sheet: &Sheet) -> String {
    let article = id("Article", &[&sheet.article]);
    let entity = |name: &str| {
        let row = sheet.entities.iter().find(|row| row.name == name)?;
        Some(id(row.kind.schema(), &[&row.name]))
    };
    let mut lines: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut write = |id: String, schema: &str, properties: Vec<(&str, Vec<String>)>| {
        let properties: Map<String, Value> = properties
            .into_iter()
            .map(|(name, values)| {
                (
                    name,
                    values
                        .into_iter()
                        .filter(|value| !value.is_empty())
                        .collect::<Vec<_>>(),
                )
            })
            .filter(|(_, values)| !values.is_empty())
            .map(|(name, values)| (name.to_owned(), json!(values)))
            .collect();
        if seen.insert(id.clone()) {
            lines.push(json!({"id": id, "schema": schema, "properties": properties}).to_string());
        }
    };
    let one = |value: &Option<String>| value.iter().cloned().collect::<Vec<_>>();
    let file_name = sheet
        .article
        .rsplit('/')
        .next()
        .unwrap_or(&sheet.article)
        .to_owned();
    write(
        article.clone(),
        "Article",
        vec![
            (
                "title",
                vec![sheet.title.clone().unwrap_or_else(|| file_name.clone())],
            ),
            ("fileName", vec![file_name.clone()]),
            ("publishedAt", one(&sheet.date)),
            ("bodyText", one(&sheet.text)),
        ],
    );
    for row in &sheet.entities {
        let forms = row
            .forms
            .iter()
            .filter(|&form| *form != row.name)
            .cloned()
            .collect();
        let properties = vec![
            ("name", vec![row.name.clone()]),
            ("alias", forms),
            ("proof", vec![article.clone()]),
        ];
        write(
            id(row.kind.schema(), &[&row.name]),
            row.kind.schema(),
            properties,
        );
    }
    for row in &sheet.offices {
        // An office that nobody of the article holds would refer to nothing.
        let Some(holder) = entity(&row.holder) else {
            continue;
        };
        let post = id("Position", &[&row.post]);
        write(
            post.clone(),
            "Position",
            vec![("name", vec![row.post.clone()])],
        );
        let since = row.start.as_deref().unwrap_or_default();
        write(
            id("Occupancy", &[&holder, &post, since]),
            "Occupancy",
            vec![
                ("holder", vec![holder]),
                ("post", vec![post]),
                ("startDate", one(&row.start)),
                ("endDate", one(&row.end)),
            ],
        );
    }
    for row in &sheet.events {
        let involved = row
            .involved
            .iter()
            .filter_map(|name| entity(name))
            .collect();
        write(
            id(
                "Event",
                &[
                    &sheet.article,
                    &row.name,
                    row.date.as_deref().unwrap_or_default(),
                ],
            ),
            "Event",
            vec![
                ("name", vec![row.name.clone()]),
                ("date", one(&row.date)),
                ("endDate", one(&row.end)),
                ("involved", involved),
                ("proof", vec![article.clone()]),
            ],
        );
    }
    for row in &sheet.mentions {
        let resolved: Vec<String> = row.entity.as_deref().and_then(entity).into_iter().collect();
        let of = resolved.first().cloned().unwrap_or_default();
        write(
            id("Mention", &[&article, &row.written, &of]),
            "Mention",
            vec![
                ("document", vec![article.clone()]),
                ("name", vec![row.written.clone()]),
                ("resolved", resolved),
                ("detectedSchema", vec![row.kind.schema().to_owned()]),
            ],
        );
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn id(schema: &str, parts: &[&str]) -> String {
    let mut hash = blake3::Hasher::new();
    for part in [schema].iter().chain(parts) {
        hash.update(part.as_bytes());
        hash.update(b"\0");
    }
    let mut id = hash.finalize().to_hex().to_string();
    id.truncate(40);
    id
}
