//! Lengths of time and times that return: values that need no calendar.

use jiff::civil::Weekday;
use smol_str::{SmolStr, format_smolstr};

use super::blank;
use crate::{
    explain::Explanation,
    form::{Amount, Expression, Modifier, Quant, Recurrence, Unit},
    timex::{Timex, TimexKind},
};

pub(super) fn duration(
    expression: &Expression,
    amount: Amount,
    unit: Unit,
    modifier: Option<Modifier>,
) -> Timex {
    Timex {
        value: Some(value(amount, unit)),
        modifier,
        why: Explanation::Length,
        ..blank(expression, TimexKind::Duration)
    }
}

pub(super) fn set(
    expression: &Expression,
    recurrence: Recurrence,
    quant: Option<Quant>,
    freq: Option<u32>,
) -> Timex {
    let value = match recurrence {
        Recurrence::Every(amount, unit) => value(amount, unit),
        Recurrence::Weekend => SmolStr::new_static("XXXX-WXX-WE"),
        Recurrence::Weekday(weekday) => format_smolstr!("XXXX-WXX-{}", number(weekday)),
    };
    Timex {
        value: Some(value),
        quant,
        freq: freq.map(|n| format_smolstr!("{n}X")),
        why: Explanation::Returning,
        ..blank(expression, TimexKind::Set)
    }
}

fn number(weekday: Weekday) -> i8 {
    weekday.to_monday_one_offset()
}

/// `P2Y`, `PT16H`, `PXM`, `P2.5Y`
fn value(amount: Amount, unit: Unit) -> SmolStr {
    let (prefix, factor, letter) = match unit {
        Unit::Second => ("PT", 1, "S"),
        Unit::Minute => ("PT", 1, "M"),
        Unit::Hour => ("PT", 1, "H"),
        Unit::Day => ("P", 1, "D"),
        Unit::Week => ("P", 1, "W"),
        Unit::Fortnight => ("P", 2, "W"),
        Unit::Month => ("P", 1, "M"),
        Unit::Quarter => ("P", 1, "Q"),
        Unit::Year => ("P", 1, "Y"),
        Unit::Decade => ("P", 10, "Y"),
        Unit::Century => ("P", 100, "Y"),
    };
    match amount {
        Amount::Exact(n) => format_smolstr!("{prefix}{}{letter}", u64::from(n) * factor),
        Amount::Tenths(n) if unit == Unit::Hour && n % 10 == 5 && n > 5 => {
            format_smolstr!("PT{}H30M", n / 10)
        }
        Amount::Tenths(5) if unit == Unit::Hour => SmolStr::new_static("PT30M"),
        Amount::Tenths(n) => {
            let n = u64::from(n) * factor;
            if n % 10 == 0 {
                format_smolstr!("{prefix}{}{letter}", n / 10)
            } else {
                format_smolstr!("{prefix}{}.{}{letter}", n / 10, n % 10)
            }
        }
        Amount::Vague => format_smolstr!("{prefix}X{letter}"),
    }
}
