//! Findings that followed any edits equal those of the final text.

use std::sync::Arc;

use article::{Article, Hints};
use checks::Findings;
use corpus::{ArticleId, Corpus, Rows};
use proptest::prelude::*;
use text::{Document, Edit, Format, TextRange};

const PIECES: &[&str] = &[
    "MOSCOW, JUNE 9 (AP) - President Vladimir Putin will visit North Korea on Thursday, June 9, 2000.\n",
    "BEIJING (Kyodo) — North Korean leader Kim Jong Un met Mr. Putin on July 23-21, the agency said.\n",
    "Saturday, June 10, 2000\n",
    "Then leader Kim Jong-Il left, and so did President Kim Jong Il, officials said on Monday.\n",
    "A day later Kim told reporters that Russian President Vladmir Putin was ready, they said.\n",
    "“I affirm that I am ready to meet you at an early date to discuss urgent issues,” Putin said.\n",
    "“I am ready to meet you at an early date to discuss urgent issues,” Putin said in Moscow.\n",
    "Iraq announced a deal with Iraq, and U.S claims of February 30, 2001 were ”bold” ones.\n",
    "He is the leader of North Korean.\n",
    "Advisers realised after World War II that the colour was gray. ",
    "Advisors realize that the Second World War had a color.\n",
    "Mr. Toloraya said so. Georgy Toloraya said so. Tolroaya said so. ",
    "Maria Keller, 52, spoke. Keller, 48, said so. Keller was born in 1950. ",
    "Maria Keller, who was born in 1951, spoke yesterday, June 7, of the 50th anniversary of the truce of 1945.\n",
    ", 53,",
    "Sen. Jane Keller left, and so did Gov. Keller, his wife. Former Sen. Keller and her son Paul Keller came. ",
    "Mr. Weber, Mr. Weber and Mrs. Weber met. “Mr. Chairman, Mr. Chairman and Ms. Chairman,” they said.\n",
    "The Korean Central News Agency (KCNA) and KCNA said so, but KNCA did not. ",
    "Valdimir Putin and Vladmir Petrov left Portand for Portland. ",
    "They flew to Leningrad on Thursday. ",
    "KELLER SPEAKS\n",
    "Sen. Maria Kelle came. Kelle and Kelle spoke. ",
    " in 1985",
    " signed by ",
    "Sen. Jane Keller said so. Keller left. Senators Anna Huber and Paul Keller left. ",
    "Jane Keller spoke. Keller left, and Keller came. Keller wrote a letter to the port on Monday.\n\n",
    "We ask you to look at the harbor.\n\nSincerely,\n\n",
    "Martin Keller\n\n",
    "Dear Secretary Keller: ",
    " said Martin Keller. ",
    "“The port is open,” said Kelle. ",
    "“We thank Judge Keller,” said Sen. Petrov. ",
    "Sen. Jane Weber (D-Ohio) and Gov. Jane Weber (D-Ohio) met. ",
    "Sincerely",
    "said",
    "Dear",
    "Mrs.",
    "former",
    "wife",
    "Petrov",
    "The Korean Peninsula was quiet. ",
    "The Korean peninsula was loud, said officials in Seoul. ",
    "The $4.2 billion harbor program was told of. ",
    "The $4.2 million harbor program was not, said they. ",
    "\"We are ready for whatever may come, the mayor said.\n\n",
    "And we are ready,\" she said.\n\n",
    "\"",
    "“I am ready to meet you at an early date to discuss urgent issues,” Mr. Weber said.\n",
    "Leaders ready to meet at ‘an early time’\n\n",
    "Both met in the port on Friday and spoke for two hours about trade, fishing and the railway that both of them had wanted for so many years.\n\n",
    "Both met in the port on Friday and spoke for hours about trade, fishing and the railway that both of them had wanted for so many years. ",
    "Officials counted 12 dead: five men, four women and two children.\n",
    "The ministers will soon hold talks with fishermen over the next 10 days, Anna Falk said on Monday. ",
    "Ministers will hold talks with the fishermen on August 30, 2000, or in May 2001, said Anna Falk of the port.\n",
    "They marked the 50th anniversary of the outbreak of the Korean War on Sunday.\n",
    "The council met on Thursday, 03/04/2002, and the port was closed on 05/06/2002. ",
    "It met on 25/01/2002. ",
    "It met on 01/25/2002. ",
    "Maria Keller was born on 25 April 1951. ",
    "Officials of the WLGT met on Monday. ",
    "The world league of gentle tailors met the WLGT (the league).\n\n",
    "They recognised it. ",
    "They recognize and modernize it. ",
    "\n# copydesk: ignore weekday-date, name-typo -- as printed\n",
    "\n<!-- copydesk: ignore-file range-reversed -->\n",
    "\n",
    "\n\n",
    "“The port is open,” Wolfe said. ",
    "They left Wolfe Island. ",
    "SEN. WOLFE SPEAKS AGAIN\n\n",
    "They met in the port on June 8. ",
    "The June 9 meeting was short. ",
    "They had planned it on June 9. ",
    "Mr. Weber spoke. Then Mr. Weber left. After that Mr. Weber wept. ",
    "Weber left. ",
    "Kim",
    "Putin",
    " Kim Jong Un ",
    "”",
    "“",
    ".",
    "2001",
    "Thursday",
];

