//! An analysis that followed any edits equals one from scratch.

use article::{Article, Hints};
use proptest::prelude::*;
use text::{Document, Edit, Format, TextRange};

const PIECES: &[&str] = &[
    "The council met on 03/04/2002 and will meet on 05/06/2002, the mayor said. ",
    "It met on 25/01/2002. ",
    "It met on 01/25/2002. ",
    "03/04/2002\n",
    "It met on 25 April. ",
    "MOSCOW, JUNE 9 (AP) - President Vladimir Putin will visit North Korea, officials said Friday.\n",
    "BEIJING (Kyodo) — North Korean leader Kim Jong Un met Mr. Putin on Wednesday, the agency said.\n",
    "Thursday, January 27, 2022\n",
    "Leaders Meet in Vladivostok - 2002-08-23\n",
    "---\ndate: 2002-08-15\n---\n",
    "“I am ready to meet you at an early date to discuss urgent issues,” Putin said on Monday in May.\n",
    "“I affirm that I am ready to meet you at an early date to discuss urgent issues,” Kim said.\n",
    "Kim Jong Il died in 1994, and in 1995 his party met; in March it met again, on the 4th. ",
    "Toloraya left. ",
    "Georgy Toloraya",
    " the Korean Central News Agency (KCNA) said. ",
    "KCNA",
    "\n",
    "\n\n",
    "Kim",
    "Putin",
    "Hillary Clinton went to Lehman Brothers Inc. ",
    " with Hillary",
    " the North Korean leader left. ",
    " The president stayed. ",
    " and Lehman ",
    "Lehman Brothers",
    " in June ",
    "1950-53",
    " last year ",
    "”",
    "“",
    ".",
    "In 1861 the war began. In April it went on. In 1862 and 1863 nobody won, and in 1864 and 1865 it ended. ",
];

fn pieces(most: usize) -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..most).prop_map(|p| p.concat())
}

/// Everything that an analysis says, without the ids that tell how it came about.
fn shape(article: &Article) -> String {
    let mut out = format!("{:?}\n", article.header().date);
    for story in article.stories() {
        out += &format!(
            "story {:?} {:?}\n",
            article.document().start_of(story.start),
            story.date
        );
    }
    for facts in article.blocks() {
        let wording = facts.wording();
        out += &format!(
            "{:?} {:?} {:?} {:?} {wording:?}\n",
            facts.block.kind(),
            facts.context,
            facts.timexes,
            facts.reading
        );
        for index in 0..facts.wording().descriptions.len() {
            let described = article.described(facts.block.id(), index);
            let described = described.map(|(who, named)| (who, named.candidate.text.clone()));
            out += &format!("  {described:?}\n");
        }
        for index in 0..facts.reading.names.len() {
            let link = article.link_of(facts.block.id(), index);
            let meant = link.as_ref().and_then(|(entity, _)| article.meant(entity));
            out += &format!("  {link:?} {meant:?}\n");
        }
    }
    let mut names: Vec<String> = article
        .names()
        .map(|n| format!("{} {:?}", n.key, n.family))
        .collect();
    names.sort();
    for facts in article.blocks() {
        for quotation in &facts.reading.quotations {
            for shingle in quotation.shingles() {
                let places: Vec<_> = article
                    .quotes_with(shingle)
                    .map(|q| (article.document().start_of(q.block), q.index))
                    .collect();
                out += &format!("{places:?}\n");
            }
        }
    }
    let words: Vec<_> = article.words_to_ask().collect();
    let sets: Vec<_> = article.variant_sets().collect();
    out + &format!("{words:?} {sets:?}\n") + &names.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn an_analysis_that_followed_edits_equals_one_from_scratch(
        start in pieces(25),
        edits in proptest::collection::vec((any::<proptest::sample::Index>(), 0usize..60, pieces(3)), 1..8),
    ) {
        let mut text = start;
        let mut document = Document::new(&text, Format::Plain);
        let mut article = Article::new(document.clone(), Hints::default());
        for (n, (at, length, insert)) in edits.into_iter().enumerate() {
            let floor = |mut i: usize| { while !text.is_char_boundary(i) { i -= 1 } i };
            let from = floor(at.index(text.len() + 1));
            let to = floor((from + length).min(text.len()));
            document.edit(&Edit { range: TextRange::new((from as u32).into(), (to as u32).into()), text: insert.clone() });
            text.replace_range(from..to, &insert);
            // Every other edit is analysed together with the one before it.
            if n % 2 == 0 {
                article = article.update(document.clone());
                let scratch = Article::new(Document::new(&text, Format::Plain), Hints::default());
                prop_assert_eq!(shape(&article), shape(&scratch));
            }
        }
    }
}

#[test]
fn an_edit_leaves_the_facts_of_other_blocks_as_they_were() {
    let text = format!(
        "Monday, June 12, 2000\n\nA headline of the day\n\n{}",
        "President Vladimir Putin left on Friday, he said.\n".repeat(300)
    );
    let mut document = Document::new(&text, Format::Plain);
    let before = Article::new(document.clone(), Hints::default());
    let at = (text.len() as u32 / 2).into();
    document.edit(&Edit {
        range: TextRange::empty(at),
        text: "x".to_owned(),
    });
    let after = before.update(document);
    let changes = after.changes_since(&before);
    assert_eq!(
        (
            changes.gone.len() <= 1,
            changes.blocks.len(),
            changes.header
        ),
        (true, 1, false)
    );
}

#[test]
fn an_edit_elsewhere_turns_day_and_month() {
    let mut document = Document::new(
        "The council of the port met on 03/04/2002, the mayor said.\n\nIt will meet again.\n",
        Format::Plain,
    );
    let before = Article::new(document.clone(), Hints::default());
    let values = |article: &Article| -> Vec<String> {
        let timexes = article.blocks().flat_map(|facts| &facts.timexes);
        let values = timexes.filter_map(|timex| timex.value.as_ref());
        values.map(ToString::to_string).collect()
    };
    assert_eq!(values(&before), ["2002-03-04"]);
    let end = document.len();
    document.edit(&Edit {
        range: TextRange::empty(end),
        text: "The last time was on 25/01/2002.\n".to_owned(),
    });
    let after = before.update(document.clone());
    assert_eq!(values(&after), ["2002-04-03", "2002-01-25"]);
    assert_eq!(
        shape(&after),
        shape(&Article::new(document, Hints::default()))
    );
}
