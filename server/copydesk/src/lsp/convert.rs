//! Between our values and the protocol's.

use ::text::{Document, LineColumn, PositionEncoding, TextRange, TextSize};
use article::Article;
use checks::{Place, Severity};
use corpus::Spot;
use tower_lsp::ls_types::{DiagnosticSeverity, Position, Range};

pub(super) fn position(at: LineColumn) -> Position {
    Position {
        line: at.line,
        character: at.column,
    }
}

/// Bytes of a document.
pub(super) fn range(document: &Document, range: TextRange, encoding: PositionEncoding) -> Range {
    Range {
        start: position(document.position(range.start(), encoding)),
        end: position(document.position(range.end(), encoding)),
    }
}

/// A place of an article.
pub(super) fn place(article: &Article, place: Place, encoding: PositionEncoding) -> Option<Range> {
    let document = article.document();
    let block = document.block(place.block)?;
    let first = document.line_of(place.block)?;
    let at = |offset| {
        let local = block.line_column(offset, encoding);
        Position {
            line: first + local.line,
            character: local.column,
        }
    };
    Some(Range {
        start: at(place.range.0.start()),
        end: at(place.range.0.end()),
    })
}

/// A place of another article.
pub(super) fn spot(spot: &Spot, encoding: PositionEncoding) -> Range {
    let (start, end) = spot.positions(encoding);
    Range {
        start: position(start),
        end: position(end),
    }
}

pub(super) fn line_column(at: Position) -> LineColumn {
    LineColumn {
        line: at.line,
        column: at.character,
    }
}

pub(super) fn offset(document: &Document, at: Position, encoding: PositionEncoding) -> TextSize {
    document.offset(line_column(at), encoding)
}

/// A range of the protocol in bytes, put in order.
pub(super) fn bytes(document: &Document, range: Range, encoding: PositionEncoding) -> TextRange {
    let (start, end) = (
        offset(document, range.start, encoding),
        offset(document, range.end, encoding),
    );
    TextRange::new(start.min(end), start.max(end))
}

/// Bytes of a document as an editor counts; `None` if they lie outside.
pub(super) fn bytes_range(
    document: &Document,
    bytes: std::ops::Range<usize>,
    encoding: PositionEncoding,
) -> Option<Range> {
    let at = |offset: usize| u32::try_from(offset).ok().map(TextSize::new);
    let (start, end) = (at(bytes.start)?, at(bytes.end)?);
    (start <= end && end <= document.len())
        .then(|| range(document, TextRange::new(start, end), encoding))
}

pub(super) fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

/// A severity by its name.
pub(super) fn severity_named(name: &str) -> DiagnosticSeverity {
    let all = [Severity::Error, Severity::Warning, Severity::Information];
    let named = all.into_iter().find(|severity| severity.name() == name);
    self::severity(named.unwrap_or(Severity::Hint))
}
