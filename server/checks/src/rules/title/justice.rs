//! Judges who become justices or ministers of justice: as long as they are not, they are called judges.

use article::BlockFacts;
use text::Token;

use super::{held::Held, told};
use crate::{engine::Sources, finding::Finding};

/// A justice who is once called a judge: both sit in courts, and a judge becomes a justice.
pub(super) fn judge_for_justice(
    sources: &Sources<'_>,
    held: &[Held<'_>],
    found: &mut Vec<Finding>,
) {
    let called = |what: &str| {
        let of_court = move |h: &&Held<'_>| h.title.text.to_lowercase().ends_with(what);
        held.iter().filter(of_court).collect::<Vec<_>>()
    };
    let (justice, judge) = (called("justice"), called("judge"));
    if let ([first, _, ..], [one]) = (justice.as_slice(), judge.as_slice())
        && !one.title.of_another_time
        // What was said when he was a judge.
        && !one.mention.candidate.quoted
        && !tells_of_nominee(sources, one)
    {
        found.push(told(first, justice.len(), one));
    }
}

/// Whether it is told near an office, or right above, of who is to have another, and is called by the one before it.
pub(super) fn tells_of_nominee(sources: &Sources<'_>, held: &Held<'_>) -> bool {
    let Some(facts) = sources.article.block(held.mention.block) else {
        return false;
    };
    let tells = |facts: &BlockFacts, tokens: &[Token]| {
        tokens.iter().any(|token| {
            let word = token.text(facts.block.text()).to_lowercase();
            NOMINEE.iter().any(|stem| word.starts_with(stem))
        })
    };
    let (tokens, own) = (facts.block.tokens(), held.title.range);
    let at = tokens.partition_point(|t| t.range.start() < own.start());
    let near = at.saturating_sub(NOMINEE_REACH)..tokens.len().min(at + NOMINEE_REACH);
    let article = sources.article;
    let above = article.prose_before(held.mention.block);
    let above = above.and_then(|above| article.block(above));
    let told_above = above.is_some_and(|above| {
        let tokens = above.block.tokens();
        let rest = NOMINEE_REACH.saturating_sub(at);
        tells(above, &tokens[tokens.len().saturating_sub(rest)..])
    });
    told_above || tells(facts, &tokens[near])
}

/// How far from an office, in tokens, it is told of.
const NOMINEE_REACH: usize = 60;

/// How words begin that tell of it.
const NOMINEE: &[&str] = &["nomin", "confirm", "hearing", "sworn", "swear"];

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn what_was_said_of_a_judge() {
        check(
            "title",
            r#"
Justice Jane Keller wrote on Monday that the law of the port was good. Justice Keller was not asked.
“If Judge Keller joins the court, it will close the port,” a senator said in those years.
"#,
        );
    }

    #[test]
    fn a_justice_is_no_judge() {
        check(
            "title",
            r#"
Justice Jane Keller wrote on Monday that the law of the port was good. Justice Keller was not asked.
Nobody in the capital had thought that Judge Keller would write so soon.
                                       ^^^^^ “Justice Jane Keller” stands twice in this article, “Judge Keller” once.
"#,
        );
    }

    #[test]
    fn an_attorney_general_is_no_judge() {
        check(
            "title",
            r#"
Huber wrote to Attorney General Jane Keller on Monday, officials in the port said. The letter is short.
The mayors ask Judge Keller to look at the harbor, which has been closed for all of the winter that is past.
               ^^^^^ “Attorney General Jane Keller” stands once in this article, “Judge Keller” once.
"#,
        );
    }

    #[test]
    fn who_was_one_is_written_to_as_one() {
        check(
            "title",
            r#"
Huber wrote to Attorney General Jane Keller on Monday, officials in the port said. The letter is short.
Dear Judge Keller: We ask you to look at the harbor, which has been closed for all of the winter that is past.
     ^^^^^ hint: “Attorney General Jane Keller” stands once in this article, “Judge Keller” once.
"#,
        );
    }

    #[test]
    fn who_is_to_be_one_is_a_judge() {
        check(
            "title",
            r#"
Justice Anna Huber wrote on Monday that the law of the port was good. Justice Huber was not asked.

The senator spoke of the hearing of long ago, and of what was asked there on the law of the port.

Judge Huber had no thoughts on the matter.

Justice Jane Keller wrote on Monday that the law of the port was good. Justice Keller was not asked.
When the Senate confirmed Judge Keller, nobody in the capital had thought of the port.

Justice Weber wrote on Monday. Justice Weber was not asked. Before, Judge Weber had been nominated for the port.
"#,
        );
    }
}
