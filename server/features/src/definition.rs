//! Where an entity is introduced.

use text::TextSize;

use crate::{Named, Target, View};

/// The entry of the dossier, if there is one; else the first mention by the fullest name in the article of the earliest
/// date that names the entity so. Where no name stands, the article that is named there.
pub fn definition(view: &View<'_>, offset: TextSize) -> Option<Target> {
    let Some(named) = meant(view, offset) else {
        let mut links = crate::links(view).into_iter();
        let link = links.find(|link| link.range.contains_inclusive(offset))?;
        return Some(Target::Article(link.article));
    };
    if let Some(entry) = entry(view, &named) {
        return Some(entry);
    }
    let here = || full_mention(view, &named).unwrap_or_else(|| first_mention(view, &named));
    let oldest = view.oldest(named.entity).and_then(|oldest| {
        let spot = oldest.row.definition()?;
        Some(Target::Elsewhere(oldest.article, spot))
    });
    Some(oldest.unwrap_or_else(here))
}

/// The entry of the dossier.
pub fn type_definition(view: &View<'_>, offset: TextSize) -> Option<Target> {
    entry(view, &meant(view, offset)?)
}

/// The name at an offset, and who is meant by it, be it by a short form of another name.
fn meant<'a>(view: &View<'a>, offset: TextSize) -> Option<Named<'a>> {
    let mut named = view.named_at(offset)?;
    if let Some((reference, entity)) = view.meant(&named.reference) {
        (named.reference, named.entity) = (reference, entity);
    }
    Some(named)
}

fn entry(view: &View<'_>, named: &Named<'_>) -> Option<Target> {
    let entry = view.entry(named.entity)?;
    let about = entry.about();
    Some(Target::Dossier(about.origin.file.clone(), about.name.range))
}

/// The first mention in this article.
pub fn declaration(view: &View<'_>, offset: TextSize) -> Option<Target> {
    let named = view.named_at(offset)?;
    Some(first_mention(view, &named))
}

fn first_mention(view: &View<'_>, named: &Named<'_>) -> Target {
    let first = view.article.mentions_of(&named.reference).next();
    Target::Here(view.range(first.map_or(&named.mention, |(m, _)| m)))
}

fn full_mention(view: &View<'_>, named: &Named<'_>) -> Option<Target> {
    let mut mentions = view.article.mentions_of(&named.reference);
    let (mention, _) = mentions.find(|(m, _)| {
        m.candidate.text == named.entity.name && m.candidate.kind == names::MentionKind::Full
    })?;
    Some(Target::Here(view.range(mention)))
}

#[cfg(test)]
mod tests {
    use crate::{Target, fixture::Fixture};

    #[track_caller]
    fn check(text: &str, definition: &str, declaration: &str) {
        let fixture = Fixture::new(text);
        let shown = |target: Option<Target>| match target {
            Some(Target::Here(range)) => {
                format!("{}:{}", u32::from(range.start()), &fixture.text()[range])
            }
            Some(Target::Elsewhere(article, spot)) => {
                format!("{article}:{}", u32::from(spot.range.start()))
            }
            other => format!("{other:?}"),
        };
        assert_eq!(
            shown(super::definition(&fixture.view(), fixture.offset())),
            definition
        );
        assert_eq!(
            shown(super::declaration(&fixture.view(), fixture.offset())),
            declaration
        );
    }

    #[test]
    fn the_fullest_first_mention_and_the_first() {
        check(
            "Mr. Putin left. President Vladimir Putin spoke. Later Pu$0tin slept.",
            "26:Vladimir Putin",
            "4:Putin",
        );
    }
}
