//! The index on disk answers as memory does, whatever was written in which order, and is made anew when it cannot be
//! trusted.

use std::{collections::BTreeSet, fs, path::Path, sync::Arc};

use article::{Article, Hints};
use corpus::{ArticleId, Change, Corpus, EntityRow, FileState, Report, Rows, Store, ToCheck};
use names::{EntityType, is_slip_of};
use proptest::prelude::*;
use text::{Document, Format};

const BUILD: &str = "test";

const TEXTS: &[&str] = &[
    "MOSCOW, June 9, 2000 (AP) - President Vladimir Putin met Kim Jong Il in Moscow on Monday. “We shall never again close this door to our neighbours in the south,” Putin said.",
    "SEOUL, June 10, 2000 (AP) - Mr. Putin left on June 9, 2000. South Korean President Kim Dae-jung told reporters in Seoul. Maria Keller was born on May 3, 1942. “We shall never again shut this door to our neighbours in the south,” he said.",
    "Leaders meet by the sea\n\nLONDON, May 1, 1999 (AP) - Vladimir Putin, the Russian prime minister, spoke on May 1, 1999, and Kim Jong-Il did not.",
    "Officials of the Central Bank met Igor Putin in the capital on June 9, 2000, he said. The Mill Street Players were founded in 1947. Maria Keller was born in 1943.",
    "",
];

fn id(n: usize) -> ArticleId {
    ArticleId::new(&format!("desk/{n}.txt"))
}

fn rows(text: &str) -> Arc<Rows> {
    let document = Document::new(text, Format::Plain);
    Arc::new(Rows::of(&Article::new(document, Hints::default())))
}

fn file(content: &str) -> FileState {
    FileState {
        bytes: content.len().cast_signed() as i64,
        modified: 1,
        file: 2,
        hash: [3; 32],
        seen: 4,
        set_date: None,
    }
}

fn read(n: usize, text: &str) -> Change {
    Change::Read(id(n), file(text), rows(text))
}

/// All that can be asked of a corpus, as text.
fn answers(corpus: &Corpus) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{} articles {:?}",
        corpus.len(),
        corpus.articles_under("")
    );
    for n in 0..4 {
        let _ = writeln!(
            out,
            "{n}: {} {:?}",
            corpus.contains(&id(n)),
            corpus.rows(&id(n))
        );
    }
    for key in ["putin", "kim", "moscow", "nobody"] {
        let _ = writeln!(out, "{key}: {:?}", corpus.by_key(key));
    }
    for name in ["vladimirputin", "kimjongil", "kimdaejung", "putin"] {
        let all = corpus.by_name(name, corpus::MOST);
        let _ = writeln!(out, "{name}: {all:?}");
        let _ = writeln!(out, "{}", corpus.count(name, EntityType::Person));
        let _ = writeln!(out, "{:?}", corpus.oldest(name, EntityType::Person));
        let _ = writeln!(out, "{:?}", corpus.span(name, EntityType::Person));
        let _ = writeln!(out, "{:?}", corpus.called(name, EntityType::Person, 9));
    }
    for (y, m, d) in [(2000, 6, 9), (1999, 5, 1), (1990, 1, 1)] {
        let day = jiff::civil::date(y, m, d);
        let of_day = corpus.articles_of_day(day, 9);
        let _ = writeln!(out, "{day}: {of_day:?}");
    }
    let headline = corpus::headline_key("Leaders Meet by the Sea,").unwrap_or_default();
    let found = corpus.articles_of_headline(&headline, 9);
    let _ = writeln!(out, "{headline}: {found:?}");
    for subject in ["mariakeller", "millstreetplayers"] {
        let _ = writeln!(out, "{subject}: {:?}", corpus.facts_of(subject));
    }
    for quote in TEXTS.iter().flat_map(|t| rows(t).quotes.clone()) {
        let like: Vec<_> = corpus.quotes_like(&quote.words).collect();
        let _ = writeln!(out, "{}: {like:?}", quote.text);
    }
    for query in ["", "put", "kimj", "vpn", "zzz"] {
        // Which of equal names comes first, and whose spelling is shown, may differ.
        let mut symbols = corpus.symbols(query, 50);
        symbols
            .iter_mut()
            .for_each(|s| s.name = names::fold(&s.name).to_string());
        symbols.sort_by_key(|s| (s.name.clone(), s.entity_type.map(|t| t as u8)));
        let shown: Vec<_> = symbols.iter().map(|s| (&s.name, s.articles)).collect();
        let _ = writeln!(out, "{query}: {shown:?}");
    }
    out
}

