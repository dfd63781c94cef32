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
//! office-holders, full names alone are compared.
//!
//! Offices that are held in turn (a senator’s and a governor’s, or that of a judge after these) and stand once each are one person’s where both
//! stand before the full name, where the same words follow both names (`(R-Ohio)`), or where the second stands without a
//! word on who it is, as somebody known: `“…,” said Gov. Roe.` Else it is a hint, and so it is where one person may have
//! both names in one story: a judge who becomes attorney general, presidents, whom readers know
//! by surname.
//!
//! Over 71,761 press releases of senators that nobody had touched (2026-11-22), of which those were looked at that have two
//! offices for a name or the like, it warned three times more than the rule as it was before, twice wrongly; what they
//! had in common is left alone since. As it was before it had warned three times, each time of two people or of an office
//! held before. Of 300 offices planted in others it warned of 210.
//!
//! ## What it leaves alone
//! Two offices beside each other in one sentence, and one in a passage of an earlier year. `Former`, `then`, `as`, `acting`,
//! `-elect` and the like before an office; offices that one person holds together; ranks and honorifics; a word for a
//! relative near; surnames that two office-holders of the article share, and those of families of well-known
//! office-holders, where no given name stands; what somebody tells in a quotation of a career; an office with the district
//! behind the name, `(CO-3)`.
//!
//! ## Example
//! “Sen. Jane Roe … Sen. Roe … Gov. Roe said” → “Sen. Roe said”.

mod offices;

use article::{BlockFacts, MentionRef, Name};
use names::MentionKind;

use self::offices::{OFFICES, exclude, in_turn, is_career, is_last};
use crate::{
    described::{same_description, stands_as_known, stands_plainly},
    engine::Sources,
    finding::{Applicability, Finding, Fix, Location, Place, Related, times},
    passage::{is_one_piece, same_sentence, words_apart, words_before, words_between},
    people::{bearers, is_dynasty},
    rule::{Check, Fixes, Rule, Severity},
};

pub(crate) struct Title;

static RULE: Rule = Rule {
    id: "title",
    severity: Severity::Warning,
    fixes: Fixes::Maybe,
    source: include_str!("title.rs"),
};

/// Two mentions with so few tokens between them stand beside each other.
const BESIDE: usize = 12;

/// How far from an office, in tokens, the year is told of in which it was held.
const NEAR: usize = 25;

/// How often the other office must stand.
const ENOUGH: usize = 2;

impl Check for Title {
    fn rule(&self) -> &'static Rule {
        &RULE
    }

    fn name(&self, sources: &Sources<'_>, name: &Name, found: &mut Vec<Finding>) {
        let linked = name.mentions.iter().zip(&name.family.links);
        let held = linked.filter_map(|(mention, link)| Held::of(mention, link.as_ref()?.entity));
        let mut held: Vec<Held<'_>> = held.filter(|held| held.is_whole(sources)).collect();
        match only_holder(name, &held) {
            Some(holder) => held.iter_mut().for_each(|h| h.entity = holder),
            None => held.retain(Held::is_full),
        }
        let alone = bearers(name).len() <= 1;
        for held in &mut held {
            held.certain = alone || held.is_full();
        }
        held.sort_by_key(|h| h.entity);
        for held in held.chunk_by(|a, b| a.entity == b.entity) {
            compare(sources, held, found);
        }
    }
}

