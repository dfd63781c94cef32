//! # title
//!
//! One person with two offices: “Sen. Roe” twice, “Gov. Roe” once.
//!
//! ## Why it matters
//! The reader takes the two for two people, or takes the wrong one for the office.
//!
//! ## How it decides
//! Every mention that an office stands before is counted, person by person, in quotations too. An office that stands once,
//! beside another that stands twice or more before the same person, is taken for a slip; where each stands once, the one
//! that is not with the full name. Nobody is senator and governor, judge and prime minister at a time. By the surname alone
//! the only one is meant who is named in full with an office; where several are, and in families of well-known
//! office-holders, full names alone are compared. An office that nobody of such a family held is a slip all the same,
//! whoever says so: `President Roosevelt`, `Judge Roosevelt`.
//!
//! Offices that are held in turn (a senator’s and a governor’s, or that of a judge after these) and stand once each are one
//! person’s where both stand before the full name, where the same words follow both names (`(R-Ohio)`), where one
//! nationality stands before both (`Afghan President Roe`, `Afghan Gov. Roe`), where the full name comes second and brings
//! nobody in (`the arrest of Sen. Jane Roe`) or is the first below a headline that has the surname, or where the second
//! stands without a word on who it is, as somebody known: `“…,” said Gov. Roe.`, `Dear Gov. Roe`. Else it is a hint, and so
//! it is where one person may have both names in one story: presidents, whom readers know by surname, and judges who became
//! senators, where one is mourned. A judge who becomes attorney general or a justice is called judge until he is sworn in:
//! it is a hint, or nothing, where a nomination or a hearing is told of near, a hint where he is written to (`Dear Judge
//! Roe`, which is courtesy), and a warning elsewhere. `Vice Gov. Roe` is the vice president.
//!
//! In 71,761 press releases of senators that nobody had touched (2026-11-23) it warns four times: three times of a justice whom
//! the article calls a judge, and once of a senator whom it calls attorney general.
//!
//! ## What it leaves alone
//! Two offices beside each other in one sentence, if no clause begins between them; and one in a sentence with a year that
//! is more than two years back, or near one that is more than ten. `Former`, `then`, `as`, `acting`, `-elect` and the like
//! before an office, where its first mention or every other has them; offices that one person holds together; ranks and
//! honorifics; a word for a relative near, other than of his own family (`Roe and his family`); surnames that two
//! office-holders of the article share, and those of families of well-known office-holders, where no given name stands;
//! `Gov. John H. Roe` beside `Sen. John Roe`: father and son; for whom somebody worked, `in Gov. Roe’s office`;
//! what somebody tells in a quotation of a career, or may tell of another of his own name; an office with the district
//! behind the name, `(CO-3)`.
//!
//! ## Example
//! “Sen. Jane Roe … Sen. Roe … Gov. Roe said” → “Sen. Roe said”.

mod held;
mod justice;
mod offices;
mod one_person;

use article::Name;

use self::{
    held::{Held, is_past},
    justice::{judge_for_justice, tells_of_nominee},
    offices::{OFFICES, exclude, in_turn, is_career, is_last, is_sworn_in},
    one_person::{
        is_of_headline, is_one_person, mark_foreign, only_holder, same_nation, stands_as_of_now,
    },
};
use crate::{
    described::{is_with_own_family, stands_plainly},
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related, times},
    people::bearers,
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct Title;

static RULE: Rule = Rule {
    id: "title",
    severity: Severity::Warning,
    fixes: Fixes::Maybe,
    source: include_str!("title.rs"),
};

/// How often the other office must stand.
const ENOUGH: usize = 2;

impl Check for Title {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn name(&self, sources: &Sources<'_>, name: &Name, found: &mut Vec<Finding>) {
        let linked = name.mentions.iter().zip(&name.family.links);
        let held = linked.filter_map(|(mention, link)| Held::of(mention, link.as_ref()?.entity));
        let people = bearers(name);
        // Two capitalised words that stand once are no person yet: `President Signs Roe Bill`.
        let is_person = |held: &Held<'_>| {
            let links = name.family.links.iter().flatten();
            let named_again = links.filter(|l| l.entity == held.entity).nth(1).is_some();
            !held.is_full() || named_again || people.contains(&held.entity)
        };
        let held = held.filter(|held| held.is_whole(sources) && is_person(held));
        let mut held: Vec<Held<'_>> = held.collect();
        let is_foreign = mark_foreign(name, &mut held);
        match only_holder(name, &held) {
            Some(holder) => held.iter_mut().for_each(|h| h.entity = holder),
            None if is_foreign => held.iter_mut().for_each(|h| h.entity = 0),
            None => held.retain(Held::is_full),
        }
        let alone = people.len() <= 1;
        for held in &mut held {
            held.certain = alone || held.is_full() || held.foreign;
        }
        held.sort_by_key(|h| h.entity);
        for held in held.chunk_by(|a, b| a.entity == b.entity) {
            compare(sources, held, found);
        }
    }
}

