//! Nicknames between quotation marks inside a name: `Thomas “Tip” Keller`. The tagger sees three names, it is one.

use std::borrow::Cow;

use text::TokenKind;

use super::rules::Reader;
use crate::{EntityType, tagger::Tagged};

/// How many words a nickname has at most.
const LONGEST: usize = 2;

impl Reader<'_> {
    /// The names, those of one person with a nickname between them made one.
    pub(super) fn with_nicknames<'t>(&self, tagged: Cow<'t, [Tagged]>) -> Cow<'t, [Tagged]> {
        let mut joined: Vec<Tagged> = Vec::new();
        let mut rest = &*tagged;
        while let Some((name, after)) = rest.split_first() {
            rest = after;
            let surname = self.behind_nickname(name).and_then(|start| {
                let starts = |n: &Tagged| n.range.start() == self.tokens[start].range.start();
                let at = after.iter().take(LONGEST + 1).position(starts)?;
                (after[at].entity_type == EntityType::Person).then_some(at)
            });
            joined.push(match surname {
                Some(at) => {
                    rest = &after[at + 1..];
                    Tagged {
                        range: name.range.cover(after[at].range),
                        ..*name
                    }
                }
                None => *name,
            });
        }
        match joined.len() == tagged.len() {
            true => tagged,
            false => Cow::Owned(joined),
        }
    }

    /// The token behind a nickname that follows a person's name.
    fn behind_nickname(&self, name: &Tagged) -> Option<usize> {
        if name.entity_type != EntityType::Person {
            return None;
        }
        let opening = self
            .tokens
            .partition_point(|t| t.range.start() < name.range.end());
        let is_quote = |i: usize| {
            self.tokens
                .get(i)
                .is_some_and(|t| t.kind == TokenKind::Quote)
        };
        let inner = (opening + 1..).take_while(|i| self.is_capital(*i));
        let words = inner.take(LONGEST + 1).count();
        let closing = opening + 1 + words;
        let is_nickname = is_quote(opening)
            && self.follows(opening)
            && (1..=LONGEST).contains(&words)
            && is_quote(closing)
            && self.is_capital(closing + 1);
        is_nickname.then_some(closing + 1)
    }
}
