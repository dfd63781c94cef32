//! What is written is on the disk, whole, and what is damaged is told and harms nothing else.

use std::{fs, io::Write, thread};

use crate::common::{claim, draft, line, source};
use notes::{
    Annotation, BaseHash, Body, ClaimKind, Contact, Loaded, ProblemKind, Store, StoreError, Target,
    read_lines, write_line,
};

const TEXT: &str = "Iraq announced a new deal with Iraq.\n";

fn titles(store: &Store) -> Vec<String> {
    let loaded = store.load("a.txt").unwrap();
    loaded
        .annotations
        .sources()
        .map(|(_, source)| source.title.clone())
        .collect()
}

#[test]
fn what_is_written_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path());
    let drafts = [
        draft("anna", 0, claim(TEXT, "Iraq announced", ClaimKind::Fact)),
        draft("anna", 0, source("A paper")),
    ];
    let written = store.append("news/a b.txt", &drafts).unwrap();
    assert!(written[0].id < written[1].id);
    let loaded = store.load("news/a b.txt").unwrap();
    assert_eq!(loaded.problems, []);
    assert_eq!(*loaded.annotations, written.into_iter().collect());
    assert_eq!(
        fs::read_to_string(folder.path().join(".copydesk/annotations/.gitattributes")).unwrap(),
        "*.jsonl merge=union text eol=lf\n"
    );
    assert!(!folder.path().join(".copydesk/private").exists());
    assert_eq!(store.articles(), ["news/a b.txt"]);
    assert!(store.load("none.txt").unwrap().annotations.is_empty());
}

#[test]
fn what_was_written_since_is_read_as_if_all_were_read_anew() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path());
    let mut known = store.load("a.txt").unwrap();
    let mut read_on = |what: &str| {
        let anew = store.load("a.txt").unwrap();
        known = store.load_since("a.txt", &known).unwrap();
        assert_eq!(known.annotations, anew.annotations, "{what}");
        assert_eq!(known.problems, anew.problems, "{what}");
        anew
    };
    let note = |title: &str| {
        store
            .append("a.txt", &[draft("anna", 0, source(title))])
            .unwrap();
    };
    note("One");
    read_on("the first line");
    note("Two");
    read_on("a second line");
    let path = store.file("a.txt").unwrap();
    let lines = fs::read_to_string(&path).unwrap();
    let (first, second) = lines.split_once('\n').unwrap();
    // Another writer stopped in the middle of a line, and it was written to its end later.
    let (start, end) = first.split_at(40);
    fs::write(&path, format!("{lines}{start}")).unwrap();
    assert_eq!(read_on("half a line").problems.len(), 1);
    fs::write(&path, format!("{lines}{start}{end}\n{{}}\n")).unwrap();
    let problems = read_on("the other half, and a damaged line").problems;
    assert_eq!(problems.iter().map(|p| p.line).collect::<Vec<_>>(), [4]);
    let other = first.replace("One", "Other");
    fs::write(&path, format!("{lines}{start}{end}\n{{}}\n{other}\n")).unwrap();
    let problems = read_on("an id that stands there already").problems;
    assert_eq!(problems.iter().map(|p| p.line).collect::<Vec<_>>(), [4, 5]);
    // As git leaves it after a merge, and after a commit was taken back.
    fs::write(&path, format!("{second}{first}\n")).unwrap();
    read_on("the same lines in another order");
    fs::write(&path, format!("{first}\n")).unwrap();
    assert_eq!(read_on("a line less").annotations.sources().count(), 1);
    fs::remove_file(&path).unwrap();
    assert!(read_on("nothing").annotations.is_empty());
}

#[test]
fn a_line_that_was_cut_off_is_told_and_the_next_starts_on_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path());
    store
        .append("a.txt", &[draft("anna", 0, source("One"))])
        .unwrap();
    let path = store.file("a.txt").unwrap();
    let whole = fs::read(&path).unwrap();
    for cut in 1..whole.len() {
        let mut content = whole.clone();
        content.extend_from_slice(&whole[..cut]);
        fs::write(&path, &content).unwrap();
        store
            .append("a.txt", &[draft("anna", 9, source("Two"))])
            .unwrap();
        assert!(
            fs::read(&path).unwrap().starts_with(&content),
            "an earlier line was rewritten"
        );
        assert_eq!(titles(&store), ["One", "Two"], "cut after {cut} bytes");
        let problems = store.load("a.txt").unwrap().problems;
        // All but its end: then it is the same line twice.
        assert_eq!(
            problems.len(),
            usize::from(cut < whole.len() - 1),
            "cut after {cut} bytes"
        );
        assert!(
            problems
                .iter()
                .all(|problem| problem.line == 2 && problem.kind == ProblemKind::CutOff)
        );
    }
}

