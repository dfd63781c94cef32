//! From what the words say to what they mean, given the article's date and what the passage has said before.

mod ahead;
mod calendar;
mod clock;
mod length;
mod quarter;
mod relative;

use jiff::civil::Date;
use smol_str::{SmolStr, format_smolstr};

use crate::{
    calendar::{add_days, add_months},
    explain::Explanation,
    form::{
        Expression, Form, Modifier, Origin, Point, Recognised, Reference, Span, SpanKind, Unit,
    },
    mode::Mode,
    order::Order,
    period::{Granularity, Period, edtf_day, part_of},
    timex::{Anchor, Timex, TimexKind},
};

/// What a paragraph must know to give its expressions values.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Context {
    /// The article's own date.
    pub story: Option<Date>,
    /// Whether the article reports news or tells history.
    pub mode: Mode,
    /// The time last named before this paragraph. [`hand_on`] fills it; in news, where times count from the article's
    /// date, only with the quarter that a report of earnings speaks of.
    pub last: Option<Period>,
    /// In which order the article writes day and month, for a paragraph with a date that may be read in either.
    pub order: Order,
}

/// A point of the calendar with its reasons.
#[derive(Clone, Copy, Debug)]
struct Meaning {
    period: Option<Period>,
    /// A value that is no stretch of the calendar.
    value: Option<&'static str>,
    anchor: Anchor,
    why: Explanation,
}

impl Meaning {
    fn new(period: Option<Period>, anchor: Anchor, why: Explanation) -> Self {
        Self {
            period,
            value: None,
            anchor,
            why,
        }
    }

    fn unknown() -> Self {
        Self::new(None, Anchor::None, Explanation::Unknown)
    }

    fn value(value: &'static str) -> Self {
        Self {
            period: None,
            value: Some(value),
            anchor: Anchor::None,
            why: Explanation::Reference,
        }
    }
}

/// How many years off the tale a bare year is an aside.
const ASIDE: i32 = 5;

/// What stands around an expression while a paragraph is read.
struct Passage<'t> {
    text: &'t str,
    cx: Context,
    /// The year that bare months and days take; in news it is left to the article's date.
    year: Option<i16>,
    /// The time last named.
    last: Option<Period>,
    /// The quarter that a report of earnings speaks of, for `a year earlier`.
    quarter: Option<Period>,
}

impl<'t> Passage<'t> {
    fn new(text: &'t str, cx: &Context) -> Self {
        let (last, quarter) = if is_news(cx) {
            (None, cx.last)
        } else {
            (cx.last, None)
        };
        Self {
            text,
            cx: *cx,
            year: last.and_then(Period::year),
            last,
            quarter,
        }
    }

    fn narrative(&self) -> bool {
        self.cx.mode == Mode::Narrative || self.cx.story.is_none()
    }

    /// The period to count from. What follows an expression is not known yet: in history it is what was just told.
    fn origin(&self, from: Origin) -> Option<(Period, Anchor)> {
        if from == Origin::Following && !self.narrative() {
            return None;
        }
        let publication = self.cx.story.map(|d| (Period::Day(d), Anchor::Publication));
        let mention = self.last.map(|p| (p, Anchor::Mention));
        if self.narrative() || from != Origin::Publication {
            mention.or(publication)
        } else {
            publication
        }
    }

    /// A bare year far from the time of the tale looks back or ahead; the tale goes on where it was.
    fn is_aside(&self, period: Period) -> bool {
        match (period, self.last.and_then(Period::year)) {
            (Period::Year(year), Some(last)) => (i32::from(year) - i32::from(last)).abs() > ASIDE,
            _ => false,
        }
    }

    fn point(&mut self, expression: &Expression, point: Point) -> Meaning {
        match point {
            Point::Date {
                year,
                month,
                day,
                weekday,
            } => {
                let turned = expression.written.either && self.cx.order == Order::DayFirst;
                let (month, day) = if turned { (day, month) } else { (month, day) };
                calendar::date(self, expression, year, month, day, weekday)
            }
            Point::Season { season, year } => calendar::season(self, season, year),
            Point::Quarter { quarter, year } => quarter::quarter(self, quarter, year),
            Point::Half { half, year } => quarter::half(self, half, year),
            Point::SamePeriod { year, quarter } => quarter::same_period(self, year, quarter),
            Point::FiscalYear { year } => quarter::fiscal(self, year),
            Point::AroundHoliday {
                holiday,
                weekend,
                year,
            } => calendar::around_holiday(self, holiday, weekend, year),
            Point::Holiday { holiday, year } => calendar::holiday(self, holiday, year),
            Point::WeekOf { month, day, year } => {
                calendar::week_of(self, expression, month, day, year)
            }
            Point::Decade { first } => Meaning::new(
                Some(Period::Decade(first)),
                Anchor::None,
                Explanation::Written,
            ),
            Point::Century { century } => Meaning::new(
                Some(Period::Century(century)),
                Anchor::None,
                Explanation::Written,
            ),
            Point::Shifted { unit, by, from } => relative::shifted(self, unit, by, from),
            Point::Offset {
                amount,
                unit,
                back,
                from,
            } => relative::offset(self, amount, unit, back, from),
            Point::Beside { name, by, from } => relative::beside(self, name, by, from),
            Point::WeeksFrom { weekday, weeks } => relative::weeks_from(self, weekday, weeks),
            Point::Weekend { by } => relative::weekend(self, expression, by),
            Point::Reference(reference) => Meaning::value(match reference {
                Reference::Past => "PAST_REF",
                Reference::Present => "PRESENT_REF",
                Reference::Future => "FUTURE_REF",
            }),
        }
    }