/// The offices of one person, in the article's order.
fn compare(sources: &Sources<'_>, held: &[Held<'_>], found: &mut Vec<Finding>) {
    let mut counts = [0; OFFICES.len()];
    for h in held {
        counts[h.office] += 1;
    }
    let past: Vec<bool> = (0..OFFICES.len()).map(|o| is_past(held, o)).collect();
    // The first of those that stand most often; of two that stand once, with the full name.
    let rank = |h: &&Held<'_>| (counts[h.office], !h.foreign, h.is_full());
    // `Then Rep. Roe, now Sen. Roe`: one office after the other. Nobody held one after that of a president.
    let lasting = |h: &&Held<'_>| !past[h.office] || is_last(h.office);
    let Some(most) = held.iter().filter(lasting).rev().max_by_key(rank) else {
        return;
    };
    let often = counts[most.office];
    let same = || held.iter().filter(|h| h.office == most.office);
    let beside = |h: &Held<'_>| same().any(|other| h.is_beside(sources, other));
    let careers = |h: &Held<'_>| is_career(h.office) && is_career(most.office);
    // Who was prime minister was no judge before; who was president may have been a senator.
    let of_its_time = |h: &Held<'_>| {
        let both_past = h.title.of_another_time && past[most.office];
        !past[h.office] || both_past && !careers(h)
    };
    judge_for_justice(sources, held, found);
    let others = held.iter().filter(|h| h.office != most.office);
    let others = others.filter(|h| counts[h.office] == 1 && of_its_time(h));
    // One of the family may have the other office.
    let of_family = |h: &Held<'_>| {
        let relative = h.mention.candidate.relative_near && !is_with_own_family(sources, h.mention);
        relative && (often <= ENOUGH || careers(h))
    };
    let years_ago =
        |h: &Held<'_>| careers(h) && (h.is_of_another_year(sources) || h.is_of_employer(sources));
    // Who tells of somebody calls him by the office of that time.
    let told_of = |h: &Held<'_>| {
        let quoted = h.mention.candidate.quoted && careers(h);
        let by_himself = often < ENOUGH && h.is_told_by_himself(sources, most);
        quoted && (by_himself || !stands_as_of_now(sources, h)) && !same_nation(sources, h, most)
    };
    let of_another = |h: &Held<'_>| of_family(h) || told_of(h) || years_ago(h);
    let others = others.filter(|h| !h.has_district(sources));
    for one in others.filter(|h| (h.foreign || !of_another(h)) && !beside(h)) {
        let order =
            (most.mention.block, most.mention.index) < (one.mention.block, one.mention.index);
        // `Sen. Roe` above `Rep. John Roe`: two people. So are they where several of the name may sit in a parliament; and
        // `Judge Roe` and `Gov. John Roe`, if he is brought in.
        // `John H. Roe` may be the father of `John Roe`.
        let named_so = |h: &Held<'_>| {
            let same_name = h.mention.candidate.folded == one.mention.candidate.folded;
            h.is_full() && (same_name || !careers(one))
        };
        let brought_in = one.is_full() && !same().any(named_so);
        let two = match careers(one) {
            true => brought_in || !one.certain,
            false => often < ENOUGH && brought_in && !stands_plainly(sources, one.mention),
        };
        // `Judge Roe … the shooting of Sen. Jane Roe`: nobody is brought in there.
        let again = !order
            && most.is_full()
            && (!careers(one) && stands_plainly(sources, most.mention)
                || !one.is_full() && is_of_headline(sources, held, one));
        let unclear = two || often < ENOUGH && (!one.certain || !order && !again);
        if unclear && !one.foreign {
            continue;
        }
        let mut finding = match again {
            true => told(one, 1, most),
            false => told(most, often, one),
        };
        // A university has a president too.
        let of_something = OFFICES[one.office].contains(&"president") && !one.is_full() && !again;
        // Who is mourned is called by all that he was: `Judge Roe was known … Sen. Roe will be remembered`.
        let in_turn = in_turn(most.office, one.office)
            || in_turn(one.office, most.office) && one.is_mourned(sources);
        let careers = often < ENOUGH
            && in_turn
            && !again
            && !one.foreign
            && !is_one_person(sources, most, one);
        let apart = exclude(most.office, one.office)
            || is_sworn_in(most.office, one.office)
                && !tells_of_nominee(sources, one)
                && !one.is_addressed(sources);
        let may_be_both = of_something || careers || !apart;
        // `Vice Gov. Roe` is the vice president, or nobody.
        if may_be_both && !one.of_vice {
            finding.severity = Severity::Hint;
        }
        found.push(finding);
    }
}

