//! The experiment on anchors: spans of five articles, names to sentences, times nine edits made while the file was
//! closed. What counts is how often a span is found in its place, and above all how rarely in a wrong one.
//!
//! `cargo test -p notes --test notes anchoring -- --nocapture` prints the table, with `SHOW=1`
//! also what was not found in its place.

use std::{collections::BTreeMap, fs, ops::Range, path::Path};

use notes::{Anchor, BaseHash, elsewhere, find, normalized};

const SPANS: usize = 164;

struct Span {
    article: usize,
    range: Range<usize>,
}

/// What became of a text, and where a span is now; none if it was deleted.
type Edited = (String, Option<Range<usize>>);

/// The five articles that the experiment was first made on, if they are here.
fn articles() -> Option<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| fs::read_to_string(path).ok())
        .collect()
}

/// Names, numbers, quotations, clauses and sentences, evenly from all articles.
fn spans(articles: &[String]) -> Vec<Span> {
    let mut all: Vec<Span> = Vec::new();
    for (article, text) in articles.iter().enumerate() {
        let mut add = |range: Range<usize>| {
            if !text[range.clone()].trim().is_empty() {
                all.push(Span { article, range });
            }
        };
        let words: Vec<Range<usize>> = text
            .split_whitespace()
            .map(|word| {
                let word = word.trim_matches(|c: char| !c.is_alphanumeric());
                let start = word.as_ptr() as usize - text.as_ptr() as usize;
                start..start + word.len()
            })
            .filter(|word| !word.is_empty())
            .collect();
        let capital = |word: &Range<usize>| text[word.clone()].starts_with(char::is_uppercase);
        let mut at = 0;
        while at < words.len() {
            let run = words[at..].iter().take_while(|word| capital(word)).count();
            if run > 0
                && text[words[at].end..words[at + run - 1].start.max(words[at].end)]
                    .trim()
                    .len()
                    < 40
            {
                add(words[at].start..words[at + run - 1].end);
            }
            if text[words[at].clone()].starts_with(|c: char| c.is_ascii_digit()) {
                add(words[at].clone());
            }
            at += run.max(1);
        }
        for (start, line) in lines(text) {
            let mut from = 0;
            for (end, _) in line.match_indices(". ").chain([(line.len(), "")]) {
                let sentence = &line[from..end];
                if sentence.len() > 40 {
                    add(start + from..start + end);
                    if let Some(comma) = sentence.find(", ") {
                        add(start + from..start + from + comma);
                    }
                }
                from = (end + 2).min(line.len());
            }
        }
    }
    let step = all.len() as f64 / SPANS as f64;
    let mut picked: Vec<Span> = Vec::new();
    let mut all: Vec<Option<Span>> = all.into_iter().map(Some).collect();
    for count in 0..SPANS {
        picked.extend(all[(count as f64 * step) as usize].take());
    }
    picked
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len() + 1;
        Some((start, line))
    })
}

/// The line of a span, with its end.
fn line_of(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end..]
        .find('\n')
        .map_or(text.len(), |at| span.end + at + 1);
    start..end
}

fn shift(span: &Range<usize>, by: isize) -> Range<usize> {
    span.start.wrapping_add_signed(by)..span.end.wrapping_add_signed(by)
}

fn insert(text: &str, at: usize, new: &str) -> String {
    format!("{}{new}{}", &text[..at], &text[at..])
}

fn note_on_top(text: &str, span: &Range<usize>) -> Edited {
    let note = "Note to the desk: this story replaces the one sent at noon.\n\n";
    (
        insert(text, 0, note),
        Some(shift(span, note.len() as isize)),
    )
}

fn word_before(text: &str, span: &Range<usize>) -> Edited {
    (
        insert(text, span.start, "reportedly "),
        Some(shift(span, 11)),
    )
}

fn delete_line(text: &str, span: &Range<usize>) -> Edited {
    let line = line_of(text, span);
    (
        format!("{}{}", &text[..line.start], &text[line.end..]),
        None,
    )
}

/// The last word of the span becomes another.
fn correct_span(text: &str, span: &Range<usize>) -> Edited {
    let words = &text[span.clone()];
    let last = words.rfind(' ').map_or(0, |at| at + 1);
    let new = format!("{}Corrected", &words[..last]);
    let text = format!("{}{new}{}", &text[..span.start], &text[span.end..]);
    (text, Some(span.start..span.start + new.len()))
}

