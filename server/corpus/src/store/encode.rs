//! Rows of an article as they stand in the tables, and back.

use names::EntityType;
use rusqlite::types::Type;
use serde::{Serialize, Serializer as _};
use smol_str::SmolStr;
use text::TextRange;

use crate::{
    findings::{FindingRow, RelatedPlace, RelatedRow},
    rows::{ArticleId, EntityRow, FormRow, MentionRow, Spot, SpotNumbers},
};

/// `PER`, `ORG`, `LOC` or `MISC`.
pub(super) fn type_name(entity_type: EntityType) -> &'static str {
    match entity_type {
        EntityType::Person => "PER",
        EntityType::Organisation => "ORG",
        EntityType::Place => "LOC",
        EntityType::Other => "MISC",
    }
}

/// The inverse of [`type_name`].
pub(super) fn type_of(name: &str) -> EntityType {
    match name {
        "PER" => EntityType::Person,
        "ORG" => EntityType::Organisation,
        "LOC" => EntityType::Place,
        _ => EntityType::Other,
    }
}

type Form = (SmolStr, u8, u32);
type Mention = (u32, u8, SpotNumbers);

pub(super) fn forms(row: &EntityRow) -> String {
    let forms = row.forms.iter();
    list(forms.map(|f| (&f.text, u8::from(f.full), f.count)))
}

pub(super) fn mentions(row: &EntityRow) -> String {
    let mentions = row.mentions.iter().map(|m| {
        let form = u32::try_from(m.form).unwrap_or(u32::MAX);
        (form, u8::from(m.doubtful), m.spot.to_numbers())
    });
    list(mentions)
}

pub(super) fn place(spot: Spot) -> String {
    list(spot.to_numbers().into_iter())
}

pub(super) fn read_forms(column: usize, text: &str) -> rusqlite::Result<Vec<FormRow>> {
    let forms: Vec<Form> = read(column, text)?;
    let form = |(text, full, count): Form| FormRow {
        text,
        full: full != 0,
        count,
    };
    Ok(forms.into_iter().map(form).collect())
}

pub(super) fn read_mentions(column: usize, text: &str) -> rusqlite::Result<Vec<MentionRow>> {
    let mentions: Vec<Mention> = read(column, text)?;
    let mention = |(form, doubtful, place): Mention| {
        Ok(MentionRow {
            spot: spot(column, &place)?,
            form: form as usize,
            doubtful: doubtful != 0,
        })
    };
    mentions.into_iter().map(mention).collect()
}

pub(super) fn read_place(column: usize, text: &str) -> rusqlite::Result<Spot> {
    spot(column, &read::<SpotNumbers>(column, text)?)
}

fn spot(column: usize, numbers: &[u32]) -> rusqlite::Result<Spot> {
    Spot::of_numbers(numbers).ok_or_else(|| unreadable(column, "no place"))
}

type Related<'a> = (&'a str, &'a str, SpotNumbers);
type ReadRelated = (String, String, SpotNumbers);
type ReadFinding = (SmolStr, SmolStr, String, SpotNumbers, Vec<ReadRelated>);

pub(super) fn findings(rows: &[FindingRow]) -> String {
    list(rows.iter().map(|row| {
        let related: Vec<Related<'_>> = row.related.iter().map(related).collect();
        let place = row.spot.to_numbers();
        (&row.rule, &row.severity, &row.message, place, related)
    }))
}

fn related(row: &RelatedRow) -> Related<'_> {
    let (file, place) = match &row.place {
        RelatedPlace::Article(article, spot) => (article.as_str(), spot.to_numbers()),
        RelatedPlace::Dossier(file, range) => {
            let place = [range.start().into(), range.len().into()];
            (file.as_str(), SpotNumbers::from_slice(&place))
        }
    };
    (&row.message, file, place)
}

pub(super) fn read_findings(column: usize, text: &str) -> rusqlite::Result<Vec<FindingRow>> {
    let rows: Vec<ReadFinding> = read(column, text)?;
    let row = |(rule, severity, message, place, related): ReadFinding| {
        let related = related.into_iter().map(|row| read_related(column, row));
        Ok(FindingRow {
            rule,
            severity,
            message,
            spot: spot(column, &place)?,
            related: related.collect::<rusqlite::Result<_>>()?,
        })
    };
    rows.into_iter().map(row).collect()
}

fn read_related(
    column: usize,
    (message, file, place): ReadRelated,
) -> rusqlite::Result<RelatedRow> {
    let place = match *place {
        // Bytes of a file of the dossier.
        [start, length] if start.checked_add(length).is_some() => {
            RelatedPlace::Dossier(file.into(), TextRange::at(start.into(), length.into()))
        }
        _ => RelatedPlace::Article(ArticleId::new(&file), spot(column, &place)?),
    };
    Ok(RelatedRow { message, place })
}

/// Hashes of words, each in 4 bytes, the lowest first.
pub(super) fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// The inverse of [`words`].
pub(super) fn read_words(bytes: &[u8]) -> Vec<u32> {
    let (words, _) = bytes.as_chunks::<4>();
    words.iter().map(|word| u32::from_le_bytes(*word)).collect()
}

/// A list in JSON.
fn list<T: Serialize>(items: impl Iterator<Item = T>) -> String {
    let mut json = Vec::with_capacity(64);
    // Numbers and strings always have a form in JSON, and it is text.
    let written = serde_json::Serializer::new(&mut json).collect_seq(items);
    let json = written.ok().and_then(|()| String::from_utf8(json).ok());
    json.unwrap_or_default()
}

fn read<T: serde::de::DeserializeOwned>(column: usize, text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text).map_err(|error| unreadable(column, error))
}

/// What stands in a column is not what this build writes there.
pub(super) fn unreadable(
    column: usize,
    why: impl Into<Box<dyn std::error::Error + Send + Sync>>,
) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, why.into())
}
