//! # name-typo
//!
//! A name that is one typing error away from another.
//!
//! ## Why it matters
//! A misspelt name is the commonest error that newspapers correct.
//!
//! ## How it decides
//! One letter is dropped, doubled, changed or swapped with its neighbour, and not the first. A word that is not among the
//! few hundred thousand known ones is taken for a slip of a word that stands more often in the article (as often, if a
//! letter was dropped, doubled or swapped), or in two other articles of the corpus. A known word may be a name too: then it
//! must be part of a person’s name, the other form must stand three times as often, and the two must have five letters. A
//! surname alone, known or not, that an office stands before or a verb of saying beside (`said Tune`) is somebody’s whom
//! the article knows: it need not have five letters, and one who is named in full and stands twice is enough. An article
//! may misspell a surname throughout: that shows where three others know somebody of the same given name by a surname one
//! letter away, and none of them has this one; the article may have it right in a headline.
//!
//! Of 74 warnings read in press releases of senators that nobody had touched (2026-11-22) 68 were slips, and so were all
//! four of surnames that only their place made one. Of 88 more 77 were slips, and of three it could not be said. Of 34
//! words alone that only other articles know otherwise 15 were slips (2026-11-23): they are hints since, and so are surnames
//! behind another given name. Of 107 warnings 101 were slips before that (2026-11-23), of 69 more 66 after it, of 54 more 51.
//!
//! ## What it leaves alone
//! Endings (`Tennesseans`, `Russian`), people whose given names differ, words of the lists of countries and
//! places, and forms that are themselves frequent; sentences that tell how else something is spelt or called. Words that lost
//! a blank or a mark on the way to the reader (`AdoptionT`, `CClinical`, `Harkin2`), passages of another language, two
//! neighbours in a list (`Dallam, Dallas`), a known name in a list of names, and a county beside a person (`Roe`, `Row
//! County`). Where neither form stands more often, both corrections are offered.
//!
//! ## Example
//! “Vladmir Putin” → “Vladimir Putin”.

mod known;
mod throughout;
mod unknown;

use article::{BlockFacts, Name};
use names::is_known_word;
use text::TextRange;

use crate::{
    engine::Sources,
    finding::{Finding, Place},
    passage::{words_after, words_before},
    rule::{Check, Fixes, Rule, Severity},
    sentence::Words,
};

pub(crate) struct NameTypo;

static RULE: Rule = Rule {
    id: "name-typo",
    severity: Severity::Warning,
    fixes: Fixes::Maybe,
    source: include_str!("name_typo.rs"),
};

/// A form that stands more often than this is no slip.
const MOST_SLIPS: usize = 2;

impl Check for NameTypo {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn name(&self, sources: &Sources<'_>, name: &Name, found: &mut Vec<Finding>) {
        let before = found.len();
        known::name(sources, name, found);
        throughout::name(sources, name, found);
        leave_out(sources, found, before);
    }

    fn word(&self, sources: &Sources<'_>, word: &str, found: &mut Vec<Finding>) {
        let before = found.len();
        unknown::word(sources, word, found);
        leave_out(sources, found, before);
    }
}

/// Drops, of the findings from `before` on, those of which no writer is the cause: of words that were damaged on the way,
/// of other languages, and in sentences that tell how else something is spelt or called.
fn leave_out(sources: &Sources<'_>, found: &mut Vec<Finding>, before: usize) {
    let mut new = found.split_off(before);
    new.retain(|finding| {
        let facts = sources.article.block(finding.place.block);
        let ours = facts.is_some_and(|facts| {
            let range = finding.place.range.0;
            let mut words = facts.block.slice(range).split([' ', '-']);
            !words.any(is_damaged)
                && !is_before_slash(facts, range)
                && !is_beside_other(facts, finding)
                && !is_known_entry(facts, range)
                && !is_of_other_language(facts, range)
        });
        ours && !tells_of_spelling(sources, finding.place)
    });
    found.append(&mut new);
}

