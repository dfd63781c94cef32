//! Articles as strings with a cursor `$0`.

use std::sync::Arc;

use article::{Article, Hints};
use corpus::{ArticleId, Corpus, Rows};
use text::{Document, Format, TextSize};

use crate::View;

/// A corpus of articles, and a cursor in one of them.
pub(crate) struct Fixture {
    pub(crate) articles: Vec<(ArticleId, Article)>,
    pub(crate) corpus: Corpus,
    pub(crate) cursor: (usize, TextSize),
}

impl Fixture {
    /// `//- [DATE] NAME` starts an article; `$0` is the cursor.
    pub(crate) fn new(text: &str) -> Self {
        let mut parts: Vec<(String, Option<jiff::civil::Date>, String)> = Vec::new();
        for line in text.strip_prefix('\n').unwrap_or(text).lines() {
            if let Some(header) = line.strip_prefix("//- ") {
                let (date, name) = header
                    .split_once(' ')
                    .map_or((None, header), |(d, n)| (d.parse().ok(), n));
                parts.push((name.to_owned(), date, String::new()));
            } else {
                if parts.is_empty() {
                    parts.push(("article.txt".to_owned(), None, String::new()));
                }
                let text = &mut parts.last_mut().unwrap().2;
                text.push_str(line);
                text.push('\n');
            }
        }
        let mut cursor = (0, TextSize::new(0));
        let mut corpus = Corpus::default();
        let mut articles = Vec::new();
        for (i, (name, date, mut text)) in parts.into_iter().enumerate() {
            if let Some(at) = text.find("$0") {
                text.replace_range(at..at + 2, "");
                cursor = (i, TextSize::new(at as u32));
            }
            let hints = Hints {
                date,
                file_name: Some(name.clone()),
                ..Hints::default()
            };
            let article = Article::new(Document::new(&text, Format::of_file_name(&name)), hints);
            let id = ArticleId::new(&name);
            corpus.set(&id, Some(Arc::new(Rows::of(&article))));
            articles.push((id, article));
        }
        Self {
            articles,
            corpus,
            cursor,
        }
    }

    /// Lets the desk know what a file of the dossier says, and nothing else.
    pub(crate) fn know(&mut self, text: &str) {
        let parsed = dossier::parse("dossier/people.toml", text);
        assert_eq!(parsed.problems, []);
        let mut dossier = dossier::Dossier::default();
        dossier.set_file(parsed);
        self.corpus.set_dossier(dossier);
    }

    pub(crate) fn view(&self) -> View<'_> {
        let (id, article) = &self.articles[self.cursor.0];
        View {
            article,
            corpus: Some((&self.corpus, id)),
        }
    }

    pub(crate) fn offset(&self) -> TextSize {
        self.cursor.1
    }

    pub(crate) fn text(&self) -> String {
        self.articles[self.cursor.0].1.document().to_string()
    }
}
