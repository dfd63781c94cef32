//! Datelines: where, when and by which agency a story was filed, as the first words of its first paragraph.
//!
//! The forms are those counted in agency text: `PLACE (AGENCY) —`, `PLACE, DATE (AGENCY) -`, `PLACE, Region (AGENCY)
//! —`, `AGENCY, Place :`, `PLACE —`. A dateline is never required.

use text_size::TextRange;

use crate::{
    block::size,
    token::{Token, TokenKind, is_month_name, is_weekday_name},
};

/// A dateline's parts, in offsets from its block's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// All of it, the closing dash or colon excluded.
    pub range: TextRange,
    /// The place.
    pub place: TextRange,
    /// The date, if one is written.
    pub date: Option<TextRange>,
    /// The agency, if one is named.
    pub agency: Option<TextRange>,
    /// Where the story itself starts.
    pub body: text_size::TextSize,
}

const AGENCIES: &[&str] = &[
    "AP",
    "AFP",
    "UPI",
    "DPA",
    "dpa",
    "TASS",
    "ITAR-TASS",
    "Itar-Tass",
    "Reuters",
    "REUTERS",
    "Kyodo",
    "KYODO",
    "Xinhua",
    "ANSA",
    "EFE",
    "PTI",
    "IANS",
    "ANI",
    "Yonhap",
    "KCNA",
    "Interfax",
    "RIA",
    "Bloomberg",
    "VOA",
    "BBC",
    "CNN",
    "Sapa",
    "Sapa-AFP",
    "AAP",
    "PA",
    "APA",
    "ATS",
    "Belga",
    "Bernama",
    "Antara",
    "IRNA",
    "WAM",
    "SPA",
    "MENA",
    "Anadolu",
    "UNB",
    "BSS",
    "CP",
    "NYT",
    "IPS",
];

/// The longest a dateline is: beyond it a run of capitals is something else.
const MAX_TOKENS: usize = 18;

/// Reads the dateline at the start of a block's text, given its tokens.
pub fn dateline(text: &str, tokens: &[Token]) -> Option<Dateline> {
    let tokens = &tokens[..tokens.len().min(MAX_TOKENS + 4)];
    agency_first(text, tokens).or_else(|| place_first(text, tokens))
}

/// `AFP, Seoul :`
fn agency_first(text: &str, tokens: &[Token]) -> Option<Dateline> {
    let word = |i: usize| tokens.get(i).map(|t| t.text(text));
    if !AGENCIES.contains(&word(0)?) || word(1)? != "," {
        return None;
    }
    let mut end = 2;
    while word(end).is_some_and(|w| w.starts_with(char::is_uppercase)) {
        end += 1;
    }
    (end > 2 && end <= 5 && matches!(word(end)?, ":" | "—" | "–" | "-" | "--")).then(|| Dateline {
        range: cover(tokens, 0, end),
        place: cover(tokens, 2, end),
        date: None,
        agency: Some(tokens[0].range),
        body: body_start(tokens, end),
    })
}