/// What is found: the office here, the other there, how often.
fn told(most: &Held<'_>, often: usize, one: &Held<'_>) -> Finding {
    let (right, wrong) = (most.title.text.as_str(), &one.title.text);
    let message = format!(
        "“{right} {}” stands {} in this article, “{wrong} {}” once.",
        most.mention.candidate.text,
        times(often),
        one.mention.candidate.text,
    );
    let place = Place::new(one.mention.block, one.title.range);
    let mut finding = Finding::new(&RULE, place, message);
    finding.related.push(Related {
        location: Location::Here(Place::new(most.mention.block, most.title.range)),
        message: format!("“{right}” here."),
    });
    finding
        .fixes
        .push(Fix::new(right, place, right, Applicability::Maybe));
    finding
}

#[cfg(test)]
mod tests {
    use crate::tests::check;

    #[test]
    fn another_office() {
        check(
            "title",
            r#"
Sen. Jane Keller spoke to reporters in the capital on Monday, he said.
Sen. Keller was pleased, officials there said. Later Gov. Keller left for home.
                                                     ^^^^ “Sen. Jane Keller” stands twice in this article, “Gov. Keller” once.
"#,
        );
    }

    #[test]
    fn each_once() {
        check(
            "title",
            r#"
Sen. Jane Keller spoke to reporters in the capital on Monday, officials there said.
Later in the evening Prime Minister Keller left for home, officials there said.
                     ^^^^^^^^^^^^^^ “Sen. Jane Keller” stands once in this article, “Prime Minister Keller” once.
"#,
        );
    }

    #[test]
    fn in_a_quotation() {
        check(
            "title",
            r#"
Sen. Jane Keller spoke to reporters in the capital on Monday, and Sen. Keller was pleased.
“We thank Judge Keller for all that was done,” Anna Weber said on Monday in the capital.
          ^^^^^ “Sen. Jane Keller” stands twice in this article, “Judge Keller” once.
"#,
        );
    }

    #[test]
    fn of_a_family_by_full_names() {
        check(
            "title",
            r#"
President Franklin Roosevelt spoke in the capital on Monday. President Roosevelt was pleased.
Later in the evening Prime Minister Franklin Roosevelt left for home, officials there said.
                     ^^^^^^^^^^^^^^ “President Franklin Roosevelt” stands once in this article, “Prime Minister Franklin Roosevelt” once.
Nobody thought of Gov. Roosevelt on Tuesday.
"#,
        );
    }

    #[test]
    fn of_the_only_office_holder_of_the_name() {
        check(
            "title",
            r#"
Sen. Jane Keller spoke to reporters in the capital on Monday, and Sen. Keller was pleased.
The baker Paul Keller was not. On Tuesday Judge Keller left for home, officials there said.
                                          ^^^^^ “Sen. Jane Keller” stands twice in this article, “Judge Keller” once.
"#,
        );
    }

    #[test]
    fn of_a_former_president() {
        check(
            "title",
            r#"
Former President Jane Keller spoke to reporters in the capital on Monday. President Keller was pleased.
Later in the evening Gov. Keller left for home, officials there said.
                     ^^^^ “President Jane Keller” stands twice in this article, “Gov. Keller” once.
"#,
        );
    }

