//! Saying who is not the same person, for good: what the rules compare, references, rename and hover keep apart from then on
//! whom the dossier keeps apart.

use corpus::ArticleId;
use dossier::Apart;
use names::{Entity, EntityType, MentionKind, fold};
use text::TextRange;

use crate::{Act, Action, View};

/// So many people of a surname, and so many namesakes, are offered.
const MOST: usize = 3;

/// What can be said of the person whom `range` touches: others of the surname in this article are not the same, nor who
/// bears the same name in other articles.
pub fn people_actions(view: &View<'_>, range: TextRange) -> Vec<Action> {
    let offered = || {
        let (corpus, own) = view.corpus?;
        let named = view.named_at(range.start())?;
        let entity = named.entity;
        if !is_whole(entity) {
            return None;
        }
        let dossier = corpus.dossier();
        let family = view.article.name(&named.reference.key)?;
        let in_full = |index: usize| {
            let mut linked = family.mentions.iter().zip(&family.family.links);
            linked.any(|(mention, link)| {
                mention.candidate.kind == MentionKind::Full
                    && link.as_ref().is_some_and(|link| link.entity == index)
            })
        };
        let others = family.family.entities.iter().enumerate();
        let others = others.filter(|(index, other)| {
            is_whole(other)
                && other.folded != entity.folded
                && in_full(*index)
                && !dossier.are_different_people(&entity.name, &other.name)
        });
        let mut actions: Vec<Action> = others
            .map(|(_, other)| tell_apart(&entity.name, &other.name, own))
            .take(MOST)
            .collect();
        if view.namesake(entity).is_none() && !view.elsewhere(entity, 1).is_empty() {
            let like = dossier.namesakes(&entity.folded).take(MOST);
            let like = like.filter_map(|entry| entry.articles.first());
            actions.extend(like.map(|like| Action {
                title: format!("This “{}” is the one in {}", entity.name, like.value),
                act: Act::TellApart(Apart::Also {
                    name: entity.name.to_string(),
                    article: own.as_str().to_owned(),
                    like: like.value.to_string(),
                }),
            }));
            actions.push(tell_apart(&entity.name, &entity.name, own));
        }
        Some(actions)
    };
    offered().unwrap_or_default()
}

/// Says that two names are those of two people; of one name, that this article means another one than others do.
pub fn tell_apart(here: &str, there: &str, own: &ArticleId) -> Action {
    if fold(here) == fold(there) {
        return Action {
            title: format!("This “{here}” is somebody else than in other articles"),
            act: Act::TellApart(Apart::Articles {
                name: here.to_owned(),
                articles: vec![own.as_str().to_owned()],
            }),
        };
    }
    Action {
        title: format!("“{here}” and “{there}” are two people"),
        act: Act::TellApart(Apart::Names(here.to_owned(), there.to_owned())),
    }
}

/// Whether somebody is named by more than a surname.
fn is_whole(entity: &Entity) -> bool {
    let person = entity.person.as_ref();
    entity.entity_type == EntityType::Person && person.is_some_and(|p| !p.given.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{definition, fixture::Fixture, hover, references, rename};
    use text::TextSize;

    const THREE: &str = "
//- 2002-01-01 a.txt
Mayor John Weber spoke on Monday. Later Mr. Weber left, officials there said.
//- 2003-01-01 b.txt
The robber, John We$0ber, was caught on Monday, police officers there said.
//- 2004-01-01 c.txt
Officials met John Weber in the capital on Monday, they said to reporters.
//- 2005-01-01 d.txt
The robber John Weber, freed on Monday, left town, police officers said there.
";

    fn titles(fixture: &Fixture) -> Vec<String> {
        let at = TextRange::empty(fixture.offset());
        let actions = people_actions(&fixture.view(), at).into_iter();
        actions.map(|action| action.title).collect()
    }

    fn places(fixture: &Fixture) -> usize {
        references(&fixture.view(), fixture.offset(), true).len()
    }

    #[test]
    fn one_name_of_two_people() {
        let mut fixture = Fixture::new(THREE);
        assert_eq!(
            titles(&fixture),
            ["This “John Weber” is somebody else than in other articles"]
        );
        assert_eq!(places(&fixture), 5);
        fixture.know("[[different_people]]\nnames = [\"John Weber\"]\narticles = [\"b.txt\"]\n");
        assert_eq!(titles(&fixture), Vec::<String>::new());
        assert_eq!(places(&fixture), 1);
        assert!(matches!(
            definition(&fixture.view(), fixture.offset()),
            Some(crate::Target::Here(_))
        ));
        let renamed = rename(&fixture.view(), fixture.offset(), "Johann Weber").unwrap();
        assert!(renamed.elsewhere.is_empty());
        // Of those who were there before, the robber is none any more.
        fixture.cursor = (2, TextSize::of("Officials met J"));
        assert_eq!(places(&fixture), 4);
        let shown = hover(&fixture.view(), fixture.offset()).unwrap().markdown;
        assert!(
            shown.contains("a.txt") && !shown.contains("b.txt"),
            "{shown}"
        );
        // Somebody may be the second one too.
        fixture.cursor = (3, TextSize::of("The robber J"));
        assert_eq!(
            titles(&fixture),
            [
                "This “John Weber” is the one in b.txt",
                "This “John Weber” is somebody else than in other articles"
            ]
        );
        fixture.know(
            "[[different_people]]\nnames = [\"John Weber\"]\narticles = [\"b.txt\", \"d.txt\"]\n",
        );
        assert_eq!(places(&fixture), 2);
        assert!(matches!(
            definition(&fixture.view(), fixture.offset()),
            Some(crate::Target::Elsewhere(article, _)) if article.as_str() == "b.txt"
        ));
    }

    #[test]
    fn two_of_a_surname() {
        let mut fixture = Fixture::new(
            "Sen. Jane Ro$0wan spoke. Later Martin Rowan spoke to reporters there on Monday.",
        );
        assert_eq!(
            titles(&fixture),
            ["“Jane Rowan” and “Martin Rowan” are two people"]
        );
        fixture.know("[[different_people]]\nnames = [\"Jane Rowan\", \"Martin Rowan\"]\n");
        assert_eq!(titles(&fixture), Vec::<String>::new());
    }
}
