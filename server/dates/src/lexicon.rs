//! The words of time: one table from a lower-case word to what it means to the grammar.

use std::sync::LazyLock;

use jiff::civil::Weekday;
use rustc_hash::FxHashMap;

use crate::form::{DayPart, Season, Unit};

/// What a word or number is to the grammar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Lex {
    /// A word that says nothing about time.
    Other,
    /// A mark that says nothing about time.
    Mark,
    Month(i8),
    /// A month's name that is a common word too.
    MonthOrWord(i8),
    MonthShort(i8),
    Weekday(Weekday),
    WeekdayShort(Weekday),
    /// `Mondays`
    Weekdays(Weekday),
    Unit(Unit),
    Units(Unit),
    Part(DayPart),
    Season(Season),
    /// `two`, `twenty`: a number in words below one hundred.
    Number(u32),
    Hundred,
    Dozen,
    /// `first`, `21st`
    Ordinal(u32),
    /// Digits and nothing else: the value and how many digits.
    Digits(u32, u8),
    /// `1,200`
    Grouped(u32),
    /// `2.5`, in tenths.
    Decimal(u32),
    /// `1990s`, `90s`: the first year and whether the century is written.
    Years(i16, bool),
    /// `twenties`
    Decade(i16),
    /// `10:30`
    Clock(i8, i8),
    /// `10am`, `5:30PM`, hour by 24.
    ClockTwelve(i8, Option<i8>),
    /// `a.m.`; true is `p.m.`.
    Meridiem(bool),
    Zone(bool),
    Noon,
    Midnight,
    /// `daily`: what returns and whether the word is an adverb of time only.
    Recurring(Unit, bool),
    /// A word of the grammar.
    Key(Key),
    /// `yearlong`
    Spanning(Unit),
    Comma,
    Hyphen,
    Slash,
    Dollar,
    Percent,
    Quote,
    Possessive,
    Open,
    Close,
}

/// The words that bind an expression of time together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    A,
    About,
    After,
    Again,
    Ago,
    Almost,
    And,
    Another,
    Around,
    At,
    Before,
    Beginning,
    Between,
    Bc,
    Ad,
    By,
    Circa,
    Close,
    Coming,
    Consecutive,
    Couple,
    Current,
    Currently,
    During,
    Each,
    Earlier,
    Early,
    End,
    Every,
    Few,
    Final,
    Fiscal,
    Following,
    For,
    From,
    Future,
    Half,
    Hence,
    In,
    Last,
    Late,
    Later,
    Least,
    Less,
    Long,
    Many,
    Mid,
    Middle,
    More,
    Near,
    Nearly,
    Next,
    Now,
    Of,
    Old,
    On,
    Once,
    Only,
    Or,
    Other,
    Over,
    Past,
    Per,
    Post,
    Pre,
    Present,
    Previous,
    Previously,
    Quarter,
    Recent,
    Recently,
    Roughly,
    Same,
    Second,
    Several,
    Since,
    Some,
    Than,
    That,
    The,
    Then,
    This,
    These,
    Through,
    Throughout,
    Time,
    To,
    Today,
    Tomorrow,
    Tonight,
    Twice,
    Under,
    Until,
    Up,
    Upcoming,
    Weekend,
    Weekends,
    Within,
    Yesterday,
}

