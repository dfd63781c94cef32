//! Which name of a place, or of anything renamed, is the right one on a day.

use dates::Date;

use crate::{About, Alias, Place, Standing, Stretch, problem::Report};

/// The right name on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RightName<'a> {
    /// This one.
    Known(&'a str),
    /// One of these: the day falls where the dossier does not say exactly.
    OneOf(Vec<&'a str>),
}

impl Place {
    /// Its right name on a day: the alias that was right then, else the name itself.
    pub fn right_name(&self, day: Date) -> RightName<'_> {
        self.about.right_name(day)
    }
}

impl About {
    /// The right name on a day: the alias that was right then, else the name itself.
    pub fn right_name(&self, day: Date) -> RightName<'_> {
        let mut possible = Vec::new();
        for (alias, right) in dated(self) {
            match right.standing(day) {
                Standing::Inside => return RightName::Known(&alias.name.value),
                Standing::Undecided => possible.push(alias.name.value.as_str()),
                Standing::Before | Standing::After => {}
            }
        }
        if possible.is_empty() {
            return RightName::Known(&self.name.value);
        }
        possible.push(&self.name.value);
        RightName::OneOf(possible)
    }
}

/// The names that were right for a time.
fn dated(about: &About) -> impl Iterator<Item = (&Alias, Stretch)> {
    about
        .aliases
        .iter()
        .filter_map(|alias| Some((alias, alias.right?)))
}

/// Tells two aliases that are both right at one time.
pub(crate) fn report_overlaps(about: &About, report: &mut Report) {
    let mut names: Vec<(&Alias, Stretch)> = dated(about).collect();
    names.sort_by_key(|(_, right)| right.start.1);
    for pair in names.windows(2) {
        let [(first, a), (second, b)] = pair else {
            continue;
        };
        if a.overlaps(*b) {
            let (first, second) = (&first.name, &second.name);
            let fact = format!(
                "“{}” and “{}” are both the right name at one time.",
                first.value, second.value
            );
            report.add(
                second.range,
                fact,
                "Let one period end where the other begins.",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const CITY: &str = r#"
[[place]]
name = "St. Petersburg"
aliases = [
  "Saint Petersburg",
  { name = "Petrograd", from = "1914-09-01", to = "1924-01-26" },
  { name = "Leningrad", from = "1924-01-26", to = "1991" },
]
"#;

    #[test]
    fn names_change_with_the_day() {
        let parsed = crate::parse("p.toml", CITY);
        assert_eq!(parsed.problems, []);
        let city = &parsed.entries.places[0];
        let known = |y| city.right_name(date(y, 6, 1));
        assert_eq!(known(1900), RightName::Known("St. Petersburg"));
        assert_eq!(known(1920), RightName::Known("Petrograd"));
        assert_eq!(known(1942), RightName::Known("Leningrad"));
        assert_eq!(
            known(1991),
            RightName::OneOf(vec!["Leningrad", "St. Petersburg"])
        );
        assert_eq!(known(2002), RightName::Known("St. Petersburg"));
    }

    #[test]
    fn two_right_names_are_told() {
        let parsed = crate::parse("p.toml", &CITY.replace("1924-01-26\" }", "1925\" }"));
        let told = parsed.problems.iter().map(|p| p.message.as_str());
        assert_eq!(
            told.collect::<Vec<_>>(),
            ["“Petrograd” and “Leningrad” are both the right name at one time."]
        );
    }
}
