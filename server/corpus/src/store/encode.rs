//! Rows of an article as they stand in the tables, and back.

use names::EntityType;
use rusqlite::types::Type;
use serde::{
    Deserialize, Deserializer,
    de::{SeqAccess, Visitor},
};
use smol_str::SmolStr;

use crate::rows::{EntityRow, FormRow, MentionRow, Spot};

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

type Form = (SmolStr, u8, u32, SpotNumbers);
type Mention = (u32, u8, SpotNumbers);

/// What [`Spot::to_numbers`] gives, read without a vector for each: a much-named person has thousands.
#[derive(Default)]
struct SpotNumbers {
    numbers: [u32; Spot::MOST_NUMBERS],
    count: usize,
}

impl SpotNumbers {
    fn spot(&self, column: usize) -> rusqlite::Result<Spot> {
        let spot = self.numbers.get(..self.count).and_then(Spot::of_numbers);
        spot.ok_or_else(|| unreadable(column, "no place"))
    }
}

impl<'de> Deserialize<'de> for SpotNumbers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Numbers;
        impl<'de> Visitor<'de> for Numbers {
            type Value = SpotNumbers;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("the numbers of a place")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<SpotNumbers, A::Error> {
                let mut read = SpotNumbers::default();
                while let Some(number) = seq.next_element()? {
                    let too_many = || serde::de::Error::invalid_length(read.count + 1, &self);
                    *read.numbers.get_mut(read.count).ok_or_else(too_many)? = number;
                    read.count += 1;
                }
                Ok(read)
            }
        }
        deserializer.deserialize_seq(Numbers)
    }
}

pub(super) fn forms(row: &EntityRow) -> String {
    let forms = row
        .forms
        .iter()
        .map(|f| (&f.text, u8::from(f.full), f.count, f.first.to_numbers()));
    json(&forms.collect::<Vec<_>>())
}

pub(super) fn mentions(row: &EntityRow) -> String {
    let mentions = row.mentions.iter().map(|m| {
        let form = u32::try_from(m.form).unwrap_or(u32::MAX);
        (form, u8::from(m.doubtful), m.spot.to_numbers())
    });
    json(&mentions.collect::<Vec<_>>())
}

pub(super) fn place(spot: Spot) -> String {
    json(&spot.to_numbers())
}

pub(super) fn read_forms(column: usize, text: &str) -> rusqlite::Result<Vec<FormRow>> {
    let forms: Vec<Form> = read(column, text)?;
    let form = |(text, full, count, first): Form| {
        Ok(FormRow {
            text,
            full: full != 0,
            count,
            first: first.spot(column)?,
        })
    };
    forms.into_iter().map(form).collect()
}

pub(super) fn read_mentions(column: usize, text: &str) -> rusqlite::Result<Vec<MentionRow>> {
    let mentions: Vec<Mention> = read(column, text)?;
    let mention = |(form, doubtful, place): Mention| {
        Ok(MentionRow {
            spot: place.spot(column)?,
            form: form as usize,
            doubtful: doubtful != 0,
        })
    };
    mentions.into_iter().map(mention).collect()
}

pub(super) fn read_place(column: usize, text: &str) -> rusqlite::Result<Spot> {
    read::<SpotNumbers>(column, text)?.spot(column)
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

fn json(value: &impl serde::Serialize) -> String {
    // Numbers and strings always have a form in JSON.
    serde_json::to_string(value).unwrap_or_default()
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
