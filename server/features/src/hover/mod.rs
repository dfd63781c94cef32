//! Who or what a name is, and which day an expression means. The first line answers, the second says how we know.

mod date;
mod known;
mod name;

use corpus::ArticleId;
use text::{TextRange, TextSize};

use crate::View;

/// How many other articles are named.
const MOST: usize = 5;

/// What to show, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// Bytes of the article.
    pub range: TextRange,
    /// Markdown.
    pub markdown: String,
}

/// What stands at a byte offset.
pub fn hover(view: &View<'_>, offset: TextSize) -> Option<Hover> {
    date::date(view, offset)
        .or_else(|| name::description(view, offset))
        .or_else(|| view.named_at(offset).map(|named| name::name(view, &named)))
}

/// The first [`MOST`] of some articles.
fn listed<'a>(articles: impl Iterator<Item = &'a ArticleId>) -> String {
    let named: Vec<&str> = articles.take(MOST).map(ArticleId::as_str).collect();
    named.join(", ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use crate::fixture::Fixture;

    #[track_caller]
    fn check(text: &str, expected: Expect) {
        let fixture = Fixture::new(text);
        let hover = super::hover(&fixture.view(), fixture.offset());
        let shown = hover.map_or("nothing".to_owned(), |h| {
            format!("[{}]\n{}", &fixture.text()[h.range], h.markdown)
        });
        expected.assert_eq(&shown);
    }

    #[test]
    fn a_day() {
        check(
            "//- 2002-08-15 a.txt\nThe North announced on Thurs$0day that he would come, officials said.",
            expect![[r#"
                [Thursday]
                **Thursday, August 15, 2002** · 2002-08-15

                “Thursday”: the latest Thursday on or before the article’s date, 15 August 2002. The day of this article. It could also mean Thursday, August 22, 2002: the first Thursday after the article’s date, 15 August 2002.

                The article’s date is August 15, 2002: it was set for this article."#]],
        );
    }

    #[test]
    fn a_surname() {
        check(
            "//- a.txt\nRussian President Vladimir Putin left. Later Mr. Put$0in spoke to reporters.\n//- b.txt\nOfficials met Vladimir Putin in the capital on Monday, he said.",
            expect![[r#"
                [Putin]
                **Vladimir Putin** — Russian President

                “Putin”: nobody else of that name stands above.

                Here: “Vladimir Putin” once, “Putin” once. Also in b.txt."#]],
        );
    }

    #[test]
    fn what_the_articles_tell_over_time() {
        check(
            "//- 2002-08-15 a.txt\nRussian President Vladimir Put$0in left on August 13, 2002. Later Mr. Putin spoke to reporters on Wednesday.\n//- 2000-01-05 b.txt\nThe acting President Vladimir Putin spoke to reporters on Monday, he said.\n//- 2001-03-01 c.txt\nRussian President Vladimir Putin spoke to reporters there, he said.\n//- 2001-05-01 d.txt\nRussian President Vladimir Putin spoke to reporters there, he said.\n//- e.txt\nVladimir Putin spoke to reporters there, he said to them.",
            expect![[r#"
                [Vladimir Putin]
                **Vladimir Putin** — Russian President

                “Vladimir Putin” is the name itself.

                Here: “Vladimir Putin” once, “Putin” once. Also in b.txt, c.txt, d.txt, e.txt.

                First named on January 5, 2000 (b.txt), last on August 15, 2002 (this article). So called in other articles: The acting President (January 5, 2000); Russian President (March 1, 2001 to May 1, 2001).

                In one sentence with the name here: August 13, 2002; August 14, 2002."#]],
        );
    }

    #[test]
    fn either_of_two() {
        check(
            "Kim Jong Un left. Leader Kim Jong Il came. Later K$0im spoke to reporters on Monday.",
            expect![[r#"
            [Kim]
            **Kim Jong Il** — Leader

            “Kim”: Kim Jong Il was named last; it could also be Kim Jong Un.

            Here: “Kim Jong Il” once, “Kim” once."#]],
        );
    }

    #[test]
    fn a_form_that_lies_under_another_name() {
        check(
            "Lehman Brothers failed in New York on Monday. The shares of Leh$0man fell, officials said.",
            expect![[r#"
                [Lehman]
                **Lehman Brothers**

                “Lehman”: nothing else in this article but Lehman Brothers can be called so."#]],
        );
    }

    #[test]
    fn an_office_that_stands_for_a_name() {
        check(
            "A headline of the day\n\nNorth Korean leader Kim Jong Il came by train, they said.\n\nOn Monday the North Kor$0ean leader left for home.",
            expect![[r#"
                [the North Korean leader]
                **Kim Jong Il** — North Korean leader

                “the North Korean leader”: Kim Jong Il was introduced as North Korean leader in paragraph 1, and nobody else is called so."#]],
        );
    }

    #[test]
    fn an_office_of_two_stands_for_nobody() {
        check(
            "President Vladimir Putin met President Kim Dae-jung in the capital. Later the presi$0dent left for home.",
            expect![["nothing"]],
        );
    }

    #[test]
    fn nothing() {
        check("He sp$0oke to reporters.", expect![["nothing"]]);
    }
}