type Row = (&'static str, Lex);

const MONTHS: &[Row] = &[
    ("january", Lex::Month(1)),
    ("february", Lex::Month(2)),
    ("march", Lex::MonthOrWord(3)),
    ("april", Lex::Month(4)),
    ("may", Lex::MonthOrWord(5)),
    ("june", Lex::Month(6)),
    ("july", Lex::Month(7)),
    ("august", Lex::Month(8)),
    ("september", Lex::Month(9)),
    ("october", Lex::Month(10)),
    ("november", Lex::Month(11)),
    ("december", Lex::Month(12)),
    ("jan", Lex::MonthShort(1)),
    ("feb", Lex::MonthShort(2)),
    ("mar", Lex::MonthShort(3)),
    ("apr", Lex::MonthShort(4)),
    ("jun", Lex::MonthShort(6)),
    ("jul", Lex::MonthShort(7)),
    ("aug", Lex::MonthShort(8)),
    ("sep", Lex::MonthShort(9)),
    ("sept", Lex::MonthShort(9)),
    ("oct", Lex::MonthShort(10)),
    ("nov", Lex::MonthShort(11)),
    ("dec", Lex::MonthShort(12)),
];

const WEEKDAYS: &[Row] = &[
    ("monday", Lex::Weekday(Weekday::Monday)),
    ("tuesday", Lex::Weekday(Weekday::Tuesday)),
    ("wednesday", Lex::Weekday(Weekday::Wednesday)),
    ("thursday", Lex::Weekday(Weekday::Thursday)),
    ("friday", Lex::Weekday(Weekday::Friday)),
    ("saturday", Lex::Weekday(Weekday::Saturday)),
    ("sunday", Lex::Weekday(Weekday::Sunday)),
    ("mondays", Lex::Weekdays(Weekday::Monday)),
    ("tuesdays", Lex::Weekdays(Weekday::Tuesday)),
    ("wednesdays", Lex::Weekdays(Weekday::Wednesday)),
    ("thursdays", Lex::Weekdays(Weekday::Thursday)),
    ("fridays", Lex::Weekdays(Weekday::Friday)),
    ("saturdays", Lex::Weekdays(Weekday::Saturday)),
    ("sundays", Lex::Weekdays(Weekday::Sunday)),
    ("mon", Lex::WeekdayShort(Weekday::Monday)),
    ("tue", Lex::WeekdayShort(Weekday::Tuesday)),
    ("tues", Lex::WeekdayShort(Weekday::Tuesday)),
    ("wed", Lex::WeekdayShort(Weekday::Wednesday)),
    ("thu", Lex::WeekdayShort(Weekday::Thursday)),
    ("thur", Lex::WeekdayShort(Weekday::Thursday)),
    ("thurs", Lex::WeekdayShort(Weekday::Thursday)),
    ("fri", Lex::WeekdayShort(Weekday::Friday)),
    ("sat", Lex::WeekdayShort(Weekday::Saturday)),
    ("sun", Lex::WeekdayShort(Weekday::Sunday)),
];

const UNITS: &[Row] = &[
    ("seconds", Lex::Units(Unit::Second)),
    ("minute", Lex::Unit(Unit::Minute)),
    ("minutes", Lex::Units(Unit::Minute)),
    ("hour", Lex::Unit(Unit::Hour)),
    ("hours", Lex::Units(Unit::Hour)),
    ("hrs", Lex::Units(Unit::Hour)),
    ("day", Lex::Unit(Unit::Day)),
    ("days", Lex::Units(Unit::Day)),
    ("week", Lex::Unit(Unit::Week)),
    ("weeks", Lex::Units(Unit::Week)),
    ("fortnight", Lex::Unit(Unit::Fortnight)),
    ("fortnights", Lex::Units(Unit::Fortnight)),
    ("month", Lex::Unit(Unit::Month)),
    ("months", Lex::Units(Unit::Month)),
    ("quarters", Lex::Units(Unit::Quarter)),
    ("year", Lex::Unit(Unit::Year)),
    ("years", Lex::Units(Unit::Year)),
    ("decade", Lex::Unit(Unit::Decade)),
    ("decades", Lex::Units(Unit::Decade)),
    ("century", Lex::Unit(Unit::Century)),
    ("centuries", Lex::Units(Unit::Century)),
];

const PARTS: &[Row] = &[
    ("morning", Lex::Part(DayPart::Morning)),
    ("afternoon", Lex::Part(DayPart::Afternoon)),
    ("evening", Lex::Part(DayPart::Evening)),
    ("night", Lex::Part(DayPart::Night)),
    ("noon", Lex::Noon),
    ("midday", Lex::Noon),
    ("midnight", Lex::Midnight),
    ("a.m", Lex::Meridiem(false)),
    ("p.m", Lex::Meridiem(true)),
    ("am", Lex::Meridiem(false)),
    ("pm", Lex::Meridiem(true)),
    ("gmt", Lex::Zone(true)),
    ("utc", Lex::Zone(true)),
    ("est", Lex::Zone(false)),
    ("edt", Lex::Zone(false)),
    ("cst", Lex::Zone(false)),
    ("cdt", Lex::Zone(false)),
    ("mst", Lex::Zone(false)),
    ("mdt", Lex::Zone(false)),
    ("pst", Lex::Zone(false)),
    ("pdt", Lex::Zone(false)),
    ("bst", Lex::Zone(false)),
    ("cet", Lex::Zone(false)),
    ("spring", Lex::Season(Season::Spring)),
    ("summer", Lex::Season(Season::Summer)),
    ("autumn", Lex::Season(Season::Autumn)),
    ("fall", Lex::Season(Season::Autumn)),
    ("winter", Lex::Season(Season::Winter)),
];

const NUMBERS: &[Row] = &[
    ("one", Lex::Number(1)),
    ("two", Lex::Number(2)),
    ("three", Lex::Number(3)),
    ("four", Lex::Number(4)),
    ("five", Lex::Number(5)),
    ("six", Lex::Number(6)),
    ("seven", Lex::Number(7)),
    ("eight", Lex::Number(8)),
    ("nine", Lex::Number(9)),
    ("ten", Lex::Number(10)),
    ("eleven", Lex::Number(11)),
    ("twelve", Lex::Number(12)),
    ("thirteen", Lex::Number(13)),
    ("fourteen", Lex::Number(14)),
    ("fifteen", Lex::Number(15)),
    ("sixteen", Lex::Number(16)),
    ("seventeen", Lex::Number(17)),
    ("eighteen", Lex::Number(18)),
    ("nineteen", Lex::Number(19)),
    ("twenty", Lex::Number(20)),
    ("thirty", Lex::Number(30)),
    ("forty", Lex::Number(40)),
    ("fifty", Lex::Number(50)),
    ("sixty", Lex::Number(60)),
    ("seventy", Lex::Number(70)),
    ("eighty", Lex::Number(80)),
    ("ninety", Lex::Number(90)),
    ("hundred", Lex::Hundred),
    ("dozen", Lex::Dozen),
    ("first", Lex::Ordinal(1)),
    ("second", Lex::Key(Key::Second)),
    ("third", Lex::Ordinal(3)),
    ("fourth", Lex::Ordinal(4)),
    ("fifth", Lex::Ordinal(5)),
    ("sixth", Lex::Ordinal(6)),
    ("seventh", Lex::Ordinal(7)),
    ("eighth", Lex::Ordinal(8)),
    ("ninth", Lex::Ordinal(9)),
    ("tenth", Lex::Ordinal(10)),
    ("eleventh", Lex::Ordinal(11)),
    ("twelfth", Lex::Ordinal(12)),
    ("thirteenth", Lex::Ordinal(13)),
    ("fourteenth", Lex::Ordinal(14)),
    ("fifteenth", Lex::Ordinal(15)),
    ("sixteenth", Lex::Ordinal(16)),
    ("seventeenth", Lex::Ordinal(17)),
    ("eighteenth", Lex::Ordinal(18)),
    ("nineteenth", Lex::Ordinal(19)),
    ("twentieth", Lex::Ordinal(20)),
    ("twenties", Lex::Decade(20)),
    ("thirties", Lex::Decade(30)),
    ("forties", Lex::Decade(40)),
    ("fifties", Lex::Decade(50)),
    ("sixties", Lex::Decade(60)),
    ("seventies", Lex::Decade(70)),
    ("eighties", Lex::Decade(80)),
    ("nineties", Lex::Decade(90)),
];

const RECURRING: &[Row] = &[
    ("hourly", Lex::Recurring(Unit::Hour, true)),
    ("daily", Lex::Recurring(Unit::Day, true)),
    ("nightly", Lex::Recurring(Unit::Day, true)),
    ("weekly", Lex::Recurring(Unit::Week, true)),
    ("monthly", Lex::Recurring(Unit::Month, true)),
    ("quarterly", Lex::Recurring(Unit::Quarter, false)),
    ("yearly", Lex::Recurring(Unit::Year, true)),
    ("annual", Lex::Recurring(Unit::Year, false)),
    ("annually", Lex::Recurring(Unit::Year, true)),
];

const SPANNING: &[Row] = &[
    ("daylong", Lex::Spanning(Unit::Day)),
    ("weeklong", Lex::Spanning(Unit::Week)),
    ("monthlong", Lex::Spanning(Unit::Month)),
    ("yearlong", Lex::Spanning(Unit::Year)),
    ("decadelong", Lex::Spanning(Unit::Decade)),
];

const KEYS: &[(&str, Key)] = &[
    ("a", Key::A),
    ("an", Key::A),
    ("about", Key::About),
    ("ad", Key::Ad),
    ("a.d", Key::Ad),
    ("ce", Key::Ad),
    ("after", Key::After),
    ("again", Key::Again),
    ("ago", Key::Ago),
    ("almost", Key::Almost),
    ("and", Key::And),
    ("another", Key::Another),
    ("approximately", Key::About),
    ("around", Key::Around),
    ("at", Key::At),
    ("bc", Key::Bc),
    ("b.c", Key::Bc),
    ("bce", Key::Bc),
    ("b.c.e", Key::Bc),
    ("before", Key::Before),
    ("beginning", Key::Beginning),
    ("between", Key::Between),
    ("by", Key::By),
    ("ca", Key::Circa),
    ("circa", Key::Circa),
    ("close", Key::Close),
    ("coming", Key::Coming),
    ("consecutive", Key::Consecutive),
    ("straight", Key::Consecutive),
    ("successive", Key::Consecutive),
    ("trading", Key::Consecutive),
    ("working", Key::Consecutive),
    ("full", Key::Consecutive),
    ("whole", Key::Consecutive),
    ("solid", Key::Consecutive),
    ("couple", Key::Couple),
    ("current", Key::Current),
    ("currently", Key::Currently),
    ("presently", Key::Currently),
    ("during", Key::During),
    ("each", Key::Each),
    ("earlier", Key::Earlier),
    ("early", Key::Early),
    ("end", Key::End),
    ("every", Key::Every),
    ("few", Key::Few),
    ("final", Key::Final),
    ("fiscal", Key::Fiscal),
    ("following", Key::Following),
    ("for", Key::For),
    ("from", Key::From),
    ("future", Key::Future),
    ("half", Key::Half),
    ("hence", Key::Hence),
    ("in", Key::In),
    ("last", Key::Last),
    ("late", Key::Late),
    ("later", Key::Later),
    ("least", Key::Least),
    ("less", Key::Less),
    ("fewer", Key::Less),
    ("long", Key::Long),
    ("many", Key::Many),
    ("mid", Key::Mid),
    ("middle", Key::Middle),
    ("more", Key::More),
    ("near", Key::Near),
    ("nearly", Key::Nearly),
    ("next", Key::Next),
    ("now", Key::Now),
    ("of", Key::Of),
    ("old", Key::Old),
    ("on", Key::On),
    ("once", Key::Once),
    ("only", Key::Only),
    ("just", Key::Only),
    ("or", Key::Or),
    ("other", Key::Other),
    ("over", Key::Over),
    ("past", Key::Past),
    ("per", Key::Per),
    ("post", Key::Post),
    ("pre", Key::Pre),
    ("present", Key::Present),
    ("preceding", Key::Previous),
    ("previous", Key::Previous),
    ("prior", Key::Previous),
    ("previously", Key::Previously),
    ("quarter", Key::Quarter),
    ("recent", Key::Recent),
    ("recently", Key::Recently),
    ("roughly", Key::Roughly),
    ("same", Key::Same),
    ("several", Key::Several),
    ("since", Key::Since),
    ("some", Key::Some),
    ("start", Key::Beginning),
    ("than", Key::Than),
    ("that", Key::That),
    ("the", Key::The),
    ("then", Key::Then),
    ("these", Key::These),
    ("this", Key::This),
    ("through", Key::Through),
    ("throughout", Key::Throughout),
    ("till", Key::Until),
    ("time", Key::Time),
    ("to", Key::To),
    ("today", Key::Today),
    ("tomorrow", Key::Tomorrow),
    ("tonight", Key::Tonight),
    ("twice", Key::Twice),
    ("under", Key::Under),
    ("until", Key::Until),
    ("up", Key::Up),
    ("upcoming", Key::Upcoming),
    ("weekend", Key::Weekend),
    ("weekends", Key::Weekends),
    ("within", Key::Within),
    ("yesterday", Key::Yesterday),
];

static TABLE: LazyLock<FxHashMap<&'static str, Lex>> = LazyLock::new(|| {
    let rows = [MONTHS, WEEKDAYS, UNITS, PARTS, NUMBERS, RECURRING, SPANNING];
    let mut table: FxHashMap<&'static str, Lex> = rows.into_iter().flatten().copied().collect();
    table.extend(KEYS.iter().map(|(word, key)| (*word, Lex::Key(*key))));
    table
});

/// The longest word of the table.
const LONGEST: usize = 13;

/// What `word` means, in any case, with or without the point of an abbreviation.
pub(crate) fn look_up(word: &str) -> Lex {
    let bytes = word.as_bytes();
    let bytes = bytes.strip_suffix(b".").unwrap_or(bytes);
    if bytes.is_empty() || bytes.len() > LONGEST || !bytes[0].is_ascii_alphabetic() {
        return Lex::Other;
    }
    let mut lower = [0u8; LONGEST];
    let lower = &mut lower[..bytes.len()];
    lower.copy_from_slice(bytes);
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower)
        .ok()
        .and_then(|w| TABLE.get(w))
        .copied()
        .unwrap_or(Lex::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_longer_than_the_buffer_and_none_stands_twice() {
        let all: Vec<&str> = [MONTHS, WEEKDAYS, UNITS, PARTS, NUMBERS, RECURRING, SPANNING]
            .into_iter()
            .flatten()
            .map(|row| row.0)
            .chain(KEYS.iter().map(|row| row.0))
            .collect();
        assert_eq!(all.iter().map(|w| w.len()).max(), Some(LONGEST));
        assert_eq!(TABLE.len(), all.len());
    }
}
