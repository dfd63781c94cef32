//! The pages that a finding's link opens: each rule's documentation as a file in the user's cache folder, so that every
//! editor can show it without a network.

use std::{path::PathBuf, sync::LazyLock};

use rustc_hash::FxHashMap;
use tower_lsp::ls_types::{CodeDescription, Uri};

static PAGES: LazyLock<FxHashMap<&'static str, CodeDescription>> =
    LazyLock::new(|| write().unwrap_or_default());

/// The page of a rule, if it could be written.
pub(super) fn page(rule: &str) -> Option<&'static CodeDescription> {
    PAGES.get(rule)
}

fn write() -> Option<FxHashMap<&'static str, CodeDescription>> {
    let folder = cache_folder()?
        .join("copydesk")
        .join(env!("CARGO_PKG_VERSION"))
        .join("rules");
    std::fs::create_dir_all(&folder).ok()?;
    let mut pages = FxHashMap::default();
    for rule in checks::rules() {
        let path = folder.join(format!("{}.md", rule.id));
        let text = rule.documentation();
        if std::fs::read_to_string(&path).ok().as_deref() != Some(&text)
            && std::fs::write(&path, &text).is_err()
        {
            continue;
        }
        if let Some(href) = Uri::from_file_path(&path) {
            pages.insert(rule.id, CodeDescription { href });
        }
    }
    Some(pages)
}

fn cache_folder() -> Option<PathBuf> {
    let set = |name: &str| {
        std::env::var_os(name)
            .filter(|v| !v.is_empty())
            .map(PathBuf::from)
    };
    set("XDG_CACHE_HOME")
        .or_else(|| set("LOCALAPPDATA"))
        .or_else(|| set("HOME").map(|h| h.join(".cache")))
        .filter(|p| p.is_absolute())
}