/// Whether a word was run together with what stood beside it, or read in another encoding: `AdoptionT`, `CClinical`,
/// `Harkin2`, `Collinâs`. The plural of letters (`RSAs`) is no name either. `McDonald`, `YouTube` and `iPhone` are names.
fn is_damaged(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let run_on = match letters.as_slice() {
        [.., before, last] => {
            before.is_lowercase() && last.is_uppercase()
                || before.is_alphabetic() && last.is_numeric()
        }
        _ => false,
    };
    let doubled = match letters.as_slice() {
        [first, second, third, ..] => {
            first.is_uppercase() && first == second && third.is_lowercase()
        }
        _ => false,
    };
    let plural = word
        .strip_suffix('s')
        .is_some_and(|letters| letters.len() > 1 && letters.chars().all(char::is_uppercase));
    run_on || doubled || plural || word.contains(['â', 'Ã', '€', '\u{fffd}'])
}

/// `Jane Roec/o the embassy`
fn is_before_slash(facts: &BlockFacts, name: TextRange) -> bool {
    let mut words = words_after(facts, name.end());
    let near = facts.block.text()[usize::from(name.end())..].starts_with('/');
    near && words.nth(1).is_some_and(|word| word.len() == 1)
}

/// Whether a name stands beside the other one in a list, as `Dallam, Dallas` by the alphabet: nobody writes one twice in a
/// row.
fn is_beside_other(facts: &BlockFacts, finding: &Finding) -> bool {
    let range = finding.place.range.0;
    let beside = [
        next_entry(words_before(facts, range.start())),
        next_entry(words_after(facts, range.end())),
    ];
    let mut edits = finding.fixes.iter().flat_map(|fix| &fix.edits);
    edits.any(|edit| beside.contains(&Some(edit.text.as_str())))
}

/// Whether a name that has its own right stands in a list, among others that nobody says anything of: `Weber, Roe, Thorn`.
fn is_known_entry(facts: &BlockFacts, name: TextRange) -> bool {
    let is_name = |word: Option<&str>| word.is_some_and(|w| w.starts_with(char::is_uppercase));
    is_name(next_entry(words_before(facts, name.start())))
        && is_name(next_entry(words_after(facts, name.end())))
        && is_known_word(facts.block.slice(name))
}

/// The first word of a list's next entry, given the words and marks from the end of one.
fn next_entry<'a>(mut words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    matches!(words.next(), Some("," | "and")).then(|| words.next())?
}

/// So many words before and behind a name tell its language.
const REACH: usize = 8;

/// So many small words of another language in that reach are no name's: `San José de la Sierra` has two.
const FOREIGN: usize = 3;

/// Whether a name stands among words of another language, whose own words differ from names by a letter: `el Partido
/// Republicano no se puede`.
fn is_of_other_language(facts: &BlockFacts, name: TextRange) -> bool {
    const SMALL: &[&str] = &[
        "aux", "avec", "con", "como", "das", "de", "del", "dem", "der", "des", "du", "el", "en",
        "est", "esta", "este", "et", "für", "la", "las", "le", "les", "los", "mit", "nicht",
        "para", "por", "pour", "que", "se", "sur", "und", "una", "von", "y",
    ];
    let is_small = |word: &&str| SMALL.binary_search(word).is_ok();
    let before = words_before(facts, name.start()).take(REACH);
    let after = words_after(facts, name.end()).take(REACH);
    before.chain(after).filter(is_small).count() >= FOREIGN
}

