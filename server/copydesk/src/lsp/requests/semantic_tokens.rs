//! `textDocument/semanticTokens/full` and `/range`

use ::text::{PositionEncoding, TextRange};
use features::{TokenType, View};
use tower_lsp::ls_types::{
    SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensLegend,
    SemanticTokensParams, SemanticTokensRangeParams, SemanticTokensRangeResult,
    SemanticTokensResult,
};

use super::Asked;
use crate::lsp::{convert, state::Snapshot};

/// The names of what we colour; standard ones, so that every theme has a colour for them.
pub(super) fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: vec![
            SemanticTokenType::CLASS,     // person
            SemanticTokenType::NAMESPACE, // organisation
            SemanticTokenType::TYPE,      // place
            SemanticTokenType::NUMBER,    // date
            SemanticTokenType::STRING,    // quotation
        ],
        token_modifiers: vec![SemanticTokenModifier::DEFINITION],
    }
}

fn type_index(token_type: TokenType) -> u32 {
    match token_type {
        TokenType::Person => 0,
        TokenType::Organisation => 1,
        TokenType::Place => 2,
        TokenType::Date => 3,
        TokenType::Quotation => 4,
    }
}

pub(crate) fn full(
    snapshot: &Snapshot,
    params: &SemanticTokensParams,
) -> Option<SemanticTokensResult> {
    let asked = Asked::about(snapshot, &params.text_document.uri)?;
    let view = asked.view(snapshot)?;
    let all = TextRange::up_to(view.article.document().len());
    Some(SemanticTokensResult::Tokens(tokens(
        &view,
        all,
        asked.encoding,
    )))
}

pub(crate) fn range(
    snapshot: &Snapshot,
    params: &SemanticTokensRangeParams,
) -> Option<SemanticTokensRangeResult> {
    let asked = Asked::about(snapshot, &params.text_document.uri)?;
    let view = asked.view(snapshot)?;
    let range = convert::bytes(view.article.document(), params.range, asked.encoding);
    Some(SemanticTokensRangeResult::Tokens(tokens(
        &view,
        range,
        asked.encoding,
    )))
}

/// Each token's place is counted from the one before it.
fn tokens(view: &View<'_>, range: TextRange, encoding: PositionEncoding) -> SemanticTokens {
    let document = view.article.document();
    let (mut line, mut column) = (0, 0);
    let data = features::semantic_tokens(view, range)
        .into_iter()
        .map(|token| {
            let at = convert::range(document, token.range, encoding);
            let delta_line = at.start.line - line;
            let delta_start = if delta_line == 0 {
                at.start.character - column
            } else {
                at.start.character
            };
            (line, column) = (at.start.line, at.start.character);
            SemanticToken {
                delta_line,
                delta_start,
                length: at.end.character.saturating_sub(at.start.character),
                token_type: type_index(token.token_type),
                token_modifiers_bitset: u32::from(token.definition),
            }
        });
    SemanticTokens {
        result_id: None,
        data: data.collect(),
    }
}
