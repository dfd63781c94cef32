//! An office before a mention, and what stands around it.

use article::{BlockFacts, MentionRef};
use names::MentionKind;
use text::TextRange;

use super::offices::{OFFICES, has_no_vice};
use crate::{
    engine::Sources,
    passage::{is_one_piece, same_sentence, words_after, words_apart, words_before, words_between},
};

/// Two mentions with so few tokens between them stand beside each other.
const BESIDE: usize = 12;

/// How far from an office, in tokens, the year is told of in which it was held.
const NEAR: usize = 25;

/// How many words before an office tell of who worked for its holder.
const EMPLOYER_REACH: usize = 4;

/// Words that tell of it.
const EMPLOYED: &[&str] = &[
    "appointed",
    "clerked",
    "employed",
    "served",
    "serving",
    "worked",
    "working",
];

/// Words that tell of a death.
const MOURNING: &[&str] = &[
    "condolences",
    "death",
    "died",
    "funeral",
    "mourn",
    "mourned",
    "mourning",
    "passing",
];

/// So many years ago somebody had the office of today, or is called by it.
const RECENT: i16 = 2;

/// What happened more years ago is told of in more than one sentence.
const LONG_AGO: i16 = 10;

/// An office before a mention.
pub(super) struct Held<'n> {
    pub(super) mention: &'n MentionRef,
    pub(super) title: &'n names::Title,
    /// Index into [`OFFICES`].
    pub(super) office: usize,
    /// Index into the family's entities.
    pub(super) entity: usize,
    /// Whether nobody else of the article can be meant.
    pub(super) certain: bool,
    /// Whether nobody of this family of well-known office-holders had it: `Judge Roosevelt`.
    pub(super) foreign: bool,
    /// Whether it is a vice president’s, with the wrong office behind: `Vice Gov. Roe`.
    pub(super) of_vice: bool,
}