#[derive(Clone, Debug)]
enum Step {
    /// The disk changed: article, text.
    Disk(usize, usize),
    Delete(usize),
    /// Somebody types in an open article.
    Type(usize, usize),
    /// Closes it without saving: what the disk has holds again.
    Close(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let article = 0..4usize;
    let text = 0..TEXTS.len();
    let step = prop_oneof![
        3 => (article.clone(), text.clone()).prop_map(|(a, t)| Step::Disk(a, t)),
        1 => article.clone().prop_map(Step::Delete),
        2 => (article.clone(), text).prop_map(|(a, t)| Step::Type(a, t)),
        1 => article.prop_map(Step::Close),
    ];
    prop::collection::vec(step, 1..14)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_corpus_on_disk_answers_as_one_in_memory(steps in steps()) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), BUILD).unwrap();
        let mut stored = Corpus::with_store(store.clone());
        let (mut disk, mut open) = ([None; 4], [None; 4]);
        for step in steps {
            match step {
                Step::Disk(article, text) => {
                    disk[article] = Some(text);
                    let touched = store.write(&[read(article, TEXTS[text])]).unwrap();
                    stored.stored(touched, |a| open.iter().enumerate().any(|(n, o)| o.is_some() && *a == id(n)));
                }
                Step::Delete(article) => {
                    disk[article] = None;
                    let touched = store.write(&[Change::Gone(id(article))]).unwrap();
                    stored.stored(touched, |a| open.iter().enumerate().any(|(n, o)| o.is_some() && *a == id(n)));
                }
                Step::Type(article, text) => {
                    open[article] = Some(text);
                    stored.set(&id(article), Some(rows(TEXTS[text])));
                }
                Step::Close(article) => {
                    open[article] = None;
                    let change = match disk[article] {
                        Some(text) => read(article, TEXTS[text]),
                        None => Change::Gone(id(article)),
                    };
                    let touched = store.write(&[change]).unwrap();
                    stored.stored(touched, |_| false);
                }
            }
        }
        let mut memory = Corpus::default();
        for article in 0..4 {
            if let Some(text) = open[article].or(disk[article]) {
                memory.set(&id(article), Some(rows(TEXTS[text])));
            }
        }
        prop_assert_eq!(answers(&stored), answers(&memory));
        prop_assert!(store.is_sound());
        prop_assert_eq!(store.trouble(), None);
    }
}

/// An article that goes as another one comes must not lend it its place among those of its day.
#[test]
fn an_article_that_moves_is_no_other_article() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), BUILD).unwrap();
    store.write(&[read(2, TEXTS[0])]).unwrap();
    store.write(&[read(0, TEXTS[0])]).unwrap();
    store
        .write(&[Change::Gone(id(0)), read(3, TEXTS[0])])
        .unwrap();
    let oldest = Corpus::with_store(store).oldest("vladimirputin", EntityType::Person);
    assert_eq!(oldest.map(|found| found.article), Some(id(2)));
}

