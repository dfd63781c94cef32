//! What follows from the dates of a person, an organisation or an event: age, being alive, an anniversary, offices on a day.

use dates::Date;

use crate::{Event, Person, Standing, Term};

/// Nobody is taken to be alive for longer, in years, unless the dossier says so.
const LONGEST_LIFE: i16 = 110;

/// The answer to a question about a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Certainly.
    Yes,
    /// Certainly not.
    No,
    /// What is known does not say.
    Undecided,
}

/// An age in full years, as exact as the date of birth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AgeRange {
    /// At least.
    pub youngest: u16,
    /// At most.
    pub oldest: u16,
}

impl Person {
    /// The age on a day, whether alive or not; none before birth or if that is not known on both sides.
    pub fn age_on(&self, day: Date) -> Option<AgeRange> {
        let (earliest, latest) = self.born.as_ref()?.value.bounds();
        if earliest == Date::MIN || latest == Date::MAX || day < earliest {
            return None;
        }
        let years = |born| u16::try_from(full_years(born, day).max(0)).ok();
        Some(AgeRange {
            youngest: years(latest)?,
            oldest: years(earliest)?,
        })
    }

    /// Whether the person was alive on a day. Without a date of death people are taken to live, but not for ever.
    pub fn was_alive_on(&self, day: Date) -> Answer {
        let bounds =
            |field: &Option<crate::Field<crate::When>>| field.as_ref().map(|f| f.value.bounds());
        let (born, died) = (bounds(&self.born), bounds(&self.died));
        if born.is_some_and(|(earliest, _)| day < earliest)
            || died.is_some_and(|(_, latest)| day > latest)
        {
            return Answer::No;
        }
        let certainly_born = born.is_some_and(|(_, latest)| day >= latest);
        let not_yet_dead = match (died, born) {
            (Some((earliest, _)), _) => day <= earliest,
            (None, Some((earliest, _))) => full_years(earliest, day) <= LONGEST_LIFE,
            (None, None) => false,
        };
        match certainly_born && not_yet_dead {
            true => Answer::Yes,
            false => Answer::Undecided,
        }
    }

    /// The offices that the person held on a day, or may have held.
    pub fn offices_on(&self, day: Date) -> impl Iterator<Item = (&Term, Standing)> {
        let standing = move |term| (term, Term::standing(term, day));
        let offices = self.offices.iter().map(standing);
        offices.filter(|(_, s)| matches!(s, Standing::Inside | Standing::Undecided))
    }
}

impl Term {
    /// Where a day stands to it.
    pub fn standing(&self, day: Date) -> Standing {
        self.held.standing(day)
    }
}

impl Event {
    /// Which anniversary falls in a year: 57 in 2002 of what was in 1945. None if the year of the event is not certain, or
    /// not before.
    pub fn anniversary(&self, year: i16) -> Option<u16> {
        let of = self.date.as_ref()?.value.year()?;
        u16::try_from(i32::from(year) - i32::from(of))
            .ok()
            .filter(|n| *n > 0)
    }
}

/// Birthdays passed since a birth, on a day.
fn full_years(born: Date, day: Date) -> i16 {
    let before = (day.month(), day.day()) < (born.month(), born.day());
    (i32::from(day.year()) - i32::from(born.year()) - i32::from(before))
        .try_into()
        .unwrap_or(i16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn person(dates: &str) -> std::sync::Arc<Person> {
        let parsed = crate::parse(
            "p.toml",
            &format!("[[person]]\nname = \"Jane Roe\"\n{dates}"),
        );
        assert_eq!(parsed.problems, []);
        parsed.entries.people[0].clone()
    }

    fn ages(dates: &str, day: Date) -> Option<(u16, u16)> {
        person(dates)
            .age_on(day)
            .map(|age| (age.youngest, age.oldest))
    }

    #[test]
    fn an_age_is_as_exact_as_the_birth() {
        let day = date(2002, 8, 15);
        assert_eq!(ages("born = \"1942-08-15\"", day), Some((60, 60)));
        assert_eq!(ages("born = \"1942-08-16\"", day), Some((59, 59)));
        assert_eq!(ages("born = 1942", day), Some((59, 60)));
        assert_eq!(ages("born = \"1942~\"", day), Some((58, 61)));
        assert_eq!(ages("born = \"1941/1942\"", day), Some((59, 61)));
        assert_eq!(ages("born = \"../1942\"", day), None);
        assert_eq!(ages("born = 2003-01-01", day), None);
        assert_eq!(ages("", day), None);
    }

    #[test]
    fn alive_or_not() {
        let alive = |dates: &str, year| person(dates).was_alive_on(date(year, 6, 1));
        let life = "born = \"1912\"\ndied = \"1994-07\"";
        assert_eq!(alive(life, 1911), Answer::No);
        assert_eq!(alive(life, 1912), Answer::Undecided);
        assert_eq!(alive(life, 1950), Answer::Yes);
        assert_eq!(alive(life, 1995), Answer::No);
        assert_eq!(
            person(life).was_alive_on(date(1994, 7, 8)),
            Answer::Undecided
        );
        assert_eq!(alive("born = \"1952\"", 2023), Answer::Yes);
        assert_eq!(alive("born = \"1852\"", 2023), Answer::Undecided);
        assert_eq!(alive("", 2023), Answer::Undecided);
    }

    #[test]
    fn anniversaries() {
        let parsed = crate::parse(
            "e.toml",
            "[[event]]\nname = \"Liberation\"\ndate = \"1945-08-15\"\n",
        );
        let event = &parsed.entries.events[0];
        assert_eq!(event.anniversary(2002), Some(57));
        assert_eq!(event.anniversary(1945), None);
    }

    #[test]
    fn offices_on_a_day() {
        let person = person(
            "died = \"2011-12-17\"\n[[person.office]]\ntitle = \"leader\"\nfrom = \"1994-07-08\"\n",
        );
        let on = |day| {
            person
                .offices_on(day)
                .map(|(t, s)| (t.title.value.to_string(), s))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            on(date(2000, 1, 1)),
            [("leader".to_owned(), Standing::Inside)]
        );
        assert_eq!(on(date(2012, 1, 1)), []);
    }
}
