//! Expressions of time in prose: where they stand, what they say and what they mean.
//!
//! Reading has two steps. [`recognise`] reads one block and knows nothing else: what the words say is a [`Form`].
//! [`resolve`] gives each form a value, given the article's own date and whether it reports news or tells history; that
//! step looks at a few expressions and no text, so it may be repeated on every keystroke. [`story_date`] solves the
//! article's own date from evidence.
//!
//! Values follow TimeML TIMEX3; every value on the calendar also has bounds, the earliest and the latest day that the
//! words allow, so that two times are compared as intervals and contradict each other only if they cannot meet.
//!
//! Pure: no file is read, no clock is asked.

mod age;
mod alternatives;
mod anniversary;
pub mod calendar;
mod event;
mod explain;
mod form;
mod grammar;
mod lexer;
mod lexicon;
mod mode;
mod order;
mod period;
mod resolve;
mod story;
mod style;
mod timex;
mod written;

pub use age::{Age, AgeForm, ages};
pub use anniversary::{Anniversary, anniversaries};
pub use calendar::{format_date, format_month_day, nearest_with_weekday, weekday_of};
pub use explain::Explanation;
pub use form::{
    Amount, DayPart, Expression, Form, Holiday, Modifier, Named, Origin, Point, Quant, Recognised,
    Recurrence, Reference, Season, Span, SpanKind, TimeOfDay, Unit, Written, YearRef,
};
pub use grammar::recognise;
pub use jiff::civil::{Date, Weekday};
pub use mode::{Mode, mode};
pub use order::{Order, Shown};
pub use period::{Granularity, Period};
pub use resolve::{Context, hand_on, resolve};
pub use story::{Alternative, Evidence, How, StoryDate, story_date};
pub use style::DateStyle;
pub use timex::{Anchor, Comparison, Timex, TimexKind};
pub use written::{read_date, written_date};