    #[test]
    fn each_once_of_one_person() {
        check(
            "title",
            r#"
Sen. Jane Keller (D-Ohio) spoke to reporters in the capital on Monday, officials there said.
On Tuesday the committee met Gov. Jane Keller (D-Ohio) in the port, officials there said.
                             ^^^^ “Sen. Jane Keller” stands once in this article, “Gov. Jane Keller” once.
Sen. Anna Huber spoke on Monday as well. “We are ready,” said Gov. Huber.
                                                              ^^^^ “Sen. Anna Huber” stands once in this article, “Gov. Huber” once.
"#,
        );
    }

    #[test]
    fn behind_a_word_of_time_that_belongs_elsewhere() {
        check(
            "title",
            r#"
Late on Monday, Sen. Jane Keller spoke to reporters in the capital. Sen. Keller was pleased.
On the state level Judge Keller left for home in the evening, officials there said.
                   ^^^^^ “Sen. Jane Keller” stands twice in this article, “Judge Keller” once.
"#,
        );
    }

    #[test]
    fn of_a_vice_president() {
        check(
            "title",
            r#"
Vice President Jane Keller spoke to reporters in the capital on Monday, officials there said.
Later in the evening Vice Gov. Keller left for home, officials there said.
                     ^^^^^^^^^ “Vice President Jane Keller” stands once in this article, “Vice Gov. Keller” once.
"#,
        );
    }

    #[test]
    fn of_two_former_offices() {
        check(
            "title",
            r#"
Former Prime Minister Jane Keller spoke to reporters in the capital on Monday, officials there said.
Later in the evening the port thanked former Judge Keller for what was done for it.
                                             ^^^^^ “Prime Minister Jane Keller” stands once in this article, “Judge Keller” once.
"#,
        );
    }

    #[test]
    fn in_quotations_by_both_offices() {
        check(
            "title",
            r#"
“We thank President Jane Keller for all that was done,” Anna Weber said. “We stand with Sen. Keller,” she said.
                                                                                        ^^^^ “President Jane Keller” stands once in this article, “Sen. Keller” once.
"#,
        );
    }

    #[test]
    fn of_a_judge_who_may_hold_both() {
        check(
            "title",
            r#"
Attorney General Jane Keller spoke to reporters in the capital on Monday. Attorney General Keller was pleased.
Before she was confirmed, Judge Keller had lived in the port, officials there said.
                          ^^^^^ hint: “Attorney General Jane Keller” stands twice in this article, “Judge Keller” once.
"#,
        );
    }

    #[test]
    fn of_another_year_or_beside_each_other() {
        check(
            "title",
            r#"
//- 2007-08-15 a.txt
Sen. Jane Keller spoke to reporters in the capital on Monday, officials there said. Sen. Keller was pleased.
In 1995, the firefighters gave Gov. Keller an axe, which hangs on the wall of the office.
//- 2007-08-15 b.txt
Sen. Jane Keller spoke to reporters in the capital on Monday, officials there said. Sen. Keller was pleased.
The bill was written by Sen. Keller, Rep. Keller and two others from the house there.
"#,
        );
    }

    #[test]
    fn of_no_one_of_a_family() {
        check(
            "title",
            r#"
President Roosevelt spoke in the capital on Monday, and President Roosevelt was pleased.
Later in the evening Judge Roosevelt left for home, officials there said.
                     ^^^^^ “President Roosevelt” stands twice in this article, “Judge Roosevelt” once.
"#,
        );
    }

    #[test]
    fn with_his_own_family() {
        check(
            "title",
            r#"
Prime Minister Paul Keller spoke to reporters in the capital on Monday, officials there said.
Judge Keller and his family left for home on Tuesday, officials there said.
^^^^^ “Prime Minister Paul Keller” stands once in this article, “Judge Keller” once.
"#,
        );
    }

    #[test]
    fn once_of_another_time() {
        check(
            "title",
            r#"
Judge Jane Keller was known in the port, officials there said. Judge Keller spoke often.
The port has a house that is named for the late Judge Keller. On Monday Prime Minister Keller was honored there.
                                                                        ^^^^^^^^^^^^^^ “Judge Jane Keller” stands 3 times in this article, “Prime Minister Keller” once.
"#,
        );
    }

    #[test]
    fn another_than_in_the_headline() {
        check(
            "title",
            r#"
Sen. Keller on the Harbor

The port is open, Gov. Jane Keller told reporters in the capital on Monday.
                  ^^^^ “Sen. Keller” stands once in this article, “Gov. Jane Keller” once.
"#,
        );
    }

