//! # amount-differs
//!
//! One amount a thousand times as large in one place as in another: “the $4.2 billion program”, “the $4.2 million program”.
//!
//! ## Why it matters
//! `Million` for `billion` is the most usual slip with large amounts, and the largest.
//!
//! ## How it decides
//! Two amounts of money with the same digits, another scale, and the same words behind them, in one article.
//!
//! It said nothing on 71,761 press releases of senators (2026-11-22): a hint until more is known.
//!
//! ## What it leaves alone
//! Amounts of other digits: they may be of other years, parts or sources. Quotations.
//!
//! ## Example
//! “the $4.2 billion cooperation deal … the $4.2 million cooperation deal”: one of the two.

use article::{BlockFacts, Variant, VariantSet};

use crate::{
    engine::Sources,
    figures::{Figure, token_at},
    finding::{Applicability, Finding, Fix, Location, Place, Related},
    passage::is_quoted,
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct AmountDiffers;

static RULE: Rule = Rule {
    id: "amount-differs",
    severity: Severity::Hint,
    fixes: Fixes::Maybe,
    source: include_str!("amount_differs.rs"),
};

impl Check for AmountDiffers {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn variants(&self, sources: &Sources<'_>, set: VariantSet, found: &mut Vec<Finding>) {
        let VariantSet::Amount(_) = set else {
            return;
        };
        let figure = |(facts, variant): (_, Variant)| {
            let figure = Figure::at(facts, token_at(facts, variant.range.start()))?;
            (!is_quoted(facts, figure.range)).then_some((facts, figure))
        };
        let mut amounts = sources.article.variants_of(set).filter_map(figure);
        let Some(first) = amounts.next() else {
            return;
        };
        // Each is compared with the first alone: one look at each.
        found.extend(
            amounts
                .filter(|other| is_slip(first.1, other.1))
                .map(|other| told(first, other)),
        );
    }
}

/// Whether both have the same digits and another scale.
fn is_slip(a: Figure, b: Figure) -> bool {
    a.scale != b.scale
        && a.scale > 1.0
        && b.scale > 1.0
        && (a.value / a.scale - b.value / b.scale).abs() < 1e-9
}

fn told((there, first): (&BlockFacts, Figure), (here, figure): (&BlockFacts, Figure)) -> Finding {
    let written = |facts: &BlockFacts, f: Figure| facts.block.slice(f.range).to_owned();
    let (ours, theirs) = (written(here, figure), written(there, first));
    let place = Place::new(here.block.id(), figure.range);
    let above = Place::new(there.block.id(), first.range);
    let mut finding = Finding::new(
        &RULE,
        place,
        format!("“{ours}” here, “{theirs}” of the same above."),
    );
    finding.related.push(Related {
        location: Location::Here(above),
        message: format!("“{theirs}” here."),
    });
    finding.fixes.push(Fix::new(
        theirs.as_str(),
        place,
        theirs.as_str(),
        Applicability::Maybe,
    ));
    finding.fixes.push(Fix::new(
        format!("{ours} above"),
        above,
        ours,
        Applicability::Maybe,
    ));
    finding
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn another_scale() {
        check(
            "amount-differs",
            r#"
The board approved the $4.2 billion harbor program on Monday, after a long debate in the evening.
Nobody asked what the $4.2 million harbor program would be good for, or who would pay for it.
                      ^^^^^^^^^^^^ “$4.2 million” here, “$4.2 billion” of the same above.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "amount-differs",
            r#"
The board approved the $4.2 billion harbor program. Of the $4.1 million harbor program nobody spoke.
It spent $4.2 million on schools and $4.2 billion on roads. “The $4.2 million harbor program is good,” he said.
"#,
        );
    }
}
