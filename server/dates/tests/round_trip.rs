//! Every day, written in every way that print has for it, is read as that day. Some days from the year 1 to 9999 are
//! tried on every run, more in a release build, and with `COPYDESK_LONG_TESTS=1` all of them (eight minutes in release).

use dates::{Context, Date, Mode, TimexKind, recognise, resolve};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// As the agencies shorten them, and they do not shorten all.
const SHORT: [&str; 12] = [
    "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.",
    "Dec.",
];

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

fn ordinal(day: i8) -> String {
    let suffix = match (day % 10, day / 10) {
        (1, 0 | 2 | 3) => "st",
        (2, 0 | 2) => "nd",
        (3, 0 | 2) => "rd",
        _ => "th",
    };
    format!("{day}{suffix}")
}

/// The day as it is written in America and in Britain, by agencies, in headers and in digits.
fn written(date: Date) -> Vec<String> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    let index = usize::from(month.unsigned_abs()) - 1;
    let (long, short) = (MONTHS[index], SHORT[index]);
    let weekday = WEEKDAYS[usize::from(date.weekday().to_monday_zero_offset().unsigned_abs())];
    let nth = ordinal(day);
    let iso = format!("{year:04}-{month:02}-{day:02}");
    if year < 1000 {
        return vec![
            iso,
            format!("{long} {day}, AD {year}"),
            format!("{weekday}, {day} {long} {year} AD"),
        ];
    }
    let american = format!("{long} {day}, {year}");
    let mut all = vec![
        iso,
        format!("{short} {day}, {year}"),
        format!("{weekday}, {american}"),
        format!("{weekday}, {short} {day}, {year}"),
        format!("{}., {american}", &weekday[..3]),
        format!("{long} {nth}, {year}"),
        format!("{day} {long} {year}"),
        format!("{day} {short} {year}"),
        format!("{nth} {long} {year}"),
        format!("{nth} of {long}, {year}"),
        format!("the {nth} of {long} {year}"),
        format!("{weekday} {day} {long} {year}"),
        format!("{weekday}, {day} {long} {year}"),
        format!("{month:02}/{day:02}/{year}"),
        format!("{month}/{day}/{year}"),
        american.to_uppercase(),
        format!("{weekday}, {american}").to_uppercase(),
        american,
    ];
    if day > 12 {
        all.push(format!("{day}/{month}/{year}"));
    }
    all
}

fn reads_back(date: Date, written: &str, text: &str, cx: &Context) {
    let timexes = resolve(&recognise(text, &text::tokenize(text)), text, cx);
    assert_eq!(timexes.len(), 1, "in: {text}");
    let timex = &timexes[0];
    let value = format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day());
    assert_eq!(&text[timex.range], written, "in: {text}");
    assert_eq!(timex.value.as_deref(), Some(value.as_str()), "in: {text}");
    assert_eq!(timex.kind, TimexKind::Date, "in: {text}");
    assert_eq!(timex.bounds, Some((date, date)), "in: {text}");
}

fn check(date: Date) {
    let news = Context {
        story: Some(Date::constant(2002, 8, 15)),
        ..Context::default()
    };
    let history = Context {
        mode: Mode::Narrative,
        ..news
    };
    for written in written(date) {
        reads_back(date, &written, &written, &news);
        reads_back(
            date,
            &written,
            &format!("It was founded on {written}, in Bergen."),
            &history,
        );
        let header = dates::read_date(&written);
        assert_eq!(
            header.as_ref().and_then(dates::written_date),
            Some(date),
            "{written}"
        );
    }
}

#[test]
fn every_day_is_read_as_it_was_written() {
    // Primes, so that days of the week, of the month and of the year all come by.
    let step = if std::env::var_os("COPYDESK_LONG_TESTS").is_some() {
        1
    } else if cfg!(debug_assertions) {
        1_597
    } else {
        31
    };
    let first = Date::constant(1, 1, 1);
    let days = dates::calendar::days_between(first, Date::constant(9999, 12, 31));
    for day in (0..=days).step_by(step) {
        check(dates::calendar::add_days(first, day));
    }
}

#[test]
fn leap_days_and_the_ends_of_years_are_read() {
    for year in [
        4, 999, 1000, 1582, 1600, 1752, 1899, 1900, 1999, 2000, 2004, 2199, 2200, 9999,
    ] {
        for (month, day) in [(1, 1), (2, 28), (2, 29), (3, 1), (12, 31)] {
            if let Ok(date) = Date::new(year, month, day) {
                check(date);
            }
        }
    }
}
