//! Expressions and their values, one a line: the text, then what is found as `words=value`, for an article of Thursday,
//! 15 August 2002 unless the test says otherwise.

use dates::{Context, Date, Mode, Timex, hand_on, recognise, resolve};

fn read(text: &str, cx: &Context) -> Vec<Timex> {
    resolve(&recognise(text, &text::tokenize(text)), text, cx)
}

fn show(text: &str, cx: &Context) -> String {
    let show = |t: &Timex| {
        let modifier = t
            .modifier
            .map(|m| format!("/{}", m.as_str()))
            .unwrap_or_default();
        format!(
            "{}={}{modifier}",
            &text[t.range],
            t.value.as_deref().unwrap_or("?")
        )
    };
    read(text, cx)
        .iter()
        .map(show)
        .collect::<Vec<_>>()
        .join(" | ")
}

fn news() -> Context {
    Context {
        story: Some(Date::constant(2002, 8, 15)),
        ..Context::default()
    }
}

fn check(cx: &Context, table: &[(&str, &str)]) {
    for (text, expected) in table {
        assert_eq!(show(text, cx), *expected, "in: {text}");
    }
}

#[test]
fn weeks_from_a_weekday() {
    check(
        &news(),
        &[
            ("filed a week ago Friday", "a week ago Friday=2002-08-02"),
            (
                "two weeks ago Thursday, when",
                "two weeks ago Thursday=2002-08-01",
            ),
            (
                "to vote a week from Tuesday.",
                "a week from Tuesday=2002-08-27",
            ),
            (
                "a week ago Friday, Aug. 2, it",
                "a week ago=2002-W32 | Friday, Aug. 2=2002-08-02",
            ),
            (
                "for a week from Tuesday to Sunday",
                "a week=P1W | Tuesday=2002-08-06 | Sunday=2002-08-11",
            ),
        ],
    );
}

#[test]
fn calendar_dates() {
    check(
        &news(),
        &[
            ("on June 9, 2000, in Moscow", "June 9, 2000=2000-06-09"),
            ("on Friday, June 9", "Friday, June 9=2002-06-09"),
            ("JUNE 9 (AP)", "JUNE 9=2002-06-09"),
            (
                "the 19th of October 1950",
                "the 19th of October 1950=1950-10-19",
            ),
            ("in a 30-7 Aug. 19 loss", "Aug. 19=2002-08-19"),
            (
                "from 5-7 August 19 people fled",
                "5=2002-08-05 | 7 August=2002-08-07",
            ),
            ("on July 21-23.", "July 21=2002-07-21 | 23=2002-07-23"),
            (
                "on July 21-23, 2000",
                "July 21=2000-07-21 | 23, 2000=2000-07-23",
            ),
            (
                "on August 25 and 26.",
                "August 25=2002-08-25 | 26=2002-08-26",
            ),
            ("from 21 to 23 July", "21=2002-07-21 | 23 July=2002-07-23"),
            ("the 1950-53 Korean War", "1950=1950 | 53=1953"),
            ("Aug. 7 killed 250", "Aug. 7=2002-08-07"),
            (
                "below 1990 levels, before 1998 ends",
                "1990=1990 | 1998=1998",
            ),
            (
                "on May 3, 3021; on May 3, 2500 ran",
                "May 3, 3021=3021-05-03 | May 3=2002-05-03",
            ),
            (
                "2002-08-23 and 7/8/07",
                "2002-08-23=2002-08-23 | 7/8/07=2007-07-08",
            ),
            ("on Feb. 30", "Feb. 30=?"),
            ("in 480 BC and AD 70", "480 BC=BC0480 | AD 70=0070"),
            ("nineteen ninety-six", "nineteen ninety-six=1996"),
            (
                "the nineteen eighties, June twenty-second",
                "the nineteen eighties=198 | June twenty-second=2002-06-22",
            ),
            ("the 1953-50 Korean War", "1953=1953 | 50=1950"),
            (
                "in 1999-00 and in 2001-02.",
                "1999=1999 | 00=2000 | 2001=2001 | 02=2002",
            ),
            (
                "the 470s BC and the year 1950",
                "the 470s BC=BC047 | the year 1950=1950",
            ),
            (
                "the 9 June attack, on the 9 June.",
                "9 June=2002-06-09 | the 9 June=2002-06-09",
            ),
            (
                "(May-August 1950), May ’98",
                "May=1950-05 | August 1950=1950-08 | May ’98=1998-05",
            ),
            (
                "1998’s third quarter, last year’s Easter",
                "1998=1998 | third quarter=1998-Q3 | last year=2001 | Easter=2001-04-15",
            ),
            (
                "Labor Day weekend 2001, Christmas week",
                "Labor Day weekend 2001=2001-W35-WE | Christmas week=2002-W52",
            ),
            (
                "Black Friday and Mardi Gras",
                "Black Friday=2002-11-29 | Mardi Gras=2002-02-12",
            ),
            (
                "from March to June 1988",
                "March=1988-03 | June 1988=1988-06",
            ),
            (
                "last year’s September 11th attacks",
                "last year=2001 | September 11th=2001-09-11",
            ),
        ],
    );
}

