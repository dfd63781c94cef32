//! Figures with the precision that they are written with: `$1.5 billion` is anything from 1.45 to 1.55 billion.

use article::BlockFacts;
use text::{TextRange, TextSize, Token, TokenKind};

/// A number in digits, with its scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Figure {
    /// As written, the scale included.
    pub(crate) value: f64,
    /// Half of its last digit's unit.
    pub(crate) half: f64,
    /// What one is multiplied by for `million`; 1 without.
    pub(crate) scale: f64,
    /// Whether a currency stands before it.
    pub(crate) money: bool,
    /// Currency and scale included.
    pub(crate) range: TextRange,
    /// The token behind it.
    pub(crate) next: usize,
}

impl Figure {
    /// The figure at token `at` of a block, or the one that the currency there stands before.
    pub(crate) fn at(facts: &BlockFacts, at: usize) -> Option<Self> {
        let (text, tokens) = (facts.block.text(), facts.block.tokens());
        let word = |i: usize| tokens.get(i).map_or("", |t: &Token| t.text(text));
        let first = tokens.get(at)?;
        let money =
            first.kind == TokenKind::Mark && matches!(first.text(text), "$" | "€" | "£" | "¥");
        let digits = at + usize::from(money);
        let token = tokens.get(digits).filter(|t| t.kind == TokenKind::Number)?;
        let (number, half) = number(token.text(text))?;
        let mut range = first.range.cover(token.range);
        let scale = match word(digits + 1).to_lowercase().as_str() {
            "thousand" => 1e3,
            "million" => 1e6,
            "billion" => 1e9,
            "trillion" => 1e12,
            _ => 1.0,
        };
        let mut next = digits + 1;
        if scale > 1.0 {
            range = range.cover(tokens.get(next)?.range);
            next += 1;
        }
        Some(Self {
            value: number * scale,
            half: half * scale,
            scale,
            money,
            range,
            next,
        })
    }

    /// The figure at token `at`, in digits or as a word: `12`, `twelve`, `twenty-one`.
    pub(crate) fn counted(facts: &BlockFacts, at: usize) -> Option<Self> {
        Self::at(facts, at).or_else(|| {
            let token = facts.block.tokens().get(at)?;
            let value = number_word(token.text(facts.block.text()))?;
            Some(Self {
                value: f64::from(value),
                half: 0.5,
                scale: 1.0,
                money: false,
                range: token.range,
                next: at + 1,
            })
        })
    }

    /// By how much it may be off if its zeros are meant: `30 people` is 30, `$30 million` is 29.5 to 30.5.
    pub(crate) fn slack(self, facts: &BlockFacts) -> f64 {
        let written = facts.block.slice(self.range);
        let decimals = written.split_once('.').map_or(0, |(_, rest)| {
            rest.chars().take_while(char::is_ascii_digit).count()
        });
        match self.scale == 1.0 && decimals == 0 {
            true => 0.0,
            false => self.scale * 10f64.powi(-(decimals as i32)) / 2.0,
        }
    }

    /// Another value, written as this one is: with its currency and scale, in words or digits.
    pub(crate) fn like(self, facts: &BlockFacts, value: f64) -> String {
        let written = facts.block.slice(self.range);
        if written.starts_with(char::is_alphabetic)
            && let Some(word) = in_words(value)
        {
            return match written.starts_with(char::is_uppercase) {
                true => text::capitalised(word),
                false => word.to_owned(),
            };
        }
        let currency = written.chars().next().filter(|_| self.money);
        let number = format!("{:.3}", value / self.scale);
        let number = thousands(number.trim_end_matches('0').trim_end_matches('.'));
        let scale = match self.scale {
            1e3 => " thousand",
            1e6 => " million",
            1e9 => " billion",
            1e12 => " trillion",
            _ => "",
        };
        currency.map(String::from).unwrap_or_default() + &number + scale
    }

    /// The same number with another scale: `4` in `from 4 to 5 million`.
    pub(crate) fn scaled(self, scale: f64) -> Self {
        Self {
            value: self.value / self.scale * scale,
            half: self.half / self.scale * scale,
            scale,
            ..self
        }
    }

