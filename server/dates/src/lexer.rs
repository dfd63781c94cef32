//! From the tokens of a text to lexemes: hyphenated words are cut open, numbers are read, words are looked up.

use text::{Token, TokenKind};
use text_size::{TextRange, TextSize};

use crate::lexicon::{Key, Lex, look_up};

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Lower,
    Initial,
    Upper,
}

/// One word, part of a hyphenated word, number or mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lexeme {
    pub(crate) lex: Lex,
    pub(crate) range: TextRange,
    pub(crate) case: Case,
    /// No space stands before it.
    pub(crate) glued: bool,
}

/// The lexemes of a text, to be read by index; beyond either end stands nothing.
pub(crate) struct Lexemes<'t> {
    pub(crate) text: &'t str,
    items: Vec<Lexeme>,
}

impl<'t> Lexemes<'t> {
    /// Reads the tokens of `text`.
    pub(crate) fn new(text: &'t str, tokens: &[Token]) -> Self {
        let mut lexemes = Self {
            text,
            items: Vec::with_capacity(tokens.len() + tokens.len() / 16),
        };
        for token in tokens {
            lexemes.push_token(token);
        }
        lexemes
    }

    fn push_token(&mut self, token: &Token) {
        let Some(text) = self
            .text
            .get(usize::from(token.range.start())..usize::from(token.range.end()))
        else {
            return;
        };
        match token.kind {
            TokenKind::Word if text.as_bytes().contains(&b'-') => {
                self.push_parts(token.range.start(), text)
            }
            TokenKind::Word
                if text == "s" && self.ends_in_number_and_quote(token.range.start()) =>
            {
                if let Some(quote) = self.items.last_mut() {
                    quote.lex = Lex::Possessive;
                    quote.range = quote.range.cover(token.range);
                }
            }
            TokenKind::Word => self.push(token.range, word(text), case_of(text)),
            TokenKind::Number => self.push(token.range, number(text), Case::Lower),
            TokenKind::Possessive => self.push(token.range, Lex::Possessive, Case::Lower),
            TokenKind::Quote => self.push(token.range, Lex::Quote, Case::Lower),
            TokenKind::Dash => self.push(token.range, Lex::Hyphen, Case::Lower),
            TokenKind::Mark => self.push(token.range, mark(text), Case::Lower),
        }
    }

    /// `1998'`, to which an `s` at `at` makes a possessive.
    fn ends_in_number_and_quote(&self, at: TextSize) -> bool {
        matches!(
            self.items.as_slice(),
            [.., number, quote]
                if quote.lex == Lex::Quote
                    && quote.glued
                    && quote.range.end() == at
                    && matches!(number.lex, Lex::Digits(..))
        )
    }

    /// `mid-1990s` → `mid`, `-`, `1990s`
    fn push_parts(&mut self, start: TextSize, text: &str) {
        let mut at = start;
        for (i, part) in text.split('-').enumerate() {
            if i > 0 {
                let end = at + TextSize::of('-');
                self.push(TextRange::new(at, end), Lex::Hyphen, Case::Lower);
                at = end;
            }
            let end = at + TextSize::of(part);
            if part.starts_with(|c: char| c.is_ascii_digit()) {
                self.push(TextRange::new(at, end), number(part), Case::Lower);
            } else if !part.is_empty() {
                self.push(TextRange::new(at, end), word(part), case_of(part));
            }
            at = end;
        }
    }

    fn push(&mut self, range: TextRange, lex: Lex, case: Case) {
        let glued = self
            .items
            .last()
            .is_some_and(|last| last.range.end() == range.start());
        self.items.push(Lexeme {
            lex,
            range,
            case,
            glued,
        });
    }

    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    /// What stands at `i`; a mark beyond the ends.
    pub(crate) fn lex(&self, i: usize) -> Lex {
        self.items.get(i).map_or(Lex::Mark, |l| l.lex)
    }

    /// What stands `n` before `i`.
    pub(crate) fn before(&self, i: usize, n: usize) -> Lex {
        i.checked_sub(n).map_or(Lex::Mark, |i| self.lex(i))
    }

