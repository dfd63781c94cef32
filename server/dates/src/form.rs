//! What the words say: the result of reading, before anybody knows the article's date.

use jiff::civil::Weekday;
use text_size::TextRange;

/// What one block says about time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recognised {
    /// Every expression, in the order of the text; none overlaps another.
    pub expressions: Vec<Expression>,
    /// Which of them are two ends of one range or stand in one coordination.
    pub spans: Vec<Span>,
}

/// One expression of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// Where it stands, in bytes from the block's start.
    pub range: TextRange,
    /// What it says.
    pub form: Form,
    /// The parts of a calendar date, each where it stands.
    pub written: Written,
}

/// The written parts of a calendar date with where each stands. All `None` for other forms. A part that two dates
/// share (`July` in `July 21-23`) stands in both, so it may lie outside the expression.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The day of the week.
    pub weekday: Option<(Weekday, TextRange)>,
    /// The day of the month, which the month may not have (`30` of February).
    pub day: Option<(i8, TextRange)>,
    /// The month, 1 to 12.
    pub month: Option<(i8, TextRange)>,
    /// The year; 0 is 1 BC.
    pub year: Option<(i16, TextRange)>,
    /// Whether month and day may be the other way round, as in `03/04/2002`. Here the month stands first.
    pub either: bool,
}

/// Two expressions that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Index of the first expression.
    pub from: usize,
    /// Index of the second.
    pub to: usize,
    /// From the start of the one to the end of the other.
    pub range: TextRange,
    /// How they belong together.
    pub kind: SpanKind,
}

/// How two expressions belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpanKind {
    /// The ends of one stretch: `July 21-23`, `from 1990 to 1995`, `between May and June`.
    Range,
    /// Two times named together: `Aug. 25 and 26`.
    Coordination,
}

/// What an expression says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form {
    /// A day or a longer stretch of the calendar: `Thursday`, `late August`, `the 1990s`, `now`.
    Date {
        /// Which.
        point: Point,
        /// Which part of it, or how exactly it is meant.
        edge: Option<Modifier>,
    },
    /// A time of day: `10 p.m. Wednesday`, `Sunday night`.
    Time {
        /// Its day, if the words name one.
        day: Option<Point>,
        /// When on that day.
        time: TimeOfDay,
        /// Which part of it, or how exactly it is meant.
        edge: Option<Modifier>,
    },
    /// A length of time: `two years`, `24-day`.
    Duration {
        /// How many.
        amount: Amount,
        /// Of what.
        unit: Unit,
        /// How exactly it is meant.
        modifier: Option<Modifier>,
    },
    /// A time that returns: `daily`, `every two years`, `Mondays`.
    Set {
        /// What returns.
        recurrence: Recurrence,
        /// `each`, `every`.
        quant: Option<Quant>,
        /// How often in one period: `twice a week`.
        freq: Option<u32>,
    },
}

/// A place on the calendar as the words give it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Point {
    /// Parts of a calendar date: `1998`, `May`, `June 9, 2000`, `Friday`, `Friday, June 9`, `the 13th`.
    Date {
        /// The year.
        year: YearRef,
        /// The month.
        month: Option<i8>,
        /// The day of the month.
        day: Option<i8>,
        /// The day of the week.
        weekday: Option<Weekday>,
    },
    /// A whole unit counted from another: `yesterday`, `last week`, `this year`, `the following month`.
    Shifted {
        /// The unit.
        unit: Unit,
        /// How many forward.
        by: i32,
        /// From where.
        from: Origin,
    },
    /// A distance: `two weeks ago`, `a year earlier`, `three days later`.
    Offset {
        /// How many.
        amount: Amount,
        /// Of what.
        unit: Unit,
        /// Into the past.
        back: bool,
        /// From where.
        from: Origin,
    },
    /// A named stretch beside now: `last November`, `next Friday`, `this summer`.
    Beside {
        /// What.
        name: Named,
        /// -1 last, 0 this, 1 next.
        by: i32,
        /// From where.
        from: Origin,
    },
    /// A weekday and a number of weeks from it: `a week ago Friday`, `two weeks from Tuesday`.
    WeeksFrom {
        /// The weekday, the latest before for the past and the next for the future.
        weekday: Weekday,
        /// How many weeks from it; never 0.
        weeks: i32,
    },
    /// A season: `summer 1918`, `the spring`.
    Season {
        /// Which.
        season: Season,
        /// Of which year.
        year: YearRef,
    },
    /// A quarter: `third-quarter`, `the first quarter of last year`.
    Quarter {
        /// 1 to 4.
        quarter: i8,
        /// Of which year.
        year: YearRef,
    },
    /// Half a year.
    Half {
        /// 1 or 2.
        half: i8,
        /// Of which year.
        year: YearRef,
    },
    /// The quarter that the passage speaks of, of another year: `the year-ago period`, `the 1988 quarter`.
    SamePeriod {
        /// Of which year.
        year: YearRef,
        /// Whether the words say that it is a quarter.
        quarter: bool,
    },
    /// A fiscal year: `fiscal 1989`.
    FiscalYear {
        /// Which.
        year: YearRef,
    },
    /// Ten years, by the first: `the 1970s`.
    Decade {
        /// The first year.
        first: i16,
    },
    /// A hundred years: 20 for the twentieth, -4 for the fourth before Christ.
    Century {
        /// Which.
        century: i16,
    },
    /// A day that the calendar names.
    Holiday {
        /// Which.
        holiday: Holiday,
        /// Of which year.
        year: YearRef,
    },
    /// The weekend or week of a holiday: `Labor Day weekend`.
    AroundHoliday {
        /// Which.
        holiday: Holiday,
        /// The weekend nearest to it, else the week in which it falls.
        weekend: bool,
        /// Of which year.
        year: YearRef,
    },
    /// Saturday and Sunday.
    Weekend {
        /// -1 last, 0 this, 1 next; `the weekend` does not say.
        by: Option<i32>,
    },
    /// The week in which a day falls: `the week of March 6`.
    WeekOf {
        /// The month.
        month: i8,
        /// The day.
        day: i8,
        /// The year.
        year: YearRef,
    },
    /// No date: `now`, `recently`, `the future`.
    Reference(Reference),
}