#[test]
fn relative_to_the_article() {
    check(
        &news(),
        &[
            ("said Thursday", "Thursday=2002-08-15"),
            ("said Friday", "Friday=2002-08-09"),
            ("plans to leave on Friday", "Friday=2002-08-16"),
            ("until Monday", "Monday=2002-08-19"),
            (
                "Monday through Wednesday",
                "Monday=2002-08-12 | Wednesday=2002-08-14",
            ),
            ("in May", "May=2002-05"),
            ("in December", "December=2002-12"),
            ("will open in January", "January=2003-01"),
            ("the cuts announced in January", "January=2002-01"),
            ("was last seen Feb. 20", "Feb. 20=2002-02-20"),
            (
                "the early hours of Monday morning",
                "the early hours of Monday morning=2002-08-12TMO/START",
            ),
            (
                "at six o’clock Friday night, Wednesday 10 p.m., 8 p.m. tonight",
                "six o’clock Friday night=2002-08-09T18:00 | Wednesday 10 p.m.=2002-08-14T22:00 \
                 | 8 p.m. tonight=2002-08-15T20:00",
            ),
            (
                "It rained overnight, then in the morning; overnight trading",
                "overnight=2002-08-15TNI | the morning=2002-08-15TMO",
            ),
            ("last summer", "last summer=2001-SU"),
            (
                "this month and next week",
                "this month=2002-08 | next week=2002-W34",
            ),
            ("late last month", "late last month=2002-07/END"),
            ("earlier this year", "earlier this year=2002/START"),
            ("about a year ago", "a year ago=2001/APPROX"),
            (
                "the day after tomorrow",
                "the day after tomorrow=2002-08-17",
            ),
            (
                "the third quarter of last year",
                "the third quarter of last year=2001-Q3",
            ),
            ("tonight at the earliest", "tonight=2002-08-15TNI"),
            ("10 p.m. Wednesday", "10 p.m. Wednesday=2002-08-14T22:00"),
            ("the end of the year", "the end of the year=2002/END"),
            ("last Thanksgiving", "last Thanksgiving=2001-11-22"),
            ("the week before last", "the week before last=2002-W31"),
            ("two weeks from today", "two weeks from today=2002-W35"),
            ("over the weekend", "the weekend=2002-W32-WE"),
            ("will meet there on the weekend", "the weekend=2002-W33-WE"),
            (
                "For the day, shares fell; they ended the week lower.",
                "the day=2002-08-15 | the week=2002-W33",
            ),
            (
                "the day before last Tuesday",
                "the day before=2002-08-12 | last Tuesday=2002-08-13",
            ),
            ("the day after the flood", "the day after=?"),
            ("the rest of this year", "the rest of this year=2002/END"),
        ],
    );
}

#[test]
fn lengths_sets_and_references() {
    check(
        &news(),
        &[
            ("an epic 24-day train trip", "24-day=P24D"),
            ("over the past eight years", "the past eight years=P8Y"),
            ("over the next 10 days", "the next 10 days=P10D"),
            ("12 to 18 months", "12=P12M | 18 months=P18M"),
            ("two and a half years", "two and a half years=P2.5Y"),
            ("several weeks", "several weeks=PXW"),
            ("$5 a day, twice a week", "a day=P1D | twice a week=P1W"),
            (
                "every Monday and daily",
                "every Monday=XXXX-WXX-1 | daily=P1D",
            ),
            (
                "now and in the future",
                "now=PRESENT_REF | the future=FUTURE_REF",
            ),
            ("the late 1970s", "the late 1970s=197/END"),
            ("the 19th century", "the 19th century=18"),
            ("in the weeks before the vote", "the weeks=PXW"),
            (
                "the four previous weeks, the next couple of days",
                "the four previous weeks=P4W | the next couple of days=P2D",
            ),
            (
                "between 60 and 90 days, a six- to nine-month delay",
                "60=P60D | 90 days=P90D | six=P6M | nine-month=P9M",
            ),
            (
                "a quarter of a century, a centuries-old quarrel",
                "a quarter of a century=P25Y | centuries-old=PXY",
            ),
            (
                "right now, more recently, at the moment, by that time",
                "right now=PRESENT_REF | more recently=PAST_REF | the moment=PRESENT_REF | that time=PAST_REF",
            ),
        ],
    );
}