    /// The least and the most that is rounded to it.
    pub(crate) fn bounds(self) -> (f64, f64) {
        (self.value - self.half, self.value + self.half)
    }

    /// Whether it looks like a year.
    pub(crate) fn may_be_year(self, facts: &BlockFacts) -> bool {
        let written = facts.block.slice(self.range);
        written.len() == 4 && (1600.0..2200.0).contains(&self.value)
    }
}

/// `46,850`, `5.6` as a number, with half of the last digit's unit. Zeros at its end may be rounded: `46,000` is written
/// to the thousand.
fn number(written: &str) -> Option<(f64, f64)> {
    let plain = written.replace(',', "");
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain.as_str(), ""));
    let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
    // `1,20` is no number, nor is `57th`.
    let grouped = written
        .split(['.'])
        .next()?
        .split(',')
        .skip(1)
        .all(|g| g.len() == 3);
    if whole.is_empty() || !digits(whole) || !digits(decimals) || !grouped || plain.len() > 12 {
        return None;
    }
    let value: f64 = plain.parse().ok()?;
    let unit = match decimals.len() {
        0 => {
            let zeros = whole.len() - whole.trim_end_matches('0').len();
            10f64.powi(zeros.min(whole.len().saturating_sub(1)) as i32)
        }
        n => 10f64.powi(-(n as i32)),
    };
    Some((value, unit / 2.0))
}

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// What a word counts, up to ninety-nine: `twelve`, `twenty-one`.
pub(crate) fn number_word(word: &str) -> Option<u32> {
    let place = |list: &[&str], word: &str| {
        let at = list.iter().position(|w| w.eq_ignore_ascii_case(word))?;
        u32::try_from(at).ok()
    };
    // The longest is `seventy-seven`, and most words of a text are no numbers.
    let first = word.bytes().next()?.to_ascii_lowercase();
    if !(3..=13).contains(&word.len()) || !b"efnostz".contains(&first) {
        return None;
    }
    match word.split_once('-') {
        None => place(&SMALL, word)
            .filter(|n| *n > 0)
            .or_else(|| place(&TENS, word).map(|n| (n + 2) * 10)),
        Some((tens, ones)) => {
            let ones = place(&SMALL[..10], ones).filter(|n| *n > 0)?;
            Some((place(&TENS, tens)? + 2) * 10 + ones)
        }
    }
}

/// A small whole number as a word.
fn in_words(value: f64) -> Option<&'static str> {
    let whole = value.fract() == 0.0 && (1.0..20.0).contains(&value);
    whole.then(|| SMALL.get(value as usize).copied()).flatten()
}

/// `12000` as `12,000`.
pub(crate) fn thousands(number: &str) -> String {
    let (whole, rest) = number.split_at(number.find('.').unwrap_or(number.len()));
    let mut out = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

/// The index of the first token from `offset` on.
pub(crate) fn token_at(facts: &BlockFacts, offset: TextSize) -> usize {
    facts
        .block
        .tokens()
        .partition_point(|t| t.range.start() < offset)
}

#[cfg(test)]
mod tests {
    use super::{number, number_word};

    #[test]
    fn numbers_as_words() {
        assert_eq!(number_word("Twelve"), Some(12));
        assert_eq!(number_word("twenty-one"), Some(21));
        assert_eq!(number_word("ninety"), Some(90));
        assert_eq!(number_word("twelve-year"), None);
        assert_eq!(number_word("twenty-ten"), None);
        assert_eq!(number_word("people"), None);
    }

    #[test]
    fn as_exact_as_written() {
        assert_eq!(number("46,850"), Some((46_850.0, 5.0)));
        assert_eq!(number("5.6"), Some((5.6, 0.05)));
        assert_eq!(number("100"), Some((100.0, 50.0)));
        assert_eq!(number("7"), Some((7.0, 0.5)));
        assert_eq!(number("57th"), None);
        assert_eq!(number("1,20"), None);
    }
}
