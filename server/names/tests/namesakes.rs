//! Who is meant where several could be: the passages in `tests/namesakes/`, one file a family of names.
//!
//! A passage marks its mentions: `[Kim Jong Il|1] met [Mr. Kim|2]`. A number is a person, `o1` an organisation, `p1` a
//! place; `?` could honestly be either, and the right answer is to say so or to take it for nobody. Passages of a file
//! are parted by `---`, and a line that starts with `#` says what the file is about.
//!
//! Each passage is read twice: as it stands, so that the names must be found first, and with its mentions given.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)] // all of it is a test

use std::{fs, path::Path};

use names::{Candidate, EntityType, Linked, Who, recognise, recognise_tagged, tagger::Tagged};
use text::{Block, Document, Format, TextRange, TextSize};

/// Of a hundred given mentions, so many must be understood, and nobody taken for somebody else.
const ENOUGH: f64 = 99.0;

/// The same of the text as it stands, where a name that is not found, or half of it, is a mistake too.
const ENOUGH_AS_IT_STANDS: f64 = 98.3;

/// Of these, so many may be taken for somebody else of the passage: half a name was found (`Lee` of `Ang Lee`), or a
/// firm or town was taken for its namesake.
const MERGED_AS_IT_STANDS: usize = 7;

/// A marked mention.
struct Mention {
    range: TextRange,
    who: String,
}

/// A passage without its marks.
struct Passage {
    text: String,
    mentions: Vec<Mention>,
}

fn size(n: usize) -> TextSize {
    TextSize::new(u32::try_from(n).unwrap())
}

fn passage(marked: &str) -> Passage {
    let mut text = String::new();
    let mut mentions = Vec::new();
    let mut rest = marked.trim();
    while let Some((before, after)) = rest.split_once('[') {
        let (mention, after) = after.split_once(']').expect("a bracket that closes");
        let (name, who) = mention.split_once('|').expect("who is meant");
        text.push_str(before);
        let start = size(text.len());
        text.push_str(name);
        mentions.push(Mention {
            range: TextRange::new(start, size(text.len())),
            who: who.to_owned(),
        });
        rest = after;
    }
    text.push_str(rest);
    Passage { text, mentions }
}

fn entity_type(who: &str) -> EntityType {
    match who.trim_start_matches('?').chars().next() {
        Some('o') => EntityType::Organisation,
        Some('p') => EntityType::Place,
        _ => EntityType::Person,
    }
}

/// The candidates of a block at their places in the passage; the mentions given, or not.
fn candidates(block: &Block, start: TextSize, given: Option<&[Mention]>) -> Vec<Candidate> {
    let (text, tokens, sentences) = (block.text(), block.tokens(), block.sentences());
    let heading = block.kind().is_heading();
    let mut found = match given {
        None => recognise(text, tokens, sentences, heading),
        Some(mentions) => {
            let whole = TextRange::new(start, start + size(text.len()));
            let inside = mentions.iter().filter(|m| whole.contains_range(m.range));
            let tagged: Vec<Tagged> = inside
                .map(|m| Tagged {
                    range: m.range - start,
                    entity_type: entity_type(&m.who),
                    score: f32::MAX,
                    leaning: None,
                })
                .collect();
            recognise_tagged(text, tokens, sentences, heading, &tagged)
        }
    };
    for candidate in &mut found {
        candidate.range += start;
    }
    found
}

/// What a mention was taken to be: an entity, and whether it could be another.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Meant {
    entity: Who,
    doubtful: bool,
}

/// Who is meant by each of a passage's mentions.
fn read(passage: &Passage, given: bool) -> Vec<Option<Meant>> {
    let document = Document::new(&passage.text, Format::Plain);
    let given = given.then_some(passage.mentions.as_slice());
    let mut found = Vec::new();
    let mut start = 0;
    for block in document.blocks() {
        found.extend(candidates(block, size(start), given));
        start += block.text().len();
    }
    let linked = Linked::new(&found.iter().collect::<Vec<_>>());
    let of_mention = |mention: &Mention| {
        let overlap = |c: &Candidate| c.range.intersect(mention.range).map(TextRange::len);
        let overlapping = found
            .iter()
            .enumerate()
            .filter(|(_, c)| overlap(c) > Some(size(0)));
        let (index, _) = overlapping.max_by_key(|(_, c)| overlap(c))?;
        Some(Meant {
            entity: linked.who(index)?,
            doubtful: !linked.link(index)?.alternatives.is_empty(),
        })
    };
    passage.mentions.iter().map(of_mention).collect()
}

