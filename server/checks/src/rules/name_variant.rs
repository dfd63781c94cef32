//! # name-variant
//!
//! One name in two spellings that differ in hyphens, spaces, points or accents.
//!
//! ## Why it matters
//! Readers take the two for two people, and a search for one does not find the other.
//!
//! ## How it decides
//! The spellings are equal once case, hyphens, spaces, points and accents are taken out. In one article the rarer one
//! is a warning; across the corpus it is information, where more articles have the other one. What a style sheet settles is
//! information too: the points and commas of short forms (`U.S. Army`, `US Army`; `Weber, Inc.`, `Weber Inc`).
//!
//! Of 23 warnings read in press releases of senators that nobody had touched (2026-11-22) 19 were slips; the others were of
//! organisations at the end of longer names, which are left alone since. Of 19 more 17 were slips, and of 10 that are no matter
//! of points and commas (2026-11-23) all.
//!
//! ## What it leaves alone
//! Names that differ in a letter, organisations at the end of a longer name (`Secretary of Veterans Affairs`), names inside quotations, capitals of a headline, and articles that agree with most of
//! the corpus.
//!
//! ## Example
//! “Kim Jong-Il” here, “Kim Jong Il” in the other articles.

use article::{MentionRef, Name};
use corpus::{EntityRow, FormRow, Found, Spot};
use names::{EntityType, MentionKind, fold};
use smol_str::SmolStr;

use crate::{
    engine::Sources,
    finding::{
        Applicability, Finding, Fix, Location, Place, Related, TextEdit, other_articles, times,
    },
    known::dossier,
    passage::words_before,
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct NameVariant;

static RULE: Rule = Rule {
    id: "name-variant",
    severity: Severity::Warning,
    fixes: Fixes::Maybe,
    source: include_str!("name_variant.rs"),
};

/// A spelling and its mentions.
struct Spelling<'n> {
    text: &'n SmolStr,
    mentions: Vec<&'n MentionRef>,
}

impl Check for NameVariant {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn name(&self, sources: &Sources<'_>, name: &Name, found: &mut Vec<Finding>) {
        for (index, entity) in name.family.entities.iter().enumerate() {
            if !matches!(
                entity.entity_type,
                EntityType::Person | EntityType::Organisation
            ) {
                continue;
            }
            for (folded, mut spellings) in spellings(sources, name, index) {
                spellings.sort_by_key(|s| std::cmp::Reverse(s.mentions.len()));
                let Some(most) = spellings.first() else {
                    continue;
                };
                found.extend(spellings[1..].iter().filter_map(|rare| inside(most, rare)));
                found.extend(across(sources, most, &folded));
            }
        }
    }
}