#[test]
fn an_article_touches_its_own_keys_only() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), BUILD).unwrap();
    let mut corpus = Corpus::with_store(store.clone());
    let write = |corpus: &mut Corpus, change| {
        let touched = store.write(&[change]).unwrap();
        corpus.stored(touched, |_| false);
    };
    write(
        &mut corpus,
        read(
            0,
            "Officials met President Vladimir Putin in Moscow on Monday, he said.",
        ),
    );
    write(
        &mut corpus,
        read(
            1,
            "Later President Vladimir Putin left, and Mr. Putin smiled at everyone there.",
        ),
    );
    let before = corpus.generation();
    write(
        &mut corpus,
        read(
            0,
            "Officials met President Bill Clinton in Moscow on Monday, he said.",
        ),
    );
    let bearers = corpus.by_name("vladimirputin", 9);
    assert_eq!(
        bearers
            .iter()
            .map(|f| f.article.as_str())
            .collect::<Vec<_>>(),
        ["desk/1.txt"]
    );
    let touched = corpus.touched_since(before, Some(&id(1))).unwrap();
    let mut keys: Vec<_> = touched.keys.iter().map(|k| k.as_str()).collect();
    keys.sort_unstable();
    // Moscow only moved; but others point there.
    assert_eq!(keys, ["clinton", "moscow", "putin"]);
    assert!(
        corpus
            .touched_since(before, Some(&id(0)))
            .unwrap()
            .is_empty()
    );
}

#[test]
fn what_was_written_is_there_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let first = {
        let store = Store::open(folder.path(), BUILD).unwrap();
        store
            .write(&[read(0, TEXTS[0]), read(1, TEXTS[1])])
            .unwrap();
        answers(&Corpus::with_store(store))
    };
    let store = Store::open(folder.path(), BUILD).unwrap();
    assert_eq!(store.files().len(), 2);
    assert_eq!(answers(&Corpus::with_store(store)), first);
}

#[test]
fn an_index_that_cannot_be_trusted_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let fill = |build: &str| {
        let store = Store::open(folder.path(), build).unwrap();
        let before = store.len();
        store.write(&[read(0, TEXTS[0])]).unwrap();
        (before, store.path().to_owned())
    };
    assert_eq!(fill(BUILD).0, 0);
    assert_eq!(fill(BUILD).0, 1, "the same build goes on with it");
    let (before, path) = fill("another");
    assert_eq!(before, 0, "another build reads otherwise");
    let damage = |at: usize, bytes: &[u8]| {
        let mut content = fs::read(&path).unwrap();
        let end = (at + bytes.len()).min(content.len());
        content[at..end].copy_from_slice(&bytes[..end - at]);
        fs::write(&path, content).unwrap();
    };
    damage(0, b"no database at all");
    assert_eq!(fill("another").0, 0, "not an index");
    damage(18, &[9, 9]);
    assert_eq!(fill("another").0, 0, "of a later SQLite");
    fs::write(&path, "").unwrap();
    assert_eq!(fill("another").0, 0, "emptied");
}

#[test]
fn damage_inside_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = {
        let store = Store::open(folder.path(), BUILD).unwrap();
        let all: Vec<Change> = (0..200).map(|n| read(n, TEXTS[n % 4])).collect();
        store.write(&all).unwrap();
        assert!(store.is_sound());
        store.path().to_owned()
    };
    let mut content = fs::read(&path).unwrap();
    let length = content.len();
    content[length / 3..length / 2].fill(0xA5);
    fs::write(&path, content).unwrap();
    let store = Store::open(folder.path(), BUILD).unwrap();
    assert!(store.is_empty() || !store.is_sound());
    store.discard().unwrap();
    drop(store);
    assert!(Store::open(folder.path(), BUILD).unwrap().is_empty());
}

#[test]
fn two_editors_share_an_index() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (
        Store::open(folder.path(), BUILD).unwrap(),
        Store::open(folder.path(), BUILD).unwrap(),
    );
    std::thread::scope(|scope| {
        for (store, from) in [(&one, 0), (&other, 100)] {
            scope.spawn(move || {
                for n in from..from + 50 {
                    store.write(&[read(n, TEXTS[n % 4])]).unwrap();
                    assert!(store.len() > n - from);
                }
            });
        }
    });
    assert_eq!((one.len(), other.len()), (100, 100));
    assert!(one.is_sound());
}

#[test]
fn a_folder_that_takes_no_index_says_so() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join(".copydesk"),
        "a file where the folder should be",
    )
    .unwrap();
    let error = Store::open(folder.path(), BUILD).unwrap_err().to_string();
    assert!(error.contains("Everything works"), "{error}");
}