#[test]
fn reports_of_earnings() {
    let cx = Context {
        story: Some(Date::constant(2002, 11, 7)),
        ..Context::default()
    };
    check(
        &cx,
        &[
            (
                "Profit in the third quarter rose from a year earlier.",
                "the third quarter=2002-Q3 | a year earlier=2001-Q3",
            ),
            (
                "In the quarter, profit fell from the year-ago period.",
                "the quarter=2002-Q3 | the year-ago period=2001-Q3",
            ),
            (
                "Q3 sales beat those of the same quarter last year.",
                "Q3=2002-Q3 | the same quarter last year=2001-Q3",
            ),
            (
                "In the nine months, sales fell from the same period last year.",
                "nine months=P9M | the same period last year=2001",
            ),
            (
                "first-half sales, the last quarter of 1998, the latter half of 2000",
                "first-half=2002-H1 | the last quarter of 1998=1998-Q4 | the latter half of 2000=2000-H2",
            ),
            (
                "fiscal 2001, the current fiscal year, the 2003 fiscal year",
                "fiscal 2001=FY2001 | the current fiscal year=FY2002 | the 2003 fiscal year=FY2003",
            ),
            (
                "annual pay and quarterly dividends, not the annual Fishery Conference",
                "annual=P1Y | quarterly=P1Q",
            ),
            (
                "the FY 2003 budget, FY 2004",
                "the FY 2003=FY2003 | FY 2004=FY2004",
            ),
            ("the quarterback’s first half, an H1 visa", ""),
        ],
    );
}

#[test]
fn a_quarter_is_handed_on_until_another_stretch_is_named() {
    let cx = Context {
        story: Some(Date::constant(2002, 11, 7)),
        ..Context::default()
    };
    let first = "The company earned 5 cents a share in the third quarter.";
    let next = hand_on(&recognise(first, &text::tokenize(first)), first, &cx);
    check(
        &next,
        &[
            ("It earned 4 a year earlier.", "a year earlier=2001-Q3"),
            (
                "It earned 20 in 2000, up from 18 a year earlier.",
                "2000=2000 | a year earlier=1999",
            ),
            ("It was founded ten years ago.", "ten years ago=1992"),
        ],
    );
}

#[test]
fn words_and_numbers_that_are_no_dates() {
    for text in [
        "He may go, they march, the second man. May said so.",
        "Sun Microsystems, G-8, 2,000 people, 1500 soldiers, 747-400, 555-1989.",
        "The 34-year-old man is 72 years old.",
        "those that fall outside the law; the fall of Saigon; spring water; Theresa May; April Jones said",
        "Windows 2000",
        "Euro ’96, high noon, Super Bowl Sunday",
        "He told “60 Minutes” that three-quarters of it was gone.",
    ] {
        assert_eq!(show(text, &news()), "", "in: {text}");
    }
}

#[test]
fn histories_count_from_the_time_last_named() {
    let cx = Context {
        mode: Mode::Narrative,
        ..news()
    };
    check(
        &cx,
        &[
            (
                "In 1941 ... in June ... on 22 June",
                "1941=1941 | June=1941-06 | 22 June=1941-06-22",
            ),
            (
                "On 7 December 1941 ... in January",
                "7 December 1941=1941-12-07 | January=1942-01",
            ),
            (
                "On 7 December 1941 ... the next day",
                "7 December 1941=1941-12-07 | the next day=1941-12-08",
            ),
            (
                "In May 1940, unlike in 1917, ... in June",
                "May 1940=1940-05 | 1917=1917 | June=1940-06",
            ),
        ],
    );
}

#[test]
fn plans_for_far_years_are_no_history() {
    let text = "Emissions would be 1990’s in 2020, half in 2030, a third in 2035, a tenth in 2028, 2029 and 2031.";
    let recognised = recognise(text, &text::tokenize(text));
    assert_eq!(dates::mode(news().story, [&recognised]), Mode::News);
}

#[test]
fn bounds_are_kind() {
    let bounds = |text: &str| {
        read(text, &news())[0]
            .bounds
            .map(|(a, b)| format!("{a}..{b}"))
            .unwrap_or_default()
    };
    assert_eq!(bounds("late August"), "2002-08-20..2002-08-31");
    assert_eq!(bounds("earlier this year"), "2002-01-01..2002-08-15");
    assert_eq!(bounds("last summer"), "2001-06-01..2001-09-22");
    assert_eq!(bounds("the late 1970s"), "1975-01-01..1979-12-31");
}

#[test]
fn the_hover_tells_why() {
    let why = |text: &str| read(text, &news())[0].why.sentence();
    assert_eq!(
        why("said Thursday"),
        "the latest Thursday on or before the article’s date, 15 August 2002"
    );
}
