//! What Hypothes.is exports: a JSON object with a list of `annotations` (its search gives the same as `rows`).
//!
//! A highlight or an annotation becomes a claim with its text as a note. Notes on a whole page and replies have no words
//! of the article and are told.

use super::{
    Imported, ImportedClaim,
    json::{objects, text_at},
    w3c::anchor,
};
use crate::{Claim, ClaimKind};

/// Reads an export of Hypothes.is.
pub fn from_hypothesis(content: &str) -> Imported {
    let mut imported = Imported::default();
    let list = match objects(content, &["annotations", "rows"]) {
        Ok(list) => list,
        Err((line, message)) => {
            imported.problem(line, message);
            return imported;
        }
    };
    for (line, value) in list {
        let targets = value
            .get("target")
            .and_then(|target| target.as_array())
            .cloned()
            .unwrap_or_default();
        let anchors: Vec<_> = targets.into_iter().filter_map(anchor).collect();
        if anchors.is_empty() {
            let reply = value
                .get("references")
                .and_then(|of| of.as_array())
                .is_some_and(|of| !of.is_empty());
            let what = if reply {
                "a reply"
            } else {
                "a note on the whole page"
            };
            imported.problem(
                line,
                format!("this is {what}; it quotes no words of the article."),
            );
            continue;
        }
        let account = text_at(&value, "/user").map(|user| {
            let name = user.strip_prefix("acct:").unwrap_or(user);
            name.split('@').next().unwrap_or(name)
        });
        let author = text_at(&value, "/user_info/display_name")
            .or(account)
            .map(str::to_owned);
        let tags: Vec<&str> = value
            .get("tags")
            .and_then(|tags| tags.as_array())
            .map(|tags| tags.iter().filter_map(|tag| tag.as_str()).collect())
            .unwrap_or_default();
        let kind = tags
            .iter()
            .find_map(|tag| ClaimKind::from_word(tag))
            .unwrap_or(ClaimKind::Fact);
        let claim = Claim {
            note: text_at(&value, "/text").map(str::to_owned),
            ..Claim::new(kind)
        };
        imported.claims.push(ImportedClaim {
            anchors,
            claim,
            author,
            verdicts: Vec::new(),
        });
    }
    imported
}
