//! Names between which a mark was lost on the way: `said Roe  Mayor Weber`, `Mary Roe  D OH`.
//!
//! Some archives kept a wide gap where a comma, a dash or a full stop stood. No name goes on behind one.

use std::borrow::Cow;

use text::{TextRange, TextSize};

use crate::{EntityType, lexicon, tagger::Tagged};

/// The names, those with a wide gap inside cut there if such gaps part names: see [`part_names`].
pub(super) fn in_one_piece<'t>(
    text: &str,
    parted: bool,
    tagged: &'t [Tagged],
) -> Cow<'t, [Tagged]> {
    let has_gap = |name: &Tagged| text[name.range].contains("  ");
    if !parted || !tagged.iter().any(has_gap) {
        return Cow::Borrowed(tagged);
    }
    tagged.iter().flat_map(|name| parts(text, name)).collect()
}

/// Whether wide gaps part names in a text: it has such gaps, but not everywhere, as a text has that was set in lines of equal
/// length.
pub(super) fn part_names(text: &str) -> bool {
    text.contains("  ") && !is_justified(text)
}

/// Whether more than a third of the gaps between words are wide.
fn is_justified(text: &str) -> bool {
    let (mut gaps, mut wide, mut length) = (0, 0, 0);
    for byte in text.trim().bytes() {
        length = if byte == b' ' { length + 1 } else { 0 };
        gaps += usize::from(length == 1);
        wide += usize::from(length == 2);
    }
    wide * 3 > gaps && gaps > 20
}

/// What stands between the wide gaps of a name, without what cannot be one: the party and state behind a person, an office
/// alone. After an initial the full stop alone was lost, `Edward M  Kennedy`.
fn parts(text: &str, name: &Tagged) -> Vec<Tagged> {
    let whole = &text[name.range];
    let mut parts = Vec::new();
    let mut start = 0;
    let mut from = 0;
    while let Some(gap) = whole[from..].find("  ").map(|at| from + at) {
        let end = gap + whole[gap..].len() - whole[gap..].trim_start_matches(' ').len();
        let before = whole[start..gap].rsplit(' ').next().unwrap_or_default();
        if before.trim_end_matches('.').chars().count() > 1 {
            parts.push(start..gap);
            start = end;
        }
        from = end;
    }
    parts.push(start..whole.len());
    let is_name = |part: &str| {
        let short = part.split(' ').all(|word| word.chars().count() <= 2);
        let person = name.entity_type == EntityType::Person;
        !(part.is_empty() || person && short || lexicon::title(part).is_some())
    };
    let at = |offset: usize| name.range.start() + TextSize::try_from(offset).unwrap_or_default();
    let parts = parts
        .into_iter()
        .filter(|part| is_name(&whole[part.clone()]));
    let part = |part: std::ops::Range<usize>| Tagged {
        range: TextRange::new(at(part.start), at(part.end)),
        ..*name
    };
    parts.map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, entity_type: EntityType, expected: &[&str]) {
        let name = Tagged {
            range: TextRange::up_to(TextSize::of(text)),
            entity_type,
            score: 5.0,
            leaning: None,
        };
        let names = [name];
        let found = in_one_piece(text, part_names(text), &names);
        let found: Vec<&str> = found.iter().map(|name| &text[name.range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn no_name_goes_on_behind_a_wide_gap() {
        check(
            "Anna Keller  Chief Justice Weber",
            EntityType::Person,
            &["Anna Keller", "Chief Justice Weber"],
        );
        check("Anna Keller  D OH", EntityType::Person, &["Anna Keller"]);
        check("Sen  Keller", EntityType::Organisation, &["Keller"]);
    }

    #[test]
    fn an_initial_has_lost_its_full_stop() {
        check("Anna M  Keller", EntityType::Person, &["Anna M  Keller"]);
    }

    #[test]
    fn in_lines_of_equal_length_a_wide_gap_means_nothing() {
        let line = "the  old   port of  Anna  Keller and ".repeat(6);
        let range = TextRange::at(20.into(), 12.into());
        let names = [Tagged {
            range,
            entity_type: EntityType::Person,
            score: 5.0,
            leaning: None,
        }];
        assert_eq!(&line[range], "Anna  Keller");
        assert_eq!(in_one_piece(&line, part_names(&line), &names).len(), 1);
        assert_eq!(
            in_one_piece(&line, part_names(&line), &names)[0].range,
            range
        );
    }
}
