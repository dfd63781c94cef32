//! Another name for a person, a place or an organisation, in every article.

use article::MentionRef;
use corpus::ArticleId;
use names::{EntityType, MentionKind, PersonName};
use text::{TextRange, TextSize};

use crate::View;

/// All replacements of a rename.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rename {
    /// In this article.
    pub here: Vec<RenameEdit>,
    /// In others.
    pub elsewhere: Vec<(ArticleId, Vec<RenameEdit>)>,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameEdit {
    /// Bytes of the article.
    pub range: TextRange,
    /// The name that stands there.
    pub was: String,
    /// The new text.
    pub text: String,
    /// Whether another form of the name stands there than the one that is renamed: it follows.
    pub follows: bool,
    /// Whether somebody should look at it first: it could be another bearer's name.
    pub doubtful: bool,
}

/// What would be renamed at a byte offset, and its present text; or why nothing can be.
///
/// # Errors
/// With a sentence for the user, if no name stands there.
pub fn prepare_rename(view: &View<'_>, offset: TextSize) -> Result<(TextRange, String), String> {
    let named = view
        .named_at(offset)
        .ok_or("Only the name of a person, place or organisation can be changed everywhere.")?;
    match named.mention.candidate.kind {
        MentionKind::Demonym => {
            Err("A nationality is no name; change the country’s name instead.".to_owned())
        }
        MentionKind::Acronym => {
            Err("These are a name’s letters; change the name itself.".to_owned())
        }
        MentionKind::Full | MentionKind::Short => Ok((
            view.range(&named.mention),
            named.mention.candidate.text.to_string(),
        )),
    }
}

/// The replacements that give what is named at a byte offset the name `new`. Where a surname stands alone, the new
/// surname does, and where only the surname is renamed, the full name has the new one. What stands in capitals stays so.
///
/// # Errors
/// With a sentence for the user, if nothing can be renamed there or `new` is no name.
pub fn rename(view: &View<'_>, offset: TextSize, new: &str) -> Result<Rename, String> {
    prepare_rename(view, offset)?;
    let new = new.trim();
    if new.is_empty() || new.contains(['\n', '\r']) {
        return Err("A name needs at least one letter and stands on one line.".to_owned());
    }
    let named = view.named_at(offset).ok_or("The name is gone.")?;
    let person = named.entity.entity_type == EntityType::Person;
    let old = named.mention.candidate.text.as_str();
    let by_surname = named.mention.candidate.kind == MentionKind::Short || !old.contains(' ');
    let replace = |form: &str, full: bool| -> Option<String> {
        let new = match (person, by_surname) {
            (true, true) if form == old => Some(new.to_owned()),
            // From the surname: the surname in each form.
            (true, true) => replace_word(form, old, new),
            // From the full name: full forms become it, a surname alone the new surname.
            (true, false) if full => Some(new.to_owned()),
            (true, false) => Some(surname(new)),
            (false, _) => {
                (form == old || (full && form == named.entity.name)).then(|| new.to_owned())
            }
        }?;
        let new = in_capitals_as(form, old, new);
        (new != form).then_some(new)
    };
    let mut rename = Rename::default();
    for (mention, link) in view.article.mentions_of(&named.reference) {
        let full = is_full(mention);
        if let Some(text) = replace(&mention.candidate.text, full) {
            rename.here.push(RenameEdit {
                range: view.range(mention),
                was: mention.candidate.text.to_string(),
                text,
                follows: mention.candidate.text != old,
                doubtful: !link.alternatives.is_empty(),
            });
        }
    }
    for found in view.elsewhere(named.entity, usize::MAX) {
        let row = &found.row;
        let edits = row.mentions.iter().filter_map(|m| {
            let form = row.forms.get(m.form)?;
            let text = replace(&form.text, form.full)?;
            Some(RenameEdit {
                range: m.spot.range,
                was: form.text.to_string(),
                text,
                follows: form.text != old,
                doubtful: m.doubtful,
            })
        });
        let edits: Vec<RenameEdit> = edits.collect();
        if !edits.is_empty() {
            rename.elsewhere.push((found.article, edits));
        }
    }
    Ok(rename)
}

fn is_full(mention: &MentionRef) -> bool {
    mention.candidate.kind == MentionKind::Full
}