fn place_first(text: &str, tokens: &[Token]) -> Option<Dateline> {
    let word = |i: usize| tokens.get(i).map(|t| t.text(text));
    let mut i = 0;
    while word(i).is_some_and(|w| is_capitals(w) && !is_month_name(w)) {
        i += 1;
    }
    if i == 0 || i > 4 {
        return None;
    }
    let mut place_end = i;
    let mut date = None;
    let mut agency = None;
    // A region or country in mixed case: `O’SMACH, Cambodia`.
    if word(i) == Some(",")
        && word(i + 1).is_some_and(|w| w.starts_with(char::is_uppercase) && !starts_date(w))
    {
        let mut end = i + 1;
        while word(end).is_some_and(|w| w.starts_with(char::is_uppercase) && !starts_date(w))
            && end < i + 4
        {
            end += 1;
        }
        place_end = end;
        i = end;
    }
    if word(i) == Some(",") && word(i + 1).is_some_and(starts_date)
        || word(i).is_some_and(starts_date)
    {
        let start = if word(i) == Some(",") { i + 1 } else { i };
        let mut end = start;
        while tokens.get(end).is_some_and(|t| is_date_part(t, text)) {
            end += 1;
        }
        while end > start && word(end - 1) == Some(",") {
            end -= 1;
        }
        date = Some(cover(tokens, start, end));
        i = end;
    }
    if word(i) == Some("(") {
        let close = (i + 1..tokens.len().min(i + 6)).find(|j| word(*j) == Some(")"))?;
        agency = Some(cover(tokens, i + 1, close));
        i = close + 1;
    }
    let closing = tokens.get(i)?;
    let closes = closing.kind == TokenKind::Dash || matches!(word(i)?, "_" | ":");
    // `PYONGYANG-based` and `RE: ALL` are no datelines: a bare place needs a dash with a space after it, and then a
    // story in mixed case.
    let spaced = text[usize::from(closing.range.end())..].starts_with(char::is_whitespace);
    let certain = date.is_some() || agency.is_some();
    let bare = closing.kind == TokenKind::Dash
        && text[usize::from(closing.range.end())..]
            .chars()
            .any(char::is_lowercase);
    (closes && i <= MAX_TOKENS && (certain || (spaced && bare))).then(|| Dateline {
        range: cover(tokens, 0, i),
        place: cover(tokens, 0, place_end),
        date,
        agency,
        body: body_start(tokens, i),
    })
}

fn cover(tokens: &[Token], from: usize, to: usize) -> TextRange {
    TextRange::new(tokens[from].range.start(), tokens[to - 1].range.end())
}

fn body_start(tokens: &[Token], closing: usize) -> text_size::TextSize {
    tokens
        .get(closing + 1)
        .map_or(tokens[closing].range.end(), |t| t.range.start())
}

fn is_capitals(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    word.chars().count() > 1 && letters.clone().next().is_some() && letters.all(char::is_uppercase)
}

fn starts_date(word: &str) -> bool {
    is_month_name(word) || is_weekday_name(word)
}

fn is_date_part(token: &Token, text: &str) -> bool {
    let word = token.text(text);
    starts_date(word)
        || word == ","
        || (token.kind == TokenKind::Number && size(word.len()) <= 4.into())
}

#[cfg(test)]
mod tests {
    use crate::token::tokenize;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str, &str)>) {
        let found = super::dateline(text, &tokenize(text)).map(|d| {
            let part = |r: Option<text_size::TextRange>| r.map_or("", |r| &text[r]);
            (&text[d.place], part(d.date), part(d.agency))
        });
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn forms() {
        check(
            "MOSCOW, JUNE 9 (AP) - President Putin",
            Some(("MOSCOW", "JUNE 9", "AP")),
        );
        check(
            "BEIJING (Kyodo) — North Korean leader",
            Some(("BEIJING", "", "Kyodo")),
        );
        check(
            "O’SMACH, Cambodia (AP) _ Two men",
            Some(("O’SMACH, Cambodia", "", "AP")),
        );
        check(
            "WASHINGTON, August 8 (Xinhua) -- The",
            Some(("WASHINGTON", "August 8", "Xinhua")),
        );
        check("AFP, Seoul :", Some(("Seoul", "", "AFP")));
        check(
            "SEOUL, Wednesday, Aug. 15, 2018 (Reuters) - It",
            Some(("SEOUL", "Wednesday, Aug. 15, 2018", "Reuters")),
        );
        check("NORTH KOREA- Kim Jong Un is", Some(("NORTH KOREA", "", "")));
        check("WASHINGTON — The president", Some(("WASHINGTON", "", "")));
    }

    #[test]
    fn not_a_dateline() {
        for text in [
            "The U.S. said",
            "PYONGYANG-based diplomats",
            "BREAKING NEWS",
            "A man - no",
            "KCNA said on Tuesday",
            "UN (United Nations) officials said",
        ] {
            check(text, None);
        }
    }
}