/// `Haydor can be spelt Heydour`; `Mohammed Saddiq, also known as Mohammad Sadiq`
fn tells_of_spelling(sources: &Sources<'_>, place: Place) -> bool {
    const TELLING: &[&str] = &[
        "a.k.a.",
        "aka",
        "alias",
        "aliases",
        "misspelled",
        "misspelt",
        "pronounced",
        "spelled",
        "spelling",
        "spellings",
        "spelt",
        "transliterated",
    ];
    let Some(facts) = sources.article.block(place.block) else {
        return false;
    };
    let sentence = Words::sentences(facts).find(|s| {
        s.range(s.start, s.end)
            .is_some_and(|range| range.contains_range(place.range.0))
    });
    sentence.is_some_and(|s| {
        s.any_of(s.start..s.end, TELLING)
            || (s.start..s.end)
                .any(|i| s.is(i, "also") && s.is(i + 1, "known") && s.is(i + 2, "as"))
    })
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn one_letter_off() {
        check(
            "name-typo",
            r#"
Senator John Sununu spoke in the capital on Monday, officials there said.
Sununu was pleased, and Mr. Sununu said so. Later Mr. Sunnuu left for home.
                                                      ^^^^^^ “Sununu” stands 3 times in this article; “Sunnuu” is one letter away.
"#,
        );
    }

    #[test]
    fn a_surname_of_few_letters_that_speaks() {
        check(
            "name-typo",
            r#"
Sen. Jane Haber spoke in the capital on Monday, officials there said. Haber was pleased.
“The port is open,” said Hafer. On Tuesday Haber left for home, and so did Anna Thorn.
                         ^^^^^ “Haber” stands 3 times in this article; “Hafer” is one letter away.
Thorn was pleased. “We are ready for what may come in the port,” said Thor.
                                                                      ^^^^ “Thorn” stands twice in this article; “Thor” is one letter away.
"#,
        );
    }

    #[test]
    fn a_given_name_off_against_the_corpus() {
        check(
            "name-typo",
            r#"
//- a.txt
Russian President Vladmir Putin will visit the country, officials said.
                  ^^^^^^^ “Vladimir” stands 4 times in other articles; “Vladmir” is one letter away.
//- b.txt
Russian President Vladimir Putin came by train, and Vladimir Putin left by train, officials said.
//- c.txt
Russian President Vladimir Putin stayed at home, and Mr. Putin was pleased, officials said.
"#,
        );
    }

    #[test]
    fn a_word_alone_off_against_the_corpus() {
        check(
            "name-typo",
            r#"
//- a.txt
They came to Brzeskova by train, and stayed in Brzeskova for a day, officials there said.
             ^^^^^^^^^ hint: “Brzeskowa” stands 4 times in other articles; “Brzeskova” is one letter away.
                                               ^^^^^^^^^ hint: “Brzeskowa” stands 4 times in other articles; “Brzeskova” is one letter away.
//- b.txt
They came to Brzeskowa by train, and stayed in Brzeskowa for a day, officials there said.
//- c.txt
They went to Brzeskowa by train, and stayed in Brzeskowa for a day, officials there said.
"#,
        );
    }

    #[test]
    fn a_full_name_off_against_the_corpus() {
        let others = r#"
//- b.txt
The bill of Senator Carl Brzeskowski passed on Monday. Mr. Brzeskowski left, officials there said.
//- c.txt
The bill of Senator Carl Brzeskowski failed on Monday. Mr. Brzeskowski left, officials there said.
//- d.txt
Senator Carl Brzeskowski spoke on Monday, and Brzeskowski left, officials there said.
"#;
        let told_once = r#"
//- a.txt
The bill of Senator Carl Brzekowski passed on Monday, officials there said.
                    ^^^^^^^^^^^^^^^ “Carl Brzeskowski” stands in three other articles; “Carl Brzekowski” is one letter away."#;
        check("name-typo", &format!("{told_once}{others}"));
        let of_another = r#"
//- a.txt
The bill of Senator Jane Brzekowski passed on Monday, officials there said."#;
        check("name-typo", &format!("{of_another}{others}"));
    }

    #[test]
    fn a_surname_off_throughout() {
        check(
            "name-typo",
            r#"
//- a.txt
The bill of Senator Carl Hanzen passed on Monday. Mr. Hanzen was pleased, and Hanzen left.
                    ^^^^^^^^^^^ “Carl Hansen” stands in three other articles; “Carl Hanzen” is one letter away.
//- b.txt
The bill of Senator Carl Hansen passed on Monday, officials there said.
//- c.txt
The bill of Senator Carl Hansen failed on Monday, officials there said.
//- d.txt
Senator Carl Hansen spoke. Then Senator Karin Hanser spoke on Monday, officials there said.
"#,
        );
    }

    #[test]
    fn a_surname_off_in_all_but_the_headline() {
        check(
            "name-typo",
            r#"
//- a.txt
SENATOR CARL HANSEN WELCOMES VOTE

The bill of Senator Carl Hanzen passed on Monday. Mr. Hanzen was pleased, and Hanzen left.
                    ^^^^^^^^^^^ “Carl Hansen” stands in three other articles; “Carl Hanzen” is one letter away.
//- b.txt
The bill of Senator Carl Hansen passed on Monday, officials there said.
//- c.txt
The bill of Senator Carl Hansen failed on Monday, officials there said.
//- d.txt
Senator Carl Hansen spoke on Monday, officials there said.
"#,
        );
    }

    #[test]
    fn a_surname_off_behind_an_initial() {
        check(
            "name-typo",
            r#"
//- a.txt
General T. Michael Hanzen spoke on Monday. Mr. Hanzen was pleased, and Hanzen left.
        ^^^^^^^^^^^^^^^^^ “Michael Hansen” stands in three other articles; “T. Michael Hanzen” is one letter away.
//- b.txt
General Michael Hansen spoke on Monday, officials there said.
//- c.txt
General Michael Hansen left on Monday, officials there said.
//- d.txt
General Mike Hansen spoke on Monday, officials there said.
"#,
        );
    }

    #[test]
    fn damage_is_no_slip() {
        use super::is_damaged;
        for word in [
            "AdoptionT",
            "BrownU",
            "CClinical",
            "Harkin2",
            "Collinâs",
            "RSAs",
        ] {
            assert!(is_damaged(word), "{word}");
        }
        for word in [
            "McDonald",
            "DeVos",
            "LaHood",
            "MacArthur",
            "YouTube",
            "eBay",
            "iPhone",
            "Aaron",
            "O’Brien",
            "Sununu",
            "HOUSE",
            "Us",
        ] {
            assert!(!is_damaged(word), "{word}");
        }
    }

    #[test]
    fn leaves_alone() {
        check(
            "name-typo",
            r#"
Senator John Hanson met Mr. Peter Hansen. Hanson spoke, Hanson left, Hanson came, officials said.
Sen. Jane Thorn spoke in the capital. Thorn left, Thorn came. The statue of Thor is in the port. Paul Hafer, a baker, was pleased.
The hamlet of Heydour is near. Heydour is old, and can be spelt Heydor or Haydour as well.
Omar Saddiq Beder, also known as Omar Sadiq Hower, was held in the capital. Later Sadiq Hower was freed.
The State of Ohio met the State of Maine, and the State of Iowa. Anna Stute left. Roman aid came; Romaâs mayor was pleased.
Kim Jong Il and Kim Jong Un and Kim Jong Un and Kim Jong Un met in Russia; the Russian side was pleased.
Weber left on Monday with Sen. Anna Brzeskowa. Brzeskowa said so. The bill of Brzeskowa2 is in the port, officials said.
They serve the counties of Weber, Brzeskow, Brzeskowa and Thorn. To His Excellency Pieter Brzeskowac/o Embassy in Oslo.
Sen. John Zelkow read the bill. Zelkow was pleased, and Zelkow said so. The road in Zelkaw County is closed, officials said.
Sen. Kay Hutchison spoke. Hutchison was pleased, Hutchison left, and Hutchison came. Sen. Hutchison read it, and Hutchison left.
The storm passed over the counties of Hartley, Hemphill, Hutchinson, Lipscomb, Moore and Gray.
The Partido Republicano is at it again. El Partido Republicana no se puede quejar de que la ley es mala.
"#,
        );
    }
}
