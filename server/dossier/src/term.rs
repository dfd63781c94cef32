//! How long something held, a term of office or a name, and where a day stands to it.

use dates::Date;
use smol_str::SmolStr;
use text::TextRange;

use crate::{Field, When};

/// A beginning or an end as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Then.
    At(When),
    /// There is none: `".."`.
    Open,
    /// There is one and nobody knows when: `"?"`.
    Unknown,
}

/// Where a day stands to a stretch whose ends may be inexact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Certainly before it began.
    Before,
    /// Certainly in it.
    Inside,
    /// Certainly after it ended.
    After,
    /// What is known does not say.
    Undecided,
}

/// A stretch of days with inexact ends; the first and the last day belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The earliest and the latest day on which it may have begun.
    pub start: (Date, Date),
    /// The earliest and the latest day on which it may have ended.
    pub end: (Date, Date),
}

/// A term of office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// `[[person.office]]` in its file.
    pub header: TextRange,
    /// All of it.
    pub range: TextRange,
    /// The office: `president`.
    pub title: Field<SmolStr>,
    /// The country or organisation: `Russia`.
    pub of: Option<Field<SmolStr>>,
    /// When it began; none: not known.
    pub from: Option<Field<Edge>>,
    /// When it ended; none: it goes on, or ended with its holder’s life.
    pub to: Option<Field<Edge>>,
    /// For colleagues.
    pub note: Option<Field<SmolStr>>,
    /// How it is known.
    pub source: Option<Field<SmolStr>>,
    /// When it was held.
    pub held: Stretch,
}

/// The whole calendar: nothing is known.
const ANY: (Date, Date) = (Date::MIN, Date::MAX);

impl Stretch {
    /// Of a beginning and an end; one that is left out is `otherwise`.
    pub(crate) fn new(from: Option<Edge>, to: Option<Edge>, otherwise: (Edge, Edge)) -> Self {
        let bounds = |edge: Edge, open: Date| match edge {
            Edge::At(when) => when.bounds(),
            Edge::Open => (open, open),
            Edge::Unknown => ANY,
        };
        Self {
            start: bounds(from.unwrap_or(otherwise.0), Date::MIN),
            end: bounds(to.unwrap_or(otherwise.1), Date::MAX),
        }
    }

    /// Where a day stands to it.
    pub fn standing(self, day: Date) -> Standing {
        if day < self.start.0 {
            Standing::Before
        } else if day > self.end.1 {
            Standing::After
        } else if self.start.1 <= day && day <= self.end.0 {
            Standing::Inside
        } else {
            Standing::Undecided
        }
    }

    /// Whether it ends before it begins, however its ends are read.
    pub(crate) fn is_reversed(self) -> bool {
        self.end.1 < self.start.0
    }

    /// Whether both certainly share more than the one day on which one hands over to the other.
    pub(crate) fn overlaps(self, other: Self) -> bool {
        self.start.1.max(other.start.1) < self.end.0.min(other.end.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(from: &str, to: &str) -> Stretch {
        let at = |words: &str| When::parse(words).map(Edge::At);
        Stretch::new(at(from), at(to), (Edge::Unknown, Edge::Open))
    }

    #[test]
    fn days_and_inexact_ends() {
        let term = stretch("1997", "2011-12-17");
        let on = |y, m, d| term.standing(jiff::civil::date(y, m, d));
        assert_eq!(on(1996, 12, 31), Standing::Before);
        assert_eq!(on(1997, 6, 1), Standing::Undecided);
        assert_eq!(on(1998, 1, 1), Standing::Inside);
        assert_eq!(on(2011, 12, 17), Standing::Inside);
        assert_eq!(on(2011, 12, 18), Standing::After);
        assert_eq!(
            stretch("", "1990").standing(jiff::civil::date(1980, 1, 1)),
            Standing::Undecided
        );
        assert_eq!(
            stretch("1990", "").standing(jiff::civil::date(2020, 1, 1)),
            Standing::Inside
        );
    }

    #[test]
    fn handing_over_is_no_overlap() {
        assert!(!stretch("2000", "2008-05-07").overlaps(stretch("2008-05-07", "2012-05-07")));
        assert!(!stretch("2000", "2008").overlaps(stretch("2008", "2012")));
        assert!(stretch("2000", "2008-05-09").overlaps(stretch("2008-05-07", "2012-05-07")));
    }
}