    /// Keeps the quarter that a report of earnings is about: one named as such, until another stretch is.
    fn report(&mut self, point: Point, meaning: &Meaning) {
        match (point, meaning.period) {
            (
                Point::Quarter { .. } | Point::Shifted { .. },
                Some(quarter @ Period::Quarter(..)),
            ) => self.quarter = Some(quarter),
            (Point::Date { .. } | Point::FiscalYear { .. } | Point::Half { .. }, Some(period))
                if period.granularity() > Granularity::Month =>
            {
                self.quarter = None;
            }
            _ => {}
        }
    }

    /// Keeps what later expressions of the passage count from.
    fn remember(&mut self, meaning: &Meaning) {
        let Some(period) = meaning.period else { return };
        match period {
            Period::Decade(_) | Period::Century(_) => return,
            _ => {}
        }
        if self.narrative() && self.is_aside(period) {
            return;
        }
        if self.narrative() {
            self.year = period.year();
        }
        self.last = Some(period);
    }
}

/// Gives the expressions of one paragraph their values, in the same order.
pub fn resolve(recognised: &Recognised, text: &str, cx: &Context) -> Vec<Timex> {
    let mut passage = Passage::new(text, cx);
    let mut timexes = Vec::with_capacity(recognised.expressions.len());
    for (i, expression) in recognised.expressions.iter().enumerate() {
        let rest = &recognised.expressions[i + 1..];
        timexes.push(expression_value(&mut passage, expression, rest));
    }
    for span in recognised
        .spans
        .iter()
        .filter(|span| span.kind == SpanKind::Range)
    {
        straighten(&mut timexes, recognised, span, cx.story);
    }
    timexes
}

/// Two ends that were each counted from the article's date may come out in the wrong order: `Monday through Friday`.
/// Then the first end goes back, or, where the second is still to come, the second goes on.
fn straighten(timexes: &mut [Timex], recognised: &Recognised, span: &Span, story: Option<Date>) {
    let (first, second) = (&timexes[span.from], &timexes[span.to]);
    let (Some(from), Some(to), Some(story)) = (first.bounds, second.bounds, story) else {
        return;
    };
    let counted = first.anchor == Anchor::Publication && second.anchor == Anchor::Publication;
    if !counted || to.1 >= from.0 {
        return;
    }
    let (at, by) = if to.1 <= story {
        (span.from, -1)
    } else {
        (span.to, 1)
    };
    let expression = &recognised.expressions[at];
    let Form::Date { point, edge } = expression.form else {
        return;
    };
    let period = match (timexes[at].period, point) {
        (
            Some(Period::Day(date)),
            Point::Date {
                month: None,
                weekday: Some(_),
                ..
            },
        ) => Some(Period::Day(add_days(date, by * 7))),
        (Some(Period::Day(date)), Point::Date { .. }) => {
            Some(Period::Day(add_months(date, by * 12)))
        }
        (Some(Period::Month(first)), Point::Date { .. }) => {
            Some(Period::Month(add_months(first, by * 12)))
        }
        _ => None,
    };
    if period.is_some() {
        let meaning = Meaning::new(period, Anchor::Publication, timexes[at].why);
        timexes[at] = dated(expression, meaning, edge, Some(story), point);
    }
}

/// The context of the paragraph after this one.
pub fn hand_on(recognised: &Recognised, text: &str, cx: &Context) -> Context {
    let news = is_news(cx);
    if news && cx.last.is_none() && !recognised.expressions.iter().any(names_quarter) {
        return *cx;
    }
    let mut passage = Passage::new(text, cx);
    for (i, expression) in recognised.expressions.iter().enumerate() {
        expression_value(&mut passage, expression, &recognised.expressions[i + 1..]);
    }
    let last = if news { passage.quarter } else { passage.last };
    Context { last, ..*cx }
}