#[test]
fn each_damaged_line_is_told_and_all_others_are_kept() {
    let good: Vec<Annotation> = (0..4)
        .map(|second| line("anna", second, source(&format!("Source {second}"))))
        .collect();
    let lines: Vec<String> = good.iter().map(|line| write_line(line, "a.txt")).collect();
    let content = [
        lines[0].as_str(),
        "<<<<<<< HEAD",
        &lines[1],
        "=======",
        "not json at all",
        &lines[2].replace("Source 2", "Other"),
        &lines[2],
        &lines[3].replace("\"type\":\"Source\"", "\"type\":\"Rumour\""),
        &lines[3].replace("\"kind\":\"news\"", "\"kind\":\"hearsay\""),
        &format!("{}{}", &lines[0][..50], lines[3]),
        "[1]",
        "",
        &lines[1][..90],
    ]
    .join("\n");
    let (read, problems) = read_lines("a.jsonl", content.as_bytes());
    let found: Vec<(usize, String)> = problems
        .iter()
        .map(|problem| {
            (
                problem.line,
                format!("{:?}", problem.kind).chars().take(11).collect(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            (2, "MergeMarker"),
            (4, "MergeMarker"),
            (5, "NotJson"),
            (7, "DuplicateId"),
            (8, "UnknownKind"),
            (9, "Malformed(\""),
            (10, "CutOff"),
            (11, "NotJson"),
            (13, "CutOff"),
        ]
        .map(|(line, kind)| (line, kind.to_owned()))
    );
    assert_eq!(read.len(), 5);
    assert_eq!(read.last(), good.last(), "the line glued to a damaged one");
    assert_eq!(
        problems[0].to_string(),
        "a.jsonl, line 2: git left this mark when a merge stopped. Take the line out; the annotations on both sides are in use."
    );
}

#[test]
fn contacts_stay_out_of_git() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path());
    let paper = store
        .append("a.txt", &[draft("anna", 0, source("A paper"))])
        .unwrap()[0]
        .id;
    let contact = Body::Contact(Contact {
        person: "The press office".to_owned(),
        reach: "+1 555 0100".to_owned(),
    });
    store
        .append(
            "a.txt",
            &[draft("anna", 1, (Target::Annotation(paper), contact))],
        )
        .unwrap();
    assert!(
        !fs::read_to_string(store.file("a.txt").unwrap())
            .unwrap()
            .contains("555")
    );
    assert!(
        fs::read_to_string(store.private_file("a.txt").unwrap())
            .unwrap()
            .contains("555")
    );
    assert_eq!(
        fs::read_to_string(folder.path().join(".copydesk/private/.gitignore")).unwrap(),
        "*\n"
    );
    assert_eq!(
        store
            .load("a.txt")
            .unwrap()
            .annotations
            .about(paper)
            .count(),
        1
    );
}

#[test]
fn many_writers_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    thread::scope(|scope| {
        for writer in 0..4 {
            let store = Store::new(folder.path());
            scope.spawn(move || {
                for count in 0..25 {
                    let title = format!("{writer} {count}");
                    store
                        .append("a.txt", &[draft("anna", 0, source(&title))])
                        .unwrap();
                }
            });
        }
    });
    let store = Store::new(folder.path());
    assert_eq!(titles(&store).len(), 100);
    assert_eq!(store.load("a.txt").unwrap().problems, []);
}

#[test]
fn a_file_that_another_program_holds_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path());
    store
        .append("a.txt", &[draft("anna", 0, source("One"))])
        .unwrap();
    let file = fs::File::open(store.file("a.txt").unwrap()).unwrap();
    file.lock().unwrap();
    let refused = store.append("a.txt", &[draft("anna", 1, source("Two"))]);
    assert!(matches!(refused, Err(StoreError::Busy(_))));
    let unread = store.load_since("a.txt", &Loaded::default());
    assert!(matches!(unread, Err(StoreError::Busy(_))));
    file.unlock().unwrap();
    assert_eq!(titles(&store), ["One"]);
}

#[test]
fn annotations_go_with_a_renamed_article() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path());
    store
        .append("old.txt", &[draft("anna", 0, source("One"))])
        .unwrap();
    store
        .append("a.txt", &[draft("anna", 0, source("Two"))])
        .unwrap();
    store.rename("old.txt", "a.txt").unwrap();
    assert_eq!(titles(&store).len(), 2);
    assert!(store.load("old.txt").unwrap().annotations.is_empty());
}

#[test]
fn a_path_that_leaves_the_corpus_is_refused() {
    let store = Store::new(std::path::Path::new("corpus"));
    for path in ["../a.txt", "/a.txt", "", "a/../../b.txt"] {
        assert!(
            matches!(store.file(path), Err(StoreError::OutsideCorpus(_))),
            "{path}"
        );
    }
}

#[test]
fn a_base_text_that_was_changed_is_not_taken() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path());
    let hash = store.keep_base(TEXT).unwrap();
    assert_eq!(store.base(hash).as_deref(), Some(TEXT));
    assert_eq!(store.base(BaseHash::of("another")), None);
    let path = folder
        .path()
        .join(format!(".copydesk/cache/texts/{hash}.txt"));
    fs::OpenOptions::new()
        .append(true)
        .open(path)
        .unwrap()
        .write_all(b"x")
        .unwrap();
    assert_eq!(store.base(hash), None);
}

#[test]
fn the_oldest_base_texts_go_when_there_are_too_many() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path());
    let first = store.keep_base(TEXT).unwrap();
    let texts = folder.path().join(".copydesk/cache/texts");
    let old = std::time::SystemTime::UNIX_EPOCH;
    for n in 0..5_u64 {
        let file = fs::File::create(texts.join(format!("{n}.txt"))).unwrap();
        file.set_len(16 * 1024 * 1024).unwrap();
        file.set_modified(old + std::time::Duration::from_secs(n))
            .unwrap();
    }
    let newest = store.keep_base("another text").unwrap();
    let left = |n: u32| texts.join(format!("{n}.txt")).exists();
    assert_eq!([0, 1, 2, 3, 4].map(left), [false, false, true, true, true]);
    assert!(store.base(first).is_some() && store.base(newest).is_some());
}
