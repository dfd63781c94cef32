//! What an editor can ask: one file a question, plain data over one version of an article and its corpus.
//!
//! No file is read, no protocol is known: offsets are bytes, text is Markdown. Each question is tested on a string with
//! a cursor.

mod actions;
mod claims;
mod completion;
mod definition;
mod desk;
mod elsewhere;
#[cfg(test)]
mod fixture;
mod folding;
mod hover;
mod inlay_hints;
mod links;
mod overview;
mod people;
mod proposals;
mod references;
mod rename;
mod selection;
mod symbols;
mod tokens;

pub use actions::{Act, Action, actions, name_actions};
pub use claims::{
    ClaimNotice, Entry as ThreadEntry, article_state, claim_notices, claim_symbols, claim_words,
    claims_at, confidential_notes, entries, next_open_claim, next_place, thread,
};
pub use completion::{Completion, completions};
pub use definition::{declaration, definition, type_definition};
pub use folding::{Fold, FoldKind, folds};
pub use hover::{Hover, hover};
pub use inlay_hints::{InlayHint, inlay_hints};
pub use links::{ArticleLink, links};
pub use overview::overview;
pub use people::{people_actions, tell_apart};
pub use proposals::{
    Proposal, Seen, Spots, count_left_to_check, left_to_check, proposals, proposals_at,
};
pub use references::{highlights, references};
pub use rename::{Rename, RenameEdit, prepare_rename, rename};
pub use selection::selection_ranges;
pub use symbols::{Symbol, SymbolKind, corpus_symbols, document_symbols, headline_text};
pub use tokens::{SemanticToken, TokenType, semantic_tokens};

use article::{Article, EntityRef, MentionRef};
use corpus::{ArticleId, Corpus, Spot};
use names::{Entity, Link};
use smol_str::SmolStr;
use text::{TextRange, TextSize};

/// One version of an article, and the corpus that it belongs to.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The article.
    pub article: &'a Article,
    /// The corpus, and the article's name in it.
    pub corpus: Option<(&'a Corpus, &'a ArticleId)>,
}

/// A place in this article or in another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Bytes of this article.
    Here(TextRange),
    /// A place that another article's rows name.
    Elsewhere(ArticleId, Spot),
    /// Another article as a whole.
    Article(ArticleId),
    /// Bytes of a file of the dossier, by its path from the corpus' root.
    Dossier(SmolStr, TextRange),
}

/// A mention with who is meant.
pub(crate) struct Named<'a> {
    pub(crate) mention: MentionRef,
    pub(crate) reference: EntityRef,
    pub(crate) entity: &'a Entity,
    pub(crate) link: &'a Link,
}

impl<'a> View<'a> {
    /// The name at a byte offset, if it is one.
    pub(crate) fn named_at(&self, offset: TextSize) -> Option<Named<'a>> {
        let mention = self.article.mention_at(offset)?;
        let (reference, link) = self.article.link_of(mention.block, mention.index)?;
        let entity = self.article.entity(&reference)?;
        Some(Named {
            mention,
            reference,
            entity,
            link,
        })
    }

    /// The entity that another is a short form of: Lehman Brothers, of Lehman.
    pub(crate) fn meant(&self, reference: &EntityRef) -> Option<(EntityRef, &'a Entity)> {
        let meant = self.article.meant(reference)?;
        let entity = self.article.entity(&meant)?;
        Some((meant, entity))
    }

    pub(crate) fn range(&self, mention: &MentionRef) -> TextRange {
        self.article.range(mention.block, mention.candidate.range)
    }
}
