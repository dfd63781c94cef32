//! Whether `03/04/2002` is a day of March or of April: an article writes its dates in one order, and others of its dates
//! show which.

use crate::form::{Recognised, Written};

/// In which order an article writes day and month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// No date shows it. Then the month is taken to stand first.
    #[default]
    Unsaid,
    /// `04/25/2002`, `April 25`
    MonthFirst,
    /// `25/04/2002`, `25 April`
    DayFirst,
    /// Dates in digits show both orders. Then the month is taken to stand first.
    Both,
}

/// How many dates of a text show an order. What several texts show is the sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    digits: Count,
    words: Count,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    month_first: usize,
    day_first: usize,
}

impl Shown {
    /// What the dates of a block show.
    pub fn of(text: &str, dates: &Recognised) -> Self {
        let mut shown = Self::default();
        for expression in &dates.expressions {
            shown.see(text, &expression.written);
        }
        shown
    }

    fn see(&mut self, text: &str, written: &Written) {
        let (Some((day, day_at)), Some((month, month_at))) = (written.day, written.month) else {
            return;
        };
        let day_first = day_at.start() < month_at.start();
        let in_digits = text[month_at].starts_with(|c: char| c.is_ascii_digit());
        let count = if in_digits {
            // `2002-08-23` has an order of its own, and `05/05/2002` or `9/11` have none to show.
            let behind = |at| written.year.is_some_and(|(_, year)| year.start() > at);
            if written.either || day == month || !behind(day_at.start().max(month_at.start())) {
                return;
            }
            &mut self.digits
        } else {
            // All write `the 4th of July`.
            if text[day_at].parse::<u8>().is_err() {
                return;
            }
            &mut self.words
        };
        match day_first {
            true => count.day_first += 1,
            false => count.month_first += 1,
        }
    }

    /// Adds what another text shows.
    pub fn add(&mut self, other: Self) {
        for (own, other) in [
            (&mut self.digits, other.digits),
            (&mut self.words, other.words),
        ] {
            own.month_first += other.month_first;
            own.day_first += other.day_first;
        }
    }

    /// Takes away what was added.
    pub fn remove(&mut self, other: Self) {
        for (own, other) in [
            (&mut self.digits, other.digits),
            (&mut self.words, other.words),
        ] {
            own.month_first = own.month_first.saturating_sub(other.month_first);
            own.day_first = own.day_first.saturating_sub(other.day_first);
        }
    }

    /// The order that follows: from dates in digits, else from those that write their month out, if they agree.
    pub fn order(&self) -> Order {
        let of = |count: Count| (count.month_first > 0, count.day_first > 0);
        match (of(self.digits), of(self.words)) {
            ((true, true), _) => Order::Both,
            ((true, false), _) | ((false, false), (true, false)) => Order::MonthFirst,
            ((false, true), _) | ((false, false), (false, true)) => Order::DayFirst,
            ((false, false), _) => Order::Unsaid,
        }
    }
}

impl Written {
    /// The same, read in an order: month and day change places where they may.
    pub fn in_order(self, order: Order) -> Self {
        match order {
            Order::DayFirst if self.either => Self {
                day: self.month,
                month: self.day,
                ..self
            },
            _ => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(text: &str) -> Order {
        let dates = crate::recognise(text, &text::tokenize(text));
        Shown::of(text, &dates).order()
    }

    #[test]
    fn what_shows_an_order() {
        assert_eq!(order("on 25/04/2002 and 03/04/2002"), Order::DayFirst);
        assert_eq!(order("on 04/25/2002, 25 April"), Order::MonthFirst);
        assert_eq!(order("on 04/25/2002 and 25/04/2002"), Order::Both);
        assert_eq!(order("on 25 April 2002"), Order::DayFirst);
        assert_eq!(order("on April 25, 2002"), Order::MonthFirst);
        for text in [
            "on 03/04/2002",
            "on 05/05/2002",
            "on 2002-04-25",
            "on the 4th of July",
            "on 25 April and May 3",
            "on 9/11",
        ] {
            assert_eq!(order(text), Order::Unsaid, "{text}");
        }
    }

    #[test]
    fn what_was_added_can_be_taken_away() {
        let shown = |text: &str| Shown::of(text, &crate::recognise(text, &text::tokenize(text)));
        let (a, b) = (shown("on 25/04/2002"), shown("on April 25"));
        let mut sum = a;
        sum.add(b);
        sum.remove(a);
        assert_eq!(sum, b);
    }
}