fn is_news(cx: &Context) -> bool {
    cx.mode == Mode::News && cx.story.is_some()
}

fn names_quarter(expression: &Expression) -> bool {
    matches!(
        expression.form,
        Form::Date {
            point: Point::Quarter { .. }
                | Point::Shifted {
                    unit: Unit::Quarter,
                    ..
                },
            ..
        }
    )
}

fn expression_value(passage: &mut Passage, expression: &Expression, rest: &[Expression]) -> Timex {
    match expression.form {
        Form::Date { point, edge } => {
            let meaning = match point {
                Point::Shifted {
                    unit: Unit::Day,
                    by,
                    from: Origin::Following,
                } => beside_the_next(passage, expression, by, rest),
                _ => passage.point(expression, point),
            };
            passage.report(point, &meaning);
            passage.remember(&meaning);
            dated(expression, meaning, edge, passage.cx.story, point)
        }
        Form::Time { day, time, edge } => clock::timed(passage, expression, day, time, edge, rest),
        Form::Duration {
            amount,
            unit,
            modifier,
        } => length::duration(expression, amount, unit, modifier),
        Form::Set {
            recurrence,
            quant,
            freq,
        } => length::set(expression, recurrence, quant, freq),
    }
}

/// `the day before` **`Easter`**: counted from the day named right after it.
fn beside_the_next(
    passage: &mut Passage,
    expression: &Expression,
    by: i32,
    rest: &[Expression],
) -> Meaning {
    let next = rest.first().and_then(|next| {
        let gap = next.range.start().checked_sub(expression.range.end())?;
        match next.form {
            Form::Date { point, .. } if u32::from(gap) <= 1 => Some((next, point)),
            _ => None,
        }
    });
    let meaning = next.map(|(next, point)| passage.point(next, point));
    match meaning {
        Some(Meaning {
            period: Some(day @ Period::Day(_)),
            anchor,
            ..
        }) => Meaning::new(day.shifted(by), anchor, Explanation::FromMention(day)),
        _ => relative::shifted(passage, Unit::Day, by, Origin::Following),
    }
}

fn blank(expression: &Expression, kind: TimexKind) -> Timex {
    Timex {
        range: expression.range,
        kind,
        value: None,
        modifier: None,
        quant: None,
        freq: None,
        edtf: None,
        bounds: None,
        period: None,
        granularity: Granularity::None,
        anchor: Anchor::None,
        why: Explanation::Unknown,
    }
}

fn dated(
    expression: &Expression,
    meaning: Meaning,
    edge: Option<Modifier>,
    story: Option<Date>,
    point: Point,
) -> Timex {
    let mut timex = Timex {
        modifier: edge,
        anchor: meaning.anchor,
        why: meaning.why,
        ..blank(expression, TimexKind::Date)
    };
    let Some(period) = meaning.period else {
        timex.value = meaning.value.map(SmolStr::new_static);
        return timex;
    };
    timex.value = Some(period.value());
    timex.period = Some(period);
    timex.granularity = period.granularity();
    match edge {
        None => {
            timex.bounds = period.bounds();
            timex.edtf = period.edtf();
        }
        Some(edge) => {
            timex.bounds = part_of(period, edge);
            timex.edtf = match edge {
                Modifier::Approx => period.edtf().map(|e| format_smolstr!("{e}~")),
                _ => timex
                    .bounds
                    .map(|(from, to)| format_smolstr!("{}~/{}~", edtf_day(from), edtf_day(to))),
            };
        }
    }
    // A distance is told in round numbers: `two weeks ago` may be a week off.
    if let Point::Offset { unit, .. } = point
        && unit > Unit::Day
    {
        let since = |story: Date| period.bounds().map(|(from, _)| (from.min(story), story));
        timex.bounds = match edge {
            None | Some(Modifier::Approx) => part_of(period, Modifier::Approx),
            Some(Modifier::LessThan) if meaning.anchor == Anchor::Publication => {
                story.and_then(since)
            }
            Some(_) => None,
        };
        timex.edtf = period.edtf().map(|e| format_smolstr!("{e}~"));
    }
    // `earlier this year` ends where the article stands.
    if let (Point::Shifted { by: 0, .. }, Some(Modifier::Start), Some(story), Some((from, _))) =
        (point, edge, story, period.bounds())
        && meaning.anchor == Anchor::Publication
        && from <= story
    {
        timex.bounds = Some((from, story));
        timex.edtf = Some(format_smolstr!("{}/{}", edtf_day(from), edtf_day(story)));
    }
    timex
}
