//! An expression with its value.

use jiff::civil::Date;
use smol_str::SmolStr;
use text_size::TextRange;

use crate::{
    explain::Explanation,
    form::{Modifier, Quant},
    period::{Granularity, Period},
};

/// An expression of time with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Timex {
    /// Where it stands, in bytes from the block's start.
    pub range: TextRange,
    /// The TIMEX3 type.
    pub kind: TimexKind,
    /// The TIMEX3 value; `None` if it is impossible or cannot be known.
    pub value: Option<SmolStr>,
    /// The TIMEX3 `mod`.
    pub modifier: Option<Modifier>,
    /// The TIMEX3 `quant`.
    pub quant: Option<Quant>,
    /// The TIMEX3 `freq`.
    pub freq: Option<SmolStr>,
    /// The value in Extended Date/Time Format, if it lies on the calendar.
    pub edtf: Option<SmolStr>,
    /// The earliest and the latest day that the words allow.
    pub bounds: Option<(Date, Date)>,
    /// The stretch of the calendar that the value names, whatever part of it is meant.
    pub period: Option<Period>,
    /// How exact it is.
    pub granularity: Granularity,
    /// From where it was counted.
    pub anchor: Anchor,
    /// How the value was found.
    pub why: Explanation,
}

/// The TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum TimexKind {
    Date,
    Time,
    Duration,
    Set,
}

impl TimexKind {
    /// Its name in TIMEX3.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// From where a value was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// From the article's own date.
    Publication,
    /// From a time named before.
    Mention,
    /// From nothing: the words say it all, or nothing could be known.
    None,
}

impl Anchor {
    /// Its name in extracted data.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Publication => "publication",
            Self::Mention => "mention",
            Self::None => "none",
        }
    }
}

/// How one time lies to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// All of it is before all of the other.
    Before,
    /// All of it is after all of the other.
    After,
    /// Both are the same days.
    Equal,
    /// One contains the other.
    Inside,
    /// They differ and have no order: durations and sets.
    Disjoint,
    /// They overlap, or one is not known.
    Undecided,
}

impl Comparison {
    /// Whether both cannot be the same time.
    pub fn contradicts(self) -> bool {
        matches!(self, Self::Before | Self::After | Self::Disjoint)
    }
}

impl Timex {
    /// How this time lies to `other`.
    pub fn compare(&self, other: &Self) -> Comparison {
        if let (Some(a), Some(b)) = (self.bounds, other.bounds) {
            return compare_bounds(a, b);
        }
        let exact =
            |t: &Self| t.modifier.is_none() && t.value.as_ref().is_some_and(|v| !v.contains('X'));
        match (self.kind, other.kind) {
            (TimexKind::Duration, TimexKind::Duration) | (TimexKind::Set, TimexKind::Set)
                if exact(self) && exact(other) =>
            {
                if self.value == other.value {
                    Comparison::Equal
                } else {
                    lengths(self, other)
                }
            }
            _ => Comparison::Undecided,
        }
    }
}

fn compare_bounds(a: (Date, Date), b: (Date, Date)) -> Comparison {
    if a == b {
        Comparison::Equal
    } else if a.1 < b.0 {
        Comparison::Before
    } else if b.1 < a.0 {
        Comparison::After
    } else if (a.0 <= b.0 && b.1 <= a.1) || (b.0 <= a.0 && a.1 <= b.1) {
        Comparison::Inside
    } else {
        Comparison::Undecided
    }
}

/// Lengths of the same unit differ; `P1Y` and `P12M` may not.
fn lengths(a: &Timex, b: &Timex) -> Comparison {
    let unit = |t: &Timex| t.value.as_ref().and_then(|v| v.chars().next_back());
    if unit(a) == unit(b) {
        Comparison::Disjoint
    } else {
        Comparison::Undecided
    }
}