/// Whom the surname alone means behind an office: the only one of its bearers who is named in full with one.
fn only_holder(name: &Name, held: &[Held<'_>]) -> Option<usize> {
    let full = held
        .iter()
        .filter(|h| h.is_full() && !h.title.of_another_time);
    let mut full = full.map(|h| h.entity);
    let holder = full.next().or(held.first().map(|h| h.entity))?;
    let only = full.all(|entity| entity == holder);
    let borne = bearers(name).len() <= 1 || held.iter().any(Held::is_full);
    (only && borne && !is_dynasty(&name.key)).then_some(holder)
}

/// The offices of one person, in the article's order.
fn compare(sources: &Sources<'_>, held: &[Held<'_>], found: &mut Vec<Finding>) {
    let mut counts = [0; OFFICES.len()];
    let mut past = [false; OFFICES.len()];
    for h in held {
        counts[h.office] += 1;
        past[h.office] |= h.title.of_another_time;
    }
    // The first of those that stand most often; with the full name, of two that stand once.
    let rank = |h: &&Held<'_>| (counts[h.office], h.is_full());
    // `Then Rep. Roe, now Sen. Roe`: one office after the other. Nobody held one after that of a president.
    let lasting = |h: &&Held<'_>| !past[h.office] || is_last(h.office);
    let Some(most) = held.iter().filter(lasting).rev().max_by_key(rank) else {
        return;
    };
    let often = counts[most.office];
    let beside = |h: &Held<'_>| {
        let mut same = held.iter().filter(|other| other.office == most.office);
        same.any(|other| h.is_beside(sources, other))
    };
    let years_ago = |h: &Held<'_>| {
        is_career(h.office) && is_career(most.office) && h.is_of_another_year(sources)
    };
    let others = held.iter().filter(|h| h.office != most.office);
    let others = others.filter(|h| counts[h.office] == 1 && !past[h.office]);
    // One of the family may have the other office.
    let of_family = |h: &Held<'_>| {
        let careers = is_career(h.office) && is_career(most.office);
        h.mention.candidate.relative_near && (often <= ENOUGH || careers)
    };
    // Who tells of somebody calls him by the office of that time.
    let told_of =
        |h: &Held<'_>| h.mention.candidate.quoted && is_career(h.office) && is_career(most.office);
    let others = others.filter(|h| !h.has_district(sources));
    for one in others.filter(|h| !of_family(h) && !told_of(h) && !beside(h) && !years_ago(h)) {
        let order =
            (most.mention.block, most.mention.index) < (one.mention.block, one.mention.index);
        // `Sen. Roe` above `Rep. John Roe`: two people.
        if often < ENOUGH && (!one.certain || !order || one.is_full() && !most.is_full()) {
            continue;
        }
        let mut finding = told(most, often, one);
        // A university has a president too.
        let of_something = OFFICES[one.office].contains(&"president") && !one.is_full();
        let careers = often < ENOUGH
            && in_turn(most.office, one.office)
            && !is_one_person(sources, most, one);
        if of_something || careers || !exclude(most.office, one.office) {
            finding.severity = Severity::Hint;
        }
        found.push(finding);
    }
}

/// Whether what stands around the two names says that one person has both.
fn is_one_person(sources: &Sources<'_>, most: &Held<'_>, one: &Held<'_>) -> bool {
    let president = |h: &Held<'_>| OFFICES[h.office].contains(&"president");
    // `John H. Roe` may be the father of `John Roe`.
    let is_same_name = |a: &Held<'_>, b: &Held<'_>| {
        a.is_full() && a.mention.candidate.folded == b.mention.candidate.folded
    };
    same_description(sources, most.mention, one.mention)
        || is_same_name(most, one) && !president(most) && !president(one)
        || most.is_full()
            && !one.is_full()
            && (stands_as_known(sources, one.mention) || stands_plainly(sources, one.mention))
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

/// An office before a mention.
struct Held<'n> {
    mention: &'n MentionRef,
    title: &'n names::Title,
    /// Index into [`OFFICES`].
    office: usize,
    /// Index into the family's entities.
    entity: usize,
    /// Whether nobody else of the article can be meant.
    certain: bool,
}

impl<'n> Held<'n> {
    /// `Rep. Roe (CO-3)`: the district says that the office is right, and that this is another Roe.
    fn has_district(&self, sources: &Sources<'_>) -> bool {
        let facts = sources.article.block(self.mention.block);
        let behind = facts.and_then(|facts| {
            let end = usize::from(self.mention.candidate.range.end());
            let rest = facts.block.text().get(end..)?.trim_start();
            rest.strip_prefix('(')?.split_once(')')
        });
        let is_district = |inside: &str| {
            inside.len() < 12
                && inside.contains(|c: char| c.is_ascii_uppercase())
                && inside.contains(|c: char| c.is_ascii_digit())
        };
        behind.is_some_and(|(inside, _)| is_district(inside))
    }

