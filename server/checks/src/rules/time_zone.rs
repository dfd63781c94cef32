//! # time-zone
//!
//! One moment in two time zones that is not one moment: “8 p.m. EST (0200 GMT)”.
//!
//! ## Why it matters
//! Whoever wants to be there on time goes by one of the two, and nobody can tell which is right.
//!
//! ## How it decides
//! Two times of day with their zones, the second in brackets or behind a slash. Both are counted in universal time. A zone
//! with a summer time is taken for both, whichever the letters say: many write EST all year.
//!
//! It said nothing on 71,761 press releases of senators and 2,257 other texts (2026-11-23), where such pairs are rare: a hint
//! until more is known.
//!
//! ## What it leaves alone
//! Times without a zone, zones of which several have the same letters, quotations.
//!
//! ## Example
//! “8 p.m. EST (0200 GMT)” → “8 p.m. EST (0100 GMT)”.

use article::BlockFacts;
use dates::{Timex, TimexKind};

use crate::{
    engine::Sources,
    finding::{Applicability, Finding, Fix, Place},
    passage::is_quoted,
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct TimeZone;

static RULE: Rule = Rule {
    id: "time-zone",
    severity: Severity::Hint,
    fixes: Fixes::Maybe,
    source: include_str!("time_zone.rs"),
};

const HOUR: i32 = 60;
const DAY: i32 = 24 * HOUR;

/// A zone: its letters, how many hours it is ahead of universal time in winter and in summer, and which of the two the
/// letters say.
type Zone = (&'static str, [i32; 2], usize);

const ZONES: &[Zone] = &[
    ("GMT", [0, 0], 0),
    ("UTC", [0, 0], 0),
    ("BST", [0, 1], 1),
    ("CET", [1, 2], 0),
    ("EST", [-5, -4], 0),
    ("EDT", [-5, -4], 1),
    ("CST", [-6, -5], 0),
    ("CDT", [-6, -5], 1),
    ("MST", [-7, -6], 0),
    ("MDT", [-7, -6], 1),
    ("PST", [-8, -7], 0),
    ("PDT", [-8, -7], 1),
];

impl Check for TimeZone {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn block(&self, _: &Sources<'_>, facts: &BlockFacts, found: &mut Vec<Finding>) {
        let pairs = facts.timexes.windows(2);
        found.extend(pairs.filter_map(|pair| two_moments(facts, &pair[0], &pair[1])));
    }
}

/// A time of day, in minutes, in its zone.
struct Clock {
    minutes: i32,
    zone: &'static Zone,
}

impl Clock {
    fn of(facts: &BlockFacts, timex: &Timex) -> Option<Self> {
        if timex.kind != TimexKind::Time {
            return None;
        }
        let letters = facts.block.slice(timex.range).rsplit(' ').next()?;
        let letters = letters.replace('.', "");
        let zone = ZONES.iter().find(|(name, ..)| *name == letters)?;
        let (_, time) = timex.value.as_ref()?.split_once('T')?;
        let (hours, minutes) = time.trim_end_matches('Z').split_once(':')?;
        let minutes = hours.parse::<i32>().ok()? * HOUR + minutes.parse::<i32>().ok()?;
        Some(Self { minutes, zone })
    }

    /// What a clock in another zone shows then, in minutes: as the letters of both say, in winter and in summer.
    fn elsewhere(&self, (_, hours, by_letters): &Zone) -> [i32; 3] {
        let (_, own, own_by_letters) = self.zone;
        let seasons = [(*by_letters, *own_by_letters), (0, 0), (1, 1)];
        seasons
            .map(|(there, here)| (self.minutes + (hours[there] - own[here]) * HOUR).rem_euclid(DAY))
    }
}

fn two_moments(facts: &BlockFacts, first: &Timex, second: &Timex) -> Option<Finding> {
    let text = facts.block.text();
    let between = text.get(usize::from(first.range.end())..usize::from(second.range.start()))?;
    if !matches!(between.trim(), "(" | "/") || is_quoted(facts, first.range) {
        return None;
    }
    let (known, asked) = (Clock::of(facts, first)?, Clock::of(facts, second)?);
    let right = known.elsewhere(asked.zone);
    if right.contains(&asked.minutes) {
        return None;
    }
    let right = written_like(facts.block.slice(second.range), right[0])?;
    let message = format!("{} is {right}.", facts.block.slice(first.range));
    let place = Place::new(facts.block.id(), second.range);
    let mut finding = Finding::new(&RULE, place, message);
    finding
        .fixes
        .push(Fix::new(right.clone(), place, right, Applicability::Maybe));
    Some(finding)
}

/// A time of day in the way in which another one is written: `0100 GMT`, `1 a.m. GMT`, `01:00 GMT`.
fn written_like(other: &str, minutes: i32) -> Option<String> {
    let (_, zone) = other.rsplit_once(' ')?;
    let (hours, minutes) = (minutes / HOUR, minutes % HOUR);
    let half = other.to_lowercase();
    if half.contains('m') && !half.starts_with("midnight") && half.contains(['a', 'p']) {
        let half = if hours < 12 { "a.m." } else { "p.m." };
        let hours = (hours + 11) % 12 + 1;
        let minutes = match minutes {
            0 => String::new(),
            minutes => format!(":{minutes:02}"),
        };
        return Some(format!("{hours}{minutes} {half} {zone}"));
    }
    let colon = if other.contains(':') { ":" } else { "" };
    Some(format!("{hours:02}{colon}{minutes:02} {zone}"))
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn two_moments_for_one() {
        check(
            "time-zone",
            r#"
//- 2002-08-23 story.txt
The rocket will lift off at 8 p.m. EST (0200 GMT) from the cape, officials said on Friday.
                                        ^^^^^^^^ 8 p.m. EST is 0100 GMT.
The debate begins at 9:30 a.m. PDT (11:30 a.m. EDT) in the old hall, officials said on Friday.
                                    ^^^^^^^^^^^^^^ 9:30 a.m. PDT is 12:30 p.m. EDT.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "time-zone",
            r#"
//- 2002-08-23 story.txt
The rocket will lift off at 8 p.m. EST (0100 GMT) from the cape, and in summer at 8 p.m. EST (0000 GMT).
They land at 10 p.m. EDT / 7 p.m. PDT, and again at 11 p.m. (0200 GMT), officials said on Friday.
"#,
        );
    }
}