/// The line goes to the end of the article.
fn move_line(text: &str, span: &Range<usize>) -> Edited {
    let line = line_of(text, span);
    let moved = text[line.clone()].trim_end_matches('\n');
    let rest = format!("{}{}", &text[..line.start], &text[line.end..]);
    let start = rest.len() + 1 + span.start - line.start;
    (
        format!("{rest}\n{moved}\n"),
        Some(start..start + span.len()),
    )
}

fn reword_after(text: &str, span: &Range<usize>) -> Edited {
    let line = line_of(text, span);
    let tail = &text[span.end..line.end];
    let cut = tail
        .split_inclusive(' ')
        .take(6)
        .map(str::len)
        .sum::<usize>()
        .min(tail.trim_end().len());
    let text = format!(
        "{} as was said in other words{}",
        &text[..span.end],
        &text[span.end + cut..]
    );
    (text, Some(span.clone()))
}

fn duplicate_line(text: &str, span: &Range<usize>) -> Edited {
    let line = line_of(text, span);
    let copy = text[line.clone()].trim_end_matches('\n').to_owned() + "\n";
    (
        insert(text, line.start + copy.len().min(line.len()), &copy),
        Some(span.clone()),
    )
}

fn straighten_quotes(text: &str, span: &Range<usize>) -> Edited {
    let straight = |text: &str| text.replace(['“', '”'], "\"").replace(['‘', '’'], "'");
    let start = straight(&text[..span.start]).len();
    (
        straight(text),
        Some(start..start + straight(&text[span.clone()]).len()),
    )
}

/// Lines are broken at 60 columns.
fn reflow(text: &str, span: &Range<usize>) -> Edited {
    let mut new = String::with_capacity(text.len());
    let mut column = 0;
    let (mut start, mut end) = (0, 0);
    for (at, c) in text.char_indices() {
        if at == span.start {
            start = new.len();
        }
        if at == span.end {
            end = new.len();
        }
        column = if c == '\n' { 0 } else { column + 1 };
        if c == ' ' && column > 60 {
            new.push('\n');
            column = 0;
        } else {
            new.push(c);
        }
    }
    if span.end == text.len() {
        end = new.len();
    }
    (new, Some(start..end))
}

type Change = fn(&str, &Range<usize>) -> Edited;

const EDITS: [(&str, Change); 9] = [
    ("note on top", note_on_top),
    ("word before", word_before),
    ("line deleted", delete_line),
    ("span corrected", correct_span),
    ("line moved", move_line),
    ("reworded after", reword_after),
    ("line doubled", duplicate_line),
    ("quotes straight", straighten_quotes),
    ("reflowed", reflow),
];

#[derive(Default, Clone, Copy)]
struct Count {
    right: usize,
    orphan: usize,
    wrong: usize,
}

impl Count {
    fn add(&mut self, found: Option<&Range<usize>>, true_place: Option<&Range<usize>>) {
        match (found, true_place) {
            (None, None) => self.right += 1,
            (None, Some(_)) => self.orphan += 1,
            (Some(found), Some(place)) if found == place => self.right += 1,
            (Some(_), _) => self.wrong += 1,
        }
    }

    fn total(self) -> usize {
        self.right + self.orphan + self.wrong
    }

    fn row(self, name: &str) -> String {
        let share = |count: usize| 100.0 * count as f64 / self.total().max(1) as f64;
        format!(
            "{name:<34} {:>6.1} % {:>6.1} % {:>6.1} %   of {}",
            share(self.right),
            share(self.orphan),
            share(self.wrong),
            self.total()
        )
    }
}

/// One span after one edit, found with and without the text that its anchor was made on.
fn measure(articles: &[String], spans: &[Span], with_base: bool, rows: &mut Vec<String>) -> Count {
    let mut total = Count::default();
    for (name, edit) in EDITS {
        let mut count = Count::default();
        for span in spans {
            let text = &articles[span.article];
            let anchor = Anchor::of(text, span.range.clone()).unwrap();
            let (now, place) = edit(text, &span.range);
            if let Some(place) = &place
                && name != "span corrected"
            {
                assert_eq!(
                    normalized(&now[place.clone()]),
                    normalized(&anchor.exact),
                    "the experiment itself: {name}"
                );
            }
            let found = find(&[&anchor], &now, |hash| {
                (with_base && hash == BaseHash::of(text)).then(|| text.clone())
            })
            .remove(0);
            if std::env::var("SHOW").is_ok() && found != place {
                println!(
                    "{name}: “{}” -> {:?}",
                    anchor.exact,
                    found.clone().map(|found| now[found].to_owned())
                );
            }
            count.add(found.as_ref(), place.as_ref());
        }
        rows.push(count.row(name));
        total = Count {
            right: total.right + count.right,
            orphan: total.orphan + count.orphan,
            wrong: total.wrong + count.wrong,
        };
    }
    total
}

