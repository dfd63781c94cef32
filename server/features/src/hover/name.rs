//! Who is meant by a name, or by words that stand for one, and how we know.

use std::fmt::Write;

use checks::counted;
use names::{EntityType, MentionKind, Reason};
use text::{BlockKind, TextSize};

use super::{Hover, MOST, known, listed, one_line};
use crate::{Named, View};

/// Who holds the office that stands for a name.
pub(super) fn description(view: &View<'_>, offset: TextSize) -> Option<Hover> {
    let (block, index) = view.article.description_at(offset)?;
    let (who, named) = view.article.described(block, index)?;
    let name = &view.article.entity(&who)?.name;
    let words = &view
        .article
        .block(block)?
        .wording()
        .descriptions
        .get(index)?
        .range;
    let written = one_line(view.article.block(block)?.block.slice(*words));
    let there = view.article.block(named.block)?;
    let office = one_line(there.block.slice(named.candidate.description?));
    let paragraphs = view.article.blocks().map(|facts| &facts.block);
    let above = paragraphs.filter(|b| b.id() <= named.block && b.kind() == BlockKind::Paragraph);
    let paragraph = match above.count() {
        0 => "above".to_owned(),
        n => format!("in paragraph {n}"),
    };
    Some(Hover {
        range: view.article.range(block, *words),
        markdown: format!(
            "**{name}** — {office}\n\n“{written}”: {name} was introduced as {office} {paragraph}, and nobody else is called so."
        ),
    })
}
pub(super) fn name(view: &View<'_>, named: &Named<'_>) -> Hover {
    if let Some((_, meant)) = view.meant(&named.reference) {
        let written = &named.mention.candidate.text;
        let name = &meant.name;
        return Hover {
            range: view.range(&named.mention),
            markdown: format!(
                "**{name}**\n\n“{written}”: nothing else in this article but {name} can be called so."
            ),
        };
    }
    let entity = named.entity;
    let mut markdown = format!("**{}**", entity.name);
    if let Some(role) = role(view, named) {
        let _ = write!(markdown, " — {role}");
    }
    let _ = write!(markdown, "\n\n{}", reason(view, named));
    let mut forms: Vec<(String, usize)> = Vec::new();
    for (mention, _) in view.article.mentions_of(&named.reference) {
        match forms.iter_mut().find(|(f, _)| *f == mention.candidate.text) {
            Some((_, n)) => *n += 1,
            None => forms.push((mention.candidate.text.to_string(), 1)),
        }
    }
    let here: Vec<String> = forms
        .iter()
        .map(|(form, n)| format!("“{form}” {}", counted(*n)))
        .collect();
    let _ = write!(markdown, "\n\nHere: {}.", here.join(", "));
    if let Some(entry) = view.entry(entity) {
        let story = view.article.story_at(named.mention.block);
        let date = story.and_then(|s| s.date.as_ref()).map(|d| d.date);
        let _ = write!(markdown, "\n\n{}", entry.summary(date));
    }
    let elsewhere = view.elsewhere(entity, MOST);
    if !elsewhere.is_empty() {
        let all = view.count_elsewhere(entity);
        let more = match all.saturating_sub(elsewhere.len()) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let listed = listed(elsewhere.iter().map(|found| &found.article));
        let _ = write!(markdown, " Also in {listed}{more}.");
        let life = [known::span(view, entity), known::offices(view, entity)];
        let life: Vec<String> = life.into_iter().flatten().collect();
        if !life.is_empty() {
            let _ = write!(markdown, "\n\n{}", life.join(" "));
        }
    }
    if let Some(together) = known::together(view, &named.reference) {
        let _ = write!(markdown, "\n\n{together}");
    }
    Hover {
        range: view.range(&named.mention),
        markdown,
    }
}

/// What the article calls the entity, else what another article does, else what kind of thing it is.
fn role(view: &View<'_>, named: &Named<'_>) -> Option<String> {
    let described = view
        .article
        .mentions_of(&named.reference)
        .find_map(|(m, _)| {
            let facts = view.article.block(m.block)?;
            m.candidate
                .description
                .map(|d| one_line(facts.block.slice(d)))
        });
    let elsewhere = || {
        view.elsewhere(named.entity, MOST)
            .into_iter()
            .find_map(|found| found.row.description.as_ref().map(ToString::to_string))
    };
    described.or_else(elsewhere).or_else(|| {
        let kind = match (named.entity.entity_type, named.mention.candidate.kind) {
            (_, MentionKind::Demonym) => "nationality",
            (EntityType::Person, _) => "person",
            (EntityType::Organisation, _) => "organisation",
            (EntityType::Place, _) => "place",
            (EntityType::Other, _) => return None,
        };
        Some(kind.to_owned())
    })
}

fn reason(view: &View<'_>, named: &Named<'_>) -> String {
    let written = &named.mention.candidate.text;
    let name = &named.entity.name;
    match named.link.reason {
        Reason::Named if written == name => format!("“{written}” is the name itself."),
        Reason::Named => format!("“{written}” is a form of the name."),
        Reason::Letters => format!("“{written}” are its letters."),
        Reason::OnlyBearer => format!("“{written}”: nobody else of that name stands above."),
        Reason::SameOffice => {
            format!("“{written}”: of that name, {name} alone is called so above.")
        }
        Reason::IntroducedBelow => format!("“{written}”: the article names {name} in full below."),
        Reason::LastIntroduced => {
            let family = view.article.name(&named.reference.key);
            let others: Vec<&str> = named
                .link
                .alternatives
                .iter()
                .filter_map(|i| family?.family.entities.get(*i))
                .map(|e| e.name.as_str())
                .collect();
            format!(
                "“{written}”: {name} was named last; it could also be {}.",
                others.join(" or ")
            )
        }
    }
}
