//! Whether an article reports news, whose times count from its date, or tells history, whose times count from one
//! another.

use jiff::civil::Date;

use crate::form::{Form, Origin, Point, Recognised, YearRef};

/// How an article counts time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// From its own date.
    #[default]
    News,
    /// From the time last named.
    Narrative,
}

/// Fewer written years than this do not make a history.
const ENOUGH_YEARS: usize = 7;

/// The mode of an article, given its date and what its paragraphs say. History writes many years, most of them long
/// before the article’s own, and hardly ever says `yesterday` or `Friday`.
pub fn mode<'r>(story: Option<Date>, paragraphs: impl IntoIterator<Item = &'r Recognised>) -> Mode {
    let Some(story) = story else {
        return Mode::Narrative;
    };
    let (mut years, mut far, mut near) = (0usize, 0usize, 0usize);
    for expression in paragraphs.into_iter().flat_map(|p| &p.expressions) {
        if let Some((year, _)) = expression.written.year {
            years += 1;
            far += usize::from(story.year() - year >= 2);
        }
        near += usize::from(counts_from_publication(&expression.form));
    }
    if years >= ENOUGH_YEARS && years > 3 * near && far * 2 >= years {
        Mode::Narrative
    } else {
        Mode::News
    }
}

/// `yesterday`, `last week`, a bare weekday.
fn counts_from_publication(form: &Form) -> bool {
    let point = match form {
        Form::Date { point, .. } => *point,
        Form::Time { day: Some(day), .. } => *day,
        _ => return false,
    };
    match point {
        Point::Date {
            year: YearRef::Unsaid,
            month: None,
            day: None,
            weekday,
        } => weekday.is_some(),
        Point::Shifted { from, .. } | Point::Beside { from, .. } => from == Origin::Publication,
        Point::Offset { from, .. } => from == Origin::Publication,
        _ => false,
    }
}