#[test]
fn the_index_is_nothing_to_keep() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), BUILD).unwrap();
    let ignore = store.path().parent().map(|p| p.join(".gitignore"));
    assert_eq!(fs::read_to_string(ignore.unwrap()).unwrap(), "*\n");
    assert!(store.path().starts_with(Path::new(folder.path())));
}

/// An article that names people of these surnames.
fn naming(keys: &BTreeSet<String>) -> Arc<Rows> {
    let row = |key: &String| {
        Arc::new(EntityRow {
            key: key.into(),
            folded: key.into(),
            name: key.into(),
            entity_type: EntityType::Person,
            parts: Vec::new(),
            description: None,
            forms: Vec::new(),
            mentions: Vec::new(),
        })
    };
    Arc::new(Rows {
        entities: keys.iter().map(row).collect(),
        ..Rows::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Few letters, so that many are near; and some longer than what is listed of a key.
    #[test]
    fn near_keys_are_those_that_a_comparison_with_each_finds(
        steps in prop::collection::vec(
            (0..4_usize, prop::collection::btree_set("[abé]{1,5}|a[ab]b{14,16}", 0..9), any::<bool>()),
            1..9,
        ),
        asked in prop::collection::vec("[abé]{1,5}|a[ab]b{14,16}", 9),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), BUILD).unwrap();
        let mut corpus = Corpus::with_store(store.clone());
        let (mut disk, mut open) = ([const { BTreeSet::new() }; 4], [const { None }; 4]);
        for (article, keys, saved) in steps {
            let rows = naming(&keys);
            if saved {
                let touched = store.write(&[Change::Read(id(article), file(""), rows)]).unwrap();
                disk[article] = keys;
                open[article] = None;
                corpus.stored(touched, |_| false);
            } else {
                corpus.set(&id(article), Some(rows));
                open[article] = Some(keys);
            }
        }
        let on_disk = |key: &String| disk.iter().filter(|keys| keys.contains(key)).count();
        let shared = disk.iter().flatten().filter(|key| on_disk(key) > 1);
        let all: BTreeSet<&String> = shared.chain(open.iter().flatten().flatten()).collect();
        for slip in &asked {
            let compared: Vec<&String> = all.iter().copied().filter(|key| is_slip_of(slip, key)).collect();
            prop_assert_eq!(corpus.keys_meant_by(slip), compared, "{}", slip);
        }
        prop_assert_eq!(store.trouble(), None);
    }
}

#[test]
fn what_changes_while_it_is_looked_through_is_looked_through_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), BUILD).unwrap();
    let written = [0, 1, 2].map(|n| read(n, TEXTS[n]));
    store.write(&written).unwrap();
    let report = |of: ToCheck| Report {
        of,
        noted: 0,
        findings: Vec::new(),
    };
    let articles = |waiting: &[ToCheck]| -> Vec<ArticleId> {
        waiting.iter().map(|of| of.article.clone()).collect()
    };
    let waiting = store.to_check(9);
    assert_eq!(articles(&waiting), [id(0), id(1), id(2)]);
    // One changes before what was found in it is written, one is gone.
    store
        .write(&[read(1, TEXTS[3]), Change::Gone(id(2))])
        .unwrap();
    let reports: Vec<Report> = waiting.into_iter().map(report).collect();
    store.report(&reports).unwrap();
    let waiting = store.to_check(9);
    assert_eq!(articles(&waiting), [id(1)]);
    assert!(store.findings(&id(0)).is_some() && store.findings(&id(2)).is_none());
    let reports: Vec<Report> = waiting.into_iter().map(report).collect();
    store.report(&reports).unwrap();
    assert_eq!(articles(&store.to_check(9)), []);
    // Others rest on what an article says, but not on all of it.
    store.write(&[read(3, TEXTS[3])]).unwrap();
    let waiting = articles(&store.to_check(9));
    assert!(
        waiting.contains(&id(1)) && !waiting.contains(&id(2)),
        "{waiting:?}"
    );
    store.judged_by("other settings").unwrap();
    assert_eq!(articles(&store.to_check(9)), [id(0), id(1), id(3)]);
}
