//! Names that an article or its corpus knows, for somebody who has typed the first letters of one.

use std::collections::BTreeMap;

use names::EntityType;
use smol_str::SmolStr;
use text::{TextRange, TextSize};

use crate::View;

/// So many names are offered.
const MOST: usize = 20;
/// After fewer letters nothing is offered: a list at every capital letter is in the way.
const LEAST: usize = 2;

/// A name that could stand here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// Bytes of the article that it replaces: what was typed of it.
    pub range: TextRange,
    /// The name.
    pub name: String,
    /// What it is.
    pub entity_type: EntityType,
    /// What the articles call it, or in how many it stands.
    pub detail: String,
}

/// The names that begin as the word before `offset` does: those of this article first, then those of the most articles.
pub fn completions(view: &View<'_>, offset: TextSize) -> Vec<Completion> {
    let Some((range, typed)) = typed(view, offset) else {
        return Vec::new();
    };
    let mut found: BTreeMap<SmolStr, (bool, usize, Completion)> = BTreeMap::new();
    let begins = |name: &str| {
        let mut words = name.split(' ');
        name != typed && words.any(|word| word.starts_with(&*typed))
    };
    for reference in view.article.entities() {
        let Some(entity) = view.article.entity(&reference) else {
            continue;
        };
        let own = view.article.mentions_of(&reference);
        // What is just being typed is no name to offer.
        let stands = own
            .filter(|(m, _)| !view.range(m).contains_inclusive(offset))
            .count();
        if stands > 0 && begins(&entity.name) {
            let completion = completion(
                range,
                &entity.name,
                entity.entity_type,
                "in this article".to_owned(),
            );
            found.insert(entity.folded.clone(), (true, stands, completion));
        }
    }
    if let Some((corpus, _)) = view.corpus {
        for symbol in corpus.symbols(&typed, 4 * MOST) {
            let Some(entity_type) = symbol.entity_type.filter(|_| begins(&symbol.name)) else {
                continue;
            };
            let detail = match symbol.articles {
                0 | 1 => symbol.article.to_string(),
                n => format!("in {n} articles"),
            };
            let completion = completion(range, &symbol.name, entity_type, detail);
            found
                .entry(symbol.folded)
                .or_insert((false, symbol.articles, completion));
        }
    }
    let mut found: Vec<_> = found.into_values().collect();
    found.sort_by_key(|(here, count, completion)| {
        (!here, std::cmp::Reverse(*count), completion.name.clone())
    });
    found.truncate(MOST);
    found
        .into_iter()
        .map(|(.., completion)| completion)
        .collect()
}

fn completion(range: TextRange, name: &str, entity_type: EntityType, detail: String) -> Completion {
    Completion {
        range,
        name: name.to_owned(),
        entity_type,
        detail,
    }
}

/// The capitalised word that ends at `offset`.
fn typed(view: &View<'_>, offset: TextSize) -> Option<(TextRange, String)> {
    let document = view.article.document();
    // The end of a block is the start of the next one.
    let (block, start) = document.block_at(offset.checked_sub(TextSize::new(1))?)?;
    let before = block.text().get(..usize::from(offset - start))?;
    let word = before
        .rsplit(|c: char| !(c.is_alphabetic() || matches!(c, '-' | '’' | '\'' | '.')))
        .next()?;
    let long = word.chars().count() >= LEAST && word.starts_with(char::is_uppercase);
    let range = TextRange::new(offset - TextSize::of(word), offset);
    long.then(|| (range, word.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Fixture;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let fixture = Fixture::new(text);
        let shown = completions(&fixture.view(), fixture.offset());
        let shown: Vec<_> = shown
            .iter()
            .map(|c| format!("{} ({})", c.name, c.detail))
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn names_of_the_article_then_of_the_corpus() {
        check(
            "
President Vladimir Putin met Vladimir Medvedev on Monday. Later Vl$0
//- b.txt
Officials met Vladislav Surkov in the capital on Monday, he said.
",
            &[
                "Vladimir Medvedev (in this article)",
                "Vladimir Putin (in this article)",
                "Vladislav Surkov (b.txt)",
            ],
        );
    }

    #[test]
    fn nothing_in_the_middle_of_plain_words() {
        check("President Vladimir Putin left. Later vl$0", &[]);
        check("President Vladimir Putin left. Later V$0", &[]);
    }
}