const KNOWN: &str = r#"
[[person]]
name = "Vladimir Putin"
[[person.office]]
title = "president"
of = "Russia"
from = "2012-05-07"
[[person]]
name = "Maria Keller"
born = "1942"
[[place]]
name = "St. Petersburg"
aliases = [{ name = "Leningrad", to = "1991-09-06" }]
"#;

fn pieces(most: usize) -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..most).prop_map(|p| p.concat())
}

/// The findings as somebody sees them: rule, place in the document, message, related places, fixes.
fn shown(findings: &Findings) -> Vec<String> {
    let article = findings.article();
    let range = |place: checks::Place| article.range(place.block, place.range.0);
    let all = findings.sorted(None).into_iter().map(|(f, severity)| {
        let related: Vec<String> = f
            .related
            .iter()
            .map(|r| match &r.location {
                checks::Location::Here(place) => format!("{:?} {}", range(*place), r.message),
                checks::Location::Dossier(file, range) => {
                    format!("{file} {range:?} {}", r.message)
                }
                checks::Location::Elsewhere(id, spot) => {
                    format!("{id} {:?} {}", spot.range, r.message)
                }
            })
            .collect();
        let fixes: Vec<String> = f
            .fixes
            .iter()
            .flat_map(|fix| {
                fix.edits
                    .iter()
                    .map(|e| format!("{:?} {}", range(e.place), e.text))
            })
            .collect();
        format!(
            "{} {severity:?} {:?} {} {related:?} {fixes:?}",
            f.rule.id,
            range(f.place),
            f.message
        )
    });
    all.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn findings_that_followed_edits_equal_those_of_the_final_text(
        start in pieces(20),
        other in pieces(6),
        edits in proptest::collection::vec(
            (any::<proptest::sample::Index>(), 0usize..60, pieces(3), pieces(4)), 1..7),
    ) {
        let (own, theirs) = (ArticleId::new("a.txt"), ArticleId::new("b.txt"));
        let rows = |text: &str| Some(Arc::new(Rows::of(&Article::new(Document::new(text, Format::Plain), Hints::default()))));
        let mut corpus = Corpus::default();
        let mut dossier = dossier::Dossier::default();
        dossier.set_file(dossier::parse("dossier/known.toml", KNOWN));
        corpus.set_dossier(dossier);
        corpus.set(&theirs, rows(&other));
        // Three know her: a slip of her surname can be told from all of them.
        for article in ["c.txt", "d.txt", "e.txt"] {
            corpus.set(&ArticleId::new(article), rows("Sen. Maria Keller spoke in the capital on Monday, officials said."));
        }
        let mut text = start;
        let mut document = Document::new(&text, Format::Plain);
        let mut article = Article::new(document.clone(), Hints::default());
        let mut findings = Findings::new(&article, Some((&corpus, &own)));
        for (n, (at, length, insert, other)) in edits.into_iter().enumerate() {
            let floor = |mut i: usize| { while !text.is_char_boundary(i) { i -= 1 } i };
            let from = floor(at.index(text.len() + 1));
            let to = floor((from + length).min(text.len()));
            document.edit(&Edit { range: TextRange::new((from as u32).into(), (to as u32).into()), text: insert.clone() });
            text.replace_range(from..to, &insert);
            article = article.update(document.clone());
            // The other article changes now and then, and so do this one's own rows.
            if n % 3 == 1 {
                corpus.set(&theirs, rows(&other));
            }
            corpus.set(&own, Some(Arc::new(Rows::of(&article))));
            findings = findings.update(&article, Some((&corpus, &own)));
            let scratch = Article::new(Document::new(&text, Format::Plain), Hints::default());
            prop_assert_eq!(shown(&findings), shown(&Findings::new(&scratch, Some((&corpus, &own)))));
        }
    }
}
