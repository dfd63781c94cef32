//! Days of history that are called by name, without their year: `the liberation of Korea`, `Pearl Harbor`.
//!
//! Only what has one day on which all agree. The list is short: whatever is missing here, the text can still date itself.

use jiff::civil::Date;
use text::Token;

/// An event as it is written behind `anniversary of`, in lower case and without articles, with its day.
const EVENTS: &[(&str, i16, i8, i8)] = &[
    ("americans with disabilities act", 1990, 7, 26),
    ("apollo 11", 1969, 7, 20),
    ("apollo 11 moon landing", 1969, 7, 20),
    ("assassination of john f kennedy", 1963, 11, 22),
    ("assassination of president john f kennedy", 1963, 11, 22),
    ("atomic bombing of hiroshima", 1945, 8, 6),
    ("atomic bombing of nagasaki", 1945, 8, 9),
    ("attack on pearl harbor", 1941, 12, 7),
    ("attacks on pearl harbor", 1941, 12, 7),
    ("battle of gettysburg", 1863, 7, 1),
    ("bombing of hiroshima", 1945, 8, 6),
    ("bombing of nagasaki", 1945, 8, 9),
    ("bombing of pearl harbor", 1941, 12, 7),
    ("brown v board of education", 1954, 5, 17),
    ("chernobyl disaster", 1986, 4, 26),
    ("chernobyl nuclear disaster", 1986, 4, 26),
    ("civil rights act", 1964, 7, 2),
    ("d-day", 1944, 6, 6),
    ("d-day invasion", 1944, 6, 6),
    ("d-day landings", 1944, 6, 6),
    ("fall of berlin wall", 1989, 11, 9),
    ("fall of saigon", 1975, 4, 30),
    ("japanese attack on pearl harbor", 1941, 12, 7),
    ("korean war armistice", 1953, 7, 27),
    ("liberation of auschwitz", 1945, 1, 27),
    ("liberation of korea", 1945, 8, 15),
    ("normandy invasion", 1944, 6, 6),
    ("oklahoma city bombing", 1995, 4, 19),
    ("outbreak of korean war", 1950, 6, 25),
    ("roe v wade", 1973, 1, 22),
    ("sinking of titanic", 1912, 4, 15),
    ("start of korean war", 1950, 6, 25),
    ("title ix", 1972, 6, 23),
    ("voting rights act", 1965, 8, 6),
];

/// The longest of them, in words, articles and marks between included.
const LONGEST: usize = 10;

/// The day of the event that these tokens begin with, if its name ends where they say something else.
pub(crate) fn known_event(text: &str, tokens: &[Token]) -> Option<Date> {
    let mut written = String::new();
    let mut longest = None;
    for token in tokens.iter().take(LONGEST) {
        let word = token.text(text).to_lowercase();
        let word = word.trim_end_matches('.');
        if matches!(word, "the" | "a" | "") {
            continue;
        }
        if !written.is_empty() {
            written.push(' ');
        }
        written.push_str(word);
        let at = EVENTS.binary_search_by_key(&&*written, |event| event.0);
        if let Ok(at) = at {
            longest = Some(&EVENTS[at]);
        }
    }
    let (_, year, month, day) = *longest?;
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn known(text: &str) -> Option<Date> {
        known_event(text, &text::tokenize(text))
    }

    #[test]
    fn in_order() {
        assert!(EVENTS.is_sorted());
        assert!(
            EVENTS
                .iter()
                .all(|(_, y, m, d)| Date::new(*y, *m, *d).is_ok())
        );
    }

    #[test]
    fn by_name() {
        assert_eq!(
            known("the fall of the Berlin Wall, when"),
            Some(date(1989, 11, 9))
        );
        assert_eq!(
            known("Brown v. Board of Education"),
            Some(date(1954, 5, 17))
        );
        assert_eq!(known("the D-Day landings there"), Some(date(1944, 6, 6)));
        assert_eq!(known("the fall of the wall"), None);
    }
}
