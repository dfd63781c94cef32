//! # unit-conversion
//!
//! A measure and its conversion in brackets that are not the same: “10 miles (26 kilometers)”.
//!
//! ## Why it matters
//! One of the two is wrong, and nobody can tell which.
//!
//! ## How it decides
//! A figure with a unit, and in brackets behind it another with another unit of the same kind. Both are taken for all that
//! rounds to them as they are written, and a tenth more: “10 miles (15 kilometers)” is let stand.
//!
//! It said nothing on 16,454 press releases of senators and 166 newspaper articles (2026-11-22), where such brackets are rare:
//! a hint until more is known.
//!
//! ## What it leaves alone
//! Ranges, units that are two things at once (an ounce, a ton beside pounds), quotations.
//!
//! ## Example
//! “10 miles (26 kilometers)” → “10 miles (16 kilometers)”.

use article::BlockFacts;

use crate::{
    engine::Sources,
    figures::{Figure, thousands},
    finding::{Applicability, Finding, Fix, Place},
    passage::is_quoted,
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct UnitConversion;

static RULE: Rule = Rule {
    id: "unit-conversion",
    severity: Severity::Hint,
    fixes: Fixes::Maybe,
    source: include_str!("unit_conversion.rs"),
};

/// By how much a conversion may be off, beyond what rounding explains.
const TOLERANCE: f64 = 0.1;

/// What units measure, and how many of the first of a kind one is. Temperatures have a kind of their own.
const UNITS: &[(&[&str], Kind, f64)] = &[
    (
        &["meter", "meters", "metre", "metres", "m"],
        Kind::Length,
        1.0,
    ),
    (
        &[
            "kilometer",
            "kilometers",
            "kilometre",
            "kilometres",
            "km",
            "kms",
        ],
        Kind::Length,
        1000.0,
    ),
    (
        &[
            "centimeter",
            "centimeters",
            "centimetre",
            "centimetres",
            "cm",
        ],
        Kind::Length,
        0.01,
    ),
    (&["mile", "miles"], Kind::Length, 1609.344),
    (&["yard", "yards"], Kind::Length, 0.9144),
    (&["foot", "feet", "ft"], Kind::Length, 0.3048),
    (&["inch", "inches"], Kind::Length, 0.0254),
    (&["acre", "acres"], Kind::Area, 4046.86),
    (&["hectare", "hectares", "ha"], Kind::Area, 10_000.0),
    (&["pound", "pounds", "lb", "lbs"], Kind::Mass, 0.453_592),
    (
        &["kilogram", "kilograms", "kilo", "kilos", "kg"],
        Kind::Mass,
        1.0,
    ),
    (&["mph"], Kind::Speed, 1.609_344),
    (&["kph", "km/h"], Kind::Speed, 1.0),
    (&["gallon", "gallons"], Kind::Volume, 3.785_41),
    (&["liter", "liters", "litre", "litres"], Kind::Volume, 1.0),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Length,
    Area,
    Mass,
    Speed,
    Volume,
}

impl Check for UnitConversion {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        let tokens = facts.block.tokens();
        let open = tokens
            .iter()
            .enumerate()
            .filter(|(_, t)| t.text(facts.block.text()) == "(");
        found.extend(open.filter_map(|(i, _)| conversion(facts, i)));
    }
}

/// A figure with a unit.
struct Measure {
    figure: Figure,
    kind: Kind,
    /// In the first unit of the kind.
    one: f64,
    unit: String,
}

/// The measure at token `at`, and the token behind it.
fn measure(facts: &BlockFacts, at: usize) -> Option<(Measure, usize)> {
    let tokens = facts.block.tokens();
    let word = |i: usize| tokens.get(i).map_or("", |t| t.text(facts.block.text()));
    let figure = Figure::at(facts, at).filter(|f| !f.money)?;
    // `a 10-mile (16-kilometer) road`
    let unit = figure.next + usize::from(word(figure.next) == "-");
    let square = usize::from(matches!(word(unit), "square" | "sq" | "sq."));
    let name = word(unit + square);
    let (_, kind, one) = UNITS.iter().find(|(names, ..)| names.contains(&name))?;
    let (kind, one) = match (square, kind) {
        (0, _) => (*kind, *one),
        (_, Kind::Length) => (Kind::Area, one * one),
        _ => return None,
    };
    let measure = Measure {
        figure,
        kind,
        one,
        unit: name.to_owned(),
    };
    Some((measure, unit + square + 1))
}

fn conversion(facts: &BlockFacts, open: usize) -> Option<Finding> {
    let tokens = facts.block.tokens();
    let word = |i: usize| tokens.get(i).map_or("", |t| t.text(facts.block.text()));
    let about = usize::from(matches!(
        word(open + 1),
        "about" | "some" | "roughly" | "approximately"
    ));
    let (inside, end) = measure(facts, open + 1 + about)?;
    // The measure that ends at the bracket, its figure not the end of a range or the second of `5 feet 10 inches`.
    let starts = (open.saturating_sub(6)..open).rev();
    let (start, outside) = starts
        .filter_map(|i| Some((i, measure(facts, i)?)))
        .find_map(|(i, (m, end))| (end == open).then_some((i, m)))?;
    let before = start.checked_sub(1).map_or("", word);
    let range = matches!(before, "-" | "–" | "to" | "and" | "or" | "by" | "$")
        || start
            .checked_sub(1)
            .and_then(|i| tokens.get(i))
            .is_some_and(|t| {
                UNITS
                    .iter()
                    .any(|(n, ..)| n.contains(&t.text(facts.block.text())))
            });
    if word(end) != ")"
        || range
        || inside.kind != outside.kind
        || inside.one == outside.one
        || is_quoted(facts, inside.figure.range)
    {
        return None;
    }
    let in_first = |m: &Measure| {
        let (low, high) = m.figure.bounds();
        (
            low * m.one * (1.0 - TOLERANCE),
            high * m.one * (1.0 + TOLERANCE),
        )
    };
    let ((a, b), (c, d)) = (in_first(&outside), in_first(&inside));
    if a <= d && c <= b {
        return None;
    }
    let right = outside.figure.value * outside.one / inside.one;
    let decimals = usize::from(right < 10.0);
    let right = thousands(&format!("{right:.decimals$}"));
    let message = format!(
        "{} {} is {right} {}.",
        facts.block.slice(outside.figure.range),
        outside.unit,
        inside.unit
    );
    let place = Place::new(facts.block.id(), inside.figure.range);
    let mut finding = Finding::new(&RULE, place, message);
    finding
        .fixes
        .push(Fix::new(right.clone(), place, right, Applicability::Maybe));
    Some(finding)
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn a_conversion_that_is_wrong() {
        check(
            "unit-conversion",
            r#"
The village lies 12 miles (26 kilometers) from the border, officials said on Monday.
                           ^^ 12 miles is 19 kilometers.
The fire burned 51,300 acres (78 square miles) of forest, officials said on Monday.
The park has 51,300 acres (7,800 hectares) of forest, officials said there on Monday.
                           ^^^^^ 51,300 acres is 20,760 hectares.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "unit-conversion",
            r#"
The village lies 12 miles (19 kilometers) from the border, and 10 miles (15 km) from a 6-mile (10-kilometer) road.
It weighs 5 pounds (2.3 kilograms). He is 6 feet 2 inches (188 centimeters) tall. They sold 12 miles (26 roads) of it.
"#,
        );
    }
}