/// The full spellings of one entity by what they fold to.
fn spellings<'n>(
    sources: &Sources<'_>,
    name: &'n Name,
    index: usize,
) -> Vec<(SmolStr, Vec<Spelling<'n>>)> {
    let mut all: Vec<(SmolStr, Vec<Spelling<'_>>)> = Vec::new();
    for (mention, link) in name.mentions.iter().zip(&name.family.links) {
        let candidate = &mention.candidate;
        let ours =
            link.as_ref().is_some_and(|l| l.entity == index) && candidate.kind == MentionKind::Full;
        // An alias (`U.S.`) folds to the name that it stands for, not to itself.
        if !ours || fold(&candidate.text) != candidate.folded || candidate.quoted {
            continue;
        }
        if is_end_of_name(sources, mention) {
            continue;
        }
        // Capitals all through are a headline's.
        if candidate.text.chars().all(|c| !c.is_lowercase()) && candidate.text.contains(' ') {
            continue;
        }
        let at = match all
            .iter()
            .position(|(folded, _)| *folded == candidate.folded)
        {
            Some(at) => at,
            None => {
                all.push((candidate.folded.clone(), Vec::new()));
                all.len() - 1
            }
        };
        let spellings = &mut all[at].1;
        match spellings.iter_mut().find(|s| {
            same_but_case(
                without_full_stop(s.text),
                without_full_stop(&candidate.text),
            )
        }) {
            Some(spelling) => spelling.mentions.push(mention),
            None => spellings.push(Spelling {
                text: &candidate.text,
                mentions: vec![mention],
            }),
        }
    }
    all
}

/// Whether an organisation's name is the end of a longer one, which may write it in its own way: the Secretary of Veterans
/// Affairs, the Committee on Veterans’ Affairs.
fn is_end_of_name(sources: &Sources<'_>, mention: &MentionRef) -> bool {
    let facts = sources.article.block(mention.block);
    let organisation = mention.candidate.entity_type == Some(EntityType::Organisation);
    facts.filter(|_| organisation).is_some_and(|facts| {
        let mut before = words_before(facts, mention.candidate.range.start());
        matches!(before.next(), Some("of" | "on" | "for"))
            && before
                .next()
                .is_some_and(|w| w.starts_with(char::is_uppercase))
    })
}

/// A name without the point that ends a sentence, where it was taken for that of a short form: `the Waco VA.`
fn without_full_stop(name: &str) -> &str {
    let last = name.rsplit(' ').next().unwrap_or(name);
    match last.strip_suffix('.') {
        Some(letters) if letters.chars().all(char::is_uppercase) => name.trim_end_matches('.'),
        _ => name,
    }
}

/// Capitals alone (`Al-Assad`, `al-Assad`) are a matter of position.
fn same_but_case(a: &str, b: &str) -> bool {
    a == b || a.to_lowercase() == b.to_lowercase()
}

/// Whether two spellings differ only in what a style sheet settles, the points and commas of short forms: `U.S. Army` and
/// `US Army`, `Weber, Inc.` and `Weber Inc`, `J. W. Roe` and `J.W. Roe`. A point that one letter of several lacks (`U.S
/// Army`) is a slip.
fn is_style(a: &str, b: &str) -> bool {
    let lacks_point = |name: &str| {
        let mut words = name.split(' ');
        words.any(|word| word.len() > 2 && word.contains('.') && word.ends_with(char::is_uppercase))
    };
    !lacks_point(a) && !lacks_point(b) && without_points(a) == without_points(b)
}

/// The words of a name without points and commas, in lower case; single letters in a row are one word, and so are letters
/// and numbers with a hyphen between.
fn without_points(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut initials = false;
    for word in name.split([' ', '.', ',']).filter(|word| !word.is_empty()) {
        let is_code = word
            .chars()
            .all(|c| c == '-' || c.is_numeric() || c.is_uppercase());
        let word = match is_code {
            true => word.replace('-', ""),
            false => word.to_owned(),
        };
        let initial = word.chars().count() == 1;
        match words.last_mut() {
            Some(last) if initial && initials => last.push_str(&word.to_lowercase()),
            _ => words.push(word.to_lowercase()),
        }
        initials = initial;
    }
    words
}

/// Two spellings in one article.
fn inside(most: &Spelling<'_>, rare: &Spelling<'_>) -> Option<Finding> {
    let (first, other) = (rare.mentions.first()?, most.mentions.first()?);
    let place = place(first);
    let message = format!(
        "“{}” {} here, “{}” {}.",
        rare.text,
        times(rare.mentions.len()),
        most.text,
        times(most.mentions.len())
    );
    let mut finding = Finding::new(&RULE, place, message);
    if is_style(rare.text, most.text) {
        finding.severity = Severity::Information;
    }
    finding.related.push(Related {
        location: Location::Here(self::place(other)),
        message: format!("“{}”", most.text),
    });
    finding.fixes = replacements(rare, most.text);
    Some(finding)
}

/// If so many articles write a name in one way, it is not worth a look at all of them.
const FEW: usize = 16;

/// The forms of a row that are the full name.
fn full_forms<'r>(row: &'r EntityRow, folded: &'r str) -> impl Iterator<Item = &'r FormRow> {
    let full = row.forms.iter().filter(|form| form.full);
    full.filter(move |form| fold(&form.text) == *folded)
}

/// One spelling here, another in most other articles.
fn across(sources: &Sources<'_>, here: &Spelling<'_>, folded: &str) -> Option<Finding> {
    let (corpus, own) = sources.corpus?;
    // Spellings of the other articles: how many articles, how many mentions, and the first place.
    let mut others: Vec<(&SmolStr, usize, usize, &corpus::ArticleId, Spot)> = Vec::new();
    let mut agree = 1;
    // What the first few write as this one does is written so.
    let otherwise = |found: &Found<EntityRow>| {
        let forms = found.row.forms.iter();
        // Most are spelt as here: those need not be folded.
        let mut others = forms.filter(|form| form.full && !same_but_case(&form.text, here.text));
        others.any(|form| fold(&form.text) == *folded)
    };
    if !corpus.by_name(folded, FEW).iter().any(otherwise) {
        return None;
    }
    let found = corpus.by_name(folded, corpus::MOST);
    let dossier = dossier(sources);
    let namesake = |article: &corpus::ArticleId| {
        dossier.is_some_and(|d| d.mean_different_people(folded, own.as_str(), article.as_str()))
    };
    let others_found = found.iter().filter(|f| f.article != *own);
    for found in others_found.filter(|f| !namesake(&f.article)) {
        for form in full_forms(&found.row, folded) {
            if same_but_case(&form.text, here.text) {
                agree += 1;
            } else {
                match others.iter_mut().find(|o| o.0 == &form.text) {
                    Some(other) => {
                        other.1 += 1;
                        other.2 += form.count as usize;
                    }
                    None => others.push((
                        &form.text,
                        1,
                        form.count as usize,
                        &found.article,
                        found.row.first_of(&form.text)?,
                    )),
                }
            }
        }
    }
    let (text, articles, mentions, article, spot) =
        others.into_iter().max_by_key(|o| (o.1, o.2))?;
    if articles <= agree {
        return None;
    }
    let message = format!(
        "“{}” {} here, “{text}” {} in {}.",
        here.text,
        times(here.mentions.len()),
        times(mentions),
        other_articles(articles)
    );
    let mut finding = Finding::new(&RULE, place(here.mentions.first()?), message);
    finding.severity = Severity::Information;
    finding.related.push(Related {
        location: Location::Elsewhere(article.clone(), spot),
        message: format!("“{text}”"),
    });
    finding.fixes = replacements(here, text);
    Some(finding)
}

fn place(mention: &MentionRef) -> Place {
    Place::new(mention.block, mention.candidate.range)
}

/// This one, and all in the article.
fn replacements(wrong: &Spelling<'_>, right: &str) -> Vec<Fix> {
    let edits: Vec<TextEdit> = wrong
        .mentions
        .iter()
        .map(|m| TextEdit {
            place: place(m),
            text: right.to_owned(),
        })
        .collect();
    let mut fixes: Vec<Fix> = edits
        .first()
        .map(|e| Fix {
            title: right.to_owned(),
            edits: vec![e.clone()],
            applicability: Applicability::Maybe,
        })
        .into_iter()
        .collect();
    if edits.len() > 1 {
        fixes.push(Fix {
            title: format!("{right}, all in this article"),
            edits,
            applicability: Applicability::Maybe,
        });
    }
    fixes
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn two_spellings_in_one_article() {
        check(
            "name-variant",
            r#"
President Moon Jae-in met officials in the capital on Monday, he said.
Later President Moon Jae-in left. His office said Moon Jae In was pleased.
                                                  ^^^^^^^^^^^ “Moon Jae In” once here, “Moon Jae-in” twice.
"#,
        );
    }

    #[test]
    fn points_alone_are_style() {
        check(
            "name-variant",
            r#"
The work of Weber Housing, Inc. is good. He thanked Weber Housing Inc for it, and Weber Housing, Inc. was pleased.
                                                    ^^^^^^^^^^^^^^^^^ information: “Weber Housing Inc” once here, “Weber Housing, Inc.” twice.
The port of the U.S. Army Corps of Engineers and the U.S. Army Corps of Engineers is old. The U.S Army Corps of Engineers left.
                                                                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^ “U.S Army Corps of Engineers” once here, “U.S. Army Corps of Engineers” twice.
"#,
        );
    }

    #[test]
    fn style_is_points_and_commas() {
        use super::is_style;
        for (a, b) in [
            ("U.S. Army", "US Army"),
            ("Weber, Inc.", "Weber Inc"),
            ("J. W. Roe", "J.W. Roe"),
            ("Jane R Roe", "Jane R. Roe"),
            ("F-22 Raptor", "F22 Raptor"),
        ] {
            assert!(is_style(a, b), "{a} / {b}");
        }
        for (a, b) in [
            ("U.S Army", "U.S. Army"),
            ("Al- Sadr", "Al-Sadr"),
            ("Wal-Mart", "Walmart"),
            ("Veterans’ Union", "Veteran’s Union"),
            ("Guardand Reserve", "Guard and Reserve"),
        ] {
            assert!(!is_style(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn one_spelling_here_another_elsewhere() {
        check(
            "name-variant",
            r#"
//- a.txt
North Korean leader Kim Jong-Il will visit the country, officials said.
                    ^^^^^^^^^^^ information: “Kim Jong-Il” once here, “Kim Jong Il” 3 times in two other articles.
//- b.txt
North Korean leader Kim Jong Il came by train, and Kim Jong Il left by train, officials said.
//- c.txt
The leader was Kim Jong Il then, officials said to reporters on Monday.
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "name-variant",
            r#"
//- a.txt
North Korean leader Kim Jong Il met South Korean President Kim Dae-jung, officials said.
//- b.txt
North Korean leader Kim Jong Un said “Kim Jong-Un” was no good spelling of it.
//- c.txt
He met the Secretary of Veterans Affairs and the Committee on Veterans’ Affairs in the capital on Monday.
//- d.txt
The Waco VA stays open. We thank the Waco VA. The doctors of the Waco VA were pleased with it.
"#,
        );
    }
}