    #[test]
    fn of_no_one_of_a_family_in_a_quotation() {
        check(
            "title",
            r#"
President Franklin Roosevelt was honored in the port on Monday, officials there said.
“The house tells us what Sen. Roosevelt thought of the port,” Anna Weber said.
                         ^^^^ “President Franklin Roosevelt” stands once in this article, “Sen. Roosevelt” once.
"#,
        );
    }

    #[test]
    fn with_others() {
        check(
            "title",
            r#"
Sen. Jane Keller spoke to reporters in the capital on Monday, and Sen. Keller was pleased.
“I will go on with Gov. Keller and all who live in the port,” Anna Weber said.
                   ^^^^ “Sen. Jane Keller” stands twice in this article, “Gov. Keller” once.
"#,
        );
    }

    #[test]
    fn in_the_address_of_a_letter() {
        check(
            "title",
            r#"
Huber wrote to Gov. Jane Keller on Monday, officials in the port said. The letter is short.
Dear Judge Keller: We ask you to look at the harbor, which has been closed for all of the winter that is past.
     ^^^^^ “Gov. Jane Keller” stands once in this article, “Judge Keller” once.
"#,
        );
    }

    #[test]
    fn of_one_who_is_mourned() {
        check(
            "title",
            r#"
Judge Keller was known in the port, officials there said on Monday after his death.
With the harbor Senator Keller was at home, they said, and he will not be forgotten there by those who mourn him.
                ^^^^^^^ hint: “Judge Keller” stands once in this article, “Senator Keller” once.
"#,
        );
    }

    #[test]
    fn beside_no_word_for_a_relative() {
        check(
            "title",
            r#"
Prime Minister Jane Keller spoke to reporters in the capital on Monday, officials there said.
In the port they met Gov. Jane Keller on a couple of days. Sen. Anna Huber was pleased with it.
                     ^^^^ “Prime Minister Jane Keller” stands once in this article, “Gov. Jane Keller” once.
Sen. Huber wrote the Family and Medical Leave Act. The port thanked Gov. Huber on Tuesday.
                                                                    ^^^^ “Sen. Anna Huber” stands twice in this article, “Gov. Huber” once.
"#,
        );
    }

    #[test]
    fn leaves_another_of_the_name_alone() {
        check(
            "title",
            r#"
Sen. John Lorenz spoke in the port. Sen. Lorenz was pleased. On Tuesday Gov. John H. Lorenz will speak there.

Sen. Jane Haller spoke in the port. Sen. Haller was pleased. Before that, Holm worked in Gov. Haller’s office.

Sen. Karl Simon answered a letter on Monday. “I will go on with Sen. Weber and Congressman Simon.”
"#,
        );
    }

    #[test]
    fn leaves_alone() {
        check(
            "title",
            r#"
Sen. Jane Keller, who was then Gov. Keller, spoke. Sen. Keller left, and Senator Keller came back.

Sen. Karl Brandt spoke. Sen. Brandt left, and Sen. Brandt came back. Rep. Brandt (CO-3) was of his mind.

Sen. Falk met Rep. Anna Falk. Justice Mary Adler spoke. Judge Adler left. Sen. Kennedy and President Kennedy are two.

Rep. Barbara Lutz spoke. Sincerely, Craig Holm, United States Senator. Mike Holm United States Senator Barbara Lutz.

Sen. John Weber met Gov. Paul Weber; Sen. Weber left. Sen. Anna Huber met Sen. Huber, former Gov. Huber.

Sen. Jane Lang spoke. Sen. Lang was pleased. “So Rep. Lang took the train,” Anna Weber said.

Former Gov. Jane Moser spoke. Gov. Moser did much, and Gov. Moser knew it. Today Sen. Moser sits in the capital.

Judge Anna Roth spoke to reporters. Judge Roth was pleased. Her brother, Gov. Roth, was not.

Sen. Paul Lenz was pleased. As Ohio Attorney General Lenz built a port. Sen. Emil Horn spoke. Lt  Governor Horn left.

“Sen. Karl Simon is with us,” she said. “So Rep. Simon took the train in the morning and was late.”

Prime Minister Paul Falke spoke. His brother, Judge Falke, left for home. President Bush met Gov. Bush in the port.

Sen. Moser spoke. Sen. Moser left. Rep. Paul Moser was of his mind. President Signs Lang Bill. Sen. Lang was pleased.
"#,
        );
    }
}