    fn of(mention: &'n MentionRef, entity: usize) -> Option<Self> {
        let title = mention.candidate.title.as_ref()?;
        let plain = title.text.trim_end_matches('.').to_lowercase();
        // Of a chief justice another office is made as easily as of a justice: `Chief Sen. Roe`.
        let plain = plain.strip_prefix("chief ").unwrap_or(&plain);
        let is_form = |forms: &&[&str]| forms.contains(&plain);
        let office = OFFICES.iter().position(is_form)?;
        Some(Self {
            mention,
            title,
            office,
            entity,
            certain: false,
        })
    }

    fn is_full(&self) -> bool {
        self.mention.candidate.kind == MentionKind::Full
    }

    /// Whether the title belongs to the name and the name is one: where a mark was lost, a wide gap is left. A plural goes
    /// with several names.
    fn is_whole(&self, sources: &Sources<'_>) -> bool {
        let (name, title) = (self.mention.candidate.range, self.title.range);
        let Some(facts) = sources.article.block(self.mention.block) else {
            return false;
        };
        let short = title.len() <= 4.into();
        let near = name.start() - title.end() <= 1.into() || short;
        let article = words_before(facts, title.start()).next();
        // In a headline the capitals of all words may hide where the name begins: `Roe Questions Judge Weber`.
        let holds_office = |w: &str| OFFICES.iter().any(|o| o.contains(&&*w.to_lowercase()));
        let mut words = self.mention.candidate.text.split_whitespace();
        near && is_one_piece(facts, name)
            && !words.any(|w| holds_office(w.trim_end_matches('.')))
            && !article.is_some_and(|w| matches!(w, "the" | "a"))
            && !self.is_anothers(facts)
    }

    /// Whether the office stands right behind somebody else’s name, as below a letter: `Jane Roe U.S. Senator Paul Weber`.
    fn is_anothers(&self, facts: &BlockFacts) -> bool {
        let country = ["U", "S", "U.S.", "US", "United", "States", "."];
        let names = facts.reading.names.get(..self.mention.index).into_iter();
        let mut others = names.flatten().rev();
        let is_country = |name: &str| name.split(' ').all(|w| country.contains(&w));
        let Some(other) = others.find(|name| !is_country(&name.text)) else {
            return false;
        };
        let mut between = words_between(facts, other.range, self.title.range).into_iter();
        let ends = other.range.end() <= self.title.range.start();
        ends && other.person.is_some() && between.all(|w| country.contains(&w))
    }

    /// Whether both stand beside each other: two people, or one and what became of him.
    fn is_beside(&self, sources: &Sources<'_>, other: &Self) -> bool {
        let (own, theirs) = (self.mention.candidate.range, other.mention.candidate.range);
        let facts = sources.article.block(self.mention.block);
        self.mention.block == other.mention.block
            && facts.is_some_and(|facts| {
                same_sentence(facts, own, theirs) && words_apart(facts, own, theirs) <= BESIDE
            })
    }

    /// Whether an earlier year is named near it: the office may have been held then.
    fn is_of_another_year(&self, sources: &Sources<'_>) -> bool {
        let Some(facts) = sources.article.block(self.mention.block) else {
            return false;
        };
        let Some(story) = facts.context.and_then(|context| context.story) else {
            return false;
        };
        let own = self.mention.candidate.range;
        let near = facts
            .timexes
            .iter()
            .filter(|t| words_apart(facts, own, t.range) <= NEAR);
        let mut ends = near.filter_map(|t| t.bounds.map(|(_, last)| last.year()));
        ends.any(|year| year < story.year())
    }
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
Nobody thought of Judge Roosevelt on Tuesday.
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
"#,
        );
    }
}