#[test]
fn spans_are_found_again_after_nine_edits() {
    let Some(articles) = articles() else {
        println!("skipped: the five articles are not here");
        return;
    };
    let spans = spans(&articles);
    assert_eq!(spans.len(), SPANS);
    let head = format!("{:<34} {:>8} {:>8} {:>8}", "", "right", "orphan", "wrong");
    let mut rows = vec![head];
    let with_base = measure(&articles, &spans, true, &mut rows);
    rows.push(with_base.row("ALL, older text at hand"));
    let without = measure(&articles, &spans, false, &mut rows);
    rows.push(without.row("ALL, older text not at hand"));
    println!("{}", rows.join("\n"));
    let share = |count: usize, of: Count| 100.0 * count as f64 / of.total() as f64;
    assert!(share(with_base.right, with_base) >= 95.0 && share(with_base.wrong, with_base) <= 0.3);
    assert!(share(without.wrong, without) <= 0.3);
}

#[test]
fn a_paragraph_that_went_to_another_article_leaves_orphans_and_is_offered_there() {
    let Some(articles) = articles() else {
        println!("skipped: the five articles are not here");
        return;
    };
    let (mut home, mut offered) = (Count::default(), Count::default());
    for span in spans(&articles) {
        let text = &articles[span.article];
        let line = line_of(text, &span.range);
        let other = &articles[(span.article + 1) % articles.len()];
        let anchor = Anchor::of(text, span.range.clone()).unwrap();
        let (without, _) = delete_line(text, &span.range);
        let at = other.find('\n').unwrap() + 1;
        let with = insert(other, at, &text[line.clone()]);
        let found = find(&[&anchor], &without, |_| Some(text.clone())).remove(0);
        home.add(found.as_ref(), None);
        let place = at + span.range.start - line.start;
        offered.add(
            elsewhere(&anchor, &with).as_ref(),
            Some(&(place..place + span.range.len())),
        );
    }
    println!(
        "{}\n{}",
        home.row("paragraph moved away, at home"),
        offered.row("paragraph moved away, offered")
    );
    assert_eq!(home.wrong, 0);
    assert!(offered.wrong * 1000 <= 3 * offered.total());
}

#[test]
fn all_anchors_stand_in_a_renamed_file() {
    let text = "Mr. Kim came to Russia by rail on Tuesday.";
    let anchor = Anchor::of(text, 4..7).unwrap();
    // What it is called does not enter.
    assert_eq!(find(&[&anchor], text, |_| None), [Some(4..7)]);
}

#[test]
fn two_thousand_anchors_of_many_versions_are_found_in_a_megabyte() {
    let old: String = (0..16_000)
        .map(|at| {
            format!(
                "Sentence {at} of the long story, told on day {}.\n",
                at % 31
            )
        })
        .collect();
    let base = BaseHash::of(&old);
    let anchors: Vec<Anchor> = (0..2_000)
        .map(|at| {
            let words = format!("Sentence {} of", at * 8);
            let start = old.find(&words).unwrap();
            let end = start + words.len();
            Anchor {
                start,
                end,
                exact: words,
                prefix: String::new(),
                suffix: String::new(),
                base: Some(base),
            }
        })
        .collect();
    let now = old.replace("Sentence 800 ", "Phrase 800 ");
    let clock = std::time::Instant::now();
    let mut asked = BTreeMap::new();
    let found = find(&anchors.iter().collect::<Vec<_>>(), &now, |hash| {
        *asked.entry(hash.to_string()).or_insert(0) += 1;
        Some(old.clone())
    });
    println!(
        "{} anchors in {} bytes: {:?} (unoptimised)",
        anchors.len(),
        now.len(),
        clock.elapsed()
    );
    assert_eq!(
        asked.into_values().collect::<Vec<_>>(),
        [1],
        "one older text, asked for once"
    );
    assert_eq!(found.iter().flatten().count(), 2_000);
    assert_eq!(&now[found[100].clone().unwrap()], "Phrase 800 of");
}