/// What came of some mentions.
#[derive(Default)]
struct Score {
    mentions: usize,
    wrong: Vec<String>,
    merged: Vec<String>,
}

impl Score {
    fn add(&mut self, passage: &Passage, given: bool) {
        let meant = read(passage, given);
        let name = |m: &Mention| format!("{} ({})", &passage.text[m.range], m.who);
        let certain = |m: &Mention| !m.who.starts_with('?');
        for (i, (mention, found)) in passage.mentions.iter().zip(&meant).enumerate() {
            self.mentions += 1;
            let others = || {
                passage
                    .mentions
                    .iter()
                    .zip(&meant)
                    .enumerate()
                    .filter(|(j, _)| *j != i)
            };
            let same = |other: &Option<Meant>| matches!((found, other), (Some(a), Some(b)) if a.entity == b.entity);
            let right = if certain(mention) {
                let first = passage.mentions.iter().position(|m| m.who == mention.who);
                let taken = |(j, (m, f)): (usize, (&Mention, &Option<Meant>))| {
                    j < i && certain(m) && m.who != mention.who && same(f)
                };
                found.is_some()
                    && first.is_some_and(|first| same(&meant[first]))
                    && !others().any(taken)
            } else {
                found.as_ref().is_none_or(|f| f.doubtful) || !others().any(|(_, (_, f))| same(f))
            };
            if !right {
                self.wrong.push(name(mention));
            }
            let sure = |f: &Option<Meant>| f.as_ref().is_some_and(|f| !f.doubtful);
            let merged = others().find(|(j, (m, f))| {
                *j < i
                    && certain(mention)
                    && certain(m)
                    && m.who != mention.who
                    && same(f)
                    && sure(f)
                    && sure(found)
            });
            if let Some((_, (other, _))) = merged {
                self.merged
                    .push(format!("{} = {}", name(other), name(mention)));
            }
        }
    }

    fn percent(&self) -> f64 {
        100.0 * (self.mentions - self.wrong.len()) as f64 / self.mentions as f64
    }
}

fn families() -> Vec<(String, Vec<Passage>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/namesakes");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    let family = |path: &Path| {
        let text = fs::read_to_string(path).unwrap();
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let text = lines.collect::<Vec<_>>().join("\n");
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, text.split("---").map(passage).collect())
    };
    files.iter().map(|path| family(path)).collect()
}

fn check(given: bool, enough: f64, merged: usize) {
    let mut all = Score::default();
    println!(
        "{:<18}{:>9}{:>7}{:>7}",
        "family", "mentions", "right", "wrong"
    );
    for (name, passages) in families() {
        let mut score = Score::default();
        passages.iter().for_each(|p| score.add(p, given));
        let (count, wrong) = (score.mentions, score.wrong.len());
        println!(
            "{name:<18}{count:>9}{:>7}{wrong:>7}  {}",
            count - wrong,
            score.wrong.join(", ")
        );
        all.mentions += count;
        all.wrong.append(&mut score.wrong);
        all.merged.append(&mut score.merged);
    }
    println!(
        "{} taken for somebody else: {}",
        all.merged.len(),
        all.merged.join(", ")
    );
    println!(
        "{} of {} right: {:.1} %",
        all.mentions - all.wrong.len(),
        all.mentions,
        all.percent()
    );
    assert!(
        all.merged.len() <= merged,
        "two made one: {:#?}",
        all.merged
    );
    assert!(
        all.percent() >= enough,
        "{:.1} % right: {:#?}",
        all.percent(),
        all.wrong
    );
}

#[test]
fn namesakes_in_the_text_as_it_stands() {
    check(false, ENOUGH_AS_IT_STANDS, MERGED_AS_IT_STANDS);
}

#[test]
fn namesakes_whose_mentions_are_given() {
    check(true, ENOUGH, 0);
}

#[test]
fn the_set_is_large_enough() {
    let families = families();
    let mentions = families
        .iter()
        .flat_map(|(_, passages)| passages)
        .map(|p| p.mentions.len());
    assert!(families.len() >= 30 && mentions.sum::<usize>() >= 200);
}