    pub(crate) fn is(&self, i: usize, key: Key) -> bool {
        self.lex(i) == Lex::Key(key)
    }

    pub(crate) fn key(&self, i: usize) -> Option<Key> {
        match self.lex(i) {
            Lex::Key(key) => Some(key),
            _ => None,
        }
    }

    /// The key `n` before `i`.
    pub(crate) fn key_before(&self, i: usize, n: usize) -> Option<Key> {
        match self.before(i, n) {
            Lex::Key(key) => Some(key),
            _ => None,
        }
    }

    pub(crate) fn glued(&self, i: usize) -> bool {
        self.items.get(i).is_some_and(|l| l.glued)
    }

    pub(crate) fn case(&self, i: usize) -> Case {
        self.items.get(i).map_or(Case::Lower, |l| l.case)
    }

    pub(crate) fn capital(&self, i: usize) -> bool {
        self.case(i) != Case::Lower
    }

    /// The word at `i`.
    pub(crate) fn str(&self, i: usize) -> &'t str {
        self.items
            .get(i)
            .and_then(|l| {
                self.text
                    .get(usize::from(l.range.start())..usize::from(l.range.end()))
            })
            .unwrap_or_default()
    }

    /// Whether the word at `i` is `word`, in any case.
    pub(crate) fn word(&self, i: usize, word: &str) -> bool {
        self.str(i).eq_ignore_ascii_case(word)
    }

    /// A hyphen between `i - 1` and `i + 1`, without spaces.
    pub(crate) fn hyphen(&self, i: usize) -> bool {
        self.lex(i) == Lex::Hyphen && self.glued(i) && self.glued(i + 1)
    }

    /// A mark between `i - 1` and `i + 1`, without spaces.
    pub(crate) fn hyphenlike(&self, i: usize, mark: Lex) -> bool {
        self.lex(i) == mark && self.glued(i) && self.glued(i + 1)
    }

    /// A comma that touches what stands before it.
    pub(crate) fn comma(&self, i: usize) -> bool {
        self.lex(i) == Lex::Comma
    }

    pub(crate) fn range(&self, i: usize) -> TextRange {
        self.items
            .get(i)
            .map_or_else(|| TextRange::empty(TextSize::of(self.text)), |l| l.range)
    }

    /// From the start of `from` to the end of the one before `to`.
    pub(crate) fn cover(&self, from: usize, to: usize) -> TextRange {
        self.range(from)
            .cover(self.range(to.saturating_sub(1).max(from)))
    }

    /// Whether `i` is the first word of its sentence, as far as the marks tell.
    pub(crate) fn starts_sentence(&self, i: usize) -> bool {
        match self.before(i, 1) {
            Lex::Mark | Lex::Quote | Lex::Open | Lex::Hyphen => {
                !matches!(self.str(i.wrapping_sub(1)), ";" | "/")
            }
            _ => i == 0,
        }
    }
}

fn case_of(word: &str) -> Case {
    let mut chars = word.chars();
    if !chars.next().is_some_and(char::is_uppercase) {
        return Case::Lower;
    }
    if word.len() > 1 && !chars.any(char::is_lowercase) {
        Case::Upper
    } else {
        Case::Initial
    }
}

fn word(text: &str) -> Lex {
    look_up(text)
}

fn mark(text: &str) -> Lex {
    match text {
        "," => Lex::Comma,
        "/" | "⁄" => Lex::Slash,
        "$" | "€" | "£" | "¥" | "#" | "§" => Lex::Dollar,
        "%" => Lex::Percent,
        "(" | "[" => Lex::Open,
        ")" | "]" => Lex::Close,
        _ => Lex::Mark,
    }
}

