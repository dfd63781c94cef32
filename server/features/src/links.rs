//! Links to the articles that an article names: by path or file name, in a Markdown link, by a headline quoted in full. What is
//! no article of the corpus is no link, and nothing but the index is asked.

use corpus::{ArticleId, Corpus, headline_key};
use text::{TextRange, TextSize};

use crate::View;

/// What the names of articles end in.
const ENDINGS: [&str; 3] = [".txt", ".md", ".markdown"];

/// Words of an article that name another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleLink {
    /// Bytes of the article.
    pub range: TextRange,
    /// The other article.
    pub article: ArticleId,
}

/// The links of an article, in its order.
pub fn links(view: &View<'_>) -> Vec<ArticleLink> {
    let Some((corpus, own)) = view.corpus else {
        return Vec::new();
    };
    let mut links = Vec::new();
    for facts in view.article.blocks() {
        let text = facts.block.text();
        let mut add = |range: TextRange, article: ArticleId| {
            let range = view.article.range(facts.block.id(), range);
            links.push(ArticleLink { range, article });
        };
        for range in paths(text) {
            if let Some(article) = article_at(corpus, own, &text[range]) {
                add(range, article);
            }
        }
        for quotation in facts.reading.quotations.iter().filter(|q| q.closed) {
            let Some(key) = headline_key(facts.block.slice(quotation.range)) else {
                continue;
            };
            let mut articles = corpus.articles_of_headline(&key, 2);
            articles.retain(|article| article != own);
            // Of two articles of one headline nobody knows which is meant.
            if let [article] = articles.as_slice() {
                add(quotation.range, article.clone());
            }
        }
    }
    links.sort_by_key(|link| (link.range.start(), link.range.end()));
    links.dedup();
    links
}

/// What could be the path of an article: the target of a Markdown link, or words without a space that end as one does.
fn paths(text: &str) -> Vec<TextRange> {
    let mut found: Vec<TextRange> = Vec::new();
    for ending in ENDINGS {
        for (at, _) in text.match_indices(ending) {
            let end = at + ending.len();
            let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '/' | '\\' | '_' | '-');
            if text[end..].starts_with(goes_on) {
                continue;
            }
            let before = &text[..at];
            // In a Markdown link all up to the bracket; elsewhere all up to a space or a mark around it.
            let target = before.rfind("](").map(|open| open + 2);
            let target = target.filter(|open| !before[*open..].contains([')', '\n']));
            let start = target.unwrap_or_else(|| {
                let around = |c: char| c.is_whitespace() || "()[]<>{}\"'`*,;:|“”‘’«»".contains(c);
                before
                    .char_indices()
                    .rev()
                    .find(|(_, c)| around(*c))
                    .map_or(0, |(i, c)| i + c.len_utf8())
            });
            let size = |offset: usize| TextSize::try_from(offset).ok();
            if let (Some(start), Some(end)) = (size(start), size(end))
                && usize::from(start) < at
            {
                found.push(TextRange::new(start, end));
            }
        }
    }
    found
}

/// The article at a path from the folder of another one, else from the corpus' root.
fn article_at(corpus: &Corpus, own: &ArticleId, written: &str) -> Option<ArticleId> {
    let path = written.trim_start_matches('<').replace("%20", " ");
    let folder = own
        .as_str()
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let from = |folder: &str| -> Option<ArticleId> {
        let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
        for part in path.split(['/', '\\']) {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()?),
                part => parts.push(part),
            }
        }
        let article = ArticleId::new(&parts.join("/"));
        (article != *own && corpus.contains(&article)).then_some(article)
    };
    from(folder).or_else(|| from(""))
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use crate::fixture::Fixture;

    #[track_caller]
    fn check(text: &str, expected: Expect) {
        let others = "\n//- desk/b.md\n# Leaders meet by the sea\n\nThey met on Monday, officials said.\n//- 2000-01-01 c d.txt\nNobody came to the meeting, officials said.\n//- e.txt\nStorm hits coast\n\nIt rained on Monday, officials said.\n//- f.txt\nStorm hits coast\n\nIt rained on Monday, officials said.\n//- g.txt\nStorm hits\n\nIt rained on Monday, officials said.\n";
        let fixture = Fixture::new(&format!("//- desk/a.md\n$0{text}{others}"));
        let text = fixture.text();
        let links = super::links(&fixture.view());
        let shown: Vec<String> = links
            .iter()
            .map(|link| format!("{} → {}\n", &text[link.range], link.article))
            .collect();
        expected.assert_eq(&shown.concat());
    }

    #[test]
    fn paths_and_names_of_files() {
        check(
            "See b.md, [the other](../c%20d.txt), `desk/b.md` and (./b.md). Not a.md, x.txt, b.mdx, ../../e.txt, https://example.org/b.md or .md.",
            expect![[r#"
                b.md → desk/b.md
                ../c%20d.txt → c d.txt
                desk/b.md → desk/b.md
                ./b.md → desk/b.md
            "#]],
        );
    }

    #[test]
    fn a_headline_in_full() {
        check(
            "As we wrote in “Leaders Meet by the Sea,” they met. “Leaders meet” is not all of it, “Storm hits” too short, and “Storm hits coast” was written twice.",
            expect![[r#"
                Leaders Meet by the Sea, → desk/b.md
            "#]],
        );
    }
}