/// The surname of a full name as it is written.
fn surname(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let first = PersonName::parse(&words).is_some_and(|p| p.family_first);
    let family = if first { words.first() } else { words.last() };
    family.map_or(name, |w| w).to_owned()
}

/// `form` with the word `old` replaced, in whatever capitals; `None` if it has no such word.
fn replace_word(form: &str, old: &str, new: &str) -> Option<String> {
    let is_it = |word: &&str| word.to_lowercase() == old.to_lowercase();
    let words: Vec<&str> = form.split(' ').collect();
    words.iter().any(is_it).then(|| {
        let words = words.iter().map(|w| if is_it(w) { new } else { w });
        words.collect::<Vec<_>>().join(" ")
    })
}

/// `new` in capitals where `form` stands so and the name that is renamed does not.
fn in_capitals_as(form: &str, old: &str, new: String) -> String {
    let capitals = |name: &str| {
        let mut letters = name.chars().filter(|c| c.is_alphabetic());
        letters.clone().nth(1).is_some() && letters.all(char::is_uppercase)
    };
    if capitals(form) && !capitals(old) {
        new.to_uppercase()
    } else {
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    const TWO: &str = "
//- a.txt
President Vladimir Putin left. Later PLACE spoke to reporters there.
//- b.txt
Officials met Vladimir Putin, and Mr. Putin smiled at everyone there.
";

    #[track_caller]
    fn check(from: &str, new: &str, here: &[&str], there: &[&str]) {
        let fixture = Fixture::new(&TWO.replace("PLACE", from));
        let rename = rename(&fixture.view(), fixture.offset(), new).unwrap();
        assert_eq!(
            rename
                .here
                .iter()
                .map(|e| e.text.as_str())
                .collect::<Vec<_>>(),
            here
        );
        let found: Vec<_> = rename
            .elsewhere
            .iter()
            .flat_map(|(_, e)| e)
            .map(|e| e.text.as_str())
            .collect();
        assert_eq!(found, there);
    }

    #[test]
    fn from_the_surname() {
        check(
            "Put$0in",
            "Medvedev",
            &["Vladimir Medvedev", "Medvedev"],
            &["Vladimir Medvedev", "Medvedev"],
        );
    }

    #[test]
    fn what_stays_as_it_is_is_no_edit() {
        check(
            "Vladimir Put$0in",
            "Vladimir V. Putin",
            &["Vladimir V. Putin"; 2],
            &["Vladimir V. Putin"],
        );
    }

    #[test]
    fn capitals_stay() {
        assert_eq!(
            replace_word("PUTIN", "Putin", "Medvedev"),
            Some("Medvedev".to_owned())
        );
        let shown = |form: &str, old: &str| in_capitals_as(form, old, "Medvedev".to_owned());
        assert_eq!(shown("PUTIN", "Putin"), "MEDVEDEV");
        assert_eq!(shown("PUTIN", "PUTIN"), "Medvedev");
        assert_eq!(shown("Putin", "Putin"), "Medvedev");
    }

    #[test]
    fn forms_follow_each_other() {
        let fixture = Fixture::new(&TWO.replace("PLACE", "Put$0in"));
        let rename = rename(&fixture.view(), fixture.offset(), "Medvedev").unwrap();
        let follows: Vec<bool> = rename.here.iter().map(|e| e.follows).collect();
        assert_eq!(follows, [true, false]);
    }

    #[test]
    fn from_the_full_name() {
        check(
            "Vladimir Put$0in",
            "Dmitri Medvedev",
            &["Dmitri Medvedev", "Dmitri Medvedev"],
            &["Dmitri Medvedev", "Medvedev"],
        );
    }

    #[test]
    fn refusals() {
        let fixture = Fixture::new("The Russian$0 side spoke to reporters on Monday, he said.");
        assert!(prepare_rename(&fixture.view(), fixture.offset()).is_err());
        let fixture = Fixture::new("The other si$0de spoke to reporters.");
        assert!(prepare_rename(&fixture.view(), fixture.offset()).is_err());
        let fixture = Fixture::new("Then Vladimir Put$0in spoke to reporters.");
        assert!(rename(&fixture.view(), fixture.offset(), " ").is_err());
    }
}
