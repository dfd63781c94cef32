//! The name of an annotation: a ULID, which sorts by the time it was made and has 80 random bits, so that two people's
//! never meet.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use ulid::Ulid;

/// What an id starts with where an address is wanted.
const URN: &str = "urn:ulid:";

/// Names one annotation. Ids sort by the time they were made, to the millisecond; within one file each is later than
/// those before it, whatever the clock did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AnnotationId(Ulid);

impl AnnotationId {
    /// A new id of that time, later than `latest`, the latest id of the same file.
    pub fn new(time: Timestamp, latest: Option<Self>) -> Self {
        let fresh = Ulid::from_datetime(time.into());
        let behind = latest.and_then(|latest| latest.0.increment());
        Self(behind.map_or(fresh, |behind| fresh.max(behind)))
    }

    /// The latest id that a text names, whatever else stands there.
    pub fn latest_in(content: &[u8]) -> Option<Self> {
        let content = String::from_utf8_lossy(content);
        let named = content.match_indices(URN).filter_map(|(at, _)| {
            let name = at..at + URN.len() + ulid::ULID_LEN;
            content.get(name)?.parse().ok()
        });
        named.max()
    }

    /// An id from its parts: for tests, where nothing may be random.
    pub fn from_parts(milliseconds: u64, random: u128) -> Self {
        Self(Ulid::from_parts(milliseconds, random))
    }
}

impl fmt::Display for AnnotationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{URN}{}", self.0)
    }
}

impl FromStr for AnnotationId {
    type Err = ulid::DecodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.strip_prefix(URN).unwrap_or(text).parse().map(Self)
    }
}

impl Serialize for AnnotationId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AnnotationId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map_err(|_| de::Error::custom(format!("“{text}” is no id")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_time() {
        let early = AnnotationId::new(Timestamp::from_millisecond(1_000).unwrap(), None);
        let late = AnnotationId::new(Timestamp::from_millisecond(2_000).unwrap(), None);
        assert!(early < late && early.to_string() < late.to_string());
    }

    #[test]
    fn a_clock_set_back_does_not_make_a_later_id_earlier() {
        let late = AnnotationId::new(Timestamp::from_millisecond(2_000).unwrap(), None);
        let next = AnnotationId::new(Timestamp::from_millisecond(1_000).unwrap(), Some(late));
        assert!(late < next);
    }

    #[test]
    fn a_thousand_ids_of_one_moment_differ() {
        let now = Timestamp::from_millisecond(5).unwrap();
        let ids: std::collections::BTreeSet<_> =
            (0..1000).map(|_| AnnotationId::new(now, None)).collect();
        assert_eq!(ids.len(), 1000);
    }

    #[test]
    fn an_id_reads_back_with_or_without_its_scheme() {
        let id = AnnotationId::from_parts(7, 9);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.0.to_string().parse(), Ok(id));
    }
}