/// Which year is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearRef {
    /// The words do not say.
    Unsaid,
    /// This one. 0 is 1 BC.
    Year(i16),
    /// `last year`, `of that year`.
    Shifted {
        /// How many years forward.
        by: i32,
        /// From where.
        from: Origin,
    },
}

/// From where an expression counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// From the article's own date.
    Publication,
    /// From the time last spoken of.
    Mention,
    /// From what follows: `the day before` **`Easter`**, `the year after` **`he resigned`**.
    Following,
}

/// What can stand after `last`, `this` and `next` besides a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A month.
    Month(i8),
    /// A day of the week.
    Weekday(Weekday),
    /// A season.
    Season(Season),
    /// A holiday.
    Holiday(Holiday),
}

/// When on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeOfDay {
    /// A part of it.
    Part(DayPart),
    /// A time by the clock.
    Clock {
        /// 0 to 24.
        hour: i8,
        /// 0 to 59, if given.
        minute: Option<i8>,
        /// Whether it is given in Greenwich time.
        utc: bool,
    },
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayPart {
    /// Morning.
    Morning,
    /// Midday as a stretch.
    Midday,
    /// Afternoon.
    Afternoon,
    /// Evening.
    Evening,
    /// Night.
    Night,
    /// Daytime.
    Daytime,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Second.
    Second,
    /// Minute.
    Minute,
    /// Hour.
    Hour,
    /// Day.
    Day,
    /// Week.
    Week,
    /// Two weeks.
    Fortnight,
    /// Month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// Year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// This many.
    Exact(u32),
    /// This many tenths: `two and a half`.
    Tenths(u32),
    /// `several`, `a few`, or none said.
    Vague,
}

/// Which part of a time is meant, or how exactly: the TIMEX3 `mod`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Modifier {
    Start,
    Mid,
    End,
    Approx,
    Before,
    After,
    OnOrBefore,
    OnOrAfter,
    LessThan,
    MoreThan,
    EqualOrLess,
    EqualOrMore,
}

impl Modifier {
    /// Its name in TIMEX3.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::Approx => "APPROX",
            Self::Before => "BEFORE",
            Self::After => "AFTER",
            Self::OnOrBefore => "ON_OR_BEFORE",
            Self::OnOrAfter => "ON_OR_AFTER",
            Self::LessThan => "LESS_THAN",
            Self::MoreThan => "MORE_THAN",
            Self::EqualOrLess => "EQUAL_OR_LESS",
            Self::EqualOrMore => "EQUAL_OR_MORE",
        }
    }
}

/// What returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recurrence {
    /// Every so many units.
    Every(Amount, Unit),
    /// Every such day of the week.
    Weekday(Weekday),
    /// Every weekend.
    Weekend,
}

/// The TIMEX3 `quant`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quant {
    /// `each`
    Each,
    /// `every`
    Every,
}

impl Quant {
    /// Its name in TIMEX3.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Each => "EACH",
            Self::Every => "EVERY",
        }
    }
}

/// A time without a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reference {
    /// Before now.
    Past,
    /// Now.
    Present,
    /// After now.
    Future,
}

/// A season, by its name in the north.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A day with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Holiday {
    NewYearsDay,
    NewYearsEve,
    KingDay,
    GroundhogDay,
    ValentinesDay,
    PresidentsDay,
    SaintPatricksDay,
    AprilFools,
    AshWednesday,
    PalmSunday,
    GoodFriday,
    Easter,
    EasterMonday,
    Pentecost,
    MayDay,
    MothersDay,
    MemorialDay,
    FlagDay,
    FathersDay,
    IndependenceDay,
    BastilleDay,
    LaborDay,
    ColumbusDay,
    Halloween,
    ElectionDay,
    VeteransDay,
    Thanksgiving,
    ChristmasEve,
    Christmas,
    BoxingDay,
    Epiphany,
    AustraliaDay,
    WomensDay,
    ShroveTuesday,
    MaundyThursday,
    SaintGeorgesDay,
    EarthDay,
    AnzacDay,
    CincoDeMayo,
    VictoryDay,
    AscensionDay,
    WhitMonday,
    Juneteenth,
    CanadaDay,
    AssumptionDay,
    AllSaintsDay,
    GuyFawkesNight,
    RemembranceSunday,
    BlackFriday,
    CyberMonday,
}
