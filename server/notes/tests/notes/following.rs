//! Anchors in an open text follow every edit.

use notes::{LiveAnchor, LiveAnchors};
use proptest::prelude::*;
use text::{Document, Edit, Format, TextRange, TextSize};

fn edit(range: std::ops::Range<usize>, text: &str) -> Edit {
    let size = |at: usize| TextSize::new(at as u32);
    Edit {
        range: TextRange::new(size(range.start), size(range.end)),
        text: text.to_owned(),
    }
}

/// An open text with one anchor.
struct Open {
    document: Document,
    anchors: LiveAnchors,
}

impl Open {
    fn new(text: &str, words: &str) -> Self {
        let start = text.find(words).unwrap();
        let anchor = LiveAnchor {
            range: start..start + words.len(),
            words: words.into(),
        };
        Self {
            document: Document::new(text, Format::Plain),
            anchors: LiveAnchors::new(vec![anchor]),
        }
    }

    fn text(&self) -> String {
        self.document.rope().to_string()
    }

    fn apply(&mut self, edit: &Edit) -> &mut Self {
        let before = self.document.clone();
        self.document.edit(edit);
        self.anchors.edit(&before, edit, &self.document);
        self
    }

    /// Replaces the first place of `old`.
    fn change(&mut self, old: &str, new: &str) -> &mut Self {
        let start = self.text().find(old).unwrap();
        self.apply(&edit(start..start + old.len(), new))
    }

    /// Inserts behind the first place of `after`.
    fn insert(&mut self, after: &str, new: &str) -> &mut Self {
        let at = self.text().find(after).unwrap() + after.len();
        self.apply(&edit(at..at, new))
    }

    /// The words at the anchor.
    fn words(&self) -> String {
        self.text()[self.anchors.iter().next().unwrap().range.clone()].to_owned()
    }
}

const TEXT: &str =
    "Hundreds came. Some 50 people died on Friday, officials said.\n\nThe toll may rise.\n";

#[test]
fn text_before_and_behind_stays_outside() {
    let mut open = Open::new(TEXT, "50 people");
    assert_eq!(open.insert("Some ", "nearly ").words(), "50 people");
    assert_eq!(open.insert("50 people", " or so").words(), "50 people");
    assert_eq!(open.change("Hundreds", "Scores").words(), "50 people");
}

#[test]
fn text_within_belongs_to_it() {
    assert_eq!(
        Open::new(TEXT, "50 people").insert("50 ", "young ").words(),
        "50 young people"
    );
}

#[test]
fn what_makes_one_word_or_number_with_it_belongs_to_it() {
    assert_eq!(
        Open::new(TEXT, "Some 50").insert("Some 50", "0").words(),
        "Some 500"
    );
    assert_eq!(
        Open::new(TEXT, "50 people").insert("Some ", "1").words(),
        "150 people"
    );
    assert_eq!(
        Open::new(TEXT, "50 people").insert("Some ", "1,").words(),
        "1,50 people"
    );
    assert_eq!(
        Open::new(TEXT, "Some 50")
            .insert("50", ".")
            .insert("50.", "5")
            .words(),
        "Some 50.5"
    );
    assert_eq!(
        Open::new(TEXT, "on Friday").insert("Friday", "s").words(),
        "on Fridays"
    );
    assert_eq!(
        Open::new(TEXT, "Some 50")
            .insert("50", ".")
            .insert("50.", " Then")
            .words(),
        "Some 50"
    );
}

#[test]
fn what_is_deleted_goes() {
    assert_eq!(
        Open::new(TEXT, "50 people died")
            .change("people died on", "")
            .words(),
        "50 "
    );
    assert_eq!(
        Open::new(TEXT, "50 people").change("Some 50", "").words(),
        " people"
    );
    assert_eq!(
        Open::new(TEXT, "50 people")
            .change("Some 50 people died", "")
            .words(),
        ""
    );
}

#[test]
fn a_replacement_is_followed() {
    assert_eq!(
        Open::new(TEXT, "50 people").change("50", "60").words(),
        "60 people"
    );
    assert_eq!(Open::new(TEXT, "50").change("50", "60").words(), "60");
    let mut open = Open::new(TEXT, "50 people");
    let new = TEXT
        .replace("Hundreds came", "Many came")
        .replace("50 people", "60 people");
    assert_eq!(open.apply(&edit(0..TEXT.len(), &new)).words(), "60 people");
}

#[test]
fn undo_brings_it_back() {
    for gone in [
        "Some 50",
        "50 people died",
        "Some 50 people died",
        "50",
        "people",
        "50 people",
    ] {
        let mut open = Open::new(TEXT, "50 people");
        let at = TEXT.find(gone).unwrap();
        open.apply(&edit(at..at + gone.len(), ""))
            .apply(&edit(at..at, gone));
        assert_eq!(
            (open.text().as_str(), open.words().as_str()),
            (TEXT, "50 people"),
            "“{gone}” deleted and put back"
        );
    }
}

#[test]
fn cut_and_paste_takes_it_along() {
    let mut open = Open::new(TEXT, "50 people");
    let sentence = "Some 50 people died on Friday, officials said.";
    assert_eq!(open.change(sentence, "").words(), "");
    assert_eq!(open.insert("may rise.", sentence).words(), "50 people");
    assert!(open.anchors.iter().next().unwrap().range.start > 30);
}

#[test]
fn a_replaced_sentence_takes_nothing_along() {
    let mut open = Open::new(
        "He met Putin in May.\n\nPutin said so. Nobody else did.\n",
        "Putin said so",
    );
    open.change(
        "Putin said so.",
        "In the end all of them went home to see what Putin had left.",
    );
    assert_eq!(open.words(), "");
}

proptest! {
    /// Against the plain rule: outside an edit nothing but the place changes.
    #[test]
    fn what_an_edit_does_not_touch_only_moves(
        text in "[a-d é\n]{8,80}", from in 0usize..80, length in 0usize..20, new in "[ w-z😀]{0,9}", start in 0usize..80, end in 1usize..80,
    ) {
        let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap();
        let old = boundary(from)..boundary(from + length);
        let place = boundary(start)..boundary(start.max(end));
        prop_assume!(place.start < place.end);
        let document = Document::new(&text, Format::Plain);
        let mut after = document.clone();
        let change = edit(old.clone(), &new);
        after.edit(&change);
        let words = text[place.clone()].to_owned();
        let mut anchors = LiveAnchors::new(vec![LiveAnchor { range: place.clone(), words: words.as_str().into() }]);
        anchors.edit(&document, &change, &after);
        let now = after.rope().to_string();
        let range = anchors.iter().next().unwrap().range.clone();
        prop_assert!(now.get(range.clone()).is_some(), "{range:?} is no piece of the text");
        if place.end + 2 < old.start || place.start > old.end + 2 {
            prop_assert_eq!(&now[range], &words);
        }
    }
}
