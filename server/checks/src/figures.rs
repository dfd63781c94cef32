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
        let money = matches!(word(at), "$" | "€" | "£" | "¥");
        let digits = at + usize::from(money);
        let token = tokens.get(digits).filter(|t| t.kind == TokenKind::Number)?;
        let (number, half) = number(token.text(text))?;
        let mut range = tokens.get(at)?.range.cover(token.range);
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

/// The index of the first token from `offset` on.
pub(crate) fn token_at(facts: &BlockFacts, offset: TextSize) -> usize {
    facts
        .block
        .tokens()
        .partition_point(|t| t.range.start() < offset)
}

#[cfg(test)]
mod tests {
    use super::number;

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
