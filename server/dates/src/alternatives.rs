//! What else an expression could mean, where the words leave it open.

use jiff::civil::Date;

use crate::{
    calendar::{days_between, month_end, weekday_on_or_after, weekday_on_or_before},
    explain::Explanation,
    timex::Timex,
};

impl Timex {
    /// The next likely reading of an expression that was placed by a rule of thumb: a bare weekday on the other side of
    /// the article’s date, a day or month of the year beside: its first and its last day, and how it was found. `None` where the words say it all.
    pub fn alternative(&self) -> Option<((Date, Date), Explanation)> {
        let (first, last) = self.bounds?;
        match self.why {
            Explanation::LatestWeekday(weekday, story) => {
                let next = weekday_on_or_after(story, weekday);
                let next = if next == first { add_week(next) } else { next };
                Some(((next, next), Explanation::NextWeekday(weekday, story)))
            }
            Explanation::NextWeekday(weekday, story) => {
                let latest = weekday_on_or_before(story, weekday);
                Some(((latest, latest), Explanation::LatestWeekday(weekday, story)))
            }
            Explanation::NearestDay(story) if first == last => {
                let date = beside(first, story)?;
                Some(((date, date), Explanation::OtherYear(date.year())))
            }
            Explanation::NearestMonth(month, story) => {
                let first = beside(first, story)?;
                let last = month_end(first.year(), month)?;
                Some(((first, last), Explanation::OtherYear(first.year())))
            }
            _ => None,
        }
    }
}

fn add_week(date: Date) -> Date {
    crate::calendar::add_days(date, 7)
}

/// The same day of the year before or after, whichever is nearer to the article’s date.
fn beside(date: Date, story: Date) -> Option<Date> {
    let years = [date.year() - 1, date.year() + 1];
    let dates = years.map(|year| Date::new(year, date.month(), date.day()).ok());
    let near = dates.into_iter().flatten();
    near.min_by_key(|d| days_between(*d, story).abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Context, recognise, resolve};
    use jiff::civil::date;

    fn alternative(text: &str) -> Option<(Date, Date)> {
        let read = recognise(text, &text::tokenize(text));
        let cx = Context {
            story: Some(date(2002, 8, 15)),
            ..Context::default()
        };
        let timexes = resolve(&read, text, &cx);
        timexes[0].alternative().map(|(bounds, _)| bounds)
    }

    #[test]
    fn what_the_words_leave_open() {
        let day = |y, m, d| Some((date(y, m, d), date(y, m, d)));
        assert_eq!(alternative("It ended on Tuesday."), day(2002, 8, 20));
        assert_eq!(alternative("It ended on Thursday."), day(2002, 8, 22));
        assert_eq!(alternative("The Dec. 24 meeting"), day(2001, 12, 24));
        assert_eq!(
            alternative("The December meeting"),
            Some((date(2001, 12, 1), date(2001, 12, 31)))
        );
        assert_eq!(alternative("It ended on Dec. 24, 2001."), None);
        assert_eq!(alternative("It ended yesterday."), None);
    }
}