impl<'n> Held<'n> {
    /// `Rep. Roe (CO-3)`: the district says that the office is right, and that this is another Roe.
    pub(super) fn has_district(&self, sources: &Sources<'_>) -> bool {
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

    pub(super) fn of(mention: &'n MentionRef, entity: usize) -> Option<Self> {
        let title = mention.candidate.title.as_ref()?;
        let plain = title.text.trim_end_matches('.').to_lowercase();
        // Of a chief justice another office is made as easily as of a justice: `Chief Sen. Roe`.
        let plain = plain.strip_prefix("chief ").unwrap_or(&plain);
        let office_of = |plain| OFFICES.iter().position(|forms| forms.contains(&plain));
        let behind_vice = || {
            let office = office_of(plain.strip_prefix("vice ")?)?;
            has_no_vice(office).then_some(office)
        };
        let known = office_of(plain);
        let office = known.or_else(behind_vice)?;
        Some(Self {
            mention,
            title,
            office,
            entity,
            certain: false,
            foreign: false,
            of_vice: known.is_none(),
        })
    }

    pub(super) fn is_full(&self) -> bool {
        self.mention.candidate.kind == MentionKind::Full
    }

    /// Whether the title belongs to the name and the name is one: where a mark was lost, a wide gap is left. A plural goes
    /// with several names.
    pub(super) fn is_whole(&self, sources: &Sources<'_>) -> bool {
        let (name, title) = (self.mention.candidate.range, self.title.range);
        let Some(facts) = sources.article.block(self.mention.block) else {
            return false;
        };
        let short = title.len() <= 4.into();
        let near = name.start() - title.end() <= 1.into() || short;
        let before = words_before(facts, title.start()).next();
        // `Lt  Governor Roe` where a mark was lost
        let another = |w: &str| matches!(w, "the" | "a" | "Lt" | "Lt." | "Lieutenant");
        // In a headline the capitals of all words may hide where the name begins: `Roe Questions Judge Weber`.
        let holds_office = |w: &str| OFFICES.iter().any(|o| o.contains(&&*w.to_lowercase()));
        let mut words = self.mention.candidate.text.split_whitespace();
        near && is_one_piece(facts, name)
            && !words.any(|w| holds_office(w.trim_end_matches('.')))
            && !before.is_some_and(another)
            && !self.is_anothers(facts)
    }

    /// Whether somebody is written to: `Dear Judge Roe`, who goes by it to friends as long as he lives.
    pub(super) fn is_addressed(&self, sources: &Sources<'_>) -> bool {
        let facts = sources.article.block(self.mention.block);
        let before = facts.and_then(|facts| words_before(facts, self.title.range.start()).next());
        before == Some("Dear")
    }

    /// Whether the office stands right behind somebody else’s name, as below a letter: `Jane Roe U.S. Senator Paul Weber`.
    fn is_anothers(&self, facts: &BlockFacts) -> bool {
        let country = ["U", "S", "U.S.", "US", "United", "States"];
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
    pub(super) fn is_beside(&self, sources: &Sources<'_>, other: &Self) -> bool {
        let (own, theirs) = (self.mention.candidate.range, other.mention.candidate.range);
        let facts = sources.article.block(self.mention.block);
        self.mention.block == other.mention.block
            && facts.is_some_and(|facts| {
                let between = match own.start() < theirs.start() {
                    true => TextRange::new(own.end(), theirs.start()),
                    false => TextRange::new(theirs.end(), own.start()),
                };
                // What stands behind a colon, in a quotation or behind a lost full stop is said anew: `on Sen. Jane Roe:
                // Sen. Roe will be missed`.
                let anew = [":", "“", "\"", "   "];
                let in_full = self.is_full() && other.is_full();
                same_sentence(facts, own, theirs)
                    && words_apart(facts, own, theirs) <= BESIDE
                    && (in_full
                        || !anew
                            .iter()
                            .any(|mark| facts.block.slice(between).contains(mark)))
                    && !(self.goes_on_from(facts, other) || other.goes_on_from(facts, self))
            })
    }

    /// Whether a clause begins with it, by the surname alone, behind the full name of the other: `Judge Jane Roe was asked,
    /// and officials said Sen. Roe would come`.
    fn goes_on_from(&self, facts: &BlockFacts, other: &Self) -> bool {
        let behind = other.mention.candidate.range.start() < self.title.range.start();
        let before = words_before(facts, self.title.range.start()).next();
        let opens =
            before.is_some_and(|word| matches!(word, "said" | "when" | "because" | "while"));
        let gap = facts.block.text()[..self.title.range.start().into()].ends_with("  ");
        behind && !self.is_full() && (opens || gap)
    }

    /// Whether it is told whom somebody worked for, `worked in Gov. Roe’s office`: it may have been another of the name.
    pub(super) fn is_of_employer(&self, sources: &Sources<'_>) -> bool {
        let facts = sources.article.block(self.mention.block);
        facts.is_some_and(|facts| {
            let before = words_before(facts, self.title.range.start()).take(EMPLOYER_REACH);
            let before: Vec<&str> = before.collect();
            let is_employed = |two: &[&str]| {
                matches!(two[0], "for" | "in" | "under" | "by") && EMPLOYED.contains(&two[1])
            };
            before.windows(2).any(is_employed)
        })
    }

    /// Whether its paragraph tells of somebody's death.
    pub(super) fn is_mourned(&self, sources: &Sources<'_>) -> bool {
        let facts = sources.article.block(self.mention.block);
        facts.is_some_and(|facts| {
            let mut words = words_after(facts, 0.into());
            words.any(|word| MOURNING.contains(&word))
        })
    }

    /// Whether he may be the one who says it in a quotation, and so means another of the name: he is named beside it, or
    /// nobody is and the quotation does not name `known` either.
    pub(super) fn is_told_by_himself(&self, sources: &Sources<'_>, known: &Self) -> bool {
        let Some(facts) = sources.article.block(self.mention.block) else {
            return false;
        };
        let own = self.mention.candidate.range;
        let mut quotations = facts.reading.quotations.iter();
        let quotation = quotations.find(|q| q.marked.contains_range(own));
        quotation.is_some_and(|quotation| match quotation.speaker {
            Some(speaker) => facts.reading.names[speaker].key == self.mention.candidate.key,
            None => !known.mention.candidate.quoted,
        })
    }

    /// Whether an earlier year is named near it: the office may have been held then.
    pub(super) fn is_of_another_year(&self, sources: &Sources<'_>) -> bool {
        let Some(facts) = sources.article.block(self.mention.block) else {
            return false;
        };
        let Some(story) = facts.context.and_then(|context| context.story) else {
            return false;
        };
        let own = self.mention.candidate.range;
        let mut near = facts
            .timexes
            .iter()
            .filter(|t| words_apart(facts, own, t.range) <= NEAR);
        near.any(|t| {
            let ago = t.bounds.map(|(_, last)| story.year() - last.year());
            ago.is_some_and(|ago| {
                ago > LONG_AGO || ago > RECENT && same_sentence(facts, own, t.range)
            })
        })
    }
}

/// Whether an office is one of another time: by its first mention, or by half of all. `Former Gov. Roe … Gov. Roe did much`,
/// but `Judge Roe … Judge Roe … the late Judge Roe`.
pub(super) fn is_past(held: &[Held<'_>], office: usize) -> bool {
    let mut of_time = held
        .iter()
        .filter(|h| h.office == office)
        .map(|h| h.title.of_another_time);
    let (often, past) = (
        of_time.clone().count(),
        of_time.clone().filter(|past| *past).count(),
    );
    of_time.next() == Some(true) || past > 0 && past * 2 >= often
}