/// Reads a number with its separators and suffix.
fn number(text: &str) -> Lex {
    let digits_end = text
        .bytes()
        .position(|b| !b.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(digits_end);
    let (Ok(value), Ok(width)) = (digits.parse::<u32>(), u8::try_from(digits.len())) else {
        return Lex::Other;
    };
    if rest.is_empty() {
        return Lex::Digits(value, width);
    }
    match rest.as_bytes()[0] {
        b':' => clock(value, &rest[1..]),
        b',' => grouped(text),
        b'.' => decimal(value, &rest[1..]),
        _ => suffixed(value, width, rest),
    }
}

fn clock(hour: u32, rest: &str) -> Lex {
    let minutes_end = rest
        .bytes()
        .position(|b| !b.is_ascii_digit())
        .unwrap_or(rest.len());
    let (minutes, rest) = rest.split_at(minutes_end);
    let (Ok(hour), Ok(minute)) = (i8::try_from(hour), minutes.parse::<i8>()) else {
        return Lex::Other;
    };
    if minutes.len() != 2 || hour > 24 || minute > 59 {
        return Lex::Other;
    }
    if rest.is_empty()
        || rest.eq_ignore_ascii_case("hrs")
        || (rest.starts_with(':') && rest.len() == 3)
    {
        return Lex::Clock(hour, minute);
    }
    match look_up(rest) {
        Lex::Meridiem(pm) if (1..=12).contains(&hour) => {
            Lex::ClockTwelve(twelve(hour, pm), Some(minute))
        }
        _ => Lex::Other,
    }
}

/// An hour of twelve as an hour of twenty-four.
pub(crate) fn twelve(hour: i8, pm: bool) -> i8 {
    hour % 12 + if pm { 12 } else { 0 }
}

fn grouped(text: &str) -> Lex {
    let mut value = 0u32;
    for (i, group) in text.split(',').enumerate() {
        let (Ok(number), true) = (group.parse::<u32>(), i == 0 || group.len() == 3) else {
            return Lex::Other;
        };
        let Some(next) = value.checked_mul(1000).and_then(|v| v.checked_add(number)) else {
            return Lex::Other;
        };
        value = next;
    }
    Lex::Grouped(value)
}

/// `2.5`, and by its suffix a time: `5.30pm`.
fn decimal(whole: u32, rest: &str) -> Lex {
    if rest.len() > 2 {
        return match clock(whole, rest) {
            time @ Lex::ClockTwelve(..) => time,
            _ => Lex::Other,
        };
    }
    match (rest.len(), rest.parse::<u32>()) {
        (1, Ok(tenths)) => whole
            .checked_mul(10)
            .map_or(Lex::Other, |w| Lex::Decimal(w + tenths)),
        _ => Lex::Other,
    }
}

fn suffixed(value: u32, width: u8, rest: &str) -> Lex {
    let suffix = look_up(rest);
    if let (Lex::Meridiem(pm), Ok(hour @ 1..=12)) = (suffix, i8::try_from(value)) {
        return Lex::ClockTwelve(twelve(hour, pm), None);
    }
    match rest {
        // `2013-03-22T10:30`
        "T" if width == 2 => Lex::Digits(value, width),
        "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH" if width <= 3 => Lex::Ordinal(value),
        "s" => match (width, i16::try_from(value)) {
            (4, Ok(year)) if year % 10 == 0 => Lex::Years(year, true),
            // `the 470s BC`
            (2 | 3, Ok(year)) if year % 10 == 0 => Lex::Years(year, false),
            _ => Lex::Other,
        },
        _ => Lex::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Lex> {
        let lexemes = Lexemes::new(text, &text::tokenize(text));
        (0..lexemes.len()).map(|i| lexemes.lex(i)).collect()
    }

    #[test]
    fn words_and_numbers() {
        use Lex::*;
        assert_eq!(
            read("mid-1990s"),
            [Key(crate::lexicon::Key::Mid), Hyphen, Years(1990, true)]
        );
        assert_eq!(read("SEPT. 21st"), [MonthShort(9), Ordinal(21)]);
        assert_eq!(
            read("2,000 2.5 08 10:30"),
            [Grouped(2000), Decimal(25), Digits(8, 2), Clock(10, 30)]
        );
        assert_eq!(
            read("12pm 12:05am"),
            [ClockTwelve(12, None), ClockTwelve(0, Some(5))]
        );
        assert_eq!(read("1998's"), [Digits(1998, 4), Possessive]);
        assert_eq!(read("1.2.3 99:99 5kg"), [Other, Other, Other]);
    }
}
